"""Article → the named values that names, conditions and front matter are made of."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import msgspec

from pipeline.article import Article, MadeBy, Quality, Source
from pipeline.errors import SettingsError, nearest
from pipeline.feed.markdown import to_markdown
from pipeline.feed.page import to_html

CJK = ("zh", "ja", "ko")


def host(article: Article) -> str | None:
    """The host of an article's address, without `www.`; None where it has no address."""
    try:
        name = urlsplit(article.url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


DERIVED: dict[str, Callable[[Article], Any]] = {
    "host": host,
    "is_cjk": lambda article: article.language.partition("-")[0] in CJK,
    "markdown": lambda article: to_markdown(article.body),
    "html": lambda article: to_html(article.body),
}
"""What an article does not say in so many words."""

GROUPS = {"quality": Quality, "source": Source, "made_by": MadeBy}

SOURCES = (
    *Article.__struct_encode_fields__,
    *(f"{group}.{name}" for group, kind in GROUPS.items() for name in kind.__struct_encode_fields__),
    *DERIVED,
)
"""All that a consumer's field can come from."""

MOMENTS = ("published", "modified")

Getter = Callable[[Article], Any]


def getter(source: str, where: str) -> Getter:
    """What takes a value out of an article, as plain lists, dicts, strings and numbers; `where` begins an error.

    Raises SettingsError with the nearest known name.
    """
    if source not in SOURCES:
        raise SettingsError(f"{where}: an article has no {source!r}; the nearest is {nearest(source, SOURCES)!r}.")
    return DERIVED.get(source) or partial(_take, source.split("."))


def _take(path: list[str], article: Article) -> Any:
    value: Any = article
    for name in path:
        value = getattr(value, name)
    return plain(value)


def plain(value: Any) -> Any:
    """A value of an article as lists, dicts, strings and numbers; a field that is left out is null."""
    return None if value is msgspec.UNSET else msgspec.to_builtins(value)


_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?")


def as_moment(text: str | None) -> date | datetime | None:
    """A date of an article as date or datetime; what the page does not say of the day is the first one.

    None where there is none, or no such day.

    >>> as_moment("2024-05"), as_moment("2024-05-31T01:54:58")
    (datetime.date(2024, 5, 1), datetime.datetime(2024, 5, 31, 1, 54, 58))
    """
    if text is None:
        return None
    partly = _PARTIAL.fullmatch(text)
    try:
        if partly:
            return date(int(partly[1]), int(partly[2] or 1), 1)
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None
