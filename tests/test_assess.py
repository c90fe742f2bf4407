"""How good an article is."""

import pytest
from pages import PROSE, article

TITLES = [f"第{number}届灯塔摄影展在江城港区开幕" for number in "一二三"]

MESSAGE = "Warning: array_rand(): Array is empty in /www/keys.php on line 12"


@pytest.mark.parametrize(
    ("lines", "flag"),
    [
        (PROSE, "short"),
        ((*PROSE, "材料如下:"), "missing_list_items"),
        ((PROSE[0], "材料如下:", "1、", "2、", "3、", *PROSE[1:]), "missing_list_items"),
        ((*PROSE, PROSE[0] + PROSE[1][:-9]), "truncated"),
        ((PROSE[0], "锟斤拷锟缴憋拷锟斤拷", *PROSE[1:]), "mojibake"),
        ((PROSE[0], PROSE[1].replace("小屋", "小\ufffd"), PROSE[2]), "characters_lost"),
        (("好的,以下是根据您的要求改写的文章:", *PROSE), "generated_scaffold"),
        (
            (PROSE[0], "他經(jīng)過(guò)燈塔時,數(shù)據已經寫滿了三個本子,還有一張圖。"),
            "machine_translated_pinyin",
        ),
        (
            (PROSE[0], MESSAGE, *PROSE[1:]),
            "error_in_body",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_flags_tell_what_a_reader_should_know(lines: tuple[str, ...], flag: str) -> None:
    """Each from what the page shows; a sound text has it not."""
    assert flag in article(*lines).flags
    assert flag not in article("灯塔看守人的冬天", "2023-11-09", *(PROSE * 3)).flags or flag == "short"


def test_a_message_above_or_below_the_text_is_not_in_it() -> None:
    """It goes, and harms nothing that a reader reads."""
    for lines in ((MESSAGE, *PROSE), (*PROSE, MESSAGE)):
        told = article(*lines)
        assert MESSAGE not in told.text
        assert "error_in_body" not in told.flags


def test_a_good_page_is_surer_than_a_poor_one() -> None:
    """Title, date and sentences speak for it."""
    good = article("灯塔看守人的最后一个冬天", "2023-11-09 08:42 来源:江城晚报", *PROSE)
    poor = article(*TITLES, PROSE[0] + "材料如下:")
    assert good.quality.confidence > poor.quality.confidence


def test_the_share_that_was_kept_is_a_share_of_characters() -> None:
    """All of a bare text, less of one among furniture."""
    assert article(*PROSE).quality.kept == 1
    framed = article("首页 > 新闻 > 正文", *PROSE, "Copyright © 2009-2023 江城在线 版权所有")
    assert 0.5 < framed.quality.kept < 1


def test_words_are_counted_as_people_count_them() -> None:
    """A Han character is one, and so is a run of letters."""
    assert article("He kept the light for nineteen years, alone.").quality.words == 8
    assert article("守塔第十九年,老吴第一次接受采访。").quality.words == 15


def test_an_article_about_an_error_has_no_error_for_a_title() -> None:
    """A farm makes a title from an error and writes of something else below it."""
    title = "网站报 Undefined index 怎么办"
    about = [
        "PHP 提示 Undefined index 时，多半是数组里没有这个键就去取值，页面照样打开，只是多一行提示。",
        "先用 isset 判断键在不在，再取值；老代码里成片出现时，可以在入口统一补上默认值。",
    ]
    for rows, flagged in ((about, False), (PROSE[:2], True)):
        flags = article("\n".join((title, *rows))).flags
        assert ("error_title" in flags) is flagged
