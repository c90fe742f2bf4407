"""Articles → the ledger, where it is lost: they say from which bytes and under which fingerprint they were made."""

import os
import shutil
import sqlite3
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.books import Books, Claim
from pipeline.errors import PipelineError
from pipeline.ledger import FILE, FOLDER, Ledger
from pipeline.model import MadeBy
from pipeline.outcome import Outcome, Written
from pipeline.write import DRAFTS, article_names, plain_stem, record_stem

TOGETHER = 1000
"""Articles between two commits."""


class _Origin(Struct):
    path: str
    sha256: str
    part: int
    parts: int
    record: str | None = None


class _Taken(Struct):
    reason: str
    blocks: int


class _Head(Struct):
    """What is read of an article to know whose it is and what it hangs on."""

    source: _Origin
    made_by: MadeBy
    flags: tuple[str, ...]
    removed: list[_Taken]
    site: str | None = None


def open_ledger(output: Path) -> tuple[Ledger, bool]:
    """The ledger of a folder of articles, to write; whether it is new, and there are articles to adopt.

    A ledger that cannot be read is set aside: it holds nothing that the articles do not say. Raises
    PipelineError where nothing can be written.
    """
    file = output / FOLDER / FILE
    try:
        shutil.rmtree(output / DRAFTS, ignore_errors=True)  # what a killed run had not finished
        is_new = not file.exists() or not file.stat().st_size
        try:
            return Ledger(output, write=True), is_new
        except (sqlite3.DatabaseError, PipelineError) as wrong:
            if isinstance(wrong, sqlite3.OperationalError):
                raise
        for end in ("", "-wal", "-shm"):
            Path(f"{file}{end}").unlink(missing_ok=True)
        return Ledger(output, write=True), True
    except (OSError, sqlite3.Error) as wrong:
        raise PipelineError(f"{file}: cannot be written ({wrong}); see that the folder can be written.") from wrong


def adopt(output: Path, ledger: Ledger, books: Books) -> int:
    """Enter every article below a folder into the ledger; how many there were.

    Pages without an article cannot be known from this: they are cleaned again. What is no article is
    left alone. Where two files say that they are the same article, the one with its proper name counts.
    """
    decoder = msgspec.json.Decoder(_Head)
    found = 0
    for base, folders, files in os.walk(output):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        for name in sorted(files):
            if not name.endswith(".json") or name.startswith("."):
                continue
            file = Path(base, name)
            try:
                head = decoder.decode(file.read_bytes())
                stat = file.stat()
            except (OSError, msgspec.DecodeError, UnicodeDecodeError):
                continue
            below = file.relative_to(output).as_posix()
            _enter(books, head, Written(below, stat.st_size, stat.st_mtime_ns, site=head.site, flags=head.flags))
            found += 1
            if found % TOGETHER == 0:
                ledger.commit()
    ledger.commit()
    return found


def _enter(books: Books, head: _Head, written: Written) -> None:
    removed: dict[str, int] = {}
    for taken in head.removed:
        removed[taken.reason] = removed.get(taken.reason, 0) + taken.blocks
    written = msgspec.structs.replace(written, removed=removed)
    origin = head.source
    end = ".json" if origin.part == 1 else f".{origin.part}.json"
    stem = written.file.removesuffix(end)
    usual = article_names(record_stem(plain_stem(origin.path), origin.record), origin.part)[-1]
    page = Outcome(origin.path, origin.record, origin.sha256, (written,))
    sure = written.file == usual
    books.adopt(page, Claim(stem, origin.part, origin.parts, head.made_by.fingerprint, sure))
