"""Leaves and declarations → the leaf that is the page's title, and titles without the site's name."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from pipeline.characters import columns
from pipeline.leaf import Declared, Elements, Leaf, Walked
from pipeline.markup.page import sharing, tokens, word_set

_SUFFIX = re.compile(r"\s+[|–—·•»〉/:-]+\s+|\s*[|｜_〉]+\s*|\s*»\s*|--+")
"""What stands between a title and the site's name."""
_EARLY = 0.6
"""Titles stand in this share of a page's leaves, from the top."""
_LABEL = re.compile(
    r"^(?:(?:原?标题|原?標題|题目|title|headline|thread|topic|subject|thema|sujet|тема)\s*[:：]\s*|[》>»]\s*)",
    re.IGNORECASE,
)
_EDIT = re.compile(r"\s*(?:\[(?:编辑|編輯|edit|編集|bearbeiten)\]|\(第\d+頁/共\d+頁\))$", re.IGNORECASE)
_OUTLET = re.compile(r"-[^-]{0,8}[网網社报報](?:-[^-]{2,6})?$")
"""A site's name behind a bare hyphen, as Chinese pages write it."""
_PAPER = re.compile(r"[\u3400-\u9fffA-Za-z]{1,9}(?:[网網社臺台]|日报|晚报|电子报|電子報|日報|晚報)")
_HOUSE = re.compile(
    r"[\u3400-\u9fff（）()]{2,24}(?:公司|集团|集團|人民政府|委员会|委員會|大学|大學|学院|學院|中学|小学|医院|醫院|协会|協會|研究院|研究所)"
)
"""How Chinese houses are called that set their own name before the titles of their pages; what the page shows tells."""
_LETTERS = re.compile(r"[\W_]+")
_SECOND_LEVEL = frozenset({"com", "co", "org", "net", "gov", "edu", "ac"})
LONGER = 8
"""Letters by which a site's name in a title may be longer or shorter than its host's."""
LONGEST_KICKER = 24
"""Columns of a section, a place or a label that stands in the heading before the title."""
_JOINS = frozenset(":：,，-–—?？“‘«(（…/&'、;；.·")
"""Marks by which what stands before them is a part of the title; a label may shout."""
_FUNCTION = re.compile(
    r"[\d\W]+|(?:.*\s)?(?:the|an?|of|what’?'?s|my|our|your|is|der|die|das|ein|eine|le|la|les|un|une|el|los|las|il|lo|gli|os?|as?)",
    re.IGNORECASE,
)
"""A number, or what ends in a word that belongs to the next."""
_WORDS = re.compile(r"(?<!\w)\S|(?<=[\]】)）])\S|\b\w")
SHORTEST_OVER = 4
"""Letters of such an h1."""
SHORTEST_EXACT, SHORTEST_NAMED, LONGEST = 6, 6, 300
"""Letters of a declared title that is looked for below; columns of what only its element calls a title."""
_CALLED = re.compile(
    r"(?:article|art|arc|news|content|con|detail|doc|info|page|post|text|xw|wz|main|body)?[-_]?(?:title|biaoti|headline|heading)"
    r"\d{0,2}",
    re.IGNORECASE,
)
LIKENESS, EXACT = 0.75, 0.3
"""Dice of the words from which a leaf is the declared title, and what letter-for-letter equality adds."""


def declared_titles(declared: Declared) -> list[str]:
    """Open Graph's title, then the page's own, as written."""
    found = [content for name, content in declared.metas if name in {"og:title", "twitter:title"}]
    if declared.title:
        found.append(declared.title)
    return found


def site_names(declared: Declared, url: str | None = None, *others: str | None) -> frozenset[str]:
    """The letters of what the page calls its site, and of its host's name."""
    found = {content for name, content in declared.metas if name in {"og:site_name", "application-name"}}
    found |= {other for other in others if other}
    squeezed = {_squeezed(name) for name in found}
    return frozenset(squeezed | {host_name(declared, url)} - {""})


def host_name(declared: Declared, url: str | None = None) -> str:
    """The name in the page's host, or nothing."""
    return _host(declared.canonical or _meta(declared, "og:url") or url or "")


