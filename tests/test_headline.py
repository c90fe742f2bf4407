"""Which line of an article is its title: the lines above the byline compete."""

from pages import PROSE, cleaned

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
