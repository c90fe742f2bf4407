"""JSON-LD scripts → the one item that describes the page, and what it says."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

Value = Any
"""What JSON holds: the shapes that sites write are not those of the vocabulary."""

_ARTICLES: Final = frozenset(
    [
        "article",
        "newsarticle",
        "blogposting",
        "reportagenewsarticle",
        "techarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "reviewnewsarticle",
        "scholarlyarticle",
        "socialmediaposting",
        "discussionforumposting",
        "report",
        "liveblogposting",
        "medicalscholarlyarticle",
    ]
)
_OTHERS: Final = frozenset(
    [
        "question",
        "qapage",
        "product",
        "recipe",
        "review",
        "howto",
        "course",
        "event",
        "webpage",
        "itempage",
        "faqpage",
    ]
)
_DATED: Final = "pubDate"
"""Baidu's vocabulary, which has no types: `{"@context": ".../cambrian.jsonld", "pubDate": …, "upDate": …}`."""
_DEEPEST: Final = 12
MOST_ARTICLES: Final = 40
"""Of a page that lists others, too, so many are asked whether they are its own."""
_MOST: Final = 5_000
"""Items of a page that are looked at: product lists run to thousands."""


_HALF: Final = re.compile(
    r"(?<!\\)\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})(?<!\\)\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)


class Item(Struct, frozen=True):
    """What one item of the vocabulary says."""

    article: bool
    headline: str | None = None
    name: str | None = None
    authors: tuple[str, ...] = ()
    """People, or what the page does not call anything else."""
    houses: tuple[str, ...] = ()
    """Authors that the page calls organisations."""
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    description: str | None = None
    language: str | None = None
    keywords: tuple[str, ...] = ()
    image: str | None = None
    body: str | None = None


def page_item(scripts: tuple[str, ...]) -> Item | None:
    """The first article, else the first item of another kind that a page can be about."""
    return next(iter(page_items(scripts)), None)


@lru_cache(maxsize=2)
def page_items(scripts: tuple[str, ...]) -> tuple[Item, ...]:
    """The articles, as many as a page is asked for; where there is none the first item of another kind.

    Kept for the page at hand: what looks for a hidden body asks it, and so does what looks for the facts.
    """
    articles: list[Item] = []
    other: Item | None = None
    dated = dict[str, Value]()
    named = dict[str, Value]()
    found = [node for script in scripts for node in _nodes(_read(script))]
    for node in found:
        if isinstance(identity := node.get("@id"), str) and len(node) > 1:
            named.setdefault(identity, node)
    for node in found:
        kinds = {kind.rsplit("/", 1)[-1].lower() for kind in _strings(node.get("@type"))}
        if kinds & _ARTICLES:
            articles.append(_item(node, named, article=True))
            if len(articles) == MOST_ARTICLES:
                break
        if articles:
            continue
        if other is None and kinds & _OTHERS:
            about = node.get("mainEntity")
            other = _item({**node, **about} if isinstance(about, dict) else node, named, article=False)
        if not dated and _DATED in node:
            dated = node
    if articles:
        return tuple(articles)
    about_page = _filled(other, dated) if dated else other
    return () if about_page is None else (about_page,)


@lru_cache(maxsize=2)
def site_item(scripts: tuple[str, ...]) -> str | None:
    """The name of the first item that is the site itself."""
    nodes = (node for script in scripts for node in _nodes(_read(script)))
    return next((name for node in nodes if _is_site(node) and (name := _text(node.get("name")))), None)


def _is_site(node: dict[str, Value]) -> bool:
    return "website" in {kind.rsplit("/", 1)[-1].lower() for kind in _strings(node.get("@type"))}


def _read(script: str) -> Value:
    """The script as JSON; None where it is not, for a page's errors are not ours."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(with_whole_letters(text), strict=False)
    except (ValueError, RecursionError):
        return None


def with_whole_letters(script: str) -> str:
    """JSON without halves of letters: a headline that was cut inside an emoji, whose half no text can hold.

    >>> with_whole_letters(chr(92) + "ud83d" + chr(92) + "ude00, " + chr(92) + "ud83d!").count(chr(92) + "ufffd")
    1
    """
    return _HALF.sub(r"\\ufffd", script) if "\\ud" in script or "\\uD" in script else script


def _nodes(value: Value) -> Iterator[dict[str, Value]]:
    """The objects in it, outermost first, as deep as people write them."""
    level = [value]
    seen = 0
    for _ in range(_DEEPEST):
        below: list[Value] = []
        for each in level:
            seen += 1
            if seen > _MOST:
                return
            if isinstance(each, dict):
                if "@type" in each or _DATED in each:
                    yield each
                below += each.values()
            elif isinstance(each, list):
                below += each
        level = below


def _filled(item: Item | None, dated: dict[str, Value]) -> Item:
    """The item with the dates that the page tells a search engine of its own words, where it has none."""
    item = item or Item(article=False)
    published, modified = _text(dated.get(_DATED)), _text(dated.get("upDate"))
    return replace(item, published=item.published or published, modified=item.modified or modified)


def _item(node: dict[str, Value], named: dict[str, Value], *, article: bool) -> Item:
    publisher = _names(node.get("publisher"), named)
    authors = node.get("author") or node.get("creator")
    image = _first(node.get("image"), named, "url")
    return Item(
        article=article,
        headline=_text(node.get("headline")),
        name=_text(node.get("name")),
        authors=tuple(_names(authors, named, houses=False)),
        houses=tuple(_names(authors, named, houses=True)),
        publisher=publisher[0] if publisher else None,
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        modified=_text(node.get("dateModified")),
        description=_text(node.get("description")),
        language=_text(node.get("inLanguage")),
        keywords=tuple(_keywords(node.get("keywords"))),
        image=image,
        body=_body(node.get("articleBody")) or _body(node.get("text")),
    )


def _text(value: Value) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return unescape(value).strip() or None if isinstance(value, str) else None


def _body(value: Value) -> str | None:
    """A text as it is written: of a body, entities may be what it shows."""
    return value.strip() or None if isinstance(value, str) else None


def _strings(value: Value) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _names(value: Value, named: dict[str, Value], *, houses: bool | None = None) -> list[str]:
    """Names of people or organisations, given as text, objects, references or lists of these.

    `houses` takes only what the page calls an organisation or a site, or only the rest.
    """
    names: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        target = _meant(each, named) if isinstance(each, dict) else each
        if houses is not None and houses is not _is_house(target):
            continue
        name = _text(target.get("name")) if isinstance(target, dict) else _text(target)
        if name and name not in names:
            names.append(name)
    return names


def _meant(node: dict[str, Value], named: dict[str, Value]) -> Value:
    """The object that a reference names; itself where it is none."""
    name = node.get("@id")
    return named.get(name, node) if isinstance(name, str) else node


def _is_house(value: Value) -> bool:
    kinds = _strings(value.get("@type")) if isinstance(value, dict) else []
    return any(kind.endswith(("Organization", "WebSite", "Corporation")) for kind in kinds)


def _first(value: Value, named: dict[str, Value], key: str) -> str | None:
    each = value[0] if isinstance(value, list) and value else value
    if isinstance(each, dict):
        each = _meant(each, named)
        return _text(each.get(key)) or _text(each.get("contentUrl"))
    return _text(each)


def _keywords(value: Value) -> list[str]:
    parts = [part for text in _strings(value) for part in text.split(",")]
    return [part.strip() for part in parts if part.strip()]
