"""Scene → a page on which all that is said is what a language model answered instead of writing it."""

import re
from collections.abc import Sequence

from pipeline.label.generated import spoken
from pipeline.label.scene import Scene, Taken
from pipeline.model import Block, Verdict
from pipeline.shapes import leads_in, marker, title_shaped

ANSWER = Verdict("generated", "model_answer")
SPEAKS = frozenset({"model_remark", "refusal", "generated_sentence"})
"""Rules that see a model speak of itself."""
MOST_SENTENCES = 12
"""A longer page is an article that somebody wrote in the first person."""
_ASKED = re.compile(
    r"\b(?:you|your)\b.*\b(?:details?|information|article|review|text|keywords?|title|topic|request(?:ed)?|prefer|provide[ds]?|share|ask(?:ed)?|mention(?:ed)?|specif\w+|option)\b"
    r"|\b(?:details?|information|article|review|text|keywords?|title|topic|request|option)\b.*\b(?:you|your)\b"
    r"|(?:您|你).*(?:提供|需要|要求|标题|標題|关键词|關鍵詞|文章|内容|內容|信息|告诉我|告訴我|帮助|幫助|帮您)"
    r"|(?:标题|標題|关键词|關鍵詞|文章|内容|內容|信息).*(?:您|你)",
    re.DOTALL,
)
"""What a model says of what it was asked for."""
_SELF = re.compile(
    r"\b(?:I|I['’](?:m|d|ll)|[Mm]y (?:knowledge|training|capabilities))\b|我(?!们|們|国|國|市|省|县|區|区)"
)


def declined(scene: Scene, taken: Taken) -> Taken:
    """Every sentence, up to a list of other pages, of a page whose first words are a model's, and the points it asks for.

    Each of the others speaks of what the reader asked for, and the model of itself in most: letters and reports about
    models do not. None of 2,124 real flattened pages is such a page.
    """
    said = [at for at, sight in enumerate(scene.sights) if sight is not None and sight.verdict.rule in SPEAKS]
    if not said or "generated" in scene.about:
        return {}
    listed = (at for at, verdict in taken.items() if at > said[0] and verdict.reason == "related")
    end = min(listed, default=len(scene.blocks))
    told = [at for at, prose in enumerate(scene.prose[:end]) if prose and at not in taken]
    if not told or said[0] > told[0] or len(told) > MOST_SENTENCES:
        return {}
    if not all(_answers(scene.blocks[at]) for at in told):
        return {}
    points = (point for at in (*said, *told) for point in _points(scene, at))
    title = [at for at in range(said[0]) if at not in taken and _declines(scene.blocks[at])]
    return dict.fromkeys((at for at in (*title, *said, *told, *points) if at not in taken), ANSWER)


def _answers(block: Block) -> bool:
    text = spoken(block.text)
    return _ASKED.search(text) is not None and (_SELF.search(text) is not None or block.stops)


def _declines(block: Block) -> bool:
    """A title that is the answer's own first words: `I'm sorry, but I cannot write a review of [product name]`."""
    return (
        title_shaped(block)
        and re.match(r"I(?:'|’)?m sorry|I apologi[sz]e|As an AI|抱歉|很抱歉|对不起", block.text) is not None
    )


def _points(scene: Scene, lead: int) -> Sequence[int]:
    """The items right below a line that leads in."""
    if not leads_in(scene.blocks[lead]):
        return ()
    end = lead + 1
    while end < len(scene.blocks) and marker(scene.blocks[end]) is not None:
        end += 1
    return range(lead + 1, end)
