"""What a page declares, its title leaf and its visible byline → the facts of its article.

Trust, first to last, for every fact: JSON-LD of the item the page is about; microdata; Open Graph
and the metas made for search engines and papers; what a reader sees. A visible date settles a
conflict only where nothing is declared: sites write the day of rendering into all sorts of places,
but the day of publication into the declarations that search engines check.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

from pipeline.leaf import Declared, Leaf
from pipeline.markup.json_ld import Item, page_item
from pipeline.markup.moments import moment
from pipeline.markup.people import people
from pipeline.markup.titles import heads


class Said(Struct, frozen=True):
    """A value and where it stood."""

    value: str
    source: str


class Described(Struct, frozen=True):
    """What a page says about its article; what it does not say is None or empty."""

    title: Said | None = None
    authors: tuple[str, ...] = ()
    authors_from: str | None = None
    site: Said | None = None
    published: Said | None = None
    modified: Said | None = None
    language: Said | None = None
    url: Said | None = None
    summary: Said | None = None
    tags: tuple[str, ...] = ()
    image: Said | None = None


class Visible(Struct, frozen=True):
    """What the byline that a reader sees says."""

    authors: tuple[str, ...] = ()
    site: str | None = None
    published: str | None = None
    modified: str | None = None


_SITE = ("og:site_name", "application-name", "citation_journal_title", "twitter:site")
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
    "article.published",
    "og:published_time",
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
_AUTHORS = (
    "author",
    "article:author",
    "article:author_name",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "twitter:data1",
)
_SUMMARY = ("og:description", "description", "twitter:description", "dc.description")
_TAGS = ("article:tag", "keywords", "news_keywords", "parsely-tags")
_IMAGE = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.IGNORECASE)


def facts(
    declared: Declared,
    title: Leaf | None = None,
    visible: Visible | None = None,
    url: str | None = None,
) -> Described:
    """The facts, each from the most trusted place that gives it."""
    item = page_item(declared.json) or Item(article=False)
    visible = visible or Visible()
    metas = _Metas(declared)
    authors, authors_from = _authors(item, metas, visible)
    return Described(
        title=_title(item, metas, declared, title),
        authors=authors,
        authors_from=authors_from,
        site=_first(_site(item, metas, visible)),
        published=_first(_dates(item.published, metas, "datepublished", _PUBLISHED, visible.published))
        or _first(_times(declared)),
        modified=_first(_dates(item.modified, metas, "datemodified", _MODIFIED, visible.modified)),
        language=_language(item, declared, metas),
        url=_first([("canonical", declared.canonical), ("og:url", metas.get("og:url")), ("url", url)]),
        summary=_first([*metas.all(_SUMMARY), ("json-ld", item.description)]),
        tags=_tags(item, metas),
        image=_first([*metas.all(_IMAGE), ("json-ld", item.image)]),
    )


class _Metas:
    """Looking metas and properties up by name; the first of a name counts."""

    def __init__(self, declared: Declared) -> None:
        self._by_name: dict[str, list[str]] = {}
        for name, content in declared.metas:
            self._by_name.setdefault(name, []).append(content)
        self._properties: dict[str, list[str]] = {}
        for name, text in declared.properties:
            self._properties.setdefault(name, []).append(text)

    def get(self, name: str) -> str | None:
        found = self._by_name.get(name)
        return found[0] if found else None

    def every(self, name: str) -> list[str]:
        return self._by_name.get(name, [])

    def properties(self, name: str) -> list[str]:
        return self._properties.get(name, [])

    def all(self, names: Iterable[str]) -> list[tuple[str, str | None]]:
        return [(name, self.get(name)) for name in names]


def _first(offers: Iterable[tuple[str, str | None]]) -> Said | None:
    for source, value in offers:
        if value and value.strip():
            return Said(" ".join(value.split()), source)
    return None


def _title(item: Item, metas: _Metas, declared: Declared, leaf: Leaf | None) -> Said | None:
    """What a reader sees as the title where the page's declarations agree with it."""
    headline = item.headline if item.article else None
    offers = [
        ("heading", leaf.text if leaf and leaf.kind == "heading" else None),
        ("json-ld", headline),
        ("og:title", _without_site(metas.get("og:title"), metas)),
        ("microdata", next(iter(metas.properties("headline")), None)),
        ("title", _without_site(declared.title, metas)),
        ("text", leaf.text if leaf else None),
    ]
    return _first(offers)


def _without_site(title: str | None, metas: _Metas) -> str | None:
    return heads(title, metas.get("og:site_name")) if title else None


def _site(item: Item, metas: _Metas, visible: Visible) -> list[tuple[str, str | None]]:
    offers = metas.all(_SITE[:1])
    offers += [
        ("json-ld", item.publisher),
        ("microdata", next(iter(metas.properties("publisher")), None)),
    ]
    return [*offers, *metas.all(_SITE[1:3]), ("byline", visible.site)]


def _dates(
    linked: str | None, metas: _Metas, item_property: str, names: tuple[str, ...], seen: str | None
) -> list[tuple[str, str | None]]:
    """Readings in the order of trust; what is no date does not count."""
    offers: list[tuple[str, str | None]] = [("json-ld", linked)]
    offers += [(name, metas.get(name)) for name in names[:2]]
    offers += [("microdata", text) for text in metas.properties(item_property)[:1]]
    offers += metas.all(names[2:])
    read = [(source, moment(value) if value else None) for source, value in offers]
    return [*read, ("byline", seen)]


def _times(declared: Declared) -> list[tuple[str, str | None]]:
    """The first <time>; a list of other pages' times stands below the article."""
    return [("time", moment(written)) for written, _ in declared.times[:1]]


def _authors(item: Item, metas: _Metas, visible: Visible) -> tuple[tuple[str, ...], str | None]:
    site = {name.lower() for name in (item.publisher, metas.get("og:site_name")) if name}
    offers: list[tuple[str, list[str]]] = [
        ("json-ld", list(item.authors)),
        ("microdata", metas.properties("author")[:1]),
        *[(name, metas.every(name)) for name in _AUTHORS],
        ("rel", metas.properties("rel_author")[:1]),
        ("byline", list(visible.authors)),
        ("class", metas.properties("byline")[:1]),
    ]
    for source, written in offers:
        found = tuple(name for name in people(written) if name.lower() not in site)
        if found:
            return found, source
    return (), None


def _language(item: Item, declared: Declared, metas: _Metas) -> Said | None:
    offers = [
        ("html", declared.language),
        ("json-ld", item.language),
        ("og:locale", metas.get("og:locale")),
        ("content-language", metas.get("content-language")),
    ]
    plain = [
        (source, value.strip().replace("_", "-"))
        for source, value in offers
        if value and _LANGUAGE.fullmatch(value.strip())
    ]
    return _first(plain)


def _tags(item: Item, metas: _Metas) -> tuple[str, ...]:
    """The tags of the first place that has some, without repetitions."""
    for name in _TAGS[:1]:
        if found := metas.every(name):
            return tuple(dict.fromkeys(found))
    if item.keywords:
        return tuple(dict.fromkeys(item.keywords))
    for name in _TAGS[1:]:
        parts = re.split(r"[,，、;；]", metas.get(name) or "")
        if found := [part.strip() for part in parts if part.strip()]:
            return tuple(dict.fromkeys(found))
    return ()
