"""Doubtful comments and teasers beside a sure article."""

from pages import PROSE

from pipeline.label.beside import ENOUGH, without_named
from pipeline.markup.blocks import markup_blocks
from pipeline.model import Opinion

LONG = "".join(PROSE)
TEXT = f"<article><h1>灯塔</h1>{f'<p>{LONG}</p>' * 6}</article>"
SURE = (0.9, *(0.95,) * 6)


def chances(beside: str, *given: float, plain: float = 1.0, text: str = TEXT) -> list[float]:
    """What becomes of the chances of what stands beside the text."""
    opinion = without_named(markup_blocks(text + beside), Opinion((*SURE, *given), 0.5, 0, plain))
    assert opinion.chances[: len(SURE)] == SURE
    return list(opinion.chances[len(SURE) :])


def test_doubtful_comments_of_an_article_go() -> None:
    """The article says enough without them."""
    assert chances(f"<div id=comments><p>{LONG}</p><p>好</p></div>", 0.7, 0.6) == [0, 0]


def test_comments_that_the_judge_is_as_sure_of_stay() -> None:
    """It has read more than their name."""
    assert chances(f"<div id=comments><p>{LONG}</p></div>", 0.92) == [0.92]


def test_what_a_thread_is_made_of_stays() -> None:
    """On its pages posts are called comments, too."""
    assert chances(f"<div id=comments><p>{LONG}</p></div>", 0.7, plain=0.2) == [0.7]


def test_doubtful_teasers_go_on_pages_of_any_kind() -> None:
    """They tell of other pages."""
    assert chances(f"<ul class=related-posts><li>{LONG}</ul>", 0.7, plain=0.2) == [0]
    assert chances(f"<ul class=related-posts><li>{LONG}</ul>", 0.85) == [0.85]


def test_nothing_goes_where_little_else_would_be_left() -> None:
    """A page of teasers is a list of them."""
    short = f"<article><h1>灯塔</h1>{'<p>短。</p>' * 6}</article>"
    assert ENOUGH > 6 * 60
    assert chances(f"<ul class=related-posts><li>{LONG}</ul>", 0.7, text=short) == [0.7]


def test_the_name_of_the_whole_page_says_nothing() -> None:
    """Themes write onto the body whether comments are open."""
    assert chances("</body>", text=f"<body class=comments-open>{TEXT}") == []


def test_the_names_of_tabs_go_where_one_is_marked_as_chosen() -> None:
    """A reader has chosen among them; a list of which no entry is marked is a list."""
    tabs = "<ul><li{}>材料</li><li>做法</li><li>评价</li></ul>"
    assert chances(tabs.format(" class=current"), 0.3, 0.7, 0.6) == [0, 0, 0]
    assert chances(tabs.format(""), 0.3, 0.7, 0.6) == [0.3, 0.7, 0.6]


def test_tabs_that_the_judge_is_sure_of_stay() -> None:
    """Where each is followed by its text they are headings."""
    tabs = "<ul><li class=active>材料</li><li>做法</li></ul>"
    assert chances(tabs, 0.85, 0.7) == [0.85, 0.7]
