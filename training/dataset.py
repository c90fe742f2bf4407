"""Gold pages → what a model is trained and measured on."""

from collections import Counter
from pathlib import Path
from zlib import crc32

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from pipeline.decode import decode
from pipeline.leaf import Walked
from pipeline.learned.words import words_of_texts
from pipeline.markup.blocks import markup_blocks
from pipeline.markup.features import features, judged
from pipeline.markup.names import words_of
from pipeline.markup.page import tokens
from pipeline.markup.titles import title_place
from pipeline.markup.walk import walk
from pipeline.model import Page
from training.corpus import SETS, GoldPage, Row, holds_title, pages
from training.labels import gold_shares

FOLDS = 5


class Example(msgspec.Struct, frozen=True):
    """One page, ready for training."""

    row: Row
    fold: int
    matrix: NDArray[np.float32]
    owners: NDArray[np.int64]
    groups: NDArray[np.int64]
    """Rows of one number are built alike."""
    parents: tuple[int, ...]
    words: list[tuple[int, ...]]
    texts: list[tuple[int, ...]]
    """Hashed words of each leaf's text."""
    shares: NDArray[np.float32]
    """How much of each leaf is gold."""
    sizes: NDArray[np.float32]
    """Tokens of each leaf."""
    title: int | None
    """The place of the title, which is neither body nor noise."""
    titled: bool
    """Whether the gold begins with the title."""
    leaf_tokens: tuple[NDArray[np.int32], ...]
    gold_counts: NDArray[np.int32]
    """How often each token number occurs in the gold."""
    reasons: NDArray[np.int64] | None = None
    """The number of the reason for which each goes; below 0 where it is not known."""
    facts: NDArray[np.int8] | None = None
    """Of lines: which say the title, the authors and the date (training/told.py)."""
    weight: float | None = None
    """How much the page counts; None leaves it to its set."""
    begins: NDArray[np.float32] | None = None
    """Of lines: 1 where a second article begins, or a later one."""


def fold_of(site: str) -> int:
    """The same for all pages of a site, on every machine."""
    return crc32(site.encode()) % FOLDS


def examples(folder: Path, sets: tuple[str, ...] = SETS) -> list[Example]:
    """All pages that have text; a page without is counted as zero by the caller."""
    return [example(gold) for gold in pages(folder, sets)]


def feature_names() -> tuple[str, ...]:
    """The names of the matrix's columns."""
    walked = walk("<p>a</p>")
    return features(judged(walked), walked).names


def example(gold: GoldPage) -> Example:
    """Walk, measure and label one page, as it is walked when it is cleaned."""
    walked = walked_as_cleaned(gold)
    leaves = judged(walked)
    place = title_place(leaves, walked)
    told = [tokens(leaf.text) for leaf in leaves]
    numbers: dict[str, int] = {}
    wanted = Counter(numbers.setdefault(word, len(numbers)) for word in tokens(gold.row.text))
    numbered = tuple(
        np.array([numbers.setdefault(word, len(numbers)) for word in words], dtype=np.int32) for words in told
    )
    counts = np.zeros(len(numbers), dtype=np.int32)
    for number, count in wanted.items():
        counts[number] = count
    measured = features(leaves, walked) if leaves else None
    return Example(
        row=gold.row,
        fold=fold_of(gold.site),
        matrix=measured.matrix if measured else np.zeros((0, 0), dtype=np.float32),
        owners=measured.owners if measured else np.zeros(0, dtype=np.int64),
        groups=measured.groups if measured else np.zeros(0, dtype=np.int64),
        parents=walked.elements.parents,
        words=words_of(walked.elements),
        texts=words_of_texts([leaf.text for leaf in leaves]),
        shares=gold_shares([leaf.text for leaf in leaves], gold.row.text),
        sizes=np.array([len(words) for words in told], dtype=np.float32),
        title=place,
        titled=holds_title(gold.row, leaves[place].text if place is not None else None),
        leaf_tokens=numbered,
        gold_counts=counts,
    )


def walked_as_cleaned(gold: GoldPage) -> Walked:
    """The page's own leaves; a body that only a script holds is kept without being judged."""
    text = decode(Page(gold.row.id, gold.data, media_type="text/html"))
    walked = markup_blocks("" if text is None else text.content).markup
    assert walked is not None
    return walked if walked.recovered is None else replace(walked, leaves=walked.leaves[: walked.recovered])


def body_sizes(page: Example) -> NDArray[np.float32]:
    """Tokens of each leaf; the title counts nothing, for some golds have it and others have not."""
    sizes = page.sizes.copy()
    if page.title is not None:
        sizes[page.title] = 0
    return sizes


def page_f1(page: Example, kept: NDArray[np.bool_]) -> float:
    """Word F1 of the kept leaves, with the title before them where the gold begins with it."""
    chosen = kept.copy()
    if page.title is not None:
        chosen[page.title] = page.titled
    if not chosen.any():
        return 0.0
    taken = np.concatenate([page.leaf_tokens[row] for row in np.flatnonzero(chosen)])
    found = np.bincount(taken, minlength=len(page.gold_counts))
    common = int(np.minimum(found, page.gold_counts).sum())
    return 2 * common / (int(page.gold_counts.sum()) + len(taken)) if common else 0.0
