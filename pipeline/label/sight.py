"""Block → what it looks like by itself: the rules and the phrase lists, before any context."""

import bisect
import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from pipeline.byline_forms import BLOG_HEAD
from pipeline.characters import fold
from pipeline.label import (
    adverts,
    answers,
    consent,
    errors,
    formulas,
    furniture,
    generated,
    notices,
    pointers,
    posts,
    remains,
    tallies,
    wiki,
)
from pipeline.label.triggers import CALLED, who_to_ask
from pipeline.lexicon import Family, Hit, Match, lexicon
from pipeline.model import Block, Reason, Verdict
from pipeline.shapes import fenced, is_prose

Rule = Callable[[Block], bool]


class Sight(Struct, frozen=True):
    """What a block looks like by itself."""

    verdict: Verdict
    edge: bool
    """Only believed outside the article's running text, or beside other removed lines."""
    opens: bool = False
    """A heading over a list or a section: what follows may go with it."""


def _table(
    reason: Reason,
    rules: tuple[Rule, ...],
    edge: frozenset[str] = frozenset(),
    *,
    opens: bool = False,
) -> tuple[tuple[Rule, Sight], ...]:
    return tuple((rule, Sight(Verdict(reason, rule.__name__), rule.__name__ in edge, opens)) for rule in rules)


RULES: tuple[tuple[Rule, Sight], ...] = (
    *_table("error", errors.RULES, errors.EDGE),
    *_table("undecodable", remains.UNDECODABLE),
    *_table("boilerplate", remains.RULES, remains.EDGE),
    *_table("generated", generated.RULES, frozenset(rule.__name__ for rule in generated.RULES)),
    *_table("boilerplate", adverts.ADVERTS, adverts.EDGE),
    *_table("boilerplate", formulas.FORMULAS, formulas.EDGE),
    *_table("navigation", answers.NAVIGATION),
    *_table("navigation", posts.NAVIGATION, posts.EDGE),
    *_table("metadata", posts.METADATA, posts.EDGE),
    *_table("comment", posts.COMMENT),
    *_table("navigation", furniture.NAVIGATION, furniture.EDGE),
    *_table("navigation", wiki.NAVIGATION),
    *_table("boilerplate", wiki.BOILERPLATE),
    *_table("boilerplate", consent.BOILERPLATE),
    *_table("boilerplate", notices.BOILERPLATE, notices.EDGE),
    *_table("boilerplate", answers.BOILERPLATE, answers.EDGE),
    *_table("comment", (tallies.comment_section,), opens=True),
    *_table("related", pointers.POINTERS),
    *_table("related", pointers.LISTS, frozenset({"related_list"}), opens=True),
)
"""Every rule that reads one block, in order of trial, with its verdict."""


@lru_cache(maxsize=512)
def _to_ask(marked: frozenset[str]) -> tuple[tuple[Rule, Sight], ...]:
    """The rules that nothing calls, and those that a line calls, in order of trial."""
    return tuple((rule, sight) for rule, sight in RULES if rule.__name__ not in CALLED or rule.__name__ in marked)


REASONS: dict[Family, Reason] = {
    "related": "related",
    "comment": "comment",
    "navigation": "navigation",
    "boilerplate": "boilerplate",
    "error": "error",
    "generated": "generated",
    "placeholder": "boilerplate",
    "glue": "boilerplate",
}

PHRASE_RULES: dict[tuple[Family, Match], str] = {
    ("related", "line"): "related_list",
    ("related", "start"): "related_pointer",
    ("comment", "line"): "comment_section",
    ("comment", "word"): "comment_tools",
    ("comment", "start"): "comment_label",
    ("comment", "part"): "comment_notice",
    ("navigation", "line"): "navigation_line",
    ("navigation", "word"): "navigation_words",
    ("navigation", "start"): "navigation_label",
    ("navigation", "part"): "navigation_notice",
    ("boilerplate", "line"): "site_line",
    ("boilerplate", "word"): "site_links",
    ("boilerplate", "start"): "site_label",
    ("boilerplate", "part"): "site_notice",
    ("error", "line"): "error_line",
    ("error", "start"): "error_opening",
    ("error", "part"): "error_sentence",
    ("generated", "line"): "generated_line",
    ("generated", "start"): "generated_opening",
    ("generated", "part"): "generated_sentence",
    ("placeholder", "line"): "placeholder_line",
    ("glue", "line"): "glue_marker",
}
"""The name of what a phrase list saw, by family and kind of match."""

OPENING_LETTERS = 8
"""A notice is one from its first words on; in the middle of a sentence its phrase is doubtful."""
LONGEST_SENTENCE = 240
"""Columns: a notice found by a phrase inside it is at most a long sentence or two."""


def _sights() -> dict[tuple[Family, Match, bool], Sight]:
    made: dict[tuple[Family, Match, bool], Sight] = {}
    for (family, match), name in PHRASE_RULES.items():
        opens = match == "line" and family in ("related", "comment", "glue")
        for edge in (False, True):
            made[family, match, edge] = Sight(Verdict(REASONS[family], name), edge, opens)
    return made


_SIGHTS = _sights()


