"""Pages → a folder of articles: what has changed is cleaned, what is known is left alone, whatever happens."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.adopt import adopt, open_ledger
from pipeline.books import Books
from pipeline.cluster import scatter
from pipeline.desk import ledger_here
from pipeline.errors import PipelineError
from pipeline.flow import clean_page
from pipeline.ledger import FOLDER, Ledger, Row
from pipeline.lock import only_run
from pipeline.naming import lines_name, record_stem
from pipeline.notebook import read_notebook
from pipeline.outcome import Done, Failure, Outcome, Task
from pipeline.place import home, place_at, remove_lines, remove_stale
from pipeline.plan import changed_since, check_apart, check_pruning, marks, plan, present, seen_from, source_marks
from pipeline.pool import supervise
from pipeline.recall import open_memories
from pipeline.settings import Run, Settings
from pipeline.stage import staged
from pipeline.twins import settle
from pipeline.work import Cleaner, Order

SECONDS_BETWEEN_COMMITS = 1.0
"""What a killed run does again at most, apart from what its workers had in hand."""


class Unchanged(Struct, frozen=True, tag="unchanged"):
    """Pages that were not looked at, as nothing about them has changed."""

    pages: int
    articles: int
    absent: dict[str, int]
    passed: dict[str, int] = {}


class Passed(Struct, frozen=True, tag="passed"):
    """Records of a container, or files of a folder, that are no pages, by what they are."""

    page: str
    passed: dict[str, int]


class Vanished(Struct, frozen=True, tag="vanished"):
    """A page that is known and is not there any more."""

    page: str
    record: str | None
    pruned: bool


class Report(Struct, frozen=True):
    """What became of a run."""

    pages: int = 0
    articles: int = 0
    written: int = 0
    cleaned: int = 0
    """Pages that were cleaned; the others were as they had been, or failed."""
    absent: dict[str, int] = {}
    failed: int = 0
    vanished: int = 0
    pruned: int = 0
    passed: dict[str, int] = {}
    """Records of containers and files of folders that are no pages, by what they are."""
    duplicates: int = 0
    """Articles that are duplicates of others, of all that lie there."""
    marked: int = 0
    """Articles whose mark of a duplicate is another now."""
    idle_rules: tuple[str, ...] = ()
    """People's own rules that found nothing on any page of their site."""
    unheeded: tuple[str, ...] = ()
    """A sentence for each page that has changed since it was corrected, and each correction that found nothing."""

    @property
    def exit_code(self) -> int:
        """1 where pages failed, else 0."""
        return 1 if self.failed else 0


Event = Outcome | Unchanged | Passed | Vanished
Watch = Callable[[Event], None]


def run(settings: Settings, how: Run, watch: Watch, cleaner: Cleaner = clean_page) -> Report:
    """Clean every page below `how.pages` that is not known as it is; `watch` hears of everything.

    A named path where nothing lies is a failure like a page that cannot be read. Raises PageError
    where nothing lies at any of them, SettingsError where articles would lie among pages, PipelineError where
    nothing can be written, another run is writing or all would be pruned, KeyboardInterrupt when interrupted:
    what was done until then is kept.
    """
    present(how.pages)
    check_apart(how.pages, how.output)
    place = place_at(how.output)
    desk = home(how.output)
    notebook = read_notebook(Path(how.corrections))
    memories = open_memories(how.memory)
    basis = marks(settings, how)  # loads what hooks there are: one that cannot be loaded stops the run here
    with only_run(desk / FOLDER, how.output), ledger_here(place, desk):
        ledger, is_new = open_ledger(desk)
        books = Books(ledger, basis, source_marks(settings, how, memories))
        going = _Going(Order(settings, how, basis, cleaner, notebook, memories), ledger, books, watch)
        state = "stopped"
        try:
            if is_new:
                adopt(place, ledger, books)
            if how.prune:
                check_pruning(how, ledger)
            books.begin(seen_from(how.output, page) for page in how.pages)
            going.clean()
            marked = settle(ledger, place, fsync=how.fsync)
            duplicates = ledger.duplicates()
            going.report = replace(going.report, idle_rules=books.idle_rules(), marked=marked, duplicates=duplicates)
            going.look_back()
            state = "finished"
        except KeyboardInterrupt:
            state = "interrupted"
            raise
        except sqlite3.Error as wrong:
            raise _no_room(ledger, wrong) from wrong
        finally:
            _close(ledger, books, state, going.report)
        return going.report


def _close(ledger: Ledger, books: Books, state: str, report: Report) -> None:
    try:
        ledger.mend()
        books.end(state, msgspec.json.encode(report))
        ledger.close()
    except sqlite3.Error as wrong:
        ledger.base.close()
        # If the run has ended otherwise, why has been said; what is not kept is cleaned again.
        if state == "finished":
            raise _no_room(ledger, wrong) from wrong


def _no_room(ledger: Ledger, wrong: sqlite3.Error) -> PipelineError:
    return PipelineError(f"{ledger.path}: cannot be written ({wrong}); see that the disk has room, or delete it.")


def _workers(tasks: Iterator[Task], order: Order, ledger: Ledger) -> Iterator[tuple[Task, Outcome | Done]]:
    """Whoever cleans: processes of this machine, with copies of what lies elsewhere, or Ray."""
    how = order.how
    if how.engine == "ray":
        return scatter(tasks, order, ledger)
    workers = how.workers or os.cpu_count() or 1
    if how.is_remote:
        return staged(tasks, replace(order, ledger=str(home(how.output))), workers)
    return supervise(tasks, order, workers)


