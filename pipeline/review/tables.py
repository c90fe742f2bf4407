"""Lines of pages → the files that lists and charts read: columns of numbers, names, rules with samples.

Columns are all that filters and charts need, as numbers; a browser loads them all (about 80 bytes a page).
Names are loaded for the pages that are shown, and all of them when somebody searches.
"""

import heapq
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar, get_args

from msgspec import Struct

from pipeline.article import Flag
from pipeline.label.explanations import EXPLANATIONS
from pipeline.model import Reason
from pipeline.review.files import call, put
from pipeline.review.rows import Line, Taken

COLUMNS = 5000
"""Pages in a file of columns."""
NAMES = 500
"""Pages in a file of names."""
SAMPLES = 80
"""Samples of a rule."""
What = TypeVar("What")
FLAGS: tuple[Flag, ...] = get_args(Flag)
REASONS: tuple[Reason, ...] = get_args(Reason)


class Numbers(Struct, frozen=True):
    """Columns of some pages, a number each; places in lists are those of `Meta`."""

    outcome: list[int]
    site: list[int]
    """-1 where none is known."""
    language: list[int]
    published: list[int]
    """202405 for May 2024, 202400 where only the year is said, 0 for nothing."""
    articles: list[int]
    confidence: list[int]
    """Hundredths; -1 without an article."""
    words: list[int]
    kept: list[int]
    """Characters."""
    flags: list[int]
    """A bit for each."""
    takers: list[int]
    """How many of `taken` are this page's."""
    taken: list[int]
    """taker, blocks, characters; page after page."""


class Meta(Struct, frozen=True):
    """What the numbers mean."""

    pages: int
    columns: int
    """Pages in a file of columns."""
    names: int
    version: str
    outcomes: list[str]
    sites: list[str]
    languages: list[str]
    flags: tuple[Flag, ...]
    reasons: tuple[Reason, ...]
    takers: list[tuple[Reason, str]]
    """Reason and rule."""
    partial: dict[str, int]
    """Pages that cannot be shown whole, by why."""


class RuleData(Struct, frozen=True):
    """What a rule did in all pages."""

    rule: str
    explanation: str
    reasons: list[Reason]
    pages: int
    blocks: int
    characters: int
    corrected: int


class Sample(Struct, frozen=True, array_like=True):
    """A block that a rule took."""

    key: str
    path: str
    record: str | None
    n: int
    reason: Reason
    text: str


class _Rule(Struct):
    reasons: list[Reason]
    pages: int = 0
    blocks: int = 0
    characters: int = 0
    corrected: int = 0
    samples: list[tuple[int, str, Sample]] = []


