"""Pages of lines → what the judge of lines is trained and measured on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.characters import count_words
from pipeline.label import label
from pipeline.label.lines import read_by_rules
from pipeline.label.sight import sight_all
from pipeline.learned.lines import line_features
from pipeline.learned.words import words_of_texts
from pipeline.model import Block, Text
from pipeline.segment import segment
from training.corpus import Row
from training.dataset import Example, fold_of
from training.flattened import UNKNOWN, Flat
from training.told import fact_rows

TITLE_SIZE = 12.0
"""Characters that the title counts in training, whatever its length: the judge keeps it, golds seldom hold it."""


def line_example(page: Flat) -> Example | None:
    """Measure and label one page; None where nothing is on it."""
    blocks = segment(Text("\n".join(page.lines), "text/plain", "utf-8", 0)).blocks
    if not blocks:
        return None
    labelled = label(blocks)
    read = read_by_rules(sight_all(blocks), labelled)
    measured = line_features(blocks, read)
    shares, sizes = _gold(page, blocks)
    _name_title(page, blocks, shares, sizes)
    if not page.counts:
        sizes[:] = 0
    titles = [block.first - 1 in page.titles for block in blocks]
    row = Row(page.id, page.set, None, page.lang, page.page_type, "", "")
    return Example(
        row=row,
        fold=fold_of(page.site),
        matrix=measured.matrix,
        owners=np.zeros(len(blocks), dtype=np.int64),
        groups=measured.groups,
        parents=(-1,),
        words=[(0,)],
        texts=words_of_texts([block.text for block in blocks]),
        shares=shares,
        sizes=sizes,
        title=None,
        titled=False,
        leaf_tokens=(),
        gold_counts=np.zeros(0, dtype=np.int32),
        reasons=_reasons(page, blocks, shares),
        begins=np.array([float(block.first - 1 in page.begins) for block in blocks], dtype=np.float32),
        facts=fact_rows(page.known, [block.text for block in blocks], titles),
        weight=page.weight * _weight(page),
    )


def _gold(page: Flat, blocks: Sequence[Block]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The share of each block that is the article's, and its words."""
    shares = np.zeros(len(blocks), dtype=np.float32)
    sizes = np.zeros(len(blocks), dtype=np.float32)
    for at, block in enumerate(blocks):
        inside = range(block.first - 1, block.last)
        lengths = [len(page.lines[number]) + 1e-3 for number in inside]
        shares[at] = sum(page.labels[number] * length for number, length in zip(inside, lengths, strict=True)) / sum(
            lengths
        )
        sizes[at] = count_words(block.text)
    return shares, sizes


def _name_title(page: Flat, blocks: Sequence[Block], shares: NDArray[np.float32], sizes: NDArray[np.float32]) -> None:
    """Of the lines that say the title, the one next above the text is kept; the others do not count."""
    titles = [at for at, block in enumerate(blocks) if block.first - 1 in page.titles]
    later = [at for at in titles if blocks[at].first - 1 in page.begins]
    gold = [at for at, share in enumerate(shares) if share >= 0.5 and at not in titles]
    if not titles:
        return
    above = [at for at in titles if not gold or at < gold[0]]
    sizes[titles] = 0
    chosen = above[-1] if above else titles[0]
    for at in {chosen, *later}:
        sizes[at] = min(TITLE_SIZE, count_words(blocks[at].text))
        shares[at] = 1


def _reasons(page: Flat, blocks: Sequence[Block], shares: NDArray[np.float32]) -> NDArray[np.int64]:
    """Why each block goes that is noise."""
    told = [page.reasons[block.first - 1] if page.reasons else UNKNOWN for block in blocks]
    return np.where(shares < 0.5, np.array(told, dtype=np.int64), UNKNOWN)


def _weight(page: Flat) -> float:
    """Pages that are no articles are few and hard, those of rare languages few."""
    weight = 1.0 if page.page_type == "article" else 1.5
    if page.lang == "zh":
        weight *= 1.5
    return weight * (0.6 if page.set == "l3sgn1" else 1.0)
