"""Scene → what goes because of where it stands: furniture at the edges, comments, copies, protections."""

import re

from pipeline.label.runs import LEAK_TITLE
from pipeline.label.scene import Scene, Taken, announced, mentions
from pipeline.label.sight import Sight
from pipeline.model import Verdict
from pipeline.shapes import is_prose

COPY = Verdict("duplicate", "repeated_text")
COMMENT = Verdict("comment", "comment_section")
INHERITED = {"comment": Verdict("comment", "among_comments"), "boilerplate": Verdict("boilerplate", "among_site_lines"), "navigation": Verdict("navigation", "among_navigation")}
TRACE = Verdict("error", "trace_continued")

GENERATED_EDGE = 2
"""What a model said stands in the first or last two blocks of a text (NOISE B)."""
COPIED_BLOCKS = 3
COPIED_COLUMNS = 160
"""So much must be repeated in a row; less is a refrain."""
COPIED_SENTENCE = 100
"""Columns of a single sentence that is not repeated on purpose."""
LONGEST_FURNITURE = 90
"""Columns of a line that goes only because of its neighbours."""

_FAMILY_OF_REASON = {"error": "error", "generated": "generated", "undecodable": "undecodable", "navigation": "navigation", "boilerplate": "boilerplate", "comment": "navigation"}
_CODE = re.compile(r"代码|程式|脚本|javascript|css|html|python|php|sql|function|script|样式|函数|编程|命令|source code|snippet", re.IGNORECASE)
_MACHINE_RULES = frozenset({"style_sheet", "script_code", "encoded_data", "template_tag", "placeholder_line"})


def sure(scene: Scene, taken: Taken) -> Taken:
    """What is furniture wherever it stands, unless the article shows it on purpose."""
    found: Taken = {}
    for index, sight in enumerate(scene.sights):
        if sight is None or sight.edge or sight.opens or index in taken:
            continue
        if not _shown_on_purpose(scene, sight, index):
            found[index] = sight.verdict
    return found


def _shown_on_purpose(scene: Scene, sight: Sight, index: int) -> bool:
    """Inside the text: an example behind a lead-in, or a line of the kind that the article is about."""
    if not scene.inside(index):
        return False
    reason, rule = sight.verdict.reason, sight.verdict.rule
    if announced(scene, _block_start(scene, index)):
        return True
    if rule in _MACHINE_RULES:
        return mentions(scene, "placeholder") or _speaks_of_code(scene)
    return mentions(scene, _FAMILY_OF_REASON.get(reason, reason))


def _block_start(scene: Scene, index: int) -> int:
    """The first of the neighbouring lines of one kind: the lead-in stands before all of them."""
    sight = scene.sights[index]
    while index > 0 and sight is not None:
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
        if verdict is None and previous is not None and scene.sights[index] is None and not is_prose(block):
            if _belongs_to_trace(block.text) and block.size <= 200:
                found[index] = verdict = TRACE
        elif verdict is None and previous is not None and (sight := scene.sights[index]) is not None and sight.edge and sight.verdict.reason == "error":
            found[index] = verdict = sight.verdict
        previous = verdict if verdict is not None and verdict.reason == "error" else None
    return found


def _belongs_to_trace(text: str) -> bool:
    return bool(_TRACE_LINE.match(text))


_TRACE_LINE = re.compile(r"(?:#\d|\d+\.\s|at |in |File |\{main\}|thrown|throw |\^|SELECT |INSERT |UPDATE |FROM |WHERE |Errno|Error|类型不匹配|description|message|note|type |Request|Exception|[\w\\/.]+\.(?:php|asp|java|py|cs)\b)|.*(?:\bline \d+|:\d+\)|行 ?\d+)$", re.IGNORECASE)


def generated(scene: Scene, taken: Taken) -> Taken:
    """What a language model said, at the edges of the text; quoted inside an article it stays."""
    if not any(sight is not None and sight.verdict.reason == "generated" for sight in scene.sights):
        return {}
    free = [index for index in range(len(scene.blocks)) if index not in taken and not _furniture(scene, index)]
    about = mentions(scene, "generated")
    edges: set[int] = set()
    for order in (free, free[::-1]):
        room = GENERATED_EDGE
        for index in order:
            sight = scene.sights[index]
            if sight is not None and sight.verdict.reason == "generated":
                edges.add(index)
            else:
                room -= 1
                if not room:
                    break
    alone = not any(scene.prose)
    found: Taken = {}
    for index in free:
        sight = scene.sights[index]
        if sight is None or sight.verdict.reason != "generated" or announced(scene, index):
            continue
        if (index in edges and not about) or alone or (not about and not sight.edge) or (not about and not is_prose(scene.blocks[index])):
            found[index] = sight.verdict
    if alone and found:
        found.update(_leaks_beside(scene, taken, found))
    return found


