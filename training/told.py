"""Which lines of a page say its title, who wrote it, and the day: what the judge's third head is trained on.

Of WCXB the manifest says them, of written pages their gold. Of other HTML pages what the pipeline reads from their
markup stands in: it is right on nine dates of ten (docs/decisions/facts.md), and their flattened lines have no markup.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline.dates import find_dates
from pipeline.flow import clean_page
from pipeline.model import Page, Tells
from pipeline.settings import Settings
from training.corpus import GoldPage, Row

LONGEST = 160
"""Characters of a line that says who or when."""
UNKNOWN = -1
_SPLIT = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_DAY = len("2024-05-31")
FACTS = len(Tells.__struct_fields__)
"""Title, authors, date: what a line may say of its article, in this order."""


class Known(msgspec.Struct, frozen=True):
    """What is known of a page: None where nothing is, an empty value where the page is known to say none."""

    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None


NOTHING = Known()


def known_of(gold: GoldPage) -> Known:
    """What is known of a page of the corpus."""
    row = gold.row
    if row.set == "wcxb":
        return Known(row.title or None, authors_of(row), row.date or "")
    page = Page(row.id, gold.data, media_type="text/html", url=row.url)
    article = next(iter(clean_page(page, Settings()).articles), None)
    if article is None:
        return NOTHING
    return Known(article.title, article.authors or None, article.published)


def authors_of(row: Row) -> tuple[str, ...]:
    """The authors that a manifest names in one string."""
    return tuple(name for name in _SPLIT.split(row.author or "") if name)


def fact_rows(known: Known, texts: Sequence[str], titles: Sequence[bool]) -> NDArray[np.int8]:
    """For each line and each of title, authors and date: 1 where it says it, else 0; UNKNOWN in all lines of a page
    of which it is not known, or which says it in no line. `titles` are lines known to hold the title."""
    rows = np.zeros((len(texts), FACTS), dtype=np.int8)
    short = [folded(text) if len(text) <= LONGEST else "" for text in texts]
    rows[:, 0] = _titles(known.title, short, titles)
    rows[:, 1] = _if_any([any(name in text for name in _names(known)) for text in short], known.authors)
    day = (known.published or "")[:_DAY]
    dated = [bool(day) and len(text) <= LONGEST and any(digit.isdigit() for digit in text) for text in texts]
    said = [there and _says(text, day) for there, text in zip(dated, texts, strict=True)]
    rows[:, 2] = _if_any(said, known.published)
    return rows


def _titles(title: str | None, lines: Sequence[str], titles: Sequence[bool]) -> list[bool] | int:
    if title and (name := folded(title)):
        equal = [line == name for line in lines]
        if any(equal):
            return equal
    return list(titles) if any(titles) else UNKNOWN


def _if_any(said: list[bool], value: object) -> list[bool] | int:
    """The lines that say it; all silent where the page is known to have none."""
    if any(said):
        return said
    return UNKNOWN if value is None or value else said


def _names(known: Known) -> list[str]:
    return [name for author in known.authors or () if (name := folded(author))]


def _says(text: str, day: str) -> bool:
    return any(iso.startswith(day) for iso in _dates(text))


@lru_cache(maxsize=100_000)
def _dates(text: str) -> tuple[str, ...]:
    """As in English, and as elsewhere."""
    return tuple(found.iso for first in (None, True) for found in find_dates(text, day_first=first))


def folded(text: str) -> str:
    """Letters and digits only."""
    return "".join(each for each in unicodedata.normalize("NFKC", text).lower() if each.isalnum())
