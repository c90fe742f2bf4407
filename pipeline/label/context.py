"""Scene → what goes because of where it stands: furniture, traces, what a model said at the edges."""

import re

from pipeline.dates import find_dates
from pipeline.label.generated import leak_title
from pipeline.label.scene import Scene, Taken, announced, heads_section
from pipeline.label.sight import Sight
from pipeline.label.titles import LEAK_TITLE
from pipeline.model import Verdict
from pipeline.shapes import is_prose, leads_in, marker

TRACE = Verdict("error", "trace_continued")
INHERITED = {
    "comment": Verdict("comment", "among_comments"),
    "boilerplate": Verdict("boilerplate", "among_site_lines"),
    "navigation": Verdict("navigation", "among_navigation"),
}

GENERATED_EDGE = 2
"""What a model said stands in the first or last two blocks of a text (NOISE B)."""
LONGEST_FURNITURE = 90
"""Columns of a line that goes only because of its neighbours."""
LONGEST_EXAMPLE = 60
"""Lines of an example that a lead-in announces."""
FURNISHED = 15
"""So many removed lines show that the page came with its whole frame: what stands among the frame's
lines behind the text is the frame's (of 12,900 such lines on real article pages 2 % were the article's)."""
ARTICLE_COLUMNS = 400
"""Columns of sentences on an article's page; a list of offers has fewer, and its lines are its matter."""
MOST_FURNITURE = 0.3
"""Share of the text's length that may go so; where more would, the lines are the page's matter."""

_WORD_RULES = frozenset(
    {
        "navigation_words",
        "navigation_line",
        "site_links",
        "comment_tools",
        "comment_section",
        "glue_marker",
        "site_line",
    }
)
"""Rules that see a word or two, which may as well be a section's heading."""
_SITE_RULES = frozenset({"site_notice", "site_links", "site_line", "site_label"})
_CLAUSE = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}[条條章款节節]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．)]\s?\S|§ ?\d|Art(?:icle|ikel|\.) ?\d)"
)
_LABEL_RULES = frozenset({"navigation_label", "site_label", "comment_label"})
_SPEAKER = re.compile(r"[^\s:：]{1,6}[:：]\s?\S")
_PAIR = re.compile(r"[A-Za-z][A-Za-z' -]{1,40} [\u4e00-\u9fff\u3041-\u30ff\uac00-\ud7a3]{1,12}")
PAIRS = 6
LIKE_WITHIN = 60
SPEAKERS = 2
_CODE_LINE = re.compile(r"[{};<>=]|^\$ |\w\(")
_CODE = re.compile(
    r"代码|程式|脚本|javascript|css|html|python|php|sql|function|script|样式|函数|编程|命令|source code|snippet",
    re.IGNORECASE,
)
_MACHINE_RULES = frozenset({"style_sheet", "script_code", "encoded_data", "template_tag", "placeholder_line"})
_TRACE_LINE = re.compile(
    r"(?:#\d|\d+\.\s|at |in |File |\{main\}|thrown|throw |\^|SELECT |INSERT |UPDATE |FROM |WHERE |Errno|Error|类型不匹配|description|message|note|type "
    r"|Request|Exception|行 ?\d+[:：]|[\w\\/.]+\.(?:php|asp|java|py|cs)\b)|.*(?:\bline \d+|:\d+\)?|行 ?[:：]? ?\d+)$",
    re.IGNORECASE,
)


def sure(scene: Scene, taken: Taken) -> Taken:
    """What is furniture wherever it stands, unless the article shows it on purpose."""
    found: Taken = {}
    for index, sight in enumerate(scene.sights):
        if sight is None or sight.edge or sight.opens or index in taken:
            continue
        if not _shown_on_purpose(scene, sight, index) and not _is_unfilled_byline(scene, sight, index):
            found[index] = sight.verdict
    return found


def _is_unfilled_byline(scene: Scene, sight: Sight, index: int) -> bool:
    """`作者:[Your Name] 日期:2024-01-16`: the name is nobody's, the date is the article's."""
    return sight.verdict.reason == "generated" and index < scene.first and bool(find_dates(scene.blocks[index].text))


def _shown_on_purpose(scene: Scene, sight: Sight, index: int) -> bool:
    """A line of the kind that the article is about, an example behind a lead-in, or a section's heading."""
    if scene.on_topic(index) or _is_entry(scene, sight, index) or _in_dialogue(scene, index):
        return True
    if not scene.inside(index):
        return False
    if announced(scene, _first_of_kind(scene, index)):
        return True
    if sight.verdict.rule in _WORD_RULES and (heads_section(scene, index) or _in_verse(scene, index)):
        return True
    if sight.verdict.rule in _SITE_RULES and _in_sequence(scene, index):
        return True
    if sight.verdict.reason == "generated" and leads_in(scene.blocks[index]):
        return True
    if (sight.verdict.rule in _MACHINE_RULES or scene.blocks[index].text[0] in "<{") and _in_code(scene, index):
        return True
    if scene.blocks[index].stops and sight.verdict.rule in (
        "navigation_label",
        "site_label",
        "comment_label",
        "related_pointer",
    ):
        return True
    return sight.verdict.rule in _MACHINE_RULES and ("error" in scene.about or _speaks_of_code(scene))


