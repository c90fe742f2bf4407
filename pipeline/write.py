"""Articles → files: canonical bytes under stable names, written beside and renamed."""

import filecmp
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from pipeline.article import Article
from pipeline.errors import PipelineError


def encode(article: Article) -> bytes:
    """The bytes of an article: UTF-8, two spaces, fields in the order of the schema, a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(article), indent=2) + b"\n"


def encode_line(article: Article) -> bytes:
    """An article as one line of a `.jsonl`."""
    return msgspec.json.encode(article) + b"\n"


@cache
def schema() -> bytes:
    """The JSON Schema of an article."""
    described: dict[str, Any] = msgspec.json.schema(Article)
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "article/1",
        **described,
    }
    return msgspec.json.format(msgspec.json.encode(described), indent=2) + b"\n"


DRAFTS = ".pipeline/drafts"
"""Where articles are written, below their folder, before they are renamed: what a killed run left lies here."""


def write_article(data: bytes, folder: Path, name: str, *, fsync: bool = False) -> bool:
    """Put an article in its place, whole or not at all; False where the same bytes lie there already.

    With `fsync` it is on the disk before it has its name. Raises PipelineError where the folder
    cannot be written.
    """
    target = folder / name
    drafts = folder / DRAFTS
    with sentence(target):
        if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        drafts.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=drafts)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                if fsync:
                    os.fsync(file.fileno())
            Path(draft).chmod(0o644)
            Path(draft).replace(target)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    return True


def put(draft: Path, target: Path) -> bool:
    """Give a draft that is closed its name; False, and the draft gone, where the same bytes lie there already.

    An empty folder that has the name goes: nothing is lost with it.
    """
    if target.is_file() and filecmp.cmp(draft, target, shallow=False):
        draft.unlink()
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not any(target.iterdir()):
        target.rmdir()
    draft.chmod(0o644)
    draft.replace(target)
    return True


@contextmanager
def sentence(target: Path) -> Iterator[None]:
    """What the system says when something cannot be written, as a PipelineError."""
    try:
        yield
    except OSError as wrong:
        raise PipelineError(
            f"{target}: cannot be written ({wrong.strerror}); see that the folder can be written and has room."
        ) from wrong


class Origin(Struct):
    """What an article says of the page that it was made of."""

    path: str
    sha256: str = ""
    part: int = 0
    parts: int = 0
    record: str | None = None
