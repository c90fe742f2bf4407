"""Columns of a sequence → the same columns of what stands before and after.

Columns are made in blocks, a row of the block a column: a call into NumPy costs more than the
arithmetic of a page, and there are two hundred columns.
"""

import numpy as np

from pipeline.learned.shape import Column, Columns


def neighbours(columns: Columns, names: tuple[str, ...], reach: int) -> Columns:
    """Each named column at every offset up to `reach` in both directions."""
    given = np.stack([columns[name] for name in names])
    offsets = [by for by in range(-reach, reach + 1) if by]
    block = np.zeros((len(names), len(offsets), given.shape[1]), dtype=np.float32)
    for place, by in enumerate(offsets):
        if by > 0:
            block[:, place, :-by] = given[:, by:]
        else:
            block[:, place, -by:] = given[:, :by]
    titles = [f"{name}{by:+d}" for name in names for by in offsets]
    return dict(zip(titles, block.reshape(len(titles), -1), strict=True))


def windows(columns: Columns, names: tuple[str, ...], reaches: tuple[int, ...]) -> Columns:
    """Each named column's mean over each reach."""
    given = np.stack([columns[name] for name in names])
    count = given.shape[1]
    total = np.zeros((len(names), count + 1))
    np.cumsum(given, axis=1, dtype=np.float64, out=total[:, 1:])
    rows = np.arange(count)
    block = np.empty((len(names), len(reaches), count), dtype=np.float32)
    for place, reach in enumerate(reaches):
        low, high = np.maximum(rows - reach, 0), np.minimum(rows + reach + 1, count)
        block[:, place] = (total[:, high] - total[:, low]) / (high - low)
    titles = [f"{name}~{reach}" for name in names for reach in reaches]
    return dict(zip(titles, block.reshape(len(titles), -1), strict=True))


def place(sizes: Column, long: Column) -> Columns:
    """Where a row stands: among the rows, the characters, and from the outer long rows."""
    count = len(sizes)
    rows = np.arange(count, dtype=np.float32)
    before = np.cumsum(sizes) - sizes
    total = max(float(sizes.sum()), 1.0)
    found = np.flatnonzero(long)
    first, last = (found[0], found[-1]) if len(found) else (0, count - 1)
    behind, ahead = _distances(long)
    logs = np.log1p(
        np.stack(
            (rows, count - 1 - rows, np.abs(rows - first), np.abs(rows - last), behind, ahead),
            dtype=np.float32,
        )
    )
    return {
        "place": rows / max(count, 1),
        "text_before": before / total,
        "row": logs[0],
        "rows_left": logs[1],
        "from_first_long": np.sign(rows - first) * logs[2],
        "from_last_long": np.sign(rows - last) * logs[3],
        "since_long": logs[4],
        "until_long": logs[5],
    }


def _distances(marked: Column) -> tuple[Column, Column]:
    """Rows since the last marked row and until the next; the count of rows where there is none."""
    count = len(marked)
    rows = np.arange(count)
    last = np.maximum.accumulate(np.where(marked > 0, rows, -count))
    following = np.minimum.accumulate(np.where(marked > 0, rows, 2 * count)[::-1])[::-1]
    return (
        np.minimum(rows - last, count).astype(np.float32),
        np.minimum(following - rows, count).astype(np.float32),
    )
