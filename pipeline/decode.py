"""Page → text: bytes become characters, newlines are folded, the kind is told by content first."""

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
    media_type = _kind(page, content)
    return Text(content, media_type, characters.encoding, characters.lost)


def _kind(page: Page, content: str) -> str:
    said = page.media_type or ""
    if _DOCUMENT.match(content[:2000]):
        return "text/html"
    if "<" in content:
        named = page.path.lower().endswith(MARKUP_SUFFIXES) or "html" in said
        sample = content[:TAGS_SAMPLED]
        if _TAG.search(sample) and (named or _is_tagged_throughout(sample)):
            return "text/html"
    is_markdown = said == "text/markdown" or page.path.lower().endswith((".md", ".markdown"))
    return "text/markdown" if is_markdown or is_hypertext(content) else "text/plain"


def _is_tagged_throughout(sample: str) -> bool:
    """A text *about* HTML shows tags in some of its lines; of a page of HTML most lines hold one."""
    if len(_TAG.findall(sample)) < TAGS_ENOUGH:
        return False
    lines = [line for line in sample.split("\n") if line.strip()]
    tagged = sum(1 for line in lines if _TAG.search(line[:LINE_SAMPLED]))
    return tagged >= TAGGED_LINES * len(lines)
