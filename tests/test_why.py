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
    assert reason(Labelled(LINE, Verdict("comment", "among_comments"))) == "comment"


def section(*said: tuple[str, str]) -> list[str | None]:
    """The reasons of lines that a comment section's rules took, with the rule of each."""
    lines = blocks(*(line for line, _ in said))
    items = (Labelled(block, Verdict("comment", rule)) for block, (_, rule) in zip(lines, said, strict=True))
    return [told.verdict.reason if told.verdict else None for told in give_reasons(tuple(items))]


def test_a_comment_section_without_a_comment_is_a_form() -> None:
    """The contract calls forms boilerplate."""
    form = [("发表评论 取消回复", "comment_section"), ("名称 *", "comment_section"), ("评论 *", "comment_tools")]
    assert section(*form) == ["boilerplate"] * 3
    assert section(("Leave a Reply Cancel reply", "comment_section")) == ["boilerplate"]


def test_a_section_in_which_readers_speak_is_one_of_comments() -> None:
    """By a sentence, by lines that no list knows, by what a rule says of a post."""
    head = ("网友评论", "comment_section")
    assert section(head, ("浮桥修得比我想的快，走上去还会晃。", "comment_section")) == ["comment"] * 2
    assert section(head, ("老船工", "comment_section"), ("顶楼主的浮桥", "comment_section")) == ["comment"] * 3
    assert section(head, ("推 clayman: 推柴窯 10/09 21:12", "push")) == ["comment"] * 2


def test_a_button_alone_is_navigation() -> None:
    """Among those that share and print."""
    assert section(("Share Save Comments 4", "comment_tools")) == ["navigation"]


def test_other_pages_below_an_error_are_still_other_pages() -> None:
    """What the judge takes for their list is no machine's message."""
    assert reason(Labelled(LINE, Verdict("error", "error_page"), 0.01, goes_as="related")) == "related"
    assert reason(Labelled(LINE, Verdict("error", "error_page"), 0.01, goes_as="navigation")) == "error"


def test_what_stays_and_what_a_person_said_is_left_alone() -> None:
    """Both come out as they went in."""
    kept = Labelled(LINE, None, 0.9, goes_as="navigation")
    said = replace(kept, verdict=Verdict("comment", "comment_tools"), by_hand=True)
    assert give_reasons((kept, said)) == (kept, said)


def test_every_rule_that_is_named_exists() -> None:
    """A name that is gone would be believed for ever."""
    assert all(explanation(rule) for rule in UNSURE | MOSTLY.keys())
