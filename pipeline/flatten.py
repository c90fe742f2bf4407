"""HTML → lines, one for each block a reader sees, with plain markers for headings, items and quotes.

The first step for pages that hide markup in a text dump; no block is judged here.
"""

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

UNSEEN = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "svg",
        "iframe",
        "object",
        "select",
        "button",
    }
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
MARKERS = {
    "h1": "# ",
    "h2": "## ",
    "h3": "### ",
    "h4": "#### ",
    "h5": "##### ",
    "h6": "###### ",
    "li": "- ",
}


def flatten(markup: str) -> str:
    """The lines of an HTML page.

    >>> flatten("<h2>一</h2><p>二<b>三</b><br>四</p><ul><li>五</ul><script>六</script>")
    '## 一\\n\\n二三\\n四\\n\\n- 五'
    """
    soup = BeautifulSoup(markup, "html.parser")
    lines: list[str] = []
    current: list[str] = []

    def end_line(*, apart: bool) -> None:
        line = "".join(current).strip() if not keeps_space else "".join(current).rstrip("\n")
        current.clear()
        if line and line not in MARKERS.values():
            lines.append(line)
        if apart and lines and lines[-1]:
            lines.append("")

    keeps_space = False
    # A stack of (node, entering), since pages nest deeper than Python recurses.
    stack: list[tuple[PageElement, bool]] = [(soup, True)]
    while stack:
        node, entering = stack.pop()
        if isinstance(node, Tag):
            if node.name in UNSEEN or node.has_attr("hidden"):
                continue
            if node.name in BLOCKS:
                end_line(apart=node.name not in ("br", "li", "tr"))
            if node.name == "pre":
                keeps_space = entering
            if entering and node.name == "a" and isinstance(node.previous_sibling, Tag):
                current.append(" ")
            if node.name == "pre":
                lines.append("```")
            if entering:
                current.append(MARKERS.get(node.name, ""))
                stack.append((node, False))
                stack.extend((child, True) for child in reversed(node.contents))
            elif node.name in ("td", "th"):
                current.append("\t")
        elif type(node) is NavigableString:
            current.append(str(node) if keeps_space else " ".join(_spaced(str(node))))
    end_line(apart=False)
    return "\n".join(lines).strip("\n")


def _spaced(text: str) -> list[str]:
    """The words of a text with an empty one at each end where white space stood."""
    words = text.split()
    if not words:
        return ["", ""] if text else []
    return [""] * text[0].isspace() + words + [""] * text[-1].isspace()
