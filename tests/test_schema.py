"""The published schema: valid itself, and every article is valid under it."""

import json
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from pages import PROSE, article, cases, words

from pipeline.article import Article, Flag
from pipeline.cli import main
from pipeline.flow import clean_page
from pipeline.model import Reason
from pipeline.settings import Settings
from pipeline.write import encode

FIELDS = words(
    "schema id title title_from authors site published modified language url summary tags image",
    "body text quality flags duplicate_of source removed made_by",
)
REMOVED = words("reason rule from to blocks characters sample")
SOURCE = words("path record sha256 media_type encoding part parts place")
FLAGS = set(
    words(
        "missing_list_items truncated mojibake characters_lost low_confidence no_title error_title",
        "generated_scaffold machine_translated_pinyin short duplicate near_duplicate",
    )
)
REASONS = set(
    words(
        "related error generated navigation boilerplate comment metadata duplicate hidden",
        "repeated undecodable",
    )
)
KINDS = {"heading", "paragraph", "list", "quote", "code", "table", "image"}

CASES = cases()


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """What the command prints."""
    return json.loads(CliRunner().invoke(main, ["schema"]).stdout)


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """A judge of articles."""
    return Draft202012Validator(schema)


def written(one: Article) -> dict[str, Any]:
    """An article as it stands in its file."""
    return json.loads(encode(one))


def test_the_schema_is_a_json_schema(schema: dict[str, Any]) -> None:
    """Other people's programs read it."""
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == "article/1"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_article_is_valid(case, validator: Draft202012Validator) -> None:
    """Of every case, with what was removed in full and without."""
    for keep in (False, True):
        for one in clean_page(case.page, Settings(keep_removed=keep)).articles:
            validator.validate(written(one))


def test_fields_stand_in_the_order_of_the_contract() -> None:
    """A reader of the file finds the title above the body."""
    one = written(article("灯塔看守人", "2019-02-05", *PROSE, "To Top"))
    assert list(one) == FIELDS
    assert list(one["source"]) == SOURCE
    assert [list(removed) for removed in one["removed"]] == [REMOVED, REMOVED]
    assert list(one["quality"])[:4] == ["characters", "words", "kept", "confidence"]
    assert list(one["made_by"]) == ["version", "fingerprint"]


def test_closed_lists_are_the_contract_s() -> None:
    """A new value needs a new line there."""
    assert set(get_args(Reason)) == REASONS
    assert set(get_args(Flag)) >= FLAGS


def test_the_schema_names_every_kind_of_block(schema: dict[str, Any]) -> None:
    """By the `type` that tells them apart."""
    kinds = {
        kind for one in schema["$defs"].values() for kind in one.get("properties", {}).get("type", {}).get("enum", [])
    }
    assert kinds == KINDS


@pytest.mark.parametrize("field", FIELDS)
def test_an_article_without_one_of_its_fields_is_refused(field: str, validator: Draft202012Validator) -> None:
    """Absent is null or empty, never missing."""
    one = written(article(*PROSE))
    del one[field]
    with pytest.raises(ValidationError):
        validator.validate(one)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["schema"], "article/2"),
        (["title"], 5),
        (["title_from"], "guess"),
        (["flags"], ["beautiful"]),
        (["body"], [{"type": "song", "text": "la"}]),
        (["removed"], [{"reason": "ugly"}]),
        (["source", "place"], [1]),
    ],
    ids=lambda value: ".".join(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else "",
)
def test_an_article_that_is_wrong_is_refused(path: list[str], value: object, validator: Draft202012Validator) -> None:
    """The schema says more than that it is an object."""
    one = written(article(*PROSE))
    inner = one
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    with pytest.raises(ValidationError):
        validator.validate(one)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_numbers_are_what_their_names_say(case) -> None:
    """Shares are between none and all, counts are counts, ids differ."""
    articles = clean_page(case.page, Settings()).articles
    assert len({one.id for one in articles}) == len(articles)
    for place, one in enumerate(articles, 1):
        assert 0 <= one.quality.kept <= 1
        assert 0 <= one.quality.confidence <= 1
        assert 0 < one.quality.words <= one.quality.characters
        assert (one.source.part, one.source.parts) == (place, len(articles))
        assert (one.title is None) == (one.title_from is None) == ("no_title" in one.flags)
        assert list(one.flags) == sorted(one.flags, key=get_args(Flag).index)
        assert one.body
