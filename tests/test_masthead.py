"""What a text page's lines say of its article, whatever took them."""

import pytest
from pages import PROSE, article

TITLE = "灯塔看守人的最后一个冬天"
GERMAN = "Er hat neunzehn Jahre lang jeden Abend das Licht angezündet und nie gefehlt."
MENU = ("Startseite", "Lokales", "Sport", "Kultur", "Anmelden", "Abo")


def test_a_name_over_the_date_is_the_writer_s() -> None:
    """A pen name, too, and with a button between; a section's name is nobody's."""
    assert article(TITLE, "石板街七号", "关注", "2023-11-09 08:42", *PROSE).authors == ("石板街七号",)
    assert article(TITLE, "市场观察", "2023-11-09 08:42", *PROSE).authors == ()


def test_a_line_taken_for_a_menu_may_tell_the_day() -> None:
    """Among share buttons between title and text."""
    one = article(
        *MENU, "Der Wächter vom Leuchtturm", "Teilen", "9. November 2023, 08:42 Uhr", "Drucken", *[GERMAN] * 3
    )
    assert (one.title, one.published) == ("Der Wächter vom Leuchtturm", "2023-11-09T08:42:00")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("本报讯（记者林小溪）守塔人昨天下了山，新的灯已经装好，他把钥匙交给了别人。", ("林小溪",)),
        ("记者:想过走吗?", ()),
    ],
)
def test_a_dateline_names_the_reporter(line: str, authors: tuple[str, ...]) -> None:
    """Where no byline does; a question in an interview names nobody."""
    assert article(TITLE, "2023-11-09 08:42", line, *PROSE).authors == authors


def test_heads_of_entries_are_not_the_article_s() -> None:
    """A notice says when its event takes place; three dated lines are a diary's."""
    assert article(TITLE, "时间:2023年6月17日 19:00", "地点:三号楼架空层", *PROSE).published is None
    diary = ("2019年3月5日", PROSE[0], "2019年3月9日", PROSE[1], "2019年4月2日", PROSE[2])
    assert article(TITLE, *diary).published is None


def test_bylines_of_comments_are_not_the_article_s() -> None:
    """They stand behind the comments' heading."""
    one = article(TITLE, "2023-11-09 08:42", *PROSE, "评论", "小葱 发表于 2023-11-10 10:00", "好文章", "回复")
    assert one.authors == ()


def test_a_name_below_the_last_sentence_signs_it() -> None:
    """Where nothing above says who wrote it; a word that the text writes in small letters is a button's."""
    lines = ("Der Wächter vom Leuchtturm", "9. November 2023", *[GERMAN] * 3)
    assert article(*lines, "Lise Morel", "Startseite", "Impressum").authors == ("Lise Morel",)
    assert article(*lines, "Licht Angezündet", "Startseite", "Impressum").authors == ()
