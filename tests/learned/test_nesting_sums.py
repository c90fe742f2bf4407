"""Elements inside elements."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.learned.nesting import ends, sums_from_root


@given(st.lists(st.integers(0, 5), max_size=30))
def test_running_sums_are_the_sums_of_the_chain(ups: list[int]) -> None:
    """For every element of any tree, against going from parent to parent."""
    parents = [-1]
    for up in ups:
        parent = len(parents) - 1
        for _ in range(up):
            parent = max(parents[parent], 0)
        parents.append(parent)
    values = np.arange(2 * len(parents), dtype=np.float32).reshape(-1, 2)
    found = sums_from_root(values, tuple(parents), np.arange(len(parents)))
    for index in range(len(parents)):
        expected, at = np.zeros(2), index
        while at >= 0:
            expected += values[at]
            at = parents[at]
        assert np.allclose(found[index], expected)


def test_an_element_ends_behind_what_it_holds() -> None:
    """Leaves end behind themselves, the root behind the page."""
    assert ends((-1, 0, 1, 1, 0)).tolist() == [5, 4, 3, 4, 5]
