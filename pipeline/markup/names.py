"""Class, id and role names of the elements around a leaf → hashed words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from pipeline.leaf import Elements

BUCKETS = 1 << 13
"""How many different words the model can tell apart; more words share a bucket."""

_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}|[\u3040-\u9fff]+")
_DIGITS = re.compile(r"\d+")
_PLACES = frozenset(["odd", "even", "alt", "first", "last", "first-child", "last-child", "active", "selected"])
"""Classes that say where an element stands among its siblings."""
_ASCII_WORD = re.compile(rb"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
"""The same for names in ASCII, whose bytes are what is hashed."""
_MOST = 24
"""Names of one element that are read: style-sheet frameworks write dozens that say nothing."""


@lru_cache(maxsize=20_000)
def name_words(tag: str, names: str) -> tuple[int, ...]:
    """The words of an element's names, each as a bucket, and its tag.

    >>> len({*name_words("div", "postBody")} & {*name_words("div", "post-body")})
    3
    """
    found: list[int] = []
    whole: list[int] = []
    for name in names.split():
        words, written = _name(name)
        found += words
        whole += written
    if len(found) > _MOST or len(whole) > _MOST:
        found = found[:_MOST]
        whole = [word for name in names.split()[:_MOST] for word in _name(name)[1]]
    return tuple(sorted({*found, *whole, _tag(tag)}))


@lru_cache(maxsize=20_000)
def _name(name: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The buckets of a name's words, and that of the whole where it is long enough to tell."""
    if name.isascii():
        data = name.encode()
        words = tuple([crc32(word.lower()) % BUCKETS for word in _ASCII_WORD.findall(data)])
        return words, (crc32(data.lower() + b".") % BUCKETS,) if len(name) > 3 else ()
    words = tuple([bucket(word.lower()) for word in _WORD.findall(name)])
    return words, (bucket(f"{name.lower()}."),) if len(name) > 3 else ()


@lru_cache(maxsize=2_000)
def _tag(tag: str) -> int:
    return bucket(f"<{tag}>")


@lru_cache(maxsize=20_000)
def alike(classes: str) -> str:
    """The classes without what tells one sibling from the next: its number and its place.

    >>> alike("comment even comment-51") == alike("comment odd comment-52")
    True
    """
    names = classes.split()
    if not _PLACES.isdisjoint(classes.lower().split()):
        names = [name for name in names if name.lower() not in _PLACES]
    kept = " ".join(names)
    return _DIGITS.sub("0", kept) if _DIGITS.search(kept) else kept


def bucket(word: str) -> int:
    """The place of a word among the vectors; equal on every machine."""
    return crc32(word.encode("utf-8", "surrogatepass")) % BUCKETS


def words_of(elements: Elements) -> list[tuple[int, ...]]:
    """The hashed words of each element."""
    return list(map(name_words, elements.tags, elements.names))


def words_around(elements: Elements, holding: Iterable[bool]) -> list[tuple[int, ...]]:
    """The same, with the root's for elements that hold no judged leaf: a third of all, and theirs count for none."""
    root = name_words(elements.tags[0], elements.names[0])
    each = zip(elements.tags, elements.names, holding, strict=True)
    return [name_words(tag, names) if holds else root for tag, names, holds in each]
