"""Who wrote a forum's post."""

import pytest
from pages import page

from pipeline.flow import clean_page
from pipeline.posters import poster, seated
from pipeline.settings import Settings


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("3楼 小满 发表于 2021-3-4 11:05", "小满"),
        ("1樓　回覆者：算盤阿姨　2023/2/8 下午 10:02", "算盤阿姨"),
        ("2楼 花匠老秦 2020-2-1 10:00", "花匠老秦"),
        ("harbour_ned wrote on March 4, 2021:", "harbour_ned"),
        ("Feuerlilie schrieb am 4. März 2021:", "Feuerlilie"),
        ("Иван написал 3 марта 2021:", "Иван"),
        ("作者：老周 2021-3-4", "老周"),
    ],
)
def test_the_line_over_a_post_names_its_writer(line: str, name: str) -> None:
    """In the forms that forums print."""
    assert poster(line) == name


@pytest.mark.parametrize("line", ["匿名 发表于 2021-3-4 12:11", "#3", "Posts: 12", "admin wrote on March 4, 2021:"])
def test_a_placeholder_is_nobody(line: str) -> None:
    """Nor is a floor's number."""
    assert poster(line) is None


def test_a_thread_is_by_who_opened_it() -> None:
    """Its date is that over the first post, in languages whose bylines have another form."""
    text = "\n".join(
        (
            "Gusseisen rostet nach dem Spülen",
            "Feuerlilie schrieb am 4. März 2021:",
            "Meine Pfanne hat nach dem Spülen braune Flecken bekommen. Kann ich sie noch benutzen oder muss sie weg?",
            "Ofenrohr schrieb am 5. März 2021:",
            "Die muss nicht weg. Mit grobem Salz ausreiben, dünn einölen und eine Stunde in den heißen Ofen stellen.",
        )
    )
    article = clean_page(page(text), Settings()).articles[0]
    assert (article.authors, article.published, len(article.body)) == (("Feuerlilie",), "2021-03-04", 2)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Forum", "lockgate_ned", "Junior Member", "Join Date"], "lockgate_ned"),
        (["灯塔老吴", "24", "主题", "310", "帖子"], "灯塔老吴"),
        (["灯塔老吴", "初识吧友 3"], "灯塔老吴"),
        (["只看楼主 收藏", "楼主 灯塔老吴"], "灯塔老吴"),
        (["Шлюзовик", "Сообщения: 41"], "Шлюзовик"),
        (["lockgate · 2024-04-22 10:31:07 +08:00 · 4310 次点击"], "lockgate"),
        (["lockgate opened this issue on Nov 8, 2021 · 4 comments"], "lockgate"),
    ],
)
def test_the_profile_beside_a_first_post_names_its_writer(lines: list[str], name: str) -> None:
    """The name stands over the member's rank, or in a line of the thread's own."""
    assert seated(lines) == name


@pytest.mark.parametrize("lines", [["Home", "Forum", "Members"], ["2 : 1", "Member"], ["Newbie", "Junior Member"], []])
def test_no_profile_names_nobody(lines: list[str]) -> None:
    """A menu, a result, a rank over a rank."""
    assert seated(lines) is None
