"""What spoke for and against each block of a page: the sentence's first words again, for `explain`."""

from pipeline.decode import decode
from pipeline.documents import documents
from pipeline.judge import Voices, voices
from pipeline.label import below_front
from pipeline.label.lines import line_voices
from pipeline.label.remembered import remembered
from pipeline.model import Page
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.sites import heed


def hear(page: Page, settings: Settings) -> Voices:
    """What spoke for and against each block; where no judge is asked only memory speaks."""
    said: Voices = {}
    blocks = 0
    for document in documents(page):
        voiced, last = _hear(document, settings)
        said |= {number + blocks: spoke for number, spoke in voiced.items()}
        blocks += last
    return said


def _hear(page: Page, settings: Settings) -> tuple[Voices, int]:
    """The same of one document, and the number of its last block."""
    if (text := decode(page)) is None:
        return {}, 0
    segmented = segment(heed(text, page, settings.sites))
    spoke = line_voices(below_front(segmented)) if segmented.markup is None else voices(segmented)
    last = segmented.blocks[-1].last if segmented.blocks else 0
    return remembered(segmented.blocks, page.memory, spoke), last
