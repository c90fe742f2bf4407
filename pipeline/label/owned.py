"""What belongs to an article by its place, though the judge doubts it: captions, its declared summary, short siblings.

The corpus that the judge learned from leaves most captions and summaries under titles out, so it is in doubt wherever
they stand; a reader of the article is not.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.characters import fold
from pipeline.leaf import Elements, Leaf, Walked
from pipeline.model import Opinion, Segmented

CAPTION, SUMMARY, SIBLING = 0.15, 0.1, 0.2
"""The chance from which each is kept. On 2,927 pages the judge had not seen captions lowered the mean page F1 of WCXB by
0.0003 and summaries by 0.0002, for its gold has neither; siblings raised it by 0.0001."""
SURE = 0.8
"""The chance of the two blocks around a sibling."""
GAP = 12
"""Blocks between these two at most."""
SHORTEST_CAPTION, SHORTEST_SUMMARY = 20, 40
"""Columns: a shorter caption is a credit, a shorter summary a slogan."""
NEAR_TITLE = 15
"""Blocks below the title in which its summary stands."""
DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description"})


def owned(segmented: Segmented, opinion: Opinion) -> Opinion:
    """The opinion, with these kept."""
    walked = segmented.markup
    assert walked is not None
    kept = [place for place, chance in enumerate(opinion.chances) if chance >= opinion.cut]
    if not kept:
        return opinion
    leaves = [walked.leaves[block.first - 1] for block in segmented.blocks]
    asked = [
        place
        for place, (chance, leaf) in enumerate(zip(opinion.chances, leaves, strict=True))
        if SUMMARY <= chance < opinion.cut and not leaf.hidden and 2 * leaf.linked < len(leaf.text)
    ]
    if not asked:
        return opinion
    found = {
        *_captions(asked, leaves, opinion, walked, kept),
        *_summary(asked, segmented, leaves, opinion, kept),
        *_siblings(asked, leaves, opinion, walked.elements),
    }
    chances = tuple(
        max(chance, opinion.cut) if place in found else chance for place, chance in enumerate(opinion.chances)
    )
    return replace(opinion, chances=chances)


def _captions(
    asked: Sequence[int], leaves: Sequence[Leaf], opinion: Opinion, walked: Walked, kept: Sequence[int]
) -> Iterator[int]:
    """Captions of the pictures that stand inside the article or between it and its title."""
    start = kept[0] if opinion.title is None else min(opinion.title, kept[0])
    places = [
        place
        for place in asked
        if leaves[place].kind == "caption"
        and start < place < kept[-1]
        and opinion.chances[place] >= CAPTION
        and len(leaves[place].text) >= SHORTEST_CAPTION // (1 if leaves[place].text.isascii() else 2)
    ]
    if places:
        pictured = {_figure(leaf.element, walked.elements) for leaf in walked.leaves if leaf.kind == "image"} - {0}
        yield from (place for place in places if _figure(leaves[place].element, walked.elements) in pictured)


def _figure(element: int, elements: Elements) -> int:
    while element > 0 and elements.tags[element] != "figure":
        element = elements.parents[element]
    return element


def _summary(
    asked: Sequence[int], segmented: Segmented, leaves: Sequence[Leaf], opinion: Opinion, kept: Sequence[int]
) -> Iterator[int]:
    """The paragraph between title and text that the page declares as its description, letter for letter."""
    if opinion.title is None:
        return
    title = opinion.title
    text = next((place for place in kept if place > title and segmented.blocks[place].size > 2 * SHORTEST_SUMMARY), -1)
    places = [
        place
        for place in asked
        if title < place < min(text, title + NEAR_TITLE) and segmented.blocks[place].size >= SHORTEST_SUMMARY
    ]
    if places and segmented.markup is not None:
        metas = segmented.markup.declared.metas
        told = {_letters(content) for name, content in metas if name in DESCRIPTIONS}
        yield from (place for place in places if _letters(leaves[place].text) in told)


def _letters(text: str) -> str:
    return "".join(fold(text).split()).rstrip(".…")


def _siblings(asked: Sequence[int], leaves: Sequence[Leaf], opinion: Opinion, elements: Elements) -> Iterator[int]:
    """Paragraphs, quotations and tables between two sure paragraphs, all three in one element."""
    parents = elements.parents
    sure = [place for place, chance in enumerate(opinion.chances) if chance >= max(SURE, opinion.cut)]
    for place in asked:
        leaf = leaves[place]
        if opinion.chances[place] < SIBLING or leaf.kind not in ("paragraph", "heading", "quote", "row"):
            continue
        behind = bisect_left(sure, place)
        if not 0 < behind < len(sure) or sure[behind] - sure[behind - 1] > GAP:
            continue
        before, after = (leaves[each].element for each in (sure[behind - 1], sure[behind]))
        scope = parents[before]
        if scope <= 0 or parents[after] != scope:
            continue
        own = leaf.element
        while leaf.kind in ("quote", "row") and own > 0 and parents[own] != scope:
            own = parents[own]
        if own > 0 and parents[own] == scope:
            yield place
            if leaf.kind == "quote":
                yield from _of_element(own, place, leaves, elements)


def _of_element(element: int, place: int, leaves: Sequence[Leaf], elements: Elements) -> Iterator[int]:
    """The blocks right behind a place that lie in the element, too: who said it."""
    for behind in range(place + 1, len(leaves)):
        inside = leaves[behind].element
        while inside > element:
            inside = elements.parents[inside]
        if inside != element:
            return
        yield behind
