"""Gold pages → scores: which lines or blocks are right, what was destroyed, which facts were found."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline.body import Code, Heading, Image, List, Paragraph, Quote, Table
from pipeline.errors import PageError
from pipeline.flow import clean_page
from pipeline.gold import Found, Place, as_gold, find, key, shapes
from pipeline.gold_form import fault
from pipeline.model import Cleaned, Page
from pipeline.settings import Settings


class Case(Struct, frozen=True):
    """A page with what a careful editor made of it."""

    name: str
    page: Page
    gold: dict[str, Any]
    """As the file says it; docs/cases.md has its form."""


class Score(Struct, frozen=True):
    """How one case came out."""

    name: str
    lines: int
    right: int
    """Lines that went where the gold says: title, body, removed, or cut."""
    reasons: int
    """Removed lines whose reason is the gold's, of those removed in both."""
    removed: int
    destroyed: tuple[int, ...]
    """Lines of an article that were removed."""
    stray: tuple[int, ...]
    """Lines that should have gone and stayed."""
    misplaced: tuple[int, ...]
    """Title lines taken for body or the other way round."""
    articles: bool
    """As many articles as the gold has."""
    facts: tuple[str, ...]
    """Facts that differ, as `field: ours ≠ gold`."""
    flags: tuple[str, ...]
    unlike: tuple[str, ...]
    """Lines that both removed, for other reasons, as `line: ours ≠ gold`."""
    blocks: tuple[str, ...]
    """Body texts whose type or shape differs, as `line: ours ≠ gold`; of HTML, texts that page or gold lack, too."""


LONGEST_SHOWN = 40
"""Characters of a text by which a block without a number is shown."""

_KEYS = ("lang", "articles", "removed", "flags")
"""What a gold file must hold."""


