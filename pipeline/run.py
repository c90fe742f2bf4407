"""Pages → a folder of articles: many pages, any number of workers, the same bytes."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from msgspec import Struct

from pipeline.errors import PageError
from pipeline.flow import clean_page
from pipeline.model import Absence
from pipeline.read import Found, find_pages, read_page
from pipeline.settings import Run, Settings
from pipeline.write import article_names, encode, shared_stems, write_article

CHUNK = 32
"""Pages a worker takes at once: enough that the pipe costs little, few enough that progress moves."""
IN_FLIGHT = 4
"""Chunks a worker that wait, so that a million pages are never held at once."""


class Outcome(Struct, frozen=True):
    """What became of one page."""

    page: str
    articles: int = 0
    written: int = 0
    absence: Absence | None = None
    failure: str | None = None


class Report(Struct, frozen=True):
    """What became of a run."""

    pages: int = 0
    articles: int = 0
    written: int = 0
    absent: dict[str, int] = {}  # noqa: RUF012 (msgspec copies defaults)
    failures: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 where pages failed, else 0."""
        return 1 if self.failures else 0


def run(settings: Settings, how: Run, watch: Callable[[Outcome, int], None]) -> Report:
    """Clean every page below `how.pages` into `how.output`; `watch` hears of each page and of how many there are.

    Raises PageError where a named path is not there, PipelineError where nothing can be written.
    """
    found = list(find_pages(how.pages))
    shared = shared_stems(page.name for page in found)
    report = Report()
    for outcome in _outcomes(found, shared, settings, how):
        watch(outcome, len(found))
        report = _add(report, outcome)
    return report


def _add(report: Report, outcome: Outcome) -> Report:
    absent = dict(report.absent)
    if outcome.absence is not None:
        absent[outcome.absence] = absent.get(outcome.absence, 0) + 1
    failures = report.failures if outcome.failure is None else (*report.failures, outcome.failure)
    return Report(report.pages + 1, report.articles + outcome.articles, report.written + outcome.written, absent, failures)


def _outcomes(found: list[Found], shared: frozenset[str], settings: Settings, how: Run) -> Iterator[Outcome]:
    workers = how.workers or os.cpu_count() or 1
    if workers == 1 or len(found) <= CHUNK:
        for page in found:
            yield _clean_one(page, shared, settings, how.output)
        return
    context = multiprocessing.get_context("forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        chunks = (tuple(found[place : place + CHUNK]) for place in range(0, len(found), CHUNK))
        waiting = [pool.submit(_clean_many, chunk, shared, settings, how.output) for chunk in islice(chunks, workers * IN_FLIGHT)]
        while waiting:
            done = waiting.pop(0)
            yield from done.result()
            waiting += [pool.submit(_clean_many, chunk, shared, settings, how.output) for chunk in islice(chunks, 1)]


def _clean_many(pages: tuple[Found, ...], shared: frozenset[str], settings: Settings, output: str) -> list[Outcome]:
    return [_clean_one(page, shared, settings, output) for page in pages]


def _clean_one(found: Found, shared: frozenset[str], settings: Settings, output: str) -> Outcome:
    """The one place where a bad page is caught."""
    try:
        page = read_page(found, settings.max_bytes)
    except PageError as wrong:
        return Outcome(found.name, failure=str(wrong))
    cleaned = clean_page(page, settings)
    names = article_names(found.name, len(cleaned.articles), shared)
    written = sum(write_article(encode(article), Path(output), name) for article, name in zip(cleaned.articles, names, strict=True))
    return Outcome(found.name, len(cleaned.articles), written, cleaned.absence)
