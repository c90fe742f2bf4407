"""What the memory of a site brings, site by site: pages cleaned with what was learned from others against without.

    python -m benchmarks.memory html CORPUS --folds FOLDS [--known 1 2 5 10 50] [--json]
    python -m benchmarks.memory lines TEXTMODE --corpus CORPUS --folds FOLDS [--known …] [--json]

Sites with at least five pages. For each page a memory is learned from so many other pages of its site,
never from the page itself; both ways it is judged by weights that have seen no page of its site (FOLDS as
for `accuracy.py` and `lines.py`). HTML: word F1 of the articles; lines: line F1 weighted by characters.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from benchmarks.accuracy import Held
from benchmarks.accuracy import score as score_html
from benchmarks.lines import by_folds, count
from benchmarks.support import KEPT, mean, read_lines, visible, watch
from pipeline.flow import clean_page
from pipeline.learning.recollect import recollect
from pipeline.learning.trace import Trace, trace_of
from pipeline.memory import Memory
from pipeline.model import Cleaned, Page
from pipeline.settings import Settings
from training.corpus import SETS, GoldPage, pages
from training.labels import gold_shares

FEWEST_PAGES = 5
"""Pages of a site that is measured."""


class Sum(Struct, frozen=True):
    """A page's score, and what of its article was lost."""

    f1: float
    lost: float
    article: float
    siblings: int = 0
    right_siblings: int = 0
    """Blocks taken as titles of other pages, and how many of these are noise."""


class Case(Struct):
    """A page of a site, and how to score what became of it."""

    id: str
    set: str
    site: str
    page: Page
    trace: Trace
    score: Callable[[Memory | None], Sum]


def known_to(case: Case, others: list[Case], known: int) -> Memory:
    """What so many other pages of the site say, the same ones each time."""
    chosen = list(others)
    random.Random(case.id).shuffle(chosen)
    return recollect(case.site, [other.trace for other in sorted(chosen[:known], key=lambda case: case.id)])


def html_cases(corpus: Path, folds: Path) -> list[Case]:
    """Pages of HTML with the weights of their fold as judge."""
    with np.load(folds) as stored:
        plain = stored["plain"]
        held = [Held(stored[f"arr_{place}"], float(plain[place])) for place in range(len(plain))]
    found = []
    golds = list(pages(corpus, SETS))
    often = Counter((gold.row.set, gold.site) for gold in golds)
    for place, gold in enumerate(golds):
        if often[gold.row.set, gold.site] >= FEWEST_PAGES:
            page = Page(gold.row.id, gold.data, media_type="text/html", url=gold.row.url)
            trace = trace_of(page)
            assert trace is not None
            found.append(Case(gold.row.id, gold.row.set, gold.site, page, trace, _html_score(gold, page, held[place])))
    return found


def _html_score(gold: GoldPage, page: Page, held: Held) -> Callable[[Memory | None], Sum]:
    shares: list[float] = []

    def score(memory: Memory | None) -> Sum:
        cleaned = clean_page(replace(page, memory=memory), Settings(), judging=held)
        blocks = [item.block for item in cleaned.labelled]
        if not shares:
            shares.extend(gold_shares([block.text for block in blocks], gold.row.text).tolist())
        wanted = [(item, share >= 0.5) for item, share in zip(cleaned.labelled, shares, strict=True)]
        article = [item for item, is_gold in wanted if is_gold]
        taken = [is_gold for item, is_gold in wanted if item.verdict and item.verdict.rule == "sibling_titles"]
        return Sum(
            score_html(gold, cleaned),
            sum(item.block.size for item in article if item.verdict is not None),
            sum(item.block.size for item in article),
            len(taken),
            len(taken) - sum(taken),
        )

    return score


def line_cases(textmode: Path, corpus: Path, folds: Path) -> list[Case]:
    """Flattened pages with the net of their fold as judge."""
    sites = {gold.row.id: gold.site for gold in pages(corpus, SETS)}
    rows = [row for path in sorted(textmode.glob("*.jsonl.gz")) for row in read_lines(path) if any(row["labels"])]
    often = Counter((row["set"], sites[row["id"]]) for row in rows)
    labelling = by_folds(folds)
    found = []
    for row in rows:
        site = sites[row["id"]]
        if often[row["set"], site] >= FEWEST_PAGES:
            page = Page(row["id"], "\n".join(row["lines"]).encode("utf-8", "replace"), charset="utf-8")
            trace = trace_of(page)
            assert trace is not None
            found.append(Case(row["id"], row["set"], site, page, trace, _line_score(row, page, labelling)))
    return found


