"""Block → what its shape says: a sentence, a title, an item of a list, a row of a table."""

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.lexicon import openings
from pipeline.model import Block

SHORTEST_SENTENCE = 26
"""Columns: twelve Han characters and a full stop."""
LONGEST_TITLE = 130
"""Columns: 60 Han characters (NOISE B: a title in a list has at most as many) and brackets."""
LONGEST_QUESTION = 72
"""Columns of a question that opens as texts open and is a title yet."""
_POST_LINE = re.compile(r"只看该作者|只看該作者|倒序浏览|发表于 ?\d|發表於 ?\d")
"""The line over a forum post is never a title."""
LONGEST_QUESTION = 80
"""Columns of a question that may be a title."""
LEAD_IN = 40
"""Columns of a sentence, or two, that leads on with a colon."""
LONG_LINE = 150
"""Columns: so much on a line is running text though no full stop ends it."""


def is_prose(block: Block) -> bool:
    """A sentence, or a line so long that it must hold one."""
    if block.stops:
        return block.size >= SHORTEST_SENTENCE and not _asks(block)
    if block.size >= LEAD_IN and block.text[-1] in ":：" and any(mark in block.text for mark in "。！？!?"):
        return True
    return block.size >= LONG_LINE and any(mark in block.text for mark in "，,。、；;.،؛")


def _asks(block: Block) -> bool:
    """A single question or call: as likely a heading or a title as a sentence of the text."""
    text = block.text
    return (
        block.size <= LONGEST_QUESTION
        and text[-1] in "?？!！"
        and not any(mark in text[:-1] for mark in "。！？!?；;")
        and text.count("，") + text.count(",") <= 1
    )


_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*")


def without_bold(text: str) -> str:
    """A line that is wholly bold in Markdown without its asterisks; any other as it is.

    >>> without_bold("**First steps**"), without_bold("**Mind:** the step is **wet**")
    ('First steps', '**Mind:** the step is **wet**')
    """
    bold = _BOLD.fullmatch(text) if text[:2] == "**" else None
    return text if bold is None else bold[1]


def title_shaped(block: Block) -> bool:
    """A line that can be a title: short, not a sentence, not an item, not a lead-in.

    >>> from pipeline.segment import segment
    >>> from pipeline.model import Text
    >>> [title_shaped(b) for b in segment(Text("灯塔看守人\\n他来了。\\n包括:\\n1. 一", "", "", 0)).blocks]
    [True, False, False, False]
    """
    text = block.text if block.text[:2] != "**" else without_bold(block.text)
    if block.size > LONGEST_TITLE or text[-1] in ":：。；;，,、" or is_fence(block):
        return False
    first = text[0]
    if (first in "-*•·>|" and block.size > 2) or text[1:2] == "、":
        return False
    if first.isdigit() and (
        (text[:2].isdigit() and text[2:3] in ".、．)") or (text[1:2] in ".、．)" and text[2:3] in " \u3000")
    ):
        return False
    if block.stops:
        asks = text.rstrip('"”’」』)）')[-1:] in "?？!！…" and block.size <= 100 and not _opens_text(block)
        return (asks or (text.endswith(".") and block.size <= SHORTEST_SENTENCE)) and not _heads_post(text)
    return (first.isalpha() or any(map(str.isalpha, text))) and not _heads_post(text)


def _opens_text(block: Block) -> bool:
    """A long question as texts open: `随着 …, …, 那么 … 呢?`."""
    return block.size > LONGEST_QUESTION and block.key.startswith(openings("opening"))


def _heads_post(text: str) -> bool:
    return not text.isascii() and _POST_LINE.search(text) is not None


def leads_in(block: Block) -> bool:
    """A line that says that something follows: it ends in a colon."""
    return block.text.rstrip('"”’」 ').endswith((":", "："))


class Marker(Struct, frozen=True):
    """What a list item begins with."""

    ordered: bool
    number: int
    text: str
    """The item without its marker."""


