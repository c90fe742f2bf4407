"""Conditions: what they mean, and where an error points."""

from contextlib import suppress

import pytest
from fed import made
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.errors import SettingsError
from pipeline.feed.subjects import SUBJECTS
from pipeline.feed.where import conditions

ARTICLE = made(
    "A lamp, lit",
    language="zh-Hans",
    published="2024-05-31T08:30:00+08:00",
    site="江城晚报",
    url="https://www.a.example/x?y=1",
    authors=("Ines Ballard", "沈知远"),
    tags=("coast", "night walks"),
    flags=("short", "near_duplicate"),
)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("language = zh-Hans", True),
        ("language = zh", True),
        ("language = z", False),
        ("language in [en, ZH]", True),
        ("language not in [en, de]", True),
        ("published >= 2024-01-01", True),
        ("published > 2024-05-31", False),
        ("published <= 2024-05-31", True),
        ("published < 2024-05-31", False),
        ("published = 2024", True),
        ("published = 2024-05", True),
        ("published != 2024-05", False),
        ("published = 2024-05-31T08:30", True),
        ("published = '2024-05-31 08:31'", False),
        ("modified < 2030", False),
        ("modified", False),
        ("confidence >= 0.6", True),
        ("confidence<0.6", False),
        ("characters > 10 and words > 10", True),
        ("not duplicate", True),
        ("near_duplicate", True),
        ("flags = short", True),
        ("site in [a.example, b.example]", True),
        ("site = 江城晚报", True),
        ("host = a.example", True),
        ("url contains '?y=1'", True),
        ('title = "A lamp, lit"', True),
        ("title contains 'LAMP'", True),
        ("authors = 沈知远", True),
        ("authors != 沈知远", False),
        ("tags = 'night walks' and (short or duplicate)", True),
        ("short and duplicate or title", True),
        ("not (short and title)", False),
        ("not not short", True),
        ("not short and duplicate or title", True),
        ("image", False),
        ("image != x", True),
        ('title contains "a\\"b"', False),
    ],
)
def test_what_conditions_mean(condition: str, holds: bool) -> None:
    """As the page on feeds says."""
    assert conditions([condition], "feed x")(ARTICLE) is holds


def test_all_conditions_must_hold() -> None:
    """A list of them is joined by and; an empty one holds."""
    assert conditions([], "feed x")(ARTICLE)
    assert not conditions(["short", "duplicate"], "feed x")(ARTICLE)


def test_duplicates_are_told_by_the_article_they_repeat() -> None:
    """Or by the flag."""
    condition = conditions(["not duplicate"], "feed x")
    assert not condition(replace(ARTICLE, duplicate_of="0123456789abcdef"))
    assert not condition(replace(ARTICLE, flags=("duplicate",)))


@pytest.mark.parametrize(
    ("condition", "column", "what"),
    [
        ("", 1, "the name of a field is missing"),
        ("published >= soon", 14, "'soon' is no date"),
        ("languag = zh", 1, "the nearest is 'language'"),
        ("short and titel", 11, "the nearest is 'title'"),
        ("flags = shrot", 9, "the nearest is 'short'"),
        ("site in a.com", 9, "a list"),
        ("site in [a.com", 15, "a ] is missing"),
        ("site in [a b]", 12, "a ] is missing"),
        ("(short", 7, "a ) is missing"),
        ("short)", 6, "too much"),
        ("short short", 7, "no operator"),
        ("title > x", 7, "cannot be compared with >"),
        ("short = true", 7, "cannot be compared with ="),
        ("title =", 8, "a value is missing"),
        ("title = and", 9, "a value is missing"),
        ("title = 'x", 9, "not closed"),
        ("confidence >= much", 15, "'much' is no number"),
        ("= x", 1, "not the name of a field"),
        ("not", 4, "the name of a field is missing"),
        ("title not x", 11, "followed by in"),
        ("title ! x", 7, "cannot be read"),
        ('title "x"', 7, "an operator is missing"),
        ("(" * 60 + "short", 51, "more than 50"),
    ],
)
def test_an_error_points_at_its_column(condition: str, column: int, what: str) -> None:
    """With a sentence."""
    with pytest.raises(SettingsError) as wrong:
        conditions([condition], "feed x: condition 1")
    assert str(wrong.value).startswith(f"feed x: condition 1: column {column} of {condition!r}: ")
    assert what in str(wrong.value)


TOKENS = (
    *("=", "!=", "<", ">=", "(", ")", "[", "]", ",", "and", "or", "not", "in", "contains"),
    *("'a", "2024", "0.5", '"', "zh"),
)


@given(st.lists(st.sampled_from([*SUBJECTS, *TOKENS])))
def test_no_text_does_anything_but_hold_or_err(pieces) -> None:
    """Nothing is evaluated, and nothing else is raised."""
    with suppress(SettingsError):
        assert conditions([" ".join(pieces)], "feed x")(ARTICLE) in (True, False)
