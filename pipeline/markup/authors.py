"""Everyone whom a page calls its author, in some place or other → its authors, from the most trusted place.

On Chinese, Japanese and Korean pages what a reader sees comes first, for their metas name the editor, the
site or a number; elsewhere JSON-LD does.
"""

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from pipeline.byline import read_byline
from pipeline.characters import columns, fold
from pipeline.houses import is_outlet
from pipeline.imprint import Around, Imprint
from pipeline.leaf import Leaf
from pipeline.lexicon import lexicon
from pipeline.markup.declared import AUTHOR_CARD
from pipeline.markup.json_ld import Item
from pipeline.markup.metas import Metas
from pipeline.markup.titles import is_site
from pipeline.names import all_names
from pipeline.nobody import is_phrase


class Shown(Struct, frozen=True):
    """What a reader sees of the facts."""

    title: Leaf | None = None
    around: Around = Around()
    imprint: Imprint = Imprint()
    language: str = "und"
    site: str | None = None
    """The site's name as the page's title and a second place say it."""


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
_EAST = ("zh", "ja", "ko")
LONGEST_NAME = 60
"""Columns of an element that names its author; a biography is longer."""
_INVERTED = re.compile(r"([^,]{2,30}), ([^,]{1,30})")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:com|org|net|info|edu|gov|blog|news|app|[a-z]{2})", re.IGNORECASE)
_LABELLED_BY = re.compile(
    r"written by|author|verfasst|escrito|écrit|作者|автор|geschrieben|skriven|scritto", re.IGNORECASE
)


def authors_of(item: Item, metas: Metas, shown: Shown, sites: frozenset[str]) -> tuple[tuple[str, ...], str | None]:
    """The people who wrote it, and where they were named; editors and the site itself are none."""
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


def _author_offers(item: Item, metas: Metas, shown: Shown, *, east: bool) -> list[tuple[str, list[str]]]:
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
    linked: list[tuple[str, list[str]]] = [
        ("author page", list(islice(_in_head(metas, ("author_page", "marked"), head), 1)))
    ]
    behind = _squeezed("".join(shown.around.behind))
    box: list[tuple[str, list[str]]] = [
        ("author box", list(islice(_in_head(metas, ("rel_author", "author_page", AUTHOR_CARD), behind), 1)))
    ]
    houses: list[tuple[str, list[str]]] = [
        ("microdata", metas.properties("author")[:1]),
        ("json-ld house", list(item.houses)),
    ]
    if east:
        return [*visible, *json, *elements, *beside, *linked, *declared, *box]
    return [*json, *elements, *visible, *declared, *linked, *beside, *box, *houses]


def _turned(text: str) -> str:
    """`Roy, Aniruddha` as papers write it."""
    found = _INVERTED.fullmatch(text.strip())
    return f"{found[2]} {found[1]}" if found and " " not in found[1].strip() else text


def _labelled(metas: Metas) -> list[str]:
    """`twitter:data1` where its label says that it is the author."""
    label = metas.get("twitter:label1") or ""
    return metas.every("twitter:data1")[:1] if _LABELLED_BY.search(label) else []


def _in_head(metas: Metas, properties: tuple[str, ...], head: str) -> Iterator[str]:
    """The names in links and elements made for an author that stand around the title; `head` without its spaces."""
    for name in properties:
        for text in metas.properties(name):
            if columns(text) > LONGEST_NAME or _squeezed(text) not in head or lexicon().whole(fold(text)) is not None:
                continue
            said = read_byline(text)
            yield from (text,) if said is None else said.authors


def _squeezed(text: str) -> str:
    return "".join(text.split())