def _is_entry(scene: Scene, sight: Sight, index: int) -> bool:
    """An item among items, a field that every entry has, a pair in a list of words: told by what is like it."""
    if sight.verdict.rule in _LABEL_RULES and _is_field(scene, index):
        return True
    return _in_list(scene, index) or _in_pairs(scene, index)


def _in_pairs(scene: Scene, index: int) -> bool:
    """`share 分享` in a list of words with their translations."""
    if not _PAIR.fullmatch(scene.blocks[index].text):
        return False
    near = _near(scene, index)
    others = sum(1 for other in near if scene.free(other) and _PAIR.fullmatch(scene.blocks[other].text))
    return others >= PAIRS


def _in_dialogue(scene: Scene, index: int) -> bool:
    """Somebody speaks, and others before or behind."""
    if not _SPEAKER.match(scene.blocks[index].text):
        return False
    near = [other for other in range(index - 2, index + 3) if other != index and 0 <= other < len(scene.blocks)]
    return sum(1 for other in near if scene.free(other) and _SPEAKER.match(scene.blocks[other].text)) >= SPEAKERS


def _is_field(scene: Scene, index: int) -> bool:
    """A label that every entry of a glossary has: it comes back, each time among the text's own lines."""
    label = scene.blocks[index].key.partition(":")[0]
    return any(
        other != index and scene.free(other - 1) and scene.blocks[other].key.startswith(f"{label}:")
        for other in _near(scene, index)
    )


def _near(scene: Scene, index: int) -> range:
    """The blocks around one that are looked at for its like: few enough that time stays linear."""
    return range(max(1, index - LIKE_WITHIN), min(len(scene.blocks), index + LIKE_WITHIN))


def _in_list(scene: Scene, index: int) -> bool:
    """An item between items: `2. Reset` between `1. …` and `3. …`, `- press RESET` between bullets."""
    item = marker(scene.blocks[index])
    if item is None or not 0 < index < len(scene.blocks) - 1:
        return False
    near = [marker(scene.blocks[other]) for other in (index - 1, index + 1) if scene.free(other)]
    if item.ordered:
        return any(other is not None and other.ordered and abs(other.number - item.number) == 1 for other in near)
    return len(near) > 0 and all(other is not None for other in near)


def _in_code(scene: Scene, index: int) -> bool:
    """Beside a line of code that no rule took."""
    return any(
        scene.free(near)
        and scene.blocks[near].text.isascii()
        and _CODE_LINE.search(scene.blocks[near].text) is not None
        for near in (index - 1, index + 1)
    )


def _in_verse(scene: Scene, index: int) -> bool:
    """On a page without a sentence, a word between two lines that nothing speaks against."""
    return not any(scene.prose) and scene.free(index - 1) and scene.free(index + 1)


def _in_sequence(scene: Scene, index: int) -> bool:
    """A numbered clause or heading among others: the terms are the article."""
    near = range(max(0, index - 4), min(len(scene.blocks), index + 5))
    return _CLAUSE.match(scene.blocks[index].text) is not None and any(
        other != index and _CLAUSE.match(scene.blocks[other].text) for other in near
    )


def _first_of_kind(scene: Scene, index: int) -> int:
    """The first of the neighbouring lines of one kind: the lead-in stands before all of them."""
    sight = scene.sights[index]
    furthest = index - LONGEST_EXAMPLE
    while index > max(0, furthest) and sight is not None:
        before = scene.sights[index - 1]
        if before is None or before.verdict.reason != sight.verdict.reason:
            break
        index -= 1
    return index


def _speaks_of_code(scene: Scene) -> bool:
    return sum(1 for index, block in enumerate(scene.blocks) if scene.prose[index] and _CODE.search(block.text)) >= 2


def traces(scene: Scene, taken: Taken) -> Taken:
    """Lines between the lines of a trace, or right behind an error, that only make sense there."""
    found: Taken = {}
    previous: Verdict | None = None
    for index, block in enumerate(scene.blocks):
        verdict = taken.get(index)
        sight = scene.sights[index]
        if verdict is None and previous is not None:
            following = taken.get(index + 1)
            sandwiched = following is not None and following.reason == "error"
            telling = sandwiched or _TRACE_LINE.match(block.text[:300]) is not None
            if sight is None and not is_prose(block) and block.size <= 200 and telling:
                found[index] = verdict = TRACE
            elif sight is not None and sight.edge and sight.verdict.reason == "error":
                found[index] = verdict = sight.verdict
        previous = verdict if verdict is not None and verdict.reason == "error" else None
    return found


