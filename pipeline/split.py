"""Labelled blocks → parts: one for each article on the page.

Two articles are told from two sections of one by at least two cues (NOISE C). What looks like two
and is one: digests, diaries, chronicles, collected answers, anthologies.
"""

import re
from collections.abc import Callable, Mapping
from itertools import accumulate, pairwise

from msgspec.structs import replace

from pipeline.byline import names_author, read_byline
from pipeline.characters import fold
from pipeline.cues import closes, opens, strangers
from pipeline.headline import find_title
from pipeline.model import Block, FrontMatter, Labelled, Part
from pipeline.shapes import is_prose, title_shaped
from pipeline.title_signs import rule_of
from pipeline.titled import OWN_RULES, titled, without_titles_again
from pipeline.uppermost import NEARBY

CUES_NEEDED = 2
SHORTEST_ARTICLE, SHORTEST_HEADED = 120, 60
"""Columns of text that must stand before and behind a cut; at a head that can only be a page's own."""
HARDLY = 0.05
"""Below this chance the judge holds it for impossible: of eight cuts by cues alone, on 444 real pages that it had not
seen and 300 glued ones, five were wrong and had at most 0.024; the others were right and had 0.15 and more."""
LIKELY = 0.5
"""From this chance on a head with a day is taken for a page's own also over a short text."""
MOST_ROUNDS = 4
SEAM = 200
"""Blocks on each side of a cut that are compared."""
DIGEST = 3
"""So many heads of one form under each other are entries, not articles."""
JUDGED = "judged_"
"""What the judge of lines takes between two paragraphs is no sign of another article: it names no list."""

_OF_A_PAGE = re.compile(r"发布时间|发表时间|發布時間|点击|點擊|浏览|瀏覽|阅读|閱讀")
_YEAR_OR_HOUR = re.compile(r"\d{4}|\d{1,2}:\d{2}")
_FURNITURE = frozenset({"related", "navigation", "boilerplate", "comment"})


def split(labelled: tuple[Labelled, ...], told: Mapping[int, bool] = {}) -> tuple[Part, ...]:
    """The parts of a page in reading order; each block belongs to one part.

    `told` says of some blocks, by their number, whether an article begins there.
    """
    if not labelled:
        return ()
    return tuple(map(titled, _stretches(labelled, _as_told(labelled, _cuts(labelled), told))))


def _stretches(labelled: tuple[Labelled, ...], cuts: list[int]) -> list[tuple[Labelled, ...]]:
    return [labelled[start:end] for start, end in pairwise((0, *cuts, len(labelled)))]


def _as_told(labelled: tuple[Labelled, ...], cuts: list[int], told: Mapping[int, bool]) -> list[int]:
    """The cuts with those that people made. One that they take back is named by any block from it to its first line."""
    if not told:
        return cuts
    said = [next((told[n] for n in range(it.block.first, it.block.last + 1) if n in told), None) for it in labelled]
    stays = set(cuts)
    for cut in cuts:
        text = next((row for row in range(cut, len(labelled)) if labelled[row].verdict is None), len(labelled) - 1)
        if False in said[cut : text + 1]:
            stays.remove(cut)
    begun = {row for row, begins in enumerate(said) if begins and row and not labelled[row].block.part}
    return sorted(stays | begun)


def _cuts(labelled: tuple[Labelled, ...]) -> list[int]:
    """Where a new article begins: where the judge of lines sees it, and by cues between those places."""
    begun = [
        _with_its_furniture(labelled, row)
        for row, item in enumerate(labelled)
        if item.begun and row and not _is_named_again(labelled, row)
    ]
    edges = (0, *begun, len(labelled))
    by_cues = (start + cut for start, end in pairwise(edges) for cut in _cuts_by_cues(labelled[start:end]))
    return sorted({*begun, *by_cues})


def _is_named_again(labelled: tuple[Labelled, ...], row: int) -> bool:
    """Whether the line is one that stands above, and has no day below it: a recipe's card says its title once more."""
    key = labelled[row].block.key
    above = any(item.verdict is None and item.block.key == key for item in labelled[:row])
    return above and not _has_head(labelled, row)


def _cuts_by_cues(labelled: tuple[Labelled, ...]) -> list[int]:
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
        is_sure = index in heads and (_is_page_head(labelled, index) or labelled[index].begins >= LIKELY)
        least = SHORTEST_HEADED if is_sure else SHORTEST_ARTICLE
        enough = min(told[index] - told[start], told[-1] - told[index]) >= least
        if not enough or index in entries or not _believed(labelled, index):
            continue
        if _cues(labelled, start, index) >= CUES_NEEDED:
            cuts.append(_with_its_furniture(labelled, index))
    return cuts


def _believed(labelled: tuple[Labelled, ...], index: int) -> bool:
    """Whether the judge of lines, where it was asked, holds it for possible that another article begins about here."""
    near = labelled[index : index + NEARBY]
    return any(item.chance is None or item.begins >= HARDLY for item in near)


def _may_begin(labelled: tuple[Labelled, ...], index: int) -> bool:
    """A kept block behind removed ones, or a title over a byline."""
    if labelled[index].verdict is not None:
        return False
    return labelled[index - 1].verdict is not None or _has_head(labelled, index)


