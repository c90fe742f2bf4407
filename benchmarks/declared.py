"""Pages that declare their article's text (JSON-LD `articleBody`): what ours and the gold have in common with it.

A second opinion where gold and article differ: a site knows how long its article is, but some declare an excerpt.
"""

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from benchmarks.accuracy import scored
from benchmarks.scores import WIDE_LANGUAGES, word_f1
from pipeline.decode import decode
from pipeline.markup.json_ld import page_item
from pipeline.markup.page import tokens
from pipeline.markup.walk import walk
from pipeline.model import Cleaned, Page
from training.corpus import SETS, GoldPage

SHORTEST = 40
"""Words of a declared text that is no mere description."""
SAME, OTHER = 0.9, 0.85
"""Word F1 from which two texts are one article, and below which gold and ours are not."""


class Opinion(Struct, frozen=True):
    """Word F1 of each two of the three texts of a page."""

    page: str
    ours_gold: float
    """As `accuracy.py` counts it, with the title where the gold has it."""
    ours_declared: float
    gold_declared: float

    @property
    def outvoted(self) -> bool:
        """Whether the page sides with us against the gold."""
        return self.ours_declared >= SAME and self.ours_gold < OTHER


def declared_text(gold: GoldPage) -> str | None:
    """What the page says its article's text is, without markup; None where it does not say."""
    text = decode(Page(gold.row.id, gold.data, media_type="text/html"))
    item = None if text is None else page_item(walk(text.content).declared.json)
    if item is None or not item.body:
        return None
    body = "\n".join(leaf.text for leaf in walk(item.body).leaves)
    return body if len(tokens(body)) >= SHORTEST else None


def opinion(gold: GoldPage, value: float, cleaned: Cleaned) -> Opinion | None:
    """What a page's three texts have in common; None where it declares none."""
    declared = declared_text(gold)
    if declared is None:
        return None
    wide = gold.row.lang in WIDE_LANGUAGES
    ours = "\n".join(article.text for article in cleaned.articles)
    against = [word_f1(text, declared, wide=wide) for text in (ours, gold.row.text)]
    return Opinion(gold.row.id, value, *against)


def table(groups: dict[str, list[Opinion]]) -> str:
    """Markdown, a row a group of pages."""
    lines = [
        "| pages | n | ours, gold | ours, declared | gold, declared | page with us | costs |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for name, found in sorted(groups.items()):
        scores = [(each.ours_gold, each.ours_declared, each.gold_declared) for each in found]
        means = (sum(values) / len(found) for values in zip(*scores, strict=True))
        with_us = [1 - each.ours_gold for each in found if each.outvoted]
        cells = " | ".join(f"{mean:.3f}" for mean in means)
        lines.append(f"| {name} | {len(found)} | {cells} | {len(with_us)} | {sum(with_us):.2f} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table; *costs* is the sum of what those pages lack to an F1 of 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=Path, help="held-out probabilities, as of accuracy.py")
    parser.add_argument("--sets", nargs="+", default=["wcxb", "magic"], choices=SETS)
    options = parser.parse_args(arguments)
    groups: dict[str, list[Opinion]] = defaultdict(list)
    for gold, value, cleaned, _ in scored(options.corpus, options.folds, tuple(options.sets)):
        if (found := opinion(gold, value, cleaned)) is not None:
            groups[f"{gold.row.set} {gold.row.page_type}"].append(found)
    print(table(groups))
    outvoted = [each for found in groups.values() for each in found if each.outvoted]
    for each in sorted(outvoted, key=lambda each: each.ours_gold):
        print(f"{each.page}: ours, gold {each.ours_gold:.3f}; ours, declared {each.ours_declared:.3f}")


if __name__ == "__main__":
    main()
