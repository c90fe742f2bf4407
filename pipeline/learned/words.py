"""A text → the hashed words at its ends: what menus, buttons and bylines say."""

import re
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

BUCKETS = 1 << 13
"""How many different words the model can tell apart; more words share a bucket."""

_FEW = 8
"""Words of a text that are all read; of a longer one the first and last few."""
_HEAD, _TAIL = 60, 24
"""Characters at the ends in which words are looked for."""
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff]+|[©|»›:：？?!]")
_DIGITS = str.maketrans("123456789", "000000000")


@lru_cache(maxsize=50_000)
def text_words(text: str) -> tuple[int, ...]:
    """Words as buckets, digits alike; a short text has other words than a long one.

    >>> text_words("Reply 12") == text_words("reply 34")
    True
    """
    if len(text) <= _HEAD + _TAIL:
        found = _TOKEN.findall(text.lower().translate(_DIGITS))
        if len(found) <= _FEW:
            return tuple(sorted({_bucket("=" + word) for word in found} | {_bucket(f"#{len(found)}")}))
        head, tail = found[:4], found[-2:]
    else:
        head = _TOKEN.findall(text[:_HEAD].lower().translate(_DIGITS))[:4]
        tail = _TOKEN.findall(text[-_TAIL:].lower().translate(_DIGITS))[-2:]
    marked = {_bucket("<" + word) for word in head} | {_bucket(">" + word) for word in tail}
    return tuple(sorted(marked | {_bucket("#long")}))


def words_of_texts(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """The hashed words of each text; none is without."""
    return [text_words(text) for text in texts]


@lru_cache(maxsize=50_000)
def _bucket(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % BUCKETS
