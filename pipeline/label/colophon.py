"""Scene → an article's own last lines below a list of other pages: who wrote and edited it, a correction, a note."""

import re

from pipeline.byline import read_byline
from pipeline.datelines import closed_by
from pipeline.label.scene import Scene, Taken
from pipeline.model import Block, Verdict

BYLINE = Verdict("metadata", "byline")
LONGEST_COLOPHON = 60
"""Columns of a line with which an article ends below a list of other pages."""
SIGNED_OFF, LONGEST_SIGNATURE = 4, 36
"""Lines with which an article ends that say where it is from and who edited it, and columns of each."""
NOTE = re.compile(
    r"(?:更正|勘误|勘誤|编者按|編者按|附注|附註)\s?[:：]\S|[（(]作者(?:系|係|为|為|是)|文中(?:人物|姓名|人名|受访者|受訪者)[^。]{0,8}(?:化名|假名)"
    r"|本文(?:数据|數據|图片|圖片)[^。]{0,8}(?:截至|来自|來自)"
)

_LABELLED = re.compile(r"[^\s:：]{1,12}\s?[:：]")
_OF_FACTS = re.compile("资料|資料|数据|數據|图片|圖片|图表|圖表")
"""Where figures are from, which the article says: 資料來源."""


def above_colophon(scene: Scene, heading: int, end: int) -> int:
    """Where the run ends above the article's own last lines: who wrote and edited it, a correction, a note.

    Not where such lines stand among the titles, too: then each title has its own.
    """
    start = end
    while start > heading + 2 and _is_colophon(scene.blocks[start - 1]):
        start -= 1
    if start == end or any(scene.prose[end:]):
        return end
    return end if any(_is_colophon(scene.blocks[at]) for at in range(heading + 1, start)) else start


def signing(scene: Scene, start: int) -> Taken:
    """Those of the page's last lines, from a place on, that say who wrote or edited the article."""
    last = range(start, len(scene.blocks))
    colophon = all(_is_colophon(scene.blocks[at]) for at in last)
    return {at: BYLINE for at in last if colophon and _is_signing(scene.blocks[at])}


def _is_colophon(block: Block) -> bool:
    return block.size <= LONGEST_COLOPHON and (_is_signing(block) or NOTE.match(block.text) is not None)


def _is_signing(block: Block) -> bool:
    said = read_byline(block.text)
    named = said is not None and said.labelled and said.published is None and bool(said.authors or said.editors)
    return named or bool(closed_by(block.text))


def signs_off(scene: Scene, index: int) -> bool:
    """Behind the text, with nothing but such lines below to its end: `来源:南埠日报`, `责任编辑:`.

    Not below another label, as the entry of a dictionary ends: `释义:…`, `出处:庄子`. Of 60 such lines at the end of real
    Chinese pages the gold has 3.
    """
    lines = scene.blocks[index : scene.last + 1]
    if not 0 < len(lines) <= SIGNED_OFF or not all(map(_is_signature, lines)):
        return False
    above = next((block for block in scene.blocks[:index][::-1] if not _is_signature(block)), lines[0])
    return _LABELLED.match(above.text) is None


def _is_signature(block: Block) -> bool:
    """A label with a name or nothing behind it."""
    said = read_byline(block.text) if block.size <= LONGEST_SIGNATURE else None
    if said is None or not said.labelled or _OF_FACTS.match(block.text):
        return False
    return bool(said.authors or said.site or said.editors) or block.text[-1] in ":："
