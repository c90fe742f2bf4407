"""Body blocks → Markdown that parses back to the same blocks, in the dialect of each flavour."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from pipeline.body import BodyBlock, Code, Heading, Image, Item, List, Paragraph, Quote, Table
from pipeline.feed.code import write_code
from pipeline.feed.escape import (
    escape_address,
    escape_attribute,
    escape_cell,
    escape_heading,
    escape_inline,
    escape_lines,
)
from pipeline.feed_settings import Flavour

HIGHEST_START = 999_000_000
"""Markdown allows nine digits before an item."""

_WHOLE_ADDRESS = re.compile(r"https?:|/")

SCHEMES = ("", "http", "https")
"""Of a picture's address; whatever has another is shown by its words alone."""


def to_markdown(body: Iterable[BodyBlock], flavour: Flavour = "plain") -> str:
    """A body as Markdown, blocks apart by a blank line, with a newline at the end; empty where there is none.

    >>> to_markdown([Heading(2, "用料"), List(False, ("- 盐", Item("水", ("冷",))))])
    '## 用料\\n\\n- \\\\- 盐\\n- 水\\n  - 冷\\n'
    """
    pieces: list[str] = []
    before: BodyBlock | None = None
    others = False
    for block in body:
        neighbours = isinstance(before, List) and isinstance(block, List) and before.ordered == block.ordered
        others = neighbours and not others
        if neighbours and flavour == "jekyll":
            # kramdown goes on with a list whatever its marker; MDX, which has no comments, is not read by it.
            pieces.append("<!-- -->")
        written = _write(block, flavour, others=others and flavour != "jekyll")
        if written:
            pieces.append(written)
            before = block
    return "\n\n".join(pieces) + "\n" if pieces else ""


def _write(block: BodyBlock, flavour: Flavour, *, others: bool) -> str:
    match block:
        case Heading():
            return f"{'#' * min(max(block.level, 1), 6)} {escape_heading(block.text)}"
        case Paragraph():
            return "\n".join(escape_lines(block.text))
        case List():
            return "\n".join(_items(block.items, block.start if block.ordered else None, others=others))
        case Quote():
            return "\n".join(f"> {line}" for line in escape_lines(block.text))
        case Code():
            return write_code(block, flavour)
        case Table():
            return "\n".join(_table(block))
        case Image():
            return _image(block, flavour)


def _items(items: tuple[str | Item, ...], start: int | None, *, others: bool) -> Iterator[str]:
    """Lines of a list; `start` is the first number, None where there are none. Items inside are not numbered."""
    number = None if start is None else min(max(start, 0), HIGHEST_START)
    for place, item in enumerate(items):
        marker = ("*" if others else "-") if number is None else f"{number + place}{')' if others else '.'}"
        text, inner = (item, ()) if isinstance(item, str) else (item.text, item.items)
        indent = " " * (len(marker) + 1)
        lines = escape_lines(text)
        yield f"{marker} {lines[0]}" if lines else marker
        inside = list(_items(inner, None, others=False))
        # A marker by itself below a line of text would be its underline, and make a heading of it.
        gap = [""] if lines and inside and not inside[0].rstrip("-") else []
        for line in (*lines[1:], *gap, *inside):
            yield indent + line if line else line


def _table(table: Table) -> Iterator[str]:
    """A table of pipes: one row is the header, empty where the table has none; short rows are filled."""
    width = max((len(row) for row in table.rows), default=0)
    if width == 0:
        return
    rows = [tuple(escape_cell(cell) for cell in row) + ("",) * (width - len(row)) for row in table.rows]
    header, body = (rows[0], rows[1:]) if table.header else (("",) * width, rows)
    yield _row(header)
    yield _row(("---",) * width)
    yield from map(_row, body)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _image(image: Image, flavour: Flavour) -> str:
    words = " ".join(escape_inline(" ".join((image.alt or "").split())).split())
    # Astro looks for a picture without a host or a slash among the site's own files, and stops where it is not there.
    if not can_show(image.url) or (flavour == "astro" and not _WHOLE_ADDRESS.match(image.url)):
        return "\n".join(escape_lines(image.caption or image.alt or ""))
    title = f' "{escape_attribute(image.caption)}"' if image.caption and image.caption.strip() else ""
    return f"![{words}]({escape_address(image.url)}{title})"


def can_show(url: str) -> bool:
    """Whether a picture's address is one that pages should load.

    >>> can_show("/a.png"), can_show("javascript:alert(1)")
    (True, False)
    """
    try:
        return bool(url.strip()) and urlsplit(url.strip()).scheme in SCHEMES
    except ValueError:
        return False
