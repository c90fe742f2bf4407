"""Labelled blocks of one article → which of them is its title.

Signs choose a line, and the judge of lines chooses another where it all but rules theirs out.
"""

from collections.abc import Sequence
from itertools import takewhile

from pipeline.model import Block, Labelled
from pipeline.shapes import begins_table, is_prose, marker, title_shaped
from pipeline.title_signs import (
    Head,
    head_of,
    name_of,
    odds,
    rule_of,
    squeezed,
    told_titles,
    weight,
)
from pipeline.untitled import steps_of
from pipeline.uppermost import uppermost

LINES_TO_FIELD = 4
"""Lines above a field with the title in which the title stands by itself."""
SHORTEST_IN_FIRST = 12
"""Columns of a title that stands in the page's first line beside the site's name."""
HEAD_WITHOUT_SENTENCES = 6
LINES_TO_LABEL = 8
"""Lines in which the label of a title stands."""
LINES_TO_COPY = 3
"""Lines below a labelled title in which it stands once more, as its article shows it."""
FARTHEST = 160
"""Lines above the text in which its title is looked for: menus can take so many."""
SHORTEST_OF_ALL = 6
"""Columns of a title below a frame: three Han characters."""
LEAST_WEIGHT = 0.75
"""Of real pages' titles one in a hundred has less, of other lines that would be chosen one in five."""
LONGEST_LABEL = 16
LESS_THAN_FIRST = 2.0
"""So much less may speak for a title than for the browser's, which holds it and the site's name."""
MORE_THAN_FIRST, MORE_DOUBTED, DOUBTED = 2.0, 1.3, 0.9
"""So much more must speak for a lower line than for the first where no frame is seen; by so many log odds more must
the judge of lines believe in it; and from this chance on it has no doubt of the first."""
_MARKS_BETWEEN = frozenset("-–—|｜•·»›>_:：")
FRAME = ("navigation", "boilerplate", "related", "comment")
DOUBTFUL = frozenset(
    {
        "related_list",
        "unmarked_titles",
        "repeated_text",
        "second_copy",
        "table_of_contents",
        "comment_section",
        "above_title",
    }
    | {"among_navigation", "among_site_lines", "among_comments", "title_again"}
    | {"judged_navigation", "judged_boilerplate", "judged_comment", "judged_related", "judged_metadata"}
)
"""Rules that look at a line's neighbours, or guess: with a list of other pages they take the title below it, too."""
_BUTTONS = frozenset({"播报", "编辑", "锁定", "讨论", "上传视频", "上传图片", "编辑词条", "收藏", "分享", "查看历史"})
_FIRST_BUTTONS, _LAST_BUTTONS = ("播报", "编辑"), frozenset({"讨论", "上传视频"})
FEWEST_BUTTONS, SAID_AGAIN = 3, 3
"""Buttons over an entry; times that the page says its name. One of 2,124 flattened pages has such a bar, under its
title; of nine written ones the judge called two as their last property."""
SURE, MORE_SURE = 0.3, 10.0
"""The chance that a line says the title, and how many times that of the line that the signs have chosen, from which it
is the title: on 3,187 pages that the judge had not seen 0.75 of the titles are right so, 0.71 by signs alone."""


def find_title(labelled: tuple[Labelled, ...]) -> int | None:
    """The title's index: what the page calls so; where a frame stands above the text the line for which most speaks,
    though it was taken for the frame's; else the line over the byline, else the first above the text. Where a
    sentence follows the line that joins two articles, the second has no title, whatever stands further down.
    """
    kept = [index for index, item in enumerate(labelled) if item.verdict is None]
    if len(kept) < 2:
        return None
    named = _named(labelled)
    if named is None:
        named = _entry(labelled)
    if named is not None:
        return named
    place = _by_signs(labelled, kept)
    return place if _joined(labelled, kept[0]) else _surest(labelled, place)


def _joined(labelled: tuple[Labelled, ...], first: int) -> bool:
    """Whether the text begins with a sentence right below the line that joins it to another."""
    markers = all(rule_of(item) == "glue_marker" for item in labelled[:first])
    return first > 0 and markers and is_prose(labelled[first].block)


def _surest(labelled: tuple[Labelled, ...], place: int | None) -> int | None:
    """The line that the judge takes for the title, wherever it stands, if it all but rules out the one at `place`."""
    told = told_titles(labelled)
    name = max(told, key=told.__getitem__, default="")
    doubted = 0.0 if place is None else told.get(name_of(labelled[place].block), 0.0)
    if told.get(name, 0.0) < max(SURE, MORE_SURE * doubted):
        return place
    same = [index for index, item in enumerate(labelled) if item.tells is not None and name_of(item.block) == name]
    return max(same, key=lambda index: _telling(labelled[index]))


def _telling(item: Labelled) -> float:
    return 0.0 if item.tells is None else item.tells.title


def _by_signs(labelled: tuple[Labelled, ...], kept: list[int]) -> int | None:
    """The line for which most speaks, by where it stands and what stands around it."""
    sentence = next((index for index in kept if is_prose(labelled[index].block)), None)
    stop = kept[min(len(kept) - 1, HEAD_WITHOUT_SENTENCES)] if sentence is None else sentence
    framed = any(
        item.verdict is not None and (item.verdict.reason in FRAME or item.verdict.rule == "byline")
        for item in labelled[:stop]
    )
    if sentence is None:
        return uppermost(labelled, kept, stop, sentence)
    head = head_of(labelled, stop)
    best = _weightiest(head)
    if framed and best is not None:
        return best
    upper = uppermost(labelled, kept, stop, sentence)
    return best if best is not None and upper is not None and _outweighs(head, best, upper) else upper


