"""The values an HTML page becomes before it is judged."""

from typing import Literal

from msgspec import Struct

Kind = Literal[
    "heading",
    "paragraph",
    "item",
    "quote",
    "code",
    "cell",
    "row",
    "caption",
    "image",
    "term",
    "description",
]
"""What the markup says a block is; layout tables make cells, data tables rows."""

SITE_BODY, SITE_KEEP, SITE_DROP, SITE_TITLE = (
    "pipeline-site-body",
    "pipeline-site-keep",
    "pipeline-site-drop",
    "pipeline-site-title",
)
"""Class names by which people's own rules for a site mark what their selectors found."""

Hiding = Literal[
    "hidden_attribute",
    "display_none",
    "hidden_class",
    "zero_size",
    "off_screen",
    "same_colour",
    "closed_dialog",
    "frame_fallback",
    "page_tool",
    "site_rule",
]
"""What keeps a block from a reader's eyes; a page's tool is seen, but is set aside from the text it stands in."""


ARROWS = frozenset("↩↵⏎↲⤶⤴⬑↑⇑^") | {"↩\ufe0e", "↩\ufe0f", "[↩]", "(↩)", "[^]"}
"""Links that are nothing else lead back from a note to where it is named; they are tools of the page."""


class Leaf(Struct, frozen=True, gc=False):
    """A run of text between two boundaries, or an image: the smallest piece that is judged."""

    text: str
    """White space folded; kept in code. The cells of a row are joined by tabs."""
    kind: Kind
    element: int
    """Index of the innermost block-level element around it."""
    level: int = 0
    """1–6 of a heading; how many lists lie around an item."""
    ordered: bool = False
    linked: int = 0
    """Characters inside links and buttons."""
    links: int = 0
    strong: int = 0
    """Characters inside bold elements."""
    broken: bool = False
    """A line break and not an element's edge separates it from the leaf before."""
    hidden: Hiding | None = None
    cells: tuple[str, ...] = ()
    header: bool = False
    """A row whose cells are all header cells."""
    url: str | None = None
    language: str | None = None
    """Of code, where a class names it."""


class Elements(Struct, frozen=True):
    """The block-level elements in document order, as columns; 0 is the root."""

    tags: tuple[str, ...]
    parents: tuple[int, ...]
    names: tuple[str, ...]
    """class, id, role and itemprop, as written."""
    paths: tuple[int, ...]
    """Equal for elements with the same tags and classes up to the root."""
    given: tuple[tuple[int, str, int], ...] = ()
    """Element, attribute, number: `start` of a list, `colspan` and `rowspan` of a cell, where they are not 1."""


class Declared(Struct, frozen=True):
    """What the page says about itself, unjudged."""

    title: str | None
    metas: tuple[tuple[str, str], ...]
    """name, property or itemprop in lower case, and content."""
    json: tuple[str, ...]
    """The JSON-LD scripts."""
    preloaded: tuple[str, ...]
    """State that a framework's script would draw the page from."""
    canonical: str | None
    language: str | None
    times: tuple[tuple[str, int], ...]
    """datetime of each <time>, and how many leaves stood before it."""
    properties: tuple[tuple[str, str], ...]
    """itemprop, rel=author and byline elements with their text."""
    base: str | None = None
    """What relative addresses are relative to, where the page says so."""


class Walked(Struct, frozen=True):
    """A page as leaves in reading order."""

    leaves: tuple[Leaf, ...]
    elements: Elements
    declared: Declared
    recovered: int | None = None
    """How many leaves stand before those that the page holds only for its scripts; None where it holds none."""
