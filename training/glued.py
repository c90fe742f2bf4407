"""Two pages of lines → one, as farms and scrapers glue them together: where the later article begins is known.

Glued pages are rare in the corpora, and their golds hold one text. So those that the judge learns from are put together
from pages with one article each, in the forms that NOISE.md and users met: two whole pages end to end; a second article
inside the frame of the first, with or without a list of titles between them; two texts without any frame; a second text
below a line that announces it.
"""

import random
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from msgspec.structs import replace

from training.dataset import fold_of
from training.flattened import UNKNOWN, Flat
from training.told import NOTHING

FORMS = ("whole", "inside", "listed", "bare", "marked")
OFTEN = (*FORMS, "whole", "inside")
MARKERS = {
    "zh": ("扩展知识阅读：", "拓展阅读：", "延伸阅读", "下一篇文章", "知识拓展：", "----------"),
    "en": ("Next Article", "Read next", "Up next", "* * *", "----------"),
}
PLAIN_MARKERS = ("* * *", "----------", "==========", "◆◆◆", "#")
FEWEST, MOST = 3, 300
"""Lines of an article that is glued, and of its page."""
TITLE_ABOVE = 12
"""A title stands so many lines above its text, at most."""
SHORTENED, ARTICLE = 0.3, (4, 20)
"""Share of the articles that are cut, and to how many lines."""
WEIGHT = 0.5
"""Of what the pages count."""


def pairs(pages: Iterable[Flat]) -> Iterator[tuple[Flat, Flat]]:
    """Each page that can be glued with another of its language and fold, the next but one of its like."""
    alike: dict[tuple[str, int], list[Flat]] = {}
    for page in pages:
        if len(page.lines) <= MOST and page.page_type == "article" and _span(page) is not None and not page.begins:
            alike.setdefault((page.lang, fold_of(page.site)), []).append(page)
    for row in alike.values():
        order = sorted(row, key=lambda page: crc32(page.id.encode()))
        if len(order) > 1:
            yield from zip(order, [*order[1:], order[0]], strict=True)


def glued(first: Flat, second: Flat, seed: int) -> Flat:
    """The two pages as one; `begins` holds the line at which the second article begins."""
    dice = random.Random(crc32(f"{first.id} {second.id}".encode()) + seed)
    return glued_as(dice.choice(OFTEN), first, second, dice)


def glued_as(form: str, first: Flat, second: Flat, dice: random.Random) -> Flat:
    """The two pages as one, in that form."""
    (top, above, bottom), (_, below, end) = _cut(first, dice), _cut(second, dice)
    own = _text(first, above) if form == "bare" else above
    other = _text(second, below) if form in ("bare", "marked") else below
    if form == "marked":
        other = [place for place in other if place not in second.titles]
    if form == "whole":
        rows = [*_of(first, range(len(first.lines))), *_of(second, range(len(second.lines)))]
    elif form == "listed":
        rows = [*_of(first, [*top, *own, *bottom]), *_of(second, [*other, *end])]
    elif form == "bare":
        rows = [*_of(first, own), *_of(second, other)]
    else:
        between = [_marker(second.lang, dice)] if form == "marked" else []
        rows = [*_of(first, [*top, *own]), *between, *_of(second, other), *_of(first, bottom)]
    begins = next(
        at for at, row in enumerate(rows) if row.page is second and row.place >= other[0] and row.line.strip()
    )
    return replace(
        first,
        id=f"{first.id}/glued",
        lines=tuple(row.line for row in rows),
        labels=tuple(row.label for row in rows),
        titles=frozenset(at for at, row in enumerate(rows) if row.page is not None and row.place in row.page.titles),
        reasons=tuple(row.reason for row in rows) if first.reasons and second.reasons else (),
        weight=WEIGHT * min(first.weight, second.weight),
        measured=False,
        known=NOTHING,
        begins=frozenset({begins}),
        counts=False,
    )


class _Row(NamedTuple):
    """A line of the new page, and where it comes from."""

    page: Flat | None
    place: int
    line: str
    label: float
    reason: int


def _of(page: Flat, places: Iterable[int]) -> list[_Row]:
    return [
        _Row(page, at, page.lines[at], page.labels[at], page.reasons[at] if page.reasons else UNKNOWN) for at in places
    ]


def _marker(language: str, dice: random.Random) -> _Row:
    return _Row(None, -1, dice.choice((*MARKERS.get(language, ()), *PLAIN_MARKERS)), 0.0, UNKNOWN)


def _span(page: Flat) -> range | None:
    """From the title's line, or the first of the text, to the last of the text; None where there is too little."""
    text = [
        at for at, label in enumerate(page.labels) if label >= 0.5 and page.lines[at].strip() and at not in page.titles
    ]
    if len(text) < FEWEST:
        return None
    title = [at for at in page.titles if text[0] - TITLE_ABOVE <= at < text[0]]
    return range(max(title, default=text[0]), text[-1] + 1)


def _cut(page: Flat, dice: random.Random) -> tuple[list[int], list[int], list[int]]:
    """What stands above the article of a page, the article, of some only the beginning, and what stands below it."""
    span = _span(page)
    assert span is not None
    article = list(span)
    if dice.random() < SHORTENED:
        text = [at for at in _text(page, article) if page.lines[at].strip() and at not in page.titles]
        article = list(range(span.start, text[: dice.randint(*ARTICLE)][-1] + 1))
    return list(range(span.start)), article, list(range(span.stop, len(page.lines)))


def _text(page: Flat, span: list[int]) -> list[int]:
    """The lines of a span that are the article's, its title with them."""
    return [at for at in span if page.labels[at] >= 0.5 or at in page.titles or not page.lines[at].strip()]
