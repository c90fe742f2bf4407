"""The ledger: what is written is there after a commit, whole, and whoever reads does not hinder."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.books import Books
from pipeline.errors import PipelineError
from pipeline.ledger import FILE, FOLDER, Known, Ledger
from pipeline.outcome import Done, Failure, Outcome, Task, Written

MARKS = ("code", "code 60 s")


def task(path: str = "x/a.txt") -> Task:
    """A source."""
    folder, _, name = path.rpartition("/")
    return Task(path.encode(), folder, name, "../raw", path.removesuffix(".txt"), 7, 11)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder that can have a ledger."""
    (tmp_path / FOLDER).mkdir()
    return tmp_path


def note(output: Path, *outcomes: Outcome) -> None:
    """A run that writes these down."""
    with Ledger(output, write=True) as ledger:
        books = Books(ledger, MARKS)
        books.begin()
        for outcome in outcomes:
            books.note(task(outcome.page), outcome)
            books.finish(task(outcome.page), Done())
        books.end("finished", b"{}")


ARTICLE = Written("x/a.json", 3, 5, site="江城晚报", flags=("short",), removed={"related": 2})


def test_what_was_noted_is_known(output: Path) -> None:
    """Of the source and of the page."""
    note(output, Outcome("x/a.txt", None, "abc", (ARTICLE,)))
    with Ledger(output, write=False) as ledger:
        (row,) = ledger.rows("x", "", None)
        assert (row.name, row.size, row.mtime_ns, row.fingerprint, row.outputs) == ("a.txt", 7, 11, "code", "3:5")
        assert ledger.known(task(), None) == Known("abc", "", "code", None, None, 1, ((3, 5, None),), ("",))
        assert ledger.known(task("x/b.txt"), None) is None
        assert list(ledger.outputs(row)) == [("x/a.json", 3, 5)]
        assert ledger.folders() == ["x"]


def test_rows_come_between_names(output: Path) -> None:
    """The first left out, the last included, as slices meet."""
    note(output, *(Outcome(f"x/{name}.txt", None, "abc", (), "empty") for name in "dbca"))
    with Ledger(output, write=False) as ledger:
        assert [row.name for row in ledger.rows("x", "a.txt", "c.txt")] == ["b.txt", "c.txt"]
        assert [row.name for row in ledger.rows("x", "b.txt", None)] == ["c.txt", "d.txt"]


@pytest.mark.parametrize(("kind", "mark"), [("too_slow", "code 60 s"), ("crashed", "code 60 s"), ("unreadable", "")])
def test_a_failure_hangs_on_the_limits_or_is_tried_again(kind: str, mark: str, output: Path) -> None:
    """What would happen again is remembered under the limits; what may have passed is not."""
    note(output, Outcome("x/a.txt", None, "abc", (ARTICLE,)))
    note(output, Outcome("x/a.txt", None, "abd", failure=Failure(kind, "why")))
    with Ledger(output, write=False) as ledger:
        (row,) = ledger.rows("x", "", None)
        assert (row.fingerprint, row.failed) == (mark, 1)
        assert list(ledger.outputs(row)) == [("x/a.json", 3, 5)], "the articles of a page that fails stay"


def test_a_page_that_was_half_noted_is_not_kept(output: Path) -> None:
    """Where a run is broken off in the middle of a page, the page before is kept."""
    note(output, Outcome("x/a.txt", None, "abc", (ARTICLE,)))
    ledger = Ledger(output, write=True)
    books = Books(ledger, MARKS)
    with pytest.raises(AttributeError):
        books.note(task("x/b.txt"), Outcome("x/b.txt", None, "abc", (Written("b.json", 1, 1, removed=None),)))  # type: ignore[arg-type]
    ledger.close()
    with Ledger(output, write=False) as ledger:
        assert [row.name for row in ledger.rows("x", "", None)] == ["a.txt"]


def test_a_source_that_was_not_finished_is_not_fresh(output: Path) -> None:
    """Its fingerprint is nobody's."""
    with Ledger(output, write=True) as ledger:
        Books(ledger, MARKS).note(task(), Outcome("x/a.txt", None, "abc", (ARTICLE,)))
    with Ledger(output, write=False) as ledger:
        assert [row.fingerprint for row in ledger.rows("x", "", None)] == [""]


def test_reading_does_not_hinder_writing(output: Path) -> None:
    """A status may stand open for hours."""
    note(output, Outcome("x/a.txt", None, "abc", (ARTICLE,)))
    with Ledger(output, write=False) as reader:
        standing = reader.base.execute("SELECT * FROM sources")
        standing.fetchone()
        note(output, Outcome("x/b.txt", None, "abc", (ARTICLE,)))
    with Ledger(output, write=False) as reader:
        assert len(reader.rows("x", "", None)) == 2


def test_another_version_is_refused(output: Path) -> None:
    """Whoever reads it would misread it."""
    note(output)
    base = sqlite3.connect(output / FOLDER / FILE)
    base.execute("PRAGMA user_version = 9")
    base.close()
    with pytest.raises(PipelineError, match="version 9"):
        Ledger(output, write=False)


def test_a_ledger_that_is_only_read_is_not_made(output: Path) -> None:
    """Nothing is written by a look."""
    with pytest.raises(sqlite3.OperationalError):
        Ledger(output, write=False)
    assert list((output / FOLDER).iterdir()) == []


CANNOT_WRITE = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")
"""What root is without its rights over others' files."""


def may_be_less() -> bool:
    """Whether this process can be one that may not write everywhere."""
    if os.geteuid():
        return True
    return shutil.which("setpriv") is not None and subprocess.run([*CANNOT_WRITE, "true"], check=False).returncode == 0


@pytest.mark.skipif(not may_be_less(), reason="root may write everywhere")
def test_who_may_not_write_may_read(output: Path) -> None:
    """A folder of articles that another user makes, or that lies on a disk that is mounted read-only."""
    note(output, Outcome("x/a.txt", None, "sha", (ARTICLE,)))
    said = f"from pathlib import Path; from pipeline.ledger import Ledger; print(len(Ledger(Path({str(output)!r}), "
    command = [*(CANNOT_WRITE if os.geteuid() == 0 else ()), sys.executable, "-c", f"{said}write=False).folders()))"]
    (output / FOLDER).chmod(0o555)
    (output / FOLDER / FILE).chmod(0o444)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    finally:
        (output / FOLDER).chmod(0o755)
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert [path.name for path in (output / FOLDER).iterdir()] == [FILE]


def test_a_container_that_breaks_off_is_neither_as_it_was_nor_done(output: Path) -> None:
    """Taken back to its old settings or layout it is looked at again: some of its records are the new ones'."""
    note(output, Outcome("x/a.txt", "1", "abc", (ARTICLE,)), Outcome("x/a.txt", "2", "abd", (ARTICLE,)))
    with Ledger(output, write=True) as ledger:
        assert [(row.fingerprint, row.mtime_ns) for row in ledger.rows("x", "", None)] == [("code", 11)]
        Books(ledger, MARKS).note(task(), Outcome("x/a.txt", "1", "abc", (ARTICLE,)))
    with Ledger(output, write=False) as ledger:
        assert [(row.fingerprint, row.mtime_ns) for row in ledger.rows("x", "", None)] == [("", -1)]
