"""Lines of a text that are headings: by their marks, by their numbers, or by what stands under them."""

import re

from msgspec import Struct

from pipeline.code_lines import code_at
from pipeline.model import Block
from pipeline.pieces import runs_on
from pipeline.shapes import cells, is_prose, leads_in, marker, option, without_bold

LONGEST_HEADING = 64
"""Columns: 32 Han characters, or about ten words."""
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_CLOSING_HASHES = re.compile(r"(?:^|\s)#+$")
"""`## Name ##`; the mark of `## C#` is the name's own."""
_NUMBERED_HEADING = (
    (re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章编篇部]"), 1),
    (
        re.compile(
            r"(?:第[一二三四五六七八九十\d]{1,3}[节節]|[一二三四五六七八九十]{1,3}[、.．]|『[壹贰叁肆伍陆柒捌玖拾]{1,2}』"
            r"|Chapter \d|Part [IVX\d])"
        ),
        2,
    ),
    (
        re.compile(
            r"(?:[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}\.\d{1,2}(?:\s|(?=[^\d.]))|\d{1,2}\s+[\u3400-\u9fff])"
        ),
        3,
    ),
)
_NO_HEADING = re.compile(r"[{}<>;=$\\]|\]\(|\w\(\)|^[\d年月日号號\s./:：-]+$|\d{1,2}[:：]\d{2}.*\d{1,2}[:：]\d{2}|^#\d")
"""Code, a link of Markdown, a date on a line of its own, a row of a timetable."""
_COUNTED = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[^\s:：\d]{0,4}[一二三四五六七八九十\d]{1,2}[:：]")
"""A colon behind a number parts the number from what it counts: 误区一:, 一、先止血:. Nobody speaks there."""
_CHAPTER = re.compile(r"0\d|(?:Part|PART|NO|No)[. ]{0,2}\d{1,2}")
"""A number alone over a heading or a paragraph, as blogs and WeChat set it."""
_SPEAKER = re.compile(r"\S{1,8}[:：]\s?\S")


class HeadingLine(Struct, frozen=True):
    """A line that is a heading."""

    level: int
    name: str
    shown: str
    """As a text shows it, so that it reads as the same heading again."""


def heading_at(lines: tuple[Block, ...], place: int) -> HeadingLine | None:
    """The heading that a line is; None where it is none."""
    block = lines[place]
    hashes = _HASHES.match(block.text)
    if hashes and (name := _CLOSING_HASHES.sub("", block.text[hashes.end() :])):
        return HeadingLine(len(hashes[1]), name, f"{hashes[1]} {name}")
    if place + 1 >= len(lines):
        return None
    if _CHAPTER.fullmatch(block.text):
        after = lines[place + 1]
        return HeadingLine(2, block.text, block.text) if heading_shaped(after) or is_prose(after) else None
    if not heading_shaped(block) or (runs_on(lines, place) and code_at(lines, place + 1) is None):
        return None
    name = without_bold(block.text)
    level = next((level for pattern, level in _NUMBERED_HEADING if pattern.match(name)), 0)
    if not _over_text(lines, place, numbered=bool(level)):
        return None
    return HeadingLine(level or 2, name, block.text)


def heading_shaped(block: Block) -> bool:
    """Short, no sentence, no lead-in, nobody speaking."""
    text = without_bold(block.text)
    if block.size > LONGEST_HEADING or text.endswith((":", "：", "，", ",", "；", ";", "、")) or option(block):
        return False
    if block.stops and text[-1] not in "?？!！)）":
        return False
    if _NO_HEADING.search(text):
        return False
    if text[0] in "-*•·>|" or not any(character.isalpha() for character in text):
        return False
    return not _SPEAKER.match(text) or text.startswith("第") or _COUNTED.match(text) is not None


def _over_text(lines: tuple[Block, ...], place: int, *, numbered: bool) -> bool:
    """A heading stands over a sentence, a lead-in, a list or a lower heading, not among short lines."""
    after = lines[place + 1]
    before = lines[place - 1] if place else None
    if before is not None and not numbered and not _ends_a_piece(before):
        return False
    if code_at(lines, place + 1) is not None:
        return True
    if is_prose(after) or leads_in(after) or marker(after) is not None or cells(after):
        return True
    if after.stops and not heading_shaped(after):
        return True
    if numbered:
        return True
    # A heading over a heading over text.
    return heading_shaped(after) and place + 2 < len(lines) and is_prose(lines[place + 2])


def _ends_a_piece(before: Block) -> bool:
    """Whether what stands before a heading is finished: a short line before it makes both verse or items."""
    if before.stops or is_prose(before) or marker(before) is not None or leads_in(before):
        return True
    if _CHAPTER.fullmatch(before.text) or (_SPEAKER.match(before.text) and not heading_shaped(before)):
        return True
    return before.size > LONGEST_HEADING or before.text.startswith("#") or bool(cells(before)) or _titled(before)


def _titled(before: Block) -> bool:
    return any(pattern.match(before.text) for pattern, _ in _NUMBERED_HEADING[:2])
