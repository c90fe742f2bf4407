"""What a page declares, its title leaf and its visible byline → the facts of its article.

Trust, first to last:

- title: what a reader sees, where a declared title agrees with it; else JSON-LD's, Open Graph's, the page's
  own, without the site's name. On a page that does not call itself an article the declared title goes first
  where two declarations agree: its large heading is often an advertisement.
- dates: `published.py`. What a reader sees in the head and is not called an update; JSON-LD, microdata, Open
  Graph and other metas; a `<time>` of the head; the address. Where a declared moment is of a day that the head
  names, it is taken, for it is the more precise; where the visible day is that of the declared update and an
  earlier one is declared for the publication, it is the update.
- authors: `authors.py`.
- the rest: canonical link before Open Graph before the address it came from; Open Graph before other metas.
"""

import re
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from pipeline.characters import fold
from pipeline.leaf import Declared, Leaf
from pipeline.markup.authors import Shown, authors_of
from pipeline.markup.json_ld import Item, page_items, site_item
from pipeline.markup.metas import Metas, Said, first_said
from pipeline.markup.page import tokens
from pipeline.markup.published import Head, declared_update, published, settled
from pipeline.markup.titles import bare_title, shown_title, site_names, without_kicker


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
    tags_from: str | None = None
    image: Said | None = None


_SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "citation_journal_title", "source")
_PLATFORMS = frozenset({"微信公众平台", "微信公眾平台", "Weixin Official Accounts Platform"})
"""What WeChat says of every account's page."""
_SUMMARY = ("og:description", "description", "twitter:description", "dc.description")
_TAGS = ("article:tag", "keywords", "news_keywords", "parsely-tags")
_IMAGE = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.IGNORECASE)
LIKE_DECLARED = 0.3
"""Dice of the words from which a visible title and a declared one say the same."""
UNLIKE = 0.15
"""Below it two titles are of two pages."""
_WHOLE = re.compile(r"https?://[\w.-]+\.\w+(?:[:/?#]\S*)?$")


def facts(declared: Declared, shown: Shown | None = None, url: str | None = None) -> Described:
    """The facts, each from the most trusted place that gives it; `url` is where the page came from."""
    shown = shown or Shown()
    metas = Metas(declared)
    items = page_items(declared.json) or (Item(article=False),)
    of_others = Item(article=False, publisher=items[0].publisher)
    own = (item for item in items if not _is_of_another(item, metas, declared, shown.title))
    item = next(own, of_others)
    address = _address(metas, declared, url)
    sites = site_names(declared, url, item.publisher)
    seen, account = shown.imprint, _account(metas)
    named = sites | _suffixes(declared) | {fold(name) for name in (seen.site, account) if name}
    authors, authors_from = authors_of(item, metas, shown, named)
    tags, tags_from = _tags(item, metas)
    return Described(
        title=_title(item, metas, declared, shown.title, sites),
        authors=authors,
        authors_from=authors_from,
        site=first_said([("account", account), *_site(item, metas, declared, shown)]),
        published=published(item, metas, declared, Head(seen, shown.around.places), address.value if address else None),
        modified=settled(seen, seen.modified, declared_update(item, metas)),
        language=_language(item, declared, metas),
        url=address,
        summary=first_said([*metas.all(_SUMMARY), ("json-ld", item.description)]),
        tags=tags,
        tags_from=tags_from,
        image=_resolved(first_said([*metas.all(_IMAGE), ("json-ld", item.image)]), address),
    )


def _is_of_another(item: Item, metas: Metas, declared: Declared, title: Leaf | None) -> bool:
    """Whether the record is another page's, as a template may leave it: its headline shares next to no word with what a
    reader sees, with what the page is called and with what it calls itself, where those agree with each other."""
    named = [text for text in (metas.get("og:title"), declared.title) if text]
    if not (item.article and item.headline and named) or title is None:
        return False
    told = [*named, title.text]
    agree = all(_likeness(title.text, text) >= LIKE_DECLARED for text in named)
    return agree and all(_likeness(item.headline, text) < UNLIKE for text in told)


# Title.


def _title(item: Item, metas: Metas, declared: Declared, leaf: Leaf | None, sites: frozenset[str]) -> Said | None:
    """What a reader sees, where a declaration agrees; else what the declarations say."""
    headline = item.headline if item.article else None
    graph, own = metas.get("og:title"), declared.title
    said = [
        Said(bare_title(text, sites), source)
        for source, text in (("json-ld", headline), ("og:title", graph), ("title", own))
        if text and text.strip()
    ]
    said += [Said(text, "microdata") for text in metas.properties("headline")[:1]]
    if leaf is None:
        return said[0] if said else None
    told = [{text, bare_title(text, sites)} for text in (headline, graph, own) if text]
    visible = without_kicker(shown_title(leaf, sites), [each for texts in told for each in texts])
    seen = Said(visible, "heading" if leaf.kind == "heading" else "text")
    bare = [each for each in said if each.source in ("og:title", "title")]
    enough = LIKE_DECLARED if item.article or metas.get("og:type") == "article" else 1.0
    declarations = f"{graph or ''} {own or ''}"
    agreed = len({fold(each.value) for each in bare}) == 1 and (len(bare) > 1 or enough < 1.0)
    if agreed and _likeness(seen.value, declarations) < enough:
        return bare[0]
    return seen if seen.value else (said[0] if said else None)


def _likeness(one: str, other: str) -> float:
    """Dice of the words; all of the words of one in the other is like enough."""
    left, right = set(tokens(one)), set(tokens(other))
    if not left or not right or left <= right or right <= left:
        return 1.0
    return 2 * len(left & right) / (len(left) + len(right))


# The rest.


def _suffixes(declared: Declared) -> frozenset[str]:
    """What stands behind the bars of the page's title: the site's name, in its own spelling."""
    pieces = re.split(r"[|_｜]|\s[-–—]+\s", declared.title or "")[1:]
    return frozenset(re.sub(r"[\W_]+", "", piece).lower() for piece in pieces) - {""}


def _account(metas: Metas) -> str | None:
    """Whose page it is on a platform that calls itself the site: the account's name, an element under the title."""
    return next(iter(metas.properties("byline")), None) if metas.get("og:site_name") in _PLATFORMS else None


def _site(item: Item, metas: Metas, declared: Declared, shown: Shown) -> list[tuple[str, str | None]]:
    offers = metas.all(_SITE[:1])
    offers += [("json-ld", item.publisher), ("byline", shown.imprint.site)]
    offers += [("microdata", next(iter(metas.properties("publisher")), None))]
    return [*offers, *metas.all(_SITE[1:]), ("json-ld site", site_item(declared.json)), ("title", shown.site)]


def _address(metas: Metas, declared: Declared, url: str | None) -> Said | None:
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


def _language(item: Item, declared: Declared, metas: Metas) -> Said | None:
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
    return first_said(plain)


def _tags(item: Item, metas: Metas) -> tuple[tuple[str, ...], str | None]:
    """The tags of the first place that has some, without repetitions; and that place."""
    offers = [(_TAGS[0], metas.every(_TAGS[0])), ("json-ld", list(item.keywords))]
    offers += [(name, re.split(r"[,，、;；]", metas.get(name) or "")) for name in _TAGS[1:]]
    for source, written in offers:
        if found := tuple(dict.fromkeys(tag.strip() for tag in written if tag.strip())):
            return found, source
    return (), None
