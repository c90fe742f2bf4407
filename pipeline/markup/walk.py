"""Markup → leaves in reading order: one pass over the parser's events, no tree and no recursion."""

import re
from typing import Final

from turbohtml.saxparse import SaxHandler, sax_parse

from pipeline.leaf import Elements, Hiding, Kind, Leaf, Walked
from pipeline.markup.declared import Declarations
from pipeline.markup.numbers import NUMBERED, numbers
from pipeline.markup.pictures import picture_of
from pipeline.markup.tags import (
    BLOCK,
    BREAK,
    DECLARING,
    FORMULA,
    KINDS,
    LINK,
    LIST,
    MEDIA,
    PRESERVED,
    ROLES,
    SKIPPED,
    SPACED,
    STRONG,
    role_of,
)
from pipeline.markup.veils import unveiled
from pipeline.markup.visibility import hiding

_KIND: Final = 1 << 16
_HIDDEN: Final = 1 << 17
_CAPTURED: Final = 1 << 18
"""What an element's end must undo, beside its role."""

_PLAIN: Final = SKIPPED | BREAK | MEDIA | FORMULA
"""Roles that are settled at the start tag."""

_SHOWN_AS_BOX = re.compile(r"display\s*:\s*(?:block|flex|grid|table)")
_CODE_LANGUAGE = re.compile(r"(?:lang(?:uage)?-|brush:\s*|highlight-source-)([a-z0-9+#]+)")

Attributes = tuple[tuple[str, str | None], ...]


def walk(html: str) -> Walked:
    """The page's leaves, its block-level elements, and what it declares about itself."""
    walker = _Walker()
    sax_parse(html, walker)
    return walker.walked()


class _Run:
    """The text since the last block boundary."""

    __slots__ = ("linked", "links", "parts", "strong")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = self.links = self.strong = 0


