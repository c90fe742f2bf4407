"""Blocks of HTML that the judge doubts and that stand alone between two it keeps: a pull quote, a note, a figure's line.

Headings, too: right between two sure blocks, or right over one and built like another that is kept.
A page is cut high where most of it is sure, so that a menu's sentence goes; in the middle of the text the same chance
means more.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from pipeline.leaf import Elements, Leaf
from pipeline.model import Opinion

PLAIN = 0.5
"""From this probability on that it is of a kind with one text a page is held for such."""
ALONE, ALONE_ELSEWHERE = 0.3, 0.45
"""The least chance of such a block, on pages with one text and on others. On 2,927 pages that the judge had not seen the
gold has 614 of 865 such blocks and seven tenths of their words, on others 609 of 768 and six tenths."""
TOGETHER, TOGETHER_ELSEWHERE = 2, 1
"""So many may stand together; of three and more the gold has half the words, of two on other pages a third."""

SURE = 0.8
"""The chance of blocks that a doubted one stands beside."""
BETWEEN = 0.3
"""The chance of a heading right between two such blocks: of 53 on 976 pages that it had not seen the gold has 41."""
ALIKE, KEPT = 0.2, 0.6
"""The chance of a heading right over one such block, and of another of its make: on 10 of 2,927 pages that the judge
learned from there is one, and on nine the gold has it."""


def between(asked: Collection[int], leaves: Sequence[Leaf], opinion: Opinion) -> Iterator[int]:
    """The places of these blocks; `asked` are those that are in doubt and no links."""
    plain = opinion.plain >= PLAIN
    least, most = (ALONE, TOGETHER) if plain else (ALONE_ELSEWHERE, TOGETHER_ELSEWHERE)
    shown = [place for place, leaf in enumerate(leaves) if not leaf.hidden]
    runs = [(kept, list(run)) for kept, run in groupby(shown, lambda place: opinion.chances[place] >= opinion.cut)]
    for kept, run in runs[1:-1]:
        alone = not kept and len(run) <= most and opinion.title not in run
        if alone and all(_may_stay(place, asked, leaves, opinion.chances[place], least) for place in run):
            yield from run


def _may_stay(place: int, asked: Collection[int], leaves: Sequence[Leaf], chance: float, least: float) -> bool:
    return chance >= least and place in asked and leaves[place].kind != "caption"


def headings_between(asked: Sequence[int], leaves: Sequence[Leaf], opinion: Opinion) -> Iterator[int]:
    """Headings right between two sure blocks, in whatever element each stands."""
    chances, sure = opinion.chances, max(SURE, opinion.cut)
    for place in asked:
        likely = leaves[place].kind == "heading" and chances[place] >= BETWEEN and 0 < place < len(chances) - 1
        if likely and min(chances[place - 1], chances[place + 1]) >= sure:
            yield place


def headings_alike(asked: Sequence[int], leaves: Sequence[Leaf], opinion: Opinion, elements: Elements) -> Iterator[int]:
    """Headings right over a sure block that are built like another that is kept: the first of two posts has its own."""
    doubted = [place for place in asked if leaves[place].kind == "heading" and opinion.chances[place] >= ALIKE]
    if not doubted:
        return
    kept = {
        elements.paths[leaf.element]
        for leaf, chance in zip(leaves, opinion.chances, strict=True)
        if leaf.kind == "heading" and chance >= max(KEPT, opinion.cut)
    }
    for place in doubted:
        below = place + 1
        sure = below < len(leaves) and opinion.chances[below] >= max(SURE, opinion.cut)
        if sure and leaves[below].kind != "heading" and elements.paths[leaves[place].element] in kept:
            yield place
