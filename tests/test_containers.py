"""Runs over containers: record by record, in either layout, after kills and without a ledger."""

import gzip
import json
import os
from pathlib import Path

import pytest
from pages import PROSE
from poison import deadly
from runs import ERROR, cleaned, tree

from pipeline.run import Passed, Report, Unchanged

LAYOUTS = pytest.mark.parametrize("layout", ["folder", "jsonl"])

PASSED = {"record without a page": 1}


def text(record: str) -> str:
    """A record's page."""
    return "\n".join((*PROSE, f"这是{record},夹在书里。"))


def write(folder: Path, *texts: str, name: str = "a.jsonl", **fields: str) -> None:
    """A container of these pages, and a line that holds none."""
    (folder / "raw").mkdir(exist_ok=True)
    lines = [json.dumps({"text": one, **fields}, ensure_ascii=False) for one in texts]
    (folder / "raw" / name).write_text("\n".join((*lines, '{"title": "x"}')), "utf-8")


def articles(folder: Path) -> list[str]:
    """The last sentence of each article in the output, in the order of records."""
    lines = [data for name, data in sorted(tree(folder / "clean").items())]
    told = [json.loads(line) for data in lines for line in (data.splitlines() if data[:2] != b"{\n" else [data])]
    told.sort(key=lambda one: one["source"]["record"])
    return [one["text"].splitlines()[-1][2:-6] for one in told]


@LAYOUTS
def test_only_records_that_changed_are_cleaned_again(layout: str, tmp_path: Path) -> None:
    """And those whose address did: it is in their articles. What is no page is counted in every run."""
    write(tmp_path, text("a"), text("b"), text("c"), ERROR)
    first = cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout)
    passed = {"record without a page": 1}
    report = Report(4, 3, 3, 4, {"error_page": 1}, passed=passed, duplicates=2, marked=2)
    assert first.report == report
    assert [event for event in first.events if isinstance(event, Passed)] == [
        Passed("a.jsonl", {"record without a page": 1})
    ]
    write(tmp_path, text("a"), text("B"), text("c"), ERROR, text("e"))
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report.cleaned == 2
    assert articles(tmp_path) == ["a", "B", "c", "e"]
    same = cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report
    assert (same.cleaned, same.pages, same.articles, same.written) == (0, 5, 4, 0)
    assert same.passed == {"record without a page": 1}
    write(tmp_path, text("a"), text("B"), text("c"), ERROR, text("e"), url="https://a.example/x")
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report.cleaned == 5


@LAYOUTS
def test_a_lost_ledger_is_made_again_from_records(layout: str, tmp_path: Path) -> None:
    """In either layout."""
    write(tmp_path, text("a"), text("b"), ERROR)
    cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout)
    before = tree(tmp_path / "clean")
    for file in (tmp_path / "clean/.pipeline").glob("ledger*"):
        file.unlink()
    report = cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report
    assert (report.cleaned, report.written) == (1, 0)
    assert tree(tmp_path / "clean") == before


def test_the_layout_can_be_changed(tmp_path: Path) -> None:
    """What lay there in the other goes."""
    write(tmp_path, text("a"), text("b"))
    for layout, names in (("folder", ["a/1.json", "a/2.json"]), ("jsonl", ["a.jsonl"])) * 2:
        cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout)
        assert sorted(tree(tmp_path / "clean")) == names
        assert cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report.cleaned == 0


def test_another_layout_keeps_what_vanished_records_had(tmp_path: Path) -> None:
    """As files of their own, known as such: duplicates among them are marked, and only --prune takes them."""
    write(tmp_path, text("a"), text("b"), text("c"), text("d"))
    cleaned(tmp_path / "raw", tmp_path / "clean", layout="folder")
    whole = tree(tmp_path / "clean")
    cleaned(tmp_path / "raw", tmp_path / "clean", layout="jsonl")
    write(tmp_path, text("a"))
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout="jsonl").report.vanished == 3
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout="folder").report.vanished == 3
    assert tree(tmp_path / "clean") == whole
    same = cleaned(tmp_path / "raw", tmp_path / "clean", layout="folder").report
    assert (same.cleaned, same.marked) == (0, 0)
    (tmp_path / "clean/a/3.json").write_text("{}", "utf-8")
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout="folder", prune=True).report.pruned == 3
    assert sorted(tree(tmp_path / "clean")) == ["a/1.json", "a/3.json"]


def test_another_layout_with_prune_leaves_vanished_records_behind(tmp_path: Path) -> None:
    """At once, as they would go anyway."""
    write(tmp_path, text("a"), text("b"))
    cleaned(tmp_path / "raw", tmp_path / "clean", layout="jsonl")
    write(tmp_path, text("a"))
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout="folder", prune=True).report.pruned == 1
    assert sorted(tree(tmp_path / "clean")) == ["a/1.json"]


