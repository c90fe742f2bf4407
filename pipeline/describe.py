"""Draft → facts: title, people, site, dates, language; what the page does not say stays null."""

import re

from pipeline.byline import Byline, read_byline
from pipeline.characters import fold
from pipeline.dates import find_dates
from pipeline.language import identify
from pipeline.lexicon import nobody
from pipeline.model import Draft, Facts, Page, Told
from pipeline.names import bare_name

_TITLE_LABEL = re.compile(r"^(?:#{1,6}\s+|(?:原?标题|原?標題|题目|title|headline)\s*[:：]\s*)", re.IGNORECASE)
LANGUAGE_SAMPLE = 3000
"""Characters: enough for the profiles, little enough for the clock."""


def describe(draft: Draft, page: Page) -> Facts:
    """What the article's own lines say of it; where they are silent, what came with the page.

    An update's date stands in where no other is given. A title that came with the page is its
    `markup`: that is where scrapers find one.
    """
    language = identify(_sample(draft))
    day_first = None if language == "en" else True
    lines = _byline_lines(draft)
    said = [byline for line in lines if (byline := _read(line, day_first)) is not None]
    title = _title(draft)
    told = page.told or Told()
    told_title = _told_title(told) if title is None else None
    modified = _first(said, "modified")
    return Facts(
        title=title or told_title,
        title_from="page" if title is not None else "markup" if told_title is not None else None,
        authors=_authors(said),
        site=_first(said, "site"),
        published=_first(said, "published") or _told_date(told, day_first) or modified,
        modified=modified,
        language=language,
        url=page.url,
    )


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
