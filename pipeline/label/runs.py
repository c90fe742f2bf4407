"""Scene → lists of other pages: the run of titles under a heading, or bare at the page's end."""

import re
from statistics import median
from unicodedata import category

from pipeline.byline import names_author, read_byline
from pipeline.cues import opens
from pipeline.label.colophon import above_colophon, signing
from pipeline.label.generated import leak_title
from pipeline.label.scene import Scene, Taken
from pipeline.label.stated import counted_out
from pipeline.label.thick import (
    LONGEST_IN_RUN,
    LONGEST_UNMARKED,
    MID_PAGE_RUN,
    NUMBERED,
    among_titles,
    buried,
    in_thick,
    stands_apart,
)
from pipeline.label.titles import title_verdicts
from pipeline.model import Block, Verdict
from pipeline.shapes import cells, leads_in, title_shaped

RELATED = Verdict("related", "related_list")
ENTRY = Verdict("navigation", "navigation_words")
"""A heading of lists that is only the last word of a menu."""

LONGEST_DATED = 40
_DATED = re.compile(r"\d{4}[-./年]\d{1,2}|\d{1,2}[-./月]\d{1,2}")
HEAD_LINES = 2
"""A title, and a section name above or below it."""
HEAD_BUTTONS = 9
"""So many buttons, names and counts may stand between a title and its text."""
LONG_TITLE = 22
"""Columns: buttons and names are shorter."""
LONG_LIST, MOST_FIT = 15, 0.6
"""Lines of a list under such a heading of which only this share need be titles: some of them are sentences."""
EDGE_RUN = 2
"""So many where its heading might also head a section (延伸阅读, see also)."""
MENU, MENU_ABOVE = 2, 12
"""So many entries make a menu above a heading. Below more of them, on every fourth of 2,124 real pages, the list was a
menu's in all cases, and what was left of it cost seven pages their day or their author."""
MENU_RUN = 20
"""Lines: a longer run is a menu itself."""
POST_LINES = 3
"""Lines that begin with pictures and are a post."""
_SAYS_HOW_MUCH = re.compile(
    r"[^\W\d_][^:：]{1,28}[:：]\s?\d|\D{0,3}\d[\d.,\s]*\s?(?:[€$£₫đ₽₺]|zł|kr|Kč|руб|VND|g|gr|kg|ml|l|cl|γρ|г|мл|EL|TL)\b|\d[\d.,\s]*[€$£₫]"
)
"""`Μερίδες: 12`, `320.000đ`, `300 g Tellerlinsen`."""

_MARKS = frozenset("【▌▍■◆●▶►★☆>»[〖『▪◎")
"""A heading behind such a mark is a site's, not an article's."""
_CITED = re.compile(
    r"^\W{0,2}(?:《|\[\d+\]|\(\d+\)|doi|ISBN)|https?://|《[^》]+》.*(?:著|译|出版社|\d{4})",
    re.IGNORECASE,
)
_CONNECTS = re.compile(
    r"(?:那么|那麼|所以|因此|但是|不过|不過|另外|此外|其次|接下来|接下來|总之|總之|综上|綜上|当然|當然|而且|然而|可是|于是|於是|至于|至於"
    r"|除此之外|与此同时|(?:那|但|同时|最后)[，,])"
)
"""How a sentence goes on from another: no title of another page does."""


def related_runs(scene: Scene, already: Taken) -> Taken:
    """Every list of other pages that a heading announces.

    The run ends where running text resumes, and what follows is kept. A heading over a paragraph
    is a section of the article.
    """
    taken = dict(already)
    index = 0
    while index < len(scene.blocks):
        sight = scene.sights[index]
        if sight is not None and sight.opens and sight.verdict.rule in ("related_list", "glue_marker"):
            end = above_colophon(scene, index, _below_menu(scene, index, _run_end(scene, index)))
            if end == index + 1 and index < scene.first and _ends_menu(scene, index):
                taken[index] = ENTRY
            elif _is_list(scene, index, end, edge=_may_head_section(scene, index)):
                taken[index] = RELATED
                taken.update(title_verdicts(scene, RELATED, index + 1, end))
                taken.update(signing(scene, end))
                index = end
                continue
        index += 1
    return taken


