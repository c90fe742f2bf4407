"""Labelled blocks of a part → why it is no article; None where it is one."""

import re
from itertools import pairwise

from msgspec.structs import replace

from pipeline.byline import read_byline
from pipeline.characters import columns
from pipeline.dates import find_dates
from pipeline.dead_ends import LONGEST as LONGEST_NOTICE
from pipeline.dead_ends import dead_end, titled_end
from pipeline.leaf import Leaf, Walked
from pipeline.login import asks_for_login, is_login_form, names_login
from pipeline.model import Absence, Block, Labelled, Part, Reason, Verdict
from pipeline.shapes import is_prose, marker
from pipeline.title_signs import rule_of

SENTENCE = 0.5
"""The chance from which the judge of lines believes in a sentence."""
SURE, SHORTEST_WRAPPED = 0.9, 50
"""From this chance on a line of so many columns is text though no sentence ends in it: hard-wrapped pages."""
LIST_LINES = 5
MANY_ERRORS = 3
MOST_BESIDE_ERRORS = 600
"""Columns that may stand among the errors of a page that is nothing else."""
ONE_LINE = 100
"""Columns of a single line, without a full stop, that still make an article."""
FEWEST_COLUMNS = 40
"""Columns of text without a sentence that still make an article: two lines of a poem."""
LINKED = 0.9
"""Share of a block's characters that are inside links where it is a link: a bullet or a number may stand before it."""
ARCHIVE = 0.5
"""Share of an archive's lines that are titles with their days; the rest is what stands beside it."""
DATE = 24
"""Characters of a date beside a link, its time and brackets counted."""
BELIEVED = 0.3
"""The chance below which the judge believes in no block: of 2,927 pages with an article 6 have nothing more likely."""
NOTHING = 0.15
"""The chance below which the judge is sure that a page has no article: of the same pages two have nothing likelier."""
SNIPPET = 0.8
"""The chance below which a block of a search's results may be the beginning of another page."""
MOST_BESIDE_NOTICE = 140
"""Columns of sentences below a line that says that there is no article: two of a notice, fewer than an article's.
Of 2,775 texts with an article one has such a line above less, a thread whose posts are lost; of 106 without one every
other has."""
LEAST_EXPECTED = 40
"""Columns of an article that the judge of lines must expect of a page: of 928 pages with an article, which it had not
seen, the least was 62; of 45 without, a third has less."""
SHORTEST_JUDGED = 10
"""Columns of an HTML page's text that still make an article: a forum's post of five Han characters."""

