"""The laws, over every case and over pages that nobody wrote. test_markup_laws.py has those of HTML."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pages import PROSE, cases, page, texts
from written import PAGES, PUT_TOGETHER

from pipeline.article import Article
from pipeline.body import Code, Table
from pipeline.decode import decode
from pipeline.evaluate import by_text
from pipeline.flow import clean_page
from pipeline.hypertext import without_addresses
from pipeline.label.explanations import explanation
from pipeline.model import Cleaned, Page
from pipeline.repair import fold_spaces, repair_page
from pipeline.settings import Settings
from pipeline.shapes import without_bold
from pipeline.write import encode

CASES = [case for case in cases() if not by_text(case)]
EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
EXAMPLES = 150
BYLINE = "2023-11-09 08:42 来源:江城晚报 作者:沈知远"


def clean(one: Page) -> Cleaned:
    """What becomes of a page."""
    return clean_page(one, Settings())


def repaired(one: Page) -> str:
    """The page's characters after the repairs that are allowed; of Markdown's links and pictures the words."""
    text = decode(one)
    if text is None:
        return ""
    markdown = text.media_type == "text/markdown"
    return repair_page(without_addresses(text.content) if markdown else text.content)[0]


def squeezed(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def letters(text: str) -> str:
    """The letters of a text, in order: what markers of lists and headings have none of."""
    return "".join(filter(str.isalpha, text))


def filled_lines(one: Page) -> list[int]:
    """The numbers of the lines that are not blank."""
    return [n for n, line in enumerate(repaired(one).split("\n"), 1) if fold_spaces(line)]


def assert_accounted(one: Page, result: Cleaned) -> None:
    """Every line that is not blank went to one place."""
    pieces = [(item.block.first, item.block.last, item.block.part) for item in result.labelled]
    lines = [n for first, last, part in pieces if part == 0 for n in range(first, last + 1)]
    expected = filled_lines(one) if decode(one) is not None else []
    assert [n for n in lines if n in set(expected)] == expected
    assert len(set(pieces)) == len(pieces)
    assert [first for first, *_ in pieces] == sorted(first for first, *_ in pieces)
    assert len(set(lines)) == len(lines)
    if expected:
        assert letters("".join(item.block.text for item in result.labelled)) == letters(repaired(one))
    if not result.articles:
        assert result.absence is not None
        assert all(item.verdict is not None for item in result.labelled)
    else:
        assert result.absence is None


def assert_articles_hold_the_account(one: Page, result: Cleaned) -> None:
    """The articles alone tell of every line: it is in one's stretch, and in its body or removed."""
    if not result.articles:
        return
    gone = [item for item in result.labelled if item.verdict is not None]
    assert sum(removed.blocks for it in result.articles for removed in it.removed) == len(gone)
    ranges = [(removed.from_, removed.to) for it in result.articles for removed in it.removed]
    listed = {n for first, last in ranges for n in range(first, last + 1)}
    filled = set(filled_lines(one))
    kept_blocks = [item.block for item in result.labelled if item.verdict is None]
    kept = {n for block in kept_blocks for n in range(block.first, block.last + 1)}
    gone_lines = {n for item in gone for n in range(item.block.first, item.block.last + 1)}
    assert listed & filled == gone_lines & filled
    assert (kept | listed) & filled == filled
    places = [it.source.place for it in result.articles]
    assert places == sorted(places)
    assert {n for first, last in places for n in range(first, last + 1)} >= filled


def assert_body_is_what_was_kept(result: Cleaned) -> None:
    """Every kept letter is in a title or a body, in the page's order; only markers are left out.

    A title is a kept line, without the asterisks that set it bold and a manual's mark for a link to it, or a front
    matter says it.
    """
    kept = [item.block for item in result.labelled if item.verdict is None]
    titles = [block.text for block in kept if block.first in result.titles and not block.part]
    rest = [block.text for block in kept if block.first not in result.titles or block.part]
    bodies = "".join(text for it in result.articles for text in shown(it))
    assert letters(bodies) == letters("".join(rest))
    for it in result.articles:
        fronts = [run.rule for run in it.removed if run.rule == "front_matter" and it.title_from == "markup"]
        said = [without_bold(text).rstrip("¶ ") for text in titles]
        assert it.title is None or fronts or any(text.endswith(it.title) for text in said)


def shown(it: Article) -> list[str]:
    """All that a body shows; a fence's language is part of it."""
    return [
        text for block in it.body for text in ([block.language or ""] if isinstance(block, Code) else []) + texts(block)
    ]


def assert_nothing_is_invented(one: Page, result: Cleaned) -> None:
    """Title and body are the page's own characters."""
    source = squeezed(repaired(one))
    for it in result.articles:
        assert it.title is None or squeezed(it.title) in source
        for block in it.body:
            for text in texts(block):
                assert squeezed(text) in source


def assert_clean_stays_clean(result: Cleaned) -> None:
    """A cleaned body, fed back as a page, comes out as it went in."""
    for it in result.articles:
        again = clean(page(rendered(it))).articles
        assert [(other.title, other.body) for other in again] == [(it.title, it.body)]


