"""What each consumer calls the fields of an article, and what it must be told besides."""

from datetime import date, datetime
from typing import Any

from msgspec import Struct

from pipeline.article import Article
from pipeline.errors import SettingsError
from pipeline.feed.values import MOMENTS, Getter, as_moment, getter
from pipeline.feed_settings import Feed, Flavour, FrontMatter

FIELDS: dict[Flavour, dict[str, str]] = {
    "plain": {
        **{name: name for name in ("title", "authors", "site", "published", "modified", "language", "url")},
        **{name: name for name in ("summary", "tags", "image", "id")},
    },
    # Hugo keeps names of its own at the top, `url` among them, which would move the page; ours stand below params.
    "hugo": {
        "title": "title",
        "date": "published",
        "lastmod": "modified",
        "description": "summary",
        "tags": "tags",
        "isCJKLanguage": "is_cjk",
        "params.authors": "authors",
        "params.publisher": "site",
        "params.source": "url",
        "params.image": "image",
        "params.language": "language",
        "params.article_id": "id",
    },
    # The names of Astro's own blog template, then ours.
    "astro": {
        "title": "title",
        "description": "summary",
        "pubDate": "published",
        "updatedDate": "modified",
        "authors": "authors",
        "tags": "tags",
        "publisher": "site",
        "source": "url",
        "image": "image",
        "language": "language",
        "article_id": "id",
    },
    # `id`, `url` and `path` are what Jekyll works out for a post.
    "jekyll": {
        "title": "title",
        "date": "published",
        "last_modified_at": "modified",
        "description": "summary",
        "authors": "authors",
        "tags": "tags",
        "lang": "language",
        "publisher": "site",
        "source": "url",
        "image": "image",
        "article_id": "id",
    },
    # Front matter wins over a site's global data: `site`, `page` and `pkg` must not be in it.
    "eleventy": {
        "title": "title",
        "date": "published",
        "modified": "modified",
        "description": "summary",
        "authors": "authors",
        "tags": "tags",
        "lang": "language",
        "publisher": "site",
        "source": "url",
        "image": "image",
        "article_id": "id",
    },
}
"""The consumer's name of a field, dots for what stands inside another, and where in the article it comes from."""

TOLD: dict[Flavour, dict[str, Any]] = {"eleventy": {"templateEngineOverride": "md"}}
"""Eleventy is told that the page is Markdown and nothing else: no Liquid, no Nunjucks is looked for in it."""

UNDERSTOOD: dict[Flavour, tuple[FrontMatter, ...]] = {
    "plain": ("yaml", "toml", "json"),
    "hugo": ("yaml", "toml", "json"),
    "astro": ("yaml", "toml"),
    "jekyll": ("yaml",),
    "eleventy": ("yaml", "json"),
}
"""The front matter that each reads without plug-ins."""


class Column(Struct, frozen=True):
    """A field of the consumer."""

    name: str
    source: str
    take: Getter


class Form(Struct, frozen=True):
    """What the front matter of a feed is made of."""

    columns: tuple[Column, ...]
    constants: dict[str, Any]
    flavour: Flavour
    keep_null: bool


def columns(fields: dict[str, str], where: str) -> tuple[Column, ...]:
    """The consumer's fields with what takes each out of an article.

    Raises SettingsError where an article has no such field.
    """
    return tuple(Column(name, source, getter(source, f"{where}: fields: {name}")) for name, source in fields.items())


def form(feed: Feed, where: str) -> Form:
    """What the front matter of a feed is made of.

    Raises SettingsError where the flavour does not read such front matter.
    """
    if feed.front_matter not in UNDERSTOOD[feed.flavour]:
        known = " or ".join(UNDERSTOOD[feed.flavour])
        raise SettingsError(f"{where}: {feed.flavour} reads no front matter in {feed.front_matter}; choose {known}.")
    if feed.keep_null and feed.front_matter == "toml":
        raise SettingsError(f"{where}: TOML has no null; leave keep-null out, or choose yaml or json.")
    if feed.suffix == ".mdx" and feed.flavour not in ("astro", "plain"):
        raise SettingsError(f"{where}: {feed.flavour} reads no .mdx; leave suffix out.")
    told = {**TOLD.get(feed.flavour, {}), **feed.constants}
    return Form(columns(feed.fields or FIELDS[feed.flavour], where), told, feed.flavour, feed.keep_null)


def gather(article: Article, made: Form) -> dict[str, Any]:
    """The front matter of an article: dates as dates, and what the article does not say left out.

    A flavour's dates are whole days: an article of May 2024 has the first of May. Plain front matter has what
    the article says, a date only where that is one.
    """
    gathered: dict[str, Any] = {}
    for column in made.columns:
        value = column.take(article)
        if column.source in MOMENTS and value is not None:
            value = _moment(value, made.flavour)
        if made.keep_null or value not in (None, [], ()):
            _put(gathered, column.name, value)
    for name, value in made.constants.items():
        _put(gathered, name, value)
    return gathered


def _moment(value: str, flavour: Flavour) -> str | date | datetime | None:
    moment = as_moment(value)
    if flavour == "plain":
        return value if moment is None or len(value) < len("2024-05-31") else moment
    return moment


def _put(fields: dict[str, Any], name: str, value: Any) -> None:
    *outer, last = name.split(".")
    for each in outer:
        inner = fields.setdefault(each, {})
        fields = inner if isinstance(inner, dict) else {}
    fields[last] = list(value) if isinstance(value, tuple) else value
