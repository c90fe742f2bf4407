"""What a site knows of the pages it shows, in SQLite beside it: what has not changed is not made again."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from pipeline.errors import PipelineError
from pipeline.review.rows import Line

FILE = ".review.sqlite"
VERSION = 1
"""Of the table and of the page data; a site of another version is made again."""
SCHEMA = f"""
CREATE TABLE pages (
    key TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    record TEXT NOT NULL,
    basis TEXT NOT NULL,    -- what its file hangs on
    run INTEGER NOT NULL,   -- the last run that met it
    line BLOB               -- its line in lists, as MessagePack; NULL while it is being made
) WITHOUT ROWID;
CREATE INDEX pages_path ON pages (path, record);
PRAGMA user_version = {VERSION};
"""


class State:
    """The connection; to be closed."""

    def __init__(self, site: Path) -> None:
        """Open what is known of the site in this folder; made where nothing is. Raises PipelineError."""
        self.path = site / FILE
        try:
            self._base = self._open()
            if not self._is_ours():
                self._base.close()
                self.path.unlink()
                self._base = self._open()
                self._base.executescript(SCHEMA)
        except (OSError, sqlite3.Error) as wrong:
            raise PipelineError(f"{self.path}: cannot be written ({wrong}); name another folder with -o.") from wrong
        # The site can be made again at any time: nothing waits for the disk.
        self._base.execute("PRAGMA synchronous = OFF")
        self._decode = msgspec.msgpack.Decoder(Line).decode
        (last,) = self._base.execute("SELECT max(run) FROM pages").fetchone()
        self.run = (last or 0) + 1

    def _is_ours(self) -> bool:
        """Whether the file is of this version; one that is damaged is made again like an older one."""
        try:
            return bool(self._base.execute("PRAGMA user_version").fetchone()[0] == VERSION)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return False

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, isolation_level=None)

    def begin(self) -> None:
        """What is written from here on is kept together at `close`."""
        self._base.execute("BEGIN")

    def is_made(self, key: str, basis: str) -> bool:
        """Whether this page's file is there and hangs on nothing else now."""
        found = self._base.execute("SELECT basis, line FROM pages WHERE key = ?", (key,)).fetchone()
        return found is not None and found[0] == basis and found[1] is not None

    def is_met(self, key: str) -> bool:
        """Whether this run has met the page."""
        found = self._base.execute("SELECT run FROM pages WHERE key = ?", (key,)).fetchone()
        return found is not None and found[0] == self.run

    def keep(self, key: str) -> None:
        """The page is as it was."""
        self._base.execute("UPDATE pages SET run = ? WHERE key = ?", (self.run, key))

    def meet(self, key: str, path: str, record: str | None, basis: str) -> None:
        """The page is being made."""
        row = (key, path, record or "", basis, self.run)
        self._base.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, NULL)", row)

    def note(self, key: str, line: Line) -> None:
        """The page is made."""
        self._base.execute("UPDATE pages SET line = ? WHERE key = ?", (msgspec.msgpack.encode(line), key))

    def lines(self) -> Iterator[Line]:
        """The pages in the order of their paths."""
        found = self._base.execute("SELECT line FROM pages WHERE line IS NOT NULL ORDER BY path, record")
        for (line,) in found:
            yield self._decode(line)

    def vanished(self) -> list[str]:
        """Forget the pages that this run has not met; their keys."""
        found = self._base.execute("SELECT key FROM pages WHERE run <> ?", (self.run,)).fetchall()
        self._base.execute("DELETE FROM pages WHERE run <> ?", (self.run,))
        return [key for (key,) in found]

    def close(self) -> None:
        """Keep what was written: of a run that is broken off, too, as every page stands for itself."""
        if self._base.in_transaction:
            self._base.execute("COMMIT")
        self._base.close()
