"""An HTML page and a text on it → CSS selectors that find the element that says it."""

import re
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, Tag

from pipeline.charset import read_characters
from pipeline.corrections import squeezed
from pipeline.dates import find_dates
from pipeline.model import Page

HIGHEST = 4
"""Elements around a text that a selector may name, its own included."""
LONGEST_FIELD = 300
"""Characters of an element that says a title, a name or a date."""
DIGITS = 3
"""A name with so many digits is a number or a hash of one page's, and says nothing of another."""

_PLAIN = re.compile(r"-?[A-Za-z_][\w-]*", re.ASCII)
_DIGIT = re.compile(r"\d")
_OUTER = frozenset({"html", "body", "main", "article", "[document]"})
"""Elements that hold a page's article: no rule should name them."""


def parsed(page: Page) -> BeautifulSoup:
    """The page's tree, as rules for sites see it."""
    return BeautifulSoup(read_characters(page.data, declared=page.charset).text, "html.parser")


def selectors(soup: BeautifulSoup, text: str) -> tuple[str, ...]:
    """What selects the innermost elements that hold a text, and those around them; the nearest first."""
    wanted = squeezed(text)
    found: dict[str, None] = {}
    for element in _innermost(soup, lambda tag: wanted in squeezed(tag.get_text())) if wanted else ():
        around: Tag | None = element
        for _ in range(HIGHEST):
            if around is None or around.name in _OUTER:
                break
            found.update(dict.fromkeys(_names(around)))
            around = around.parent
    return tuple(found)


def field_selectors(soup: BeautifulSoup, name: str, value: str) -> tuple[str, ...]:
    """What selects an element that says a fact and nothing else; of a date also one whose `datetime` says it."""
    found: dict[str, None] = {}
    is_date = name in ("published", "modified")
    for tag in soup.find_all(True):
        stamp = tag.get("datetime")
        if is_date and isinstance(stamp, str) and _says(stamp, value):
            found.update(dict.fromkeys(f"{each}::attr(datetime)" for each in (*_names(tag), tag.name)))
        shown = tag.get_text(" ")
        if len(shown) <= LONGEST_FIELD and (_says(shown, value) if is_date else squeezed(shown) == squeezed(value)):
            found.update(dict.fromkeys(_names(tag)))
            if tag.name in ("h1", "h2", "time"):
                found[tag.name] = None
    return tuple(found)


def _says(text: str, value: str) -> bool:
    dates = find_dates(text)
    return bool(dates) and dates[0].iso == value


def _innermost(soup: BeautifulSoup, holds: Callable[[Tag], bool]) -> Iterator[Tag]:
    """The elements that hold something and have no child that does."""
    waiting: list[Tag] = [tag for tag in soup.children if isinstance(tag, Tag) and holds(tag)]
    while waiting:
        tag = waiting.pop()
        inside = [child for child in tag.children if isinstance(child, Tag) and holds(child)]
        if inside:
            waiting += inside
        else:
            yield tag


def _names(tag: Tag) -> Iterator[str]:
    """Its classes, its id and its itemprop, as selectors."""
    classes = tag.get("class") or ""
    for name in classes.split() if isinstance(classes, str) else list(classes):
        if _is_name(name):
            yield f"{tag.name}.{name}"
    for attribute, form in (("id", "{}#{}"), ("itemprop", '{}[itemprop="{}"]')):
        value = tag.get(attribute)
        if isinstance(value, str) and _is_name(value):
            yield form.format(tag.name, value)


def _is_name(name: str) -> bool:
    return _PLAIN.fullmatch(name) is not None and len(_DIGIT.findall(name)) < DIGITS
