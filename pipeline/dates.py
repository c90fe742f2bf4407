"""A short line → the dates in it, as precise as it says and no preciser.

Only forms that cannot be read two ways: `03/04/2021` is a date only where the language says which
number is the day. Libraries were tried and left (docs/decisions/dates.md): they invent dates.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from pipeline.lexicon import months

_SPELT = re.compile(r"[^\W\d_\u3000-\u9fff\uac00-\ud7a3]{3}|[\u0900-\u0e7f]")
"""Letters that may spell a month: not Han, kana or Hangul; in India and Thailand signs stand between them."""


class Found(Struct, frozen=True):
    """A date in a line."""

    iso: str
    start: int
    end: int


LENGTH_OF_DAY = len("2024-05-31")
"""Characters of a date without its time."""
BUDDHIST = 543
"""Years by which Thailand's count is ahead: 13 กุมภาพันธ์ 2564 is in 2021."""
_THAI = re.compile("[\u0e00-\u0e7f]")
FIRST_YEAR, LAST_YEAR = 1970, 2099
"""A web page is no older; a date before these is in an article, not above it."""

_SPELT_DAY = (
    r"(?:,?\s+(?:(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,6}day)?|pazartesi|salı|çarşamba|perşembe|cuma(?:rtesi)?|pazar)"
    r"\.?(?!\w))?"
)
"""The day of the week where English blogs and Turkish papers write it: behind the day or behind the year."""
_CLOCK = (
    r"(?:(?:\.(?=\s))?\s*[,，T\-–|•·]?\s*(?:at |um |à |a las |alle |ore |às |lúc |saat |στις |в |u "
    r"|o (?:godz\. )?|kl\.? ?|klo |เวลา )?"
    r"(?P<half>上午|下午|凌晨|中午|晚上|早上|오전|오후|午前|午後)?\s*"
    r"(?P<hour>[01]?\d|2[0-3])(?:\s?[:：h時时시點点]\s*|(?<=\d\d)\.)(?P<minute>[0-5]\d)?(?:分|분|Uhr)?"
    r"(?:(?:[:：]|(?<=[分분])\s*)(?P<second>[0-5]\d)(?:秒|초)?)?(?:\.\d+)?"
    r"\s*(?P<meridiem>[ap]\.?\s?m\b\.?|[صم](?!\w)|(?:ΠΜ|ΜΜ|π\.μ\.|μ\.μ\.))?(?P<zone>Z|[+-](?:0\d|1[0-4]):?[0-5]\d(?![\d:]))?)"
)
_WEEKDAY = (
    r"(?:\s*(?:[(（][一二三四五六日天月火水木金土월화수목금토일](?:曜日?|요일)?[)）]"
    r"|[(（]?(?:星期|周|週|礼拜)[一二三四五六日天](?![\u4e00-\u9fff])[)）]?|[月火水木金土日]曜日?|[월화수목금토일]요일))?"
)

_EAST = re.compile(
    r"(?<!\d)(?P<year>(?:19[7-9]|20\d)\d)\s*(?P<mark>[-–/.．／年년])\s*(?P<month>1[0-2]|0?[1-9])"
    r"(?:\s*(?:[-–/.．／月월])\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d(?!\d?:))(?:\s*[日號号일.])?"
    + _WEEKDAY
    + _CLOCK
    + r"?|\s*[月월])",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>20[0-4]\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?![\dA-Za-z])")
