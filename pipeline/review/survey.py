"""The ledger and the raw pages → every page that is not shown as it is, as a file of data and a line in lists."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.agreement import by_itself
from pipeline.errors import PageError
from pipeline.fingerprint import made_by, with_corrections
from pipeline.flow import clean_page
from pipeline.ledger import Ledger, Row
from pipeline.model import Page
from pipeline.notebook import attach, read_notebook
from pipeline.read import Source, read_source
from pipeline.recall import open_memories
from pipeline.review.crew import Crew
from pipeline.review.files import put_page
from pipeline.review.held import Held, articles, file_of, is_as_it_was, page, pages, sources, with_marks
from pipeline.review.pages import PageData, Seen, account_data, key_of, page_data
from pipeline.review.rows import Line, line_of
from pipeline.review.state import State
from pipeline.settings import Run, Settings


class Job(Struct, frozen=True):
    """A page to be shown whole."""

    page: Page
    held: Held
    key: str


class Order(Struct, frozen=True):
    """What all jobs of a survey share."""

    settings: Settings
    site: Path


class Survey:
    """One walk over the ledger; what has been made is told to the state as it goes."""

    def __init__(self, settings: Settings, how: Run, ledger: Ledger, state: State, site: Path) -> None:
        self._notebook = read_notebook(Path(how.corrections))
        self._order = Order(settings, site)
        self._how = how
        self._ledger = ledger
        self._state = state
        self._output = Path(how.output)
        self._memories = open_memories(how.memory)
        self._fingerprint = made_by(settings).fingerprint
        self._remembered = self._memories.digest
        self.made = 0

    def walk(self) -> None:
        """Make what is new or has changed. Raises PipelineError where nothing can be written."""
        with Crew(make, self._order, self._how.workers) as crew:
            for key, line in crew.map(self._jobs()):
                self._state.note(key, line)
                self.made += 1

    def _jobs(self) -> Iterator[Job]:
        """The pages to be cleaned again; all others are settled on the way."""
        for source in sources(self._ledger):
            file = file_of(source, self._output, self._how.pages)
            if (file is None or is_as_it_was(source, file)) and self._is_known(source, is_there=file is not None):
                continue
            if file is not None:
                yield from self._read(source, file)
            for held in pages(self._ledger, source):
                if not self._state.is_met(key_of(held.path, held.record)):
                    self._tell(source, held, "failed" if held.failure else "gone")

    def _is_known(self, source: Row, *, is_there: bool) -> bool:
        """Whether the state has every page of a source as it is; if so, it has met them."""
        keys = []
        for held in pages(self._ledger, source):
            key = key_of(held.path, held.record)
            # Whether it is stale hangs on its site, which is not known here; and on the basis, which is as it was.
            likely: tuple[Seen, ...] = ("failed",) if held.failure else ("whole", "stale") if is_there else ("gone",)
            if not any(self._state.is_made(key, self._basis(held, seen)) for seen in likely):
                return False
            keys.append(key)
        for key in keys:
            self._state.keep(key)
        return True

    def _read(self, source: Row, file: Path) -> Iterator[Job]:
        for item in read_source(Source(str(file), source.path, source.size), self._order.settings):
            held = page(self._ledger, source, item.record) if isinstance(item, Page) else None
            if held is None or held.failure is not None or not isinstance(item, Page):
                continue
            key = key_of(held.path, held.record)
            given = attach(self._memories.remind(item), self._notebook)
            seen = self._seen(held, given)
            if seen != "whole":
                self._tell(source, held, seen)
            elif self._state.is_made(key, self._basis(held, seen)):
                self._state.keep(key)
            else:
                self._state.meet(key, held.path, held.record, self._basis(held, seen))
                yield Job(given, held, key)

    def _seen(self, held: Held, item: Page) -> Seen:
        if sha256(item.data).hexdigest() != held.sha256:
            return "changed"
        return "whole" if held.fingerprint == self._mark(item) else "stale"

    def _mark(self, item: Page) -> str:
        """What the page's articles would hang on now."""
        if item.memory is None:
            return with_corrections(self._fingerprint, "" if item.corrections is None else item.corrections.digest)
        return made_by(self._order.settings, item.corrections, item.memory).fingerprint

    def _tell(self, source: Row, held: Held, seen: Seen) -> None:
        """Show a page from its articles alone."""
        known = PageData(
            key=key_of(held.path, held.record),
            path=held.path,
            seen=seen,
            record=held.record,
            sha256=held.sha256,
            absence=held.absence,
            failure=held.failure,
            why=held.why,
        )
        data = account_data(known, articles(self._ledger, source, held.record, self._output))
        self._state.meet(known.key, held.path, held.record, self._basis(held, seen))
        put_page(self._order.site, data)
        self._state.note(known.key, line_of(data))
        self.made += 1

    def _basis(self, held: Held, seen: Seen) -> str:
        """What a page's data hangs on."""
        said = self._notebook.heeded(held.path, held.record, held.sha256)
        corrected = "" if said is None else said.digest
        return msgspec.json.encode((seen, self._fingerprint, self._remembered, corrected, held)).decode()


def make(job: Job, order: Order) -> tuple[str, Line]:
    """Clean a page, write its file of data, and tell its line; what a worker does."""
    try:
        cleaned = clean_page(job.page, order.settings)
        before = by_itself(job.page, order.settings)
    except PageError as wrong:  # a hook of people's own fails now
        data = PageData(
            key=job.key, path=job.held.path, seen="failed", record=job.held.record, failure="error", why=str(wrong)
        )
    else:
        data = page_data(job.page, replace(cleaned, articles=with_marks(cleaned.articles, job.held)), before)
    put_page(order.site, data)
    return job.key, line_of(data)
