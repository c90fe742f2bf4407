"""Articles → files: canonical bytes under stable names, written beside and renamed."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
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
    forms = {
        page: (plain_stem(page), page, f"{page}.{hashlib.sha256(page.encode()).hexdigest()[:8]}") for page in pages
    }
    level = dict.fromkeys(forms, 0)
    while True:
        taken: dict[str, list[str]] = {}
        for page, place in level.items():
            taken.setdefault(forms[page][place].casefold(), []).append(page)
        clashing = {page for sharing in taken.values() if len(sharing) > 1 for page in sharing}
        clashing |= {
            page
            for name, sharing in taken.items()
            if _NUMBERED.sub("", name) != name and _NUMBERED.sub("", name) in taken
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


def folder_stems(pages: list[str]) -> list[str]:
    """The same for the pages of one folder, in their order: quick where no two would share a name, as mostly.

    >>> folder_stems(["a.txt", "b.txt"]), folder_stems(["a.html", "a.txt", "b.txt"])
    (['a', 'b'], ['a.html', 'a.txt', 'b'])
    """
    stems = [plain_stem(page) for page in pages]
    folded = {stem.casefold() for stem in stems}
    if len(folded) == len(pages) and not any(
        one[-1:].isdigit() and _NUMBERED.search(one) and _NUMBERED.sub("", one) in folded for one in folded
    ):
        return stems
    told = article_stems(pages)
    return [told[page] for page in pages]


def record_stem(stem: str, record: str | None) -> str:
    """Where the articles of a container's record go: into a folder of the container's name.

    A record's name can be anything, so what is odd in it becomes `-` and a digest keeps it apart.

    >>> record_stem("x/a", None), record_stem("x/a", "../b?c.html")
    ('x/a', 'x/a/b-c.html.ac6d600e')
    """
    if record is None:
        return stem
    readable = _ODD.sub("-", record).strip("-.")[-80:].strip("-.")
    return f"{stem}/{readable}.{hashlib.sha256(record.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


_NUMBERED = re.compile(r"\.\d+$")
_ODD = re.compile(r"[^\w.]+")


def plain_stem(page: str) -> str:
    """A page's path without its suffix.

    >>> plain_stem("x.y/a.b.txt"), plain_stem("x.y/a"), plain_stem(".a"), plain_stem("a.")
    ('x.y/a.b', 'x.y/a', '.a', 'a.')
    """
    cut = page.rfind(".")
    return page[:cut] if page.rfind("/") + 1 < cut < len(page) - 1 else page


DRAFTS = ".pipeline/drafts"
"""Where articles are written, below their folder, before they are renamed: what a killed run left lies here."""


def write_article(data: bytes, folder: Path, name: str, *, fsync: bool = False) -> bool:
    """Put an article in its place, whole or not at all; False where the same bytes lie there already.

    With `fsync` it is on the disk before it has its name. Raises PipelineError where the folder
    cannot be written.
    """
    target = folder / name
    drafts = folder / DRAFTS
    try:
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
    except OSError as wrong:
        raise PipelineError(
            f"{target}: cannot be written ({wrong.strerror}); see that the folder can be written and has room."
        ) from wrong
    return True


def remove_stale(folder: Path, stem: str, count: int, page: str, record: str | None = None) -> None:
    """Take away the articles that this page had and has no more: it was glued and is not, or says nothing now.

    Only files that say themselves that they come from this page.
    """
    part = count + 1
    while (target := folder / article_names(stem, part)[-1]).is_file():
        try:
            made_from = msgspec.json.decode(target.read_bytes(), type=_Written).source
        except (OSError, msgspec.DecodeError):
            return
        if (made_from.path, made_from.record) != (page, record):
            return
        target.unlink()
        part += 1


class _Origin(Struct):
    path: str
    record: str | None = None


class _Written(Struct):
    """What is read of an article to know whose it is."""

    source: _Origin
