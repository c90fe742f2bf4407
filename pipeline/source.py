"""Where an article comes from: its page's bytes, its place on the page, and the name it keeps."""

import hashlib

from pipeline.article import Source
from pipeline.model import Page, Part, Reading


def source_of(reading: Reading, part: Part, place: int) -> Source:
    """From which bytes, and from which of their lines."""
    return Source(
        path=reading.page.path,
        record=reading.page.record,
        sha256=hashlib.sha256(reading.page.data).hexdigest(),
        media_type=reading.text.media_type,
        encoding=reading.text.encoding,
        part=place,
        parts=reading.parts,
        place=(part.labelled[0].block.first, part.labelled[-1].block.last),
    )


def identity(page: Page, part: int) -> str:
    """Stable: from the page's path and record and the article's place in it, not from its text."""
    name = "\0".join((page.path, page.record or "", str(part)))
    return hashlib.sha256(name.encode()).hexdigest()[:16]
