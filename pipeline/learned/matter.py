"""Lines of a page → what their words have in common with the rest of the page: one row a line."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.characters import HAN
from pipeline.learned.shape import Columns

_READ = 200
"""Characters of a line whose words are compared."""
_RARE = 8
"""Lines of the page that a word stands in at most to be telling."""
_CHAINED = 20
"""Lines between which a word that comes back ties two lines together."""

_WORD = re.compile(rf"[{HAN}]{{1,2}}|[^\W\d_]{{3,}}")


def matter(texts: Sequence[str], telling: NDArray[np.bool_]) -> Columns:
    """Which share of a line's words the page's other sentences use, all of them and those rare in the page; and how
    many rare words stand on both sides of the line's upper edge. `telling` says which lines are sentences."""
    count = len(texts)
    words = [set(_WORD.findall(text[:_READ].lower())) for text in texts]
    counts = np.fromiter(map(len, words), dtype=np.int64, count=count)
    numbers: dict[str, int] = {}
    number = numbers.setdefault
    flat = np.array([number(word, len(numbers)) for found in words for word in found], dtype=np.int64)
    row = np.repeat(np.arange(count), counts)
    told = telling[row]
    spoken = np.bincount(flat[told], minlength=len(numbers))
    rare = np.bincount(flat, minlength=len(numbers)) <= _RARE
    shared = spoken[flat] > told
    total = np.bincount(row[shared], minlength=count)
    rarely = np.bincount(row[shared & rare[flat]], minlength=count)
    held = np.maximum(counts, 1)
    return {
        "on_matter": (total / held).astype(np.float32),
        "on_rare_matter": (rarely / held).astype(np.float32),
        "matter_words": np.log1p(total.astype(np.float32)),
    } | _chains(flat, row, rare, count)


def _chains(words: NDArray[np.int64], row: NDArray[np.int64], rare: NDArray[np.bool_], count: int) -> Columns:
    """Rare words that stand above a line and again in it or below, near enough to be one text's: where another text
    begins hardly any do (lexical chains, as in Hearst's TextTiling)."""
    order = np.lexsort((row, words))
    word, stands = words[order], row[order]
    again = (word[1:] == word[:-1]) & rare[word[1:]] & (stands[1:] - stands[:-1] <= _CHAINED)
    above, below = stands[:-1][again], stands[1:][again]
    opened = np.bincount(above + 1, minlength=count + 1) - np.bincount(below + 1, minlength=count + 1)
    crossing = np.cumsum(opened[:count]).astype(np.float32)
    links = np.concatenate(([0.0], np.cumsum(np.bincount(below, minlength=count))))
    rows = np.arange(count)
    near = links[np.minimum(rows + _CHAINED, count)] - links[np.maximum(rows - _CHAINED, 0)]
    return {"chains": np.log1p(crossing), "chain_share": (crossing / np.maximum(near, 1)).astype(np.float32)}
