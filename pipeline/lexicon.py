"""Phrase lists → a lexicon: every phrase of every language looked up at once.

The lists are data, one file per family and language (docs/phrases.md says how to add to them).
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from pipeline.characters import fold, folded_phrase, unaccented

Family = Literal["related", "comment", "navigation", "boilerplate", "error", "generated", "placeholder", "glue"]
FAMILIES: tuple[Family, ...] = (
    "glue",
    "error",
    "generated",
    "related",
    "comment",
    "navigation",
    "boilerplate",
    "placeholder",
)
"""In order of trial: where two families hold one phrase, the first speaks."""

Role = Literal["author", "site", "published", "modified", "editor", "count", "other"]

LONGEST_START_LINE = 120
"""A `start` phrase speaks for a line of at most so many characters: behind it stands a title or a name."""

LONGEST_NAMED_HEADING = 50
"""Characters of a list's heading with a name behind it."""
WORDS_OF_A_BAR = 3
"""So many words of the lists on one line, and nothing else there, are a bar of buttons: no heading says as much.

Not so in ASCII, where a heading has several words: it cost English pages a thousand characters of their text."""
_JOINT = re.compile(" (?:in|from|on|by|aus|von|de|du|в) ")


Match = Literal["line", "word", "start", "part"]


class Hit(Struct, frozen=True):
    """What the lists say of a line."""

    family: Family
    match: Match
    edge: bool
    """Only believed outside the article's running text, or beside other removed lines."""
    phrase: str


class Row(Struct, frozen=True):
    """One row of a list, its columns by name."""

    phrase: str
    columns: dict[str, str]


class Lexicon(Struct, frozen=True):
    """All lists, made ready for looking up."""

    lines: dict[str, Hit]
    words: dict[str, Hit]
    wholes: dict[str, Hit]
    """Lines and words; where both know a phrase, the line speaks."""
    starts: dict[str, Hit]
    start_heads: dict[str, tuple[str, ...]]
    """By their first two characters, the longest first."""
    word_heads: frozenset[str]
    """The first two characters of the words: most lines are not made of them."""
    word_tokens: frozenset[str]
    """The words as far as their first space."""
    parts: AhoCorasick
    part_hits: tuple[Hit, ...]

    def whole(self, key: str) -> Hit | None:
        """The phrase that is this whole line."""
        return self.wholes.get(key)

    def named(self, key: str) -> Hit | None:
        """A heading with the section's or the site's name behind it: `most popular in news`."""
        if len(key) > LONGEST_NAMED_HEADING:
            return None
        for joint in _JOINT.finditer(key) if " " in key else ():
            hit = self.lines.get(key[: joint.start()])
            if hit is not None and hit.family == "related":
                return hit
        return None

    def opening(self, key: str) -> Hit | None:
        """The longest phrase that this line begins with."""
        if len(key) > LONGEST_START_LINE:
            return None
        phrases = self.start_heads.get(key[:2])
        if phrases is None or not key.startswith(phrases):
            return None
        for phrase in phrases:
            if key.startswith(phrase) and _ends_word(key, len(phrase)):
                return self.starts[phrase]
        return None

    def only_words(self, key: str) -> Hit | None:
        """The first phrase of a line that is made of nothing but phrases, digits and separators: `收藏3 分享`, too."""
        hit = self._only_words(key)
        return self._only_words(_COUNT.sub(" ", key)) if hit is None and _COUNT.search(key) is not None else hit

    def _only_words(self, key: str) -> Hit | None:
        if len(key) > LONGEST_START_LINE:
            return None
        first = _FIRST.match(key)
        if first is not None and first[0] not in self.word_tokens and not _NUMBER.fullmatch(first[0]):
            return None
        found: Hit | None = None
        edge = True
        families: set[Family] = set()
        known = 0
        for piece in _SEPARATORS.split(key):
            if not piece or _NUMBER.fullmatch(piece):
                continue
            hit = self.words.get(piece) or self._run_together(piece)
            if hit is None:
                return None
            found = found or hit
            edge = edge and hit.edge
            families.add(hit.family)
            known += 1 + piece.count(" ")
        if found is None:
            return None
        return Hit(
            found.family if len(families) == 1 else "navigation",
            "word",
            edge and (known < WORDS_OF_A_BAR or key.isascii()),
            found.phrase,
        )

    def _run_together(self, piece: str) -> Hit | None:
        """`home about archive`: words apart by single spaces only, the longest first."""
        tokens = piece.split(" ")
        place, found = 0, None
        while place < len(tokens):
            if tokens[place] not in self.word_tokens and not _NUMBER.fullmatch(tokens[place]):
                return None
            for end in range(min(len(tokens), place + 5), place, -1):
                hit = self.words.get(" ".join(tokens[place:end]))
                if hit is not None or (end == place + 1 and _NUMBER.fullmatch(tokens[place])):
                    found = found or hit
                    place = end
                    break
            else:
                return None
        return found

    def inside(self, page: str) -> Iterator[tuple[int, Hit]]:
        """Every phrase that stands somewhere in a folded text, with its offset."""
        for pattern, start, _ in self.parts.find_matches_as_indexes(page, overlapping=False):
            yield start, self.part_hits[pattern]


