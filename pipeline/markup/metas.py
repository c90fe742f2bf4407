"""Metas and properties of a page, looked up by name; a value with the place where it stood."""

from collections.abc import Iterable
from html import unescape

from msgspec import Struct

from pipeline.leaf import Declared


class Said(Struct, frozen=True):
    """A value and where it stood."""

    value: str
    source: str


class Metas:
    """Looking metas and properties up by name; the first of a name counts."""

    def __init__(self, declared: Declared) -> None:
        self._by_name: dict[str, list[str]] = {}
        for name, content in declared.metas:
            self._by_name.setdefault(name, []).append(unescape(content) if "&" in content else content)
        self._properties: dict[str, list[str]] = {}
        for name, text in declared.properties:
            self._properties.setdefault(name, []).append(text)

    def get(self, name: str) -> str | None:
        found = self._by_name.get(name)
        return found[0] if found else None

    def every(self, name: str) -> list[str]:
        return self._by_name.get(name, [])

    def properties(self, name: str) -> list[str]:
        return self._properties.get(name, [])

    def all(self, names: Iterable[str]) -> list[tuple[str, str | None]]:
        """Those of the names that the page has, in their order."""
        return [(name, self._by_name[name][0]) for name in names if name in self._by_name]


def first_said(offers: Iterable[tuple[str, str | None]]) -> Said | None:
    """The first value that is not empty, with its place."""
    for source, value in offers:
        if value and value.strip():
            return Said(" ".join(value.split()), source)
    return None
