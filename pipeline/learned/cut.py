"""Probabilities → what is kept: the cut that promises the best F1 for this page."""

import numpy as np
from numpy.typing import NDArray

_BOUNDS = (0.05, 0.5)
"""The cut stays between these: outside them probabilities are too rarely right to be trusted."""


def best_cut(chances: NDArray[np.float32], sizes: NDArray[np.float32]) -> float:
    """The probability above which keeping blocks gives the highest expected F1.

    A page of sure blocks is cut high, a page of doubtful ones low: F1 asks whether one more block
    raises the expected overlap by more than half of the F1 reached so far.
    """
    order = np.argsort(-chances, kind="stable")
    gain = np.cumsum(chances[order] * sizes[order], dtype=np.float64)
    if not len(order) or gain[-1] <= 0:
        return _BOUNDS[0]
    expected = 2 * gain / (np.cumsum(sizes[order], dtype=np.float64) + gain[-1])
    low, high = _BOUNDS
    return min(max(float(chances[order[int(expected.argmax())]]), low), high)
