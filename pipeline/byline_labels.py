"""A line → the labels in it: what stands before an author, a site or a day; a word of running text is none."""

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

from pipeline.characters import columns
from pipeline.dates import is_day
from pipeline.lexicon import Role, labels

_LIGHT = str.maketrans("：／｜（）［］　，；．Ａ", ":/|()[] ,;.A")

WORK_FIELD = re.compile(
    r"\W{0,3}(?:isbn(?:-1[03])?|publisher|pages|hardback|paperback|price|editorial|páginas|precio|editora|preço|éditeur"
    r"|éditions?|nombre de pages|prix|verlag|seiten(?:zahl)?|preis|editore|pagine|prezzo|uitgever(?:ij)?"
    r"|aantal pagina[’']s"
    r"|wydawnictwo|liczba stron|nakladatel\w*|počet stran|издательство|страниц\w*|кол-во страниц|видавництво|förlag"
    r"|antal sidor|sidor|forlag|antal sider|kustantaja|sivumäärä|kiadó|oldalszám|editura|yayınevi|sayfa(?: sayısı)?"
    r"|εκδόσεις|σελίδες|nhà xuất bản|số trang|penerbit"
    r"|出版社|页数|頁數|定价|定價|ページ数|発行|定価|출판사|쪽수)\s?[:：]",
    re.IGNORECASE,
)
"""What stands beside the author of a book that a text is about, and never beside the writer of the text."""


class Mark(Struct, frozen=True):
    """A label, and where it stands."""

    role: Role
    start: int
    end: int
    word: str


@cache
def _label_finder() -> tuple[AhoCorasick, tuple[tuple[str, Role], ...]]:
    table = tuple(labels().items())
    return AhoCorasick([word for word, _ in table], matchkind=MatchKind.LeftmostLongest), table


_ORDINARY = {
    "by",
    "av",
    "af",
    "door",
    "text",
    "words",
    "von",
    "par",
    "por",
    "per",
    "di",
    "от",
    "de",
    "from",
    "in",
    "on",
}
_RECIPES = {"recette de", "receta de", "ricetta di", "receita de", "rezept von", "przepis od"}
_NEEDS_COLON = (
    frozenset("文图撰编按")
    | _ORDINARY
    | _RECIPES
    | {"date", "time", "id", "stand", "redacción", "采编", "متابعة", "信息员"}
)
"""Ordinary words that are labels only before a colon or a bar, `by` and its like at a line's start or behind a date."""
_APART = frozenset({"部门", "部門", "报道", "報道"})
"""Labels where they open a piece; else ends of words, numbers before them, too: `内蒙古9部门：…`, `…CES2012报道：…`."""
_EDGES = frozenset(["", *" |,-·[("])
_ENDS_COUNT = re.compile(r"(?:围观|阅读|閱讀|浏览|瀏覽|评论|評論|看过|点击|次|人|条|日|月|年|秒|分)$")
_JOINED = frozenset({"作者", "来源", "來源", "出处", "责任编辑", "责编"})
"""Labels that some sites join to the value: `来源CSDN| 作者魏星`."""
_PREPOSITION = frozenset({"by", "af", "von", "par", "por", "di", "av", "door", "автор", "автором", "przez"})

_BARRED = re.compile(r"\s*[|｜丨·•]\s*|\s+/\s+")
_BARS = "|｜丨·•/"
LONGEST_PIECE = 36
"""Columns of a section's name or a count between bars."""


def marks_of(line: str, *, dated: bool) -> Iterator[Mark]:
    """The labels of a line; a word of running text is none."""
    lowered = line.lower() if line.isascii() else line.translate(_LIGHT).lower().replace("ς", "σ")
    if len(lowered) != len(line):
        return
    finder, table = _label_finder()
    for pattern, start, end in finder.find_matches_as_indexes(lowered):
        word, role = table[pattern]
        before, after = lowered[start - 1 : start], lowered[end : end + 1]
        if word[0].isascii() and before.isalnum():
            continue
        if word[-1].isalpha() and (word[-1] < "\u2e80" or word[-1].isascii()) and after.isalpha():
            continue
        if (
            word[0] >= "\u3400"
            and "\u3400" <= before <= "\u9fff"
            and not _ENDS_COUNT.search(lowered[max(0, start - 6) : start])
        ):
            continue
        if word in _APART and before not in _EDGES:
            continue
        rest = lowered[end:].lstrip(" ")
        colon = word[-1] == "=" or rest[:1] in (":", "/", "丨", "|", "・", "=")
        opens = _opens_piece(lowered[:start]) or (dated and before in " |,-·")
        bare = word in _PREPOSITION and opens and rest[:1].isalpha()
        if word in _NEEDS_COLON and not (colon or bare):
            continue
        joined = dated and word in _JOINED and (start == 0 or before in " |·丨") and after.isalnum()
        if role in ("author", "site", "editor") and not (colon or bare or joined or after == " "):
            continue
        yield Mark(role, start, end, word)


def _opens_piece(before: str) -> bool:
    """Whether a preposition begins a piece of the line: at its start, behind a mark or another label.

    `Enviar por correo` names nobody; in a line with a day it may stand anywhere.
    """
    before = before.rstrip()
    return not before or not before[-1].isalpha() or before in labels() or before.split(" ")[-1] in labels()


def told_by_pieces(line: str, day_first: bool | None) -> str | None:
    """`By admin | May 3, 2020 | How do I? | 3 comments`: the pieces with a label and the day, without the others.

    Of three pieces and more, and only where one is a day and no more, and another begins with the writer's label;
    rows of tables have neither.
    """
    if sum(map(line.count, _BARS)) < 2:
        return None
    pieces = [piece for piece in _BARRED.split(line) if piece]
    if len(pieces) < 3:
        return None
    days = [piece for piece in pieces if is_day(piece, day_first=day_first)]
    told = [
        piece
        for piece in pieces
        if any(mark.start == 0 and mark.role == "author" for mark in marks_of(piece, dated=False))
    ]
    others = [piece for piece in pieces if piece not in days and piece not in told]
    if len(days) != 1 or len(told) != 1 or any(columns(piece) > LONGEST_PIECE for piece in others):
        return None
    return f"{told[0]} | {days[0]}"
