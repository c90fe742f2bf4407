"""Probabilities → what is kept: the cut that promises the best F1 for this page, or one that spares the article."""

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


_COSTLY = 1400.0
"""Columns of kept and expected text at which a lost column weighs half as much as the page's F1 in `careful_cut`:
pages count alike in F1, their characters count alike in what is lost."""
_SHARP, _DISTRUST = 2.0, 4
"""The cut grows with this power of the F1 that the page promises: on pages where the net finds no sure article its
chances are wrong more often, and more is lost at once. Found, as the number before it, on pages it had not seen:
the sixth power lost as much of short news between long frames, which promise little, and kept all of their frame."""
_RANGE = (0.003, 0.25)
"""The cut stays between these: lines below go on any page that came with a frame, lines above stay on any. On pages
written by hand and not trained on, 0.4 took 37 more of 7,265 article lines for 68 lines of noise."""
_ROUNDS = 3


def careful_cut(chances: NDArray[np.float32], sizes: NDArray[np.float32]) -> float:
    """The probability below which lines go, `sizes` in columns: F1 against article characters that are lost.

    Leaving out a line of chance p raises the expected F1 where p < F1 / 2. Where a lost column costs something, too,
    it is worth it where p < F1 / (2 + text / costly): long articles are cut lower. Kept text and F1 hang on the cut,
    so a few rounds find it.
    """
    expected = float((chances * sizes).sum())
    cut = 0.3
    for _ in range(_ROUNDS):
        kept = chances >= cut
        text = float(sizes[kept].sum()) + expected
        promised = 2 * float((chances * sizes)[kept].sum()) / max(text, 1.0)
        cut = min(max(_SHARP * promised**_DISTRUST / (2 + text / _COSTLY), _RANGE[0]), _RANGE[1])
    return cut
