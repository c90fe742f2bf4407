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
        ("基本情况", "别名\t跑旱船", "类别\t民间舞蹈", "流行地\t白石河两岸", "级别\t市级", "人数\t七到十一人"),
        (
            "站名\t海拔（米）\t到站时刻\t备注与换乘",
            "东口\t12\t07:10\t换渡轮",
            "中坡\t88\t07:31\t无",
            "山顶\t203\t07:58\t末站",
        ),
        ("店家資訊", "店名：阿蘭麵攤", "地址：南埔鎮中街7號", "營業時間：06:30～13:00"),
        ("店舗情報", "住所：北港町2-1", "営業時間：10:00〜17:00", "定休日：水曜日"),
        ("Good to know", "Address: 2 Pier Lane", "Opening hours: 9 to 5", "Admission: £4"),
        ("Kapitel:", "00:00 Der Dachboden", "01:12 Was morsch war", "12:40 Die Rechnung"),
        ("灯照江心一尺水，", "人在渡头三更天。"),
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
        ("23:10 Rain on the coast", "22:40 Two ferries late", "21:05 Lock closed"),
        ("07:10 Rain on the coast", "08:40 Two ferries late", "09:05 Lock closed"),
        ("Address: 2 Pier Lane", "Phone: 0000 600", "Tel: 0000 601"),
        ("灯塔之夜，", "渡口的早晨和晚上。"),
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


def test_a_heading_right_behind_a_list_heads_what_follows() -> None:
    """Over a sentence it is the next section's; among other short lines it may be a menu's."""
    items = ("1. 东口", "2. 中坡")
    assert places(SENTENCE, *items, "末班车以后", SENTENCE) == [1, 2, 3]
    assert 3 not in places(SENTENCE, *items, "末班车以后", "首页", SENTENCE)


def test_questions_with_their_answers_are_held_to_the_end() -> None:
    """Two pairs with labels; one pair, or questions alone, say nothing."""
    pairs = ("常见问题", "问：晕船吗？", "答：浪大的日子会，坐船尾好些。", "问：能带车吗？", "答：不能，只能寄存。")
    assert places(SENTENCE, *pairs) == [1, 2, 3, 4, 5]
    assert places(SENTENCE, "Q: Is it far?", "A: Two stops.", "Q: And back?", "A: The same.") == [1, 2, 3, 4]
    assert places(SENTENCE, "问：晕船吗？", "答：浪大的日子会，坐船尾好些。") == []
    assert places(SENTENCE, "问：晕船吗？", "问：能带车吗？", "问：几点开？") == []


def test_references_are_counted_from_one_under_their_heading() -> None:
    """Numbers that begin elsewhere, or no heading: a list of other pages looks so, too."""
    found = ("1 白石县志．1987：41", "2 渡船考[J]．民俗，2005")
    assert places(SENTENCE, "参考资料", *found) == [1, 2, 3]
    assert places(SENTENCE, "热门文章", *found) == []
    assert places(SENTENCE, "References", "3 Harbour book", "4 Ferry book") == []


def test_headings_over_the_buttons_of_sections_are_held() -> None:
    """`编辑` behind three headings is an encyclopaedia's; behind one it says nothing."""
    sections = [line for name in ("来历", "做法", "现状") for line in (name, "编辑", SENTENCE)]
    assert places(SENTENCE, *sections, SENTENCE)[:2] == [1, 3]
    assert places(SENTENCE, *sections[:3], SENTENCE) == []


def test_the_day_behind_the_office_that_gives_a_notice_is_held() -> None:
    """Not a day behind another title, nor one in figures as lists have it."""
    assert places(SENTENCE, "白石县教育体育局", "2024年4月11日") == [1, 2]
    assert places(SENTENCE, "渡口的新灯亮了", "2024年4月11日") == []
    assert places(SENTENCE, "白石县教育体育局", "2024-04-11") == []
