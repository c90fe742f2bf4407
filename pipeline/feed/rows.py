"""Article → a row of Parquet: every column has its type, whatever the articles say."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline.article import Article
from pipeline.body import Item
from pipeline.errors import PipelineError
from pipeline.feed.flavours import Column
from pipeline.feed.render import chosen
from pipeline.feed.values import plain
from pipeline.feed_settings import Feed

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_ONCE = 1000


def parquet() -> Any:
    """The library that writes Parquet.

    Raises PipelineError with what to install where it is missing.
    """
    try:
        import pyarrow  # noqa: PLC0415 - large, and needed for one format of six
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as missing:
        raise PipelineError(
            "the format parquet needs the library pyarrow; "
            "install it with: pip install 'page-cleaning-pipeline[parquet]'."
        ) from missing
    return pyarrow


def schema(feed: Feed, wanted: tuple[Column, ...]) -> "pa.Schema":
    """The columns of a feed with their types; those of the whole article where no fields are chosen."""
    types = _types()
    told = [(name, _type_of(value)) for name, value in feed.constants.items()]
    if not wanted:
        return parquet().schema([*((name, types[name]) for name in WHOLE), *told])
    return parquet().schema([*((column.name, types[column.source]) for column in wanted), *told])


def row(article: Article, feed: Feed, wanted: tuple[Column, ...]) -> dict[str, Any]:
    """An article as a row of its schema."""
    taken = chosen(article, wanted, {}) if wanted else {name: _whole(article, name) for name in WHOLE}
    for column in wanted:
        if column.source == "body":
            taken[column.name] = _body(article)
    return {**taken, **{name: list(v) if isinstance(v, tuple) else v for name, v in feed.constants.items()}}


WHOLE = tuple(name for name in Article.__struct_encode_fields__ if name != "schema")
"""The schema's name is the file's, not a column."""


def _whole(article: Article, name: str) -> Any:
    return _body(article) if name == "body" else plain(getattr(article, name))


def _body(article: Article) -> list[dict[str, Any]]:
    """Blocks as rows of one shape. Items of lists stand flat, each with its depth, as Parquet has no trees."""
    flat = []
    for block in article.body:
        told = msgspec.to_builtins(block)
        if "items" in told:
            told["items"] = list(_flat(block.items, 0))  # type: ignore[union-attr]
            told.setdefault("start", 1)
        flat.append(told)
    return flat


def _flat(items: tuple[str | Item, ...], depth: int) -> Iterator[dict[str, Any]]:
    for item in items:
        yield {"depth": depth, "text": item if isinstance(item, str) else item.text}
        if isinstance(item, Item):
            yield from _flat(item.items, depth + 1)


def _types() -> dict[str, Any]:
    """The type of everything that a column can come from."""
    pa = parquet()
    text, count = pa.string(), pa.int32()
    texts = pa.list_(text)
    quality = {
        "characters": pa.int64(),
        "words": pa.int64(),
        "kept": pa.float64(),
        "confidence": pa.float64(),
        "repairs": pa.struct(
            [(name, count) for name in ("entities", "invisible", "composed", "folded", "joined", "pinyin")]
        ),
    }
    source = {
        **dict.fromkeys(("path", "record", "sha256", "media_type", "encoding"), text),
        **dict.fromkeys(("part", "parts"), count),
        "place": pa.list_(count),
    }
    made_by = {"version": text, "fingerprint": text}
    groups = {"quality": quality, "source": source, "made_by": made_by}
    return {
        **dict.fromkeys((*WHOLE, "schema", "host", "markdown", "html"), text),
        **dict.fromkeys(("authors", "tags", "flags"), texts),
        "is_cjk": pa.bool_(),
        "body": pa.list_(_block(pa)),
        "posts": pa.list_(pa.struct([("author", text), ("published", text), ("blocks", pa.list_(count))])),
        "removed": pa.list_(_removed(pa)),
        **{name: pa.struct(list(kind.items())) for name, kind in groups.items()},
        **{f"{group}.{name}": kind for group, kinds in groups.items() for name, kind in kinds.items()},
    }


def _block(pa: Any) -> Any:
    text = pa.string()
    return pa.struct(
        [
            *((name, text) for name in ("type", "text")),
            ("level", pa.int8()),
            ("ordered", pa.bool_()),
            ("start", pa.int32()),
            ("items", pa.list_(pa.struct([("depth", pa.int8()), ("text", text)]))),
            ("rows", pa.list_(pa.list_(text))),
            ("header", pa.int32()),
            *((name, text) for name in ("language", "url", "alt", "caption")),
        ]
    )


def _removed(pa: Any) -> Any:
    text, count = pa.string(), pa.int32()
    return pa.struct(
        [
            *((name, text) for name in ("reason", "rule")),
            *((name, count) for name in ("from", "to", "blocks", "characters")),
            *((name, text) for name in ("sample", "text")),
        ]
    )


def _type_of(value: object) -> Any:
    pa = parquet()
    match value:
        case bool():
            return pa.bool_()
        case int():
            return pa.int64()
        case float():
            return pa.float64()
        case tuple():
            return pa.list_(pa.string())
        case _:
            return pa.string()
