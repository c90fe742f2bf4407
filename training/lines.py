"""python -m training.lines TEXTMODE CORPUS: train the judge of lines of text pages and say how good it is."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

from pipeline.learned.lines import Read, line_features
from pipeline.learned.reasons import REASONS
from pipeline.model import Text
from pipeline.segment import segment
from training import baseline
from training.batches import Prepared, prepared
from training.corpus import pages
from training.corrected import corrected_lines
from training.dataset import FOLDS, Example
from training.flattened import LONGEST, Flat, clean, flattened, leaves_as_lines, restyled, styles_of
from training.glued import glued, pairs
from training.line_card import card
from training.line_examples import line_example
from training.network import Form, Judge, Plan, predicted, train
from training.store import arrays, write
from training.thinned import thinned
from training.told import FACTS, Known, known_of
from training.written import FOLDERS, NAMED, WRITTEN, written_lines

EVERY = 3
"""Of the many English pages of wcxb only so many have their leaves as lines, too: one in three."""
EVERY_OTHER = 2
"""Of the pages of l3sgn1, all of one kind and in no set that is measured, so many are flattened in other styles."""
CUT = 0.5
"""At which the net by itself is measured; label/lines.py cuts lower."""
THIN_FORMS = 3
"""Of each page so many forms with a thin frame, of which an epoch sees one."""


GLUED_FORMS = 2
"""Of each two pages that are glued together so many forms, of which an epoch sees one."""
REASON_SHARE = 0.15
"""Weight of the reasons: with 0.1 they are right for 77 % of the lines of unseen pages, with 0.2 for 79 %, and F1 loses
0.002."""


class Lines(msgspec.Struct, frozen=True):
    """A page of lines, ready."""

    flat: Flat
    ready: Prepared
    form: bool = False
    """Whether it is one of the forms of an HTML page, of which an epoch sees one."""


def main() -> int:
    """Cross-validate by site, then train on everything and write the weights."""
    options = _options()
    torch.set_num_threads(options.threads)
    plan = Plan(epochs=options.epochs, rows=8_000, reason_share=REASON_SHARE)
    started = time.monotonic()
    held = list(_held(options))
    _say(f"{len(held)} pages, {sum(len(each.ready.page.shares) for each in held):,} lines", started)
    chances = cross_validated(held, plan, options.folds, started)
    figures = {"net": scores(held, chances)}
    if options.baseline:
        figures["trees"] = scores(held, baseline.cross_validated([each.ready.page for each in held if _measured(each)]))
    print(table(held, figures), flush=True)
    write(options.out, arrays(_trained(held, plan, None), CUT))
    _say(f"{options.out} written, {options.out.stat().st_size} bytes", started)
    if options.card:
        options.card.write_text(card([each.flat for each in held], plan, table(held, figures)), "utf-8")
    return 0


def form() -> Form:
    """What the judge of lines reads and says."""
    block = segment(Text("a", "text/plain", "utf-8", 0)).blocks
    names = line_features(block, Read([None], [None])).names
    return Form(names, 0, (1, 2, 4, 8, 16, 1), (1.0, 1.0), reasons=len(REASONS), facts=FACTS, begins=True)


def _held(options: argparse.Namespace) -> Iterator[Lines]:
    """All pages: the gold texts, HTML pages flattened in several forms, real ones, corrected and written ones."""
    sites: dict[str, str] = {}
    known: dict[str, Known] = {}
    styles = styles_of(options.textmode)
    for number, gold in enumerate(pages(options.corpus)):
        sites[gold.row.id] = gold.site
        known[gold.row.id] = known_of(gold)
        if not gold.row.text.strip():
            continue
        yield from _ready(clean(gold), form=False)
        leaves = leaves_as_lines(gold, known[gold.row.id])
        if gold.row.set != "wcxb" or number % EVERY == 0:
            yield from _ready(leaves, form=True)
        yield from _thin(leaves)
        if gold.row.set != "l3sgn1" or number % EVERY_OTHER == 0:
            for flat in restyled(gold, number, styles.get(gold.row.id), known[gold.row.id]):
                yield from _ready(flat, form=True)
    corrected = [] if options.corrections is None else corrected_lines(options.corrections)
    written = chain.from_iterable(map(written_lines, options.written))
    single: list[Flat] = []
    for flat in flattened(options.textmode, sites, known):
        yield from _ready(flat, form=False)
        yield from _thin(flat)
        single.append(thinned(flat, THIN_FORMS) or flat)
    for flat in chain(corrected, written):
        yield from _ready(flat, form=False)
        single.append(flat)
    for first, second in pairs(single):
        for seed in range(GLUED_FORMS):
            yield from _ready(glued(first, second, seed), form=True)


def _ready(flat: Flat, *, form: bool) -> Iterator[Lines]:
    """The page, measured and labelled; none where nothing is on it."""
    example = line_example(flat)
    if example is not None:
        yield Lines(flat, prepared(example), form)


def _thin(flat: Flat) -> Iterator[Lines]:
    """The page with a thin frame, in several forms."""
    for seed in range(THIN_FORMS):
        if (thin := thinned(flat, seed)) is not None:
            yield from _ready(thin, form=True)


def _trained(held: list[Lines], plan: Plan, without: int | None) -> Judge:
    """A judge that has seen all pages, or all but those of one fold."""
    seen = [each for each in held if each.ready.page.fold != without and _short(each)]
    forms: dict[str, list[Prepared]] = {}
    for each in seen:
        if each.form:
            forms.setdefault(each.flat.id, []).append(each.ready)
    return train([each.ready for each in seen if not each.form], plan, form(), list(forms.values()))


def cross_validated(held: list[Lines], plan: Plan, folder: Path | None, started: float) -> list[NDArray[np.float32]]:
    """The real flattened pages, each judged by a net that has seen no page of its site; the nets are kept."""
    found: list[NDArray[np.float32]] = [np.zeros(0, dtype=np.float32) for each in held if _measured(each)]
    for fold in range(FOLDS):
        judge = _trained(held, plan, fold)
        if folder is not None:
            write(folder / f"lines.{fold}.npz", arrays(judge, CUT))
        measured = [each for each in held if _measured(each)]
        for place, each in enumerate(measured):
            if each.ready.page.fold == fold:
                found[place] = predicted(judge, [each.ready])[0]
        _say(f"fold {fold}", started)
    if folder is not None:
        told = {each.flat.id: each.ready.page.fold for each in held}
        (folder / "folds.json").write_text(json.dumps(told, indent=0, sort_keys=True), "utf-8")
    return found


def scores(held: list[Lines], chances: list[NDArray[np.float32]]) -> list[float]:
    """F1 of each real flattened page, weighted by words, where all lines from the cut on are kept."""
    measured = [each.ready.page for each in held if _measured(each)]
    return [_f1(page, found >= CUT) for page, found in zip(measured, chances, strict=True)]


def _f1(page: Example, kept: NDArray[np.bool_]) -> float:
    gold = page.shares * page.sizes
    return float(2 * gold[kept].sum() / max(gold.sum() + page.sizes[kept].sum(), 1e-9))


def table(held: list[Lines], figures: dict[str, list[float]]) -> str:
    """Markdown: the mean of each set, language and kind with ten pages and more."""
    rows: dict[str, list[int]] = {}
    for place, each in enumerate(each for each in held if _measured(each)):
        flat = each.flat
        for name in (f"set {flat.set}", f"language {flat.lang}", f"kind {flat.page_type}"):
            rows.setdefault(name, []).append(place)
    lines = ["| pages | n | " + " | ".join(figures) + " |", "| --- | --: |" + " --: |" * len(figures)]
    for name, places in sorted(rows.items()):
        if len(places) >= 10:
            cells = " | ".join(f"{np.mean([values[place] for place in places]):.3f}" for values in figures.values())
            lines.append(f"| {name} | {len(places)} | {cells} |")
    return "\n".join(lines)


def _measured(each: Lines) -> bool:
    return each.flat.measured


def _short(each: Lines) -> bool:
    return len(each.ready.page.shares) < LONGEST


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.lines", description=__doc__)
    parser.add_argument("textmode", type=Path, help="folder with *.jsonl.gz: flattened pages with their labels")
    parser.add_argument("corpus", type=Path, help="folder with wcxb/, magic/, daniel/, l3sgn1/: sites, gold, markup")
    parser.add_argument("--corrections", type=Path, help="folder of corrections: its pages of text are examples, too")
    parser.add_argument("--written", type=Path, nargs="*", default=FOLDERS, help=f"{WRITTEN}; {NAMED} by default")
    parser.add_argument("--out", type=Path, default=Path("pipeline/data/lines.npz"))
    parser.add_argument("--card", type=Path, help="write the model card here")
    parser.add_argument("--folds", type=Path, help="write the nets of the folds into this folder")
    parser.add_argument("--baseline", action="store_true", help="train boosted trees on the same folds, too")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _say(what: str, started: float) -> None:
    print(f"{time.monotonic() - started:7.0f} s  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
