"""An article's body and the page's blocks → which blocks of the page each block of the body came from."""

import re

from pipeline.article import Article
from pipeline.body import BodyBlock, Image, Item, List, Table
from pipeline.model import Labelled

LOOK_AHEAD = 6
"""Blocks of the body that are tried for a block of the page: pictures and captions may stand between."""
SLACK = 300
"""Letters that may be passed over inside a block of the body."""
_MARKER = re.compile(r"^\s*(?:[-*+•·●○▪]|\(?\d{1,3}[.)、．]|#{1,6}|>|标题[::]|Title:)\s*")


def places(article: Article, labelled: tuple[Labelled, ...]) -> tuple[tuple[int, int] | None, ...]:
    """For each block of the body the first and the last kept block of the page that it holds, or None.

    Both sides are read in order and compared by their letters and digits alone. A block that is not found
    (repaired beyond recognition) leaves a gap and hinders no other.
    """
    first, last = article.source.place
    texts = [squash(_text(block)) for block in article.body]
    found: list[tuple[int, int] | None] = [None] * len(texts)
    here, at = 0, 0
    for item in labelled:
        block = item.block
        if item.verdict is not None or not first <= block.first <= last:
            continue
        wanted = [text for text in (squash(block.text), squash(_MARKER.sub("", block.text))) if text]
        place = _find(wanted, texts, here, at)
        if place is not None:
            here, at = place
            known = found[here]
            found[here] = (known[0] if known else block.first, block.last)
    return tuple(found)


def squash(text: str) -> str:
    """Letters and digits only, as case and white space say nothing here.

    >>> squash("1. Stop — below")
    '1stopbelow'
    """
    return "".join(filter(str.isalnum, text)).casefold()


def _find(wanted: list[str], texts: list[str], here: int, at: int) -> tuple[int, int] | None:
    """The block of the body, and the place behind the text in it."""
    for number in range(here, min(here + LOOK_AHEAD, len(texts))):
        start = at if number == here else 0
        for text in wanted:
            place = texts[number].find(text, start, start + SLACK + len(text))
            if place >= 0:
                return number, place + len(text)
    return None


def _text(block: BodyBlock | Item | str) -> str:
    match block:
        case str():
            return block
        case List() | Item():
            own = [block.text] if isinstance(block, Item) else []
            return " ".join([*own, *(_text(item) for item in block.items)])
        case Table():
            return " ".join(cell for row in block.rows for cell in row)
        case Image():
            return " ".join(part for part in (block.caption, block.alt) if part)
        case _:
            return block.text
