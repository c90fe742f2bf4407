"""Dates as markup writes them → ISO 8601, as precise as they are; no zone is invented."""

import re
from datetime import date
from email.utils import parsedate

_ISO = re.compile(
    r"\s*(?P<year>(?:19|20)\d\d)(?:[-/.](?P<month>1[0-2]|0?[1-9])(?!\d)"
    r"(?:[-/.](?P<day>3[01]|[12]\d|0?[1-9])(?!\d))?"
    r"|(?P<compact>(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d))"
    r"(?:[T\s]+(?P<clock>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\.?,?\s+(?:(?P<later>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def moment(written: str) -> str | None:
    """The date in a machine's notation; None where it is none or cannot be.

    >>> moment("2024-05-31T01:54:58+0800"), moment("2024-05")
    ('2024-05-31T01:54:58+08:00', '2024-05')
    >>> moment("Fri, 31 May 2024 01:54:58 GMT")
    '2024-05-31T01:54:58Z'
    >>> moment("2025-11-14"), moment("20251104")
    ('2025-11-14', '2025-11-04')
    >>> moment("May 3, 2021"), moment("yesterday")
    ('2021-05-03', None)
    """
    if found := _ISO.match(written):
        return _iso(found)
    if (parsed := parsedate(written)) and parsed[0] > 1970:
        day = date(*parsed[:3]).isoformat()
        zone = "Z" if written.rstrip().endswith(("GMT", "+0000", "UTC")) else ""
        return f"{day}T{parsed[3]:02}:{parsed[4]:02}:{parsed[5]:02}{zone}"
    if found := _NAMED.search(written):
        month = _MONTHS.index(found["month"].lower()) + 1
        return _day(int(found["year"]), month, found["day"] or found["later"])
    return None


def _iso(found: re.Match[str]) -> str | None:
    compact = found["compact"]
    month, written = (compact[:2], compact[2:]) if compact else (found["month"], found["day"])
    day = _day(int(found["year"]), int(month), written)
    clock, zone = found["clock"], found["zone"]
    if day is None or clock is None or written is None:
        return day
    if not zone:
        return f"{day}T{clock}"
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return f"{day}T{clock}Z"
    return f"{day}T{clock}{zone[:3]}:{zone[-2:]}"


def _day(year: int, month: int, day: str | None) -> str | None:
    if day is None:
        return f"{year}-{month:02}"
    try:
        return date(year, month, int(day)).isoformat()
    except ValueError:
        return None
