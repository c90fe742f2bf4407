"""Leaves and declarations → the leaf that is the page's title."""

import re

from pipeline.leaf import Declared, Leaf
from pipeline.markup.page import tokens, word_set

_SUFFIX = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|｜_]+\s*|\s*»\s*")
"""What stands between a title and the site's name."""
_EARLY = 0.6
"""Titles stand in this share of a page's leaves, from the top."""


def declared_titles(declared: Declared) -> list[str]:
    """Open Graph's title, then the page's own, as written."""
    found = [content for name, content in declared.metas if name in {"og:title", "twitter:title"}]
    if declared.title:
        found.append(declared.title)
    return found


def title_place(leaves: tuple[Leaf, ...], declared: Declared) -> int | None:
    """The place of the leaf whose words are those of a declared title, headings first."""
    wanted = [words for title in declared_titles(declared) for words in _readings(title)]
    everything = frozenset(word for words in wanted for word in words)
    best, place = 0.0, None
    for row, leaf in enumerate(leaves[: int(len(leaves) * _EARLY) + 1]):
        if len(leaf.text) > 300 or leaf.kind in {"code", "row"}:
            continue
        words = word_set(leaf.text)
        if words.isdisjoint(everything):
            continue
        score = max(_likeness(words, other) for other in wanted) + _standing(leaf)
        if score > best + 1e-9:
            best, place = score, row
    return place if best >= 0.75 else _lone_heading(leaves)


def _readings(title: str) -> list[frozenset[str]]:
    """The title, and it without what may be the site's name before or behind."""
    pieces = [piece for piece in _SUFFIX.split(title) if piece.strip()]
    readings = [tokens(title)]
    if len(pieces) > 1:
        readings += [tokens(" ".join(pieces[:-1])), tokens(pieces[0]), tokens(" ".join(pieces[1:]))]
    return [frozenset(words) for words in readings if words]


def _likeness(words: frozenset[str], other: frozenset[str]) -> float:
    """Dice of the two sets of words."""
    return 2 * len(words & other) / (len(words) + len(other))


def _standing(leaf: Leaf) -> float:
    """Headings before plain text, text before links."""
    if leaf.kind == "heading":
        return 0.35 if leaf.level == 1 else 0.2 if leaf.level == 2 else 0.1
    return -0.2 if leaf.linked > 0.5 * len(leaf.text) else 0.0


def _lone_heading(leaves: tuple[Leaf, ...]) -> int | None:
    """The only h1 of a page whose declared title says something else."""
    firsts = [row for row, leaf in enumerate(leaves) if leaf.kind == "heading" and leaf.level == 1]
    return firsts[0] if len(firsts) == 1 else None


def heads(title: str, site: str | None) -> str:
    """A declared title without the site's name, which stands last, seldom first.

    >>> heads("Rain in May | The Paper", None), heads("The Paper: Rain in May", "The Paper")
    ('Rain in May', 'Rain in May')
    """
    named = site.lower() if site else ""
    rest = title[len(named) :]
    if named and title.lower().startswith(named) and rest != (bare := rest.lstrip(" |–—·•»:-_｜")):
        return bare or title
    pieces = _SUFFIX.split(title)
    if len(pieces) < 2:
        return title
    last = pieces[-1].strip()
    if last.lower() == named or len(tokens(last)) <= max(4, len(pieces[0]) // 8):
        return title[: title.rindex(last)].rstrip(" |–—·•»:-_｜")
    return title
