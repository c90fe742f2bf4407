"""Texts → what their characters look like: columns of numbers, one row a text."""

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float32]
Columns = dict[str, Column]
"""Features by name, in the order in which the model reads them."""

_CLASSES = (
    "lower",
    "upper",
    "digit",
    "space",
    "stop",
    "comma",
    "separator",
    "wide",
    "quote",
    "symbol",
)
_LOWER, _UPPER, _DIGIT, _SPACE, _STOP, _COMMA, _SEPARATOR, _WIDE, _QUOTE, _SYMBOL = range(10)
_MARKS = {
    _STOP: ".!?。！？…",
    _COMMA: ",;:，、；：",
    _SEPARATOR: "|·•»›>/\\–—-_~←→↑«‹<｜",
    _QUOTE: "\"'“”‘’()（）[]【】「」『』《》„",
}


@cache
def _class_table() -> NDArray[np.uint8]:
    """Character class by code point below 0x30000; what lies above counts as a symbol."""
    table = np.full(0x30000, _SYMBOL, dtype=np.uint8)
    table[0x1100:0x1200] = table[0x2E80:0xA4D0] = table[0xAC00:0xD7B0] = _WIDE
    table[0xF900:0xFB00] = table[0x20000:0x30000] = _WIDE
    for point in (*range(0x2E80), *range(0xA4D0, 0xAC00), *range(0xFB00, 0x10000)):
        category = unicodedata.category(chr(point))
        if category in {"Lu", "Lt"}:
            table[point] = _UPPER
        elif category[0] in "LM":
            table[point] = _LOWER
        elif category[0] == "N":
            table[point] = _DIGIT
        elif category[0] in "ZC":
            table[point] = _SPACE
    table[0x3000] = _SPACE
    for kind, marks in _MARKS.items():
        table[[ord(mark) for mark in marks]] = kind
    return table


_SHARES = (_UPPER, _DIGIT, _STOP, _COMMA, _SEPARATOR, _WIDE, _QUOTE, _SYMBOL)


def shape(texts: Sequence[str]) -> Columns:
    """Length by script, punctuation, letter case and ends of each text; no text is empty."""
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _class_table().take(points, mode="clip")
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    starts = np.cumsum(lengths) - lengths
    row = np.repeat(np.arange(len(texts)), lengths)
    counts = np.bincount(row * len(_CLASSES) + kinds, minlength=len(texts) * len(_CLASSES))
    counts = counts.reshape(len(texts), len(_CLASSES)).T.astype(np.float32)
    words = _words(kinds, starts)
    length = lengths.astype(np.float32)
    first, last = kinds[starts], kinds[starts + lengths - 1]
    stops, wide = counts[_STOP], counts[_WIDE]
    logs = np.log1p(np.stack((length, length + wide, words, stops, counts[_COMMA], counts[_DIGIT])))
    columns: Columns = {
        "length": logs[0],
        "columns": logs[1],
        "words": logs[2],
        "word_length": np.minimum((length - counts[_SPACE]) / np.maximum(words, 1), 20),
        "stops": logs[3],
        "commas": logs[4],
        "words_per_stop": np.minimum(words / (stops + 1), 60),
        "digits": logs[5],
    }
    shares = counts[list(_SHARES)] / length
    columns |= zip([f"{_CLASSES[kind]}_share" for kind in _SHARES], shares, strict=True)
    columns |= {
        "ends_stop": _is(last, _STOP) + np.float32(0.5) * _is(last, _QUOTE),
        "ends_comma": _is(last, _COMMA),
        "starts_upper": _is(first, _UPPER),
        "starts_lower": _is(first, _LOWER),
        "starts_digit": _is(first, _DIGIT),
        "starts_mark": (first >= _STOP).astype(np.float32) * (first != _WIDE),
    }
    return columns


def _words(kinds: NDArray[np.uint8], starts: NDArray[np.int64]) -> Column:
    """Runs of letters and digits, and each wide character."""
    letters = kinds <= _DIGIT
    begins = letters.copy()
    begins[1:] &= ~letters[:-1]
    begins[starts] = letters[starts]
    begins |= kinds == _WIDE
    return np.asarray(np.add.reduceat(begins, starts, dtype=np.int64), dtype=np.float32)


def _is(kinds: NDArray[np.uint8], kind: int) -> Column:
    matches: Column = (kinds == kind).astype(np.float32)
    return matches