_DATED = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}|\d{1,2}-\d{1,2}\s*$|^\[?\d{2}-\d{2}")
POST_LINES, SURE_OF_POST, MOSTLY = 4, 0.85, 0.75
"""Lines without a sentence that are a post all the same; the chance that each then has, and how many have it."""
_ABSENT: dict[Absence, Reason] = {
    "error_page": "error",
    "list_page": "related",
    "login_wall": "boilerplate",
    "empty": "boilerplate",
    "too_short": "boilerplate",
    "not_text": "undecodable",
}


def absence(part: Part, markup: Walked | None) -> Absence | None:
    """Why a part of a page is no article; None where it is one.

    In HTML, where there is `markup`, the judge has said what the page is for.
    """
    removed = [item for item in part.labelled if item.verdict is not None]
    errors = sum(
        1
        for item in removed
        if item.verdict
        and item.verdict.reason in ("error", "generated", "undecodable")
        and item.verdict.rule not in ("error_title", "leak_title")
    )
    if markup is not None:
        return _absence_of_judged(part, removed, errors, markup)
    why = _absence_of_text(part, removed, errors)
    return _without_text(part, removed) if why is None and _expects_nothing(part) else why


def _absence_of_text(part: Part, removed: list[Labelled], errors: int) -> Absence | None:
    """Of a text dump: what it says itself, errors and little else, a list, a wall, next to nothing."""
    sentences = sum(1 for block in part.body if is_prose(block))
    headed = any(item.verdict and item.verdict.rule == "byline" for item in removed)
    if (said := _said_absent(part)) is not None:
        return said
    text = sum(_letters(block) for block in part.body)
    if 0 < text <= sum(_letters(item.block) for item in removed if rule_of(item) == "model_answer"):
        return "error_page"
    if text < 4 * FEWEST_COLUMNS and is_login_form(part):
        return "login_wall"
    if sentences <= 1 and _unbelieved(part) and _related(removed) >= LIST_LINES and text < 4 * FEWEST_COLUMNS:
        return "list_page"
    if sentences > 1 or (sentences == 1 and (not errors or headed)):
        return None
    if errors >= MANY_ERRORS and not sentences and text < MOST_BESIDE_ERRORS:
        return "error_page"
    if errors and (sentences or text < 4 * FEWEST_COLUMNS * min(errors, 2)):
        return "error_page"
    if _is_list(part, removed, text) or (not sentences and _is_archive(part)):
        return "list_page"
    walled = text < 4 * FEWEST_COLUMNS and asks_for_login(removed) and not _believed(part)
    if (not text and names_login(removed)) or walled:
        return "login_wall"
    # A name and a day are no text, though on a page of nothing else they stay.
    own = [_letters(block) for block in part.body if read_byline(block.text) is None]
    if (len(part.body) >= 2 and sum(own) >= FEWEST_COLUMNS) or sum(own) >= ONE_LINE:
        return None
    return "too_short" if part.body or part.title or removed else "empty"


def _absence_of_judged(part: Part, removed: list[Labelled], errors: int, markup: Walked) -> Absence | None:
    """Of a page whose article the judge has found: only what leaves no text, or errors and little else, is none.

    What looks like a list or a form in a text dump may be what an HTML page is for, unless the judge believes in none
    of the blocks it keeps, or the page shows nothing but links. What a line says is not asked: of 1,464 HTML pages
    with an article four would have lost it, and of seven without one that came out wrong none would have been found.
    """
    if (said := _titled_absent(part, removed, markup)) is not None or _is_bare_list(part, markup):
        return said or "list_page"
    if _unbelieved(part):
        listed = len(removed) >= LIST_LINES and _unbelieved(part, NOTHING)
        if listed or _is_list(part, removed, sum(_letters(block) for block in part.body)):
            return "list_page"
        if not any(is_prose(block) for block in part.body):
            if any(rule_of(item) == "scriptless_notice" for item in removed):
                return "empty"
            if asks_for_login(removed):
                return "login_wall"
    text = 0
    for block in part.body:
        if text >= 4 * FEWEST_COLUMNS:
            return None
        text += _letters(block)
    if errors and not any(is_prose(block) for block in part.body):
        return "error_page"
    if text >= SHORTEST_JUDGED:
        return None
    if _is_list(part, removed, text):
        return "list_page"
    if asks_for_login(removed):
        return "login_wall"
    return "too_short" if part.body or part.title else "empty"


def _titled_absent(part: Part, removed: list[Labelled], markup: Walked) -> Absence | None:
    """What the browser's title says of a page of snippets, or of a form with a tip, all of which the judge doubts.

    Of 2,927 pages with an article none has such a title.
    """
    why = titled_end(markup.declared.title or "")
    if why == "list_page":
        return why if _related(removed) >= LIST_LINES and _unbelieved(part, SNIPPET) else None
    if why == "login_wall":
        short = sum(_letters(block) for block in part.body) < 4 * FEWEST_COLUMNS
        return why if short and asks_for_login(removed) and (not part.body or _unbelieved(part, SENTENCE)) else None
    return None


def _believed(part: Part) -> bool:
    """Whether the judge of lines holds most of what is left for an article's: a post of a few short lines."""
    kept = [item.chance for item in part.labelled if item.verdict is None and item.chance is not None]
    return len(kept) >= POST_LINES and sum(chance >= SURE_OF_POST for chance in kept) >= MOSTLY * len(kept)


def _without_text(part: Part, removed: list[Labelled]) -> Absence:
    if _related(removed) >= LIST_LINES or _is_list(part, removed, sum(map(_letters, part.body))):
        return "list_page"
    return "login_wall" if asks_for_login(removed) else "too_short"


def _said_absent(part: Part) -> Absence | None:
    """What a line says above all text of a page with little of it: `404`, `登录后继续阅读`, `Search results for …`."""
    sentences = {id(item): item.block.size for item in part.labelled if _is_sentence(item)}
    if sum(sentences.values()) >= MOST_BESIDE_NOTICE + 2 * LONGEST_NOTICE:
        return None
    absent: Absence | None = None
    told = 0
    for item in part.labelled:
        said = dead_end(item.block.text)
        absent = absent or said
        if said is None and id(item) in sentences:
            told += sentences[id(item)]
            if absent is None or told >= MOST_BESIDE_NOTICE:
                return None
    return absent


def _is_sentence(item: Labelled) -> bool:
    """A sentence that stays, and in which a judge believes that was asked; of wrapped text a line, where it is sure."""
    if item.verdict is not None:
        return False
    if item.chance is not None and item.chance >= SURE:
        return item.block.size >= SHORTEST_WRAPPED or is_prose(item.block)
    return is_prose(item.block) and (item.chance is None or item.chance >= SENTENCE)


def _expects_nothing(part: Part) -> bool:
    """Whether a judge that was asked of every line expects less than two lines of an article among them all."""
    chances = [item.chance for item in part.labelled]
    if not chances or None in chances:
        return False
    return sum((item.chance or 0.0) * item.block.size for item in part.labelled) < LEAST_EXPECTED


def _unbelieved(part: Part, least: float = BELIEVED) -> bool:
    """Whether the judge holds every block of the body for unlikely."""
    title = None if part.title is None else part.title.first
    kept = [item for item in part.labelled if item.verdict is None and item.block.first != title]
    return bool(kept) and all(item.chance is not None and item.chance < least for item in kept)


def _letters(block: Block) -> int:
    """Columns of letters and digits: bars, markers and tabs are no text."""
    return columns("".join(filter(str.isalnum, block.text)))


def _is_list(part: Part, removed: list[Labelled], text: int) -> bool:
    """Titles of other pages and nothing else."""
    if _related(removed) >= LIST_LINES and text < FEWEST_COLUMNS * 2:
        return True
    dated = sum(1 for block in part.body if _DATED.search(block.text))
    return (
        len(part.body) >= LIST_LINES and dated >= 0.5 * len(part.body) and not any(marker(block) for block in part.body)
    )


def _related(removed: list[Labelled]) -> int:
    return sum(1 for item in removed if item.verdict and item.verdict.reason == "related")


def _is_archive(part: Part) -> bool:
    """A blog's page of one tag or category: below its label titles, each over its day, and no sentence."""
    label = next((row for row, item in enumerate(part.labelled) if rule_of(item) == "navigation_label"), None)
    if label is None:
        return False
    below = [item.block for item in part.labelled[label + 1 :] if item.verdict is None]
    days = [len(block.text) <= DATE and bool(find_dates(block.text)) for block in below]
    pairs = sum(1 for above, day in pairwise(days) if day and not above)
    return pairs >= LIST_LINES and 2 * pairs >= ARCHIVE * len(below)


def _is_bare_list(part: Part, markup: Walked) -> bool:
    """Whether an HTML page shows links and their dates, and next to nothing beside: no sentence, no picture.

    Short notices do not count, as each such page has a footer. Of the 2,925 pages with an article that the judge was
    trained on none is one: a listing has teasers, prices or names beside its links.
    """
    title = None if part.title is None else part.title.first
    links: list[int] = []
    beside = 0
    for item in part.labelled:
        reason = item.verdict.reason if item.verdict is not None else None
        if reason == "hidden" or item.block.first == title:
            continue
        leaf = markup.leaves[item.block.first - 1]
        if is_prose(item.block):
            return False
        if _is_link(leaf):
            links += [item.block.first] if reason is None else []
        elif reason != "boilerplate" and not (len(leaf.text) <= DATE and _DATED.search(leaf.text)):
            beside += _letters(item.block)
    if len(links) < LIST_LINES or beside >= FEWEST_COLUMNS * 2:
        return False
    return all(leaf.kind != "image" for leaf in markup.leaves[links[0] - 1 : links[-1]])


def _is_link(leaf: Leaf) -> bool:
    """Whether a block is a link, or one with its date."""
    rest = len(leaf.text) - leaf.linked
    return leaf.linked >= LINKED * len(leaf.text) or (
        leaf.linked > 0 and rest <= DATE and bool(_DATED.search(leaf.text))
    )


def clear(part: Part, why: Absence) -> Part:
    """The part with nothing kept: each of its blocks is removed, the undecided ones for this reason."""
    verdict = Verdict(_ABSENT[why], why)
    labelled = tuple(item if item.verdict is not None else replace(item, verdict=verdict) for item in part.labelled)
    return Part(None, (), labelled)
