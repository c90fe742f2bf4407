"""Articles and what is remembered of them → which of them go into the feed, and under which names."""

import time

from msgspec import Struct

from pipeline.errors import PageError
from pipeline.feed.articles import Read, Stamp, list_articles, read_articles
from pipeline.feed.manifest import Entry, Manifest, SourceRow
from pipeline.feed.naming import key, names
from pipeline.feed.ready import Ready
from pipeline.feed.values import as_moment

GRAIN = 2_000_000_000
"""Nanoseconds within which a file may change and keep its time stamp; FAT counts in two seconds."""

SAME_ID = "another article has its id"
NO_MATCH = "no match"
UNDATED = "no date, without which Jekyll takes none for a post"
"""Why an article is left out."""


class Scan(Struct, frozen=True):
    """What is in the folder of articles now."""

    sources: dict[str, SourceRow]
    failures: tuple[str, ...]
    """Sentences of files that could not be read; what was known of them is taken to hold still."""


def scan(ready: Ready, manifest: Manifest) -> Scan:
    """Look at every file of articles, and read those that have changed since the manifest was written.

    All of them where the feed's settings have changed. Raises PipelineError where there is no such folder.
    """
    began = time.time_ns()
    stamps = list_articles(ready.source)
    held = manifest.sources
    trusted = manifest.fingerprint == ready.fingerprint
    rows = {file: held[file] for file, stamp in stamps.items() if trusted and _is_as_it_was(held.get(file), stamp)}
    changed = [file for file in stamps if file not in rows]
    failures: list[str] = []
    if changed:
        register = _Register(ready, manifest, stamps, rows)
        for file in changed:
            stamp = stamps[file]
            safe = Stamp(stamp.size, stamp.mtime if stamp.mtime < began - GRAIN else 0)
            try:
                entries = tuple([register.enter(read) for read in read_articles(ready.source, file)])
                rows[file] = SourceRow(safe, entries)
            except PageError as wrong:
                failures.append(str(wrong))
                if file in held:
                    rows[file] = held[file]
    rows = {file: rows[file] for file in stamps if file in rows}
    failures += [
        f"{ready.source / file}: {SAME_ID}, {entry.id}; take one of them out of the folder."
        for file, row in rows.items()
        for entry in row.entries
        if entry.why == SAME_ID
    ]
    return Scan(rows, tuple(failures))


def _is_as_it_was(row: SourceRow | None, stamp: Stamp) -> bool:
    """Whether a file need not be read; one whose article had another's id is, as that other may be gone."""
    return row is not None and row.stamp == stamp and all(entry.why != SAME_ID for entry in row.entries)


class _Register:
    """Gives articles their names: the one they had, else the first that nobody has."""

    def __init__(self, ready: Ready, manifest: Manifest, stamps: dict[str, Stamp], rows: dict[str, SourceRow]) -> None:
        self._ready = ready
        self._met = {entry.id for row in rows.values() for entry in row.entries}
        self._had: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        if manifest.naming == ready.naming:
            for file, row in manifest.sources.items():
                for entry in row.entries:
                    if entry.name:
                        self._had[entry.id] = entry.name
                        if file in stamps:
                            self._taken[key(entry.name)] = entry.id

    def enter(self, read: Read) -> Entry:
        """An article with its name, or why it has none."""
        article, place = read.article, read.place
        name, why = self._decide(read)
        self._met.add(article.id)
        return Entry(article.id, read.digest, place.offset, place.length, name, why)

    def _decide(self, read: Read) -> tuple[str | None, str | None]:
        article = read.article
        if article.id in self._met:
            return None, SAME_ID
        if not self._ready.condition(article):
            return None, NO_MATCH
        form = self._ready.template
        if form is None:
            return "", None
        if form.dated and as_moment(article.published) is None:
            return None, UNDATED
        had = self._had.get(article.id)
        candidates = (*([had] if had else []), *names(article, form))
        name = next(name for name in candidates if self._taken.get(key(name), article.id) == article.id)
        self._taken[key(name)] = article.id
        return name, None
