"""Labelled blocks, parts and facts → the same as people corrected them: what a person said stands."""

from collections.abc import Callable

from msgspec.structs import replace

from pipeline.article import TitleFrom
from pipeline.corrections import (
    BlockCorrection,
    Correction,
    Corrections,
    FactCorrection,
    JoinCorrection,
    SplitCorrection,
    speaks_of,
    squeezed,
)
from pipeline.model import Absence, Block, Facts, Labelled, Part, Reading, Verdict

RULE = "your_correction"
"""The rule's name in an account."""
SOURCE = "your correction"
"""Where a fact stands, for `explain`."""

Labeller = Callable[[tuple[Block, ...]], tuple[Labelled, ...]]


def heard(said: Corrections | None, blocks: tuple[Block, ...]) -> Corrections | None:
    """The corrections whose blocks are on the page; a fact's article is not known yet."""
    if said is None:
        return None
    found = tuple(each for each in said.corrections if _finds(each, blocks))
    return replace(said, corrections=found)


def unheard(given: Corrections | None, said: Corrections | None, parts: int) -> tuple[Correction, ...]:
    """The corrections that had nothing to correct: no such block, or another text in it, or no such article."""
    if given is None or said is None:
        return ()
    lost = tuple(each for each in given.corrections if each not in said.corrections)
    return lost + tuple(each for each in said.corrections if isinstance(each, FactCorrection) and each.part > parts)


def _finds(correction: Correction, blocks: tuple[Block, ...]) -> bool:
    match correction:
        case BlockCorrection(first=first):
            mine = [block for block in blocks if speaks_of(correction, block)]
            return bool(mine) and (not correction.text or mine[0].first <= first)
        case SplitCorrection(at=at, text=text) | JoinCorrection(at=at, text=text):
            begun = next((block for block in blocks if block.first <= at <= block.last), None)
            return begun is not None and squeezed(begun.text).startswith(squeezed(text))
        case FactCorrection():
            return True


def correct(labelled: tuple[Labelled, ...], said: Corrections | None) -> tuple[Labelled, ...]:
    """The blocks with the verdicts that people gave; those of no one else stand for the rest."""
    ruled = [] if said is None else [each for each in said.corrections if isinstance(each, BlockCorrection)]
    return tuple(_corrected(item, ruled) for item in labelled) if ruled else labelled


def _corrected(item: Labelled, ruled: list[BlockCorrection]) -> Labelled:
    mine = next((each for each in ruled if speaks_of(each, item.block)), None)
    if mine is None:
        return item
    if mine.verdict == "article":
        return replace(item, verdict=None, by_hand=True)
    reason = mine.reason or ("boilerplate" if item.verdict is None else item.verdict.reason)
    return replace(item, verdict=Verdict(reason, RULE), by_hand=True)


def heeding(labeller: Labeller, said: Corrections | None) -> Labeller:
    """A labeller that lets what people said stand."""
    return labeller if said is None else lambda blocks: correct(labeller(blocks), said)


def beginnings(said: Corrections | None) -> dict[int, bool]:
    """Block numbers, and whether an article begins there."""
    corrections = () if said is None else said.corrections
    return {
        each.at: isinstance(each, SplitCorrection)
        for each in corrections
        if isinstance(each, SplitCorrection | JoinCorrection)
    }


def confirm(parts: tuple[Part, ...], said: Corrections | None) -> tuple[Part, ...]:
    """The parts with what people said of their blocks, whatever was found out about these since."""
    return parts if said is None else tuple(_confirmed(part, said) for part in parts)


def _confirmed(part: Part, said: Corrections) -> Part:
    labelled = correct(part.labelled, said)
    kept = [item.block for item in labelled if item.verdict is None]
    title = part.title if part.title in kept else None
    body = tuple(block for block in kept if block != title)
    if title is not None and not body and any(item.by_hand for item in labelled if item.verdict is None):
        return Part(None, (title,), labelled)
    return Part(title, body, labelled)


def spare(part: Part, why: Absence | None) -> Absence | None:
    """Why a part is no article, unless a person said of some of its text that it is one's."""
    kept = any(item.by_hand and item.verdict is None for item in part.labelled)
    return None if kept and part.body else why


def entitle(parts: tuple[Part, ...], said: Corrections | None) -> tuple[Part, ...]:
    """The parts with the titles that people gave: the line that says it, whole or in part, is the title.

    A line that is the title no more is the article's again; but where people wrote a title that no line
    has, the line that it replaces goes as `metadata`: its value was taken, and mended.
    """
    facts = {number: value for number in range(1, len(parts) + 1) if (value := _given(said, number)) is not _NOTHING}
    return tuple(_entitled(part, facts[number]) if number in facts else part for number, part in enumerate(parts, 1))


_NOTHING = object()


def _given(said: Corrections | None, part: int) -> object:
    """The title that people gave an article; _NOTHING where they gave none."""
    corrections = () if said is None else said.corrections
    return next(
        (
            each.value
            for each in corrections
            if isinstance(each, FactCorrection) and (each.part, each.name) == (part, "title")
        ),
        _NOTHING,
    )


def _entitled(part: Part, title: object) -> Part:
    line = None if title is None else _line_of(str(title), part)
    labelled = part.labelled
    if line is not None:
        labelled = tuple(replace(item, verdict=None, by_hand=True) if item.block == line else item for item in labelled)
    elif title is not None:
        taken = Verdict("metadata", RULE)
        labelled = tuple(
            replace(item, verdict=taken, by_hand=True) if item.block == part.title else item for item in labelled
        )
    body = tuple(item.block for item in labelled if item.verdict is None and item.block != line)
    return Part(line, body, labelled) if body else part


def _line_of(title: str, part: Part) -> Block | None:
    """The line that says a title: the present one if it holds it, else the first that is it, kept ones first."""
    if part.title is not None and squeezed(title) in squeezed(part.title.text):
        return part.title
    same = [item for item in part.labelled if squeezed(item.block.text) == squeezed(title)]
    return next((item.block for item in sorted(same, key=lambda item: item.verdict is not None)), None)


def amend(described: tuple[Facts, ...], parts: tuple[Part, ...], reading: Reading) -> tuple[Facts, ...]:
    """The facts of a page's articles as people gave them.

    What an HTML page declares to be its title is that of its first article, where people cut it in several.
    """
    if reading.page.corrections is None:
        return described
    shown: TitleFrom = "page" if reading.markup is None else "heading"
    amended = list(described)
    for place, part in enumerate(parts):
        if place and reading.markup is not None:
            amended[place] = _titled(amended[place], None if part.title is None else part.title.text, shown)
        for each in reading.page.corrections.corrections:
            if isinstance(each, FactCorrection) and each.part == place + 1:
                amended[place] = _amended(amended[place], each, "markup" if part.title is None else shown)
    return tuple(amended)


def _amended(facts: Facts, said: FactCorrection, shown: TitleFrom) -> Facts:
    sources = tuple(pair for pair in facts.sources if pair[0] != said.name)
    given = replace(facts, **{said.name: said.value}, sources=(*sources, (said.name, SOURCE)))
    return given if said.name != "title" else _titled(given, given.title, shown)


def _titled(facts: Facts, title: str | None, source: TitleFrom) -> Facts:
    return replace(facts, title=title, title_from=None if title is None else source)
