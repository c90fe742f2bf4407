"""Data of a page, or of the pages of one container → one HTML file that holds all it needs: `explain --html`."""

import base64
import hashlib
import re

import msgspec
from msgspec import Struct

from pipeline.label.explanations import EXPLANATIONS
from pipeline.review.files import SCRIPTS, STYLES, asset
from pipeline.review.pages import PageData

_POLICY = re.compile(r"script-src 'self'; style-src 'self'; connect-src 'self'")
_STYLE = re.compile(r' *<link rel="stylesheet" href="assets/[\w.]+">\n')
_SCRIPT = re.compile(r' *<script src="assets/[\w.]+"></script>\n')


class Single(Struct, frozen=True):
    """What the one-page view shows."""

    pages: tuple[PageData, ...]
    explanations: dict[str, str]


def single(pages: tuple[PageData, ...]) -> str:
    """The view of some pages as one file; only its own scripts and styles may run, by their digests."""
    rules = {block.rule for page in pages for block in page.blocks if block.rule is not None}
    told = Single(pages, {rule: EXPLANATIONS[rule] for rule in sorted(rules & EXPLANATIONS.keys())})
    style = "\n".join(asset(name) for name in STYLES)
    script = "\n".join(asset(name) for name in SCRIPTS)
    # In a script element nothing ends the text but what looks like an element: so there is no `<` in it.
    data = msgspec.json.encode(told).decode().replace("<", "\\u003c")
    head = f"<style>{style}</style>\n"
    foot = f'<script type="application/json" id="single">{data}</script>\n<script>{script}</script>\n'
    page = _POLICY.sub(f"script-src '{_digest(script)}'; style-src '{_digest(style)}'", asset("index.html"), count=1)
    # By place and not by `sub`: what is put in is full of backslashes.
    page = _put(page, _STYLE, head)
    return _put(page, _SCRIPT, foot)


def _put(page: str, gone: re.Pattern[str], instead: str) -> str:
    """One thing in the place of all that a pattern finds."""
    found = gone.search(page)
    assert found is not None
    return page[: found.start()] + instead + gone.sub("", page[found.start() :])


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
