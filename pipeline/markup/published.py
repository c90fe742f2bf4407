"""Declared dates and those a reader sees → the days of publication and of the last update, conflicts settled."""

import re
from datetime import UTC, datetime
from itertools import chain

from msgspec import Struct

from pipeline.imprint import Imprint
from pipeline.leaf import Declared
from pipeline.markup.json_ld import Item
from pipeline.markup.metas import Metas, Said, first_said
from pipeline.markup.moments import moment


class Head(Struct, frozen=True):
    """What a reader sees around the title, and which leaves that is."""

    imprint: Imprint
    places: tuple[int, int]


_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "sailthru.date",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "w-published-date",
    "cludo:date",
    "article.published",
    "published",
    "og:published_time",
    "og:release_date",
    "og:time",
    "weibo: article:create_at",
    "bt:pubdate",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
)
_PUBLISHING = re.compile(r"publi\w*[-_:.]?(?:date|time)|pub-?date|(?:date|time)[-_:.]?publi|^ms\.date$|:date$")
"""Names of metas that sites make up for the day of publication."""
FEWEST_POSTS = 3
"""Moments in ascending order from which a page's `<time>`s are those of a thread."""
_NAMED_IN_ADDRESS = re.compile(r"/(20[0-4]\d)/([a-z]{3,9})/(\d{1,2})(?=/)", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/(20[0-4]\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


def published(item: Item, metas: Metas, declared: Declared, head: Head, url: str | None) -> Said | None:
    """The visible day and the declared moment, settled; else a `<time>` of the head, another meta, the address."""
    seen = head.imprint
    told = _dated(item.published, metas, ("datepublished", "datecreated"), _PUBLISHED)
    if (
        told is not None
        and seen.published is not None
        and _is_update(seen.published, told, declared_update(item, metas))
    ):
        return told
    times = [(read, place) for written, place in declared.times if (read := moment(written))]
    if told is None and seen.published is not None and (near := _same_moment(seen.published, times)):
        return near
    if told is not None and told.source == "microdata" and _is_thread(times):
        return Said(min(told.value, times[0][0]), "microdata")
    if found := settled(seen, seen.published, told):
        return found
    first, behind = head.places
    for read, place in times:
        if first <= place <= behind and read[:10] != (seen.modified or "")[:10]:
            return Said(read, "time")
    if len(times) == 1 or _is_thread(times):
        return Said(times[0][0], "time")
    if seen.closing is not None:
        return Said(seen.closing, "byline")
    for name, content in declared.metas:
        if _PUBLISHING.search(name) and (read := moment(content)):
            return Said(read, name)
    return None if url is None else _of_address(url)


def _same_moment(seen: str, times: list[tuple[str, int]]) -> Said | None:
    """The `<time>` that says a visible day more precisely: the same day in its own zone or in the world's.

    Forums show the day as their server has it, and write the moment with the zone.
    """
    for read, _ in times:
        if len(read) > len(seen) and seen in (read[:10], _universal_day(read)):
            return Said(read, "time")
    return None


def _universal_day(read: str) -> str:
    """The day of a moment with a zone, in UTC."""
    if len(read) <= len("2024-05-31T01:54:58"):
        return read[:10]
    return datetime.fromisoformat(read).astimezone(UTC).date().isoformat()


def _is_thread(times: list[tuple[str, int]]) -> bool:
    """Posts stand in the order in which they were written; lists of other pages begin with the newest."""
    said = list(dict.fromkeys(read for read, _ in times))
    return len(said) >= FEWEST_POSTS and said[0] == min(said) and said[:FEWEST_POSTS] == sorted(said[:FEWEST_POSTS])


def _of_address(url: str) -> Said | None:
    """`/2024/05/31/`, `/2024-05/31/`, `/20240531/`, `/2024/may/31/`: a day, never a month alone."""
    if found := _IN_ADDRESS.search(url):
        return first_said([("url", moment("-".join(found.groups())))])
    if found := _NAMED_IN_ADDRESS.search(url):
        return first_said([("url", moment(" ".join(reversed(found.groups()))))])
    return None


def declared_update(item: Item, metas: Metas) -> Said | None:
    """When the page says that it was last changed."""
    return _dated(item.modified, metas, ("datemodified",), _MODIFIED)


def _dated(linked: str | None, metas: Metas, properties: tuple[str, ...], names: tuple[str, ...]) -> Said | None:
    """The first reading in the order of trust; what is no date does not count. Of a thread's dates the earliest."""
    marked = [when for name in properties for text in metas.properties(name) if (when := moment(text))]
    offers = chain(
        [("json-ld", linked)],
        metas.all(names[:2]),
        [("microdata", min(marked) if len(marked) >= FEWEST_POSTS else marked[0])] if marked else [],
        metas.all(names[2:]),
    )
    return first_said((source, moment(value) if value else None) for source, value in offers)


def _is_update(seen: str, told: Said, update: Said | None) -> bool:
    """Whether the visible day is the one of the declared update, and the declared publication an earlier one."""
    return update is not None and seen[:10] == update.value[:10] and told.value[:10] < seen[:10]


def settled(imprint: Imprint, seen: str | None, declared: Said | None) -> Said | None:
    """The visible day, unless the declared moment is of one of the head's days or the visible date names no day."""
    if seen is None:
        return declared
    if declared is None:
        return Said(seen, "byline")
    days = {declared.value[:10], _universal_day(declared.value)}
    if len(seen) < len("2024-05-31") or not days.isdisjoint(imprint.days | {seen[:10]}):
        return declared if len(declared.value) >= len(seen) else Said(seen, "byline")
    return Said(seen, "byline")
