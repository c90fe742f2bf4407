"""Every line of a page with its verdict and reason, for people."""

import re
from typing import get_args

from pages import PROSE, cases, cleaned

from pipeline.explain import COLOURS, TOLD, explain
from pipeline.flow import clean_page
from pipeline.model import Cleaned, Labelled, Reason, Tells
from pipeline.settings import Settings

LINES = (
    "灯塔看守人的冬天",
    "2023-11-09 来源:江城晚报",
    *PROSE,
    "相关推荐",
    "冬天的码头为什么不结冰",
    "To Top",
)


def test_every_line_is_shown_once_in_order() -> None:
    """With its number and its text."""
    shown = [line for line, _ in explain(cleaned(*LINES))][: len(LINES)]
    for number, (line, text) in enumerate(zip(shown, LINES, strict=True), 1):
        assert line.split()[0] == str(number)
        assert line.endswith(text)


def test_probabilities_stand_where_a_judge_was_asked() -> None:
    """Of a page of text, too, where the rules leave lines that may be a frame's; else there are none."""
    framed = cleaned(*(f"{word}之家" for word in ("木器", "竹编", "陶罐", "草鞋", "漆盒", "铜锁", "纸伞")), *PROSE)
    for page, asked in ((framed, True), (cleaned(*LINES), False)):
        shown = [line for line, _ in explain(page) if line[:6].strip().isdigit()]
        assert {bool(re.search(r"  [01]\.\d\d  ", line)) for line in shown} == {asked}


def test_what_a_line_may_say_stands_below_it() -> None:
    """With its chance, and only where that is worth a look."""
    block = cleaned(*LINES).labelled[0].block
    for chance, shown in ((0.93, ["may say: title 0.93"]), (TOLD / 2, [])):
        page = Cleaned((), "empty", (Labelled(block, tells=Tells(chance, 0.0, 0.0)),), frozenset())
        assert [line.strip() for line, _ in explain(page) if "may say" in line] == shown


def test_verdicts_are_named() -> None:
    """Title, kept, or the reason and the rule."""
    shown = [line for line, _ in explain(cleaned(*LINES))][: len(LINES)]
    verdicts = ["title", "metadata", "keep", "keep", "keep", "related", "related", "navigation"]
    assert [line.split()[1] for line in shown] == verdicts
    assert "byline" in shown[1]


def test_the_rules_are_explained_below() -> None:
    """Each that took a line, once."""
    result = cleaned(*LINES)
    shown = [line for line, _ in explain(result)]
    rules = {item.verdict.rule for item in result.labelled if item.verdict}
    below = shown[shown.index("") + 1 :]
    assert {line.split(":")[0] for line in below} == rules
    assert len(below) == len(rules)


def test_every_reason_has_a_colour() -> None:
    """And no colour a reason that is not."""
    assert set(COLOURS) == set(get_args(Reason))


def test_every_case_can_be_explained() -> None:
    """Every verdict that occurs in them has its sentence."""
    for case in cases():
        result = clean_page(case.page, Settings())
        assert len(list(explain(result))) >= len(result.labelled)


def test_nothing_to_explain_is_nothing() -> None:
    """An empty page has no line."""
    assert list(explain(cleaned(""))) == []
