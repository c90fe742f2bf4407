"""What a removed heading announces gives its reason to the removed blocks below it: lists of other pages, comments.

The judge has decided that they go, and the elements around them said little: a widget, a sidebar, links. The heading
that a reader sees says more. It speaks for the smallest element that holds it and something behind it, up to the
next heading of its rank; where that element holds text of the article, too, only for what is built alike.

Before, a heading that names such a list, or the page's contents, goes with it: where it is all that is left of it.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.characters import fold
from pipeline.label.pointers import related_list
from pipeline.label.tallies import comment_section
from pipeline.leaf import Elements, Leaf, Walked
from pipeline.lexicon import lexicon
from pipeline.model import Block, Labelled, Verdict

LONGEST = 48
"""Columns of such a heading."""
MOST = 400
"""Blocks that a heading speaks for at most."""
SAID = {"related": Verdict("related", "under_related"), "comment": Verdict("comment", "under_comments")}
UNSURE = frozenset(
    {"beside_article", "link_beside_article", "site_element", "navigation_element", "judged_navigation"}
    | {"judged_boilerplate", "judged_metadata"}
)
"""Verdicts of the judge whose reason is a guess from links and class names; the heading's word goes before."""
HEADS = {"related": Verdict("related", "heads_removed"), "navigation": Verdict("navigation", "heads_removed")}
FEWEST, LINKED = 2, 0.6
"""Blocks of such a list, and the share of them that are links. Of 2,927 pages 9 keep such a heading over a list that
goes; the gold has two, one of them over the list. Of 190 headings of any name over nothing but links that go it has 122."""
_MORE = re.compile(
    r"(?:more|other|further|additional) (?:\S+ ){0,4}(?:recipes|posts|articles|stories|guides|tutorials|videos)[:：]?"
    r"|(?:被|已)?(?:加入|收录|收錄|收藏)(?:到|于|於|在|进)?(?:以下|下列|这些)(?:菜单|专题|合集|收藏夹|专栏|专辑|清单)"
)
"""Lists of other pages whose names hold what they are about."""
_BRACKETS = "【】[]〔〕《》●■◆▶▼* "
BUTTONS = frozenset({"button", "label", "select", "option", "form", "footer"})
"""Elements whose own text is no heading."""
_COUNT = re.compile(r"^[\d\s.,]+|[\s:：(（\[]*[\d.,+]*[\s)）\]:：»>›→…]*$")


def under_headings(labelled: Sequence[Labelled], walked: Walked) -> tuple[Labelled, ...]:
    """The blocks, those below a removed heading with its reason where only the judge had spoken."""
    out = list(labelled)
    leaves = [walked.leaves[item.block.first - 1] for item in labelled]
    tags = walked.elements.tags
    openers = {
        place: family
        for place, (item, leaf) in enumerate(zip(labelled, leaves, strict=True))
        if item.verdict is not None and (family := announces(item.block, leaf, tags[leaf.element]))
    }
    for place, family in openers.items():
        for below in _section(place, labelled, leaves, walked.elements, openers):
            verdict = out[below].verdict
            if verdict is not None and verdict.rule in UNSURE:
                out[below] = replace(out[below], verdict=SAID[family])
    return tuple(out)


def without_heads(labelled: Sequence[Labelled], walked: Walked, title: int | None) -> tuple[Labelled, ...]:
    """The blocks, without kept headings that name a list of links which goes: other pages, or the page's contents."""
    out = list(labelled)
    leaves = [walked.leaves[item.block.first - 1] for item in labelled]
    shown = [place for place, leaf in enumerate(leaves) if not leaf.hidden]
    for at, place in enumerate(shown):
        block = labelled[place].block
        gone = labelled[place].verdict is not None or at + FEWEST >= len(shown) + 1
        if gone or place == title or labelled[shown[at + 1]].verdict is None or block.size > LONGEST:
            continue
        reason = _names_list(block, leaves[place], walked.elements.tags[leaves[place].element])
        if reason is None:
            continue
        below = list(_removed_below(shown[at + 1 : at + 1 + MOST], labelled, leaves))
        linked = sum(1 for each in below if 2 * leaves[each].linked > len(leaves[each].text))
        verdict = labelled[below[0]].verdict if below else None
        if verdict is not None and verdict.reason in HEADS and len(below) >= FEWEST and linked >= LINKED * len(below):
            out[place] = replace(labelled[place], verdict=HEADS[reason])
    return tuple(out)


