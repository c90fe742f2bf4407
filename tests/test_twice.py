"""Text that a page holds twice."""

from pages import PROSE

from pipeline.label import label
from pipeline.label.leaves import label_leaves
from pipeline.markup.blocks import markup_blocks
from pipeline.model import Opinion, Verdict

COPY = Verdict("duplicate", "repeated_text")


def verdicts(markup: str, title: int | None = None) -> list[Verdict | None]:
    """Of a page that the judge would keep whole."""
    segmented = markup_blocks(markup)
    opinion = Opinion((1.0,) * len(segmented.blocks), 0.5, title)
    return [item.verdict for item in label_leaves(segmented, opinion, label)]


def test_the_second_of_two_builds_goes() -> None:
    """A page that is sent for desks and for phones at once."""
    page = (
        f"<div class=desk><p>{PROSE[0]}</p><p>{PROSE[1]}</p></div><section class=phone><div>{PROSE[0]}</div></section>"
    )
    assert verdicts(page) == [None, None, COPY]


def test_text_built_alike_stays() -> None:
    """A refrain comes back among its like."""
    assert verdicts(f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>{PROSE[0]}</p>") == [None, None, None]


def test_short_text_comes_back_by_chance() -> None:
    """Also where it is built otherwise."""
    assert verdicts(f"<p>好的。</p><p>{PROSE[0]}</p><div>好的。</div>") == [None, None, None]


def test_the_title_is_never_a_copy() -> None:
    """Though a description above it says the same."""
    assert verdicts(f"<p>{PROSE[0]}</p><h1>{PROSE[0]}</h1><p>{PROSE[1]}</p>", title=1)[1] is None


def test_code_may_come_back() -> None:
    """An example is shown again where it is explained."""
    code = "for lamp in lighthouse.lamps_of_the_western_coast(): lamp.light(until=sunrise)"
    assert verdicts(f"<p>{PROSE[0]}</p><pre>{code}</pre><div><pre>{code}</pre></div><p>{PROSE[1]}</p>") == [None] * 4


def test_of_an_abstract_and_the_first_paragraph_the_surer_stays() -> None:
    """The abstract above a text is in doubt; where the judge is sure of both the first stays."""
    segmented = markup_blocks(f"<div class=intro>{PROSE[0]}</div><article><p>{PROSE[0]}</p><p>{PROSE[1]}</p></article>")

    def copied(*chances: float) -> list[bool]:
        return [item.verdict == COPY for item in label_leaves(segmented, Opinion(chances, 0.4, None), label)]

    assert copied(0.5, 0.9, 0.9) == [True, False, False]
    assert copied(0.85, 0.95, 0.9) == [False, True, False]
