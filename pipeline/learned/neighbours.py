"""Columns of a sequence → the same columns of what stands before and after."""

import numpy as np

from pipeline.learned.shape import Column, Columns


def shifted(column: Column, by: int) -> Column:
    """The value `by` rows further on; 0 beyond the ends."""
    out = np.zeros_like(column)
    if by > 0:
        out[:-by] = column[by:]
    elif by < 0:
        out[-by:] = column[:by]
    return out


def window_mean(column: Column, reach: int) -> Column:
    """Mean over the rows at most `reach` away, fewer at the ends."""
    count = len(column)
    total = np.concatenate(([0.0], np.cumsum(column, dtype=np.float64)))
    rows = np.arange(count)
    low, high = np.maximum(rows - reach, 0), np.minimum(rows + reach + 1, count)
    means: Column = ((total[high] - total[low]) / (high - low)).astype(np.float32)
    return means


def neighbours(columns: Columns, names: tuple[str, ...], reach: int) -> Columns:
    """Each named column at every offset up to `reach` in both directions."""
    offsets = [by for by in range(-reach, reach + 1) if by]
    return {f"{name}{by:+d}": shifted(columns[name], by) for name in names for by in offsets}


def windows(columns: Columns, names: tuple[str, ...], reaches: tuple[int, ...]) -> Columns:
    """Each named column's mean over each reach."""
    return {f"{name}~{reach}": window_mean(columns[name], reach) for name in names for reach in reaches}


def place(sizes: Column, long: Column) -> Columns:
    """Where a row stands: among the rows, the characters, and from the outer long rows."""
    count = len(sizes)
    rows = np.arange(count, dtype=np.float32)
    before = np.cumsum(sizes) - sizes
    total = max(float(sizes.sum()), 1.0)
    found = np.flatnonzero(long)
    first, last = (found[0], found[-1]) if len(found) else (0, count - 1)
    behind, ahead = _distances(long)
    return {
        "place": rows / max(count, 1),
        "text_before": before / total,
        "row": np.log1p(rows),
        "rows_left": np.log1p(count - 1 - rows),
        "from_first_long": _signed_log(rows - first),
        "from_last_long": _signed_log(rows - last),
        "since_long": np.log1p(behind),
        "until_long": np.log1p(ahead),
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


def _signed_log(values: Column) -> Column:
    return np.asarray(np.sign(values) * np.log1p(np.abs(values)), dtype=np.float32)
