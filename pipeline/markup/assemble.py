"""Kept leaves → the body's blocks: items into lists, rows into tables, captions to pictures."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from pipeline.leaf import Elements, Leaf, Walked
from pipeline.model import BodyBlock, Code, Heading, Image, Item, List, Paragraph, Quote, Table

_ITEM_LEAVES = 4
"""An <li> of more leaves is a post or a card, and its leaves are no items."""
_ITEM_CHARACTERS = 900

Run = Sequence[Leaf]


class _Entry(Struct, frozen=True):
    """An item with its depth in the list, 0 for the outermost."""

    depth: int
    text: str


def assemble(kept: Sequence[int], walked: Walked) -> tuple[BodyBlock, ...]:
    """The blocks of the body, in reading order; `kept` are places of leaves, ascending."""
    leaves = with_pictures(kept, walked.leaves)
    around = _Around(walked.elements)
    rich = _rich_items(leaves, around)

    def key(leaf: Leaf) -> tuple[str, int]:
        if leaf.kind == "item" and around.item[leaf.element] not in rich:
            return "item", around.list[leaf.element]
        if leaf.kind == "row":
            return "row", around.table[leaf.element]
        if leaf.kind == "quote":
            return "quote", around.quote[leaf.element]
        if leaf.kind in {"image", "caption"} and around.figure[leaf.element]:
            return "figure", around.figure[leaf.element]
        return "single", 0

    blocks: list[BodyBlock] = []
    for (kind, _), group in groupby(leaves, key=key):
        blocks += _MAKERS[kind](list(group), around)
    return tuple(blocks)


def with_pictures(kept: Sequence[int], leaves: Run) -> Run:
    """The kept leaves, and the pictures that stand right before or behind one of them."""
    chosen = set(kept)
    for place in kept:
        for step in (-1, 1):
            near = place + step
            while 0 <= near < len(leaves) and leaves[near].kind == "image" and near not in chosen:
                if not leaves[near].hidden:
                    chosen.add(near)
                near += step
    return [leaves[place] for place in sorted(chosen)]


class _Around:
    """For each element the list, item, table, quote or figure it lies in; 0 where it lies in none.

    Lists are the outermost, so that nested ones are one block; the others the innermost.
    """

    def __init__(self, elements: Elements) -> None:
        self.tags = elements.tags
        count = len(elements.tags)
        self.list, self.item, self.table = [0] * count, [0] * count, [0] * count
        self.quote, self.figure, self.depth = [0] * count, [0] * count, [0] * count
        for index in range(1, count):
            tag, parent = elements.tags[index], elements.parents[index]
            listed = tag in {"ul", "ol", "menu"}
            self.depth[index] = self.depth[parent] + listed
            self.list[index] = self.list[parent] or (index if listed else 0)
            self.item[index] = index if tag == "li" else self.item[parent]
            self.table[index] = index if tag == "table" else self.table[parent]
            self.quote[index] = index if tag == "blockquote" else self.quote[parent]
            self.figure[index] = index if tag == "figure" else self.figure[parent]


def _rich_items(leaves: Run, around: _Around) -> set[int]:
    """List items that hold whole posts: their paragraphs stay paragraphs."""
    rich: set[int] = set()
    by_item: dict[int, list[Leaf]] = {}
    for leaf in leaves:
        by_item.setdefault(around.item[leaf.element], []).append(leaf)
    for item, held in by_item.items():
        long = sum(len(leaf.text) for leaf in held) > _ITEM_CHARACTERS and len(held) > 1
        if long or len(held) > _ITEM_LEAVES or any(leaf.kind == "heading" for leaf in held):
            rich.add(item)
    return rich


def _single(run: Run, around: _Around) -> Iterator[BodyBlock]:
    for leaf in run:
        if leaf.kind == "heading":
            yield Heading(leaf.level, leaf.text)
        elif leaf.kind == "code":
            yield Code(leaf.text, leaf.language)
        elif leaf.kind == "image":
            yield Image(leaf.url or "", leaf.text or None)
        else:
            yield Paragraph(leaf.text)


def _quote(run: Run, around: _Around) -> Iterator[BodyBlock]:
    yield Quote("\n".join(leaf.text for leaf in run))


def _table(run: Run, around: _Around) -> Iterator[BodyBlock]:
    header = 0
    while header < len(run) and run[header].header:
        header += 1
    yield Table(tuple(leaf.cells for leaf in run), header)


def _figure(run: Run, around: _Around) -> Iterator[BodyBlock]:
    """Pictures with the caption on the last; a caption without a picture is a paragraph."""
    pictures = [leaf for leaf in run if leaf.kind == "image"]
    caption = " ".join(leaf.text for leaf in run if leaf.kind == "caption") or None
    if not pictures and caption:
        yield Paragraph(caption)
    for leaf in pictures:
        last = leaf is pictures[-1]
        yield Image(leaf.url or "", leaf.text or None, caption if last else None)


def _list(run: Run, around: _Around) -> Iterator[BodyBlock]:
    """One list; leaves of one <li> are one item."""
    entries: list[_Entry] = []
    for _, group in groupby(run, key=lambda leaf: around.item[leaf.element]):
        held = list(group)
        depth = around.depth[held[0].element]
        entries.append(_Entry(depth, " ".join(leaf.text for leaf in held)))
    outer = around.list[run[0].element]
    yield List(around.tags[outer] == "ol", _nested(entries))


def _nested(entries: list[_Entry]) -> tuple[str | Item, ...]:
    """Deeper entries become the items of the one before them; built from the end."""
    pending: list[tuple[int, str | Item]] = []
    for entry in reversed(entries):
        below: list[str | Item] = []
        while pending and pending[-1][0] > entry.depth:
            below.append(pending.pop()[1])
        made: str | Item = Item(entry.text, tuple(below)) if below else entry.text
        pending.append((entry.depth, made))
    return tuple(item for _, item in reversed(pending))


_MAKERS: dict[str, Callable[[Run, _Around], Iterator[BodyBlock]]] = {
    "single": _single,
    "quote": _quote,
    "row": _table,
    "figure": _figure,
    "item": _list,
}
