"""Blocks → labelled blocks: which go, by which rule, and why. A labeller is one function of this shape."""

from collections.abc import Callable

from pipeline.label import (
    bare_titles,
    by_posts,
    cards,
    context,
    copies,
    declined,
    dumps,
    glue,
    heads,
    inset,
    mail,
    mastheads,
    profiles,
    recipes,
    runs,
    systems,
    threads,
)
from pipeline.label.scene import Scene, Taken, set_scene
from pipeline.label.sight import Sight, sight_all
from pipeline.label.split_up import whole_sentences
from pipeline.model import Block, Labelled, Segmented, Verdict

Labeller = Callable[[tuple[Block, ...]], tuple[Labelled, ...]]
"""The rules alone, or rules and the judge of lines together (lines.py)."""

FRONT_MATTER = Verdict("metadata", "front_matter")

ContextRule = Callable[[Scene, Taken], Taken]

CONTEXT: tuple[ContextRule, ...] = (
    context.thoughts,
    dumps.debug_page,
    systems.system_page,
    mail.mail_head,
    runs.related_runs,
    glue.glue_markers,
    context.sure,
    context.traces,
    declined.declined,
    context.generated,
    copies.table_of_contents,
    mastheads.mastheads,
    cards.product_cards,
    inset.inset_cards,
    recipes.recipe_cards,
    profiles.profiles,
    profiles.letters,
    by_posts.by_posts,
    threads.posts,
    threads.signatures,
    threads.comments,
    copies.repeated_text,
    heads.bylines,
    bare_titles.promoted_titles,
    context.edges,
    bare_titles.unmarked_run,
    context.among_furniture,
)
"""In order of trial: a verdict once given stands."""


MOST_ROUNDS = 4
"""Two are enough on nearly every page."""


def label(blocks: tuple[Block, ...]) -> tuple[Labelled, ...]:
    """Every block with its verdict; rules only, no model.

    What is left is looked at again until nothing more goes: with the frame gone, what hid in it
    stands at an edge. So cleaning a cleaned page changes nothing.
    """
    return label_sighted(blocks, sight_all(blocks))


def label_sighted(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...]) -> tuple[Labelled, ...]:
    """The same where it is known what each block looks like by itself."""
    taken: Taken = {}
    for _ in range(MOST_ROUNDS):
        kept = [index for index in range(len(blocks)) if index not in taken]
        found = _look(tuple(blocks[index] for index in kept), tuple(sights[index] for index in kept))
        taken |= {kept[index]: verdict for index, verdict in found.items()}
        if not found or len(found) == len(kept):
            break
    return whole_sentences(tuple(Labelled(block, taken.get(index)) for index, block in enumerate(blocks)))


def _look(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...]) -> Taken:
    """One look at a page: each rule in turn, a verdict once given stands."""
    scene = set_scene(blocks, sights)
    taken: Taken = {}
    for rule in CONTEXT:
        for index, verdict in rule(scene, taken).items():
            taken.setdefault(index, verdict)
    return taken


def label_below(segmented: Segmented, labeller: Labeller) -> tuple[Labelled, ...]:
    """The page's lines with their verdicts; no labeller sees those of its front matter."""
    below = below_front(segmented)
    head = segmented.blocks[: len(segmented.blocks) - len(below)]
    return (*(Labelled(block, FRONT_MATTER) for block in head), *labeller(below))


def below_front(segmented: Segmented) -> tuple[Block, ...]:
    """Its blocks without those of its front matter."""
    front = 0 if segmented.front is None else segmented.front.lines
    return tuple(block for block in segmented.blocks if block.first > front) if front else segmented.blocks
