"""Scene → a sentence of the text that the page shows a second time, set apart as a quotation in large letters."""

import re

from pipeline.characters import fold
from pipeline.label.scene import Scene, Taken
from pipeline.model import Verdict

PULL_QUOTE = Verdict("duplicate", "pull_quote")

SHORTEST, LONGEST = 30, 300
"""Columns of such a sentence."""
LONGEST_SPEAKER = 60
"""Columns of the line below it that says who said so."""
_QUOTED = re.compile(r"[“\"„«‹「『”](?P<said>[^“\"„«»‹›「」『』”]+)[”\"»›」』“]")
_SPEAKER = re.compile(r"(?:[—–-]\s?)?(?P<who>[^\W\d_][^,，:：.!?。！？]{2,40})(?:[,，].*)?")
_ENDS = " .…,，。;；!！?？"


def pull_quotes(scene: Scene, taken: Taken) -> Taken:
    """A line of nothing but a quotation that one of the paragraphs has word for word, and who said it below.

    Of 2,124 real flattened pages eight have such a line; on two of them the gold has both. A post that an answer quotes
    whole stays: of 31 such threads the gold has the quotations on 17.
    """
    free = [index for index in range(len(scene.blocks)) if index not in taken]
    told = {index: quoted["said"] for index in free if (quoted := _quoted(scene, index)) is not None}
    if not told:
        return {}
    paragraphs = "\n".join(fold(scene.blocks[index].text) for index in free if scene.prose[index] and index not in told)
    found: Taken = {}
    for index, said in told.items():
        if fold(said).strip(_ENDS) not in paragraphs:
            continue
        found[index] = PULL_QUOTE
        below = scene.blocks[index + 1] if index + 1 < len(scene.blocks) and index + 1 not in taken else None
        if below is None or below.stops or below.size > LONGEST_SPEAKER:
            continue
        speaker = _SPEAKER.fullmatch(below.text)
        if speaker is not None and ("," in below.text or below.text[0] in "—–-") and fold(speaker["who"]) in paragraphs:
            found[index + 1] = PULL_QUOTE
    return found


def _quoted(scene: Scene, index: int) -> re.Match[str] | None:
    block = scene.blocks[index]
    return _QUOTED.fullmatch(block.text) if SHORTEST <= block.size <= LONGEST else None
