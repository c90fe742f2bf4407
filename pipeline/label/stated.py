"""Lines → lists whose number their heading or lead-in states: 四十条标题 over forty bare lines.

No menu says how many entries it has; of 2,124 real pages no frame does.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.model import Block, Labelled
from pipeline.shapes import LEAD_IN, is_prose, leads_in, marker, title_shaped

FEWEST, MOST, OFF = 5, 100, 1
"""Lines of such a list, and by how many its number may be off: two lines may hold one entry."""
LONGEST_HEADING = 60
_HAN = "〇一二三四五六七八九"
_STATES = re.compile(
    rf"(?<![\d第])(?:(?P<figures>\d{{1,3}})|(?P<tens>[{_HAN[2:]}]?十)?(?P<ones>[{_HAN[1:]}])?)"
    r"(?:条|條|道|个|個|种|種|句|件|本|首|款|项|項|招|则|則|篇|部|位|名|类|類|组|組|对|對|家|张|張)(?=[\u3400-\u9fff])"
)
_STATED = re.compile(r"(?<![\d.,:/-])\d{1,2}(?![\d.,:/%-])")
"""In other languages the number stands before a colon in a sentence."""


def stated(labelled: Sequence[Labelled]) -> list[int]:
    """The places of such lists and of the lines over them, where the text stays before and behind."""
    blocks = [item.block for item in labelled]
    prose = [item.verdict is None and is_prose(item.block) for item in labelled]
    if not any(prose):
        return []
    found: list[int] = []
    for heading, over in enumerate(prose[:-2], 1):
        if over and (last := counted_out(blocks, heading)) is not None:
            found += range(heading, last)
    for place in range(prose.index(True) + 1, len(blocks)):
        if labelled[place].verdict is None and (numbers := set(_numbers(blocks[place]))):
            end = place + 1
            while end < min(len(blocks), place + MOST + 3) and not prose[end] and _is_entry(labelled[end]):
                end += 1
            if end < len(blocks) and prose[end] and any(abs(end - place - 1 - number) <= OFF for number in numbers):
                found += range(place, end)
    return found


def counted_out(blocks: Sequence[Block], heading: int) -> int | None:
    """Where a numbered list ends under a heading, if the sentence above says how many things there are; else None.

    十个问题, 按受理量从高到低排列。 over a heading and ten lines from 1 to 10. Such a heading may be called as lists of
    other pages are.
    """
    if heading == 0 or not is_prose(blocks[heading - 1]):
        return None
    end = heading + 1
    while end < len(blocks) and (item := marker(blocks[end])) is not None and item.number == end - heading:
        end += 1
    numbers = set(_said_in_han(blocks[heading - 1].text))
    return end if end - heading - 1 in numbers and end < len(blocks) and is_prose(blocks[end]) else None


def _is_entry(item: Labelled) -> bool:
    return item.verdict is None and title_shaped(item.block) and marker(item.block) is None


def _numbers(block: Block) -> Iterator[int]:
    """The numbers that a heading or a lead-in states."""
    if not leads_in(block) and (block.text.isascii() or block.size > LONGEST_HEADING or not title_shaped(block)):
        return
    yield from _said_in_han(block.text)
    if leads_in(block) and block.size >= LEAD_IN:
        yield from (number for figures in _STATED.findall(block.text) if (number := int(figures)) >= FEWEST)


def _said_in_han(text: str) -> Iterator[int]:
    """Numbers with their measure: 十个问题, 12 条标题."""
    for said in _STATES.finditer(text):
        tens = said["tens"] or ""
        number = int(said["figures"] or 0) + (10 * max(1, _HAN.find(tens[0])) if tens else 0)
        number += _HAN.index(said["ones"]) if said["ones"] else 0
        if FEWEST <= number <= MOST:
            yield number
