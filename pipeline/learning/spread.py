"""Sources → what is kept of their pages, by this machine's processes or by Ray's on many."""

import multiprocessing
from collections.abc import Iterator
from itertools import chain

import msgspec

from pipeline.cluster import SHARD, SHARD_BYTES, dealt, joined
from pipeline.errors import PipelineError
from pipeline.fingerprint import made_by
from pipeline.learning.look import Kept, Study, together
from pipeline.outcome import Halt
from pipeline.read import Source
from pipeline.settings import Run, Settings
from pipeline.shelter import sheltered

TOGETHER = 16
"""Sources that a process of this machine is given at once."""


def looks(sources: Iterator[Source], settings: Settings, how: Run) -> Iterator[Kept]:
    """What each source gives, in any order.

    Raises PipelineError where Ray is not installed or cannot be reached, or its workers have another pipeline.
    """
    if how.engine == "ray":
        return _by_ray(sources, settings, how)
    return _here(together(sources, TOGETHER, SHARD_BYTES), settings, how)


def _here(shards: Iterator[list[Source]], settings: Settings, how: Run) -> Iterator[Kept]:
    if how.workers == 1:
        yield from chain.from_iterable(map(Study(settings, how.max_seconds).look, shards))
        return
    context = multiprocessing.get_context("forkserver")
    with sheltered():
        pool = context.Pool(how.workers or None, _begin, (settings, how.max_seconds))
    with pool:
        yield from chain.from_iterable(pool.imap_unordered(_look, shards))


def _by_ray(sources: Iterator[Source], settings: Settings, how: Run) -> Iterator[Kept]:
    """Shards as Ray's tasks. What a shard keeps is its own sample; the command keeps the sample of all."""
    ray, is_ours = joined(how)
    try:
        cores = how.workers or max(int(ray.cluster_resources().get("CPU", 1)), 1)
        work = ray.remote(num_cpus=1, max_retries=0)(look_shard)
        mark = made_by(settings).fingerprint
        shards = together(sources, SHARD, SHARD_BYTES)
        for shard, answer in dealt(ray, lambda some: work.remote(some, settings, how.max_seconds, mark), shards, cores):
            if answer is None:
                why = "a worker was killed while it was read; see whether a machine ran out of memory"
                yield Kept([], 0, [f"{shard[0].file}: {why}."])
                continue
            told = msgspec.msgpack.decode(answer, type=list[Kept] | Halt)
            if isinstance(told, Halt):
                raise PipelineError(told.why)
            yield from told
    finally:
        if is_ours:
            ray.shutdown()


def look_shard(sources: list[Source], settings: Settings, max_seconds: float, mark: str) -> bytes:
    """What a worker of Ray does: what is kept of each source's pages, packed; or why learning cannot go on."""
    if made_by(settings).fingerprint != mark:
        why = "The workers have another version of the pipeline, or of its hooks, than the command; install the same."
        return msgspec.msgpack.encode(Halt(why))
    return msgspec.msgpack.encode(Study(settings, max_seconds).look(sources))


_STUDIES: list[Study] = []
"""Of a worker process: the one that it was started with."""


def _begin(settings: Settings, max_seconds: float) -> None:
    _STUDIES[:] = [Study(settings, max_seconds)]


def _look(sources: list[Source]) -> list[Kept]:
    return _STUDIES[0].look(sources)
