"""Labelled blocks of one article without a frame above its text → which of them is its title.

Lines above the byline compete: a title's words come back in the sentences below it, a menu's and a
section's name seldom do.
"""

from itertools import pairwise

from pipeline.cues import terms
from pipeline.model import Labelled
from pipeline.shapes import begins_table, is_prose, title_shaped
from pipeline.title_signs import TERMS_ENOUGH, TITLE_REACH, rule_of, share, squeezed
from pipeline.untitled import of_any

NEARBY = 4
"""A byline stands at most so many blocks below its title."""
WORDS_IN_TEXT = 0.5
"""Share of a title's words, or pairs of characters, that come back in the sentences below it."""
SHORTEST_TITLE = 12
"""Columns of a title that stands above another candidate."""
LONGEST_KICKER = 10
"""Columns of a section's name."""
SUBTITLE = 1.3
"""A subtitle is so many times as long as its title."""
LONGEST_HEADLINE = 60
"""Columns; below a title longer ones are subtitles."""
HEADLINE_IN_TEXT = 0.4
"""Share of a headline's words below a slogan that come back in the text."""
BELIEVED, DISBELIEVED = 0.35, 0.12
"""Probabilities from which the judge takes a line for the article's, and below which for furniture."""


def uppermost(labelled: tuple[Labelled, ...], kept: list[int], stop: int, sentence: int | None) -> int | None:
    """The title of a page without a frame above its text."""
    shaped = [
        index
        for index, after in pairwise(kept)
        if index < stop
        and title_shaped(labelled[index].block)
        and not (after == index + 1 and begins_table(labelled[index].block, labelled[after].block))
    ]
    shaped = [index for index in shaped if not of_any(labelled[index].block.text)] or shaped
    bylines = [index for index in range(stop + 1) if rule_of(labelled[index]) == "byline"]
    byline = bylines[0] if bylines else None
    if byline is not None and not any(index < byline for index in shaped):
        # A date in the frame: the title may stand above another.
        byline = next((index for index in bylines if _right_above(labelled, shaped, index)), byline)
    above = [index for index in shaped if index < (stop if byline is None else byline)]
    other = [index for index in (*shaped, stop) if index not in above and title_shaped(labelled[index].block)]
    if rather := _disbelieved(labelled, above, other):
        return rather
    believed = _believed(labelled, above)
    kept, above = [index for index in kept if index in believed or index not in above], believed
    if byline is None:
        return _first_line(labelled, kept, above[:NEARBY])
    if above:
        return _best(labelled, above[-NEARBY:])
    below = [index for index in shaped if byline < index < stop]
    return below[0] if below and below[0] == kept[0] else None


def _right_above(labelled: tuple[Labelled, ...], candidates: list[int], byline: int) -> bool:
    """Whether right above a byline stands a line that the judge takes for the article's."""
    return any(0 < byline - index <= 2 and (labelled[index].chance or 0.0) >= BELIEVED for index in candidates)


def _disbelieved(labelled: tuple[Labelled, ...], above: list[int], other: list[int]) -> int | None:
    """The line that the judge takes for the article's where it takes all that stand above the byline for furniture.

    A number of a file over the byline, a menu over a title that is a question and so a sentence.
    """
    if not above or any((chance := labelled[index].chance) is None or chance >= DISBELIEVED for index in above):
        return None
    return next((index for index in other if (labelled[index].chance or 0.0) >= BELIEVED), None)


def _believed(labelled: tuple[Labelled, ...], candidates: list[int]) -> list[int]:
    """Without those that the judge takes for furniture, where it takes one of the others for the article's."""
    chances = {index: labelled[index].chance for index in candidates}
    if max((chance for chance in chances.values() if chance is not None), default=0.0) < BELIEVED:
        return candidates
    return [index for index, chance in chances.items() if chance is None or chance >= DISBELIEVED]


def _first_line(labelled: tuple[Labelled, ...], kept: list[int], above: list[int]) -> int | None:
    """Without a byline the very first kept line is the title, unless furniture stands around it and names the site."""
    if not above or above[0] != kept[0]:
        return None
    if any(item.verdict is not None for item in labelled[: above[-1]]):
        return _best(labelled, above)
    return above[1] if _under_slogan(labelled, above) else above[0]


def _under_slogan(labelled: tuple[Labelled, ...], above: list[int]) -> bool:
    """Whether the second line is the title, and the first a site's slogan or a section: the text has none of its words.

    So where the judge was not asked. On 2,927 gold texts it takes four sections, two pieces of a page and one title
    over its subtitle, and on 2,200 pages written by hand five sections and slogans. Nothing goes: the line stays.
    """
    if len(above) < 2 or above[1] != above[0] + 1 or any(labelled[index].chance is not None for index in above[:2]):
        return False
    first, second = (labelled[index].block for index in above[:2])
    if second.size > LONGEST_HEADLINE:
        return False
    return not share(first, _text_below(labelled, above[1])) and comes_back(labelled, above[1])


def comes_back(labelled: tuple[Labelled, ...], index: int) -> bool:
    """Whether the text below a line has its words, as it has a headline's."""
    text = _text_below(labelled, index)
    return len(text) >= TERMS_ENOUGH and share(labelled[index].block, text) >= HEADLINE_IN_TEXT


def _text_below(labelled: tuple[Labelled, ...], index: int) -> set[str]:
    """The words of the sentences below a line."""
    below = labelled[index + 1 : index + TITLE_REACH]
    return terms(tuple(item.block for item in below if item.verdict is None and is_prose(item.block)))


def _best(labelled: tuple[Labelled, ...], candidates: list[int]) -> int | None:
    """The last candidate above the byline, unless one above it is the title and it a subtitle or a section's name.

    A title's words come back in its article; a menu's and a site's seldom do.
    """
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    text = _text_below(labelled, candidates[-1])
    if len(text) < TERMS_ENOUGH:
        return candidates[0]
    best = candidates[-1]
    for index in reversed(candidates[:-1]):
        if _rather(labelled, index, best, text):
            best = index
    return _plainest(labelled, candidates, best)


def _rather(labelled: tuple[Labelled, ...], index: int, best: int, text: set[str]) -> bool:
    """Whether an earlier line is the title rather than a later one."""
    earlier, later = labelled[index].block, labelled[best].block
    shared = share(earlier, text)
    if earlier.size >= SHORTEST_TITLE and (
        later.size <= LONGEST_KICKER or (shared >= WORDS_IN_TEXT and not share(later, text))
    ):
        return True
    over_subtitle = index + 1 == best and earlier.size > SHORTEST_TITLE + 2 and later.size >= SUBTITLE * earlier.size
    return over_subtitle and shared >= WORDS_IN_TEXT


def _plainest(labelled: tuple[Labelled, ...], candidates: list[int], chosen: int) -> int:
    """Of lines that hold one title the last and shortest: a browser's title adds the site's name."""
    name = squeezed(labelled[chosen].block)
    for index in reversed(candidates):
        own = squeezed(labelled[index].block)
        if own and own in name:
            return index
    return chosen
