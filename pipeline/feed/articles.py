"""A folder of articles → what is in it: which files have changed since last time, and the articles of those."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.article import Article
from pipeline.errors import PageError, PipelineError

SUFFIXES = (".json", ".jsonl")


class Stamp(Struct, frozen=True, array_like=True, gc=False):
    """What tells without reading that a file is as it was."""

    size: int
    mtime: int
    """Nanoseconds; 0 where it may change again within the clock's grain, so that the file is read again."""


class Place(Struct, frozen=True, array_like=True, gc=False):
    """Where the bytes of an article stand."""

    file: str
    """Below the folder of articles, with `/`."""
    offset: int
    length: int


class Read(Struct, frozen=True):
    """An article that was read."""

    article: Article
    place: Place
    digest: str
    """Of its bytes; 16 hex digits."""


def check_folder(folder: Path) -> None:
    """See that there is a folder of articles. Raises PipelineError where there is none."""
    if not folder.is_dir():
        raise PipelineError(f"{folder}: there are no articles there; run pipeline clean first, or name a folder.")


def list_articles(folder: Path) -> dict[str, Stamp]:
    """Every `.json` and `.jsonl` below a folder, in order of its path; what is hidden, such as the ledger, is not ours.

    Raises PipelineError where a folder cannot be read.
    """
    return dict(sorted(_walk(str(folder), "")))


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, Stamp]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _walk(entry.path, f"{prefix}{entry.name}/")
                elif entry.name.endswith(SUFFIXES) and entry.is_file():
                    status = entry.stat()
                    yield prefix + entry.name, Stamp(status.st_size, status.st_mtime_ns)
    except OSError as wrong:
        raise PipelineError(f"{folder}: cannot be read ({wrong.strerror}).") from wrong


def read_articles(folder: Path, file: str) -> Iterator[Read]:
    """The articles of a file, one or, of `.jsonl`, one a line.

    Raises PageError where it cannot be read or is no article.
    """
    try:
        with (folder / file).open("rb") as data:
            offset = 0
            for line in data if file.endswith(".jsonl") else (data.read(),):
                if line.strip():
                    yield _decode(line, Place(file, offset, len(line)), f"{folder / file}")
                offset += len(line)
    except OSError as wrong:
        raise PageError(str(folder / file), f"it cannot be read ({wrong.strerror})", "see who may read it") from wrong


def read_again(folder: Path, place: Place) -> bytes:
    """The bytes of an article whose place is known.

    Raises PipelineError where they cannot be read any more.
    """
    try:
        with (folder / place.file).open("rb") as data:
            data.seek(place.offset)
            return data.read(place.length)
    except OSError as wrong:
        raise PipelineError(
            f"{folder / place.file}: cannot be read any more ({wrong.strerror}); is clean at work? Feed again."
        ) from wrong


def decode_article(data: bytes) -> Article:
    """An article from its bytes. Raises msgspec.DecodeError."""
    return _DECODER.decode(data)


_DECODER = msgspec.json.Decoder(Article)


def _decode(data: bytes, place: Place, name: str) -> Read:
    try:
        article = decode_article(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise PageError(
            name, f"it is no article ({wrong})", "take it out of the folder, or clean its page again"
        ) from wrong
    return Read(article, place, hashlib.sha256(data).hexdigest()[:16])
