"""Cells of data tables → rows; the cells of layout tables stay leaves of their own."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

import msgspec

from pipeline.leaf import Elements, Leaf, Walked

_LONGEST_CELL = 300
"""Characters; a longer cell holds prose, and the table is there for layout."""


def with_rows(walked: Walked) -> Walked:
    """The same page with each row of a data table as one leaf."""
    elements = walked.elements
    if "tr" not in elements.tags:
        return walked
    rows_of = _rows_of(walked.leaves, elements)
    data = _data_rows(walked.leaves, elements, rows_of)
    if not data:
        return walked
    cells = _cells_by_row(elements, data)
    leaves = tuple(_merged(walked.leaves, rows_of, cells, elements))
    return msgspec.structs.replace(walked, leaves=leaves)


def _rows_of(leaves: tuple[Leaf, ...], elements: Elements) -> list[int]:
    """The innermost <tr> around each leaf, -1 where there is none."""
    inside = [-1] * len(elements.tags)
    for index, (tag, parent) in enumerate(zip(elements.tags, elements.parents, strict=True)):
        if tag == "tr":
            inside[index] = index
        elif tag != "table" and parent >= 0:
            inside[index] = inside[parent]
    return [inside[leaf.element] for leaf in leaves]


def _data_rows(leaves: tuple[Leaf, ...], elements: Elements, rows_of: list[int]) -> set[int]:
    """Rows of the tables in which every cell holds one short run and most rows have two cells."""
    used: dict[int, set[int]] = defaultdict(set)
    spoilt: set[int] = set()
    for leaf, row in zip(leaves, rows_of, strict=True):
        if row < 0:
            continue
        plain = (
            leaf.kind == "cell"
            and not leaf.hidden
            and elements.tags[leaf.element] in {"td", "th"}
            and leaf.element not in used[row]
            and len(leaf.text) <= _LONGEST_CELL
        )
        used[row].add(leaf.element)
        if not plain:
            spoilt.add(row)
    bad_tables = {_table(elements, row) for row in spoilt} | _holding_tables(elements)
    by_table: dict[int, list[int]] = defaultdict(list)
    for row in used:
        by_table[_table(elements, row)].append(row)
    return {
        row
        for table, rows in by_table.items()
        if table not in bad_tables and 2 * sum(len(used[row]) > 1 for row in rows) > len(rows) > 1
        for row in rows
    }


def _table(elements: Elements, index: int) -> int:
    while index > 0 and elements.tags[index] != "table":
        index = elements.parents[index]
    return index


def _holding_tables(elements: Elements) -> set[int]:
    """Tables that hold tables."""
    return {_table(elements, elements.parents[index]) for index, tag in enumerate(elements.tags) if tag == "table"}


def _cells_by_row(elements: Elements, rows: set[int]) -> dict[int, list[int]]:
    cells: dict[int, list[int]] = {row: [] for row in rows}
    for index, parent in enumerate(elements.parents):
        if parent in cells and elements.tags[index] in {"td", "th"}:
            cells[parent].append(index)
    return cells


def _merged(
    leaves: tuple[Leaf, ...], rows_of: list[int], cells: dict[int, list[int]], elements: Elements
) -> Iterator[Leaf]:
    numbered = zip(leaves, rows_of, strict=True)
    for row, group in groupby(numbered, key=lambda pair: pair[1]):
        members = [leaf for leaf, _ in group]
        if row in cells:
            yield _row(row, members, cells[row], elements)
        else:
            yield from members


def _row(row: int, members: list[Leaf], cells: list[int], elements: Elements) -> Leaf:
    texts = {leaf.element: leaf.text for leaf in members}
    return Leaf(
        text="\t".join(leaf.text for leaf in members),
        kind="row",
        element=row,
        linked=sum(leaf.linked for leaf in members),
        links=sum(leaf.links for leaf in members),
        strong=sum(leaf.strong for leaf in members),
        cells=tuple(texts.get(cell, "") for cell in cells),
        header=all(elements.tags[cell] == "th" for cell in cells),
    )
