"""What a feed has written, remembered in the folder itself: `.pipeline-feed/NAME.json`, and a journal."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Literal, TypeVar

import msgspec
from msgspec import Struct

from pipeline.errors import PipelineError
from pipeline.feed.articles import Stamp

FOLDER = ".pipeline-feed"

Kind = TypeVar("Kind")


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """An article as it was met in its file."""

    id: str
    digest: str
    """Of its bytes."""
    offset: int
    length: int
    name: str | None
    """The file of the feed that holds it: "" where that is a shard, None where it is left out."""
    why: str | None = None
    """Why it was left out."""


class SourceRow(Struct, frozen=True, array_like=True, gc=False):
    """A file of articles as it was read."""

    stamp: Stamp
    entries: tuple[Entry, ...]


class FileRow(Struct, frozen=True, array_like=True, gc=False):
    """A file that this feed wrote."""

    made_of: str
    """The digest of the articles in it."""
    digest: str
    """Of the file's bytes."""
    stamp: Stamp


class Manifest(Struct, frozen=True):
    """All that a feed knows of last time."""

    schema: Literal["feed/1"] = "feed/1"
    fingerprint: str = ""
    """Of the feed's settings and of the code: with another one everything is made again."""
    naming: str = ""
    """Of the settings that make names: with another one names are given anew."""
    sources: dict[str, SourceRow] = {}
    files: dict[str, FileRow] = {}


class Note(Struct, frozen=True, array_like=True):
    """A line of the journal: a file that is about to be written, with what bytes."""

    name: str
    digest: str


class Memory(Struct, frozen=True):
    """What a feed's folder remembers."""

    manifest: Manifest
    begun: dict[str, frozenset[str]]
    """Files that a killed feed may have written, with the digests they may have."""
    others: dict[str, str]
    """Files of other feeds into this folder, with the feeds' names."""


class Taken(Struct):
    """Of a manifest, only what it wrote."""

    files: dict[str, msgspec.Raw] = {}


@contextmanager
def only_feed(target: Path, name: str) -> Iterator[None]:
    """Hold the feed's lock while this lasts; it goes with the process.

    Raises PipelineError where another process feeds, or where the folder cannot be written.
    """
    folder = target / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as wrong:
        raise _cannot_write(folder, wrong) from wrong
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as held:
            raise PipelineError(f"{target}: another process is feeding {name} there; wait for it or stop it.") from held
        yield
    finally:
        os.close(handle)


def recall(target: Path, name: str) -> Memory:
    """What is remembered of a feed into this folder; nothing where it never fed.

    Raises PipelineError where the manifest is there and cannot be read: without it nobody knows whose files these are.
    """
    folder = target / FOLDER
    manifest = _decoded(folder / f"{name}.json", Manifest) or Manifest()
    others = {
        file: path.stem
        for path in sorted(folder.glob("*.json"))
        if path.stem != name
        for file in (_decoded(path, Taken) or Taken()).files
    }
    return Memory(manifest, _begun(folder / f"{name}.journal"), others)


def remember(target: Path, name: str, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all, and forget the journal.

    Raises PipelineError where the folder cannot be written.
    """
    folder = target / FOLDER
    try:
        draft = folder / f"{name}.manifest.draft"
        draft.write_bytes(msgspec.json.encode(manifest) + b"\n")
        draft.replace(folder / f"{name}.json")
        (folder / f"{name}.journal").unlink(missing_ok=True)
    except OSError as wrong:
        raise _cannot_write(folder, wrong) from wrong


class Journal:
    """What a feed is about to write, noted before it does, so that a killed one knows its files again."""

    def __init__(self, target: Path, name: str) -> None:
        self._path = target / FOLDER / f"{name}.journal"
        self._file: IO[bytes] | None = None

    def note(self, name: str, digest: str) -> None:
        """Say that this file will have these bytes. The line is with the system when this returns."""
        if self._file is None:
            self._file = self._path.open("ab", buffering=0)
        self._file.write(msgspec.json.encode(Note(name, digest)) + b"\n")

    def close(self) -> None:
        """Let the file go; what is in it stays until the manifest is written."""
        if self._file is not None:
            self._file.close()


def file_digest(path: Path) -> str:
    """The digest of a file's bytes; 16 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _begun(path: Path) -> dict[str, frozenset[str]]:
    begun: dict[str, frozenset[str]] = {}
    with suppress(FileNotFoundError):
        for line in path.read_bytes().split(b"\n"):
            # The last line of a killed feed may be cut off; its file was then not written.
            with suppress(msgspec.DecodeError):
                note = msgspec.json.decode(line, type=Note)
                begun[note.name] = begun.get(note.name, frozenset()) | {note.digest}
    return begun


def _decoded(path: Path, kind: type[Kind]) -> Kind | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise PipelineError(
            f"{path}: cannot be read ({wrong}), so nobody knows which files are this feed's; "
            f"bring it back, or delete it, and files that are as they would be written are known again."
        ) from wrong


def _cannot_write(folder: Path, wrong: OSError) -> PipelineError:
    return PipelineError(f"{folder}: cannot be written ({wrong.strerror}); see that it can be written and has room.")
