"""Traces of pages, in SQLite: of each site only those with the smallest numbers, so that any order keeps the same.

A page's number is a digest of its name. The 256 smallest are a fair sample of a site's pages, need no count of
them, and two halves of a crawl merge into the same sample as the whole: no sketch of lines is needed, and what is
counted is exact (docs/decisions/memory.md).
"""

import hashlib
import heapq
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from pipeline.errors import PipelineError
from pipeline.learning.trace import Trace

SAMPLE = 256
"""Pages of a site that are kept: a template on one page in twenty is there with thirteen."""
FORM = 2
"""Of the tables and traces; others are not read."""
FILE = "pages.sqlite"

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Trace)


def number_of(path: str, record: str | None) -> int:
    """A page's place in the order by which pages are sampled: 63 bits of its name's digest."""
    name = f"{path}\0{record or ''}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest()) >> 1


class Sampler:
    """Which pages may be in the sample, as far as can be told from those seen: it never refuses one that is."""

    def __init__(self, size: int = SAMPLE) -> None:
        self._size = size
        self._held: dict[str, list[int]] = {}
        """For each site the smallest numbers seen, negated: the largest of them stands first."""

    def wants(self, site: str, number: int) -> bool:
        """Whether a page may belong to its site's sample; it is counted as seen."""
        held = self._held.setdefault(site, [])
        if len(held) < self._size:
            heapq.heappush(held, -number)
            return True
        if number > -held[0]:
            return False
        if number < -held[0]:
            heapq.heapreplace(held, -number)
        return True


def pack(trace: Trace) -> bytes:
    """A trace as it is kept."""
    return zlib.compress(_ENCODER.encode(trace), 1)


class Pages:
    """The traces that are kept of every site."""

    def __init__(self, folder: Path, *, fresh: bool) -> None:
        """Open or make the file in a folder; `fresh` forgets what was there. Raises PipelineError."""
        self._path = folder / FILE
        if not fresh and not self._path.exists() and any(folder.parent.glob("*.tsv")):
            lost = "the pages that these memories were learned from are not kept here"
            raise PipelineError(f"{self._path}: {lost}; run pipeline learn without --update over all pages.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if fresh:
                for end in ("", "-wal", "-shm", "-journal"):
                    Path(f"{self._path}{end}").unlink(missing_ok=True)
            self._base = sqlite3.connect(self._path)
            self._base.execute("PRAGMA synchronous = OFF")
            form = self._base.execute("PRAGMA user_version").fetchone()[0]
            if form not in (0, FORM):
                raise PipelineError(f"{self._path}: another release wrote it; run pipeline learn without --update.")
            self._base.execute(f"PRAGMA user_version = {FORM}")
            self._base.execute(
                "CREATE TABLE IF NOT EXISTS pages (site TEXT, number INTEGER, trace BLOB, PRIMARY KEY (site, number))"
            )
            self._base.execute("CREATE TABLE IF NOT EXISTS stirred (site TEXT PRIMARY KEY) WITHOUT ROWID")
        except (OSError, sqlite3.Error) as wrong:
            raise PipelineError(f"{self._path}: cannot be written ({wrong}); see that the folder can be.") from wrong

    def put(self, site: str, number: int, trace: bytes) -> None:
        """Keep a page's trace, in place of the one that it had. Call `trim` from time to time."""
        self._base.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", (site, number, trace))
        self._base.execute("INSERT OR IGNORE INTO stirred VALUES (?)", (site,))

    def trim(self) -> None:
        """Let go of what is not among the smallest numbers of its site."""
        for (site,) in self._base.execute("SELECT site FROM stirred").fetchall():
            last = self._base.execute(
                "SELECT number FROM pages WHERE site = ? ORDER BY number LIMIT 1 OFFSET ?", (site, SAMPLE - 1)
            ).fetchone()
            if last is not None:
                self._base.execute("DELETE FROM pages WHERE site = ? AND number > ?", (site, last[0]))
        self._base.commit()

    def sites(self) -> list[str]:
        """The sites of which a page was kept since the file was opened, in order."""
        return [site for (site,) in self._base.execute("SELECT site FROM stirred ORDER BY site")]

    def traces(self, site: str) -> list[Trace]:
        """The traces of a site, by their numbers."""
        rows: Iterator[tuple[bytes]] = self._base.execute(
            "SELECT trace FROM pages WHERE site = ? ORDER BY number LIMIT ?", (site, SAMPLE)
        )
        return [_DECODER.decode(zlib.decompress(trace)) for (trace,) in rows]

    def close(self) -> None:
        """Nothing is stirred any more."""
        self._base.execute("DELETE FROM stirred")
        self._base.commit()
        self._base.close()
