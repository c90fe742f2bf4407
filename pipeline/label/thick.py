"""Scene → whether a line in the thick of a list is a title, though by itself it is a sentence or a rule's.

Asked of lists of other pages, line by line, so each looks at a few lines only.
"""

import re

from pipeline.label.scene import Scene

LONGEST_IN_RUN = 130
"""Columns. NOISE: 95 % of 479 marker lines head a run of lines of at most 60 characters."""
LONGEST_UNMARKED = 84
"""Columns of a title in it."""
MID_PAGE_RUN = 3
"""So many lines a list must have that stands in the middle of the text."""
AMONG, MOST_TITLES, TEXT_ABOVE = 8, 0.5, 60
"""Lines below a sentence that are looked at, and the share of them and of it that are titles in a list; lines of the text
above."""
BURIED = 8
"""A sentence between so many titles before and after it is one of them."""
NUMBERED = re.compile(r"^(?:\d{1,2}[.、．)]|[①-⑳]|[-*•])\s?")


def in_thick(scene: Scene, heading: int, index: int) -> bool:
    """Two titles right before and behind, with no gap."""
    near = [index - 2, index - 1, index + 1, index + 2]
    if near[0] <= heading or near[-1] >= len(scene.blocks) or scene.blocks[index].size > LONGEST_UNMARKED:
        return False
    return (
        all(scene.blocks[at].gap == 0 and scene.free(at) and scene.blocks[at].size <= LONGEST_UNMARKED for at in near)
        and scene.blocks[index].gap == 0
    )


def buried(scene: Scene, heading: int, index: int) -> bool:
    """A sentence in the thick of a list: titles without a gap before and behind it."""
    around = range(index - BURIED, index + BURIED + 1)
    if around[0] <= heading or around[-1] >= len(scene.blocks) or scene.blocks[index].size > LONGEST_IN_RUN * 2:
        return False
    return all(
        scene.blocks[near].gap == 0
        and (near == index or not scene.prose[near])
        and scene.blocks[near].size <= LONGEST_IN_RUN * 2
        for near in around
    )


def among_titles(scene: Scene, index: int) -> bool:
    """A title that is a sentence: `我把钱借给了表弟，三年之后他说从来没有这回事。` Most lines below it are titles.

    Asked only where no gap stands among the lines of the list, while the paragraphs of the text stand apart; where
    the text has no gaps either, nothing tells a list from it.
    """
    below = range(index, min(index + AMONG + 1, len(scene.blocks)))
    near = [scene.blocks[at] for at in below]
    if len(below) < MID_PAGE_RUN or index in scene.pieces or any(block.gap for block in near[1:]):
        return False
    if any(block.size > LONGEST_UNMARKED or NUMBERED.match(block.text) for block in near):
        return False
    return sum(1 for at in below if not scene.prose[at]) >= MOST_TITLES * len(below)


def stands_apart(scene: Scene, heading: int) -> bool:
    """Whether there are gaps between the paragraphs above a heading."""
    text = [scene.blocks[at] for at in range(max(0, heading - TEXT_ABOVE), heading) if scene.prose[at]]
    return len(text) > 1 and all(block.gap for block in text[1:])
