"""The lines of an article become headings, paragraphs, lists, quotes, code and tables."""

import pytest
from pages import PROSE, cases, draft, texts

from pipeline.body import Code, Heading, Image, List, Paragraph, Quote, Table
from pipeline.flow import clean_page
from pipeline.markup.plain import plain
from pipeline.settings import Settings

CASES = cases()


def body(*lines: str) -> list[object]:
    """The blocks that lines become."""
    return list(draft(*lines).body)


def test_sentences_are_paragraphs() -> None:
    """One a line."""
    assert body(*PROSE) == [Paragraph(text) for text in PROSE]


def test_a_short_line_over_text_is_a_heading() -> None:
    """With a level from its numbering or its marks."""
    assert body("## 塔上的夜晚", PROSE[0]) == [Heading(2, "塔上的夜晚"), Paragraph(PROSE[0])]
    found = body(PROSE[0], "", "塔上的夜晚", PROSE[1])
    assert found[1] == Heading(2, "塔上的夜晚")


def test_marks_of_a_heading_lose_no_letter() -> None:
    """Hashes that close it go; one that is its own stays, and a line of hashes is no heading without a name."""
    assert body("## Tuned in C#", PROSE[0], "## Under it ##", "# #") == [
        Heading(2, "Tuned in C#"),
        Paragraph(PROSE[0]),
        Heading(2, "Under it"),
        Paragraph("# #"),
    ]


@pytest.mark.parametrize("line", ["* * *", "- - -", "***", "---"])
def test_a_rule_between_paragraphs_is_no_list(line: str) -> None:
    """Its marks are no items, and none of them is lost."""
    assert body(PROSE[0], line, PROSE[1]) == [Paragraph(PROSE[0]), Paragraph(line), Paragraph(PROSE[1])]


def test_chinese_numbering_stays_in_a_heading() -> None:
    """一、 and 第一章 are text."""
    found = body("第一章 上岛", PROSE[0], "一、点灯", PROSE[1], "(一)擦灯", PROSE[2])
    assert [block for block in found if isinstance(block, Heading)] == [
        Heading(1, "第一章 上岛"),
        Heading(2, "一、点灯"),
        Heading(3, "(一)擦灯"),
    ]


@pytest.mark.parametrize("marker", ["- ", "* ", "• ", "•", "● "])
def test_marked_lines_are_a_list(marker: str) -> None:
    """The marker leaves the text."""
    lines = [f"{marker}面粉", f"{marker}水"]
    assert body("材料如下:", *lines)[1] == List(ordered=False, items=("面粉", "水"))


@pytest.mark.parametrize("form", ["{}. ", "{}、", "{}) ", "({})"])
def test_numbered_lines_are_a_list(form: str) -> None:
    """The number leaves the text."""
    lines = [form.format(number) + text for number, text in enumerate(("先擦灯", "再加油", "后点火"), 1)]
    assert body("步骤如下:", *lines)[1] == List(ordered=True, items=("先擦灯", "再加油", "后点火"))


def test_numbered_lines_apart_are_one_list() -> None:
    """Blank lines between items end nothing."""
    found = body("步骤如下:", "", "1. 先擦灯", "", "2. 再加油", "", "", "3. 后点火")
    assert found[1:] == [List(ordered=True, items=("先擦灯", "再加油", "后点火"))]


def test_a_list_that_begins_later_says_where() -> None:
    """The number is not lost with the marker."""
    found = body("接上文:", "4. 先擦灯", "5. 再加油", "6. 后点火")
    assert found[1] == List(ordered=True, items=("先擦灯", "再加油", "后点火"), start=4)


def test_option_letters_stay_in_the_text() -> None:
    """An exam's answers are named by them."""
    (found,) = body("A. 空气", "B. 海水", "C. 灯油")
    assert found == List(ordered=False, items=("A. 空气", "B. 海水", "C. 灯油"))


def test_numbers_are_no_markers() -> None:
    """A decimal, a year, a phone number begins a sentence."""
    for line in (
        "1.5万人来过这座灯塔,其中一半是冬天来的。",
        "2019年的冬天来得特别早,海面结了一层薄冰。",
    ):
        assert body(line) == [Paragraph(line)]


def test_quotes_code_and_tables() -> None:
    """Each is told by its marks."""
    assert body("> 灯不能灭")[0] == Quote("灯不能灭")
    assert body("```python", "for lamp in lamps:", "    lamp.light()", "```") == [
        Code("for lamp in lamps:\n    lamp.light()", "python")
    ]
    assert body("时间\t地点", "8:00\t码头") == [Table((("时间", "地点"), ("8:00", "码头")))]
    assert body("| 时间 | 地点 |", "| --- | --- |", "| 8:00 | 码头 |") == [
        Table((("时间", "地点"), ("8:00", "码头")), header=1)
    ]


def test_code_keeps_its_white_space() -> None:
    """Blank lines and indentation are its meaning."""
    (code,) = body("```", "if lit:", "", "    keep()", "```")
    assert code == Code("if lit:\n\n    keep()")


