"""URLs → what lies behind them: S3, GCS, HDFS and whatever else fsspec knows, loaded when one is named."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline.errors import PipelineError

AT_ONCE = 32
"""Requests under way at once: each is tens of milliseconds of waiting and some two of work (docs/scale.md)."""

_URL = re.compile(r"[a-z][a-z0-9+]+://[^/]*")
_TAGS = ("ETag", "etag", "generation", "checksum")
"""What a store says of an object's contents, or of which of its versions it is."""
_TIMES = ("mtime", "LastModified", "last_modified", "updated", "modified", "created")
_SWAPS_WHOLE = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "oss", "memory"}
"""Stores in which an object is there whole or not at all; elsewhere a draft is written and renamed."""
_DRAFTS = ".pipeline/drafts"
SEE = "see the address and your credentials"

State = tuple[int, int]
"""Size, and the time in nanoseconds or what stands for it: the store's tag for the contents, as a number."""


class RemoteError(PipelineError):
    """A store that cannot be reached, or does not let one in."""

    def __init__(self, url: str, cause: str, remedy: str) -> None:
        super().__init__(url, cause, remedy)
        self.url = url
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.url}: {self.cause}; {self.remedy}."


class Entry(Struct, frozen=True, gc=False):
    """What lies in a folder."""

    name: str
    is_folder: bool
    state: State


def is_url(name: str) -> bool:
    """Whether a path is a URL: `s3://bucket/raw` is one.

    >>> is_url("s3://bucket/raw"), is_url("raw/a.txt"), is_url("-")
    (True, False, False)
    """
    return _URL.match(name) is not None


def look(url: str) -> Entry | None:
    """What lies at a URL; None where nothing does. Raises RemoteError where that cannot be told."""
    files, path = _opened(url)
    with _reached(url):
        try:
            return _entry(files.info(path), None)
        except FileNotFoundError:
            return None


def entries(url: str, trusted: int | None = None) -> list[Entry]:
    """What lies in a folder; nothing where there is none. Raises RemoteError where it cannot be listed.

    Times after `trusted` (nanoseconds since 1970) say nothing: -1.
    """
    files, path = _opened(url)
    with _reached(url):
        try:
            found = files.ls(path, detail=True)
        except FileNotFoundError:
            return []
    # Some stores keep an object for the folder itself.
    return [_entry(info, trusted) for info in found if info["name"].strip("/") != path.strip("/")]


def read(url: str) -> bytes:
    """The bytes of a file. Raises FileNotFoundError, RemoteError."""
    files, path = _opened(url)
    with _reached(url):
        return bytes(files.cat_file(path))


def first_line(url: str) -> bytes:
    """The first line of a file that may be large. Raises FileNotFoundError, RemoteError."""
    files, path = _opened(url)
    with _reached(url), files.open(path, "rb") as file:
        return bytes(file.readline())


def fetch(url: str, target: Path) -> None:
    """Copy a file here. Raises FileNotFoundError, RemoteError."""
    files, path = _opened(url)
    with _reached(url):
        files.get_file(path, str(target))


def send(source: Path, folder: str, name: str) -> State:
    """Copy a file to `folder/name`, whole or not at all; what it is there. Raises RemoteError."""
    url = f"{folder}/{name}"
    files, path = _opened(url)
    with _reached(url):
        if url.partition(":")[0] in _SWAPS_WHOLE:
            files.put_file(str(source), path)
        else:
            digest = hashlib.sha256(name.encode()).hexdigest()[:32]
            draft = f"{_opened(folder)[1]}/{_DRAFTS}/{digest}-{os.getpid()}"
            for each in (draft, path):
                files.makedirs(each.rpartition("/")[0], exist_ok=True)
            files.put_file(str(source), draft)
            files.mv(draft, path)
        return _entry(files.info(path), None).state


def remove(url: str) -> None:
    """Take a file away. Raises FileNotFoundError, RemoteError."""
    files, path = _opened(url)
    with _reached(url):
        files.rm_file(path)


def _opened(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it. Raises RemoteError where it is not known or not installed."""
    found = _URL.match(url)
    assert found is not None
    files = _file_system(found[0])
    # Not `url_to_fs`: that takes what follows `::` in a name for another URL.
    return files, str(files._strip_protocol(url))


@cache
def _file_system(base: str) -> Any:
    try:
        import fsspec  # noqa: PLC0415 — an extra
    except ImportError as missing:
        remedy = "pip install 'page-cleaning-pipeline[s3]' brings it"
        raise RemoteError(base, "to read or write there needs fsspec, which is not installed", remedy) from missing
    try:
        # What is asked again is asked because it may have changed.
        return fsspec.core.url_to_fs(base, use_listings_cache=False)[0]
    except ImportError as missing:
        remedy = "for S3 pip install 'page-cleaning-pipeline[s3]' brings it"
        raise RemoteError(base, f"what it needs is not installed ({_said(missing)})", remedy) from missing
    except Exception as wrong:
        raise RemoteError(base, f"it cannot be used ({_said(wrong)})", SEE) from wrong


@contextmanager
def _reached(url: str) -> Iterator[None]:
    """Whatever a store's library raises, as a sentence; but for FileNotFoundError, which is an answer."""
    try:
        yield
    except (FileNotFoundError, RemoteError):
        raise
    except Exception as wrong:
        raise RemoteError(url, f"it cannot be reached ({_said(wrong)})", SEE) from wrong


def _said(wrong: Exception) -> str:
    return " ".join(str(wrong).split()).rstrip(".")[:200] or type(wrong).__name__


def _entry(info: dict[str, Any], trusted: int | None) -> Entry:
    name = info["name"].rstrip("/").rpartition("/")[2]
    return Entry(name, info["type"] == "directory", (int(info.get("size") or 0), _mark(info, trusted)))


def _mark(info: dict[str, Any], trusted: int | None) -> int:
    """A number that is another when the contents are.

    >>> _mark({"mtime": 1.5}, None), _mark({"mtime": 1.5}, 1_000_000_000), _mark({}, None)
    (1500000000, -1, -1)
    """
    for name in _TAGS:
        if info.get(name):
            tag = str(info[name]).strip('"').encode()
            return int.from_bytes(hashlib.sha256(tag).digest()[:7])
    for name in _TIMES:
        when = info.get(name)
        if isinstance(when, str):
            when = datetime.fromisoformat(when)
        if isinstance(when, datetime):
            when = when.timestamp()
        if when:
            nanoseconds = int(when * 1e9)
            return -1 if trusted is not None and nanoseconds >= trusted else nanoseconds
    return -1
