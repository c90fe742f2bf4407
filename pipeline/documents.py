"""A page → the documents in it, and what came of each → what came of the page.

Whoever saves a whole site with `cat *.html` gets complete HTML documents, one behind the other, in one file. A parser
takes the second for a piece of the first: its text goes for a frame, and its title, names and day are lost. Of 2,927
real pages 14 hold documents inside their elements or behind their bodies (advertisements, frames, a CMS's pieces), none
as those that are told apart here: each with a title, the second behind `</html>` with nothing between but comments,
scripts and a line of text.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from pipeline.article import Article, Removed
from pipeline.corrections import BlockCorrection, Correction, Corrections, FactCorrection
from pipeline.model import Cleaned, Labelled, Page
from pipeline.source import identity

Account = Callable[[tuple[Labelled, ...]], tuple[Removed, ...]]

_ENDS = re.compile(rb"</html\s*>")
_BEGINS = re.compile(rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!doctype\s+html|<html[\s>])")
_BEHIND = re.compile(rb"<!--.*?-->|<script\b.*?</script\s*>", re.DOTALL)
"""What some servers write behind the end of a document."""
MOST_BETWEEN, MOST_BEHIND = 500, 5_000
"""Bytes of text between two documents, as a line that parts them, and with what a server wrote."""
_HYPERTEXT = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
"""How the first begins: a text about documents does not."""
_RAW = (b"script", b"style", b"textarea", b"xmp", b"iframe", b"template")
"""Elements that may hold the source of documents, which are none of the page's."""


def documents(page: Page) -> tuple[Page, ...]:
    """The complete HTML documents of a page, each as a page of its own; mostly the page is one.

    >>> two = b"<html><title>1</title></html>\\n<html><title>2</title></html>"
    >>> [each.data for each in documents(Page("a.html", two))]
    [b'<html><title>1</title></html>\\n', b'<html><title>2</title></html>']
    """
    lowered = page.data.lower()
    ended = lowered.find(b"</html")
    if ended < 0 or lowered.find(b"<html", ended) < 0 or not _HYPERTEXT.match(lowered):
        return (page,)
    begun = [0]
    for end in _ENDS.finditer(lowered, ended):
        seam = _BEGINS.search(lowered, end.end(), end.end() + MOST_BEHIND)
        if seam is None or any(_is_open(name, lowered, begun[-1], end.start()) for name in _RAW):
            continue
        between = _BEHIND.sub(b"", lowered[end.end() : seam.start()])
        after = lowered.find(b"</html", seam.start())
        both = ((begun[-1], end.start()), (seam.start(), after if after >= 0 else len(lowered)))
        titled = all(lowered.find(b"<title", *piece) >= 0 for piece in both)
        if titled and b"<" not in between and len(between) <= MOST_BETWEEN:
            begun.append(seam.start())
    pieces = tuple(replace(page, data=page.data[start:end]) for start, end in pairwise((*begun, len(page.data))))
    return pieces if len(pieces) > 1 else (page,)


def _is_open(name: bytes, lowered: bytes, start: int, end: int) -> bool:
    """Whether an element that was begun last has not ended."""
    return lowered.rfind(b"<" + name, start, end) > lowered.rfind(b"</" + name, start, end)


def below(page: Page, before: Sequence[Cleaned]) -> Page:
    """A document with what people said of the page, whose blocks and articles are counted from the first document."""
    if page.corrections is None or not before:
        return page
    blocks, parts = sum(map(extent, before)), sum(len(each.articles) for each in before)
    moved = (_moved(each, -blocks, -parts) for each in page.corrections.corrections)
    return replace(page, corrections=replace(page.corrections, corrections=tuple(moved)))


def extent(cleaned: Cleaned) -> int:
    """The number of a document's last block."""
    return max((item.block.last for item in cleaned.labelled), default=0)


def _moved(each: Correction, blocks: int, parts: int) -> Correction:
    match each:
        case BlockCorrection():
            return replace(each, first=each.first + blocks, last=each.last + blocks)
        case FactCorrection():
            return replace(each, part=each.part + parts)
        case _:
            return replace(each, at=each.at + blocks)


def joined(page: Page, each: Sequence[Cleaned], account: Account) -> Cleaned:
    """What came of a page, whose blocks are numbered through all its documents.

    A document without an article is accounted for by the article before, else behind, as a stretch of a text page is.
    """
    if len(each) == 1:
        return each[0]
    shifted = tuple(_shifted(each))
    parts = sum(len(one.articles) for one in shifted)
    sha256 = hashlib.sha256(page.data).hexdigest()
    articles: list[Article] = []
    waiting: tuple[Labelled, ...] = ()
    for one in shifted:
        for place, article in enumerate(one.articles):
            number = len(articles) + 1
            source = replace(article.source, sha256=sha256, part=number, parts=parts)
            own = replace(article, id=identity(page, number), source=source)
            articles.append(own if place else _with(own, account(waiting), waiting))
        if one.articles:
            waiting = ()
        elif articles:
            articles[-1] = _with(articles[-1], account(one.labelled), one.labelled)
        else:
            waiting += one.labelled
    return Cleaned(
        tuple(articles),
        None if articles else each[0].absence,
        tuple(item for one in shifted for item in one.labelled),
        frozenset(number for one in shifted for number in one.titles),
        tuple(_rules(shifted).items()),
        tuple(facts for one in shifted for facts in one.facts),
        tuple(_unheard(page.corrections, each)),
    )


def _with(article: Article, removed: tuple[Removed, ...], labelled: tuple[Labelled, ...]) -> Article:
    """The article with what stands around it on the account."""
    if not labelled:
        return article
    ends = (*article.source.place, labelled[0].block.first, labelled[-1].block.last)
    told = tuple(sorted((*article.removed, *removed), key=lambda one: one.from_))
    return replace(article, removed=told, source=replace(article.source, place=(min(ends), max(ends))))


def _shifted(each: Sequence[Cleaned]) -> Iterator[Cleaned]:
    """The documents with their blocks numbered from the first one's."""
    blocks = 0
    for one in each:
        yield _shift(one, blocks) if blocks else one
        blocks += extent(one)


def _shift(cleaned: Cleaned, by: int) -> Cleaned:
    labelled = tuple(
        replace(item, block=replace(item.block, first=item.block.first + by, last=item.block.last + by))
        for item in cleaned.labelled
    )
    articles = tuple(
        replace(
            article,
            source=replace(article.source, place=(article.source.place[0] + by, article.source.place[1] + by)),
            removed=tuple(replace(one, from_=one.from_ + by, to=one.to + by) for one in article.removed),
        )
        for article in cleaned.articles
    )
    titles = frozenset(number + by for number in cleaned.titles)
    return replace(cleaned, articles=articles, labelled=labelled, titles=titles)


def _rules(each: Sequence[Cleaned]) -> Mapping[str, bool]:
    """People's own rules, and whether each found anything on any document."""
    found: dict[str, bool] = {}
    for rule, did in (pair for one in each for pair in one.site_rules):
        found[rule] = found.get(rule, False) or did
    return found


def _unheard(said: Corrections | None, each: Sequence[Cleaned]) -> Iterator[Correction]:
    """What none of the documents had anything to correct for."""
    for correction in () if said is None else said.corrections:
        blocks = parts = 0
        nowhere = True
        for one in each:
            nowhere = nowhere and _moved(correction, -blocks, -parts) in one.unheard
            blocks, parts = blocks + extent(one), parts + len(one.articles)
        if nowhere:
            yield correction
