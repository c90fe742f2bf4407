"""Where the article stands among lines that recur: its stretches, and the edges that other pages know."""

import numpy as np

from pipeline.recurrence import FAR, FEWEST_REPEATS, MAIN, around, edges, outside


def page(drawn: str) -> tuple[np.ndarray, np.ndarray]:
    """A page as a word: `r` recurs, a digit is that much running text, `.` is neither."""
    recurs = np.array([mark == "r" for mark in drawn])
    return recurs, np.array([float(mark) if mark.isdigit() else 0.0 for mark in drawn])


def inside(drawn: str) -> str:
    """The article's place."""
    taken = outside(*page(drawn), MAIN)
    return "".join(mark for mark, is_outside in zip(drawn, taken, strict=True) if not is_outside)


def test_the_place_goes_from_the_first_to_the_last_stretch_of_text() -> None:
    """With what recurs between them; a stretch of next to nothing is none."""
    assert inside("rr.9r8r.r1r") == ".9r8"
    assert inside("r1rr9rr") == "9"


def test_text_beyond_a_frame_needs_more() -> None:
    """Teasers below many lines that recur are no part of the article, unless they are as long."""
    assert inside("9" + "r" * (FAR - 1) + "4") == "9" + "r" * (FAR - 1) + "4"
    assert inside("9" + "r" * FAR + "4") == "9"
    assert inside("9" + "r" * FAR + "8") == "9" + "r" * FAR + "8"


def test_without_running_text_nothing_is_outside() -> None:
    """Nor where nothing recurs."""
    assert inside("rr..r") == "rr..r"
    assert inside("..1") == "..1"


def test_company_is_counted_without_the_line_itself() -> None:
    """Two before and two behind, fewer at the page's ends."""
    assert around(page("rr.r.")[0]).tolist() == [0.5, 2 / 3, 0.75, 1 / 3, 0.5]


def sides(drawn: str) -> tuple[int, int]:
    """`b` stands before the article on other pages, `a` behind it, `m` on both sides; `.` does not recur."""
    lines = np.array(list(drawn))
    return edges(lines != ".", lines == "b", lines == "a")


def test_edges_lie_where_other_pages_have_them() -> None:
    """What recurs nowhere, before the last line that stands before, is beyond the edge."""
    assert sides("bb.b...m.aaa") == (4, 9)


def test_few_lines_make_no_edge() -> None:
    """A page that shows less of the frame is built otherwise."""
    assert sides("b" * (FEWEST_REPEATS - 1) + "..." + "aaa") == (0, 5)


def test_a_line_on_the_wrong_side_does_not_move_an_edge() -> None:
    """One that stands before on other pages, among those behind: the others are more."""
    assert sides("bbb...aabaa") == (3, 6)
