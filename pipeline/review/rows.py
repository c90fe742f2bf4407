"""The data of a page → its line in lists and charts."""

from urllib.parse import urlsplit

from msgspec import Struct

from pipeline.article import Flag
from pipeline.model import Reason
from pipeline.review.pages import BlockData, PageData, Seen

SAMPLE = 120
"""Characters of a block that a list of samples shows."""


class Taken(Struct, frozen=True, array_like=True):
    """What one rule took of a page, for one reason."""

    reason: Reason
    rule: str
    blocks: int
    characters: int
    n: int
    """The block that is shown as a sample."""
    sample: str
    corrected: int = 0
    """Blocks that people have put back."""


class Line(Struct, frozen=True, array_like=True):
    """A page in lists and charts."""

    key: str
    path: str
    record: str | None
    seen: Seen
    outcome: str
    """`article`, or why there is none: an absence, or the kind of failure."""
    title: str | None = None
    site: str | None = None
    """Of the first article; the host of its address where no site is named."""
    language: str | None = None
    published: str | None = None
    articles: int = 0
    confidence: float | None = None
    """The lowest of its articles."""
    words: int = 0
    kept: int = 0
    """Characters in bodies."""
    flags: tuple[Flag, ...] = ()
    taken: tuple[Taken, ...] = ()


def line_of(page: PageData) -> Line:
    """What lists and charts need of a page."""
    first = page.articles[0] if page.articles else None
    return Line(
        key=page.key,
        path=page.path,
        record=page.record,
        seen=page.seen,
        outcome="article" if first else page.failure or page.absence or "empty",
        title=first.title if first else None,
        site=(first.site or _host(first.url)) if first else None,
        language=first.language if first else None,
        published=first.published if first else None,
        articles=len(page.articles),
        confidence=min((each.quality.confidence for each in page.articles), default=None),
        words=sum(each.quality.words for each in page.articles),
        kept=sum(each.quality.characters for each in page.articles),
        flags=tuple(sorted({flag for each in page.articles for flag in each.flags})),
        taken=_taken(page.blocks),
    )


def _host(url: str | None) -> str | None:
    """The host of an address.

    >>> _host("https://towpath.example/lock"), _host("no address"), _host(None)
    ('towpath.example', None, None)
    """
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def _taken(blocks: tuple[BlockData, ...]) -> tuple[Taken, ...]:
    """Removed blocks by reason and rule, in the order in which they are met; the longest is the sample."""
    by: dict[tuple[Reason, str], list[BlockData]] = {}
    back: dict[tuple[Reason, str], int] = {}
    for block in blocks:
        if block.reason is not None and block.rule is not None:
            by.setdefault((block.reason, block.rule), []).append(block)
        elif block.was is not None and block.was[0] is not None and block.was[1] is not None:
            taker = (block.was[0], block.was[1])
            back[taker] = back.get(taker, 0) + block.blocks
            by.setdefault(taker, [])
    return tuple(_sum(*taker, some, back.get(taker, 0)) for taker, some in by.items())


def _sum(reason: Reason, rule: str, some: list[BlockData], corrected: int) -> Taken:
    shown = max(some, key=lambda block: len(block.text), default=BlockData(0, ""))
    return Taken(
        reason,
        rule,
        sum(block.blocks for block in some),
        sum(block.characters or len(block.text) for block in some),
        shown.n,
        shown.text.strip()[:SAMPLE],
        corrected,
    )
