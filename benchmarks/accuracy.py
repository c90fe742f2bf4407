"""How good articles of real HTML pages are, each page judged by weights that have seen no page of its site.

`python -m training CORPUS --folds FOLDS` writes the probabilities that this reads. The whole way is
measured: bytes in, the text of the articles out, a page without an article counted as 0.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from benchmarks.scores import WIDE_LANGUAGES, word_f1
from pipeline.flow import clean_page
from pipeline.judge import cut_of, judge
from pipeline.learned.shape import shape
from pipeline.model import Cleaned, Opinion, Page, Segmented
from pipeline.settings import Settings
from training.corpus import SETS, GoldPage, holds_title, pages


class Held(Struct):
    """The held-out probabilities of one page, as a judge."""

    found: NDArray[np.float32]
    plain: float
    """The held-out probability that the page is of a kind with one text."""
    fits: bool = True
    """Whether there was one for each block; else the shipped weights judged."""

    def __call__(self, segmented: Segmented) -> Opinion | None:
        """The shipped judge's title and places with the held-out probabilities."""
        opinion = judge(segmented)
        if opinion is None or segmented.markup is None or segmented.markup.recovered is not None:
            return opinion
        leaves = segmented.markup.leaves
        places = [row for row, block in enumerate(segmented.blocks) if not leaves[block.first - 1].hidden]
        self.fits = len(places) == len(self.found)
        if not self.fits or not places:
            return opinion
        shown = [segmented.blocks[row].text for row in places]
        words = np.expm1(shape(shown)["words"])
        title = None if opinion.title is None else places.index(opinion.title)
        chances = np.zeros(len(segmented.blocks), dtype=np.float32)
        chances[places] = self.found
        return replace(opinion, chances=tuple(chances.tolist()), cut=cut_of(self.found, words, title), plain=self.plain)


def scored(corpus: Path, folds: Path | None, sets: tuple[str, ...]) -> Iterator[tuple[GoldPage, float, Cleaned, bool]]:
    """Each page with its score, what became of it, and whether weights judged it that had not seen its site."""
    held: list[Held] | None = None
    if folds is not None:
        with np.load(folds) as stored:
            plain = stored["plain"]
            held = [Held(stored[f"arr_{place}"], float(plain[place])) for place in range(len(plain))]
    for place, gold in enumerate(pages(corpus, SETS)):
        if gold.row.set not in sets:
            continue
        judging = held[place] if held is not None else None
        page = Page(gold.row.id, gold.data, media_type="text/html", url=gold.row.url)
        cleaned = clean_page(page, Settings(), judging=judging or judge)
        yield gold, score(gold, cleaned), cleaned, judging is not None and judging.fits


def score(gold: GoldPage, cleaned: Cleaned) -> float:
    """Word F1 of all articles of the page; the title stands before the text where the gold's does."""
    title = cleaned.articles[0].title if cleaned.articles else None
    text = "\n".join(article.text for article in cleaned.articles)
    if title and holds_title(gold.row, title):
        text = f"{title}\n{text}"
    return word_f1(text, gold.row.text, wide=gold.row.lang in WIDE_LANGUAGES)


def groups(gold: GoldPage) -> list[str]:
    """The rows of the table in which a page counts."""
    row = gold.row
    names = [row.set, f"{row.set} {row.page_type}", f"language {row.lang}"]
    if row.lang == "zh":
        names += ["Chinese, all sets", f"Chinese, {row.set} {row.page_type}"]
    return names


def main() -> None:
    """Print mean scores by set, page type and language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument(
        "--folds", type=Path, help="held-out probabilities; without them the shipped weights, which know the pages"
    )
    parser.add_argument("--sets", nargs="+", default=list(SETS), choices=SETS)
    parser.add_argument("--worst", type=Path, help="write every page's score here, worst first, as JSON lines")
    options = parser.parse_args()
    rows: dict[str, list[float]] = defaultdict(list)
    every: list[tuple[float, str, str]] = []
    unheld = absent = 0
    for gold, value, cleaned, held in scored(options.corpus, options.folds, tuple(options.sets)):
        unheld += not held
        absent += not cleaned.articles
        every.append((value, gold.row.id, cleaned.absence or ""))
        for group in groups(gold):
            rows[group].append(value)
    print(f"{'pages':34} {'n':>5} {'F1':>6}")
    for group, values in sorted(rows.items()):
        print(f"{group:34} {len(values):5} {np.mean(values):6.3f}")
    print(f"{absent} pages without an article; {unheld} judged by the shipped weights")
    if options.worst:
        lines = (json.dumps({"id": name, "f1": round(value, 4), "absence": why}) for value, name, why in sorted(every))
        options.worst.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
