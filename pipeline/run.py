"""Pages → a folder of articles: many pages, any number of workers, the same bytes."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path

from msgspec import Struct

from pipeline.errors import PageError, PipelineError
from pipeline.flow import clean_page
from pipeline.model import Absence, Page
from pipeline.read import NAME_A_PAGE, Failure, Passed, Source, list_sources, read_source
from pipeline.settings import Run, Settings
from pipeline.write import (
    Lines,
    article_names,
    article_stems,
    encode,
    lines_name,
    record_stem,
    remove_stale,
    write_article,
)

CHUNK = 32
"""Pages a worker takes at once: enough that the pipe costs little, few enough that progress moves."""
IN_FLIGHT = 4
"""Chunks a worker that wait, so that a million pages are never held at once."""


class Task(Struct, frozen=True):
    """A source to clean, and where its articles go."""

    page: Source
    stem: str


class Outcome(Struct, frozen=True):
    """What became of one page; or of what a source held beside its pages."""

    page: str
    pages: int = 1
    articles: int = 0
    written: int = 0
    absence: Absence | None = None
    failure: str | None = None
    passed: dict[str, int] = {}
    """Records of a container that are no pages, by what they are."""


class Report(Struct, frozen=True):
    """What became of a run."""

    pages: int = 0
    articles: int = 0
    written: int = 0
    absent: dict[str, int] = {}
    failures: tuple[str, ...] = ()
    passed: dict[str, int] = {}

    @property
    def exit_code(self) -> int:
        """1 where pages failed, else 0."""
        return 1 if self.failures else 0


def run(settings: Settings, how: Run, watch: Callable[[Outcome, int], None]) -> Report:
    """Clean every page below `how.pages` into `how.output`; `watch` hears of each page and of how many there are.

    A named path where nothing lies is a failure like a page that cannot be read. Raises PageError
    where nothing lies at any of them, PipelineError where nothing can be written or two pages have
    one name.
    """
    missing = [root for root in how.pages if not Path(root).exists()]
    if len(missing) == len(how.pages):
        raise PageError(missing[0], "nothing lies there", NAME_A_PAGE)
    listed = list(list_sources(tuple(root for root in how.pages if root not in missing)))
    found = [source for source in listed if isinstance(source, Source)]
    _check_names(found)
    stems = article_stems(page.name for page in found)
    tasks = [Task(page, stems[page.name]) for page in found]
    report = Report()
    unread = [Outcome(root, failure=str(PageError(root, "nothing lies there", NAME_A_PAGE))) for root in missing]
    unread += [Outcome(folder.path, failure=str(folder)) for folder in listed if isinstance(folder, Failure)]
    for outcome in unread:
        watch(outcome, len(found))
        report = _add(report, outcome)
    for outcome in _outcomes(tasks, settings, how):
        watch(outcome, len(found))
        report = _add(report, outcome)
    return report


def _check_names(found: list[Source]) -> None:
    files: dict[str, str] = {}
    for page in found:
        other = files.setdefault(page.name, page.file)
        if other != page.file:
            raise PipelineError(
                f"{other} and {page.file} are both called {page.name}; clean them one by one, each with its own -o."
            )


def _add(report: Report, outcome: Outcome) -> Report:
    absent = dict(report.absent)
    if outcome.absence is not None:
        absent[outcome.absence] = absent.get(outcome.absence, 0) + 1
    failures = report.failures if outcome.failure is None else (*report.failures, outcome.failure)
    passed = {what: report.passed.get(what, 0) + outcome.passed.get(what, 0) for what in report.passed | outcome.passed}
    return Report(
        report.pages + outcome.pages,
        report.articles + outcome.articles,
        report.written + outcome.written,
        absent,
        failures,
        passed,
    )


def _outcomes(tasks: list[Task], settings: Settings, how: Run) -> Iterator[Outcome]:
    workers = how.workers or os.cpu_count() or 1
    if workers == 1 or len(tasks) <= CHUNK:
        for task in tasks:
            yield from _clean_one(task, settings, how)
        return
    chunks = deque(tuple(tasks[place : place + CHUNK]) for place in range(0, len(tasks), CHUNK))
    while chunks:
        try:
            yield from _in_pool(chunks, workers, settings, how)
        except BrokenProcessPool:
            # A worker died on a page of the chunks in flight: the first chunk's pages get a worker each.
            yield from _one_by_one(chunks.popleft(), settings, how)


def _in_pool(chunks: deque[tuple[Task, ...]], workers: int, settings: Settings, how: Run) -> Iterator[Outcome]:
    """Clean chunk after chunk, in order; a chunk leaves the queue when its outcomes are known."""
    with ProcessPoolExecutor(workers, mp_context=_context()) as pool:
        waiting = deque(pool.submit(_clean_many, chunk, settings, how) for chunk in islice(chunks, workers * IN_FLIGHT))
        while waiting:
            outcomes = waiting.popleft().result()
            chunks.popleft()
            if len(chunks) > len(waiting):
                waiting.append(pool.submit(_clean_many, chunks[len(waiting)], settings, how))
            yield from outcomes


def _one_by_one(chunk: tuple[Task, ...], settings: Settings, how: Run) -> Iterator[Outcome]:
    for task in chunk:
        with ProcessPoolExecutor(1, mp_context=_context()) as pool:
            try:
                yield from pool.submit(_clean_many, (task,), settings, how).result()
            except BrokenProcessPool:
                yield Outcome(
                    task.page.name,
                    failure=str(PageError(task.page.file, "a worker died on it", "clean it by itself to see why")),
                )


def _context() -> BaseContext:
    """Fresh workers: a fork would inherit threads and half-written state."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


def _clean_many(tasks: tuple[Task, ...], settings: Settings, how: Run) -> list[Outcome]:
    return [outcome for task in tasks for outcome in _clean_one(task, settings, how)]


def _clean_one(task: Task, settings: Settings, how: Run) -> Iterator[Outcome]:
    """The outcome of each page of a source, and of what cannot be read of it."""
    output = Path(how.output)
    with Lines(output, lines_name(task.page.name, task.stem)) as lines:
        for item in read_source(task.page, settings):
            match item:
                case Failure():
                    yield Outcome(item.path, failure=str(item))
                case Passed():
                    yield Outcome(item.path, pages=0, passed={item.what: item.count})
                case Page(record=str()) if how.layout == "jsonl":
                    cleaned = clean_page(item, settings)
                    lines.add(cleaned.articles)
                    yield Outcome(item.path, articles=len(cleaned.articles), absence=cleaned.absence)
                case Page():
                    yield _write(item, record_stem(item.path, task.stem, item.record), settings, output)
    if lines.changed:
        yield Outcome(task.page.name, pages=0, written=lines.count)


def _write(page: Page, stem: str, settings: Settings, output: Path) -> Outcome:
    """Clean one page into files of its own."""
    cleaned = clean_page(page, settings)
    names = article_names(stem, len(cleaned.articles))
    written = sum(
        write_article(encode(article), output, name) for article, name in zip(cleaned.articles, names, strict=True)
    )
    remove_stale(output, stem, len(cleaned.articles), page.path)
    return Outcome(page.path, articles=len(cleaned.articles), written=written, absence=cleaned.absence)
