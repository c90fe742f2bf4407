"""Which lines of a page recur on its site → where its article stands: what `learn` and `clean` both count by.

What recurs cuts a page into stretches; the article's place goes from the first to the last stretch of running
text that recurs nowhere. Where lines that stand before or after that place on the site's other pages stand
together, the article begins behind the last or ends before the first of them.
"""

import numpy as np
from numpy.typing import NDArray

FEWEST_REPEATS = 3
"""So many lines of a page must recur: else it is built otherwise, and nothing is known of it."""
MAIN = 0.25
"""Share of the running text of the longest stretch that another has to belong to the article's place."""
FAR, FAR_SHARE = 10, 0.8
"""So many lines that recur between a stretch and the longest are a frame's: then it needs such a share, as teasers
below a page's ratings and buttons are no part of its article."""

Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]


def outside(recurs: Mask, weights: Numbers, least: float) -> Mask:
    """Which lines stand before the first and behind the last stretch that has such a share of the longest's weight.

    `weights` say how much running text a line is. Nothing is outside where there is none.
    """
    count = len(recurs)
    bounds = np.concatenate(([-1], np.flatnonzero(recurs), [count]))
    total = np.concatenate(([0.0], np.cumsum(weights)))
    sums = total[bounds[1:]] - total[bounds[:-1] + 1]
    away = np.abs(np.arange(len(sums)) - int(sums.argmax()))
    needed = np.where(away >= FAR, max(least, FAR_SHARE), least) * sums.max()
    main = np.flatnonzero((sums >= needed) & (sums > 0) & (np.diff(bounds) > 1))
    rows = np.arange(count)
    if not len(main):
        return np.zeros(count, dtype=np.bool_)
    beside: Mask = (rows <= bounds[main[0]]) | (rows >= bounds[main[-1] + 1])
    return beside


def around(recurs: Mask) -> Numbers:
    """For each line the share of the two before and the two behind that recur."""
    count = len(recurs)
    total = np.concatenate(([0], np.cumsum(recurs)))
    rows = np.arange(count)
    low, high = np.maximum(rows - 2, 0), np.minimum(rows + 3, count)
    shares: Numbers = (total[high] - total[low] - recurs) / np.maximum(high - low - 1, 1)
    return shares


def edges(recurs: Mask, before: Mask, after: Mask) -> tuple[int, int]:
    """How many lines stand before the article, and the number of the first behind it.

    `before` and `after` say which of the lines that recur stand there on other pages. An edge lies where most of
    them are on their own side of it: each line counts 1 there, and takes 1 away on the other. An edge that fewer
    than FEWEST_REPEATS speak for is the page's own.
    """
    count = len(recurs)
    ahead = np.concatenate(([0], np.cumsum(np.where(before, 1, -1) * recurs)))
    behind = np.concatenate((np.cumsum((np.where(after, 1, -1) * recurs)[::-1])[::-1], [0]))
    first, last = int(ahead.argmax()), count - int(behind[::-1].argmax())
    return (
        first if ahead[first] >= FEWEST_REPEATS else 0,
        last if behind[last] >= FEWEST_REPEATS else count,
    )
