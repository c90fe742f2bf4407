"""Pages of lines with their labels: real flattened pages, HTML pages flattened here, clean pages."""

import gzip
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from zlib import crc32

import msgspec
import numpy as np

from pipeline.label.elements import reason_of_elements
from pipeline.leaf import Leaf
from pipeline.markup.blocks import markup_blocks
from pipeline.model import Reason, Segmented, Verdict
from training.corpus import GoldPage
from training.labels import gold_shares
from training.styles import STYLES, Style, lines_of
from training.told import NOTHING, Known

UNKNOWN = -1
LONGEST = 4000
"""Lines of a page that is trained on; a handful have more."""
COVERED = 0.7
"""Share of the gold text that a page in another style must hold."""


class Flat(msgspec.Struct, frozen=True):
    """A page of lines."""

    id: str
    set: str
    lang: str
    page_type: str
    site: str
    lines: tuple[str, ...]
    labels: tuple[float, ...]
    """The share of each line that is the article's."""
    titles: frozenset[int]
    """Lines that say the title: neither body nor noise."""
    reasons: tuple[int, ...] = ()
    """Why each line is noise, where an editor told; UNKNOWN else. What rules and the elements of HTML say is right for
    seven lines of ten: a judge that learned from them was no better."""
    weight: float = 1.0
    measured: bool = False
    """Whether it is one of the real flattened pages that are measured."""
    known: Known = NOTHING
    begins: frozenset[int] = frozenset()
    """The lines at which a second article begins, or a later one."""
    counts: bool = True
    """Whether it teaches which lines are an article's; a page that was glued together only where one begins."""


class _Record(msgspec.Struct):
    id: str
    set: str
    lang: str
    page_type: str
    lines: list[str]
    labels: list[int]
    title_lines: list[int]
    flattener: str = ""


FLATTENERS: dict[str, Style] = {
    "selectolax_newline": "pieces",
    "bs4_newline": "pieces",
    "block_aware": "blocks",
    "lxml_text_content": "source",
}


def styles_of(folder: Path) -> dict[str, Style]:
    """By page id, in which style the real flattened page is."""
    found: dict[str, Style] = {}
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rb") as lines:
            records = (msgspec.json.decode(line, type=_Record) for line in lines)
            found |= {page.id: FLATTENERS[page.flattener] for page in records if page.flattener in FLATTENERS}
    return found


def flattened(folder: Path, sites: Mapping[str, str], known: Mapping[str, Known]) -> Iterator[Flat]:
    """The real flattened pages, those with article lines; `sites` and what is `known` by page id."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rb") as lines:
            for line in lines:
                page = msgspec.json.decode(line, type=_Record)
                if any(page.labels):
                    yield Flat(
                        page.id,
                        page.set,
                        page.lang,
                        page.page_type,
                        sites.get(page.id, page.id),
                        tuple(page.lines),
                        tuple(map(float, page.labels)),
                        frozenset(page.title_lines),
                        measured=True,
                        known=known.get(page.id, NOTHING),
                    )


def clean(gold: GoldPage) -> Flat:
    """The gold text as a page: nothing of it may go."""
    text = gold.row.text.replace("\r", "")
    title = (gold.row.title or "").strip()
    lines = text.split("\n")
    if title and title not in lines[:3]:
        lines = [title, "", *lines]
    row = gold.row
    return Flat(
        row.id,
        row.set,
        row.lang or "und",
        row.page_type,
        gold.site,
        tuple(lines),
        (1.0,) * len(lines),
        frozenset(),
        weight=0.7 if row.page_type == "article" else 1.2,
        known=Known(title or None, (), ""),
    )


def leaves_as_lines(gold: GoldPage, known: Known = NOTHING) -> Flat:
    """The page's leaves as lines, in a style that its name decides: gaps, markers, glued neighbours."""
    dice = random.Random(crc32(gold.row.id.encode()))
    segmented = markup_blocks(gold.html)
    assert segmented.markup is not None
    elements, seen = segmented.markup.elements, dict[int, Verdict | None]()
    shown = [block for block in segmented.blocks if not _leaf(segmented, block.first).hidden]
    shares = gold_shares([block.text for block in shown], gold.row.text) if shown else np.zeros(0, np.float32)
    gaps, bullet = dice.choice((0, 1, 1, 2)), dice.choice(("", "- ", "• ", "* "))
    glue = dice.choice(("", "", "", " ", " | "))
    lines: list[str] = []
    labels: list[float] = []
    last: Reason | None = None
    open_line = False
    for block, share in zip(shown, shares.tolist(), strict=True):
        leaf = _leaf(segmented, block.first)
        said = reason_of_elements(leaf.element, elements, seen) if share < 0.3 else None
        around = None if said is None else said.reason
        short = glue and share < 0.3 and block.size < 24 and leaf.broken is False and leaf.kind != "heading"
        if short and open_line and around == last:
            lines[-1] += glue + block.text
            continue
        text = bullet + block.raw if leaf.kind == "item" and "\n" not in block.raw else block.raw
        pieces = text.split("\n")
        blank = [""] * (gaps if block.gap and dice.random() < 0.9 else 0)
        lines += [*blank, *pieces]
        labels += [0.0] * len(blank) + [share] * len(pieces)
        open_line, last = bool(short), around
    row = gold.row
    title = (row.title or "").strip()
    titles = frozenset(place for place, line in enumerate(lines) if title and line.strip() == title)
    return Flat(
        row.id,
        row.set,
        row.lang or "und",
        row.page_type,
        gold.site,
        tuple(lines),
        tuple(labels),
        titles,
        weight=0.6,
        known=known,
    )


def restyled(gold: GoldPage, number: int, real: Style | None, known: Known = NOTHING) -> Iterator[Flat]:
    """The page in other styles than the `real` one: in all of them where pages are few, else in one, in turn.

    A page of which less than seven tenths of the gold text comes out is none.
    """
    row = gold.row
    styles = [style for style in STYLES if style != real]
    if (row.lang or "en") == "en" and row.set != "magic":
        styles = [styles[number % len(styles)]]
    title = (row.title or "").strip()
    for style in styles:
        lines = lines_of(gold.html, style, titled=style == "pieces" and number % 2 == 1)
        if not lines or len(lines) > LONGEST:
            continue
        shares = gold_shares(lines, row.text).tolist()
        found = sum(share * len(line) for share, line in zip(shares, lines, strict=True))
        if found < COVERED * len("".join(row.text.split())):
            continue
        titles = frozenset(place for place, line in enumerate(lines) if title and line == title)
        lang = row.lang or "und"
        flat = Flat(row.id, row.set, lang, row.page_type, gold.site, tuple(lines), tuple(shares), titles)
        yield msgspec.structs.replace(flat, known=known)


def _leaf(segmented: Segmented, number: int) -> Leaf:
    assert segmented.markup is not None
    return segmented.markup.leaves[number - 1]
