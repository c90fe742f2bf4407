"""Dates that stand in a list of other texts, the newest first: no one of them is the page's.

A listing prints a date with each teaser, at the same place and in the same form; an article prints its own
once. A thread does so with each post, but its oldest stands first, and that is the thread's.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.dates import LENGTH_OF_DAY, find_dates
from pipeline.leaf import Walked

FEWEST = 3
"""Dates from which they are a list."""
MOSTLY = 0.5
"""Share of the leaves of one path that hold a date where it is the place of dates: of paragraphs a few do by chance."""
LONGEST = 80
"""Characters of a line that is a teaser's date, with its title or its writer."""
MOST_READ = 8
"""Lines of a list whose dates are looked at: whether it goes back in time is told by the first."""

_DATED = re.compile(r"(?:19|20)\d\d|\d{1,2}[-/.]\d{1,2}[-/.]\d\d")


def teaser_leaves(markup: Walked, day_first: bool | None = None) -> frozenset[int]:
    """Places of the leaves that date the teasers of a list: elements of one path, the newest first."""
    paths = markup.elements.paths
    said: dict[int, str] = {}
    alike: dict[int, list[int]] = defaultdict(list)
    written = {place: moment[:LENGTH_OF_DAY] for moment, place in markup.declared.times}
    for place, leaf in enumerate(markup.leaves):
        if leaf.hidden or len(leaf.text) > LONGEST:
            continue
        text = written.get(place, leaf.text)
        if _DATED.search(text):
            said[place] = text
            alike[paths[leaf.element]].append(place)
    alike = {path: places for path, places in alike.items() if len(places) >= FEWEST}
    if not alike:
        return frozenset()
    built = Counter([paths[leaf.element] for leaf in markup.leaves if not leaf.hidden])
    lists = (places for path, places in alike.items() if len(places) >= MOSTLY * built[path])
    return frozenset(
        place
        for places in lists
        if goes_back(day for place in places[:MOST_READ] for day in _days(said[place], day_first))
        for place in places
    )


def dates_a_teaser(day: str, lines: Sequence[str], day_first: bool | None = None) -> bool:
    """Whether a text's date is that of a list's first teaser: lines of the same form follow, and go back in time.

    >>> dates_a_teaser("2024-05-09", ["2024-05-09 来源:守望", "2024-05-02 来源:守望", "2024-04-25 来源:守望"])
    True
    >>> dates_a_teaser("2024-05-09", ["2024-05-09 来源:守望", "2024-05-10 来源:守望", "2024-05-11 来源:守望"])
    False
    """
    dated = [line for line in lines if len(line) <= LONGEST and _DATED.search(line)]
    if len(dated) < FEWEST:
        return False
    forms = [_form(line, day_first) for line in dated]
    own = next((form for line, form in zip(dated, forms, strict=True) if day[:10] in _days(line, day_first)), None)
    alike = [line for line, form in zip(dated, forms, strict=True) if form == own]
    return own is not None and goes_back(found for line in alike[:MOST_READ] for found in _days(line, day_first))


def goes_back(days: Iterable[str]) -> bool:
    """Whether so many days are not in the order of time.

    >>> goes_back(["2024-05-09", "2024-05-09", "2024-05-02"]), goes_back(["2024-05-02", "2024-05-09", "2024-05-10"])
    (True, False)
    """
    said = list(days)
    return len(said) >= FEWEST and said != sorted(said)


def _days(line: str, day_first: bool | None) -> Iterator[str]:
    dates = {found.iso[:10] for found in find_dates(line, day_first=day_first)}
    if len(dates) == 1:
        yield from dates


def _form(line: str, day_first: bool | None) -> str:
    """The line without its dates."""
    for found in reversed(find_dates(line, day_first=day_first)):
        line = f"{line[: found.start]}\0{line[found.end :]}"
    return line
