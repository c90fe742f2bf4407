"""Lines of a text page, what the rules say of them and what the learned judge thinks of them → one verdict a line.

In this order:

1. what a rule takes goes, for the rule's reason; on long pages the judge's word counts more than that of
   the few rules which only compare lines or know single words, where it is sure;
2. what a rule protects stays: the article's title, what a lead-in announces, fenced code, and what looks like
   noise in an article about such noise; so does what has the form of a list of the text's own, unless the judge
   is all but certain;
3. what the judge holds for noise goes, for the reason that it gives, where the page as a whole shows that
   it came with a frame around its article; on a page without, nothing goes.

Then the rules look again at what is left, and some that the judge has not learned with look last (late.py). Pages of
a few lines, and pages of which the rules leave little but sentences, are the rules' alone.
"""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from pipeline.headline import find_title
from pipeline.label import label_sighted
from pipeline.label.late import look_late
from pipeline.label.overruled import DOUBTFUL, LONG_PAGE, overruled
from pipeline.label.protected import own_lists, price_of, protected
from pipeline.label.several import by_article
from pipeline.label.sight import Sight, sight_all
from pipeline.label.split_up import mostly_kept, whole_sentences
from pipeline.label.titles import machine_made
from pipeline.label.told import take_bylines
from pipeline.learned.calibrated import calibrated
from pipeline.learned.cut import careful_cut
from pipeline.learned.lines import LineFeatures, Read, line_features
from pipeline.learned.network import Answer, Network, answer, text_means
from pipeline.learned.reasons import REASONS, spoken
from pipeline.learned.weights import shipped
from pipeline.learned.words import words_of_texts
from pipeline.model import Block, Labelled, Reason, Tells, Verdict
from pipeline.pieces import sentences
from pipeline.shapes import is_prose, marker

VERDICTS = {reason: Verdict(reason, f"judged_{reason}") for reason in REASONS}
NEIGHBOUR = 0.25
"""What the reason of the next line counts for a line's own; 0.5 is worse by a hundredth, so is none."""

FEWEST_LINES = 8
"""Pages of fewer lines are left to the rules."""
NOISE = 0.1
"""Lines below this probability are surely noise."""
SURELY_ALONE = 0.15
"""Below this probability a line goes that stands alone in the text: of such lines between 0.03 and 0.15 pages that the
judge had not seen have eleven of noise for one of an article; 0.03 before."""
SURELY_NO_TEXT = 0.003
"""Below this probability a sentence goes that follows the text."""
SURELY_NO_LIST = 0.03
"""Below this probability a line goes that has the form of a list of the text's own."""
FEW_TOGETHER = 2
LONGEST_HEADING = 24
"""Columns of a heading over an article's last sentence: 写在最后."""
LOOSE_LINES, LOOSE_SHARE = 3, 0.03
"""So many lines that are no sentences, and such a share of the text in them, must be left by the rules: without
them nothing of a frame is left, and the judge is not asked."""
LEAST_LEFT = 0.08
"""Share of what the rules leave that must stay on listings and the like; 0.12 kept the frames of short ones and cost
0.001 of F1. Asked of articles too it cost 0.02 to 0.03 on Chinese and Russian news, whose pages are nearly all frame."""
CALLED_BACK = 0.15
"""From this probability (as shown) a line of a long page stays that a doubtful rule would take at its second look. With
the frame gone such rules have less to compare with; so 0.1 % less of the articles goes, at the same F1."""

LEAST_TOLD = 0.02
"""From this probability on a line may say a fact of its article."""

Voices = dict[int, dict[str, float]]
"""For a block's first line, what spoke for it (above 0) and against it (below), in log odds."""

LineJudge = Callable[[Sequence[Block], Read], Answer]
"""The judge of lines; another one in tests and in cross-validation."""


def label_lines(blocks: tuple[Block, ...]) -> tuple[Labelled, ...]:
    """Every line with its verdict, by rules and judge together."""
    return label_by(judge_lines, blocks)


def label_by(judge: LineJudge, blocks: tuple[Block, ...]) -> tuple[Labelled, ...]:
    """The same with any judge."""
    return by_article(lambda lines: whole_sentences(look_late(take_bylines(label_judged(lines, judge)))), blocks)


