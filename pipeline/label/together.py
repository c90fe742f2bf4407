"""What belongs together stays together: the rows of a data table, and what stands between two sure blocks."""

from collections import defaultdict
from itertools import pairwise

from msgspec.structs import replace

from pipeline.model import Opinion, Segmented

SURE, LIKELY = 0.8, 0.4
"""What stands between two blocks of the first chance is kept from the second on, though the page's cut is higher."""
GAP = 12
"""At most so many blocks."""


def together(segmented: Segmented, opinion: Opinion) -> Opinion:
    """The opinion on a page whose tables stay whole and whose article has no holes."""
    return _between(_tables(segmented, opinion))


def _between(opinion: Opinion) -> Opinion:
    """The opinion, with likely blocks between two sure ones kept: a short caption, a table, two lines of code.

    A page that promises much is cut high, for the sake of its edges. Of 2,146 pages that the judge had not seen,
    keeping the middle moved word F1 by +0.0008 on magic, +0.0001 on WCXB, -0.0008 on daniel: it costs nothing to
    leave no holes.
    """
    chances = list(opinion.chances)
    sure = [place for place, chance in enumerate(chances) if chance >= max(SURE, opinion.cut)]
    for before, behind in pairwise(sure):
        middle = range(before + 1, behind)
        if len(middle) <= GAP and all(chances[place] >= LIKELY for place in middle):
            for place in middle:
                chances[place] = max(chances[place], opinion.cut)
    return replace(opinion, chances=tuple(chances))


def _tables(segmented: Segmented, opinion: Opinion) -> Opinion:
    """The opinion, with one chance for all rows of a data table: the mean of theirs, by size.

    A table of which a row in the middle is gone is no table. Tried for the items of a list and for captions, too, on
    403 pages of the corpus: word F1 fell there, and rose by 0.0002 on WCXB for tables.
    """
    walked = segmented.markup
    assert walked is not None
    parents, tags = walked.elements.parents, walked.elements.tags
    rows: dict[int, list[int]] = defaultdict(list)
    for place, block in enumerate(segmented.blocks):
        leaf = walked.leaves[block.first - 1]
        if leaf.kind == "row" and not leaf.hidden:
            element = leaf.element
            while element > 0 and tags[element] != "table":
                element = parents[element]
            rows[element].append(place)
    if not rows:
        return opinion
    chances = list(opinion.chances)
    for places in rows.values():
        size = sum(segmented.blocks[place].size for place in places)
        mean = sum(chances[place] * segmented.blocks[place].size for place in places) / max(size, 1)
        for place in places:
            chances[place] = mean
    return replace(opinion, chances=tuple(chances))
