"""Attributes that number a body's parts → numbers: where a list begins, what a cell spans."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

NUMBERED: Final[dict[str, tuple[str, ...]]] = {
    "ol": ("start",),
    "li": ("value",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
}
"""The elements, and their attributes."""

COUNTED: Final = frozenset({"start", "value"})
"""Attributes that may be 0; a cell that spans none spans one."""
_NUMBER = re.compile(r"\s*\+?(\d{1,6})(?!\d)")


def numbers(tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, int]]:
    """What an element of `NUMBERED` says, where it is not 1; what is no number or below 0 says nothing.

    >>> list(numbers("td", {"colspan": "2", "rowspan": "x", "class": "a"})), list(numbers("ol", {"start": "-3"}))
    ([('colspan', 2)], [])
    """
    for name in NUMBERED[tag]:
        found = _NUMBER.match(attributes.get(name) or "")
        if found and (int(found[1]) > 1 or (found[1] == "0" and name in COUNTED)):
            yield name, int(found[1])
