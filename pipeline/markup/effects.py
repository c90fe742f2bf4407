"""A start tag → what it does to the text inside it: role, hiding, names. Decided once a page."""

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from pipeline.leaf import SITE_DROP, Hiding
from pipeline.markup.declared import AUTHOR_PAGE, NAMING, names_author, speaks
from pipeline.markup.names import alike
from pipeline.markup.numbers import NUMBERED, numbers
from pipeline.markup.tags import BLOCK, CODE, DECLARING, KINDS, role_of
from pipeline.markup.visibility import CELL_TOOLS, HIDDEN_CLASSES, hiding

KIND: Final = 1 << 16
HIDDEN: Final = 1 << 17
CAPTURED: Final = 1 << 18
"""What an element's end must undo, beside its role."""

Attributes = tuple[tuple[str, str | None], ...]

_RARE: Final = frozenset({"style", "hidden", "role", "itemprop", "data-preloaded", "rel"})
"""With `class` and `id`, the attributes by which anything is decided; of `rel` only authors."""

_TOLD: Final = NAMING | {"href"}
"""Attributes that count where they speak of an author."""
_HEARD: Final = _RARE | _TOLD | {"class", "id"}
"""All attributes that count: of most no more is asked than whether they are among these."""

_PECULIAR: Final = frozenset({"html", "dialog", "iframe"})
"""They say something without an attribute."""

_HIDING: Final = HIDDEN_CLASSES | CELL_TOOLS
_SHOWN_AS_BOX = re.compile(r"display\s*:\s*(?:block|flex|grid|table)")


class Effect(Struct, frozen=True, gc=False):
    """What the walk does at the start and end of an element."""

    undo: int
    """Roles, and KIND where the element sets one."""
    tag: str
    names: str
    """class, id, role and itemprop, as written."""
    like: str
    """The classes that elements built alike share."""
    why: Hiding | None = None
    told: dict[str, str | None] | None = None
    """The attributes, where they may declare something."""
    given: tuple[tuple[str, int], ...] = ()
    """Where a list begins, what a cell spans."""


class Effects(dict[tuple[str, Attributes], Effect | None]):
    """The start tags of one page with their effects, None where an element changes nothing.

    Half the tags have been there before, and those cost a look-up in C. The memory lives as long as
    the page and grows no faster. Links have mostly not, so the walk does not look for them here.
    """

    def __missing__(self, key: tuple[str, Attributes]) -> Effect | None:
        tag, attrs = key
        found = effect_of(tag, attrs)
        if tag != "a":  # No two links have the same address: they would fill the memory.
            self[key] = found
        return found


def effect_of(tag: str, attrs: Attributes) -> Effect | None:
    """What elements of this tag and these attributes do.

    Most have a class, an id and nothing else that counts; what a class says is remembered.
    """
    if tag in _PECULIAR:
        return _rare(tag, dict(attrs))
    classes = ""
    given: str | None = None
    for name, value in attrs:
        if name not in _HEARD:
            continue
        if name == "class":
            classes = value or ""
        elif name in _RARE or (name in _TOLD and value and _tells(name, value)):
            if name != "rel" or "author" in (value or "").lower():
                return _rare(tag, dict(attrs))
        elif name == "id":
            given = f" {value or ''}"
    if classes and not _says_nothing(classes):
        return _rare(tag, dict(attrs))
    role = _role(tag) or (CODE if classes and tag == "code" else 0)
    if not role:
        return None
    if not role & (BLOCK | CODE):
        return _inline(tag, role)
    names = classes + given if given else classes
    if attrs and tag in NUMBERED:
        return Effect(role, tag, names, alike(classes), given=_numbered(tag, attrs))
    return Effect(role, tag, names, alike(classes))


def _tells(name: str, value: str) -> bool:
    """Whether an id, a mark for tests or an address says that the element holds an author's name."""
    return AUTHOR_PAGE.search(value) is not None if name == "href" else names_author(value)


@lru_cache(maxsize=2_000)
def _inline(tag: str, role: int) -> Effect:
    """The effect of an inline element: what it is called says nothing. One for all, for half the tags are links."""
    return Effect(role, tag, "", "")


def _rare(tag: str, attributes: dict[str, str | None]) -> Effect | None:
    """The same for elements that may be hidden, declare something or become a box."""
    role = _role(tag)
    if not role & BLOCK and _SHOWN_AS_BOX.search(attributes.get("style") or ""):
        role |= BLOCK
    why = hiding(tag, attributes)
    told = attributes if speaks(tag, attributes) else None
    if not role and why is None and told is None:
        return None
    names = classes = attributes.get("class") or ""
    for name in ("id", "role", "itemprop"):
        if name in attributes:
            names = f"{names} {attributes[name] or ''}"
    return Effect(role, tag, names, alike(classes), why, told, _numbered(tag, tuple(attributes.items())))


def _numbered(tag: str, attrs: Attributes) -> tuple[tuple[str, int], ...]:
    return tuple(numbers(tag, dict(attrs))) if tag in NUMBERED else ()


@lru_cache(maxsize=20_000)
def _says_nothing(classes: str) -> bool:
    """Whether the class can neither hide nor name an author; in doubt False."""
    if SITE_DROP in classes or names_author(classes):
        return False
    return _HIDING.isdisjoint(classes.lower().split())


@lru_cache(maxsize=2_000)
def _role(tag: str) -> int:
    role = role_of(tag) & ~DECLARING  # What it declares is heard at its start; its end has nothing to undo.
    return role | KIND if role & BLOCK and tag in KINDS else role
