"""Scene → titles of other pages that no heading announces: behind the text, or behind a pointing mark."""

import re
from statistics import median

from pipeline.label.generated import leak_title
from pipeline.label.scene import Scene, Taken
from pipeline.label.thick import LONGEST_UNMARKED, MID_PAGE_RUN, NUMBERED
from pipeline.label.titles import title_verdicts
from pipeline.model import Block, Verdict
from pipeline.shapes import leads_in

UNMARKED = Verdict("related", "unmarked_titles")


PROMOTED = Verdict("related", "promoted_title")


UNMARKED_RUN = 15
"""So many bare titles make a list without a heading (NOISE B)."""


MOST_ROWS = 0.4
"""Share of lines with a time, an amount or an index: a timetable or results, not titles."""
_ROW = re.compile(
    r"\d{1,2}[:：]\d{2}|\d(?:\.\d+)?\s?(?:秒|分钟|元|米|公里|克|斤|毫升|km|kg|cm|mm|ml|g|%|€|\$|£)|^\d{1,3}\s+\S|→|\t"
)
_PROMISES = re.compile(r"如下|以下|下表|下列|following|below|wie folgt|следующ|次の通り|다음과 같", re.IGNORECASE)
FURNISHED_RUN = 8
"""So many do on a page of whose frame 15 lines were seen already."""


_POINTERS = "▪▶►★☆👉◤◢🔥➤✦"
_PROMOTED = re.compile(rf"[{_POINTERS}]\s?\S")


LONGEST_END = 40
"""Characters of a sentence's end that may say that a list follows."""
_FOLLOWS = re.compile(
    r"다음과 같|아래와 같|如下|以下(?:几|幾|[一二三四五六七八九十\d])|次の(?:通り|とおり)|as follows|the following|wie folgt|следующ|наступн|siguientes?[.:]|suivants?[.:]",
    re.IGNORECASE,
)
_LESSON = re.compile(
    r"(?:第\s?[\d一二三四五六七八九十百]+\s?[课章节讲集回条天步部季期]|(?:chapter|lesson|part|week|day|step|unit|module|episode|track)\s*\d+|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d{4})",
    re.IGNORECASE,
)


def promoted_titles(scene: Scene, taken: Taken) -> Taken:
    """Titles behind ▶ or 👉, as Taiwanese news sites point to other pages."""
    return {
        index: PROMOTED
        for index, block in enumerate(scene.blocks)
        if _points(block)
        and index not in taken
        and scene.free(index)
        and not block.stops
        and block.size <= LONGEST_UNMARKED
        and (index >= scene.last - MID_PAGE_RUN or block.text[0] in "▶👉►")
        and _beside_promoted(scene, index)
        and not _is_announced(scene, index)
    }


def _is_announced(scene: Scene, index: int) -> bool:
    """Whether the sentence over the run of such lines says that they follow: they are its list."""
    while index > 0 and _points(scene.blocks[index]):
        index -= 1
    text = scene.blocks[index].text
    return (
        scene.free(index)
        and not _points(scene.blocks[index])
        and (leads_in(scene.blocks[index]) or _FOLLOWS.search(text[-LONGEST_END:]) is not None)
    )


def _points(block: Block) -> bool:
    return block.text[0] in _POINTERS and _PROMOTED.match(block.text) is not None


def _beside_promoted(scene: Scene, index: int) -> bool:
    """Two and more together, or one alone between sentences; or several below sentences, whatever follows them."""
    near = [other for other in (index - 1, index + 1) if 0 <= other < len(scene.blocks)]
    if any(_points(scene.blocks[other]) for other in near) or all(
        scene.prose[other] or not scene.free(other) for other in near
    ):
        return True
    pointers = [at for at, block in enumerate(scene.blocks) if at and _points(block)]
    return len(pointers) > 1 and all(scene.prose[at - 1] for at in pointers)


def unmarked_run(scene: Scene, taken: Taken) -> Taken:
    """Bare titles behind the last sentence, fifteen and more, that nothing announces."""
    last_sentence = max((index for index, prose in enumerate(scene.prose) if prose), default=-1)
    if last_sentence < 0:
        return {}
    start = last_sentence + 1
    while start < len(scene.blocks) and (start in taken or not scene.free(start)):
        start += 1
    end = start
    while end < len(scene.blocks) and end not in taken and scene.free(end) and _bare_title(scene.blocks[end]):
        end += 1
    run = scene.blocks[start:end]
    lead_in = _PROMISES.search(scene.blocks[last_sentence].text[-24:]) is not None or scene.blocks[
        last_sentence
    ].text.endswith((":", "："))
    needed = FURNISHED_RUN if len(taken) >= UNMARKED_RUN else UNMARKED_RUN
    if len(run) < needed or lead_in or any(block.gap for block in run[1:]):
        return {}
    if sum(1 for block in run if _LESSON.match(block.text)) > 0.3 * len(run) or _same_opening(run):
        return {}
    if sum(1 for block in run if _ROW.search(block.text)) > MOST_ROWS * len(run):
        return {}
    sizes = [block.size for block in run]
    if median(sizes) < 16 or len({block.text for block in run}) < 0.5 * len(run):
        return {}
    if end < len(scene.blocks) and any(
        scene.free(index) and index not in taken for index in range(end, len(scene.blocks))
    ):
        return {}
    return title_verdicts(scene, UNMARKED, start, end)


def _same_opening(run: tuple[Block, ...]) -> bool:
    """Entries of one list begin alike: years, dashes, track numbers."""
    firsts = [block.text[0] for block in run]
    return max(firsts.count(first) for first in set(firsts)) > 0.6 * len(firsts)


def _bare_title(block: Block) -> bool:
    return leak_title(block) or (
        block.size <= LONGEST_UNMARKED
        and not block.text.endswith(("。", "：", ":", "；", "，", ","))
        and not NUMBERED.match(block.text)
    )
