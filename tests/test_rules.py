"""The rules: each says what it takes and what it leaves, keeps its word, and is never slow."""

import ast
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import get_args

import pytest
from pages import ROOT, blocks, cases, cleaned, words

from pipeline.correct import RULE as CORRECTION
from pipeline.label import errors, furniture, generated, sight
from pipeline.label.explanations import EXPLANATIONS, explanation
from pipeline.label.late import RULES as LATE
from pipeline.label.lines import VERDICTS
from pipeline.label.sight import PHRASE_RULES, sight_all
from pipeline.label.sight import REASONS as FAMILIES
from pipeline.label.sight import RULES as SIGHTS
from pipeline.label.triggers import CALLED, who_to_ask
from pipeline.leaf import Hiding
from pipeline.learned.reasons import REASONS as JUDGED_REASONS
from pipeline.model import Absence, Block, Reason, Text
from pipeline.segment import segment
from pipeline.sites import SITE_LINE, SITE_MARKER

Rule = Callable[[Block], bool]

RULES: tuple[Rule, ...] = (
    *(rule for rule, _ in SIGHTS),
    *(rule for rule, _ in LATE),
    *generated.IN_TITLES,
)
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=[rule.__name__ for rule in RULES])

REASONS = set(
    words(
        "related error generated navigation boilerplate comment metadata duplicate hidden",
        "repeated undecodable",
    )
)
"""The contract's closed list."""

SENTENCE = "守塔第十九年,老吴第一次接受采访,窗外是四级风。"

MEGABYTE = 1_000_000
SECONDS = 30
"""A pattern in square time would take hours: this only ends them."""

HOSTILE = {
    "parentheses": "(",
    "braces": "{",
    "brackets": "[",
    "dotted": "a.",
    "prepositions": " in ",
    "digits": "1",
    "spaced digits": "1 ",
    "wide spaces": "x\u3000 \t",
    "entities": "&amp;",
    "nested entities": "&amp;amp;",
    "headings": "【",
    "quotes": "“",
    "bars": "a|",
    "words": "word ",
    "question marks": "?",
    "angles": "<a ",
    "tags": "</p>",
    "colons": "a: ",
    "css": "a{b:c;",
    "frames": "at a.b.",
    "php": "Warning: x in /a.php ",
    "addresses": "a@b.",
    "crumbs": "首页 > ",
    "dates": "2024-01-01 ",
    "byline": "来源:江城 作者:沈 ",
    "clocks": "1:",
    "months": "may ",
    "pinyin": "經(jīng",
    "joiners": "\u0915\u200d",
    "accents": "e\u0301",
    "damage": "锟斤拷",
    "letters": "A",
    "han": "潮汐表上写着明天的时刻和风向以及要看守的灯",
    "sentences": "灯不能灭。",
    "commas": "灯,",
    "upper quotes": "> ",
    "dashes": "- ",
    "numbers": "1. ",
    "list of numbers": "1,2.",
    "hex": "0a",
    "paths": "/a",
    "backslashes": "a\\b",
    "handles": "wx:a1",
    "brace pairs": "{{a}}",
    "dollars": "${",
    "hashes": "#1 ",
    "equals": "a=",
    "cells": "| 1 ",
    "links": "[a](b",
    "dots": "...",
    "pages": "共1页",
    "menu": "Home About ",
}
"""Pieces of which a line of a megabyte is made."""


LENGTHS = (30, 58, 118, 156, 236, 296, 398, 598, 1998)
"""Just below the limits that rules and phrase lists have."""


def hostile(name: str) -> str:
    """A line of a megabyte with an end that makes patterns turn back."""
    piece = HOSTILE[name]
    return piece * (MEGABYTE // len(piece.encode())) + "!x"


def promised(rule: Rule, word: str) -> list[str]:
    """The examples in a rule's docstring."""
    lines = (inspect.getdoc(rule) or "").split("\n")
    return [line.removeprefix(f"{word}: ") for line in lines if line.startswith(f"{word}: ")]


def seen(rule: Rule, line: str) -> bool:
    """What a rule says of a line, as a page's only one, and of Markdown where it has links."""
    kind = "text/markdown" if "](" in line else "text/plain"
    return rule(segment(Text(line, kind, "utf-8", 0)).blocks[0])


def verdicts_in_the_code() -> Iterator[tuple[str, str]]:
    """Every `Verdict("reason", "rule")` that is written out in the package."""
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="Verdict"),
                    args=[ast.Constant(value=str(reason)), ast.Constant(value=str(rule))],
                ):
                    yield reason, rule


