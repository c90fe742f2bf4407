"""Items with their depths → the items of a list, those of an item in it."""

from collections.abc import Sequence

from pipeline.body import Item
from pipeline.model import Block

INDENT = 2
"""Columns by which an item of an item stands further in."""


def nested(entries: Sequence[tuple[int, str]]) -> tuple[str | Item, ...]:
    """Deeper entries become the items of the one before them; built from the end, without recursion.

    >>> nested([(0, "一"), (1, "二"), (0, "三")])
    (Item(text='一', items=('二',)), '三')
    """
    pending: list[tuple[int, str | Item]] = []
    for depth, text in reversed(entries):
        below: list[str | Item] = []
        while pending and pending[-1][0] > depth:
            below.append(pending.pop()[1])
        made: str | Item = Item(text, tuple(below)) if below else text
        pending.append((depth, made))
    return tuple(item for _, item in reversed(pending))


def further_in(block: Block, first: Block) -> bool:
    """Whether a line that has an item's mark is an item of the one before it: it stands further in than the first."""
    return block.gap == 0 and block.indent >= first.indent + INDENT


def depths(blocks: Sequence[Block]) -> list[int]:
    """How deep each of a list's lines lies, by how far in it stands."""
    open_at: list[int] = []
    found: list[int] = []
    for block in blocks:
        while open_at and block.indent < open_at[-1] + INDENT:
            open_at.pop()
        found.append(len(open_at))
        open_at.append(block.indent)
    return found
