"""Characters: how wide they are, which of them end a sentence, which decorate a line."""

import re
import unicodedata
from collections.abc import Sequence
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
_FOOTNOTE = re.compile(r"(?:[\[【(]\d{1,3}[\])】]|\[\^[^\[\]\s]{1,20}\])+\s*$")
"""Numbers in brackets, and `[^1]`, `[^ferry]` as Markdown writes them."""

LONGEST_KEY = 400
"""A line of more characters is running text, and no phrase is looked up in it."""


def columns(text: str) -> int:
    """Length in columns.

    >>> columns("abc 一二")
    8
    """
    return len(text) if text.isascii() else 2 * len(text) - len(_WIDE_RUNS.sub("", text))


def columns_of_all(texts: Sequence[str]) -> list[int]:
    """The same of many texts in one pass.

    >>> columns_of_all(["abc 一二", "", "三"])
    [8, 0, 2]
    """
    sizes = list(map(len, texts))
    page = "\n".join(texts)
    if page.isascii():
        return sizes
    wide = _wide().take(_points(f"{page}\n"), mode="clip")
    lengths = np.array(sizes)
    begins = np.cumsum(lengths + 1) - lengths - 1
    widths: list[int] = (lengths + np.add.reduceat(wide, begins, dtype=np.int64)).tolist()
    return widths


def stops(text: str) -> bool:
    """Whether a text ends as a sentence ends; behind an hour a Thai full stop ends a word, and no sentence has one.

    >>> stops("好。”"), stops("好"), stops("Done.)"), stops("停用。[12]"), stops("he said.[^1]")
    (True, False, True, True, True)
    """
    if text[-1:].isalpha():
        return False
    tail = text[-12:].rstrip(CLOSERS)
    if tail and text.rstrip()[-1] in "])】" and (tail[-1].isdigit() or "[^" in text[-24:]):
        tail = _FOOTNOTE.sub("", text[-40:]).rstrip(CLOSERS)
    return bool(tail) and tail[-1] in STOPS and not tail.endswith(("..", "。。", "\u0e19."))


LONGEST_SPACED = 15
_SPACED = re.compile(r"[\u3400-\u9fff](?: [\u3400-\u9fff])+")
"""`往 期 回 顾`: a heading whose characters stand apart."""


def fold(text: str) -> str:
    """A line as phrases are looked up in it.

    >>> fold("【相关内容】："), fold("相关新闻 (12)"), fold("Read  More >>")
    ('相关内容', '相关新闻', 'read more')
    """
    if len(text) > LONGEST_KEY:
        return ""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _trimmed(text.casefold())


def _trimmed(key: str) -> str:
    """A normalised text without what surrounds its words."""
    if "  " in key or "\t" in key or "\n" in key:
        key = _SPACES.sub(" ", key)
    if key.endswith((")", "]")):
        key = _COUNT.sub("", key)
    key = key.strip(DECORATION)
    return key.replace(" ", "") if key[1:2] == " " and len(key) <= LONGEST_SPACED and _SPACED.fullmatch(key) else key


def fold_all(lines: Sequence[str]) -> list[str]:
    """The same of many lines in one pass; none of them holds a line feed.

    >>> fold_all(["【相关内容】：", "", "Read  More >>"])
    ['相关内容', '', 'read more']
    """
    page = "\n".join([line if len(line) <= LONGEST_KEY else "" for line in lines])
    if not page.isascii():
        page = unicodedata.normalize("NFKC", page)
    return [_trimmed(key) for key in page.casefold().split("\n")] if lines else []


@lru_cache(maxsize=4096)
def folded_phrase(phrase: str) -> str:
    """A phrase that begins a line or stands in it: as `fold`, but it keeps its decoration.

    >>> folded_phrase("上一篇："), folded_phrase("Read More:")
    ('上一篇:', 'read more:')
    """
    return " ".join(unicodedata.normalize("NFKC", phrase).casefold().split())


def unaccented(phrase: str) -> str:
    """A Greek phrase as capitals are written: without its accents. Others stay as they are.

    >>> unaccented("διαφήμιση"), unaccented("publicité")
    ('διαφημιση', 'publicité')
    """
    return phrase.translate(_GREEK_ACCENTS)


_GREEK_ACCENTS = str.maketrans("άέήίόύώΐΰ", "αεηιουωϊϋ")


def count_words(text: str) -> int:
    """How many words: a Han or kana character is one, and so is a run of other letters and digits.

    >>> count_words("PHP 编程, two")
    4
    """
    kinds = _kinds().take(_points(text), mode="clip")
    letters = kinds == _LETTER
    return int(np.count_nonzero(kinds == _EAST) + np.count_nonzero(letters[1:] > letters[:-1])) + int(letters[:1].sum())


_LETTER, _EAST = 1, 2
_LAST_LETTER = 0x20000
"""From here on there are Han characters only, and what is no letter."""


@cache
def _kinds() -> NDArray[np.uint8]:
    """For each code point whether it is a letter or a digit, or Han or kana; the last stands for all behind it."""
    kinds = np.zeros(0x40000, dtype=np.uint8)
    kinds[:_LAST_LETTER] = np.fromiter(map(str.isalnum, map(chr, range(_LAST_LETTER))), np.bool_, _LAST_LETTER)
    for first, last in _ranges(HAN + KANA):
        kinds[first : last + 1] = _EAST
    return kinds


@cache
def _wide() -> NDArray[np.bool_]:
    """For each code point whether it fills two columns; the last stands for all behind it, of which none does."""
    wide = np.zeros(0x40000, dtype=np.bool_)
    for first, last in _ranges(WIDE):
        wide[first : last + 1] = True
    return wide


def _ranges(inside: str) -> list[tuple[int, int]]:
    """First and last code points of what stands inside a character class."""
    return [(ord(found[1]), ord(found[2] or found[1])) for found in re.finditer("(.)(?:-(.))?", inside)]


def _points(text: str) -> NDArray[np.uint32]:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
