"""Parents of elements in document order → where each element ends, and sums from the root down."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]


@lru_cache(maxsize=1)
def ends(parents: tuple[int, ...]) -> Indices:
    """For each element the index behind the last one inside it; the page's own memory is kept.

    >>> ends((-1, 0, 1, 0)).tolist()
    [4, 3, 3, 4]
    """
    found = list(range(1, len(parents) + 1))
    for index in range(len(parents) - 1, 0, -1):
        parent = parents[index]
        if found[index] > found[parent]:  # noqa: PLR1730  max() costs three times as much here
            found[parent] = found[index]
    return np.asarray(found)


@lru_cache(maxsize=2)
def indices(numbers: tuple[int, ...]) -> Indices:
    """The same as an array, for a page's parents and paths are asked for six times; nobody writes into it."""
    made = np.asarray(numbers, dtype=np.int64)
    made.flags.writeable = False
    return made


def settled(jumps: Indices) -> Indices:
    """Where each number comes to rest that goes from place to place; every way leads to a place that leads to itself.

    >>> settled(np.array([0, 0, 2, 2, 3])).tolist()
    [0, 0, 2, 2, 2]
    """
    while True:
        further = jumps[jumps]
        if np.array_equal(further, jumps):
            return jumps
        jumps = further


def from_root(flags: Indices, parents: tuple[int, ...]) -> tuple[Indices, Indices]:
    """For each element the flags of itself and of all around it, and how deep it lies; the root has none.

    Every step reaches twice as far up, so that the steps are as few as the digits of the greatest depth.

    >>> [found.tolist() for found in from_root(np.array([0, 1, 2, 4]), (-1, 0, 1, 0))]
    [[0, 1, 3, 4], [0, 1, 2, 1]]
    """
    jumps = np.maximum(indices(parents), 0)
    depths = np.ones(len(flags), dtype=np.int64)
    depths[0] = 0
    while jumps.any():
        flags, depths, jumps = flags | flags[jumps], depths + depths[jumps], jumps[jumps]
    return flags, depths


def sums_from_root(values: NDArray[np.float32], parents: Sequence[int], wanted: Indices) -> NDArray[np.float64]:
    """For each wanted element, the sum of the rows of itself and of all elements around it.

    Around an element is what has begun and not ended: two running sums, whatever the depth.
    """
    until = ends(tuple(parents))
    order = np.argsort(until, kind="stable")
    begun = np.cumsum(values, axis=0, dtype=np.float64)[wanted]
    ended = np.zeros((len(values) + 1, values.shape[1]))
    np.cumsum(values[order], axis=0, dtype=np.float64, out=ended[1:])
    return np.asarray(begun - ended[np.searchsorted(until[order], wanted, side="right")])
