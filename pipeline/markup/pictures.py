"""An image element → an image leaf, also where a script would load it later."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.leaf import Hiding, Leaf

Attributes = tuple[tuple[str, str | None], ...]

_SOURCES: Final = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-lazyload",
    "data-actualsrc",
    "data-original-src",
    "data-croporisrc",
    "data-backsrc",
    "data-echo",
    "data-url",
    "file",
    "zoomfile",
    "src",
    "data-srcset",
    "data-lazy-srcset",
    "srcset",
)
"""Where the address stands: lazy pages put a placeholder in src, so src comes late; Discuz writes `file`."""

_SMALLEST: Final = 40
"""Narrower or lower in pixels is an icon or a counter."""

_PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:blank|spacer|transparent|placeholder|loading|lazy(?:load)?|pixel|1x1|grey|none)"
    r"(?:[_-]?\d+x?\d*)?\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)",
    re.IGNORECASE,
)
"""What stands in src until a script has run."""
_WAITS = ("blank", "spacer", "transparent", "placeholder", "loading", "lazy", "pixel", "1x1", "grey", "none")
"""One of these is in such a name: a look that costs a tenth of the pattern."""
_TEMPLATE = re.compile(r"\{\w+\}|%7b\w+%7d", re.IGNORECASE)
"""A script fills in the width: nothing is found at such an address."""
_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
_OF_FORMULA = "mwe-math-fallback-image"
"""A wiki's picture of a formula, which the page holds as text, too."""
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)[wx]")


class Album:
    """Gives the picture of each image element; remembers what the `<source>` elements right before it offer."""

    def __init__(self) -> None:
        self._offered, self._width = "", 0.0
        self._place = (0, 0)

    def offer(self, attrs: Attributes, element: int, leaves: int) -> None:
        """The largest picture of a `<source>`."""
        attributes = dict(attrs)
        value = next((found for name in _SETS if (found := attributes.get(name))), "")
        url, width = _largest(value.strip())
        new = self._place != (element, leaves)
        if url and not url.startswith("data:") and not _TEMPLATE.search(url) and (new or width > self._width):
            self._offered, self._width, self._place = url, width, (element, leaves)

    def picture(self, attrs: Attributes, element: int, hidden: Hiding | None, leaves: int) -> Leaf | None:
        """None for icons, trackers and placeholders.

        What was offered is taken where it is the same picture, larger, or where the element has none.
        """
        attributes = dict(attrs)
        url = None if _OF_FORMULA in (attributes.get("class") or "") else _address(attributes)
        if self._offered and self._place == (element, leaves):
            if url is None or (self._width and _same_but_for_size(url, self._offered)):
                url = self._offered
            self._offered = ""
        if url is None or _tiny(attributes):
            return None
        alt = " ".join((attributes.get("alt") or "").split())
        return Leaf(text=alt, kind="image", element=element, hidden=hidden, url=url)


def _same_but_for_size(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but what they ask for: `marsh.jpg?width=445` and `?width=1240`."""
    return "?" in one and one.partition("?")[0] == other.partition("?")[0]


def _address(attributes: dict[str, str | None]) -> str | None:
    names: tuple[str, ...] = _SOURCES
    if any(value and "idth" in value and _TEMPLATE.search(value) for value in attributes.values()):
        names = (*_SETS, *_SOURCES)
    for name in names:
        if name not in attributes:
            continue
        value = (attributes.get(name) or "").strip()
        if not value or value.startswith(("data:", "about:", "blob:", "javascript:")):
            continue
        url = _largest(value)[0] if name.endswith("srcset") else value
        lowered = url.lower()
        if _TEMPLATE.search(url):
            continue
        if not any(word in lowered for word in _WAITS) or not _PLACEHOLDER.search(url):
            return url
    return None


def _largest(sources: str) -> tuple[str, float]:
    """Of `a.jpg 320w, b.jpg 1200w` the second, and its width; the first where no sizes are given."""
    best, widest = "", -1.0
    for address, size in _candidates(sources):
        told = _SIZE.fullmatch(size)
        width = float(told[1]) if told else 0.0
        if address and width > widest:
            best, widest = address, width
    return best, widest


def _candidates(sources: str) -> Iterator[tuple[str, str]]:
    """Each address with what stands behind it. A comma parts two where white space or a size stands beside it, for
    addresses hold commas, too."""
    address = ""
    for word in sources.split():
        if address:
            size, _, behind = word.partition(",")
            yield address, size
            address = behind
        else:
            address = word
        if address.endswith(","):
            yield address.rstrip(","), ""
            address = ""
    if address:
        yield address, ""


def _tiny(attributes: dict[str, str | None]) -> bool:
    for name in ("width", "height"):
        digits = (attributes.get(name) or "").removesuffix("px")
        if digits.isdecimal() and int(digits[:6]) < _SMALLEST:
            return True
    return False
