"""A walked page, its title and the leaves that are kept → what stands around the article, where bylines are."""

from collections.abc import Iterable, Sequence

from pipeline.characters import columns, stops
from pipeline.imprint import Around
from pipeline.leaf import Leaf

ABOVE, BELOW, BEHIND, FOOT = 6, 60, 8, 12
"""Leaves above the title, below it down to the text, behind the text, and at the page's foot; a share bar can take
thirty."""
LONGEST = 240
"""Characters of a line that may be a byline."""
PROSE, SENTENCE = 120, 30
"""Columns from which a kept leaf is text and no byline, without and with a full stop."""
LINES_KEPT = 3
"""Kept leaves that may stand between the title and the text: a summary, a byline that nobody took."""
PAST = 12
"""Leaves behind the first sentence that are looked at as well: it is often a summary above the byline."""
LINKED = 0.6
"""Share of a leaf's characters in links from which it points elsewhere, unless it is short."""
SHORT = 80
LINKED_DAY, MOSTLY = 120, 0.75
"""Characters of a line whose day and names may be links, and the share of them that is: `Posted on … by … and …`."""


def around(
    leaves: tuple[Leaf, ...], title: int | None, kept: Sequence[int], teasers: frozenset[int] = frozenset()
) -> Around:
    """The lines below and above the title, those behind the text, and the article's own paragraphs.

    `title` and `kept` are places among the leaves, `kept` ascending; `teasers` date other texts and are passed over.
    """
    text = [place for place in kept if leaves[place].kind != "image"]
    start = title if title is not None else (text[0] - 1 if text else 0)
    shown = "" if title is None else leaves[title].text
    rest = [place for place in text if place > start]
    early = [place for place in rest[:LINES_KEPT] if _is_text(leaves[place], shown)]
    first = early[0] if early else rest[min(LINES_KEPT, len(rest)) - 1] if rest else min(len(leaves), start + BELOW)
    head = start + 1 if title is not None else max(0, start + 1 - 2 * ABOVE)
    second = next((place for place in rest if place > first and _is_text(leaves[place], shown)), first)
    past = range(first + 1, min(second, first + 1 + PAST))
    until = first if early or not rest else first + 1
    below = [*range(head, min(until, head + BELOW)), *past]
    last = text[-1] if text else first
    return Around(
        below=_lines(leaves, below, teasers),
        above=() if title is None else _lines(leaves, range(max(0, start - ABOVE), start), teasers)[::-1],
        behind=_lines(leaves, range(last + 1, min(len(leaves), last + 1 + BEHIND)), teasers),
        foot=_lines(leaves, range(max(last + 1 + BEHIND, len(leaves) - FOOT), len(leaves)), teasers),
        text=tuple(leaves[place].text for place in text),
        title=shown,
        places=(max(0, start - ABOVE), past.stop if past else first + 1),
    )


def _is_text(leaf: Leaf, title: str) -> bool:
    """A long leaf or a sentence; the title again is none."""
    size = columns(leaf.text)
    return size > PROSE or (size > SENTENCE and stops(leaf.text) and leaf.text.strip(" 》>") not in title)


def _lines(leaves: tuple[Leaf, ...], places: Iterable[int], teasers: frozenset[int]) -> tuple[str, ...]:
    lines = (leaves[place] for place in places if place not in teasers)
    return tuple(leaf.text for leaf in lines if leaf.kind != "image" and not leaf.hidden and _may_be_byline(leaf))


def _may_be_byline(leaf: Leaf) -> bool:
    size = len(leaf.text)
    return 1 < size <= LONGEST and (size <= SHORT or leaf.linked < (LINKED if size > LINKED_DAY else MOSTLY) * size)
