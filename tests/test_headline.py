"""Which line of an article is its title: the lines above the byline compete."""

import pytest
from pages import PROSE, cleaned

from pipeline import clean
from pipeline.headline import find_title
from pipeline.model import Labelled, Text
from pipeline.segment import segment

HEAD = ("灯塔看守人的最后一个冬天", "2023-11-09 08:42 来源:江城晚报 作者:沈知远")


def titles(*lines: str) -> list[str | None]:
    """The titles of a page's articles."""
    return [one.title for one in cleaned(*lines).articles]


def test_a_page_without_a_title_has_none() -> None:
    """A first sentence is no title."""
    assert titles(*PROSE) == [None]


def test_a_title_above_the_text_is_found() -> None:
    """Below a breadcrumb and a section's name."""
    lines = ("首页 > 新闻 > 正文", "要闻", *HEAD, *PROSE)
    assert titles(*lines) == [HEAD[0]]


def test_the_line_nearest_the_byline_wins_over_a_column_name() -> None:
    """A column's name is as much a line of its own as the title below it."""
    assert titles("江城旧事", *HEAD, *PROSE) == [HEAD[0]]


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("简单生活，从容前行", "老闸楼的木门哪天换上新锁", 1),
        ("周末好去处", "老闸楼的木门哪天换上新锁", 1),
        (
            "一把锁锁住的许多年",
            "老闸楼的木门昨天换上了新锁，旧锁用了四十一年，看守人把它留下来做念想，钥匙挂在楼上的墙上",
            0,
        ),
        ("一位看守人", "老闸楼的木门哪天换上新锁", 0),
        ("简单生活，从容前行", "风雨中的许多年", 0),
    ],
    ids=["slogan", "section", "subtitle", "title in the text", "neither in the text"],
)
def test_a_first_line_of_which_the_text_has_no_word_yields_to_one_that_it_repeats(
    first: str, second: str, title: int
) -> None:
    """Where nothing else tells a site's slogan from a headline; a subtitle is longer than its title."""
    text = (
        "老闸楼的木门昨天换上了新锁，看守人说旧锁用了四十一年，钥匙有一掌长。",
        "新锁装在木门里侧，锁匠在闸楼上装了两个钟头，看守人留下旧锁做念想。",
        "闸楼每天清早开门，傍晚锁上木门，今后换锁的日子会写在闸楼的墙上。",
    )
    assert titles(first, second, *text) == [(first, second)[title]]


def doubted(*pairs: tuple[str, float | None]) -> tuple[Labelled, ...]:
    """Lines without a verdict, each with the judge's chance."""
    blocks = segment(Text("\n".join(text for text, _ in pairs), "text/plain", "utf-8", 0)).blocks
    return tuple(Labelled(block, None, chance) for block, (_, chance) in zip(blocks, pairs, strict=True))


def test_a_doubted_first_line_yields_to_the_line_below_it_that_weighs_more() -> None:
    """The site's name stands over a page of which no other line was taken for a frame's."""
    text = tuple((line, 0.97) for line in PROSE)
    title = ("Der letzte Winter des Leuchtturms am Kap", 0.9)
    assert find_title(doubted(("Imkerforum", 0.4), ("Allgemeines", 0.5), title, *text)) == 2


def test_a_first_line_that_is_not_doubted_stays_the_title() -> None:
    """A poem's first line weighs more than its title."""
    text = tuple((line, 0.97) for line in PROSE)
    assert find_title(doubted(("收衣服", 0.93), ("雨还没有到", 0.97), ("她说云的边缘卷起来了", 0.98), *text)) == 0


def test_a_heading_over_others_is_the_title_though_it_looks_like_a_byline() -> None:
    """`更新` before a number is a byline's label, and in release notes part of their name."""
    lines = ("# 栈桥 2.6 更新说明", *PROSE, "## 新增", *PROSE)
    assert cleaned(*lines).articles[0].title == "栈桥 2.6 更新说明"


@pytest.mark.parametrize(
    "page",
    [
        "0\n000000000000000000²埋氾溍\x80",
        "首页\n灯塔看守人在岛上住了三十年,每天记一行日记。\n标题:",
        "a\nTítulo: the keeper of the lamp. No",
    ],
    ids=["a sentence shaped like a title", "a label", "a field"],
)
def test_a_page_may_end_with_what_looks_ahead(page: str) -> None:
    """A line that asks for the next one may be the last."""
    assert isinstance(clean(page.encode()), list)
