"""Corrections as values: what can stand in one file, and what changes an article."""

import pytest
from msgspec.structs import replace

from pipeline.corrections import (
    BlockCorrection,
    Correction,
    Corrections,
    FactCorrection,
    JoinCorrection,
    SplitCorrection,
    fault,
    ordered,
)

KEPT = BlockCorrection(3, 5, "article")
GONE = BlockCorrection(6, 6, "removed", "related")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ((KEPT, BlockCorrection(5, 5, "removed")), "block 5 is corrected twice"),
        ((BlockCorrection(5, 3, "removed"),), "goes from block 5 to 3"),
        ((BlockCorrection(1, 1, "article", "error"),), "removed as error"),
        ((FactCorrection(1, "title", "一"), FactCorrection(1, "title", "二")), "title of article 1 is corrected twice"),
        ((SplitCorrection(4), JoinCorrection(4)), "block 4 begins twice"),
        ((FactCorrection(1, "authors", "林小溪"),), "no list of names"),
        ((FactCorrection(1, "authors", ("林小溪", " ")),), "authors is blank"),
        ((FactCorrection(1, "title", ("一",)),), "title is a list"),
        ((FactCorrection(1, "site", ""),), "site is blank"),
        ((FactCorrection(1, "published", "2024-02-30"),), "not a date"),
        ((FactCorrection(1, "modified", "May 2024"),), "not a date"),
    ],
)
def test_what_cannot_stand_together_is_named(wrong: tuple[Correction, ...], why: str) -> None:
    """In words that lead to the place."""
    assert why in (fault(wrong) or "")


def test_what_can_stand_together_has_no_fault() -> None:
    """Neighbouring blocks, one fact of two articles, nulls."""
    pieces = (BlockCorrection(8, 8, "removed", text="老吴"), BlockCorrection(8, 8, "article", text="(责任编辑"))
    told = (KEPT, GONE, *pieces, FactCorrection(1, "title", None), FactCorrection(2, "title", "二"), SplitCorrection(6))
    assert fault((*told, FactCorrection(1, "authors", ()), FactCorrection(1, "published", "2024-05"))) is None


def test_their_order_is_the_page_s() -> None:
    """However they came in, a file reads like the page; then its facts."""
    told = (FactCorrection(1, "title", "一"), SplitCorrection(9), GONE, KEPT)
    assert ordered(told) == (KEPT, GONE, SplitCorrection(9), FactCorrection(1, "title", "一"))


def test_a_note_changes_no_article() -> None:
    """It is for people; every other word counts."""
    one = Corrections("a.txt", None, "0" * 64, (KEPT,))
    assert replace(one, corrections=(replace(KEPT, note="see the print edition"),)).digest == one.digest
    assert replace(one, corrections=(replace(KEPT, last=4),)).digest != one.digest
    assert replace(one, corrections=()).digest == ""
