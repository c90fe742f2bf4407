"""What is known of every page that was cleaned, in SQLite beside the articles; one process writes it.

The truth is the articles, which carry the hash of their page and their fingerprint: a ledger that is lost
is made again from them (adopt.py). It is no more than the memory that makes the next run quick.
"""

import sqlite3
from collections.abc import Iterator
from itertools import starmap
from pathlib import Path
from typing import Any, Self

from msgspec import Struct

from pipeline.errors import PipelineError
from pipeline.ledger_tables import NAMED, SCHEMA, VERSION
from pipeline.model import Absence
from pipeline.naming import article_names, record_stem
from pipeline.outcome import Failure, Outcome, Task
from pipeline.sketch import SKETCH

FOLDER = ".pipeline"
"""Below the folder of articles: the ledger, the lock, drafts. Not for version control."""
FILE = "ledger.sqlite"


class Row(Struct, frozen=True, gc=False):
    """A source as it was when it was last cleaned."""

    id: int
    folder: str
    name: str
    root: str
    size: int
    mtime_ns: int
    fingerprint: str
    stem: str
    outputs: str
    pages: int
    articles: int
    failed: int
    absent: str
    passed: str

    @property
    def path(self) -> str:
        """The source's path below the folder that was named."""
        return f"{self.folder}/{self.name}" if self.folder else self.name

    @property
    def lines(self) -> bool:
        """Whether its articles are one file."""
        return self.outputs.startswith("=")


COLUMNS = ", ".join(Row.__struct_fields__)


class Known(Struct, frozen=True):
    """A page as it was when it was last cleaned."""

    sha256: str | None
    around: str | None
    """None where it is not known."""
    fingerprint: str
    absence: Absence | None
    failure: Failure | None
    parts: int
    articles: tuple[tuple[int, int, int | None], ...]
    """Size and time of each; of a line among others its size, -1, and where it begins."""
    marks: tuple[str, ...] = ()
    """Of what each is a duplicate, see marks.py."""