@LAYOUTS
def test_records_that_vanish_go_with_prune(layout: str, tmp_path: Path) -> None:
    """Until then what they had stays; also where the container has not changed since they went."""
    write(tmp_path, text("a"), text("b"), text("c"))
    cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout)
    write(tmp_path, text("A"))
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report.vanished == 2
    assert articles(tmp_path) == ["A", "b", "c"]
    os.utime(tmp_path / "raw/a.jsonl", (1_700_000_000, 1_700_000_000))
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report.cleaned == 0
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).events[0] == Unchanged(1, 1, {}, PASSED)
    assert articles(tmp_path) == ["A", "b", "c"]
    write(tmp_path, text("A"), text("B"))
    os.utime(tmp_path / "raw/a.jsonl", (1_700_000_000, 1_700_000_000))
    cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout)
    assert articles(tmp_path) == ["A", "B", "c"]
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout, prune=True).report.pruned == 1
    assert articles(tmp_path) == ["A", "B"]
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout, prune=True).report.pruned == 0


def test_lines_that_stay_are_known_where_they_lie(tmp_path: Path) -> None:
    """Duplicates among them are marked in their places, and a lost ledger finds them."""
    write(tmp_path, *(text(str(number)) for number in range(6)))
    cleaned(tmp_path / "raw", tmp_path / "clean", layout="jsonl")
    write(tmp_path, text("0"), "\n".join((*PROSE, "短。")))
    cleaned(tmp_path / "raw", tmp_path / "clean", layout="jsonl")
    lines = (tmp_path / "clean/a.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["source"]["record"] for line in lines] == ["1", "2", "3", "4", "5", "6"]
    before = tree(tmp_path / "clean")
    for file in (tmp_path / "clean/.pipeline").glob("ledger*"):
        file.unlink()
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout="jsonl").report.cleaned == 0
    assert tree(tmp_path / "clean") == before


@LAYOUTS
def test_a_record_that_fails_keeps_what_it_had(layout: str, tmp_path: Path) -> None:
    """Also with --prune, and where other workers go on behind it."""
    write(tmp_path, *(text(str(number)) for number in range(8)))
    cleaned(tmp_path / "raw", tmp_path / "clean", cleaner=deadly, layout=layout)
    now = {2: "crash", 3: ERROR, 5: "crash"}
    write(tmp_path, *(now.get(number, text(str(number))) for number in range(7)))
    heard = cleaned(tmp_path / "raw", tmp_path / "clean", cleaner=deadly, layout=layout, prune=True)
    assert (heard.report.failed, heard.report.pruned) == (2, 1)
    assert articles(tmp_path) == ["0", "1", "2", "4", "5", "6"]


@LAYOUTS
def test_a_container_that_vanishes_goes_with_prune(layout: str, tmp_path: Path) -> None:
    """With its folder, or its file."""
    write(tmp_path, text("a"), text("b"))
    write(tmp_path, text("c"), name="b.jsonl")
    cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout)
    (tmp_path / "raw/a.jsonl").unlink()
    assert cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report.vanished == 1
    assert sorted(articles(tmp_path)) == ["a", "b", "c"]
    cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout, prune=True)
    assert articles(tmp_path) == ["c"]
    assert sorted(path.name for path in (tmp_path / "clean").iterdir())[1:] in (["b"], ["b.jsonl"])


@LAYOUTS
def test_a_container_that_breaks_off_keeps_what_it_had(layout: str, tmp_path: Path) -> None:
    """Records that could not be reached have not vanished."""
    write(tmp_path, text("a"), text("b"))
    whole = tmp_path / "raw/a.jsonl"
    (tmp_path / "raw/b.jsonl.gz").write_bytes(gzip.compress(whole.read_bytes()))
    cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout)
    (tmp_path / "raw/b.jsonl.gz").write_bytes(gzip.compress(whole.read_bytes())[:-9])
    report = cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout, prune=True).report
    assert (report.failed, report.vanished) == (1, 0)
    assert articles(tmp_path) == ["a", "a", "b", "b"]


def test_a_container_that_breaks_off_has_one_layout(tmp_path: Path) -> None:
    """What it had in the layout before goes with the change, so that no article lies there twice."""
    write(tmp_path, text("a"), text("b"))
    whole = tmp_path / "raw/a.jsonl"
    (tmp_path / "raw/a.jsonl.gz").write_bytes(gzip.compress(whole.read_bytes())[:-9])
    whole.unlink()
    for layout, names in (("folder", ["a/1.json", "a/2.json"]), ("jsonl", ["a.jsonl"])) * 2:
        assert cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report.failed == 1
        assert sorted(tree(tmp_path / "clean")) == names


@LAYOUTS
def test_a_worker_that_dies_costs_no_record(layout: str, tmp_path: Path) -> None:
    """The container goes on behind the page that it died on, in one file, too."""
    write(tmp_path, *(text(str(number)) for number in range(10)))
    heard = cleaned(tmp_path / "raw", tmp_path / "clean", cleaner=deadly, layout=layout)
    assert heard.report.articles == 10
    write(tmp_path, *("crash" if number == 4 else text(str(number)) for number in range(10)), name="b.jsonl")
    heard = cleaned(tmp_path / "raw", tmp_path / "clean", cleaner=deadly, layout=layout)
    assert (heard.report.failed, heard.report.articles) == (1, 19)
    assert len(articles(tmp_path)) == 19
