"""Labelled lines and what the judge thinks that each says → lines that say who wrote the article, or when, are taken.

Their values become facts, so the lines are the article's no more, nor a menu's: `August 25, 2025` below the title.
"""

import re

from msgspec.structs import replace

from pipeline.bare_names import bare_name, shaped_alone
from pipeline.byline import read_byline
from pipeline.model import Labelled, Verdict
from pipeline.shapes import is_prose

SURE = 0.5
"""The chance from which a line says it."""
ITS_OWN = 0.9
"""The chance from which a line belongs to the text whatever it says: the hour of a meeting in its minutes."""
_FIELD = re.compile(r"[^\s:：]{1,12}\s?[:：]\s?\S")
BYLINE = Verdict("metadata", "judged_byline")
JUDGED = "judged_"
"""How the names of the judge's own verdicts begin: a line that a rule took is the rule's."""


def take_bylines(labelled: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """The lines, with those taken that are nothing but a name or a day of which the judge is sure."""
    taken = {place for place, item in enumerate(labelled) if _says_surely(item) and _is_nothing_else(item)}
    taken -= {place for place in taken if _is_a_field(labelled, place)}
    kept = {place for place in taken if labelled[place].verdict is None}
    if kept and _has_entries(labelled, kept):
        taken -= kept
    if not taken:
        return labelled
    return tuple(replace(item, verdict=BYLINE) if place in taken else item for place, item in enumerate(labelled))


def _has_entries(labelled: tuple[Labelled, ...], sure: set[int]) -> bool:
    """Whether the text has other lines like these: heads of posts, days of a diary."""
    return any(
        item.verdict is None and place not in sure and _is_nothing_else(item) for place, item in enumerate(labelled)
    )


def _is_a_field(labelled: tuple[Labelled, ...], place: int) -> bool:
    """Whether it is one of a text's own fields: the hour of a meeting over its place and who was there."""
    if labelled[place].verdict is not None or _FIELD.match(labelled[place].block.text) is None:
        return False
    below = next((item for item in labelled[place + 1 :] if item.verdict is None), None)
    return below is not None and _FIELD.match(below.block.text) is not None and not _is_nothing_else(below)


def _says_surely(item: Labelled) -> bool:
    free = item.verdict is None or item.verdict.rule.startswith(JUDGED)
    if not free or item.tells is None or (item.chance or 0.0) >= ITS_OWN:
        return False
    return max(item.tells.authors, item.tells.published) >= SURE


def _is_nothing_else(item: Labelled) -> bool:
    text = item.block.text
    if is_prose(item.block):
        return False
    return read_byline(text) is not None or bare_name(text) is not None or shaped_alone(text) is not None
