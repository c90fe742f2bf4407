"""Predictions of held-out pages → the tables of the model card."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.learned.cut import best_cut
from training.dataset import Example, body_sizes, page_f1

Chances = NDArray[np.float32]
Cut = Callable[[Chances, NDArray[np.float32]], float]

_STEPS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def fixed(threshold: float) -> Cut:
    """The same threshold on every page."""
    return lambda chances, sizes: threshold


def best_threshold(pages: Sequence[Example], chances: Sequence[Chances]) -> float:
    """The fixed threshold with the best mean over sets, so that no large set decides alone."""

    def score(threshold: float) -> float:
        by_set = grouped(pages, scores(pages, chances, fixed(threshold)), lambda page: [page.row.set])
        return float(np.mean([value for _, value in by_set.values()]))

    return max(_STEPS, key=score)


def scores(pages: Sequence[Example], chances: Sequence[Chances], cut: Cut) -> list[float]:
    """Word F1 of each page; 0 where nothing was found."""
    return [
        page_f1(page, found >= cut(found, body_sizes(page))) if len(found) else 0.0
        for page, found in zip(pages, chances, strict=True)
    ]


def grouped(
    pages: Iterable[Example], values: Iterable[float], groups: Callable[[Example], list[str]]
) -> dict[str, tuple[int, float]]:
    """Count and mean of each group a page is in."""
    sums: dict[str, list[float]] = defaultdict(list)
    for page, value in zip(pages, values, strict=True):
        for group in groups(page):
            sums[group].append(value)
    return {name: (len(found), float(np.mean(found))) for name, found in sorted(sums.items())}


def groups_of(page: Example) -> list[str]:
    """Every row of the table in which a page counts."""
    row = page.row
    names = [f"{row.set}, all", f"{row.set}, {row.page_type}", f"language {row.lang}"]
    if row.lang == "zh":
        names.append(f"Chinese, {row.set} {row.page_type}")
    return names


def table(pages: Sequence[Example], chances: Sequence[Chances], threshold: float) -> str:
    """Markdown: the fixed threshold, each page's own cut, and a judge that knows the labels."""
    columns = {
        "F1": scores(pages, chances, fixed(threshold)),
        "own cut": scores(pages, chances, best_cut),
        "labels known": [page_f1(page, page.shares >= 0.5) for page in pages],
    }
    rows = {name: grouped(pages, values, groups_of) for name, values in columns.items()}
    lines = ["| pages | n | " + " | ".join(columns) + " |", "| --- | --: " + "| --: " * 3 + "|"]
    for group, (count, _) in rows["F1"].items():
        cells = " | ".join(f"{rows[name][group][1]:.3f}" for name in columns)
        lines.append(f"| {group} | {count} | {cells} |")
    return "\n".join(lines)


def worst(pages: Sequence[Example], chances: Sequence[Chances], threshold: float) -> str:
    """How the pages below 0.5 fail, by set and type: nothing kept, too much, too little."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for page, found in zip(pages, chances, strict=True):
        kept = found >= threshold
        if len(found) and page_f1(page, kept) >= 0.5:
            continue
        taken = float(page.sizes[kept].sum()) if len(found) else 0.0
        gold = float(page.gold_counts.sum())
        kind = 0 if not taken else 1 if taken > gold else 2
        tally[f"{page.row.set}, {page.row.page_type}"][kind] += 1
    lines = [
        "| pages below 0.5 | nothing kept | too much | too little |",
        "| --- | --: | --: | --: |",
    ]
    lines += [f"| {name} | {a} | {b} | {c} |" for name, (a, b, c) in sorted(tally.items())]
    return "\n".join(lines)
