"""A source → its articles, in a process of its own that may be killed at any moment: what a worker does."""

import hashlib
import os
import resource
import signal
import sqlite3
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.article import Article
from pipeline.errors import PageError, PipelineError
from pipeline.fingerprint import with_corrections
from pipeline.flow import clean_page
from pipeline.ledger import Known, Ledger
from pipeline.marks import marked
from pipeline.model import Cleaned, Page
from pipeline.notebook import Notebook, unheard
from pipeline.outcome import Done, Failure, Halt, Message, Outcome, Ready, Task
from pipeline.plan import marks
from pipeline.read import Failure as ReadFailure
from pipeline.read import Item, Passed, Source, read_source
from pipeline.recall import NO_MEMORIES, Memories
from pipeline.settings import Run, Settings
from pipeline.shelf import Shelf
from pipeline.threads import one_thread

RAISE_MEMORY = "raise max-memory in the settings"

Cleaner = Callable[[Page, Settings], Cleaned]
"""What is done to a page. Workers import it by its name."""


class Order(Struct, frozen=True):
    """What all sources of a run share."""

    settings: Settings
    how: Run
    marks: tuple[str, str]
    """What articles and failures hang on where nothing is known of the page's site."""
    cleaner: Cleaner = clean_page
    notebook: Notebook = Notebook()
    memories: Memories = NO_MEMORIES
    stage: str = ""
    """The folder that articles are written to, where that is not theirs yet (stage.py)."""
    ledger: str | None = ""
    """The folder with the ledger; empty is that of the articles, None that there is none."""

    def basis(self, page: Page) -> tuple[str, str]:
        """What the articles of a page with its memory hang on, and its failure, but for its corrections."""
        return self.marks if page.memory is None else marks(self.settings, self.how, page.memory)

    def mark(self, page: Page, *, failed: bool) -> str:
        """What the articles of a page hang on, or its failure: its memory and its corrections, too."""
        return with_corrections(self.basis(page)[failed], "" if page.corrections is None else page.corrections.digest)


def clean_source(task: Task, order: Order, ledger: Ledger | None) -> Iterator[Outcome | Done]:
    """Clean the pages of a source from `task.start` on, each within its limits, and write their articles.

    The last that is told is Done. A page that is as the ledger knows it is not cleaned again. This is
    the one place where a bad page is caught. Raises PipelineError where articles cannot be written.
    """
    source = Source(os.fsdecode(task.file), task.path, task.size, max(task.mtime_ns, 0))
    items = read_source(source, order.settings)
    work = _Work(task, order, ledger, Shelf(task, order.how, order.stage))
    passed: Counter[str] = Counter()
    number = 0
    try:
        while True:
            # The system ends this process when the time is over: nothing that hangs can hinder it.
            signal.setitimer(signal.ITIMER_REAL, order.how.max_seconds)
            item = _next(items, task, order)
            if item is None:
                break
            if isinstance(item, Passed):
                passed[item.what] += item.count
                continue
            if number >= task.start:
                outcome = item if isinstance(item, Outcome) else _clean_one(item, work, number)
                signal.setitimer(signal.ITIMER_REAL, 0)
                work.shelf.met(outcome.record, failed=outcome.failure is not None)
                yield replace(outcome, offset=work.shelf.offset)
            elif not isinstance(item, Outcome):
                work.shelf.met(item.record, failed=item.record in task.failed)
            number += 1
        lines = work.shelf.close()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        work.shelf.drop()
    yield Done(dict(passed), lines, tuple(work.shelf.carried))


def _next(items: Iterator[Item], task: Task, order: Order) -> Item | Outcome | None:
    """What a source holds next; a failure, the last that it holds, where reading goes wrong in a way of its own."""
    try:
        return next(items, None)
    except MemoryError:
        cause = f"reading it took more than {order.how.max_memory:,} bytes of memory"
        return Outcome(task.path, failure=Failure("out_of_memory", str(PageError(task.path, cause, RAISE_MEMORY))))
    except Exception as wrong:
        why = str(PageError(task.path, f"reading it ended in {_mistake(wrong)}", "please report it"))
        return Outcome(task.path, failure=Failure("error", why))


class _Work(Struct, frozen=True):
    """A source in hand."""

    task: Task
    order: Order
    ledger: Ledger | None
    shelf: Shelf


