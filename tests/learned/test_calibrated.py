"""Probabilities that are right as often as they say."""

import numpy as np

from pipeline.learned.calibrated import calibrated


def test_the_order_of_lines_stays() -> None:
    """And every chance stays one, the surest too."""
    chances = np.linspace(0, 1, 21, dtype=np.float32)
    found = calibrated(chances)
    assert (np.diff(found) >= 0).all()
    assert found.min() > 0
    assert found.max() < 1


def test_what_the_net_is_sure_of_is_less_sure() -> None:
    """Of lines at 0.85 two in three were the article's."""
    assert 0.6 < calibrated(np.array([0.85], dtype=np.float32))[0] < 0.8
