"""The laws over HTML: every case, and markup that nobody wrote."""

import pytest
from hypothesis import given, settings
from markup_written import MARKUP, TAGGED_BYTES
from pages import cases, page, texts

from pipeline.article import Article
from pipeline.decode import decode
from pipeline.documents import documents
from pipeline.evaluate import Case, by_text
from pipeline.flow import clean_page
from pipeline.label.explanations import explanation
from pipeline.leaf import Walked
from pipeline.markup.walk import walk
from pipeline.model import Cleaned, Page
from pipeline.repair import repair_page
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.write import encode

CASES = [case for case in cases("wild", "negative", "known-failures") if by_text(case)]
EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
EXAMPLES = 150
SAME_TEXT, SAME_BODY = 0.85, 0.55
"""Shares of the cases; they may only rise."""


def clean(one: Page) -> Cleaned:
    """What becomes of a page."""
    return clean_page(one, Settings())


def markup(one: Page) -> Walked | None:
    """What the markup of a page says."""
    text = decode(one)
    return None if text is None else segment(text).markup


def letters(*written: str) -> str:
    """The letters and digits of some texts: what marks and bars have none of."""
    return "".join(character for text in written for character in text if character.isalnum())


def repaired(text: str) -> str:
    """The text after the repairs that are allowed."""
    return repair_page(text)[0]


def assert_every_letter_has_one_place(one: Page, result: Cleaned) -> None:
    """What the walk found, seen or hidden, is in the page's blocks, in order; each block is kept or removed, once."""
    walked = markup(one)
    if walked is None:
        return
    found = [leaf for leaf in walked.leaves if leaf.kind != "image"]
    numbers = [number for number, leaf in enumerate(walked.leaves, 1) if leaf.kind != "image"]
    assert [item.block.first for item in result.labelled] == numbers
    assert [item.block.raw for item in result.labelled] == [leaf.text for leaf in found]
    text = decode(one)
    assert text is not None
    walked_again = [leaf for leaf in walk(text.content).leaves if leaf.kind != "image"]
    stop = len(found) if walked.recovered is None else sum(number <= walked.recovered for number in numbers)
    assert letters(*(leaf.text for leaf in found[:stop])) == letters(*(repaired(leaf.text) for leaf in walked_again))
    if not result.articles:
        assert result.absence is not None
        assert all(item.verdict is not None for item in result.labelled)


def assert_articles_hold_the_account(result: Cleaned) -> None:
    """The body is what was kept, letter by letter in the page's order; every other block is in the account.

    So nothing is invented, either: a block's text is a leaf's, and a leaf's is the page's.
    """
    for it in result.articles:
        first, last = it.source.place
        own = [item for item in result.labelled if first <= item.block.first <= last]
        body = [item.block.text for item in own if item.verdict is None and item.block.first not in result.titles]
        assert letters(*shown(it)) == letters(*body)
        gone = [item for item in own if item.verdict is not None]
        assert sum(removed.blocks for removed in it.removed) == len(gone)
    if result.articles:
        held = sum(removed.blocks for it in result.articles for removed in it.removed)
        assert held == sum(item.verdict is not None for item in result.labelled)


def shown(it: Article) -> list[str]:
    """The texts of a body; of a picture its caption, for what it is called is no text of the page."""
    return [
        text
        for block in it.body
        for text in (([block.caption] if block.caption else []) if hasattr(block, "caption") else texts(block))
    ]


def assert_nothing_hidden_is_shown(result: Cleaned, one: Page) -> None:
    """What a reader does not see reaches no article."""
    walked = markup(one)
    if walked is not None:
        hidden = {number for number, leaf in enumerate(walked.leaves, 1) if leaf.hidden}
        assert {item.block.first for item in result.labelled if item.verdict is None} & hidden == set()


def assert_lawful(one: Page) -> None:
    """All of them, of each of a page's documents; test_documents.py sees to what they are together."""
    for document in documents(one):
        assert_lawful_document(document)


def assert_lawful_document(one: Page) -> None:
    """All of them, of one document."""
    result = clean(one)
    assert bool(result.articles) != (result.absence is not None)
    assert_every_letter_has_one_place(one, result)
    assert_articles_hold_the_account(result)
    assert_nothing_hidden_is_shown(result, one)
    for item in result.labelled:
        assert item.verdict is None or explanation(item.verdict.rule).endswith(".")


@EVERY_CASE
def test_the_laws_hold_of_a_case(case: Case) -> None:
    """Nothing is lost, nothing is invented, nothing hidden is shown, every verdict can be explained."""
    assert_lawful(case.page)


@settings(max_examples=EXAMPLES)
@given(MARKUP)
def test_the_laws_hold_of_random_trees(html: str) -> None:
    """Elements in any order around texts of several scripts."""
    assert_lawful(page(html, "a.html"))


@settings(max_examples=EXAMPLES)
@given(TAGGED_BYTES)
def test_the_laws_hold_of_tags_among_bytes(data: bytes) -> None:
    """No bytes raise."""
    assert_lawful(Page("a.html", data))


@settings(max_examples=50)
@given(MARKUP)
def test_the_same_page_gives_the_same_bytes(html: str) -> None:
    """Nothing is remembered from one page to the next."""
    first = [encode(it) for it in clean(page(html)).articles]
    clean(page("<html><body><p>Another page.</p><p class=menu>Home</p></body></html>"))
    assert [encode(it) for it in clean(page(html)).articles] == first


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("before", "inside", "behind"),
    [
        ("", "<p>He kept the light for nineteen years.</p>", ""),
        ("<div>" * 2_000, "<p>He kept the light.</p>", "</div>" * 2_000),
        ("<ul><li>" * 1_000, "light", "</ul>" * 1_000),
        ("<blockquote>" * 1_000, "<p>light</p>", ""),
        ("<table><tr><td>" * 500, "light", ""),
        ("<table>", "<tr><td colspan=1000>a<td rowspan=1000>b", "</table>"),
        ("<dl>", "<dt>a<dd>b", "</dl>"),
        ("<p>", "<br>light", ""),
        ("", "<a href=x>a</a>", ""),
        ("", "<img src=a.png>", ""),
        ("<pre>", "x = 1;\n", "</pre>"),
    ],
    ids=["paragraphs", "divs", "lists", "quotes", "tables", "spans", "terms", "breaks", "links", "pictures", "code"],
)
def test_large_and_deep_pages_are_cleaned(before: str, inside: str, behind: str) -> None:
    """A page of many blocks, or of deep ones, is an article or says why not; benchmarks/hostile.py has larger ones."""
    result = clean(page(f"<html><body>{before}{inside * 2_000}{behind}</body></html>", "a.html"))
    assert bool(result.articles) != (result.absence is not None)


def test_most_texts_come_out_as_they_went_in() -> None:
    """Cleaning twice is cleaning once, as far as a text can say what markup said; docs/architecture.md counts."""
    once = [article for case in CASES for article in clean(case.page).articles]
    twice = [clean(page(f"{it.title}\n\n{it.text}" if it.title else it.text)).articles for it in once]
    same_text = sum([again.text for again in back] == [it.text] for it, back in zip(once, twice, strict=True))
    same_body = sum([again.body for again in back] == [it.body] for it, back in zip(once, twice, strict=True))
    assert same_text >= SAME_TEXT * len(once)
    assert same_body >= SAME_BODY * len(once)
