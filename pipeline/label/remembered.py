"""Labelled blocks and what recurs on the site's pages → which go as well: one more voice, never the only one.

What recurs cuts a page into stretches; those with running text that recurs nowhere are the article's
place. A block that recurs goes outside that place, where most pages have it among others that recur, or
where the page is plainly an article; inside it goes only where the judge doubts it. On a page that is
plainly an article also those blocks outside that recur nowhere but which the judge doubts: titles in a
list. Before and behind what stands before and behind the article on the site's other pages, all goes that
the judge does not hold for the article's. Where next to nothing would stay, memory keeps silent.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from pipeline.headline import find_title
from pipeline.label.seen import Called, Seen, is_frequent, see
from pipeline.label.slogans import EVERYWHERE, REPEATED, without_slogan
from pipeline.memory import LEAST_SHARE, Memory, key_of
from pipeline.model import Block, Labelled, Opinion, Page, Segmented, Verdict
from pipeline.recurrence import FEWEST_REPEATS, MAIN, Mask, around, edges, outside
from pipeline.verdicts import BEYOND_DOUBT

AMONG = Verdict("repeated", "among_repeats")
BEYOND = Verdict("repeated", "beyond_repeats")
ALWAYS = Verdict("repeated", "marked_always")
SIBLING = Verdict("related", "sibling_titles")

UNNAMED = frozenset({"beside_article"})
"""Rules that know that a block goes and not why; that it recurs is why."""

LINKED = 0.6
"""Share of a block's characters in links from which it is a link."""
ANY = 0.05
"""As MAIN, for what recurs in the judge's best opinion: an introduction stands behind a first paragraph."""
COMPANY = 0.5
"""Share of the four blocks around that recur, from which on what recurs EVERYWHERE is surely the frame's."""
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
HEADING = 0.5
"""Log odds from which a line right above the article's place stays that recurs, but not EVERYWHERE: its rubric."""
FEW_LIKELY = 0.3
"""Columns that are likely the article's and recur nowhere, outside its place over inside: more is another text."""


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
    loose: float
    """The same where more of that is likely than FEW_LIKELY of what is likely in the article's place."""
    beyond: float
    """Where it recurs nowhere, before what stands before the article on other pages, or behind what stands behind."""
    beyond_repeats: float
    """And where it recurs and is running text; else `everywhere` counts, so that an agency's credit stays."""
    most_beyond: float
    """Share of what likely is the article's that may go so; more is another template."""
    sibling: float
    """The title of another page that stands alone."""
    beside: float
    """What it weighs that all four blocks around recur."""


Voices = dict[int, dict[str, float]]
"""For a block's first line, what spoke for it (above 0) and against it (below), in log odds."""

LINES = Trust(
    inside=-2.0,
    outside=-1.0,
    frame=9.0,
    common=0.3,
    everywhere=9.0,
    unknown=-0.5,
    loose=-2.0,
    beyond=0.5,
    beyond_repeats=9.0,
    most_beyond=0.15,
    sibling=-9.0,
    beside=2.0,
)
LEAVES = Trust(
    inside=-2.0,
    outside=-2.0,
    frame=2.0,
    common=0.75,
    everywhere=2.0,
    unknown=-9.0,
    loose=-9.0,
    beyond=-9.0,
    beyond_repeats=-9.0,
    most_beyond=0.0,
    sibling=2.0,
    beside=1.0,
)
"""The judge of HTML is right far more often than that of lines, so memory overrules it less."""
ARTICLES = replace(LEAVES, beyond=0.0, beyond_repeats=9.0, most_beyond=0.5)
"""On a page of a kind with one text, what stands beyond is comments and teasers; a shop's page has no such edges."""
PLAIN = 0.5
"""The judge's probability that the page is of such a kind, from which on it counts as one."""
RUNNING, RUNNING_UNKNOWN = 1.5, 0.5
"""What a line of running text weighs for itself, where it recurs and where it does not."""


def remember_lines(labelled: tuple[Labelled, ...], page: Page) -> tuple[Labelled, ...]:
    """The lines of a text page with those gone that the site's other pages have, too."""
    if page.memory is None:
        return labelled
    labelled = without_slogan(labelled, page.memory)
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
    called = Called(opinion.title, walked.declared.title or "", links)
    return remember(labelled, page.memory, called, ARTICLES if opinion.plain >= PLAIN else LEAVES)


def remembered(blocks: Sequence[Block], memory: Memory | None, heard: Voices) -> Voices:
    """What spoke for and against each block, memory too: that a block recurs counts as the share of pages says."""
    if memory is None:
        return heard
    both = dict(heard)
    for block in blocks:
        row = memory.known.get(key_of(block.text))
        if row is not None and row.mark != "never" and is_frequent(row):
            share = min(row.pages / max(row.of, 1), 0.99)
            said = {f"it stands on {row.pages} of {row.of} pages of its site": -float(np.log1p(share / (1 - share)))}
            both[block.first] = both.get(block.first, {}) | said
    return both


