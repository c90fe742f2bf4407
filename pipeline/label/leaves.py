"""Blocks of an HTML page and what the judge thinks of them → labelled blocks.

One verdict a block, in this order:

0. people's own rules for the site come before all;
1. what a reader does not see goes, whatever it says, and what its element shows to be no text (fittings.py);
2. the title stays;
3. what a rule of the text side sees goes, but the judge's word counts more than a doubtful rule's:
   menus, notices, comments and lists of other pages that it is sure belong to the article stay, but not behind the
   line that ends the text, nor a site's notice among the last blocks, nor what the last look (late.py) sees;
4. what the judge holds for less likely than this page's cut goes, for the reason that the judge gives; where it
   was not asked, for the one that the elements around it give, else for what its links say;
5. what then stands above already, built otherwise, goes as a copy, and a heading over a list that went, with it.

Before, what belongs together is given one chance (together.py), doubtful comments and teasers beside a sure article
none (beside.py), and what is the article's by its place the cut's (owned.py): captions, the declared summary, short
siblings, sections below kept headings, folds beside kept ones, notes.

The rules read the blocks that the judge keeps and those around the head and the end, where bylines
stand; the rest of the page is the judge's alone.
"""

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from pipeline.byline import read_byline
from pipeline.characters import fold
from pipeline.label.beside import without_named
from pipeline.label.elements import reason_of_elements
from pipeline.label.fittings import fittings
from pipeline.label.headed import under_headings, without_heads
from pipeline.label.late import LATE, look_late, may_see
from pipeline.label.owned import owned
from pipeline.label.printed import printed
from pipeline.label.together import together
from pipeline.label.twice import without_second
from pipeline.leaf import SITE_BODY, SITE_KEEP, Leaf, Walked
from pipeline.model import Block, Labelled, Opinion, Orders, Segmented, Verdict

SURE = 0.8
"""From this chance on the judge's word counts more than a doubtful rule's."""
DOUBTFUL = frozenset({"navigation", "boilerplate", "comment", "related"})
"""Reasons that the judge may overrule: whether such a block belongs to the article is what it has learned."""
NOT_DOUBTFUL = frozenset({"related_pointer", "novel_site", "labelled_advert"}) | LATE
"""Rules of these reasons that it may not. On 1,588 pages of WCXB and magic the rules' word against a sure
judge's raised the sum of page F1 by 1.7 for text that stands twice (35 pages) and by 0.1 for pointers (10)."""
LAST_WORDS = frozenset({"site_notice", "site_label", "like_call", "pointing_call", "contact_ad"})
"""Nor these among the last `LAST` blocks that it keeps, where they are no longer than `LONGEST_NOTICE`: what a site
says behind every text of its own looks like text."""
LAST, LONGEST_NOTICE = 3, 160
_END = re.compile(r"\W*(?:the )?(?:end|fin|全文完|正文完|完)\W*", re.IGNORECASE)
"""A line that says that the text is over; behind it the rules' word stands."""
LONGEST_SIGNATURE = 60
"""Columns of a line behind it that names writers and editors."""
_PRICE = re.compile(r"[$£€]\s?\d")
ALWAYS = frozenset({"error", "undecodable"})
"""Reasons that may take a whole page."""
MACHINE_WRITTEN = frozenset({"encoded_data", "template_tag"})
"""Rules that cannot misread a page, and that the judge may not overrule: nobody reads keys, nor tags of a template."""
MOST_OF_A_REASON = 0.5
"""Share of what the judge keeps; rules of one reason that would take more have misread the page: a list
of papers whose every entry begins with `Title:` is no leaked prompt."""
HEAD, TAIL = 8, 4
"""Blocks before the title, or before the first that is kept, and behind the last, that the rules read too."""
LINKED = 0.6
"""Share of a block's characters in links from which it is a link."""

SIGNED = Verdict("metadata", "byline")
LINK = Verdict("navigation", "link_beside_article")
SITE_RULE = Verdict("boilerplate", "site_rule")
PAGE_TOOL = Verdict("navigation", "page_tool")
SET_ASIDE = {"site_rule": SITE_RULE, "page_tool": PAGE_TOOL}
"""What a reader may see, but is set aside from the text it stands in."""
BESIDE = Verdict("boilerplate", "beside_article")


