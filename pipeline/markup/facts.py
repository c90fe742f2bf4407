"""What a page declares, its title leaf and its visible byline → the facts of its article.

Trust, first to last:

- title: the title that a reader sees, where a declared title agrees with it or none is there; else the
  declared one, from JSON-LD, Open Graph and the page's own, without the site's name.
- dates: what a reader sees under the title and is not labelled as an update; JSON-LD of the item the page is
  about; microdata; Open Graph and the metas made for search engines and papers; a `<time>` in the head.
  A day that a reader sees and a declared moment of the same day, or of the day beside it, are one: a zone
  divides them, and the more precise is taken, with the visible day.
- authors: JSON-LD; what is labelled for a reader; microdata; metas; links and elements in the head; a house
  that the page itself calls the author. On Chinese, Japanese and Korean pages what a reader sees comes first:
  their metas name the editor, the site or a number.
- the rest: canonical link before Open Graph before the address it came from; Open Graph before metas.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain, islice
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from pipeline.byline import is_outlet, read_byline
from pipeline.characters import columns, fold
from pipeline.imprint import Around, Imprint, is_phrase
from pipeline.leaf import Declared, Leaf
from pipeline.lexicon import lexicon
from pipeline.markup.json_ld import Item, page_item
from pipeline.markup.moments import moment
from pipeline.markup.page import tokens
from pipeline.markup.titles import bare_title, is_site, shown_title, site_names
from pipeline.names import all_names


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


class Shown(Struct, frozen=True):
    """What a reader sees of the facts."""

    title: Leaf | None = None
    around: Around = Around()
    imprint: Imprint = Imprint()
    language: str = "und"


_SITE = ("og:site_name", "application-name", "citation_journal_title", "source")
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
_AUTHORS = (
    "author",
    "article:author",
    "article:author_name",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
)
_PUBLISHING = re.compile(r"publi\w*[-_:.]?(?:date|time)|pub-?date|(?:date|time)[-_:.]?publi|^ms\.date$|:date$")
"""Names of metas that sites make up for the day of publication."""
_IN_ADDRESS = re.compile(r"/(20[0-4]\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_SUMMARY = ("og:description", "description", "twitter:description", "dc.description")
_TAGS = ("article:tag", "keywords", "news_keywords", "parsely-tags")
_IMAGE = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.IGNORECASE)
_EAST = ("zh", "ja", "ko")
LIKE_DECLARED = 0.3
"""Dice of the words from which a visible title and a declared one say the same."""
LONGEST_NAME = 60
"""Columns of an element that names its author; a biography is longer."""
_INVERTED = re.compile(r"([^,]{2,30}), ([^,]{1,30})")
_WHOLE = re.compile(r"https?://[\w.-]+\.\w+(?:[:/?#]\S*)?$")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_LABELLED_BY = re.compile(r"written by|author|verfasst|escrito|écrit|作者|автор|geschrieben|skriven|scritto", re.IGNORECASE)


def facts(declared: Declared, shown: Shown | None = None, url: str | None = None) -> Described:
    """The facts, each from the most trusted place that gives it; `url` is where the page came from."""
    item = page_item(declared.json) or Item(article=False)
    shown = shown or Shown()
    metas = _Metas(declared)
    address = _address(metas, declared, url)
    sites = site_names(declared, url, item.publisher)
    seen = shown.imprint
    named = sites | _suffixes(declared) | ({fold(seen.site)} if seen.site else frozenset())
    authors, authors_from = _authors(item, metas, shown, named)
    return Described(
        title=_title(item, metas, declared, shown.title, sites),
        authors=authors,
        authors_from=authors_from,
        site=_first(_site(item, metas, seen)),
        published=_published(item, metas, declared, shown, address),
        modified=_settled(shown.imprint, seen.modified, _modified(item, metas)),
        language=_language(item, declared, metas),
        url=address,
        summary=_first([*metas.all(_SUMMARY), ("json-ld", item.description)]),
        tags=_tags(item, metas),
        image=_resolved(_first([*metas.all(_IMAGE), ("json-ld", item.image)]), address),
    )


class _Metas:
    """Looking metas and properties up by name; the first of a name counts."""

    def __init__(self, declared: Declared) -> None:
        self._by_name: dict[str, list[str]] = {}
        for name, content in declared.metas:
            self._by_name.setdefault(name, []).append(unescape(content) if "&" in content else content)
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
        """Those of the names that the page has, in their order."""
        return [(name, self._by_name[name][0]) for name in names if name in self._by_name]


def _first(offers: Iterable[tuple[str, str | None]]) -> Said | None:
    for source, value in offers:
        if value and value.strip():
            return Said(" ".join(value.split()), source)
    return None


# Title.


def _title(item: Item, metas: _Metas, declared: Declared, leaf: Leaf | None, sites: frozenset[str]) -> Said | None:
    """What a reader sees, where a declaration agrees; else what the declarations say."""
    headline = unescape(item.headline) if item.article and item.headline else None
    graph, own = metas.get("og:title"), declared.title
    said = [
        Said(bare_title(text, sites), source)
        for source, text in (("json-ld", headline), ("og:title", graph), ("title", own))
        if text and text.strip()
    ]
    said += [Said(text, "microdata") for text in metas.properties("headline")[:1]]
    if leaf is None:
        return said[0] if said else None
    seen = Said(shown_title(leaf, sites), "heading" if leaf.kind == "heading" else "text")
    bare = [each for each in said if each.source in ("og:title", "title")]
    enough = LIKE_DECLARED if item.article or metas.get("og:type") == "article" else 1.0
    whole = f"{graph or ''} {own or ''}"
    agreed = len({fold(each.value) for each in bare}) == 1 and (len(bare) > 1 or enough < 1.0)
    if agreed and _likeness(seen.value, whole) < enough:
        return bare[0]
    return seen if seen.value else (said[0] if said else None)


def _likeness(one: str, other: str) -> float:
    """Dice of the words; all of the words of one in the other is like enough."""
    left, right = set(tokens(one)), set(tokens(other))
    if not left or not right or left <= right or right <= left:
        return 1.0
    return 2 * len(left & right) / (len(left) + len(right))


# Dates.


def _published(item: Item, metas: _Metas, declared: Declared, shown: Shown, address: Said | None) -> Said | None:
    """The visible day and the declared moment, settled; else a `<time>` of the head, another meta, the address."""
    seen = shown.imprint
    told = _dated(item.published, metas, ("datepublished", "datecreated"), _PUBLISHED)
    if found := _settled(seen, seen.published, told, _modified(item, metas)):
        return found
    first, behind = shown.around.places
    for written, place in declared.times:
        if first <= place <= behind and (read := moment(written)) and read[:10] != (seen.modified or "")[:10]:
            return Said(read, "time")
    for name, content in declared.metas:
        if _PUBLISHING.search(name) and (read := moment(content)):
            return Said(read, name)
    if address is not None and (match := _IN_ADDRESS.search(address.value)):
        return _first([("url", moment("-".join(match.groups())))])
    return None


def _modified(item: Item, metas: _Metas) -> Said | None:
    return _dated(item.modified, metas, ("datemodified",), _MODIFIED)


def _dated(linked: str | None, metas: _Metas, properties: tuple[str, ...], names: tuple[str, ...]) -> Said | None:
    """The first reading in the order of trust; what is no date does not count."""
    offers = chain(
        [("json-ld", linked)],
        metas.all(names[:2]),
        (("microdata", text) for name in properties for text in metas.properties(name)[:1]),
        metas.all(names[2:]),
    )
    return _first((source, moment(value) if value else None) for source, value in offers)


def _settled(imprint: Imprint, seen: str | None, declared: Said | None, other: Said | None = None) -> Said | None:
    """The visible day, unless the declared moment is of one of the head's days or the visible date names no day.

    A visible day that is the declared day of the `other` fact, the update, is that one.
    """
    if seen is None or (declared is not None and other is not None and other.value[:10] == seen[:10]):
        return declared
    if declared is not None and (len(seen) < len("2024-05-31") or declared.value[:10] in imprint.days | {seen[:10]}):
        return declared if len(declared.value) >= len(seen) else Said(seen, "byline")
    return Said(seen, "byline")


# People.


def _authors(
    item: Item, metas: _Metas, shown: Shown, sites: frozenset[str]
) -> tuple[tuple[str, ...], str | None]:
    east = shown.language.startswith(_EAST)
    editors = tuple(fold(name) for name in shown.imprint.editors)
    houses: tuple[tuple[str, ...], str | None] = ((), None)
    for source, written in _author_offers(item, metas, shown, east=east):
        found = tuple(name for name in all_names(written) if not _DOMAIN.fullmatch(name))
        if source.startswith("meta"):
            found = tuple(name for name in found if not fold(name).endswith(editors) and not (east and name.isascii()))
        people = tuple(name for name in found if not is_site(name, sites) and not (east and _is_house(name, sites)))
        if people:
            return people, source
        if found and not houses[0] and not east and source in _SAYS_SO:
            houses = found, source
    return houses


def _is_house(name: str, sites: frozenset[str]) -> bool:
    """A paper, a phrase, or the beginning of the site's name: 网易 of 网易新闻中心."""
    return is_phrase(name) or is_outlet(name) or any(site.startswith(fold(name)) for site in sites)


