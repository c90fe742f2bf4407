"""Labelled blocks and the memory of their site → what both know of each block that a reader sees, as columns."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from pipeline.memory import FEWEST_PAGES, LEAST_SHARE, Memory, Row, key_of
from pipeline.model import Labelled
from pipeline.recurrence import Mask, Numbers
from pipeline.shapes import is_prose

SHORTEST_TITLE = 8
"""Letters of a line by which it is known as the page's own title."""
LABELS = 3
"""What stands so often on a page that is no plain article labels its items: `Weight:`."""
LEADING = 3
"""Blocks at the page's top among which its title is looked for."""


class Called(Struct, frozen=True):
    """What else is known of the page."""

    title: int | None
    """The place of its title."""
    declared: str = ""
    """What it calls itself."""
    links: frozenset[int] = frozenset()
    """The places of blocks that are mostly links."""


class Seen(Struct, frozen=True):
    """The blocks that a reader sees, as columns."""

    places: list[int]
    rows: list[Row | None]
    """What is remembered of each."""
    recurs: Mask
    share: Numbers
    kept: Mask
    sizes: Numbers
    prose: Mask
    odds: Numbers
    """The judge's, 0 where it was not asked."""
    before: Mask
    after: Mask
    """What recurs and stands before, or behind, the article on the site's other pages."""
    labels: Mask
    """What stands on the page LABELS times and more."""
    linked: Mask
    """What is mostly a link; of text nothing is known to be."""
    own: Mask
    """What is the page's own title, or was marked `never`."""


def see(labelled: Sequence[Labelled], memory: Memory, called: Called) -> Seen:
    """What memory and judge know of the blocks that a reader sees."""
    places = [at for at, item in enumerate(labelled) if item.verdict is None or item.verdict.reason != "hidden"]
    items = [labelled[place] for place in places]
    keys = [key_of(item.block.text) for item in items]
    rows = [memory.known.get(key) for key in keys]
    often = Counter(keys)
    own = _own_titles(keys, key_of(called.declared))
    for at, row in enumerate(rows):
        own[at] |= places[at] == called.title or (row is not None and row.mark == "never")
    chances = np.clip([0.5 if item.chance is None else item.chance for item in items], 0.001, 0.999)
    return Seen(
        places,
        rows,
        np.array([row is not None and is_frequent(row) for row in rows], dtype=np.bool_),
        np.array([row.pages / max(row.of, 1) if row is not None else 0.0 for row in rows]),
        np.array([item.verdict is None for item in items], dtype=np.bool_),
        np.array([item.block.size for item in items], dtype=np.float64),
        np.array([is_prose(item.block) for item in items], dtype=np.bool_),
        np.log(chances / (1 - chances)),
        np.array([row is not None and row.place == "before" for row in rows], dtype=np.bool_),
        np.array([row is not None and row.place == "after" for row in rows], dtype=np.bool_),
        np.array([often[key] >= LABELS for key in keys], dtype=np.bool_),
        np.array([place in called.links for place in places], dtype=np.bool_),
        np.array(own, dtype=np.bool_),
    )


def is_frequent(row: Row) -> bool:
    """Whether it stands on enough pages, and on enough of those that are built alike, to be the site's."""
    return row.pages >= FEWEST_PAGES and row.pages >= LEAST_SHARE * row.of


def _own_titles(keys: list[str], declared: str) -> list[bool]:
    """Which blocks are most of what the page calls itself, or of one of its first lines."""
    heads = [(-1, declared), *enumerate(keys[:LEADING])]
    return [
        len(key) >= SHORTEST_TITLE
        and any(at != place and key in head and len(key) >= 0.4 * len(head) for place, head in heads)
        for at, key in enumerate(keys)
    ]
