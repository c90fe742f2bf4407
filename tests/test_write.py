"""Articles become files: canonical bytes, stable names, whole or not at all."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import PROSE, article

from pipeline.errors import PipelineError
from pipeline.naming import article_names, article_stems, folder_stems, lines_name, record_stem
from pipeline.write import DRAFTS, encode, write_article


def test_bytes_are_utf8_with_the_characters_themselves() -> None:
    """A person can read the file; it ends with a newline."""
    data = encode(article("灯塔看守人的冬天", "2023-11-09", *PROSE))
    assert data.endswith(b"}\n")
    assert "灯塔看守人的冬天" in data.decode("utf-8")
    assert b"\\u" not in data
    assert b'\n  "title": ' in data


def test_strange_characters_are_written_so_that_they_come_back() -> None:
    """Quotes, backslashes, marks beyond the first plane."""
    line = '他说:"\\灯不能灭",窗外是四级风,𠀀字写在墙上,旁边画着一座塔🗼,还有一行小字。'
    assert json.loads(encode(article(line)))["text"] == line


@pytest.mark.parametrize(
    ("page", "count", "names"),
    [
        ("a.txt", 0, []),
        ("a.txt", 1, ["a.json"]),
        ("x/y/a.html", 3, ["x/y/a.json", "x/y/a.2.json", "x/y/a.3.json"]),
        ("a", 1, ["a.json"]),
        ("a.b.txt", 1, ["a.b.json"]),
        ("页.txt", 1, ["页.json"]),
    ],
)
def test_names_are_the_page_s(page: str, count: int, names: list[str]) -> None:
    """Its path below raw/ without its suffix; further articles are counted."""
    assert article_names(article_stems([page])[page], count) == names


def test_pages_that_would_share_a_name_keep_their_suffix() -> None:
    """Also where only the case differs, for file systems that see none."""
    pages = ["a.html", "a.txt", "b.txt", "x/a.txt", "C.txt", "c.html"]
    stems = article_stems(pages)
    names = [article_names(stems[page], 1)[0] for page in pages]
    assert names == ["a.html.json", "a.txt.json", "b.json", "x/a.json", "C.txt.json", "c.html.json"]


@pytest.mark.parametrize(
    "pages",
    [
        ["a.txt", "a.2.txt"],
        ["a", "a.txt", "a.txt.txt"],
        ["a.2", "a.txt", "a.2.txt"],
        ["a.html", "a.txt", "a.txt.md"],
        ["x.txt/a.txt", "x.txt"],
    ],
)
def test_no_two_articles_share_a_name(pages: list[str]) -> None:
    """However the pages are called, and though each has several articles."""
    stems = article_stems(pages)
    names = [name.casefold() for page in pages for name in article_names(stems[page], 3)]
    assert len(set(names)) == len(names)


def test_a_packing_is_no_suffix() -> None:
    """Nor is it kept where the name is free without it."""
    pages = ["a.html.gz", "b.warc.gz", "c.tgz", "d.txt", "d.txt.gz"]
    assert list(article_stems(pages).values()) == ["a", "b", "c", "d.txt", "d.txt.gz"]


def test_a_container_keeps_its_suffix_where_a_folder_has_its_name() -> None:
    """Its folder would be that folder; a page's file is none."""
    stems = article_stems(["a.zip", "a/b.txt", "c.txt", "c/d.txt", "E.jsonl", "e/x/f.txt"])
    assert stems == {
        "a.zip": "a.zip",
        "a/b.txt": "a/b",
        "c.txt": "c",
        "c/d.txt": "c/d",
        "E.jsonl": "E.jsonl",
        "e/x/f.txt": "e/x/f",
    }


@pytest.mark.parametrize(
    ("page", "stem", "record", "place"),
    [
        ("a.txt", "a", None, "a"),
        ("a.jsonl", "a", "12", "a/12"),
        ("x/a.zip", "x/a", "b/c.html", "x/a/b/c.html"),
        ("a.txt", "a", "12", "a.txt/12"),
        ("a.zip", "a", "b.zip/c.html", "a/b.zip/c.html"),
        ("a.warc.gz", "a", "0123-ab", "a/0123-ab"),
    ],
)
def test_a_record_lies_below_its_container(page: str, stem: str, record: str | None, place: str) -> None:
    """Under its own name; a container that is called like a page makes a folder of its whole name."""
    assert record_stem(page, stem, record) == place


