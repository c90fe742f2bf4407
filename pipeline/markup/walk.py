"""Markup → leaves in reading order: one pass over the parser's events, no tree and no recursion.

The walk is the dearest step of a page, and most of it is the calls that the parser makes into Python. Text therefore
goes from the parser straight into a list, without a call: what lies inside a link, a bold element or a script is known
from where in that list the element began. What a start tag means is looked up by tag and attributes (`Effects`).
"""

from typing import Final

from msgspec.structs import replace
from turbohtml.saxparse import SaxHandler, sax_parse

from pipeline.leaf import Hiding, Kind, Leaf, Walked
from pipeline.markup import tags
from pipeline.markup.declared import Declarations
from pipeline.markup.effects import CAPTURED, HIDDEN, KIND, Attributes, Effect, Effects, effect_of
from pipeline.markup.formulas import Formula
from pipeline.markup.pictures import Album
from pipeline.markup.readable import readable
from pipeline.markup.runs import APART, apart, are_blank, elements_of, kind_of, language_of, leads_back, lines, size
from pipeline.markup.tags import BLOCK, FORMATTING, MARKED
from pipeline.markup.veils import unveiled

_NESTING: Final = KIND | tags.LIST | tags.PRESERVED
_PARTICULAR: Final = {tag: role for tag, role in tags.ROLES.items() if role & tags.PARTICULAR}
"""The elements whose start tags do more than an `Effect` says."""


def walk(html: str) -> Walked:
    """The page's leaves, its block-level elements, and what it declares about itself."""
    walker = _Walker()
    sax_parse(readable(html), walker)
    return walker.walked()


_STATE: Final = """
    _album _before _broken _declarations _effects _element _ended _ended_at _formula _heard _hidden _hider_of
    _hiders _kinds _language _leaves _link _link_from _linked _links _lists _opened _outer _parents _parts _pictures
    _preserved _skip _skip_from _strong _strong_from _stronged _undo characters
"""


