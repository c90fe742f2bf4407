"""The title and the element with most prose → columns: how near in the tree leaves are to them."""

import math

import numpy as np
from numpy.typing import NDArray

from pipeline.leaf import Elements
from pipeline.learned.nesting import Indices
from pipeline.learned.shape import Columns
from pipeline.markup.spans import Spans

_SURE = 0.35
"""Overlap with the declared title, both ways multiplied, from which a leaf is the title."""
_MEASURES = ("steps", "text", "prose", "links", "leaves")
_STEPS = 40
"""Growing elements around an anchor that are looked at."""


def title_row(columns: Columns) -> int:
    """The leaf that is most like the declared title, else the first <h1>, else -1."""
    likeness = columns["title_overlap"] * columns["title_covered"]
    if len(likeness) and likeness.max() > _SURE:
        return int(likeness.argmax())
    first = np.flatnonzero((columns["level"] == 1) & (columns["is_heading"] > 0))
    return int(first[0]) if len(first) else -1


def anchors(owners: Indices, held_by: Spans, elements: Elements, weights: Columns, title: int) -> Columns:
    """What the smallest element that holds both the leaf and the anchor is like.

    `weights` has "text", "linked" and "prose".
    """
    prose = weights["prose"]
    held = held_by.chain(2)[1]
    richest = int(np.bincount(held, weights=prose).argmax()) if prose.any() else 0
    titled = int(owners[title]) if title >= 0 else 0
    kinds = ("text", "linked", "prose")
    sums = dict(zip(kinds, held_by.sums(*(weights[name] for name in kinds)), strict=True))
    columns: Columns = {}
    for name, anchor in (("title", titled), ("prose", richest)):
        found = _near(anchor, held_by, elements, sums)
        columns |= {f"by_{name}_{kind}": found[row] for row, kind in enumerate(_MEASURES)}
    if title >= 0:
        columns["after_title"] = (np.arange(len(owners)) > title).astype(np.float32)
    else:
        columns["after_title"] = np.full(len(owners), 0.5, dtype=np.float32)
    return columns


def _near(anchor: int, held_by: Spans, elements: Elements, sums: Columns) -> NDArray[np.float32]:
    """(measures, leaves): for each leaf the smallest element around both it and the anchor."""
    page_text, page_prose = max(float(sums["text"][0]), 1.0), max(float(sums["prose"][0]), 1.0)
    around: list[int] = []
    size = 0
    while anchor > 0 and len(around) < _STEPS:
        held = int(held_by.end[anchor] - held_by.first[anchor])
        if held > size:
            around.append(anchor)
            size = held
        anchor = elements.parents[anchor]
    found = np.empty((len(_MEASURES), held_by.end[0]), dtype=np.float32)
    for steps, element in reversed([*enumerate(around), (len(around), 0)]):
        first, end = held_by.first[element], held_by.end[element]
        text = float(sums["text"][element])
        found[:, first:end] = [
            [math.log1p(steps)],
            [text / page_text],
            [float(sums["prose"][element]) / page_prose],
            [float(sums["linked"][element]) / max(text, 1.0)],
            [math.log1p(end - first)],
        ]
    return found
