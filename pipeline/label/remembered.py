"""Labelled blocks and what recurs on the site's pages → which go as well: one more voice, never the only one.

What recurs cuts a page into stretches; those with running text that recurs nowhere are the article's
place. A block that recurs goes outside that place, where most pages have it among others that recur, or
where the page is plainly an article; inside it goes only where the judge doubts it. On a page that is
plainly an article also those blocks outside that recur nowhere but which the judge doubts: titles in a
list. Where next to nothing would stay, memory keeps silent.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from pipeline.headline import find_title
from pipeline.memory import FEWEST_PAGES, LEAST_SHARE, Memory, Row, key_of
from pipeline.model import Block, Labelled, Opinion, Page, Segmented, Verdict
from pipeline.shapes import is_prose

REPEATED = Verdict("repeated", "site_repeats")
AMONG = Verdict("repeated", "among_repeats")
ALWAYS = Verdict("repeated", "marked_always")
SIBLING = Verdict("related", "sibling_titles")

UNNAMED = frozenset({"beside_article"})
"""Rules that know that a block goes and not why; that it recurs is why."""

LINKED = 0.6
"""Share of a block's characters in links from which it is a link."""
FEWEST_REPEATS = 3
"""So many blocks of the page must recur: else it is built otherwise, and memory knows nothing of it."""
MAIN = 0.25
"""Share of the running text of the longest stretch that another has to belong to the article's place."""
ANY = 0.05
"""The same for what recurs in the judge's best opinion: an introduction stands behind a first paragraph."""
EVERYWHERE, COMPANY = 0.9, 0.5
"""Share of pages, and of the four blocks around, from which on a block that recurs is surely the frame's."""
SENTENCE = 80.0
"""Columns that make running text count once."""
PLAIN_TEXT, PLAIN_SHARE = 300.0, 0.4
"""Columns of running text, and their share of the article's place, that make a page plainly an article."""
ENOUGH_PAGES = 5
"""So many pages must be known for it to mean something that a block recurs on none."""
LEAST_LEFT = 80.0
"""Columns of running text that must stay."""
NEAR_SIBLINGS = 3
"""Blocks between two titles of siblings that make a list of them."""
SHORTEST_TITLE = 8
"""Letters of a line by which it is known as the page's own title."""
LEADING = 3
"""Blocks at the page's top among which its title is looked for."""


class Trust(Struct, frozen=True):
    """How much memory counts against a judge, in log odds; fitted on held-out sites (docs/decisions/memory.md)."""

    inside: float
    """A block that recurs alone, in the article's place, goes below this."""
    outside: float
    """Outside, where the page is no plain article."""
    frame: float
    """Outside, where the page is plainly an article."""
    common: float
    """And the share of pages on which it must stand for that, if it is no link."""
    everywhere: float
    """Outside, where nearly all pages have it among others that recur."""
    unknown: float
    """Outside, where it recurs nowhere."""
    sibling: float
    """The title of another page that stands alone."""
    beside: float
    """What it weighs that all four blocks around recur."""


Voices = dict[int, dict[str, float]]
"""For a block's first line, what spoke for it (above 0) and against it (below), in log odds."""

LINES = Trust(inside=-1.0, outside=-1.0, frame=9.0, common=0.3, everywhere=9.0, unknown=0.0, sibling=-9.0, beside=2.0)
LEAVES = Trust(inside=-2.0, outside=-2.0, frame=2.0, common=0.75, everywhere=2.0, unknown=-9.0, sibling=2.0, beside=1.0)
"""The judge of HTML is right far more often than that of lines, so memory overrules it less."""
RUNNING, RUNNING_UNKNOWN = 1.5, 0.5
"""What a line of running text weighs for itself, where it recurs and where it does not."""


def remember_lines(labelled: tuple[Labelled, ...], page: Page) -> tuple[Labelled, ...]:
    """The lines of a text page with those gone that the site's other pages have, too."""
    if page.memory is None:
        return labelled
    return remember(labelled, page.memory, Called(find_title(labelled)), LINES)


