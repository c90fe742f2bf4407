"""A glued page: each article labelled by itself, where the judge sees another begin."""

from msgspec.structs import replace
from pages import PROSE, blocks

from pipeline.label.several import FAINT, NEAR, SURE, SURE_IN_THREAD, by_article
from pipeline.model import Block, Labelled, Verdict

BAKER = (
    "面包师傅凌晨三点起床,先和好第一批面团。",
    "烤炉烧的是果木,火候全凭手背试出来。",
    "头一炉出来的时候天还没有亮。",
)
FRAME = Verdict("boilerplate", "judged_boilerplate")


def labelling(*firsts: str, chance: float = 0.9, foreign: bool = True):
    """A judge that sees an article begin at some lines, and takes what stands behind the first for the frame."""

    def labelled(seen: tuple[Block, ...]) -> tuple[Labelled, ...]:
        items = [Labelled(block, begins=chance if block.text in firsts else 0.01) for block in seen]
        later = next((row for row, block in enumerate(seen) if row and block.text in firsts), len(seen))
        return tuple(
            replace(item, verdict=FRAME) if foreign and row >= later else item for row, item in enumerate(items)
        )

    return labelled


def gone(items: tuple[Labelled, ...]) -> list[str]:
    """The lines that go."""
    return [item.block.text for item in items if item.verdict is not None]


def begun(items: tuple[Labelled, ...]) -> list[str]:
    """The lines at which another article begins."""
    return [item.block.text for item in items if item.begun]


def test_each_article_is_labelled_by_itself() -> None:
    """The second is no frame of the first."""
    lines = blocks(*PROSE, "凌晨三点的面包房", *BAKER * 3)
    items = by_article(labelling("凌晨三点的面包房"), lines)
    assert (begun(items), gone(items)) == (["凌晨三点的面包房"], [])
    assert tuple(item.block for item in items) == lines
    assert next(item.begins for item in items if item.begun) == 0.9


def test_three_articles_are_three() -> None:
    """All at one look, or one in the other."""
    lines = blocks(*PROSE, "甲的题目", *BAKER * 3, "乙的题目", *PROSE)
    assert begun(by_article(labelling("甲的题目", "乙的题目"), lines)) == ["甲的题目", "乙的题目"]


def test_a_page_stays_whole_where_little_would_stand_in_a_part() -> None:
    """Two lines are no article."""
    items = by_article(labelling("凌晨三点的面包房"), blocks(*PROSE, "凌晨三点的面包房", "烤炉烧的是果木。"))
    assert begun(items) == []
    assert gone(items) == ["凌晨三点的面包房", "烤炉烧的是果木。"]


def test_a_doubtful_beginning_is_none() -> None:
    """Nor is the page's own first line."""
    lines = blocks(*PROSE, "凌晨三点的面包房", *BAKER * 3)
    assert begun(by_article(labelling("凌晨三点的面包房", chance=FAINT / 2), lines)) == []
    assert begun(by_article(labelling(PROSE[0]), lines)) == []


def test_texts_that_share_their_words_are_one() -> None:
    """Strangers need less of the judge."""
    above = PROSE * 3
    for below, wanted in ((PROSE[::-1] * 3, []), (BAKER * 5, ["塔上的夜晚"])):
        lines = blocks(*above, "塔上的夜晚", *below)
        assert begun(by_article(labelling("塔上的夜晚", chance=SURE - 0.1), lines)) == wanted


def test_one_article_begins_once() -> None:
    """Of lines that stand near each other the likeliest."""
    lines = blocks(*PROSE, "面包房", "凌晨三点的面包房", *BAKER * 3)
    assert NEAR > 1
    assert len(begun(by_article(labelling("面包房", "凌晨三点的面包房", foreign=False), lines))) == 1


def test_the_line_that_joins_two_articles_belongs_to_none() -> None:
    """By itself neither article shows that it joins anything, above the cut or below it."""
    for first in ("凌晨三点的面包房", "扩展知识阅读:"):
        lines = blocks(*PROSE, "扩展知识阅读:", "凌晨三点的面包房", *BAKER * 3)
        items = by_article(labelling(first), lines)
        assert gone(items) == ["扩展知识阅读:"]
        assert begun(items) == [first]


def test_no_article_begins_at_a_heading_over_a_list() -> None:
    """So begins a section, unless the judge is sure."""
    lines = blocks(*PROSE, "凌晨三点的面包房", "- 面粉", *BAKER * 3)
    assert begun(by_article(labelling("凌晨三点的面包房", chance=SURE - 0.1), lines)) == []
    assert begun(by_article(labelling("凌晨三点的面包房", chance=SURE + 0.1), lines)) == ["凌晨三点的面包房"]


def test_no_article_begins_among_the_posts_of_a_thread() -> None:
    """Where three posts have heads, unless the judge is sure: two threads may be glued."""
    lines = blocks("甲 3-4", *PROSE, "乙 3-5", *BAKER * 3, "丙 3-6", *PROSE)
    head = Verdict("metadata", "post_header")
    plain = labelling("乙 3-5", chance=SURE, foreign=False)

    def headed(seen: tuple[Block, ...]) -> tuple[Labelled, ...]:
        return tuple(replace(item, verdict=head) if " 3-" in item.block.text else item for item in plain(seen))

    assert begun(by_article(plain, lines)) == ["乙 3-5"]
    assert begun(by_article(headed, lines)) == []
    plain = labelling("乙 3-5", chance=SURE_IN_THREAD, foreign=False)
    assert begun(by_article(headed, lines)) == ["乙 3-5"]