def _leaks_beside(scene: Scene, taken: Taken, found: Taken) -> Taken:
    from pipeline.label.generated import leak_title

    return {index: LEAK_TITLE for index, block in enumerate(scene.blocks) if index not in taken and index not in found and leak_title(block)}


def _furniture(scene: Scene, index: int) -> bool:
    sight = scene.sights[index]
    return sight is not None and sight.verdict.reason != "generated"


def comments(scene: Scene, taken: Taken) -> Taken:
    """A comment section: from its heading to the page's end, if its tools or names show that it is one."""
    found: Taken = {}
    for index, sight in enumerate(scene.sights):
        if sight is None or sight.verdict.reason != "comment" or not sight.opens or index in found or index <= scene.first:
            continue
        end = index + 1
        signs = 0
        while end < len(scene.blocks) and not _ends_comments(scene, taken, end):
            other = scene.sights[end]
            signs += other is not None and other.verdict.reason == "comment"
            end += 1
        sentences = sum(1 for near in range(index, end) if scene.prose[near])
        if sentences and not signs:
            continue
        for near in range(index, end):
            other = scene.sights[near]
            if near not in taken and (other is None or other.verdict.reason == "comment"):
                found[near] = other.verdict if other is not None else COMMENT
    return found


def _ends_comments(scene: Scene, taken: Taken, index: int) -> bool:
    verdict = taken.get(index)
    if verdict is not None and verdict.reason in ("related", "metadata"):
        return verdict.reason == "related"
    sight = scene.sights[index]
    return sight is not None and sight.verdict.rule in ("copyright_line", "licence_number", "glue_marker", "breadcrumb")


def copies(scene: Scene, taken: Taken) -> Taken:
    """Text that stands in the page a second time."""
    found: Taken = {}
    places: dict[str, int] = {}
    index = 0
    blocks = scene.blocks
    while index < len(blocks):
        text = blocks[index].text
        earlier = places.get(text)
        if earlier is None or index in taken:
            places.setdefault(text, index)
            index += 1
            continue
        length = 0
        while index + length < len(blocks) and earlier + length < index and blocks[index + length].text == blocks[earlier + length].text and index + length not in taken:
            length += 1
        size = sum(block.size for block in blocks[index : index + length])
        sentence = length >= 1 and scene.prose[index] and blocks[index].size >= COPIED_SENTENCE
        if (length >= COPIED_BLOCKS and size >= COPIED_COLUMNS and any(scene.prose[index : index + length]) and not _refrain(scene, index, length)) or sentence:
            found.update(dict.fromkeys(range(index, index + length), COPY))
        index += max(length, 1)
    return found


def _refrain(scene: Scene, index: int, length: int) -> bool:
    """Verse comes back line by line: none of its lines is long."""
    return all(block.size < 70 for block in scene.blocks[index : index + length])


def edges(scene: Scene, taken: Taken) -> Taken:
    """What is furniture only at the edges: above and below the running text, or beside other furniture."""
    found: Taken = {}
    for index, sight in enumerate(scene.sights):
        if sight is None or index in taken or index in found or sight.verdict.reason == "generated":
            continue
        if sight.opens and sight.verdict.reason == "related":
            if index > scene.last and not _followed_by_free(scene, taken, index):
                found[index] = sight.verdict
            continue
        if not scene.inside(index):
            if not announced(scene, index):
                found[index] = sight.verdict
        elif sight.edge and _beside_furniture(scene, taken, found, index) and not mentions(scene, _FAMILY_OF_REASON.get(sight.verdict.reason, "")):
            found[index] = sight.verdict
    return found


def _followed_by_free(scene: Scene, taken: Taken, index: int) -> bool:
    after = index + 1
    return after < len(scene.blocks) and scene.free(after) and after not in taken


def _beside_furniture(scene: Scene, taken: Taken, found: Taken, index: int) -> bool:
    """Another removed line next to it; a line over a sentence is a heading and stays."""
    after = index + 1
    if after < len(scene.blocks) and scene.prose[after]:
        before = taken.get(index - 1) or found.get(index - 1)
        return before is not None and before.reason in ("navigation", "boilerplate", "comment", "related")
    return any(near in taken or near in found for near in (index - 1, after))


def among_furniture(scene: Scene, taken: Taken) -> Taken:
    """Short lines behind the text that stand among comment forms and footers and say nothing else."""
    found: Taken = {}
    carried: Verdict | None = None
    length = sum(block.size for index, block in enumerate(scene.blocks) if index not in taken and index <= scene.last)
    for index in range(scene.last + 1, len(scene.blocks)):
        verdict = taken.get(index)
        if verdict is not None:
            carried = INHERITED.get(verdict.reason) or (carried if verdict.reason in ("related", "metadata") else None)
            continue
        block = scene.blocks[index]
        if carried is None or block.size > LONGEST_FURNITURE or is_prose(block):
            carried = None if is_prose(block) else carried
            continue
        found[index] = carried
    lost = sum(scene.blocks[index].size for index in found)
    return found if length and lost <= 0.3 * length else {}
