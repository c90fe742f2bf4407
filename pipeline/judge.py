"""Blocks of an HTML page → the probability of each that it belongs to the article; lines are not judged yet."""

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from pipeline.leaf import SITE_TITLE, Declared, Leaf, Walked
from pipeline.learned.cut import best_cut
from pipeline.learned.network import Network, answer, name_means, text_means
from pipeline.learned.reasons import REASONS, spoken
from pipeline.learned.weights import shipped as weights
from pipeline.learned.words import words_of_texts
from pipeline.markup.features import features
from pipeline.markup.names import words_around
from pipeline.markup.titles import title_place
from pipeline.model import Opinion, Reason, Segmented

FEWEST_OF_A_PAGE = 8
"""Leaves. Of 2,927 real pages eight have fewer than ten, and all of those declare what they are; two declare nothing
and link nowhere, and these are articles alone."""

Judge = Callable[[Segmented], Opinion | None]
"""A judge of another training, or none."""


Voices = dict[int, dict[str, float]]
"""For a block's number, what spoke for it (above 0) and against it (below), in log odds."""


class Evidence(Struct, frozen=True):
    """What the network reads of a page; a row for each judged leaf."""

    matrix: NDArray[np.float32]
    groups: NDArray[np.int64]
    """The number of each row's path: rows of one path are built alike."""
    names: NDArray[np.float32]
    texts: NDArray[np.float32]
    words: NDArray[np.float32]
    """How many words each leaf has."""


def shipped() -> Network:
    """The weights that come with the package; docs/model-card.md says how they were made."""
    return weights("blocks")


def judge(segmented: Segmented) -> Opinion | None:
    """What the learned judge thinks of each block; None for a page without markup.

    A body that the page holds only for its scripts is the article, and what the page shows beside it is not.
    """
    walked = segmented.markup
    if walked is None:
        return None
    places = _judged(segmented)
    leaves = tuple(walked.leaves[segmented.blocks[place].first - 1] for place in places)
    title = _ordered_title(leaves, walked)
    if title is None:
        title = title_place(leaves, walked)
    chances = np.zeros(len(segmented.blocks), dtype=np.float32)
    reasons: list[Reason | None] = [None] * len(segmented.blocks)
    cut = plain = 1.0
    if walked.recovered is not None:
        chances[[block.first > walked.recovered for block in segmented.blocks]] = 1.0
    elif leaves:
        seen = evidence(leaves, walked)
        said = answer(shipped(), seen.matrix, seen.groups, seen.names, seen.texts)
        thought = said.chances
        if _is_piece(leaves, walked.declared):
            thought = np.where([leaf.linked for leaf in leaves], thought, np.float32(1))
        cut, plain = cut_of(thought, seen.words, title), said.plain
        chances[places] = thought
        if said.reasons.size:
            for place, told in zip(places, said.reasons.argmax(axis=1).tolist(), strict=True):
                reasons[place] = REASONS[told]
    return Opinion(tuple(chances.tolist()), cut, None if title is None else places[title], plain, tuple(reasons))


def evidence(leaves: tuple[Leaf, ...], walked: Walked) -> Evidence:
    """What the network reads of the judged leaves; there is at least one."""
    network = shipped()
    measured = features(leaves, walked)
    words = words_around(walked.elements, (measured.held_by.end > measured.held_by.first).tolist())
    names = name_means(network.names, words, walked.elements.parents, measured.owners)
    texts = text_means(network.texts, words_of_texts([leaf.text for leaf in leaves]))
    return Evidence(measured.matrix, measured.groups, names, texts, measured.words)


def cut_of(chances: NDArray[np.float32], words: NDArray[np.float32], title: int | None) -> float:
    """The probability from which a page's leaves are kept; its title is neither body nor noise."""
    sizes = words.copy()
    if title is not None:
        sizes[title] = 0
    return best_cut(chances, sizes)


def voices(segmented: Segmented) -> Voices:
    """What spoke for and against each block that the network judges."""
    walked = segmented.markup
    places = _judged(segmented) if walked is not None and walked.recovered is None else []
    if walked is None or not places:
        return {}
    numbers = [segmented.blocks[place].first for place in places]
    seen = evidence(tuple(walked.leaves[number - 1] for number in numbers), walked)
    said = spoken(shipped(), seen.matrix, seen.groups, seen.names, seen.texts)
    return {number: {group: float(odds[row]) for group, odds in said.items()} for row, number in enumerate(numbers)}


def _is_piece(leaves: tuple[Leaf, ...], declared: Declared) -> bool:
    """Whether it is a piece of a page, as a record's field holds it: it declares nothing, and no frame links."""
    silent = declared.title is None and not (declared.metas or declared.json or declared.canonical)
    return silent and (len(leaves) < FEWEST_OF_A_PAGE or not any(leaf.linked for leaf in leaves))


def _ordered_title(leaves: tuple[Leaf, ...], walked: Walked) -> int | None:
    """The first leaf inside what a rule of people's own says is the title."""
    if SITE_TITLE not in "\n".join(walked.elements.names):
        return None
    inside = {index for index, names in enumerate(walked.elements.names) if SITE_TITLE in names}
    for index, parent in enumerate(walked.elements.parents):
        if parent in inside:
            inside.add(index)
    return next((row for row, leaf in enumerate(leaves) if leaf.element in inside), None)


def _judged(segmented: Segmented) -> list[int]:
    """The places of the blocks that a reader sees."""
    assert segmented.markup is not None
    leaves = segmented.markup.leaves
    return [place for place, block in enumerate(segmented.blocks) if not leaves[block.first - 1].hidden]
