"""Siblings built alike → columns: cards of a listing, rows of a table, posts of a thread."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from pipeline.leaf import Elements
from pipeline.learned.nesting import Indices, indices, settled
from pipeline.learned.shape import Columns
from pipeline.markup.spans import Spans

_FEWEST = 3
"""Siblings with the same tags and classes from which they count as built alike."""

_GROUP_KINDS = (
    "count",
    "share",
    "rank",
    "mean_size",
    "mean_leaves",
    "links",
    "prose",
    "from_title",
)

Counted = NDArray[np.float64]


class _Groups(Struct, frozen=True):
    """Siblings with the same path; elements without leaves are one group of no size."""

    of: Indices
    """The group of each element."""
    order: Indices
    """The place of each element in its group."""
    sizes: Counted
    """How many elements each group has."""
    first: Indices
    """The first row of each group."""
    sums: Counted
    """(groups, weights): what the elements of each group hold together."""


def cards(owners: Indices, held_by: Spans, elements: Elements, weights: Columns, title: int) -> Columns:
    """What the innermost and the outermost card around each leaf hold, and their likes.

    `weights` are columns to be summed, the first three "text", "linked" and "prose"; `title` is
    the row of the title, -1 where there is none. A leaf in no card has zeros.
    """
    running = np.zeros((len(owners) + 1, len(weights) + 1))
    np.cumsum(np.stack((*weights.values(), np.ones(len(owners))), axis=1), axis=0, out=running[1:])
    sums = running[held_by.end] - running[held_by.first]
    groups = _groups(held_by, elements, sums)
    told = _told(groups, max(float(sums[0, 0]), 1.0), title)
    kinds = ("size", "link_density", "order", *_GROUP_KINDS, *tuple(weights)[3:])
    columns: Columns = {}
    for name, around in zip(("card", "outer_card"), _around(elements, groups), strict=True):
        mine = around[owners]
        text = np.maximum(sums[mine, 0], 1)
        own = np.stack((np.log1p(text), sums[mine, 1] / text, np.log1p(groups.order[mine])), axis=1)
        found = np.concatenate((own, told[groups.of[mine]]), axis=1) * (mine > 0)[:, None]
        columns |= {f"{name}_{kind}": found[:, place] for place, kind in enumerate(kinds)}
    return columns


def _told(groups: _Groups, page: float, title: int) -> Counted:
    """(groups, measures): a group's size, its shares of the page, and means over its cards."""
    repeated = groups.sizes >= _FEWEST
    count = np.maximum(groups.sizes, 1)
    total = np.maximum(groups.sums[:, 0], 1)
    largest = max(float(groups.sums[repeated, 0].max(initial=0)), 1.0)
    behind = groups.first - title if title >= 0 else np.zeros(len(count))
    measures = (
        np.log1p(count),
        total / page,
        total / largest,
        np.log1p(total / count),
        np.log1p(groups.sums[:, -1] / count),
        groups.sums[:, 1] / total,
        groups.sums[:, 2] / total,
        np.sign(behind) * np.log1p(np.abs(behind)),
        *np.minimum(groups.sums[:, 3:-1].T / count, 3),
    )
    return np.stack(measures, axis=1)


def _groups(held_by: Spans, elements: Elements, sums: Counted) -> _Groups:
    parents, paths = indices(elements.parents), indices(elements.paths)
    keys = (parents + 1) * (int(paths.max()) + 1) + paths
    empty = held_by.end <= held_by.first
    keys[empty] = -1
    rows = np.argsort(keys, kind="stable")
    starts = np.concatenate(([0], np.flatnonzero(np.diff(keys[rows])) + 1))
    counts = np.diff(np.append(starts, len(keys)))
    of, order = np.empty(len(keys), dtype=np.int64), np.empty(len(keys), dtype=np.int64)
    of[rows] = np.repeat(np.arange(len(starts)), counts)
    order[rows] = np.arange(len(keys)) - np.repeat(starts, counts)
    sizes = counts.astype(np.float64)
    sizes[of[empty]] = 0
    sizes[of[0]] = 0
    first = held_by.first[rows[starts]]
    return _Groups(of, order, sizes, first, np.add.reduceat(sums[rows], starts, axis=0))


def _around(elements: Elements, groups: _Groups) -> tuple[Indices, Indices]:
    """The innermost and the outermost repeated element around each element, or it; 0 for none."""
    repeated = groups.sizes[groups.of] >= _FEWEST
    places, parents = np.arange(len(repeated)), np.maximum(indices(elements.parents), 0)
    inner = settled(np.where(repeated, places, parents))
    around = inner[parents]
    return inner, settled(np.where(repeated & (around > 0), around, places))[inner]
