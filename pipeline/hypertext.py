"""Links in a text: of Markdown their words, for addresses are markup; and which lines are links.

Lynx and its like number the links of a page, and put their addresses at its end.
"""

import re
from collections.abc import Iterator

_PICTURE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\s]{1,500}(?: \"[^\"\n]{0,200}\")?\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\([^()\s]{1,500}(?: \"[^\"\n]{0,200}\")?\)")
"""With words: without any it stays as it is, for nothing else would be left of it."""
_ADDRESSED = re.compile(r"\[[^\[\]\n]{0,300}\]\((?:https?://|/)[^()\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)")
_CODE = re.compile(r"(`+)[^`\n]+\1")
_FENCE = re.compile(r"\s*(?:```|~~~)")

_BOARD_LINK = re.compile(r"\[url(?:=[^\[\]\n]{1,300})?\]([^\n]{1,300}?)\[/url\]", re.IGNORECASE)
_BOARD_TAG = re.compile(r"\[/?\w{1,9}(?:=[^\[\]\n]{0,100})?\]|&\w{2,8};")
_NUMBERED = re.compile(r"\s*(?:[-*+•o]\s+)?\[(\d{1,4})\](?=\S)")
_LISTED = re.compile(r"\s*(\d{1,4})\. (?:[a-z][a-z+.-]{1,9}:|/)\S+\s*$")
_LISTS_LINKS = re.compile(r"\s*(?:references|(?:visible |hidden )?links):?\s*$", re.IGNORECASE)

LINKED_LINES = 5
"""So many lines with links to an address make a page Markdown, whatever it is called."""
FEWEST_NUMBERED = 3
"""So many addresses at the end are those of the page's links."""
LINKED_SHARE = 0.6
"""Share of a line's letters in links from which it is one; the same as of a block of HTML."""


def is_hypertext(text: str) -> bool:
    """Whether a text is full of Markdown's links, outside of code: a scraper wrote it from a page's tree.

    >>> is_hypertext("- [One](/1)\\n- [Two](/2)\\n- [Three](/3)\\n[Four](http://x.example)\\n> [Five](/5)")
    True
    """
    if text.count("](") < LINKED_LINES:
        return False
    return sum(1 for _, line in _outside_fences(text) if _ADDRESSED.search(_CODE.sub("", line))) >= LINKED_LINES


def without_addresses(markdown: str) -> str:
    """Markdown with the words of its links and pictures only; code stays as it is.

    >>> without_addresses("See [the lock](lock.html), ![](gate.png)and [](x), not `[a](b)`.")
    'See the lock, and [](x), not `[a](b)`.'
    """
    if "](" not in markdown:
        return markdown
    lines = markdown.split("\n")
    for number, line in _outside_fences(markdown):
        if "](" in line:
            lines[number] = _worded(line)
    return "\n".join(lines)


def linked_lines(markdown: str) -> frozenset[int]:
    """The numbers, from 1, of the lines whose letters stand in links, most of them at least.

    >>> sorted(linked_lines("- [Home](/)\\n[All](/a) / [Locks](/l)\\nSee [the lock](/l), which is old."))
    [1, 2]
    """
    if "](" not in markdown:
        return frozenset()
    return frozenset(number + 1 for number, line in _outside_fences(markdown) if "](" in line and _is_linked(line))


def board_lines(text: str) -> frozenset[int]:
    """The numbers, from 1, of the lines that are links as old boards write them.

    >>> sorted(board_lines("·[url=view.asp?id=8]The gate[/url]\\nSee [url=/l]the lock[/url], which is old."))
    [1]
    """
    if "[url" not in text.lower():
        return frozenset()
    return frozenset(
        number
        for number, line in enumerate(text.split("\n"), 1)
        if "[url" in line.lower()
        and (words := sum(_letters(found[1]) for found in _BOARD_LINK.finditer(line)))
        and words >= LINKED_SHARE * (words + _letters(_BOARD_TAG.sub("", _BOARD_LINK.sub("", line))))
    )


def numbered_lines(text: str) -> frozenset[int]:
    """Of a page whose links are numbered: the numbers, from 1, of the lines that begin as a link, and of the addresses.

    >>> page = "[1]Home\\n[2]All\\nThe lock [3]is old.\\nReferences\\n\\n1. http://a.example/\\n2. /b\\n3. /c"
    >>> sorted(numbered_lines(page))
    [1, 2, 4, 6, 7, 8]
    """
    tail = text.rstrip()
    if not _LISTED.match(tail[tail.rfind("\n") + 1 :]):
        return frozenset()
    lines = tail.split("\n")
    first = len(lines)
    while first and (_LISTED.match(lines[first - 1]) or not lines[first - 1].strip()):
        first -= 1
    addressed = {found[1] for line in lines[first:] if (found := _LISTED.match(line))}
    if len(addressed) < FEWEST_NUMBERED or not first or not _LISTS_LINKS.match(lines[first - 1]):
        return frozenset()
    begins = ((number, _NUMBERED.match(line)) for number, line in enumerate(lines[: first - 1], 1))
    begun = {number for number, found in begins if found and found[1] in addressed}
    listed = {number for number in range(first, len(lines) + 1) if lines[number - 1].strip()}
    return frozenset(begun | listed) if 2 * len(begun) >= FEWEST_NUMBERED else frozenset()


def _outside_fences(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers from 0, but those between a pair of code fences."""
    held: list[tuple[int, str]] = []
    is_open = False
    for number, line in enumerate(text.split("\n")):
        if _FENCE.match(line):
            if is_open:
                held.clear()
            is_open = not is_open
        elif is_open:
            held.append((number, line))
        else:
            yield number, line
    yield from held  # a fence that is never closed opens nothing


def _worded(line: str) -> str:
    pieces = []
    place = 0
    for code in _CODE.finditer(line):
        pieces += [_unlinked(line[place : code.start()]), code[0]]
        place = code.end()
    return "".join([*pieces, _unlinked(line[place:])])


def _unlinked(text: str) -> str:
    shown = _LINK.sub(r"\1", _PICTURE.sub(r"\1", text))
    return shown if shown.strip() or not text.strip() else text


def _is_linked(line: str) -> bool:
    bare = _PICTURE.sub("", line)
    words = sum(_letters(found[1]) for found in _LINK.finditer(bare))
    rest = _letters(_LINK.sub("", bare))
    return bool(words) and words >= LINKED_SHARE * (words + rest)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
