"""Bodies as Markdown: an independent parser finds the same blocks, and nothing that was text is more than text."""

import pytest
from bodies import ANY, BODIES, SAID
from hypothesis import given, settings
from pages import cases, cleaned
from parsed import parse, plain

from pipeline.body import Code, Heading, Image, Item, List, Paragraph, Quote, Table
from pipeline.feed.escape import escape_inline
from pipeline.feed.markdown import to_markdown
from pipeline.flow import clean_page
from pipeline.settings import Settings

CASES = cases()
EXAMPLES = 150


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_bodies_of_all_cases_come_back(case) -> None:
    """From CommonMark."""
    for article in clean_page(case.page, Settings()).articles:
        assert parse(to_markdown(article.body)) == plain(article.body)


@settings(max_examples=EXAMPLES)
@given(BODIES)
def test_bodies_that_nobody_wrote_come_back(body) -> None:
    """Whatever their texts look like."""
    assert parse(to_markdown(body)) == plain(body)


@settings(max_examples=EXAMPLES)
@given(SAID)
def test_any_text_is_only_text(text) -> None:
    """As a paragraph, an item, a quote, a cell and a heading."""
    body = (Paragraph(text), List(False, (text, Item(text, (text,)))), Quote(text), Table(((text, text),), 1))
    assert parse(to_markdown((*body, Heading(2, text)))) == plain((*body, Heading(2, text)))


@given(ANY)
def test_no_brace_and_no_angle_stays_in_a_text(text) -> None:
    """Whatever reads tags before Markdown, or beside it, finds none."""
    assert not set("{}<") & set(escape_inline(text))


def test_each_block_is_written_as_people_write_it() -> None:
    """One of each."""
    body = (
        Heading(2, "用料"),
        Paragraph("一斤粉。"),
        List(True, ("和面", Item("擀开", ("薄", "圆")))),
        Quote("一行\n又一行"),
        Code("x = 1\n", "python"),
        Table((("盐", "3克"), ("水", "230|毫升")), 1),
        Image("https://a.example/a b.png", "灯", '他说"好"'),
    )
    assert to_markdown(body) == (
        "## 用料\n\n一斤粉。\n\n1. 和面\n2. 擀开\n   - 薄\n   - 圆\n\n> 一行  \n> 又一行\n\n```python\nx = 1\n\n```\n\n"
        "| 盐 | 3克 |\n| --- | --- |\n| 水 | 230&#124;毫升 |\n\n"
        '![灯](https://a.example/a%20b.png "他说&quot;好&quot;")\n'
    )


def test_a_fence_is_longer_than_any_inside() -> None:
    """Else it would end there."""
    assert to_markdown((Code("````\ninside\n````", "md"),)) == "`````md\n````\ninside\n````\n`````\n"


def test_lists_side_by_side_stay_two() -> None:
    """By another marker; for kramdown, which does not see that, by a comment."""
    body = (List(False, ("a",)), List(False, ("b",)), List(True, ("c",)), List(True, ("d",)))
    assert to_markdown(body) == "- a\n\n* b\n\n1. c\n\n1) d\n"
    assert to_markdown(body[:2], "jekyll") == "- a\n\n<!-- -->\n\n- b\n"
    assert parse(to_markdown(body, "jekyll"))[:2] == list(body[:2])


def test_a_body_of_nothing_is_nothing() -> None:
    """Not a blank line."""
    assert to_markdown(()) == to_markdown((Paragraph(" "), Table((), 0))) == ""


def test_a_picture_that_no_page_should_load_is_its_words() -> None:
    """A script is no picture."""
    assert to_markdown((Image("javascript:alert(1)", "灯", None),)) == "灯\n"


def test_an_article_of_lines_comes_back() -> None:
    """The whole way: a page of text, its article, Markdown, the same blocks."""
    (article,) = cleaned(
        "* 标题里有星号", "2023-11-09 来源:江城晚报", "第一句话在这里,用来当作正文的开头,足够长。" * 3, "1. 一", "2. 二"
    ).articles
    assert parse(to_markdown(article.body)) == plain(article.body)
