"""Feed gold texts back as pages: an article without noise must come out whole.

    python -m benchmarks.gold CORPUS [--json] [--top N] [--samples N]

CORPUS is a folder of folders with a `manifest.jsonl`, one JSON object a page with `text`, `set`,
`lang` and `page_type`. The aim is 99.5 % of the characters and more. `--samples` shows lines that
were lost; they belong to their sites and go into no file.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.support import (
    KEPT,
    Tally,
    bar,
    fates,
    read_lines,
    rule_table,
    sample_lines,
    visible,
    watch,
    worst_first,
)

AIM = 0.995
RARE = 10
"""Languages with fewer pages are shown together."""


class Kept(NamedTuple):
    """How much of one gold text came back."""

    set: str
    lang: str
    page_type: str
    characters: int
    kept: int
    facts: int
    """Characters of lines that were read into fields: bylines, which some golds hold."""

    @property
    def whole(self) -> bool:
        """Whether all of it did."""
        return self.kept == self.characters


def main() -> None:
    """Print what was kept by set, language and kind, and the rules that took the rest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--top", type=int, default=25, help="rules shown")
    parser.add_argument("--samples", type=int, default=0, help="lost lines shown for each rule")
    arguments = parser.parse_args()
    pages, tallies = feed_all(arguments.corpus)
    if arguments.json:
        print(json.dumps(report(pages, tallies), ensure_ascii=False, indent=2))
        return
    show(pages)
    print("\nRules by the article characters that they took\n")
    print("\n".join(rule_table(tallies, arguments.top, noise=False)))
    if arguments.samples:
        print("\n".join(sample_lines(tallies, arguments.top, arguments.samples)))


def feed_all(corpus: Path) -> tuple[list[Kept], dict[str, Tally]]:
    """Every gold text that is known."""
    pages: list[Kept] = []
    tallies: dict[str, Tally] = defaultdict(Tally)
    for manifest in sorted(corpus.glob("*/manifest.jsonl")):
        for row in read_lines(manifest):
            if row["text"] and row["text"].strip():
                pages.append(feed(row, tallies))
                watch(len(pages))
    return pages, tallies


def feed(row: dict[str, Any], tallies: dict[str, Tally]) -> Kept:
    """One gold text as a page; a title is kept too."""
    text = row["text"].replace("\r\n", "\n").replace("\r", "\n")
    characters = kept = facts = 0
    for line, fate in zip(text.split("\n"), fates(text, row["id"]).rules, strict=True):
        shown = line.strip()
        if not visible(shown):
            continue
        characters += len(shown)
        if fate == KEPT:
            kept += len(shown)
        else:
            facts += len(shown) * fate.startswith("metadata/")
            tallies[fate].take(shown, article=True, page=row["id"])
    return Kept(row["set"], row["lang"] or "?", row["page_type"], characters, kept, facts)


def groups(pages: list[Kept]) -> dict[str, list[Kept]]:
    """All, by set, by set and language, by kind."""
    counted = Counter((page.set, page.lang) for page in pages)
    found: dict[str, list[Kept]] = {"all": pages}
    for name in sorted({page.set for page in pages}):
        own = [page for page in pages if page.set == name]
        found[name] = own
        common = [lang for (held, lang), n in counted.most_common() if held == name and n >= RARE]
        if len({page.lang for page in own}) > 1:
            for lang in common:
                found[f"  {name} {lang}"] = [page for page in own if page.lang == lang]
            found[f"  {name} others"] = [page for page in own if page.lang not in common]
    for name in sorted({page.page_type for page in pages}):
        found[f"kind {name}"] = [page for page in pages if page.page_type == name]
    return {name: chosen for name, chosen in found.items() if chosen}


def share_told(pages: list[Kept]) -> float:
    """Share of all characters that came back or were read into fields."""
    return sum(page.kept + page.facts for page in pages) / max(sum(page.characters for page in pages), 1)


def share(pages: list[Kept]) -> float:
    """Share of all characters that came back."""
    return sum(page.kept for page in pages) / max(sum(page.characters for page in pages), 1)


def show(pages: list[Kept]) -> None:
    """The table for people; the bar is what was lost, a full one is 5 %."""
    print(f"{'':22} {'pages':>5} {'characters':>11} {'kept':>8} {'+ fields':>8} {'whole':>6}")
    for name, chosen in groups(pages).items():
        kept = share(chosen)
        print(
            f"{name:22} {len(chosen):5,} {sum(page.characters for page in chosen):11,}"
            f" {kept:8.3%} {share_told(chosen):8.3%}"
            f" {sum(page.whole for page in chosen) / len(chosen):6.1%}"
            f" {' ' if kept >= AIM else '!'} {bar(min(1 - kept, 0.05), 0.05)}"
        )
    print("\n+ fields: with lines that were read into fields (bylines)")
    print("whole: pages of which nothing was lost")
    print(f"!: below {AIM:.1%}; bar: what was lost, a full one is 5 %")


def report(pages: list[Kept], tallies: dict[str, Tally]) -> dict[str, Any]:
    """Everything measured, for machines."""
    return {
        "groups": {
            name.strip(): {
                "pages": len(chosen),
                "characters": sum(page.characters for page in chosen),
                "kept": round(share(chosen), 5),
                "kept_or_read_into_fields": round(share_told(chosen), 5),
                "whole_pages": sum(page.whole for page in chosen),
            }
            for name, chosen in groups(pages).items()
        },
        "rules": {rule: tally.record() for rule, tally in worst_first(tallies)},
    }


if __name__ == "__main__":
    main()