def _line_score(row: dict[str, Any], page: Page, labelling: Any) -> Callable[[Memory | None], Sum]:
    def score(memory: Memory | None) -> Sum:
        labeller = labelling(row["id"])
        cleaned = clean_page(replace(page, memory=memory), Settings(), of_lines=labeller)
        fate = line_fates(cleaned, len(row["lines"]))
        told = [
            (line.strip(), bool(label), rule)
            for line, label, rule in zip(row["lines"], row["labels"], fate, strict=True)
            if visible(line)
        ]
        counts = count((line, gold, rule == KEPT) for line, gold, rule in told)
        taken = [gold for _, gold, rule in told if rule == "sibling_titles"]
        return Sum(counts.f1, counts.lost, counts.lost + counts.right, len(taken), len(taken) - sum(taken))

    return score


def line_fates(cleaned: Cleaned, lines: int) -> list[str]:
    """For each line the rule that took it; KEPT where a piece of it stayed."""
    found = ["no_block"] * lines
    for item in cleaned.labelled:
        for number in range(item.block.first - 1, min(item.block.last, lines)):
            if found[number] != KEPT:
                found[number] = KEPT if item.verdict is None else item.verdict.rule
    return found


def measure(cases: list[Case], known: Iterable[int]) -> dict[str, Any]:
    """The curve over the number of pages that were seen, by set; and the sites that lost."""
    sites: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        sites[case.set, case.site].append(case)
    without = {case.id: case.score(None) for case in cases}
    curve: dict[str, Any] = {}
    for number in known:
        found: dict[str, Sum] = {}
        for case in cases:
            others = [other for other in sites[case.set, case.site] if other is not case]
            found[case.id] = case.score(known_to(case, others, number))
            watch(len(found))
        curve[str(number)] = compared(sites, without, found)
    return curve


def compared(
    sites: dict[tuple[str, str], list[Case]], without: dict[str, Sum], found: dict[str, Sum]
) -> dict[str, Any]:
    """With memory against without, by set, and the worst site."""
    table: dict[str, Any] = {}
    for name in sorted({held for held, _ in sites}):
        ids = [case.id for (held, _), cases in sites.items() if held == name for case in cases]
        before, after = mean(without[id].f1 for id in ids), mean(found[id].f1 for id in ids)
        article = sum(without[id].article for id in ids)
        changes = {
            site: mean(found[case.id].f1 - without[case.id].f1 for case in cases)
            for (held, site), cases in sites.items()
            if held == name
        }
        worst = min(changes, key=lambda site: changes[site])
        table[name] = {
            "pages": len(ids),
            "sites": len(changes),
            "without": round(before, 4),
            "with": round(after, 4),
            "error_gone": round((after - before) / max(1 - before, 1e-9), 3),
            "lost_without": round(sum(without[id].lost for id in ids) / article, 4),
            "lost_with": round(sum(found[id].lost for id in ids) / article, 4),
            "worst_site": [worst, round(changes[worst], 4)],
            "sites_worse": sum(change < -0.005 for change in changes.values()),
            "siblings": [sum(found[id].right_siblings for id in ids), sum(found[id].siblings for id in ids)],
        }
    return table


def show(curve: dict[str, Any]) -> None:
    """The table for people."""
    print(
        f"{'seen':>4} {'set':8} {'pages':>5} {'without':>8} {'with':>7} {'gone':>6} {'lost, without, with':>20}", end=""
    )
    print(f" {'worse':>5} {'siblings':>10} worst site")
    for number, table in curve.items():
        for name, row in table.items():
            lost = f"{row['lost_without']:.4f} {row['lost_with']:.4f}"
            siblings = "/".join(map(str, row["siblings"]))
            worst, change = row["worst_site"]
            print(
                f"{number:>4} {name:8} {row['pages']:5} {row['without']:8.4f} {row['with']:7.4f}"
                f" {row['error_gone']:6.1%} {lost:>20} {row['sites_worse']:5} {siblings:>10} {worst} {change:+.4f}"
            )


def main() -> None:
    """Print the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("form", choices=("html", "lines"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpus", type=Path, help="for lines: where the pages' sites are told")
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--known", type=int, nargs="+", default=[1, 2, 5, 10, 50])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.form == "html":
        cases = html_cases(given.folder, given.folds)
    else:
        cases = line_cases(given.folder, given.corpus or given.folder.parent / "corpus", given.folds)
    curve = measure(cases, given.known)
    if given.json:
        print(json.dumps(curve, indent=2))
    else:
        show(curve)


if __name__ == "__main__":
    main()
