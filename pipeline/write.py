"""Articles → files: canonical bytes under stable names, written beside and renamed."""

import filecmp
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any

import msgspec
from msgspec import Struct

from pipeline.errors import PipelineError
from pipeline.model import Article
from pipeline.read import is_container, unpacked


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


def article_stems(pages: Iterable[str]) -> dict[str, str]:
    """For each page the path of its articles without `.json`: no two pages share one, in any order of the pages.

    A page's path without its suffix; with it where two pages would share a name, also where one
    would be taken for the other's second article, or where only the case differs; with a digest of
    the path where that is not enough. A container keeps its suffix, too, where a folder of pages has
    its name.

    >>> article_stems(["a.html", "a.txt", "b.txt", "b.2.txt"])
    {'a.html': 'a.html', 'a.txt': 'a.txt', 'b.txt': 'b', 'b.2.txt': 'b.2.txt'}
    """
    forms = {page: (_stem(page), page, f"{page}.{hashlib.sha256(page.encode()).hexdigest()[:8]}") for page in pages}
    folders = {str(folder).casefold() for page in forms for folder in PurePosixPath(page).parents}
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
        clashing |= {
            page for page, place in level.items() if is_container(page) and forms[page][place].casefold() in folders
        }
        raised = [page for page in clashing if level[page] < len(forms[page]) - 1]
        if not raised:
            return {page: forms[page][place] for page, place in level.items()}
        for page in raised:
            level[page] += 1


def record_stem(page: str, stem: str, record: str | None) -> str:
    """Where the articles of a page lie: a file's own stem, or below a folder of that name for a container's record.

    A record keeps its suffix, so that its name hangs on nothing else in the container. A name that
    no file may have, or that another's might be taken for, gets a digest. A container that does not
    say so in its name makes a folder of its whole name.

    >>> record_stem("x/a.zip", "x/a", "b/c.html"), record_stem("a.txt", "a", "12"), record_stem("a.txt", "a", None)
    ('x/a/b/c.html', 'a.txt/12', 'a')
    >>> record_stem("a.zip", "a", "b.2")
    'a/b.2~0b70b6d1'
    """
    if record is None:
        return stem
    folder = stem if is_container(page) else page
    if len(record.encode()) > LONGEST_RECORD:
        return f"{folder}/~{hashlib.sha256(record.encode()).hexdigest()}"
    parts = record.split("/")
    safe = [
        part if _is_safe(part, is_last=place == len(parts)) else _made_safe(part, "/".join(parts[:place]))
        for place, part in enumerate(parts, 1)
    ]
    return "/".join((folder, *safe))


def lines_name(page: str, stem: str) -> str:
    """The one file of a container's articles, with `--layout jsonl`.

    >>> lines_name("x/a.warc.gz", "x/a"), lines_name("x/a.txt", "x/a")
    ('x/a.jsonl', 'x/a.txt.jsonl')
    """
    return f"{stem if is_container(page) else page}.jsonl"


def _is_safe(part: str, *, is_last: bool) -> bool:
    """Whether a part of a name can be a file's, and is no other's: no second article's, no folder like an article."""
    return (
        0 < len(part.encode()) <= LONGEST_PART
        and _UNSAFE.search(part) is None
        and not (_NUMBERED.search(part) if is_last else part.lower().endswith(".json"))
    )


def _made_safe(part: str, path: str) -> str:
    kept = _UNSAFE.sub("_", part).encode()[:LONGEST_PART].decode("utf-8", "ignore")
    return f"{kept}~{hashlib.sha256(path.encode()).hexdigest()[:8]}"


def article_names(stem: str, count: int) -> list[str]:
    """The paths of a page's articles below the output folder.

    >>> article_names("x/a", 2)
    ['x/a.json', 'x/a.2.json']
    """
    return [f"{stem}.json" if part == 1 else f"{stem}.{part}.json" for part in range(1, count + 1)]


_NUMBERED = re.compile(r"\.\d+$")
_UNSAFE = re.compile(r"^\.+|[\x00-\x1f\x7f<>:\"\\|?*\ud800-\udfff]|[. ]$")
"""What some file system refuses, or hides."""
LONGEST_PART = 200
"""Bytes; file systems take 255, with room for what is added."""
LONGEST_RECORD = 1000


def _stem(name: str) -> str:
    path = PurePosixPath(unpacked(name))
    return str(path.with_suffix("")) if path.suffix and path.stem else name


def write_article(data: bytes, folder: Path, name: str) -> bool:
    """Put an article in its place, whole or not at all; False where the same bytes lie there already.

    Raises PipelineError where the folder cannot be written.
    """
    target = folder / name
    with _sentence(target):
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
    return True


class Lines:
    """One file with a line an article, in the order in which they come; whole when closed, or not there at all.

    Nothing is written where no article comes. Raises PipelineError where the folder cannot be written.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._target = folder / name
        self._draft: IO[bytes] | None = None
        self.count = 0
        self.changed = False
        """Whether the file is another than before; known when it is closed."""

    def __enter__(self) -> "Lines":
        return self

    def add(self, articles: Iterable[Article]) -> None:
        """Write these."""
        for article in articles:
            self._add(article)

    def _add(self, article: Article) -> None:
        self.count += 1
        with _sentence(self._target):
            if self._draft is None:
                self._target.parent.mkdir(parents=True, exist_ok=True)
                self._draft = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed in __exit__
                    prefix=".", suffix=".draft", dir=self._target.parent, delete=False
                )
            self._draft.write(encode_line(article))

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._draft is None:
            return
        draft = Path(self._draft.name)
        try:
            with _sentence(self._target):
                self._draft.flush()
                os.fsync(self._draft.fileno())
                self._draft.close()
                if kind is None and not (self._target.is_file() and filecmp.cmp(draft, self._target, shallow=False)):
                    draft.chmod(0o644)
                    draft.replace(self._target)
                    self.changed = True
        finally:
            self._draft.close()
            draft.unlink(missing_ok=True)


@contextmanager
def _sentence(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as wrong:
        raise PipelineError(
            f"{target}: cannot be written ({wrong.strerror}); see that the folder can be written and has room."
        ) from wrong


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
