"""Cells of data tables → rows; the cells of layout tables stay leaves of their own."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

import msgspec
from msgspec import Struct

from pipeline.leaf import Elements, Leaf, Walked

_LONGEST_CELL = 300
"""Characters; a longer cell holds prose, and the table is there for layout."""
_CELL_LEAVES = 4
"""Pieces of a cell, parted by line breaks or paragraphs; of a table without header cells it holds one."""
_WIDEST = 100
"""Columns that a cell may claim to span, and up to which the rows of a table are made equally long."""
_LONGEST = 1_000
"""Rows that a cell may claim to span."""


class _Cells(Struct, frozen=True):
    """Which cell and row each leaf lies in, -1 where in none, and what the cells span."""

    rows: list[int]
    cells: list[int]
    spans: dict[tuple[int, str], int]


def with_rows(walked: Walked) -> Walked:
    """The same page with each row of a data table as one leaf.

    A cell that spans columns or rows says its text once; the other places that it fills are empty cells, so that
    the rows of a table align.
    """
    elements = walked.elements
    if "tr" not in elements.tags:
        return walked
    found = _cells(walked.leaves, elements)
    data = _data_rows(walked.leaves, elements, found)
    if not data:
        return walked
    tables = {_table(elements, row) for row in data}
    of_row: dict[int, list[int]] = {}
    for index, (tag, parent) in enumerate(zip(elements.tags, elements.parents, strict=True)):
        if tag == "tr" and _table(elements, index) in tables:
            of_row[index] = []
        elif parent in of_row and tag in {"td", "th"}:
            of_row[parent].append(index)
    layouts = _layouts(of_row, elements, found)
    leaves = tuple(_merged(walked.leaves, found, layouts, elements))
    return msgspec.structs.replace(walked, leaves=leaves)


def _cells(leaves: tuple[Leaf, ...], elements: Elements) -> _Cells:
    """The innermost <tr>, and <td> or <th>, around each leaf."""
    rows, cells = [-1] * len(elements.tags), [-1] * len(elements.tags)
    for index, (tag, parent) in enumerate(zip(elements.tags, elements.parents, strict=True)):
        if tag == "table" or parent < 0:
            continue
        rows[index] = index if tag == "tr" else rows[parent]
        cells[index] = index if tag in {"td", "th"} else cells[parent]
    spans = {(index, name): number for index, name, number in elements.given if name != "start"}
    return _Cells([rows[leaf.element] for leaf in leaves], [cells[leaf.element] for leaf in leaves], spans)


def _data_rows(leaves: tuple[Leaf, ...], elements: Elements, found: _Cells) -> set[int]:
    """Rows of the tables in which every cell holds a short text and most rows have two cells."""
    used: dict[int, set[int]] = defaultdict(set)
    sizes: dict[int, int] = defaultdict(int)
    pieces: dict[int, int] = defaultdict(int)
    spoilt: set[int] = set()
    headed = {_table(elements, index) for index, tag in enumerate(elements.tags) if tag == "th"}
    for leaf, row, cell in zip(leaves, found.rows, found.cells, strict=True):
        if row < 0 or leaf.hidden:
            continue
        used[row].add(cell)
        sizes[cell] += len(leaf.text)
        pieces[cell] += 1
        most = _CELL_LEAVES if _table(elements, row) in headed else 1
        if leaf.kind != "cell" or cell < 0 or sizes[cell] > _LONGEST_CELL or pieces[cell] > most:
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


def _layouts(of_row: dict[int, list[int]], elements: Elements, found: _Cells) -> dict[int, tuple[int, ...]]:
    """For each row its cells from the first column on; -1 where a cell before or above spans the place.

    `of_row` holds the rows in the page's order, those without text too. A span ends with its group of rows, and none
    goes on beyond the widest table.
    """
    layouts: dict[int, tuple[int, ...]] = {}
    above: dict[int, dict[int, int]] = defaultdict(dict)
    for row, cells in of_row.items():
        taken = above[elements.parents[row]]
        places: list[int] = []
        for cell in cells:
            while taken.get(len(places), 0):
                places.append(-1)
            across = max(1, min(found.spans.get((cell, "colspan"), 1), _WIDEST - len(places)))
            down = min(found.spans.get((cell, "rowspan"), 1), _LONGEST)
            for column in range(len(places), min(len(places) + across, _WIDEST)):
                taken[column] = down
            places += [cell] + [-1] * (across - 1)
        while taken.get(len(places), 0):
            places.append(-1)
        for column in list(taken):
            taken[column] = max(0, taken[column] - 1)
        layouts[row] = tuple(places)
    return _aligned(layouts, elements)


def _aligned(layouts: dict[int, tuple[int, ...]], elements: Elements) -> dict[int, tuple[int, ...]]:
    """All rows of a table as wide as its last column that holds a cell: some cells claim to span a hundred."""
    widths: dict[int, int] = defaultdict(int)
    for row, places in layouts.items():
        last = max((column for column, cell in enumerate(places) if cell >= 0), default=0)
        table = _table(elements, row)
        widths[table] = max(widths[table], last + 1)
    made: dict[int, tuple[int, ...]] = {}
    for row, places in layouts.items():
        width = widths[_table(elements, row)]
        made[row] = places[:width] + (-1,) * (width - len(places) if width <= _WIDEST else 0)
    return made


def _merged(
    leaves: tuple[Leaf, ...], found: _Cells, layouts: dict[int, tuple[int, ...]], elements: Elements
) -> Iterator[Leaf]:
    numbered = zip(leaves, found.rows, found.cells, strict=True)
    for row, group in groupby(numbered, key=lambda each: each[1]):
        members = [(leaf, cell) for leaf, _, cell in group]
        if row not in layouts:
            yield from (leaf for leaf, _ in members)
            continue
        yield from (leaf for leaf, _ in members if leaf.hidden)
        if shown := [(leaf, cell) for leaf, cell in members if not leaf.hidden]:
            yield _row(row, shown, layouts[row], elements)


def _row(row: int, members: list[tuple[Leaf, int]], layout: tuple[int, ...], elements: Elements) -> Leaf:
    texts: dict[int, str] = {}
    for leaf, cell in members:
        texts[cell] = f"{texts[cell]} {leaf.text}" if cell in texts else leaf.text
    parent = elements.parents[row]
    return Leaf(
        text="\t".join(texts.values()),
        kind="row",
        element=row,
        linked=sum(leaf.linked for leaf, _ in members),
        links=sum(leaf.links for leaf, _ in members),
        strong=sum(leaf.strong for leaf, _ in members),
        cells=tuple(texts.get(cell, "") for cell in layout),
        header=elements.tags[parent] == "thead" or all(elements.tags[cell] == "th" for cell in layout if cell >= 0),
    )
