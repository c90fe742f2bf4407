"""A line of a page's head → how much speaks for its being the title.

Asked only where a frame stands around the article. Each sign is small, none decides alone. The weights were fitted
on 1,000 flattened real pages and on cases (`python -m training.titles`), so that of all lines above the text the
title has most; in cross-validation 0.70 of the titles come out so, 0.49 by the order of lines alone.
"""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import log

from msgspec import Struct

from pipeline.characters import fold
from pipeline.cues import terms
from pipeline.dates import find_dates
from pipeline.model import Block, Labelled
from pipeline.shapes import is_prose, title_shaped
from pipeline.untitled import credits, is_field, measures, of_any, steps_of

TITLE_REACH = 24
"""Blocks below a title in which its words are looked for."""
TERMS_ENOUGH = 20
"""A text of fewer different words says nothing about its title."""
LONGEST_DATED = 70
"""Columns of a line that tells the day of an article."""
DAY = len("2024-05-31")
BELOW, NEAR, CRUMBS, TOP, AROUND = 6, 3, 6, 3, 3
"""Lines in which a byline is looked for, and close by; breadcrumbs; a browser's title; neighbours."""
LONGEST_SUFFIX = 40
"""Letters that a browser's title may have behind the page's own: the site's name."""
LONGEST_QUESTION = 60
"""Columns of a question that is rather a title than a sentence."""
SMALL = 24
"""Columns of a line of a menu."""
DEEPEST, ARTICLES = 9, 0.5
"""Lines above another that are counted, and the chance from which the judge takes them for the article's."""
LEAST_TOLD = 0.005
"""The chance of a line of which the judge says nothing."""
SUREST = 5.0
"""Log odds beyond which the judge's word counts no more."""

_POINTS = re.compile(r"[▲△▼▽◆◇●○★☆※→➤►▶■□👉👇🔥✦]")
_MARKS = re.compile(r"[\W_]+")
_SAYS_WHAT = re.compile(r"[（(]|[，,]\s?(?:又|亦|也|别|別|旧|舊|古|俗|简|簡|即|全|原|是)|是|即|指|とは|は")
_FIELD = re.compile(r"(?:[\u3400-\u9fff]{2,6}|[A-Za-z]{3,12})[：:]\s?\S")
_INNER = re.compile(r"[。！？!?；;]\s*\S")


def squeezed(block: Block) -> str:
    """A title without marks and spaces, to be known again with a site's name behind it.

    Blocks of HTML come without their key.
    """
    if block.size <= 8:
        return ""
    key = block.key or fold(block.text)
    return key if key.isalnum() else _MARKS.sub("", key)


def name_of(block: Block) -> str:
    """The same of short titles, too."""
    return squeezed(block) or block.text


def rule_of(item: Labelled) -> str:
    """The name of the rule that took the block, or nothing."""
    return item.verdict.rule if item.verdict is not None else ""


def share(block: Block, text: set[str]) -> float:
    """Share of a line's words, or pairs of characters, that come back in a text."""
    own = terms((block,))
    return len(own & text) / len(own) if own else 0.0


class Head(Struct, frozen=True):
    """The lines of a page down to its first sentence, with what is asked of them more than once."""

    labelled: Sequence[Labelled]
    stop: int
    """The place of the first sentence."""
    text: set[str]
    """The words of the article's first sentences."""
    names: tuple[str, ...]
    """Each line as a title is compared."""
    openings: frozenset[str]
    """Those with which another begins."""
    small: tuple[bool, ...]
    """Whether each line is as short as those of menus."""
    deep: tuple[int, ...]
    """How many lines above each the judge takes for the article's."""
    dated: tuple[bool, ...]
    """Whether each line is a byline or tells a day."""
    first: int
    """The first line that stays."""
    told: dict[str, float]
    """By a line as it is compared, how likely the judge thinks that it says the title; empty where it was not asked."""


