"""Kept leaves → the body's blocks: items into lists, rows into tables, captions to pictures."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from urllib.parse import urljoin

from msgspec.structs import replace

from pipeline.body import BodyBlock, Code, Heading, Image, List, Paragraph, Quote, Table
from pipeline.leaf import Elements, Leaf, Walked
from pipeline.markup.around import CAPTIONS, Around, code_language, plain_terms, rich_items
from pipeline.nesting import nested

_NEAR = 3
"""Elements around a picture at an end of the body that must be around the text beside it, too."""

Run = Sequence[Leaf]


def assemble(
    kept: Sequence[int], walked: Walked, base: str | None = None, title: int | None = None
) -> tuple[BodyBlock, ...]:
    """The blocks of the body, in reading order.

    `kept` and `title` are places of leaves, `kept` ascending; addresses of pictures are resolved against `base`.
    """
    around = Around(walked.elements)
    anchors = sorted({*kept, title}) if title is not None else kept
    pictures = _pictures(anchors, walked.leaves, around)
    leaves = _addressed(sorted({*kept, *pictures}), walked.leaves, base, walked.elements)
    rich = rich_items(leaves, around)
    terms = plain_terms(leaves, around)

    def key(leaf: Leaf) -> tuple[str, int]:
        if leaf.kind == "item" and around.item[around.near[leaf.element]] not in rich:
            return "item", around.list[around.near[leaf.element]]
        if leaf.kind in {"term", "description"} and around.terms[around.near[leaf.element]] in terms:
            return "term", around.terms[around.near[leaf.element]]
        if leaf.kind == "row":
            return "row", around.table[around.near[leaf.element]]
        if leaf.kind == "quote":
            return "quote", around.quote[around.near[leaf.element]]
        if leaf.kind in {"image", "caption"} and around.figure[around.near[leaf.element]]:
            return "figure", around.figure[around.near[leaf.element]]
        return "single", 0

    blocks: list[BodyBlock] = []
    for (kind, _), group in groupby(leaves, key=key):
        blocks += _MAKERS[kind](list(group), around)
    return tuple(blocks)


def _pictures(anchors: Sequence[int], leaves: Run, around: Around) -> set[int]:
    """The pictures beside what stays: inside the article all, at its ends those that lie in its elements."""
    found: set[int] = set()
    order = _by_runs(leaves)
    at = {place: index for index, place in enumerate(order)}
    for place in anchors:
        for step in (-1, 1):
            index = at[place] + step
            while 0 <= index < len(order) and leaves[near := order[index]].kind == "image":
                inside = anchors[0] < near < anchors[-1]
                if not leaves[near].hidden and (inside or _related(leaves[near], leaves[place], around)):
                    found.add(near)
                index += step
    return found


def _by_runs(leaves: Run) -> list[int]:
    """The places, pictures that begin a run of text behind it: what goes with it is no neighbour of others."""
    order: list[int] = []
    waiting: list[int] = []
    for place, leaf in enumerate(leaves):
        if leaf.kind == "image":
            waiting.append(place)
            continue
        if not waiting:
            order.append(place)
            continue
        led = 0 if leaf.broken else sum(1 for each in waiting if leaves[each].element == leaf.element)
        order += [*waiting[: len(waiting) - led], place, *waiting[len(waiting) - led :]]
        waiting = []
    return [*order, *waiting]


def _addressed(places: Sequence[int], leaves: Run, base: str | None, elements: Elements) -> Run:
    """The leaves at these places, pictures by their full address, and captions that only a class calls so.

    A picture that stands twice in a row, for readers with scripts and for those without, is one.
    """
    found: list[Leaf] = []
    for place in places:
        leaf = leaves[place]
        if leaf.kind == "image":
            leaf = replace(leaf, url=resolved(leaf.url or "", base))
            if found and found[-1].kind == "image" and (twin := _one_picture(found[-1], leaf, elements)) is not None:
                found[-1] = twin
                continue
        elif leaf.kind == "paragraph" and not CAPTIONS.isdisjoint(elements.names[leaf.element].split()):
            leaf = replace(leaf, kind="caption")
        found.append(leaf)
    return found


def _one_picture(first: Leaf, second: Leaf, elements: Elements) -> Leaf | None:
    """The picture that two neighbours are; of one in a noscript and one beside it the former has the plain address."""
    if first.url == second.url:
        return first
    for plain, other in ((first, second), (second, first)):
        inside = plain.element
        if elements.tags[inside] == "noscript" and elements.parents[inside] == other.element:
            return replace(other, url=plain.url, text=plain.text or other.text)
    return None


def _related(picture: Leaf, text: Leaf, around: Around) -> bool:
    """Whether one of the nearest elements around the picture holds the text, too."""
    parents = around.elements.parents
    holders: set[int] = set()
    element = text.element
    for _ in range(_NEAR + 1):
        holders.add(element)
        element = parents[element] if element > 0 else 0
    element = picture.element
    for _ in range(_NEAR + 1):
        if element in holders and element > 0 and around.tags[element] != "body":
            return True
        element = parents[element] if element > 0 else 0
    return False


def resolved(url: str, base: str | None) -> str:
    """The address in full; as it is written where either is none."""
    try:
        return urljoin(base, url) if base else url
    except ValueError:
        return url


def _single(run: Run, around: Around) -> Iterator[BodyBlock]:
    for leaf in run:
        if leaf.kind == "heading":
            yield Heading(leaf.level, leaf.text)
        elif leaf.kind == "code":
            yield Code(leaf.text, code_language(leaf, around))
        elif leaf.kind == "image":
            yield Image(leaf.url or "", leaf.text or None)
        else:
            yield Paragraph(leaf.text)


def _quote(run: Run, around: Around) -> Iterator[BodyBlock]:
    yield Quote("\n".join(leaf.text for leaf in run))


def _table(run: Run, around: Around) -> Iterator[BodyBlock]:
    header = 0
    while header < len(run) and run[header].header:
        header += 1
    yield Table(tuple(leaf.cells for leaf in run), header)


def _figure(run: Run, around: Around) -> Iterator[BodyBlock]:
    """Pictures with the caption on the last; a caption without a picture is a paragraph."""
    pictures = [leaf for leaf in run if leaf.kind == "image"]
    caption = " ".join(leaf.text for leaf in run if leaf.kind == "caption") or None
    if not pictures and caption:
        yield Paragraph(caption)
    for leaf in pictures:
        last = leaf is pictures[-1]
        yield Image(leaf.url or "", leaf.text or None, caption if last else None)


def _list(run: Run, around: Around) -> Iterator[BodyBlock]:
    """One list; neighbouring leaves of one <li> are one item.

    What stands in an item behind the items in it is one more of them: so the page's order stays. A list that
    something else cuts in two goes on counting.
    """
    entries: list[tuple[int, str]] = []
    seen: set[int] = set()
    for item, group in groupby(run, key=lambda leaf: around.item[around.near[leaf.element]]):
        held = list(group)
        depth = around.depth[around.near[held[0].element]] + (item in seen)
        entries.append((depth, " ".join(leaf.text for leaf in held)))
        seen.add(item)
    ordered = around.tags[around.list[around.near[run[0].element]]] == "ol"
    start = around.number(around.top_item(run[0].element)) if ordered else 1
    yield List(ordered, nested(entries), start)


def _terms(run: Run, around: Around) -> Iterator[BodyBlock]:
    """A description list: each term is an item, and what describes it are the items in it."""
    entries: list[tuple[int, str]] = []
    for _, group in groupby(run, key=lambda leaf: _cell(leaf, around)):
        held = list(group)
        entries.append((int(held[0].kind == "description"), " ".join(leaf.text for leaf in held)))
    yield List(False, nested(entries))


def _cell(leaf: Leaf, around: Around) -> int:
    """The <dt> or <dd> around a leaf."""
    element = leaf.element
    while element > 0 and around.tags[element] not in ("dt", "dd"):
        element = around.elements.parents[element]
    return element


_MAKERS: dict[str, Callable[[Run, Around], Iterator[BodyBlock]]] = {
    "single": _single,
    "quote": _quote,
    "row": _table,
    "figure": _figure,
    "item": _list,
    "term": _terms,
}
