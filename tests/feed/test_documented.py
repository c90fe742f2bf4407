"""The page on feeds is complete, and its examples can be pasted."""

import re
import tomllib
from typing import get_args

import pytest
from pages import ROOT

from pipeline.article import Flag
from pipeline.feed.flavours import FIELDS
from pipeline.feed.naming import FIELDS as NAME_FIELDS
from pipeline.feed.ready import make_ready
from pipeline.feed.subjects import SUBJECTS
from pipeline.feed.values import DERIVED
from pipeline.feed_settings import Feed, Flavour, Format
from pipeline.settings import parse

PAGE = (ROOT / "docs" / "feeds.md").read_text("utf-8")
FENCED = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = [text for text in FENCED if "tool.pipeline" in text]


@pytest.mark.parametrize(
    "word",
    [
        *(name.replace("_", "-") for name in Feed.__struct_encode_fields__),
        *get_args(Format),
        *get_args(Flavour),
        *(f"{{{name}}}" for name in NAME_FIELDS),
        *DERIVED,
        *(name for name in SUBJECTS if name not in get_args(Flag)),
    ],
)
def test_every_word_of_the_settings_is_explained(word: str) -> None:
    """Settings, formats, flavours, and what names, fields and conditions are made of."""
    assert re.search(rf"`[^`\n]*(?<![\w-]){re.escape(word)}(?![\w-])[^`\n]*`", PAGE)


@pytest.mark.parametrize("flavour", FIELDS)
def test_every_field_of_a_flavour_is_listed(flavour: Flavour) -> None:
    """In its own section."""
    section = re.search(rf"^### {flavour}$(.*?)^##", PAGE, re.MULTILINE | re.DOTALL | re.IGNORECASE)
    assert section is not None
    assert {name.removeprefix("params.") for name in FIELDS[flavour]} <= set(re.findall(r"[\w.]+", section[1]))


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_can_be_pasted(example: str) -> None:
    """Into pyproject.toml."""
    _, how = parse(tomllib.loads(example)["tool"]["pipeline"], "pyproject.toml")
    for name, feed in how.feeds.items():
        assert make_ready(name, feed, "clean", ("raw",)).feed == feed


def test_there_is_an_example_of_each_flavour() -> None:
    """The first one is of settings in general."""
    assert len(EXAMPLES) == len(FIELDS)