def label_leaves(
    segmented: Segmented,
    opinion: Opinion,
    labeller: Callable[[tuple[Block, ...]], tuple[Labelled, ...]],
    orders: Orders | None = None,
) -> tuple[Labelled, ...]:
    """Every block of an HTML page with its verdict and the judge's probability."""
    walked = segmented.markup
    assert walked is not None
    judged = together(segmented, opinion)
    opinion = owned(segmented, without_named(segmented, judged))
    ordered = orders is not None and bool(orders.rules)
    if orders is not None and ordered:
        opinion = judged = _ordered(segmented, opinion, walked, only=orders.only)
    fitted = fittings(segmented)
    if ordered:
        fitted = {place: verdict for place, verdict in fitted.items() if opinion.chances[place] < 1.0}
    ruled = _standing(_ruled(segmented, opinion, walked, labeller), segmented, opinion)
    ruled = printed(segmented, opinion) | ruled
    known: dict[int, Verdict | None] = {}

    def beside(place: int, leaf: Leaf) -> Verdict:
        if opinion.reasons and (told := opinion.reasons[place]) is not None:
            return Verdict(told, f"judged_{told}")
        said = reason_of_elements(leaf.element, walked.elements, known)
        return said or (LINK if leaf.linked >= LINKED * len(leaf.text) else BESIDE)

    told = tuple(
        Labelled(
            block,
            fitted.get(place) or _verdict(place, walked.leaves[block.first - 1], ruled, opinion, beside),
            judged.chances[place],
            goes_as=opinion.reasons[place] if opinion.reasons else None,
        )
        for place, block in enumerate(segmented.blocks)
    )
    if ordered:
        return under_headings(told, walked)
    left = without_second(told, walked, opinion.title)
    return under_headings(without_heads(left, walked, opinion.title), walked)


def _ordered(segmented: Segmented, opinion: Opinion, walked: Walked, *, only: bool) -> Opinion:
    """The judge's opinion where people's own rules for the site leave it one."""
    ordered = [False] * len(walked.elements.tags)
    for index, names in enumerate(walked.elements.names):
        parent = walked.elements.parents[index]
        ordered[index] = (parent >= 0 and ordered[parent]) or SITE_KEEP in names or SITE_BODY in names
    chances = tuple(
        1.0 if ordered[walked.leaves[block.first - 1].element] else 0.0 if only else chance
        for block, chance in zip(segmented.blocks, opinion.chances, strict=True)
    )
    return replace(opinion, chances=chances)


def _verdict(
    place: int, leaf: Leaf, ruled: dict[int, Verdict], opinion: Opinion, beside: Callable[[int, Leaf], Verdict]
) -> Verdict | None:
    if leaf.hidden:
        return SET_ASIDE.get(leaf.hidden) or Verdict("hidden", leaf.hidden)
    if place == opinion.title:
        return None
    if place in ruled:
        return ruled[place]
    return None if opinion.chances[place] >= opinion.cut else beside(place, leaf)


def _standing(ruled: dict[int, Verdict], segmented: Segmented, opinion: Opinion) -> dict[int, Verdict]:
    """The rules' verdicts, without the doubtful ones where the judge is sure; behind the text a notice is none."""
    sure = max(SURE, opinion.cut)
    kept = [place for place, chance in enumerate(opinion.chances) if chance >= opinion.cut]
    last = {place for place in kept[-LAST:] if segmented.blocks[place].size <= LONGEST_NOTICE}
    end = _end(sorted(ruled), kept, segmented.blocks)
    signed = {
        place: SIGNED
        for place in kept
        if (place > end and _is_signature(segmented.blocks[place]))
        or (place in last and _is_imprint(segmented.blocks[place]))
    }
    return signed | {
        place: verdict
        for place, verdict in ruled.items()
        if place > end
        or opinion.chances[place] < sure
        or not _is_doubtful(verdict)
        or (place in last and verdict.rule in LAST_WORDS)
    }


def _end(ruled: Sequence[int], kept: Sequence[int], blocks: Sequence[Block]) -> int:
    """The place of the line that ends the text, below most of it; behind the page where there is none."""
    text = sum(blocks[place].size for place in kept)
    marks = (place for place in ruled if _END.fullmatch(blocks[place].text))
    below = (end for end in marks if 2 * sum(blocks[place].size for place in kept if place < end) > text)
    return next(below, len(blocks))


