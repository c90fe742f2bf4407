"""What a page holds only for its scripts → markup, where what it shows says less."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from pipeline.characters import fold
from pipeline.leaf import Declared, Elements, Walked
from pipeline.markup.json_ld import page_item, with_whole_letters
from pipeline.markup.page import tokens
from pipeline.markup.rich import FEWEST, SIGNS, written
from pipeline.markup.tables import with_rows
from pipeline.markup.walk import walk

_SHOWN: Final = 0.4
"""Share of the body's words among those shown, above which the page shows its body itself."""
_SHORTEST, _SHORT = 40, 12
"""Words of a body; less is a teaser. Where the page shows next to nothing, a notice is one, too."""
_TELLING, _BEGINNING = 60, 30
"""Characters of a paragraph that stands in no other text by chance, and of its beginning, which lines do not part."""
_NOTHING: Final = 300
"""Characters that a page shows while its scripts are to fill it: its name, a menu, `Loading`."""
_BODIES: Final = frozenset(
    ["content", "body", "articlebody", "html", "contenthtml", "bodyhtml", "articlecontent", "rendered", "text"]
)
"""Keys under which frameworks keep the markup of an article."""
_HEADLINES: Final = ("title", "headline", "name", "subject")
_RECORD: Final = {
    "headline": _HEADLINES,
    "author": ("author", "authors", "authorName", "author_name", "byline"),
    "datePublished": (
        *("pubTime", "publishTime", "publish_time", "publishedAt", "published_at", "datePublished", "pubDate"),
        *("publishDate", "published", "date"),
    ),
    "publisher": ("source", "sourceName", "source_name"),
}
"""Keys beside the body under which its record keeps its facts, as JSON-LD calls them."""
_TAGGED: Final = re.compile(r"</[a-z]|<(?:p|br|div|h[1-6]|ul|li|blockquote|figure|img)\b[^<>]{0,500}>", re.IGNORECASE)
"""A body that is written as markup, though no element of it may be closed."""
_MOST: Final = 50_000
"""Values of a state that are looked at."""
_UNDEFINED: Final = re.compile(r"(?<=[:\[,])undefined(?=[,}\]])")
"""What programs write for a value that is not there."""
_PARAGRAPH: Final = ("<p", "\\u003", "\\u0070")
"""One of these stands in a state that holds `<p`, plain or escaped: most states need not be read."""


def with_recovered(walked: Walked) -> Walked:
    """The page, with the body behind its own leaves that it holds only for its scripts."""
    if not (walked.declared.json or walked.declared.preloaded):
        return walked
    shown = "\n".join([leaf.text for leaf in walked.leaves if not leaf.hidden])
    markup = recovered(walked.declared, shown)
    if markup is None:
        return walked
    declared = _with_record(walked.declared, markup, bare=len(shown) < _NOTHING)
    inner, outer = with_rows(walk(markup)), walked.elements
    before, paths = len(outer.tags), max(outer.paths) + 1
    elements = Elements(
        outer.tags + inner.elements.tags,
        outer.parents + tuple(parent + before if parent >= 0 else 0 for parent in inner.elements.parents),
        outer.names + inner.elements.names,
        outer.paths + tuple(path + paths for path in inner.elements.paths),
        outer.given + tuple((index + before, name, number) for index, name, number in inner.elements.given),
    )
    leaves = tuple(replace(leaf, element=leaf.element + before) for leaf in inner.leaves)
    return Walked(walked.leaves + leaves, elements, declared, len(walked.leaves))


def recovered(declared: Declared, shown: str) -> str | None:
    """The markup of the body that stands only in a script; None where the page shows its body.

    >>> body = "word after word " * 20
    >>> script = f'{{"@type": "Article", "articleBody": "{body}"}}'
    >>> page = walk(f"<script type=application/ld+json>{script}</script><p>Loading</p>")
    >>> recovered(page.declared, "Loading").startswith("<p>word")
    True
    """
    found = _posts(declared.preloaded) or _body(declared.json)
    if found is not None and _says_more(found, shown):
        return found
    stated = _stated(declared.preloaded, bare=len(shown) < _NOTHING)[0]
    if stated is None or _goes_on(stated, shown):
        return stated
    return stated if len(tokens(_plain(stated))) > len(tokens(shown)) and _says_more(stated, shown) else None


def _goes_on(markup: str, shown: str) -> bool:
    """Whether the page shows how the body begins, and little else of it: what a wall leaves for all to read."""
    told = [leaf.text for leaf in walk(markup).leaves if len(leaf.text) >= _TELLING]
    if len(told) <= 1 or told[0] not in shown:
        return False
    return sum(len(text) for text in told if text[:_BEGINNING] in shown) <= _SHOWN * sum(map(len, told))


