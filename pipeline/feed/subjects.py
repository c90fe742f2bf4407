"""What a condition can ask of an article: each name with how its values are compared."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial
from operator import ge, gt, le, lt
from typing import get_args

from msgspec import Struct

from pipeline.article import Article, Flag
from pipeline.errors import nearest
from pipeline.feed.values import as_moment, host

Test = Callable[[Article], bool]
Compare = Callable[[str, str], Test | None]
"""An operator and a value as they are written → the test; None where they do not go together. Raises ValueError
with half a sentence where the value is none of this kind."""


class Subject(Struct, frozen=True):
    """A name that conditions know."""

    holds: Test
    """What the name alone says."""
    compare: Compare


def words(take: Callable[[Article], Iterable[str | None]]) -> Subject:
    """A field of words, or of lists of them: `=` holds if any of them is this one, whatever the case."""

    def compare(operator: str, value: str) -> Test | None:
        wanted = value.casefold()
        match operator:
            case "=":
                return lambda article: any(text.casefold() == wanted for text in take(article) if text)
            case "contains":
                return lambda article: any(wanted in text.casefold() for text in take(article) if text)
            case _:
                return None

    return Subject(lambda article: any(take(article)), compare)


def number(take: Callable[[Article], float]) -> Subject:
    """A field of numbers; the name alone says that it is not 0."""
    orders = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": lambda a, b: a == b}

    def compare(operator: str, value: str) -> Test | None:
        try:
            wanted = float(value)
        except ValueError:
            raise ValueError(f"{value!r} is no number") from None
        order: Callable[[float, float], bool] | None = orders.get(operator)
        return None if order is None else lambda article: order(take(article), wanted)

    return Subject(lambda article: take(article) != 0, compare)


def moment(take: Callable[[Article], str | None]) -> Subject:
    """A field of dates; 2024-05 is all of May, and an article of May stands at its first day. Zones do not count."""

    def compare(operator: str, value: str) -> Test | None:
        first, behind = _span(value)
        orders: dict[str, Callable[[datetime], bool]] = {
            "=": lambda when: first <= when < behind,
            "<": lambda when: when < first,
            "<=": lambda when: when < behind,
            ">": lambda when: when >= behind,
            ">=": lambda when: when >= first,
        }
        order = orders.get(operator)
        return None if order is None else partial(_at, take, order)

    return Subject(lambda article: take(article) is not None, compare)


def truth(take: Test) -> Subject:
    """A name that holds or does not, and is not compared."""
    return Subject(take, lambda operator, value: None)


def language() -> Subject:
    """A language tag: `zh` is also zh-Hans and zh-Hant."""
    plain = words(lambda article: (article.language,))

    def compare(operator: str, value: str) -> Test | None:
        wanted = value.casefold()
        if operator != "=":
            return plain.compare(operator, value)
        return lambda article: f"{article.language.casefold()}-".startswith(f"{wanted}-")

    return Subject(lambda article: article.language != "und", compare)


def flags() -> Subject:
    """An article's flags: a value that is none of them would never hold."""
    plain = words(lambda article: article.flags)

    def compare(operator: str, value: str) -> Test | None:
        known = get_args(Flag)
        if operator == "=" and value.casefold() not in known:
            raise ValueError(f"there is no flag {value!r}; the nearest is {nearest(value, known)!r}")
        return plain.compare(operator, value)

    return Subject(plain.holds, compare)


SUBJECTS: dict[str, Subject] = {
    "id": words(lambda article: (article.id,)),
    "title": words(lambda article: (article.title,)),
    "authors": words(lambda article: article.authors),
    "site": words(lambda article: (article.site, host(article))),
    "host": words(lambda article: (host(article),)),
    "url": words(lambda article: (article.url,)),
    "language": language(),
    "published": moment(lambda article: article.published),
    "modified": moment(lambda article: article.modified),
    "summary": words(lambda article: (article.summary,)),
    "tags": words(lambda article: article.tags),
    "image": words(lambda article: (article.image,)),
    "text": words(lambda article: (article.text,)),
    "path": words(lambda article: (article.source.path,)),
    "characters": number(lambda article: article.quality.characters),
    "words": number(lambda article: article.quality.words),
    "kept": number(lambda article: article.quality.kept),
    "confidence": number(lambda article: article.quality.confidence),
    "part": number(lambda article: article.source.part),
    "flags": flags(),
    "duplicate_of": words(lambda article: (article.duplicate_of,)),
}
"""The fields of an article that conditions know, and below its flags."""


def _has(flag: str, article: Article) -> bool:
    return flag in article.flags


SUBJECTS |= {flag: truth(partial(_has, flag)) for flag in get_args(Flag)}
SUBJECTS["duplicate"] = truth(lambda article: article.duplicate_of is not None or "duplicate" in article.flags)


def _at(take: Callable[[Article], str | None], order: Callable[[datetime], bool], article: Article) -> bool:
    when = _local(as_moment(take(article)))
    return when is not None and order(when)


def _local(when: date | datetime | None) -> datetime | None:
    if when is None or isinstance(when, datetime):
        return None if when is None else when.replace(tzinfo=None)
    return datetime(when.year, when.month, when.day)


def _span(value: str) -> tuple[datetime, datetime]:
    """From the first moment of a date as precise as it is written to the first behind it.

    >>> [moment.isoformat() for moment in _span("2024-12")]
    ['2024-12-01T00:00:00', '2025-01-01T00:00:00']
    """
    first = _local(as_moment(value.replace(" ", "T")))
    if first is None or first.year == 9999:
        raise ValueError(f"{value!r} is no date; write it as 2024, 2024-05, 2024-05-31 or 2024-05-31T08:30:00")
    match len(value):
        case 4:
            return first, first.replace(year=first.year + 1)
        case 7:
            return first, (first + timedelta(days=31)).replace(day=1)
        case 10:
            return first, first + timedelta(days=1)
        case _:
            return first, first + timedelta(seconds=1 if value.count(":") > 1 else 60)