def test_a_row_s_last_cells_may_be_empty() -> None:
    """They stay in the body; in the text, where no one could read them back, they are not written."""
    table = Table((("Lock", "Minutes", ""), ("East", "", "closed"), ("West", "12", "")), header=1)
    assert plain((table,)) == "Lock\tMinutes\n---|---\nEast\t\tclosed\nWest\t12"


def test_verse_is_a_paragraph_a_line() -> None:
    """No line of a poem is a heading over the next."""
    verse = ("海上生明月", "天涯共此时", "情人怨遥夜", "竟夕起相思")
    assert body(*verse) == [Paragraph(line) for line in verse]


def test_a_lead_in_without_its_list_keeps_its_place() -> None:
    """And the article says that the list is missing."""
    with_list = draft(PROSE[0], "材料如下:", "- 面粉", "- 水")
    without = draft(PROSE[0], "材料如下:", "", "塔上的夜晚", PROSE[1])
    assert (with_list.missing_list_items, without.missing_list_items) == (False, True)
    assert Paragraph("材料如下:") in without.body


def test_a_broken_sentence_is_told() -> None:
    """A last paragraph that ends in mid-sentence."""
    assert draft(*PROSE, PROSE[0] + PROSE[1][:-9]).truncated
    assert not draft(*PROSE).truncated


def test_a_body_renders_to_itself() -> None:
    """The plain text of a body has the same structure again."""
    lines = (
        *(PROSE[0], "", "塔上的夜晚", PROSE[1], "材料如下:", "- 面粉", "- 水", "", "步骤如下:"),
        *("1. 先擦灯", "2. 再加油", "> 灯不能灭", "时间\t地点", "8:00\t码头", PROSE[2]),
        *("```python", "for lamp in lamps:", "    lamp.light()", "```", PROSE[0]),
    )
    first = draft(*lines)
    again = draft(*first.text.split("\n"))
    assert again.body == first.body


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_no_block_is_empty_and_the_text_shows_all(case) -> None:
    """Every block says something, and the plain text has it too; of a picture only its caption."""
    for one in clean_page(case.page, Settings()).articles:
        shown = "".join(one.text.split())
        for block in one.body:
            if isinstance(block, Image):
                assert block.url
                assert "".join((block.caption or "").split()) in shown
                continue
            assert any(text.strip() for text in texts(block))
            assert all("".join(text.split()) in shown for text in texts(block))


def test_a_sentence_with_a_footnote_s_mark_behind_it_is_no_heading() -> None:
    """`[^1]` behind the full stop is a mark of Markdown's; a heading may have one, too."""
    marked = draft("Nobody remembered it, the keeper said.[^1]", *PROSE, "The gates of winter[^gate]", *PROSE)
    assert [type(block) for block in marked.body if "[^" in plain((block,))] == [Paragraph, Heading]


@pytest.mark.parametrize(
    ("below", "missing"),
    [
        (("排查时先看记录，再问柜台，两处都没有的再等一天。", "正确的步骤", PROSE[0]), True),
        (("第一，到账慢；第二，还有没入账的消费，两样都要等。", "正确的步骤", PROSE[0]), False),
        (("到账慢的要等到第二天早上才看得见。", "还有没入账的消费，也要一并等它入账。", PROSE[0]), False),
    ],
)
def test_of_several_things_a_single_paragraph_is_not_the_list(below: tuple[str, ...], missing: bool) -> None:
    """`以下几种情况` over one paragraph and the next heading has lost its items, unless the paragraph names them."""
    assert draft("额度没有及时恢复，通常与以下几种情况有关：", *below).missing_list_items is missing


def test_sections_counted_from_one_are_the_list_that_is_promised() -> None:
    """`通知如下：` over `一、` has lost nothing."""
    assert not draft("现将有关事项通知如下：", "一、封渡时间", PROSE[0], "二、绕行办法", PROSE[0]).missing_list_items


def test_rows_apart_by_a_blank_line_each_are_one_table() -> None:
    """As all lines of such a page are; two tables with a blank line between them stay two."""
    assert body("a | b | c", "", "1 | 2 | 3", "", "4 | 5 | 6") == [
        Table((("a", "b", "c"), ("1", "2", "3"), ("4", "5", "6")), header=0)
    ]
    two = body("a | b | c", "1 | 2 | 3", "", "d | e | f", "4 | 5 | 6")
    assert [type(block) for block in two] == [Table, Table]


def test_a_mark_before_a_line_alone_makes_a_heading() -> None:
    """`◆ Day 1` over a paragraph; marked lines under each other are a list, and so is a lone bullet."""
    assert body(PROSE[0], "◆ 第一天", PROSE[1])[1] == Heading(2, "◆ 第一天")
    assert body(PROSE[0], "◆ 渡船", "◆ 灯塔", PROSE[1])[1] == List(False, ("渡船", "灯塔"))
    assert isinstance(body(PROSE[0], "- 第一天", PROSE[1])[1], List)


def test_a_shown_trace_is_code() -> None:
    """Its first line, its frames with the lines of the program, and the error."""
    lines = (
        "Traceback (most recent call last):",
        '  File "a.py", line 2, in f',
        "    day = first(x)",
        "ValueError: no day",
    )
    assert [type(block) for block in body(*lines)] == [Code]