def label_judged(blocks: tuple[Block, ...], judge: LineJudge) -> tuple[Labelled, ...]:
    """The lines before the last look."""
    sights = sight_all(blocks)
    labelled = label_sighted(blocks, sights)
    if len(blocks) < FEWEST_LINES or not loose(labelled):
        return labelled
    opinion = judge(blocks, read_by_rules(sights, labelled))
    freed = overruled(labelled, opinion.chances)
    gone = removed(labelled, sights, opinion)
    told, why, begins = tellers(opinion), reasons_of(opinion), opinion.begins.tolist()
    merged = tuple(
        Labelled(
            item.block,
            None if row in freed else gone.get(row, item.verdict),
            round(chance, 4),
            tells=told.get(row),
            goes_as=why[row],
            begins=begins[row],
        )
        for row, (item, chance) in enumerate(zip(labelled, calibrated(opinion.chances).tolist(), strict=True))
    )
    return _looked_again(merged, sights, freed) if gone else merged


def tellers(opinion: Answer) -> dict[int, Tells]:
    """The lines that may say a fact of the article, by place."""
    rows = np.flatnonzero((opinion.facts >= LEAST_TOLD).any(axis=1)).tolist()
    return {row: Tells(*(round(chance, 4) for chance in opinion.facts[row].tolist())) for row in rows}


def _looked_again(
    labelled: tuple[Labelled, ...], sights: tuple[Sight | None, ...], freed: set[int]
) -> tuple[Labelled, ...]:
    """The page after the rules' second look; on a long page doubtful ones take only what the judge would, too."""
    shown = [index for index, item in enumerate(labelled) if item.verdict is None]
    again = label_sighted(tuple(labelled[index].block for index in shown), tuple(sights[index] for index in shown))
    merged = list(labelled)
    for index, item in zip(shown, again, strict=True):
        verdict, chance = item.verdict, labelled[index].chance
        if verdict is None or chance is None or index in freed:
            continue
        if len(labelled) < LONG_PAGE or chance < CALLED_BACK or verdict.rule not in DOUBTFUL:
            merged[index] = replace(labelled[index], verdict=verdict)
    return tuple(merged)


def removed(labelled: Sequence[Labelled], sights: tuple[Sight | None, ...], opinion: Answer) -> dict[int, Verdict]:
    """What the judge takes of a page that the rules have read, by place."""
    chances = opinion.chances
    free = np.array([item.verdict is None for item in labelled])
    sizes = np.array([item.block.size for item in labelled], dtype=np.float32) * free
    if not (chances[free] < NOISE).any():
        return {}
    below = free & (chances < careful_cut(chances[free], sizes[free]))
    if not below.any() or _empties(opinion, sizes, below):
        return {}
    below[list(mostly_kept(labelled, {*np.flatnonzero(below | ~free).tolist()}))] = False
    rows = np.flatnonzero(below).tolist()
    seen = sights if any(sights[row] is not None for row in rows) else None
    rows_free = np.flatnonzero(free)
    shaped = frozenset(row for row in own_lists(labelled) if chances[row] >= SURELY_NO_LIST)
    title = find_title(tuple(labelled))
    held = protected(labelled, seen) | shaped | price_of(labelled, title)
    held |= alone(rows_free, below, chances) | last_words(labelled, rows_free, below, chances)
    told = reasons_of(opinion)
    gone = (row for row in rows if row not in held and row != title)
    return {row: machine_made(labelled[row].block, sights[row]) or VERDICTS[told[row]] for row in gone}


