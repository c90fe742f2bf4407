"""A cleaned page → what a browser shows of it: the shape of the page data stands here and nowhere else.

As JSON: `PageData`, with what is empty left out. A page's file is `data/pages/KE/KEY.js`, KEY as `key_of`
gives it; `explain --html` and the server of corrections hand out the same value.
"""

import hashlib
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pipeline.article import Article, Flag, Quality, TitleFrom
from pipeline.body import BodyBlock
from pipeline.model import Cleaned, Labelled, Page, Reason
from pipeline.review.places import places

Seen = Literal["whole", "gone", "changed", "stale", "failed"]
"""Whether every block can be shown: the raw page is gone, has other bytes, was cleaned by other settings or
another version, or could not be cleaned. But for `whole`, blocks are told from the account in the articles."""

LOUDEST = 4
"""Voices that are told of a block."""
AUDIBLE = 0.3
"""Log odds below which a voice is not told, as `pipeline explain` does."""


class BlockData(Struct, frozen=True, omit_defaults=True):
    """A block of the page with its verdict; kept where there is no reason."""

    n: int
    """Its number: a line of a text page, a block of an HTML page. Parts of a line share it."""
    text: str
    to: int = 0
    """The last of its lines, where there are several."""
    part: int = 0
    gap: int = 0
    """Blank lines before it."""
    indent: int = 0
    reason: Reason | None = None
    rule: str | None = None
    chance: float | None = None
    """The judge's probability that it belongs to the article, where it was asked."""
    title: bool = False
    blocks: int = 1
    """Where only the account is known: how many blocks this entry stands for; `text` is a sample then."""
    characters: int = 0
    """Where only the account is known: their characters."""
    was: tuple[Reason | None, str | None] | None = None
    """Reason and rule before people corrected it."""
    voices: tuple[tuple[str, float], ...] = ()
    """What spoke for and against it, in log odds, loudest first; only in the one-page view."""


class ArticleData(Struct, frozen=True, omit_defaults=True):
    """An article, without what the blocks tell already."""

    id: str
    part: int
    place: tuple[int, int]
    language: str
    body: tuple[BodyBlock, ...]
    quality: Quality
    title: str | None = None
    title_from: TitleFrom | None = None
    authors: tuple[str, ...] = ()
    site: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    summary: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    flags: tuple[Flag, ...] = ()
    duplicate_of: str | None = None
    sources: tuple[tuple[str, str], ...] = ()
    """For each fact of an HTML page that is given, its name and the place that said it."""
    lines: tuple[tuple[int, int] | None, ...] = ()
    """For each block of the body its first and last block on the page; None where that is not known."""


class PageData(Struct, frozen=True, omit_defaults=True):
    """All that is shown of a page."""

    key: str
    path: str
    seen: Seen
    record: str | None = None
    sha256: str | None = None
    """What corrections are tied to."""
    media_type: str | None = None
    encoding: str | None = None
    absence: str | None = None
    failure: str | None = None
    why: str | None = None
    """What the failure's sentence says."""
    blocks: tuple[BlockData, ...] = ()
    articles: tuple[ArticleData, ...] = ()


def key_of(path: str, record: str | None) -> str:
    """What a page's file is called: 16 hex digits of its path and record."""
    return hashlib.sha256(f"{path}\0{record or ''}".encode()).hexdigest()[:16]


def page_data(
    page: Page,
    cleaned: Cleaned,
    before: Cleaned | None = None,
    voices: Mapping[int, Mapping[str, float]] = {},
) -> PageData:
    """A page whose bytes are there. `before` is what became of it without people's corrections, where it has any."""
    was = {} if before is None else {_place(item): item.verdict for item in before.labelled}
    blocks = []
    for item in cleaned.labelled:
        block = _block(item, cleaned.titles)
        told = _loud(voices.get(block.n, {}))
        earlier = was.get(_place(item), item.verdict)
        changed = None if earlier == item.verdict else (earlier and earlier.reason, earlier and earlier.rule)
        blocks.append(replace(block, was=changed, voices=told) if changed or told else block)
    sources = tuple(facts.sources for facts in cleaned.facts)
    articles = tuple(
        article_data(article, cleaned.labelled, sources[number] if number < len(sources) else ())
        for number, article in enumerate(cleaned.articles)
    )
    first = cleaned.articles[0].source if cleaned.articles else None
    return PageData(
        key=key_of(page.path, page.record),
        path=page.path,
        seen="whole",
        record=page.record,
        sha256=hashlib.sha256(page.data).hexdigest(),
        media_type=first.media_type if first else None,
        encoding=first.encoding if first else None,
        absence=cleaned.absence,
        blocks=tuple(blocks),
        articles=articles,
    )


def account_data(known: PageData, articles: tuple[Article, ...]) -> PageData:
    """A page of which only its articles are there: what was removed, in samples, as their accounts tell."""
    blocks = tuple(
        BlockData(
            n=each.from_,
            to=each.to if each.to != each.from_ else 0,
            text=each.text if each.text is not None else each.sample,
            reason=each.reason,
            rule=each.rule,
            blocks=each.blocks,
            characters=each.characters,
        )
        for article in articles
        for each in article.removed
    )
    first = articles[0].source if articles else None
    return PageData(
        key=known.key,
        path=known.path,
        seen=known.seen,
        record=known.record,
        sha256=known.sha256,
        media_type=first.media_type if first else None,
        encoding=first.encoding if first else None,
        absence=known.absence,
        failure=known.failure,
        why=known.why,
        blocks=blocks,
        articles=tuple(article_data(article, ()) for article in articles),
    )


def article_data(
    article: Article, labelled: tuple[Labelled, ...], sources: tuple[tuple[str, str], ...] = ()
) -> ArticleData:
    """An article, its body's blocks found again among the page's."""
    return ArticleData(
        id=article.id,
        part=article.source.part,
        place=article.source.place,
        language=article.language,
        body=article.body,
        quality=article.quality,
        title=article.title,
        title_from=article.title_from,
        authors=article.authors,
        site=article.site,
        published=article.published,
        modified=article.modified,
        url=article.url,
        summary=article.summary,
        tags=article.tags,
        image=article.image,
        flags=article.flags,
        duplicate_of=article.duplicate_of,
        sources=sources,
        lines=places(article, labelled),
    )


def _place(item: Labelled) -> tuple[int, int]:
    return item.block.first, item.block.part


def _block(item: Labelled, titles: frozenset[int]) -> BlockData:
    block, verdict = item.block, item.verdict
    return BlockData(
        n=block.first,
        text=block.raw.strip("\n"),
        to=block.last if block.last != block.first else 0,
        part=block.part,
        gap=block.gap,
        indent=block.indent,
        reason=verdict.reason if verdict else None,
        rule=verdict.rule if verdict else None,
        chance=None if item.chance is None else round(item.chance, 3),
        title=verdict is None and block.first in titles and not block.part,
    )


def _loud(voices: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    heard = sorted(((name, round(odds, 2)) for name, odds in voices.items()), key=lambda voice: -abs(voice[1]))
    return tuple(voice for voice in heard[:LOUDEST] if abs(voice[1]) >= AUDIBLE)