_SAYS_SO = ("json-ld", "element", "byline", "meta twitter:data1", "meta author")
"""Where a page calls its own house the author, and does not only fill a field."""


def _author_offers(item: Item, metas: _Metas, shown: Shown, *, east: bool) -> list[tuple[str, list[str]]]:
    seen = shown.imprint
    json: list[tuple[str, list[str]]] = [("json-ld", list(item.authors))]
    visible: list[tuple[str, list[str]]] = [("byline", list(seen.authors)), ("dateline", list(seen.reporters))]
    head = _squeezed("".join((*shown.around.below, *shown.around.above[::-1])))
    elements: list[tuple[str, list[str]]] = [
        ("element", list(islice(_in_head(metas, ("rel_author", "byline"), head), 1))),
        ("microdata", list(islice(_in_head(metas, ("author",), head), 1))),
    ]
    declared = [
        (f"meta {name}", [_turned(text) for text in metas.every(name) if columns(text) <= LONGEST_NAME])
        for name in _AUTHORS
    ]
    declared += [("meta twitter:data1", _labelled(metas))]
    beside: list[tuple[str, list[str]]] = [("beside date", list(seen.beside)[:1])]
    houses: list[tuple[str, list[str]]] = [
        ("microdata", metas.properties("author")[:1]),
        ("json-ld house", list(item.houses)),
    ]
    if east:
        return [*visible, *json, *elements, *beside, *declared]
    return [*json, *elements, *visible, *declared, *beside, *houses]


