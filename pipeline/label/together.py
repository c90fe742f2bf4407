"""What belongs together stays together: the rows of a table, the items of a list, a picture's caption."""

from collections import defaultdict

from msgspec.structs import replace

from pipeline.leaf import Walked
from pipeline.model import Opinion, Segmented

FEWEST = 2
"""Rows or items that make a table or a list."""
LONGEST_LIST = 60
"""Items; a longer list is a page's subject or its menu, and its items are judged one by one."""
MOST_LINKED = 0.5
"""Share of a list's characters in links, above which it is one of other pages."""


def together(segmented: Segmented, opinion: Opinion) -> Opinion:
    """The opinion, with one chance for all rows of a data table and for all items of a short list of text.

    It is the mean of theirs by size: a table of which the judge holds most rows for part of the article is part of it.
    A caption is as likely as the more doubtful of the texts on both sides.
    """
    walked = segmented.markup
    assert walked is not None
    groups = _groups(segmented, walked)
    chances = list(opinion.chances)
    for places in groups.values():
        size = sum(segmented.blocks[place].size for place in places)
        if len(places) >= FEWEST and size:
            mean = sum(chances[place] * segmented.blocks[place].size for place in places) / size
            for place in places:
                chances[place] = mean
    for place, block in enumerate(segmented.blocks[:-1]):
        if place and walked.leaves[block.first - 1].kind == "caption" and not walked.leaves[block.first - 1].hidden:
            chances[place] = max(chances[place], min(chances[place - 1], chances[place + 1]))
    return replace(opinion, chances=tuple(chances))


def _groups(segmented: Segmented, walked: Walked) -> dict[int, list[int]]:
    """The places of blocks by the table or list that they are rows or items of."""
    parents, tags = walked.elements.parents, walked.elements.tags
    groups: dict[int, list[int]] = defaultdict(list)
    linked: dict[int, int] = defaultdict(int)
    written: dict[int, int] = defaultdict(int)
    for place, block in enumerate(segmented.blocks):
        leaf = walked.leaves[block.first - 1]
        if leaf.hidden or leaf.kind not in ("row", "item"):
            continue
        wanted = ("table",) if leaf.kind == "row" else ("ul", "ol")
        element = leaf.element
        while element > 0 and tags[element] not in wanted:
            element = parents[element]
        groups[element].append(place)
        linked[element] += leaf.linked
        written[element] += len(leaf.text)
    return {
        element: places
        for element, places in groups.items()
        if element and (tags[element] == "table" or len(places) <= LONGEST_LIST)
        if linked[element] <= MOST_LINKED * written[element]
    }
