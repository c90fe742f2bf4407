"""Lines → which of them are pieces of one sentence: a tool that takes text out of HTML breaks the line at each link.

`Das / Ministerium / will die Strecke neu ausschreiben.`: such a piece alone looks like a title, a button or a name.
"""

import re
from collections.abc import Sequence

from pipeline.model import Block
from pipeline.shapes import SHORTEST_SENTENCE, cells, fenced, marker

MOST_PIECES = 30
"""Lines: a sentence has few links, and what runs on for longer is verse or a list in small letters."""
LONGEST_GAP = 1
"""Blank lines between two pieces: some tools leave the white space around a link as a line."""
LONGEST_CREDIT = 45
"""Columns of `fot. Adam Wilk / Kurier`, where a full stop is no sentence's."""

_GOES_ON = re.compile(r"[,;:.!?…)»”’]{1,3}(?:$|\s|[«»”’)—–-])")
"""What a line begins with that ends or goes on with the one before."""
_PARTING = frozenset(",;:.!?…)»”’")
"""Its first character."""
_INNER_END = re.compile(r"[^\W\d_]{3}[.!?…][”\"»’)]*\s+[\"“«„(¿¡]?[^\W\d_]")
_WORDS = (
    "the a an of to in on at by for from with and or as is was that his her its their our according"  # en
    " der die das dem den des ein eine einen einem einer von vom zu zum zur im in am an auf für mit und oder bei aus"
    " nach laut sein seine ihr ihre als"  # de
    " le la les un une des du de au aux à dans sur pour par avec et ou selon chez son sa ses que"  # fr
    " el los las una unos del al en por para con y o según su sus"  # es
    " os as um uma do da dos das no na nos nas ao em com e segundo seu sua"  # pt
    " il lo gli i uno di dal dalla della dello dei degli delle al alla nel nella sul sulla con per secondo"  # it
    " w we z ze na do od o u i oraz dla po przez według jego jej"  # pl
    " в во на с со к ко у о об от из по за для и или а что как его её их"  # ru
    " het een van op voor met en of naar door"  # nl
)
_LINKING = frozenset(_WORDS.split())
"""Words that no sentence and no title ends with."""


def sentences(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """From where to before which line a sentence goes that was broken up, from its first words to its full stop.

    >>> from pipeline.model import Text
    >>> from pipeline.segment import segment
    >>> sentences(segment(Text("Streik\\nDas\\nAmt\\nwill im März neu ausschreiben.\\nKontakt", "", "", 0)).blocks)
    [(1, 4)]
    """
    goes_on = [
        at
        for at, block in enumerate(blocks)
        if at and ((first := block.text[0]).islower() or (first in _PARTING and _goes_on(block)))
    ]
    shown = fenced(blocks) if goes_on else ()
    found: list[tuple[int, int]] = []
    behind = 0
    # A sentence has such a line; so most pairs of lines need no look, and the pages of many languages none.
    for at in goes_on:
        if at < behind or shown[at] or not runs_on(blocks, at - 1):
            continue
        start, behind = at - 1, at + 1
        while start > 0 and not shown[start] and runs_on(blocks, start - 1):
            start -= 1
        while behind < len(blocks) and not shown[behind] and runs_on(blocks, behind - 1):
            behind += 1
        if _is_sentence(blocks[start:behind]):
            found.append((start, behind))
    return found


def pieces(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of the lines that are pieces of such sentences."""
    return frozenset(index for start, end in sentences(blocks) for index in range(start, end))


def runs_on(blocks: Sequence[Block], index: int) -> bool:
    """Whether the line behind goes on with the sentence of this one."""
    if index + 1 >= len(blocks):
        return False
    block, after = blocks[index], blocks[index + 1]
    if after.gap > LONGEST_GAP or block.linked or after.linked or block.text[0] == "#":
        return False
    ends = _goes_on(after)
    if not ends and (block.stops or block.text[-1] in ":："):
        return False
    if not (ends or after.text[0].islower() or _leads_to(block) or _is_opening(blocks, index)):
        return False
    return marker(after) is None and not cells(block) and not cells(after)


def _goes_on(block: Block) -> bool:
    """Whether a line begins with the mark that ends or parts the sentence of the line before."""
    return (
        block.text[0] in _PARTING and _GOES_ON.match(block.text) is not None and not block.text.startswith(("...", "…"))
    )


def _leads_to(block: Block) -> bool:
    """Whether a line breaks off: behind a comma, an article, a preposition, or in its second sentence."""
    last = block.text.rsplit(None, 1)[-1].strip('"“«„(').casefold()
    second = block.size >= LONGEST_CREDIT and not block.stops and _INNER_END.search(block.text) is not None
    return block.text[-1] == "," or last in _LINKING or second


def _is_opening(blocks: Sequence[Block], index: int) -> bool:
    """Whether this line goes on with the one before, and the line behind is a link with the sentence's rest below."""
    return (
        index + 2 < len(blocks)
        and blocks[index].text[0].islower()
        and not blocks[index + 1].stops
        and (blocks[index + 2].text[0].islower() or _goes_on(blocks[index + 2]))
    )


def _is_sentence(lines: Sequence[Block]) -> bool:
    """Whether lines make a sentence together: they end as one, and one of them at least cannot begin one."""
    if len(lines) > MOST_PIECES or not lines[-1].stops:
        return False
    goes_on = any(line.text[0].islower() or _goes_on(line) for line in lines[1:])
    return goes_on and sum(line.size for line in lines) >= SHORTEST_SENTENCE
