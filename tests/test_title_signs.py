"""What speaks for a line's being the title."""

from msgspec.structs import replace
from pages import PROSE

from pipeline.headline import find_title
from pipeline.label import label
from pipeline.model import Labelled, Text, Verdict
from pipeline.segment import segment
from pipeline.title_signs import SIGNS, head_of, signs, told_titles, weight
from pipeline.verdicts import Tells

NAVIGATION = Verdict("navigation", "navigation_words")


def labelled(*lines: str) -> tuple[Labelled, ...]:
    """A page's lines with the rules' verdicts."""
    return label(segment(Text("\n".join(lines), "text/plain", "utf-8", 0)).blocks)


def test_a_title_weighs_more_with_the_site_s_name_above_it() -> None:
    """The browser's title is often the page's first line."""
    lines = ("灯塔看守人的冬天", *PROSE)
    alone = labelled("江城在线", *lines)
    echoed = labelled("灯塔看守人的冬天_江城在线", *lines)
    assert weight(head_of(echoed, 2), 1) > weight(head_of(alone, 2), 1)


def test_a_line_that_points_weighs_less() -> None:
    """`▲ 设为星标` stands over many titles."""
    pointed, plain = labelled("▲ 记得把我们设为星标", *PROSE), labelled("记得把我们设为星标", *PROSE)
    assert weight(head_of(pointed, 1), 0) < weight(head_of(plain, 1), 0)


def test_every_sign_is_a_number() -> None:
    """So that the weights can be fitted again."""
    head = head_of(labelled("首页 | 新闻 | 视频", "灯塔看守人的冬天", *PROSE), 2)
    assert len(signs(head, 1)) == len(SIGNS)


def test_a_title_that_a_list_swallowed_is_found() -> None:
    """The list of other pages above it has no end of its own."""
    news = ("18:40", "Ночной автобус пустили в Заречном", "18:12", "Пожарные сняли кота с крыши")
    sentence = "Водяная мельница в селе Дубовка впервые за сорок лет смолола мешок ржи, чинили её всем селом."
    title = "Мельницу в Дубовке запустили после сорока лет простоя"
    page = labelled("Последние новости", *news, "Главная / Общество", title, "14 ноября 2018, 16:48", *[sentence] * 3)
    found = find_title(page)
    assert found is not None
    assert page[found].block.text == title


def test_what_the_page_calls_its_title_is_it() -> None:
    """The label, and the only heading of the first level."""
    page = labelled(
        "Docs / CLI", "# tide restore", "Restores a snapshot, or part of one, to a directory.", "## Synopsis"
    )
    found = find_title(page)
    assert found is not None
    assert page[found].block.text == "# tide restore"


def test_what_the_first_sentence_defines_weighs_more() -> None:
    """`旱船，又名…` is about 旱船; a line that the sentence only begins with is not told so."""
    defined = labelled("旱船", "首页", f"旱船，又名月船，{PROSE[0]}", *PROSE)
    begun = labelled("旱船", "首页", f"旱船上的灯{PROSE[0]}", *PROSE)
    assert weight(head_of(defined, 2), 0) > weight(head_of(begun, 2), 0) + 1


def test_a_line_right_under_a_day_weighs_more() -> None:
    """Blogs set the day over the title."""
    under, beside = labelled("2022-11-19", "灯塔看守人的冬天", *PROSE), labelled("潮声", "灯塔看守人的冬天", *PROSE)
    assert weight(head_of(under, 2), 1) > weight(head_of(beside, 2), 1)


def test_a_property_among_properties_and_a_section_of_any_page_weigh_less() -> None:
    """`商品名称：…` over `商品编号：…`, and `职位描述`; a title may hold a colon."""
    fields = labelled("商品名称：樱桃木砧板", "商品编号：10003", *PROSE)
    titled = labelled("省联赛：末节逆转的一夜", "商品编号一零零零三", *PROSE)
    assert weight(head_of(fields, 2), 0) < weight(head_of(titled, 2), 0) - 1
    section, title = labelled("职位描述", *PROSE), labelled("渡口描述", *PROSE)
    assert weight(head_of(section, 1), 0) < weight(head_of(title, 1), 0) - 1


def test_two_lines_that_say_one_title_are_no_more_than_certain() -> None:
    """Lines of two articles, each judged by itself, once had 1.9 in common, of which there is no logarithm."""
    sure = Tells(0.95, 0.0, 0.0)
    page = [replace(item, tells=sure) for item in labelled("灯塔看守人的冬天", *PROSE, "灯塔看守人的冬天", *PROSE)]
    assert max(told_titles(page).values()) <= 1.0
    assert find_title(page) is not None