def _is_signature(block: Block) -> bool:
    """Who wrote, took or edited it, in a line of its own."""
    said = read_byline(block.text) if block.size <= LONGEST_SIGNATURE else None
    return said is not None and said.labelled


def _is_imprint(block: Block) -> bool:
    """Who wrote it and who edited it, in one line: `文 | … 编辑 | …`."""
    said = read_byline(block.text) if block.size <= LONGEST_SIGNATURE else None
    return said is not None and bool(said.authors and said.editors)


def _is_doubtful(verdict: Verdict) -> bool:
    return verdict.reason in DOUBTFUL and verdict.rule not in NOT_DOUBTFUL | MACHINE_WRITTEN


def _ruled(
    segmented: Segmented,
    opinion: Opinion,
    walked: Walked,
    labeller: Callable[[tuple[Block, ...]], tuple[Labelled, ...]],
) -> dict[int, Verdict]:
    """What the rules of the text side say of the blocks they read."""
    places = _read_by_rules(segmented, opinion, walked)
    shown = tuple(
        _as_line(segmented.blocks[place], walked.leaves[segmented.blocks[place].first - 1]) for place in places
    )
    told = _looked_at_late(labeller(shown), places, opinion)
    found = {place: item.verdict for place, item in zip(places, told, strict=True) if item.verdict is not None}
    certain = {place: verdict for place, verdict in found.items() if verdict.rule in MACHINE_WRITTEN}
    kept = {
        place: segmented.blocks[place].size
        for place in places
        if opinion.chances[place] >= opinion.cut and place not in certain
    }
    misread = {
        reason
        for reason in {verdict.reason for verdict in found.values()} - ALWAYS
        if sum(kept.get(place, 0) for place, verdict in found.items() if verdict.reason == reason)
        > MOST_OF_A_REASON * sum(kept.values())
    }
    return {place: verdict for place, verdict in found.items() if verdict.reason not in misread} | certain


def _looked_at_late(told: Sequence[Labelled], places: Sequence[int], opinion: Opinion) -> tuple[Labelled, ...]:
    """The blocks with what the last look of the text side sees in those that both rules and judge keep."""
    if not any(
        item.verdict is None and opinion.chances[place] >= opinion.cut and may_see(item.block)
        for place, item in zip(places, told, strict=True)
    ):
        return tuple(told)
    left = tuple(
        item
        if item.verdict is not None or opinion.chances[place] >= opinion.cut or place == opinion.title
        else replace(item, verdict=BESIDE)
        for place, item in zip(places, told, strict=True)
    )
    return tuple(
        replace(item, verdict=late.verdict)
        if before.verdict is None and late.verdict is not None and _counts(late.verdict, item.block)
        else item
        for item, before, late in zip(told, left, look_late(left), strict=True)
    )


def _counts(verdict: Verdict, block: Block) -> bool:
    """Whether a rule of the last look counts here: a call that names a price is a list's of things to buy."""
    return verdict.rule in LATE and not (verdict.rule == "newsletter_call" and _PRICE.search(block.text))


def _read_by_rules(segmented: Segmented, opinion: Opinion, walked: Walked) -> list[int]:
    """The places of the kept blocks, the title, and what stands around the head and the end."""
    visible = [place for place, block in enumerate(segmented.blocks) if not walked.leaves[block.first - 1].hidden]
    rows = [row for row, place in enumerate(visible) if opinion.chances[place] >= opinion.cut or place == opinion.title]
    if not rows:
        return visible[: HEAD + TAIL]
    first = visible.index(opinion.title) if opinion.title is not None else rows[0]
    text = next((row for row in rows if row > first), first)
    read = {
        *rows,
        *range(max(0, first - HEAD), min(text, first + HEAD)),
        *range(rows[-1], min(rows[-1] + TAIL, len(visible))),
    }
    return [visible[row] for row in sorted(read)]


def _as_line(block: Block, leaf: Leaf) -> Block:
    """The block as a text dump would show it: rules know items and headings by their marks, and phrases by its key."""
    mark = "- " if leaf.kind == "item" else "#" * leaf.level + " " if leaf.kind == "heading" else ""
    return replace(block, text=mark + block.text, key=fold(block.text))
