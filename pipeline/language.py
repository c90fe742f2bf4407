"""Text → BCP 47 tag: the language a page is written in, the same answer every time.

The script is counted from the code points first, which settles most of the world's languages and
keeps Chinese from ever being called Korean. The few scripts that many languages share are told
apart by langdetect's profiles; Simplified and Traditional by characters that only one of them has.
Figures and limits are in docs/decisions/language.md.
"""

from functools import cache
from operator import mul
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from pipeline.language_profiles import Alphabet, Span, likeliest

Codes = npt.NDArray[np.uint32]
"""Code points of a text, one number a character."""

UNDETERMINED: Final = "und"


def _alphabet(languages: str, *spans: Span, unknown: float = 0.4) -> Alphabet:
    return Alphabet(tuple(languages.split()), spans, unknown)


ALPHABETS: Final = (
    _alphabet(
        "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi",
        (0x41, 0x24F),
        (0x1E00, 0x1EFF),
    ),
    _alphabet("bg mk ru uk", (0x400, 0x52F)),
    _alphabet("ar fa ur", (0x600, 0x6FF), (0x750, 0x77F)),
    _alphabet("hi mr ne", (0x900, 0x97F), unknown=0.9),
    _alphabet("el", (0x370, 0x3FF), (0x1F00, 0x1FFF)),
    _alphabet("hy", (0x531, 0x58F)),
    _alphabet("he", (0x590, 0x5FF), (0xFB1D, 0xFB4F)),
    _alphabet("dv", (0x780, 0x7BF)),
    _alphabet("bn", (0x980, 0x9FF)),
    _alphabet("pa", (0xA00, 0xA7F)),
    _alphabet("gu", (0xA80, 0xAFF)),
    _alphabet("or", (0xB00, 0xB7F)),
    _alphabet("ta", (0xB80, 0xBFF)),
    _alphabet("te", (0xC00, 0xC7F)),
    _alphabet("kn", (0xC80, 0xCFF)),
    _alphabet("ml", (0xD00, 0xD7F)),
    _alphabet("si", (0xD80, 0xDFF)),
    _alphabet("th", (0xE00, 0xE7F)),
    _alphabet("lo", (0xE80, 0xEFF)),
    _alphabet("bo", (0xF00, 0xFFF)),
    _alphabet("my", (0x1000, 0x109F)),
    _alphabet("ka", (0x10A0, 0x10FF), (0x1C90, 0x1CBF)),
    _alphabet("am", (0x1200, 0x139F)),
    _alphabet("km", (0x1780, 0x17FF)),
)
HAN: Final = _alphabet("zh-Hans zh-Hant", (0x4E00, 0x9FFF), (0x3400, 0x4DBF))
KANA: Final = _alphabet("ja", (0x3041, 0x3096), (0x30A1, 0x30FA), (0xFF66, 0xFF9D))
HANGUL: Final = _alphabet("ko", (0xAC00, 0xD7A3), (0x1100, 0x11FF), (0x3131, 0x318E))
SCRIPTS: Final = (*ALPHABETS, HAN, KANA, HANGUL)
EAST_ASIAN_WEIGHTS: Final = (4, 2, 3)
"""Letters that one Han, kana or Hangul character is worth, so that terms in Latin letters do not outvote
the Chinese sentence around them: four letters of English say as much as one of its characters."""
TAGS: Final = frozenset({UNDETERMINED}.union(*(script.languages for script in SCRIPTS)))
"""Every answer there is."""

LEAST_EVIDENCE: Final = 12
"""Letters below which nothing is said: three Chinese characters, two or three English words."""
LEAST_KANA: Final = 0.1
"""Share of kana among Han and kana in Japanese. Prose has a third to two thirds; a Chinese page
that quotes a Japanese name has a few in a thousand."""
SAMPLE: Final = 1024
"""Characters the profiles look at: twice as many change the answer of one page in 2,927."""
SAMPLE_PIECES: Final = 8
"""Places of a page the sample is taken from, so that an English caption or a quotation at the top
does not speak for the rest."""


