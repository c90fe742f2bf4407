"""A walked page → the matrix that the model reads, one row a leaf."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from pipeline.leaf import Leaf, Walked
from pipeline.learned.neighbours import neighbours, place, windows
from pipeline.learned.nesting import Indices, indices
from pipeline.learned.shape import Column, Columns, shape
from pipeline.markup.anchors import anchors, title_row
from pipeline.markup.cards import cards
from pipeline.markup.page import copies, page_columns, title_columns
from pipeline.markup.said import address_columns, prices, said
from pipeline.markup.spans import Spans, spans
from pipeline.markup.surroundings import held, inside, markup, repeated

_LONG = 80
"""Columns of a leaf that is probably prose; a Han character is two."""
_NEAR = ("columns", "link_density", "ends_stop", "is_heading", "strong_share", "same_as_next")
_AROUND = ("columns", "link_density", "long", "ends_stop")


class Features(Struct, frozen=True):
    """What the model reads of a page, beside the names of the elements around its leaves."""

    matrix: NDArray[np.float32]
    names: tuple[str, ...]
    owners: Indices
    """For each row its leaf's innermost element."""
    groups: Indices
    """For each row the number of its path: rows of one number are built alike."""
    held_by: Spans
    words: NDArray[np.float32]
    """How many words each leaf has, a Han or kana character one."""


def judged(walked: Walked) -> tuple[Leaf, ...]:
    """The leaves that are judged: those with text that a reader sees."""
    return tuple(leaf for leaf in walked.leaves if leaf.kind != "image" and not leaf.hidden)


def features(leaves: tuple[Leaf, ...], walked: Walked) -> Features:
    """All columns of the judged leaves; there is at least one."""
    elements = walked.elements
    owners = np.fromiter((leaf.element for leaf in leaves), dtype=np.int64, count=len(leaves))
    held_by = spans(owners, elements)
    columns = shape([leaf.text for leaf in leaves])
    columns |= markup(leaves, elements)
    sizes, linked, long, prose = _weights(columns)
    columns["long"] = long
    paths = indices(elements.paths)[owners]
    columns["same_as_next"] = np.append(paths[1:] == paths[:-1], False).astype(np.float32)
    columns |= inside(owners, held_by, elements)
    columns |= held(held_by, sizes, linked, long, prose)
    columns |= repeated(owners, held_by, elements, sizes)
    columns |= place(sizes, long)
    columns |= title_columns(leaves, walked.declared)
    columns |= copies(leaves)
    columns |= page_columns(leaves, elements, walked.declared, sizes, linked)
    columns |= _built(leaves, owners, held_by, walked, columns | {"text": sizes, "linked": linked, "prose": prose})
    columns |= neighbours(columns, _NEAR, 2)
    columns |= windows(columns, _AROUND, (2, 6, 15))
    joined = np.concatenate(list(columns.values()), dtype=np.float32, casting="same_kind")
    matrix = joined.reshape(len(columns), len(leaves)).T
    groups = np.unique(paths, return_inverse=True)[1]
    return Features(matrix, tuple(columns), owners, groups, held_by, np.expm1(columns["words"]))


def _built(leaves: tuple[Leaf, ...], owners: Indices, held_by: Spans, walked: Walked, columns: Columns) -> Columns:
    """How the page is built around its title, its prose and its cards, and what it declares."""
    summed: Columns = {
        "text": columns["text"],
        "linked": columns["linked"],
        "prose": columns["prose"],
        "headings": columns["is_heading"],
        "prices": prices(leaves, columns),
    }
    title = title_row(columns)
    return (
        {"price": summed["prices"]}
        | cards(owners, held_by, walked.elements, summed, title)
        | anchors(owners, held_by, walked.elements, summed, title)
        | said(leaves, walked.declared)
        | address_columns(len(leaves), walked.declared)
    )


def _weights(columns: Columns) -> tuple[Column, Column, Column, Column]:
    """Size and linked size in columns, whether a leaf is long, and how much prose it holds."""
    sizes = np.expm1(columns["columns"])
    linked = columns["link_density"] * sizes
    long = ((sizes >= _LONG) & (columns["link_density"] < 0.4)).astype(np.float32)
    prose = sizes * (1 - columns["link_density"]) * ((columns["commas"] > 0) | (columns["stops"] > 0))
    return sizes, linked, long, prose.astype(np.float32)
