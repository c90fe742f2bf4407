"""Markup → markup whose frames end: one that is never closed would swallow the rest of the page as its text."""

import re

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
