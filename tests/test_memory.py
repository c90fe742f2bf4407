"""Memories as files: what a key is, what people may do to a row, and what a wrong file is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.errors import SettingsError
from pipeline.memory import Row, dump, file_name, key_of, load_memory, memory_of, parse

ROWS = (
    Row("潮汐表由港务处印制", "line", 118, 120, "end", "div:is(.tide, #tide)"),
    Row("Read more\tabout the harbour", "line", 40, 120, "middle", "", "never"),
    Row("渡口恢复夜航", "title", 2, 120, "end"),
    Row(" - Harbour News", "suffix", 110, 120, "top"),
)


def test_a_memory_comes_back_from_its_file() -> None:
    """Every column of every row; a tab in a text is a space there."""
    memory = memory_of("harbour.example", 120, ROWS)
    again = parse(dump(memory), "sites/harbour.example.tsv")
    assert (again.site, again.pages, again.digest) == (memory.site, memory.pages, memory.digest)
    assert again.rows == tuple(replace(row, text=row.text.replace("\t", " ")) for row in memory.rows)
    assert dump(again) == dump(memory)


def test_rows_are_sorted_whatever_came_first() -> None:
    """So that a difference between two files is one between two memories."""
    assert dump(memory_of("a", 9, ROWS)) == dump(memory_of("a", 9, ROWS[::-1]))


def test_an_edited_file_is_read() -> None:
    """A row taken out, a mark put in, a comment of one's own, other line ends, a byte-order mark."""
    lines = dump(memory_of("a.example", 9, ROWS)).decode().split("\n")
    edited = [line.replace("\tline\t118", "always\tline\t118") for line in lines if "渡口" not in line]
    memory = parse("\ufeff# mine\r\n".encode() + "\r\n".join(edited).encode(), "x")
    assert [row.mark for row in memory.rows] == ["never", "always", ""]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("never\tline", "nevr\tline"), "the mark 'nevr' is neither 'always' nor 'never'"),
        (("\ttitle\t2", "title\t2"), "the mark 'title' is neither"),
        (("\ttitle\t", "\theading\t"), "there is no kind 'heading'"),
        (("\t2\t120", "\ttwo\t120"), "its columns are not mark, kind"),
        (("site\t", "sight\t"), "sight"),
    ],
)
def test_a_wrong_row_gets_a_sentence_with_its_line(change: tuple[str, str], said: str) -> None:
    """What is wrong, where, and what helps."""
    data = dump(memory_of("a.example", 9, ROWS)).decode().replace(*change).encode()
    with pytest.raises(SettingsError, match=r"^sites/a\.tsv") as wrong:
        parse(data, "sites/a.tsv")
    assert said in str(wrong.value)
    assert "delete it and run pipeline learn." in str(wrong.value)


def test_a_file_that_is_no_memory_gets_a_sentence() -> None:
    """Empty, or not text."""
    for data in (b"", b"\xff\xfe\x00"):
        with pytest.raises(SettingsError, match="restore the file, or delete it"):
            parse(data, "sites/a.tsv")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_memory("/nowhere/a.tsv")


def test_the_digest_hangs_on_what_is_asked_only() -> None:
    """A selector, a place or a suffix changes no article; a mark, a count or a text does."""
    digest = memory_of("a", 9, ROWS).digest
    assert memory_of("a", 9, (replace(ROWS[0], selector="", place="top"), *ROWS[1:3])).digest == digest
    assert memory_of("a", 9, (replace(ROWS[0], mark="never"), *ROWS[1:])).digest != digest
    assert memory_of("a", 9, (replace(ROWS[0], pages=100), *ROWS[1:])).digest != digest


@pytest.mark.parametrize(
    ("one", "other"), [("阅读 (1024)", "阅读（7）"), ("HOME » News", "home: news"), ("Share on X!", "share on x")]
)
def test_texts_with_one_key(one: str, other: str) -> None:
    """Marks, case and a single number do not count."""
    assert key_of(one) == key_of(other) != ""


@pytest.mark.parametrize(("one", "other"), [("2 : 1", "2 : 2"), ("3 of 10 stars", "4 of 10 stars"), ("甲", "乙")])
def test_texts_with_two_keys(one: str, other: str) -> None:
    """Scores and rates are facts; a lone number says nothing and has no key at all."""
    assert key_of(one) != key_of(other) or key_of(one) == ""


@given(st.text())
def test_a_key_is_found_again_from_what_a_row_shows(text: str) -> None:
    """A row holds the beginning of a text, white space folded."""
    assert key_of(" ".join(text[:160].split())) == key_of(text[:160])


def test_names_of_files_are_safe() -> None:
    """Whatever a folder is called."""
    assert file_name("博客/") == "_博客.tsv"
    assert "/" not in file_name("a\\b:c*/")
    assert len(file_name("x" * 500 + "/").encode()) < 200
    assert file_name("x/") != file_name("x")
