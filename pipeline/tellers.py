"""Lines with what the judge thinks that each says → the day and the people of an article.

The judge of lines has learned where names and days stand on pages of all layouts (docs/decisions/facts.md). What a
line says is read as everywhere; lines that say the same count together.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from pipeline.bare_names import alone, bare_name
from pipeline.byline import read_byline
from pipeline.characters import columns
from pipeline.dates import LENGTH_OF_DAY, find_dates
from pipeline.model import Labelled
from pipeline.names import LONGEST, names
from pipeline.nobody import is_common, is_phrase, is_word, no_surname
from pipeline.occasions import labels_occasion

DAY, DOUBTED = 0.35, 0.05
"""The chance from which a day is the article's, and below which one that rules have read is not. Of 2,120 pages that
the judge had not seen 0.76 of the days are right for 0.72 by rules alone; of those without one 0.085 get one for 0.079.
"""
NAMED, LONE, SURE = 0.25, 0.4, 0.6
"""The chance from which the name of a person is the writer's, from which one that may be a button's is, and from which
either goes before what rules have read. Of the same pages 0.56 of the authors are right for 0.47; of those whose gold
names none 0.097 get one for 0.072, every other of whom the page does name."""
NEAR, NAMED_NEAR, LONE_NEAR = 2, 0.15, 0.2
"""So many lines from a day of the article the chances from which they are: `Mahaloth` over `January 11, 2025`."""
_LABELLED = re.compile(r"[^\W\d]\s?[:：]")
"""`Also Included In: Nutrition / Diet`: a label that no list knows, and so no writer's."""
_COLONS = frozenset(":：")
"""`Status: RESOLVED FIXED`."""


def confirmed_day(said: str | None, items: Iterable[Labelled], *, day_first: bool | None) -> str | None:
    """The day that rules have read; where the judge rules it out, or they have none, the one for which most speaks, as
    precise as one of its lines says it. A day that only a list of other pages says rules out none."""
    chances: dict[str, float] = defaultdict(float)
    dates: dict[str, str] = {}
    own = set[str]()
    for item in items:
        if item.tells is None or not item.tells.published:
            continue
        date = _date_of(item.block.text, day_first=day_first)
        if date is not None:
            day = date[:LENGTH_OF_DAY]
            chances[day] += item.tells.published
            dates[day] = max(dates.get(day, ""), date, key=len)
            if item.verdict is None or item.verdict.rule != "related_list":
                own.add(day)
    best = max(chances, key=chances.__getitem__, default="")
    if said is not None and (best not in own or chances.get(said[:LENGTH_OF_DAY], 0.0) >= DOUBTED):
        return said
    return dates[best] if chances.get(best, 0.0) >= DAY else None


def _date_of(line: str, *, day_first: bool | None) -> str | None:
    byline = read_byline(line, day_first=day_first)
    if byline is not None and (date := byline.published or byline.modified):
        return date
    days = find_dates(line, day_first=day_first)
    return next((found.iso for found in days if not labels_occasion(line[: found.start])), None)


def vouched(items: Iterable[Labelled]) -> frozenset[str]:
    """The names on the lines that name the writer in the judge's eyes, whatever else they may be."""
    told = [item.block.text for item in items if item.tells is not None and item.tells.authors >= NAMED]
    return frozenset(name for line in told for name in _names_in(line))


class People(Struct, frozen=True):
    """Who wrote an article, as the judge thinks; `sure` where it has no doubt."""

    names: tuple[str, ...] = ()
    sure: bool = False


def told_people(items: Sequence[Labelled], title: str, text: Sequence[str]) -> People:
    """The names for which most speaks; none that stand in the title or in small letters in the text."""
    chances: dict[tuple[str, ...], float] = defaultdict(float)
    near = set[tuple[str, ...]]()
    days = [place for place, item in enumerate(items) if item.tells is not None and item.tells.published >= DAY]
    for place, item in enumerate(items):
        if item.tells is None or not item.tells.authors:
            continue
        people = tuple(name for name in _names_in(item.block.text) if _may_be_one(name, title, text))
        if people:
            chances[people] += item.tells.authors
            if any(abs(place - day) <= NEAR for day in days):
                near.add(people)
    best = max(chances, key=chances.__getitem__, default=())
    whole = all(" " in name and bare_name(name) for name in best)
    least = (NAMED_NEAR if whole else LONE_NEAR) if best in near else NAMED if whole else LONE
    chance = chances.get(best, 0.0)
    return People(best, chance >= SURE) if chance >= least else People()


def _names_in(line: str) -> tuple[str, ...]:
    byline = read_byline(line)
    if byline is not None and byline.authors:
        return byline.authors
    if (name := bare_name(line) or alone(line)) is not None:
        return tuple(names(name))
    if columns(line) > LONGEST or _LABELLED.search(line):
        return ()
    found = tuple(names(line))
    return found if sum(map(len, found)) * 2 >= len(line) else ()


def _may_be_one(name: str, title: str, text: Sequence[str]) -> bool:
    if not name[0].isalpha() or not _COLONS.isdisjoint(name):
        return False
    return not (is_phrase(name) or is_word(name) or no_surname(name) or is_common(name, title, text))
