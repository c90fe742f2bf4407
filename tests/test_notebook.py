"""The folder of corrections: files that people can read, mend and move, and runs that heed them."""

import codecs
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pages import PROSE, ROOT, page
from runs import cleaned, plant, tree

from pipeline.corrections import BlockCorrection, Correction, Corrections, FactCorrection
from pipeline.notebook import (
    CorrectionsError,
    attach,
    corrections_name,
    encode_corrections,
    is_path,
    read_corrections,
    read_notebook,
    write_corrections,
)
from pipeline.settings import Run, Settings
from pipeline.status import open_to_read, status

SHA = "0" * 64
GONE = BlockCorrection(2, 2, "removed", "related", text="塔下的小屋")
SAID = Corrections("a/b.html", None, SHA, (GONE, FactCorrection(1, "authors", ("林小溪",))))


def said_of(file: Path, root: Path, *corrections: Correction) -> Corrections:
    """Corrections of a page that lies there."""
    digest = page(file.read_bytes())
    name = file.relative_to(root).as_posix()
    return Corrections(name, None, sha256(digest.data).hexdigest(), corrections or (GONE,))


def test_a_file_reads_like_a_page_of_notes(tmp_path: Path) -> None:
    """Sorted keys, a line a value, and the same again when read and written."""
    file = Path(write_corrections(tmp_path, SAID))
    assert file == tmp_path / "a" / "b.html.json"
    assert file.read_text("utf-8").splitlines()[:7] == [
        "{",
        '  "corrections": [',
        "    {",
        '      "from": 2,',
        '      "kind": "block",',
        '      "note": "",',
        '      "reason": "related",',
    ]
    assert read_corrections(file) == SAID
    assert encode_corrections(read_corrections(file)) == file.read_bytes()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["b.html.json"]


def test_a_file_without_corrections_goes(tmp_path: Path) -> None:
    """What was taken back leaves nothing."""
    file = Path(write_corrections(tmp_path, SAID))
    write_corrections(tmp_path, replace(SAID, corrections=()))
    assert not file.exists()


def test_a_file_may_lie_anywhere_in_the_folder(tmp_path: Path) -> None:
    """What it is about stands in it; hidden files and others are passed over."""
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "mine.json").write_bytes(encode_corrections(SAID))
    (tmp_path / ".draft.json").write_text("{")
    (tmp_path / "notes.txt").write_text("{")
    book = read_notebook(tmp_path)
    assert [entry.said for entry in book.entries()] == [SAID]
    assert book.heeded("a/b.html", None, SHA) == SAID
    assert book.heeded("a/b.html", None, "1" * 64) is None
    assert book.heeded("a/b.html", "1", SHA) is None


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """Named in the settings in the folder's place it is told."""
    (tmp_path / "a.txt").write_text("x", "utf-8")
    with pytest.raises(CorrectionsError, match="it is a file; name the folder"):
        read_notebook(tmp_path / "a.txt")


def test_no_folder_is_no_corrections(tmp_path: Path) -> None:
    """Nobody need correct anything."""
    assert read_notebook(tmp_path / "none").entries() == ()


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"page": "../b.html"}, "no path below the folder of pages"),
        ({"sha256": "12"}, "sha256"),
        ({"pages": []}, "unknown field pages"),
        ({"corrections": [{"kind": "blck"}]}, "blck"),
        ({"corrections": [{"kind": "block", "from": 0, "to": 1, "verdict": "removed"}]}, ">= 1"),
        ({"corrections": [{"kind": "block", "from": 1, "to": 1, "verdict": "gone"}]}, "gone"),
        ({"corrections": [{"kind": "block", "from": 1, "to": 1, "verdict": "removed", "reason": "ugly"}]}, "ugly"),
        ({"corrections": [{"kind": "fact", "part": 1, "name": "published", "value": "gestern"}]}, "gestern"),
    ],
)
def test_a_bad_file_is_named_with_its_cause_and_a_remedy(tmp_path: Path, change: dict[str, object], cause: str) -> None:
    """In one sentence."""
    file = tmp_path / "bad.json"
    file.write_text(json.dumps({**json.loads(encode_corrections(SAID)), **change}))
    with pytest.raises(CorrectionsError) as wrong:
        read_notebook(tmp_path)
    told = str(wrong.value)
    assert told.startswith(f"{file}: ")
    assert cause in told
    assert told.endswith(".")
    assert "; " in told
    assert "\n" not in told


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    """Broken off, or of another encoding."""
    for data in (encode_corrections(SAID)[:40], b"\xff\xfe{}", b"", b"<<<<<<< HEAD\n{}"):
        (tmp_path / "bad.json").write_bytes(data)
        with pytest.raises(CorrectionsError, match=r"bad\.json: it is damaged JSON or none \(.*\); mend it, take it"):
            read_notebook(tmp_path)


