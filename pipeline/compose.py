"""Part → draft: its lines become headings, paragraphs, lists, quotes, code and tables."""

import re
from collections.abc import Callable

from msgspec import Struct

from pipeline.body import BodyBlock, Code, Heading, List, Paragraph, Quote
from pipeline.code_lines import code_at
from pipeline.headings import heading_at
from pipeline.leaf import Walked
from pipeline.markup.assemble import assemble, resolved
from pipeline.markup.plain import plain
from pipeline.model import Block, Draft, Part
from pipeline.nesting import depths, further_in, nested
from pipeline.shapes import Marker, cells, is_prose, leads_in, marker, option
from pipeline.tabled import rows_at

SHORTEST_BROKEN_OFF = 60
"""Columns: a shorter last line without a full stop is a signature or a list's end, not a broken sentence."""

SHORTEST_LEAD_IN, LONGEST_ITEM = 14, 90
"""Columns of the line that announces a list, and of an item that has no mark."""
FEWEST_ANNOUNCED, MOST_ANNOUNCED = 3, 14
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_NO_ITEM = re.compile(r"[{}<>=$\\]|\w\(\)|\d{4}|[^\s:：]{1,12}[:：]\s|@|://| --?\w")
_BARE_MARK = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?[.、．)）]|[-•·●]")
"""What is left of an item whose text was lost."""
_PROMISES_LIST = re.compile(
    r"包括|以下|如下|几[点个种方]|方面|风险|步骤|原因|方法|措施|建议|条件|材料|问题|難題|难题|要点|特点|优势|注意|including|includes?|following|steps|reasons|risks|tips",
    re.IGNORECASE,
)
"""A lead-in must promise a list: before a quoted line it does not.

Blank lines do not count: text without them must read the same.
"""


_SEVERAL = re.compile(
    r"(?:以下|下面|如下|下列)[^。，,]{0,8}?[几幾数數][种種点點个個项項类類大步]|(?:以下|下面|下列)[两兩三四五六七八九十][种種点點个個项項类類大步]"
)
"""More than one thing is promised: a single paragraph before the next heading is not all of them."""
_HEADING_MARKS = frozenset("■◆◇□●○▪▶►★☆▲")
"""Before a line alone over a paragraph they mark a heading, as writers of boards and of Japanese notices set it."""
_TOLD_IN_LINE = re.compile(r"[；;]|第[一二]|其[一二]|首先|[一二两]是|一种是|[①②]|[1-3一二][、)）.．]")
"""A paragraph that names them one by one."""
_FIRST = re.compile(r"#{0,6}\s?[（(]?(?:一[)）、.．：:]|第一[章节節条條步]|1[.、．)）])")
"""The first of sections that are counted: they are the list that is promised."""


class _Taken(Struct, frozen=True):
    """What a reader made of the lines from one place on."""

    block: BodyBlock
    lines: int
    text: str
    """The block as plain text that reads as the same block again."""


Reader = Callable[[tuple[Block, ...], int], _Taken | None]


def compose(part: Part, markup: Walked | None = None, url: str | None = None) -> Draft:
    """The structure of an article's lines; of an HTML page, what its markup says, pictures by their full address.

    >>> from pipeline.model import Text
    >>> from pipeline.segment import segment
    >>> blocks = segment(Text("材料:\\n- 面粉\\n- 水", "", "", 0)).blocks
    >>> compose(Part(None, blocks, ())).body[1]
    List(ordered=False, items=('面粉', '水'), start=1)
    """
    lines = part.body
    if markup is not None:
        kept = tuple(block.first - 1 for block in lines)
        title = None if part.title is None else part.title.first - 1
        said = markup.declared
        own = url or said.canonical
        base = resolved(said.base, own) if said.base else own
        blocks = assemble(kept, markup, base, title)
        return Draft(part, blocks, plain(blocks), _announces_nothing(blocks), _breaks_off(list(blocks)))
    body: list[BodyBlock] = []
    shown: list[str] = []
    starts: list[int] = []
    place = 0
    missing = False
    while place < len(lines):
        taken = next((made for read in READERS if (made := read(lines, place)) is not None), None)
        if taken is None:
            taken = _Taken(Paragraph(lines[place].text), 1, lines[place].text)
        after = place + taken.lines
        if isinstance(taken.block, Paragraph) and leads_in(lines[place]) and _nothing_follows(lines, after):
            missing = True
        body.append(taken.block)
        starts.append(place)
        shown.append(taken.text)
        place = after
    return Draft(part, tuple(body), "\n\n".join(shown), missing, _breaks_off(body), tuple(starts))


def _announces_nothing(blocks: tuple[BodyBlock, ...]) -> bool:
    """Whether a paragraph leads something in and is the last of all, or promises a list and a heading follows."""
    return any(
        isinstance(block, Paragraph)
        and block.text.endswith((":", "："))
        and (behind is None or (isinstance(behind, Heading) and _PROMISES_LIST.search(block.text[-40:]) is not None))
        for block, behind in zip(blocks, (*blocks[1:], None), strict=True)
    )


def _read_table(lines: tuple[Block, ...], place: int) -> _Taken | None:
    found = rows_at(lines, place)
    if found is None:
        return None
    table, taken = found
    return _Taken(table, taken, plain((table,)))


def _read_list(lines: tuple[Block, ...], place: int) -> _Taken | None:
    first = marker(lines[place])
    if first is None:
        return _read_options(lines, place) or _read_announced(lines, place)
    if _is_marked_heading(lines, place):
        return None
    items, entries = [first], [(lines[place], first.text)]
    end = place + 1
    while end < len(lines):
        item = marker(lines[end])
        below = item is not None and further_in(lines[end], lines[place])
        if item is None or (not below and not _goes_on_counting(items, item)):
            break
        entries.append((lines[end], item.text))
        if not below:
            items.append(item)
        end += 1
    if first.ordered and not _is_item(place, items):
        return None
    levels = depths([block for block, _ in entries])
    texts = nested([(level, text) for level, (_, text) in zip(levels, entries, strict=True)])
    made = List(first.ordered, texts, first.number if first.ordered else 1)
    return _Taken(made, end - place, plain((made,)))


