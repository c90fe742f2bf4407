"""YAML above a Markdown text: which of it is believed, what its values become, and where its lines go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import PROSE, article, cleaned, words

from pipeline.flow import clean_page
from pipeline.front_matter import LONGEST, MOST_LINES, front_matter
from pipeline.model import FrontMatter, Page, Told
from pipeline.settings import Settings

ALL = """---
title: "Winter: the keeper's ice"
author: Maeve Corrigan and Tom Ashe
date: 2024-03-04 10:00:00 +0000
lastmod: 2024-03-09
tags: [canals, locks]
description: >
  What keepers do
  in frost.
canonical_url: https://locks.example/ice/
publisher: The Lock Almanac
cover:
  image: https://locks.example/ice.jpg
---"""


def said(*lines: str) -> FrontMatter | None:
    """What lines between two of dashes say."""
    return front_matter("\n".join(["---", *lines, "---", "", *PROSE]))


def told(*lines: str) -> Told:
    """The same, where they are front matter."""
    front = said(*lines)
    assert front is not None
    return front.told


def test_every_value_becomes_its_fact() -> None:
    """And all of its lines go as `metadata`, one block a line."""
    made = article(*ALL.split("\n"), "", *PROSE, path="page.md")
    assert (made.title, made.title_from) == ("Winter: the keeper's ice", "markup")
    assert (made.authors, made.site) == (("Maeve Corrigan", "Tom Ashe"), "The Lock Almanac")
    assert (made.published, made.modified) == ("2024-03-04T10:00:00Z", "2024-03-09")
    assert (made.summary, made.tags) == ("What keepers do in frost.", ("canals", "locks"))
    assert (made.url, made.image) == ("https://locks.example/ice/", "https://locks.example/ice.jpg")
    removed = [(run.reason, run.rule, run.from_, run.to, run.blocks) for run in made.removed]
    assert removed == [("metadata", "front_matter", 1, 14, 14)]
    assert "generated_scaffold" not in made.flags


def test_the_places_that_gave_the_facts_are_told() -> None:
    """For `explain`."""
    (facts,) = cleaned(*ALL.split("\n"), "", *PROSE, path="page.md").facts
    assert ("tags", "front matter") in facts.sources


@pytest.mark.parametrize(
    ("lines", "tags"),
    [
        (("tags:", "  - one two", "  - '#three'"), ("one two", "three")),
        (("tags: one, two，three", "categories: [four]"), ("one", "two", "three")),
        (("tags: []", "categories: [four]"), ("four",)),
        (("Keywords: [2024, no]",), ("2024", "no")),
    ],
)
def test_tags_are_a_list_or_a_line(lines: tuple[str, ...], tags: tuple[str, ...]) -> None:
    """The first field that has some gives them; numbers and `no` stay what was written."""
    assert told(*lines).tags == tags


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (("author: {name: Orla Penhaligon, email: o@x.example}",), ("Orla Penhaligon",)),
        (("authors:", "- name: Orla Penhaligon", "- Tom Ashe"), ("Orla Penhaligon", "Tom Ashe")),
        (("author: admin", "title: x"), ()),
    ],
)
def test_authors_are_people(lines: tuple[str, ...], authors: tuple[str, ...]) -> None:
    """By name, in a list, with fields of their own; placeholders are nobody."""
    assert told(*lines).authors == authors


@pytest.mark.parametrize("line", ["url: /ice/", "image: ice.jpg", "title: ''", "date: ~", "description: null"])
def test_what_says_nothing_is_nothing(line: str) -> None:
    """Paths on a site that is not named, and empty values."""
    front = said(line, "layout: post")
    assert front is not None
    assert (front.told, front.url) == (Told(), None)


@pytest.mark.parametrize(
    "lines",
    [
        ("The lock was shut.",),
        ("Notice: the lock is shut.",),
        ("- title", "- date"),
        ("title: [never closed",),
        ("title: a", "  b: c: d"),
        ("title: &a [*a", "]", "x: *b"),
        ("title: " + "[" * 4000,),
        ("title: " + "x" * LONGEST,),
        ("title: x", *[f"k{number}: v" for number in range(MOST_LINES)]),
        ("? [title]", ": x"),
        (),
    ],
)
def test_what_is_no_front_matter_stays_text(lines: tuple[str, ...]) -> None:
    """Prose between ruled lines, labels that no generator knows, YAML that is none or too long or endless."""
    assert said(*lines) is None


def test_only_the_first_line_opens_it() -> None:
    """A ruled line further down is a ruled line; one that is never closed opens nothing."""
    assert front_matter("\n---\ntitle: x\n---\n") is None
    assert front_matter("---- \ntitle: x\n---\n") is None
    assert front_matter("---\ntitle: x\n") is None


def test_a_text_that_is_no_markdown_has_none() -> None:
    """Nothing else writes it so."""
    rules = {item.verdict.rule for item in cleaned(*ALL.split("\n"), *PROSE).labelled if item.verdict is not None}
    assert "front_matter" not in rules


@pytest.mark.parametrize(
    ("heading", "title", "place", "kept"),
    [
        ("## The frost of the year", "Winter", "markup", True),
        ("# Ice on the canal", "Ice on the canal", "page", False),
        ("## Winter", "Winter", "page", False),
    ],
)
def test_a_heading_below_is_the_title_where_it_is_the_first_or_says_the_same(
    heading: str, title: str, place: str, kept: bool
) -> None:
    """A section's heading under a front matter with a title stays a heading."""
    made = article("---", "title: Winter", "---", "", heading, "", *PROSE, path="page.md")
    assert (made.title, made.title_from) == (title, place)
    assert (heading.lstrip("# ") in made.text) == kept


def test_a_field_between_wrapped_lines_is_never_joined_to_the_text() -> None:
    """The first block of the text begins below the dashes."""
    text = ["The keeper walked the towpath every morning with an axe on", "his shoulder, and broke the ice by hand"] * 6
    blocks = cleaned("---", "title: Winter", "---", *text, path="page.md").labelled
    assert [item.block.first for item in blocks[:4]] == [1, 2, 3, 4]


def test_a_year_may_be_a_title() -> None:
    """And a placeholder is none."""
    assert (told("title: 1984").title, told("title: Untitled", "headline: Ice").title) == ("1984", "Ice")


@given(
    st.lists(st.sampled_from([*words("--- title: tags: [ ] { } - & * ! ? | > # x 2024 ' \" : ,"), "\n"]), max_size=40)
)
def test_any_lines_may_stand_there(pieces: list[str]) -> None:
    """Nothing raises, and every line of the page is in a block."""
    text = "---\ntitle: x\n" + " ".join(pieces) + "\n---\n" + "\n".join(PROSE)
    found = front_matter(text)
    assert found is None or 3 <= found.lines <= text.count("\n")
    clean_page(Page("page.md", text.encode()), Settings())
