"""Labelled blocks → parts: one for each article on the page, with its title found.

Two articles are told from two sections of one by at least two cues (NOISE C). What looks like two
and is one: digests, diaries, chronicles, collected answers, anthologies.
"""

import re
from collections.abc import Callable
from itertools import accumulate, pairwise

from msgspec.structs import replace

from pipeline.byline import read_byline
from pipeline.cues import closes, opens, strangers, terms
from pipeline.model import Block, Labelled, Part, Verdict
from pipeline.shapes import begins_table, is_prose, title_shaped

ABOVE_TITLE = Verdict("navigation", "above_title")
TITLE_AGAIN = Verdict("duplicate", "title_again")
OWN_RULES = frozenset({ABOVE_TITLE.rule, TITLE_AGAIN.rule})

CUES_NEEDED = 2
SHORTEST_ARTICLE = 120
"""Columns of text that must stand before and behind a cut."""
NEARBY = 4
"""A byline stands at most so many blocks below its title."""
MOST_ROUNDS = 4
SEAM = 200
"""Blocks on each side of a cut that are compared."""
DIGEST = 3
"""So many heads of one form under each other are entries, not articles."""
WORDS_IN_TEXT = 0.5
"""Share of a title's words, or pairs of characters, that come back in the sentences below it."""
TITLE_REACH = 24
"""Blocks below a title in which its words are looked for."""
SHORTEST_TITLE = 12
"""Columns of a title that stands above another candidate."""
LONGEST_KICKER = 10
"""Columns of a section's name."""
TERMS_ENOUGH = 20
"""A text of fewer different words says nothing about its title."""
HEAD_WITHOUT_SENTENCES = 6
LONGEST_SECTION_NAME = 44

_OF_A_PAGE = re.compile(r"发布时间|发表时间|發布時間|点击|點擊|浏览|瀏覽|阅读|閱讀")
_FURNITURE = frozenset({"related", "navigation", "boilerplate", "comment"})


def split(labelled: tuple[Labelled, ...]) -> tuple[Part, ...]:
    """The parts of a page in reading order; each block belongs to one part."""
    if not labelled:
        return ()
    starts = [0, *_cuts(labelled)]
    ends = [*starts[1:], len(labelled)]
    return tuple(_part(labelled[start:end]) for start, end in zip(starts, ends, strict=True))


def _cuts(labelled: tuple[Labelled, ...]) -> list[int]:
    """Where a new article begins: at its glue marker, its furniture or its title."""
    candidates = [index for index in range(1, len(labelled)) if _may_begin(labelled, index)]
    heads = [index for index in candidates if _has_head(labelled, index)]
    bare_heads = [
        index for index in heads if not _furniture_before(labelled, index) and not _is_page_head(labelled, index)
    ]
    entries = set(bare_heads) if len(bare_heads) >= DIGEST - 1 else set()
    told = list(accumulate((_text_size(item) for item in labelled), initial=0))
    cuts: list[int] = []
    for index in candidates:
        start = cuts[-1] if cuts else 0
        enough = min(told[index] - told[start], told[-1] - told[index]) >= SHORTEST_ARTICLE
        if enough and index not in entries and _cues(labelled, start, index) >= CUES_NEEDED:
            cuts.append(_with_its_furniture(labelled, index))
    return cuts


def _may_begin(labelled: tuple[Labelled, ...], index: int) -> bool:
    """A kept block behind removed ones, or a title over a byline."""
    if labelled[index].verdict is not None:
        return False
    return labelled[index - 1].verdict is not None or _has_head(labelled, index)


def _has_head(labelled: tuple[Labelled, ...], index: int) -> bool:
    """A title-shaped line with a dated byline right below it."""
    if labelled[index].verdict is not None or not title_shaped(labelled[index].block):
        return False
    for below in labelled[index + 1 : index + NEARBY]:
        if below.verdict is None:
            return False
        if below.verdict.rule == "byline":
            return bool(re.search(r"\d{4}|\d{1,2}:\d{2}", below.block.text))
    return False


def _is_page_head(labelled: tuple[Labelled, ...], index: int) -> bool:
    """A head with a count, or a label that a site prints, is a page's, not an entry's."""
    near = labelled[index + 1 : index + NEARBY]
    return any(_rule(item) == "byline" and _OF_A_PAGE.search(item.block.text) for item in near)


def _furniture_before(labelled: tuple[Labelled, ...], index: int) -> bool:
    verdict = labelled[index - 1].verdict
    return verdict is not None and verdict.reason in _FURNITURE


