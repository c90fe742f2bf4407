"""A title and its byline that a scraper ran together on one line: where the byline begins."""

import re

from pipeline.byline import LONGEST, read_byline
from pipeline.byline_labels import marks_of
from pipeline.characters import columns
from pipeline.dates import LENGTH_OF_DAY, find_dates
from pipeline.houses import is_outlet
from pipeline.names import names

SHORTEST_TITLE, LONGEST_TITLE = 12, 90
"""Columns: what is shorter before a byline is a name, a site or a section."""
_OWN_DAY = re.compile(r"\d{4}\s?[-./年]\s?\d")
"""A byline's day has its year; `11-02 10:20` may be a score."""
_APART = " \u3000|｜_·•/-"
_OTHER_FACT = re.compile(r"^\S{1,5}[:：]|[:：]$|[>»›·]|[,，、。.;；(（\[【《“]$|[于於]$")
"""A label, a menu's marks, a sentence that ends or goes on: `书名:长街当铺 作者:…`, `最后由 甲 于 2021-…`."""


_SUFFIX = re.compile(r"\S[_|｜-]\s?\S")
"""A title with its site behind it is no site's name: `借钱平台哪个正规_禾粒网`."""


def byline_place(line: str) -> int | None:
    """Where the byline begins behind the title on the same line, in characters; None where there are not both.

    >>> line = "借钱平台哪个正规？ 2023-08-11 10:20 来源：禾粒网"
    >>> line[byline_place(line):]
    '2023-08-11 10:20 来源：禾粒网'
    >>> byline_place("江城晚报 沈知远 2023-08-11 10:20"), byline_place("今日油价公布一览表 2024-04-12")
    (None, None)
    """
    if len(line) > LONGEST or line.isascii() or not any(map(str.isdecimal, line)):
        return None
    dates = [date for date in find_dates(line) if _OWN_DAY.match(line, date.start)]
    labels = [mark for mark in marks_of(line, dated=bool(dates)) if mark.role != "other"]
    starts = sorted({date.start for date in dates} | {mark.start for mark in labels})
    place = next((start for start in starts if columns(line[:start]) >= SHORTEST_TITLE), None)
    if place is None or place != starts[0]:
        return None
    head, tail = line[:place].rstrip(_APART), line[place:]
    said = read_byline(tail)
    if said is None or (said.published or said.modified) is None or not dates:
        return None
    timed = any(len(date.iso) > LENGTH_OF_DAY for date in dates)
    return place if (labels or timed) and _is_title(head) else None


def _is_title(head: str) -> bool:
    return (
        SHORTEST_TITLE <= columns(head) <= LONGEST_TITLE
        and _OTHER_FACT.search(head) is None
        and (not is_outlet(head) or _SUFFIX.search(head) is not None)
        and not _names_people(head)
    )


def _names_people(head: str) -> bool:
    """Whether nothing but people stand there: `陈海鹏 林佳怡`."""
    pieces = head.split()
    return len(pieces) > 1 and all(columns(piece) <= 8 and names(piece) for piece in pieces)