def test_a_mark_that_an_editor_leaves_is_no_matter(tmp_path: Path) -> None:
    """The byte-order mark before the JSON."""
    (tmp_path / "b.json").write_bytes(codecs.BOM_UTF8 + encode_corrections(SAID))
    (entry,) = read_notebook(tmp_path).entries()
    assert entry.said == SAID


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ({"kind": "blokc"}, "a kind is one of block, fact, split, join."),
        ({"verdict": "remove"}, "a verdict is one of article, removed."),
        ({"reason": "spam"}, "a reason is one of related, error, "),
        ({"from": 0}, "mend it as docs/corrections.md shows."),
    ],
)
def test_a_word_that_is_none_is_told_with_those_that_are(tmp_path: Path, wrong: dict[str, object], remedy: str) -> None:
    """One need not look them up."""
    said = {"kind": "block", "from": 3, "to": 3, "verdict": "removed", "reason": None, **wrong}
    (tmp_path / "b.json").write_text(json.dumps({**json.loads(encode_corrections(SAID)), "corrections": [said]}))
    with pytest.raises(CorrectionsError) as told:
        read_notebook(tmp_path)
    assert f"; {remedy}" in str(told.value)


def test_two_files_of_one_page_are_named(tmp_path: Path) -> None:
    """Which of them counts is for people to say."""
    write_corrections(tmp_path, SAID)
    (tmp_path / "other.json").write_bytes(encode_corrections(SAID))
    with pytest.raises(CorrectionsError, match=r"b\.html\.json: it is about the page of .*other\.json"):
        read_notebook(tmp_path)


def test_what_cannot_stand_in_a_file_is_not_written(tmp_path: Path) -> None:
    """Nor what would lie elsewhere."""
    for wrong in (replace(SAID, corrections=(GONE, GONE)), replace(SAID, page="../b.html")):
        with pytest.raises(CorrectionsError):
            write_corrections(tmp_path / "corrections", wrong)
    assert list(tmp_path.iterdir()) == []


@given(st.text(min_size=1).filter(is_path), st.none() | st.text())
def test_names_are_names_of_files_below_the_folder(path: str, record: str | None) -> None:
    """Whatever a page and its record are called."""
    name = corrections_name(path, record)
    assert is_path(name)
    assert name.endswith(".json")
    assert len(name.rpartition("/")[2].encode("utf-8", "surrogatepass")) < 255
    assert name.count("/") == path.count("/")


def test_names_are_of_one_page_each() -> None:
    """A record that says `#` or `/`, a page that is called like a record."""
    pages = [("a", "1"), ("a#1", None), ("a", "1/2"), ("a", "1_2"), ("a", ""), ("a", None), ("a", "1?2")]
    assert len({corrections_name(*one) for one in pages}) == len(pages)


def test_only_the_page_that_was_seen_is_corrected(tmp_path: Path) -> None:
    """Other bytes are another page."""
    plant(tmp_path / "raw", "a.txt")
    write_corrections(tmp_path, said_of(tmp_path / "raw" / "a.txt", tmp_path / "raw"))
    book = read_notebook(tmp_path)
    data = (tmp_path / "raw" / "a.txt").read_bytes()
    assert attach(page(data, "a.txt"), book).corrections is not None
    assert attach(page(data + b" ", "a.txt"), book).corrections is None
    assert attach(page(data, "b.txt"), book).corrections is None


