"""Blocks of HTML → the sections that headings count in order, of which the judge keeps some.

Whoever keeps 一、 and 三、 keeps 二、, and what stands between them built as the rest of the text is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.leaf import Elements, Leaf
from pipeline.model import Block, Opinion

FEWEST, KEPT = 3, 0.3
"""Headings in order, and the share of them that the judge must keep. On 2,927 pages it had not seen none loses by it."""
LONGEST_HEAD = 60
"""Columns of such a heading."""
_HAN = "一二三四五六七八九十"
_HEAD = re.compile(
    rf"(?P<form>[（(]?)(?:(?P<han>[{_HAN}])(?=[、.．）)])|(?P<figures>0?[1-9]|1\d)(?=[、.．）)\s]))[、.．）)]?\s?(?=\S)"
)


def numbered(blocks: Sequence[Block], leaves: Sequence[Leaf], opinion: Opinion, elements: Elements) -> Iterator[int]:
    """The places of such headings, and of what stands between them and looks as their text does."""
    kept = [chance >= opinion.cut for chance in opinion.chances]
    for run in _runs(blocks, leaves):
        if sum(kept[place] for place in run) < KEPT * len(run):
            continue
        yield from run
        inside = range(run[0], run[-1])
        paths = {elements.paths[leaves[place].element] for place in inside if kept[place] and place not in run}
        for place in inside:
            leaf = leaves[place]
            if not leaf.hidden and not 2 * leaf.linked > len(leaf.text) and elements.paths[leaf.element] in paths:
                yield place


def _runs(blocks: Sequence[Block], leaves: Sequence[Leaf]) -> Iterator[tuple[int, ...]]:
    """Headings 1, 2, 3 … of one form, each with text below it."""
    counted: dict[tuple[str, bool], list[int]] = {}
    for place, (block, leaf) in enumerate(zip(blocks, leaves, strict=True)):
        found = None if leaf.hidden or block.size > LONGEST_HEAD or leaf.linked else _HEAD.match(block.text)
        if found is None:
            continue
        number = int(found["figures"] or 0) or _HAN.index(found["han"] or "一") + 1
        run = counted.setdefault((found["form"], found["han"] is None), [])
        if number == 1:
            yield from _long(run)
            run[:] = [place]
        elif number == len(run) + 1:
            run.append(place)
    for run in counted.values():
        yield from _long(run)


def _long(run: list[int]) -> Iterator[tuple[int, ...]]:
    if len(run) >= FEWEST and all(behind - head > 1 for head, behind in pairwise(run)):
        yield tuple(run)
