"""Elements → the stretch of leaves each one holds, and sums over it."""

from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from pipeline.leaf import Elements
from pipeline.learned.nesting import Indices, ends, indices, settled
from pipeline.learned.shape import Column


class Spans(Struct, frozen=True):
    """Leaves are in document order, so what an element holds is one stretch of them."""

    first: Indices
    end: Indices
    up: Indices
    """The nearest element around that holds more leaves; the root stays the root."""
    home: Indices
    """For each leaf, the outermost element that holds nothing but it and its like."""

    def chain(self, levels: int) -> list[Indices]:
        """For each leaf, its home and the growing elements around it, innermost first."""
        out = [self.home]
        for _ in range(levels - 1):
            out.append(self.up[out[-1]])
        return out

    def sums(self, *columns: Column) -> NDArray[np.float32]:
        """The sums of each column over each element's leaves, a row a column."""
        total = np.zeros((len(columns), len(columns[0]) + 1))
        np.cumsum(np.stack(columns), axis=1, dtype=np.float64, out=total[:, 1:])
        return (total[:, self.end] - total[:, self.first]).astype(np.float32)


def spans(owners: Indices, elements: Elements) -> Spans:
    """Where each element begins and ends among the leaves, given each leaf's innermost element."""
    count = len(elements.tags)
    rows = np.arange(len(owners))
    first, end = np.full(count, len(owners)), np.zeros(count, dtype=np.int64)
    first[owners[::-1]] = rows[::-1]
    end[owners] = rows + 1
    bounds = np.stack((np.arange(count), ends(elements.parents)), axis=1).ravel()
    first = np.minimum.reduceat(np.append(first, len(owners)), bounds)[::2]
    end = np.maximum.reduceat(np.append(end, 0), bounds)[::2]
    up, outermost = _levels(elements.parents, first, end)
    empty = first > end
    first[empty] = end[empty] = 0
    return Spans(first, end, up, outermost[owners])


def _levels(parents: tuple[int, ...], first: Indices, end: Indices) -> tuple[Indices, Indices]:
    """For each element the nearest around it that holds more, and the outermost that holds as much.

    Both of the outermost of their like, so that a chain of them is a chain of growing stretches.
    """
    around = np.maximum(indices(parents), 0)
    same = (first[around] == first) & (end[around] == end)
    outer = settled(np.where(same, around, np.arange(len(parents))))
    return outer[around[outer]], outer


def growing(chain: list[Indices]) -> bool:
    """Whether each level of a chain is around the one before; for tests."""
    return all((outer <= inner).all() for inner, outer in pairwise(chain))
