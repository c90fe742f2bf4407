"""Lists that stand inside an article's text, and lists that only look like them."""

import pytest
from pages import PROSE

from pipeline.label.enclosed import counted, enclosed
from pipeline.model import Labelled, Text
from pipeline.segment import segment

SENTENCE = "岛上只有一条线路，顺时针绕一圈约七十分钟，站牌藏在电线杆后面。"


def page(*lines: str) -> list[Labelled]:
    """A page on which no rule took any line."""
    return [Labelled(block, None) for block in segment(Text("\n".join(lines), "text/plain", "utf-8", 0)).blocks]


def places(*lines: str) -> list[int]:
    """The places of the lines that are held by their form."""
    return sorted(set(enclosed(page(*lines))))


@pytest.mark.parametrize(
    "lines",
    [
        ("食材", "土鸡腿 2支", "老姜 80克", "盐 少许"),
        ("各区雨量", "城中区 71", "湾里区 58", "北塘区 49"),
        ("首末班", "06:40", "08:10", "09:40"),
        ("《盐与灯》", "《木匠的几何》", "《旧雨》"),
        ("1\tÇınarspor\t27", "2\tAkçay\t25", "3\tYenihisar\t22"),
        ("品牌：山野", "材质：灰口铸铁", "直径：24厘米", "净重：2.1千克", "产地：河北"),
        ("На маршруте три остановки:", "— Вокзал", "— Рынок", "— Школа"),
    ],
)
def test_a_list_between_two_sentences_is_held(lines: tuple[str, ...]) -> None:
    """Amounts, times, works, rows, properties, items; with the line that names them."""
    assert places(SENTENCE, *lines, SENTENCE) == list(range(1, 1 + len(lines)))


@pytest.mark.parametrize(
    "lines",
    [
        ("首页", "财经", "体育"),
        ("土鸡腿 2支", "老姜 80克"),
        ("电话：0000-600", "地址：东门街12号", "邮编：000000", "邮箱：a@nanbu.example", "传真：0000-601"),
    ],
)
def test_a_menu_a_pair_and_a_contact_are_not(lines: tuple[str, ...]) -> None:
    """Nothing in their form says that they are the text's own."""
    assert places(SENTENCE, *lines, SENTENCE) == []


def test_before_the_text_and_behind_it_stand_other_lists() -> None:
    """Amounts behind the last sentence are a shop's; works may end a text."""
    assert places("土鸡腿 2支", "老姜 80克", "盐 3克", SENTENCE) == []
    assert places(SENTENCE, "土鸡腿 2支", "老姜 80克", "盐 3克") == []
    assert places(SENTENCE, "《盐与灯》", "《木匠的几何》", "《旧雨》") == [1, 2, 3]


def test_sections_counted_in_order_hold_what_stands_under_them() -> None:
    """The last holds no more lines than the longest before it."""
    sections = (
        "一、民间文学",
        "青石桥的传说",
        "哑巴泉的来历",
        "二、音乐",
        "采茶对歌",
        "三、舞蹈",
        "板凳龙",
        "鲤鱼灯",
        "首页",
    )
    assert counted(page(SENTENCE, *sections)) == list(range(1, 9))
    assert counted(page(SENTENCE, "一、民间文学", "青石桥的传说", "三、舞蹈", "二、音乐")) == []
    assert counted(page(*sections)) == []


def test_a_page_without_a_sentence_has_no_inside() -> None:
    """A bare list is nobody's."""
    assert places("《盐与灯》", "《木匠的几何》", "《旧雨》") == []
    assert places(*PROSE) == []
