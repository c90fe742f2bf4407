"""Which articles are duplicates → their marks in the files, written where they are others now."""

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
from pipeline.write import encode, encode_line, sentence

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


class _Mark(Struct, frozen=True):
    """A mark that is to be written."""

    source: int
    record: str
    part: int
    file: str
    state: State
    due: str


def write_marks(ledger: Ledger, place: Place, *, fsync: bool) -> int:
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