def head_of(labelled: Sequence[Labelled], stop: int) -> Head:
    """The head of a page whose first sentence stands at `stop`."""
    below = labelled[stop : stop + TITLE_REACH]
    names = tuple(squeezed(item.block) for item in labelled[: stop + 1])
    believed = (item.chance is not None and item.chance >= ARTICLES for item in labelled[:stop])
    return Head(
        labelled,
        stop,
        text=terms(tuple(item.block for item in below if item.verdict is None and is_prose(item.block))),
        names=names,
        openings=frozenset(name for name, after in pairwise(sorted({*names} - {""})) if after.startswith(name)),
        small=tuple(item.block.size <= SMALL for item in labelled[:stop]),
        deep=tuple(accumulate(believed, initial=0)),
        dated=tuple(_is_dated(item) for item in labelled[: stop + 1 + BELOW]),
        first=next((place for place in range(stop + 1) if labelled[place].verdict is None), 0),
        told=told_titles(labelled),
    )


def told_titles(labelled: Sequence[Labelled]) -> dict[str, float]:
    """By lines as they are compared, how likely the judge thinks that they say the title.

    Copies count together; a sentence is none.
    """
    told: dict[str, float] = {}
    for item in labelled:
        if item.tells is not None and item.tells.title and title_shaped(item.block):
            name = name_of(item.block)
            # Lines of two articles, judged each by itself and called alike, would have more than certainty.
            told[name] = min(1.0, told.get(name, 0.0) + item.tells.title)
    return told


def _told(head: Head, index: int) -> float:
    """What the judge of lines thinks of its being the title, in log odds."""
    if not head.told:
        return 0.0
    return odds(max(LEAST_TOLD, head.told.get(head.names[index] or _text(head, index), 0.0)))


def _byline_within(head: Head, index: int, lines: int) -> bool:
    """A byline stands in so many lines below."""
    return any(head.dated[index + 1 : index + 1 + lines])


def _is_dated(item: Labelled) -> bool:
    if rule_of(item) == "byline":
        return True
    dates = find_dates(item.block.text, day_first=True) if item.block.size <= LONGEST_DATED else []
    return bool(dates) and any(len(found.iso) >= DAY for found in dates)


def _echo(head: Head, index: int) -> bool:
    """Higher up it stands with the site's name behind it: the browser's title, and often the page's first line."""
    name = head.names[index]
    return name in head.openings and any(
        other != name and other.startswith(name) and len(other) <= len(name) + LONGEST_SUFFIX
        for other in head.names[:index]
    )


def _crumb(head: Head, index: int) -> bool:
    """It is the last step of the breadcrumbs above it."""
    name = head.names[index]
    above = head.names[max(0, index - CRUMBS) : index]
    return bool(name) and any(other.endswith(name) and other != name for other in above)


def _again(head: Head, index: int) -> bool:
    """It is one of the page's first lines once more."""
    return bool(head.names[index]) and head.names[index] in head.names[: min(index, TOP)]


def _contains(head: Head, index: int) -> bool:
    """A line below it is a piece of it."""
    name = head.names[index]
    pieces = filter(name.__contains__, filter(None, head.names[index + 1 :])) if name else ()
    return any(other != name for other in pieces)


def _shared(head: Head, index: int) -> float:
    return share(head.labelled[index].block, head.text) if len(head.text) >= TERMS_ENOUGH else 0.5


def _chance(head: Head, index: int) -> float:
    """What the judge of lines thinks, in log odds."""
    chance = head.labelled[index].chance
    return 0.0 if chance is None else odds(chance)


def odds(chance: float) -> float:
    """The log odds of a chance, none beyond the surest."""
    return max(-SUREST, min(SUREST, log((chance + 1e-4) / (1 - chance + 1e-4))))


def _among_small(head: Head, index: int) -> float:
    """Share of small lines around it: menus, bylines and buttons stand around a title, sentences around a heading."""
    own = index < head.stop and head.small[index]
    return (sum(head.small[max(0, index - AROUND) : index + AROUND + 1]) - own) / (2 * AROUND)


def _defined(head: Head, index: int) -> bool:
    """The first sentence begins with it and says what it is: 竹马灯，又名“跑竹马”."""
    opening, name = _text(head, head.stop), _text(head, index)
    return name[0] >= "\u3041" and opening.startswith(name) and _SAYS_WHAT.match(opening, len(name)) is not None


def _under_day(head: Head, index: int) -> bool:
    """Right above it stands a day: blogs set it over the title."""
    return index > 0 and head.dated[index - 1] and bool(find_dates(_text(head, index - 1), day_first=True))


