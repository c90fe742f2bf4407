"""Page → text: bytes become characters, newlines are folded, the kind is told by content first."""

import html
import re

from pipeline.charset import looks_binary, read_characters
from pipeline.hypertext import is_hypertext
from pipeline.model import Page, Text

_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:div|p|a|span|td|tr|li|ul|ol|table|br|script|meta|link|head|body|img|h[1-6]|article|section)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_EDGE = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|li|table|section|article|blockquote|span|figure|center|font|strong|b|a|img|br)\b[^<>]*>"
)
_ENDS = ("</p>", "</div>", "</li>", "</ul>", "</ol>", "</table>", "</section>", "</article>", "<br>", "<br/>", "<br />")
"""How a line of a piece of markup begins, and how one ends."""
_WHOLE = re.compile(
    r"<(?:p|div|ul|ol|li|table|h[1-6]|section|article|blockquote)\b[^<>]{0,300}>\s*(?:<[^<>]{0,300}>\s*){0,4}[^<\s]"
    r"|\w[^<>\n]{0,9}<br ?/?>"
)
"""An element with text in it; or a line that is broken off."""
_UNESCAPED = re.compile(r"</?(?:p|br|div|span|strong|b)\b[^<>]{0,200}>")
"""What a scraper's tool may have left beside escaped tags."""
_NEWLINES = re.compile(r"\r\n?")

TAGS_SAMPLED = 20_000
"""Characters in which tags are counted."""
TAGS_ENOUGH = 8
TAGGED_LINES = 0.6
"""Share of the lines that hold a tag."""
LINE_SAMPLED = 2000
MARKUP_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")


def decode(page: Page) -> Text | None:
    """The characters of a page; None where it holds no text at all.

    >>> decode(Page("a.txt", "一\\r\\n二".encode("gb18030"))).content
    '一\\n二'
    """
    if looks_binary(page.data):
        return None
    characters = read_characters(page.data, declared=page.charset)
    content = characters.text
    if "\r" in content:
        content = _NEWLINES.sub("\n", content)
    if "&lt;" in content and _is_escaped(content):
        content = html.unescape(content)
    media_type = _kind(page, content)
    if media_type == "text/html" and content[:1] != "<":
        content = _with_breaks(content)
    return Text(content, media_type, characters.encoding, characters.lost)


def _kind(page: Page, content: str) -> str:
    said = page.media_type or ""
    is_markdown = said == "text/markdown" or page.path.lower().endswith((".md", ".markdown"))
    if _DOCUMENT.match(content[:2000]):
        return "text/html"
    if "<" in content:
        named = page.path.lower().endswith(MARKUP_SUFFIXES) or "html" in said
        sample = content[:TAGS_SAMPLED]
        if _TAG.search(sample) and (
            named or _is_tagged_throughout(sample) or (not is_markdown and _is_fragment(content))
        ):
            return "text/html"
    return "text/markdown" if is_markdown or is_hypertext(content) else "text/plain"


def _is_fragment(content: str) -> bool:
    """A piece of a page, as the field of a record holds it: nearly every line begins or ends with an element."""
    sample = content[:TAGS_SAMPLED]
    if _WHOLE.search(sample) is None:
        return False
    lines = [line.strip() for line in sample.split("\n") if line.strip()]
    edged = sum(1 for line in lines if _EDGE.match(line) or line.endswith(_ENDS))
    return edged >= TAGGED_LINES * len(lines) and any(end in content for end in _ENDS)


def _is_escaped(content: str) -> bool:
    """A piece of a page whose tags were escaped once too often; a text about tags names some of them."""
    sample = content[:TAGS_SAMPLED]
    return "<" not in _UNESCAPED.sub("", sample) and _is_fragment(html.unescape(sample))


def _with_breaks(content: str) -> str:
    """The piece with its first lines apart, where they stand bare above the first element."""
    at = content.find("<")
    return content[:at].replace("\n", "<br>\n") + content[at:] if "\n" in content[:at].strip() else content


def _is_tagged_throughout(sample: str) -> bool:
    """A text *about* HTML shows tags in some of its lines; of a page of HTML most lines hold one."""
    if len(_TAG.findall(sample)) < TAGS_ENOUGH:
        return False
    lines = [line for line in sample.split("\n") if line.strip()]
    tagged = sum(1 for line in lines if _TAG.search(line[:LINE_SAMPLED]))
    return tagged >= TAGGED_LINES * len(lines)
