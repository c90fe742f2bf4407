"""Draft → facts: title, people, site, dates, language; what the page does not say stays null."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import UNSET
from msgspec.structs import replace

from pipeline.byline import read_byline
from pipeline.characters import fold
from pipeline.dates import find_dates
from pipeline.imprint import read_imprint
from pipeline.language import identify
from pipeline.leaf import Walked
from pipeline.lexicon import nobody
from pipeline.mail import subject
from pipeline.markup.authors import Shown
from pipeline.markup.facts import Described, facts
from pipeline.markup.house import house
from pipeline.markup.metas import Said
from pipeline.markup.moments import moment
from pipeline.markup.own import declared_of
from pipeline.markup.titles import host_name
from pipeline.markup.zones import around
from pipeline.masthead import read_masthead
from pipeline.model import Draft, Facts, FrontMatter, Labelled, Reading, Told
from pipeline.names import names
from pipeline.posts import Head, posts
from pipeline.shapes import is_prose, without_bold
from pipeline.teasers import dates_a_teaser, teaser_leaves
from pipeline.title_signs import rule_of

_TITLE_LABEL = re.compile(
    r"^(?:#{1,6}\s+|[【\[](?:文章)?(?:标题|標題|题目)[】\]][:：]?\s*(?=\S)|(?:原?标题|原?標題|题目|title|headline)\s*[:：]\s*"
    r"|標題\s?(?=(?:(?:Re|Fw): ?)?\[[^\[\]]{1,8}\]))",
    re.IGNORECASE,
)
"""On Taiwanese boards the label stands right before the kind of post: 標題[心得]."""
_BEFORE_SITE = re.compile(r"\s*[|｜_]\s*|\s+[-–—·•»]\s+")
PERMALINK = "¶ "
"""What manuals set behind a heading, as a link to it."""
SHORTEST_TITLE, LONGEST_TITLE, LONGEST_SITE = 4, 160, 40
"""Characters of a title before the mark, columns of one and of the site's name behind it. Of 3,187 titles of real and
of written pages 26 lose a name so: 14 then are as the gold has them, one is no more. By a line below that is the rest:
of 1,207 flattened pages five more are as the gold has them, none less."""
LANGUAGE_SAMPLE = 3000
"""Characters: enough for the profiles, little enough for the clock."""


def describe(draft: Draft, reading: Reading) -> Facts:
    """What the article's own lines say of it, and its markup; where they are silent, what came with the page.

    An update's date stands in where no other is given. A title that came with the page is its
    `markup`: that is where scrapers find one. A rule of people's own for the site goes before all.
    """
    language = identify(_sample(draft))
    day_first = None if language == "en" else True
    found = (
        _of_text(draft, reading, language, day_first)
        if reading.markup is None
        else _with_markup(draft, reading, reading.markup, language, day_first)
    )
    if reading.page.told is not None:
        found = _with_told(found, reading.page.told, day_first)
    return found if reading.text.orders is None else _as_told(found, reading.text.orders.told, day_first)


def _of_text(draft: Draft, reading: Reading, language: str, day_first: bool | None) -> Facts:
    title = _title(draft)
    lines = tuple(item for item in draft.part.labelled if rule_of(item) != "front_matter")
    told = read_masthead(replace(draft.part, labelled=lines), day_first=day_first)
    said = [item.block.text for item in lines if item.verdict is None or item.verdict.reason == "metadata"]
    of_teaser = told.published is not None and dates_a_teaser(told.published, said, day_first)
    found = Facts(
        title=title,
        title_from=None if title is None else "page",
        authors=told.authors,
        site=told.site,
        published=(None if of_teaser else told.published) or _told_date(_opened(draft), day_first),
        modified=told.modified,
        language=language,
        url=reading.page.url,
    )
    opener = Head(next(iter(found.authors), None), found.published)
    if (told_posts := posts(draft, opener, day_first=day_first)) is not UNSET:
        first = told_posts[0]
        found = replace(
            found,
            posts=told_posts,
            authors=found.authors if first.author is None else (first.author,),
            published=found.published or first.published,
        )
    if reading.front is None or len(lines) == len(draft.part.labelled):
        return found
    return _with_front(found, reading.front, day_first)


def _with_front(found: Facts, front: FrontMatter, day_first: bool | None) -> Facts:
    """The facts with those of the page's front matter: all but the title that a reader sees.

    An update's date stands in where no other is given.
    """
    given = {field: value for field in Told.__struct_fields__ if (value := getattr(front.told, field))}
    if found.title is not None:
        given.pop("title", None)
    for field in ("published", "modified"):
        if field in given and (date := moment(given.pop(field), day_first=day_first)) is not None:
            given[field] = date
    if found.published is None and "modified" in given:
        given.setdefault("published", given["modified"])
    if front.url is not None:
        given["url"] = front.url
    sources = tuple((field, "front matter") for field in given)
    if "title" in given:
        given["title_from"] = "markup"
    return replace(found, **given, sources=sources)


def _with_told(found: Facts, told: Told, day_first: bool | None) -> Facts:
    """The facts, with the title and the date that came with the page where it gives none itself."""
    if found.title is None and (title := _told_title(told)) is not None:
        found = replace(found, title=title, title_from="markup")
    own_date = found.published if found.published != found.modified else None
    if own_date is None and (date := _told_date(told.published or "", day_first)) is not None:
        found = replace(found, published=date)
    return found


def _as_told(found: Facts, told: Told, day_first: bool | None) -> Facts:
    """The facts with those that a rule of people's own for the site gives.

    An element may hold a byline with its labels; what is none is taken as it stands.
    """
    given = {field: value for field in Told.__struct_fields__ if (value := getattr(told, field))}
    for field in ("published", "modified"):
        if field in given:
            given[field] = _dated(given[field], field, day_first) or getattr(found, field)
    if told.authors:
        given["authors"] = tuple(dict.fromkeys(name for value in told.authors for name in _people(value)))
    if told.site and (said := read_byline(told.site)) is not None:
        given["site"] = said.site or told.site
    sources = tuple(pair for pair in found.sources if pair[0] not in given)
    sources += tuple((field, "site rule") for field in given)
    if "title" in given:
        given["title_from"] = "markup"
    return replace(found, **given, sources=sources)


def _dated(value: str, field: str, day_first: bool | None) -> str | None:
    """The moment that a value is, or the one of a byline that is meant, or the first in it."""
    said = read_byline(value, day_first=day_first)
    if field == "modified" and said is not None and said.modified is not None:
        return said.modified
    return moment(value, day_first=day_first) or (said and said.published) or _told_date(value, day_first)


def _people(value: str) -> Sequence[str]:
    said = read_byline(value)
    found = (said.authors if said is not None else ()) or names(value)
    return found or (() if moment(value) else (value,))


def _with_markup(draft: Draft, reading: Reading, markup: Walked, language: str, day_first: bool | None) -> Facts:
    """What the page declares about itself and what a reader sees of it, the more trusted first."""
    block = draft.part.title
    title = None if block is None else block.first - 1
    kept = [other.first - 1 for other in draft.part.body]
    teasers = teaser_leaves(markup, day_first)
    if reading.parts > 1:
        stretch = range(draft.part.labelled[0].block.first - 1, draft.part.labelled[-1].block.last)
        markup = replace(markup, declared=declared_of(markup, None if block is None else block.text, stretch))
        teasers = frozenset(range(len(markup.leaves))) - set(stretch)
    lines = around(markup.leaves, title, kept, teasers)
    shown = Shown(
        None if title is None else markup.leaves[title],
        lines,
        read_imprint(lines, day_first=day_first),
        language,
        house(markup.declared, markup.leaves, lines.title, host_name(markup.declared, reading.page.url)),
    )
    times = tuple(one for one in markup.declared.times if one[1] not in teasers)
    told = facts(replace(markup.declared, times=times), shown, reading.page.url)
    seen = told.title is not None and told.title.source in ("heading", "text")
    published = _possible(told.published, told.modified) or told.modified
    return Facts(
        title=_value(told.title),
        title_from=None if told.title is None else "heading" if seen else "markup",
        authors=told.authors,
        site=_value(told.site),
        published=_value(published),
        modified=_value(told.modified),
        language=language if language != "und" or told.language is None else _tag(told.language.value),
        url=_value(told.url),
        summary=_value(told.summary),
        tags=told.tags,
        image=_value(told.image),
        sources=tuple(_sources(told)),
    )


def _possible(published: Said | None, modified: Said | None) -> Said | None:
    """The visible date of publication; where the visible last edit is of an earlier day, it is an answer's: none."""
    if published is None or modified is None or not published.source == modified.source == "byline":
        return published
    return None if published.value[:10] > modified.value[:10] else published


