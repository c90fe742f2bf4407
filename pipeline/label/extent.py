"""Blocks with what was sighted → from which to which the running text goes."""

from pipeline.label.sight import Sight
from pipeline.model import Block

MOST_BEHIND = 0.15
"""Share of a page's sentences, by length, that may stand among the furniture behind the article."""
FURNITURE_BEHIND = 4
"""So many lines of furniture, doubtful ones counted half, and half of all there, make such a stretch."""


def extent(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...], prose: tuple[bool, ...]) -> tuple[int, int]:
    """First and last block of the running text; short lines that hang on to its end belong to it.

    A page without a sentence (verse, a timetable) has its longest stretch of unspoken-for lines.
    """
    count = len(blocks)
    if any(prose):
        first = prose.index(True)
        last = _last_sentence(blocks, sights, prose)
        while last + 1 < count and sights[last + 1] is None:
            last += 1
        return first, last
    best = (0, -1)
    start = 0
    for index in range(count + 1):
        if index == count or not (sights[index] is None or _alone(sights, index)):
            if index - start > best[1] - best[0] + 1:
                best = (start, index - 1)
            start = index + 1
    return best


def _last_sentence(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...], prose: tuple[bool, ...]) -> int:
    """The article's last sentence: before the stretch that is mostly furniture, though a comment or a teaser stands in it."""
    last = len(blocks) - 1 - prose[::-1].index(True)
    left = MOST_BEHIND * sum(block.size for block, told in zip(blocks, prose, strict=True) if told)
    seen = 0.0
    upper: int | None = None
    for index in range(len(blocks) - 1, prose.index(True), -1):
        sight = sights[index]
        left -= blocks[index].size if prose[index] else 0
        if left < 0:
            break
        if sight is not None and sight.verdict.reason not in ("error", "generated", "undecodable"):
            seen += 0.5 if sight.edge else 1.0
            if not sight.edge and seen >= FURNITURE_BEHIND and 2 * seen >= len(blocks) - index:
                upper = index
    return last if upper is None else upper - 1 - prose[:upper][::-1].index(True)


def _alone(sights: tuple[Sight | None, ...], index: int) -> bool:
    """A doubtful line between two that nothing speaks against."""
    sight = sights[index]
    return (
        sight is not None
        and sight.edge
        and 0 < index < len(sights) - 1
        and sights[index - 1] is None
        and sights[index + 1] is None
    )
