"""Rows read their neighbours."""

import numpy as np

from pipeline.learned.neighbours import neighbours, place, windows

ROW = np.array([1, 2, 6], dtype=np.float32)


def test_what_stands_beside_a_row_ends_in_zeros() -> None:
    """In both directions."""
    found = neighbours({"a": ROW}, ("a",), 2)
    assert {name: column.tolist() for name, column in found.items()} == {
        "a-2": [0, 0, 1],
        "a-1": [0, 1, 2],
        "a+1": [2, 6, 0],
        "a+2": [6, 0, 0],
    }


def test_a_reach_longer_than_the_page_is_no_error() -> None:
    """Pages of one row are read, too."""
    assert all(not column.any() for column in neighbours({"a": ROW[:1]}, ("a",), 2).values())


def test_a_window_is_the_mean_of_what_there_is() -> None:
    """Fewer rows at the ends."""
    assert windows({"a": ROW}, ("a",), (1,))["a~1"].tolist() == [1.5, 3, 4]


def test_place_without_a_long_row() -> None:
    """No page is too short to be measured."""
    columns = place(np.ones(1, np.float32), np.zeros(1, np.float32))
    assert all(np.isfinite(column).all() for column in columns.values())
