"""The judge of lines against what can be built in an evening: boosted trees on what lines look like, no rules, no net.

    python -m benchmarks.prototype TEXTMODE --folds FOLDS [--json]

The trees (LightGBM, in the extra `train`) read what the net reads but for what the rules see and take, and learn from
TEXTMODE alone; both sides judge each page knowing no page of its site. FOLDS and the score are those of `lines.py`.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from benchmarks.lines import Counts, Scored, by_folds, count, figures, groups, score
from benchmarks.support import Tally, bar, read_lines, visible, watch
from pipeline.characters import count_words
from pipeline.learned.lines import Read, line_features
from pipeline.model import Block, Text
from pipeline.segment import segment

TREES, OURS = "trees", "ours, titles set aside"
CUT = 0.5
WANTED = 0.04
"""By how much rules and judge should be above the trees, on each set and language."""


class Lined(Struct, frozen=True):
    """A page as the trees read it, and the lines it came from."""

    told: dict[str, Any]
    blocks: tuple[Block, ...]
    fold: int
    matrix: NDArray[np.float32]
    shares: NDArray[np.float32]
    sizes: NDArray[np.float32]


def main() -> None:
    """Print both sides for each set, language and kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("textmode", type=Path)
    parser.add_argument("--folds", type=Path, required=True, help="folder that training.lines --folds wrote")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    from training.baseline import cross_validated  # noqa: PLC0415 — how a page is read is tested without the extra

    folds: dict[str, int] = json.loads((options.folds / "folds.json").read_text("utf-8"))
    pages = [
        page
        for path in sorted(options.textmode.glob("*.jsonl.gz"))
        for told in read_lines(path)
        if any(told["labels"]) and (page := lined(told, folds[told["id"]])) is not None
    ]
    labelling = by_folds(options.folds)
    scored: list[Scored] = []
    tallies: dict[str, Tally] = defaultdict(Tally)
    for page, chances in zip(pages, cross_validated(pages), strict=True):
        found, _ = score(page.told, tallies, labelling(page.told["id"]))
        found.methods[TREES] = counted(page, chances)
        scored.append(found)
        watch(len(scored))
    show(scored, as_json=options.json)


def lined(told: dict[str, Any], fold: int) -> Lined | None:
    """A page measured without its rules; None where nothing is on it."""
    blocks = segment(Text("\n".join(told["lines"]), "text/plain", "utf-8", 0)).blocks
    if not blocks:
        return None
    unread: list[None] = [None] * len(blocks)
    matrix = line_features(blocks, Read(unread, unread)).matrix
    gold = [told["labels"][block.first - 1 : block.last] for block in blocks]
    shares = np.array([sum(labels) / len(labels) for labels in gold], dtype=np.float32)
    sizes = np.array([count_words(block.text) for block in blocks], dtype=np.float32)
    return Lined(told, blocks, fold, matrix, shares, sizes)


def counted(page: Lined, chances: NDArray[np.float32]) -> Counts:
    """Characters of the page's lines, titles set aside, where every line from the cut on is kept."""
    kept = {
        number
        for block, chance in zip(page.blocks, chances.tolist(), strict=True)
        if chance >= CUT
        for number in range(block.first - 1, block.last)
    }
    titles = set(page.told["title_lines"])
    lines = enumerate(zip(page.told["lines"], page.told["labels"], strict=True))
    return count(
        (line.strip(), bool(label), number in kept)
        for number, (line, label) in lines
        if visible(line) and number not in titles
    )


def show(scored: list[Scored], *, as_json: bool) -> None:
    """A row for each set, language and kind: both sides, and how far apart they are."""
    rows = {name: (len(held), figures(held, TREES), figures(held, OURS)) for name, held in groups(scored).items()}
    if as_json:
        print(json.dumps({name: {"pages": n, "trees": a, "ours": b} for name, (n, a, b) in rows.items()}, indent=2))
        return
    print(f"{'':20} pages  trees    lost   ours    lost   above")
    lost = "article_characters_removed"
    for name, (number, trees, ours) in rows.items():
        above = ours["f1"] - trees["f1"]
        print(
            f"{name:20} {number:5}  {trees['f1']:.3f}  {trees[lost]:6.2%}  {ours['f1']:.3f}  {ours[lost]:6.2%}"
            f"  {above:+.3f}  {bar(max(above, 0), 0.2, 16)}{'' if above >= WANTED else ' missed'}"
        )


if __name__ == "__main__":
    main()
