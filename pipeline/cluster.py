"""Sources → what became of their pages, by Ray's tasks on many machines: a shard of sources each."""

import hashlib
import math
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from pipeline.errors import PageError, PipelineError
from pipeline.excerpt import excerpt, put_excerpt
from pipeline.fingerprint import made_by
from pipeline.ledger import Ledger
from pipeline.outcome import Done, Failure, Halt, Outcome, Task
from pipeline.settings import Run
from pipeline.stage import Message, staged
from pipeline.work import Order

WINDOW = 4000
"""Sources that are dealt out to shards at once."""
SHARD = 200
"""Sources in a shard at most: some seconds of work, so that a shard that is lost costs no more."""
SHARD_BYTES = 64 << 20
"""A shard takes no more; a container that is larger is a shard by itself."""
FEWEST = 25
"""Sources in a shard at least, while there are cores without one."""
TRIES_AGAIN = 2
"""How often Ray gives a shard whose worker died to another, before its sources are tried in smaller shards."""
AHEAD = 2
"""Shards under way for each core: one is worked on, the others wait near by."""


T = TypeVar("T")
"""A source, as whoever deals it out knows it."""
_ANSWER = msgspec.msgpack.Decoder(list[tuple[int, Outcome | Done]] | Halt)


def scatter(tasks: Iterator[Task], order: Order, ledger: Ledger) -> Iterator[tuple[Task, Message]]:
    """Clean sources; what became of each page, shard by shard as they are done.

    A shard whose workers die is halved until one source is left, which then is a failure. Raises
    PipelineError where Ray is not installed or cannot be reached, where the workers have another
    pipeline than this one, or where articles cannot be written.
    """
    ray, is_ours = joined(order.how)
    try:
        cores = order.how.workers or max(int(ray.cluster_resources().get("CPU", 1)), 1)
        work = ray.remote(num_cpus=1, max_retries=TRIES_AGAIN)(clean_shard)
        shared = ray.put(replace(order, memories=order.memories.carried()))  # workers elsewhere have no such folder
        answers = dealt(
            ray, lambda shard: work.remote(shard, excerpt(ledger, shard), shared), shards(tasks, cores), cores
        )
        for shard, answer in answers:
            if answer is None:
                yield from _given_up(shard[0])
                continue
            told = _ANSWER.decode(answer)
            if isinstance(told, Halt):
                raise PipelineError(told.why)
            yield from ((shard[number], message) for number, message in told)
    finally:
        if is_ours:
            ray.shutdown()


def shards(tasks: Iterator[Task], cores: int) -> Iterator[list[Task]]:
    """Sources dealt out by the digests of their paths, so that heavy neighbours part and no two shards share one."""
    while window := list(islice(tasks, WINDOW)):
        yield from ([task] for task in window if task.size > SHARD_BYTES)
        some = [task for task in window if task.size <= SHARD_BYTES]
        size = sum(task.size for task in some)
        count = max(len(some) / SHARD, size / SHARD_BYTES, min(cores, len(some) / FEWEST), 1)
        parts: list[list[Task]] = [[] for _ in range(math.ceil(count))]
        for task in some:
            digest = hashlib.sha256(task.path.encode()).digest()
            parts[int.from_bytes(digest[:8]) % len(parts)].append(task)
        yield from (part for part in parts if part)


def clean_shard(tasks: list[Task], known: bytes, order: Order) -> bytes:
    """What a worker does: as many pages as a shard has, with all the limits of a run on one machine.

    `known` is what the ledger knows of them. Gives messages with the numbers of their sources, packed; or
    why the run cannot go on.
    """
    if made_by(order.settings).fingerprint != order.marks[0]:
        why = "the workers have another version of the pipeline, or of its hooks, than the command; install the same."
        return msgspec.msgpack.encode(Halt(why))
    # The workers of the pool would import Ray's own program as theirs, which takes longer than many a shard.
    vars(sys.modules["__main__"]).pop("__file__", None)
    numbers = {task.path: number for number, task in enumerate(tasks)}
    try:
        with tempfile.TemporaryDirectory(prefix="pipeline-") as desk:
            here = replace(order, ledger=put_excerpt(known, Path(desk)) if known else None)
            return msgspec.msgpack.encode([(numbers[task.path], told) for task, told in staged(tasks, here, 1)])
    except PipelineError as wrong:
        return msgspec.msgpack.encode(Halt(str(wrong)))


def dealt(
    ray: Any, start: Callable[[list[T]], Any], dealing: Iterator[list[T]], cores: int
) -> Iterator[tuple[list[T], bytes | None]]:
    """What Ray's tasks answer, shard by shard as they are done.

    A shard whose worker died, and those that Ray gave it to after it, is halved; where one source is left, its
    answer is None. Raises PipelineError where a task ended in an exception.
    """
    left = deque[list[T]]()
    waiting: dict[Any, list[T]] = {}
    while True:
        while len(waiting) < AHEAD * cores and (shard := left.popleft() if left else next(dealing, None)):
            waiting[start(shard)] = shard
        if not waiting:
            return
        for done in ray.wait(list(waiting))[0]:
            shard = waiting.pop(done)
            try:
                yield shard, ray.get(done)
            except ray.exceptions.RayTaskError as wrong:
                raise PipelineError(f"a worker of Ray failed ({_said(wrong)}); please report it.") from wrong
            except ray.exceptions.RayError:
                if len(shard) == 1:
                    yield shard, None
                left += [shard[: len(shard) // 2], shard[len(shard) // 2 :]] if len(shard) > 1 else []


def _given_up(task: Task) -> Iterator[tuple[Task, Message]]:
    cause, remedy = "its workers were killed from outside", "see whether a machine ran out of memory"
    why = str(PageError(task.path, cause, f"{remedy}; the next run tries again"))
    yield task, Outcome(task.path, failure=Failure("killed", why))
    yield task, Done()


def joined(how: Run) -> tuple[Any, bool]:
    """Ray, in touch with its cluster; whether the contact is this run's own, and ends with it."""
    try:
        import ray  # noqa: PLC0415 — an extra, and slow to import
    except ImportError as missing:
        raise PipelineError(
            "--engine ray needs Ray, which is not installed; pip install 'page-cleaning-pipeline[ray]' brings it."
        ) from missing
    if ray.is_initialized():
        return ray, False
    try:
        ray.init(address=how.ray_address or None, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    except Exception as wrong:
        where = how.ray_address or "a cluster of its own"
        raise PipelineError(f"Ray cannot reach {where} ({_said(wrong)}); see --ray-address and RAY_ADDRESS.") from wrong
    return ray, True


def _said(wrong: Exception) -> str:
    return " ".join(str(wrong).split()).rstrip(".")[-300:] or type(wrong).__name__
