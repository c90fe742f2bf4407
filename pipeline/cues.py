"""Two texts → whether one ends and another begins between them."""

import re
from operator import add

from pipeline.characters import HAN, KANA, folded_phrase
from pipeline.lexicon import openings
from pipeline.model import Block

STRANGERS = 0.06
"""Share of common words, or pairs of characters, below which two texts speak of different things."""
TERMS_TO_COMPARE = 20
BLOCKS_AT_SEAM = 2
"""A closing or opening formula stands in so many blocks beside the seam."""

_TERMS = re.compile(rf"[{HAN}{KANA}\uac00-\ud7a3]{{2,}}|[^\W\d_]{{4,}}")
LONG_WORD = 6
"""Letters from which on a word is hardly one that every text has."""


def closes(before: tuple[Block, ...]) -> bool:
    """Whether a text ends with a closing formula: 综上所述, 希望本文."""
    formulas = openings("closing")
    return any(_holds(block, formulas) for block in before[-BLOCKS_AT_SEAM:])


def opens(after: tuple[Block, ...]) -> bool:
    """Whether a text begins with an opening formula: 随着, 大家好."""
    formulas = openings("opening")
    return any(folded_phrase(block.text).startswith(formulas) for block in after[:BLOCKS_AT_SEAM])


def _holds(block: Block, formulas: tuple[str, ...]) -> bool:
    """A formula at the block's beginning or at the beginning of one of its clauses."""
    clauses = _CLAUSES.split(folded_phrase(block.text))
    return any(clause.startswith(formulas) for clause in clauses)


_CLAUSES = re.compile(r"[。！？!?；;，,]\s*")


def strangers(before: tuple[Block, ...], after: tuple[Block, ...]) -> bool:
    """Whether two texts have next to no words in common."""
    first, second = terms(before), terms(after)
    if min(len(first), len(second)) < TERMS_TO_COMPARE:
        return False
    return len(first & second) < STRANGERS * min(len(first), len(second))


def in_common(before: tuple[Block, ...], after: tuple[Block, ...], fewest: int) -> float | None:
    """Share of the terms of the text with fewer that the other has, too; None where one has fewer than so many.

    Long words only: of those of four letters two English texts share a fifth whatever they speak of.
    """
    first, second = ({term for term in terms(part) if _tells(term)} for part in (before, after))
    few = min(len(first), len(second))
    return None if few < fewest else len(first & second) / few


def _tells(term: str) -> bool:
    return len(term) >= LONG_WORD or term[0] >= "\u3041"


def terms(blocks: tuple[Block, ...]) -> set[str]:
    """Pairs of characters where words are not set apart, else words of four letters and more."""
    found: set[str] = set()
    for block in blocks:
        runs = _TERMS.findall(block.text.casefold())
        if block.text.isascii():
            found.update(runs)
            continue
        for run in runs:
            if run[0] < "\u3041":
                found.add(run)
            else:
                found.update(map(add, run, run[1:]))
    return found
