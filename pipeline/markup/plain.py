"""Body blocks → plain text, one line a paragraph, item or row, with the marks by which it reads as the same again."""

from collections.abc import Iterator

from pipeline.body import BodyBlock, Code, Heading, Image, Item, List, Quote, Table
from pipeline.nesting import INDENT

DEEPEST = 20
"""Items nested deeper stand no further in: each level would make the text longer by its square."""


def plain(body: tuple[BodyBlock, ...]) -> str:
    """The text of a body; a picture is its caption.

    >>> plain((Heading(2, "一"), List(True, ("二", Item("三", ("四",))))))
    '## 一\\n\\n1. 二\\n2. 三\\n  - 四'
    """
    return "\n\n".join(text for block in body if (text := _text(block)))


def _text(block: BodyBlock) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {block.text}"
        case List():
            return "\n".join(_items(block))
        case Quote():
            return "\n".join(f"> {line}" for line in block.text.split("\n"))
        case Code():
            return f"```{block.language or ''}\n{block.text}\n```"
        case Table():
            return "\n".join(_rows(block))
        case Image():
            return block.caption or ""
    return block.text


def _items(block: List) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. " if block.ordered else "- "
        if isinstance(item, str):
            yield mark + item
        else:
            yield mark + item.text
            yield from _below(item)


def _below(item: Item) -> Iterator[str]:
    """The items of an item, further in than it, without recursion: pages nest deeper than Python."""
    waiting: list[tuple[int, str | Item]] = [(1, below) for below in reversed(item.items)]
    while waiting:
        depth, each = waiting.pop()
        mark = " " * INDENT * min(depth, DEEPEST) + "- "
        if isinstance(each, str):
            yield mark + each
        else:
            yield mark + each.text
            waiting += [(depth + 1, below) for below in reversed(each.items)]


def _rows(table: Table) -> Iterator[str]:
    """Empty cells at a row's end are not written: no reader sees them, and no one could read them back."""
    for number, row in enumerate(table.rows):
        if number == table.header and number:
            yield "|".join(["---"] * max(len(_shown(table.rows[0])), 1))
        yield "\t".join(_shown(row))


def _shown(row: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row up to the last that is not empty."""
    filled = len(row)
    while filled and not row[filled - 1]:
        filled -= 1
    return row[:filled]
