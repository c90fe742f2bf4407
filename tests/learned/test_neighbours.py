"""Rows read their neighbours."""

import numpy as np

from pipeline.learned.neighbours import place, shifted, window_mean


def test_shifted_ends_in_zeros() -> None:
    """In both directions."""
    row = np.array([1, 2, 3], dtype=np.float32)
    assert (shifted(row, 1).tolist(), shifted(row, -2).tolist()) == ([2, 3, 0], [0, 0, 1])


def test_window_mean_is_of_what_there_is() -> None:
    """Fewer rows at the ends."""
    assert window_mean(np.array([1, 2, 6], dtype=np.float32), 1).tolist() == [1.5, 3, 4]


def test_place_without_a_long_row() -> None:
    """No page is too short to be measured."""
    columns = place(np.ones(1, np.float32), np.zeros(1, np.float32))
    assert all(np.isfinite(column).all() for column in columns.values())
