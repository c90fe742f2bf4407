"""Why a page has no article."""

import pytest
from pages import PROSE, cleaned, page

from pipeline.absence import absence
from pipeline.flow import clean_page
from pipeline.model import Labelled, Opinion, Part, Segmented, Text
from pipeline.segment import segment
from pipeline.settings import Settings

TITLES = [f"第{number}届灯塔摄影展在江城港区开幕" for number in "一二三四五六七八"]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "empty"),
        (["", "  ", "\u3000"], "empty"),
        (["灯塔"], "too_short"),
        (["502 Bad Gateway", "nginx/1.18.0"], "error_page"),
        (["Warning: array_rand(): Array is empty in /www/web/keys.php on line 12"], "error_page"),
        (["SQLSTATE[HY000] [2002] Connection refused"], "error_page"),
        (["相关推荐", *TITLES], "list_page"),
        ([f"{title} 2023-11-{day:02}" for day, title in enumerate(TITLES, 1)], "list_page"),
        (["请先登录后查看全文", "登录", "注册"], "login_wall"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_page_without_an_article_says_why(lines: list[str], why: str) -> None:
    """It is no failure, and nothing of it is kept."""
    result = cleaned(*lines)
    assert (result.articles, result.absence) == ((), why)
    assert all(item.verdict for item in result.labelled)


DATED = "".join(f"<li><a href=/{day}>{title}</a> 2023-11-{day:02}" for day, title in enumerate(TITLES, 1))
PRICED = DATED.replace("</a>", "</a> 每张一百二十元起,包邮到家,送货上门").replace("</li>", "")
LINKS = "".join(f"<li><a href=/{day}>{title}</a></li>" for day, title in enumerate(TITLES, 1))
WALL = "<h1>登山会</h1><p>本会新闻</p><form><p>请先登录后查看全文</p><p>密码</p></form>"


@pytest.mark.parametrize(
    ("markup", "chance", "why"),
    [(f"<ul>{PRICED}</ul>", 0.25, "list_page"), (f"<ul>{PRICED}</ul>", 0.6, None), (WALL, 0.1, "login_wall")],
)
def test_an_html_page_of_which_nothing_is_believed(markup: str, chance: float, why: str | None) -> None:
    """What is kept only because the page has nothing better is read as a text dump would be."""

    def judging(segmented: Segmented) -> Opinion:
        forms = ["登录" in block.text or "密码" in block.text for block in segmented.blocks]
        return Opinion(tuple(0.01 if form else chance for form in forms), min(chance, 0.5), None)

    result = clean_page(
        page(f"<!doctype html><html><body>{markup}</body></html>", "page.html"), Settings(), judging=judging
    )
    assert (result.absence, bool(result.articles)) == (why, why is None)


@pytest.mark.parametrize(
    ("markup", "is_list"),
    [
        (f"<ul>{LINKS}</ul>", True),
        (f"<h1>往期</h1><ul>{DATED}</ul><p>© 2023 江城晚报</p>", True),
        ("".join(f"<p><a href=/{title}>{title}</a></p>" for title in TITLES), True),
        (f"<p>{PROSE[0]}</p><ul>{LINKS}</ul>", False),
        (f"<ul>{LINKS}</ul><p>{PROSE[0]}</p>", False),
        (f"<ul>{PRICED}</ul>", False),
        (f"<ul>{''.join(f'<li>{title}</li>' for title in TITLES)}</ul>", False),
        (LINKS.replace("<li>", "<li><img src=a.jpg alt=灯塔>"), False),
        (LINKS.replace("</li>", f"<p>{PROSE[1]}</p></li>"), False),
    ],
)
def test_an_html_page_of_nothing_but_links_is_a_list(markup: str, is_list: bool) -> None:
    """However sure the judge is; a sentence, a price, a picture or a title that leads nowhere makes it more."""

    def judging(segmented: Segmented) -> Opinion:
        return Opinion((0.99,) * len(segmented.blocks), 0.5, None)

    one = page(f"<!doctype html><html><body>{markup}</body></html>", "page.html")
    result = clean_page(one, Settings(), judging=judging)
    assert (result.absence == "list_page", bool(result.articles)) == (is_list, not is_list)


def test_a_page_that_is_no_text_says_so() -> None:
    """An image that was saved as a page."""
    result = clean_page(page(b"\x89PNG\r\n\x1a\n" + bytes(200)), Settings())
    assert (result.articles, result.absence) == ((), "not_text")


@pytest.mark.parametrize(("chance", "why"), [(0.02, "too_short"), (0.9, None), (None, None)])
def test_a_text_of_which_the_judge_expects_nothing_is_no_article(chance: float | None, why: str | None) -> None:
    """However many sentences the rules left; a page of which it was not asked has no such word."""
    blocks = segment(Text("\n".join(PROSE), "text/plain", "utf-8", 0)).blocks
    labelled = tuple(Labelled(block, None, chance) for block in blocks)
    assert absence(Part(None, blocks, labelled), None) == why
