"""Articles on their shelf: a file each, or a line each in the one file of a container."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from pages import PROSE
from runs import tree

from pipeline.article import Article
from pipeline.errors import PipelineError
from pipeline.flow import clean_page
from pipeline.ledger import Known
from pipeline.model import Page
from pipeline.outcome import Task, Written
from pipeline.settings import Run, Settings
from pipeline.shelf import Shelf
from pipeline.write import DRAFTS

TASK = Task(b"raw/x/a.jsonl", "x", "a.jsonl", "raw", "x/a", 1, 1)


def page(record: str) -> Page:
    """A record of the container."""
    return Page("x/a.jsonl", "\n".join((*PROSE, f"这是第{record}张,夹在书里。")).encode(), record)


def articles(record: str) -> tuple[Article, ...]:
    """What it says."""
    return clean_page(page(record), Settings()).articles


def shelf(folder: Path, task: Task = TASK, layout: str = "jsonl") -> Shelf:
    """Where they go."""
    return Shelf(task, Run(output=str(folder), layout=layout))


def fill(folder: Path, *records: str) -> list[Written]:
    """Write some records into their one file."""
    lines = shelf(folder)
    written = [one for record in records for one in lines.put(page(record), articles(record))]
    lines.close()
    lines.drop()
    return written


def records(folder: Path) -> list[str]:
    """The records in the file."""
    return [json.loads(line)["source"]["record"] for line in (folder / "x/a.jsonl").read_bytes().splitlines()]


def test_lines_are_whole_or_not_there(tmp_path: Path) -> None:
    """A draft until the shelf is closed; the old file stays till then; the same bytes are left where they lie."""
    lines = shelf(tmp_path)
    lines.put(page("1"), articles("1"))
    assert not (tmp_path / "x").exists()
    done = lines.close()
    assert done is not None
    assert (done.file, done.changed, records(tmp_path)) == ("x/a.jsonl", True, ["1"])
    before = (tmp_path / "x/a.jsonl").stat()
    assert before.st_mode & 0o777 == 0o644
    again = shelf(tmp_path)
    (written,) = again.put(page("1"), articles("1"))
    done = again.close()
    assert done is not None
    assert (written.changed, done.changed) == (False, False)
    assert (tmp_path / "x/a.jsonl").stat().st_mtime_ns == before.st_mtime_ns
    assert list((tmp_path / DRAFTS).iterdir()) == []


def test_a_worker_goes_on_where_another_died(tmp_path: Path) -> None:
    """Behind the pages that were told: what the dead one wrote beyond them is not there twice."""
    fill(tmp_path / "whole", "1", "2", "3")
    dead = shelf(tmp_path)
    dead.put(page("1"), articles("1"))
    told = dead.offset
    dead.put(page("2"), articles("2"))
    dead.drop()
    heir = shelf(tmp_path, replace(TASK, start=1, offset=told))
    for record in ("2", "3"):
        heir.put(page(record), articles(record))
    heir.close()
    assert (tmp_path / "x/a.jsonl").read_bytes() == (tmp_path / "whole/x/a.jsonl").read_bytes()


def known(written: Written, sha256: str, fingerprint: str) -> Known:
    """A page of one article as the ledger knows it."""
    return Known(sha256, "", fingerprint, None, None, 1, ((written.size, written.mtime_ns, written.at),))


def test_lines_that_have_not_changed_are_copied(tmp_path: Path) -> None:
    """If they say themselves that they are the page's; the ledger alone is not believed."""
    one, two = fill(tmp_path, "1", "2")
    origin, made = articles("2")[0].source, articles("2")[0].made_by
    lines = shelf(tmp_path)
    assert lines.kept(page("2"), known(one, origin.sha256, made.fingerprint)) is None
    assert lines.kept(page("2"), known(two, "other", made.fingerprint)) is None
    assert lines.kept(page("2"), known(two, origin.sha256, "other")) is None
    (kept,) = lines.kept(page("2"), known(two, origin.sha256, made.fingerprint)) or ()
    assert (kept.at, kept.size, kept.changed) == (0, two.size, False)
    lines.close()
    lines.drop()
    assert records(tmp_path) == ["2"]


def test_no_article_leaves_no_lines(tmp_path: Path) -> None:
    """Not even an empty file; that of another container stays."""
    fill(tmp_path, "1")
    shelf(tmp_path, Task(b"", "x", "a.csv", "raw", "x/a", 1, 1)).close()
    assert records(tmp_path) == ["1"]
    empty = shelf(tmp_path)
    empty.put(page("1"), ())
    assert empty.close() is None
    assert tree(tmp_path) == {}


def test_another_layout_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """In both directions."""
    fill(tmp_path, "1", "2")
    files = shelf(tmp_path, replace(TASK, moved_from="x/a", was_lines=True), layout="folder")
    for record in ("1", "2"):
        files.put(page(record), articles(record))
    assert files.close() is None
    assert sorted(tree(tmp_path)) == ["x/a/1.json", "x/a/2.json"]
    lines = shelf(tmp_path, replace(TASK, moved_from="x/a"))
    for record in ("1", "2"):
        lines.put(page(record), articles(record))
    lines.close()
    assert list(tree(tmp_path)) == ["x/a.jsonl"]


def test_lines_that_cannot_be_written_are_a_sentence(tmp_path: Path) -> None:
    """Where a file lies in the way."""
    (tmp_path / "x").write_text("in the way", "utf-8")
    lines = shelf(tmp_path)
    lines.put(page("1"), articles("1"))
    with pytest.raises(PipelineError, match=r"a\.jsonl: cannot be written"):
        lines.close()


def test_an_empty_folder_of_their_name_gives_way_to_lines(tmp_path: Path) -> None:
    """One that holds something does not."""
    (tmp_path / "x/a.jsonl").mkdir(parents=True)
    fill(tmp_path, "1")
    assert records(tmp_path) == ["1"]
    (tmp_path / "x/a.jsonl").unlink()
    (tmp_path / "x/a.jsonl/own").mkdir(parents=True)
    with pytest.raises(PipelineError, match=r"a\.jsonl: cannot be written"):
        fill(tmp_path, "1")