class Desk:
    """Pages, articles and corrections in one folder."""

    def __init__(self, folder: Path, *names: str) -> None:
        """Pages of three sentences."""
        self.raw, self.clean, self.folder = folder / "raw", folder / "clean", folder / "corrections"
        plant(self.raw, *names)

    def run(self, **how: object):
        """A run."""
        return cleaned(self.raw, self.clean, corrections=str(self.folder), **how)

    def say(self, name: str, *corrections: Correction) -> None:
        """Correct a page."""
        write_corrections(self.folder, said_of(self.raw / name, self.raw, *corrections))

    def text(self, name: str) -> str:
        """An article's."""
        return str(json.loads((self.clean / name).read_bytes())["text"])


def test_a_correction_redoes_its_page_and_no_other(tmp_path: Path) -> None:
    """Made, changed, and taken back."""
    desk = Desk(tmp_path, "a.txt", "b.txt", "c/d.txt")
    assert len(desk.run().cleaned) == 3
    plain = tree(desk.clean)
    desk.say("c/d.txt")
    assert desk.run().cleaned == ["c/d.txt"]
    assert PROSE[1] not in desk.text("c/d.json")
    assert desk.run().cleaned == []
    desk.say("c/d.txt", BlockCorrection(2, 2, "removed", "comment"))
    assert desk.run().cleaned == ["c/d.txt"]
    write_corrections(desk.folder, replace(said_of(desk.raw / "c/d.txt", desk.raw), corrections=()))
    assert desk.run().cleaned == ["c/d.txt"]
    assert tree(desk.clean) == plain


def test_the_bytes_are_the_same_at_any_number_of_workers(tmp_path: Path) -> None:
    """And without a ledger, and in one go or two."""
    names = [f"{n}.txt" for n in range(40)]
    desk = Desk(tmp_path, *names)
    for name in names[::3]:
        desk.say(name)
    desk.run(workers=1)
    one = tree(desk.clean)
    desk.clean = tmp_path / "other"
    desk.run(workers=3)
    assert tree(desk.clean) == one
    (desk.clean / ".pipeline" / "ledger.sqlite").unlink()
    again = desk.run(workers=2)
    assert [page for page in again.cleaned if page in again.pages] == []
    assert tree(desk.clean) == one


def test_a_page_that_has_changed_is_cleaned_without_them_and_named_once(tmp_path: Path) -> None:
    """By `clean` and by `status`, with what to do."""
    desk = Desk(tmp_path, "a.txt", "b.txt")
    desk.say("a.txt")
    desk.run()
    with (desk.raw / "a.txt").open("a", encoding="utf-8") as file:
        file.write("\n小屋的门后来也漆成了绿色,船从很远的地方就能望见它。")
    heard = desk.run(workers=2)
    assert heard.cleaned == ["a.txt"]
    assert PROSE[1] in desk.text("a.json")
    (told,) = heard.report.unheeded
    assert told.startswith(f"{desk.folder / 'a.txt.json'}: not heeded, as a.txt has changed")
    assert desk.run().report.unheeded == (told,)
    how = Run(pages=(str(desk.raw),), output=str(desk.clean), corrections=str(desk.folder))
    with open_to_read(str(desk.clean)) as ledger:
        known = status(Settings(), how, ledger)
    assert (known.corrected, known.unheeded) == (1, (told,))
    assert known.stale is not None
    assert known.stale.changed == 0


