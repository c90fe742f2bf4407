"""Sources → what became of their pages, by workers that may die: one bad page costs that page only.

Each worker has a pipe of its own and no lock with anyone, so that a worker can be killed at any moment;
docs/decisions/workers.md says what was measured of the pools that there are.
"""

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

import msgspec
from msgspec.structs import replace

from pipeline.errors import PageError, PipelineError
from pipeline.outcome import Done, Failure, Halt, Kind, Message, Outcome, Ready, Task
from pipeline.shelter import sheltered
from pipeline.work import Order, serve

CHUNK = 16
"""Sources that a worker is given at once: enough that it never waits for the next."""
STILLBORN = 3
"""Workers that may die before they have begun, one after another: then it is no page's fault."""

STARTS = 20
SECONDS_BETWEEN_STARTS = 0.1
"""How often a worker is asked for where the server of workers does not answer."""


class Worker:
    """A process, its pipe, and the sources that it was given and has not finished."""

    def __init__(self, order: Order, context: BaseContext) -> None:
        self.pipe, other = context.Pipe()
        self.process: BaseProcess = context.Process(target=serve, args=(other, order), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        other.close()
        self.tasks: deque[Task] = deque()
        self.pages = 0
        """Pages of the first source that are done, those before its start too."""
        self.offset = 0
        """What their articles take in the first source's one file, see `Task.offset`."""
        self.failed: list[str] = []
        """Those of them that are records and failed."""
        self.ready = False

    def give(self, tasks: Iterable[Task]) -> None:
        """Send sources; a worker that is dead is found out when its pipe is read."""
        some = list(tasks)
        if not self.tasks and some:
            self.pages = some[0].start
        self.tasks.extend(some)
        with suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send_bytes(msgspec.msgpack.encode(some))

    def hear(self, message: Message) -> Task:
        """Take note of a message; the source that it is about."""
        task = self.tasks[0]
        if isinstance(message, Done):
            self.tasks.popleft()
            self.pages = self.tasks[0].start if self.tasks else 0
            self.failed = []
        elif isinstance(message, Outcome):
            self.pages += 1
            self.offset = message.offset
            if message.failure is not None and message.record is not None:
                self.failed.append(message.record)
        return task

    def end(self) -> int | None:
        """Kill it, if it lives; how it died."""
        self.pipe.close()
        self.process.join(0.2)
        if self.process.exitcode is None or self.process.is_alive():
            self.process.kill()
            self.process.join(5)
        return self.process.exitcode


def supervise(tasks: Iterator[Task], order: Order, workers: int) -> Iterator[tuple[Task, Outcome | Done]]:
    """Clean sources; what became of each page, as it is known, and when a source is done.

    Raises PipelineError where articles cannot be written, or where workers cannot start.
    """
    crew = _Crew(order, tasks, workers)
    try:
        yield from crew.work()
    finally:
        crew.end()


class _Crew:
    def __init__(self, order: Order, tasks: Iterator[Task], size: int) -> None:
        self._order = order
        self._tasks = tasks
        self._size = size
        self._again: deque[Task] = deque()
        """What dead workers left."""
        self._workers: dict[Connection, Worker] = {}
        self._stillborn = 0
        self._decode = msgspec.msgpack.Decoder(Message).decode
        self._context: BaseContext | None = None
        """Made for the first worker: a run with nothing to do starts no process."""

    def work(self) -> Iterator[tuple[Task, Outcome | Done]]:
        self._fill()
        while any(worker.tasks for worker in self._workers.values()):
            for pipe in wait(list(self._workers)):
                assert isinstance(pipe, Connection)
                yield from self._listen(self._workers[pipe])
            self._fill()

    def end(self) -> None:
        """Nothing is lost by killing them: what they have not told is done again."""
        for worker in self._workers.values():
            worker.process.kill()
        for worker in self._workers.values():
            worker.end()

    def _fill(self) -> None:
        """Give every worker enough to do; take on workers while there is more to do than hands."""
        for worker in list(self._workers.values()):
            if len(worker.tasks) <= CHUNK // 4 and (more := self._next()):
                worker.give(more)
        while len(self._workers) < self._size and (more := self._next()):
            worker = self._hire()
            self._workers[worker.pipe] = worker
            worker.give(more)

    def _hire(self) -> Worker:
        """A worker. Where the server that forks them dies at this very moment, another is started."""
        cause: Exception | None = None
        self._context = self._context or _context()
        for _ in range(STARTS):
            try:
                return Worker(self._order, self._context)
            except (EOFError, OSError) as wrong:
                cause = wrong
                # A server that is dying does not answer any more, and is not known to be dead yet.
                time.sleep(SECONDS_BETWEEN_STARTS)
        raise PipelineError(f"no worker can be started ({cause or 'their server dies'}); see what the system says.")

    def _next(self) -> list[Task]:
        if self._again:
            # One by one: what killed a worker is among them.
            return [self._again.popleft()]
        return list(islice(self._tasks, CHUNK))

    def _listen(self, worker: Worker) -> Iterator[tuple[Task, Outcome | Done]]:
        while True:
            try:
                message = self._decode(worker.pipe.recv_bytes())
            except (EOFError, ConnectionResetError):
                yield from self._bury(worker)
                return
            match message:
                case Ready():
                    worker.ready = True
                    self._stillborn = 0
                case Halt(why=why):
                    raise PipelineError(why)
                case Outcome() | Done():
                    yield worker.hear(message), message
                    if isinstance(message, Outcome) and message.failure and message.failure.kind == "out_of_memory":
                        # It has grown and would keep what it took.
                        worker.process.kill()
                        self._take_over(worker)
                        worker.end()
                        return
            if not worker.pipe.poll():
                return

    def _bury(self, worker: Worker) -> Iterator[tuple[Task, Outcome | Done]]:
        """A worker has died: find out why, and see what is left of its work."""
        self._take_over(worker)
        code = worker.end()
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= STILLBORN:
                raise PipelineError(f"workers end as they start (exit code {code}); see what the system says of it.")
            return
        if not self._again or not worker.tasks:
            return
        task = self._again.popleft()
        if task.verdict is not None:
            # It was told to leave the page alone and died all the same: of reading it.
            yield task, Outcome(task.path, failure=task.verdict)
            yield task, Done()
            return
        failure = _diagnose(code, task, self._order)
        final = failure.kind == "too_slow" or task.deaths
        self._again.appendleft(
            replace(task, verdict=failure) if final else replace(task, deaths=task.deaths + 1),
        )

    def _take_over(self, worker: Worker) -> None:
        del self._workers[worker.pipe]
        left = list(worker.tasks)
        if left and worker.pages > left[0].start:
            failed = (*left[0].failed, *worker.failed)
            left[0] = replace(left[0], start=worker.pages, offset=worker.offset, failed=failed, deaths=0, verdict=None)
        self._again.extendleft(reversed(left))


def _diagnose(code: int | None, task: Task, order: Order) -> Failure:
    kind: Kind
    if code == -signal.SIGALRM:
        kind, cause = "too_slow", f"cleaning it took longer than {order.how.max_seconds:g} s"
        remedy = "raise max-seconds if it may"
    elif code == -signal.SIGKILL:
        kind, cause = "killed", "its worker was killed from outside, twice"
        remedy = "see whether the machine ran out of memory; the next run tries again"
    else:
        name = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
        kind, cause, remedy = "crashed", f"a worker died on it, twice ({name})", "please report it"
    return Failure(kind, str(PageError(task.path, cause, remedy)))


def _context() -> BaseContext:
    """Fresh workers from a server that has imported the package: a fork would inherit threads and half-written state.

    The server and all that come from it never see Ctrl-C: it is for the run.
    """
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["pipeline.commands", "pipeline.warm"])
        with sheltered():
            forkserver.ensure_running()
    return context
