"""The benchmark that sets the judge of lines beside trees: how a page is read and counted."""

import numpy as np

from benchmarks.prototype import counted, lined

PAGE = {
    "id": "a",
    "lines": ["夜市改到周五", "", "首页", "摊位增加到六十个。", "关于我们"],
    "labels": [1, 0, 0, 1, 0],
    "title_lines": [0],
}


def test_a_page_is_measured_line_by_line_without_its_rules() -> None:
    """A row for each line that is not blank; the gold is the share of it that is the article's."""
    page = lined(PAGE, 3)
    assert page is not None
    assert (page.fold, page.matrix.shape[0]) == (3, 4)
    assert page.shares.tolist() == [1, 0, 1, 0]


def test_lines_count_by_their_characters_and_titles_are_set_aside() -> None:
    """Kept rightly: the sentence; kept wrongly: the menu's two characters."""
    page = lined(PAGE, 0)
    assert page is not None
    found = counted(page, np.array([0.9, 0.5, 0.8, 0.1], dtype=np.float32))
    assert found == (9, 2, 0)


def test_a_blank_page_is_none() -> None:
    """There is nothing to learn from it."""
    assert lined({**PAGE, "lines": ["", " "]}, 0) is None
