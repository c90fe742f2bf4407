"""Which lines of a page say its title, who wrote it, and the day."""

import numpy as np
import pytest

pytestmark = pytest.mark.training
pytest.importorskip("torch", reason="training needs PyTorch: pip install -e '.[train]'")

from training.corpus import GoldPage, Row
from training.told import UNKNOWN, Known, fact_rows, known_of

LINES = ("The Lamp | Harbour News", "The lamp", "Ines Ballard", "12 May 2024", "He lit it at dusk.")
NONE = [False] * len(LINES)


def test_lines_that_say_what_is_known() -> None:
    """Title, authors, day; a browser's title is none where the page has its own."""
    rows = fact_rows(Known("The Lamp", ("Ines Ballard",), "2024-05-12T08:30:00"), LINES, NONE)
    assert [np.flatnonzero(column).tolist() for column in rows.T] == [[1], [2], [3]]


def test_what_is_not_known_counts_in_no_line() -> None:
    """Nor what no line says; but a page that is known to have none is an example of that."""
    assert (fact_rows(Known(), LINES, NONE) == UNKNOWN).all()
    assert (fact_rows(Known("Other", ("Joan Reed",), "2020-01-01"), LINES, NONE) == UNKNOWN).all()
    assert (fact_rows(Known(None, (), ""), LINES, NONE)[:, 1:] == 0).all()


def test_lines_known_to_hold_the_title_stand_in() -> None:
    """Where none is it word for word."""
    rows = fact_rows(Known("A lamp"), LINES, [True, *NONE[1:]])
    assert rows[:, 0].tolist() == [1, 0, 0, 0, 0]


def test_pages_of_other_sets_are_read_from_their_markup() -> None:
    """A manifest says these facts for WCXB alone."""
    html = (
        "<title>The lamp</title><h1>The lamp</h1><time datetime=2024-05-12>May</time>" + "<p>He lit it at dusk.</p>" * 9
    )
    row = Row("a", "daniel", None, "en", "article", "", "")
    known = known_of(GoldPage(row, html.encode(), html, "a"))
    assert (known.title, known.authors, known.published) == ("The lamp", None, "2024-05-12")
    of_wcxb = Row("b", "wcxb", None, "en", "article", "", "", title="T", author="Ines Ballard and Joan Reed")
    assert known_of(GoldPage(of_wcxb, b"", "", "b")) == Known("T", ("Ines Ballard", "Joan Reed"), "")
