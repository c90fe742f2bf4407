"""Article → the bytes of its own file, in each format that has one file an article."""

from collections.abc import Callable
from typing import Any

import msgspec

from pipeline.article import Article
from pipeline.feed.flavours import Column, columns, form, gather
from pipeline.feed.front_matter import front_matter
from pipeline.feed.markdown import to_markdown
from pipeline.feed.page import to_page
from pipeline.feed_settings import Feed

Render = Callable[[Article], bytes]


def renderer(feed: Feed, where: str) -> Render:
    """What makes the files of a feed that has one an article.

    Raises SettingsError where its settings do not go together.
    """
    match feed.format:
        case "markdown":
            return _markdown(feed, where)
        case "json":
            return _json(feed, where)
        case "html":
            return lambda article: to_page(article).encode()
        case _:
            return lambda article: to_text(article).encode()


def to_text(article: Article) -> str:
    """The title, a blank line, the text; without a title only the text."""
    return f"{article.title}\n\n{article.text}\n" if article.title else f"{article.text}\n"


def chosen(article: Article, wanted: tuple[Column, ...], constants: dict[str, Any]) -> dict[str, Any]:
    """The wanted fields of an article under the consumer's names, null where it does not say."""
    return {**{column.name: column.take(article) for column in wanted}, **constants}


def _json(feed: Feed, where: str) -> Render:
    wanted = columns(feed.fields, where)

    def render(article: Article) -> bytes:
        value = chosen(article, wanted, feed.constants) if wanted else article
        if feed.constants and not wanted:
            value = {**msgspec.to_builtins(article), **feed.constants}
        return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"

    return render


def _markdown(feed: Feed, where: str) -> Render:
    made = form(feed, where)

    def render(article: Article) -> bytes:
        head = front_matter(gather(article, made), feed.front_matter, feed.flavour)
        body = to_markdown(article.body, feed.flavour)
        return f"{head}\n{body}".encode()

    return render
