"""Everything that may name who wrote an article → its authors."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from pipeline.byline_forms import Byline
from pipeline.casing import in_small_letters
from pipeline.characters import fold
from pipeline.houses import is_outlet
from pipeline.imprint import Imprint
from pipeline.lexicon import lexicon
from pipeline.nobody import MOST_HAN, is_clause, is_common, no_surname
from pipeline.tellers import People

_HAN = re.compile(r"[\u3400-\u9fff]")
_NO_PERSON = re.compile(r"^[A-Za-z]\s|\s[编編][辑輯]$")


class Named(Struct, frozen=True):
    """Whom a page names as the one who wrote its article, by where it does."""

    head: tuple[Byline, ...]
    """The bylines above the text."""
    tail: tuple[Byline, ...]
    """Those in it and behind it."""
    imprint: Imprint
    """What stands around it, read as a reader reads it."""
    opened: tuple[str, ...]
    """Who opened the thread."""
    told: People
    """Whom the judge of lines names."""
    signed_below: tuple[str, ...]


def writers(named: Named, title: str, text: Sequence[str], vouched: AbstractSet[str]) -> tuple[str, ...]:
    """The authors: those behind a label before those without, the head before the tail; editors are none.

    A word beside the date that the title has, too, is a section (借呗 over 借呗额度突然变少), unless the judge vouches
    for it as a name.
    """
    offers: tuple[tuple[str, ...], ...] = (
        named.told.names if named.told.sure else (),
        tuple(name for said in named.head for name in said.authors if name not in said.beside),
        tuple(name for said in named.head for name in said.beside if said.labelled or said.published),
        named.imprint.authors,
        named.opened,
        named.imprint.reporters,
        tuple(name for said in named.head for name in said.beside),
        named.imprint.beside[:1],
        named.told.names,
        tuple(name for said in named.tail for name in said.authors),
        named.signed_below,
    )
    loose = {name for said in named.head for name in said.beside}
    none = {*named.imprint.editors, *(name for name in loose - vouched if _is_section(name, title, text))}
    people = (filter(_is_person, dict.fromkeys(name for name in found if name not in none)) for found in offers)
    return tuple(map(in_small_letters, next(filter(None, map(tuple, people)), ())))


def _is_section(name: str, title: str, text: Sequence[str]) -> bool:
    """Whether words beside a day are of what the article is about: its title has them, or its text in small letters."""
    if name.isascii():
        return " " in name and is_common(name, title, text)
    return name in title and no_surname(name)


def _is_person(name: str) -> bool:
    """Whether a name is written as a person's or a pen name: no paper, no button nor bar of them, no clause, no editor.

    What a board prints in brackets behind a user's name is a nickname, and may be anything.
    """
    name = name.partition(" (")[0]
    han = len(_HAN.findall(name))
    if han and (is_outlet(name) or (han > MOST_HAN and "·" not in name) or _NO_PERSON.search(name)):
        return False
    if is_clause(name) or lexicon().whole(fold(name)) is not None:
        return False
    return " " not in name or lexicon().only_words(fold(name)) is None
