"""What each element does to the text around it; whatever is not here is inline."""

from typing import Final

BLOCK: Final = 1
"""Starts and ends a run of text."""
LINK: Final = 2
PRESERVED: Final = 4
"""White space is content."""
STRONG: Final = 8
SKIPPED: Final = 16
"""Its text is never the page's text."""
BREAK: Final = 32
MEDIA: Final = 64
DECLARING: Final = 128
"""Says something about the page."""
SPACED: Final = 256
"""Set apart from its neighbours though it stands in a line."""
FORMULA: Final = 512
LIST: Final = 1024
CITE: Final = 2048
"""Over a quotation it says who is quoted, and stands on a line of its own."""
CODE: Final = 4096
"""May name the language of the code it holds."""
OFFER: Final = 8192
"""Another size of the picture that follows."""

PLAIN: Final = SKIPPED | BREAK | MEDIA | FORMULA | OFFER
"""Roles that are settled at the start tag."""
PARTICULAR: Final = PLAIN | DECLARING
"""Roles of elements whose attributes are not remembered."""
MARKED: Final = LINK | STRONG | SPACED | CITE | CODE
"""Roles that mark a stretch of a run."""

_BLOCK_TAGS = [
    "html",
    "body",
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "noscript",
    "p",
    "search",
    "section",
    "summary",
    "table",
    "caption",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "td",
    "th",
    "template",
    "select",
    "optgroup",
    "video",
    "audio",
    "object",
    "iframe",
    "canvas",
    "noframes",
    "marquee",
]

ROLES: Final[dict[str, int]] = {
    **dict.fromkeys(_BLOCK_TAGS, BLOCK),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), BLOCK | LIST),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), BLOCK | PRESERVED),
    **dict.fromkeys(("b", "strong"), STRONG),
    **dict.fromkeys(("option", "label"), SPACED),
    **dict.fromkeys(("style", "svg", "datalist", "textarea"), SKIPPED),
    "cite": CITE,
    "script": SKIPPED | DECLARING,
    "title": SKIPPED | DECLARING,
    "a": LINK,
    "button": BLOCK | LINK,
    "br": BREAK,
    "img": MEDIA,
    "amp-img": MEDIA,
    "source": OFFER,
    "math": FORMULA,
    **dict.fromkeys(("meta", "link", "base", "time"), DECLARING),
}

KINDS: Final[dict[str, str]] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "pre": "code",
    "listing": "code",
    "xmp": "code",
    "li": "item",
    "blockquote": "quote",
    "dt": "term",
    "dd": "description",
    "figcaption": "caption",
    "caption": "caption",
    "td": "cell",
    "th": "cell",
    "table": "paragraph",
    "figure": "paragraph",
}
"""The kind of leaf an element makes, until an element inside it says otherwise."""

INLINE_CUSTOM: Final = frozenset({"relative-time", "time-ago", "local-time", "g-emoji"})
"""Custom elements that stand inside sentences, as MathJax's do; the others draw boxes."""

FORMATTING: Final = frozenset({"b", "strong", "i", "em", "u", "s", "font", "sub", "sup", "big", "small", "tt", "mark"})
"""Elements that only change how letters look: a word may begin in one and end in the next."""


def role_of(tag: str) -> int:
    """Custom elements are boxes: a style sheet draws them, and a boundary glues no words."""
    role = ROLES.get(tag)
    if role is None:
        inline = tag in INLINE_CUSTOM or tag.startswith("mjx-") or ":" in tag
        role = BLOCK if "-" in tag and not inline else 0
    return role
