"""Several articles in one HTML document: elements built alike, each with its title, its byline and a text."""

import pytest
from pages import PROSE

from pipeline.flow import clean_page
from pipeline.model import Cleaned, Page
from pipeline.settings import Settings

TITLES = ("灯塔看守人的最后一夜", "渡口的新船闸放水了", "旧戏台换了三片新瓦")
DAYS = ("2024-03-08 09:10 记者 沈渔", "2024-03-07 16:42 记者 顾青禾", "2024-03-06 11:05 记者 沈渔")
TEXTS = (
    PROSE[:4],
    tuple(row.replace("灯", "船") for row in PROSE[:4]),
    tuple(row.replace("塔", "台") for row in PROSE[:4]),
)


def unit(title: str, byline: str, rows: tuple[str, ...], below: str = "", tag: str = "article") -> str:
    head = f"<h2>{title}</h2><div class=meta>{byline}</div>" if byline else f"<h2>{title}</h2>"
    return f"<{tag} class=post>{head}{''.join(f'<p>{row}</p>' for row in rows)}{below}</{tag}>"


def cleaned(*units: str, title: str = "苇岸手记") -> Cleaned:
    nav = "<div class=nav><a href=/>首页</a> <a href=/city>城事</a> <a href=/law>关于</a></div>"
    html = f"<!doctype html><html><head><title>{title}</title><meta name=author content=白芦></head><body>{nav}"
    return clean_page(Page("a.html", (html + "".join(units) + "</body></html>").encode()), Settings())


def test_each_is_an_article_with_its_own_facts() -> None:
    found = cleaned(*map(unit, TITLES, DAYS, TEXTS)).articles
    assert [it.title for it in found] == list(TITLES)
    assert [it.published for it in found] == ["2024-03-08T09:10:00", "2024-03-07T16:42:00", "2024-03-06T11:05:00"]
    assert [it.authors for it in found] == [("沈渔",), ("顾青禾",), ("沈渔",)]
    assert [it.text.split("\n\n") for it in found] == [list(rows) for rows in TEXTS]


def test_what_the_page_declares_is_said_of_the_article_that_it_is_called_after() -> None:
    """That one needs no byline that a reader sees."""
    found = cleaned(*map(unit, TITLES, ("", *DAYS[1:]), TEXTS), title=TITLES[0]).articles
    assert [it.title for it in found] == list(TITLES)
    assert [it.authors for it in found] == [("白芦",), ("顾青禾",), ("沈渔",)]


@pytest.mark.parametrize(
    ("titles", "days", "texts", "below", "tag"),
    [
        (TITLES, ("", "", ""), TEXTS, "", "article"),
        (TITLES, DAYS, tuple(rows[:1] for rows in TEXTS), "", "article"),
        (TITLES, DAYS, TEXTS, "<a href=/p/1>阅读全文</a>", "article"),
        (("1. 灯塔看守人", "2. 渡口的船闸", "3. 旧戏台的瓦"), DAYS, TEXTS, "", "article"),
        (
            ("Harbour 2.1 brings tides", "Harbour 2.0 brings maps", "Harbour 1.9 mends charts"),
            DAYS,
            TEXTS,
            "",
            "article",
        ),
        (("Re: 灯塔看守人", "Re: 灯塔看守人的夜", "Re: 灯塔"), DAYS, TEXTS, "", "div"),
        (("2024年3月8日的日记", "2024年3月7日的日记", "2024年3月6日的日记"), DAYS, TEXTS, "", "article"),
        ((TITLES[0],) * 3, DAYS, TEXTS, "", "article"),
        (TITLES, DAYS, TEXTS, "", "li"),
    ],
)
def test_near_misses_are_one_text(
    titles: tuple[str, ...], days: tuple[str, ...], texts: tuple[tuple[str, ...], ...], below: str, tag: str
) -> None:
    """Sections, teasers, steps, versions, answers, days, one title thrice, items: none begins an article."""
    assert len(cleaned(*(unit(*each, below, tag) for each in zip(titles, days, texts, strict=True))).articles) <= 1