def _cues(labelled: tuple[Labelled, ...], start: int, index: int) -> int:
    """How many signs say that another article begins here."""
    removed = _removed_before(labelled, index)
    rules = {item.verdict.rule for item in removed if item.verdict is not None}
    reasons = {item.verdict.reason for item in removed if item.verdict is not None}
    cues = 0
    if "glue_marker" in rules:
        cues += 1
    if _has_head(labelled, index):
        cues += 1 + _has_head_at(labelled, start)
    if "related" in reasons and len(removed) > 3:
        cues += 1
    if rules & {"breadcrumb", "copyright_line", "licence_number"} or "to_top" in rules:
        cues += 1
    if not cues:
        return 0
    first = labelled[index].block
    before = tuple(item.block for item in labelled[max(start, index - SEAM) : index] if item.verdict is None)
    after = tuple(item.block for item in labelled[index : index + SEAM] if item.verdict is None)
    closed, opened = closes(before), opens(after)
    if not (opened or title_shaped(first) or "glue_marker" in rules):
        return 0
    if (opened and closed) or ("glue_marker" in rules and (opened or closed)):
        cues += 1
    return cues if cues >= CUES_NEEDED else cues + strangers(before, after)


def _has_head_at(labelled: tuple[Labelled, ...], start: int) -> bool:
    """Whether the article before begins with a head of the same form."""
    return any(_has_head(labelled, index) for index in range(start, min(start + 8, len(labelled))))


def _removed_before(labelled: tuple[Labelled, ...], index: int) -> list[Labelled]:
    start = index
    while start > 0 and labelled[start - 1].verdict is not None:
        start -= 1
    return list(labelled[start:index])


def _with_its_furniture(labelled: tuple[Labelled, ...], index: int) -> int:
    """The cut moves up over the new article's own marker, breadcrumb and byline."""
    while index > 1:
        verdict = labelled[index - 1].verdict
        if verdict is None or verdict.rule not in ("glue_marker", "breadcrumb", "byline"):
            break
        index -= 1
    return index


def _text_size(item: Labelled) -> int:
    """The columns of a kept sentence."""
    return item.block.size if item.verdict is None and (item.block.stops or is_prose(item.block)) else 0


def _part(labelled: tuple[Labelled, ...]) -> Part:
    """A stretch with its title; section names above it and copies of it go."""
    title = _find_title(labelled)
    if title is not None and (said := read_byline(labelled[title].block.text)) is not None and said.published:
        title = None
    items = list(labelled)
    if title is not None:
        furnished = any(
            _rule(item) == "byline" or index < title for index, item in enumerate(labelled) if item.verdict is not None
        )
        for index, item in enumerate(items):
            if item.verdict is not None or index == title:
                continue
            if abs(index - title) <= 2 * NEARBY and _repeats(item.block, labelled[title].block):
                items[index] = replace(item, verdict=TITLE_AGAIN)
            elif furnished and index < title and item.block.size <= LONGEST_SECTION_NAME and not item.block.stops:
                items[index] = replace(item, verdict=ABOVE_TITLE)
    body = tuple(item.block for index, item in enumerate(items) if item.verdict is None and index != title)
    return Part(None if title is None else labelled[title].block, body, tuple(items))


def _repeats(block: Block, title: Block) -> bool:
    """The title again, alone or with the site's name behind a mark; a sentence that holds it is none."""
    name = _squeezed(title)
    if not name or block.stops or block.size > 2 * title.size + LONGEST_SECTION_NAME:
        return False
    if _squeezed(block) == name:
        return True
    before, found, behind = block.text.partition(title.text)
    rest = before.strip() + behind.strip()
    return bool(found) and (not rest or rest[0] in _JOINTS or rest[-1] in _JOINTS)


_JOINTS = frozenset("_|｜-–—·•:：(（[【》>)）]】")


def _squeezed(block: Block) -> str:
    """A title without marks and spaces, to be known again with a site's name behind it."""
    return "".join(character for character in block.key if character.isalnum()) if block.size > 8 else ""


