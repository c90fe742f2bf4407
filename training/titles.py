"""python -m training.titles TEXTMODE CORPUS FOLDS [CASES …]: fit the weights of title signs, and print them.

TEXTMODE holds flattened pages as `python -m benchmarks.lines` reads them, CORPUS the manifest with their titles, FOLDS
what `python -m training.lines --folds` wrote, so that no page is judged by a net that has seen it; CASES are folders of
cases. The weights go into `pipeline/title_signs.py` by hand, rounded.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.lines import by_folds
from pipeline.headline import heads_candidates
from pipeline.label import Labeller
from pipeline.model import Text
from pipeline.segment import segment
from pipeline.title_signs import SIGNS, signs
from training.corpus import pages
from training.told import folded, known_of
from training.written import SET

STEPS, RATE, LEAST_SQUARES = 400, 0.03, 1.0
MINORITY = 3.0
"""Weight of a page that is no English one: there are so many more of those."""


class Choice(msgspec.Struct, frozen=True):
    """The lines of a page that may be its title, and which of them are."""

    signs: NDArray[np.float64]
    right: NDArray[np.bool_]
    worth: float


def choice(text: str, title: str, worth: float, labeller: Labeller) -> Choice | None:
    """A page's candidates; None where its title is none of them, or nothing is to be chosen."""
    labelled = labeller(segment(Text(text, "text/plain", "utf-8", 0)).blocks)
    head, candidates = heads_candidates(labelled)
    if head is None or len(candidates) < 2:
        return None
    right = np.array([folded(labelled[index].block.text) == folded(title) for index in candidates])
    rows = np.array([signs(head, index) for index in candidates])
    return Choice(rows, right, worth) if right.any() else None


def titled(textmode: Path, corpus: Path, cases: list[Path]) -> Iterator[tuple[str, str, str, float]]:
    """Name, text, title and worth of every page that has a title."""
    titles = {page.row.id: title for page in pages(corpus) if (title := known_of(page).title)}
    for path in sorted(textmode.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                if row["id"] in titles:
                    worth = 1.0 if row["lang"] == "en" else MINORITY
                    yield row["id"], "\n".join(row["lines"]), titles[row["id"]], worth
    for folder in cases:
        for gold in sorted(folder.rglob("*.gold.json")):
            page = gold.with_name(gold.name.replace(".gold.json", ".txt"))
            articles = json.loads(gold.read_text("utf-8"))["articles"]
            if page.exists() and len(articles) == 1 and articles[0]["title"]:
                name = f"{SET}/{gold.name.removesuffix('.gold.json')}"
                yield name, page.read_text("utf-8", errors="replace"), articles[0]["title"], MINORITY


def fit(choices: list[Choice]) -> NDArray[np.float64]:
    """Weights under which the right line of each page is the likeliest (softmax, Adam)."""
    weights = np.zeros(len(SIGNS))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = -LEAST_SQUARES * weights
        for one in choices:
            scores = one.signs @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            wanted = chances * one.right
            slope += one.worth * one.signs.T @ (wanted / wanted.sum() - chances)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
    return weights


def main() -> None:
    """Fit, and print each sign's number and weight."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("textmode", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("cases", type=Path, nargs="*")
    said = parser.parse_args()
    labelling, seen = by_folds(said.folds), json.loads((said.folds / "folds.json").read_text("utf-8"))
    known = (page for page in titled(said.textmode, said.corpus, said.cases) if page[0] in seen)
    found = (choice(text, title, worth, labelling(name)) for name, text, title, worth in known)
    choices = [one for one in found if one is not None]
    weights = fit(choices)
    right = sum(bool(one.right[int(np.argmax(one.signs @ weights))]) for one in choices)
    print(f"{right} of {len(choices)} pages")
    for number, weight in enumerate(weights):
        print(f"{number:2} {weight:6.2f}   now {SIGNS[number][1]:6.2f}")


if __name__ == "__main__":
    main()
