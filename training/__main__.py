"""python -m training CORPUS: train the judge of HTML blocks and say how good it is."""

import argparse
import sys
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from pipeline.learned.cut import best_cut
from training.batches import Prepared, prepared
from training.card import card
from training.corpus import FREE_SETS, SETS
from training.corrected import corrected_blocks
from training.dataset import FOLDS, Example, examples, feature_names
from training.measure import Chances, best_threshold, grouped, scores, table, worst
from training.network import Judge, Plan, blocks_form, plain_of, predicted, train
from training.store import arrays, write
from training.written import FOLDERS, NAMED, WRITTEN, written_blocks


def main() -> int:
    """Cross-validate by site, print the table, then train on everything and write the weights."""
    options = _options()
    torch.set_num_threads(options.threads)
    sets = FREE_SETS if options.free else SETS
    plan = Plan(epochs=options.epochs)
    started = time.monotonic()
    pages = examples(options.corpus, SETS)
    ready = [prepared(page) if len(page.shares) else None for page in pages]
    _say(f"{len(pages)} pages read and labelled", started)
    corrected = [] if options.corrections is None else corrected_blocks(options.corrections)
    written = chain.from_iterable(map(written_blocks, options.written))
    more = [prepared(page) for page in chain(corrected, written) if len(page.shares)]
    chances, plain = cross_validated(pages, ready, sets, plan, started, more)
    if options.folds:
        np.savez_compressed(options.folds, *chances, plain=plain)
    threshold = best_threshold(pages, chances)
    figures = table(pages, chances, threshold)
    failures = worst(pages, chances, threshold)
    print(figures, failures, f"threshold {threshold}", sep="\n\n", flush=True)
    chosen = [each for each in ready if each and each.page.row.set in sets]
    judge = train([*chosen, *more], plan, blocks_form(feature_names()))
    write(options.out, arrays(judge, threshold))
    _say(f"{options.out} written, {options.out.stat().st_size} bytes", started)
    if options.card:
        options.card.write_text(
            card(pages, sets, plan, threshold=threshold, figures=figures, failures=failures),
            "utf-8",
        )
    return 0


def cross_validated(
    pages: list[Example],
    ready: list[Prepared | None],
    sets: tuple[str, ...],
    plan: Plan,
    started: float,
    more: Sequence[Prepared] = (),
) -> tuple[list[Chances], NDArray[np.float32]]:
    """Each page judged by a net that has seen no page of its site: its leaves, and whether its kind has one text.

    `more` is trained on, and not measured.
    """
    found: list[Chances] = [np.zeros(0, dtype=np.float32) for _ in pages]
    plain = np.ones(len(pages), dtype=np.float32)
    for fold in range(FOLDS):
        judge: Judge = train(
            [
                *(each for each in ready if each and each.page.fold != fold and each.page.row.set in sets),
                *(each for each in more if each.page.fold != fold),
            ],
            plan,
            blocks_form(feature_names()),
        )
        for place, each in enumerate(ready):
            if each and each.page.fold == fold:
                found[place] = predicted(judge, [each])[0]
                plain[place] = plain_of(judge, each)
        done = [place for place, page in enumerate(pages) if page.fold == fold]
        by_set = grouped(
            [pages[place] for place in done],
            scores([pages[place] for place in done], [found[place] for place in done], best_cut),
            lambda page: [page.row.set],
        )
        figures = ", ".join(f"{name} {value:.3f}" for name, (_, value) in by_set.items())
        _say(f"fold {fold}: {figures}", started)
    return found, plain


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder with wcxb/, magic/, daniel/, l3sgn1/")
    parser.add_argument("--corrections", type=Path, help="folder of corrections: its pages of HTML are examples, too")
    parser.add_argument("--written", type=Path, nargs="*", default=FOLDERS, help=f"{WRITTEN}; {NAMED} by default")
    parser.add_argument("--out", type=Path, default=Path("pipeline/data/blocks.npz"))
    parser.add_argument("--card", type=Path, help="write the model card here")
    parser.add_argument("--folds", type=Path, help="write held-out probabilities here")
    parser.add_argument("--free", action="store_true", help="train on wcxb and magic alone")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _say(what: str, started: float) -> None:
    print(f"{time.monotonic() - started:7.0f} s  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
