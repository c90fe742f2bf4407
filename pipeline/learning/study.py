"""Sources → memories of their sites: every page is seen once, those of the sample are kept, what recurs is written.

The order of pages, the number of workers and of machines change nothing: which pages are kept hangs on their
names alone. What one half of a crawl has kept and what another has can be put into one file of traces (`Pages.put`).
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from pipeline.errors import PageError, PipelineError
from pipeline.learning.pages import Pages
from pipeline.learning.recollect import recollect
from pipeline.learning.spread import looks
from pipeline.ledger import FOLDER
from pipeline.listing import walk
from pipeline.lock import only_run
from pipeline.memory import Memory, dump, file_name, memory_of, parse
from pipeline.plan import check_apart, present_at
from pipeline.read import Source
from pipeline.recall import open_memories
from pipeline.remote import is_url
from pipeline.settings import Run, Settings
from pipeline.write import sentence, write_article

SOURCES_BETWEEN_TRIMS = 2000


class Learned(Struct, frozen=True):
    """What became of it all."""

    pages: int
    sites: int
    """Whose memory was written or is as it was."""
    rows: int
    failures: tuple[str, ...]


def learn(settings: Settings, how: Run, *, update: bool, watch: Callable[[int], None] = lambda pages: None) -> Learned:
    """Read every page below `how.pages` and write the memories of their sites into `how.memory`.

    With `update` the pages that were kept before count, too. `watch` hears how many pages have been seen.
    Raises PageError where nothing lies at a path, SettingsError where a memory that lies there cannot be read or
    memories would lie among pages, PipelineError where nothing can be written.
    """
    folder = Path(how.memory)
    if not how.memory:
        raise PipelineError("there is no folder for what is learned; set memory, or give -o DIR.")
    if is_url(how.memory):
        raise PipelineError(f"{how.memory}: memories are written to a folder of this machine; give another, -o DIR.")
    for page in how.pages:
        if not present_at(page):
            raise PageError(page, "nothing lies there", "name a page or a folder of pages")
    check_apart(how.pages, how.memory)
    with only_run(folder / FOLDER):
        # One that cannot be read stops this before any page: learning anew would lose what people marked in it.
        open_memories(how.memory)  # the lock has made the folder
        kept = Pages(folder / FOLDER, fresh=not update)
        seen, failures = 0, list[str]()
        for number, found in enumerate(looks(_sources(how, failures), settings, how)):
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


def _sources(how: Run, failures: list[str]) -> Iterator[Source]:
    """Every source; what cannot be listed joins the failures."""
    for part in walk(how.pages):
        failures += [str(wrong) for wrong in part.failures]
        for listed in part.sources:
            name = f"{part.folder}/{listed.name}" if part.folder else listed.name
            yield Source(listed.file, name, listed.size, max(listed.mtime_ns, 0))


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
