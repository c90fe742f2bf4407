"""Corrections that agree → the rule of people's own that would cover them, with what else it would change."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.characters import fold
from pipeline.corrections import FactName, squeezed
from pipeline.notebook import Notebook
from pipeline.review.effects import Effect, Spot, change, effects
from pipeline.review.selectors import field_selectors, parsed, selectors
from pipeline.review.wrongs import WrongBlock, WrongFact, find_wrongs
from pipeline.settings import MarkerReason, Run, Settings, Site

FEWEST_PAGES = 2
"""Pages whose corrections must agree. One is a case; two are the least that can agree, and what a rule would do
beside them is counted and shown before it is written."""
FEWEST_LETTERS = 2
"""Letters of a line or a marker: a lone letter or number stands in every article."""
LONGEST_MARKER = 24
"""Characters before the colon of a marker."""
MOST_TRIED = 8
"""Selectors that are tried for one group of corrections, those that find most of them first."""
DEARER = 2
"""A block that goes wrong through a rule weighs as much as two that it mends."""

Kind = Literal["phrase", "marker", "selector", "site"]
Item = TypeVar("Item")
Key = TypeVar("Key")

_MARKER = re.compile(rf"([^:：\n]{{1,{LONGEST_MARKER}}})[:：]\s*\S")


class Proposal(Struct, frozen=True):
    """A rule, and what speaks for it."""

    kind: Kind
    """A whole line, how lines begin, what a selector keeps or drops, where a site has a fact."""
    site: Site
    """What would be added to the settings."""
    reason: MarkerReason | None
    """Why what it takes goes; None where it keeps something or reads a fact."""
    rule: str
    """As people are shown it."""
    corrections: int
    """Blocks or facts that it mends."""
    pages: tuple[str, ...]
    """On which these stand."""
    spots: frozenset[Spot] = frozenset()

    @property
    def id(self) -> str:
        """16 hex digits of what would be added."""
        return hashlib.sha256(msgspec.json.encode(self.site)).hexdigest()[:16]


def find_proposals(notebook: Notebook, settings: Settings, how: Run) -> tuple[Proposal, ...]:
    """The rules that would mend what several pages' corrections say and the pipeline does not do yet.

    Those that mend most come first. What one covers is not offered again by another.
    """
    wrongs = find_wrongs(notebook, settings, how)
    gone = [each for each in wrongs.blocks if not each.kept and each.block.text not in wrongs.held]
    found = list(_lines(gone))
    left = _rest(gone, found)
    found += _markers(left)
    left = _rest(left, found)
    for kept, some in ((False, left), (True, [each for each in wrongs.blocks if each.kept])):
        for host, blocks in _groups(some, lambda each: each.of.host if each.of.is_markup else None).items():
            if host is not None:
                found += _selectors(host, blocks, settings, kept=kept)
    facts = [each for each in wrongs.facts if each.of.is_markup and each.of.host is not None]
    for (host, name), some_facts in _groups(facts, lambda each: (each.of.host or "", each.name)).items():
        found += _fields(host, name, some_facts, settings)
    return tuple(sorted(found, key=lambda each: (-each.corrections, each.rule)))


def with_effects(found: Sequence[Proposal], settings: Settings, how: Run) -> list[tuple[Proposal, Effect]]:
    """The proposals, each with what else it would change."""
    meant = frozenset(spot for each in found for spot in each.spots)
    return list(zip(found, effects([each.site for each in found], meant, settings, how), strict=True))


def _groups(items: Sequence[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    grouped: dict[Key, list[Item]] = {}
    for item in items:
        grouped.setdefault(key(item), []).append(item)
    return grouped


def _rest(blocks: list[WrongBlock], found: list[Proposal]) -> list[WrongBlock]:
    covered = {spot for each in found for spot in each.spots}
    return [each for each in blocks if _spot(each) not in covered]


def _spot(wrong: WrongBlock) -> Spot:
    return wrong.of.page.path, wrong.of.page.record, wrong.block.first, wrong.block.part


def _pages_of(wrongs: Sequence[WrongBlock] | Sequence[WrongFact]) -> tuple[str, ...]:
    pages = {(each.of.page.path, each.of.page.record) for each in wrongs}
    return tuple(sorted(path if record is None else f"{path}, {record}" for path, record in pages))


def _lines(gone: list[WrongBlock]) -> Iterator[Proposal]:
    """The same line on several pages: of one site a rule of that site, else one of every page."""
    for key, same in _groups(gone, lambda each: each.block.key or fold(each.block.text)).items():
        if sum(map(str.isalpha, key)) >= FEWEST_LETTERS and len(_pages_of(same)) >= FEWEST_PAGES:
            yield _of_text("phrase", same[0].block.text, same)


def _markers(gone: list[WrongBlock]) -> Iterator[Proposal]:
    """Lines that begin with the same words and a colon on several pages."""
    marked = {id(each): found[0].strip() for each in gone if (found := _MARKER.match(each.block.text))}
    starts = {key: text[: text.replace("：", ":").index(":") + 1] for key, text in marked.items()}
    for start, same in _groups([each for each in gone if id(each) in starts], lambda each: starts[id(each)]).items():
        if sum(map(str.isalpha, fold(start))) >= FEWEST_LETTERS and len(_pages_of(same)) >= FEWEST_PAGES:
            yield _of_text("marker", start, same)


def _of_text(kind: Literal["phrase", "marker"], text: str, same: list[WrongBlock]) -> Proposal:
    hosts = {each.of.host for each in same}
    host = next(iter(hosts)) if len(hosts) == 1 else None
    (reason, _), *_ = Counter(each.reason for each in same).most_common(1)
    said: dict[MarkerReason, tuple[str, ...]] = {reason: (text,)}
    site = Site(host or "*", lines=said) if kind == "phrase" else Site(host or "*", markers=said)
    spots = frozenset(map(_spot, same))
    return Proposal(kind, site, reason, f"{site.host}: {text}", len(same), _pages_of(same), spots)


def _selectors(host: str, blocks: list[WrongBlock], settings: Settings, *, kept: bool) -> Iterator[Proposal]:
    """The selectors of a site that find such blocks on several pages, the best first; each covers what is left."""
    left = blocks
    offered = _offered(blocks)
    while len(_pages_of(left)) >= FEWEST_PAGES:
        finds = Counter(selector for each in left for selector in offered[_spot(each)])
        tried = [selector for selector, count in finds.most_common() if count >= FEWEST_PAGES][:MOST_TRIED]
        made = [_tried(host, selector, left, settings, kept=kept) for selector in tried]
        best = max((each for each in made if each is not None), key=lambda each: each[0], default=None)
        if best is None:
            return
        yield best[1]
        left = _rest(left, [best[1]])


def _offered(blocks: list[WrongBlock]) -> dict[Spot, tuple[str, ...]]:
    offered: dict[Spot, tuple[str, ...]] = {}
    for same in _groups(blocks, lambda each: (each.of.page.path, each.of.page.record)).values():
        soup = parsed(same[0].of.page)
        offered |= {_spot(each): selectors(soup, each.block.text) for each in same}
    return offered


def _tried(
    host: str, selector: str, blocks: list[WrongBlock], settings: Settings, *, kept: bool
) -> tuple[int, Proposal] | None:
    """What a selector is worth on the corrected pages, and the proposal; None where it mends too little."""
    site = Site(host, keep=(selector,)) if kept else Site(host, drop=(selector,))
    wanted = {_spot(each) for each in blocks}
    mended: set[Spot] = set()
    others = 0
    for of in {(each.of.page.path, each.of.page.record): each.of for each in blocks}.values():
        for spot, stays, _ in change(of.page, of.cleaned, settings, site).blocks:
            if spot in wanted and stays == kept:
                mended.add(spot)
            else:
                others += 1
    covered = [each for each in blocks if _spot(each) in mended]
    worth = len(covered) - DEARER * others
    if len(_pages_of(covered)) < FEWEST_PAGES or worth <= 0:
        return None
    (reason, _), *_ = Counter(each.reason for each in covered).most_common(1)
    rule = f"{host}: {'keep' if kept else 'drop'} {selector}"
    told = None if kept else reason
    return worth, Proposal("selector", site, told, rule, len(covered), _pages_of(covered), frozenset(mended))


def _fields(host: str, name: FactName, facts: list[WrongFact], settings: Settings) -> Iterator[Proposal]:
    """The selector with which a site says a fact on several pages."""
    finds = Counter(selector for each in facts for selector in field_selectors(parsed(each.of.page), name, _said(each)))
    best: Proposal | None = None
    for selector in [selector for selector, count in finds.most_common() if count >= FEWEST_PAGES][:MOST_TRIED]:
        site = replace(Site(host), **{name: selector})
        mended = [each for each in facts if _mends(each, settings, site)]
        if len(_pages_of(mended)) >= FEWEST_PAGES and (best is None or len(mended) > best.corrections):
            spots = frozenset((each.of.page.path, each.of.page.record, 0, 0) for each in mended)
            rule = f"{host}: {name} = {selector}"
            best = Proposal("site", site, None, rule, len(mended), _pages_of(mended), spots)
    if best is not None:
        yield best


def _said(fact: WrongFact) -> str:
    return fact.value if isinstance(fact.value, str) else fact.value[0]


def _mends(fact: WrongFact, settings: Settings, site: Site) -> bool:
    facts = change(fact.of.page, fact.of.cleaned, settings, site).facts
    return any(name == fact.name and _same(now, fact.value) for name, _, now in facts)


def _same(now: object, said: str | tuple[str, ...]) -> bool:
    return now == said or (isinstance(now, str) and isinstance(said, str) and squeezed(now) == squeezed(said))
