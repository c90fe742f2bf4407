"""Markup → markup that the parser reads as a reader sees it: frames that end, shadow trees, XHTML's closed tags."""

import re
from html import escape

_NEVER_CLOSED = re.compile(r"<iframe\b[^<>]{0,2000}>(?=\s{0,50}</noscript)")
"""`<noscript><iframe src=… /></noscript>`, as tag managers are pasted in. A browser that runs scripts reads what a
noscript holds as one text and never meets the frame."""


def with_closed_frames(markup: str) -> str:
    """The markup, with an end for each frame that a noscript's end shows to have none.

    >>> with_closed_frames("<noscript><iframe src=a /></noscript><p>b</p>")
    '<noscript><iframe src=a /></iframe></noscript><p>b</p>'
    """
    start = markup.find("<iframe")
    if start < 0 or markup.find("</noscript", start) < 0:
        return markup
    parts: list[str] = []
    behind = 0
    while start >= 0:
        if tag := _NEVER_CLOSED.match(markup, start):
            parts += (markup[behind : tag.end()], "</iframe>")
            behind = tag.end()
        start = markup.find("<iframe", start + 1)
    return "".join((*parts, markup[behind:])) if parts else markup


_SHADOW = re.compile(r"(<template\b[^<>]{0,500}?\s)shadowroot(?=[a-z]*[\s=>])", re.IGNORECASE)
_FRAMES = re.compile(r"</?(?:noframes|frameset|frame)\b[^<>]{0,2000}>", re.IGNORECASE)
_OF_XHTML = re.compile(
    r"<!\[CDATA\[|<(?P<tag>script|title|style|textarea|iframe|noscript)\b(?P<rest>[^<>]*?)(?P<closed>/?)>",
    re.IGNORECASE,
)
_END = re.compile("</script", re.IGNORECASE)


def readable(markup: str) -> str:
    """The markup, with what HTML's parser would swallow or leave out made plain; most pages stay as they are."""
    markup = with_closed_frames(markup)
    if "shadowroot" in markup:
        markup = _SHADOW.sub(r"\1data-shadowroot", markup)
    if "<frameset" in markup and "<noframes" in markup:
        markup = _FRAMES.sub(" ", markup)
    return _as_html(markup) if markup.lstrip().startswith("<?xml") else markup


def _as_html(markup: str) -> str:
    """XHTML with its closed elements opened and closed, and what stands between its marks for text as text.

    What a script says is passed over, and behind one that never ends nothing is looked for: each letter is read once.

    >>> readable('<?xml version="1.0"?><title/><p><![CDATA[a < b]]></p>')
    '<?xml version="1.0"?><title></title><p>a &lt; b</p>'
    """
    parts: list[str] = []
    behind = place = 0
    while found := _OF_XHTML.search(markup, place):
        tag = found["tag"]
        end = found.end()
        if tag is None:
            end = markup.find("]]>", end)
            if end < 0:
                break
            parts += (markup[behind : found.start()], escape(markup[found.end() : end], quote=False))
            behind = place = end + len("]]>")
        elif found["closed"]:
            parts += (markup[behind : found.start()], f"<{tag}{found['rest']}></{tag}>")
            behind = place = end
        else:
            over = _END.search(markup, end) if tag.lower() == "script" else found
            if over is None:
                break
            place = over.end()
    return "".join((*parts, markup[behind:]))