class _Walker(SaxHandler):
    """Keeps where the walk stands; no list grows faster than the page."""

    __slots__ = tuple(_STATE.split())

    def __init__(self) -> None:
        self._parts: list[str] = []
        """The text since the last block boundary, or since hidden text ended in it; that of a script being skipped."""
        self._before: list[str] = []
        """What of the run stands before hidden text that ended in it."""
        self.characters = self._parts.append  # type: ignore[assignment,method-assign]
        self._linked = self._links = self._stronged = 0
        self._link = self._strong = self._skip = self._preserved = 0
        self._link_from = self._strong_from = self._skip_from = self._heard = 0
        self._leaves: list[Leaf] = []
        self._opened: list[Effect] = [Effect(BLOCK, "html", "", "")]
        self._parents = [-1]
        self._effects, self._album, self._declarations = Effects(), Album(), Declarations()
        self._undo: list[int] = []
        self._kinds: list[tuple[Kind, int, bool]] = [("paragraph", 0, False)]
        self._lists: list[bool] = []
        self._outer: list[tuple[list[str], list[Leaf], bool, int, int, int]] = []
        self._pictures: list[Leaf] = []
        self._hidden: Hiding | None = None
        self._element = self._hiders = 0
        self._hider_of: list[int] = []
        self._formula: Formula | None = None
        self._broken, self._ended, self._ended_at = False, "", -1
        self._language: str | None = None

    def walked(self) -> Walked:
        self._flush()
        leaves = unveiled(self._leaves, self._hider_of)
        return Walked(leaves, elements_of(self._opened, self._parents), self._declarations.declared())

    def start_element(self, tag: str, attrs: Attributes) -> None:  # noqa: PLR0912  the hottest function there is
        if self._skip:
            self._skip += 1
            if self._formula is not None:
                self._formula.opens(tag, attrs, self._skip, len(self._parts))
            return
        touching = tag == self._ended and self._parts and len(self._parts) == self._ended_at
        if touching and not self._preserved and tag not in FORMATTING:
            self._parts.append(APART)
        if tag in _PARTICULAR:
            role = _PARTICULAR[tag]
            if role & tags.DECLARING:
                self._declarations.element(tag, attrs, len(self._leaves))
            if role & tags.PLAIN:
                self._settle(role, attrs)
                return
        effect = effect_of(tag, attrs) if tag == "a" else self._effects[tag, attrs]
        if effect is None:
            self._undo.append(0)
            return
        undo = effect.undo
        if effect.why is not None and not self._hidden:
            self._hide(undo, effect.why)
            undo |= HIDDEN
        if undo & BLOCK:
            if self._preserved and not undo & _NESTING:
                self._break_line()
            elif self._parts or self._pictures or self._before:
                self._flush()
            self._broken = False
            self._parents.append(self._element)
            self._element = len(self._opened)
            self._opened.append(effect)
            if undo & _NESTING:
                self._nest(undo, tag, effect.names)
        if undo & MARKED:
            self._mark(undo, effect.names)
        if effect.told is not None:
            self._hear()
            if self._declarations.capture(tag, effect.told):
                undo |= CAPTURED
        self._undo.append(undo)

    def end_element(self, tag: str) -> None:
        if self._skip:
            if self._formula is not None:
                self._formula.closes(self._skip, len(self._parts))
            self._skip -= 1
            if not self._skip:
                self._skipped()
            return
        undo = self._undo.pop()
        if not undo & BLOCK:
            self._ended, self._ended_at = tag, len(self._parts)
        if not undo:
            return
        if undo & BLOCK:
            if self._preserved and not undo & _NESTING:
                self._break_line()
            elif self._parts or self._pictures or self._before:
                self._flush()
            self._broken = False
            self._element = self._parents[self._element]
            if undo == BLOCK:
                return
        self._close(undo)

    def _settle(self, role: int, attrs: Attributes) -> None:
        """Elements without text of their own."""
        if role & tags.SKIPPED or role & tags.FORMULA:
            if self._declarations.capturing:
                self._hear()
            self._skip, self._skip_from = 1, len(self._parts)
            self._formula = Formula(attrs, self._skip_from) if role & tags.FORMULA else None
            return
        self._undo.append(0)
        if role & tags.MEDIA:
            picture = self._album.picture(attrs, self._element, self._hidden, len(self._leaves))
            if picture is not None:
                first = not (self._pictures or self._before) and are_blank(self._parts)
                (self._leaves if first else self._pictures).append(picture)
                self._hider_of += [self._hiders] * first
        elif role & tags.OFFER:
            self._album.offer(attrs, self._element, len(self._leaves))
        elif self._preserved:
            self._insert("\n")
        else:
            self._flush()
            self._broken = True
            self._declarations.text([" "])

    def _skipped(self) -> None:
        """The end of a skipped element: of its text, only a formula's source is the page's."""
        source = self._formula.source(self._parts) if self._formula is not None else ""
        inside = self._parts[self._skip_from :]
        del self._parts[self._skip_from :]
        self._declarations.script_ends(inside)
        if source:
            self._insert(source)

    def _hide(self, undo: int, why: Hiding) -> None:
        """Set the run aside while hidden text passes, so that neither ends up in the other."""
        if undo & BLOCK:
            self._flush()
        self._settle_marks()
        if self._declarations.capturing:
            self._hear()
        self._before += self._parts
        self._outer.append((self._before, self._pictures, self._broken, self._linked, self._links, self._stronged))
        self._before, self._pictures = [], []
        self._parts.clear()
        self._linked = self._links = self._stronged = self._link_from = self._strong_from = self._heard = 0
        self._hidden = why
        self._hiders += 1

    def _show(self) -> None:
        """The hidden element ends: back to the run around it."""
        self._flush()
        self._before, self._pictures, self._broken, self._linked, self._links, self._stronged = self._outer.pop()
        self._link_from = self._strong_from = self._heard = 0
        self._hidden = None

    def _nest(self, undo: int, tag: str, names: str) -> None:
        """Lists, code, and the kind of leaf that the element makes."""
        if undo & tags.LIST:
            self._lists.append(tag == "ol")
        if undo & tags.PRESERVED:
            self._preserved += 1
            self._language = language_of(names)
        if undo & KIND:
            self._kinds.append(kind_of(tag, self._lists))

    def _mark(self, undo: int, names: str) -> None:
        """Links, bold elements, what is set apart by a space or a line, and what names the code's language."""
        if undo & tags.CITE:
            self._cite()
        if undo & tags.CODE and self._preserved:
            self._language = language_of(names) or self._language
        if undo & tags.LINK:
            if not self._link:
                self._link_from = len(self._parts)
            self._link += 1
            self._links += 1
        if undo & tags.STRONG:
            if not self._strong:
                self._strong_from = len(self._parts)
            self._strong += 1
        if undo & tags.SPACED:
            self._insert(" ")

    def _close(self, undo: int) -> None:
        if undo & tags.CITE:
            self._cite()
        if undo & tags.SPACED:
            self._insert(" ")
        if undo & tags.LINK:
            self._link -= 1
            if not self._link:
                if leads_back(self._parts, self._link_from) and not self._hidden:
                    self._set_aside()
                self._linked += size(self._parts, self._link_from)
        if undo & tags.STRONG:
            self._strong -= 1
            if not self._strong:
                self._stronged += size(self._parts, self._strong_from)
        if undo & tags.PRESERVED:
            self._preserved -= 1
        if undo & tags.LIST:
            self._lists.pop()
        if undo & KIND:
            self._kinds.pop()
        if undo & CAPTURED:
            self._hear()
            self._declarations.captured()
        if undo & HIDDEN:
            self._show()

    def _break_line(self) -> None:
        """Inside code an element's edge is a line's."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self._insert("\n")

    def _set_aside(self) -> None:
        """A link that is but an arrow leads back from a note: a tool of the page, and no part of the note."""
        self._hear()
        mark = self._parts.pop().strip()
        self._leaves.append(Leaf(mark, "paragraph", self._element, linked=len(mark), links=1, hidden="page_tool"))
        self._hider_of.append(self._hiders)
        self._links, self._heard = self._links - 1, len(self._parts)

    def _cite(self) -> None:
        """Who is quoted stands over the quotation; a title cited in a paragraph stays in it."""
        if self._kinds[-1][0] == "quote" and self._opened[self._element].tag != "p":
            self._settle_marks()
            self._flush()

    def _insert(self, text: str) -> None:
        """Text that the parser did not give: no part of what is linked, bold or captured."""
        if self._declarations.capturing:
            self._hear()
        if self._link or self._strong:
            self._settle_marks()
        self._parts.append(text)
        self._link_from = self._strong_from = self._heard = len(self._parts)

    def _settle_marks(self) -> None:
        """Count what is linked and bold so far; the rest begins here."""
        if self._link:
            self._linked += size(self._parts, self._link_from)
        if self._strong:
            self._stronged += size(self._parts, self._strong_from)
        self._link_from = self._strong_from = len(self._parts)

    def _hear(self) -> None:
        """Pass on the text since the last time to the elements whose text is captured."""
        if self._declarations.capturing:
            self._declarations.text(self._parts[self._heard :])
        self._heard = len(self._parts)

    def _flush(self) -> None:
        """Make a leaf of the run, then of the pictures that stood in it."""
        parts = self._parts
        if parts or self._before:
            if self._declarations.capturing:
                self._hear()
            joined = parts[0] if len(parts) == 1 and not self._before else "".join((*self._before, *parts))
            if APART in joined:
                joined = apart(joined)
            text = lines(joined) if self._preserved else " ".join(joined.split())
            if text:
                self._add(text)
                self._broken = False
            parts.clear()
            self._before.clear()
            self._linked = self._links = self._stronged = 0
            self._link_from = self._strong_from = self._heard = 0
        if self._pictures:
            self._leaves += self._pictures
            self._hider_of += [self._hiders] * len(self._pictures)
            self._pictures = []

    def _add(self, text: str) -> None:
        if self._link or self._strong:
            self._settle_marks()
        kind, level, ordered = self._kinds[-1]
        characters = len(text)
        linked = self._linked if self._linked < characters else characters
        links, strong = self._links or (1 if linked else 0), min(self._stronged, characters)
        leaf = Leaf(text, kind, self._element, level, ordered, linked, links, strong, self._broken, self._hidden)
        if kind == "code" and self._language:
            leaf = replace(leaf, language=self._language)
        self._leaves.append(leaf)
        self._hider_of.append(self._hiders)
