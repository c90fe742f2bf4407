"""Sources → what is kept of their pages: a worker's part of learning, with copies of what lies behind URLs."""

import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.errors import PageError
from pipeline.learning.pages import Sampler, number_of, pack
from pipeline.learning.trace import trace_of
from pipeline.model import Page
from pipeline.read import Failure, Source, read_source
from pipeline.remote import AT_ONCE, RemoteError, fetch, is_url
from pipeline.settings import Settings
from pipeline.sites import site_of
from pipeline.threads import one_thread


class Kept(Struct, frozen=True):
    """What a source gave: of each page of the sample its site, its number and its trace; and what went wrong."""

    traces: list[tuple[str, int, bytes]]
    pages: int
    failures: list[str]


class Study:
    """A worker's eyes: it remembers which pages it has seen, so that most pages of a large site need not be read."""

    def __init__(self, settings: Settings, max_seconds: float) -> None:
        """In the main thread of a process, whose alarm it takes."""
        self._settings = settings
        self._max_seconds = max_seconds
        self._sampler = Sampler()
        signal.signal(signal.SIGALRM, _too_slow)
        one_thread()

    def look(self, sources: list[Source]) -> list[Kept]:
        """The pages of sources, one after another; those behind URLs are fetched together, and not kept."""
        with tempfile.TemporaryDirectory(prefix="pipeline-") as name, ThreadPoolExecutor(AT_ONCE) as hands:
            copies = [
                hands.submit(_copied, source, Path(name) / str(number)) if is_url(source.file) else None
                for number, source in enumerate(sources)
            ]
            return [
                self._read(source, source if copy is None else copy.result())
                for source, copy in zip(sources, copies, strict=True)
            ]

    def _read(self, source: Source, copy: Source | str) -> Kept:
        """The pages of a source. A page that cannot be read costs itself only."""
        if isinstance(copy, str):
            return Kept([], 0, [copy])
        kept = Kept([], 0, [])
        pages = 0
        for item in read_source(copy, self._settings):
            if isinstance(item, Failure):
                kept.failures.append(str(item).replace(copy.file, source.file))
            elif isinstance(item, Page):
                pages += 1
                self._keep(item, kept)
        return replace(kept, pages=pages)

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


def together(sources: Iterator[Source], most: int, most_bytes: int) -> Iterator[list[Source]]:
    """Neighbours in lists of so many sources and bytes at most; a larger source is alone."""
    some: list[Source] = []
    size = 0
    for source in sources:
        if some and (len(some) == most or size + source.size > most_bytes):
            yield some
            some, size = [], 0
        some.append(source)
        size += source.size
    if some:
        yield some


def _copied(source: Source, copy: Path) -> Source | str:
    """The source as a copy on this machine; or why there is none."""
    try:
        fetch(source.file, copy)
        # Who looks whether it changes while it is read looks at the copy.
        return replace(source, file=str(copy), modified=copy.stat().st_mtime_ns)
    except FileNotFoundError:
        return str(PageError(source.file, "it is not there any more", "see that the file is there and readable"))
    except RemoteError as unreached:
        return str(PageError(source.file, unreached.cause, unreached.remedy))
    except OSError as full:
        return str(PageError(source.file, f"it cannot be copied here ({full.strerror})", "see that the disk has room"))


def _too_slow(number: int, frame: object) -> None:
    raise TimeoutError
