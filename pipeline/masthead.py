"""A part of a text page → who wrote its article, when and where: what its own lines say.

Lines that a rule took for bylines speak first, those above the text before those behind it. Where they are
silent, what stands around the article is read as a reader reads it (`imprint`), whatever took the line: a name
alone under the title, a date among share buttons. A line that a rule gave to other pages or to readers' comments
says nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from pipeline.bare_names import alone, bare_name, family_first, signature, together
from pipeline.byline import EVENT, read_byline
from pipeline.byline_forms import Byline
from pipeline.byline_labels import WORK_FIELD
from pipeline.datelines import opened_on, signed
from pipeline.houses import is_outlet
from pipeline.imprint import Around, read_imprint
from pipeline.model import Block, Labelled, Part
from pipeline.names import names
from pipeline.occasions import is_occasion
from pipeline.posters import POST_HEADS, first_post, opened_by
from pipeline.shapes import fenced, is_prose
from pipeline.tellers import confirmed_day, told_people, vouched
from pipeline.writers import Named, writers

ABOVE, BELOW, BEHIND = 4, 40, 6
"""Lines above the title, below it down to the text, and behind the text."""
NEXT = 4
"""Lines right below the title: a list of other pages that swallowed the title has swallowed these."""
PAST = 8
"""Lines behind the first sentence that are looked at as well: it is often a summary above the byline."""
LONGEST = 240
"""Columns of a line that may be a byline."""
LONGEST_ENTRY, DAYS, WRITERS = 40, 3, 2
"""So many short lines in the text that name a day or a writer are the heads of its entries: a diary, an anthology."""
RELEASED = 3
"""Paragraphs of which one may open with the place and the day of a release."""
_JAPANESE = re.compile(r"[（(]([\u4e00-\u9fff]{1,3} [\u4e00-\u9fff\u3041-\u30ff]{1,4})[)）]")
"""（水野 遼）: Japanese papers set family and given name apart."""
_POSTED = re.compile("发表于|發表於|发布于|發佈於")
"""How a line begins that says when a post was written, the first one's above the text, too."""
SENTENCES = 3
"""Sentences of a text below which a name may sign it."""
LINES_TO_EVENT = 8
"""Lines of a text in which a notice says where its event takes place."""
SHORTEST_HOUSE = 3
_OF_OTHERS = frozenset({"related", "comment", "error", "undecodable", "generated"})
_SIGNING = frozenset({"byline", "author_line", "editor_tail"})
_PLACES = frozenset({"post_profile", "breadcrumb", "copyright_line", "licence_number", "menu"})


class Masthead(Struct, frozen=True):
    """What an article's lines say of it; empty where they say nothing."""

    authors: tuple[str, ...] = ()
    site: str | None = None
    published: str | None = None
    modified: str | None = None


class _Span(Struct, frozen=True):
    """Where an article stands among the lines of its part."""

    title: int
    """-1 where it has none."""
    first: int
    """Its first sentence below the title."""
    second: int
    """Its next sentence."""
    last: int


def read_masthead(part: Part, *, day_first: bool | None = True) -> Masthead:
    """What the lines of a part say. `day_first` says how `03/04/2021` is read."""
    span = _span(part)
    below_head = max(span.second, span.title + 1)
    head = tuple(_said(part.labelled, range(below_head), day_first))
    behind = _end(part.labelled, span.last)
    tail = tuple(_said(part.labelled, (*range(below_head, behind), *_colophon(part.labelled, behind)), day_first))
    seen = read_imprint(_around(part, span), day_first=day_first)
    modified = seen.modified or _first(head, "modified") or _first(tail, "modified")
    published = (
        seen.published
        or _first(head, "published")
        or _first([said for said in tail if said.labelled], "published")
        or modified
        or _first(tail, "published")
        or seen.closing
        or first_post(part.labelled, span.title, span.first, day_first=day_first)
        or next(filter(None, (opened_on(block.text, day_first=day_first) for block in part.body[:RELEASED])), None)
    )
    title = "" if part.title is None else part.title.text
    text = [block.text for block in part.body]
    named = Named(
        head=head,
        tail=tail,
        imprint=seen,
        opened=opened_by(part.labelled, span.title, span.first, day_first=day_first),
        told=told_people(part.labelled, title, text),
        signed_below=_signed_below(part, english=day_first is None),
    )
    return Masthead(
        authors=writers(named, title, text, vouched(part.labelled)),
        site=_first(head, "site") or _house(seen.site) or _first(tail, "site"),
        published=confirmed_day(published, part.labelled, day_first=day_first),
        modified=modified,
    )


def _span(part: Part) -> _Span:
    items = part.labelled
    places = {id(item.block): place for place, item in enumerate(items)}
    title = -1 if part.title is None else places.get(id(part.title), -1)
    text = [places[id(block)] for block in part.body if id(block) in places]
    below = [place for place in text if place > title]
    prose = list(islice((place for place in below if is_prose(items[place].block)), 2))
    first = prose[0] if prose else below[0] if below else len(items)
    second = prose[1] if len(prose) > 1 and _few_kept(items, first + 1, prose[1]) else first
    return _Span(title, first, second, text[-1] if text else first)


def _few_kept(items: Sequence[Labelled], start: int, stop: int) -> bool:
    """Whether at most so many lines stay between two sentences; buttons may stand there in any number."""
    return stop - start < BELOW and sum(1 for item in items[start:stop] if item.verdict is None) < PAST


