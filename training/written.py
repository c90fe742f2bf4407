"""Pages written by hand with their gold (docs/cases.md) → examples beside the corpora.

Corpora hold the web's news, shops and threads. What an editor keeps inside an article (questions and answers, facts of
an info box, verses, a notice's addresses) is rare there, or no part of their golds.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from pipeline.decode import decode
from pipeline.evaluate import Case, Place, by_text, gold_places, read_cases
from pipeline.flow import clean_page
from pipeline.gold import find
from pipeline.learned.reasons import REASONS
from pipeline.model import Text
from pipeline.settings import Settings
from training.corpus import GoldPage, Row
from training.corrected import WITHOUT, block_numbers
from training.dataset import Example, example
from training.flattened import UNKNOWN, Flat
from training.told import NOTHING, Known

SET = "written"
FOLDERS = (Path("training/pages"), Path("tests/cases"))
NAMED = " ".join(map(str, FOLDERS))
WRITTEN = "folders of cases (docs/cases.md) whose pages are examples, too"
LINE_WEIGHT = 3.0
"""A page counts as three of the corpora: it is short, and editors judged it line by line."""
BLOCK_WEIGHT = 1.0
"""Of HTML a page counts as one of the corpora: at three these lost (docs/decisions/block-judge.md)."""


def written_lines(folder: Path) -> Iterator[Flat]:
    """The pages of text below a folder. Raises PageError where a gold is none."""
    for case, text in _read(folder):
        if text.media_type != "text/html":
            yield _flat(case, text)


def written_blocks(folder: Path) -> Iterator[Example]:
    """The pages of HTML below a folder, likewise."""
    for case, text in _read(folder):
        if by_text(case) and text.media_type == "text/html":
            yield _example(case, text)


def _read(folder: Path) -> Iterator[tuple[Case, Text]]:
    for case in read_cases(folder):
        text = decode(case.page)
        if text is not None and not case.page.path.endswith(".jsonl"):
            yield case, text


def _row(case: Case, title: str | None = None) -> Row:
    articles = case.gold["articles"]
    language = str(case.gold["lang"]).partition("-")[0]
    return Row(f"{SET}/{case.name}", SET, None, language, "article" if articles else WITHOUT, "", "", title)


def _flat(case: Case, text: Text) -> Flat:
    """Lines that the gold names nowhere are titles; what goes in part is half the article's."""
    lines = tuple(text.content.split("\n"))
    places, reasons = gold_places(case.gold)
    shares = {"removed": 0.0, "partial": 0.5}
    row = _row(case)
    return Flat(
        row.id,
        SET,
        row.lang or "und",
        row.page_type,
        row.id,
        lines,
        tuple(shares.get(places.get(number, "body"), 1.0) for number in range(1, len(lines) + 1)),
        frozenset(at for at, line in enumerate(lines) if line.strip() and at + 1 not in places),
        tuple(
            REASONS.index(reason) if (reason := reasons.get(number)) in REASONS else UNKNOWN
            for number in range(1, len(lines) + 1)
        ),
        weight=LINE_WEIGHT,
        known=_known(case),
        begins=_begins(case, places, lines),
    )


def _begins(case: Case, places: dict[int, Place], lines: Sequence[str]) -> frozenset[int]:
    """Where each article but the first begins: its title between the texts, else its text."""
    texts = [[line for block in said["body"] for line in block["lines"]] for said in case.gold["articles"]]
    found = set[int]()
    for before, after in pairwise(text for text in texts if text):
        between = range(max(before) + 1, min(after) + 1)
        found.add(next((n for n in between if lines[n - 1].strip() and n not in places), min(after)) - 1)
    return frozenset(found)


def _known(case: Case) -> Known:
    """What the gold says of a page with one article; many a gold is silent about a day that its page shows."""
    if len(case.gold["articles"]) != 1:
        return NOTHING
    said = case.gold["articles"][0]
    authors = tuple(name.strip() for name in (said.get("author") or "").split(",") if name.strip())
    return Known(said.get("title"), authors, said.get("published"))


def _example(case: Case, text: Text) -> Example:
    """The gold names blocks by their text; one that it forgets counts nothing."""
    gold = GoldPage(_row(case), case.page.data, text.content, f"{SET}/{case.name}")
    made = example(gold)
    found = find(case.gold, [item.block for item in clean_page(case.page, Settings()).labelled])
    numbers = block_numbers(gold)
    shares = {"body": 1.0, "title": 1.0, "partial": 0.5}
    sizes = np.where([number in found.unnamed for number in numbers], 0, made.sizes).astype(np.float32)
    told = np.array([shares.get(found.places[number], 0.0) for number in numbers], dtype=np.float32)
    why = [REASONS.index(said) if (said := found.reasons.get(number)) in REASONS else UNKNOWN for number in numbers]
    reasons = np.array(why, dtype=np.int64)
    return replace(made, shares=told, sizes=sizes, reasons=reasons, weight=BLOCK_WEIGHT)