def _says_more(markup: str, shown: str) -> bool:
    """Whether it is a body, and most of its words are not among those that the page shows."""
    wanted = Counter(tokens(_plain(markup)))
    if wanted.total() < (_SHORT if len(shown) < _NOTHING else _SHORTEST):
        return False
    return (wanted & Counter(tokens(shown))).total() <= _SHOWN * wanted.total()


def _body(scripts: tuple[str, ...]) -> str | None:
    """JSON-LD's articleBody, a paragraph a line; markup where it is markup."""
    item = page_item(scripts)
    if item is None or not item.body:
        return None
    if _TAGGED.search(item.body):
        return item.body
    return _paragraphs(item.body)


def _paragraphs(text: str) -> str:
    """Text as markup, a paragraph a line."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def _with_record(declared: Declared, markup: str, *, bare: bool) -> Declared:
    """The declarations with what stands beside the body in its state, if the page's own title says that record's."""
    stated, record = _stated(declared.preloaded, bare=bare)
    told = {field: next((record[key] for key in keys if record.get(key)), None) for field, keys in _RECORD.items()}
    title = told["headline"]
    if stated != markup or not isinstance(title, str) or fold(title) not in fold(declared.title or ""):
        return declared
    told["@type"] = "Article"
    return replace(declared, json=(*declared.json, json.dumps(told)))


@lru_cache(maxsize=2)
def _stated(states: tuple[str, ...], *, bare: bool) -> tuple[str | None, dict[str, Any]]:
    """The longest markup in a framework's state under a key that names a body, and the record that holds it.

    Of a page that shows next to nothing also text without tags, beside what may be its headline.

    Kept for the page at hand: what tells the record's facts asks again.
    """
    longest, record = "", dict[str, Any]()
    for state in states:
        if not (bare or any(sign in state for sign in (*_PARAGRAPH, *SIGNS))):
            continue
        for each, value in _bodies(_read(state), bare=bare):
            if len(each) > len(longest):
                longest, record = each, value
    return longest or None, record


def _bodies(read: Any, *, bare: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Markup under keys that name a body, and rich text, in a state's values; each with the record that holds it."""
    waiting: list[tuple[Any, dict[str, Any]]] = [(read, {})]
    looked = 0
    while waiting and looked < _MOST:
        value, around = waiting.pop()
        if isinstance(value, list):
            looked += len(value)
            if len(value) >= FEWEST and isinstance(value[0], dict) and (markup := written(value)):
                yield markup, around
            waiting += [(each, around) for each in value if isinstance(each, (list, dict))]
        elif isinstance(value, dict):
            looked += len(value)
            for key, each in value.items():
                if isinstance(each, (list, dict)):
                    waiting.append((each, value))
                elif isinstance(each, str) and key.lower() in _BODIES:
                    if "<p" in each:
                        yield each, value
                    elif bare and "<" not in each and any(isinstance(value.get(name), str) for name in _HEADLINES):
                        yield _paragraphs(each), value


def _posts(states: tuple[str, ...]) -> str | None:
    """The posts of a Discourse topic, which its pages hold as JSON within JSON."""
    for state in states:
        preloaded = _read(state) if "post_stream" in state else None
        if not isinstance(preloaded, dict):
            continue
        for name, inner in preloaded.items():
            topic = _read(inner) if isinstance(inner, str) and name.startswith("topic_") else inner
            if posts := _cooked(topic):
                return "".join(f"<article>{post}</article>" for post in posts)
    return None


def _cooked(topic: Any) -> list[str]:
    stream = topic.get("post_stream") if isinstance(topic, dict) else None
    posts = stream.get("posts") if isinstance(stream, dict) else None
    if not isinstance(posts, list):
        return []
    return [post["cooked"] for post in posts if isinstance(post, dict) and isinstance(post.get("cooked"), str)]


def _read(text: str) -> Any:
    text = with_whole_letters(text)
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError):
        pass  # The standard library's reader is slower, and takes what browsers take: NaN.
    start = _UNDEFINED.sub("null", text.lstrip().removeprefix("JSON.parse(").lstrip())
    try:
        value = json.JSONDecoder().raw_decode(start)[0]  # Behind a script's values its statements go on.
        return _read(value) if isinstance(value, str) and "JSON.parse(" in text[:40] else value
    except (ValueError, RecursionError):
        return None


def _plain(markup: str) -> str:
    """The text between the tags, good enough to count words."""
    return " ".join(piece.rpartition(">")[2] for piece in markup.split("<"))
