"""Articles → files: canonical bytes under stable names, written beside and renamed."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from pipeline.errors import PipelineError
from pipeline.model import Article


def encode(article: Article) -> bytes:
    """The bytes of an article: UTF-8, two spaces, fields in the order of the schema, a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(article), indent=2) + b"\n"


@cache
def schema() -> bytes:
    """The JSON Schema of an article."""
    described: dict[str, Any] = msgspec.json.schema(Article)
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "article/1", **described}
    return msgspec.json.format(msgspec.json.encode(described), indent=2) + b"\n"


def shared_stems(names: Iterable[str]) -> frozenset[str]:
    """The stems that two pages would share: those pages keep their suffix.

    >>> sorted(shared_stems(["a.txt", "a.html", "b.txt"]))
    ['a']
    """
    stems = Counter(_stem(name).casefold() for name in names)
    return frozenset(stem for stem, count in stems.items() if count > 1)


def article_names(page: str, count: int, shared: frozenset[str]) -> list[str]:
    """The paths of a page's articles below the output folder.

    >>> article_names("x/a.txt", 2, frozenset())
    ['x/a.json', 'x/a.2.json']
    >>> article_names("a.txt", 1, frozenset({"a"}))
    ['a.txt.json']
    """
    stem = _stem(page)
    if stem.casefold() in shared:
        stem = page
    return [f"{stem}.json" if part == 1 else f"{stem}.{part}.json" for part in range(1, count + 1)]


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    return str(path.with_suffix("")) if path.suffix and path.stem else name


def write_article(data: bytes, folder: Path, name: str) -> bool:
    """Put an article in its place, whole or not at all; False where the same bytes lie there already.

    Raises PipelineError where the folder cannot be written.
    """
    target = folder / name
    try:
        if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=".", suffix=".draft", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).chmod(0o644)
            Path(draft).replace(target)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as wrong:
        raise PipelineError(f"{target}: cannot be written ({wrong.strerror}); see that the folder can be written and has room.") from wrong
    return True