def _names_list(block: Block, leaf: Leaf, tag: str) -> str | None:
    """`related` where it stands over a list of other pages, `navigation` where over the page's own contents."""
    if announces(block, leaf, tag) == "related":
        return "related"
    if leaf.hidden or block.stops or leaf.kind == "item" or 2 * leaf.linked > len(leaf.text) or tag in BUTTONS:
        return None
    key = fold(block.text)
    hit = lexicon().lines.get(_COUNT.sub("", key).strip(_BRACKETS))
    if hit is not None and hit.family in ("related", "glue"):
        return "related"
    if hit is not None and hit.family == "navigation" and leaf.kind == "heading":
        return "navigation"
    return "related" if _MORE.fullmatch(key) else None


def _removed_below(places: Sequence[int], labelled: Sequence[Labelled], leaves: Sequence[Leaf]) -> Iterator[int]:
    """The removed blocks up to the next heading or kept block."""
    for place in places:
        if labelled[place].verdict is None or leaves[place].kind == "heading":
            return
        yield place


def announces(block: Block, leaf: Leaf, tag: str) -> str | None:
    """`related` or `comment` where the block is the heading of such a section; a menu's link is none."""
    if leaf.hidden or block.size > LONGEST or block.stops:
        return None
    if leaf.kind != "heading" and (leaf.kind == "item" or 2 * leaf.linked > len(leaf.text) or tag in BUTTONS):
        return None
    key = fold(block.text)
    for asked in (key, _COUNT.sub("", key)):
        hit = lexicon().lines.get(asked) if asked else None
        if hit is not None:
            return hit.family if hit.family in SAID else None
    block = replace(block, key=key)
    if comment_section(block):
        return "comment"
    if lexicon().named(key) is not None or related_list(block):
        return "related"
    begun = lexicon().opening(key) if leaf.kind == "heading" else None
    return begun.family if begun is not None and begun.family in SAID else None


def _section(
    place: int, labelled: Sequence[Labelled], leaves: Sequence[Leaf], elements: Elements, openers: dict[int, str]
) -> range:
    """The heading and the blocks below that it speaks for."""
    own = leaves[place]
    if place + 1 == len(leaves):
        return range(place, place + 1)
    line = _ancestors(leaves[place + 1].element, elements)
    scope = next((element for element in _ancestors(own.element, elements) if element in line), 0)
    if scope == 0 or elements.tags[scope] == "body":
        alike: int | None = _child(leaves[place + 1].element, scope, elements)
    else:
        alike = None
    end = place + 1
    first = _child(leaves[end].element, scope, elements)
    while end < len(leaves) and end - place < MOST:
        leaf = leaves[end]
        if labelled[end].verdict is None or end in openers or _is_rank(leaf, own, elements):
            break
        child = _child(leaf.element, scope, elements)
        if child is None or (alike is not None and child != first and elements.paths[child] != elements.paths[alike]):
            break
        end += 1
    return range(place, end)


def _is_rank(leaf: Leaf, own: Leaf, elements: Elements) -> bool:
    """Whether another heading of the same rank, or an element like the heading's, stands here."""
    if own.kind == "heading":
        return leaf.kind == "heading" and leaf.level <= own.level
    return leaf.element != own.element and elements.paths[leaf.element] == elements.paths[own.element]


def _ancestors(element: int, elements: Elements) -> dict[int, None]:
    """The element and those around it, the innermost first."""
    line: dict[int, None] = {}
    while element > 0:
        line[element] = None
        element = elements.parents[element]
    line[0] = None
    return line


def _child(element: int, scope: int, elements: Elements) -> int | None:
    """The child of the scope that holds the element; the scope itself for its own text, None outside."""
    before = scope
    while element > 0 and element != scope:
        before, element = element, elements.parents[element]
    return before if element == scope else None
