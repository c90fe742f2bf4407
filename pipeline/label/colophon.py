"""Scene → an article's own last lines below a list of other pages: who wrote and edited it, a correction, a note."""

import re

from pipeline.byline import read_byline
from pipeline.datelines import closed_by
from pipeline.label.scene import Scene, Taken
from pipeline.model import Block, Verdict

BYLINE = Verdict("metadata", "byline")
LONGEST_COLOPHON = 60
"""Columns of a line with which an article ends below a list of other pages."""
NOTE = re.compile(
    r"(?:更正|勘误|勘誤|编者按|編者按|附注|附註)\s?[:：]\S|[（(]作者(?:系|係|为|為|是)|文中(?:人物|姓名|人名|受访者|受訪者)[^。]{0,8}(?:化名|假名)"
    r"|本文(?:数据|數據|图片|圖片)[^。]{0,8}(?:截至|来自|來自)"
)


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
