"""Many articles → the shards of a data set: an article stays in its shard as long as their number stays."""

import gzip
import hashlib
import io
import sys
from collections.abc import Callable, Iterable, Iterator

import msgspec

from pipeline.article import Article
from pipeline.feed.flavours import columns
from pipeline.feed.render import chosen
from pipeline.feed.rows import ROWS_AT_ONCE, parquet, row, schema
from pipeline.feed.sink import Sink
from pipeline.feed_settings import Feed

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Write = Callable[[Iterable[Article], Sink], None]

PACKED = {"none": "", "gz": ".gz", "zst": ".zst"}


def shard_count(size: int, shard_bytes: int) -> int:
    """How many shards hold so many bytes: a power of two, so that growth splits shards and does not mix them.

    >>> shard_count(0, 100), shard_count(100, 100), shard_count(101, 100), shard_count(500, 100)
    (1, 1, 2, 8)
    """
    count = 1
    while count * shard_bytes < size:
        count *= 2
    return count


def shard_of(identity: str, count: int) -> int:
    """In which shard an article stands: by its id alone, so that a new article touches one shard."""
    return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:8], "big") * count >> 64


def shard_name(feed: Feed, place: int, count: int) -> str:
    """What a shard is called, from 0, in the manner of data sets.

    >>> shard_name(Feed(to="x", format="jsonl", compress="zst"), 0, 4)
    'articles-00000-of-00004.jsonl.zst'
    """
    suffix = ".parquet" if feed.format == "parquet" else f".jsonl{PACKED[feed.compress]}"
    return f"articles-{place:05}-of-{count:05}{suffix}"


def shard_writer(feed: Feed, where: str) -> Write:
    """What writes a shard of a feed.

    Raises SettingsError where it chooses fields that no article has, PipelineError where a library is missing.
    """
    return _parquet(feed, where) if feed.format == "parquet" else _lines(feed, where)


def _lines(feed: Feed, where: str) -> Write:
    wanted = columns(feed.fields, where)

    def encode(article: Article) -> bytes:
        if not wanted and not feed.constants:
            return msgspec.json.encode(article) + b"\n"
        taken = chosen(article, wanted, {}) if wanted else msgspec.to_builtins(article)
        return msgspec.json.encode({**taken, **feed.constants}) + b"\n"

    def write(articles: Iterable[Article], sink: Sink) -> None:
        with _packed(sink, feed.compress) as file:
            for article in articles:
                file.write(encode(article))

    return write


def _packed(sink: Sink, compress: str) -> io.BufferedIOBase | Sink | gzip.GzipFile | zstd.ZstdFile:
    """Packed so that the same articles give the same bytes: gzip would tell the time and the name."""
    match compress:
        case "gz":
            return gzip.GzipFile(filename="", mode="wb", fileobj=sink, mtime=0)
        case "zst":
            return zstd.ZstdFile(sink, "wb")
        case _:
            return sink


def _parquet(feed: Feed, where: str) -> Write:
    pa = parquet()
    wanted = columns(feed.fields, where)
    kinds = schema(feed, wanted)

    def write(articles: Iterable[Article], sink: Sink) -> None:
        with pa.parquet.ParquetWriter(sink, kinds, compression="zstd") as file:
            for some in _batches(articles):
                file.write_table(pa.Table.from_pylist([row(each, feed, wanted) for each in some], schema=kinds))

    return write


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    some: list[Article] = []
    for article in articles:
        some.append(article)
        if len(some) == ROWS_AT_ONCE:
            yield some
            some = []
    if some:
        yield some
