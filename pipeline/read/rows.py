"""A row of named values → a record: which field is the page, which tell its url, title and date."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from pipeline.model import Told
from pipeline.read.found import Broken, Found, Other, Record
from pipeline.read.items import NoPagesError
from pipeline.read.streams import TOO_BIG
from pipeline.settings import Settings

WITHOUT_PAGE = "record without a page"
NAMES_SHOWN = 12


def from_row(row: Mapping[str, Any], name: str | None, settings: Settings) -> Found:
    """The page of a row: the first of the page fields that is not blank, else the first that is there.

    A text is UTF-8 from here on; bytes, which Parquet has, stay as they are. Dates are taken as they
    stand and read later.
    """
    held = [(field, value) for field in settings.page_fields if isinstance(value := _at(row, field), str | bytes)]
    if not held:
        return Other(WITHOUT_PAGE)
    field, value = next(((field, value) for field, value in held if value.strip()), held[0])
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    if len(data) > settings.max_bytes:
        return Broken(name, f"it has {len(data):,} bytes, more than {settings.max_bytes:,}", TOO_BIG)
    return Record(
        name,
        data,
        media_type="text/html" if field.rpartition(".")[2] == "html" else None,
        charset="utf-8" if isinstance(value, str) else None,
        url=_text(row, settings.url_fields),
        told=told(_text(row, settings.title_fields), _text(row, settings.date_fields)),
    )


def told(title: str | None, published: str | None) -> Told | None:
    """What came with a page, None where nothing did."""
    return Told(title=title, published=published) if title or published else None


def no_pages(names: Iterable[str], settings: Settings) -> NoPagesError:
    """That no record has a page, and what there is instead."""
    there = [name if len(name) <= 40 else f"{name[:40]}…" for name in names]
    shown = ", ".join(there[:NAMES_SHOWN]) + (", …" if len(there) > NAMES_SHOWN else "")
    wanted = ", ".join(settings.page_fields)
    has = f"it has {shown}" if shown else "it has no fields"
    return NoPagesError(f"no record has a field {wanted} ({has})", "name the field in page-fields in the settings")


def _at(row: Mapping[str, Any], field: str) -> Any:
    """A field by its name, or by a path of names with dots."""
    if field in row or "." not in field:
        return row.get(field)
    first, _, rest = field.partition(".")
    inner = row.get(first)
    return _at(inner, rest) if isinstance(inner, Mapping) else None


def _text(row: Mapping[str, Any], fields: tuple[str, ...]) -> str | None:
    """The first of the fields that says something."""
    for field in fields:
        value = _at(row, field)
        if isinstance(value, date | datetime):
            value = value.isoformat()
        if isinstance(value, str) and value.strip():
            return value.strip().encode("utf-8", "replace").decode("utf-8")
    return None
