"""Why a block goes: a rule's word, the judge's where the rule does not know."""

from msgspec.structs import replace
from pages import blocks

from pipeline.label.explanations import explanation
from pipeline.model import Labelled, Verdict
from pipeline.why import MOSTLY, UNSURE, give_reasons

LINE = blocks("会员登录")[0]


def reason(item: Labelled) -> str | None:
    """Of the one block."""
    (told,) = give_reasons((item,))
    return told.verdict.reason if told.verdict else None


def test_the_judge_says_why_where_a_rule_knows_a_word_only() -> None:
    """And the rule keeps its name."""
    item = Labelled(LINE, Verdict("comment", "comment_tools"), 0.01, goes_as="navigation")
    (told,) = give_reasons((item,))
    assert told.verdict == Verdict("navigation", "comment_tools")


def test_a_rule_that_knows_is_believed() -> None:
    """Whatever the judge thinks."""
    assert reason(Labelled(LINE, Verdict("boilerplate", "copyright_line"), 0.01, goes_as="comment")) == "boilerplate"


def test_without_a_judge_a_rule_says_what_its_lines_mostly_are() -> None:
    """Or its own reason."""
    assert reason(Labelled(LINE, Verdict("boilerplate", "site_links"))) == "navigation"
    assert reason(Labelled(LINE, Verdict("comment", "comment_tools"))) == "comment"


def test_what_stays_and_what_a_person_said_is_left_alone() -> None:
    """Both come out as they went in."""
    kept = Labelled(LINE, None, 0.9, goes_as="navigation")
    said = replace(kept, verdict=Verdict("comment", "comment_tools"), by_hand=True)
    assert give_reasons((kept, said)) == (kept, said)


def test_every_rule_that_is_named_exists() -> None:
    """A name that is gone would be believed for ever."""
    assert all(explanation(rule) for rule in UNSURE | MOSTLY.keys())
