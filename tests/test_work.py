"""What a worker does with a source: each of its pages within its limits, none twice."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import PROSE
from poison import deadly
from runs import tree

from pipeline import work
from pipeline.books import Books
from pipeline.ledger import FOLDER, Ledger
from pipeline.model import Page
from pipeline.outcome import Done, Failure, Outcome, Task
from pipeline.plan import marks
from pipeline.read import Failure as ReadFailure
from pipeline.read import Item, Passed, Source
from pipeline.settings import Run, Settings
from pipeline.work import Order, clean_source

RECORDS = ("one", "two", "three")


@pytest.fixture
def container(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A source of several records, by their names; one that says nothing cannot be read."""
    texts = {record: "\n".join((*PROSE, f"这是第{place}张,夹在书里。")) for place, record in enumerate(RECORDS)}

    def read(source: Source, settings: Settings) -> Iterator[Item]:
        for record, text in texts.items():
            if text:
                yield Page(source.name, text.encode(), record)
            else:
                yield ReadFailure(source.file, source.name, record, "it is damaged", "get it again")
        yield Passed(source.name, "image/png", 2)

    monkeypatch.setattr(work, "read_source", read)
    return texts


TASK = Task(b"raw/x/a.jsonl", "x", "a.jsonl", "raw", "x/a", 1, 1)


def order(output: Path, **how: object) -> Order:
    """Clean into a folder."""
    settings, run = Settings(), Run(output=str(output), **how)
    return Order(settings, run, marks(settings, run), deadly)


def do(task: Task, order: Order) -> list[Outcome]:
    """Clean a source with a ledger and write down what came of it."""
    output = Path(order.how.output)
    (output / FOLDER).mkdir(parents=True, exist_ok=True)
    with Ledger(output, write=True) as ledger:
        books = Books(ledger, order.marks)
        books.begin()
        outcomes = []
        for message in clean_source(task, order, ledger):
            if isinstance(message, Done):
                books.finish(task, message)
            else:
                outcomes.append(message)
                books.note(task, message)
    return outcomes


def test_a_container_has_a_folder_of_articles(container: dict[str, str], tmp_path: Path) -> None:
    """One for each record; what cannot be read is a failure in its place."""
    container["two"] = ""
    one, two, three = do(TASK, order(tmp_path))
    assert [outcome.record for outcome in (one, two, three)] == list(RECORDS)
    assert two.failure == Failure("unreadable", "raw/x/a.jsonl, two: it is damaged; get it again.")
    assert sorted(tree(tmp_path)) == sorted(outcome.articles[0].file for outcome in (one, three))
    assert all(name.startswith("x/a/") for name in tree(tmp_path))


def test_a_record_that_is_known_is_not_cleaned_again(container: dict[str, str], tmp_path: Path) -> None:
    """Though others of its container have changed; what was not read is tried again."""
    container["two"] = ""
    do(TASK, order(tmp_path))
    container["one"] = "\n".join(PROSE)
    container["two"] = "\n".join((*PROSE, "第二张找到了,夹在另一本书里。"))
    assert [outcome.unchanged for outcome in do(TASK, order(tmp_path))] == [False, False, True]


def test_records_that_are_gone_are_told(container: dict[str, str], tmp_path: Path) -> None:
    """When their container has been read to its end."""
    do(TASK, order(tmp_path))
    del container["two"]
    with Ledger(tmp_path, write=True) as ledger:
        books = Books(ledger, order(tmp_path).marks)
        books.begin()
        *outcomes, done = clean_source(TASK, order(tmp_path), ledger)
        for outcome in outcomes:
            books.note(TASK, outcome)
        _, gone = books.finish(TASK, done)
    assert gone == ["two"]


def test_a_source_goes_on_where_a_worker_died(container: dict[str, str], tmp_path: Path) -> None:
    """What was told is not told again; the page that killed it is named and not tried."""
    verdict = Failure("crashed", "it fell.")
    task = Task(b"", "x", "a.jsonl", "raw", "x/a", 1, 1, start=1, verdict=verdict)
    two, three, done = clean_source(task, order(tmp_path), None)
    assert done == Done({"image/png": 2})
    assert (two.record, two.failure, two.sha256 is not None) == ("two", verdict, True)
    assert (three.record, three.failure) == ("three", None)


def test_a_mistake_names_the_page_and_the_record(container: dict[str, str], tmp_path: Path) -> None:
    """In one sentence with its kind and place."""
    task = Task(b"", "x", "mistake.jsonl", "raw", "x/a", 1, 1)
    failure = next(iter(clean_source(task, order(tmp_path), None))).failure
    assert failure is not None
    assert failure.why.startswith("x/mistake.jsonl, one: cleaning it ended in ZeroDivisionError at poison.py:")


def test_the_clock_is_stopped_between_pages(container: dict[str, str], tmp_path: Path) -> None:
    """A page's time is its own: waiting for the next source is not counted."""
    for _ in clean_source(TASK, order(tmp_path, max_seconds=50.0), None):
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_plain_file_is_a_source_of_one_page(tmp_path: Path) -> None:
    """With its hash; one that is gone is a failure."""
    (tmp_path / "a.txt").write_text("\n".join(PROSE), "utf-8")
    task = Task(os.fsencode(tmp_path / "a.txt"), "", "a.txt", "raw", "a", 1, 1)
    outcome, _ = clean_source(task, order(tmp_path / "clean"), None)
    assert (outcome.page, outcome.record, [one.file for one in outcome.articles]) == ("a.txt", None, ["a.json"])
    (tmp_path / "a.txt").unlink()
    outcome, _ = clean_source(task, order(tmp_path / "clean"), None)
    assert outcome.failure is not None
    assert outcome.failure.kind == "unreadable"