def _sources(told: Described) -> Iterator[tuple[str, str]]:
    """Which place said each fact; an update's date that stands in for a missing one says so."""
    for name in ("title", "site", "published", "modified", "url", "summary", "image"):
        said = getattr(told, name)
        if said is not None:
            yield name, said.source
        elif name == "published" and told.modified is not None:
            yield name, "modified"
    if told.authors_from is not None:
        yield "authors", told.authors_from
    if told.tags_from is not None:
        yield "tags", told.tags_from


def _tag(declared: str) -> str:
    """A declared language as we write it, with the script for Chinese; asked only where the text does not tell."""
    parts = declared.lower().split("-")
    if parts[0] != "zh":
        return parts[0]
    return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"


def _value(said: Said | None) -> str | None:
    return None if said is None else said.value


def _opened(draft: Draft) -> str:
    """The line over a thread's first post; empty where the page is none."""
    headers = (item.block.text for item in draft.part.labelled if item.verdict and item.verdict.rule == "post_header")
    return next(headers, "")


def _title(draft: Draft) -> str | None:
    block = draft.part.title
    if block is None:
        return None
    mailed = any(rule_of(item) == "mail_head" for item in draft.part.labelled)
    shown = subject(block.text) if mailed else block.text
    title = _without_site(
        _TITLE_LABEL.sub("", without_bold(shown)).rstrip(PERMALINK).strip(), block.first, draft.part.labelled
    )
    return None if not title or fold(title) in nobody() else title