class Tables:
    """Gathers lines, file after file; to be closed when all are there."""

    def __init__(self, site: Path, version: str) -> None:
        self._site = site
        self._version = version
        self._outcomes: dict[str, int] = {"article": 0}
        self._sites: dict[str, int] = {}
        self._languages: dict[str, int] = {}
        self._takers: dict[tuple[Reason, str], int] = {}
        self._rules: dict[str, _Rule] = {}
        self._partial: dict[str, int] = {}
        self._numbers = _empty()
        self._keys: list[str] = []
        self._names: list[tuple[str, str, str | None, str | None, str | None]] = []
        self.pages = 0

    def add(self, line: Line) -> None:
        """The next page, in the order of paths."""
        numbers = self._numbers
        self._keys.append(line.key)
        numbers.outcome.append(_number(self._outcomes, line.outcome))
        numbers.site.append(-1 if line.site is None else _number(self._sites, line.site))
        numbers.language.append(-1 if line.language is None else _number(self._languages, line.language))
        numbers.published.append(month(line.published))
        numbers.articles.append(line.articles)
        numbers.confidence.append(-1 if line.confidence is None else round(line.confidence * 100))
        numbers.words.append(line.words)
        numbers.kept.append(line.kept)
        numbers.flags.append(sum(1 << FLAGS.index(flag) for flag in line.flags))
        numbers.takers.append(len(line.taken))
        numbers.taken.extend(number for taken in line.taken for number in self._take(line, taken))
        self._names.append((line.key, line.path, line.record, line.title, line.published))
        if line.seen not in ("whole", "failed"):
            self._partial[line.seen] = self._partial.get(line.seen, 0) + 1
        self.pages += 1
        if self.pages % COLUMNS == 0:
            self._flush_columns()
        if self.pages % NAMES == 0:
            self._flush_names()

    def close(self) -> None:
        """Write what is left, and what belongs to all pages."""
        if self._keys:
            self._flush_columns()
        if self._names:
            self._flush_names()
        meta = Meta(
            pages=self.pages,
            columns=COLUMNS,
            names=NAMES,
            version=self._version,
            outcomes=list(self._outcomes),
            sites=list(self._sites),
            languages=list(self._languages),
            flags=FLAGS,
            reasons=REASONS,
            takers=list(self._takers),
            partial=self._partial,
        )
        rules = sorted(self._rules.items(), key=lambda each: (-each[1].blocks, each[0]))
        put(self._site, "data/meta.js", call("meta", 0, meta))
        put(self._site, "data/rules.js", call("rules", 0, [_told(name, rule) for name, rule in rules]))
        for name, rule in rules:
            samples = [sample for *_, sample in sorted(rule.samples, key=lambda each: (-each[0], each[1]))]
            put(self._site, f"data/rules/{name}.js", call("rule", name, samples))
        self._remove_rest()

    def _take(self, line: Line, taken: Taken) -> tuple[int, int, int]:
        rule = self._rules.setdefault(taken.rule, _Rule([], samples=[]))
        if taken.reason not in rule.reasons:
            rule.reasons.append(taken.reason)
        rule.corrected += taken.corrected
        if taken.blocks:
            rule.pages += 1
            rule.blocks += taken.blocks
            rule.characters += taken.characters
            # As good as by chance, and the same every time: those with the lowest checksums.
            rank = -zlib.crc32(f"{taken.rule}\0{line.key}".encode())
            sample = Sample(line.key, line.path, line.record, taken.n, taken.reason, taken.sample)
            if len(rule.samples) < SAMPLES:
                heapq.heappush(rule.samples, (rank, taken.reason, sample))
            elif rank > rule.samples[0][0]:
                heapq.heapreplace(rule.samples, (rank, taken.reason, sample))
        return _number(self._takers, (taken.reason, taken.rule)), taken.blocks, taken.characters

    def _flush_columns(self) -> None:
        number = (self.pages - 1) // COLUMNS
        put(self._site, f"data/columns/{number}.js", call("columns", number, self._numbers))
        put(self._site, f"data/keys/{number}.js", call("keys", number, self._keys))
        self._numbers, self._keys = _empty(), []

    def _flush_names(self) -> None:
        number = (self.pages - 1) // NAMES
        put(self._site, f"data/names/{number}.js", call("names", number, self._names))
        self._names = []

    def _remove_rest(self) -> None:
        """Take away files of a time when there were more pages, or other rules."""
        for folder in ("columns", "keys"):
            _keep(self._site / "data" / folder, {f"{n}.js" for n in range(-(-self.pages // COLUMNS))})
        _keep(self._site / "data/names", {f"{n}.js" for n in range(-(-self.pages // NAMES))})
        _keep(self._site / "data/rules", {f"{name}.js" for name in self._rules})


def month(published: str | None) -> int:
    """Year and month as one number.

    >>> month("2024-05-31T01:54:58"), month("2024"), month(None)
    (202405, 202400, 0)
    """
    if not published or not published[:4].isdigit():
        return 0
    return int(published[:4]) * 100 + (int(published[5:7]) if published[5:7].isdigit() else 0)


def _told(name: str, rule: _Rule) -> RuleData:
    said = EXPLANATIONS.get(name, "")
    return RuleData(name, said, rule.reasons, rule.pages, rule.blocks, rule.characters, rule.corrected)


def _number(known: dict[What, int], what: What) -> int:
    return known.setdefault(what, len(known))


def _empty() -> Numbers:
    return Numbers(*([] for _ in Numbers.__struct_fields__))


def _keep(folder: Path, names: Iterable[str]) -> None:
    wanted = set(names)
    for file in folder.glob("*.js"):
        if file.name not in wanted:
            file.unlink()