@pytest.mark.parametrize(
    "record",
    [
        *("..", "a/../../b", "/etc/a", "a//b", "C:\\a", "a\0b", "a\nb", "con: <x>|?*", ".a", "a.", "a ", "x" * 300),
        *("x/" * 3000, "页" * 200, "", "\ud800", "a.html?id=3&b=4", "urn:x", "b.2", "b.json/c"),
    ],
)
def test_no_record_leads_out_or_anywhere_odd(record: str, tmp_path: Path) -> None:
    """Whatever its name, its articles can be written and lie below the container's folder."""
    place = record_stem("a.zip", "a", record.encode("utf-8", "replace").decode())
    assert write_article(b"{}", tmp_path, article_names(place, 2)[-1])
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert file.resolve().is_relative_to((tmp_path / "a").resolve())
    assert not any(part.startswith(".") for part in file.relative_to(tmp_path).parts)


RECORDS = st.lists(
    st.text(st.sampled_from("aA./12 :~"), min_size=1, max_size=6).filter(lambda name: ".." not in name.split("/")),
    unique_by=str.casefold,
)


@given(RECORDS)
def test_no_records_collide(records: list[str]) -> None:
    """Neither their articles nor those of one with another's second, nor a file with a folder."""
    names = [name.casefold() for record in records for name in article_names(record_stem("a.zip", "a", record), 2)]
    assert len(set(names)) == len(names)
    folders = {str(parent) for name in names for parent in Path(name).parents}
    assert not folders & set(names)


def test_the_file_of_a_container_has_its_name() -> None:
    """Its suffixes give way to the new one."""
    names = [lines_name(page, stem) for page, stem in (("a.warc.gz", "a"), ("a.jsonl", "a"), ("a.txt", "a"))]
    assert names == ["a.jsonl", "a.jsonl", "a.txt.jsonl"]


ENDS = ("", ".txt", ".html", ".md", ".txt.md")
PATHS = st.lists(st.sampled_from([f"{stem}{end}" for stem in ("a", "a.2", "x/a") for end in ENDS]), unique=True)


@given(PATHS)
def test_no_names_collide(pages: list[str]) -> None:
    """Whatever lies in a folder."""
    stems = article_stems(pages)
    names = [name for page in pages for name in article_names(stems[page], 2)]
    assert len(set(names)) == len(names)
    assert article_stems(pages[::-1]) == stems


def test_a_file_is_written_once(tmp_path: Path) -> None:
    """The same bytes are left where they lie."""
    assert write_article(b"{}\n", tmp_path, "x/a.json")
    before = (tmp_path / "x/a.json").stat()
    assert not write_article(b"{}\n", tmp_path, "x/a.json")
    after = (tmp_path / "x/a.json").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert write_article(b"[]\n", tmp_path, "x/a.json")
    assert (tmp_path / "x/a.json").read_bytes() == b"[]\n"


def test_no_draft_is_left(tmp_path: Path) -> None:
    """Not even where the renaming fails."""
    (tmp_path / "a.json").mkdir()
    (tmp_path / "a.json" / "full").touch()
    with pytest.raises(PipelineError, match=r"a\.json: cannot be written"):
        write_article(b"{}\n", tmp_path, "a.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".pipeline", "a.json"]
    assert list((tmp_path / DRAFTS).iterdir()) == []


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    """Where a file lies in the way."""
    (tmp_path / "clean").write_text("in the way", "utf-8")
    with pytest.raises(PipelineError, match="cannot be written"):
        write_article(b"{}\n", tmp_path / "clean", "a.json")


def test_files_can_be_read_by_others(tmp_path: Path) -> None:
    """A draft's private mode is not the article's."""
    write_article(b"{}\n", tmp_path, "a.json")
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o644


def test_names_that_are_too_long_are_cut() -> None:
    """A file system takes 255 bytes: 83 Han characters and a suffix; two such pages have two names."""
    one, other = "x/" + "灯" * 83 + ".txt", "x/" + "灯" * 82 + "塔.txt"
    stems = article_stems([one, other])
    assert len({*stems.values()}) == 2
    for file in article_names(stems[one], 12):
        assert all(len(part.encode()) <= 230 for part in file.split("/"))


def test_no_article_has_the_name_of_a_folder() -> None:
    """`x.json/` is a folder of pages, and so a folder of articles."""
    assert article_stems(["x.txt", "x.json/y.txt"]) == {"x.txt": "x.txt", "x.json/y.txt": "x.json/y"}
    assert folder_stems(["x.txt", "z.txt"], ["x.json"]) == ["x.txt", "z"]
