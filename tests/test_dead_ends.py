"""Lines that say that there is no article here, and lines that only look so."""

import pytest
from pages import PROSE, cleaned

from pipeline.dead_ends import dead_end
from pipeline.model import Absence


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("抱歉，您访问的页面不存在或已被删除", "error_page"),
        ("该商品已下架", "error_page"),
        ("404 - Page not found", "error_page"),
        ("Ошибка 404", "error_page"),
        ("Die Seite wurde leider nicht gefunden", "error_page"),
        ("お探しのページは見つかりませんでした。", "error_page"),
        ("登录后继续阅读", "login_wall"),
        ("Please sign in to continue", "login_wall"),
        ("Подтвердите, что вы не робот", "error_page"),
        ("Melden Sie sich an, um diesen Inhalt aufzurufen.", "login_wall"),
        ("没有找到与“冬储白菜”相关的内容", "list_page"),
        ("Suchergebnisse", "list_page"),
        ("검색결과", "list_page"),
        ("暂无内容", "list_page"),
    ],
)
def test_a_line_may_say_that_there_is_no_article(line: str, why: Absence) -> None:
    """In the words of sites and servers."""
    assert dead_end(line) == why


@pytest.mark.parametrize(
    "line",
    [
        "您需要登录后才可以回帖 登录 | 立即注册",
        "You must be logged in to post a comment.",
        "Inicia sesión para comentar",
        "検索結果に戻る",
        "Room 404",
        "他登录后发现余额少了一半",
        "The page turned yellow",
    ],
)
def test_other_lines_say_nothing_of_it(line: str) -> None:
    """Prompts of comments stand below articles, and numbers are numbers."""
    assert dead_end(line) is None


def test_it_counts_only_over_next_to_no_text() -> None:
    """An article may show what a server says, above its text or in it."""
    assert cleaned("404 Not Found", "热门文章", "秋分前后如何晒柿饼").absence == "error_page"
    assert len(cleaned("404 Not Found", *PROSE).articles) == 1
    assert len(cleaned("什么是404", *PROSE[:1], "404 Not Found", *PROSE[1:]).articles) == 1


def test_text_above_it_makes_an_article() -> None:
    """A teaser over a wall is what can be read."""
    assert len(cleaned("灯塔看守人的最后一个冬天", PROSE[0], "登录后继续阅读", "立即注册").articles) == 1
