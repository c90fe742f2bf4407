"""Predicted and gold text → word F1 as WCXB defines it, and the same with each Han and kana as a word."""

import re
from collections import Counter

_WORD = re.compile(r"\w+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
WIDE_LANGUAGES = ("zh", "ja")


def word_f1(predicted: str, gold: str, *, wide: bool = False) -> float:
    """F1 of the two multisets of words; 0 where they share none.

    >>> word_f1("a b", "a c")
    0.5
    """
    pattern = _WIDE if wide else _WORD
    found, wanted = Counter(pattern.findall(predicted.lower())), Counter(pattern.findall(gold.lower()))
    common = sum((found & wanted).values())
    if not common:
        return 0.0
    return 2 * common / (found.total() + wanted.total())
