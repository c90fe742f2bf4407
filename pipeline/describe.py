"""Draft → facts: title, people, site, dates, language; what the page does not say stays null."""

import re

from msgspec.structs import replace

from pipeline.byline import Byline, read_byline
from pipeline.characters import fold
from pipeline.dates import find_dates
from pipeline.language import identify
from pipeline.leaf import Walked
from pipeline.lexicon import nobody
from pipeline.markup.facts import Said, Visible, facts
from pipeline.model import Draft, Facts, Page, Reading, Told
from pipeline.names import bare_name

_TITLE_LABEL = re.compile(r"^(?:#{1,6}\s+|(?:原?标题|原?標題|题目|title|headline)\s*[:：]\s*)", re.IGNORECASE)
LANGUAGE_SAMPLE = 3000
"""Characters: enough for the profiles, little enough for the clock."""


def describe(draft: Draft, reading: Reading) -> Facts:
    """What the article's own lines say of it, and its markup; where they are silent, what came with the page.

    An update's date stands in where no other is given. A title that came with the page is its
    `markup`: that is where scrapers find one. A rule of people's own for the site goes before all.
    """
    language = identify(_sample(draft))
    day_first = None if language == "en" else True
    lines = _byline_lines(draft)
    said = [byline for line in lines if (byline := _read(line, day_first)) is not None]
    found = (
        _of_text(draft, reading, said, language)
        if reading.markup is None
        else _with_markup(draft, reading.page, reading.markup, said, language)
    )
    if reading.page.told is not None:
        found = _with_told(found, reading.page.told, day_first)
    return found if reading.text.orders is None else _as_told(found, reading.text.orders.told)


def _of_text(draft: Draft, reading: Reading, said: list[Byline], language: str) -> Facts:
    title = _title(draft)
    modified = _first(said, "modified")
    return Facts(
        title=title,
        title_from=None if title is None else "page",
        authors=_authors(said),
        site=_first(said, "site"),
        published=_first(said, "published") or modified,
        modified=modified,
        language=language,
        url=reading.page.url,
    )


def _with_told(found: Facts, told: Told, day_first: bool | None) -> Facts:
    """The facts, with the title and the date that came with the page where it gives none itself."""
    if found.title is None and (title := _told_title(told)) is not None:
        found = replace(found, title=title, title_from="markup")
    own_date = found.published if found.published != found.modified else None
    if own_date is None and (date := _told_date(told, day_first)) is not None:
        found = replace(found, published=date)
    return found


def _as_told(found: Facts, told: Told) -> Facts:
    """The facts with those that a rule of people's own for the site gives."""
    given = {field: value for field in Told.__struct_fields__ if (value := getattr(told, field))}
    for field in ("published", "modified"):
        if field in given:
            dates = find_dates(given[field])
            given[field] = dates[0].iso if dates else getattr(found, field)
    if "title" in given:
        given["title_from"] = "markup"
    return replace(found, **given)


def _with_markup(draft: Draft, page: Page, markup: Walked, said: list[Byline], language: str) -> Facts:
    """What the page declares about itself, before what a reader sees of it."""
    block = draft.part.title
    visible = Visible(_authors(said), _first(said, "site"), _first(said, "published"), _first(said, "modified"))
    told = facts(markup.declared, None if block is None else markup.leaves[block.first - 1], visible, page.url)
    title = told.title
    seen = title is not None and title.source in ("heading", "text")
    return Facts(
        title=None if title is None else title.value,
        title_from=None if title is None else "heading" if seen else "markup",
        authors=told.authors,
        site=_value(told.site),
        published=_value(told.published) or _value(told.modified),
        modified=_value(told.modified),
        language=language,
        url=_value(told.url),
        summary=_value(told.summary),
        tags=told.tags,
        image=_value(told.image),
    )


def _value(said: Said | None) -> str | None:
    return None if said is None else said.value


def _read(line: str, day_first: bool | None) -> Byline | None:
    byline = read_byline(line, day_first=day_first)
    name = bare_name(line) if byline is None else None
    return Byline(authors=(name,)) if name is not None else byline


def _byline_lines(draft: Draft) -> list[str]:
    """The lines of the article's own head and tail; of a thread, those over its first post."""
    lines: list[str] = []
    for item in draft.part.labelled:
        if item.verdict is None or item.verdict.reason != "metadata":
            continue
        lines.append(item.block.text)
        if item.verdict.rule == "post_header":
            break
    return lines


def _title(draft: Draft) -> str | None:
    block = draft.part.title
    if block is None:
        return None
    title = _TITLE_LABEL.sub("", block.text).strip()
    return None if not title or fold(title) in nobody() else title


def _told_title(told: Told) -> str | None:
    title = " ".join((told.title or "").split())
    return None if not title or fold(title) in nobody() else title


def _told_date(told: Told, day_first: bool | None) -> str | None:
    return next((found.iso for found in find_dates(told.published or "", day_first=day_first)), None)


def _sample(draft: Draft) -> str:
    title = draft.part.title.text + "\n" if draft.part.title is not None else ""
    return (title + draft.text)[:LANGUAGE_SAMPLE]


def _first(said: list[Byline], field: str) -> str | None:
    return next((value for byline in said if (value := getattr(byline, field)) is not None), None)


def _authors(said: list[Byline]) -> tuple[str, ...]:
    """Everyone once, in the order of the page."""
    return tuple(dict.fromkeys(name for byline in said for name in byline.authors))
