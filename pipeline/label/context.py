"""Scene → what goes because of where it stands: furniture, traces, what a model said at the edges."""

import re
from itertools import pairwise

from pipeline.dates import find_dates
from pipeline.houses import gives_notice, of_court
from pipeline.label.generated import leak_title
from pipeline.label.notices import sells_between
from pipeline.label.purpose import first_of_kind, is_entry, section_buttons, shown_on_purpose
from pipeline.label.scene import Scene, Taken, announced
from pipeline.label.sight import Sight
from pipeline.label.titles import LEAK_TITLE
from pipeline.model import Verdict
from pipeline.shapes import blanks, is_prose, leads_in, marker

TRACE = Verdict("error", "trace_continued")
BUTTON = Verdict("navigation", "section_button")
INHERITED = {
    "comment": Verdict("comment", "among_comments"),
    "boilerplate": Verdict("boilerplate", "among_site_lines"),
    "navigation": Verdict("navigation", "among_navigation"),
}

GENERATED_EDGE = 2
"""What a model said stands in the first or last two blocks of a text (NOISE B)."""
MOST_POINTS = 8
LEAKS, SPEAKS = 2, frozenset({"model_remark", "refusal"})
"""So many leaks show that a model wrote the page; the rules that see it speak of itself."""
THOUGHT = Verdict("generated", "thought")
FIRST_THOUGHT, LONGEST_THOUGHT = 2, 60
"""The last line that may begin a model's thoughts, and how many there are."""
LONGEST_FURNITURE = 90
"""Columns of a line that goes only because of its neighbours."""
FURNISHED = 15
"""So many removed lines show that the page came with its whole frame: what stands among the frame's
lines behind the text is the frame's (of 12,900 such lines on real article pages 2 % were the article's)."""
ARTICLE_COLUMNS = 400
"""Columns of sentences on an article's page; a list of offers has fewer, and its lines are its matter."""
MOST_FURNITURE = 0.3
"""Share of the text's length that may go so; where more would, the lines are the page's matter."""

BEHIND_NOTICE = 6
"""Lines behind a notice's text in which it is signed."""
_ENDS_NOTICE = re.compile(r"特此(?:公告|通知|通告|公示|函告|说明|声明|致歉)[。！]?$|附件(?:\s?\d)?\s?[:：]\s?\S")
_TRACE_LINE = re.compile(
    r"(?:(?:Time|Date|Script|Script Name|Request|Request URI|URI|URL|Page|Referr?er|Host|IP|User|User-Agent|Query|SQL|Code|Error|Errno|Error Message|DSN|Version|PHP|MySQL|时间|脚本|页面)\.? ?[:：]|#\d|\d+\.\s|at |in |File |\{main\}|thrown|throw |\^|SELECT |INSERT |UPDATE |FROM |WHERE |Errno|Error|类型不匹配|description|message|note|type "
    r"|Request|Exception|行 ?\d+[:：]|[\w\\/.]+\.(?:php|asp|java|py|cs)\b)|.*(?:\bline \d+|:\d+\)?|行 ?[:：]? ?\d+)$",
    re.IGNORECASE,
)


def sure(scene: Scene, taken: Taken) -> Taken:
    """What is furniture wherever it stands, unless the article shows it on purpose."""
    buttons = section_buttons(scene.blocks)
    found: Taken = {index: BUTTON for index in buttons if index not in taken}
    for index, sight in enumerate(scene.sights):
        if sight is None or sight.edge or sight.opens or index in taken:
            continue
        if not shown_on_purpose(scene, sight, index) and not _is_unfilled_byline(scene, sight, index):
            found[index] = sight.verdict
    return found


def signs_off(scene: Scene, index: int) -> bool:
    """What ends a notice: 特此公告。 and 附件：, and who gives it on which day, in two lines.

    临水市自来水有限公司
    2024年8月6日
    """
    if index - scene.last > BEHIND_NOTICE:
        return False
    if _ENDS_NOTICE.match(scene.blocks[index].text):
        return True
    if of_court(scene.blocks[index].text):
        return True
    lines = [block.text for block in scene.blocks[index - 1 : index + 2]]
    return any(gives_notice(line, below) for line, below in pairwise(lines))


def _is_unfilled_byline(scene: Scene, sight: Sight, index: int) -> bool:
    """`作者:[Your Name] 日期:2024-01-16`: the name is nobody's, the date is the article's."""
    return sight.verdict.reason == "generated" and index < scene.first and bool(find_dates(scene.blocks[index].text))