class Ledger:
    """The connection; to be closed. Everything that is written between two commits is written or not, as one."""

    def __init__(self, output: Path, *, write: bool) -> None:
        """Open `output/.pipeline/ledger.sqlite`.

        To write, it is made where there is none. To read, there must be one. Raises sqlite3.Error
        where the file is no such ledger, PipelineError where its version is another.
        """
        self.path = output / FOLDER / FILE
        self.base = self._opened("mode=rwc" if write else "mode=ro")
        try:
            self._set_up(write=write)
        except BaseException:
            self.base.close()
            raise
        self.whole = True
        """False while the writer is in the middle of a page."""

    def _opened(self, how: str) -> sqlite3.Connection:
        # A path in a URI has its own escapes: `as_uri` knows them.
        base = sqlite3.connect(f"{self.path.resolve().as_uri()}?{how}", uri=True, isolation_level=None)
        if how != "mode=ro":
            return base
        try:
            base.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as wrong:
            base.close()
            if not isinstance(wrong, sqlite3.OperationalError):
                raise
            # In a folder that this process may not write, SQLite cannot make what readers share with a writer. There
            # is no writer where no log lies: then the file is whole and will not change.
            log = Path(f"{self.path}-wal")
            if log.exists() and log.stat().st_size:
                raise
            return self._opened("mode=ro&immutable=1")
        return base

    def _set_up(self, *, write: bool) -> None:
        self.base.execute("PRAGMA busy_timeout = 10000")
        (version,) = self.base.execute("PRAGMA user_version").fetchone()
        if not write or version:
            if version != VERSION:
                raise PipelineError(f"{self.path}: a ledger of version {version}, not {VERSION}; delete it.")
            (sketch,) = self.base.execute("SELECT sketch FROM basis").fetchone()
            if sketch != SKETCH:
                raise PipelineError(f"{self.path}: its sketches of articles are of another kind; delete it.")
        if write:
            # WAL: `status` reads while a run writes, and a commit waits for no disk. Losing the last
            # second to a power cut costs cleaning it again, so NORMAL is safe enough.
            self.base.execute("PRAGMA journal_mode = WAL")
            self.base.execute("PRAGMA synchronous = NORMAL")
        if write and not version:
            self.base.executescript(
                f"BEGIN; {SCHEMA} INSERT INTO basis VALUES ('{SKETCH}'); PRAGMA user_version = {VERSION}; COMMIT;"
            )
        if write:
            self.base.execute(NAMED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Keep what was written, unless it broke off in the middle of a page."""
        self.mend()
        self.commit()
        self.base.close()

    def mend(self) -> None:
        """Let go of what was written since the last commit, if it broke off in the middle of a page."""
        if not self.whole and self.base.in_transaction:
            self.base.execute("ROLLBACK")
        self.whole = True

    def commit(self) -> None:
        """Keep what was written until now."""
        if self.base.in_transaction:
            self.base.execute("COMMIT")

    def rows(self, folder: str, after: str, upto: str | None) -> list[Row]:
        """The sources of a folder whose names lie between, in their order."""
        return list(starmap(Row, self._between(COLUMNS, "ORDER BY name", (folder, after, upto))))

    def plain(self, folder: str, after: str, upto: str | None, fingerprint: str) -> Iterator[tuple[int | str, ...]]:
        """Of those that are one page with one article under this fingerprint: name, size, time, stem, `outputs`.

        Most sources are: what is not asked for a million of them is worth a second.
        """
        test = "AND fingerprint = ? AND pages = 1 AND articles = 1 AND failed = 0 AND passed = '' AND outputs >= '0'"
        some = "name, size, mtime_ns, stem, outputs"
        return self._between(some, f"{test} AND outputs < ':'", (folder, after, upto), fingerprint)

    def count(self, folder: str, after: str, upto: str | None) -> int:
        """How many sources of a folder have names that lie between."""
        ((found,),) = self._between("count(*)", "", (folder, after, upto))
        return int(found)

    def _between(
        self, what: str, test: str, place: tuple[str, str, str | None], *values: str
    ) -> Iterator[tuple[Any, ...]]:
        folder, after, upto = place
        ask = f"SELECT {what} FROM sources WHERE folder = ? AND name > ?"
        if upto is None:
            return self.base.execute(f"{ask} {test}", (folder, after, *values))
        return self.base.execute(f"{ask} AND name <= ? {test}", (folder, after, upto, *values))

    def row(self, task: Task) -> Row | None:
        """One source."""
        ask = f"SELECT {COLUMNS} FROM sources WHERE folder = ? AND name = ?"
        found = self.base.execute(ask, (task.folder, task.name)).fetchone()
        return None if found is None else Row(*found)

    def leftover(self) -> frozenset[int]:
        """The sources that had records, when they were last read, that had vanished and are known still."""
        ask = "SELECT id FROM sources WHERE pages < (SELECT count(*) FROM pages WHERE source = id)"
        return frozenset(source for (source,) in self.base.execute(ask))

    def folders(self) -> list[str]:
        """The folders in which sources are known."""
        return [folder for (folder,) in self.base.execute("SELECT DISTINCT folder FROM sources")]

    def known(self, task: Task, record: str | None) -> Known | None:
        """What is known of one page."""
        found = self.base.execute(
            "SELECT p.source, p.sha256, p.around, p.fingerprint, p.absence, p.failure, p.why FROM pages p"
            " JOIN sources s ON s.id = p.source WHERE s.folder = ? AND s.name = ? AND p.record = ?",
            (task.folder, task.name, record or ""),
        ).fetchone()
        if found is None:
            return None
        source, sha256, around, fingerprint, absence, failure, why = found
        articles = self.base.execute(
            "SELECT parts, size, mtime_ns, at, due FROM articles WHERE source = ? AND record = ? ORDER BY part",
            (source, record or ""),
        ).fetchall()
        return Known(
            sha256,
            around,
            fingerprint,
            absence,
            Failure(failure, why) if failure else None,
            articles[0][0] if articles else 0,
            tuple((size, mtime, at) for _, size, mtime, at, _ in articles),
            tuple(due for *_, due in articles),
        )

    def digest(self, path: str, record: str | None) -> str | None:
        """The hash of a page's bytes when it was last cleaned; None where it is not known."""
        folder, _, name = path.rpartition("/")
        found = self.base.execute(
            "SELECT p.sha256 FROM pages p JOIN sources s ON s.id = p.source"
            " WHERE s.folder = ? AND s.name = ? AND p.record = ?",
            (folder, name, record or ""),
        ).fetchone()
        return None if found is None else found[0]

    def outputs(self, row: Row) -> Iterator[tuple[str, int, int]]:
        """The articles of a source that have files of their own: path, size, time."""
        for record, part, size, mtime in self.base.execute(
            "SELECT record, part, size, mtime_ns FROM articles WHERE source = ? AND at IS NULL", (row.id,)
        ):
            yield article_names(record_stem(row.path, row.stem, record or None), part)[-1], size, mtime

    def duplicates(self) -> int:
        """Articles that say that they are duplicates of others."""
        (count,) = self.base.execute("SELECT count(*) FROM articles WHERE mark <> ''").fetchone()
        return int(count)

    def records(self, row: Row) -> list[str]:
        """The records of a source that have articles; '' is a plain file."""
        found = self.base.execute("SELECT DISTINCT record FROM articles WHERE source = ?", (row.id,))
        return [record for (record,) in found]

    def failures(self, row: Row) -> Iterator[Outcome]:
        """The pages of a source that failed."""
        for record, sha256, kind, why in self.base.execute(
            "SELECT record, sha256, failure, why FROM pages WHERE source = ? AND failure IS NOT NULL", (row.id,)
        ):
            yield Outcome(row.path, record or None, sha256, failure=Failure(kind, why), unchanged=True)
