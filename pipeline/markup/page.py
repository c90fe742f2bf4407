"""The page around its leaves → columns that say what kind of page it is, and what its title is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
from ahocorasick_rs import AhoCorasick

from pipeline.leaf import Declared, Elements, Leaf
from pipeline.learned.shape import Column, Columns

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_CUES = {
    "forum": ("post", "reply", "thread", "topic", "message", "comment", "answer", "question"),
    "product": ("product", "price", "cart", "sku", "shop"),
    "listing": ("card", "grid", "tile", "result", "listing", "teaser"),
}
"""Pieces of class names, counted over the page: pages of a kind are built alike."""
_CUE_FINDER = AhoCorasick([cue for cues in _CUES.values() for cue in cues])
_KIND_OF_CUE = [kind for kind, cues in enumerate(_CUES.values()) for _ in cues]
_TYPES = {
    "article": ("article", "news", "blogposting"),
    "product": ("product", "offer"),
    "forum": ("discussionforum", "qapage", "question"),
    "listing": ("collectionpage", "itemlist", "searchresults"),
}


_ASCII_WORDS = bytes(ord(chr(point).lower()) if re.match(r"\w", chr(point)) else 32 for point in range(128)) + bytes(
    range(128, 256)
)
"""For texts in ASCII: lower case, and a space for whatever is no letter, digit or underscore."""


def tokens(text: str) -> list[str]:
    """Words in lower case, each Han or kana character one."""
    if text.isascii():
        return text.encode().translate(_ASCII_WORDS).decode().split()
    return _TOKEN.findall(text.lower())


def word_set(text: str) -> frozenset[bytes]:
    """The different tokens, in UTF-8: most texts are ASCII, and cost half as much so."""
    return frozenset(text.encode().translate(_ASCII_WORDS).split()) if text.isascii() else _wide_words(text)


@lru_cache(maxsize=2_000)
def _wide_words(text: str) -> frozenset[bytes]:
    """Kept, for each leaf is compared with the title twice."""
    return frozenset(" ".join(tokens(text)).encode("utf-8", "surrogatepass").split())


def sharing(texts: Iterable[str], wanted: frozenset[bytes]) -> Iterator[tuple[int, frozenset[bytes]]]:
    """The texts that share a word with those wanted: their places and words."""
    for place, text in enumerate(texts):
        if not text.isascii():
            if not wanted.isdisjoint(words := _wide_words(text)):
                yield place, words
        elif not wanted.isdisjoint(found := text.encode().translate(_ASCII_WORDS).split()):
            yield place, frozenset(found)


def page_columns(
    leaves: tuple[Leaf, ...], elements: Elements, declared: Declared, sizes: Column, linked: Column
) -> Columns:
    """The same values in every row."""
    count = len(leaves)
    total = max(float(sizes.sum()), 1.0)
    typed = " ".join(declared.json).lower()[:200_000] + " ".join(
        content.lower() for name, content in declared.metas if name == "og:type"
    )
    values = {
        "page_leaves": np.log1p(count),
        "page_text": np.log1p(total),
        "page_links": float(linked.sum()) / total,
        "page_biggest": float(sizes.max()) / total,
        "page_articles": np.log1p(elements.tags.count("article")),
        "page_paragraphs": elements.tags.count("p") / count,
        "page_h1": min(elements.tags.count("h1"), 3),
    }
    values |= {
        f"page_like_{kind}": float(cues) / len(elements.tags) for kind, cues in zip(_CUES, _cues(elements), strict=True)
    }
    values |= {f"page_says_{kind}": any(f'"{word}' in typed for word in words) for kind, words in _TYPES.items()}
    block = np.empty((len(values), count), dtype=np.float32)
    block[:] = np.array(list(values.values()), dtype=np.float32)[:, None]
    return dict(zip(values, block, strict=True))


def _cues(elements: Elements) -> list[int]:
    """How often the pieces of names occur, all elements together.

    Elements of the same names are counted at once, by how many of them there are.
    """
    alike: dict[int, list[str]] = {}
    for name, often in Counter(elements.names).items():
        alike.setdefault(often, []).append(name)
    found = [0] * len(_CUES)
    for often, names in alike.items():
        for cue, _, _ in _CUE_FINDER.find_matches_as_indexes(" ".join(names).lower(), overlapping=True):
            found[_KIND_OF_CUE[cue]] += often
    return found


def title_columns(leaves: tuple[Leaf, ...], declared: Declared) -> Columns:
    """How much of the leaf stands in the page's title and the other way round; where the h1 is."""
    titled = word_set(declared.title or "")
    overlap = np.zeros(len(leaves), dtype=np.float32)
    covered = np.zeros(len(leaves), dtype=np.float32)
    for row, words in sharing([leaf.text if len(leaf.text) < 200 else "" for leaf in leaves], titled):
        common = len(words & titled)
        overlap[row], covered[row] = common / len(words), common / len(titled)
    best = np.flatnonzero(overlap * covered > 0.35)
    first = best[0] if len(best) else 0
    rows = np.arange(len(leaves), dtype=np.float32)
    since = np.sign(rows - first) * np.log1p(np.abs(rows - first)) if len(best) else np.zeros_like(rows)
    return {
        "title_overlap": overlap,
        "title_covered": covered,
        "since_title": since.astype(np.float32),
    }


def copies(leaves: tuple[Leaf, ...]) -> Columns:
    """How often the same text stands in the page, and whether it stood before."""
    numbers: dict[str, int] = {}
    number = np.array([numbers.setdefault(leaf.text, len(numbers)) for leaf in leaves])
    before = np.ones(len(leaves), dtype=np.float32)
    before[np.unique(number, return_index=True)[1]] = 0
    often = np.log1p(np.bincount(number).astype(np.float32))[number]
    return {"copies": often, "stood_before": before}
