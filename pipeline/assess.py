"""Draft and facts → quality and flags."""

import re
from collections.abc import Iterator

from pipeline.article import Flag, Quality
from pipeline.characters import count_words
from pipeline.error_titles import error_title
from pipeline.model import Draft, Facts, Part, Reading, Text
from pipeline.shapes import is_prose, marker

SHORT = 100
"""Words (Han characters): a shorter article is flagged, not dropped."""
SURE_ENOUGH = 0.5
_WORD = re.compile("[A-Za-z_]{4,}")
"""What an error message is told by: a function, a file, a kind of error."""


def assess(draft: Draft, facts: Facts, reading: Reading) -> tuple[Quality, tuple[Flag, ...]]:
    """How good an article is, and what its reader should know."""
    characters = sum([len(block.text) for block in draft.part.body])
    all_characters = sum([len(item.block.text) for item in draft.part.labelled])
    count = count_words(draft.text)
    quality = Quality(
        characters=characters,
        words=count,
        kept=round(characters / max(all_characters, 1), 4),
        confidence=_expected_f1(draft.part) if _is_judged(draft.part) else _score(draft, facts),
        repairs=reading.repairs,
    )
    return quality, tuple(_flags(draft, facts, reading.text, quality))


def _score(draft: Draft, facts: Facts) -> float:
    """The confidence of a text page that no judge was asked about: a score, no probability.

    Half for the share of the text that is sentences or items, the rest for what stands around it.
    Documented in docs/articles.md.
    """
    sizes = sum(block.size for block in draft.part.body) or 1
    told = sum(block.size for block in draft.part.body if is_prose(block) or marker(block))
    score = 0.3 + 0.5 * told / sizes
    score += 0.1 * (facts.title is not None) + 0.1 * (facts.published is not None)
    score -= 0.2 * (draft.truncated or draft.missing_list_items)
    return round(min(max(score, 0.0), 1.0), 2)


def _is_judged(part: Part) -> bool:
    """Whether a judge gave its blocks probabilities: of HTML always, of lines where the rules left a frame."""
    return any(item.chance is not None for item in part.labelled)


def _expected_f1(part: Part) -> float:
    """A judged page's confidence by the judge's probabilities: twice the overlap over kept and wanted, by columns."""
    judged = [(item.block.size, item.chance or 0.0, item.verdict is None) for item in part.labelled]
    kept = sum([size for size, _, stays in judged if stays])
    right = sum([size * chance for size, chance, stays in judged if stays])
    wanted = sum([size * chance for size, chance, _ in judged])
    return round(2 * right / max(kept + wanted, 1.0), 2)


def _flags(draft: Draft, facts: Facts, text: Text, quality: Quality) -> Iterator[Flag]:
    """In the order of the closed list."""
    verdicts = [item.verdict for item in draft.part.labelled if item.verdict is not None]
    reasons = {verdict.reason for verdict in verdicts}
    if draft.missing_list_items:
        yield "missing_list_items"
    if draft.truncated:
        yield "truncated"
    if "undecodable" in reasons:
        yield "mojibake"
    if text.lost or "\ufffd" in draft.text:
        yield "characters_lost"
    if quality.confidence < SURE_ENOUGH:
        yield "low_confidence"
    if facts.title is None:
        yield "no_title"
    if facts.title is not None and error_title(facts.title) and not _explained(facts.title, draft.text):
        yield "error_title"
    if _among_text(draft.part):
        yield "error_in_body"
    if any(verdict.reason == "generated" and verdict.rule != "leak_title" for verdict in verdicts):
        yield "generated_scaffold"
    if quality.repairs.pinyin:
        yield "machine_translated_pinyin"
    if quality.words < SHORT:
        yield "short"


def _explained(title: str, text: str) -> bool:
    """Whether the text speaks of the error in its title: then it is an article about it, and no farm's."""
    words = {word.lower() for word in _WORD.findall(title)}
    lowered = text.lower()
    return bool(words) and sum(word in lowered for word in words) > len(words) / 2


def _among_text(part: Part) -> bool:
    """Whether machine output stood among the text; titles made from it do not count."""
    if not part.body:
        return False
    inside = (it.verdict for it in part.labelled if part.body[0].first < it.block.first < part.body[-1].first)
    return any(verdict and verdict.reason == "error" and verdict.rule != "error_title" for verdict in inside)
