"""Articles → the ledger, where it is lost: they say from which bytes and under which fingerprint they were made."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from pipeline.books import Books, Claim
from pipeline.errors import PipelineError
from pipeline.ledger import FILE, FOLDER, Ledger
from pipeline.model import Article
from pipeline.naming import article_names, lines_name, record_stem, stem_forms
from pipeline.outcome import Outcome, Written
from pipeline.shelf import told
from pipeline.write import DRAFTS

TOGETHER = 1000
"""Articles between two commits."""


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

    Pages without an article cannot be known from this: they are cleaned again. What is no article, or
    is not called as its page says, is left alone.
    """
    found = 0
    for base, folders, files in os.walk(output):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        for name in sorted(files):
            if name.startswith(".") or not name.endswith((".json", ".jsonl")):
                continue
            file = Path(base, name)
            try:
                for head, written in _lines(file, output) if name.endswith(".jsonl") else _whole(file, output):
                    _enter(books, head, written)
                    found += 1
                    if found % TOGETHER == 0:
                        ledger.commit()
            except (OSError, msgspec.DecodeError, UnicodeDecodeError):
                continue
    ledger.commit()
    return found


_DECODER = msgspec.json.Decoder(Article)


def _whole(file: Path, output: Path) -> Iterator[tuple[Article, Written]]:
    """An article that has a file of its own."""
    head = _DECODER.decode(file.read_bytes())
    stat = file.stat()
    yield head, _written(head, file.relative_to(output).as_posix(), stat.st_size, stat.st_mtime_ns)


def _lines(file: Path, output: Path) -> Iterator[tuple[Article, Written]]:
    """The articles in one file, with where their lines begin."""
    name = file.relative_to(output).as_posix()
    at = 0
    with file.open("rb") as lines:
        for line in lines:
            head = _DECODER.decode(line)
            yield head, replace(_written(head, name, len(line), -1), at=at)
            at += len(line)


def _written(article: Article, name: str, size: int, mtime_ns: int) -> Written:
    return replace(told(article), file=name, size=size, mtime_ns=mtime_ns, changed=False)


def _enter(books: Books, article: Article, written: Written) -> None:
    origin = article.source
    for place, stem in enumerate(stem_forms(origin.path)):
        if written.at is None:
            usual = article_names(record_stem(origin.path, stem, origin.record), origin.part)[-1]
        else:
            usual = lines_name(origin.path, stem)
        if written.file == usual:
            page = Outcome(origin.path, origin.record, origin.sha256, (written,))
            books.adopt(page, Claim(stem, origin.part, origin.parts, article.made_by.fingerprint, sure=not place))
            return