_BULLET = re.compile(r"(?:[-*+–•●○▪■◆►‣・▢☐◦⁃▸▹✓✔➤➢]|·)\s+(?=\S)(?![-*+\s]+$)|[・•●](?=\S)")
_NUMBER = re.compile(r"(?:\(?(\d{1,3})[)）]|(\d{1,3})(?:[.．](?!\d)|、))\s*(?=\S)")
_ITEM_BEGINS = frozenset("-*+–•●○▪■◆►‣・▢☐◦⁃▸▹✓✔➤➢·(")
"""What an item begins with, if not with a digit."""
_OPTION = re.compile(r"[A-Ha-h][.．、)）]\s*\S")


def marker(block: Block) -> Marker | None:
    """The marker of a list item; Chinese numbering and option letters are text, not markers.

    >>> from pipeline.model import Block
    >>> b = lambda t: Block(t, t, "", 1, 1, 0, 0, len(t), False)
    >>> marker(b("- 一")).text, marker(b("12、二")).number, marker(b("1.5万")), marker(b("一、三"))
    ('一', 12, None, None)
    >>> marker(b("* * *")), marker(b("- -"))
    (None, None)
    """
    text = block.text
    if text[0] not in _ITEM_BEGINS and not text[0].isdigit():
        return None
    bullet = _BULLET.match(text)
    if bullet:
        return Marker(False, 0, text[bullet.end() :])
    number = _NUMBER.match(text)
    if number:
        return Marker(True, int(number[1] or number[2]), text[number.end() :])
    return None


_BLANK = re.compile(r"_{4,}|＿{2,}|﹍{2,}")


def blanks(line: str) -> bool:
    """Whether a line has two blanks and more to write into, as a printed slip has; a site's own forms have none.

    >>> blanks("姓名：________ 电话：____________"), blanks("________ ________"), blanks("姓名：")
    (True, False, False)
    """
    return len(_BLANK.findall(line)) > 1 and any(map(str.isalpha, line))


def option(block: Block) -> bool:
    """An answer to choose, lettered: `A. 空气`."""
    return bool(_OPTION.match(block.text))


_CELLS = re.compile(r"\s*\|\s*")


def cells(block: Block) -> tuple[str, ...]:
    """The cells of a row: between tabs, or between at least one bar with spaces or two without."""
    if "\t" in block.raw and "\t" in block.raw.strip():
        return tuple(cell.strip() for cell in block.raw.strip("\n ").split("\t"))
    text = block.text
    if "|" in text and (text.count("|") >= 2 or " | " in text) and not block.stops:
        row = tuple(_CELLS.split(text.strip("| ")))
        return row if len(row) > 1 else ()
    return ()


def aligned(block: Block) -> tuple[str, ...]:
    """The cells of a line that were set apart by runs of spaces, three and more of them: a typed table.

    >>> from pipeline.model import Block
    >>> b = lambda t: Block(t, t, "", 1, 1, 0, 0, len(t), False)
    >>> aligned(b("  Ottley       178   beat  Marsh End")), aligned(b("He came.  He saw.  He left it."))
    (('Ottley', '178', 'beat', 'Marsh End'), ())
    """
    raw = block.raw.strip()
    if "  " not in raw or "|" in raw or "\t" in raw:
        return ()
    row = tuple(_RUN.split(raw))
    return (
        row if len(row) >= FEWEST_CELLS and not any(cell[-1] in ".!?。" and len(cell) > 3 for cell in row[:-1]) else ()
    )


_RUN = re.compile(" {2,}")
FEWEST_CELLS = 3
"""A line with one gap is verse, or a name and its value."""


def begins_table(block: Block, after: Block) -> bool:
    """Whether two lines that follow each other at once are rows of one table."""
    if after.gap or not (first := cells(block)):
        return False
    second = cells(after)
    return bool(second) and abs(len(first) - len(second)) <= 1


_FENCE_MARKS = frozenset("`~")


def is_fence(block: Block) -> bool:
    """Whether a line opens or closes code."""
    return block.text.startswith(("```", "~~~"))


def fenced(blocks: Sequence[Block]) -> list[bool]:
    """Which blocks stand between a pair of code fences, the fences with them: they are shown as they are."""
    inside = [False] * len(blocks)
    opened: int | None = None
    for index, block in enumerate(blocks):
        if block.text[:1] not in _FENCE_MARKS:
            continue
        if opened is not None and block.text in ("```", "~~~"):
            inside[opened : index + 1] = [True] * (index + 1 - opened)
            opened = None
        elif opened is None and is_fence(block):
            opened = index
    return inside
