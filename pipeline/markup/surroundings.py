"""The elements around a leaf → columns: what they are and hold, how often their like occurs."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.leaf import Elements, Leaf
from pipeline.learned.shape import Column, Columns
from pipeline.markup.spans import Indices, Spans

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


def markup(leaves: tuple[Leaf, ...], owners: Indices, elements: Elements) -> Columns:
    """What the leaf's own markup says."""
    columns: Columns = {}
    kinds = np.array([leaf.kind for leaf in leaves])
    columns |= {f"is_{kind}": (kinds == kind).astype(np.float32) for kind in _KINDS}
    tags = np.array(elements.tags)[owners]
    columns |= {f"own_{tag}": (tags == tag).astype(np.float32) for tag in _OWN}
    lengths = np.array([len(leaf.text) for leaf in leaves], dtype=np.float32)
    for name in ("level", "ordered", "broken"):
        columns[name] = np.array([getattr(leaf, name) for leaf in leaves], dtype=np.float32)
    linked = np.array([leaf.linked for leaf in leaves], dtype=np.float32)
    links = np.array([leaf.links for leaf in leaves], dtype=np.float32)
    strong = np.array([leaf.strong for leaf in leaves], dtype=np.float32)
    columns["link_density"] = np.minimum(linked / lengths, 1)
    columns["links"] = np.log1p(links)
    columns["strong_share"] = np.minimum(strong / lengths, 1)
    return columns


def inside(owners: Indices, elements: Elements) -> Columns:
    """Which telling elements stand around each leaf, and how deep it lies."""
    numbers = {tag: 1 << place for place, tag in enumerate(_INSIDE)}
    flags, depths = [0] * len(elements.tags), [0] * len(elements.tags)
    for index in range(1, len(flags)):
        parent = elements.parents[index]
        flag = flags[parent] | numbers.get(elements.tags[index], 0)
        if names := elements.names[index]:
            for tag in _by_role(names):
                flag |= numbers[tag]
        flags[index], depths[index] = flag, depths[parent] + 1
    mine = np.array(flags, dtype=np.int64)[owners]
    columns: Columns = {f"in_{tag}": ((mine >> place) & 1).astype(np.float32) for place, tag in enumerate(_INSIDE)}
    columns["depth"] = np.log1p(np.array(depths, dtype=np.float32)[owners])
    return columns


@lru_cache(maxsize=20_000)
def _by_role(names: str) -> tuple[str, ...]:
    """The elements that the landmark roles among the names stand for."""
    return tuple(tag for role, tag in _ROLES.items() if role in names)


def held(held_by: Spans, sizes: Column, linked: Column, long: Column, prose: Column) -> Columns:
    """Shares of the page's text, links and prose in the growing elements around each leaf."""
    text, links = held_by.sums(sizes), held_by.sums(linked)
    longs, proses = held_by.sums(long), held_by.sums(prose)
    leaves = (held_by.end - held_by.first).astype(np.float32)
    page_text, page_prose = max(sizes.sum(), 1), max(prose.sum(), 1)
    rows = np.arange(len(sizes))
    columns = dict[str, NDArray[Any]]()
    for level, around in enumerate(held_by.chain(LEVELS)):
        count = np.maximum(leaves[around], 1)
        columns |= {
            f"text_share^{level}": text[around] / page_text,
            f"prose_share^{level}": proses[around] / page_prose,
            f"link_density^{level}": links[around] / np.maximum(text[around], 1),
            f"leaves^{level}": np.log1p(count),
            f"mean_size^{level}": np.log1p(text[around] / count),
            f"long_share^{level}": longs[around] / count,
            f"place^{level}": (rows - held_by.first[around]) / count,
        }
    return {name: column.astype(np.float32) for name, column in columns.items()}


def repeated(owners: Indices, held_by: Spans, elements: Elements, sizes: Column) -> Columns:
    """How often the leaf's path, and the paths of the elements around it, occur in the page."""
    paths = np.array(elements.paths)
    chain = held_by.chain(4)
    mine = paths[owners]
    total = max(float(sizes.sum()), 1.0)
    columns: Columns = {
        "same_path": np.log1p(np.bincount(mine)[mine]).astype(np.float32),
        "same_path_text": (np.bincount(mine, weights=sizes)[mine] / total).astype(np.float32),
    }
    columns["same_path_size"] = np.log1p(np.bincount(mine, weights=sizes)[mine] / np.bincount(mine)[mine]).astype(
        np.float32
    )
    counted = np.bincount(paths)
    for level in (1, 2, 3):
        columns[f"same_path^{level}"] = np.log1p(counted[paths[chain[level]]]).astype(np.float32)
    return columns