def _added(counts: dict[str, int], more: dict[str, int]) -> dict[str, int]:
    return counts if not more else {what: counts.get(what, 0) + more.get(what, 0) for what in counts | more}


class _Going:
    """A run while it goes."""

    def __init__(self, order: Order, ledger: Ledger, books: Books, watch: Watch) -> None:
        self._order = order
        self._how = order.how
        self._ledger = ledger
        self._books = books
        self._watch = watch
        self._place = place_at(order.how.output)
        self.report = Report()

    def clean(self) -> None:
        """Everything that is due."""
        committed = time.monotonic()
        for task, message in _workers(self._due(), self._order, self._ledger):
            if self._how.is_staged:
                self._clear(task, message)
            if isinstance(message, Done):
                source, gone = self._books.finish(task, message)
                if message.passed:
                    self._hear(Passed(task.path, message.passed))
                if gone:
                    self._gone(task.path, task.stem, source, gone, whole=False)
            else:
                self._books.note(task, message)
                self._hear(message)
            if time.monotonic() - committed > SECONDS_BETWEEN_COMMITS:
                self._ledger.commit()
                committed = time.monotonic()

    def _due(self) -> Iterator[Task]:
        """What has to be cleaned, while the rest is told and counted."""
        order = self._order
        for checked in plan(order.settings, self._how, self._ledger, order.notebook, order.memories):
            for wrong in checked.failures:
                self._hear(Outcome(wrong.page, failure=Failure("unreadable", str(wrong))))
            for row in checked.vanished:
                self._gone(row.path, row.stem, row.id, self._ledger.records(row), whole=True)
            if checked.passed:
                self._hear(Passed(checked.folder, checked.passed))
            self._tell_fresh(checked.fresh, checked.plain)
            yield from checked.due

    def look_back(self) -> None:
        """Name the pages that have changed since people corrected them."""
        told = changed_since(self._order.notebook, self._ledger)
        self.report = replace(self.report, unheeded=(*told, *self.report.unheeded))

    def _tell_fresh(self, rows: tuple[Row, ...], plain: int) -> None:
        """Count what is as it was; what failed is named again."""
        if not rows and not plain:
            return
        absent: dict[str, int] = {}
        passed: dict[str, int] = {}
        for row in rows:
            if row.absent:
                absent = _added(absent, msgspec.json.decode(row.absent, type=dict[str, int]))
            if row.passed:
                passed = _added(passed, msgspec.json.decode(row.passed, type=dict[str, int]))
            if row.failed:
                for outcome in self._ledger.failures(row):
                    self._hear(outcome)
        pages = plain + sum(row.pages - row.failed for row in rows)
        self._hear(Unchanged(pages, plain + sum(row.articles for row in rows), absent, passed))

    def _gone(self, page: str, stem: str, source: int, records: list[str], *, whole: bool) -> None:
        """A source has vanished, or only these records of it; with `prune` its articles go."""
        place = self._place
        if self._how.prune:
            for record in records:
                remove_stale(place, record_stem(page, stem, record or None), 0, page, record or None)
                if not whole:
                    self._books.forget(source, record)
                place.remove_empty(str(Path(record_stem(page, stem, record or None)).parent))
            if whole:
                self._books.forget(source)
                remove_lines(place, lines_name(page, stem), page)
            place.remove_empty(str(Path(stem).parent))
        for name in (None,) if whole else tuple(records):
            self._hear(Vanished(page, name or None, self._how.prune))

    def _clear(self, task: Task, message: Outcome | Done) -> None:
        """Take away what a source had and has no more; whoever writes on a stage does not see it."""
        page, before = task.path, task.moved_from or task.stem
        row = self._ledger.row(task)
        if row is None:
            return
        if isinstance(message, Done):
            if row.lines and (message.lines is None or message.lines.file != lines_name(page, before)):
                remove_lines(self._place, lines_name(page, before), page)
        elif message.failure is None and not row.lines:
            known = self._ledger.known(task, message.record)
            new = 0 if task.moved_from or any(one.at is not None for one in message.articles) else len(message.articles)
            if known is not None and known.parts > new:
                remove_stale(self._place, record_stem(page, before, message.record), new, page, message.record)

    def _hear(self, event: Event) -> None:
        """Count it and tell it."""
        held = self.report
        match event:
            case Outcome(articles=articles, absence=absence, failure=failure, unchanged=unchanged):
                self.report = replace(
                    held,
                    pages=held.pages + 1,
                    articles=held.articles + len(articles),
                    written=held.written + event.written,
                    cleaned=held.cleaned + (not unchanged and failure is None),
                    absent=_added(held.absent, {absence: 1}) if absence else held.absent,
                    failed=held.failed + (failure is not None),
                    unheeded=held.unheeded + event.unheard,
                )
            case Unchanged(pages=pages, articles=count, absent=absent, passed=passed):
                self.report = replace(
                    held,
                    pages=held.pages + pages,
                    articles=held.articles + count,
                    absent=_added(held.absent, absent),
                    passed=_added(held.passed, passed),
                )
            case Passed(passed=passed):
                self.report = replace(held, passed=_added(held.passed, passed))
            case Vanished(pruned=pruned):
                self.report = replace(held, vanished=held.vanished + 1, pruned=held.pruned + pruned)
        self._watch(event)
