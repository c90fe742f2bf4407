"""Lines → the rows of a table: cells between tabs or bars, or set apart by runs of spaces."""

import re
from collections.abc import Callable, Sequence

from pipeline.body import Table
from pipeline.model import Block
from pipeline.shapes import aligned, cells

BARRED_ROWS, TYPED_ROWS = 2, 3
"""So many rows make a table; of lines with gaps in them more than of those with bars."""

_RULE_ROW = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?$")
_TYPED_RULE = re.compile(r"[-=–—]{3,}(?:\s+[-=–—]{2,})*")


def rows_at(lines: Sequence[Block], place: int) -> tuple[Table, int] | None:
    """The table that begins at a line, and how many lines it takes.

    >>> from pipeline.segment import segment
    >>> from pipeline.model import Text
    >>> typed = "Team     P   Pts\\n-----  ---  ----\\nOttley   6   140\\nHaxley   7   173"
    >>> rows_at(segment(Text(typed, "", "", 0)).blocks, 0)
    (Table(rows=(('Team', 'P', 'Pts'), ('Ottley', '6', '140'), ('Haxley', '7', '173')), header=1), 4)
    """
    barred = _rows(lines, place, cells, _RULE_ROW)
    if len(barred[0].rows) >= BARRED_ROWS:
        return barred
    typed = _rows(lines, place, aligned, _TYPED_RULE)
    return typed if len(typed[0].rows) >= TYPED_ROWS else None


def _rows(
    lines: Sequence[Block], place: int, read: Callable[[Block], tuple[str, ...]], rule: re.Pattern[str]
) -> tuple[Table, int]:
    """The rows from a line on; a ruled line below a row makes those above it the header.

    Between rows with bars or tabs a blank line may stand, as between all lines of such a page: then between all rows.
    """
    rows: list[tuple[str, ...]] = []
    header, end = 0, place
    gap = lines[place + 1].gap if read is cells and place + 1 < len(lines) and lines[place + 1].gap == 1 else 0
    while end < len(lines) and (end == place or lines[end].gap == gap):
        if rows and rule.fullmatch(lines[end].text):
            header = len(rows)
        else:
            row = read(lines[end])
            if not row or (rows and read is cells and abs(len(row) - len(rows[0])) > 1):
                break
            rows.append(row)
        end += 1
    return Table(tuple(rows), header), end - place
