"""The elements around a leaf → columns: what they are and hold, how often their like occurs."""

from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from pipeline.leaf import Elements, Leaf
from pipeline.learned.nesting import Indices, from_root, indices
from pipeline.learned.shape import Column, Columns
from pipeline.markup.spans import Spans

LEVELS = 6
"""How many growing elements around a leaf are looked at."""

_INSIDE = [
    "nav",
    "header",
    "footer",
    "aside",
    "main",
    "article",
    "form",
    "section",
    "li",
    "blockquote",
    "figure",
    "details",
    "template",
    "noscript",
    "select",
    "button",
    "table",
    "td",
    "p",
    "pre",
    "dl",
]
"""Elements whose presence around a leaf is a column of its own."""
_OWN = [
    "p",
    "div",
    "li",
    "td",
    "th",
    "a",
    "span",
    "button",
    "select",
    "label",
    "h1",
    "h2",
    "h3",
    "h4",
    "dt",
    "dd",
    "section",
    "article",
    "footer",
    "body",
]
"""Tags of the innermost element that are told apart."""
_ROLES = {
    "navigation": "nav",
    "contentinfo": "footer",
    "banner": "header",
    "main": "main",
    "complementary": "aside",
}
_KINDS = ("heading", "item", "quote", "code", "cell", "row", "caption", "term", "description")


_NUMBERS = {tag: 1 << place for place, tag in enumerate(_INSIDE)}
_KIND_NUMBERS = {kind: place for place, kind in enumerate(_KINDS)}
_OWN_NUMBERS = {tag: place for place, tag in enumerate(_OWN)}


def markup(leaves: tuple[Leaf, ...], elements: Elements) -> Columns:
    """What the leaf's own markup says."""
    tags = elements.tags
    kinds = np.array([_KIND_NUMBERS.get(leaf.kind, -1) for leaf in leaves])
    own = np.array([_OWN_NUMBERS.get(tags[leaf.element], -1) for leaf in leaves])
    columns = _one_of([f"is_{kind}" for kind in _KINDS], kinds)
    columns |= _one_of([f"own_{tag}" for tag in _OWN], own)
    said = [(leaf.level, leaf.ordered, leaf.broken, leaf.linked, leaf.links, leaf.strong) for leaf in leaves]
    counted = np.fromiter(chain.from_iterable(said), dtype=np.int64).reshape(-1, 6).T.astype(np.float32)
    lengths = np.array([len(leaf.text) for leaf in leaves], dtype=np.float32)
    columns["level"], columns["ordered"], columns["broken"] = counted[:3]
    columns["link_density"] = np.minimum(counted[3] / lengths, 1)
    columns["links"] = np.log1p(counted[4])
    columns["strong_share"] = np.minimum(counted[5] / lengths, 1)
    return columns


def _one_of(names: list[str], numbers: NDArray[np.int64]) -> Columns:
    """A column for each name, 1 where the row's number is the name's place."""
    block = (np.arange(len(names))[:, None] == numbers).astype(np.float32)
    return dict(zip(names, block, strict=True))


def inside(owners: Indices, held_by: Spans, elements: Elements) -> Columns:
    """Which telling elements stand around each leaf, and how deep it lies."""
    flags = np.zeros(len(elements.tags), dtype=np.int64)
    holding = np.flatnonzero(held_by.end > held_by.first)[1:]  # The root says nothing, nor does what holds no leaf.
    tags, names = elements.tags, elements.names
    flags[holding] = [_telling(tags[place], names[place]) for place in holding.tolist()]
    around, depths = from_root(flags, elements.parents)
    block = ((around[owners] >> np.arange(len(_INSIDE))[:, None]) & 1).astype(np.float32)
    columns = dict(zip([f"in_{tag}" for tag in _INSIDE], block, strict=True))
    columns["depth"] = np.log1p(depths[owners].astype(np.float32))
    return columns


@lru_cache(maxsize=20_000)
def _telling(tag: str, names: str) -> int:
    """Which telling element it is, and which its landmark roles stand for, as flags."""
    flags = _NUMBERS.get(tag, 0)
    for role, like in _ROLES.items():
        if role in names:
            flags |= _NUMBERS[like]
    return flags


def held(held_by: Spans, sizes: Column, linked: Column, long: Column, prose: Column) -> Columns:
    """Shares of the page's text, links and prose in the growing elements around each leaf."""
    around = np.stack(held_by.chain(LEVELS))
    text, links, longs, proses = held_by.sums(sizes, linked, long, prose)[:, around]
    first = held_by.first[around]
    count = np.maximum(held_by.end[around] - first, 1).astype(np.float32)
    page_text, page_prose = max(sizes.sum(), 1), max(prose.sum(), 1)
    shares = {
        "text_share": text / page_text,
        "prose_share": proses / page_prose,
        "link_density": links / np.maximum(text, 1),
        "leaves": np.log1p(count),
        "mean_size": np.log1p(text / count),
        "long_share": longs / count,
        "place": (np.arange(len(sizes)) - first) / count,
    }
    block = np.stack(list(shares.values()), axis=1, dtype=np.float32, casting="same_kind")
    titles = [f"{name}^{level}" for level in range(LEVELS) for name in shares]
    return dict(zip(titles, block.reshape(len(titles), -1), strict=True))


def repeated(owners: Indices, held_by: Spans, elements: Elements, sizes: Column) -> Columns:
    """How often the leaf's path, and the paths of the elements around it, occur in the page."""
    paths = indices(elements.paths)
    mine = paths[owners]
    total = max(float(sizes.sum()), 1.0)
    often = np.bincount(mine)[mine]
    text = np.bincount(mine, weights=sizes)[mine]
    around = np.bincount(paths)[paths[np.stack(held_by.chain(4)[1:])]]
    logs = np.log1p(np.vstack((often, text / often, around))).astype(np.float32)
    return {
        "same_path": logs[0],
        "same_path_text": (text / total).astype(np.float32),
        "same_path_size": logs[1],
        "same_path^1": logs[2],
        "same_path^2": logs[3],
        "same_path^3": logs[4],
    }
