"""Elements → the stretch of leaves each one holds, and sums over it."""

from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from pipeline.leaf import Elements
from pipeline.learned.shape import Column

Indices = NDArray[np.int64]


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

    def sums(self, column: Column) -> Column:
        """The column's sum over each element's leaves."""
        total = np.concatenate(([0.0], np.cumsum(column, dtype=np.float64)))
        return (total[self.end] - total[self.first]).astype(np.float32)


def spans(owners: Indices, elements: Elements) -> Spans:
    """Where each element begins and ends among the leaves, given each leaf's innermost element."""
    count = len(elements.tags)
    own_first = np.full(count, len(owners), dtype=np.int64)
    own_end = np.zeros(count, dtype=np.int64)
    rows = np.arange(len(owners))
    np.minimum.at(own_first, owners, rows)
    np.maximum.at(own_end, owners, rows + 1)
    first, end, parents = own_first.tolist(), own_end.tolist(), elements.parents
    for index in range(count - 1, 0, -1):
        parent = parents[index]
        first[parent] = min(first[parent], first[index])
        end[parent] = max(end[parent], end[index])
    up, outermost = [0] * count, [0] * count
    for index in range(1, count):
        parent = parents[index]
        same = first[parent] == first[index] and end[parent] == end[index]
        up[index] = up[parent] if same else parent
        outermost[index] = outermost[parent] if same else index
    up = [outermost[index] for index in up]
    empty = np.asarray(first) > np.asarray(end)
    firsts = np.where(empty, 0, first)
    ends = np.where(empty, 0, end)
    return Spans(firsts, ends, np.asarray(up), np.asarray(outermost)[owners])


def growing(chain: list[Indices]) -> bool:
    """Whether each level of a chain is around the one before; for tests."""
    return all((outer <= inner).all() for inner, outer in pairwise(chain))