def traces(scene: Scene, taken: Taken) -> Taken:
    """Lines between the lines of a trace, or right behind an error, that only make sense there."""
    if not any(verdict.reason == "error" for verdict in taken.values()):
        return {}
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


_DECLINES = re.compile(
    r"作为(?:一个|一名)?\s?(?:AI|人工智能)(?:语言|大语言)?(?:模型|助手)[，,]\s?我(?:无法|不能|没有办法|不具备)"
)
"""A whole line in which a model declines, from its first word on: between two sentences, too, nobody else says so."""


def thoughts(scene: Scene, taken: Taken) -> Taken:
    """What a model thought before it wrote, from `<think>` above the text to `</think>`.

    An article about models shows such a line further down, or in code.
    """
    blocks = scene.blocks
    start = next((at for at, it in enumerate(blocks[: FIRST_THOUGHT + 1]) if it.text.startswith("<think>")), None)
    if start is None:
        return {}
    behind = range(start, min(start + LONGEST_THOUGHT, len(blocks) - 1))
    end = next((at for at in behind if blocks[at].text.endswith("</think>")), None)
    return {} if end is None else {at: THOUGHT for at in range(start, end + 1) if at not in taken}


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
        if index in taken or announced(scene, first_of_kind(scene, index)) or _is_unfilled_byline(scene, sight, index):
            continue
        own = sight.verdict.rule == "model_remark" and _DECLINES.match(scene.blocks[index].text) is not None
        if own or index in at_edge or alone or not (sight.edge and is_prose(scene.blocks[index])):
            found[index] = sight.verdict
    found |= _asked_for(scene, found)
    if len(found) >= LEAKS:
        found |= _spoken_inside(scene, {index for index in said if index not in taken and index not in found})
    if alone and found:
        found |= {
            index: LEAK_TITLE for index, block in enumerate(scene.blocks) if index not in taken and leak_title(block)
        } | found
    return found


def _asked_for(scene: Scene, found: Taken) -> Taken:
    """The points that a model asks for, between its lead-in and what it says next."""
    asked: Taken = {}
    for index in found:
        if not leads_in(scene.blocks[index]):
            continue
        below = index + 1
        while below < len(scene.blocks) and marker(scene.blocks[below]) is not None and below - index <= MOST_POINTS:
            below += 1
        if below in found:
            asked |= dict.fromkeys(range(index + 1, below), found[index])
    return asked


def _spoken_inside(scene: Scene, held: set[int]) -> Taken:
    """What a model says of itself between two sentences of a page that shows elsewhere that a model wrote it."""
    sights = {index: scene.sights[index] for index in held if not announced(scene, first_of_kind(scene, index))}
    return {index: sight.verdict for index, sight in sights.items() if sight and sight.verdict.rule in SPEAKS}


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
            if not announced(scene, index) and not is_entry(scene, sight, index):
                found[index] = sight.verdict
        elif (
            _never_filled(scene, sight, index)
            or _sells(scene, sight, index)
            or (
                sight.edge
                and _beside_furniture(scene, taken, found, index)
                and not shown_on_purpose(scene, sight, index)
            )
        ):
            found[index] = sight.verdict
    return found


def _never_filled(scene: Scene, sight: Sight, index: int) -> bool:
    """`undefined` or a tag between two sentences of another script: nobody wrote it there."""
    if sight.verdict.rule not in ("placeholder_line", "left_tags") or not scene.blocks[index].text.isascii():
        return False
    above = next((at for at in range(index - 1, -1, -1) if scene.free(at)), None)
    below = next((at for at in range(index + 1, len(scene.blocks)) if scene.free(at)), None)
    return all(at is not None and scene.prose[at] and not scene.blocks[at].text.isascii() for at in (above, below))


def _sells(scene: Scene, sight: Sight, index: int) -> bool:
    """A call to add an account between two sentences; what a lead-in announces is what the text tells of."""
    return (
        sight.verdict.rule == "contact_ad"
        and sells_between(scene.blocks[index].text)
        and scene.prose[index - 1]
        and index + 1 < len(scene.blocks)
        and scene.prose[index + 1]
        and not announced(scene, index)
    )


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
        elif signs_off(scene, index) or blanks(block.text):
            continue
        elif carried is not None and block.size <= LONGEST_FURNITURE and (marker(block) is None or whole_page):
            found[index] = carried
    lost = sum(scene.blocks[index].size for index in found)
    return found if whole_page or lost <= MOST_FURNITURE * length else {}
