"""Labelled lines and what recurs on the site's pages → what heads every page goes, and the title stands below it.

`remembered` cannot say so: the page's uppermost line is taken for its title, and one line alone is no frame.
"""

from msgspec.structs import replace

from pipeline.headline import find_title
from pipeline.memory import Memory, key_of
from pipeline.model import Block, Labelled, Verdict
from pipeline.shapes import is_prose
from pipeline.uppermost import comes_back

REPEATED = Verdict("repeated", "site_repeats")
EVERYWHERE, ENOUGH_PAGES = 0.9, 5
"""Share of the pages, and how many must be known, from which on a line heads the site rather than an article."""


def without_slogan(labelled: tuple[Labelled, ...], memory: Memory) -> tuple[Labelled, ...]:
    """The lines with those gone that stand above the title here and on nearly all pages of the site.

    Where such a line would itself be the title, another must stand below it that recurs nowhere and whose words the
    text has: the parts of a series may share their title.
    """
    title = find_title(labelled)
    heads = {
        place
        for place, item in enumerate(labelled)
        if item.verdict is None and not is_prose(item.block) and _heads_site(memory, item.block)
    }
    if title is None or min(heads, default=title + 1) > title:
        return labelled
    if title in heads:
        without = _gone(labelled, heads)
        below = find_title(without)
        if below is None or below < title or key_of(labelled[below].block.text) in memory.known:
            return labelled
        if not comes_back(without, below):
            return labelled
        title = below
    return _gone(labelled, {place for place in heads if place < title})


def _gone(labelled: tuple[Labelled, ...], heads: set[int]) -> tuple[Labelled, ...]:
    return tuple(replace(item, verdict=REPEATED) if at in heads else item for at, item in enumerate(labelled))


def _heads_site(memory: Memory, block: Block) -> bool:
    row = memory.known.get(key_of(block.text))
    if row is None or row.kind != "line" or row.mark == "never":
        return False
    return row.of >= ENOUGH_PAGES and row.pages >= EVERYWHERE * row.of
