"""Characters: how wide they are, which of them end a sentence, which decorate a line."""

import re
import unicodedata
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf"
    "\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
"""The inside of a character class: what fills two columns (Unicode TR11, W and F)."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003fffd"
KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"

CLOSERS = "\"'”’」』）)】]〉》»›\u3000 "
"""What may stand behind the mark that ends a sentence."""

STOPS = "。！？!?.｡؟۔।॥։።។။"
"""What ends a sentence, in the scripts that mark it."""

DECORATION = (
    " \t\u3000【】[]()（）<>《》«»‹›「」『』·•●■□◆◇|丨-–—―=*#:…→←▶►◀★☆※~_^+/\\,.;▌▍▎▏█┃▪▶◤◢▋↓↑⇩✦◎○＞\"'“”’‘👉🔥"
)
"""What is stripped from both ends of a line before a phrase is looked up (after NFKC)."""

_WIDE_RUNS = re.compile(f"[{WIDE}]+")
_SPACES = re.compile(r"\s+")
_COUNT = re.compile(r"[\s(\[]*\(?\d[\d,.]*\+?[)\]]\s*$")
_FOOTNOTE = re.compile(r"(?:[\[【(]\d{1,3}[\])】])+\s*$")
_EAST_RUNS = re.compile(f"[{HAN}{KANA}]+")
_RUNS = re.compile(r"[^\W_]+")

_LEFT_OF_EAST = 0x3000
"""No Han or kana character stands below this code point."""

LONGEST_KEY = 400
"""A line of more characters is running text, and no phrase is looked up in it."""


def columns(text: str) -> int:
    """Length in columns.

    >>> columns("abc 一二")
    8
    """
    return len(text) if text.isascii() else 2 * len(text) - len(_WIDE_RUNS.sub("", text))


def stops(text: str) -> bool:
    """Whether a text ends as a sentence ends.

    >>> stops("好。”"), stops("好"), stops("Done.)"), stops("停用。[12]")
    (True, False, True, True)
    """
    if text[-1:].isalpha():
        return False
    tail = text[-12:].rstrip(CLOSERS)
    if tail and tail[-1].isdigit() and text.rstrip()[-1] in "])】":
        tail = _FOOTNOTE.sub("", text[-16:]).rstrip(CLOSERS)
    return bool(tail) and tail[-1] in STOPS and not tail.endswith(("..", "。。"))


def fold(text: str) -> str:
    """A line as phrases are looked up in it.

    >>> fold("【相关内容】："), fold("相关新闻 (12)"), fold("Read  More >>")
    ('相关内容', '相关新闻', 'read more')
    """
    if len(text) > LONGEST_KEY:
        return ""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    key = text.casefold()
    if "  " in key or "\t" in key or "\n" in key:
        key = _SPACES.sub(" ", key)
    if key.endswith((")", "]")):
        key = _COUNT.sub("", key)
    return key.strip(DECORATION)


@lru_cache(maxsize=4096)
def folded_phrase(phrase: str) -> str:
    """A phrase that begins a line or stands in it: as `fold`, but it keeps its decoration.

    >>> folded_phrase("上一篇："), folded_phrase("Read More:")
    ('上一篇:', 'read more:')
    """
    return " ".join(unicodedata.normalize("NFKC", phrase).casefold().split())


def count_words(text: str) -> int:
    """How many words: a Han or kana character is one, and so is a run of other letters and digits.

    >>> count_words("PHP 编程, two")
    4
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if len(points) and points.max() < _LEFT_OF_EAST:
        letters = _letters().take(points)
        return int(letters[0]) + int(np.count_nonzero(letters[1:] > letters[:-1]))
    spaced = _EAST_RUNS.sub(" ", text)
    east = len(text) - len(_EAST_RUNS.sub("", text))
    return east + len(_RUNS.findall(spaced))


@cache
def _letters() -> NDArray[np.bool_]:
    """For each code point of the alphabets whether it is a letter or a digit."""
    return np.array([chr(point).isalnum() for point in range(_LEFT_OF_EAST)])
