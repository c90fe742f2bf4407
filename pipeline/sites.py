"""People's own rules for a site: CSS selectors, markers, and a function that gets the page's tree.

Only pages of that host are parsed a second time, by Beautiful Soup. What a selector keeps or drops
is marked with a class name that the walk and the labeller know, so the blocks, their order and their
account stay those of every other page.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from msgspec.structs import replace

from pipeline.characters import fold
from pipeline.errors import PageError
from pipeline.hooks import load_hook
from pipeline.leaf import SITE_BODY, SITE_DROP, SITE_KEEP, SITE_TITLE
from pipeline.model import Labelled, Orders, Page, Text, Told, Verdict
from pipeline.settings import FIELDS, MarkerReason, Site, css_and_attribute
from pipeline.verdicts import BEYOND_DOUBT

SITE_MARKER, SITE_LINE = "site_marker", "site_phrase"
MARKS = (("body", SITE_BODY), ("keep", SITE_KEEP), ("drop", SITE_DROP))
ADDRESS_SOUGHT = 60_000
"""Characters of a page in which its own address is looked for."""

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
_CANONICAL = re.compile(r"<link\b[^>]{0,300}\brel=[\"']?canonical\b[^>]{0,600}>", re.IGNORECASE)
_HREF = re.compile(r"\bhref=[\"']?([^\"'\s>]+)", re.IGNORECASE)


def heed(text: Text, page: Page, sites: tuple[Site, ...]) -> Text:
    """The page with what its site's rules say of it; unchanged where no rule is for its host.

    Raises PageError where a hook fails.
    """
    if not sites:
        return text
    host = host_of(page, text)
    mine = [site for site in sites if is_host(host, site.host)]
    if not mine:
        return text
    markers = tuple(pair for site in mine for pair in _verdicts(site.markers, SITE_MARKER))
    lines = tuple(pair for site in mine for pair in _verdicts(site.lines, SITE_LINE))
    if text.media_type != "text/html" or not any(map(_needs_tree, mine)):
        return replace(text, orders=Orders(Told(), markers, lines, only=False, rules=()))
    soup = BeautifulSoup(text.content, "html.parser")
    for site in mine:
        if site.hook is not None:
            soup = _hooked(soup, site.hook, page)
    rules = tuple(rule for site in mine for rule in _mark(soup, site))
    told = _told(soup, mine)
    orders = Orders(told, markers, lines, only=any(site.body for site in mine), rules=rules)
    return replace(text, content=soup.decode(formatter="minimal"), orders=orders)


def mark(labelled: tuple[Labelled, ...], orders: Orders | None) -> tuple[Labelled, ...]:
    """The blocks with those gone that begin with a marker of the site's, or are a line of its.

    What somebody said goes before what rules and judge found, so that the account shows it; a line whose values
    became fields, and what no reader saw, keep their reasons.
    """
    if orders is None or not (orders.markers or orders.lines):
        return labelled
    whole = {line: verdict for line, verdict in reversed(orders.lines) if line}
    return tuple(_marked(item, orders.markers, whole) for item in labelled)


def host_of(page: Page, text: Text) -> str | None:
    """Whose page it is: by its address, by a folder named after the host, by the address it declares."""
    if page.url and (host := urlsplit(page.url).hostname):
        return host.lower()
    for folder in page.path.split("/")[:-1]:
        if _HOST.fullmatch(folder):
            return folder.lower()
    if text.media_type == "text/html" and (link := _CANONICAL.search(text.content[:ADDRESS_SOUGHT])):
        href = _HREF.search(link[0])
        host = urlsplit(href[1]).hostname if href else None
        return host.lower() if host else None
    return None


def site_of(page: Page) -> str | None:
    """Under which name a site's memory is kept: its host without `www.`, else the folder that the page lies in.

    Of folders the outermost below the one that was named, with `/` behind it. None for standard input. The page is
    not decoded: an address is ASCII.
    """
    host = host_of(page, Text(page.data[:ADDRESS_SOUGHT].decode("latin-1"), "text/html", "latin-1", 0))
    if host is not None:
        return host.removeprefix("www.")
    folder, below, _ = page.path.partition("/")
    return None if page.path == "-" else f"{folder if below else '.'}/"


def is_host(host: str | None, pattern: str) -> bool:
    """Whether a host is meant by a pattern; `*` means every page, that of no host, too."""
    if host is None:
        return pattern == "*"
    pattern = pattern.lower()
    return fnmatchcase(host, pattern) or (pattern.startswith("*.") and host == pattern[2:])


def _verdicts(said: dict[MarkerReason, tuple[str, ...]], rule: str) -> Iterator[tuple[str, Verdict]]:
    """Texts, folded as phrases are, and why what they take goes."""
    for reason, texts in said.items():
        for text in texts:
            yield fold(text), Verdict(reason, rule)


def _needs_tree(site: Site) -> bool:
    """Whether its rules ask for more than lines."""
    fields = any(getattr(site, field) is not None for field in FIELDS)
    return fields or bool(site.body or site.keep or site.drop or site.hook)


def _hooked(soup: BeautifulSoup, name: str, page: Page) -> BeautifulSoup:
    hook = load_hook(name)
    try:
        changed = hook(soup)
    except Exception as wrong:
        cause = f"the hook {name} failed on it ({type(wrong).__name__}: {wrong})"
        raise PageError(page.path, cause, "mend the function, or take it out of the site's rules") from wrong
    if changed is not None and not isinstance(changed, BeautifulSoup):
        cause = f"the hook {name} gave back no tree ({type(changed).__name__})"
        raise PageError(page.path, cause, "let it return the tree, or nothing where it changed the one it got")
    return soup if changed is None else changed


def _mark(soup: BeautifulSoup, site: Site) -> Iterator[tuple[str, bool]]:
    """Mark what the site's selectors select; each rule with whether it found anything."""
    for field, token in MARKS:
        for selector in getattr(site, field):
            found = soup.select(selector)
            for element in found:
                _add_class(element, token)
            yield f"{site.host}: {field} {selector!r}", bool(found)
    for field in FIELDS:
        selector = getattr(site, field)
        if selector is not None:
            found = soup.select(css_and_attribute(selector)[0])
            if found and field == "title" and "::attr" not in selector:
                _add_class(found[0], SITE_TITLE)
            yield f"{site.host}: {field} {selector!r}", bool(found)


