"""Labelled lines → the same after a last look: what is said around texts in ways that neither rule nor judge has taken.

The judge of lines has learned from pages that the other rules had read; so these read after it.
"""

from collections.abc import Callable

from msgspec.structs import replace

from pipeline.label import answers, asides, calculators, calls, context, quoted, remarks, tails
from pipeline.label.scene import Scene, Taken, set_scene
from pipeline.label.sight import Sight
from pipeline.lexicon import lexicon
from pipeline.model import Block, Labelled, Reason, Verdict
from pipeline.shapes import fenced

LONGEST_SEEN = 170
"""Columns of the longest line that a rule here reads by itself."""

Rule = Callable[[Block], bool]


def _table(reason: Reason, rules: tuple[Rule, ...], edge: frozenset[str]) -> tuple[tuple[Rule, Sight], ...]:
    return tuple((rule, Sight(Verdict(reason, rule.__name__), rule.__name__ in edge)) for rule in rules)


RULES: tuple[tuple[Rule, Sight], ...] = (
    *_table("boilerplate", calls.CALLS, calls.EDGE),
    *_table("boilerplate", asides.BOILERPLATE, asides.EDGE),
    *_table("related", asides.RELATED, asides.EDGE),
    *_table("metadata", answers.METADATA, frozenset()),
    *_table("comment", asides.COMMENT, asides.EDGE),
    *_table("navigation", asides.NAVIGATION, asides.EDGE),
)
"""Every rule that reads one block here, in order of trial, with its verdict."""

OF_MARKUP: tuple[Rule, ...] = (
    calls.newsletter_call,
    calls.follow_call,
    calls.support_call,
    asides.price_at_shop,
    asides.shop_button,
    asides.photo_credit,
)
"""Those that count on HTML pages, too, beside `title_aside`: of 70 lines that they would take from 2,927 pages, prices
in calls left out, the gold has 11, five of them credits of pictures."""
LATE = frozenset({"title_aside", *(rule.__name__ for rule in OF_MARKUP)})

CONTEXT: tuple[Callable[[Scene, Taken], Taken], ...] = (
    context.sure,
    quoted.pull_quotes,
    calculators.calculators,
    remarks.counted_comments,
    tails.author_lines,
    tails.records,
    tails.title_asides,
    tails.press_contacts,
    context.edges,
    tails.author_cards,
    tails.lone_counts,
    tails.code_bars,
)
"""In order of trial: a verdict once given stands."""


def look_late(labelled: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """Every line with its verdict, given or kept; a page of which nothing stays is left alone."""
    if all(item.verdict is not None for item in labelled):
        return labelled
    blocks = tuple(item.block for item in labelled)
    shown = fenced(blocks)
    sights = tuple(
        Sight(item.verdict, edge=False) if item.verdict is not None else None if shown[index] else _see(item.block)
        for index, item in enumerate(labelled)
    )
    scene = set_scene(blocks, sights)
    given = {index: item.verdict for index, item in enumerate(labelled) if item.verdict is not None}
    taken = dict(given)
    for rule in CONTEXT:
        for index, verdict in rule(scene, taken).items():
            taken.setdefault(index, verdict)
    if len(taken) == len(blocks):
        return labelled
    return tuple(
        item if item.verdict is not None or index not in taken else replace(item, verdict=taken[index])
        for index, item in enumerate(labelled)
    )


def may_see(block: Block) -> bool:
    """Whether the last look could see in a block of HTML what counts there: most pages have no such block."""
    return block.size <= LONGEST_SEEN and (any(rule(block) for rule in OF_MARKUP) or tails.is_aside(block))


def _see(block: Block) -> Sight | None:
    """What a line looks like; one that a list knows and that stayed was kept on purpose."""
    if lexicon().whole(block.key) is not None:
        return None
    return next((sight for rule, sight in RULES if rule(block)), None)
