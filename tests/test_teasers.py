"""A date of a teaser in a list is not the page's, in text and in HTML."""

import pytest
from pages import PROSE, article, page

from pipeline.article import Article
from pipeline.flow import clean_page
from pipeline.model import Opinion, Segmented
from pipeline.settings import Settings
from pipeline.teasers import goes_back

DAYS = ("2024-05-09", "2024-05-02", "2024-04-25", "2024-04-18")
TITLES = ("夜鹰回来了", "沼泽的水位在上升", "小路上有蝰蛇", "一段围栏拆掉了")


def listing(days: tuple[str, ...], card: str) -> Article:
    """The article of an HTML page with an introduction and a card a day, all of it kept."""
    cards = "".join(card.format(title=title, day=day) for title, day in zip(TITLES, days, strict=True))
    markup = f"<!doctype html><html><body><main><h1>巡护日记</h1>{cards}</main></body></html>"

    def judging(segmented: Segmented) -> Opinion:
        return Opinion((0.99,) * len(segmented.blocks), 0.5, 0)

    (one,) = clean_page(page(markup, "page.html"), Settings(), judging=judging).articles
    return one


CARDS = pytest.mark.parametrize(
    "card",
    [
        f"<article><h2>{{title}}</h2><p class=date>{{day}}</p><p>{PROSE[0]}</p></article>",
        f"<div><h2>{{title}}</h2><time datetime={{day}}>{{day}}</time><p>{PROSE[0]}</p></div>",
        f"<div><p>{{title}} {{day}}</p><p>{PROSE[0]}</p></div>",
        f"<li><time datetime={{day}}>新</time><p>{PROSE[0]}</p></li>",
    ],
)


@CARDS
def test_a_date_of_a_card_is_not_the_page_s(card: str) -> None:
    """Where the cards stand newest first, and the page says no other."""
    assert listing(DAYS, card).published is None


def test_posts_in_the_order_of_time_date_the_page() -> None:
    """A thread's first post is its beginning."""
    card = f"<div><p class=date>{{day}}</p><p>{PROSE[0]}</p></div>"
    assert listing(DAYS[::-1], card).published == DAYS[-1]


def test_the_page_s_own_date_stays() -> None:
    """It stands in an element of its own."""
    card = f"<p class=own>发布时间:2024-06-01</p><p class=date>{{day}}</p><p>{PROSE[0]}</p>"
    one = listing(DAYS, card.replace("<p class=own>发布时间:2024-06-01</p>", "", 1))
    assert one.published is None
    cards = "".join(f"<p class=date>{day}</p><p>{PROSE[0]}</p>" for day in DAYS)
    markup = f"<!doctype html><html><body><h1>巡护日记</h1><p class=own>发布时间:2024-06-01</p>{cards}</body></html>"

    def judging(segmented: Segmented) -> Opinion:
        return Opinion((0.99,) * len(segmented.blocks), 0.5, 0)

    (own,) = clean_page(page(markup, "page.html"), Settings(), judging=judging).articles
    assert own.published == "2024-06-01"


def test_a_byline_of_a_list_in_a_text_is_not_the_page_s() -> None:
    """Where others of its form follow, each older; the source that all of them name is."""
    lines = [
        line for title, day in zip(TITLES, DAYS, strict=True) for line in (title, f"{day} 来源:荒原守望", PROSE[0])
    ]
    assert (article(*lines).published, article(*lines).site) == (None, "荒原守望")


def test_days_under_a_byline_of_another_form_leave_it() -> None:
    """A log of changes below an article's head."""
    lines = [line for day in DAYS for line in (day, PROSE[1])]
    assert (
        article("船闸的修缮记录", "2024-06-01 08:30 来源:南埠日报", PROSE[0], *lines).published == "2024-06-01T08:30:00"
    )


def test_two_days_are_no_list() -> None:
    """An article and its update."""
    assert not goes_back(DAYS[:2])


def test_paragraphs_that_name_days_are_no_list_of_dates() -> None:
    """Where the page's date is a paragraph as they are, too."""
    card = f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>{{day}}那天他们又去了一次。</p>"
    text = "".join(card.format(day=day) for day in DAYS[1:])
    markup = f"<!doctype html><html><body><h1>巡护日记</h1><p>{DAYS[0]}</p>{text}</body></html>"

    def judging(segmented: Segmented) -> Opinion:
        return Opinion((0.99,) * len(segmented.blocks), 0.5, 0)

    (one,) = clean_page(page(markup, "page.html"), Settings(), judging=judging).articles
    assert one.published == DAYS[0]
