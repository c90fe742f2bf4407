"""Gold pages → scores: which lines are right, what was destroyed, which facts were found."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from pipeline.errors import PageError
from pipeline.flow import clean_page
from pipeline.model import Cleaned, Code, Heading, Image, List, Page, Paragraph, Quote, Table
from pipeline.settings import Settings

Place = Literal["title", "body", "removed", "partial"]


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
    blocks: tuple[str, ...]
    """Body lines whose type differs, as `line: ours ≠ gold`."""


_KEYS = ("lang", "articles", "removed", "flags")
"""What a gold file must hold."""


def read_cases(folder: Path) -> Iterator[Case]:
    """The cases of a folder and the folders in it, in the order of their names.

    Raises PageError where a gold file has no page beside it or is no gold.
    """
    for path in sorted(folder.rglob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        page = path.with_name(f"{name}.txt")
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
        yield Case(name, Page(page.name, data), gold)


def score(case: Case, settings: Settings) -> Score:
    """How a case comes out."""
    cleaned = clean_page(case.page, settings)
    gold, gold_reasons = _gold_places(case.gold)
    ours, our_reasons = _our_places(cleaned)
    numbers = sorted(set(gold) | set(ours))
    gold |= {number: "title" for number in ours if number not in gold}
    kept = ("title", "body", "partial")
    both = [number for number in numbers if gold.get(number) == "removed" and ours.get(number) == "removed"]
    return Score(
        name=case.name,
        lines=len(numbers),
        right=sum(1 for number in numbers if gold.get(number) == ours.get(number)),
        reasons=sum(1 for number in both if gold_reasons[number] == our_reasons[number]),
        removed=len(both),
        destroyed=tuple(n for n in numbers if gold.get(n) in kept and ours.get(n) == "removed"),
        stray=tuple(n for n in numbers if gold.get(n) == "removed" and ours.get(n) in kept),
        misplaced=tuple(n for n in numbers if {gold.get(n), ours.get(n)} == {"title", "body"}),
        articles=len(cleaned.articles) == len(case.gold["articles"]),
        facts=tuple(_facts(case.gold, cleaned)),
        flags=tuple(_flags(case.gold, cleaned)),
        blocks=tuple(_blocks(case.gold, cleaned)),
    )


def _gold_places(gold: dict[str, Any]) -> tuple[dict[int, Place], dict[int, str]]:
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
        pairs = (
            ("title", article.title, wanted["title"]),
            ("published", article.published, wanted["published"]),
            ("author", ",".join(article.authors) or None, wanted["author"]),
            ("site", article.site, wanted["source"]),
        )
        for field, ours, theirs in pairs:
            if (_fold(ours) or "").replace(", ", ",").removesuffix(":00") != (_fold(theirs) or "").replace(
                ", ", ","
            ).removesuffix(":00"):
                yield f"{field}: {ours!r} ≠ {theirs!r}"
        if gold["lang"] not in ("any", article.language):
            yield f"language: {article.language!r} ≠ {gold['lang']!r}"


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
                ours[_key(text)] = kind
    for article in gold["articles"]:
        for element in article["body"]:
            found = ours.get(_key(element["text"]))
            if found != element["type"]:
                yield f"{element['lines'][0]}: {found or 'other text'} ≠ {element['type']}"


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("|", "")


def _texts(block: object) -> Iterator[tuple[str, str]]:
    match block:
        case Heading():
            yield block.text, "heading"
        case Paragraph():
            yield block.text, "paragraph"
        case Quote():
            yield block.text, "quote"
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
