"""The ledger → the pages it knows, one after another, with all that a page's data hangs on."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.article import Article
from pipeline.ledger import COLUMNS, Ledger, Row
from pipeline.marks import marked
from pipeline.naming import article_names, lines_name, record_stem

PAGE = """
SELECT p.record, p.sha256, p.around, p.fingerprint, p.absence, p.failure, p.why,
    (SELECT group_concat(part || ':' || due, ' ') FROM articles a WHERE a.source = p.source AND a.record = p.record)
FROM pages p WHERE p.source = ?
"""


class Held(Struct, frozen=True):
    """A page as the ledger knows it."""

    path: str
    record: str | None
    sha256: str | None
    around: str | None
    fingerprint: str
    absence: str | None
    failure: str | None
    why: str | None
    marks: str
    """Of what its articles are duplicates, as text to compare."""


def sources(ledger: Ledger) -> Iterator[Row]:
    """The files that hold pages, in the order of their paths."""
    for values in ledger.base.execute(f"SELECT {COLUMNS} FROM sources ORDER BY folder, name"):
        yield Row(*values)


def pages(ledger: Ledger, source: Row) -> Iterator[Held]:
    """The pages of a source, in the order of their records."""
    for values in ledger.base.execute(f"{PAGE} ORDER BY p.record", (source.id,)):
        yield _held(source, values)


def page(ledger: Ledger, source: Row, record: str | None) -> Held | None:
    """One page of a source; None where the ledger does not know it."""
    values = ledger.base.execute(f"{PAGE} AND p.record = ?", (source.id, record or "")).fetchone()
    return None if values is None else _held(source, values)


def marks(held: Held) -> tuple[str, ...]:
    """The marks of its articles, in their order."""
    told = dict(each.split(":", 1) for each in held.marks.split(" ") if each)
    return tuple(told[part] for part in sorted(told, key=int))


def with_marks(articles: tuple[Article, ...], held: Held) -> tuple[Article, ...]:
    """Articles as their files say them: with the marks of duplicates."""
    known = marks(held)
    return tuple(marked(each, known[n]) if n < len(known) else each for n, each in enumerate(articles))


def file_of(source: Row, output: Path, roots: tuple[str, ...]) -> Path | None:
    """Where a source lies; None where it does not."""
    places = (output / source.root,) if source.root else tuple(Path(root) for root in roots if Path(root).is_dir())
    files = (Path(os.path.realpath(place)) / source.path for place in places)
    return next((file for file in files if file.is_file()), None)


def is_as_it_was(source: Row, file: Path) -> bool:
    """Whether size and time say that its bytes are those that were cleaned."""
    seen = file.stat()
    return source.mtime_ns >= 0 and (seen.st_size, seen.st_mtime_ns) == (source.size, source.mtime_ns)


def articles(ledger: Ledger, source: Row, record: str | None, output: Path) -> tuple[Article, ...]:
    """The articles of a page, read from their files; those that cannot be read are left out."""
    rows = ledger.base.execute(
        "SELECT part, size, at FROM articles WHERE source = ? AND record = ? ORDER BY part", (source.id, record or "")
    ).fetchall()
    names = article_names(record_stem(source.path, source.stem, record), len(rows))
    found = []
    for (_, size, at), name in zip(rows, names, strict=True):
        try:
            if at is None:
                data = (output / name).read_bytes()
            else:
                with (output / lines_name(source.path, source.stem)).open("rb") as file:
                    file.seek(at)
                    data = file.read(size)
            found.append(msgspec.json.decode(data, type=Article))
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            continue
    return tuple(found)


def _held(source: Row, values: tuple[str | None, ...]) -> Held:
    record, sha256, around, fingerprint, absence, failure, why, marks = values
    return Held(source.path, record or None, sha256, around, fingerprint or "", absence, failure, why, marks or "")
