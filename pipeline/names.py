"""A value of a byline → the people in it; placeholders are nobody."""

import re

from pipeline.characters import columns, fold
from pipeline.lexicon import lexicon, nobody

_POSITION = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|staff|journalist|columnist|contributor|redakteur\w*)\b",
    re.IGNORECASE,
)


_NAME_SPLIT = re.compile(r"\s*(?:[、,，;；/／&＆]|\sand\s|\sund\s|\set\s|\sy\s|\se\s|\sи\s|\si\s)\s*")


EAST_NAME = re.compile(r"[\u3400-\u9fff\u3041-\u30ff\uac00-\ud7a3·A-Za-z0-9_ー]{1,12}")


_WEST_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: (?:[^\W\d_][\w.'’-]*|de|van|von|der|la)){0,4}")


def bare_name(line: str) -> str | None:
    """The name that is all of a line: two to four capitalised words, or a short East Asian name.

    Only its place, between a title and a date, tells that it is one.

    >>> bare_name("Rosario Beltrán"), bare_name("林小溪"), bare_name("The end of it")
    ('Rosario Beltrán', '林小溪', None)
    """
    name = line.strip()
    if _BARE_WEST.fullmatch(name) or _BARE_EAST.fullmatch(name):
        return None if is_nobody(name) or lexicon().whole(fold(name)) else name
    return None


_BARE_WEST = re.compile(
    r"(?:[^\W\d_a-z]\.? ?){0,3}[^\W\d_a-z][^\W\d_]+(?:[ -](?:de |van |von |da |di |la )?[^\W\d_a-z][^\W\d_]+){1,3}"
)


_BARE_EAST = re.compile("[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")


def names(value: str) -> list[str]:
    """The people of an author value; placeholders are nobody."""
    found = []
    for piece in _NAME_SPLIT.split(value):
        name = re.sub(r"\s(?:on|at|in|am|le|el|em|il|den|op|w|в|från|на)$", "", piece)
        name = re.sub(r"\s*(?:기자|특파원)$", "", name)
        name = re.sub(r"^(?:记者|記者|作者|文|特约|本报|by|By)\s*[:：]?\s*", "", name).strip(" .。·|@")
        if (
            not name
            or _POSITION.search(name)
            or is_nobody(name)
            or columns(name) > 40
            or not (EAST_NAME.match(name) or _WEST_NAME.match(name))
        ):
            continue
        found.append(name)
    return found


def is_nobody(name: str) -> bool:
    """Whether a name is a placeholder or has no letter: admin, 佚名, undefined."""
    return fold(name) in nobody() or not any(character.isalpha() for character in name)
