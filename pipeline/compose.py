"""Part → draft: its lines become headings, paragraphs, lists, quotes, code and tables."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

from msgspec import Struct

from pipeline.body import BodyBlock, Code, Heading, List, Paragraph, Quote, Table
from pipeline.leaf import Walked
from pipeline.markup.assemble import assemble
from pipeline.markup.plain import plain
from pipeline.model import Block, Draft, Part
from pipeline.nesting import depths, further_in, nested
from pipeline.shapes import Marker, cells, is_prose, leads_in, marker, option

LONGEST_HEADING = 64
"""Columns: 32 Han characters, or about ten words."""
SHORTEST_BROKEN_OFF = 60
"""Columns: a shorter last line without a full stop is a signature or a list's end, not a broken sentence."""

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
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
_NO_HEADING = re.compile(r"[{}<>;=$\\]|\w\(\)|^[\d年月日号號\s./:：-]+$|\d{1,2}[:：]\d{2}.*\d{1,2}[:：]\d{2}|^#\d")
"""Code, a date on a line of its own, a row of a timetable."""
_SPEAKER = re.compile(r"\S{1,8}[:：]\s?\S")
_FENCE = re.compile(r"(?:```|~~~)\s*([\w+-]{0,20})$")
_CODE = re.compile(
    r"(?:<\?php|<\?=|\?>|</?\w+[^<>]{0,200}>$|(?:def|class|for|while|if|elif|else|try|except|with|return|import|from|function|const|let|var|public|private|static|echo|print|printf|include|require|foreach|SELECT|INSERT|UPDATE|DELETE|CREATE|WHERE|FROM)\b.*[;:{}()=]\s*$"
    r"|[\w$.\[\]'\"]{1,60}\s*(?:=|\+=|=>|:=)\s*\S.*[;)\]}\"']$|[\w$.]{1,60}\(.{0,300}\)\s*[;{]?$"
    r"|[{}()\[\]];?,?$|[$>]{1,3} \w"
    r"|sudo \w|(?:pip|npm|git|apt|cd|curl|docker) \S|//|/\*|\*/|#!/|[.#]?[\w-]+ ?\{$|[\w-]+: [^;:]{1,60};$)"
)
_PROMISES_LIST = re.compile(
    r"包括|以下|如下|几[点个种方]|方面|风险|步骤|原因|方法|措施|建议|条件|材料|问题|難題|难题|要点|特点|优势|注意|including|includes?|following|steps|reasons|risks|tips",
    re.IGNORECASE,
)
"""A lead-in must promise a list: before a quoted line it does not.

Blank lines do not count: text without them must read the same.
"""
_RULE_ROW = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?$")


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
        base = urljoin(own or "", said.base) if said.base else own
        blocks = assemble(kept, markup, base, title)
        return Draft(part, blocks, plain(blocks), _announces_nothing(blocks), _breaks_off(list(blocks)))
    body: list[BodyBlock] = []
    shown: list[str] = []
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
        shown.append(taken.text)
        place = after
    return Draft(part, tuple(body), "\n\n".join(shown), missing, _breaks_off(body))


def _announces_nothing(blocks: tuple[BodyBlock, ...]) -> bool:
    """Whether a paragraph leads something in and is the last of all, or promises a list and a heading follows."""
    return any(
        isinstance(block, Paragraph)
        and block.text.endswith((":", "："))
        and (behind is None or (isinstance(behind, Heading) and _PROMISES_LIST.search(block.text[-40:]) is not None))
        for block, behind in zip(blocks, (*blocks[1:], None), strict=True)
    )


def _read_code(lines: tuple[Block, ...], place: int) -> _Taken | None:
    fence = _FENCE.match(lines[place].text)
    if fence:
        end = next(
            (index for index in range(place + 1, len(lines)) if lines[index].text in ("```", "~~~")),
            None,
        )
        if end is not None:
            return _code(_verbatim(lines[place + 1 : end]), fence[1] or None, end + 1 - place)
    end = place
    while end < len(lines) and _code_shaped(lines[end]) and (end == place or lines[end].gap <= 1):
        end += 1
    if end - place < 2:
        return None
    return _code(_verbatim(lines[place:end]), None, end - place)


def _code(text: str, language: str | None, lines: int) -> _Taken:
    return _Taken(Code(text, language), lines, f"```{language or ''}\n{text}\n```")