_SEPARATORS = re.compile(r"\s*[|丨·•/／,、，;；:>»›→\t\[\]()（）【】《》_~+*#-]+\s*|\s{2,}")
_FIRST = re.compile(r"[^\s|丨·•/／,、，;；:>»›→\[\]()（）【】《》_~+*#-]+")
"""What stands before the first space or mark: most lines are known by it not to be made of words."""
_COUNT = re.compile("(?<=[\u3400-\u9fff])(?=\\d)")
"""Where a count follows a word of Han."""
_MACHINE_MADE = re.compile(r"[{}<>\[\]%$]|^(?:null|undefined|nan)$", re.IGNORECASE)
"""A placeholder that no person writes; the others are names that mean nobody (`nobody`)."""
_NUMBER = re.compile(r"\W*\d[\d.,:k+万w%]*\W*|\W+")


def _ends_word(key: str, length: int) -> bool:
    """A phrase of letters must not end inside a longer word: `share` is not in `shareholder`; a number goes on."""
    if length >= len(key):
        return True
    last, following = key[length - 1], key[length]
    if last.isdigit() and following.isdigit():
        return True
    return not (last.isascii() and last.isalnum() and following.isascii() and following.isalnum())


def rows(family: str) -> Iterator[Row]:
    """The rows of a family, all languages, in the order of their file names.

    Raises ValueError with file and line where a row has not the columns of its header.
    """
    folder = files("pipeline") / "phrases" / family
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not entry.name.endswith(".tsv"):
            continue
        lines = entry.read_text("utf-8").split("\n")
        names = lines[0].split("\t")
        for number, line in enumerate(lines[1:], 2):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) != len(names):
                raise ValueError(f"{family}/{entry.name}, line {number}: {len(cells)} columns, not {len(names)}")
            yield Row(cells[0], dict(zip(names, cells, strict=True)))


@cache
def lexicon() -> Lexicon:
    """The lists of the package, read once per process."""
    lines: dict[str, Hit] = {}
    words: dict[str, Hit] = {}
    starts: dict[str, Hit] = {}
    parts: dict[str, Hit] = {}
    tables: dict[Match, dict[str, Hit]] = {"line": lines, "word": words, "start": starts, "part": parts}
    for family in FAMILIES:
        for row in rows(family):
            if family == "placeholder" and not _MACHINE_MADE.search(row.phrase):
                continue
            match = cast(Match, row.columns["match"])
            edge = row.columns["place"] == "edge"
            phrase = fold(row.phrase) if match in ("line", "word") else folded_phrase(row.phrase)
            for spelled in {phrase, unaccented(phrase)}:
                known = tables[match].get(spelled)
                if spelled and (known is None or (known.family == family and edge and not known.edge)):
                    tables[match][spelled] = Hit(family, match, edge, row.phrase)
    heads: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(starts, key=len, reverse=True):
        heads[phrase[:2]] = (*heads.get(phrase[:2], ()), phrase)
    return Lexicon(
        lines=lines,
        words=words,
        wholes=words | lines,
        starts=starts,
        start_heads=heads,
        word_heads=frozenset(word[:2] for word in words),
        word_tokens=frozenset(word.split(" ", 1)[0] for word in words),
        parts=AhoCorasick(list(parts)),
        part_hits=tuple(parts.values()),
    )


@cache
def openings(family: str) -> tuple[str, ...]:
    """The phrases of `opening` or `closing`, folded: for str.startswith."""
    return tuple(sorted({folded_phrase(row.phrase) for row in rows(family)}))


@cache
def sections() -> frozenset[str]:
    """What the sections of articles are called, folded: Zubereitung, 注意事项."""
    return frozenset(fold(row.phrase) for row in rows("heading"))


@cache
def labels() -> dict[str, Role]:
    """What stands before a value in a byline, folded, with the value's role."""
    known = {folded_phrase(row.phrase).rstrip(" :/|丨"): cast(Role, row.columns["role"]) for row in rows("byline")}
    return {unaccented(label): role for label, role in known.items()} | known


@cache
def months() -> dict[str, int]:
    """Names of months in all languages, folded, with their number."""
    return {fold(row.phrase): int(row.columns["number"]) for row in rows("month")}


@cache
def nobody() -> frozenset[str]:
    """Names that name nobody: admin, 佚名, undefined."""
    return frozenset(fold(row.phrase) for row in rows("placeholder"))


@cache
def no_people() -> frozenset[str]:
    """What stands where a name would and is nobody's: Senior Member, 最后回复, Wtorek."""
    return frozenset(fold(row.phrase) for row in rows("nobody"))
