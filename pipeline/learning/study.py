"""Sources → memories of their sites: every page is seen once, those of the sample are kept, what recurs is written.

The order of pages and the number of workers change nothing: which pages are kept hangs on their names alone.
What one half of a crawl has kept and what another has can be put into one file of traces (`Pages.put`).
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from pipeline.errors import PipelineError
from pipeline.learning.pages import Pages, Sampler, number_of, pack
from pipeline.learning.recollect import recollect
from pipeline.learning.trace import trace_of
from pipeline.ledger import FOLDER
from pipeline.listing import walk
from pipeline.lock import only_run
from pipeline.memory import Memory, dump, file_name, memory_of, parse
from pipeline.model import Page
from pipeline.read import Failure, Source, read_source
from pipeline.settings import Run, Settings
from pipeline.sites import site_of
from pipeline.threads import one_thread
from pipeline.write import sentence, write_article

TOGETHER = 16
"""Sources that a worker is given at once."""
SOURCES_BETWEEN_TRIMS = 2000


class Kept(Struct, frozen=True):
    """What a source gave: of each page of the sample its site, its number and its trace; and what went wrong."""

    traces: list[tuple[str, int, bytes]]
    pages: int
    failures: list[str]


class Learned(Struct, frozen=True):
    """What became of it all."""

    pages: int
    sites: int
    """Whose memory was written or is as it was."""
    rows: int
    failures: tuple[str, ...]


class Study:
    """A worker's eyes: it remembers which pages it has seen, so that most pages of a large site need not be read."""

    def __init__(self, settings: Settings, max_seconds: float) -> None:
        self._settings = settings
        self._max_seconds = max_seconds
        self._sampler = Sampler()

    def look(self, source: Source) -> Kept:
        """The pages of a source. A page that cannot be read costs itself only."""
        kept = Kept([], 0, [])
        pages = 0
        for item in read_source(source, self._settings):
            if isinstance(item, Failure):
                kept.failures.append(str(item))
            elif isinstance(item, Page):
                pages += 1
                self._keep(item, kept)
        return Kept(kept.traces, pages, kept.failures)

    def _keep(self, page: Page, kept: Kept) -> None:
        site, number = site_of(page), number_of(page.path, page.record)
        if site is None or not self._sampler.wants(site, number):
            return
        signal.setitimer(signal.ITIMER_REAL, self._max_seconds)
        try:
            trace = trace_of(page)
        except Exception as wrong:  # one bad page costs that page, as in work.py
            kept.failures.append(f"{page.path}: learning from it ended in {type(wrong).__name__}; please report it.")
            return
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if trace is not None and trace.lines:
            kept.traces.append((site, number, pack(trace)))


def learn(settings: Settings, how: Run, *, update: bool, watch: Callable[[int], None] = lambda pages: None) -> Learned:
    """Read every page below `how.pages` and write the memories of their sites into `how.memory`.

    With `update` the pages that were kept before count, too. `watch` hears how many pages have been seen.
    Raises PageError where nothing lies at a path, PipelineError where nothing can be written.
    """
    folder = Path(how.memory)
    if not how.memory:
        raise PipelineError("There is no folder for what is learned; set memory, or give -o DIR.")
    with only_run(folder / FOLDER):
        kept = Pages(folder / FOLDER, fresh=not update)
        seen, failures = 0, list[str]()
        for number, found in enumerate(_looks(settings, how, failures)):
            seen += found.pages
            failures += found.failures
            for site, place, trace in found.traces:
                kept.put(site, place, trace)
            if number % SOURCES_BETWEEN_TRIMS == 0:
                kept.trim()
            watch(seen)
        kept.trim()
        sites = rows = 0
        for site in kept.sites():
            memory = _merged(folder, recollect(site, kept.traces(site)))
            sites += 1
            rows += len(memory.rows)
            _write(folder, memory)
        kept.close()
    return Learned(seen, sites, rows, tuple(failures))


def _looks(settings: Settings, how: Run, failures: list[str]) -> Iterator[Kept]:
    """What each source gives, by one process or several."""
    sources = _sources(how, failures)
    if how.workers == 1:
        study = Study(settings, how.max_seconds)
        signal.signal(signal.SIGALRM, _too_slow)
        yield from map(study.look, sources)
        return
    context = multiprocessing.get_context("forkserver")
    with context.Pool(how.workers or None, _begin, (settings, how.max_seconds)) as pool:
        yield from pool.imap_unordered(_look, sources, TOGETHER)


def _sources(how: Run, failures: list[str]) -> Iterable[Source]:
    for part in walk(how.pages):
        failures += [str(wrong) for wrong in part.failures]
        for listed in part.sources:
            name = f"{part.folder}/{listed.name}" if part.folder else listed.name
            yield Source(listed.file, name, listed.size, max(listed.mtime_ns, 0))


_STUDIES: list[Study] = []
"""Of a worker process: the one that it was started with."""


def _begin(settings: Settings, max_seconds: float) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, _too_slow)
    one_thread()
    _STUDIES[:] = [Study(settings, max_seconds)]


def _look(source: Source) -> Kept:
    return _STUDIES[0].look(source)


def _too_slow(number: int, frame: object) -> None:
    raise TimeoutError


def _merged(folder: Path, memory: Memory) -> Memory:
    """What was learned with the marks of the people who read what was learned before; marked rows never go."""
    path = folder / file_name(memory.site)
    if not path.is_file():
        return memory
    marked = {row.text: row for row in parse(path.read_bytes(), str(path)).rows if row.mark}
    rows = tuple(row for row in memory.rows if row.text not in marked)
    return memory_of(memory.site, memory.pages, (*rows, *marked.values()))


def _write(folder: Path, memory: Memory) -> None:
    """The memory's file; none where nothing is known."""
    name = file_name(memory.site)
    if memory.rows:
        write_article(dump(memory), folder, name)
        return
    with sentence(folder / name):
        (folder / name).unlink(missing_ok=True)
