"""A page becomes blocks: one a line, wrapped lines joined, editors' tails cut off."""

import pytest
from pages import blocks

from pipeline.model import Text
from pipeline.segment import segment

WRAPPED = (
    "The keeper of the light had come to the island as a boy, and",
    "he had never once thought of leaving it, although the winters",
    "were long, the boats were few, and the only neighbour was an",
    "old woman who kept bees on the far side of the hill and did",
    "not like to talk.",
)
"""A paragraph as a mail program wraps it."""


def test_every_line_is_a_block() -> None:
    """Blank lines are counted before the next one."""
    found = blocks("一", "", " \t\u3000", "二", "三", "")
    assert [(block.text, block.first, block.gap) for block in found] == [
        ("一", 1, 0),
        ("二", 4, 2),
        ("三", 5, 0),
    ]


def test_white_space_is_folded_and_kept_beside() -> None:
    """A reader sees one space; code and tables need their own."""
    (block,) = blocks("\u3000\u3000本报讯  历时\t七个月 ")
    assert block.text == "本报讯 历时 七个月"
    assert block.raw == "\u3000\u3000本报讯  历时\t七个月"
    assert block.indent == 4


def test_columns_count_han_twice() -> None:
    """Lengths compare across scripts."""
    assert [block.size for block in blocks("灯塔", "ab", "등대")] == [4, 2, 4]


def test_a_sentence_is_told_by_its_end() -> None:
    """Also where a quotation closes behind it."""
    lines = ("他来了。", "“他来了。”", "Done.)", "他来了", "包括:")
    assert [block.stops for block in blocks(*lines)] == [True, True, True, False, False]


def test_wrapped_lines_are_joined() -> None:
    """With a space in scripts that have spaces, and counted as a repair."""
    paragraphs = "\n".join((*WRAPPED, "", *WRAPPED))
    segmented = segment(Text(paragraphs, "text/plain", "utf-8", 0))
    assert [(block.first, block.last) for block in segmented.blocks] == [(1, 5), (7, 11)]
    assert segmented.blocks[0].text == " ".join(WRAPPED)
    assert segmented.repairs.joined == 8


def test_code_between_fences_is_not_joined() -> None:
    """Its line ends are its own, on a page that is wrapped by hand, too."""
    page = "\n".join((*WRAPPED, "", "```", *WRAPPED, "```"))
    assert [(block.first, block.last) for block in segment(Text(page, "text/plain", "utf-8", 0)).blocks] == [
        (1, 5),
        *((line, line) for line in range(7, 14)),
    ]


@pytest.mark.parametrize("comma", [",", "，"])
def test_wrapped_chinese_is_joined_without_a_space(comma: str) -> None:
    """No space is invented between two characters, whichever comma a page writes."""
    sentence = "守塔第十九年,老吴第一次接受采访,窗外是四级风,桌上是一盏没有点亮的马灯和半碗凉了的面,"
    text = sentence.replace(",", comma) * 6
    lines = [text[place : place + 35] for place in range(0, len(text), 35)]
    assert [block.text for block in blocks(*lines)] == [text]


def test_titles_and_items_are_not_joined() -> None:
    """Lines of a list are about equally long, and each is its own."""
    titles = [f"第{number}届灯塔摄影展在江城港区开幕,展期一个月" for number in "一二三四五六"]
    items = [f"- {title}" for title in titles]
    assert len(blocks(*titles)) == 6
    assert len(blocks(*items)) == 6


def test_an_editor_s_tail_is_cut_off() -> None:
    """The sentence stays, the tail can go; both name their line."""
    found = blocks("灯不能灭。", "窗外是四级风。(责任编辑:沈知远)")
    assert [(block.text, block.first, block.part) for block in found] == [
        ("灯不能灭。", 1, 0),
        ("窗外是四级风。", 2, 0),
        ("(责任编辑:沈知远)", 2, 1),
    ]


def test_a_remark_in_parentheses_is_no_tail() -> None:
    """Only a person behind an office is."""
    assert len(blocks("窗外是四级风(阵风五级)。", "他笑了。(笑)")) == 2


def test_repairs_do_not_move_lines() -> None:
    """Numbers of lines are the page's."""
    found = blocks("&lt;p&gt;", "\u200b", "a&#10;b", "三")
    assert [(block.text, block.first) for block in found] == [("<p>", 1), ("a b", 3), ("三", 4)]


def test_a_picture_without_words_alone_on_its_line_is_a_block() -> None:
    """So that it is accounted for; inside a line nothing of it is text."""
    text = "![](a.jpg)\nx ![](b.jpg) y\n[![](c.jpg)](c.html)\n[![a gate](d.jpg)](d.html)"
    shown = [block.text for block in segment(Text(text, "text/markdown", "utf-8", 0)).blocks]
    assert shown == ["![](a.jpg)", "x y", "[](c.html)", "a gate"]


def test_markdown_links_are_their_words() -> None:
    """The address is not the text."""
    text = Text("看[灯塔](http://example.org/a) 吧", "text/markdown", "utf-8", 0)
    assert [block.text for block in segment(text).blocks] == ["看灯塔 吧"]
    assert [block.text for block in blocks("看[灯塔](a) 吧")] == ["看[灯塔](a) 吧"]


def test_rows_of_columns_are_not_joined() -> None:
    """Though their lines are as long as the wrapped ones around them; nor is a byline joined to a long title."""
    rows = ("Haxley           95-3     beat   Sowerdale      94      by 7 wickets",) * 2
    title = "The league goes on without its oldest ground, which is under water"
    text = "\n".join((title, "Posted by Keith Barraclough on Sunday 20 July 2014", *WRAPPED, "", *rows, "", *WRAPPED))
    found = [(block.first, block.last) for block in segment(Text(text, "text/plain", "utf-8", 0)).blocks]
    assert found == [(1, 1), (2, 2), (3, 7), (9, 9), (10, 10), (12, 16)]
