"""Articles → the ledger, where it is lost: they say from which bytes and under which fingerprint they were made."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec
from msgspec.structs import replace

from pipeline.article import Article
from pipeline.books import Books, Claim
from pipeline.errors import PipelineError
from pipeline.ledger import FILE, FOLDER, Ledger
from pipeline.naming import article_names, lines_name, record_stem, stem_forms
from pipeline.outcome import Outcome, Written
from pipeline.place import Place
from pipeline.shelf import told
from pipeline.write import DRAFTS

TOGETHER = 1000
"""Articles between two commits."""


def open_ledger(output: Path) -> tuple[Ledger, bool]:
    """The ledger of a folder of articles, to write; whether it is new, and there are articles to adopt.

    A ledger that cannot be read is removed: it holds nothing that the articles do not say. Raises
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


def adopt(place: Place, ledger: Ledger, books: Books) -> int:
    """Enter every article that lies there into the ledger; how many there were.

    Pages without an article cannot be known from this: they are cleaned again. What is no article, or
    is not called as its page says, is left alone.
    """
    found = 0
    files = (file for file in place.files() if file.endswith((".json", ".jsonl")))
    while some := list(islice(files, TOGETHER)):
        for articles in place.each(partial(_whole, place), [file for file in some if file.endswith(".json")]):
            found += _enter(books, articles)
        for file in some:
            if file.endswith(".jsonl"):
                with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
                    found += _enter(books, _lines(place, file))
        ledger.commit()
    return found


_DECODER = msgspec.json.Decoder(Article)


def _whole(place: Place, file: str) -> list[tuple[Article, Written]]:
    """An article that has a file of its own; nothing where that is none."""
    try:
        head = _DECODER.decode(place.read(file))
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return []
    size, mtime_ns = place.state(file) or (0, -1)
    return [(head, _written(head, file, size, mtime_ns))]


def _lines(place: Place, file: str) -> Iterator[tuple[Article, Written]]:
    """The articles in one file, with where their lines begin."""
    at = 0
    with place.near(file) as near, near.open("rb") as lines:
        for line in lines:
            head = _DECODER.decode(line)
            yield head, replace(_written(head, file, len(line), -1), at=at)
            at += len(line)


def _written(article: Article, name: str, size: int, mtime_ns: int) -> Written:
    return replace(told(article), file=name, size=size, mtime_ns=mtime_ns, changed=False)


def _enter(books: Books, articles: Iterable[tuple[Article, Written]]) -> int:
    """Those that are called as their pages say; how many articles there were."""
    found = 0
    for article, written in articles:
        found += 1
        origin = article.source
        for number, stem in enumerate(stem_forms(origin.path)):
            if written.at is None:
                usual = article_names(record_stem(origin.path, stem, origin.record), origin.part)[-1]
            else:
                usual = lines_name(origin.path, stem)
            if written.file == usual:
                page = Outcome(origin.path, origin.record, origin.sha256, (written,))
                books.adopt(page, Claim(stem, origin.part, origin.parts, article.made_by.fingerprint, sure=not number))
                break
    return found
