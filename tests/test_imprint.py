"""The lines around an article: whose date is the article's, and whose name."""

import pytest

from pipeline.imprint import Around, read_imprint
from pipeline.nobody import is_phrase


def test_the_head_is_read_before_the_rest() -> None:
    """A date under the title counts before one above it, a label before none."""
    seen = read_imprint(Around(below=("2024-05-12 08:30 来源:江城晚报",), above=("2024-06-01",)))
    assert (seen.published, seen.site) == ("2024-05-12T08:30:00", "江城晚报")
    labelled = read_imprint(Around(below=("2024-06-01", "发布时间:2024-05-12")))
    assert labelled.published == "2024-05-12"


@pytest.mark.parametrize(
    "line",
    [
        "今天是2024年6月1日 星期六",
        "最后回复 2024-06-01 10:00",
        "Member since March 2011",
        "12 replies, last post by moth, Jun 1, 2024",
        "© 2024 The Harbour Post",
        "As of June 2024",
    ],
)
def test_other_dates_are_not_the_article_s(line: str) -> None:
    """Clocks, replies, members, rights."""
    assert read_imprint(Around(below=(line,), above=(line,))).published is None


def test_titles_of_other_pages_lend_no_date() -> None:
    """A line that is long beside its date is another page's."""
    line = "A much longer headline of some other page about the harbour and its lamps 2024-06-01"
    assert read_imprint(Around(below=(line,))).published is None


def test_a_label_may_stand_in_the_line_before() -> None:
    """Templates put it in an element of its own."""
    seen = read_imprint(Around(below=("Written by", "Ines Ballard", "Published on", "4 March 2021")))
    assert (seen.authors, seen.published) == (("Ines Ballard",), "2021-03-04")


def test_an_editor_is_no_author() -> None:
    """But is remembered, for some pages declare him one."""
    seen = read_imprint(Around(below=("2024-05-12",), behind=("（责任编辑：沈禾）",)))
    assert (seen.authors, seen.editors) == ((), ("沈禾",))


def test_a_bare_name_needs_a_date_beside_it() -> None:
    """And no word of it may be an ordinary one."""
    text = ("The keeper of the light lives above the harbour.",)
    assert read_imprint(Around(below=("Ines Ballard", "March 4, 2021"), text=text)).beside == ("Ines Ballard",)
    assert read_imprint(Around(below=("Ines Ballard",), text=text)).beside == ()
    assert read_imprint(Around(below=("Harbour Light", "March 4, 2021"), text=text)).beside == ()
    assert read_imprint(Around(below=("Related Stories", "March 4, 2021"), text=text)).beside == ()


def test_a_date_behind_the_text_is_the_last_resort() -> None:
    """One is the article's; several are a list's."""
    assert read_imprint(Around(behind=("2024-05-12",))).closing == "2024-05-12"
    assert read_imprint(Around(behind=("2024-05-12", "2024-05-11"))).closing is None


def test_reporters_are_found_in_the_text() -> None:
    """In front first, then behind."""
    assert read_imprint(Around(text=("本报讯（记者祁小满）船闸换门。", "慢了。（沈禾）"))).reporters == ("祁小满",)
    assert read_imprint(Around(text=("船闸换门。", "慢了。（沈禾）"))).reporters == ("沈禾",)


@pytest.mark.parametrize("name", ["江城晚报", "T 复制链接", "南埠新闻组", "灯塔看守人的最后一个冬天啊"])
def test_phrases_are_no_people(name: str) -> None:
    """Papers, buttons, desks, half sentences."""
    assert is_phrase(name)


def test_a_member_s_first_day_is_not_the_article_s() -> None:
    """Forums write it beside each post, its label often in the line before."""
    for below in (("Joined", "Nov 4, 2011"), ("Mitglied seit 04.11.2011",), ("注册时间 2011-11-04",)):
        assert read_imprint(Around(below=below)).published is None
    assert read_imprint(Around(below=("Joined", "Nov 4, 2011", "May 12, 2024"))).published == "2024-05-12"


def test_a_post_s_last_edit_does_not_hide_its_day() -> None:
    """Forums write both in one line; a label makes a long line a date's, too."""
    edited = "2024-05-12, 09:14 PM (This post was last modified: 2024-06-05, 03:27 AM by ferryman. Edited 1 time.)"
    assert (read_imprint(Around(below=(edited,))).published or "")[:10] == "2024-05-12"
    filed = "Essay - Published: 2024.05.12 | river-engineering | lock-keeping | winter-maintenance | tools |"
    assert read_imprint(Around(below=(filed,))).published == "2024-05-12"