def remember_leaves(
    labelled: tuple[Labelled, ...], opinion: Opinion, page: Page, segmented: Segmented
) -> tuple[Labelled, ...]:
    """The same for the blocks of an HTML page; a body that stood only in scripts is not compared with anything."""
    walked = segmented.markup
    if page.memory is None or walked is None or walked.recovered is not None:
        return labelled
    links = frozenset(
        place
        for place, item in enumerate(labelled)
        if (leaf := walked.leaves[item.block.first - 1]).linked >= LINKED * len(leaf.text)
    )
    return remember(labelled, page.memory, Called(opinion.title, walked.declared.title or "", links), LEAVES)


def remembered(blocks: Sequence[Block], memory: Memory | None, heard: Voices) -> Voices:
    """What spoke for and against each block, memory too: that a block recurs counts as the share of pages says."""
    if memory is None:
        return heard
    both = dict(heard)
    for block in blocks:
        row = memory.known.get(key_of(block.text))
        if row is not None and row.mark != "never" and _is_frequent(row):
            share = min(row.pages / max(row.of, 1), 0.99)
            said = {f"it stands on {row.pages} of {row.of} pages of its site": -float(np.log1p(share / (1 - share)))}
            both[block.first] = both.get(block.first, {}) | said
    return both


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
    recurs: NDArray[np.bool_]
    share: NDArray[np.float64]
    kept: NDArray[np.bool_]
    sizes: NDArray[np.float64]
    prose: NDArray[np.bool_]
    odds: NDArray[np.float64]
    """The judge's, 0 where it was not asked."""
    linked: NDArray[np.bool_]
    """What is mostly a link; of text nothing is known to be."""
    own: NDArray[np.bool_]
    """What is the page's own title, or was marked `never`."""


def remember(labelled: tuple[Labelled, ...], memory: Memory, called: Called, trust: Trust) -> tuple[Labelled, ...]:
    """The blocks with those gone that the site's other pages have, too."""
    seen = see(labelled, memory, called)
    if not any(row is not None for row in seen.rows):
        return labelled
    verdicts = {seen.places[row]: verdict for row, verdict in _judged(seen, trust).items()}
    for row, known in enumerate(seen.rows):
        place = seen.places[row]
        before = labelled[place].verdict
        if known is not None and known.mark == "always" and before is None and place != called.title:
            verdicts[place] = ALWAYS
        elif seen.recurs[row] and not seen.own[row] and before is not None and before.rule in UNNAMED:
            verdicts[place] = REPEATED
    return tuple(
        replace(item, verdict=verdicts[place]) if place in verdicts else item for place, item in enumerate(labelled)
    )


def see(labelled: Sequence[Labelled], memory: Memory, called: Called) -> Seen:
    """What memory and judge know of the blocks that a reader sees."""
    places = [at for at, item in enumerate(labelled) if item.verdict is None or item.verdict.reason != "hidden"]
    items = [labelled[place] for place in places]
    keys = [key_of(item.block.text) for item in items]
    rows = [memory.known.get(key) for key in keys]
    own = _own_titles(keys, key_of(called.declared))
    for at, row in enumerate(rows):
        own[at] |= places[at] == called.title or (row is not None and row.mark == "never")
    chances = np.clip([0.5 if item.chance is None else item.chance for item in items], 0.001, 0.999)
    return Seen(
        places,
        rows,
        np.array([row is not None and _is_frequent(row) for row in rows], dtype=np.bool_),
        np.array([row.pages / max(row.of, 1) if row is not None else 0.0 for row in rows]),
        np.array([item.verdict is None for item in items], dtype=np.bool_),
        np.array([item.block.size for item in items], dtype=np.float64),
        np.array([is_prose(item.block) for item in items], dtype=np.bool_),
        np.log(chances / (1 - chances)),
        np.array([place in called.links for place in places], dtype=np.bool_),
        np.array(own, dtype=np.bool_),
    )


def _is_frequent(row: Row) -> bool:
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


