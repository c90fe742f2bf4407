"""What is kept of a site's pages → its memory: what recurs among pages built alike, and titles found on others."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import median_low

from msgspec.structs import replace

from pipeline.learning.groups import groups_of
from pipeline.learning.sides import sides_of
from pipeline.learning.trace import Line, Trace
from pipeline.memory import FEWEST_PAGES, LEAST_SHARE, READ, Memory, Place, Row, key_of, memory_of

FEWEST_ALIKE = 4
"""So many pages that are built alike say what recurs on them; three may be one article in three parts."""
SHORTEST_TITLE = 8
"""Letters of a title by which it is known on other pages."""
SMALL_SITE, MOST_SIBLINGS = 10, 0.5
"""Of fewer pages three are many; and the share of them on which a page's title may stand."""
TOP, END = 250, 750
"""Thousandths of a page."""

_JOINT = re.compile(r"\s[-|–—·»_]+\s|[|_]|--")


def recollect(site: str, traces: Sequence[Trace]) -> Memory:
    """The memory of a site; the same for the same pages in the same order."""
    lines = [{key_of(line.text): line for line in trace.lines} for trace in traces]
    often = Counter(key for found in lines for key in found)
    recurring = {key: count for key, count in often.items() if count >= FEWEST_PAGES}
    pages, of = _counted([frozenset(found) for found in lines], recurring)
    places: defaultdict[str, list[Line]] = defaultdict(list)
    titles = _siblings(traces, lines, pages)
    for found in lines:
        for key, line in found.items():
            if key in pages or key in titles:
                places[key].append(line)
    sides = sides_of(lines, pages.keys())
    rows = [_row(key, places[key], pages[key], of[key], sides) for key in pages if key not in titles]
    for key, count in titles.items():
        told = _row(key, places[key], *((pages[key], of[key]) if key in pages else (count, len(traces))), sides)
        rows.append(replace(told, kind="title"))
    return memory_of(site, len(traces), (*rows, *_forms(traces)))


def _counted(keys: list[frozenset[str]], recurring: dict[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """For what recurs on all pages, or on those of a group: on how many it stands, and how many these are."""
    pages: Counter[str] = Counter()
    of: Counter[str] = Counter()
    if len(keys) >= FEWEST_ALIKE:
        pages.update({key: count for key, count in recurring.items() if count >= LEAST_SHARE * len(keys)})
        of.update(dict.fromkeys(pages, len(keys)))
    rest = recurring.keys() - pages.keys()
    for group in groups_of(keys, recurring):
        if len(group) < FEWEST_ALIKE:
            continue
        for key, count in Counter(key for place in group for key in keys[place] & rest).items():
            if count >= FEWEST_PAGES and count >= LEAST_SHARE * len(group):
                pages[key] += count
                of[key] += len(group)
    return pages, of


def _siblings(traces: Sequence[Trace], lines: list[dict[str, Line]], pages: dict[str, int]) -> dict[str, int]:
    """The titles of single pages that stand on others, and on how many.

    What recurs is nobody's title, but on a small site, where three pages are many: there it is if it may be the
    title of one page only and stands on MOST_SIBLINGS of all at most.
    """
    may_be = [[key for title in trace.titles if len(key := key_of(title)) >= SHORTEST_TITLE] for trace in traces]
    often = Counter(key for keys in may_be for key in set(keys))
    most = MOST_SIBLINGS * len(traces) if len(traces) < SMALL_SITE else 0
    called: defaultdict[str, set[int]] = defaultdict(set)
    for number, keys in enumerate(may_be):
        for key in [key for key in keys if key not in pages or (often[key] == 1 and pages[key] <= most)][:1]:
            called[key].add(number)
    found = {}
    for key, owners in called.items():
        others = sum(1 for number, held in enumerate(lines) if key in held and number not in owners)
        if len(owners) == 1 and others:
            found[key] = others
    return found


def _row(key: str, lines: list[Line], pages: int, of: int, sides: dict[str, Place]) -> Row:
    text = _most(line.text for line in lines)
    middle = median_low(line.place for line in lines)
    place: Place = "top" if middle < TOP else "end" if middle >= END else "middle"
    return Row(" ".join(text.split()), "line", pages, of, sides.get(key, place), _most(line.selector for line in lines))


def _forms(traces: Sequence[Trace]) -> list[Row]:
    """How titles end and bylines are built, where several pages agree."""
    least = max(FEWEST_ALIKE, LEAST_SHARE * len(traces))
    ends = Counter(end for trace in traces if (end := _end(trace.declared)))
    forms = Counter(form for trace in traces for form in set(trace.bylines))
    rows = [Row(end, "suffix", count, len(traces), "top") for end, count in ends.items() if count >= least]
    return rows + [Row(form, "byline", count, len(traces), "top") for form, count in forms.items() if count >= least]


def _end(title: str) -> str:
    """What stands behind a title's last joint, with the joint."""
    joints = list(_JOINT.finditer(title[:READ]))
    return " ".join(title[joints[-1].start() :].split()) if joints else ""


def _most(values: Iterable[str]) -> str:
    """The commonest; of equally common ones the first by its characters."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))