def title_place(leaves: tuple[Leaf, ...], walked: Walked) -> int | None:
    """The place of the leaf whose words are those of a declared title, headings first.

    A heading that is only the site's name is passed over. Where nothing near the top says a declared title: the leaf
    further down that says it letter for letter, the only h1, or the only leaf that its element calls a title.
    """
    declared = walked.declared
    sites = site_names(declared)
    readings = dict.fromkeys(reading for title in declared_titles(declared) for reading in _readings(title, sites))
    wanted = [(word_set(reading), _squeezed(reading)) for reading in readings]
    names = sites | {_squeezed(piece) for title in declared_titles(declared) for piece in _SUFFIX.split(title)[1:]}
    names -= {letters for _, letters in wanted}
    everything = frozenset(word for words, _ in wanted for word in words)
    best, place = 0.0, None
    early = leaves[: int(len(leaves) * _EARLY) + 1]
    shown = ["" if len(leaf.text) > LONGEST or leaf.kind in {"code", "row"} else leaf.text for leaf in early]
    for row, words in sharing(shown, everything):
        leaf = leaves[row]
        alike = [2 * len(words & other) / (len(words) + len(other)) for other, _ in wanted]
        standing = _standing(leaf)
        if max(alike) + EXACT + standing < max(LIKENESS - 1e-6, best) or (letters := _squeezed(leaf.text)) in names:
            continue
        likeness = max(dice + EXACT * (letters == exact) for dice, (_, exact) in zip(alike, wanted, strict=True))
        score = likeness + standing
        if score > best + 1e-9:
            best, place = score, row
    if place is None or best < LIKENESS:
        told = {letters for _, letters in wanted if len(letters) >= SHORTEST_EXACT} - sites
        below = _first_of(leaves, len(early), told)
        lone = _lone_heading(leaves, names) if below is None else below
        return _named(leaves, walked.elements, names) if lone is None else lone
    exact = {letters for _, letters in wanted}
    return place if _squeezed(leaves[place].text) in exact else _over(place, leaves, names, everything)


def _first_of(leaves: tuple[Leaf, ...], start: int, told: set[str]) -> int | None:
    """The first leaf from a place on that is one of these letter for letter and no link: below tall menus.

    Of 2,927 pages 47 have their title there, and no other leaf was found for one.
    """
    rows = (row for row in range(start, len(leaves)) if len(leaves[row].text) <= LONGEST and not _is_link(leaves[row]))
    return next((row for row in rows if _squeezed(leaves[row].text) in told), None) if told else None


