"""Articles → files: canonical bytes under stable names, written beside and renamed."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
from msgspec import Struct

from pipeline.errors import PipelineError
from pipeline.model import Article


def encode(article: Article) -> bytes:
    """The bytes of an article: UTF-8, two spaces, fields in the order of the schema, a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(article), indent=2) + b"\n"


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


def article_stems(pages: Iterable[str]) -> dict[str, str]:
    """For each page the path of its articles without `.json`: no two pages share one, in any order of the pages.

    A page's path without its suffix; with it where two pages would share a name, also where one
    would be taken for the other's second article, or where only the case differs; with a digest of
    the path where that is not enough.

    >>> article_stems(["a.html", "a.txt", "b.txt", "b.2.txt"])
    {'a.html': 'a.html', 'a.txt': 'a.txt', 'b.txt': 'b', 'b.2.txt': 'b.2.txt'}
    """
    forms = {page: (_stem(page), page, f"{page}.{hashlib.sha256(page.encode()).hexdigest()[:8]}") for page in pages}
    level = dict.fromkeys(forms, 0)
    while True:
        taken: dict[str, list[str]] = {}
        for page, place in level.items():
            taken.setdefault(forms[page][place].casefold(), []).append(page)
        clashing = {page for sharing in taken.values() if len(sharing) > 1 for page in sharing}
        clashing |= {
            page
            for stem, sharing in taken.items()
            if _NUMBERED.sub("", stem) != stem and _NUMBERED.sub("", stem) in taken
            for page in sharing
        }
        raised = [page for page in clashing if level[page] < len(forms[page]) - 1]
        if not raised:
            return {page: forms[page][place] for page, place in level.items()}
        for page in raised:
            level[page] += 1


def article_names(stem: str, count: int) -> list[str]:
    """The paths of a page's articles below the output folder.

    >>> article_names("x/a", 2)
    ['x/a.json', 'x/a.2.json']
    """
    return [f"{stem}.json" if part == 1 else f"{stem}.{part}.json" for part in range(1, count + 1)]


_NUMBERED = re.compile(r"\.\d+$")


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
        raise PipelineError(
            f"{target}: cannot be written ({wrong.strerror}); see that the folder can be written and has room."
        ) from wrong
    return True


def remove_stale(folder: Path, stem: str, count: int, page: str) -> None:
    """Take away the articles that this page had and has no more: it was glued and is not, or says nothing now.

    Only files that say themselves that they come from this page.
    """
    part = count + 1
    while (target := folder / article_names(stem, part)[-1]).is_file():
        try:
            made_from = msgspec.json.decode(target.read_bytes(), type=_Written).source.path
        except (OSError, msgspec.DecodeError):
            return
        if made_from != page:
            return
        target.unlink()
        part += 1


class _Origin(Struct):
    path: str


class _Written(Struct):
    """What is read of an article to know whose it is."""

    source: _Origin
