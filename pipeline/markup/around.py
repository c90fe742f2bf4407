"""The elements around each leaf of a body: the list, item, table, quote or figure it lies in, and its number."""

from collections.abc import Sequence

from pipeline.leaf import Elements, Leaf
from pipeline.markup.runs import language_of

LISTS = frozenset({"ul", "ol", "menu", "dir"})
_TELLING = LISTS | {"li", "table", "blockquote", "figure", "dl"}
FIGURES = frozenset({"thumbinner", "wp-caption"})
CAPTIONS = frozenset({"thumbcaption", "wp-caption-text"})
"""Classes by which MediaWiki and WordPress call a box a figure and its text a caption."""
_ITEM_LEAVES = 4
"""An <li> of more leaves is a post or a card, and its leaves are no items."""
_ITEM_CHARACTERS = 900
_DESCRIPTION_CHARACTERS = 900
"""A longer <dd> is running text, and its list is there for layout."""
_NEAREST = 3
"""Elements around a code block that may name its language."""


class Around:
    """For each element the list, item, table, quote, figure or description list it lies in; 0 where in none.

    Lists are the outermost, so that nested ones are one block; the others the innermost. All are known for the
    elements of these kinds alone; `near` leads from any element to the nearest of them, or to the root.
    """

    def __init__(self, elements: Elements) -> None:
        self.elements = elements
        self.tags = elements.tags
        count = len(elements.tags)
        self.list, self.item, self.table = [0] * count, [0] * count, [0] * count
        self.quote, self.figure, self.depth = [0] * count, [0] * count, [0] * count
        self.terms, self.place = [0] * count, [0] * count
        self._given = {(index, name): number for index, name, number in elements.given}
        items: dict[int, int] = {}
        inner = [0] * count
        called = {names for names in set(elements.names) if names and not FIGURES.isdisjoint(names.split())}
        self.near = near = [0]
        for index, tag in enumerate(elements.tags[1:], 1):
            parent = near[elements.parents[index]]
            if tag not in _TELLING and elements.names[index] not in called:
                near.append(parent)
                continue
            near.append(index)
            listed = tag in LISTS
            self.depth[index] = self.depth[parent] + listed
            self.list[index] = self.list[parent] or (index if listed else 0)
            inner[index] = index if listed else inner[parent]
            self.item[index] = index if tag == "li" else self.item[parent]
            self.table[index] = index if tag == "table" else self.table[parent]
            self.quote[index] = index if tag == "blockquote" else self.quote[parent]
            self.figure[index] = index if tag == "figure" or elements.names[index] in called else self.figure[parent]
            self.terms[index] = index if tag == "dl" else self.terms[parent]
            if tag == "li":
                items[inner[index]] = self.place[index] = items.get(inner[index], 0) + 1

    def number(self, item: int) -> int:
        """The number that a reader sees before the item of an ordered list."""
        counted = self.place[item] - 1 + self._given.get((self.list[item], "start"), 1)
        return self._given.get((item, "value"), counted)

    def top_item(self, element: int) -> int:
        """The item of the outermost list that an element lies in."""
        found = item = self.item[self.near[element]]
        while item:
            found, item = item, self.item[self.near[self.elements.parents[item]]]
        return found


def rich_items(leaves: Sequence[Leaf], around: Around) -> set[int]:
    """List items that hold whole posts: their paragraphs stay paragraphs."""
    rich: set[int] = set()
    by_item: dict[int, list[Leaf]] = {}
    for leaf in leaves:
        by_item.setdefault(around.item[around.near[leaf.element]], []).append(leaf)
    for item, held in by_item.items():
        long = sum(len(leaf.text) for leaf in held) > _ITEM_CHARACTERS and len(held) > 1
        if long or len(held) > _ITEM_LEAVES or any(leaf.kind == "heading" for leaf in held):
            rich.add(item)
    return rich


def plain_terms(leaves: Sequence[Leaf], around: Around) -> set[int]:
    """The description lists that hold terms and short descriptions and nothing else."""
    sizes: dict[int, int] = {}
    found = {around.terms[around.near[leaf.element]] for leaf in leaves if leaf.kind == "term"}
    for leaf in leaves:
        listed = around.terms[around.near[leaf.element]]
        described = leaf.kind == "description"
        sizes[leaf.element] = sizes.get(leaf.element, 0) + len(leaf.text) * described
        outer = around.terms[around.near[around.elements.parents[listed]]] if listed else 0
        found.discard(outer)
        if not described and leaf.kind not in ("term", "image"):
            found.discard(listed)
        if sizes[leaf.element] > _DESCRIPTION_CHARACTERS:
            found.discard(listed)
    return found - {0}


def code_language(leaf: Leaf, around: Around) -> str | None:
    """What the class of the code or of an element around it names."""
    if leaf.language:
        return leaf.language
    element = leaf.element
    for _ in range(_NEAREST):
        if (named := language_of(around.elements.names[element])) is not None:
            return named
        element = around.elements.parents[element]
        if element <= 0:
            break
    return None
