"""Corrections → how many of them the pipeline gets right by itself."""

import unicodedata
from collections.abc import Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.corrections import (
    BlockCorrection,
    FactCorrection,
    JoinCorrection,
    SplitCorrection,
    speaks_of,
)
from pipeline.flow import clean_page
from pipeline.model import Cleaned, Labelled, Page
from pipeline.notebook import Entry
from pipeline.settings import Settings


class Tally(Struct, frozen=True):
    """How many there are, and how many are right."""

    all: int = 0
    right: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.all + other.all, self.right + other.right)


class Agreement(Struct, frozen=True):
    """How the corrections of one page, or of several, compare with what the pipeline does without them."""

    page: str
    record: str | None
    blocks: Tally = Tally()
    """Blocks of the page that people judged, and those that stay or go as they say."""
    reasons: Tally = Tally()
    """Of the blocks that both remove, those for which people gave a reason."""
    facts: Tally = Tally()
    beginnings: Tally = Tally()
    """Blocks at which people say that an article begins, or that none does."""
    wrong: tuple[str, ...] = ()
    """What differs, a line each."""


def by_itself(page: Page, settings: Settings) -> Cleaned | None:
    """What becomes of a corrected page without its corrections; None where it has none."""
    return None if page.corrections is None else clean_page(replace(page, corrections=None), settings)


def agreement(page: Page, entry: Entry, settings: Settings) -> Agreement:
    """How the pipeline does on the page that these corrections are of."""
    cleaned = clean_page(replace(page, corrections=None), settings)
    found = Agreement(page.path, page.record)
    for each in entry.said.corrections:
        match each:
            case BlockCorrection():
                found = _with_blocks(found, each, cleaned)
            case FactCorrection():
                found = _with_fact(found, each, cleaned)
            case SplitCorrection(at=at) | JoinCorrection(at=at):
                begins = any(at in places for places in _beginnings(cleaned))
                right = begins == isinstance(each, SplitCorrection)
                wrong = () if right else (f"{at}: {'an' if begins else 'no'} article begins here",)
                found = replace(found, beginnings=found.beginnings + _one(right), wrong=found.wrong + wrong)
    return found


def _one(right: bool) -> Tally:
    return Tally(1, int(right))


def blocks_of(correction: BlockCorrection, labelled: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """The blocks of a page that a correction is about."""
    return tuple(item for item in labelled if speaks_of(correction, item.block))


def _with_blocks(found: Agreement, said: BlockCorrection, cleaned: Cleaned) -> Agreement:
    blocks, reasons, wrong = found.blocks, found.reasons, list(found.wrong)
    for item in blocks_of(said, cleaned.labelled):
        right = (item.verdict is None) == (said.verdict == "article")
        blocks += _one(right)
        ours = "article" if item.verdict is None else item.verdict.reason
        theirs = said.reason or said.verdict
        if right and item.verdict is not None and said.reason is not None:
            reasons += _one(ours == theirs)
        if not right or (said.reason is not None and ours != theirs):
            wrong.append(f"{item.block.first}: {ours} ≠ {theirs}  {item.block.text[:40]}")
    return replace(found, blocks=blocks, reasons=reasons, wrong=tuple(wrong))


def _with_fact(found: Agreement, said: FactCorrection, cleaned: Cleaned) -> Agreement:
    article = cleaned.articles[said.part - 1] if said.part <= len(cleaned.articles) else None
    ours = None if article is None else getattr(article, said.name)
    right = article is not None and _folded(ours) == _folded(said.value)
    shown = f"there is no article {said.part}" if article is None else _as_json(ours)
    wrong = () if right else (f"{said.name}: {shown} ≠ {_as_json(said.value)}",)
    return replace(found, facts=found.facts + _one(right), wrong=found.wrong + wrong)


def _as_json(value: str | tuple[str, ...] | None) -> str:
    """A fact as the article's file has it."""
    return msgspec.json.encode(value).decode()


def _folded(value: str | tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Without width forms and white space at the ends, as `evaluate` compares facts."""
    if value is None:
        return None
    texts = (value,) if isinstance(value, str) else value
    return tuple(unicodedata.normalize("NFKC", text).strip() for text in texts)


def _beginnings(cleaned: Cleaned) -> Iterator[range]:
    """For each article but the first the blocks from the cut to its first line: any of them names its beginning."""
    for article in cleaned.articles[1:]:
        start = article.source.place[0]
        kept = (item.block.first for item in cleaned.labelled if item.verdict is None and item.block.first >= start)
        yield range(start, next(kept, start) + 1)


def all_together(pages: list[Agreement]) -> Agreement:
    """The sums over all pages."""
    total = Agreement("", None)
    for one in pages:
        total = replace(
            total,
            blocks=total.blocks + one.blocks,
            reasons=total.reasons + one.reasons,
            facts=total.facts + one.facts,
            beginnings=total.beginnings + one.beginnings,
        )
    return total