def _named(leaves: tuple[Leaf, ...], elements: Elements, names: frozenset[str]) -> int | None:
    """The only leaf whose element is called a title, on a page whose declared title is its site's.

    Of 2,927 pages 41 have just one: it is the article's title on 37.
    """
    called = {name for name in set(elements.names) if name and any(map(_CALLED.fullmatch, name.split()))}
    rows = [row for row, leaf in enumerate(leaves) if called and elements.names[leaf.element] in called]
    found = {
        text: row
        for row in reversed(rows)
        if SHORTEST_NAMED <= columns(text := leaves[row].text) <= LONGEST
        and not _is_link(leaves[row])
        and _squeezed(text) not in names
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _is_link(leaf: Leaf) -> bool:
    return 2 * leaf.linked > len(leaf.text)


def _readings(title: str, sites: frozenset[str]) -> list[str]:
    """The title, and it without what may be the site's name behind, or is it before."""
    pieces = [piece for piece in _SUFFIX.split(title) if piece.strip()]
    readings = [title]
    if len(pieces) > 1:
        readings += [" ".join(pieces[:-1]), pieces[0]]
        if _leads(pieces[0], sites) or _HOUSE.fullmatch(pieces[0].strip()):
            readings = [title, " ".join(pieces[1:]), pieces[1], pieces[-1]]
    return [reading for reading in readings if tokens(reading)]


def _over(place: int, leaves: tuple[Leaf, ...], names: frozenset[str], declared: frozenset[bytes]) -> int:
    """The only h1, where the leaf found is a lower heading below that begins with it: `Plum cake: the recipe`.

    Of 2,927 pages none has one that is not a declared title, letter for letter; recipes in Chinese do.
    """
    lone = _lone_heading(leaves, names)
    if lone is None or lone >= place or leaves[place].kind != "heading":
        return place
    above = _squeezed(leaves[lone].text)
    begins = len(above) >= SHORTEST_OVER and _squeezed(leaves[place].text).startswith(above)
    return lone if begins and word_set(leaves[lone].text) <= declared else place


def _standing(leaf: Leaf) -> float:
    """Headings before plain text, text before links."""
    if leaf.kind == "heading":
        return 0.35 if leaf.level == 1 else 0.2 if leaf.level == 2 else 0.1
    return -0.2 if leaf.linked > 0.5 * len(leaf.text) else 0.0


def _lone_heading(leaves: tuple[Leaf, ...], names: frozenset[str]) -> int | None:
    """The only h1 of a page whose declared title says something else, unless it is the site's name."""
    firsts = [row for row, leaf in enumerate(leaves) if leaf.kind == "heading" and leaf.level == 1]
    return firsts[0] if len(firsts) == 1 and _squeezed(leaves[firsts[0]].text) not in names else None


def shown_title(leaf: Leaf, sites: frozenset[str]) -> str:
    """The title leaf's text without a label, an edit link, and the site's name behind a bar."""
    title = _EDIT.sub("", _LABEL.sub("", leaf.text)).strip()
    pieces = _SUFFIX.split(title)
    last = pieces[-1].strip()
    if len(pieces) > 1 and last and is_site(last, sites):
        return title[: title.rindex(last)].rstrip(" |–—·•»:-_｜〉/") or title
    return title


def without_kicker(seen: str, said: Iterable[str]) -> str:
    """A visible title without the kicker before it, where declared titles are the rest, letter for letter.

    A label in brackets or with an exclamation mark needs one of them, another word two.

    >>> without_kicker("Harwick The last ferry runs on batteries", 2 * ["The last ferry runs on batteries"])
    'The last ferry runs on batteries'
    >>> without_kicker("Harwick: The last ferry runs on batteries", 2 * ["The last ferry runs on batteries"])
    'Harwick: The last ferry runs on batteries'
    >>> without_kicker("The last ferry", 2 * ["Last ferry"]), without_kicker("[Help] Starter split", ["Starter split"])
    ('The last ferry', 'Starter split')
    """
    letters = _squeezed(seen)
    told = Counter(map(_squeezed, said))
    for rest, times in told.items():
        if not rest or rest == letters or not letters.endswith(rest):
            continue
        place = next((found.start() for found in _WORDS.finditer(seen) if _squeezed(seen[found.start() :]) == rest), 0)
        kicker = seen[:place].strip()
        label = kicker[-1:] in "!！]】"
        said_enough = label or (times > 1 and not _FUNCTION.fullmatch(kicker))
        if kicker and said_enough and columns(kicker) <= min(LONGEST_KICKER, len(rest)) and kicker[-1] not in _JOINS:
            return seen[place:]
    return seen


def bare_title(title: str, sites: frozenset[str]) -> str:
    """A declared title without the site's name and its sections: what stands before the first bar.

    >>> bare_title("Rain in May | Weather | The Paper", frozenset())
    'Rain in May'
    >>> bare_title("The Paper - Rain in May", frozenset({"thepaper"}))
    'Rain in May'
    """
    pieces = [piece.strip() for piece in _SUFFIX.split(title) if piece.strip()]
    if len(pieces) == 1 and _OUTLET.search(title):
        pieces = [piece for piece in title.split("-") if piece]
    if len(pieces) > 1 and _leads(pieces[0], sites):
        pieces = [max(pieces[1:], key=len)]
    return _EDIT.sub("", _LABEL.sub("", pieces[0] if pieces else title)).strip()


def _leads(piece: str, sites: frozenset[str]) -> bool:
    """Whether the first piece is the site: by its name, or as Chinese papers and sites are called."""
    return _squeezed(piece) in sites or bool(_PAPER.fullmatch(piece))


@lru_cache(maxsize=4096)
def is_site(piece: str, sites: frozenset[str]) -> bool:
    """Whether a piece of a title is the site's name, or the host's: `The Paper` of thepaper.example."""
    letters = _squeezed(piece)
    if letters in sites or piece.lower().endswith((".com", ".org", ".net", ".cn")):
        return True
    return any(
        min(len(name), len(letters)) > 4
        and abs(len(name) - len(letters)) <= LONGER
        and (letters.startswith(name) or name.startswith(letters))
        for name in sites
    )


def _squeezed(text: str) -> str:
    return _LETTERS.sub("", text).lower()


def _meta(declared: Declared, wanted: str) -> str | None:
    return next((content for name, content in declared.metas if name == wanted), None)


@lru_cache(maxsize=1024)
def _host(url: str) -> str:
    """The name in a host: `news` and `www` before it and its domain behind it say nothing."""
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return ""
    if len(labels) < 2:
        return ""
    return labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2]
