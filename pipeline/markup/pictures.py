"""An image element → an image leaf, also where a script would load it later."""

import re
from typing import Final

from pipeline.leaf import Hiding, Leaf

_SOURCES: Final = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
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
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)[wx]")


def picture_of(attrs: tuple[tuple[str, str | None], ...], element: int, hidden: Hiding | None) -> Leaf | None:
    """None for icons, trackers and placeholders."""
    attributes = dict(attrs)
    url = _address(attributes)
    if url is None or _tiny(attributes):
        return None
    alt = " ".join((attributes.get("alt") or "").split())
    return Leaf(text=alt, kind="image", element=element, hidden=hidden, url=url)


def _address(attributes: dict[str, str | None]) -> str | None:
    for name in _SOURCES:
        if name not in attributes:
            continue
        value = (attributes.get(name) or "").strip()
        if not value or value.startswith(("data:", "about:", "blob:", "javascript:")):
            continue
        url = _largest(value) if name.endswith("srcset") else value
        lowered = url.lower()
        if not any(word in lowered for word in _WAITS) or not _PLACEHOLDER.search(url):
            return url
    return None


def _largest(sources: str) -> str:
    """Of `a.jpg 320w, b.jpg 1200w` the second; the first where no sizes are given."""
    best, widest = "", -1.0
    for candidate in sources.split(", "):
        address, _, size = candidate.strip().partition(" ")
        told = _SIZE.fullmatch(size.strip())
        width = float(told[1]) if told else 0.0
        if address and width > widest:
            best, widest = address.rstrip(","), width
    return best


def _tiny(attributes: dict[str, str | None]) -> bool:
    for name in ("width", "height"):
        digits = (attributes.get(name) or "").removesuffix("px")
        if digits.isdecimal() and int(digits[:6]) < _SMALLEST:
            return True
    return False
