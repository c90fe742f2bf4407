"""A text → the kinds of noise that it is about, told by their words."""

from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from pipeline.characters import folded_phrase
from pipeline.lexicon import rows

SHORT_TOPIC = 5
"""Letters of a topic's word that longer words may hold by chance."""


@cache
def topics() -> dict[str, frozenset[str]]:
    """The words by which an article shows that it is about a kind of noise, by family."""
    found: dict[str, set[str]] = {}
    for row in rows("topic"):
        found.setdefault(row.columns["family"], set()).add(folded_phrase(row.phrase))
    return {family: frozenset(phrases) for family, phrases in found.items()}


@cache
def _topic_finder() -> tuple[AhoCorasick, tuple[frozenset[str], ...]]:
    """The words of all families in one, and the families of each."""
    words = sorted(frozenset[str]().union(*topics().values()))
    owners = tuple(frozenset(family for family, known in topics().items() if word in known) for word in words)
    return AhoCorasick(words), owners


@lru_cache(maxsize=4096)
def topics_of(text: str) -> frozenset[str]:
    """The families whose topic words stand in a text; kept, for a page's lines are asked again in every round."""
    finder, owners = _topic_finder()
    folded = folded_phrase(text)
    found = finder.find_matches_as_indexes(folded, overlapping=True)
    return frozenset[str]().union(*(owners[word] for word, start, end in found if _stands_alone(folded, start, end)))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a short word of Latin letters is no part of a longer one: `RAG` is not in `average`."""
    if end - start > SHORT_TOPIC or not text[start:end].isascii():
        return True
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(mark.isascii() and mark.isalpha() for mark in around)
