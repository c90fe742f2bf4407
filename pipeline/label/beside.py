"""What elements named after comments or teasers hold, where the judge is in doubt and the article stands without it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from pipeline.leaf import Walked
from pipeline.model import Opinion, Segmented

COMMENTS = re.compile(r"comm?ent|pinglun|disqus|repl(?:y|ies)|respond", re.IGNORECASE)
TEASERS = re.compile(
    r"excerpt|teaser|related|recommend|popular|trending|post-?preview|also-?(?:like|read)|read-?(?:next|more)"
    r"|more-?(?:stories|news|posts)|latest",
    re.IGNORECASE,
)
PLAIN = 0.5
"""On pages whose kind is plain with this probability comments stand beside the text; a thread is made of them."""
SURE, LONG, ENOUGH = 0.9, 60, 1000
"""The chance and the columns of a block that is surely text, and how much of it makes an article without the rest."""
DOUBTED_COMMENTS, DOUBTED_TEASERS, LESS = 0.9, 0.8, 0.1
"""What is named so goes where its mean chance is below the first or second, and lower by the third than that of the
rest. Of 2,927 pages the judge had not seen; docs/decisions/block-judge.md has the figures."""


def without_named(segmented: Segmented, opinion: Opinion) -> Opinion:
    """The opinion, with chance 0 for doubtful comments of an article and doubtful teasers of other pages."""
    assert segmented.markup is not None
    if opinion.plain >= PLAIN:
        opinion = _without(segmented, opinion, COMMENTS, DOUBTED_COMMENTS)
    return _without(segmented, opinion, TEASERS, DOUBTED_TEASERS)


def _without(segmented: Segmented, opinion: Opinion, names: re.Pattern[str], doubted: float) -> Opinion:
    blocks, chances = segmented.blocks, opinion.chances
    kept = [place for place, chance in enumerate(chances) if chance >= opinion.cut and place != opinion.title]
    sure = sum(blocks[place].size for place in kept if chances[place] >= SURE and blocks[place].size >= LONG)
    if sure < ENOUGH:
        return opinion
    assert segmented.markup is not None
    named = set(_named(segmented, kept, names, segmented.markup))
    rest = [place for place in kept if place not in named]
    sure = sum(blocks[place].size for place in rest if chances[place] >= SURE and blocks[place].size >= LONG)
    if not named or sure < ENOUGH:
        return opinion
    sizes = [block.size for block in blocks]
    if _mean(chances, sizes, sorted(named)) >= min(doubted, _mean(chances, sizes, rest) - LESS):
        return opinion
    return replace(opinion, chances=tuple(0.0 if place in named else chance for place, chance in enumerate(chances)))


def _named(segmented: Segmented, places: Sequence[int], names: re.Pattern[str], walked: Walked) -> Iterator[int]:
    """The places inside an element of such a name; what the whole page is called says nothing."""
    elements = walked.elements
    inside: dict[int, bool] = {0: False, -1: False}
    for place in places:
        element = walked.leaves[segmented.blocks[place].first - 1].element
        climbed: list[int] = []
        while element not in inside:
            climbed.append(element)
            if elements.tags[element] not in ("body", "html") and _says(names, elements.names[element]):
                inside[element] = True
                break
            element = elements.parents[element]
        found = inside[element]
        inside.update(dict.fromkeys(climbed, found))
        if found:
            yield place


@lru_cache(maxsize=20_000)
def _says(names: re.Pattern[str], written: str) -> bool:
    return bool(written) and names.search(written) is not None


def _mean(chances: Sequence[float], sizes: Sequence[int], places: Sequence[int]) -> float:
    """The mean chance by size."""
    return sum(chances[place] * sizes[place] for place in places) / max(sum(sizes[place] for place in places), 1)
