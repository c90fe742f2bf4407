"""Scene → the head of an e-mail at a page's top: who wrote it to whom, when, about what, and how it came."""

from re import Match

from pipeline.label.scene import Scene, Taken
from pipeline.mail import FIELD
from pipeline.model import Verdict

HEAD = Verdict("metadata", "mail_head")
BYLINE = Verdict("metadata", "byline")

FEWEST = 3
"""Lines that make such a head."""


def mail_head(scene: Scene, taken: Taken) -> Taken:
    """Three fields and more at the very top, one of them the sender, one the subject, which is the title.

    Under a title such heads are those of letters that an article prints.
    """
    fields: dict[int, Match[str]] = {}
    for at, block in enumerate(scene.blocks):
        field = FIELD.match(block.text)
        if field is None:
            break
        fields[at] = field
    whole = len(fields) >= FEWEST and all(any(field[name] for field in fields.values()) for name in ("who", "what"))
    return {
        at: BYLINE if field["who"] or field["when"] else HEAD
        for at, field in fields.items()
        if whole and at not in taken and not field["what"]
    }
