"""A stretch of labelled blocks → the part with its title: section names above it and copies of it go."""

from msgspec.structs import replace

from pipeline.byline import read_byline
from pipeline.headline import find_title
from pipeline.model import Block, Labelled, Part, Verdict
from pipeline.shapes import fenced, leads_in
from pipeline.title_signs import rule_of, squeezed
from pipeline.uppermost import NEARBY

ABOVE_TITLE = Verdict("navigation", "above_title")
TITLE_AGAIN = Verdict("duplicate", "title_again")
MOST_ABOVE = 20
"""So many lines above a title may be its site's sections; more are a frame's only where as many went already. Without
this limit 18,000 characters of 2,927 gold texts went, most of three lists."""
OWN_RULES = frozenset({ABOVE_TITLE.rule, TITLE_AGAIN.rule})
LONGEST_SECTION_NAME = 44
_STEPS = frozenset("»>›/→＞")
"""What stands between the steps of a path."""
_JOINTS = frozenset("_|｜-–—·•:：(（[【》>)）]】")


def _names_section(block: Block) -> bool:
    return block.size <= LONGEST_SECTION_NAME and not block.stops and not leads_in(block)


def titled(labelled: tuple[Labelled, ...]) -> Part:
    """A stretch with its title; section names above it and copies of it go."""
    title = _of_its_copies(labelled, find_title(labelled))
    if title is not None and (said := read_byline(labelled[title].block.text)) is not None and said.published:
        title = None
    items = list(labelled)
    if title is not None:
        items[title] = replace(items[title], verdict=None)
        furnished = any(
            rule_of(item) == "byline" or index < title
            for index, item in enumerate(labelled)
            if item.verdict is not None
        )
        left = [index for index, item in enumerate(items) if item.verdict is None]
        places = {index: place for place, index in enumerate(left)}
        code = fenced([item.block for item in labelled])
        gone = sum(1 for item in labelled[:title] if item.verdict is not None)
        furnished = furnished and places[title] <= max(MOST_ABOVE, gone)
        for index in left:
            item = items[index]
            if index == title:
                continue
            # Counted among what stays: a menu may stand between a page's title and its article's.
            if abs(places[index] - places[title]) <= 2 * NEARBY and _repeats(item.block, labelled[title].block):
                items[index] = replace(item, verdict=TITLE_AGAIN)
            elif furnished and index < title and not code[index] and _names_section(item.block):
                items[index] = replace(item, verdict=ABOVE_TITLE)
    body = tuple(item.block for index, item in enumerate(items) if item.verdict is None and index != title)
    return Part(None if title is None else labelled[title].block, body, tuple(items))


def _of_its_copies(labelled: tuple[Labelled, ...], title: int | None) -> int | None:
    """The title, or the same line where the page has it: below the last step of a path; over a thread's first post."""
    if not title:
        return title
    name = squeezed(labelled[title].block)
    for index in range(title):
        same = name and labelled[index].verdict is None and squeezed(labelled[index].block) == name
        if same and any(rule_of(item) == "post_profile" for item in labelled[index:title]):
            return index
    above, below = labelled[title - 1], labelled[min(title + 1, len(labelled) - 1)]
    stepped = rule_of(above) == "breadcrumb" or above.block.text.rstrip()[-1:] in _STEPS
    return title + 1 if stepped and name and below is not labelled[title] and squeezed(below.block) == name else title


def _repeats(block: Block, title: Block) -> bool:
    """The title again, alone or with the site's name behind a mark; a sentence that holds it is none."""
    name = squeezed(title)
    if name and squeezed(block) == name:
        return True
    if not name or block.stops or block.size > 2 * title.size + LONGEST_SECTION_NAME:
        return False
    before, found, behind = block.text.partition(title.text)
    rest = before.strip() + behind.strip()
    return bool(found) and (not rest or rest[0] in _JOINTS or rest[-1] in _JOINTS)


def without_titles_again(labelled: tuple[Labelled, ...], title: int) -> tuple[Labelled, ...]:
    """The blocks of an HTML page with those gone that say the title again near it."""
    near = range(title + 1, min(len(labelled), title + 1 + 2 * NEARBY))
    again = [
        index
        for index in near
        if labelled[index].verdict is None and _repeats(labelled[index].block, labelled[title].block)
    ]
    return tuple(replace(item, verdict=TITLE_AGAIN) if index in again else item for index, item in enumerate(labelled))
