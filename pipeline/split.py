"""Labelled blocks → parts: one for each article on the page, with its title found.

Two articles are told from two sections of one by at least two cues (NOISE C). What looks like two
and is one: digests, diaries, chronicles, collected answers, anthologies.
"""

import re

from msgspec.structs import replace

from pipeline.characters import HAN, KANA, fold, folded_phrase
from pipeline.model import Block, Labelled, Part, Verdict
from pipeline.lexicon import openings
from pipeline.shapes import SHORTEST_SENTENCE, is_prose, title_shaped

ABOVE_TITLE = Verdict("navigation", "above_title")
TITLE_AGAIN = Verdict("duplicate", "title_again")

CUES_NEEDED = 2
SHORTEST_ARTICLE = 120
"""Columns of text that must stand before and behind a cut."""
NEARBY = 4
"""A byline stands at most so many blocks below its title."""
DIGEST = 3
"""So many heads of one form under each other are entries, not articles."""
STRANGERS = 0.06
"""Share of common character or word pairs below which two texts speak of different things.

Measured on the case files: halves of one article share 0.08 and more, glued articles 0.05 at most.
"""
SHORTEST_TITLE = 12
"""Columns: a shorter line above a longer one is a section's name."""
HEAD_WITHOUT_SENTENCES = 6
LONGEST_SECTION_NAME = 44

_FURNITURE = frozenset({"related", "navigation", "boilerplate", "comment"})
_TERMS = re.compile(rf"[{HAN}{KANA}\uac00-\ud7a3]{{2,}}|[^\W\d_]{{4,}}")


def split(labelled: tuple[Labelled, ...]) -> tuple[Part, ...]:
    """The parts of a page in reading order; each block belongs to one part."""
    if not labelled:
        return ()
    starts = [0, *_cuts(labelled)]
    ends = [*starts[1:], len(labelled)]
    return tuple(_part(labelled[start:end]) for start, end in zip(starts, ends, strict=True))


def _cuts(labelled: tuple[Labelled, ...]) -> list[int]:
    """Where a new article begins: at its glue marker, its furniture or its title."""
    candidates = [index for index in range(1, len(labelled)) if _may_begin(labelled, index)]
    heads = [index for index in candidates if _has_head(labelled, index)]
    bare_heads = [index for index in heads if not _furniture_before(labelled, index)]
    cuts: list[int] = []
    for index in candidates:
        if index in bare_heads and len(bare_heads) >= DIGEST - 1:
            continue
        start = cuts[-1] if cuts else 0
        if _text_size(labelled[start:index]) < SHORTEST_ARTICLE or _text_size(labelled[index:]) < SHORTEST_ARTICLE:
            continue
        if _cues(labelled, start, index) >= CUES_NEEDED:
            cuts.append(_with_its_furniture(labelled, index))
    return cuts


def _may_begin(labelled: tuple[Labelled, ...], index: int) -> bool:
    """A kept block behind removed ones, or a title over a byline."""
    if labelled[index].verdict is not None:
        return False
    return labelled[index - 1].verdict is not None or _has_head(labelled, index)


def _has_head(labelled: tuple[Labelled, ...], index: int) -> bool:
    """A title-shaped line with a dated byline right below it."""
    if labelled[index].verdict is not None or not title_shaped(labelled[index].block):
        return False
    for below in labelled[index + 1 : index + NEARBY]:
        if below.verdict is None:
            return False
        if below.verdict.rule == "byline":
            return bool(re.search(r"\d{4}|\d{1,2}:\d{2}", below.block.text))
    return False


def _furniture_before(labelled: tuple[Labelled, ...], index: int) -> bool:
    verdict = labelled[index - 1].verdict
    return verdict is not None and verdict.reason in _FURNITURE


def _cues(labelled: tuple[Labelled, ...], start: int, index: int) -> int:
    """How many signs say that another article begins here."""
    removed = _removed_before(labelled, index)
    rules = {item.verdict.rule for item in removed if item.verdict is not None}
    reasons = {item.verdict.reason for item in removed if item.verdict is not None}
    first = labelled[index].block
    cues = 0
    if "glue_marker" in rules:
        cues += 1
    if _has_head(labelled, index):
        cues += 1 + _has_head_at(labelled, start)
    if "related" in reasons and len(removed) > 3:
        cues += 1
    if rules & {"breadcrumb", "copyright_line", "licence_number"} or "to_top" in rules:
        cues += 1
    if not cues:
        return 0
    before = [item.block for item in labelled[start:index] if item.verdict is None]
    after = [item.block for item in labelled[index:] if item.verdict is None]
    closes = any(folded_phrase(block.text).startswith(openings("closing")) for block in before[-2:])
    opens = any(folded_phrase(block.text).startswith(openings("opening")) for block in after[:2])
    if opens and (closes or "glue_marker" in rules):
        cues += 1
    elif "glue_marker" in rules and closes and is_prose(first):
        cues += 1
    if _strangers(before, after):
        cues += 1
    return cues


