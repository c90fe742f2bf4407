"""For every phrase of the lists: how often it hits article lines, how often noise lines.

    python -m benchmarks.phrases TEXTMODE [--all] [--top N] [--json]

TEXTMODE is a folder of `*.jsonl.gz` as for lines.py. Lines are folded and looked up as the pipeline
does it, each kind of match by itself; what the rules of context would then do with a hit is not
asked here, so a hit on an article line is a warning and not yet a loss. Phrases with article hits
are shown, worst first; with `--all` also those that hit noise alone.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.support import bar, read_lines, watch
from pipeline.label.sight import LONGEST_SENTENCE
from pipeline.lexicon import Hit, Lexicon, lexicon
from pipeline.model import Block, Text
from pipeline.segment import segment


class Phrase(NamedTuple):
    """A phrase of the lists and how it is matched."""

    family: str
    match: str
    edge: bool
    phrase: str


class Hits:
    """How often a phrase hit, and on how many pages an article line."""

    def __init__(self) -> None:
        """No hits yet."""
        self.article = 0
        self.noise = 0
        self.characters = 0
        self.pages: set[str] = set()

    @property
    def precision(self) -> float:
        """Share of the hits that are noise."""
        return self.noise / max(self.noise + self.article, 1)


def main() -> None:
    """Print the phrases with hits on article lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("textmode", type=Path)
    parser.add_argument("--all", action="store_true", help="phrases that hit noise alone, too")
    parser.add_argument("--top", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = count(arguments.textmode)
    worst = sorted(
        found.items(),
        key=lambda item: (-item[1].article, -item[1].characters, -item[1].noise, item[0]),
    )
    chosen = [(phrase, hits) for phrase, hits in worst if hits.article or arguments.all]
    if arguments.json:
        print(json.dumps([record(*item) for item in chosen], ensure_ascii=False, indent=2))
    else:
        show(chosen[: arguments.top], found)


def count(folder: Path) -> dict[Phrase, Hits]:
    """Hits of every phrase over all pages; phrases without a hit stand there with zeros."""
    lists = lexicon()
    held = (*lists.lines.values(), *lists.words.values(), *lists.starts.values(), *lists.part_hits)
    found: dict[Phrase, Hits] = defaultdict(Hits, {_phrase(hit): Hits() for hit in held})
    pages = 0
    for path in sorted(folder.glob("*.jsonl.gz")):
        for page in read_lines(path):
            pages += 1
            watch(pages)
            for line, label in zip(page["lines"], page["labels"], strict=True):
                if line.strip():
                    add(found, lists, line, article=bool(label), page=page["id"])
    return found


def add(found: dict[Phrase, Hits], lists: Lexicon, line: str, *, article: bool, page: str) -> None:
    """The hits of one line."""
    for block in segment(Text(line, "text/plain", "utf-8", 0)).blocks:
        for phrase in set(map(_phrase, looked_up(lists, block))):
            hits = found[phrase]
            if article:
                hits.article += 1
                hits.characters += len(line)
                hits.pages.add(page)
            else:
                hits.noise += 1


def looked_up(lists: Lexicon, block: Block) -> Iterator[Hit]:
    """What each kind of match says of a line, with the pipeline's own conditions."""
    key = block.key
    if not key:
        return
    whole = lists.whole(key)
    opening = lists.opening(key)
    words = lists.only_words(key) if not block.stops and whole is None else None
    yield from (hit for hit in (whole, opening, words) if hit is not None)
    if block.size <= LONGEST_SENTENCE:
        yield from (hit for _, hit in lists.inside(key))


def _phrase(hit: Hit) -> Phrase:
    return Phrase(hit.family, hit.match, hit.edge, hit.phrase)


def show(chosen: list[tuple[Phrase, Hits]], found: dict[Phrase, Hits]) -> None:
    """The table for people, and how the families do."""
    most = max((hits.article for _, hits in chosen), default=0)
    print(f"{'family':12} {'match':6} {'place':9} {'article':>7} {'noise':>7} {'precision':>9}  phrase")
    for phrase, hits in chosen:
        place = "edge" if phrase.edge else "anywhere"
        print(
            f"{phrase.family:12} {phrase.match:6} {place:9} {hits.article:7,} {hits.noise:7,}"
            f" {hits.precision:9.3f}  {phrase.phrase[:50]}  {bar(hits.article, most, 12)}"
        )
    print(f"\n{'family':12} {'match':6} {'phrases':>7} {'that hit':>8} {'article':>7} {'noise':>8} {'precision':>9}")
    for (family, match), got in families(found).items():
        precision = got["noise"] / max(got["noise"] + got["article"], 1)
        print(
            f"{family:12} {match:6} {got['phrases']:7,} {got['hit']:8,}"
            f" {got['article']:7,} {got['noise']:8,}"
            f" {precision:9.3f} {bar(precision, 1, 12)}"
        )


def families(found: dict[Phrase, Hits]) -> dict[tuple[str, str], Counter[str]]:
    """Phrases and hits by family and kind of match."""
    told: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for phrase, hits in found.items():
        told[phrase.family, phrase.match].update(
            phrases=1, hit=bool(hits.article or hits.noise), article=hits.article, noise=hits.noise
        )
    return dict(sorted(told.items()))


def record(phrase: Phrase, hits: Hits) -> dict[str, Any]:
    """One phrase as JSON."""
    return {
        **phrase._asdict(),
        "article": hits.article,
        "noise": hits.noise,
        "precision": round(hits.precision, 4),
        "article_characters": hits.characters,
        "pages_with_article_hits": len(hits.pages),
    }


if __name__ == "__main__":
    main()
