"""The ledger's sketches → which articles are duplicates of which, whatever came first.

Of texts that are alike the one with the best rank stays: the longest, and of equally long ones that with
the smaller digest. A text is a duplicate of the best-ranked text among those it is like that stay; what it
is like only through a duplicate does not count. So what becomes of a text hangs on better-ranked texts
alone, and judging in the order of ranks comes to the same end from any beginning.
"""

from collections.abc import Iterator
from sqlite3 import Connection

from pipeline.ledger import Ledger
from pipeline.marks import write_marks
from pipeline.naming import article_names, lines_name, record_stem
from pipeline.place import Place
from pipeline.sketch import alike, bands

TOGETHER = 500
"""Texts between two commits."""


def settle(ledger: Ledger, place: Place, *, fsync: bool) -> int:
    """Judge what has been stirred since the last time, and write the marks that are others now; how many files.

    Can be broken off at any moment: what is not done is done the next time. Raises PipelineError where
    articles cannot be written.
    """
    while True:
        for number, _ in enumerate(_judge(ledger.base)):
            if number % TOGETHER == 0:
                ledger.commit()
        for number, _ in enumerate(_decide(ledger.base)):
            if number % TOGETHER == 0:
                ledger.commit()
        ledger.commit()
        # A run over some pages has not seen whether the articles of the others lie there still.
        if not _let_go(ledger, place):
            return write_marks(ledger, place, fsync=fsync)


def _each(base: Connection, table: str) -> Iterator[bytes]:
    """The ranks in a table that is worked off, the best first; what is added on the way has a worse rank."""
    while True:
        if not base.in_transaction:
            base.execute("BEGIN")
        found = base.execute(f"SELECT rank FROM {table} ORDER BY rank LIMIT 1").fetchone()
        if found is None:
            return
        base.execute(f"DELETE FROM {table} WHERE rank = ?", found)
        yield found[0]


def _judge(base: Connection) -> Iterator[None]:
    """Say of every text that was stirred what it is a duplicate of, and stir those that hang on it."""
    for rank in _each(base, "stirred"):
        signature, before = base.execute("SELECT signature, chief FROM bodies WHERE rank = ?", (rank,)).fetchone()
        keys = bands(signature)
        if base.execute("SELECT 1 FROM articles WHERE body = ? LIMIT 1", (rank,)).fetchone() is None:
            _forget(base, rank, keys)
            if before is None:
                base.execute("INSERT OR IGNORE INTO stirred SELECT rank FROM bodies WHERE chief = ?", (rank,))
        else:
            chief = _chief(base, rank, signature, keys)
            if chief != before:
                _place(base, rank, chief, keys)
                if chief is None:
                    base.executemany("INSERT OR IGNORE INTO stirred VALUES (?)", _worse(base, rank, signature, keys))
                elif before is None:
                    base.execute("INSERT OR IGNORE INTO stirred SELECT rank FROM bodies WHERE chief = ?", (rank,))
            base.execute("INSERT OR IGNORE INTO unmarked VALUES (?)", (rank,))
        yield


def _forget(base: Connection, rank: bytes, keys: tuple[int, ...]) -> None:
    base.execute("DELETE FROM bodies WHERE rank = ?", (rank,))
    base.execute("DELETE FROM unmarked WHERE rank = ?", (rank,))
    for stays in (0, 1):
        base.executemany("DELETE FROM bands WHERE stays = ? AND key = ? AND rank = ?", [(stays, k, rank) for k in keys])


def _place(base: Connection, rank: bytes, chief: bytes | None, keys: tuple[int, ...]) -> None:
    stays = chief is None
    base.execute("UPDATE bodies SET chief = ? WHERE rank = ?", (chief, rank))
    base.executemany("DELETE FROM bands WHERE stays = ? AND key = ? AND rank = ?", [(not stays, k, rank) for k in keys])
    base.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?, ?)", [(stays, key, rank) for key in keys])


