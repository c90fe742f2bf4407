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
    if "<iframe" not in markup or "</noscript" not in markup:
        return markup
    return _NEVER_CLOSED.sub(r"\g<0></iframe>", markup)
