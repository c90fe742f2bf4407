"""The ledger's sketches → which articles are duplicates of which, whatever came first; and their marks in the files.

Of texts that are alike the one with the best rank stays: the longest, and of equally long ones that with
the smaller digest. A text is a duplicate of the best-ranked text among those it is like that stay; what it
is like only through a duplicate does not count. So what becomes of a text hangs on better-ranked texts
alone, and judging in the order of ranks comes to the same end from any beginning.
"""

from collections.abc import Iterator
from functools import partial
from sqlite3 import Connection

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.article import Article, Flag
from pipeline.ledger import Ledger
from pipeline.naming import article_names, lines_name, record_stem
from pipeline.place import Place
from pipeline.remote import State
from pipeline.sketch import alike, bands
from pipeline.write import encode, encode_line, sentence

TOGETHER = 500
"""Texts, or files, between two commits."""
FLAGS: dict[str, Flag] = {"=": "duplicate", "~": "near_duplicate"}
"""What the first character of a mark says; the rest is the id of the article that stays."""


def marked(article: Article, mark: str) -> Article:
    """The article with a mark, or with none where it is empty."""
    flags = tuple(flag for flag in article.flags if flag not in FLAGS.values())
    if not mark:
        return replace(article, flags=flags, duplicate_of=None)
    return replace(article, flags=(*flags, FLAGS[mark[0]]), duplicate_of=mark[1:])


def mark_of(flags: tuple[str, ...], duplicate_of: str | None) -> str:
    """The mark that an article bears."""
    sign = next((sign for sign, flag in FLAGS.items() if flag in flags), "")
    return f"{sign}{duplicate_of}" if sign and duplicate_of else ""


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
            return _write(ledger, place, fsync=fsync)


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


class _Mark(Struct, frozen=True):
    """A mark that is to be written."""

    source: int
    record: str
    part: int
    file: str
    state: State
    due: str


def _write(ledger: Ledger, place: Place, *, fsync: bool) -> int:
    """Bring the marks in the files to what was decided; how many articles were written.

    As many sources together as the place likes to have written in one go: one, where a kill shall cost no more.
    """
    base = ledger.base
    written = 0
    last = -1
    ask = "SELECT DISTINCT source FROM articles WHERE due <> mark AND source > ? ORDER BY source LIMIT ?"
    while found := [source for (source,) in base.execute(ask, (last, place.together)).fetchall()]:
        last = found[-1]
        if not base.in_transaction:
            base.execute("BEGIN")
        ledger.whole = False
        lines = [
            source
            for source in found
            if base.execute("SELECT 1 FROM articles WHERE source = ? AND at IS NOT NULL LIMIT 1", (source,)).fetchone()
        ]
        files = [mark for source in found if source not in lines for mark in _due(base, source)]
        for mark, done in zip(files, place.each(partial(_rewrite, place, fsync), files), strict=True):
            if done is not None:
                _note(base, (mark.source, mark.record, mark.part), (*done[0], None), done[1])
                written += 1
        for source in found:
            _note_files(base, source)
        ledger.whole = True
        ledger.commit()
        for source in lines:
            written += _write_lines(ledger, source, place)
    return written


def _due(base: Connection, source: int) -> list[_Mark]:
    """The articles of a source whose marks are others now, with where they lie."""
    folder, name, stem = base.execute("SELECT folder, name, stem FROM sources WHERE id = ?", (source,)).fetchone()
    path = f"{folder}/{name}" if folder else name
    ask = "SELECT record, part, size, mtime_ns, due FROM articles WHERE source = ? AND due <> mark"
    return [
        _Mark(source, record, part, article_names(record_stem(path, stem, record or None), part)[-1], (size, time), due)
        for record, part, size, time, due in base.execute(ask, (source,)).fetchall()
    ]


def _rewrite(place: Place, fsync: bool, mark: _Mark) -> tuple[State, Article] | None:
    """Write an article with its mark; None where a hand has changed it: the next run makes it again, with its mark."""
    try:
        if place.state(mark.file) != mark.state:
            return None
        article = marked(msgspec.json.decode(place.read(mark.file), type=Article), mark.due)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    place.write(mark.file, encode(article), fsync=fsync)
    state = place.state(mark.file)
    return None if state is None else (state, article)


def _note_files(base: Connection, source: int) -> None:
    """What is known of a plain page's articles, in one word."""
    base.execute(
        "UPDATE sources SET outputs = (SELECT group_concat(state) FROM (SELECT size || ':' || mtime_ns AS state"
        " FROM articles WHERE source = ?1 AND record = '' ORDER BY part)) WHERE id = ?1 AND outputs <> ''"
        " AND EXISTS (SELECT 1 FROM articles WHERE source = ?1 AND record = '' AND at IS NULL)",
        (source,),
    )


def _write_lines(ledger: Ledger, source: int, place: Place) -> int:
    """The one file of a container, made anew with the marks of all its articles."""
    base = ledger.base
    base.execute("BEGIN")
    ledger.whole = False
    folder, name, stem = base.execute("SELECT folder, name, stem FROM sources WHERE id = ?", (source,)).fetchone()
    file = lines_name(f"{folder}/{name}" if folder else name, stem)
    rows = base.execute(
        "SELECT record, part, size, at, mark, due FROM articles WHERE source = ? AND at IS NOT NULL ORDER BY at",
        (source,),
    ).fetchall()
    draft = place.drafts / f"{source}.marks"
    written = 0
    with sentence(draft):
        place.drafts.mkdir(parents=True, exist_ok=True)
        try:
            with place.near(file) as near, near.open("rb") as old, draft.open("wb") as new:
                for record, part, size, at, mark, due in rows:
                    old.seek(at)
                    line = old.read(size)
                    article = msgspec.json.decode(line, type=Article)
                    if due != mark:
                        article = marked(article, due)
                        line = encode_line(article)
                        written += 1
                    _note(base, (source, record, part), (len(line), -1, new.tell()), article)
                    new.write(line)
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
            draft.unlink(missing_ok=True)
            base.execute("ROLLBACK")
            ledger.whole = True
            return 0
        _, (size, mtime_ns) = place.take(draft, file)
    base.execute("UPDATE sources SET outputs = ? WHERE id = ?", (f"={size}:{mtime_ns}", source))
    ledger.whole = True
    ledger.commit()
    return written


def _note(base: Connection, key: tuple[int, str, int], state: tuple[int, int, int | None], article: Article) -> None:
    """What lies there now."""
    flags = " ".join(("", *article.flags, ""))
    mark = mark_of(article.flags, article.duplicate_of)
    base.execute(
        "UPDATE articles SET size = ?, mtime_ns = ?, at = ?, flags = ?, mark = ?"
        " WHERE source = ? AND record = ? AND part = ?",
        (*state, flags, mark, *key),
    )
