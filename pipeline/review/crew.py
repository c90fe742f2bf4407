"""Jobs → their results, in order, by as many processes as there are cores; few at a time are in memory."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Generic, Self, TypeVar

from pipeline.errors import PipelineError
from pipeline.shelter import sheltered
from pipeline.threads import one_thread

Job = TypeVar("Job")
Order = TypeVar("Order")
Result = TypeVar("Result")

BATCH = 16
"""Jobs that a process is given at once."""
AHEAD = 3
"""Batches a process may be behind: enough that none waits."""
FEW = 4 * BATCH
"""So many jobs are done before a process could have started."""


class Crew(Generic[Job, Order, Result]):
    """Processes that all do one thing; they start when there is enough to do.

    The pages they clean have been cleaned within the limits of a run, and are not cleaned differently here:
    a worker that dies all the same ends the whole, in one sentence.
    """

    def __init__(self, do: Callable[[Job, Order], Result], order: Order, workers: int) -> None:
        self._do = do
        self._order = order
        self._size = workers or len(os.sched_getaffinity(0))
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def map(self, jobs: Iterator[Job]) -> Iterator[Result]:
        """The result of each job. Raises PipelineError where a process dies."""
        for job in islice(jobs, FEW if self._size > 1 else None):
            yield self._do(job, self._order)
        waiting: deque[Future[list[Result]]] = deque()
        try:
            while batch := list(islice(jobs, BATCH)):
                with sheltered():
                    waiting.append(self._started().submit(_all, self._do, batch, self._order))
                if len(waiting) > AHEAD * self._size:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as wrong:
            raise PipelineError("a process that made the review died; try again with workers = 1.") from wrong

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._size, context, initializer=one_thread)
        return self._pool


def _all(do: Callable[[Job, Order], Result], batch: list[Job], order: Order) -> list[Result]:
    return [do(job, order) for job in batch]
