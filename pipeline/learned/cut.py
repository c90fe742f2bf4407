"""Probabilities → what is kept: the cut that promises the best F1 for this page."""

import numpy as np
from numpy.typing import NDArray

_BOUNDS = (0.005, 0.7)
"""The cut stays between these: outside them probabilities are too rarely right to be trusted."""
_PROMISE = 0.15
"""By how much a page that promises an F1 of 1 is cut higher, one of 0.8 by 0.4 of that: the nets
keep too much of sure pages. Found, as the bounds, on pages they had not seen."""
_SURE = 0.8
"""Share of the promised overlap whose blocks are kept however high the page is cut."""


def best_cut(chances: NDArray[np.float32], sizes: NDArray[np.float32]) -> float:
    """The probability above which keeping blocks gives the highest expected F1.

    A page of sure blocks is cut high, a page of doubtful ones low: F1 asks whether one more block
    raises the expected overlap by more than half of the F1 reached so far. The title has size 0:
    it is no part of the body.
    """
    order = np.argsort(-chances, kind="stable")
    gain = np.cumsum(chances[order] * sizes[order], dtype=np.float64)
    if not len(order) or gain[-1] <= 0:
        return _BOUNDS[0]
    expected = 2 * gain / (np.cumsum(sizes[order], dtype=np.float64) + gain[-1])
    low, high = _BOUNDS
    best = int(expected.argmax())
    wanted = float(chances[order[best]]) + _PROMISE * float(expected[best]) ** 4
    sure = chances[order[int(np.searchsorted(gain, _SURE * gain[best]))]]
    return min(max(wanted, low), high, float(sure))