def _among_fields(head: Head, index: int) -> bool:
    """A label with its value, and so is a line beside it: a thing's properties, none of which is the title."""
    if not _FIELD.match(_text(head, index)):
        return False
    near = (at for at in (index - 1, index + 1) if 0 <= at < min(len(head.dated), len(head.labelled)))
    return any(not head.dated[at] and _FIELD.match(_text(head, at)) is not None for at in near)


def _steps(head: Head, index: int) -> float:
    """A path or a menu in one line; of two pieces either may be the title and the other the site's name."""
    steps = steps_of(_text(head, index))
    return min(len(steps), 3) / 3 if len(steps) > 2 else 0.5 * bool(steps)


def _deep(head: Head, index: int) -> float:
    """Lines above it that the judge takes for the article's, most of all nine: the title stands over its article."""
    return min(DEEPEST, head.deep[index])


def _above(head: Head, index: int) -> str:
    return rule_of(head.labelled[index - 1]) if index else ""


def _text(head: Head, index: int) -> str:
    return head.labelled[index].block.text


def _size(head: Head, index: int) -> int:
    return head.labelled[index].block.size


def _over_text(head: Head, index: int) -> bool:
    return index + 1 < len(head.labelled) and is_prose(head.labelled[index + 1].block)


SIGNS: tuple[tuple[float, float, Callable[[Head, int], float]], ...] = (
    (3.8, 2.7, _shared),
    (2.5, 2.9, _crumb),
    (2.3, 2.5, _echo),
    (2.1, 0.0, _among_small),
    (2.0, 2.9, _defined),
    (1.6, 1.9, lambda head, index: _above(head, index) == "breadcrumb"),
    (1.5, 1.2, _again),
    (1.2, 0.8, lambda head, index: _byline_within(head, index, BELOW)),
    (1.1, 0.7, lambda head, index: _byline_within(head, index, NEAR)),
    (1.1, 0.7, lambda head, index: _text(head, index)[-1] in "?？" and _size(head, index) <= LONGEST_QUESTION),
    (1.0, 0.6, _contains),
    (0.9, 0.0, _chance),
    (0.0, 0.5, _told),
    (0.5, 0.3, lambda head, index: _above(head, index) not in ("", "byline")),
    (0.6, 0.6, _under_day),
    (0.5, 0.4, _over_text),
    (0.4, 0.0, lambda head, index: index == head.first),
    (0.3, -0.1, lambda head, index: _byline_within(head, index, 1)),
    (-0.35, -0.4, lambda head, index: min(3, sum(map(_text(head, index).count, "，,、")))),
    (-0.5, -0.5, lambda head, index: head.labelled[index].verdict is not None),
    (-0.6, -0.7, lambda head, index: head.labelled[index].block.stops),
    (-0.6, 0.0, lambda head, index: _INNER.search(_text(head, index)[:-1]) is not None),
    (-0.7, -0.1, lambda head, index: _size(head, index) <= 10),
    (-1.2, -0.9, lambda head, index: _size(head, index) <= 16),
    (-1.3, -1.0, lambda head, index: _size(head, index) < SMALL),
    (-1.4, -0.2, lambda head, index: _size(head, index) > 90),
    (-2.0, -0.2, lambda head, index: of_any(_text(head, index))),
    (-1.5, -2.0, _among_fields),
    (-1.2, 0.4, lambda head, index: _text(head, index)[:1].islower()),
    (-3.0, -1.5, _steps),
    (-3.0, -1.4, lambda head, index: credits(_text(head, index))),
    (-3.0, -3.1, lambda head, index: is_field(_text(head, index))),
    (-3.0, -0.7, lambda head, index: measures(_text(head, index))),
    (-0.3, -0.1, _deep),
    (-1.2, -0.1, lambda head, index: _POINTS.match(_text(head, index)) is not None),
)
"""Each sign with its weight where the judge was not asked, and where it was; what speaks for a title first."""


_ALONE = tuple((alone, sign) for alone, _, sign in SIGNS if alone)
_JUDGED = tuple((judged, sign) for _, judged, sign in SIGNS if judged)


def weight(head: Head, index: int) -> float:
    """How much speaks for a line."""
    weighs = 0.0
    for worth, sign in _JUDGED if head.told else _ALONE:
        weighs += worth * sign(head, index)
    return weighs


def signs(head: Head, index: int) -> list[float]:
    """What each sign says of a line, without the weights: for fitting them."""
    return [float(sign(head, index)) for _, _, sign in SIGNS]
