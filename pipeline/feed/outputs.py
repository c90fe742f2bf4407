"""What goes into a feed → the files it has: one an article, or shards and their card."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import cast

import msgspec
from msgspec import Struct

from pipeline.article import Article
from pipeline.errors import PageError
from pipeline.feed.articles import Place, decode_article, read_again
from pipeline.feed.card import NAME, Counts, card, count_languages
from pipeline.feed.ready import Ready
from pipeline.feed.render import Render
from pipeline.feed.scan import Scan
from pipeline.feed.shards import Write, shard_count, shard_name, shard_of
from pipeline.feed.sink import Sink


class Output(Struct, frozen=True):
    """A file that the feed should have."""

    name: str
    made_of: str
    """The digest of the articles in it: equal digests, settings and code give equal bytes."""
    write: Callable[[Sink], None]
    optional: bool = False
    """Whether it gives way, without a word of refusal, where somebody else has such a file: a card does."""


def outputs(ready: Ready, scanned: Scan) -> Iterator[Output]:
    """The files that a feed should have. Nothing is read before one of them is written.

    Writing raises PageError where an article cannot be read any more.
    """
    if ready.template is None:
        yield from _sharded(ready, scanned)
        return
    render = cast(Render, ready.how)
    for file, row in scanned.sources.items():
        for entry in row.entries:
            if entry.name is not None:
                place = Place(file, entry.offset, entry.length)
                yield Output(entry.name, entry.digest, partial(_write_one, ready, render, place))


def _write_one(ready: Ready, render: Render, place: Place, sink: Sink) -> None:
    sink.write(render(_read(ready, place)))


def _sharded(ready: Ready, scanned: Scan) -> Iterator[Output]:
    """Shards by ranges of digested ids; in each the articles in order of their ids."""
    members = sorted(
        (entry.id, entry.digest, Place(file, entry.offset, entry.length))
        for file, row in scanned.sources.items()
        for entry in row.entries
        if entry.name is not None
    )
    count = shard_count(sum(place.length for _, _, place in members), ready.feed.shard_bytes)
    shards: list[list[tuple[str, str, Place]]] = [[] for _ in range(count)]
    for member in members:
        shards[shard_of(member[0], count)].append(member)
    for number, shard in enumerate(shards):
        if shard or count == 1:
            made_of = _digest(f"{identity} {digest}" for identity, digest, _ in shard)
            write = partial(_write_shard, ready, [place for _, _, place in shard])
            yield Output(shard_name(ready.feed, number, count), made_of, write)
    if ready.feed.card:
        made_of = _digest(f"{identity} {digest}" for identity, digest, _ in members)
        yield Output(NAME, made_of, partial(_write_card, ready, [place for *_, place in members], count), optional=True)


def _write_shard(ready: Ready, places: list[Place], sink: Sink) -> None:
    cast(Write, ready.how)((_read(ready, place) for place in places), sink)


def _write_card(ready: Ready, places: list[Place], shards: int, sink: Sink) -> None:
    languages = Counter(
        msgspec.json.decode(read_again(ready.source, place), type=_Language).language for place in places
    )
    sink.write(card(ready.feed, ready.columns, Counts(len(places), shards, count_languages(languages))))


class _Language(Struct):
    language: str


def _read(ready: Ready, place: Place) -> Article:
    try:
        return decode_article(read_again(ready.source, place))
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        name = str(ready.source / place.file)
        raise PageError(name, "it has changed while it was read", "feed again when clean has finished") from wrong


def _digest(lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()[:16]
