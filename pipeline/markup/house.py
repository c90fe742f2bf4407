"""The site's name where no field declares it: the end of the page's title, or its beginning, if a second place says it.

A title's other pieces are sections and slogans; what also stands in the logo, in the rights line, at the head of the
path to the page or in the host's name is the site.
"""

import re
from collections.abc import Sequence

from pipeline.characters import columns, fold
from pipeline.houses import is_outlet
from pipeline.leaf import Declared, Leaf
from pipeline.lexicon import lexicon
from pipeline.names import is_nobody

LONGEST = 40
"""Columns of a site's name."""
MOST_PIECES = 4
"""Pieces of a title that are asked, from its end."""
HEAD = 40
"""Leaves at either end of a page in which its logo, the path to it and its rights line stand."""
SHORTEST_OF_HOST = 3
"""Letters of a name that the host's name must be longer than, to be told by it."""
_BAR = re.compile(r"\s*[|｜_–—·•»›]+\s*|\s+[-:]+\s+|\s*-+\s*(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff）)》！？])-+")
_ENGINE = re.compile(r"powered by|^discuz|^phpwind|wordpress|^hexo|^typecho", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\)\s|copyright|版[权權]所有|all rights reserved|alle rechte|tous droits", re.IGNORECASE)
_PATH = re.compile(r"\s*[>›»/→]\s*|\s{2,}")
_HERE = re.compile(r"^(?:当前位置|當前位置|您的位置|你的位置|您现在的位置|现在位置|所在位置|位置)\s*[:：]\s*")
_VERSION = re.compile(r"\s+(?:v?\d[\d.]*\b.*|documentation|docs)$", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")


def house(declared: Declared, leaves: Sequence[Leaf], title: str, host: str) -> str | None:
    """The site's name as the title writes it; `title` is the article's own, `host` the letters of the host's name.

    >>> page = Declared("Rain in May | Weather | The Paper", (), (), (), None, None, (), ())
    >>> house(page, [Leaf("© 2024 The Paper", "paragraph", 0)], "Rain in May", "")
    'The Paper'
    >>> wiki = Declared("Mist - Rainpedia, the wet encyclopedia", (), (), (), None, None, (), ())
    >>> house(wiki, [Leaf("Mist", "heading", 0, 1)], "Mist", "rainpedia")
    'Rainpedia'
    >>> house(page, [Leaf("Weather", "item", 0)], "Rain in May", "") is None
    True
    """
    pieces = [piece.strip(" -") for piece in _BAR.split(declared.title or "") if piece.strip(" -")]
    if len(pieces) < 2:
        return None
    own = _squeezed(title)
    asked = [piece for piece in (*reversed(pieces[1:][-MOST_PIECES:]), pieces[0]) if _may_be(piece, own)]
    if not asked:
        return None
    shown = _shown(leaves)
    for piece in asked:
        for name in (piece, _VERSION.sub("", piece), piece.partition(",")[0]):
            if _said_again(name, shown, host):
                return name
    last = asked[0]
    return last if last != pieces[0] and is_outlet(last) and not last.isascii() else None


def _may_be(piece: str, own: str) -> bool:
    """Not the article's title, an engine's name, a button or a section that every site has."""
    letters = _squeezed(piece)
    return (
        1 < columns(piece) <= LONGEST
        and bool(letters)
        and letters not in own
        and own not in letters
        and _ENGINE.search(piece) is None
        and not is_nobody(piece)
        and lexicon().whole(fold(piece)) is None
    )


class _Shown:
    """Where a site says its name, as letters."""

    def __init__(self, logos: frozenset[str], heads: frozenset[str], rights: str) -> None:
        self.logos, self.heads, self.rights = logos, heads, rights


def _shown(leaves: Sequence[Leaf]) -> _Shown:
    ends = [*leaves[:HEAD], *leaves[-HEAD:]]
    logos = frozenset(_squeezed(leaf.text) for leaf in ends if leaf.kind == "image" and leaf.text)
    heads = frozenset(_squeezed(_first_step(leaf.text)) for leaf in leaves[:HEAD] if leaf.kind != "image")
    first = next((leaf.text for leaf in leaves if leaf.kind != "image" and not leaf.hidden), "")
    rights = "\n".join(_squeezed(leaf.text) for leaf in leaves[-HEAD:] if _RIGHTS.search(leaf.text))
    return _Shown(logos, heads | {_squeezed(first)} - {""}, rights)


def _first_step(line: str) -> str:
    """The first name on a path to the page; nothing of another line."""
    steps = _PATH.split(_HERE.sub("", line))
    return steps[0] if len(steps) > 2 else ""


def _said_again(name: str, shown: _Shown, host: str) -> bool:
    letters = _squeezed(name)
    if letters in shown.logos | shown.heads or (len(letters) > 1 and letters in shown.rights):
        return True
    return letters.isascii() and len(letters) > SHORTEST_OF_HOST and host.startswith(letters)


def _squeezed(text: str) -> str:
    return _LETTERS.sub("", text).lower()
