"""Blocks → labelled blocks: which go, by which rule, and why. A labeller is one function of this shape."""

from collections.abc import Callable

from pipeline.label import bare_titles, context, copies, heads, runs, threads
from pipeline.label.scene import Scene, Taken, set_scene
from pipeline.label.sight import sight_all
from pipeline.model import Block, Labelled

Labeller = Callable[[tuple[Block, ...]], tuple[Labelled, ...]]
"""What a learned judge will be, too."""

ContextRule = Callable[[Scene, Taken], Taken]

CONTEXT: tuple[ContextRule, ...] = (
    runs.related_runs,
    runs.glue_markers,
    context.sure,
    context.traces,
    context.generated,
    copies.table_of_contents,
    threads.posts,
    threads.comments,
    copies.repeated_text,
    heads.bylines,
    bare_titles.promoted_titles,
    context.edges,
    bare_titles.unmarked_run,
    context.among_furniture,
)
"""In order of trial: a verdict once given stands."""


def label(blocks: tuple[Block, ...]) -> tuple[Labelled, ...]:
    """Every block with its verdict; rules only, no model."""
    scene = set_scene(blocks, sight_all(blocks))
    taken: Taken = {}
    for rule in CONTEXT:
        for index, verdict in rule(scene, taken).items():
            taken.setdefault(index, verdict)
    return tuple(Labelled(block, taken.get(index)) for index, block in enumerate(blocks))
