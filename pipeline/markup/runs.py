"""The text between two boundaries → the text of a leaf; start tags → the elements around it."""

import re
from typing import Final

from pipeline.leaf import ARROWS, Elements, Kind
from pipeline.markup.effects import Effect
from pipeline.markup.tags import KINDS

APART: Final = "\x00"
"""Stands in a run where an inline element ends and its like begins: two boxes side by side, and no one word."""
_WIDE: Final = "\u2e80"
"""From here on scripts are written without spaces."""
_BESIDE = re.compile(r"(?<=([^\W_]))\x00+(?=([^\W_]))")
_DAY = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d")
LONGEST_ROW = 120
"""Characters of a row of boxes of which one is a day: who wrote it, what he is, when, how often it was read."""
LONGEST_ARROW = 8
"""Characters of an arrow and the spaces around it."""
_FEW_PARTS = 16
"""Pieces of white space before a picture that are looked through: so a page of nothing else stays linear."""
_CODE_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|brush:\s*|highlight-(?:source-)?|sourcecode\s+)([a-z][a-z0-9+#-]*)", re.IGNORECASE
)
_NO_LANGUAGE = frozenset({"default", "text", "none", "plain", "plaintext", "notranslate", "code", "block", "wrapper"})


def elements_of(opened: list[Effect], parents: list[int]) -> Elements:
    """The elements as columns, with a number for each path of tags and classes."""
    paths = [0]
    numbers: dict[tuple[int, str, str], int] = {}
    for effect, parent in zip(opened[1:], parents[1:], strict=True):
        paths.append(numbers.setdefault((paths[parent], effect.tag, effect.like), len(numbers) + 1))
    return Elements(
        tuple([effect.tag for effect in opened]),
        tuple(parents),
        tuple([effect.names for effect in opened]),
        tuple(paths),
        tuple([(index, *given) for index, effect in enumerate(opened) if effect.given for given in effect.given]),
    )


def kind_of(tag: str, lists: list[bool]) -> tuple[Kind, int, bool]:
    """The kind of leaf that an element makes, its level and whether it is numbered; `lists` are those around it."""
    kind = KINDS[tag]
    if kind == "heading":
        return "heading", int(tag[1]), False
    if kind == "item":
        return "item", max(1, len(lists)), bool(lists and lists[-1])
    return kind, 0, False  # type: ignore[return-value]


def are_blank(parts: list[str]) -> bool:
    """Whether the parts are white space; so many that a look would cost too much are not."""
    return len(parts) <= _FEW_PARTS and all(part.isspace() for part in parts)


def size(parts: list[str], start: int) -> int:
    """Characters of the parts from a place on, without the white space around each."""
    if len(parts) == start + 1 and parts[start] != APART:
        return len(parts[start].strip())
    return sum([len(part.strip()) for part in parts[start:] if part != APART])


def leads_back(parts: list[str], start: int) -> bool:
    """Whether the parts from a place on are nothing but an arrow back to where a note is named."""
    return len(parts) == start + 1 and len(parts[-1]) <= LONGEST_ARROW and parts[-1].strip() in ARROWS


def lines(joined: str) -> str:
    """Code: lines are kept, the white space behind them is not."""
    return "\n".join(line.rstrip() for line in joined.strip("\n").splitlines()).rstrip()


def apart(joined: str) -> str:
    """The text with a space where two boxes would be read as one word; scripts without spaces need none.

    But in a row with a day: there each box is a fact.
    """
    if len(joined) <= LONGEST_ROW and _DAY.search(joined):
        return _BESIDE.sub(" ", joined).replace(APART, "")
    return _BESIDE.sub(lambda found: " " if found[1] < _WIDE and found[2] < _WIDE else "", joined).replace(APART, "")


def language_of(names: str) -> str | None:
    """The programming language that a class names."""
    named = (found.lower() for found in _CODE_LANGUAGE.findall(names))
    return next((name for name in named if name not in _NO_LANGUAGE), None)
