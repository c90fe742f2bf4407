"""Lines of a text page, judged → the same, each article by itself where the judge sees several glued together.

As one page a second article looks like the frame of the first: it stands behind a list of other pages, far from the
title, and speaks of other things. By itself it looks like what it is.
"""

from collections.abc import Callable
from itertools import chain, pairwise

from msgspec.structs import replace

from pipeline.cues import in_common
from pipeline.label.sight import sight_all
from pipeline.model import Block, Labelled
from pipeline.shapes import is_prose, marker

FAINT, IN_COMMON, SURE = 0.2, 4.0, 0.8
"""A line begins another article from the first chance on, plus so many times the share of words that the sentences above
and below it have in common; and from the last where either side has too few words to tell. On pages the judge had not
seen half of the true places have less than 0.04 in common and nine in ten less than 0.17; of twelve false ones from 0.2
on nine have more than 0.13, or no sentence above them."""
FEW, FEWEST_TERMS = 300, 10
"""Columns of sentences, and terms among them, that tell what a text speaks of."""
NEAR = 6
"""Lines within which one article begins but once."""
SHORTEST = 120
"""Columns of sentences that must stay of each; of the first, when the page is read as one: a frame of many lines has some
that look like an article where nothing stands below them."""
MOST_ROUNDS = 3
POSTS, SURE_IN_THREAD = 3, 0.95
"""Heads of posts that make a page a thread, and the chance from which an article begins among them: two may be glued."""

Labelling = Callable[[tuple[Block, ...]], tuple[Labelled, ...]]


def by_article(labelling: Labelling, blocks: tuple[Block, ...], rounds: int = MOST_ROUNDS) -> tuple[Labelled, ...]:
    """Every line with its verdict; of a glued page, as its article alone would give it."""
    labelled = labelling(blocks)
    places = _beginnings(labelled)
    if not places or not rounds or _sentences(labelled[: places[0]]) < SHORTEST:
        return labelled
    parts = [by_article(labelling, blocks[start:end], rounds - 1) for start, end in pairwise((0, *places, len(blocks)))]
    if any(_sentences(part) < SHORTEST for part in parts):
        return labelled
    parts = [_without_markers(part, last=end == len(parts)) for end, part in enumerate(parts, 1)]
    chances = [labelled[place].begins for place in places]
    begun = (
        (replace(part[0], begun=True, begins=chance), *part[1:])
        for part, chance in zip(parts[1:], chances, strict=True)
    )
    return tuple(chain(parts[0], *begun))


def _without_markers(part: tuple[Labelled, ...], *, last: bool) -> tuple[Labelled, ...]:
    """One of the articles, without the line that joins it to the next, or to the one before: by itself it joins nothing."""
    kept = [row for row, item in enumerate(part) if item.verdict is None]
    ends = {*kept[:1], *([] if last else kept[-1:])}
    sights = {row: sight_all((part[row].block,))[0] for row in ends}
    joins = {row: sight.verdict for row, sight in sights.items() if sight and sight.verdict.rule == "glue_marker"}
    return tuple(replace(item, verdict=joins[row]) if row in joins else item for row, item in enumerate(part))


def _beginnings(labelled: tuple[Labelled, ...]) -> list[int]:
    """The lines at which another article is likely to begin, the first of a page apart."""
    heads = [
        row for row, item in enumerate(labelled) if item.verdict is not None and item.verdict.rule == "post_header"
    ]
    thread = range(heads[0], heads[-1] + 1) if len(heads) >= POSTS else range(0)
    likely = [
        row
        for row, item in enumerate(labelled)
        if row
        and item.begins >= FAINT
        and not (item.begins < SURE and _over_item(labelled, row))
        and not (item.begins < SURE_IN_THREAD and row in thread)
    ]
    best: list[int] = []
    for row in sorted(likely, key=lambda row: -labelled[row].begins):
        if all(abs(row - other) >= NEAR for other in best):
            best.append(row)
    edges = (0, *sorted(best), len(labelled))
    around = zip(edges, edges[1:], edges[2:], strict=False)
    return [
        row for start, row, end in around if labelled[row].begins >= _needed(labelled[start:row], labelled[row:end])
    ]


def _over_item(labelled: tuple[Labelled, ...], row: int) -> bool:
    """Whether the next line is an item of a list: so begins a section, and an article only where the judge is sure."""
    return row + 1 < len(labelled) and marker(labelled[row + 1].block) is not None


def _needed(above: tuple[Labelled, ...], below: tuple[Labelled, ...]) -> float:
    """The chance from which on two texts are two articles."""
    first, second = (tuple(item.block for item in part if _is_sentence(item.block)) for part in (above, below))
    if min(sum(block.size for block in part) for part in (first, second)) < FEW:
        return SURE
    common = in_common(first, second, FEWEST_TERMS)
    return SURE if common is None else FAINT + IN_COMMON * common


def _sentences(part: tuple[Labelled, ...]) -> int:
    """Columns of the sentences that stay."""
    return sum(item.block.size for item in part if item.verdict is None and _is_sentence(item.block))


def _is_sentence(block: Block) -> bool:
    """Whether a line is running text."""
    return block.stops or is_prose(block)