def generated(scene: Scene, taken: Taken) -> Taken:
    """What a language model said, at the edges of the text; in an article about such things it stays."""
    said = [
        index for index, sight in enumerate(scene.sights) if sight is not None and sight.verdict.reason == "generated"
    ]
    if not said or "generated" in scene.about:
        return {}
    alone = not any(scene.prose)
    at_edge = _edge_of_text(scene, taken)
    found: Taken = {}
    for index in said:
        sight = scene.sights[index]
        assert sight is not None
        if scene.inside(index) and leads_in(scene.blocks[index]):
            continue
        if index in taken or announced(scene, _first_of_kind(scene, index)) or _is_unfilled_byline(scene, sight, index):
            continue
        if index in at_edge or alone or not (sight.edge and is_prose(scene.blocks[index])):
            found[index] = sight.verdict
    if alone and found:
        found |= {
            index: LEAK_TITLE for index, block in enumerate(scene.blocks) if index not in taken and leak_title(block)
        } | found
    return found


def _edge_of_text(scene: Scene, taken: Taken) -> set[int]:
    """What a model said before the third and behind the third-last block of the article's own."""
    free = [index for index in range(len(scene.blocks)) if index not in taken and not _furniture(scene, index)]
    edges: set[int] = set()
    for order in (free, free[::-1]):
        room = GENERATED_EDGE
        for index in order:
            sight = scene.sights[index]
            if sight is not None:
                edges.add(index)
            else:
                room -= 1
                if not room:
                    break
    return edges


def _furniture(scene: Scene, index: int) -> bool:
    sight = scene.sights[index]
    return sight is not None and sight.verdict.reason != "generated"


def edges(scene: Scene, taken: Taken) -> Taken:
    """What is furniture only at the edges: above and below the running text, or beside other furniture."""
    found: Taken = {}
    for index, sight in enumerate(scene.sights):
        if sight is None or index in taken or sight.verdict.reason == "generated" or scene.on_topic(index):
            continue
        if sight.verdict.rule == "glue_marker":
            continue
        if sight.opens and sight.verdict.reason == "related":
            if index > scene.last and not _followed_by_free(scene, taken, index):
                found[index] = sight.verdict
        elif not scene.inside(index):
            if not announced(scene, index) and not _is_entry(scene, sight, index):
                found[index] = sight.verdict
        elif (
            sight.edge and _beside_furniture(scene, taken, found, index) and not _shown_on_purpose(scene, sight, index)
        ):
            found[index] = sight.verdict
    return found


def _followed_by_free(scene: Scene, taken: Taken, index: int) -> bool:
    after = index + 1
    return after < len(scene.blocks) and scene.free(after) and after not in taken


def _beside_furniture(scene: Scene, taken: Taken, found: Taken, index: int) -> bool:
    """Another removed line next to it; a line over a sentence may be a heading and needs one before it."""
    before = taken.get(index - 1) or found.get(index - 1)
    if index + 1 < len(scene.blocks) and scene.prose[index + 1]:
        return before is not None and before.reason in (
            "navigation",
            "boilerplate",
            "comment",
            "related",
        )
    return before is not None or index + 1 in taken


def among_furniture(scene: Scene, taken: Taken) -> Taken:
    """Short lines behind the text that stand among comment forms and footers and say nothing else."""
    found: Taken = {}
    carried: Verdict | None = None
    told = sum(block.size for block, prose in zip(scene.blocks, scene.prose, strict=True) if prose)
    whole_page = len(taken) >= FURNISHED and told >= ARTICLE_COLUMNS
    length = sum(block.size for index, block in enumerate(scene.blocks) if index not in taken and index <= scene.last)
    for index in range(scene.last + 1, len(scene.blocks)):
        verdict = taken.get(index)
        if verdict is not None:
            carried = INHERITED.get(verdict.reason) or (carried or (INHERITED["navigation"] if whole_page else None))
            continue
        block = scene.blocks[index]
        if is_prose(block):
            carried = carried if whole_page and block.size <= LONGEST_FURNITURE else None
        elif carried is not None and block.size <= LONGEST_FURNITURE and (marker(block) is None or whole_page):
            found[index] = carried
    lost = sum(scene.blocks[index].size for index in found)
    return found if whole_page or lost <= MOST_FURNITURE * length else {}
