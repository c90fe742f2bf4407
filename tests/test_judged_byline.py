"""Lines of which the judge is sure that they say who wrote an article, or when."""

import pytest

from pipeline.label.told import ITS_OWN, SURE, take_bylines
from pipeline.model import Labelled, Tells, Text, Verdict
from pipeline.segment import segment


def line(
    text: str, verdict: Verdict | None = None, tells: Tells | None = None, chance: float | None = None
) -> Labelled:
    """One line with what is thought of it."""
    block = segment(Text(text, "text/plain", "utf-8", 0)).blocks[0]
    return Labelled(block, verdict, chance, tells=Tells(0, 0, SURE) if tells is None else tells)


@pytest.mark.parametrize("verdict", [None, Verdict("navigation", "judged_navigation")])
def test_a_day_alone_is_taken(verdict: Verdict | None) -> None:
    """From the text and from what the judge held for a menu."""
    (taken,) = take_bylines((line("August 25, 2025", verdict),))
    assert taken.verdict is not None
    assert (taken.verdict.reason, taken.verdict.rule) == ("metadata", "judged_byline")


def test_what_a_rule_took_is_the_rule_s() -> None:
    """It saw what it is."""
    item = line("August 25, 2025", Verdict("related", "related_list"))
    assert take_bylines((item,)) == (item,)


@pytest.mark.parametrize("text", ["The library opened on August 25, 2025, and nobody came.", "Chapter headings"])
def test_a_line_that_says_more_stays(text: str) -> None:
    """A sentence with a day in it, a heading."""
    item = line(text)
    assert take_bylines((item,)) == (item,)


def test_heads_of_entries_stay() -> None:
    """Of a diary the first day says when it was begun, as the others do."""
    for chance in (None, ITS_OWN):
        days = (line("August 25, 2025"), line("August 29, 2025", tells=Tells(0, 0, 0), chance=chance))
        assert take_bylines(days) == days


def test_what_surely_belongs_to_the_text_stays() -> None:
    """The hour of a meeting, above its place."""
    item = line("时间:2023年6月17日 19:00", chance=ITS_OWN)
    assert take_bylines((item,)) == (item,)


def test_a_field_among_fields_stays() -> None:
    """The hour above the place, whatever the judge thinks of it; above a source it is a byline."""
    meeting = (line("时间:2023年6月17日 19:00"), line("地点:三号楼架空层", tells=Tells(0, 0, 0)))
    assert take_bylines(meeting) == meeting
    byline = take_bylines((line("时间:2023年6月17日 19:00"), line("地点是三号楼。", tells=Tells(0, 0, 0))))
    assert byline[0].verdict is not None


def test_a_doubtful_line_stays() -> None:
    """The judge must be sure."""
    item = line("August 25, 2025", tells=Tells(0, 0, SURE / 2))
    assert take_bylines((item,)) == (item,)
