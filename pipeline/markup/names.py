"""Class, id and role names of the elements around a leaf → hashed words."""

import re
from functools import lru_cache
from zlib import crc32

from pipeline.leaf import Elements

BUCKETS = 1 << 13
"""How many different words the model can tell apart; more words share a bucket."""

_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}|[\u3040-\u9fff]+")
_MOST = 24
"""Names of one element that are read: style-sheet frameworks write dozens that say nothing."""


@lru_cache(maxsize=20_000)
def name_words(tag: str, names: str) -> tuple[int, ...]:
    """The words of an element's names, each as a bucket, and its tag.

    >>> len({*name_words("div", "postBody")} & {*name_words("div", "post-body")})
    3
    """
    words = {word.lower() for word in _WORD.findall(names)[:_MOST]}
    words |= {f"{name.lower()}." for name in names.split()[:_MOST] if len(name) > 3}
    return tuple(sorted({bucket(word) for word in words} | {bucket(f"<{tag}>")}))


def bucket(word: str) -> int:
    return crc32(word.encode()) % BUCKETS


def words_of(elements: Elements) -> list[tuple[int, ...]]:
    """The hashed words of each element."""
    return [name_words(tag, names) for tag, names in zip(elements.tags, elements.names, strict=True)]
