"""Blocks of an HTML page that go → those that a program printed there, wherever they stand: `error`, and by which rule.

The rules of the text side read what the judge keeps and what stands near it; a notice of PHP's stands above the menus.
"""

import re

from msgspec.structs import replace

from pipeline.characters import fold
from pipeline.label.sight import sight_all
from pipeline.model import Opinion, Segmented, Verdict

_PRINTED = re.compile(
    r"\bon line \d|^#\d+ |\{main\}|\bStack trace\b|\bTraceback \(|\bSQLSTATE\b"
    r"|^\W*(?:PHP )?(?:Fatal error|Parse error|Warning|Notice|Deprecated):"
)
"""What most of them hold; the rules then say whether it is one. Of 2,927 pages 46 have such a block below the cut, and the
rules hold none of these for an error."""
_PIECES = (
    "on line ",
    "{main}",
    "tack trace",
    "raceback (",
    "SQLSTATE",
    " error:",
    "arning:",
    "otice:",
    "eprecated:",
    "\n#",
)
"""One of these stands in each; a look for them at the whole page costs next to nothing."""


def printed(segmented: Segmented, opinion: Opinion) -> dict[int, Verdict]:
    """The places of such blocks below the page's cut, each with its verdict."""
    walked = segmented.markup
    assert walked is not None
    whole = "\n".join(block.text for block in segmented.blocks)
    if not any(piece in whole for piece in _PIECES):
        return {}
    places = [
        place
        for place, block in enumerate(segmented.blocks)
        if opinion.chances[place] < opinion.cut
        and not walked.leaves[block.first - 1].hidden
        and _PRINTED.search(block.text)
    ]
    blocks = tuple(replace(segmented.blocks[place], key=fold(segmented.blocks[place].text)) for place in places)
    told = zip(places, sight_all(blocks), strict=True)
    return {place: sight.verdict for place, sight in told if sight is not None and sight.verdict.reason == "error"}