def _named(labelled: tuple[Labelled, ...]) -> int | None:
    """What stands behind the label `标题:`; the only heading of the first level over others of the second."""
    for index, item in enumerate(labelled[:LINES_TO_LABEL]):
        if rule_of(item) == "title_label" and index + 1 < len(labelled) and labelled[index + 1].verdict is None:
            name = squeezed(labelled[index + 1].block)
            below = labelled[index + 2 : index + 2 + LINES_TO_COPY]
            again = next((place for place, other in enumerate(below) if name and squeezed(other.block) == name), -1)
            return index + 2 + again
    first = [index for index, item in enumerate(labelled) if item.block.text.startswith("# ")]
    if len(first) == 1 and rule_of(labelled[first[0]]) in ("", "byline") and title_shaped(labelled[first[0]].block):
        second = next((index for index, item in enumerate(labelled) if item.block.text.startswith("## ")), -1)
        return first[0] if second > first[0] else None
    return None


def _entry(labelled: tuple[Labelled, ...]) -> int | None:
    """The name of an encyclopaedia's entry: what stands right above the first bar of its buttons and in the text."""
    for index, item in enumerate(labelled[1:FARTHEST], 1):
        if not item.block.text.startswith(_FIRST_BUTTONS):
            continue
        near = " ".join(other.block.text for other in labelled[index : index + len(_BUTTONS)]).split()
        bar = tuple(takewhile(_BUTTONS.__contains__, (word.rstrip("0123456789") for word in near)))
        if len(bar) >= FEWEST_BUTTONS and not _LAST_BUTTONS.isdisjoint(bar):
            name = labelled[index - 1].block
            said = sum(name.text in other.block.text for other in labelled)
            return index - 1 if said >= SAID_AGAIN and title_shaped(name) else None
    return None


def heads_candidates(labelled: tuple[Labelled, ...]) -> tuple[Head | None, list[int]]:
    """The head of a page with the lines that may be its title; none where the page has no sentence."""
    stop = next((row for row, item in enumerate(labelled) if item.verdict is None and is_prose(item.block)), None)
    return (None, []) if stop is None else (head_of(labelled, stop), _shaped(labelled, stop))


def _shaped(labelled: Sequence[Labelled], stop: int) -> list[int]:
    return [
        index
        for index in range(max(0, stop - FARTHEST), stop + 1)
        if title_shaped(labelled[index].block)
        and labelled[index].block.size >= SHORTEST_OF_ALL
        and (labelled[index].verdict is None or rule_of(labelled[index]) in DOUBTFUL)
        and not (index + 1 < len(labelled) and begins_table(labelled[index].block, labelled[index + 1].block))
        and not _is_bullet(labelled[index].block)
    ]


def _is_bullet(block: Block) -> bool:
    """An ingredient or another entry behind its mark is no title."""
    found = marker(block)
    return found is not None and not found.ordered


def _weightiest(head: Head) -> int | None:
    heavy = {index: weight(head, index) for index in _shaped(head.labelled, head.stop)}
    best = max(heavy, key=heavy.__getitem__, default=None)
    if best is not None and (whole := _named_above(head.labelled, heavy, best)) is not None:
        return whole
    if best == 0:
        best = max(_within_first(head.labelled, heavy), key=heavy.__getitem__, default=best)
    return best if best is not None and heavy[best] >= LEAST_WEIGHT else None


def _named_above(labelled: Sequence[Labelled], heavy: dict[int, float], best: int) -> int | None:
    """The line above a field `Título: …` that holds what the field says: a review's title over the book's record."""
    _, colon, name = labelled[best].block.text.replace("：", ":").partition(":")
    name = name.strip().casefold()
    if not colon or len(name) < SHORTEST_OF_ALL or best + 1 == len(labelled):
        return None
    if not _is_field(labelled[best + 1].block.text):
        return None
    above = [
        index
        for index in heavy
        if best - LINES_TO_FIELD <= index < best and name in labelled[index].block.text.casefold()
    ]
    return above[-1] if above else None


def _outweighs(head: Head, best: int, upper: int) -> bool:
    """Whether on a page without a frame the uppermost line is a menu's or the site's, beside what stands below it.

    Much less must speak for it, and the judge must doubt it more: a poem's first line outweighs its title, too.
    """
    labelled = head.labelled
    if upper >= best or weight(head, best) - weight(head, upper) < MORE_THAN_FIRST:
        return False
    lower, chance = labelled[upper].chance, labelled[best].chance
    if lower is not None and chance is not None and lower < DOUBTED and odds(chance) - odds(lower) >= MORE_DOUBTED:
        return True
    return len(steps_of(labelled[upper].block.text)) > 2


def _is_field(text: str) -> bool:
    label, colon, value = text.replace("：", ":").partition(":")
    return bool(colon and value.strip()) and len(label) <= LONGEST_LABEL


def _within_first(labelled: Sequence[Labelled], heavy: dict[int, float]) -> list[int]:
    """The lines that the page's first line, a browser's title, holds before or behind a mark with the site's name."""
    first = labelled[0].block.text
    found: list[int] = []
    for index, weighs in heavy.items():
        text = labelled[index].block.text
        rest = first.removesuffix(text).rstrip() if first.endswith(text) else first.removeprefix(text).lstrip()
        marked = rest != first and (rest[-1:] if first.endswith(text) else rest[:1]) in _MARKS_BETWEEN
        if index and rest and marked and len(text) >= SHORTEST_IN_FIRST and weighs >= heavy[0] - LESS_THAN_FIRST:
            found.append(index)
    return found
