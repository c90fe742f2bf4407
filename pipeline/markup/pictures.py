"""An image element → an image leaf, also where a script would load it later."""

from typing import Final

from pipeline.leaf import Hiding, Leaf

_SOURCES: Final = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-actualsrc",
    "data-original-src",
    "data-url",
    "src",
    "data-srcset",
    "srcset",
)
"""Where the address stands: lazy pages put a placeholder in src, so src comes late."""

_SMALLEST: Final = 40
"""Narrower or lower in pixels is an icon or a counter."""


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
        value = (attributes.get(name) or "").strip()
        if value and not value.startswith(("data:", "about:")):
            return value.split()[0].rstrip(",") if name.endswith("srcset") else value
    return None


def _tiny(attributes: dict[str, str | None]) -> bool:
    for name in ("width", "height"):
        digits = (attributes.get(name) or "").removesuffix("px")
        if digits.isdecimal() and int(digits) < _SMALLEST:
            return True
    return False
