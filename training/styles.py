"""An HTML page → its lines, in the ways in which scrapers flatten pages: the same page in another form teaches anew."""

import re
from importlib import import_module
from typing import Any, Literal

Style = Literal["pieces", "blocks", "source"]
"""A line a piece of text (`get_text("\\n")`), a line a block of the layout, or the source's own lines
(`text_content()`)."""
STYLES: tuple[Style, ...] = ("pieces", "blocks", "source")

_DEAD = frozenset({"script", "style", "noscript", "template"})
_NAMES = (
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe li main menu nav "
    "noframes ol optgroup option p pre section select summary table tbody td tfoot th thead title tr ul"
)
_BLOCKS = frozenset(_NAMES.split())
_SPACES = re.compile(r"\s+")


def lines_of(html: str, style: Style, *, titled: bool = False) -> list[str]:
    """The page's lines, none of them blank; `titled` begins with what stands in the page's head, as some tools do.

    Needs lxml, in training only. A page that lxml cannot read has none.
    """
    root = _root(html)
    body = root if root is None or titled or root.tag != "html" else root.find("body")
    if body is None:
        return []
    pieces: list[str] = []
    _walk(body, style, pieces)
    lines = "".join(pieces).split("\n")
    shown = (_SPACES.sub(" ", line).strip() if style == "blocks" else line.strip() for line in lines)
    return [line for line in shown if line]


def _root(html: str) -> Any:
    """The page's tree, or None."""
    parse = import_module("lxml.html").fromstring
    try:
        return parse(html.encode() if html.lstrip().startswith("<?xml") else html)
    except (ValueError, import_module("lxml.etree").ParserError):
        return None


def _walk(node: Any, style: Style, pieces: list[str]) -> None:
    """The text below a node, with the breaks of the style."""
    if not isinstance(node.tag, str) or node.tag in _DEAD:
        return
    edge = "\n" if style == "blocks" and node.tag in _BLOCKS else ""
    behind = "\n" if style == "pieces" else ""
    pieces += (edge, _shown(node.text, style), behind)
    for child in node:
        _walk(child, style, pieces)
        pieces += (_shown(child.tail, style), behind)
    pieces.append(edge)


def _shown(text: str | None, style: Style) -> str:
    """A text; in blocks its line breaks are white space."""
    return "" if text is None else _SPACES.sub(" ", text) if style == "blocks" else text
