"""Draft of a thread → its posts: who wrote which blocks of the body, and when.

A post begins below what a board prints over it: a line with a name and a day, or a name over its hour. Only what
the page prints is told; a page that is no thread has no posts.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import UNSET, Struct, UnsetType

from pipeline.article import Post
from pipeline.bare_names import alone, bare_name
from pipeline.byline import read_byline
from pipeline.dates import find_dates
from pipeline.imprint import CLOCK
from pipeline.model import Draft, Labelled
from pipeline.names import names
from pipeline.posters import heads_post, poster, seated

FEWEST = 2
"""Posts of a thread; heads that a rule took for such make a thread, and one of them may stand over the second post."""
FEWEST_TOLD = 3
"""Likewise where only a name over an hour tells: two may be a byline and an update."""
NEAR = 3
"""Lines above an hour in which the name stands; between them are ranks and counts."""
LONGEST_HEAD = 60
"""Columns of a line of such a head."""
FEWEST_NAMED = 0.6
"""So many of the heads at least name somebody, or the hours are not those of posts, but of edits and quotations."""
_RANKED = re.compile(r"#\s?\d{1,4}\s?[:：]")
"""`#8: Ferry`: a place in a ranking."""
_HOUR = re.compile(r"\d[:：]\d\d")
_BELOW = re.compile(
    r"(?:asked|answered|commented|edited|gefragt|beantwortet|respondida|répondu|ответил|回答于|提问于)\b", re.IGNORECASE
)
"""Where answers are signed below their text, the line above a text is another's."""


class Head(Struct, frozen=True):
    """What stands right above a post."""

    author: str | None
    published: str | None
    ruled: bool = False
    """Whether a rule took one of its lines for the line over a post."""


def posts(draft: Draft, opener: Head, *, day_first: bool | None = True) -> tuple[Post, ...] | UnsetType:
    """The posts of a text page's thread, in order; nothing where the page is none, or prints nothing over its posts.

    What stands above the first head was written by who opened the thread. `day_first` says how `03/04/2021` is read.
    """
    if not _may_be_thread(draft.part.labelled):
        return UNSET
    heads = _heads(draft, day_first)
    if not _of_a_thread([head for _, head in heads]) or _signed_below(draft):
        return UNSET
    if heads[0][0] > 0:
        heads = [(0, opener), *heads]
    first_blocks = {line: block for block, line in enumerate(draft.starts)}
    begun: list[tuple[int, Head]] = []
    for line, head in heads:
        if begun and _same(begun[-1][1], head):
            begun[-1] = (begun[-1][0], head if head.published else begun[-1][1])
        elif line in first_blocks:
            begun.append((first_blocks[line], head))
    if len(begun) < FEWEST:
        return UNSET
    ends = [*(block for block, _ in begun[1:]), len(draft.body)]
    return tuple(
        Post(head.author, head.published, (block, end - 1)) for (block, head), end in zip(begun, ends, strict=True)
    )


def _may_be_thread(items: Sequence[Labelled]) -> bool:
    """Asked first, for most pages are none, and dates take long to find."""
    ruled = sum(1 for item in items if heads_post(item))
    return (
        ruled >= FEWEST or sum(1 for item in items if _HOUR.search(item.block.text) and _of_a_head(item)) >= FEWEST_TOLD
    )


def _of_a_thread(heads: Sequence[Head]) -> bool:
    ruled = sum(1 for head in heads if head.ruled)
    named = sum(1 for head in heads if head.author is not None)
    told = sum(1 for head in heads if head.author is not None and head.published is not None)
    return (ruled >= FEWEST or told >= FEWEST_TOLD) and named >= FEWEST_NAMED * len(heads)


def _signed_below(draft: Draft) -> bool:
    return any(item.verdict is not None and _BELOW.match(item.block.text) for item in draft.part.labelled)


def _same(above: Head, below: Head) -> bool:
    """Whether a head says again what the one above says: the profile beside a post has lines between them."""
    one_moment = above.published == below.published or None in (above.published, below.published)
    return above.author == below.author and one_moment


def _heads(draft: Draft, day_first: bool | None) -> list[tuple[int, Head]]:
    """For each line of the body below a head its number, and the head."""
    number = {id(block): line for line, block in enumerate(draft.part.body)}
    items = draft.part.labelled
    kept = [place for place, item in enumerate(items) if id(item.block) in number]
    found: list[tuple[int, Head]] = []
    for above, below in pairwise([-1, *kept]):
        if below - above > 1 and (head := _head(items[above + 1 : below], day_first)) is not None:
            found.append((number[id(items[below].block)], head))
    return found


def _head(gap: Sequence[Labelled], day_first: bool | None) -> Head | None:
    """The last head among the lines between two that stay: what stands above it was said of a post that went.

    A floor's number alone is none: nobody said anything there.
    """
    ruled = [item.block.text for item in gap if heads_post(item) and not _RANKED.match(item.block.text)]
    lines = [item.block.text for item in gap if item.block.size <= LONGEST_HEAD and _of_a_head(item)]
    author = next(filter(None, (poster(line, day_first=day_first) for line in reversed(ruled))), None)
    if author is None and len(ruled) > 1 and _HOUR.search(ruled[-1]) and not _HOUR.search(ruled[-2]):
        author = next(iter(names(ruled[-2])), None)  # a name over its hour
    moments = list(_days(ruled, day_first))
    if len(moments) > 1 and moments[-1] < moments[-2]:
        return _head(gap[: _last_dated(gap, day_first)], day_first)  # the head of what the post quotes
    day = next(reversed(moments), None)
    if author is None or day is None:
        beside = _beside(lines, day_first)
        author = author or seated(lines) or beside.author
        day = day or beside.published
    return None if author is None and day is None else Head(author, day, ruled=bool(ruled))


def _last_dated(gap: Sequence[Labelled], day_first: bool | None) -> int:
    """The place of the last line over a post that has a moment."""
    return max(at for at, item in enumerate(gap) if heads_post(item) and any(_days([item.block.text], day_first)))


def _beside(lines: Sequence[str], day_first: bool | None) -> Head:
    """The last line with an hour, and who is named in it or right above it."""
    for place in range(len(lines) - 1, -1, -1):
        moment = next(_days([lines[place]], day_first), None)
        if moment is not None and "T" in moment:
            said = read_byline(lines[place], day_first=day_first)
            inside = said.authors[0] if said is not None and said.authors else None
            above = filter(
                None, (bare_name(line) or alone(line) for line in reversed(lines[max(0, place - NEAR) : place]))
            )
            return Head(inside or next(above, None), moment)
    return Head(None, None)


def _of_a_head(item: Labelled) -> bool:
    """Not so the day on which a member joined."""
    reason = None if item.verdict is None else item.verdict.reason
    return reason in ("metadata", "navigation", "comment") and CLOCK.search(item.block.text) is None


def _days(lines: Iterator[str] | Sequence[str], day_first: bool | None) -> Iterator[str]:
    return (found.iso for line in lines for found in find_dates(line, day_first=day_first)[:1])