class _Walker(SaxHandler):
    """Keeps where the walk stands; no list grows faster than the page."""

    def __init__(self) -> None:
        self._leaves: list[Leaf] = []
        self._tags, self._parents, self._names, self._paths = ["html"], [-1], [""], [0]
        self._path_ids: dict[tuple[int, str, str], int] = {}
        self._given: list[tuple[int, str, int]] = []
        self._element = 0
        self._undo: list[int] = []
        self._kinds: list[tuple[Kind, int, bool]] = [("paragraph", 0, False)]
        self._lists: list[bool] = []
        self._run = _Run()
        self._outer: list[_Run] = []
        self._pictures: list[Leaf] = []
        self._hidden: Hiding | None = None
        self._hiders = 0
        self._hider_of: list[int] = []
        self._skip = self._link = self._strong = self._preserved = 0
        self._formula: list[str] | None = None
        self._broken = False
        self._after_link = -1
        self._language: str | None = None
        self._declarations = Declarations()

    def walked(self) -> Walked:
        self._flush()
        leaves = unveiled(self._leaves, self._hider_of)
        elements = Elements(
            tuple(self._tags), tuple(self._parents), tuple(self._names), tuple(self._paths), tuple(self._given)
        )
        return Walked(leaves, elements, self._declarations.declared())

    # The parser's events.

    def start_element(self, tag: str, attrs: Attributes) -> None:
        if self._skip:
            self._skip += 1
            if tag == "annotation" and self._formula is not None:
                self._formula.clear()
            return
        role = ROLES.get(tag)
        if role is None:
            role = role_of(tag)
        if not role and not attrs and tag != "cite":
            self._undo.append(0)
            return
        if role & DECLARING:
            self._declarations.element(tag, attrs, len(self._leaves))
        if role & _PLAIN:
            self._settle(role, tag, attrs)
            return
        self._open(role, tag, dict(attrs) if attrs else {})

    def end_element(self, tag: str) -> None:
        if self._skip:
            self._skip -= 1
            if self._skip:
                return
            self._declarations.script_ends()
            if self._formula is not None:
                self._run.parts.append("".join(self._formula).strip())
                self._formula = None
            return
        undo = self._undo.pop()
        if undo:
            self._close(undo)

    def characters(self, data: str) -> None:
        if self._skip:
            if self._formula is not None:
                self._formula.append(data)
            else:
                self._declarations.script(data)
            return
        run = self._run
        run.parts.append(data)
        if self._link:
            run.linked += len(data.strip())
        if self._strong:
            run.strong += len(data.strip())
        if self._declarations.capturing:
            self._declarations.text(data)

    # Elements.

    def _settle(self, role: int, tag: str, attrs: Attributes) -> None:
        """Elements without text of their own."""
        if role & SKIPPED or role & FORMULA:
            self._skip = 1
            self._formula = [] if role & FORMULA else None
            return
        self._undo.append(0)
        if role & MEDIA:
            picture = picture_of(attrs, self._element, self._hidden)
            if picture is not None:
                self._pictures.append(picture)
        elif self._preserved:
            self._run.parts.append("\n")
        else:
            self._flush()
            self._broken = True

    def _open(self, role: int, tag: str, attributes: dict[str, str | None]) -> None:
        undo = role
        style = attributes.get("style") or ""
        if not role & BLOCK and style and _SHOWN_AS_BOX.search(style):
            undo = role = role | BLOCK
        elif tag == "cite" and self._kinds[-1][0] == "quote" and self._tags[self._element] != "p":
            undo = role = role | BLOCK  # who is quoted stands over the quotation
        elif tag == "code" and self._preserved:
            self._language = _language(attributes.get("class") or "") or self._language
        if (attributes or tag == "dialog") and not self._hidden:
            undo |= self._hide(role, hiding(tag, attributes))
        if role & BLOCK:
            undo |= self._open_block(role, tag, attributes)
        if role & LINK:
            if self._after_link == len(self._run.parts):
                self._run.parts.append(" ")  # links side by side are drawn apart
            self._link += 1
            self._run.links += 1
        if role & STRONG:
            self._strong += 1
        if role & SPACED:
            self._run.parts.append(" ")
        if attributes and self._declarations.capture(tag, attributes):
            undo |= _CAPTURED
        self._undo.append(undo)

    def _hide(self, role: int, why: Hiding | None) -> int:
        """Set the run aside while hidden text passes, so that neither ends up in the other."""
        if why is None or self._hidden:
            return 0
        if role & BLOCK:
            self._flush()
        self._outer.append(self._run)
        self._run, self._hidden = _Run(), why
        self._hiders += 1
        return _HIDDEN

    def _open_block(self, role: int, tag: str, attributes: dict[str, str | None]) -> int:
        """A new element with the names of its attributes; tells whether it set a kind."""
        if self._run.parts or self._pictures:
            self._flush()
        self._broken = False
        names = classes = attributes.get("class") or ""
        for name in ("id", "role", "itemprop"):
            if name in attributes:
                names = f"{names} {attributes[name] or ''}"
        key = (self._paths[self._element], tag, classes)
        path = self._path_ids.setdefault(key, len(self._path_ids) + 1)
        self._parents.append(self._element)
        self._element = len(self._tags)
        self._tags.append(tag)
        self._names.append(names)
        self._paths.append(path)
        if attributes and tag in NUMBERED:
            self._given += [(self._element, name, number) for name, number in numbers(tag, attributes)]
        if role == BLOCK and tag not in KINDS:
            return 0
        if role & LIST:
            self._lists.append(tag == "ol")
        if role & PRESERVED:
            self._preserved += 1
            self._language = _language(names)
        return self._set_kind(tag)

    def _set_kind(self, tag: str) -> int:
        kind = KINDS.get(tag)
        if kind is None:
            return 0
        if kind == "heading":
            self._kinds.append(("heading", int(tag[1]), False))
        elif kind == "item":
            self._kinds.append(("item", max(1, len(self._lists)), bool(self._lists and self._lists[-1])))
        else:
            self._kinds.append((kind, 0, False))  # type: ignore[arg-type]
        return _KIND

    def _close(self, undo: int) -> None:
        if undo & BLOCK:
            if self._run.parts or self._pictures:
                self._flush()
            self._broken = False
            self._element = self._parents[self._element]
            if undo == BLOCK:
                return
        if undo & SPACED:
            self._run.parts.append(" ")
        if undo & LINK:
            self._link -= 1
            self._after_link = len(self._run.parts) or -1
        if undo & STRONG:
            self._strong -= 1
        if undo & PRESERVED:
            self._preserved -= 1
        if undo & LIST:
            self._lists.pop()
        if undo & _KIND:
            self._kinds.pop()
        if undo & _CAPTURED:
            self._declarations.captured()
        if undo & _HIDDEN:
            self._flush()
            self._run, self._hidden = self._outer.pop(), None

    # Leaves.

    def _flush(self) -> None:
        """Make a leaf of the run, then of the pictures that stood in it."""
        run = self._run
        if run.parts:
            joined = "".join(run.parts)
            if self._preserved:
                text = "\n".join(line.rstrip() for line in joined.strip("\n").splitlines()).rstrip()
            else:
                text = " ".join(joined.split())
            if text:
                self._leaves.append(self._leaf(text, run))
                self._hider_of.append(self._hiders)
                self._broken = False
            self._run = _Run()
        if self._pictures:
            self._leaves += self._pictures
            self._hider_of += [self._hiders] * len(self._pictures)
            self._pictures = []

    def _leaf(self, text: str, run: _Run) -> Leaf:
        kind, level, ordered = self._kinds[-1]
        return Leaf(
            text=text,
            kind=kind,
            element=self._element,
            level=level,
            ordered=ordered,
            linked=min(run.linked, len(text)),
            links=run.links or (1 if run.linked else 0),
            strong=min(run.strong, len(text)),
            broken=self._broken,
            hidden=self._hidden,
            language=self._language if kind == "code" else None,
        )


def _language(names: str) -> str | None:
    found = _CODE_LANGUAGE.search(names.lower())
    return found[1] if found else None
