"""A formula's element → the one of its notations that a reader can read as text: its TeX, else what it shows."""

from typing import Final

from pipeline.markup.effects import Attributes

_TEX: Final = ("x-tex", "x-latex", "tex", "latex")
_NOTES: Final = frozenset({"annotation", "annotation-xml"})
_STYLED: Final = "{\\displaystyle "
"""What wikis write around each formula."""


class Formula:
    """A `<math>` while the walk is inside it; places are those in the list of the text's parts."""

    __slots__ = ("_alternative", "_depth", "_from", "_shown_until", "_tex")

    def __init__(self, attrs: Attributes, start: int) -> None:
        self._alternative = dict(attrs).get("alttext") or ""
        self._from = start
        self._shown_until: int | None = None
        self._depth = 0
        self._tex: tuple[int, int] | None = None

    def opens(self, tag: str, attrs: Attributes, depth: int, place: int) -> None:
        """An element inside begins; behind the first note nothing is shown."""
        if tag not in _NOTES:
            return
        if self._shown_until is None:
            self._shown_until = place
        said = (dict(attrs).get("encoding") or "").lower()
        if tag == "annotation" and self._tex is None and (not said or said.endswith(_TEX)):
            self._depth, self._tex = depth, (place, place)

    def closes(self, depth: int, place: int) -> None:
        """An element inside ends."""
        if self._tex is not None and depth == self._depth:
            self._tex, self._depth = (self._tex[0], place), 0

    def source(self, parts: list[str]) -> str:
        """Its TeX, what it declares as its alternative, or what it shows."""
        told = "".join(parts[slice(*self._tex)]) if self._tex is not None else self._alternative
        said = " ".join(told.split()) or "".join(parts[self._from : self._shown_until]).strip()
        return said[len(_STYLED) : -1].strip() if said.startswith(_STYLED) and said.endswith("}") else said
