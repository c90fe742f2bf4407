"""Lines of a text that are headings: by their marks, numbers and names, or by what stands under them."""

import re

from msgspec import Struct

from pipeline.characters import fold
from pipeline.code_lines import code_at
from pipeline.lexicon import sections
from pipeline.model import Block
from pipeline.pieces import runs_on
from pipeline.shapes import cells, is_prose, leads_in, marker, option, without_bold

LONGEST_HEADING = 64
"""Columns: 32 Han characters, or about ten words."""
LONGEST_TITLE, LONG_TEXT = 40, 100
"""Columns of a heading, and of the sentence below it, where what stands above is not finished: a list without marks."""
NEAR, FEWEST_DAYS = 60, 3
"""Lines on either side in which so many days stand over text: a diary."""
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
_NO_HEADING = re.compile(
    r"[{}<>;=$\\]|\]\(|\w\(\)|^[\d年月日号號\s./:：-]+$|\d{1,2}[:：]\d{2}.*\d{1,2}[:：]\d{2}|^#\d|^[£$€¥￥]\s?\d[\d.,]*\s?\S{0,6}$|^\d+[.,]\d+\s?(?:元|[^\s\u3400-\u9fff]{1,3})$|^图\d"
)
"""Code, a link of Markdown, a date on a line of its own, a row of a timetable, an amount, the number of a picture."""
_COUNTED = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[^\s:：\d]{0,4}[一二三四五六七八九十\d]{1,2}[:：]")
"""A colon behind a number parts the number from what it counts: 误区一:, 一、先止血:. Nobody speaks there."""
_COUNT = re.compile(r"[一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾\d]+")
_CHAPTER = re.compile(r"0\d|(?:Part|PART|NO|No)[. ]{0,2}\d{1,2}")
"""A number alone over a heading or a paragraph, as blogs and WeChat set it."""
_SPEAKER = re.compile(r"\S{1,8}[:：]\s?\S")
_DAY = re.compile(r"(?:\d{4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?[日号號]|\d{4}([-/.])\d{1,2}\1\d{1,2}")
_VALUED = re.compile(r"[:：\d\t\u3000★,，/|]|[.。…]$")
"""A value, a name with its figures: a row of a table without lines."""
_SPOKEN = re.compile(
    r"[「『].*[」』]$|[“„«\"].*[。.!?！？…,，][”“»\"]$|[（(](?![一二三四五六七八九十\d]{1,3}[)）]).*[)）]$|\[[^\]/]*\]$|\[\d{1,2}:\d{2}"
)
"""What somebody says and nothing else, a remark on the scene, the time of a transcript."""
_NAME = re.compile(
    r"(?:[■●◆▋▌▶【『]+|\d{1,2}[.．、)）]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[)）])?\s*"
    r"(?P<name>.*?)\s*[】』¶]?(?:\s*[（(][^()（）]{1,24}[)）])?"
)
"""What a section is called, its number, marks and remark aside: 三、注意事项, Ingredientes (4 personas)."""


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
    if _DAY.fullmatch(block.text) and _is_diary(lines, place):
        return HeadingLine(2, block.text, block.text)
    name = without_bold(block.text)
    level = _level(block)
    if _heads_section(lines, place) or _heads_text(lines, place, numbered=bool(level)):
        return HeadingLine(level or 2, name, block.text)
    return None


def _level(block: Block) -> int:
    """The level of a heading that its number tells; 0 without."""
    name = without_bold(block.text)
    return next((level for pattern, level in _NUMBERED_HEADING if pattern.match(name)), 0)


def _form(block: Block) -> str:
    """How a heading's number is written, the same for all of one list: 一、 and 二、, 3.1 and 3.2."""
    name = without_bold(block.text)
    found = next((found for pattern, _ in _NUMBERED_HEADING if (found := pattern.match(name))), None)
    return "" if found is None else _COUNT.sub("1", found[0])


def _heads_section(lines: tuple[Block, ...], place: int) -> bool:
    """What sections are called heads one, whatever stands around it; but several in a row are a list of them."""
    return names_section(lines[place]) and not names_section(lines[place + 1])


def _heads_text(lines: tuple[Block, ...], place: int, *, numbered: bool) -> bool:
    """Whether a line looks like a heading and stands where one does."""
    if not heading_shaped(lines[place]) or (runs_on(lines, place) and code_at(lines, place + 1) is None):
        return False
    return _over_text(lines, place, numbered=numbered)


def names_section(block: Block) -> bool:
    """Whether a line is what sections of articles are called, whatever stands around it: Zubereitung, 注意事项."""
    if block.size > LONGEST_HEADING or block.text[-1] in ":：":
        return False
    said = _NAME.fullmatch(without_bold(block.text))
    return said is not None and fold(said["name"]) in sections()


def heading_shaped(block: Block) -> bool:
    """Short, no sentence, no lead-in, nobody speaking."""
    text = without_bold(block.text)
    if block.size > LONGEST_HEADING or text.endswith((":", "：", "，", ",", "；", ";", "、")) or option(block):
        return False
    if block.stops and text[-1] not in "?？!！)）":
        return False
    if _NO_HEADING.search(text):
        return False
    if text[0] in "-*•·>|—–★☆@▲▼※" or _SPOKEN.match(text) or not any(character.isalpha() for character in text):
        return False
    return not _SPEAKER.match(text) or text.startswith("第") or _COUNTED.match(text) is not None


def _is_diary(lines: tuple[Block, ...], place: int) -> bool:
    """Whether a day stands over text, and two more do nearby: a diary, a chronicle."""
    near = range(max(place - NEAR, 0), min(place + NEAR, len(lines) - 1))
    days = [
        row for row in near if _DAY.fullmatch(lines[row].text) and (lines[row + 1].stops or is_prose(lines[row + 1]))
    ]
    return place in days and len(days) >= FEWEST_DAYS


def _over_text(lines: tuple[Block, ...], place: int, *, numbered: bool) -> bool:
    """A heading stands over a sentence, a lead-in, a list or a lower heading, not among short lines."""
    after = lines[place + 1]
    before = lines[place - 1] if place else None
    if before is not None and not numbered and not _ends_a_piece(before) and not _over_long_text(lines, place):
        return False
    if code_at(lines, place + 1) is not None:
        return True
    if is_prose(after) or leads_in(after) or marker(after) is not None or cells(after):
        return True
    if after.stops and not heading_shaped(after):
        return True
    if numbered:
        return _form(after) != _form(lines[place])
    # A heading over a heading over text.
    return heading_shaped(after) and place + 2 < len(lines) and is_prose(lines[place + 2])


def _over_long_text(lines: tuple[Block, ...], place: int) -> bool:
    """Whether a title stands over a paragraph: what stood before it was a list without marks, then."""
    block, after = lines[place], lines[place + 1]
    over = after.size >= LONG_TEXT and after.stops and is_prose(after)
    return over and block.size <= LONGEST_TITLE and not _VALUED.search(block.text)


def _ends_a_piece(before: Block) -> bool:
    """Whether what stands before a heading is finished: a short line before it makes both verse or items."""
    if before.stops or is_prose(before) or marker(before) is not None or leads_in(before):
        return True
    if _CHAPTER.fullmatch(before.text) or (_SPEAKER.match(before.text) and not heading_shaped(before)):
        return True
    return before.size > LONGEST_HEADING or before.text.startswith("#") or bool(cells(before)) or _titled(before)


def _titled(before: Block) -> bool:
    return any(pattern.match(before.text) for pattern, _ in _NUMBERED_HEADING[:2])
