"""What speaks for a line's being the title."""

from pages import PROSE

from pipeline.headline import find_title
from pipeline.label import label
from pipeline.model import Labelled, Text, Verdict
from pipeline.segment import segment
from pipeline.title_signs import SIGNS, head_of, signs, weight

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
