"""A labelled HTML page → where it begins another article: elements built alike, each an article by itself.

Blogs show several posts on one page, and papers load the next article below the first. Of 2,927 real pages two are so.
Nearly all that looks like it is none: a list of teasers, a thread, a digest, a diary, the sections of one text. So each
must have its own title, say who wrote it or when, and be a text of its own length.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from pipeline.byline import read_byline
from pipeline.characters import fold
from pipeline.dates import find_dates
from pipeline.leaf import Elements, Walked
from pipeline.markup.spans import Spans, spans
from pipeline.model import Labelled
from pipeline.shapes import is_prose
from pipeline.teasers import LONGEST

SHORTEST, PARAGRAPHS = 160, 2
"""Columns of sentences and how many paragraphs an article has here; a teaser has one."""
MOSTLY = 0.6
"""Share of the titles of one make under which an article stands; in a list of teasers a few are long."""
DEEPEST = 3
"""The lowest heading that is a title."""
NEAR = 5
"""Leaves from a title down to who wrote it and when, or up."""
SHORTEST_TITLE = 8
"""Columns."""
JUDGED = "judged_"
_ENTRIES = frozenset({"li", "td", "th", "dd", "blockquote", "details"})
"""Elements that hold the parts of one text."""
_COUNTED = re.compile(
    r"\W*(?:re|aw|回复|回覆)\s?[:：]|\W*(?:#|no\.?\s?|nr\.?\s?)?\d{1,3}\s?[.):、．]"
    r"|[(（]?[一二三四五六七八九十]{1,3}[、)）]|第\s?\S{1,3}\s?[章节回部条]"
    r"|(?:step|day|week|part|chapter|version|release|tag|schritt|teil|étape|jour|шаг|день)\b.{0,3}\d"
    r"|.{0,24}\bv?\d+\.\d+",
    re.IGNORECASE,
)
"""Titles of parts: counted, of a version, or an answer's."""
_GOES_ON = re.compile(
    r"\W*(?:read (?:more|on|the (?:rest|full))|(?:continue|keep) reading|full (?:story|article)|more\b|weiterlesen"
    r"|mehr lesen|lire la suite|en savoir plus|leer más|(?:seguir|continuar) leyendo|leia mais|continuar lendo"
    r"|continua a leggere|leggi tutto|lees (?:meer|verder)|czytaj (?:więcej|dalej)|читать (?:далее|дальше|полностью)"
    r"|подробнее|далее|devamını|(?:阅读|閱讀)(?:全文|更多)|继续阅读|繼續閱讀|查看(?:全文|详情)|全文|詳細|続きを|もっと"
    r"|더 ?보기|자세히).{0,60}",
    re.IGNORECASE,
)
"""The link below a teaser."""


class _Unit(Struct, frozen=True):
    """An element with one title of its level."""

    title: int
    """The leaf."""
    first: int
    end: int


def apart(labelled: tuple[Labelled, ...], markup: Walked | None) -> tuple[Labelled, ...]:
    """The blocks, those marked at which another article begins; its title stays, though it looks like a teaser's."""
    if markup is None or sum(map(markup.elements.tags.count, ("h1", "h2", "h3"))) < 2:
        return labelled
    said = {item.block.first - 1: item for item in labelled}
    for units in _alike(markup, said):
        whole = [unit for unit in units if _is_article(unit, markup, said)]
        titles = {fold(markup.leaves[unit.title].text) for unit in whole}
        if len(whole) > 1 and len(whole) == len(titles) >= MOSTLY * len(units):
            return _marked(labelled, whole, said)
    return labelled


def _marked(labelled: tuple[Labelled, ...], whole: list[_Unit], said: Mapping[int, Labelled]) -> tuple[Labelled, ...]:
    """The first of them begins one where an article stands above."""
    begins = [next(at for at in range(unit.first, unit.title + 1) if at in said) for unit in whole]
    begun = {at + 1 for at in begins[not _is_text(range(begins[0]), said) :]}
    titles = {unit.title + 1 for unit in whole}
    return tuple(
        replace(item, verdict=None if item.block.first in titles else item.verdict, begun=item.block.first in begun)
        for item in labelled
    )


def _alike(markup: Walked, said: Mapping[int, Labelled]) -> list[list[_Unit]]:
    """Elements side by side, each with one heading of the same level that no rule took, in the order of the levels."""
    heads: dict[int, list[int]] = defaultdict(list)
    for place, leaf in enumerate(markup.leaves):
        if leaf.kind == "heading" and leaf.level <= DEEPEST and place in said and _may_stay(said[place]):
            heads[leaf.level].append(place)
    if all(len(places) < 2 for places in heads.values()):
        return []
    elements = markup.elements
    held = spans(np.array([leaf.element for leaf in markup.leaves]), elements)
    found: list[list[_Unit]] = []
    for level in sorted(heads):
        groups: dict[int, list[_Unit]] = defaultdict(list)
        for place in heads[level]:
            top = _top(markup.leaves[place].element, heads[level], held, elements)
            if top and elements.tags[top] not in _ENTRIES:
                unit = _Unit(place, int(held.first[top]), int(held.end[top]))
                groups[elements.parents[top]].append(unit)
        found += [units for units in groups.values() if len(units) > 1]
    return found


def _may_stay(item: Labelled) -> bool:
    return item.verdict is None or item.verdict.rule.startswith(JUDGED)


def _top(element: int, heads: list[int], held: Spans, elements: Elements) -> int:
    """The largest element around a heading that holds no other of its level; 0 where there is none."""
    best = 0
    while element and sum(held.first[element] <= at < held.end[element] for at in heads) == 1:
        best, element = element, elements.parents[element]
    return best


def _is_article(unit: _Unit, markup: Walked, said: Mapping[int, Labelled]) -> bool:
    """A title, who wrote it or when, and a text that does not go on elsewhere."""
    title = said[unit.title].block
    if title.size < SHORTEST_TITLE or _COUNTED.match(title.text) or find_dates(title.text):
        return False
    if not _is_text(range(unit.title + 1, unit.end), said) or _prose(range(unit.first, unit.title), said):
        return False
    last = [markup.leaves[at] for at in range(max(unit.title, unit.end - NEAR), unit.end)]
    if any(leaf.linked and _GOES_ON.fullmatch(leaf.text) for leaf in last):
        return False
    return _is_signed(unit, markup, said)


def _prose(places: range, said: Mapping[int, Labelled]) -> list[int]:
    """The columns of the kept paragraphs there."""
    kept = (said[at].block for at in places if at in said and said[at].verdict is None)
    return [block.size for block in kept if is_prose(block)]


def _is_text(places: range, said: Mapping[int, Labelled]) -> bool:
    """Whether an article's text stands there."""
    texts = _prose(places, said)
    return len(texts) >= PARAGRAPHS and sum(texts) >= SHORTEST


def _is_signed(unit: _Unit, markup: Walked, said: Mapping[int, Labelled]) -> bool:
    """Whether a byline stands by the title: with a name, a source or a label, or a day in an element for articles."""
    near = range(max(unit.first, unit.title - NEAR), min(unit.end, unit.title + 1 + NEAR))
    timed = any(unit.title < place < near.stop for _, place in markup.declared.times)
    for at in near:
        item = said.get(at)
        if item is None or at == unit.title or len(item.block.text) > LONGEST or is_prose(item.block):
            continue
        byline = read_byline(item.block.text)
        if byline is not None and byline.published and (byline.labelled or byline.authors or byline.site or timed):
            return True
    return False
