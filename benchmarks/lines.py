"""Measure what is kept of real flattened pages, against labelled lines.

    python -m benchmarks.lines TEXTMODE [--folds FOLDS | --rules] [--every N] [--json] [--top N] [--samples N]

TEXTMODE is a folder of `*.jsonl.gz`, one JSON object a page: `lines`, `labels` (1 where the line
is the article's), `set`, `lang`, `page_type`, `title_lines`. A line counts as kept if it stands in
a body or is a title. The score is line F1 weighted by characters, per page, averaged over pages.
FOLDS is what `python -m training.lines --folds` writes: each page is judged by the net that has seen
no page of its site; without it the shipped net judges, which has seen these pages. `--rules` leaves the judge out.
`--samples` shows article lines that were lost; they belong to their sites and go into no file.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.support import (
    KEPT,
    Tally,
    bar,
    fates,
    mean,
    read_lines,
    rule_table,
    sample_lines,
    visible,
    watch,
    worst_first,
)
from pipeline.characters import columns, stops
from pipeline.label import Labeller, label
from pipeline.label.lines import label_by, label_lines, opinion_of
from pipeline.learned.network import load

LENGTHS = (20, 40, 60, 80, 120)
"""Columns for the baseline by length; the best of them is shown, so the baseline is flattered."""
SHORT = 60
"""Columns below which a line that was wrongly kept is called short: a menu's entry or a title."""
RARE = 20
"""Languages with fewer pages are shown together."""
Baseline = Callable[[str], bool]