_ERA = re.compile(
    r"(?P<era>民國|民国|令和|平成)\s*(?P<year>元|\d{1,3})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
    + _CLOCK
    + "?",
    re.IGNORECASE,
)
_ERAS = {"民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988}
_DOTTED = re.compile(
    r"(?<![\d.])(?P<day>3[01]|[12]\d|0?[1-9])(?P<mark>[./-]) ?(?P<month>3[01]|[12]\d|0?[1-9])(?P=mark) ?"
    r"(?P<year>(?:19[7-9]|20\d)\d)(?!\d|\.\d)" + _CLOCK + "?",
    re.IGNORECASE,
)


_STAMP = re.compile(
    r"(?<![A-Za-z])(?:mon|tue|wed|thu|fri|sat|sun),? (?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) +"
    r"(?P<day>3[01]|[12]\d|0?[1-9]) (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)"
    r"(?: [a-z]{3,4}| [+-]\d{4})? (?P<year>(?:19[7-9]|20\d)\d)(?!\d)",
    re.IGNORECASE,
)
"""How programs write a moment, the year last: `Sat Nov 14 22:18:41 GMT 2009` over a letter to a mailing list."""
_OTHER_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙", 4 * "0123456789")
_OTHER_DIGIT = re.compile("[٠-٩۰-۹०-९๐-๙]")
_YEAR = re.compile(r"(?:19[7-9]|20\d|25[1-9])\d|[民令平]")
"""Without one of these a line has no date that we read: most lines have none, and one look tells."""


_SHORT = re.compile(
    r"\s*[:：]?\s*(?:(?P<minguo>1[0-4]\d)(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])"
    r"|(?P<short>[0-3]\d)(?P<sign>[-/])(?P<of>1[0-2]|0?[1-9])(?P=sign)(?P<on>3[01]|[12]\d|0?[1-9])(?= \d\d:\d\d)"
    r"|(?P<year>20\d\d)[-/.](?P<only>0[1-9]|1[0-2]))(?![\d/.-])" + _CLOCK + "?"
)
"""What is a date only behind a label: the Republic's year, a year of two digits before an hour, a month in digits."""
_DAYS_BEHIND = re.compile(
    r"(?:\s*[(（][^()（）]{1,8}[)）])?\s*(?:[-–—~～〜、]|(?:to|until|bis|au|al|até|sampai|s/d|hingga|до|по|tot|do|až|至)\s)\s*"
    r"(?:(?:19|20)\d\d[-/.年]|\d{1,2}(?:[月日월일.]|:\d\d|\s+[^\W\d]{3,12}\.?,?\s+(?:19|20)\d\d))"
)
_DAYS_BEFORE = re.compile(
    r"(?<![\d:.,/№#-])(?<![№#.] )(?:3[01]|[12]\d|0?[1-9])\.?\s*"
    r"(?:[–—~～〜-]|(?:to|until|and|bis|und|au|et|al|y|até|sampai|hingga|dan|до|по|tot|en|až)\s)\s*$"
)
"""Between two days of one month: `18.–22. November 2024`; behind an hour or a number's sign it is a number."""


def behind_label(piece: str, *, east: bool) -> Found | None:
    """The date right behind a publisher's label, in forms that are none elsewhere; short years behind Chinese ones.

    >>> [behind_label(said, east=True).iso for said in ("：113-04-22", " 19-10-26 22:18", "2023-10")]
    ['2024-04-22', '2019-10-26T22:18:00', '2023-10']
    >>> behind_label("2009-2010", east=True) is None, behind_label(" 12-10-22 10:00", east=False) is None
    (True, True)
    """
    match = _SHORT.match(piece)
    if match is None or (not east and not match["year"]):
        return None
    if match["minguo"]:
        made = _made(match, int(match["minguo"]) + 1911, int(match["month"]), match["day"])
    elif match["short"]:
        made = _made(match, 2000 + int(match["short"]), int(match["of"]), match["on"])
    else:
        made = _made(match, int(match["year"]), int(match["only"]), None)
    return next(made, None)


def is_day(line: str, *, day_first: bool | None = True) -> bool:
    """Whether a date is all of a line.

    >>> is_day("2024年8月6日"), is_day("2024年8月6日修订")
    (True, False)
    """
    found = find_dates(line, day_first=day_first)
    return bool(found) and found[0].end - found[0].start == len(line)


def of_days(line: str, found: Found) -> bool:
    """Whether a date is the first or the last of several days: an event's, for a page comes out on one.

    >>> lines = ("2024年3月22日—6月23日（周一闭馆）", "18 sampai 22 November 2024", "22 November 2024 - 5 comments")
    >>> [of_days(line, find_dates(line)[0]) for line in lines]
    [True, True, False]
    """
    if _DAYS_BEHIND.match(line, found.end):
        return True
    return line[found.start : found.start + 4].isdecimal() is False and bool(_DAYS_BEFORE.search(line[: found.start]))


@cache
def _month_finder() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = tuple(months())
    return AhoCorasick(list(words)), words


def _months_in(lowered: str) -> tuple[str, ...]:
    """The names of months that stand in a line as words of their own."""
    finder, words = _month_finder()
    found = {
        words[number]
        for number, start, end in finder.find_matches_as_indexes(lowered, overlapping=True)
        if not lowered[start - 1 : start].isalpha() and not lowered[end : end + 1].isalpha()
    }
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=512)
def _named(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Day–month–year and month–day–year with one of these months."""
    month = rf"(?P<month>{'|'.join(map(re.escape, names))})\.?"
    before = r"(?:(?P<early>(?:[01]?\d|2[0-3]):[0-5]\d)\s*(?P<early_half>[ap]\.?\s?m\b\.?)?"
    before = before + r"(?:\s*\b(?:ET|EST|EDT|CT|CST|CDT|PT|PST|PDT|GMT|UTC|BST|IST|CET|CEST|MSK)\b)?(?: on)?[,|]?\s*"
    before = before + r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?)?"
    century = "19[7-9]|20\\d|25[1-9]" if _THAI.match(names[0]) else "19[7-9]|20\\d"
    year = rf"(?P<year>(?:{century})\d)(?!\d(?!\d? min))(?:\s*(?:г\.?|р\.|года|roku|r\.))?" + _SPELT_DAY
    day = r"(?<!\d)(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|º|°)?"
    day_first = (
        rf"{before}{day}\.?\s*[-/]?\s*(?:de |of |d'|τον )?{month}[\s,]*[-/]?\s*(?:de |del |năm )?{year}{_CLOCK}?"
    )
    month_first = rf"{before}(?<![^\W\d_]){month}\s*(?<!\d)(?:{day}{_SPELT_DAY}[\s,]*,?\s*)?{year}{_CLOCK}?"
    return re.compile(day_first, re.IGNORECASE), re.compile(month_first, re.IGNORECASE)


def find_dates(line: str, *, day_first: bool | None = None) -> list[Found]:
    """The dates of a line, in order, none inside another.

    `day_first` says how `03/04/2021` is read; None leaves it alone.

    >>> [found.iso for found in find_dates("2012年01月17日 20:39 来源")]
    ['2012-01-17T20:39:00']
    >>> [found.iso for found in find_dates("By X, 6:45 a.m. Feb. 20, 2024; in 2024年5月")]
    ['2024-02-20T06:45:00', '2024-05']
    >>> [found.iso for found in find_dates("13 กุมภาพันธ์ 2564 เวลา 22:31 น. | 7 अप्रैल 2024")]
    ['2021-02-13T22:31:00', '2024-04-07']
    >>> find_dates("03/04/2021"), find_dates("version 1.2.2021.4"), find_dates("共2021人")
    ([], [], [])
    """
    if not line.isascii() and _OTHER_DIGIT.search(line):
        line = line.translate(_OTHER_DIGITS)
    return list(_found(line, day_first)) if _YEAR.search(line) else []


@lru_cache(maxsize=512)
def _found(line: str, day_first: bool | None) -> tuple[Found, ...]:
    """Kept for the lines at hand, which are read more than once."""
    taken: list[Found] = []
    for found in _candidates(line, day_first):
        if all(found.end <= other.start or found.start >= other.end for other in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda found: found.start))


def _candidates(line: str, day_first: bool | None) -> Iterator[Found]:
    for match in _EAST.finditer(line):
        yield from _made(match, int(match["year"]), int(match["month"]), match["day"])
    for match in _ERA.finditer(line):
        years = 1 if match["year"] == "元" else int(match["year"])
        yield from _made(match, _ERAS[match["era"]] + years, int(match["month"]), match["day"])
    for match in _STAMP.finditer(line):
        yield from _made(match, int(match["year"]), months()[match["month"].casefold()], match["day"])
    lowered = _folded(line)
    if _SPELT.search(lowered) and (names := _months_in(lowered)):
        for pattern in _named(names):
            for match in pattern.finditer(lowered):
                year = int(match["year"])
                yield from _made(
                    match, year - (BUDDHIST if year > LAST_YEAR else 0), months()[match["month"]], match["day"]
                )
    for match in _DOTTED.finditer(line):
        first, second = int(match["day"]), int(match["month"])
        day_leads = match["mark"] == "." or first > 12 or (second <= 12 and (day_first or first == second))
        if day_leads and second <= 12:
            yield from _made(match, int(match["year"]), second, match["day"])
        elif (second > 12 or day_first is False) and first <= 12:
            yield from _made(match, int(match["year"]), first, match["month"])
    for match in _COMPACT.finditer(line):
        yield from _made(match, int(match["year"]), int(match["month"]), match["day"])


def _folded(line: str) -> str:
    """The line without case, letter for letter: ß and İ alone would become two."""
    folded = line.casefold()
    if len(folded) == len(line):
        return folded
    return "".join(one if len(one := letter.casefold()) == 1 else letter.lower()[0] for letter in line)


def _made(match: re.Match[str], year: int, month: int, day: str | None) -> Iterator[Found]:
    """The date of a match, if the calendar has it."""
    start, end = match.span()
    if day is None:
        yield Found(f"{year:04}-{month:02}", start, end)
        return
    try:
        stamp = date(year, month, int(day)).isoformat()
    except ValueError:
        return
    if FIRST_YEAR <= year <= LAST_YEAR:
        yield Found(stamp + _clock(match), start, end)


_LATE = frozenset({"下午", "晚上", "오후", "午後"})
_EARLY = frozenset({"上午", "凌晨", "早上", "오전", "午前"})
NOON = 11
"""Hours from which 中午 is said before noon: 中午11:30, and 中午1:30 behind it."""


def _clock(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if parts.get("early"):
        hour, minute = parts["early"].split(":")
        half = parts.get("early_half") or ""
        second, zone = "00", ""
    elif parts.get("hour") and parts.get("minute"):
        hour, minute = parts["hour"], parts["minute"]
        half = (parts.get("meridiem") or "") + (parts.get("half") or "")
        second, zone = parts.get("second") or "00", parts.get("zone") or ""
        if zone[:1] == "-" and not parts.get("second") and "T" not in match[0]:
            zone = ""  # `09:00-12:30` are hours.
    else:
        return ""
    hours = int(hour)
    if (half and (half[0].lower() in "pمμ" or half in _LATE) and hours < 12) or (half == "中午" and hours < NOON):
        hours += 12
    elif half and (half[0].lower() in "aصπ" or half in _EARLY) and hours == 12:
        hours = 0
    if len(zone) == len("+0800"):
        zone = f"{zone[:3]}:{zone[3:]}"  # as ISO 8601 writes it behind a time with colons
    return f"T{hours:02}:{minute}:{second}{zone}"