def _end(items: Sequence[Labelled], last: int) -> int:
    """Where the tail ends: at readers' comments or a list of other pages, which have bylines of their own."""
    for place in range(last + 1, len(items)):
        verdict = items[place].verdict
        if verdict is not None and verdict.reason in ("comment", "related"):
            return place
    return len(items)


def _colophon(items: Sequence[Labelled], end: int) -> range:
    """The last lines of all, below a list of other pages, where they are an article's own: who wrote and edited it."""
    start = len(items)
    while start > end and (verdict := items[start - 1].verdict) is not None and verdict.rule in _SIGNING:
        start -= 1
    return range(start, len(items))


def _said(items: Sequence[Labelled], places: Iterable[int], day_first: bool | None) -> Iterator[Byline]:
    """The bylines among some lines that rules took for such."""
    for place in places:
        verdict = items[place].verdict
        if verdict is None:
            continue
        text = items[place].block.text
        posted = verdict.rule == "comment_label" and _POSTED.match(text) is not None
        if (posted or verdict.reason == "metadata") and verdict.rule not in POST_HEADS:
            if place and is_occasion(items[place - 1].block.text):
                continue
            said = read_byline(text, day_first=day_first)
            if said is None and (people := together(text)):
                said = Byline(authors=people, beside=people)
            if said is None and (name := bare_name(text) or alone(text)) is not None:
                who = tuple(names(name))
                said = Byline(site=name) if is_outlet(name) else Byline(authors=who, beside=who)
            if said is not None:
                yield said


def _signed_below(part: Part, *, english: bool) -> tuple[str, ...]:
    """The name that is all of the line below the last sentence, whatever took that line.

    A word of it that the text writes in small letters makes it a button; in English all buttons look like names.
    """
    items = part.labelled
    sentences = [place for place, item in enumerate(items) if item.verdict is None and is_prose(item.block)]
    if len(sentences) < SENTENCES or sentences[-1] + 1 >= len(items):
        return ()
    line = items[sentences[-1] + 1].block
    if line.size > LONGEST_ENTRY or items[sentences[-1]].block.text[-1] in '”"»“’:：':
        return ()
    if line.text[0] in "（(":
        japanese = _JAPANESE.fullmatch(line.text)
        return (japanese[1],) if japanese is not None else tuple(signed(line.text))
    name = None if english else signature(line.text)
    if name is None:
        return ()
    words = {word for block in part.body for word in block.text.split() if word.islower()}
    told = not family_first(name) and any(word.lower() in words for word in name.split())
    return () if told else (name,)


def _around(part: Part, span: _Span) -> Around:
    items = part.labelled
    kept = frozenset() if _has_entries(part.body) else frozenset(map(id, part.body))
    kept -= {id(block) for block, verbatim in zip(part.body, fenced(part.body), strict=True) if verbatim}
    past = range(span.first + 1, span.second)
    return Around(
        below=(
            *_lines(items, range(span.title + 1, min(span.first, span.title + 1 + NEXT)), kept, of_others=frozenset()),
            *_lines(items, [*range(span.title + 1 + NEXT, min(span.first, span.title + BELOW)), *past], kept),
        ),
        above=tuple(
            text
            for place in range(max(0, span.title - ABOVE), max(0, span.title))
            if (verdict := items[place].verdict) is not None and verdict.reason == "metadata"
            for text in _lines(items, [place], kept)
        )[::-1],
        behind=tuple(
            text
            for place in range(span.last + 1, min(_end(items, span.last), span.last + 1 + BEHIND))
            if (verdict := items[place].verdict) is not None
            and verdict.reason == "metadata"
            and verdict.rule not in POST_HEADS
            for text in _lines(items, [place], kept)
        ),
        text=tuple(block.text for block in part.body) if kept else (),
        title="" if part.title is None else part.title.text,
    )


def _lines(
    items: Sequence[Labelled],
    places: Iterable[int],
    kept: frozenset[int],
    *,
    of_others: frozenset[str] = _OF_OTHERS,
) -> Iterator[str]:
    for place in places:
        block, verdict = items[place].block, items[place].verdict
        if verdict is None and id(block) not in kept:
            continue
        if verdict is not None and (verdict.reason in of_others or verdict.rule in _PLACES):
            continue
        if len(block.text) > 1 and block.size <= LONGEST:
            yield block.text


def _has_entries(body: Sequence[Block]) -> bool:
    """Whether the text has entries with heads of their own, or is of an event, whose time is no byline."""
    first = [block.text for block in body[:LINES_TO_EVENT]]
    if any(map(EVENT.match, first)) or sum(1 for text in first if WORK_FIELD.match(text)) > 1:
        return True
    said = [read_byline(block.text) for block in body if block.size <= LONGEST_ENTRY]
    days = sum(1 for byline in said if byline is not None and byline.published)
    writers = sum(1 for byline in said if byline is not None and byline.authors and byline.labelled)
    return days >= DAYS or writers >= WRITERS


def _house(name: str | None) -> str | None:
    """A site's name that no label of a byline says, if it is written as one."""
    return name if name and (is_outlet(name) or (name[0].isupper() and len(name) > SHORTEST_HOUSE)) else None


def _first(said: Sequence[Byline], field: str) -> str | None:
    return next((value for byline in said if (value := getattr(byline, field)) is not None), None)