def _may_head_section(scene: Scene, index: int) -> bool:
    """A heading that articles use too, without a site's mark before it."""
    sight = scene.sights[index]
    doubtful = sight is not None and (sight.edge or sight.verdict.rule == "glue_marker")
    return doubtful and scene.blocks[index].text[0] not in _MARKS


def _run_end(scene: Scene, heading: int) -> int:
    """The first block behind the run under a heading."""
    end = heading + 1
    apart = stands_apart(scene, heading)
    while end < len(scene.blocks):
        apart = apart and (end == heading + 1 or not scene.blocks[end].gap)
        if not _goes_on(scene, heading, end) and not (apart and among_titles(scene, end)):
            break
        end += 1
    resumes = end < len(scene.blocks) and (scene.prose[end] or end in scene.pieces)
    head = _head_in_run(scene, heading, end) if resumes else None
    if head is not None:
        return head
    if resumes and heading < scene.first:
        return min(_before_head(scene, heading, end), _last_title(scene, heading, end))
    if resumes and end - heading > 2 and _heads_what_follows(scene, heading, end - 1):
        end -= 1
    return end


def _below_menu(scene: Scene, heading: int, end: int) -> int:
    """Where the run ends under a word that is a menu's entry, as its neighbours are: `Βίντεο`, `Top-Themen`.

    A list of titles has long ones; what is short, or has a price, a field, an ingredient or lines that begin with a picture
    (📍, 💰) below it, is the article's.
    """
    within = heading >= scene.first and any(scene.prose)
    if within or end - heading > MENU_RUN or not _ends_menu(scene, heading):
        return end
    fact = next((at for at in range(heading + 2, end) if _SAYS_HOW_MUCH.match(scene.blocks[at].text)), None)
    pictured = [at for at in range(heading + 2, end) if category(scene.blocks[at].text[0]) == "So"]
    if len(pictured) >= POST_LINES:
        fact = min(pictured[0], fact or end)
    end = end if fact is None else fact - 1
    sizes = [scene.blocks[at].size for at in range(heading + 1, end) if scene.free(at)]
    return heading + 1 if not sizes or median(sizes) < LONG_TITLE else end


def _ends_menu(scene: Scene, heading: int) -> bool:
    """Whether nothing but short entries stands above, several of them."""
    above = scene.blocks[:heading]
    return MENU <= heading <= MENU_ABOVE and all(block.size <= LONG_TITLE and not block.stops for block in above)


def _head_in_run(scene: Scene, heading: int, end: int) -> int | None:
    """The title of another article right above the text that resumes, told by its dated byline.

    A day alone is one where the text begins as reports do: 〔記者…／高雄報導〕.
    """
    for index in range(end - 1, max(heading + 1, end - 1 - HEAD_LINES * 2), -1):
        if scene.free(index) and any(mark.isdigit() for mark in scene.blocks[index].text):
            said = read_byline(scene.blocks[index].text)
            if (
                said is not None
                and said.published
                and (said.labelled or said.authors or (index == end - 1 and opens(scene.blocks[end : end + 1])))
            ):
                in_two = index > heading + 2 and names_author(scene.blocks[index - 1].text)
                title = index - 2 if in_two else index - 1
                if title_shaped(scene.blocks[title]):
                    return title
    return None


def _before_head(scene: Scene, heading: int, end: int) -> int:
    """A list above the text must leave the article's title, byline and section name alone."""
    for index in range(heading + 1, end):
        said = read_byline(scene.blocks[index].text) if scene.free(index) else None
        if said is not None and said.labelled and (said.published or said.authors):
            return max(heading + 1, index - HEAD_LINES)
    return max(heading + 1, end - HEAD_LINES)