def _has_head(labelled: tuple[Labelled, ...], index: int) -> bool:
    """A title-shaped line with a dated byline right below it."""
    if labelled[index].verdict is not None:
        return False
    for below in labelled[index + 1 : index + NEARBY]:
        if rule_of(below) == "byline" and _YEAR_OR_HOUR.search(below.block.text) is not None:
            return title_shaped(labelled[index].block)
        if rule_of(below) == "byline" or (below.verdict is None and names_author(below.block.text)):
            continue  # The first line of a byline in two.
        if below.verdict is None:
            return False
    return False


def _is_page_head(labelled: tuple[Labelled, ...], index: int) -> bool:
    """A head with a count, or a label that a site prints, is a page's, not an entry's; so is one that tells all."""
    near = labelled[index + 1 : index + NEARBY]
    return any(
        rule_of(item) == "byline" and (_OF_A_PAGE.search(item.block.text) or _tells_all(item.block.text))
        for item in near
    )


def _tells_all(line: str) -> bool:
    """Whether a byline says who wrote it, for whom, and at which minute."""
    said = read_byline(line)
    return said is not None and bool(said.authors and said.site) and "T" in (said.published or "")


def _furniture_before(labelled: tuple[Labelled, ...], index: int) -> bool:
    verdict = labelled[index - 1].verdict
    return verdict is not None and verdict.reason in _FURNITURE


def _cues(labelled: tuple[Labelled, ...], start: int, index: int) -> int:
    """How many signs say that another article begins here."""
    removed = _removed_before(labelled, index)
    rules = {item.verdict.rule for item in removed if item.verdict is not None}
    reasons = {
        item.verdict.reason for item in removed if item.verdict is not None and not rule_of(item).startswith(JUDGED)
    }
    cues = 0
    if "glue_marker" in rules:
        cues += 1
    if _has_head(labelled, index):
        cues += 1 + _has_head_at(labelled, start)
    if "title_label" in rules:
        cues += CUES_NEEDED
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
        if verdict is None or verdict.rule not in ("glue_marker", "breadcrumb", "byline", "title_label"):
            break
        index -= 1
    return index


def _text_size(item: Labelled) -> int:
    """The columns of a kept sentence."""
    return item.block.size if item.verdict is None and (item.block.stops or is_prose(item.block)) else 0


def whole(labelled: tuple[Labelled, ...], title: int | None, told: Mapping[int, bool] = {}) -> tuple[Part, ...]:
    """An HTML page as one part: its markup says where its article is, and which block is the title.

    A heading under the title that says the same goes, as a forum's first post has one. Where another article is
    marked to begin, or people say so, there are several; those have their titles as lines have.
    """
    block = None if title is None or labelled[title].verdict is not None else labelled[title].block
    if title is not None and block is not None:
        labelled = without_titles_again(labelled, title)
    begun = [row for row, item in enumerate(labelled) if row and item.begun]
    stretches = _stretches(labelled, _as_told(labelled, begun, told))
    if len(stretches) == 1:
        return (_of_markup(labelled, block),)
    return tuple(_of_markup(stretch, _title_in(stretch, block)) for stretch in stretches)


def _title_in(labelled: tuple[Labelled, ...], title: Block | None) -> Block | None:
    if any(item.block == title for item in labelled):
        return title
    place = find_title(labelled)
    return None if place is None else labelled[place].block


def _of_markup(labelled: tuple[Labelled, ...], title: Block | None) -> Part:
    body = tuple(item.block for item in labelled if item.verdict is None and item.block != title)
    return Part(title, body, labelled)


def settle(parts: tuple[Part, ...], labeller: Callable[[tuple[Block, ...]], tuple[Labelled, ...]]) -> tuple[Part, ...]:
    """The parts labelled again, each by itself, where splitting changed what stands beside what.

    So that cleaning a cleaned article changes nothing.
    """
    changed = len(parts) > 1 or any(rule_of(item) in OWN_RULES for part in parts for item in part.labelled)
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
        part = titled(tuple(found.get(index, item) for index, item in enumerate(part.labelled)))
    return part


def gather(parts: tuple[Part, ...], front: FrontMatter | None = None) -> tuple[Part, ...]:
    """The parts that are articles; a stretch without one is accounted for by its neighbour before, else behind.

    What a front matter calls the page is the title of the first of them.
    """
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
    if front is not None and front.told.title is not None:
        gathered[0] = _called(gathered[0], front.told.title)
    return tuple(gathered)


def _called(part: Part, title: str) -> Part:
    """The part with the line of that title, or a heading of the first level, for its title; any other is its text."""
    shown = part.title
    if shown is None or shown.text.startswith("# ") or fold(shown.text) == fold(title):
        return part
    labelled = tuple(replace(item, verdict=None) if rule_of(item) in OWN_RULES else item for item in part.labelled)
    return Part(None, tuple(item.block for item in labelled if item.verdict is None), labelled)


def titles(parts: tuple[Part, ...]) -> frozenset[int]:
    """First lines of the blocks that are titles."""
    return frozenset(part.title.first for part in parts if part.title is not None)
