"""Blocks of HTML that the judge doubts and that stand alone between two it keeps: a pull quote, a note, a figure's line.

A page is cut high where most of it is sure, so that a menu's sentence goes; in the middle of the text the same chance
means more.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from pipeline.leaf import Leaf
from pipeline.model import Opinion

PLAIN = 0.5
"""From this probability on that it is of a kind with one text a page is held for such."""
ALONE, ALONE_ELSEWHERE = 0.3, 0.45
"""The least chance of such a block, on pages with one text and on others. On 2,927 pages that the judge had not seen the
gold has 614 of 865 such blocks and seven tenths of their words, on others 609 of 768 and six tenths."""
TOGETHER, TOGETHER_ELSEWHERE = 2, 1
"""So many may stand together; of three and more the gold has half the words, of two on other pages a third."""


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