def _without_site(title: str, line: int, labelled: Iterable[Labelled]) -> str:
    """The title without the site's name behind it, as browsers show it, where that is a line of the page, or the rest
    is a line below: one that goes, or that stands above the text. `line` is the title's own.
    """
    marks = list(_BEFORE_SITE.finditer(title))
    if not marks:
        return title
    lines: set[str] = set()
    below: set[str] = set()
    in_text = False
    for item in labelled:
        if item.block.size <= LONGEST_SITE:
            lines.add(fold(item.block.text))
        if item.block.first > line:
            in_text = in_text or (item.verdict is None and is_prose(item.block))
            if item.block.size <= LONGEST_TITLE and not (in_text and item.verdict is None):
                below.add(fold(item.block.text))
    for mark in marks:
        own, site = title[: mark.start()], title[mark.end() :]
        if (
            len(own) >= SHORTEST_TITLE
            and site
            and not site[0].islower()
            and (fold(site) in lines or fold(own) in below)
        ):
            return own
    return title


def _told_title(told: Told) -> str | None:
    title = " ".join((told.title or "").split())
    return None if not title or fold(title) in nobody() else title


def _told_date(told: str, day_first: bool | None) -> str | None:
    return next((found.iso for found in find_dates(told, day_first=day_first)), None)


def _sample(draft: Draft) -> str:
    title = draft.part.title.text + "\n" if draft.part.title is not None else ""
    return (title + draft.text)[:LANGUAGE_SAMPLE]
