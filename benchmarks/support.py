"""What the benchmarks share: a page's lines with their fate, tallies of rules, tables with bars."""

import gzip
import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.decode import decode
from pipeline.flow import clean_page
from pipeline.label import Labeller
from pipeline.label.lines import label_lines
from pipeline.model import Labelled, Page
from pipeline.settings import Settings

KEPT = ""
"""The fate of a line that is in a body or a title; any other fate is a rule's name."""
NO_BLOCK = "not_a_block"
"""The fate of a line of which decoding leaves nothing: inside tags of what looked like markup."""
BAR = 24
"""Cells of the longest bar."""


class Fates(NamedTuple):
    """What became of each line of a page."""

    rules: list[str]
    """KEPT, or `reason/rule` of what took the line."""
    shifted: bool
    """The page was taken for markup, so its lines were found again by their text."""


class Tally:
    """What one rule took from pages whose gold is known."""

    def __init__(self) -> None:
        """Nothing taken yet."""
        self.lines = 0
        self.article_lines = 0
        self.characters = 0
        self.article_characters = 0
        self.longest: dict[str, str] = {}
        """The longest article line that was lost, by page: samples for people."""

    def take(self, line: str, *, article: bool, page: str) -> None:
        """One more line; of article lines, the longest of a page is its sample."""
        self.lines += 1
        self.characters += len(line)
        if article:
            self.article_lines += 1
            self.article_characters += len(line)
            self.longest[page] = max(self.longest.get(page, ""), line, key=len)

    @property
    def precision(self) -> float:
        """Share of the taken lines that are no article lines."""
        return 1 - self.article_lines / max(self.lines, 1)

    def record(self) -> dict[str, Any]:
        """The tally as JSON: figures only, as samples belong to their sites."""
        return {
            "lines": self.lines,
            "article_lines": self.article_lines,
            "precision": round(self.precision, 4),
            "characters": self.characters,
            "article_characters": self.article_characters,
            "pages_with_loss": len(self.longest),
        }


def fates(text: str, path: str, of_lines: Labeller = label_lines) -> Fates:
    """Clean a page and tell of each of its lines whether it stayed, else what took it.

    The page is given as UTF-8 and said to be so: what is measured is the rules, not the charset.
    """
    page = Page(path, text.encode("utf-8", "replace"), charset="utf-8")
    decoded = decode(page)
    labelled = clean_page(page, Settings(), of_lines=of_lines).labelled
    lines = text.split("\n")
    if decoded is None:
        return Fates(["undecodable/not_text"] * len(lines), shifted=False)
    if decoded.content.count("\n") + 1 != len(lines):
        return Fates(_by_text(labelled, lines), shifted=True)
    found = [NO_BLOCK] * len(lines)
    for item in labelled:
        fate = _fate(item)
        for number in range(item.block.first - 1, item.block.last):
            # A line that was cut in two counts as kept where one of the pieces was.
            if found[number] != KEPT:
                found[number] = fate
    return Fates(found, shifted=False)


def _by_text(labelled: tuple[Labelled, ...], lines: list[str]) -> list[str]:
    """Lines that were renumbered (a dump that looked like markup), found again by their text."""
    known: dict[str, str] = {}
    for item in labelled:
        known.setdefault(_squeeze(item.block.text), _fate(item))
    kept = _squeeze("".join(item.block.text for item in labelled if item.verdict is None))
    squeezed = [_squeeze(line) for line in lines]
    return [known.get(line) or (KEPT if line in kept else NO_BLOCK) for line in squeezed]


def _fate(item: Labelled) -> str:
    return KEPT if item.verdict is None else f"{item.verdict.reason}/{item.verdict.rule}"


def visible(line: str) -> bool:
    """Whether a reader sees anything in a line; zero-width marks are nothing.

    >>> visible(" \u200b "), visible(" a")
    (False, True)
    """
    return any(character.isprintable() and not character.isspace() for character in line)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def worst_first(tallies: dict[str, Tally]) -> list[tuple[str, Tally]]:
    """Rules by the article characters that they took."""
    return sorted(tallies.items(), key=lambda item: (-item[1].article_characters, -item[1].lines, item[0]))


def rule_table(tallies: dict[str, Tally], top: int, *, noise: bool = True) -> Iterator[str]:
    """The rules that took most of articles, with hits on gold; precision if there is noise."""
    worst = worst_first(tallies)[:top]
    most = max((tally.article_characters for _, tally in worst), default=0)
    extra = f" {'article':>7} {'precision':>9}" if noise else ""
    yield f"{'rule':36} {'lines':>7}{extra} {'art. chars':>10} {'pages':>5}"
    for rule, tally in worst:
        extra = f" {tally.article_lines:7,} {tally.precision:9.3f}" if noise else ""
        yield (
            f"{rule:36} {tally.lines:7,}{extra} {tally.article_characters:10,}"
            f" {len(tally.longest):5} {bar(tally.article_characters, most)}"
        )


def sample_lines(tallies: dict[str, Tally], top: int, samples: int) -> Iterator[str]:
    """Article lines that the worst rules took, evenly spread over the pages."""
    for rule, tally in worst_first(tallies)[:top]:
        if tally.longest:
            yield f"\n{rule}"
            lost = list(tally.longest.values())
            step = max(len(lost) // samples, 1)
            yield from (f"    {line[:160]}" for line in lost[::step][:samples])


def bar(value: float, most: float, cells: int = BAR) -> str:
    """A bar of block characters, in eighths of a cell.

    >>> bar(3, 8, 4), bar(0, 8, 4)
    ('█▌', '')
    """
    eighths = round(8 * cells * value / most) if most else 0
    return "█" * (eighths // 8) + ("" if not eighths % 8 else " ▏▎▍▌▋▊▉"[eighths % 8])


def mean(values: Iterable[float]) -> float:
    """The average; NaN of nothing."""
    held = list(values)
    return math.fsum(held) / len(held) if held else math.nan


def median(values: Sequence[float]) -> float:
    """The middle one, the lower of two."""
    return sorted(values)[(len(values) - 1) // 2]


def watch(number: int, every: int = 200) -> None:
    """A sign of life on a terminal."""
    if sys.stderr.isatty() and number % every == 0:
        print(f"\r{number:,} pages", end="", file=sys.stderr, flush=True)