def remember(labelled: tuple[Labelled, ...], memory: Memory, called: Called, trust: Trust) -> tuple[Labelled, ...]:
    """The blocks with those gone that the site's other pages have, too."""
    seen = see(labelled, memory, called)
    if not any(row is not None for row in seen.rows):
        return labelled
    verdicts = {seen.places[row]: verdict for row, verdict in _judged(seen, trust).items()}
    for row, known in enumerate(seen.rows):
        place = seen.places[row]
        before = labelled[place].verdict
        is_open = before is None or before.reason not in BEYOND_DOUBT
        if known is not None and known.mark == "always" and is_open and place != called.title:
            verdicts[place] = ALWAYS
        elif seen.recurs[row] and not seen.own[row] and before is not None and before.rule in UNNAMED:
            verdicts[place] = REPEATED
    return tuple(
        replace(item, verdict=verdicts[place]) if place in verdicts else item for place, item in enumerate(labelled)
    )


def _judged(seen: Seen, trust: Trust) -> dict[int, Verdict]:
    """What goes by memory and judge together, by row."""
    verdicts = _siblings(seen, trust.sibling)
    if int(seen.recurs.sum()) < FEWEST_REPEATS:
        return verdicts
    weights = seen.sizes * seen.prose / (1 + np.exp(-seen.odds))
    beside, far = outside(seen.recurs, weights, MAIN), outside(seen.recurs, weights, ANY)
    is_plain = _is_plain(seen, beside)
    taken = seen.kept & ~seen.own & (_frame(seen, trust, beside, far, is_plain) | _among(seen, trust, beside, is_plain))
    if _empties(seen, taken):
        return verdicts
    beyond = seen.kept & ~seen.own & ~taken & _beyond(seen, trust, taken)
    if _empties(seen, taken | beyond):
        beyond[:] = False
    for row in np.flatnonzero(taken | beyond).tolist():
        verdicts.setdefault(row, REPEATED if seen.recurs[row] else BEYOND if beyond[row] else AMONG)
    return verdicts


def _frame(seen: Seen, trust: Trust, beside: Mask, far: Mask, is_plain: bool) -> Mask:
    """What recurs and goes: outside the article's place where memory is surer than the judge, inside where both are."""
    recurs, odds = seen.recurs, seen.odds
    near = around(recurs)
    doubted = odds - trust.beside * near + RUNNING * seen.prose * np.minimum(seen.sizes / SENTENCE, 2.0)
    limit = np.where((seen.share >= EVERYWHERE) & (near >= COMPANY), trust.everywhere, -np.inf)
    if is_plain:
        is_common = seen.share >= np.where(seen.linked, LEAST_SHARE, trust.common)
        limit = np.maximum(limit, np.where(is_common, trust.frame, -np.inf))
    goes = (far & (odds < limit)) | (beside & (doubted < trust.outside)) | (~beside & (doubted < trust.inside))
    if not is_plain:
        goes &= ~seen.labels
    above = int((~beside).argmax()) - 1
    if above >= 0 and odds[above] > HEADING and seen.share[above] < EVERYWHERE:
        goes[above] = False
    return recurs & goes


def _among(seen: Seen, trust: Trust, beside: Mask, is_plain: bool) -> Mask:
    """What recurs nowhere and goes with what recurs around it: on a plain article, where enough pages are known."""
    if not is_plain or max((row.of for row in seen.rows if row is not None), default=0) < ENOUGH_PAGES:
        return np.zeros_like(seen.recurs)
    likely = seen.sizes * seen.kept / (1 + np.exp(-seen.odds)) * ~seen.recurs
    is_clear = float(likely[beside].sum()) <= FEW_LIKELY * float(likely[~beside].sum())
    running = RUNNING_UNKNOWN * seen.prose * np.minimum(seen.sizes / SENTENCE, 2.0)
    among: Mask = ~seen.recurs & beside & (seen.odds + running < (trust.unknown if is_clear else trust.loose))
    return among


def _beyond(seen: Seen, trust: Trust, taken: Mask) -> Mask:
    """What stands beyond the lines that bound the article on the site's other pages."""
    first, last = edges(seen.recurs, seen.before, seen.after)
    beyond = np.zeros_like(seen.recurs)
    if first >= last:
        return beyond
    likely = seen.sizes * (seen.kept & ~taken) / (1 + np.exp(-seen.odds))
    for part in (slice(0, first), slice(last, None)):
        beyond[part] = float(likely[part].sum()) < trust.most_beyond * float(likely.sum())
    repeats = np.where(seen.prose, trust.beyond_repeats, trust.everywhere)
    unknown = np.where(seen.prose, min(trust.beyond, 0.0), trust.beyond)  # a caption may stand above the text
    within: Mask = beyond & (seen.odds < np.where(seen.recurs, repeats, unknown))
    return within


def _is_plain(seen: Seen, beside: Mask) -> bool:
    """Whether the article's place is mostly running text, and most of what recurs nowhere stands there."""
    inside = ~beside & ~seen.recurs
    text = float((seen.sizes * seen.prose)[inside].sum())
    likely = seen.sizes * seen.kept / (1 + np.exp(-seen.odds))
    return (
        text >= PLAIN_TEXT
        and text >= PLAIN_SHARE * float(seen.sizes[inside].sum())
        and float(likely[inside].sum()) >= float(likely[beside & ~seen.recurs].sum())
    )


def _empties(seen: Seen, taken: Mask) -> bool:
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