def test_status_knows_which_pages_a_correction_makes_stale(tmp_path: Path) -> None:
    """And names those that nobody knows."""
    desk = Desk(tmp_path, "a.txt", "b.txt")
    desk.run()
    desk.say("a.txt")
    write_corrections(desk.folder, replace(SAID, page="none.txt"))
    how = Run(pages=(str(desk.raw),), output=str(desk.clean), corrections=str(desk.folder))
    with open_to_read(str(desk.clean)) as ledger:
        known = status(Settings(), how, ledger)
    assert known.stale is not None
    assert (known.stale.changed, known.corrected) == (1, 2)
    (told,) = known.unheeded
    assert "no page none.txt is known" in told


def test_a_correction_that_finds_nothing_is_named(tmp_path: Path) -> None:
    """The others of its page are heeded."""
    desk = Desk(tmp_path, "a.txt")
    desk.say("a.txt", GONE, BlockCorrection(3, 3, "removed", text="别的话"), FactCorrection(4, "title", "四"))
    heard = desk.run()
    assert PROSE[1] not in desk.text("a.json")
    one, other = heard.report.unheeded
    assert "block 3 of a.txt was not corrected, as no block 3 of it begins with '别的话'" in one
    assert "the title of article 4 of a.txt was not corrected, as it has fewer articles" in other


@pytest.mark.parametrize("layout", ["folder", "jsonl"])
def test_a_record_of_a_container_is_corrected(tmp_path: Path, layout: str) -> None:
    """Its neighbours are not cleaned again."""
    desk = Desk(tmp_path)
    desk.raw.mkdir()
    bodies = ["\n".join((*PROSE, f"这一页是第{n}页,谁也没有把它拿走过一次。")) for n in range(3)]
    lines = [json.dumps({"text": body}) for body in bodies]
    (desk.raw / "dump.jsonl").write_text("\n".join(lines), "utf-8")
    first = desk.run(layout=layout)
    records = [event.record for event in first.events if getattr(event, "record", None)]
    digests = {event.record: event.sha256 for event in first.events if getattr(event, "record", None)}
    write_corrections(desk.folder, Corrections("dump.jsonl", records[1], digests[records[1]], (GONE,)))
    second = desk.run(layout=layout)
    assert [e.record for e in second.events if getattr(e, "record", None) and not e.unchanged] == [records[1]]
    texts = "".join(path.read_text("utf-8") for path in desk.clean.rglob("*.json*"))
    assert texts.count(PROSE[1]) == 2 * 2 + 1  # in the bodies of two, in their texts, and in one account
    assert desk.run(layout=layout).cleaned == []


def test_the_example_of_the_documentation_is_true(tmp_path: Path) -> None:
    """What goes in, what is said, what comes out."""
    shown = (ROOT / "docs" / "corrections.md").read_text("utf-8")
    (lines,) = re.findall(r"^```text\n(.*?)^```", shown, re.MULTILINE | re.DOTALL)
    said, out = re.findall(r"^```json\n(.*?)^```", shown, re.MULTILINE | re.DOTALL)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "harbour.txt").write_text(lines, "utf-8")
    (tmp_path / "corrections").mkdir()
    (tmp_path / "corrections" / "harbour.txt.json").write_text(said.replace("…", sha256(lines.encode()).hexdigest()))
    assert (
        cleaned(tmp_path / "raw", tmp_path / "clean", corrections=str(tmp_path / "corrections")).report.unheeded == ()
    )
    article = json.loads((tmp_path / "clean" / "harbour.json").read_bytes())
    told = json.loads("{" + out.replace(", …}", "}") + "}")
    assert article["authors"] == told["authors"]
    assert [
        {name: value for name, value in each.items() if name in wanted}
        for each, wanted in zip(article["removed"], told["removed"], strict=True)
    ] == told["removed"]


def test_a_bad_file_stops_the_run_before_anything_is_written(tmp_path: Path) -> None:
    """Half of what people said is not what they said."""
    desk = Desk(tmp_path, "a.txt")
    desk.folder.mkdir()
    (desk.folder / "bad.json").write_text("{}")
    with pytest.raises(CorrectionsError, match=r"bad\.json"):
        desk.run()
    assert tree(desk.clean) == {}
