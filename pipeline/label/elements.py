"""The elements around a removed block → why it goes, as far as tags and class names say.

The judge has decided that the block goes; here it only gets its reason, so a name may be read broadly.
"""

import re
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from pipeline.leaf import Elements
from pipeline.model import Verdict

COMMENT = Verdict("comment", "comment_element")
RELATED = Verdict("related", "related_element")
NAVIGATION = Verdict("navigation", "navigation_element")
SITE = Verdict("boilerplate", "site_element")
BYLINE = Verdict("metadata", "byline_element")

NAMED: tuple[tuple[re.Pattern[str], Verdict], ...] = (
    (re.compile(r"comment|repl(?:y|ies)|respond|disqus|discussion|pinglun|guestbook|trackback"), COMMENT),
    (
        re.compile(
            r"relat|recommend|popular|trending|similar|suggest|also-?(?:like|read|view)|read-?next|latest|most-?(?:read|viewed)"
            r"|top-?(?:stories|posts)|more-?(?:stories|news|from|posts)|recent|teaser|post-?card|read-?more|xgwz|tuijian|paihang|rank(?:ing)?\b|hot-?(?:news|list)"
        ),
        RELATED,
    ),
    (
        re.compile(
            r"byline|author|dateline|post-?meta|entry-?meta|article-?(?:info|meta)|(?<!status-)publish|time-?source|pubtime"
        ),
        BYLINE,
    ),
    (
        re.compile(
            r"nav|menu|crumb|pagination|pager|paging|share|sharing|social|toolbar|breadcrumb|\btoc\b|table-?of-?contents"
            r"|\btags?\b|tag-?list|categor|skip|search|prev|next|lang"
        ),
        NAVIGATION,
    ),
    (
        re.compile(
            r"foot|copyright|cookie|consent|gdpr|privacy|newsletter|subscri|sign-?up|log-?in|advert|\bads?\b|\bad-|sponsor"
            r"|promo|banner|modal|popup|overlay|widget|sidebar|head|logo|form|contact|disclaimer|download|app-|qr"
        ),
        SITE,
    ),
)
"""Pieces of class, id and role names, in order of trial. The element nearest to the block is asked first."""

PIECES: tuple[str, ...] = (
    "comment repl respond disqus discussion pinglun guestbook trackback",
    "relat recommend popular trending similar suggest also- alsol alsor alsov read latest most top more recent teaser card"
    " xgwz tuijian paihang rank hot",
    "byline author dateline meta info publish source pubtime",
    "nav menu crumb pag shar social toolbar toc contents tag categor skip search prev next lang",
    "foot copyright cookie consent gdpr privacy newsletter subscri sign log ad sponsor promo banner modal popup overlay sidebar"
    " widget head form contact disclaimer download app- qr",
)
"""For each row of `NAMED` the letters without which it finds nothing: one pass over a name finds who is to be asked."""
_OF_PIECE = tuple(place for place, pieces in enumerate(PIECES) for _ in pieces.split())
_PIECES = AhoCorasick(" ".join(PIECES).split())

TAGGED: dict[str, Verdict] = {
    "nav": NAVIGATION,
    "menu": NAVIGATION,
    "footer": SITE,
    "header": SITE,
    "form": SITE,
    "button": SITE,
    "select": SITE,
    "label": SITE,
    "textarea": SITE,
    "aside": SITE,
    "address": SITE,
}


def reason_of_elements(element: int, elements: Elements, known: dict[int, Verdict | None]) -> Verdict | None:
    """What the nearest element whose names or tag say something says; None where none does.

    `known` is the page's memory, empty at first: most blocks lie in elements that were asked before.
    """
    passed: list[int] = []
    told: Verdict | None = None
    while element > 0:
        if element in known:
            told = known[element]
            break
        passed.append(element)
        if (told := _told(elements.tags[element], elements.names[element])) is not None:
            break
        element = elements.parents[element]
    known.update(dict.fromkeys(passed, told))
    return told


@lru_cache(maxsize=20_000)
def _told(tag: str, names: str) -> Verdict | None:
    lowered = names.lower()
    asked = {_OF_PIECE[piece] for piece, _, _ in _PIECES.find_matches_as_indexes(lowered, overlapping=True)}
    for place in sorted(asked):
        pattern, verdict = NAMED[place]
        if pattern.search(lowered):
            return verdict
    return TAGGED.get(tag)