def _turned(text: str) -> str:
    """`Roy, Aniruddha` as papers write it."""
    found = _INVERTED.fullmatch(text.strip())
    return f"{found[2]} {found[1]}" if found and " " not in found[1].strip() else text


def _labelled(metas: _Metas) -> list[str]:
    """`twitter:data1` where its label says that it is the author."""
    label = metas.get("twitter:label1") or ""
    return metas.every("twitter:data1")[:1] if _LABELLED_BY.search(label) else []


def _in_head(metas: _Metas, properties: tuple[str, ...], head: str) -> Iterator[str]:
    """The names in links and elements made for an author that stand around the title; `head` without its spaces."""
    for name in properties:
        for text in metas.properties(name):
            if columns(text) > LONGEST_NAME or _squeezed(text) not in head or lexicon().whole(fold(text)) is not None:
                continue
            said = read_byline(text)
            yield from (text,) if said is None else said.authors


def _squeezed(text: str) -> str:
    return "".join(text.split())


# The rest.


def _suffixes(declared: Declared) -> frozenset[str]:
    """What stands behind the bars of the page's title: the site's name, in its own spelling."""
    pieces = re.split(r"[|_｜]|\s[-–—]+\s", declared.title or "")[1:]
    return frozenset(re.sub(r"[\W_]+", "", piece).lower() for piece in pieces) - {""}


def _site(item: Item, metas: _Metas, seen: Imprint) -> list[tuple[str, str | None]]:
    offers = metas.all(_SITE[:1])
    offers += [("json-ld", item.publisher), ("byline", seen.site)]
    offers += [("microdata", next(iter(metas.properties("publisher")), None))]
    return [*offers, *metas.all(_SITE[1:])]


def _address(metas: _Metas, declared: Declared, url: str | None) -> Said | None:
    """The canonical address; a relative one is resolved against the page's own, and is none without it."""
    offers = [("canonical", declared.canonical), ("og:url", metas.get("og:url")), ("url", url)]
    for source, written in offers:
        if written and (whole := _absolute(written, url)):
            return Said(whole, source)
    return None


def _resolved(said: Said | None, address: Said | None) -> Said | None:
    if said is None:
        return None
    whole = _absolute(said.value, address.value if address else None)
    return None if whole is None else Said(whole, said.source)


def _absolute(written: str, base: str | None) -> str | None:
    """The address with its host, or None."""
    if _WHOLE.match(written):
        return written
    try:
        whole = urljoin(base or "", written.strip())
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.hostname else None


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
