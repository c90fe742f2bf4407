"""What elements named after comments or teasers hold, where the judge is in doubt and the article stands without it.

So do the names of tabs: a list of which one entry is marked as the one chosen.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.leaf import Walked
from pipeline.model import Opinion, Segmented

COMMENTS = ("comment", "coment", "pinglun", "disqus", "reply", "replies", "respond")
TEASERS = ("excerpt", "teaser", "related", "recommend", "popular", "trending", "latest", "post-preview", "read-next")
"""Pieces of class, id and role names, in lower case."""
PLAIN = 0.5
"""On pages whose kind is plain with this probability comments stand beside the text; a thread is made of them."""
SURE, LONG, ENOUGH = 0.9, 60, 1000
"""The chance and the columns of a block that is surely text, and how much of it makes an article without the rest."""
DOUBTED_COMMENTS, DOUBTED_TEASERS, LESS = 0.9, 0.8, 0.1
"""What is named so goes where its mean chance is below the first or second, and lower by the third than that of the
rest. Of 2,927 pages the judge had not seen; docs/decisions/block-judge.md has the figures."""
CHOSEN = frozenset(
    ["active", "current", "cur", "selected", "is-active", "is-current", "is-selected", "tab-active", "ui-tabs-active"]
)
"""Class names of the entry that a reader has chosen. Of 419 lists with one such entry on 1,464 pages the judge keeps
entries of 5; the gold has those of one, and there the judge is sure."""
LONGEST_ENTRY, DOUBTED_ENTRY = 30, 0.8
"""Characters of such an entry; the chance from which it stays."""


def without_named(segmented: Segmented, opinion: Opinion) -> Opinion:
    """The opinion, with chance 0 for doubtful comments of an article and doubtful teasers of other pages."""
    assert segmented.markup is not None
    written = " ".join(set(segmented.markup.elements.names)).lower()
    if opinion.plain >= PLAIN:
        opinion = _without(segmented, opinion, _written(COMMENTS, written), DOUBTED_COMMENTS)
    opinion = _without(segmented, opinion, _written(TEASERS, written), DOUBTED_TEASERS)
    return opinion if CHOSEN.isdisjoint(written.split()) else _without_tabs(segmented, opinion, segmented.markup)


def _without_tabs(segmented: Segmented, opinion: Opinion, walked: Walked) -> Opinion:
    """The opinion, with chance 0 for doubtful entries of lists of which one is chosen."""
    elements = walked.elements
    lists: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place, block in enumerate(segmented.blocks):
        leaf = walked.leaves[block.first - 1]
        if not leaf.hidden and len(leaf.text) <= LONGEST_ENTRY and place != opinion.title:
            lists[elements.parents[leaf.element], elements.tags[leaf.element]].append(place)
    chances = list(opinion.chances)
    for places in lists.values():
        own = [walked.leaves[segmented.blocks[place].first - 1].element for place in places]
        chosen = [element for element in own if not CHOSEN.isdisjoint(elements.names[element].lower().split())]
        if len(set(own)) > 1 and len(chosen) == 1 and max(chances[place] for place in places) < DOUBTED_ENTRY:
            for place in places:
                chances[place] = 0.0
    return replace(opinion, chances=tuple(chances))


def _written(names: tuple[str, ...], page: str) -> tuple[str, ...]:
    """Those of the names that occur in the page."""
    return tuple(name for name in names if name in page)


def _without(segmented: Segmented, opinion: Opinion, names: tuple[str, ...], doubted: float) -> Opinion:
    chances = opinion.chances
    kept = [place for place, chance in enumerate(chances) if chance >= opinion.cut and place != opinion.title]
    if not names or not _enough(segmented, opinion, kept):
        return opinion
    assert segmented.markup is not None
    named = set(_named(segmented, kept, names, segmented.markup))
    rest = [place for place in kept if place not in named]
    if not named or not _enough(segmented, opinion, rest):
        return opinion
    sizes = [block.size for block in segmented.blocks]
    if _mean(chances, sizes, sorted(named)) >= min(doubted, _mean(chances, sizes, rest) - LESS):
        return opinion
    return replace(opinion, chances=tuple(0.0 if place in named else chance for place, chance in enumerate(chances)))


def _enough(segmented: Segmented, opinion: Opinion, places: Sequence[int]) -> bool:
    """Whether so much among these is surely text that they make an article."""
    sure = [place for place in places if opinion.chances[place] >= SURE]
    return sum(size for place in sure if (size := segmented.blocks[place].size) >= LONG) >= ENOUGH


def _named(segmented: Segmented, places: Sequence[int], names: tuple[str, ...], walked: Walked) -> Iterator[int]:
    """The places inside an element of such a name; what the whole page is called says nothing."""
    elements = walked.elements
    inside: dict[int, bool] = {0: False, -1: False}
    for place in places:
        element = walked.leaves[segmented.blocks[place].first - 1].element
        climbed: list[int] = []
        while element not in inside:
            climbed.append(element)
            written = elements.names[element].lower()
            if written and elements.tags[element] != "body" and any(name in written for name in names):
                inside[element] = True
                break
            element = elements.parents[element]
        found = inside[element]
        inside.update(dict.fromkeys(climbed, found))
        if found:
            yield place


def _mean(chances: Sequence[float], sizes: Sequence[int], places: Sequence[int]) -> float:
    """The mean chance by size."""
    return sum(chances[place] * sizes[place] for place in places) / max(sum(sizes[place] for place in places), 1)
