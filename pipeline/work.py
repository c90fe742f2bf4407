"""A source → its articles, in a process of its own that may be killed at any moment: what a worker does."""

import hashlib
import os
import resource
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.errors import PageError, PipelineError
from pipeline.flow import clean_page
from pipeline.ledger import Known, Ledger
from pipeline.model import Article, Cleaned, Page
from pipeline.outcome import Done, Failure, Halt, Message, Outcome, Ready, Task, Written
from pipeline.read import Found, read_page
from pipeline.settings import Run, Settings
from pipeline.write import article_names, encode, record_stem, remove_stale, write_article

Cleaner = Callable[[Page, Settings], Cleaned]
"""What is done to a page. Workers import it by its name."""


class Order(Struct, frozen=True):
    """What all sources of a run share."""

    settings: Settings
    how: Run
    marks: tuple[str, str]
    cleaner: Cleaner = clean_page


class Unread(Struct, frozen=True):
    """A page that could not be read, in the place where a page would be."""

    record: str | None
    why: str


def read_source(task: Task, settings: Settings) -> Iterator[Page | Unread]:
    """The pages of a source, one after another; what cannot be read is told in its place."""
    try:
        yield read_page(Found(os.fsdecode(task.file), task.path), settings.max_bytes)
    except PageError as wrong:
        yield Unread(None, str(wrong))


def clean_source(task: Task, order: Order, ledger: Ledger | None) -> Iterator[Outcome]:
    """Clean the pages of a source from `task.start` on, each within its limits, and write their articles.

    A page that is as the ledger knows it is not cleaned again. This is the one place where a bad page is
    caught. Raises PipelineError where articles cannot be written.
    """
    pages = read_source(task, order.settings)
    number = -1
    while True:
        number += 1
        # The system ends this process when the time is over: nothing that hangs can hinder it.
        signal.setitimer(signal.ITIMER_REAL, order.how.max_seconds)
        try:
            page = next(pages, None)
            if page is None:
                return
            if number >= task.start:
                yield _clean_one(page, task, number, order, ledger)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _clean_one(page: Page | Unread, task: Task, number: int, order: Order, ledger: Ledger | None) -> Outcome:
    if isinstance(page, Unread):
        return Outcome(task.path, page.record, failure=Failure("unreadable", page.why))
    sha256 = hashlib.sha256(page.data).hexdigest()
    if task.verdict is not None and number == task.start:
        return Outcome(page.path, page.record, sha256, failure=task.verdict)
    known = ledger.known(task, page.record) if ledger is not None else None
    if known is not None and (as_it_was := _as_it_was(page, sha256, known, task, order)) is not None:
        return as_it_was
    try:
        cleaned = order.cleaner(page, order.settings)
        written = _write(cleaned.articles, page, task, order.how)
    except PipelineError:
        raise
    except MemoryError:
        cause = f"cleaning it took more than {order.how.max_memory:,} bytes of memory"
        return _failed(page, sha256, Failure("out_of_memory", _sentence(page, cause, "raise max-memory")))
    except Exception as wrong:
        return _failed(page, sha256, Failure("error", _sentence(page, _mistake(wrong), "please report it")))
    return Outcome(page.path, page.record, sha256, written, cleaned.absence)


def _failed(page: Page, sha256: str, failure: Failure) -> Outcome:
    return Outcome(page.path, page.record, sha256, failure=failure)


def _sentence(page: Page, cause: str, remedy: str) -> str:
    return str(PageError(page.path if page.record is None else f"{page.path}, {page.record}", cause, remedy))


def _mistake(wrong: Exception) -> str:
    """What the program did wrong and where, in a clause."""
    if isinstance(wrong, RecursionError):
        return "it is nested too deeply to be cleaned"
    frames = traceback.extract_tb(wrong.__traceback__)
    return f"cleaning it ended in {type(wrong).__name__} at {Path(frames[-1].filename).name}:{frames[-1].lineno}"


def _as_it_was(page: Page, sha256: str, known: Known, task: Task, order: Order) -> Outcome | None:
    """What became of a page whose bytes, fingerprint and articles are as they were; None if they are not."""
    if known.sha256 != sha256 or known.fingerprint != order.marks[known.failure is not None]:
        return None
    if known.failure is not None:
        again = Outcome(page.path, page.record, sha256, failure=known.failure, unchanged=True)
        return None if order.how.retry else again
    files = article_names(record_stem(task.stem, page.record), len(known.articles))
    lie = tuple(_lies(Path(order.how.output), file) for file in files)
    if known.parts != len(lie) or tuple((one.size, one.mtime_ns) for one in lie if one) != known.articles:
        return None
    articles = tuple(one for one in lie if one)
    return Outcome(page.path, page.record, sha256, articles, known.absence, unchanged=True)


def _lies(output: Path, file: str) -> Written | None:
    try:
        stat = (output / file).stat()
    except OSError:
        return None
    return Written(file, stat.st_size, stat.st_mtime_ns, changed=False)


def _write(articles: tuple[Article, ...], page: Page, task: Task, how: Run) -> tuple[Written, ...]:
    output = Path(how.output)
    stem = record_stem(task.stem, page.record)
    written = []
    for article, file in zip(articles, article_names(stem, len(articles)), strict=True):
        changed = write_article(encode(article), output, file, fsync=how.fsync)
        stat = (output / file).stat()
        removed: dict[str, int] = {}
        for taken in article.removed:
            removed[taken.reason] = removed.get(taken.reason, 0) + taken.blocks
        written.append(
            Written(file, stat.st_size, stat.st_mtime_ns, changed, article.site, tuple(article.flags), removed)
        )
    remove_stale(output, stem, len(articles), page.path, page.record)
    if task.moved_from:
        remove_stale(output, record_stem(task.moved_from, page.record), 0, page.path, page.record)
    return tuple(written)


def serve(pipe: Connection, order: Order) -> None:
    """A worker's life: sources in, a message for each of their pages out, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run ends its workers itself
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _limit_memory(order.how.max_memory)
    decoder = msgspec.msgpack.Decoder(list[Task])

    def tell(message: Message) -> None:
        pipe.send_bytes(msgspec.msgpack.encode(message))

    tell(Ready())
    try:
        with Ledger(Path(order.how.output), write=False) as ledger:
            while True:
                for task in decoder.decode(pipe.recv_bytes()):
                    for outcome in clean_source(task, order, ledger):
                        tell(outcome)
                    tell(Done())
    except PipelineError as wrong:
        tell(Halt(str(wrong)))
    except sqlite3.Error as wrong:
        tell(Halt(f"{order.how.output}: its ledger cannot be read ({wrong}); see that the disk has room."))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        # The run is over, or its process was killed.
        os._exit(0)


def _limit_memory(limit: int) -> None:
    """Let this process take `limit` bytes beyond what it has: Linux only, elsewhere nothing is limited."""
    if sys.platform != "linux":
        return
    status = Path("/proc/self/status").read_text("ascii")
    held = int(status.partition("VmData:")[2].split()[0]) * 1024
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = held + limit
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
