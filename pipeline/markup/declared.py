"""What a page says about itself, gathered while it is walked; describe.py judges it."""

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from pipeline.leaf import Declared

_PROPERTIES: Final = frozenset(
    [
        "headline",
        "name",
        "author",
        "datepublished",
        "datecreated",
        "datemodified",
        "publisher",
        "description",
        "image",
        "keywords",
    ]
)
_BYLINE = re.compile(r"(?<![a-z])(?:by-?line|authors?|writer|authi|user-?name|nick-?name|d_name|zuozhe)(?![a-z])", re.I)
"""Names of elements that hold an author's name; describing asks whether they stand in the article's head."""
NAMING: Final = frozenset({"id", "data-testid", "data-test", "data-qa", "data-role"})
"""With `class`, the attributes that may name an author's element: class names are often made by a machine."""
AUTHOR_PAGE = re.compile(
    r"/(?=[acjr])(?:author|autor|auteur|autore|avtor|columnist|contributor|reporter|journalist)s?/[^/?#\s]", re.I
)
"""The address of a page about one of the site's authors; the text of such a link is a name."""
AUTHOR_CARD: Final = "author_card"
_CARD: Final = frozenset({"author", "vcard"})
"""The microformat of who wrote an entry; what is said of a comment's writer has another name."""
_LONGEST: Final = 300
"""Characters of a captured element; a name or a date is shorter."""
_STATES: Final = frozenset({"__NEXT_DATA__", "__NUXT_DATA__"})
_DATA: Final = frozenset({"application/json", "text/json"})
_PROGRAM: Final = frozenset({"", "text/javascript", "application/javascript", "module"})
"""Types of a script that holds values only, and of one that may set them."""
_SET = re.compile(
    r"\s*(?:(?:var|let|const)\s+)?(?:(?:window|self|globalThis)\s*[.\[]\s*[\"']?)?__[A-Za-z][A-Za-z0-9_]{2,40}[\"']?\]?\s*=\s*"
    r"(?=[{\[\"]|JSON\.parse)"
)
"""`window.__INITIAL_STATE__ = {…`: how frameworks hand a page's values to their scripts, in front of the script."""
_MOMENT_SET = re.compile(
    r"\bcreateTime\s*=\s*[\"'](?P<day>20\d\d-\d\d-\d\d \d\d:\d\d)"
    r"|\b(?:ct|oriCreateTime)\s*=\s*[\"'](?P<epoch>1\d{9})[\"']"
)
"""When an account's article was published (mp.weixin.qq.com): a script writes it into an element that is empty here."""
_CHINA: Final = timezone(timedelta(hours=8))

Attributes = tuple[tuple[str, str | None], ...]


