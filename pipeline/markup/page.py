"""The page around its leaves → columns that say what kind of page it is, and what its title is."""

import re
from collections import Counter

import numpy as np

from pipeline.leaf import Declared, Elements, Leaf
from pipeline.learned.shape import Column, Columns

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_CUES = {
    "forum": ("post", "reply", "thread", "topic", "message", "comment", "answer", "question"),
    "product": ("product", "price", "cart", "sku", "shop"),
    "listing": ("card", "grid", "tile", "result", "listing", "teaser"),
}
"""Pieces of class names, counted over the page: pages of a kind are built alike."""
_TYPES = {
    "article": ("article", "news", "blogposting"),
    "product": ("product", "offer"),
    "forum": ("discussionforum", "qapage", "question"),
    "listing": ("collectionpage", "itemlist", "searchresults"),
}


def tokens(text: str) -> list[str]:
    """Words in lower case, each Han or kana character one."""
    return _TOKEN.findall(text.lower())


def page_columns(
    leaves: tuple[Leaf, ...], elements: Elements, declared: Declared, sizes: Column, linked: Column
) -> Columns:
    """The same values in every row."""
    count = len(leaves)
    total = max(float(sizes.sum()), 1.0)
    names = " ".join(elements.names).lower()
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
    values |= {f"page_like_{kind}": sum(map(names.count, cues)) / len(elements.tags) for kind, cues in _CUES.items()}
    values |= {f"page_says_{kind}": any(f'"{word}' in typed for word in words) for kind, words in _TYPES.items()}
    return {name: np.full(count, value, dtype=np.float32) for name, value in values.items()}


def title_columns(leaves: tuple[Leaf, ...], declared: Declared) -> Columns:
    """How much of the leaf stands in the page's title and the other way round; where the h1 is."""
    titled = set(tokens(declared.title or ""))
    overlap = np.zeros(len(leaves), dtype=np.float32)
    covered = np.zeros(len(leaves), dtype=np.float32)
    for row, leaf in enumerate(leaves):
        if titled and len(leaf.text) < 200:
            words = set(tokens(leaf.text))
            common = len(words & titled)
            if common:
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
    counted = Counter(leaf.text for leaf in leaves)
    seen: set[str] = set()
    before = np.zeros(len(leaves), dtype=np.float32)
    for row, leaf in enumerate(leaves):
        before[row] = leaf.text in seen
        seen.add(leaf.text)
    often = np.log1p(np.array([counted[leaf.text] for leaf in leaves], dtype=np.float32))
    return {"copies": often, "stood_before": before}
