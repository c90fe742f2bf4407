"""A corpus folder → its pages with their gold text."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from pipeline.markup.page import tokens

SETS = ("wcxb", "magic", "daniel", "l3sgn1")
FREE_SETS = ("wcxb", "magic")
"""Sets whose licences let weights be passed on: CC-BY-4.0, Apache-2.0."""

_COMMON_SECOND = frozenset({"com", "co", "org", "net", "gov", "ac", "edu", "gv", "or", "ne", "go"})
_ADDRESS = re.compile(r"(?:href|src|content|action)=[\"']?https?://([a-z0-9.-]+)")
_EVERYWHERE = frozenset(
    [
        "w3.org",
        "google.com",
        "google-analytics.com",
        "googlesyndication.com",
        "doubleclick.net",
        "facebook.com",
        "twitter.com",
        "purl.org",
        "dublincore.org",
        "addthis.com",
        "digg.com",
        "del.icio.us",
        "reddit.com",
        "stumbleupon.com",
        "yahoo.com",
        "googleapis.com",
        "youtube.com",
        "adobe.com",
        "macromedia.com",
        "microsoft.com",
        "ogp.me",
        "fbcdn.net",
        "feedburner.com",
        "technorati.com",
        "atdmt.com",
        "quantserve.com",
        "imrworldwide.com",
        "2o7.net",
        "schema.org",
        "gstatic.com",
        "googletagmanager.com",
        "instagram.com",
        "linkedin.com",
        "newsvine.com",
        "live.com",
    ]
)
"""Hosts that pages of all sites name."""
_DANIEL_HOST = re.compile(r"daniel-\d{8}_([^_]+)_")


class Row(msgspec.Struct, frozen=True):
    """One line of a manifest."""

    id: str
    set: str
    url: str | None
    lang: str | None
    page_type: str
    html: str
    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    encoding: str | None = None


class GoldPage(msgspec.Struct, frozen=True):
    """A page with what people say is its body."""

    row: Row
    data: bytes
    """As it came over the wire."""
    html: str
    site: str
    """Pages of one site are never on both sides of a split."""


def pages(folder: Path, sets: tuple[str, ...] = SETS) -> Iterator[GoldPage]:
    """All pages of the named sets, in the order of their manifests."""
    for name in sets:
        for row in _rows(folder / name / "manifest.jsonl"):
            data = gzip.decompress((folder / name / row.html).read_bytes())
            html = data.decode(row.encoding or "utf-8", "replace")
            yield GoldPage(row, data, html, _site(row, html))


def _rows(manifest: Path) -> list[Row]:
    with manifest.open("rb") as lines:
        return [msgspec.json.decode(line, type=Row) for line in lines]


def _site(row: Row, html: str) -> str:
    """The host's registered name; where no host is known, that of most addresses in the page."""
    host = urlsplit(row.url).hostname if row.url else None
    if host is None and (named := _DANIEL_HOST.match(row.id)):
        host = named[1]
    if host is not None:
        return registered(host)
    named_hosts = Counter(registered(found) for found in _ADDRESS.findall(html.lower()))
    for found, _ in named_hosts.most_common():
        if found not in _EVERYWHERE:
            return found
    return row.id


def registered(host: str) -> str:
    """The part of a host name that belongs to one owner.

    >>> registered("www.news.example.co.uk")
    'example.co.uk'
    """
    labels = host.lower().removeprefix("www.").split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in _COMMON_SECOND else 2
    return ".".join(labels[-kept:])


def holds_title(row: Row, title: str | None) -> bool:
    """Whether the gold text begins with the page's title."""
    if row.set in {"daniel", "l3sgn1"}:
        return True
    wanted = tokens(row.title or title or "")
    return bool(wanted) and tokens(row.text)[: len(wanted)] == wanted