def _near(base: Connection, test: str, rank: bytes, keys: tuple[int, ...]) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The texts that share a band, the best first: rank, signature, chief."""
    some = ", ".join("?" * len(keys))
    found = base.execute(
        "SELECT rank, signature, chief FROM bodies WHERE rank IN"
        f" (SELECT rank FROM bands WHERE {test} AND key IN ({some})) ORDER BY rank",
        (rank, *keys),
    )
    yield from found


def _chief(base: Connection, rank: bytes, signature: bytes, keys: tuple[int, ...]) -> bytes | None:
    """The best of the better-ranked texts that stay and that this one is like."""
    near = _near(base, "stays = 1 AND rank < ?", rank, keys) if keys else iter(())
    return next((other for other, its, _ in near if alike(signature, its)), None)


def _worse(base: Connection, rank: bytes, signature: bytes, keys: tuple[int, ...]) -> list[tuple[bytes]]:
    """The worse-ranked texts to which one that stays now may be the chief."""
    near = _near(base, "stays IN (0, 1) AND rank > ?", rank, keys) if keys else iter(())
    return [(other,) for other, its, chief in near if (chief is None or chief > rank) and alike(signature, its)]


def _decide(base: Connection) -> Iterator[None]:
    """Say of each article of these texts which mark it should bear."""
    for rank in _each(base, "unmarked"):
        chief, head = base.execute("SELECT chief, head FROM bodies WHERE rank = ?", (rank,)).fetchone()
        order = "a.published IS NULL, a.published, s.folder || '/' || s.name, a.record, a.part"
        (first,) = base.execute(
            f"SELECT a.id FROM articles a JOIN sources s ON s.id = a.source WHERE a.body = ? ORDER BY {order} LIMIT 1",
            (rank,),
        ).fetchone()
        if chief is not None:
            (above,) = base.execute("SELECT head FROM bodies WHERE rank = ?", (chief,)).fetchone()
            base.execute("UPDATE articles SET due = '~' || ? WHERE body = ?", (above, rank))
        else:
            base.execute("UPDATE articles SET due = iif(id = ?, '', '=' || ?) WHERE body = ?", (first, first, rank))
        if first != head:
            base.execute("UPDATE bodies SET head = ? WHERE rank = ?", (first, rank))
            base.execute("INSERT OR IGNORE INTO unmarked SELECT rank FROM bodies WHERE chief = ?", (rank,))
        yield


_POINTED_TO = """
SELECT s.folder, s.name, s.stem, a.source, a.record, a.part, a.at, a.body FROM articles a
JOIN sources s ON s.id = a.source WHERE a.due = '' AND a.body IN
(SELECT chief FROM bodies WHERE chief > x'' UNION SELECT body FROM articles WHERE mark >= '=' AND mark < '>'
 UNION SELECT body FROM articles WHERE due <> mark)
ORDER BY s.folder, s.name
"""
"""The articles that stay and that others are duplicates of; no others are looked for, as there may be millions."""


def _let_go(ledger: Ledger, place: Place) -> bool:
    """Forget the articles that others point to and that are not there any more; whether there are any.

    Their pages are looked at again by the next run over them, as any whose articles are not as they were written.
    """
    base = ledger.base
    gone: list[tuple[int, str, int, bytes]] = []
    for folder, name, stem, source, record, part, at, body in base.execute(_POINTED_TO):
        path = f"{folder}/{name}" if folder else name
        named = article_names(record_stem(path, stem, record or None), part)[-1]
        file = named if at is None else lines_name(path, stem)
        # What was told of a folder behind a URL may be older than the article.
        if not place.told(file) and place.state(file) is None:
            gone.append((source, record, part, body))
    if gone:
        base.execute("BEGIN")
    for source, record, part, body in gone:
        key = (source, record, part)
        base.execute("INSERT OR IGNORE INTO stirred VALUES (?)", (body,))
        base.execute("DELETE FROM articles WHERE source = ? AND record = ? AND part = ?", key)
        base.execute("UPDATE pages SET fingerprint = '' WHERE source = ? AND record = ?", key[:2])
        base.execute("UPDATE sources SET fingerprint = '' WHERE id = ?", key[:1])
    ledger.commit()
    return bool(gone)
