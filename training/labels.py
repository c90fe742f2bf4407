"""Leaves and gold text → how much of each leaf is gold."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from pipeline.markup.page import tokens

_LIKELY = 0.3
"""Share of a leaf's trigrams that occur in the gold, below which it cannot be part of it."""
_CERTAIN = 0.75
"""The same share above which a leaf is gold though the order of the two texts differs."""
_LONGEST = 30_000
"""Tokens of a page that are aligned; only a handful of pages have more."""
_REACH = 12
"""Leaves on each side that tell which of equal leaves is meant, and which match is chance."""
_STRAY = 2
"""Tokens of a leaf that is found by chance where no leaf around it is gold."""


def gold_shares(texts: Sequence[str], gold: str) -> NDArray[np.float32]:
    """The share of each text's tokens that the alignment finds in the gold text.

    Words alone would match anywhere, so only texts whose word triples occur in the gold are
    aligned, by the longest common subsequence. What moved is matched by what is left over.
    """
    wanted = tokens(gold)
    told = [tokens(text) for text in texts]
    known = _grams(wanted)
    likely = [_likeness(words, known) for words in told]
    stream = [(word, row) for row, words in enumerate(told) if likely[row] >= _LIKELY for word in words][:_LONGEST]
    found = np.zeros(len(texts), dtype=np.float32)
    left = Counter(wanted)
    for row, word in _matched(stream, wanted[:_LONGEST]):
        found[row] += 1
        left[word] -= 1
    sizes = np.array([max(len(words), 1) for words in told], dtype=np.float32)
    shares = found / sizes
    _match_moved(shares, told, likely, left)
    capped: NDArray[np.float32] = np.minimum(shares, 1)
    _choose_copies(capped, told, sizes)
    _drop_strays(capped, sizes)
    return capped


def _around(shares: NDArray[np.float32], sizes: NDArray[np.float32]) -> NDArray[np.float64]:
    """For each leaf the share of tokens around it, without its own, that are gold.

    A token of padding on each side makes a share over few tokens small.
    """

    def windowed(values: NDArray[np.float32]) -> NDArray[np.float64]:
        total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
        rows = np.arange(len(values))
        high = np.minimum(rows + _REACH + 1, len(values))
        low = np.maximum(rows - _REACH, 0)
        sums: NDArray[np.float64] = total[high] - total[low] - values
        return sums

    capped = np.minimum(sizes, 60)
    around: NDArray[np.float64] = windowed(shares * capped) / (windowed(capped) + 2)
    return around


def _choose_copies(shares: NDArray[np.float32], told: list[list[str]], sizes: NDArray[np.float32]) -> None:
    """Of leaves with the same text the alignment takes any: take those among other gold leaves."""
    rows_of: dict[tuple[str, ...], list[int]] = {}
    for row, words in enumerate(told):
        if words:
            rows_of.setdefault(tuple(words), []).append(row)
    around = _around(shares, sizes)
    for rows in rows_of.values():
        found = sorted((shares[row] for row in rows), reverse=True)
        if len(rows) < 2 or found[0] < 0.5 or found[-1] >= 0.5:
            continue
        rows.sort(key=lambda row: (-around[row], -shares[row], row))
        for row, share in zip(rows, found, strict=True):
            shares[row] = share


def _drop_strays(shares: NDArray[np.float32], sizes: NDArray[np.float32]) -> None:
    """Words of the gold that stand alone in a menu are no part of the body."""
    around = _around(shares, sizes)
    shares[(sizes <= _STRAY) & (around < 0.02)] = 0


def _grams(words: list[str]) -> set[tuple[str, ...]]:
    """The runs of one, two and three words."""
    return {tuple(words[at : at + size]) for size in (1, 2, 3) for at in range(len(words))}


def _likeness(words: list[str], known: set[tuple[str, ...]]) -> float:
    size = min(3, len(words))
    if not size:
        return 0.0
    grams = [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
    return sum(gram in known for gram in grams) / len(grams)


def _matched(stream: list[tuple[str, int]], wanted: list[str]) -> list[tuple[int, str]]:
    """Row and word of every token of the stream that the alignment pairs with a gold token."""
    if not stream or not wanted:
        return []
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(word, len(numbers)) for word, _ in stream]
    right = [numbers.setdefault(word, len(numbers)) for word in wanted]
    pairs = []
    for change in LCSseq.opcodes(left, right):
        if change.tag == "equal":
            pairs += [(stream[at][1], stream[at][0]) for at in range(change.src_start, change.src_end)]
    return pairs


def _match_moved(shares: NDArray[np.float32], told: list[list[str]], likely: list[float], left: Counter[str]) -> None:
    """Leaves that are gold but stand elsewhere, as long as the gold has words to spare."""
    for row, words in enumerate(told):
        if shares[row] >= 0.5 or likely[row] < _CERTAIN or len(words) < 3:
            continue
        needed = Counter(words)
        spare = sum(min(count, max(left[word], 0)) for word, count in needed.items())
        if spare >= 0.7 * len(words):
            shares[row] = spare / len(words)
            left.subtract(needed)
