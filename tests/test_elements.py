"""Why a block of HTML goes: the elements around it, asked by pieces of their names first."""

import pytest

from pipeline.label.elements import NAMED, reason_of_elements
from pipeline.leaf import Elements
from pipeline.model import Verdict

WORDS = (
    *["comment", "reply", "replies", "respond", "disqus", "discussion", "pinglun", "guestbook", "trackback"],
    *[
        "related",
        "recommend",
        "popular",
        "trending",
        "similar",
        "suggest",
        "also-like",
        "alsoread",
        "also-view",
        "read-next",
        "latest",
    ],
    *[
        "most-read",
        "mostviewed",
        "top-stories",
        "topposts",
        "more-news",
        "morefrom",
        "recent",
        "teaser",
        "xgwz",
        "tuijian",
        "paihang",
    ],
    *[
        "rank",
        "ranking",
        "hot-news",
        "hotlist",
        "byline",
        "author",
        "dateline",
        "post-meta",
        "entrymeta",
        "article-info",
        "articlemeta",
    ],
    *[
        "published",
        "time-source",
        "timesource",
        "pubtime",
        "navbar",
        "menu",
        "crumbs",
        "pagination",
        "pager",
        "paging",
        "share",
        "sharing",
    ],
    *[
        "social",
        "toolbar",
        "breadcrumb",
        "toc",
        "table-of-contents",
        "tableofcontents",
        "tags",
        "tag-list",
        "category",
        "skip",
        "search",
    ],
    *[
        "prev",
        "next",
        "lang",
        "footer",
        "copyright",
        "cookie",
        "consent",
        "gdpr",
        "privacy",
        "newsletter",
        "subscribe",
        "sign-up",
        "signup",
    ],
    *[
        "log-in",
        "login",
        "advert",
        "ad",
        "ads",
        "ad-slot",
        "sponsor",
        "promo",
        "banner",
        "modal",
        "popup",
        "overlay",
        "widget",
        "sidebar",
        "header",
    ],
    *["logo", "form", "contact", "disclaimer", "download", "app-bar", "qrcode"],
)
"""Every word that the patterns know."""


def one(names: str) -> Elements:
    return Elements(("html", "div"), (-1, 0), ("", names), (0, 1))


@pytest.mark.parametrize("word", WORDS)
def test_pieces_hide_no_name_from_its_pattern(word: str) -> None:
    """Asked by pieces, each word has the verdict of the first pattern that finds it."""
    expected = next(verdict for pattern, verdict in NAMED if pattern.search(word))
    assert reason_of_elements(1, one(word.capitalize()), {}) == expected


def test_what_is_known_of_an_element_is_what_it_says() -> None:
    """The nearest element that says something counts, also when the page's memory is asked."""
    page = Elements(
        ("html", "footer", "div", "p", "div", "p"), (-1, 0, 1, 2, 1, 0), ("", "", "comments", "", "box", ""), (0,) * 6
    )
    known: dict[int, Verdict | None] = {}
    fresh = [reason_of_elements(place, page, {}) for place in range(6)]
    assert [reason_of_elements(place, page, known) for place in (5, 3, 4, 3, 2)] == [fresh[n] for n in (5, 3, 4, 3, 2)]
    assert [told and told.rule for told in fresh] == [
        None,
        "site_element",
        "comment_element",
        "comment_element",
        "site_element",
        None,
    ]