class Declarations:
    """Gathers while the walk goes on; `declared` is the result."""

    def __init__(self) -> None:
        self.capturing = 0
        self._title: str | None = None
        self._metas: list[tuple[str, str]] = []
        self._json: list[str] = []
        self._preloaded: list[str] = []
        self._canonical: str | None = None
        self._base: str | None = None
        self._language: str | None = None
        self._times: list[tuple[str, int]] = []
        self._properties: list[tuple[str, str]] = []
        self._open: list[tuple[str, list[str], int]] = []
        self._listening = ""

    def declared(self) -> Declared:
        return Declared(
            self._title,
            tuple(self._metas),
            tuple(self._json),
            tuple(self._preloaded),
            self._canonical,
            self._language,
            tuple(self._times),
            tuple(self._properties),
            self._base,
        )

    def element(self, tag: str, attrs: Attributes, leaves: int) -> None:
        """<meta>, <link>, <base>, <time>, <script> and <title>."""
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            content = given.get("content", "").strip()
            for key in ("property", "name", "itemprop", "http-equiv"):
                if content and given.get(key):
                    self._metas.append((given[key].strip().lower(), content))
        elif tag == "link":
            if "canonical" in given.get("rel", "").lower().split():
                self._canonical = self._canonical or given.get("href") or None
        elif tag == "base":
            self._base = self._base or given.get("href") or None
        elif tag == "time":
            if given.get("datetime"):
                self._times.append((given["datetime"].strip(), leaves))
                if "pubdate" in given:
                    self._properties.append(("datepublished", given["datetime"].strip()))
        elif tag == "title":
            self._listening = "title" if self._title is None else ""
        else:
            self._listening = _holds(given)

    def script_ends(self, parts: list[str]) -> None:
        """The text of a <title> or <script>, kept where its start tag made it of interest."""
        if not self._listening:
            return
        text = "".join(parts)
        if self._listening == "title":
            self._title = " ".join(text.split()) or None
        elif self._listening == "json":
            self._json.append(text)
        else:
            self._moment_set(text)
            values = _SET.match(text) if self._listening == "program" else None
            if values or self._listening == "state":
                self._preloaded.append(text[values.end() :] if values else text)
        self._listening = ""

    def _moment_set(self, script: str) -> None:
        """The day of publication that a script holds, seconds of the epoch as China's clock shows them."""
        if self._listening != "program" or ("createTime" not in script and "msg_title" not in script):
            return
        for said in sorted(_MOMENT_SET.finditer(script), key=lambda said: said["day"] is None)[:1]:
            shown = said["day"] or datetime.fromtimestamp(int(said["epoch"]), _CHINA).isoformat()
            self._properties.append(("datecreated", shown))

    def capture(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Attributes of the element that say what its text is; True where the text is wanted."""
        if tag == "html":
            self._language = attributes.get("lang") or attributes.get("xml:lang") or None
        if preloaded := attributes.get("data-preloaded"):
            self._preloaded.append(preloaded)
        name = _property(attributes)
        if name is None:
            return False
        content = attributes.get("content") or attributes.get("datetime")
        if content:
            self._properties.append((name, content.strip()))
            return False
        self._open.append((name, [], len(self._properties)))
        self.capturing += 1
        return True

    def text(self, data: list[str]) -> None:
        """Text for the elements whose text is captured, at most the four innermost."""
        heard = [part for part in data if part != "\x00"]
        for _, parts, _ in self._open[-4:]:
            parts.extend(heard)

    def captured(self) -> None:
        name, parts, before = self._open.pop()
        self.capturing -= 1
        text = " ".join("".join(parts).split())
        if name == "author" and (named := [value for each, value in self._properties[before:] if each == "name"]):
            text = named[0]  # An author whose name has an element of its own: the rest is his rank and his points.
        if 0 < len(text) <= _LONGEST:
            self._properties.append((name, text))
            if name == AUTHOR_CARD:
                self._properties.append(("byline", text))


def _holds(script: dict[str, str]) -> str:
    """What a script's text may hold of the page's content; empty where nothing."""
    kind = script.get("type", "").lower()
    if "ld+json" in kind:
        return "json"
    if script.get("id") in _STATES or kind in _DATA:
        return "state"
    return "program" if "src" not in script and kind in _PROGRAM else ""


def speaks(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether `capture` could find anything in the attributes."""
    return tag == "html" or bool(attributes.get("data-preloaded")) or _property(attributes) is not None


def _property(attributes: dict[str, str | None]) -> str | None:
    if named := attributes.get("itemprop"):
        for name in named.lower().split():
            if name in _PROPERTIES:
                return name
    if "rel" in attributes and "author" in (attributes["rel"] or "").lower().split():
        return "rel_author"
    classes = attributes.get("class")
    if classes and names_author(classes):
        return AUTHOR_CARD if set(classes.lower().split()) >= _CARD else "byline"
    if AUTHOR_PAGE.search(attributes.get("href") or ""):
        return "author_page"
    if NAMING.isdisjoint(attributes):
        return None
    return "marked" if any((value := attributes.get(name)) and names_author(value) for name in NAMING) else None


@lru_cache(maxsize=20_000)
def names_author(classes: str) -> bool:
    """Whether a class says that an author's name stands in the element."""
    said = classes.lower()
    # One of these stands in each of them: most classes hold none, and a look costs less than the pattern.
    may = "auth" in said or "name" in said or "line" in said or "writer" in said or "zuozhe" in said
    return may and _BYLINE.search(classes) is not None