def _judged(seen: Seen, trust: Trust) -> dict[int, Verdict]:
    """What goes by memory and judge together, by row."""
    recurs, odds, kept = seen.recurs, seen.odds, seen.kept
    verdicts = _siblings(seen, trust.sibling)
    if int(recurs.sum()) < FEWEST_REPEATS:
        return verdicts
    running = seen.prose * np.minimum(seen.sizes / SENTENCE, 2.0)
    around = _around(recurs)
    outside, far = _outside(seen, MAIN), _outside(seen, ANY)
    is_plain = _is_plain(seen, outside)
    doubted = odds - trust.beside * around + RUNNING * running
    surely_frame = (seen.share >= EVERYWHERE) & (around >= COMPANY)
    limit = np.where(surely_frame, trust.everywhere, -np.inf)
    if is_plain:
        is_common = seen.share >= np.where(seen.linked, LEAST_SHARE, trust.common)
        limit = np.maximum(limit, np.where(is_common, trust.frame, -np.inf))
    frame = recurs & ((far & (odds < limit)) | (outside & (doubted < trust.outside)))
    gone = frame | (recurs & ~outside & (doubted < trust.inside))
    among = np.zeros_like(recurs)
    if is_plain and max((row.of for row in seen.rows if row is not None), default=0) >= ENOUGH_PAGES:
        among = ~recurs & outside & (odds + RUNNING_UNKNOWN * running < trust.unknown)
    taken = (gone | among) & kept & ~seen.own
    if _empties(seen, taken):
        return verdicts
    for row in np.flatnonzero(taken).tolist():
        verdicts.setdefault(row, REPEATED if recurs[row] else AMONG)
    return verdicts


def _around(recurs: NDArray[np.bool_]) -> NDArray[np.float64]:
    """For each block the share of the two before and the two behind that recur."""
    count = len(recurs)
    total = np.concatenate(([0], np.cumsum(recurs)))
    rows = np.arange(count)
    low, high = np.maximum(rows - 2, 0), np.minimum(rows + 3, count)
    shares: NDArray[np.float64] = (total[high] - total[low] - recurs) / np.maximum(high - low - 1, 1)
    return shares


def _outside(seen: Seen, least: float) -> NDArray[np.bool_]:
    """Which blocks stand before the first and behind the last stretch of running text that recurs nowhere.

    A stretch counts that has such a share of the running text of the longest.
    """
    count = len(seen.recurs)
    weights = seen.sizes * seen.prose / (1 + np.exp(-seen.odds))
    bounds = np.concatenate(([-1], np.flatnonzero(seen.recurs), [count]))
    total = np.concatenate(([0.0], np.cumsum(weights)))
    sums = total[bounds[1:]] - total[bounds[:-1] + 1]
    main = np.flatnonzero((sums >= least * sums.max()) & (sums > 0) & (np.diff(bounds) > 1))
    rows = np.arange(count)
    if not len(main):
        return np.zeros(count, dtype=np.bool_)
    beside: NDArray[np.bool_] = (rows <= bounds[main[0]]) | (rows >= bounds[main[-1] + 1])
    return beside


def _is_plain(seen: Seen, outside: NDArray[np.bool_]) -> bool:
    """Whether the article's place is mostly running text, and most of what recurs nowhere stands there."""
    inside = ~outside & ~seen.recurs
    text = float((seen.sizes * seen.prose)[inside].sum())
    likely = seen.sizes * seen.kept / (1 + np.exp(-seen.odds))
    return (
        text >= PLAIN_TEXT
        and text >= PLAIN_SHARE * float(seen.sizes[inside].sum())
        and float(likely[inside].sum()) >= float(likely[outside & ~seen.recurs].sum())
    )


def _empties(seen: Seen, taken: NDArray[np.bool_]) -> bool:
    """Whether hardly a sentence would stay of a page that has some: then what recurs is the page's matter."""
    left = seen.kept & ~taken
    if not (seen.prose & taken).any():
        return float(seen.sizes[left].sum()) < LEAST_LEFT
    return float(seen.sizes[left & seen.prose].sum()) < LEAST_LEFT


def _siblings(seen: Seen, lone: float) -> dict[int, Verdict]:
    """Titles of other pages of the site: a list of them where they stand together, else where the judge has doubts."""
    titles = [
        at
        for at, row in enumerate(seen.rows)
        if row is not None and row.kind == "title" and not seen.own[at] and row.mark != "never"
    ]
    together = {at for one, other in pairwise(titles) if other - one <= NEAR_SIBLINGS for at in (one, other)}
    return {at: SIBLING for at in titles if seen.kept[at] and (at in together or seen.odds[at] < lone)}