def _clean_one(page: Page | ReadFailure, work: _Work, number: int) -> Outcome:
    task, order = work.task, work.order
    if isinstance(page, ReadFailure):
        return Outcome(task.path, page.record, failure=Failure("unreadable", str(page)))
    sha256 = hashlib.sha256(page.data).hexdigest()
    said = order.notebook.heeded(page.path, page.record, sha256)
    page = replace(order.memories.remind(page), corrections=said)
    start = Outcome(
        page.path,
        page.record,
        sha256,
        around=_around(page),
        corrected="" if said is None else said.digest,
        fingerprint="" if page.memory is None else order.basis(page)[0],
    )
    if task.verdict is not None and number == task.start:
        return replace(start, failure=task.verdict)
    known = work.ledger.known(task, page.record) if work.ledger is not None else None
    if known is not None and (as_it_was := _as_it_was(page, start, known, work)) is not None:
        return as_it_was
    try:
        cleaned = order.cleaner(page, order.settings)
        written = work.shelf.put(page, _marked(cleaned.articles, known))
    except PageError as wrong:  # a hook of people's own failed on it
        return replace(start, failure=Failure("error", str(wrong)))
    except PipelineError:
        raise
    except MemoryError:
        cause = f"cleaning it took more than {order.how.max_memory:,} bytes of memory"
        return replace(start, failure=Failure("out_of_memory", _sentence(page, cause, RAISE_MEMORY)))
    except Exception as wrong:
        cause = "it is nested too deeply to be cleaned"
        if not isinstance(wrong, RecursionError):
            cause = f"cleaning it ended in {_mistake(wrong)}"
        return replace(start, failure=Failure("error", _sentence(page, cause, "please report it")))
    lost = tuple(unheard(each, page, order.notebook) for each in cleaned.unheard)
    return replace(start, articles=written, absence=cleaned.absence, rules=cleaned.site_rules, unheard=lost)


def _marked(articles: tuple[Article, ...], known: Known | None) -> tuple[Article, ...]:
    """The articles with the marks of duplicates that they had: what has changed is settled at the end of the run."""
    told = known.marks if known is not None else ()
    return tuple(marked(article, told[n]) if n < len(told) else article for n, article in enumerate(articles))


def _around(page: Page) -> str:
    """The digest of what is told of a page beside its bytes: it changes articles, too."""
    told = (page.url, page.told, page.media_type, page.charset)
    if not any(told):
        return ""
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:32]


def _sentence(page: Page, cause: str, remedy: str) -> str:
    return str(PageError(page.path if page.record is None else f"{page.path}, {page.record}", cause, remedy))


def _mistake(wrong: Exception) -> str:
    """What the program did wrong and where."""
    frames = traceback.extract_tb(wrong.__traceback__)
    return f"{type(wrong).__name__} at {Path(frames[-1].filename).name}:{frames[-1].lineno}"


def _as_it_was(page: Page, start: Outcome, known: Known, work: _Work) -> Outcome | None:
    """What became of a page whose bytes, fingerprint and articles are as they were; None if they are not."""
    if known.sha256 != start.sha256 or known.fingerprint != work.order.mark(page, failed=known.failure is not None):
        return None
    # What lay around a page is not known where the ledger was made again from the articles.
    if known.around not in (None, start.around):
        return None
    if known.failure is not None:
        return None if work.order.how.retry else replace(start, failure=known.failure, unchanged=True)
    articles = work.shelf.kept(page, known)
    if articles is None:
        return None
    return replace(start, articles=articles, absence=known.absence, unchanged=True)


def serve(pipe: Connection, order: Order) -> None:
    """A worker's life: sources in, a message for each of their pages out, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run ends its workers itself
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    one_thread()
    _limit_memory(order.how.max_memory)
    decoder = msgspec.msgpack.Decoder(list[Task])

    def tell(message: Message) -> None:
        pipe.send_bytes(msgspec.msgpack.encode(message))

    try:
        tell(Ready())
        with _ledger(order) as ledger:
            while True:
                for task in decoder.decode(pipe.recv_bytes()):
                    for message in clean_source(task, order, ledger):
                        tell(message)
    except PipelineError as wrong:
        tell(Halt(str(wrong)))
    except sqlite3.Error as wrong:
        tell(Halt(f"{order.how.output}: its ledger cannot be read ({wrong}); see that the disk has room."))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        # The run is over, or its process was killed.
        os._exit(0)


def _ledger(order: Order) -> AbstractContextManager[Ledger | None]:
    if order.ledger is None:
        return nullcontext()
    return Ledger(Path(order.ledger or order.how.output), write=False)


def _limit_memory(limit: int) -> None:
    """Let this process take `limit` bytes beyond what it has: Linux only, elsewhere nothing is limited."""
    if sys.platform != "linux":
        return
    status = Path("/proc/self/status").read_text("ascii")
    held = int(status.partition("VmData:")[2].split()[0]) * 1024
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = held + limit
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
