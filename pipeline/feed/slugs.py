"""Text → a part of a file's name: readable, the same on every file system, and never something else there."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from pipeline.errors import PipelineError

LONGEST = 96
"""Bytes of a slug: 32 Han. File systems take 255 a name, encrypted ones 143, and a date and an id must fit too."""

_NO_WORD = re.compile(r"[^\w]+|_")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*.\s]+")
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])")
_SPECIAL = ("index", "_index", "readme")
"""What consumers take for the page of a folder."""


def slug(text: str, *, pinyin: bool = False) -> str:
    """Letters and digits of any script, lower case, joined by hyphens; empty where there are none.

    With `pinyin` Han characters become their Mandarin readings, without tones.

    >>> slug("老船闸换上新闸门: 过闸时间 50%"), slug("C'est déjà l'été!")
    ('老船闸换上新闸门-过闸时间-50', 'c-est-déjà-l-été')
    >>> slug("老船闸 2", pinyin=True)
    'lao-chuan-zha-2'
    """
    text = unicodedata.normalize("NFKC", text)
    if pinyin:
        text = _read_han(text)
    return shorten("-".join(piece for piece in _NO_WORD.split(_without_marks(text.lower())) if piece), LONGEST)


def safe_part(text: str) -> str:
    """A name without what some file system refuses, hides or misreads; empty where nothing is left.

    >>> safe_part("a:b/c."), safe_part("news 2.html")
    ('a-b-c', 'news-2-html')
    """
    kept = _FORBIDDEN.sub("-", _without_marks(unicodedata.normalize("NFC", text)))
    return shorten(re.sub(r"-{2,}", "-", kept).lstrip("-_~").rstrip("-"), LONGEST)


def is_taken_by_systems(stem: str) -> bool:
    """Whether a name without its suffix is a device to Windows, or a folder's own page to site generators.

    >>> is_taken_by_systems("CON"), is_taken_by_systems("index"), is_taken_by_systems("console")
    (True, True, False)
    """
    return _RESERVED.fullmatch(stem.partition(".")[0]) is not None or stem.lower() in _SPECIAL


def shorten(text: str, most: int) -> str:
    """At most so many bytes of UTF-8, cut between characters, at a hyphen where one is near.

    >>> shorten("lighthouse-keeper", 14), shorten("灯塔看守人", 10)
    ('lighthouse', '灯塔看')
    """
    if len(text.encode()) <= most:
        return text
    cut = text.encode()[:most].decode("utf-8", "ignore")
    while cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]
    whole, hyphen, _ = cut.rpartition("-")
    return (whole if hyphen and len(whole) * 2 > len(cut) and text[len(cut)] != "-" else cut).rstrip("-")


def _without_marks(text: str) -> str:
    """Without format characters: right-to-left marks, zero-width joiners, soft hyphens; and without surrogates."""
    return "".join(character for character in text if unicodedata.category(character) not in ("Cf", "Cs", "Co", "Cn"))


_HAN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def _read_han(text: str) -> str:
    read = _pinyin()
    return _HAN.sub(lambda run: f" {' '.join(read(run[0]))} ", text)


@cache
def _pinyin() -> Callable[[str], list[str]]:
    try:
        from pypinyin import lazy_pinyin  # noqa: PLC0415 - only where a feed asks for it
    except ImportError as missing:
        raise PipelineError(
            "slug = \"pinyin\" needs pypinyin; install it with: pip install 'page-cleaning-pipeline[pinyin]'."
        ) from missing
    return lambda text: list(lazy_pinyin(text))