def identify(text: str) -> str:
    """Return the BCP 47 tag of the language `text` is written in, or `und`.

    >>> identify("老师说小明进步很快")
    'zh-Hans'
    >>> identify("3.14 / 2.71")
    'und'
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    scripts = _script_table()[codes]
    counts: list[int] = np.bincount(scripts, minlength=len(SCRIPTS) + 1)[1:].tolist()
    alphabetic, (han, kana, hangul) = counts[: len(ALPHABETS)], counts[len(ALPHABETS) :]
    most, east_asian = max(alphabetic), sum(map(mul, (han, kana, hangul), EAST_ASIAN_WEIGHTS))
    if max(most, east_asian) < LEAST_EVIDENCE:
        return UNDETERMINED
    if east_asian >= most:
        return _east_asian(codes, han, kana, hangul)
    best = alphabetic.index(most)
    if len(ALPHABETS[best].languages) == 1:
        return ALPHABETS[best].languages[0]
    sample = _sample(text, np.flatnonzero(scripts == best + 1))
    return likeliest(sample, ALPHABETS[best]) or UNDETERMINED


@cache
def _script_table() -> npt.NDArray[np.uint8]:
    """Return for every code point 1 + the index of its script, or 0 for what is no letter."""
    table = np.zeros(0x110000, dtype=np.uint8)
    for number, script in enumerate(SCRIPTS, start=1):
        for first, last in script.spans:
            table[first : last + 1] = number
    marked_by_letter = 0x3400
    table[:marked_by_letter] *= [chr(code).isalpha() for code in range(marked_by_letter)]
    return table


def _sample(text: str, letters: npt.NDArray[np.intp]) -> str:
    """Return pieces of `text` that each begin at one of `letters`, as far apart as these allow."""
    if len(text) <= SAMPLE:
        return text
    starts = letters[np.arange(SAMPLE_PIECES) * len(letters) // SAMPLE_PIECES]
    ends = np.minimum(starts + SAMPLE // SAMPLE_PIECES, np.append(starts[1:], len(text)))
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))


SIMPLIFIED: Final = 1
TRADITIONAL: Final = 2
JAPANESE: Final = 4
CHINESE: Final = 8
"""What a Han character says about the language; the last: it is not in the Japanese standard character set."""


def _east_asian(codes: Codes, han: int, kana: int, hangul: int) -> str:
    """Tell Chinese, Japanese and Korean apart.

    Kana alone do not make a text Japanese: a Chinese sentence about the word ありがとう has
    characters that no Japanese text has.
    """
    if hangul > han + kana:
        return HANGUL.languages[0]
    first, last = HAN.spans[0]
    ideographs = codes[(codes >= first) & (codes <= last)] - first
    said: list[int] = np.bincount(_han_table().take(ideographs), minlength=2 * CHINESE).tolist()
    simplified, traditional, japanese, chinese = (
        sum(count for signs, count in enumerate(said) if signs & sign)
        for sign in (SIMPLIFIED, TRADITIONAL, JAPANESE, CHINESE)
    )
    japanese += kana
    if japanese >= LEAST_KANA * (han + kana) and japanese > chinese:
        return KANA.languages[0]
    return "zh-Hant" if traditional > simplified else "zh-Hans"


@cache
def _han_table() -> npt.NDArray[np.uint8]:
    """What each Han character says, from `HAN.spans[0]` on; read from sections `[Hans]`, `[Hant]` and `[Jpan]`."""
    file = Path(__file__).with_name("data") / "han_scripts.txt"
    sections = (part.partition("]") for part in file.read_text("utf-8").split("[")[1:])
    sets = {name: frozenset("".join(body.split())) for name, _, body in sections}
    only_chinese = "".join(sorted(sets["Hans"] | sets["Hant"]))
    in_japanese = frozenset(only_chinese.encode("shift_jis", "ignore").decode("shift_jis"))
    first, last = HAN.spans[0]
    table = np.zeros(last - first + 1, dtype=np.uint8)
    for sign, characters in (
        (SIMPLIFIED, sets["Hans"]),
        (TRADITIONAL, sets["Hant"]),
        (JAPANESE, sets["Jpan"]),
        (CHINESE, (sets["Hans"] | sets["Hant"]) - in_japanese),
    ):
        table[[ord(character) - first for character in characters]] |= sign
    return table