@EVERY_RULE
def test_a_rule_says_what_it_takes_and_what_it_leaves(rule: Rule) -> None:
    """A rule nobody can check by reading is no rule."""
    assert promised(rule, "Takes")
    assert promised(rule, "Leaves")


@EVERY_RULE
def test_a_rule_takes_what_it_says(rule: Rule) -> None:
    """Every example of what a rule sees."""
    assert [line for line in promised(rule, "Takes") if not seen(rule, line)] == []


@EVERY_RULE
def test_a_rule_leaves_what_it_says(rule: Rule) -> None:
    """Every near miss."""
    assert [line for line in promised(rule, "Leaves") if seen(rule, line)] == []


@EVERY_RULE
def test_a_rule_speaks_to_people(rule: Rule) -> None:
    """The first line of a rule's docstring is what `explain` prints, unless a list says it too."""
    opening = (inspect.getdoc(rule) or "").split("\n")[0]
    assert opening.endswith(".")
    assert explanation(rule.__name__) == opening or rule.__name__ in PHRASE_RULES.values()


@EVERY_RULE
def test_a_rule_bears_lines_of_one_character(rule: Rule) -> None:
    """Any character may be a whole line."""
    lines = [chr(code) for code in (*range(33, 127), *range(0xA1, 0x17F), *range(0x3001, 0x3100))]
    assert {type(rule(block)) for block in blocks(*lines)} == {bool}


def test_no_rule_is_forgotten() -> None:
    """A function with examples stands in a table, where it is tried."""
    written = {
        name
        for path in sorted((ROOT / "pipeline" / "label").glob("*.py"))
        for module in [import_module(f"pipeline.label.{path.stem}")]
        for name, function in vars(module).items()
        if inspect.isfunction(function) and "Takes:" in (inspect.getdoc(function) or "")
    }
    assert written == {rule.__name__ for rule in RULES}


def test_names_of_rules_are_their_own() -> None:
    """One name, one thing seen; a phrase list that sees the same gives the same reason."""
    names = [rule.__name__ for rule in RULES]
    assert len(names) == len(set(names))
    reasons = {(name, FAMILIES[family]) for (family, _), name in PHRASE_RULES.items()}
    reasons |= {(rule.__name__, sight.verdict.reason) for rule, sight in SIGHTS}
    assert len(reasons) == len({name for name, _ in reasons})


def test_edges_name_rules() -> None:
    """A rule that is only believed at the edge is one that there is."""
    for edge, rules in (
        (errors.EDGE, errors.RULES),
        (furniture.EDGE, furniture.NAVIGATION),
    ):
        assert edge - {rule.__name__ for rule in rules} == set()


def test_every_verdict_in_the_code_is_explained() -> None:
    """People can ask for any of them."""
    assert [rule for _, rule in verdicts_in_the_code() if rule not in EXPLANATIONS] == []
    assert set(PHRASE_RULES.values()) <= set(EXPLANATIONS)
    assert (set(get_args(Absence)) - {"not_text"}) | set(get_args(Hiding)) <= set(EXPLANATIONS)


def test_every_explanation_explains_something() -> None:
    """An explanation of a rule that is gone misleads."""
    given = {rule for _, rule in verdicts_in_the_code()} | set(PHRASE_RULES.values())
    given |= {verdict.rule for verdict in VERDICTS.values()} | {f"judged_{reason}" for reason in JUDGED_REASONS}
    given |= (
        {rule.__name__ for rule in RULES}
        | set(get_args(Absence))
        | set(get_args(Hiding))
        | {SITE_MARKER, SITE_LINE, CORRECTION}
    )
    assert set(EXPLANATIONS) - given == set()