def _has_head_at(labelled: tuple[Labelled, ...], start: int) -> bool:
    """Whether the article before begins with a head of the same form."""
    for index in range(start, min(start + 8, len(labelled))):
        if _has_head(labelled, index):
            return True
    return False


def _removed_before(labelled: tuple[Labelled, ...], index: int) -> list[Labelled]:
    start = index
    while start > 0 and labelled[start - 1].verdict is not None:
        start -= 1
    return list(labelled[start:index])


def _with_its_furniture(labelled: tuple[Labelled, ...], index: int) -> int:
    """The cut moves up over the new article's own marker, breadcrumb and byline."""
    while index > 1:
        verdict = labelled[index - 1].verdict
        if verdict is None or verdict.rule not in ("glue_marker", "breadcrumb", "byline"):
            break
        index -= 1
    return index


def _text_size(labelled: tuple[Labelled, ...]) -> int:
    return sum(item.block.size for item in labelled if item.verdict is None and (is_prose(item.block) or item.block.stops))


def _strangers(before: list[Block], after: list[Block]) -> bool:
    """Whether two texts have next to no words in common."""
    first, second = _terms(before), _terms(after)
    if min(len(first), len(second)) < 20:
        return False
    return len(first & second) < STRANGERS * min(len(first), len(second))


def _terms(blocks: list[Block]) -> set[str]:
    """Pairs of characters where words are not set apart, else words."""
    found: set[str] = set()
    for block in blocks:
        for term in _TERMS.findall(block.text.casefold()):
            if term[0] >= "\u3041":
                found.update(term[place : place + 2] for place in range(len(term) - 1))
            else:
                found.add(term)
    return found


def _part(labelled: tuple[Labelled, ...]) -> Part:
    """A stretch with its title; section names above it and copies of it go."""
    title = _find_title(labelled)
    items = list(labelled)
    if title is not None:
        name = fold(labelled[title].block.text)
        for index, item in enumerate(items):
            if item.verdict is not None or index == title:
                continue
            if index < title and item.block.size <= LONGEST_SECTION_NAME and not item.block.stops:
                items[index] = replace(item, verdict=ABOVE_TITLE)
            elif index <= title + NEARBY and name and item.block.key == name:
                items[index] = replace(item, verdict=TITLE_AGAIN)
    body = tuple(item.block for index, item in enumerate(items) if item.verdict is None and index != title)
    return Part(None if title is None else labelled[title].block, body, tuple(items))


def _find_title(labelled: tuple[Labelled, ...]) -> int | None:
    """The title's index: the line over the byline, else the first line above the text."""
    kept = [index for index, item in enumerate(labelled) if item.verdict is None]
    if len(kept) < 2:
        return None
    sentence = next((index for index in kept if is_prose(labelled[index].block)), None)
    stop = kept[min(len(kept) - 1, HEAD_WITHOUT_SENTENCES)] if sentence is None else sentence
    byline = next((index for index in range(stop + 1) if _rule(labelled[index]) == "byline"), None)
    above = [index for index in kept if index < (stop if byline is None else byline) and title_shaped(labelled[index].block)]
    if byline is None:
        return _best(labelled, above[:NEARBY]) if _starts_page(kept, above) else None
    if above:
        return _best(labelled, above[-NEARBY:])
    below = [index for index in kept if byline < index < stop and title_shaped(labelled[index].block)]
    return below[0] if below and below[0] == kept[0] else None


def _starts_page(kept: list[int], above: list[int]) -> bool:
    """Without a byline, only the very first kept line is believed to be a title."""
    return bool(above) and above[0] == kept[0]


def _rule(item: Labelled) -> str:
    return item.verdict.rule if item.verdict is not None else ""


def _best(labelled: tuple[Labelled, ...], candidates: list[int]) -> int | None:
    """The first candidate, unless it is a section's short name above a longer line."""
    for place, index in enumerate(candidates):
        size = labelled[index].block.size
        if size >= SHORTEST_TITLE or not any(labelled[other].block.size > max(size + 4, SHORTEST_SENTENCE // 2) for other in candidates[place + 1 :]):
            return index
    return None


def gather(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts that are articles; a stretch without one is accounted for by its neighbour before, else behind."""
    articles = [part for part in parts if part.body]
    if not articles:
        return ()
    gathered: list[Part] = []
    waiting: tuple[Labelled, ...] = ()
    for part in parts:
        if part.body:
            gathered.append(replace(part, labelled=waiting + part.labelled))
            waiting = ()
        elif gathered:
            gathered[-1] = replace(gathered[-1], labelled=gathered[-1].labelled + part.labelled)
        else:
            waiting += part.labelled
    return tuple(gathered)