def alone(rows: NDArray[np.int64], below: NDArray[np.bool_], chances: NDArray[np.float32]) -> frozenset[int]:
    """Lines of which no more than two stand together between lines that stay: headings and items look like that.

    `rows` are those that no rule took, so that a list between two paragraphs is as good as not there.
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], below[rows], [0]))))
    lone: list[int] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        inside = start > 0 and end < len(rows)
        if inside and end - start <= FEW_TOGETHER and chances[rows[start:end]].min() >= SURELY_ALONE:
            lone += rows[start:end].tolist()
    return frozenset(lone)


def last_words(
    labelled: Sequence[Labelled], rows: NDArray[np.int64], below: NDArray[np.bool_], chances: NDArray[np.float32]
) -> frozenset[int]:
    """Sentences that go on right where the text stays, a short heading over the first of them with it.

    An article's last sentence stands next to its frame and sounds like it: 如果两个月内亏电两次,换电瓶。 Of such
    lines of furniture real pages hold one in sixty, and of those the judge is surer than SURELY_NO_TEXT.
    """
    kept: list[int] = []
    broken = dict(sentences([item.block for item in labelled]))
    pieces = {row for start, end in broken.items() for row in range(start, end)}
    free, goes = rows.tolist(), below.tolist()
    place = 1
    while place < len(free):
        last, row = free[place - 1], free[place]
        may_go_on = goes[row] or row in broken
        follows = may_go_on and (
            last in kept[-1:] or (not goes[last] and (last in pieces or _is_text(labelled[last].block)))
        )
        if follows and row in broken and chances[row : broken[row]].max() >= NOISE:
            one = [other for other in free[place:] if other < broken[row]]
            kept += one
            place += len(one) - 1
        elif goes[row] and follows:
            if _goes_on(labelled, chances, row, SURELY_NO_TEXT):
                kept.append(row)
            elif (
                labelled[row].block.size <= LONGEST_HEADING
                and place + 1 < len(free)
                and _goes_on(labelled, chances, free[place + 1], NOISE / 2)
            ):
                kept += [row, free[place + 1]]
                place += 1
        place += 1
    return frozenset(kept)


def _is_text(block: Block) -> bool:
    return is_prose(block) or marker(block) is not None


def _goes_on(labelled: Sequence[Labelled], chances: NDArray[np.float32], row: int, least: float) -> bool:
    block = labelled[row].block
    return bool(block.stops and is_prose(block) and chances[row] >= least)


def reasons_of(opinion: Answer) -> list[Reason]:
    """For what reason each line goes if it goes: that of the lines around it which go counts, too."""
    powers = np.exp(opinion.reasons - opinion.reasons.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    noise = shares * (1 - opinion.chances)[:, None]
    around = shares.copy()
    for step in (1, 2):
        around[step:] += noise[:-step] * NEIGHBOUR / step
        around[:-step] += noise[step:] * NEIGHBOUR / step
    return [REASONS[number] for number in around.argmax(axis=1).tolist()]


def _empties(opinion: Answer, sizes: NDArray[np.float32], below: NDArray[np.bool_]) -> bool:
    """Whether next to nothing would stay of a page that is no plain article: then its lines are its matter."""
    return opinion.plain < 0.5 and float(sizes[~below].sum()) < LEAST_LEFT * float(sizes.sum())


def loose(labelled: Sequence[Labelled]) -> bool:
    """Whether the rules left lines that may be a frame's: several that are no sentences, with a share of the text."""
    left = [item.block for item in labelled if item.verdict is None]
    sizes = [block.size for block in left if not is_prose(block)]
    return len(sizes) >= LOOSE_LINES and sum(sizes) >= LOOSE_SHARE * sum(block.size for block in left)


def judge_lines(blocks: Sequence[Block], read: Read) -> Answer:
    """What the shipped net thinks of the lines; there is at least one."""
    return opinion_of(shipped("lines"), blocks, read)


def opinion_of(network: Network, blocks: Sequence[Block], read: Read) -> Answer:
    """What a net thinks of the lines."""
    measured, texts = evidence(network, blocks, read)
    return answer(network, measured.matrix, measured.groups, texts)


def evidence(network: Network, blocks: Sequence[Block], read: Read) -> tuple[LineFeatures, NDArray[np.float32]]:
    """What the net reads of the lines: numbers, and the vectors of their words."""
    texts = text_means(network.texts, words_of_texts([block.text for block in blocks]))
    return line_features(blocks, read), texts


def line_voices(blocks: tuple[Block, ...]) -> Voices:
    """What spoke for and against each line at the judge's first look, for `explain`."""
    if len(blocks) < FEWEST_LINES:
        return {}
    sights = sight_all(blocks)
    labelled = label_sighted(blocks, sights)
    if not loose(labelled):
        return {}
    network = shipped("lines")
    measured, texts = evidence(network, blocks, read_by_rules(sights, labelled))
    said = spoken(network, measured.matrix, measured.groups, np.zeros((len(blocks), 0), np.float32), texts)
    heard: Voices = {}
    for row, block in enumerate(blocks):
        heard.setdefault(block.first, {group: float(odds[row]) for group, odds in said.items()})
    return heard


def read_by_rules(sights: Sequence[Sight | None], labelled: Sequence[Labelled]) -> Read:
    """What the rules make of a page's lines, as the judge reads it."""
    return Read(
        [None if sight is None else (sight.verdict, sight.edge, sight.opens) for sight in sights],
        [item.verdict for item in labelled],
    )
