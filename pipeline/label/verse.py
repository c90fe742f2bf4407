"""Blocks → the stanzas of a poem: short lines in groups, blank lines between, below the line that says who wrote it."""

import re
from collections.abc import Collection, Iterator, Sequence

from pipeline.byline import read_byline
from pipeline.model import Block
from pipeline.shapes import marker

HEAD = 10
"""Lines among which a poem's byline stands."""
FEWEST = 3
"""Groups that make a poem."""
SHORTEST, LONGEST, MEAN = 4, 44, 9
"""Columns of a verse, and of a group's lines on average: entries of menus are shorter."""
MOST_LINES = 14
MOST_KNOWN = 0.5
"""Share of a stanza's lines that rules may have taken: words of a menu, as a refrain."""
_NO_VERSE = re.compile(r"[|｜>»›·•©]|[:：]\s*\S|\d{3}|^\W*\d+\W*$")


def stanzas(blocks: Sequence[Block], known: Collection[int]) -> frozenset[int]:
    """The places of a poem's lines; none on a page whose lines do not stand in groups below a byline.

    `known` are the places that some rule took. The first group that is no stanza ends the poem.
    """
    for head, block in enumerate(blocks[:HEAD]):
        if block.size <= 2 * LONGEST and _signs(block):
            found = list(_from(blocks, head + 1, known))
            if len(found) >= FEWEST:
                return frozenset(place for group in found for place in group)
    return frozenset()


def _signs(block: Block) -> bool:
    said = read_byline(block.text)
    return said is not None and bool(said.authors)


def _from(blocks: Sequence[Block], start: int, known: Collection[int]) -> Iterator[range]:
    """The stanzas that follow each other from a place on."""
    while start < len(blocks):
        end = start + 1
        while end < len(blocks) and not blocks[end].gap:
            end += 1
        group = range(start, end)
        if not _is_stanza([blocks[place] for place in group], sum(place in known for place in group)):
            return
        yield group
        start = end


def _is_stanza(lines: Sequence[Block], known: int) -> bool:
    return (
        1 < len(lines) <= MOST_LINES
        and known <= MOST_KNOWN * len(lines)
        and all(SHORTEST <= line.size <= LONGEST for line in lines)
        and sum(line.size for line in lines) >= MEAN * len(lines)
        and not any(_NO_VERSE.search(line.text) or marker(line) for line in lines)
    )
