"""A page → what is kept of it for learning: its lines, each once, with where they stand; what it is called."""

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from pipeline.byline import read_byline
from pipeline.decode import decode
from pipeline.leaf import Elements, Walked
from pipeline.markup.titles import title_place
from pipeline.memory import READ, key_of
from pipeline.model import Block, Page, Segmented, Text
from pipeline.segment import segment
from pipeline.shapes import is_prose, title_shaped

MOST_LINES = 2000
"""Different lines of a page that are kept: a page of more is a list, and its first are as good as all."""
BYLINES_SOUGHT = 40
"""Blocks at the top among which bylines are looked for."""
LONGEST_BYLINE = 120
"""Columns."""
TITLES_SOUGHT = 6
"""Lines at the top of a text page among which its title is looked for."""

_DIGIT = re.compile(r"\d")
_VALUE = re.compile(r"(?<=[:：])\s*[^\s:：|/]+")
_TOKEN = re.compile(r"[A-Za-z_][\w-]*")


class Line(Struct, frozen=True, array_like=True, gc=False):
    """A line or block of a page, at its first place."""

    text: str
    """Its beginning."""
    place: int
    """Thousandths of the page's blocks that stand before it."""
    selector: str = ""
    prose: int = 0
    """Columns of running text; 0 for what is none."""
    last: int = 0
    """How many different lines stand before the place where it stands last; 0 where it stands once."""


class Trace(Struct, frozen=True, array_like=True):
    """What is kept of a page."""

    lines: list[Line]
    titles: list[str]
    """What it may be called: of HTML its title; of text the first lines that look like one."""
    declared: str = ""
    bylines: list[str] = []
    """How its bylines are built, their values left out."""


def trace_of(page: Page, text: Text | None = None) -> Trace | None:
    """What is kept of a page; None for what is no text. Never raises on any bytes."""
    text = text or decode(page)
    if text is None:
        return None
    segmented = segment(text)
    walked = segmented.markup
    told = page.told.title if page.told is not None and page.told.title else ""
    if walked is None:
        titles = [told] if told else [block.text for block in segmented.blocks[:TITLES_SOUGHT] if title_shaped(block)]
        return Trace(_lines(segmented.blocks, None), titles, "", _bylines(segmented.blocks))
    shown = tuple(block for block in segmented.blocks if _is_shown(block, walked))
    leaves = tuple(walked.leaves[block.first - 1] for block in shown)
    place = title_place(leaves, walked)
    titles = [told] if told else [shown[place].text] if place is not None else []
    return Trace(_lines(shown, segmented), titles, walked.declared.title or "", _bylines(shown))


def _is_shown(block: Block, walked: Walked) -> bool:
    leaf = walked.leaves[block.first - 1]
    return not leaf.hidden and leaf.kind != "image"


def _lines(blocks: tuple[Block, ...], segmented: Segmented | None) -> list[Line]:
    """Each different line at its first place."""
    found: dict[str, Line] = {}
    lasts: dict[str, int] = {}
    selectors: dict[int, str] = {}
    walked = segmented.markup if segmented is not None else None
    for number, block in enumerate(blocks):
        key = key_of(block.text)
        if key in found:
            lasts[key] = len(found) - 1
        elif key:
            element = 0 if walked is None else walked.leaves[block.first - 1].element
            if walked is not None and element not in selectors:
                selectors[element] = selector_of(element, walked.elements)
            prose = block.size if is_prose(block) else 0
            found[key] = Line(block.text[:READ], 1000 * number // len(blocks), selectors.get(element, ""), prose)
            if len(found) == MOST_LINES:
                break
    return [replace(line, last=lasts[key]) if key in lasts else line for key, line in found.items()]


def selector_of(element: int, elements: Elements) -> str:
    """A CSS selector of the nearest element around that has a name; what holds digits is made for one page."""
    while element > 0:
        name = _name_in(elements.names[element])
        if name:
            return f"{elements.tags[element]}:is(.{name}, #{name})"
        element = elements.parents[element]
    return ""


@lru_cache(maxsize=20_000)
def _name_in(names: str) -> str:
    """The first of an element's names that a selector may hold; empty where there is none."""
    return next((name for name in names.split() if _TOKEN.fullmatch(name) and not _DIGIT.search(name)), "")


def _bylines(blocks: tuple[Block, ...]) -> list[str]:
    forms = []
    for block in blocks[:BYLINES_SOUGHT]:
        if block.size <= LONGEST_BYLINE and (said := read_byline(block.text)) is not None and said.published:
            forms.append(_VALUE.sub("…", _DIGIT.sub("0", block.text)))
    return forms
