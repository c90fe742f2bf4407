"""What a page with several articles declares → what of it is said of one of them."""

from msgspec.structs import replace

from pipeline.characters import fold
from pipeline.leaf import Declared, Walked

_OF_THE_SITE = frozenset({"og:site_name", "application-name", "apple-mobile-web-app-title", "og:locale"})


def declared_of(markup: Walked, title: str | None, stretch: range) -> Declared:
    """All of it for the article that the page is called after; for another one the site, and the days in its stretch.

    `title` is the article's, `stretch` holds the places of its leaves.
    """
    declared = markup.declared
    metas = dict(declared.metas)
    called = [fold(text) for text in (declared.title, metas.get("og:title")) if text]
    if title is not None and any(fold(title) in text for text in called):
        return declared
    return replace(
        declared,
        metas=tuple(pair for pair in declared.metas if pair[0] in _OF_THE_SITE),
        json=(),
        properties=(),
        times=tuple(one for one in declared.times if one[1] in stretch),
    )