def rendered(it: Article) -> str:
    """An article as a page."""
    return it.text if it.title is None else f"{it.title}\n\n{it.text}"


@EVERY_CASE
def test_every_line_of_a_case_is_accounted_for(case) -> None:
    """Title, body or removed; nothing twice, nothing lost."""
    result = clean(case.page)
    assert_accounted(case.page, result)
    assert_articles_hold_the_account(case.page, result)
    assert_body_is_what_was_kept(result)


@EVERY_CASE
def test_nothing_is_invented_in_a_case(case) -> None:
    """Body text is made of the page's own characters."""
    assert_nothing_is_invented(case.page, clean(case.page))


@EVERY_CASE
def test_cleaning_a_case_twice_is_cleaning_it_once(case) -> None:
    """A cleaned case cleans to itself."""
    assert_clean_stays_clean(clean(case.page))


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.html", "a.md", "a", "a.json"]))
def test_no_bytes_raise(data: bytes, path: str) -> None:
    """Any bytes make articles or say why not."""
    result = clean(Page(path, data))
    assert bool(result.articles) != (result.absence is not None)
    text = decode(Page(path, data))
    if text is None or text.media_type != "text/html":
        assert_accounted(Page(path, data), result)


@settings(max_examples=EXAMPLES)
@given(PAGES, st.sampled_from(["gb18030", "big5", "utf-16", "shift_jis", "koi8-r", "utf-8-sig"]))
def test_no_encoding_raises(text: str, encoding: str) -> None:
    """Whatever a page was written in, it is read and accounted for."""
    one = Page("a.txt", text.encode(encoding, "replace"))
    assert_accounted(one, clean(one))


@settings(max_examples=EXAMPLES)
@given(PAGES)
def test_every_line_is_accounted_for(text: str) -> None:
    """Title, body or removed; nothing twice, nothing lost."""
    one = page(text)
    result = clean(one)
    assert_accounted(one, result)
    assert_articles_hold_the_account(one, result)
    assert_body_is_what_was_kept(result)


MARKS = tuple(
    mark
    for line in (
        "![](a.jpg)~![](a.jpg) ![](b.jpg)~[![](a.jpg)](b.html)~![a gate](a.jpg)~[1]: http://pier.example~[^1]: A note.",
        "<!-- a remark -->~<!-- begins~-->~| name | sum |~|---|--:|~| nets | 4 |~| |~====~----~---~* * *~___~- ~- net",
        "  - b~1. one~2. two~1.~>~> said~> > twice~#~# #~## C#~### Under ###~```~[ ]~- [x] done~[]()~[](x)~![]()~**",
        "::: note~[TOC]~{#id}~$$~<br>~</div>~# ![](a.jpg)~- ![](a.jpg)~| ![](a.jpg) |~x ![](a.jpg)~[x][1]~***",
    )
    for mark in line.split("~")
)
"""Lines of Markdown that are, or look like, nothing but marks."""


@settings(max_examples=EXAMPLES)
@given(st.lists(st.sampled_from([*MARKS, *PROSE, ""]), min_size=1, max_size=16))
def test_every_line_of_markdown_is_accounted_for(lines: list[str]) -> None:
    """As it stands in the page: of a line that is nothing but marks, too."""
    result = clean(Page("a.md", "\n".join(lines).encode()))
    told = {n for item in result.labelled for n in range(item.block.first, item.block.last + 1)}
    assert told >= {n for n, line in enumerate(lines, 1) if line.strip()}
    assert_body_is_what_was_kept(result)
    for it in result.articles:
        assert all(text.strip() for block in it.body if not isinstance(block, Code | Table) for text in texts(block))


@settings(max_examples=EXAMPLES)
@given(PAGES)
def test_nothing_is_invented(text: str) -> None:
    """Cleaning removes; it never writes."""
    assert_nothing_is_invented(page(text), clean(page(text)))


@settings(max_examples=EXAMPLES)
@given(PUT_TOGETHER)
@example(f"for name in names:\nfor name in names:\n{BYLINE}")
@example("\n".join(["- 面粉", *[BYLINE] * 6]))
@example(f"```python\nfor name in names:\nvar x = 1;\n```\n{BYLINE}\n作者:admin 阅读:312")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """What comes out clean goes through unchanged: pages of pieces; a soup of characters sits on every threshold."""
    assert_clean_stays_clean(clean(page(text)))


@settings(max_examples=EXAMPLES)
@given(PAGES)
def test_the_same_page_gives_the_same_bytes(text: str) -> None:
    """Nothing is remembered from one page to the next."""
    first = [encode(it) for it in clean(page(text)).articles]
    clean(page("别的一页。\n" * 3))
    assert [encode(it) for it in clean(page(text)).articles] == first


@settings(max_examples=EXAMPLES)
@given(PAGES)
def test_every_verdict_can_be_explained(text: str) -> None:
    """A rule that takes a line has a sentence for people."""
    for item in clean(page(text)).labelled:
        assert item.verdict is None or explanation(item.verdict.rule).endswith(".")
