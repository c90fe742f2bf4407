"""A rule of people's own and the known pages → what else it would change: counted, sampled, bounded."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.characters import folded_phrase
from pipeline.charset import read_characters
from pipeline.corrections import FactName
from pipeline.flow import clean_page
from pipeline.ledger import Ledger
from pipeline.model import Cleaned, Page
from pipeline.read import Source, read_source
from pipeline.recall import open_memories
from pipeline.review.held import file_of, sources
from pipeline.review.wrongs import host
from pipeline.settings import Run, Settings, Site
from pipeline.sites import is_host

MOST_SOURCES = 2_000
"""Files that are opened to see whether a rule is for them, as good as by chance and the same every time."""
MOST_RECORDS = 50
"""Pages of each."""
MOST_CLEANED = 300
"""Pages that are cleaned for a rule, twice each: three to ten seconds."""
MOST_SAMPLES = 12
SAMPLE = 120
"""Characters of one."""
FIELDS: tuple[FactName, ...] = ("title", "published", "modified", "authors", "site")

Spot = tuple[str, str | None, int, int]
"""A block: its page's path and record, its number, and which piece of its line."""


class Sample(Struct, frozen=True):
    """One change."""

    page: str
    record: str | None
    n: int
    """The block; 0 of a fact."""
    text: str


class Effect(Struct, frozen=True):
    """What a rule would change beside what people corrected."""

    pages: int = 0
    blocks: int = 0
    """Blocks that would go or stay instead, and facts that would be others."""
    samples: tuple[Sample, ...] = ()
    looked: int = 0
    """Files that were opened."""
    of: int = 0
    """Files that there are."""


class Change(Struct, frozen=True):
    """What becomes of one page under a rule that became otherwise without it."""

    blocks: tuple[tuple[Spot, bool, str], ...] = ()
    """With whether it stays now, and its text."""
    facts: tuple[tuple[FactName, object, object], ...] = ()
    """Of the first article: before and now."""


def change(page: Page, before: Cleaned, settings: Settings, site: Site) -> Change:
    """What a rule changes on a page that was cleaned without it."""
    now = clean_page(page, replace(settings, sites=(*settings.sites, site)))
    was = {(item.block.first, item.block.part): item.verdict is None for item in before.labelled}
    blocks = tuple(
        ((page.path, page.record, *place), item.verdict is None, item.block.text)
        for item in now.labelled
        if (place := (item.block.first, item.block.part)) in was and was[place] != (item.verdict is None)
    )
    pairs = zip(before.articles[:1], now.articles[:1], strict=False)
    facts = tuple(
        (name, getattr(one, name), getattr(other, name))
        for one, other in pairs
        for name in FIELDS
        if getattr(one, name) != getattr(other, name)
    )
    return Change(blocks, facts)


def effects(rules: list[Site], meant: frozenset[Spot], settings: Settings, how: Run) -> list[Effect]:
    """For each rule what it changes on the known pages, but for the blocks that are meant. Bounded as above."""
    told = [Effect() for _ in rules]
    cleaned = [0] * len(rules)
    with Ledger(Path(how.output), write=False) as ledger:
        files, of = _some_files(ledger, how)
    memories = open_memories(how.memory)
    for number, source in enumerate(files, 1):
        for page in map(memories.remind, _pages(source, settings)):
            due = [n for n, site in enumerate(rules) if cleaned[n] < MOST_CLEANED and _may_touch(site, page)]
            before = clean_page(page, settings) if due else None
            for n in due:
                assert before is not None
                cleaned[n] += 1
                told[n] = _added(told[n], page, change(page, before, settings, rules[n]), meant)
        told = [replace(each, looked=number, of=of) for each in told]
    return told


def _added(effect: Effect, page: Page, found: Change, meant: frozenset[Spot]) -> Effect:
    blocks = [(spot, text) for spot, _, text in found.blocks if spot not in meant]
    facts = [(name, was, now) for name, was, now in found.facts if (page.path, page.record, 0, 0) not in meant]
    if not blocks and not facts:
        return effect
    samples = [Sample(page.path, page.record, spot[2], text[:SAMPLE]) for spot, text in blocks]
    samples += [Sample(page.path, page.record, 0, f"{name}: {was} → {now}"[:SAMPLE]) for name, was, now in facts]
    return replace(
        effect,
        pages=effect.pages + 1,
        blocks=effect.blocks + len(blocks) + len(facts),
        samples=(effect.samples + tuple(samples))[:MOST_SAMPLES],
    )


def _may_touch(site: Site, page: Page) -> bool:
    """Whether a rule is for the page's host and, where it is about texts, the page holds one of them."""
    if site.host != "*" and not is_host(host(page), site.host):
        return False
    texts = [text for said in (site.lines, site.markers) for each in said.values() for text in each]
    if not texts:
        return True
    content = folded_phrase(read_characters(page.data, declared=page.charset).text)
    return any(folded_phrase(text) in content for text in texts)


def _some_files(ledger: Ledger, how: Run) -> tuple[list[Source], int]:
    """Known files that are there, in an order that has nothing to do with what is in them; how many are known."""
    rows = sorted(sources(ledger), key=lambda row: hashlib.sha256(row.path.encode()).digest())
    found = []
    for row in rows[:MOST_SOURCES]:
        file = file_of(row, Path(how.output), how.pages)
        if file is not None:
            found.append(Source(str(file), row.path, row.size, max(row.mtime_ns, 0)))
    return found, len(rows)


def _pages(source: Source, settings: Settings) -> Iterator[Page]:
    items: Iterable[object] = read_source(source, settings)
    count = 0
    for item in items:
        if isinstance(item, Page):
            yield item
            count += 1
            if count == MOST_RECORDS:
                return
