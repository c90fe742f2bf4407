"""Pages from anywhere → articles anywhere: fetched, cleaned on this machine, sent, with many on the way at once."""

import os
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from pipeline.errors import PageError, PipelineError
from pipeline.naming import lines_name
from pipeline.outcome import Done, Failure, Outcome, Task, Written
from pipeline.place import place_at
from pipeline.pool import supervise
from pipeline.remote import AT_ONCE, RemoteError, fetch, is_url
from pipeline.work import Order

HELD_BYTES = 256 << 20
"""Pages that are fetched before they are wanted; a container that is larger is fetched alone."""

Message = Outcome | Done


def staged(tasks: Iterable[Task], order: Order, workers: int) -> Iterator[tuple[Task, Message]]:
    """As pool.supervise, with pages and articles that may lie behind URLs.

    A source is cleaned from a copy in a temporary folder, its articles are written there and told once they
    are where they belong. Raises PipelineError where articles cannot be sent.
    """
    with tempfile.TemporaryDirectory(prefix="pipeline-") as name, ThreadPoolExecutor(AT_ONCE) as hands:
        stage = _Stage(Path(name), order, hands)
        for task, message in supervise(stage.fetched(tasks), stage.order, workers):
            yield from stage.lost()
            yield from stage.landed(task.path, message)
        yield from stage.lost()
        yield from stage.rest()


class _Stage:
    """A temporary folder: `raw/` with copies of sources, `clean/` with articles until they are sent."""

    def __init__(self, folder: Path, order: Order, hands: ThreadPoolExecutor) -> None:
        self._raw = folder / "raw"
        self._clean = folder / "clean"
        self._raw.mkdir()
        self._clean.mkdir()
        self._place = place_at(order.how.output)
        self._hands = hands
        self._fetched = 0
        self._sources: dict[str, tuple[Task, Task]] = {}
        """By path: a source as it was given, and with its copy."""
        self._lost: deque[tuple[Task, Failure]] = deque()
        self._sending: deque[tuple[Task, Message, list[Future[Written]]]] = deque()
        self.order = replace(order, stage=str(self._clean))

    def fetched(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """Sources with their copies, fetched a little ahead."""
        ahead: deque[tuple[Task, Future[Task]]] = deque()
        held = 0
        for task in tasks:
            while ahead and (len(ahead) >= AT_ONCE or held + task.size > HELD_BYTES):
                held -= ahead[0][0].size
                yield from self._arrived(*ahead.popleft())
            self._fetched += 1
            held += task.size
            ahead.append((task, self._hands.submit(self._fetch, task, self._raw / f"{self._fetched}")))
        while ahead:
            yield from self._arrived(*ahead.popleft())

    def _fetch(self, task: Task, copy: Path) -> Task:
        if task.was_lines:
            # Lines of records that are as they were, or are gone, are taken from it.
            lines = self._clean / lines_name(task.path, task.moved_from or task.stem)
            lines.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                self._place.copy(lines.relative_to(self._clean).as_posix(), lines)
        file = os.fsdecode(task.file)
        if not is_url(file):
            return task
        fetch(file, copy)
        return replace(task, file=os.fsencode(copy))

    def _arrived(self, task: Task, copy: Future[Task]) -> Iterator[Task]:
        url = os.fsdecode(task.file)
        try:
            mine = copy.result()
        except FileNotFoundError:
            wrong = PageError(url, "it is not there any more", "see that the file is there and readable")
        except RemoteError as unreached:
            wrong = PageError(url, unreached.cause, unreached.remedy)
        except OSError as full:
            raise PipelineError(
                f"{self._raw.parent}: cannot be written ({full.strerror}); see that the disk has room, or set TMPDIR."
            ) from full
        else:
            self._sources[task.path] = (task, mine)
            yield mine
            return
        self._lost.append((task, Failure("unreadable", str(wrong))))

    def lost(self) -> Iterator[tuple[Task, Message]]:
        """Sources that could not be fetched."""
        while self._lost:
            task, failure = self._lost.popleft()
            yield task, Outcome(task.path, failure=failure)
            yield task, Done()

    def landed(self, path: str, message: Message) -> Iterator[tuple[Task, Message]]:
        """Send what has been written; what has arrived is told, in the order of writing."""
        task, mine = self._sources[path]
        written: tuple[Written, ...]
        if isinstance(message, Outcome):
            written = tuple(one for one in message.articles if one.at is None and one.changed)
            if message.failure is not None:
                why = message.failure.why.replace(os.fsdecode(mine.file), os.fsdecode(task.file))
                message = replace(message, failure=replace(message.failure, why=why))
        else:
            lines = () if message.lines is None else (message.lines,)
            written = (*lines, *(one.article for one in message.carried if one.article.at is None))
            del self._sources[path]
            if mine.file != task.file:
                Path(os.fsdecode(mine.file)).unlink()
        self._sending.append((task, message, [self._hands.submit(self._send, one) for one in written]))
        while self._sending and (len(self._sending) > AT_ONCE or all(one.done() for one in self._sending[0][2])):
            yield self._told()

    def rest(self) -> Iterator[tuple[Task, Message]]:
        """What is still on its way."""
        while self._sending:
            yield self._told()

    def _send(self, one: Written) -> Written:
        changed, (size, mtime_ns) = one.changed, self._place.state(one.file) or (0, -1)
        if changed:
            changed, (size, mtime_ns) = self._place.take(self._clean / one.file, one.file)
        return replace(one, size=size, mtime_ns=mtime_ns, changed=changed)

    def _told(self) -> tuple[Task, Message]:
        task, message, sent = self._sending.popleft()
        arrived = [one.result() for one in sent]
        if isinstance(message, Done):
            return task, _with_sent(message, arrived)
        if arrived:
            return task, replace(message, articles=tuple(arrived))
        return task, message


def _with_sent(done: Done, sent: list[Written]) -> Done:
    """What is told of a source with the state that its files have where they were sent."""
    if done.lines is not None:
        return replace(done, lines=sent[0])
    files = iter(sent)
    carried = (one if one.article.at is not None else replace(one, article=next(files)) for one in done.carried)
    return replace(done, carried=tuple(carried))
