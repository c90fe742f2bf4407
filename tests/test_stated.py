"""Lists whose number the line over them states are the text's own."""

import pytest
from pages import PROSE

from pipeline.label import label
from pipeline.label.stated import stated
from pipeline.model import Text
from pipeline.segment import segment

ENTRIES = [f"灯塔的第{number}扇窗" for number in "甲乙丙丁戊己庚辛壬癸子丑"]


def found(heading: str, entries: list[str], *, below: tuple[str, ...] = PROSE[1:3]) -> list[str]:
    """The lines of such a list, on a page with one."""
    blocks = segment(Text("\n".join((PROSE[0], heading, *entries, *below)), "text/plain", "utf-8", 0)).blocks
    labelled = label(blocks)
    return [labelled[place].block.text for place in stated(labelled)]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("下面是读者最喜欢的十二扇窗户里的十二个故事:", 12),
        ("十条标题", 10),
        ("12条标题", 12),
        ("我记下的十一个名字", 11),
        ("These are the 9 windows that the keeper named in his log, in order:", 9),
    ],
)
def test_a_list_of_as_many_lines_is_the_texts_own(heading: str, number: int) -> None:
    """In Han by a number with its measure, elsewhere by a number in a sentence that ends in a colon."""
    assert found(heading, ENTRIES[:number]) == [heading, *ENTRIES[:number]]
    assert found(heading, ENTRIES[: number - 1]) == [heading, *ENTRIES[: number - 1]]


@pytest.mark.parametrize("heading", ["二十四条标题", "12点的灯塔", "第十二条", "灯塔的窗", "12 windows"])
def test_another_number_states_nothing(heading: str) -> None:
    """Nor does an hour, a place in an order, or a number in a heading of another language."""
    assert found(heading, ENTRIES) == []


def test_behind_the_text_it_may_be_a_sites() -> None:
    """`十大热文` over ten titles at the page's end."""
    assert found("十条标题", ENTRIES[:10], below=()) == []


NUMBERED = [f"{number}. {entry}" for number, entry in enumerate(ENTRIES[:10], 1)]


def test_a_numbered_list_under_a_heading_that_lists_of_other_pages_have() -> None:
    """The sentence above says how many there are; with another number, or none, the heading's word counts."""
    shown = (PROSE[0], "看守人说得最多的是十个故事,从多到少排列在下面这一张表里。", "热门排行", *NUMBERED, *PROSE[1:3])
    for page, kept in ((shown, True), ((PROSE[0], PROSE[1], *shown[2:]), False), ((*shown[:5], *shown[6:]), False)):
        blocks = segment(Text("\n".join(page), "text/plain", "utf-8", 0)).blocks
        assert all(item.verdict is None for item in label(blocks)) is kept