def _add_class(element: Tag, token: str) -> None:
    names = element.get("class") or ""
    element["class"] = f"{names if isinstance(names, str) else ' '.join(names)} {token}"


def _told(soup: BeautifulSoup, sites: list[Site]) -> Told:
    """The values of the fields, from the first site's rule that finds any."""
    found: dict[str, tuple[str, ...]] = {}
    for site in sites:
        for field in FIELDS:
            selector = getattr(site, field)
            if selector is not None and (values := tuple(_values(soup, selector))):
                found.setdefault(field, values)
    single = {field: found[field][0] for field in FIELDS if field in found and field not in ("authors", "tags")}
    return Told(authors=found.get("authors", ()), tags=found.get("tags", ()), **single)


def _values(soup: BeautifulSoup, selector: str) -> Iterator[str]:
    css, attribute = css_and_attribute(selector)
    for element in soup.select(css):
        value = element.get_text(" ") if attribute is None else element.get(attribute)
        shown = " ".join(str(value or "").split())
        if shown:
            yield shown


def _marked(item: Labelled, markers: tuple[tuple[str, Verdict], ...], lines: dict[str, Verdict]) -> Labelled:
    if item.verdict is not None and item.verdict.reason in BEYOND_DOUBT:
        return item
    key = item.block.key or fold(item.block.text)  # blocks of HTML come without it
    verdict = lines.get(key)
    if verdict is None:
        verdict = next((verdict for start, verdict in markers if start and key.startswith(start)), None)
    return item if verdict is None else replace(item, verdict=verdict)
