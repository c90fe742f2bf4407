"""What an article's own lines say of it; what the page does not say stays null."""

import pytest
from pages import PROSE, article

from pipeline import clean
from pipeline.article import Article
from pipeline.flow import clean_page
from pipeline.model import Page, Told
from pipeline.settings import Settings


def test_nothing_is_said_of_a_bare_text() -> None:
    """Null and empty, never a guess."""
    one = article(*PROSE)
    said = (one.title, one.title_from, one.site, one.published, one.modified, one.url, one.summary)
    assert said == (None,) * 7
    assert (one.authors, one.tags, one.image) == ((), (), None)
    assert "no_title" in one.flags


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("灯塔看守人的最后一个冬天", "灯塔看守人的最后一个冬天"),
        ("# 灯塔看守人的最后一个冬天", "灯塔看守人的最后一个冬天"),
        ("标题:灯塔看守人的最后一个冬天", "灯塔看守人的最后一个冬天"),
        ("灯塔的夜晚有多长?", "灯塔的夜晚有多长?"),
    ],
)
def test_a_title_is_the_page_s(line: str, title: str) -> None:
    """Without the mark or the label that says it is one."""
    one = article(line, "2023-11-09 08:42", *PROSE)
    assert (one.title, one.title_from) == (title, "page")


@pytest.mark.parametrize("line", ["undefined", "null", "[Your Name]"])
def test_a_placeholder_is_no_title(line: str) -> None:
    """What was never filled in is null."""
    assert article(line, "2023-11-09 08:42 来源:江城晚报", *PROSE).title is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("".join(PROSE), "zh-Hans"),
        (
            "守塔第十九年,老吳第一次接受採訪,窗外是四級風。燈塔換上了太陽能電池,夜裡再也聽不到聲音了。",
            "zh-Hant",
        ),
        ("He kept the light for nineteen years, and he never once missed the evening hour.", "en"),
        ("Er hat neunzehn Jahre lang jeden Abend das Licht angezündet und nie gefehlt.", "de"),
        ("Смотритель говорит, что зимой на маяке особенно тихо, и ему это нравится.", "ru"),
        ("灯塔を守って十九年、彼は一度も点灯の時刻を間違えたことがなかったという。", "ja"),
        ("등대지기는 열아홉 해 동안 단 한 번도 불 켜는 시간을 어긴 적이 없다고 말한다.", "ko"),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    """BCP 47, with the script for Chinese."""
    assert article(text, text).language == language


def test_an_update_stands_in_for_a_missing_date() -> None:
    """It is the only date that the page says."""
    one = article("灯塔看守人的最后一个冬天", "更新时间:2023-11-10 09:00", *PROSE)
    assert (one.published, one.modified) == ("2023-11-10T09:00:00",) * 2


def test_the_order_of_day_and_month_is_the_language_s() -> None:
    """In English it cannot be told; in German it can."""
    english = "He kept the light for nineteen years, and he never once missed the evening hour."
    german = "Er hat neunzehn Jahre lang jeden Abend das Licht angezündet und nie gefehlt."
    assert article("The Keeper of the Light", "By Ines Ballard, 03/04/2021", *[english] * 2).published is None
    assert (
        article("Der Wächter vom Leuchtturm", "Von Ines Ballard, 03.04.2021", *[german] * 2).published == "2021-04-03"
    )


def test_the_address_is_the_caller_s() -> None:
    """A flattened page does not know where it came from."""
    (one,) = clean("\n".join(PROSE), url="https://example.org/a")
    assert one.url == "https://example.org/a"


def described(told: Told, *lines: str) -> Article:
    """The article of a page with which something came."""
    (only,) = clean_page(Page("a.jsonl", "\n".join(lines).encode(), "1", told=told), Settings()).articles
    return only


def test_what_came_with_a_page_stands_in_where_it_is_silent() -> None:
    """A record's title and date; a date is brought to ISO 8601 as precisely as it says."""
    one = described(Told("  灯塔看守人的\n冬天 ", published="Thu, 09 Nov 2023 08:42:00 GMT"), *PROSE)
    assert (one.title, one.title_from, one.published) == ("灯塔看守人的 冬天", "markup", "2023-11-09T08:42:00")
    assert "no_title" not in one.flags


def test_the_page_s_own_word_goes_before_what_came_with_it() -> None:
    """The scraper may have taken it from anywhere."""
    one = described(
        Told("首页", published="1999-01-01"), "灯塔看守人的最后一个冬天", "2023-11-09 08:42 来源:江城晚报", *PROSE
    )
    assert (one.title, one.title_from, one.published) == ("灯塔看守人的最后一个冬天", "page", "2023-11-09T08:42:00")


@pytest.mark.parametrize("told", [Told("undefined", published="1717120498"), Told(" ", "yesterday"), Told(None, None)])
def test_what_came_with_a_page_and_says_nothing_is_nothing(told: Told) -> None:
    """Placeholders, and dates that cannot be read."""
    one = described(told, *PROSE)
    assert (one.title, one.title_from, one.published) == (None, None, None)


def test_the_site_s_name_behind_a_title_goes_where_it_is_a_line_of_the_page() -> None:
    """As a browser shows it; a second half of the title's own stays."""
    frame = ("首页", "江城在线", "新闻", "视频")
    assert article(*frame, "灯塔看守人的冬天 | 江城在线", "2023-11-09 08:42", *PROSE).title == "灯塔看守人的冬天"
    assert article(*frame, "灯塔看守人的冬天 | 十九年", "2023-11-09 08:42", *PROSE).title == "灯塔看守人的冬天 | 十九年"