_Line = tuple[str, str, str, int, bool, bool, bool]
"""All that the rules read of a block; a test holds them to it."""

REMEMBERED: dict[_Line, Sight | None] = {}
MOST_REMEMBERED = 10_000
"""Lines. Furniture comes back: of a page's lines 36 to 93 % stood on others of its site before (12 sites, 6 to 21 pages each)."""
LONGEST_REMEMBERED = 160
"""Characters."""
_NEW = replace(RULES[0][1])
"""Stands for a line that was not looked at yet; told by identity."""


def sight_all(blocks: tuple[Block, ...]) -> tuple[Sight | None, ...]:
    """What each block of a page looks like by itself; between code fences nothing is looked at."""
    lines = [(it.text, it.raw, it.key, it.size, it.stops, it.linked, it.first > furniture.HEAD_LINES) for it in blocks]
    sights = [REMEMBERED.get(line, _NEW) for line in lines]
    shown = fenced(blocks)
    new = {
        line: block
        for line, block, sight, inside in zip(lines, blocks, sights, shown, strict=True)
        if sight is _NEW and not inside
    }
    told = dict(zip(new, _look_at(tuple(new.values())), strict=True))
    if len(REMEMBERED) + len(told) > MOST_REMEMBERED:
        REMEMBERED.clear()
    for line, sight in told.items():
        if len(line[1]) <= LONGEST_REMEMBERED and len(REMEMBERED) < MOST_REMEMBERED:
            REMEMBERED[line] = sight
    return tuple(
        None if inside else told[line] if sight is _NEW else sight
        for line, sight, inside in zip(lines, sights, shown, strict=True)
    )


def _look_at(blocks: tuple[Block, ...]) -> list[Sight | None]:
    """The same for blocks that were not seen before; what stands around them does not matter."""
    inside = _sentences(blocks)
    asked = who_to_ask(blocks)
    return [_see(block, inside.get(index), asked[index]) for index, block in enumerate(blocks)]


def _see(block: Block, inside: Hit | None, asked: frozenset[str]) -> Sight | None:
    lists = lexicon()
    key = block.key
    if key:
        hit = lists.whole(key) or (lists.named(key) if not block.stops else None)
        if hit is not None:
            return _sight(hit)
    for rule, sight in _to_ask(asked):
        if rule(block):
            return sight
    if not key:
        return None
    hit = lists.opening(key)
    if hit is not None and hit.family == "related" and _QUOTED_LINE.fullmatch(block.text):
        return None
    if hit is not None and hit.family == "comment" and BLOG_HEAD.fullmatch(block.text):
        return None
    if hit is not None and not (block.stops and block.size > 40 and hit.edge):
        return _sight(hit)
    if not block.stops and block.size <= 160 and (_head(key) in lists.word_heads or not key[0].isalpha()):
        hit = lists.only_words(key)
        if hit is not None and not _FACT.search(block.text):
            return _sight(hit)
    return None if inside is None else _sight(inside)


def _head(key: str) -> str:
    """The first two characters, or a single one that is a word: `讚 分享 line`; not in ASCII, where code has such."""
    return key[:2] if key[1:2].isalnum() or key[0].isascii() else key[0]


def _sight(hit: Hit) -> Sight | None:
    return _SIGHTS.get((hit.family, hit.match, hit.edge))


def _unquoted(block: Block) -> str:
    """The key without what stands in quotation marks, or behind a mark of quotation: there a phrase is shown, not said."""
    if block.text.startswith("> "):
        return ""
    if not block.key or _QUOTE_MARK.search(block.text) is None:
        return block.key
    return fold(_QUOTED.sub(" ", block.text))


_FACT = re.compile(r"\d{1,2}[:.]\d\d\b.{1,8}\b\d{1,2}[:.]\d\d\b|\d,\d\d\s?[€$£]")
"""Hours from and to, and a price: `De 11:00 a 20:30`, `Niños: 2,20 €` are no menu, though a menu has their words."""
_QUOTE_MARK = re.compile('[“"「『‘«„]')
_QUOTED_LINE = re.compile(r"[“「『][^“”「」『』]+[”」』]")
"""An article on adverts shows one: “猜你喜欢：您有一笔备用金待领取”."""
_QUOTED = re.compile(r"[“\"「『‘«„][^“”\"「」『』‘’«»„\n]{1,200}[”\"」』’»“]")


def _sentences(blocks: tuple[Block, ...]) -> dict[int, Hit]:
    """The first phrase inside each block that may be a notice; one pass over the page for all phrases."""
    offsets: list[int] = []
    place = 0
    spoken = [_unquoted(block) if block.size <= LONGEST_SENTENCE else "" for block in blocks]
    for key in spoken:
        offsets.append(place)
        place += len(key) + 1
    found: dict[int, Hit] = {}
    for offset, hit in lexicon().inside("\n".join(spoken)):
        index = bisect.bisect_right(offsets, offset) - 1
        within = offset - offsets[index] > OPENING_LETTERS and is_prose(blocks[index])
        found.setdefault(index, Hit(hit.family, hit.match, True, hit.phrase) if within else hit)
    return found
