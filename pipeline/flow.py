"""The whole way on one screen: a page becomes its articles."""

from pipeline.absence import absence, clear
from pipeline.account import account
from pipeline.apart import apart
from pipeline.article import Article
from pipeline.assess import assess
from pipeline.compose import compose
from pipeline.correct import amend, beginnings, confirm, correct, entitle, heard, heeding, spare, unheard
from pipeline.decode import decode
from pipeline.describe import describe
from pipeline.documents import below, documents, joined
from pipeline.fingerprint import made_by
from pipeline.judge import Judge, judge
from pipeline.label import Labeller, label, label_below
from pipeline.label.leaves import label_leaves
from pipeline.label.lines import label_lines
from pipeline.label.remembered import remember_leaves, remember_lines
from pipeline.model import Absence, Cleaned, Draft, Facts, Page, Reading
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.sites import heed, mark
from pipeline.source import identity, source_of
from pipeline.split import gather, settle, split, titles, whole
from pipeline.why import give_reasons


def clean_page(
    page: Page, settings: Settings, labeller: Labeller = label, judging: Judge = judge, of_lines: Labeller = label_lines
) -> Cleaned:
    """Turn one page into its articles, every block kept or accounted for. Never raises on any bytes."""
    each: list[Cleaned] = []
    for document in documents(page):
        each.append(_clean(below(document, each), settings, labeller, judging, of_lines))
    return joined(page, each, lambda stretch: account(stretch, in_full=settings.keep_removed))


def _clean(page: Page, settings: Settings, labeller: Labeller, judging: Judge, of_lines: Labeller) -> Cleaned:
    """One document, as a page has one."""
    if (text := decode(page)) is None:
        return Cleaned((), "not_text", (), frozenset())
    segmented = segment(text := heed(text, page, settings.sites))
    said = heard(page.corrections, segmented.blocks)
    if (opinion := judging(segmented)) is None:
        labelled = correct(mark(remember_lines(label_below(segmented, of_lines), page), text.orders), said)
        stretches = settle(split(labelled, beginnings(said)), heeding(labeller, said))
    else:
        labelled = remember_leaves(label_leaves(segmented, opinion, labeller, text.orders), opinion, page, segmented)
        labelled = correct(mark(apart(labelled, segmented.markup), text.orders), said)
        stretches = whole(labelled, opinion.title, beginnings(said))
    judged = [(it, spare(it, absence(it, segmented.markup if opinion else None))) for it in confirm(stretches, said)]
    told = tuple(part if why is None else clear(part, why) for part, why in judged)
    parts = entitle(gather(told, segmented.front), said)
    reading = Reading(page, text, segmented.repairs, segmented.markup, len(parts), segmented.front)
    drafts = tuple(compose(part, reading.markup, page.url) for part in parts)
    facts = amend(tuple(describe(draft, reading) for draft in drafts), parts, reading)
    each = enumerate(zip(drafts, facts, strict=True), 1)
    articles = tuple(_article(reading, *one, place, settings) for place, one in each)
    why: Absence | None = None if articles else next((why for _, why in judged if why is not None), "empty")
    held = tuple(item for part in parts or told for item in give_reasons(part.labelled))
    return Cleaned(articles, why, held, titles(parts), text.rules, facts, unheard(page.corrections, said, len(parts)))


def _article(reading: Reading, draft: Draft, facts: Facts, place: int, settings: Settings) -> Article:
    """One part's body, facts, quality and account, as they are written."""
    quality, flags = assess(draft, facts, reading)
    return Article(
        schema="article/1",
        id=identity(reading.page, place),
        title=facts.title,
        title_from=facts.title_from,
        authors=facts.authors,
        site=facts.site,
        published=facts.published,
        modified=facts.modified,
        language=facts.language,
        url=facts.url,
        summary=facts.summary,
        tags=facts.tags,
        image=facts.image,
        body=draft.body,
        text=draft.text,
        posts=facts.posts,
        quality=quality,
        flags=flags,
        duplicate_of=None,
        source=source_of(reading, draft.part, place),
        removed=account(give_reasons(draft.part.labelled), in_full=settings.keep_removed),
        made_by=made_by(settings, reading.page.corrections, reading.page.memory),
    )
