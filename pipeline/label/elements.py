"""The elements around a removed block → why it goes, as far as tags and class names say.

The judge has decided that the block goes; here it only gets its reason, so a name may be read broadly.
"""

import re
from functools import lru_cache

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
            r"|top-?(?:stories|posts)|more-?(?:stories|news|from|posts)|recent|teaser|xgwz|tuijian|paihang|rank(?:ing)?\b|hot-?(?:news|list)"
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


def reasons_of_elements(elements: Elements) -> list[Verdict | None]:
    """For each element what the nearest around it, or it, whose names or tag say something says; None where none does."""
    found: list[Verdict | None] = [None]
    own = map(_told, elements.tags[1:], elements.names[1:])
    for parent, told in zip(elements.parents[1:], own, strict=True):
        found.append(told or found[parent])
    return found


@lru_cache(maxsize=20_000)
def _told(tag: str, names: str) -> Verdict | None:
    lowered = names.lower()
    for pattern, verdict in NAMED:
        if lowered and pattern.search(lowered):
            return verdict
    return TAGGED.get(tag)
