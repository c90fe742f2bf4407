"""Dates as machines write them → ISO 8601, as precise as they are; no zone is invented.

The standard library reads ISO 8601 and RFC 2822, `pipeline.dates` what people write; neither guesses.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pipeline.dates import FIRST_YEAR, LAST_YEAR, find_dates

_MONTH = re.compile(r"(?P<month>(?:19|20)\d\d-(?:0[1-9]|1[0-2]))")
_MAIL = re.compile(r"\w{3},?\s+\d{1,2}\s+\w{3}\s+\d{4}\s+\d")
_ZONE = re.compile(r"\s*(?:UTC|GMT)$")
_WORD = re.compile(r"^\d{1,2}/\d{1,2}/\d{4}")
_EPOCH = "1970-01-01"
"""What a clock says that nobody has set."""
_LONGEST = 60
"""Characters; a longer value is a sentence."""
_SECONDS = re.compile(r"\d{10}(?:\d{3})?")


def moment(written: str, *, day_first: bool | None = None) -> str | None:
    """The date in a machine's notation, else the only date in it; None where it is none or cannot be.

    `day_first` says how `03/04/2021` is read; None leaves it.

    >>> moment("2024-05-31T01:54:58+0800"), moment("2024-05"), moment("2024-05-31T01:54:58.000Z")
    ('2024-05-31T01:54:58+08:00', '2024-05', '2024-05-31T01:54:58Z')
    >>> moment("Fri, 31 May 2024 01:54:58 GMT"), moment("1717120498"), moment("20251104")
    ('2024-05-31T01:54:58Z', '2024-05-31T01:54:58Z', '2025-11-04')
    >>> moment("May 3, 2021"), moment("yesterday"), moment("0000-00-00")
    ('2021-05-03', None, None)
    """
    text = written.strip()
    if not text or len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return None
    if found := _machine(text):
        return found
    dates = find_dates(text, day_first=_american(text) if day_first is None else day_first)
    return dates[0].iso if dates and not dates[0].iso.startswith(_EPOCH) else None


def _machine(text: str) -> str | None:
    if _MONTH.fullmatch(text):
        return text
    try:
        if _SECONDS.fullmatch(text):
            return _said(datetime.fromtimestamp(int(text[:10]), UTC), clock=True)
        if text[:4].isdigit() and text[4:5] in "-0123456789":
            read = datetime.fromisoformat(_ZONE.sub("Z", text))
            return _said(read, clock=len(text) > len("2024-05-31"))
        if _MAIL.match(text):
            return _said(parsedate_to_datetime(text), clock=True)
    except (ValueError, OverflowError):
        return None
    return None


def _said(read: datetime, *, clock: bool) -> str | None:
    """As precise as it was written: a date, or a date and a time with its zone."""
    if not FIRST_YEAR < read.year <= LAST_YEAR:
        return None
    if not clock:
        return read.date().isoformat()
    return read.isoformat(timespec="seconds").replace("+00:00", "Z")


def _american(text: str) -> bool | None:
    """`4/24/2000 12:00:00 AM`, as a well-known server writes it: the month leads."""
    return False if _WORD.match(text) and text.upper().endswith(("AM", "PM")) else None