def _last_title(scene: Scene, heading: int, end: int) -> int:
    """The line that the buttons and names above the text stand under: the first long one from there up is the title.

    Not where a title stands above the list already.
    """
    if any(_long_title(scene, index) for index in range(heading)):
        return end
    for index in range(end - 1, max(heading, end - 1 - HEAD_BUTTONS), -1):
        if _long_title(scene, index):
            return index
    return end


def _long_title(scene: Scene, index: int) -> bool:
    block = scene.blocks[index]
    return scene.free(index) and block.size >= LONG_TITLE and title_shaped(block)


def _goes_on(scene: Scene, heading: int, index: int) -> bool:
    block, sight = scene.blocks[index], scene.sights[index]
    if index in scene.pieces and heading < scene.last:
        return False
    if leads_in(block) and index + 1 < len(scene.blocks) and cells(scene.blocks[index + 1]):
        return False  # What a table is about stands over it.
    if sight is not None:
        if sight.verdict.reason in ("error", "generated", "undecodable"):
            return True
        if sight.verdict.rule in ("related_list", "related_pointer", "counts", "page_numbers"):
            return True
        return sight.verdict.reason == "related" or (
            sight.verdict.rule in _TITLE_LIKE and in_thick(scene, heading, index)
        )
    if leak_title(block):
        return True
    if not scene.prose[index] or (title_shaped(block) and block.size <= LONGEST_UNMARKED):
        return block.size <= LONGEST_IN_RUN and not block.text.endswith(("。", "；", "："))
    return buried(scene, heading, index)


_TITLE_LIKE = frozenset(
    {
        "site_notice",
        "site_links",
        "navigation_words",
        "navigation_notice",
        "comment_tools",
        "comment_notice",
        "error_sentence",
        "contact_ad",
        "site_label",
        "navigation_label",
    }
)
"""Rules that a title may meet by its words: in the thick of a list it is a title."""


def _heads_what_follows(scene: Scene, heading: int, index: int) -> bool:
    """The last line before the text resumes may be the next section's heading rather than a title."""
    block = scene.blocks[index]
    if scene.sights[index] is not None:
        return False
    if _CONNECTS.match(block.text):
        return True
    run = scene.blocks[heading + 1 : index]
    if block.gap and not any(other.gap for other in run[1:]):
        return True
    return block.size <= 0.6 * median(other.size for other in run)


def _is_list(scene: Scene, heading: int, end: int, *, edge: bool) -> bool:
    """Whether what a heading announces is a list of other pages."""
    if scene.inside(heading) and counted_out(scene.blocks, heading) is not None:
        return False
    titles = [scene.blocks[index] for index in range(heading + 1, end) if scene.free(index)]
    at_end = not any(scene.prose[end:])
    if edge:
        if any(_CITED.search(title.text) for title in titles):
            return False
        needed = EDGE_RUN if at_end else MID_PAGE_RUN + 2
        fit = sum(1 for title in titles if _fits(title))
        gaps = any(scene.blocks[at].gap for at in range(heading + 2, end))
        packed = len(titles) >= LONG_LIST and not gaps and stands_apart(scene, heading)
        return len(titles) >= needed and fit >= (MOST_FIT if packed else 1) * len(titles)
    if len(titles) >= MID_PAGE_RUN:
        return True
    if at_end:
        return bool(titles) or heading > scene.last or _ends_page(scene, end)
    # Two titles between two paragraphs: the heading is clear, so they go if both look the part.
    return (
        len(titles) > 0 and all(title_shaped(title) and title.size >= 12 for title in titles) and scene.inside(heading)
    )


def _fits(line: Block) -> bool:
    """A title, a numbered one, or a date or rank between titles."""
    return (
        title_shaped(line)
        or NUMBERED.match(line.text) is not None
        or not any(mark.isalpha() for mark in line.text)
        or (bool(_DATED.search(line.text)) and line.size <= LONGEST_DATED)
    )


def _ends_page(scene: Scene, end: int) -> bool:
    return all(scene.sights[index] is not None for index in range(end, len(scene.blocks)))
