"""Gold of an HTML page, which names blocks by their text → which block of the page each text is, and its shape."""

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Literal

import msgspec
from msgspec import Struct

from pipeline.body import BodyBlock
from pipeline.model import Block

Place = Literal["title", "body", "removed", "partial"]


class Found(Struct, frozen=True):
    """Where the texts of a gold stand among a page's blocks; blocks by their number."""

    places: dict[int, Place]
    reasons: dict[int, str]
    """Of the removed ones."""
    unnamed: tuple[int, ...]
    """Blocks of the page that the gold forgets."""
    missing: tuple[str, ...]
    """Texts of the gold that no block of the page has."""


def find(gold: dict[str, Any], blocks: Sequence[Block]) -> Found:
    """The blocks that a gold names: bodies first, then what was removed, each in the page's order; the title is left.

    A text that stands on the page several times is the one whose neighbours are the gold's.
    """
    shown = [key(block.text) for block in blocks]
    body = [key(text) for article in gold["articles"] for block in article["body"] for text in _leaves(block)]
    kept, missing = _align([text for text in body if text], shown, set())
    removed = [(key(item["text"]), item) for item in gold["removed"]]
    gone, lost = _align([text for text, _ in removed], shown, {place for run in kept.values() for place in run})
    places: dict[int, Place] = {blocks[place].first: "body" for run in kept.values() for place in run}
    reasons: dict[int, str] = {}
    for number, run in gone.items():
        for place in run:
            places[blocks[place].first] = "partial" if removed[number][1].get("partial") else "removed"
            reasons[blocks[place].first] = removed[number][1]["reason"]
    titles = tuple(title for article in gold["articles"] if (title := key(article["title"] or "")))
    unnamed = []
    for text, block in zip(shown, blocks, strict=True):
        if block.first not in places:
            places[block.first] = "title"
            if not text.endswith(titles):  # A kicker may stand before it, in the same heading.
                unnamed.append(block.first)
    return Found(places, reasons, tuple(unnamed), (*missing, *lost))


def _align(wanted: list[str], shown: list[str], taken: set[int]) -> tuple[dict[int, range], list[str]]:
    """For each wanted text the blocks that show it, in order; and the texts that none shows.

    Texts of one block are aligned first; then one that is made of several blocks, between its neighbours.
    """
    free = [place for place in range(len(shown)) if place not in taken]
    matcher = SequenceMatcher(None, wanted, [shown[place] for place in free], autojunk=False)
    found: dict[int, range] = {}
    for match in matcher.get_matching_blocks():
        for step in range(match.size):
            place = free[match.b + step]
            found[match.a + step] = range(place, place + 1)
    edges = [-1, *sorted(found), len(wanted)]
    for before, behind in pairwise(edges):
        start = found[before].stop if before in found else 0
        end = found[behind].start if behind in found else len(shown)
        for number in range(before + 1, behind):
            run = _run(wanted[number], shown, [place for place in range(start, end) if place not in taken])
            if run is not None:
                found[number] = run
                start = run.stop
    return found, [text for number, text in enumerate(wanted) if number not in found]


def _run(text: str, shown: list[str], free: list[int]) -> range | None:
    """The neighbouring blocks that show a text together."""
    for start in free:
        made = ""
        for place in range(start, len(shown)):
            if place not in free or not text.startswith(made + shown[place]):
                break
            made += shown[place]
            if made == text:
                return range(start, place + 1)
    return None


def key(text: str) -> str:
    """A text without what may differ: width forms, white space, the bars between cells."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("|", "")


def as_gold(body: Sequence[BodyBlock]) -> list[dict[str, Any]]:
    """A body in the form of a gold's."""
    made: list[dict[str, Any]] = msgspec.to_builtins(list(body))
    return made


def _leaves(block: dict[str, Any]) -> Iterator[str]:
    """The texts of a gold's block that are blocks of the page; those of a picture are none but its caption."""
    for text, shape in shapes(block):
        if not shape.startswith("image"):
            yield from text.split("\n") if shape == "quote" else [text]
        elif block.get("caption"):
            yield block["caption"]


def shapes(block: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each text of a block with what it is, as people write it: `heading 2`, `item 1.`, `row of 3`.

    >>> list(shapes({"type": "list", "ordered": True, "items": ["一", {"text": "二", "items": ["三"]}]}))
    [('一', 'item 1.'), ('二', 'item 2.'), ('三', 'item in item')]
    """
    match block["type"]:
        case "heading":
            yield block["text"], f"heading {block.get('level', '')}".rstrip()
        case "list":
            yield from _items(block)
        case "table":
            for number, row in enumerate(block["rows"]):
                yield "\t".join(row), f"{'header' if number < block.get('header', 0) else 'row'} of {len(row)}"
        case "code":
            yield block["text"], f"code {block.get('language') or ''}".rstrip()
        case "image":
            yield f"{block['url']} {block.get('alt') or ''} {block.get('caption') or ''}", "image"
        case kind:
            yield block["text"], str(kind)


def _items(block: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The items of a list, those of its items behind each; without recursion."""
    numbers = range(block.get("start", 1), block.get("start", 1) + len(block["items"]))
    marks = [f"item {number}." if block["ordered"] else "item" for number in numbers]
    waiting = [(item, mark) for item, mark in zip(block["items"], marks, strict=True)][::-1]
    while waiting:
        item, mark = waiting.pop()
        if isinstance(item, str):
            yield item, mark
        else:
            yield item["text"], mark
            waiting += [(below, "item in item") for below in reversed(item["items"])]