def read_cases(folder: Path) -> Iterator[Case]:
    """The cases of a folder and the folders in it, in the order of their names.

    Raises PageError where a gold file has no page beside it or is no gold.
    """
    for path in sorted(folder.rglob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        page = next((page for page in _pages(path, name) if page.is_file()), path.with_name(f"{name}.txt"))
        try:
            gold = json.loads(path.read_text("utf-8"))
            data = page.read_bytes()
        except FileNotFoundError:
            raise PageError(str(path), "there is no page beside it", f"put {page.name} there") from None
        except (OSError, ValueError) as wrong:
            raise PageError(str(path), f"it is no gold file ({wrong})", "see docs/cases.md for its form") from None
        missing = [key for key in _KEYS if not isinstance(gold, dict) or key not in gold]
        if missing:
            raise PageError(str(path), f"it lacks {', '.join(missing)}", "see docs/cases.md for its form")
        case = Case(name, Page(page.name, data), gold)
        if (wrong_form := fault(gold, markup=by_text(case), lines=len(data.splitlines()))) is not None:
            raise PageError(str(path), wrong_form, f"see docs/cases.md for the form of a gold of {page.name}")
        yield case


def _pages(path: Path, name: str) -> tuple[Path, ...]:
    return tuple(path.with_name(f"{name}.{suffix}") for suffix in ("txt", "html", "md"))


def score(case: Case, settings: Settings) -> Score:
    """How a case comes out."""
    cleaned = clean_page(case.page, settings)
    named = find(case.gold, [item.block for item in cleaned.labelled]) if by_text(case) else None
    gold, gold_reasons = gold_places(case.gold) if named is None else (dict(named.places), named.reasons)
    ours, our_reasons = _our_places(cleaned)
    numbers = sorted(set(gold) | set(ours))
    gold |= {number: "title" for number in ours if number not in gold}
    kept = ("title", "body", "partial")
    both = [number for number in numbers if gold.get(number) == "removed" and ours.get(number) == "removed"]
    unlike = [number for number in both if gold_reasons[number] != our_reasons[number]]
    return Score(
        name=case.name,
        lines=len(numbers),
        right=sum(1 for number in numbers if gold.get(number) == ours.get(number)),
        reasons=len(both) - len(unlike),
        removed=len(both),
        destroyed=tuple(n for n in numbers if gold.get(n) in kept and ours.get(n) == "removed"),
        stray=tuple(n for n in numbers if gold.get(n) == "removed" and ours.get(n) in kept),
        misplaced=tuple(n for n in numbers if {gold.get(n), ours.get(n)} == {"title", "body"}),
        articles=len(cleaned.articles) == len(case.gold["articles"]),
        facts=tuple(_facts(case.gold, cleaned)),
        flags=tuple(_flags(case.gold, cleaned)),
        unlike=tuple(f"{number}: {our_reasons[number]} ≠ {gold_reasons[number]}" for number in unlike),
        blocks=tuple(_blocks(case.gold, cleaned) if named is None else _markup_blocks(case.gold, cleaned, named)),
    )


def by_text(case: Case) -> bool:
    """Whether a gold names blocks by their text: that of an HTML page does, which has no lines."""
    return case.page.path.endswith(".html")


def gold_places(gold: dict[str, Any]) -> tuple[dict[int, Place], dict[int, str]]:
    """Where a gold of text has each line by its number, those of titles aside; and why the removed ones go."""
    places: dict[int, Place] = {}
    reasons: dict[int, str] = {}
    for article in gold["articles"]:
        for block in article["body"]:
            for number in range(block["lines"][0], block["lines"][1] + 1):
                places[number] = "body"
    for removed in gold["removed"]:
        places[removed["line"]] = "partial" if removed.get("partial") else "removed"
        reasons[removed["line"]] = removed["reason"]
    return places, reasons


def _our_places(cleaned: Cleaned) -> tuple[dict[int, Place], dict[int, str]]:
    places: dict[int, Place] = {}
    reasons: dict[int, str] = {}
    for item in cleaned.labelled:
        for number in range(item.block.first, item.block.last + 1):
            place: Place = "removed" if item.verdict else "title" if item.block.first in cleaned.titles else "body"
            if item.verdict:
                reasons[number] = item.verdict.reason
            places[number] = "partial" if number in places and places[number] != place else place
    return places, reasons


def _fold(text: str | None) -> str | None:
    return None if text is None else unicodedata.normalize("NFKC", text).strip()


def _facts(gold: dict[str, Any], cleaned: Cleaned) -> Iterator[str]:
    for wanted, article in zip(gold["articles"], cleaned.articles, strict=False):
        pairs = [
            ("title", article.title, wanted["title"]),
            ("published", article.published, wanted["published"]),
            ("author", ",".join(article.authors) or None, wanted["author"]),
            ("site", article.site, wanted["source"]),
        ]
        pairs += [(field, getattr(article, field), wanted[field]) for field in _MORE if field in wanted]
        for field, ours, theirs in pairs:
            if _written(ours) != _written(theirs):
                yield f"{field}: {ours!r} ≠ {theirs!r}"
        if gold["lang"] not in ("any", article.language):
            yield f"language: {article.language!r} ≠ {gold['lang']!r}"


_FULL_MINUTE = re.compile(r"(?<=T\d\d:\d\d):00$")
"""Seconds that a gold may leave out; the minutes of a full hour are none."""


def _written(fact: str | None) -> str:
    """A fact as it is compared: a minute may lack its seconds, and the world's time has two names."""
    written = (_fold(fact) or "").replace(", ", ",").replace("+00:00", "Z")
    return _FULL_MINUTE.sub("", written)


_MORE = ("modified", "url", "summary", "image")
"""Facts that a gold may leave out."""

_COMPARED = (
    "missing_list_items",
    "truncated",
    "mojibake",
    "characters_lost",
    "generated_scaffold",
    "machine_translated_pinyin",
    "error_in_body",
)


def _flags(gold: dict[str, Any], cleaned: Cleaned) -> Iterator[str]:
    if not cleaned.articles:
        return
    ours = {flag for article in cleaned.articles for flag in article.flags}
    for flag in _COMPARED:
        if (flag in ours) != (flag in gold["flags"]):
            yield f"{'+' if flag in ours else '-'}{flag}"


def _blocks(gold: dict[str, Any], cleaned: Cleaned) -> Iterator[str]:
    """Types, compared by text: a gold item's text must stand in a block of its type."""
    ours: dict[str, str] = {}
    for article in cleaned.articles:
        for block in article.body:
            for text, kind in _texts(block):
                ours[key(text)] = kind
    for article in gold["articles"]:
        for element in article["body"]:
            found = ours.get(key(element["text"]))
            if found != element["type"]:
                yield f"{element['lines'][0]}: {found or 'other text'} ≠ {element['type']}"


def _markup_blocks(gold: dict[str, Any], cleaned: Cleaned, named: Found) -> Iterator[str]:
    """What differs between the bodies, text by text and in order, and what page or gold lack."""
    numbers = {key(item.block.text): item.block.first for item in reversed(cleaned.labelled)}
    for wanted, article in zip(gold["articles"], cleaned.articles, strict=False):
        theirs = [pair for block in wanted["body"] for pair in shapes(block)]
        ours = [pair for block in as_gold(article.body) for pair in shapes(block)]
        found: dict[str, list[str]] = {}
        for text, shape in ours:
            found.setdefault(key(text), []).append(shape)
        for text, shape in theirs:
            same = found.get(key(text), [])
            got = same.pop(0) if same else "other text"
            if got != shape:
                yield f"{numbers.get(key(text), text[:LONGEST_SHOWN])}: {got} ≠ {shape}"
    for text in named.missing:
        yield f"{text[:LONGEST_SHOWN]}: not on the page"
    for number in named.unnamed:
        yield f"{number}: not in the gold"


def _texts(block: object) -> Iterator[tuple[str, str]]:
    match block:
        case Heading():
            yield block.text, "heading"
        case Paragraph():
            yield block.text, "paragraph"
        case Quote():
            yield from ((line, "quote") for line in block.text.split("\n"))
        case Code():
            yield block.text, "code"
        case List():
            for item in block.items:
                yield (item if isinstance(item, str) else item.text), "list_item"
        case Table():
            for row in block.rows:
                yield "\t".join(row), "table_row"
        case Image():
            yield block.caption or block.alt or "", "image"


class Summary(Struct, frozen=True):
    """The scores of all cases together."""

    cases: int
    lines: int
    right: int
    destroyed: int
    stray: int
    misplaced: int
    reasons_right: int
    reasons: int
    articles_right: int
    facts_wrong: dict[str, int]
    flags_wrong: int
    blocks_wrong: int


def sum_up(scores: list[Score]) -> Summary:
    """All cases together."""
    facts = Counter(fact.split(":")[0] for one in scores for fact in one.facts)
    return Summary(
        cases=len(scores),
        lines=sum(one.lines for one in scores),
        right=sum(one.right for one in scores),
        destroyed=sum(len(one.destroyed) for one in scores),
        stray=sum(len(one.stray) for one in scores),
        misplaced=sum(len(one.misplaced) for one in scores),
        reasons_right=sum(one.reasons for one in scores),
        reasons=sum(one.removed for one in scores),
        articles_right=sum(one.articles for one in scores),
        facts_wrong=dict(sorted(facts.items())),
        flags_wrong=sum(len(one.flags) for one in scores),
        blocks_wrong=sum(len(one.blocks) for one in scores),
    )