def _find_title(labelled: tuple[Labelled, ...]) -> int | None:
    """The title's index: the line over the byline, else the first line above the text; a table's row is none."""
    kept = [index for index, item in enumerate(labelled) if item.verdict is None]
    if len(kept) < 2:
        return None
    sentence = next((index for index in kept if is_prose(labelled[index].block)), None)
    stop = kept[min(len(kept) - 1, HEAD_WITHOUT_SENTENCES)] if sentence is None else sentence
    byline = next((index for index in range(stop + 1) if _rule(labelled[index]) == "byline"), None)
    rows = {index for index, after in pairwise(kept) if begins_table(labelled[index].block, labelled[after].block)}
    shaped = [index for index in kept if index not in rows and title_shaped(labelled[index].block)]
    above = [index for index in shaped if index < (stop if byline is None else byline)]
    if byline is None:
        return _first_line(labelled, kept, above[:NEARBY])
    if above:
        return _best(labelled, above[-NEARBY:])
    below = [index for index in shaped if byline < index < stop]
    return below[0] if below and below[0] == kept[0] else None


def _first_line(labelled: tuple[Labelled, ...], kept: list[int], above: list[int]) -> int | None:
    """Without a byline the very first kept line is the title, unless furniture stands around it and names the site."""
    if not above or above[0] != kept[0]:
        return None
    if any(item.verdict is not None for item in labelled[: above[-1]]):
        return _best(labelled, above)
    return above[0]


def _rule(item: Labelled) -> str:
    return item.verdict.rule if item.verdict is not None else ""


def _best(labelled: tuple[Labelled, ...], candidates: list[int]) -> int | None:
    """The last candidate above the byline, unless one above it is the title and it a subtitle or a section's name.

    A title's words come back in its article; a menu's and a site's seldom do.
    """
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    text = terms(
        tuple(
            item.block
            for item in labelled[candidates[-1] + 1 : candidates[-1] + TITLE_REACH]
            if item.verdict is None and is_prose(item.block)
        )
    )
    if len(text) < TERMS_ENOUGH:
        return candidates[0]
    best = candidates[-1]
    for index in reversed(candidates[:-1]):
        if _rather(labelled, index, best, text):
            best = index
    return _plainest(labelled, candidates, best)


def _rather(labelled: tuple[Labelled, ...], index: int, best: int, text: set[str]) -> bool:
    """Whether an earlier line is the title rather than a later one."""
    earlier, later = labelled[index].block, labelled[best].block
    shared = _share(earlier, text)
    if earlier.size >= SHORTEST_TITLE and (
        later.size <= LONGEST_KICKER or (shared >= WORDS_IN_TEXT and not _share(later, text))
    ):
        return True
    over_subtitle = index + 1 == best and earlier.size > SHORTEST_TITLE + 2 and later.size >= 1.3 * earlier.size
    return over_subtitle and shared >= WORDS_IN_TEXT


def _plainest(labelled: tuple[Labelled, ...], candidates: list[int], chosen: int) -> int:
    """Of lines that hold one title the last and shortest: a browser's title adds the site's name."""
    name = _squeezed(labelled[chosen].block)
    for index in reversed(candidates):
        own = _squeezed(labelled[index].block)
        if own and own in name:
            return index
    return chosen


def _share(block: Block, text: set[str]) -> float:
    own = terms((block,))
    return len(own & text) / len(own) if own else 0.0


def settle(parts: tuple[Part, ...], labeller: Callable[[tuple[Block, ...]], tuple[Labelled, ...]]) -> tuple[Part, ...]:
    """The parts labelled again, each by itself, where splitting changed what stands beside what.

    So that cleaning a cleaned article changes nothing.
    """
    changed = len(parts) > 1 or any(_rule(item) in OWN_RULES for part in parts for item in part.labelled)
    return tuple(_settled(part, labeller) for part in parts) if changed else parts


def _settled(part: Part, labeller: Callable[[tuple[Block, ...]], tuple[Labelled, ...]]) -> Part:
    for _ in range(MOST_ROUNDS):
        kept = [index for index, item in enumerate(part.labelled) if item.verdict is None]
        again = labeller(tuple(part.labelled[index].block for index in kept))
        found = {
            index: item
            for index, item in zip(kept, again, strict=True)
            if item.verdict is not None and item.block != part.title
        }
        if not found:
            return part
        part = _part(tuple(found.get(index, item) for index, item in enumerate(part.labelled)))
    return part


def gather(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts that are articles; a stretch without one is accounted for by its neighbour before, else behind."""
    articles = [part for part in parts if part.body]
    if not articles:
        return ()
    gathered: list[Part] = []
    waiting: tuple[Labelled, ...] = ()
    for part in parts:
        if part.body:
            gathered.append(replace(part, labelled=waiting + part.labelled))
            waiting = ()
        elif gathered:
            gathered[-1] = replace(gathered[-1], labelled=gathered[-1].labelled + part.labelled)
        else:
            waiting += part.labelled
    return tuple(gathered)