def test_reasons_are_the_contract_s() -> None:
    """The list is closed."""
    assert set(get_args(Reason)) == REASONS
    assert {reason for reason, _ in verdicts_in_the_code()} <= REASONS


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_slow_on_a_hostile_line(name: str) -> None:
    """No pattern takes more than linear time in the length of a line: no rule, and no stage."""
    line = hostile(name)
    found = blocks(line)
    assert {rule(block) for rule in RULES for block in found} <= {True, False}
    assert cleaned(SENTENCE, line, SENTENCE).labelled


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_slow_on_many_hostile_lines(name: str) -> None:
    """Nor on hundreds of shorter ones, as long as rules for short lines look at."""
    lines = [(HOSTILE[name] * length)[:length] + "!x" for length in LENGTHS for _ in range(60)]
    assert cleaned("灯塔看守人", *lines, SENTENCE).labelled


@EVERY_RULE
def test_a_line_calls_the_rule_that_takes_it(rule: Rule) -> None:
    """A rule that is asked only where a line calls it is asked about each line that it takes."""
    for line in promised(rule, "Takes"):
        assert rule.__name__ not in CALLED or rule.__name__ in who_to_ask(blocks(line))[0], line


def test_no_rule_sees_anything_in_a_line_that_does_not_call_it() -> None:
    """Over all that the rules say of themselves, the cases, and furniture whose white space was folded."""
    pages = [case.page.data.decode("utf-8", "replace") for case in cases("wild", "negative")]
    lines = [line for rule in RULES for kind in ("Takes", "Leaves") for line in promised(rule, kind)]
    lines += [
        "News\u3000Sport\u3000Jobs\u3000Cars",
        "News\tSport\tJobs\tCars",
        "« 1 »",
        "١ تعليق",
        "12 comments",
        "₁ comment",
    ]
    looked = blocks(*lines, *pages)
    asked = who_to_ask(looked)
    unasked = [
        (rule.__name__, block.text)
        for block, called in zip(looked, asked, strict=True)
        for rule, _ in SIGHTS
        if rule.__name__ in CALLED - called and rule(block)
    ]
    assert unasked == []


def test_a_line_that_comes_back_is_seen_as_at_first() -> None:
    """What a line looks like by itself hangs neither on its page nor on what was seen before."""
    looked = tuple(
        block
        for case in cases("wild", "negative")
        for block in blocks(case.page.data.decode("utf-8", "replace"))
        if not block.text.startswith(("```", "~~~"))
    )
    alone = []
    for block in looked:
        sight.REMEMBERED.clear()
        alone += sight_all((block,))
    sight.REMEMBERED.clear()
    at_first = [sight_all((block,))[0] for block in looked]
    assert (at_first, [sight_all((block,))[0] for block in looked]) == (alone, alone)


def test_what_is_remembered_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither many lines nor long ones make the memory grow."""
    monkeypatch.setattr(sight, "MOST_REMEMBERED", 50)
    sight.REMEMBERED.clear()
    for start in range(0, 300, 60):
        sight_all(blocks(*(f"Home {number} | {'About ' * (number % 60)}" for number in range(start, start + 60))))
        assert len(sight.REMEMBERED) <= 50
    assert max(len(raw) for _, raw, *_ in sight.REMEMBERED) <= sight.LONGEST_REMEMBERED


class _Watched:
    """A block that notes what is read of it."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> object:
        self.read.add(name)
        return getattr(self.block, name)


def test_the_rules_read_no_more_of_a_line_than_it_is_remembered_by() -> None:
    """Else a line that comes back would be seen as it was elsewhere. Of its place: whether it is in the head."""
    lines = [line for rule in RULES for kind in ("Takes", "Leaves") for line in promised(rule, kind)]
    watched = [_Watched(block) for block in blocks(*lines)]
    for rule, _ in SIGHTS:
        for block in watched:
            rule(block)  # type: ignore[arg-type]
    read = set[str]().union(*(block.read for block in watched))
    assert read <= {"text", "raw", "key", "size", "stops", "linked", "first"}