class Counts(NamedTuple):
    """Characters of lines: rightly kept, wrongly kept, wrongly removed."""

    right: int
    extra: int
    lost: int

    @property
    def precision(self) -> float:
        """Share of what is kept that is article."""
        return self.right / max(self.right + self.extra, 1)

    @property
    def recall(self) -> float:
        """Share of the article that is kept."""
        return self.right / max(self.right + self.lost, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / max(2 * self.right + self.extra + self.lost, 1)


class Scored(NamedTuple):
    """One page under every method."""

    set: str
    lang: str
    page_type: str
    methods: dict[str, Counts]
    absent: bool
    """Nothing of the page was kept."""
    noise: Counter[str]
    """Characters of noise that was kept, by where it stands and how long its lines are."""


def main() -> None:
    """Print the scores of the rules and of the baselines, and the rules that took articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("textmode", type=Path)
    parser.add_argument("--folds", type=Path, help="judge each page by the net of its fold")
    parser.add_argument("--rules", action="store_true", help="no judge")
    parser.add_argument("--every", type=int, default=1, help="only every so many pages")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--top", type=int, default=25, help="rules shown")
    parser.add_argument("--samples", type=int, default=0, help="lost lines shown for each rule")
    arguments = parser.parse_args()
    pages, tallies, shifted = score_all(
        arguments.textmode, arguments.every, by_rules if arguments.rules else by_folds(arguments.folds)
    )
    if arguments.json:
        print(json.dumps(report(pages, tallies, shifted), ensure_ascii=False, indent=2))
        return
    show(pages, shifted)
    print("\nHits on gold: rules by the article characters that they took\n")
    print("\n".join(rule_table(tallies, arguments.top)))
    if arguments.samples:
        print("\n".join(sample_lines(tallies, arguments.top, arguments.samples)))


Labelling = Callable[[str], Labeller]
"""By the page's id: what labels its lines."""


def by_rules(page: str) -> Labeller:
    """The rules alone, for any page."""
    return label


def by_folds(folder: Path | None) -> Labelling:
    """The net of each page's fold; without a folder the shipped one."""
    if folder is None:
        return lambda page: label_lines
    known: dict[str, int] = json.loads((folder / "folds.json").read_text("utf-8"))
    nets = {fold: load(folder / f"lines.{fold}.npz") for fold in sorted(set(known.values()))}
    return lambda page: partial(label_by, partial(opinion_of, nets[known[page]]))


def score_all(folder: Path, every: int, labelling: Labelling) -> tuple[list[Scored], dict[str, Tally], int]:
    """Every page with article lines, scored; what each rule took; how many lost their numbering."""
    pages: list[Scored] = []
    tallies: dict[str, Tally] = defaultdict(Tally)
    shifted = 0
    for path in sorted(folder.glob("*.jsonl.gz")):
        for number, page in enumerate(read_lines(path)):
            if number % every == 0 and any(page["labels"]):
                scored, moved = score(page, tallies, labelling(page["id"]))
                pages.append(scored)
                shifted += moved
                watch(len(pages))
    return pages, tallies, shifted


def score(page: dict[str, Any], tallies: dict[str, Tally], labeller: Labeller) -> tuple[Scored, bool]:
    """One page: its lines under the labeller and under each baseline."""
    found = fates("\n".join(page["lines"]), page["id"], labeller)
    titles = set(page["title_lines"])
    told = [
        (line.strip(), bool(label), fate, number in titles)
        for number, (line, label, fate) in enumerate(zip(page["lines"], page["labels"], found.rules, strict=True))
        if visible(line)
    ]
    for line, gold, fate, _ in told:
        if fate != KEPT:
            tallies[fate].take(line, article=gold, page=page["id"])
    methods = {
        "ours": count((line, gold, fate == KEPT) for line, gold, fate, _ in told),
        "ours, titles set aside": count((line, gold, fate == KEPT) for line, gold, fate, title in told if not title),
    }
    for name, keep in baselines().items():
        methods[name] = count((line, gold, keep(line)) for line, gold, _, _ in told)
    absent = not any(fate == KEPT for _, _, fate, _ in told)
    noise = where_noise_stands([(line, gold, fate == KEPT) for line, gold, fate, _ in told])
    return Scored(page["set"], page["lang"], page["page_type"], methods, absent, noise), found.shifted


def where_noise_stands(lines: list[tuple[str, bool, bool]]) -> Counter[str]:
    """Kept noise above the article, below it, or between its lines; in short or long lines."""
    article = [number for number, (_, gold, _) in enumerate(lines) if gold]
    noise: Counter[str] = Counter()
    for number, (line, gold, kept) in enumerate(lines):
        if kept and not gold:
            side = "above" if number < article[0] else "below" if number > article[-1] else "inside"
            noise[f"{side}, {'short' if columns(line) < SHORT else 'long'} lines"] += len(line)
    return noise


def baselines() -> dict[str, Baseline]:
    """What needs no knowledge of pages: everything, ended lines (as C4 does), long lines."""
    lengths = {f"length ≥ {length}": at_least(length) for length in LENGTHS}
    return {"keep all": at_least(0), "C4: ended lines": stops, **lengths}


def at_least(length: int) -> Baseline:
    """Keep lines of so many columns."""
    return lambda line: columns(line) >= length


def count(lines: Iterable[tuple[str, bool, bool]]) -> Counts:
    """Characters of (line, gold, kept) by whether they were rightly kept."""
    right = extra = lost = 0
    for line, gold, kept in lines:
        if gold and kept:
            right += len(line)
        elif kept:
            extra += len(line)
        elif gold:
            lost += len(line)
    return Counts(right, extra, lost)


def groups(pages: list[Scored]) -> dict[str, list[Scored]]:
    """All pages, then by set, by language (rare ones together), by kind and by set and kind."""
    found: dict[str, list[Scored]] = {"all": pages}
    for name in sorted({page.set for page in pages}):
        found[f"set {name}"] = [page for page in pages if page.set == name]
    counted = Counter(page.lang for page in pages)
    for name, number in counted.most_common():
        if number >= RARE:
            found[f"language {name}"] = [page for page in pages if page.lang == name]
    found["language others"] = [page for page in pages if counted[page.lang] < RARE]
    for name in sorted({page.page_type for page in pages}):
        found[f"kind {name}"] = [page for page in pages if page.page_type == name]
    for name in ("article", "forum"):
        for lang in ("zh", "en"):
            chosen = [page for page in pages if page.page_type == name and page.lang == lang]
            found[f"{lang} {name}"] = chosen
    return {name: chosen for name, chosen in found.items() if chosen}


def best_length(pages: list[Scored]) -> str:
    """The length that scores best over all pages."""
    return max(
        (f"length ≥ {length}" for length in LENGTHS),
        key=lambda name: mean(page.methods[name].f1 for page in pages),
    )


def figures(pages: list[Scored], method: str) -> dict[str, float]:
    """Averages over pages, and the share of all article characters that went."""
    held = [page.methods[method] for page in pages]
    gold = sum(counts.right + counts.lost for counts in held)
    return {
        "f1": round(mean(counts.f1 for counts in held), 4),
        "precision": round(mean(counts.precision for counts in held), 4),
        "recall": round(mean(counts.recall for counts in held), 4),
        "article_characters_removed": round(sum(counts.lost for counts in held) / max(gold, 1), 5),
    }


def show(pages: list[Scored], shifted: int) -> None:
    """The tables for people."""
    length = best_length(pages)
    methods = ("ours", "ours, titles set aside", "keep all", "C4: ended lines", length)
    print(f"{len(pages):,} pages; line F1 weighted by characters, averaged over pages\n")
    for method in methods:
        got = figures(pages, method)
        print(
            f"{method:24} F1 {got['f1']:.3f} {bar(got['f1'], 1):24}"
            f"  precision {got['precision']:.3f}  recall {got['recall']:.3f}"
            f"  article characters removed {got['article_characters_removed']:.2%}"
        )
    print(f"\n{'':20} pages   ours  prec.  recall   lost  empty | all    C4     length")
    for name, chosen in groups(pages).items():
        got = figures(chosen, "ours")
        others = [figures(chosen, method)["f1"] for method in ("keep all", "C4: ended lines", length)]
        print(
            f"{name:20} {len(chosen):5}"
            f"  {got['f1']:.3f}  {got['precision']:.3f}  {got['recall']:.3f}"
            f"  {got['article_characters_removed']:6.2%}  {sum(page.absent for page in chosen):5}"
            f" | {'  '.join(f'{other:.3f}' for other in others)}  {bar(got['f1'], 1, 16)}"
        )
    print("\nNoise that was kept, by where it stands: characters")
    noise = sum((page.noise for page in pages), Counter())
    most = max(noise.values())
    for name, characters in noise.most_common():
        print(f"{name:20} {characters:10,} {characters / noise.total():6.1%} {bar(characters, most)}")
    print("\nlost: share of article characters removed; empty: pages of which nothing was kept")
    print(f"{shifted} pages were taken for markup: their lines were found again by text")


def report(pages: list[Scored], tallies: dict[str, Tally], shifted: int) -> dict[str, Any]:
    """Everything measured, for machines."""
    methods = list(pages[0].methods)
    return {
        "pages": len(pages),
        "taken_for_markup": shifted,
        "groups": {
            name: {
                "pages": len(chosen),
                "nothing_kept": sum(page.absent for page in chosen),
                **{method: figures(chosen, method) for method in methods},
            }
            for name, chosen in groups(pages).items()
        },
        "noise_kept": dict(sum((page.noise for page in pages), Counter()).most_common()),
        "rules": {rule: tally.record() for rule, tally in worst_first(tallies)},
    }


if __name__ == "__main__":
    main()
