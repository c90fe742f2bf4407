"""Pages that people corrected → examples beside the corpora: lines of text pages, blocks of HTML pages."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from pipeline.decode import decode
from pipeline.flow import clean_page
from pipeline.learned.reasons import REASONS
from pipeline.lookup import page_at
from pipeline.markup.features import judged
from pipeline.model import Cleaned, Page, Text
from pipeline.notebook import read_notebook
from pipeline.settings import Run, Settings, load
from pipeline.sites import host_of
from training.corpus import GoldPage, Row, registered
from training.dataset import Example, example, walked_as_cleaned
from training.flattened import UNKNOWN, Flat

SET = "corrected"
WITHOUT = "listing"
"""The kind, of those that the nets know, that a page without an article comes next to."""
WEIGHT = 1.0
"""As a page of the corpora: no figure says yet that they should count for more."""


class Seen(Struct, frozen=True):
    """A corrected page as it comes out with its corrections."""

    page: Page
    cleaned: Cleaned
    text: Text

    @property
    def is_markup(self) -> bool:
        """Whether it is a page of HTML."""
        return self.text.media_type == "text/html"

    @property
    def site(self) -> str:
        """The registered name of its host, else its own path: pages of one site are never on both sides of a split."""
        host = host_of(self.page, self.text)
        return registered(host) if host is not None else self.page.path

    @property
    def name(self) -> str:
        """Its own, among all pages."""
        return f"{SET}/{self.page.path}" if self.page.record is None else f"{SET}/{self.page.path}#{self.page.record}"

    @property
    def language(self) -> str:
        """As the corpora write it."""
        return self.cleaned.articles[0].language.partition("-")[0] if self.cleaned.articles else "und"


def corrected_pages(folder: Path, settings: Settings, how: Run) -> Iterator[Seen]:
    """The pages of a folder of corrections that are as people saw them, each cleaned with what they said.

    Raises CorrectionsError where a file is none of corrections.
    """
    for entry in read_notebook(folder).entries():
        page = page_at(entry.said.page, entry.said.record, settings, how)
        if page is None or sha256(page.data).hexdigest() != entry.said.sha256:
            continue
        cleaned = clean_page(replace(page, corrections=entry.said), settings)
        if (text := decode(page)) is not None:
            yield Seen(page, cleaned, text)


def corrected_lines(folder: Path) -> list[Flat]:
    """The corrected pages of text; settings and pages are those of the folder one stands in."""
    return [_flat(seen) for seen in corrected_pages(folder, *load(Path())) if not seen.is_markup]


def corrected_blocks(folder: Path) -> list[Example]:
    """The corrected pages of HTML, likewise."""
    return [_example(seen) for seen in corrected_pages(folder, *load(Path())) if seen.is_markup]


def _flat(seen: Seen) -> Flat:
    lines = tuple(seen.text.content.split("\n"))
    labels = [0.0] * len(lines)
    reasons = [UNKNOWN] * len(lines)
    titles = set()
    for item in seen.cleaned.labelled:
        for place in range(item.block.first - 1, min(item.block.last, len(lines))):
            if item.verdict is None and item.block.first in seen.cleaned.titles:
                titles.add(place)
            elif item.verdict is None:
                labels[place] = 1.0
            elif item.verdict.reason in REASONS:
                reasons[place] = REASONS.index(item.verdict.reason)
    kind = "article" if seen.cleaned.articles else WITHOUT
    later = frozenset(sorted(titles)[1:]) if len(seen.cleaned.articles) > 1 else frozenset[int]()
    told = (tuple(labels), frozenset(titles), tuple(reasons))
    return Flat(seen.name, SET, seen.language, kind, seen.site, lines, *told, weight=WEIGHT, begins=later)


def _example(seen: Seen) -> Example:
    """As the corpora's pages, but for the gold: each leaf is the article's or not, as it came out."""
    kept = {item.block.first: item.block.text for item in seen.cleaned.labelled if item.verdict is None}
    text = "\n".join(text for number, text in kept.items() if number not in seen.cleaned.titles)
    title = seen.cleaned.articles[0].title if seen.cleaned.articles else None
    row = Row(seen.name, SET, seen.page.url, seen.language, "article", "", text, title)
    gold = GoldPage(row, seen.page.data, seen.text.content, seen.site)
    made = example(gold)
    shares = np.array([float(number in kept) for number in block_numbers(gold)], dtype=np.float32)
    return replace(made, shares=shares, weight=WEIGHT)


def block_numbers(gold: GoldPage) -> list[int]:
    """The numbers that the blocks of a page have in its account, of those that are judged."""
    walked = walked_as_cleaned(gold)
    shown = {id(leaf) for leaf in judged(walked)}
    return [number for number, leaf in enumerate(walked.leaves, 1) if id(leaf) in shown]