def _code_shaped(block: Block) -> bool:
    return (
        block.text.isascii()
        and not (block.stops and block.text.endswith((".", "!", "?")))
        and len(block.text) <= 400
        and bool(_CODE.match(block.text))
    )


def _verbatim(lines: tuple[Block, ...]) -> str:
    shown: list[str] = []
    for index, block in enumerate(lines):
        shown += [""] * (block.gap if index else 0)
        shown.append(block.raw)
    return "\n".join(shown)


def _read_table(lines: tuple[Block, ...], place: int) -> _Taken | None:
    rows: list[tuple[str, ...]] = []
    header = 0
    end = place
    while end < len(lines) and (end == place or lines[end].gap == 0):
        if _RULE_ROW.match(lines[end].text) and rows:
            header = len(rows)
        else:
            row = cells(lines[end])
            if not row or (rows and abs(len(row) - len(rows[0])) > 1):
                break
            rows.append(row)
        end += 1
    if len(rows) < 2:
        return None
    table = Table(tuple(rows), header)
    return _Taken(table, end - place, plain((table,)))


def _read_list(lines: tuple[Block, ...], place: int) -> _Taken | None:
    first = marker(lines[place])
    if first is None:
        return _read_options(lines, place)
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
    if first.ordered and not _is_item(lines, place, items):
        return None
    levels = depths([block for block, _ in entries])
    texts = nested([(level, text) for level, (_, text) in zip(levels, entries, strict=True)])
    made = List(first.ordered, texts, first.number if first.ordered else 1)
    return _Taken(made, end - place, plain((made,)))


def _goes_on_counting(items: list[Marker], item: Marker) -> bool:
    if item.ordered != items[0].ordered:
        return False
    return not item.ordered or item.number == items[-1].number + 1 or _all_ones(items, item)


def _all_ones(items: list[Marker], item: Marker) -> bool:
    """Markdown's lazy numbering: every item is `1.`."""
    return item.number == 1 and all(other.number == 1 for other in items)


def _is_item(lines: tuple[Block, ...], place: int, items: list[Marker]) -> bool:
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


def _read_heading(lines: tuple[Block, ...], place: int) -> _Taken | None:
    block = lines[place]
    hashes = _HASHES.match(block.text)
    if hashes:
        name = block.text[hashes.end() :].rstrip("# ")
        return _Taken(Heading(len(hashes[1]), name), 1, f"{hashes[1]} {name}")
    if not heading_shaped(block) or place + 1 >= len(lines):
        return None
    level = next((level for pattern, level in _NUMBERED_HEADING if pattern.match(block.text)), 0)
    if not _over_text(lines, place, numbered=bool(level)):
        return None
    return _Taken(Heading(level or 2, block.text), 1, block.text)


def heading_shaped(block: Block) -> bool:
    """Short, no sentence, no lead-in, nobody speaking."""
    text = block.text
    if block.size > LONGEST_HEADING or text.endswith((":", "：", "，", ",", "；", ";", "、")) or option(block):
        return False
    if block.stops and text[-1] not in "?？!！)）":
        return False
    if _NO_HEADING.search(text):
        return False
    if text[0] in "-*•·>|" or not any(character.isalpha() for character in text):
        return False
    return not _SPEAKER.match(text) or text.startswith("第")


def _over_text(lines: tuple[Block, ...], place: int, *, numbered: bool) -> bool:
    """A heading stands over a sentence, a lead-in, a list or a lower heading, not among short lines."""
    after = lines[place + 1]
    before = lines[place - 1] if place else None
    if before is not None and not numbered and not _ends_a_piece(before):
        return False
    if _read_code(lines, place + 1) is not None:
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
    return before.size > LONGEST_HEADING or before.text.startswith("#") or bool(cells(before)) or _titled(before)


def _titled(before: Block) -> bool:
    return any(pattern.match(before.text) for pattern, _ in _NUMBERED_HEADING[:2])


READERS: tuple[Reader, ...] = (_read_code, _read_table, _read_quote, _read_list, _read_heading)
"""In order of trial; what none reads is a paragraph."""


def _nothing_follows(lines: tuple[Block, ...], after: int) -> bool:
    """Behind a lead-in that ends in a colon stands a heading, another lead-in, or nothing."""
    if after >= len(lines):
        return True
    if marker(lines[after]) is not None:
        return False
    if not _PROMISES_LIST.search(lines[after - 1].text[-40:]):
        return False
    made = _read_heading(lines, after)
    return made is not None and _goes_on(lines, after + 1)


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