def _is_marked_heading(lines: tuple[Block, ...], place: int) -> bool:
    """`◆ Day 1` alone over text; where another such line follows both are items."""
    if lines[place].text[0] not in _HEADING_MARKS or place + 1 >= len(lines):
        return False
    return marker(lines[place + 1]) is None and heading_at(lines, place) is not None


def _goes_on_counting(items: list[Marker], item: Marker) -> bool:
    if item.ordered != items[0].ordered:
        return False
    return not item.ordered or item.number == items[-1].number + 1 or _all_ones(items, item)


def _all_ones(items: list[Marker], item: Marker) -> bool:
    """Markdown's lazy numbering: every item is `1.`."""
    return item.number == 1 and all(other.number == 1 for other in items)


def _is_item(place: int, items: list[Marker]) -> bool:
    """A lone numbered line is an item only among numbered lines; else the number is a heading's or a question's."""
    if len(items) > 1:
        return items[0].number <= 1 or len(items) > 2 or place > 0
    return False


def _read_options(lines: tuple[Block, ...], place: int) -> _Taken | None:
    end = place
    while end < len(lines) and option(lines[end]):
        end += 1
    if end - place < 2:
        return None
    texts = tuple(block.text for block in lines[place:end])
    return _Taken(List(False, texts), end - place, "\n".join(texts))


def _read_announced(lines: tuple[Block, ...], place: int) -> _Taken | None:
    """Short lines without a mark below a line that ends in a colon: a list whose marks a browser drew."""
    if not place or not leads_in(lines[place - 1]) or lines[place - 1].size < SHORTEST_LEAD_IN:
        return None
    if not lines[place - 1].text.isascii() and _HAN.search(lines[place - 1].text):
        return None
    end = place
    while end < len(lines) and _is_bare_item(lines[end]) and lines[end].gap == lines[place].gap:
        end += 1
    texts = tuple(block.text for block in lines[place:end])
    if not FEWEST_ANNOUNCED <= len(texts) <= MOST_ANNOUNCED or len(set(texts)) < len(texts):
        return None
    made = List(False, texts)
    return _Taken(made, end - place, plain((made,)))


def _is_bare_item(block: Block) -> bool:
    """A short line without a mark, a full stop, a speaker or a number of an address; no row, no code and no verse."""
    text = block.text
    return (
        block.size <= LONGEST_ITEM
        and not block.stops
        and text[-1] not in ",，、;；:："
        and marker(block) is None
        and not cells(block)
        and not _NO_ITEM.search(text)
        and text[0] not in ">|#`~\"'“„«»”"
    )


def _read_quote(lines: tuple[Block, ...], place: int) -> _Taken | None:
    """Neighbouring lines are one quotation, each a line of it."""
    end = place
    while end < len(lines) and (end == place or lines[end].gap == 0) and _quoted(lines[end]):
        end += 1
    if end == place:
        return None
    quoted = [_quoted(block) for block in lines[place:end]]
    return _Taken(Quote("\n".join(quoted)), end - place, "\n".join(f"> {line}" for line in quoted))


def _quoted(block: Block) -> str:
    return block.text.lstrip("> ") if block.text.startswith(">") else ""


def _read_code(lines: tuple[Block, ...], place: int) -> _Taken | None:
    code = code_at(lines, place)
    if code is None:
        return None
    return _Taken(Code(code.text, code.language), code.lines, f"```{code.language or ''}\n{code.text}\n```")


def _read_heading(lines: tuple[Block, ...], place: int) -> _Taken | None:
    heading = heading_at(lines, place)
    return None if heading is None else _Taken(Heading(heading.level, heading.name), 1, heading.shown)


READERS: tuple[Reader, ...] = (_read_code, _read_table, _read_quote, _read_list, _read_heading)
"""In order of trial; what none reads is a paragraph."""


def _nothing_follows(lines: tuple[Block, ...], after: int) -> bool:
    """Behind a lead-in that ends in a colon stands a heading, another one, a number without its item, or nothing."""
    if after >= len(lines) or _BARE_MARK.fullmatch(lines[after].text):
        return True
    if marker(lines[after]) is not None:
        return False
    promise = lines[after - 1].text[-40:]
    if not _PROMISES_LIST.search(promise) or _FIRST.match(lines[after].text):
        return False
    if heading_at(lines, after) is not None:
        return _goes_on(lines, after + 1)
    told = _TOLD_IN_LINE.search(lines[after].text) is not None
    alone = not told and is_prose(lines[after]) and after + 1 < len(lines) and heading_at(lines, after + 1) is not None
    return alone and _SEVERAL.search(promise) is not None


def _goes_on(lines: tuple[Block, ...], place: int) -> bool:
    return place < len(lines) and (is_prose(lines[place]) or leads_in(lines[place]) or marker(lines[place]) is not None)


def _breaks_off(body: list[BodyBlock]) -> bool:
    """The last paragraph ends in mid-sentence."""
    if not body or not isinstance(body[-1], Paragraph):
        return False
    text = body[-1].text
    last = text.rstrip("\"'”’」』）) ")[-1:]
    size = len(text) * (1 if text.isascii() else 2)
    return (
        size >= SHORTEST_BROKEN_OFF
        and (last.isalnum() or last in ",，、;；")
        and any(mark in text for mark in "，,。、")
    )
