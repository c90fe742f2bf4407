"""Traces of pages and what recurs on them → which lines stand before or after the article on nearly all of them."""

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from pipeline.learning.trace import Line
from pipeline.memory import FEWEST_PAGES, Place
from pipeline.recurrence import FEWEST_REPEATS, MAIN, outside

NEARLY_ALL = 0.9
"""Share of the pages with a line on which it stands on one side of the article."""


def sides_of(pages: Sequence[dict[str, Line]], recurring: Collection[str]) -> dict[str, Place]:
    """For what stands on one side of the article, which it is.

    `pages` are the lines of each by their keys, in the order of the page. No judge is asked: a page's article is
    where most of its running text stands that recurs nowhere.
    """
    seen: Counter[str] = Counter()
    sides: Counter[tuple[str, Place]] = Counter()
    for found in pages:
        recurs = np.array([key in recurring for key in found], dtype=np.bool_)
        weights = np.array([line.prose for line in found.values()], dtype=np.float64) * ~recurs
        if int(recurs.sum()) < FEWEST_REPEATS or not weights.any():
            continue
        inside = np.flatnonzero(~outside(recurs, weights, MAIN) & (weights > 0))
        first, last = int(inside[0]), int(inside[-1])
        for place, (key, line) in enumerate(found.items()):
            if recurs[place]:
                seen[key] += 1
                sides[key, "before"] += max(line.last, place) < first
                sides[key, "after"] += place > last
    return {
        key: side
        for (key, side), count in sides.items()
        if seen[key] >= FEWEST_PAGES and count >= NEARLY_ALL * seen[key]
    }
