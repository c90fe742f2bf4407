"""A gold file as it was read → what is wrong with its form, in one sentence; None where it can be scored."""

from typing import Any, Literal

import msgspec
from msgspec import Struct

from pipeline.verdicts import Reason


class _Line(Struct):
    type: Literal["heading", "paragraph", "list_item", "table_row", "quote", "code"]
    text: str
    lines: tuple[int, int]


class _Article(Struct):
    title: str | None
    published: str | None
    author: str | None
    source: str | None
    body: list[_Line]


class _RemovedLine(Struct):
    line: int
    reason: Reason
    partial: bool = False


class _OfText(Struct):
    """Of a page of text: every line by its number."""

    lang: str
    articles: list[_Article]
    removed: list[_RemovedLine]
    flags: list[str]


class _Shown(Struct):
    type: Literal["heading", "paragraph", "list", "quote", "code", "table", "image"]
    text: str | None = None


class _ArticleOfMarkup(_Article):
    body: list[_Shown]  # type: ignore[assignment]


class _RemovedText(Struct):
    text: str
    reason: Reason
    partial: bool = False


class _OfMarkup(Struct):
    """Of an HTML page: every block by its text."""

    lang: str
    articles: list[_ArticleOfMarkup]
    removed: list[_RemovedText]
    flags: list[str]


NEED_TEXT = frozenset({"heading", "paragraph", "quote", "code"})


def fault(gold: Any, *, markup: bool, lines: int) -> str | None:
    """What is wrong, with the place in the file as `$.articles[0].title`; `lines` are those of the page.

    >>> fault({"lang": "en", "articles": [], "removed": [{"line": 3, "reason": "related"}], "flags": []},
    ...       markup=False, lines=2)
    'it speaks of line 3, and the page has 2 lines'
    """
    try:
        if markup:
            return _without_text(msgspec.convert(gold, _OfMarkup))
        return _wrong_lines(msgspec.convert(gold, _OfText), lines)
    except msgspec.ValidationError as wrong:
        return str(wrong).replace("Object missing required field", "there is no").replace("`", "'").rstrip(".")


def _without_text(gold: _OfMarkup) -> str | None:
    blocks = (block for article in gold.articles for block in article.body)
    kind = next((block.type for block in blocks if block.type in NEED_TEXT and block.text is None), None)
    return None if kind is None else f"a {kind} of a body has no text"


def _wrong_lines(gold: _OfText, last: int) -> str | None:
    body: set[int] = set()
    for block in (block for article in gold.articles for block in article.body):
        first, end = block.lines
        if first > end:
            return f"a block goes from line {first} to line {end}"
        body.update(range(first, end + 1))
    whole = {item.line for item in gold.removed if not item.partial}
    strange = sorted(number for number in body | {item.line for item in gold.removed} if not 0 < number <= last)
    if strange:
        return f"it speaks of line {strange[0]}, and the page has {last} lines"
    both = sorted(body & whole)
    return f"line {both[0]} is both in a body and removed" if both else None
