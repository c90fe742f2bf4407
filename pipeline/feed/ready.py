"""Settings of a feed → what it does, checked before anything is read or written."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.errors import SettingsError, check_here
from pipeline.feed.flavours import Column, columns
from pipeline.feed.naming import Template, template
from pipeline.feed.render import Render, renderer
from pipeline.feed.shards import Write, shard_writer
from pipeline.feed.where import Condition, conditions
from pipeline.feed_settings import Feed

SHARDED = ("jsonl", "parquet")


class Ready(Struct, frozen=True):
    """A feed whose settings make sense."""

    name: str
    """Of its manifest: the feed's, or `_` and the format for one that is only named by its folder."""
    feed: Feed
    source: Path
    target: Path
    read: tuple[Path, ...]
    """The folders of articles and of pages."""
    condition: Condition
    fingerprint: str
    naming: str
    how: Render | Write
    template: Template | None
    """None where articles share files."""
    columns: tuple[Column, ...]


def make_ready(name: str, feed: Feed, output: str, pages: tuple[str, ...]) -> Ready:
    """Check a feed's settings; `output` is where `clean` writes, `pages` are what it reads.

    Raises SettingsError where something cannot be meant, PipelineError where a library is missing.
    """
    where = f"feed {name}" if not name.startswith("_") else "feed"
    check_here(feed.to, f"{where} writes to")
    check_here(feed.from_ or output, f"{where} reads")
    source, target = Path(feed.from_ or output), Path(feed.to)
    if target.is_file():
        raise SettingsError(f"{where}: {target} is no folder; name one, it is made where there is none.")
    for held in (source, *map(Path, pages)):
        inside, around = target.resolve(), held.resolve()
        if inside == around or (around.is_dir() and around in inside.parents):
            raise SettingsError(f"{where}: {target} lies in {held}, which is read; feed into another folder.")
    texts = (*feed.where, *(["not duplicate"] if feed.skip_duplicates else []))
    numbered = [conditions([text], f"{where}: condition {place}") for place, text in enumerate(texts, 1)]
    sharded = feed.format in SHARDED
    named = None if sharded else template(feed, where)
    return Ready(
        name=name,
        feed=feed,
        source=source,
        target=target,
        read=(source, *(Path(page) for page in pages if "://" not in page and Path(page).is_dir())),
        condition=lambda article: all(holds(article) for holds in numbered),
        fingerprint=_digest(msgspec.json.encode((feed, str(source))).decode(), _code(), *_libraries()),
        naming=_digest(feed.format, str(named)),
        how=shard_writer(feed, where) if sharded else renderer(feed, where),
        template=named,
        columns=columns(feed.fields, where),
    )


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


@cache
def _code() -> str:
    """The digest of the modules that make files."""
    folder = files("pipeline") / "feed"
    parts = sorted((entry.name, entry.read_bytes()) for entry in folder.iterdir() if entry.name.endswith(".py"))
    return hashlib.sha256(b"".join(name.encode() + data for name, data in parts)).hexdigest()


@cache
def _libraries() -> tuple[str, ...]:
    """The releases of the libraries that write."""
    return tuple(version(name) for name in ("PyYAML", "tomli-w", "msgspec"))
