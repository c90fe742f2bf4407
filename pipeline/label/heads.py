"""Scene → the lines that say who wrote what when."""

import re
from collections import ChainMap
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from itertools import pairwise

from pipeline.bare_names import alone, bare_name
from pipeline.byline import EVENT, read_byline
from pipeline.byline_forms import Byline
from pipeline.datelines import opened_by
from pipeline.edits import EDITOR_NOTE, FORMER_TITLE, NOTE_BEGINS
from pipeline.label.colophon import signs_off
from pipeline.label.purpose import of_a_work
from pipeline.label.scene import Scene, Taken, announced
from pipeline.model import Block, Verdict
from pipeline.shapes import fenced, title_shaped

BYLINE = Verdict("metadata", "byline")
TITLE_LABEL = Verdict("generated", "title_label")
EDITOR_TAIL = Verdict("metadata", "editor_tail")

LINES_TO_BYLINE = 4
"""A byline stands at most so many blocks below its title (NOISE B: three, and a share bar)."""
CHRONICLE = 3
"""So many bare dates on lines of their own are the entries of a chronicle or a diary."""
SHORTEST_TITLE = 12
"""Columns: a line of six Han characters; a shorter one above a longer is a section's name."""
LONGEST_DATE_LINE = 36
SUMMARY, BUTTONS = 3, 2
"""Lines behind a title's summary in which the date stands, and removed lines below it that tell it from an entry's."""
HALVED = 4
"""Characters of a headline in two words: 石桥合龙."""
REACH = 24
"""Blocks below a name in which it must not stand."""
HEAD_WITHOUT_PROSE = 6
"""Blocks in which the head of a page without a sentence is looked for."""

_NO_BYLINES = frozenset({"related_list", "breadcrumb", "licence_number", "php_message"})
"""Rules that are right about a line with a day, where they are sure."""
_DIGITS = re.compile(r"\d(?:\d{3}|\d?[./]\d{1,2}|\d-\d{2})|二[〇○零]..年")
_YEAR_OR_DAY = re.compile(r"(?:公元)?\d{3,4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月\d{1,2}[日号]|\d{3,4}")
_OF_A_PAGE = re.compile(r"发布时间|发表时间|發布時間|点击|點擊|浏览|瀏覽|阅读|閱讀")
"""A label or a count that a site prints: a page's own head, not an entry of a diary."""
_RANK = re.compile("(?:会员|會員|版主|管理员|管理員|等级|等級|元老|新手|贡献者|创作者|創作者)$")
"""What a forum prints below a name."""
_POST = re.compile(
    r"(?:(?:senior|staff|chief|deputy|managing|political|associate|contributing|freelance|foreign|special)\s)*"
    r"(?:[A-Za-z]+\s)?(?:reporter|editor|correspondent|writer|columnist|contributor)",
    re.IGNORECASE,
)
"""What a paper prints below a name: `Senior reporter`."""
_LABEL = re.compile(
    r"[:：／/|丨｜]|^【[^】]*[=＝]|^\**(?:by|von|par|por|di|av|door|автор|przez|文|記者|记者|posted|published|written|redac\w+|redak\w+|rédaction|redaz\w+|редакция)\b|기자|\w(?: at |@)[\w-]+\.\w"
    r"|^本(?:报|報|刊|网|網|台)(?:特约|特約|见习|實習|实习|首席)?(?:记者|記者)\s|^作者\s?[A-Za-z]|^原创\s|^[〔\[（(【]?\s?[\u3400-\u9fff]{1,3}\s?[〕\])）】·]\s?[\u3400-\u9fff]{2,4}$",
    re.IGNORECASE,
)


def bylines(scene: Scene, taken: Taken) -> Taken:
    """The lines that say who wrote what when: above the text, and labelled ones around it.

    Inside the text a line counts only as the head of a second article: under a title, with a
    date behind a label. Dates of a diary and `来源:` of a dictionary stay.
    """
    found: Taken = {}
    chronicle = cache(partial(_is_chronicle, scene, taken))
    entries: list[int] = []
    code = fenced(scene.blocks)
    for index, block in enumerate(scene.blocks):
        # A page that is fenced as a whole is an assistant's answer, not code.
        if index in taken or (code[index] and not code[0]):
            continue
        if (note := _note(scene, index, block)) is not None:
            found[index] = note
            continue
        if block.size > 240 or not _may_be_byline(scene, index, block):
            continue
        byline = read_byline(block.text)
        if byline is not None and _stands_as_byline(scene, ChainMap(found, taken), index, byline, chronicle):
            found[index] = BYLINE
            if _may_be_entry(scene, taken, index):
                entries.append(index)
            elif (name := _name_above(scene, taken, found, index, byline)) is not None:
                posts = (near for near in range(name + 1, index) if _POST.fullmatch(scene.blocks[near].text))
                found |= dict.fromkeys([name, *(near for near in posts if near not in taken)], BYLINE)
    inside = [index for index in found if index > scene.first and found[index] == BYLINE]
    if all(index in _behind_summary(scene, found) for index in inside):
        return found
    undated = [
        index
        for index in found
        if found[index] == BYLINE
        and index > scene.first
        and not any(mark.isdigit() for mark in scene.blocks[index].text)
        and bare_name(scene.blocks[index].text) is None
        and not signs_off(scene, index)
    ]
    if len(undated) >= CHRONICLE - 1 and not any(_furniture_above(taken, index) for index in undated[1:]):
        entries += undated
    poem = undated == [1] and not any(scene.prose)
    of_entry = bool(undated) and undated[0] in entries and not poem
    if len(entries) >= CHRONICLE or of_entry or _first_is_entry(scene, found, entries):
        for index in entries:
            found.pop(index, None)
    return found


def _note(scene: Scene, index: int, block: Block) -> Verdict | None:
    """A title's own label, an editor's note, or above or below the text what it was called where it is from.

    Also what was cut from a title's line: a byline.
    """
    noted = block.text[0] in NOTE_BEGINS and EDITOR_NOTE.fullmatch(block.text) is not None
    if block.part and block.text[-1] in ":：":
        return TITLE_LABEL
    if block.part and not noted and read_byline(block.text) is not None:
        return BYLINE
    if block.part or noted:
        return EDITOR_TAIL
    if index and block.text[0] == "原" and not scene.inside(index) and FORMER_TITLE.fullmatch(block.text):
        return EDITOR_TAIL
    return None


def _may_be_entry(scene: Scene, taken: Taken, index: int) -> bool:
    """Whether a byline may be the head of a diary's or an anthology's entry, and not what a site prints."""
    of_page = _furniture_above(taken, index) or _OF_A_PAGE.search(scene.blocks[index].text) or signs_off(scene, index)
    return scene.inside(index) and not of_page


def _behind_summary(scene: Scene, found: Taken) -> range:
    """The bylines right behind the first sentence: a title's summary above its byline, where no other stands inside."""
    end = scene.first + 1
    if not any(scene.prose):
        return range(0)
    while end in found:
        end += 1
    return range(scene.first + 1, end)


def _name_above(scene: Scene, taken: Taken, found: Taken, index: int, byline: Byline) -> int | None:
    """A name alone between the title and the date; buttons may stand around it."""
    if byline.authors:
        return None
    above = [
        near
        for near in range(index - 1, max(-1, index - 1 - 2 * LINES_TO_BYLINE), -1)
        if near not in taken and scene.free(near)
    ]
    for near, title in pairwise(above):
        text = scene.blocks[near].text
        if near in found:
            return None
        if _RANK.search(text) or _POST.fullmatch(text):
            continue
        if not title_shaped(scene.blocks[title]):
            return None
        between = all(_POST.fullmatch(scene.blocks[place].text) for place in range(near + 1, index))
        below_title = all(place in taken for place in range(title + 1, near))
        is_whole = len(text) == HALVED and not text.isascii() and _is_told(scene, index, text)
        if bare_name(text) is not None and below_title and between and not is_whole:
            return near
        is_title = scene.blocks[title].size < 1.5 * scene.blocks[near].size or _is_told(scene, index, text)
        return near if alone(text) is not None and not is_title else None
    return None


def _is_told(scene: Scene, index: int, text: str) -> bool:
    """Whether the sentences below have a line in them, or both halves of four characters: then it is a title, and
    nobody's name."""
    below = [block.text for block in scene.blocks[index + 1 : index + 1 + REACH]]
    halves = (text[:2], text[2:]) if len(text) == HALVED and not text.isascii() else (text,)
    return all(any(half in line for line in below) for half in halves)


def _first_is_entry(scene: Scene, found: Taken, entries: list[int]) -> bool:
    """Two dated heads inside a text whose own head has no date are entries too: letters, anthologies."""
    own = any(index not in entries for index in found if index <= scene.first)
    return len(entries) >= CHRONICLE - 1 and not own


def _furniture_above(taken: Taken, index: int) -> bool:
    """Whether something was removed between the text above and the head that this byline belongs to."""
    return any(above in taken for above in range(max(0, index - LINES_TO_BYLINE), index))


def _may_be_byline(scene: Scene, index: int, block: Block) -> bool:
    """Cheap look before the line is read: it holds a date or a label, and no other rule is sure of it."""
    if block.stops and block.size > SHORTEST_TITLE * 5:
        return False
    if not _has_date(block.text) and (scene.first + 2 < index < scene.last - 1 or not _has_label(block.text)):
        return False
    sight = scene.sights[index]
    return sight is None or sight.edge or sight.verdict.rule not in _NO_BYLINES


@lru_cache(maxsize=4096)
def _has_date(text: str) -> bool:
    """Whether a text may hold a date; kept, as what follows, for the lines are read again in every round."""
    return _DIGITS.search(text) is not None


@lru_cache(maxsize=4096)
def _has_label(text: str) -> bool:
    """Whether a label may stand in a text, or a word that opens a byline."""
    return _LABEL.search(text) is not None


def _stands_as_byline(
    scene: Scene, gone: Mapping[int, Verdict], index: int, byline: Byline, chronicle: Callable[[], bool]
) -> bool:
    """Whether a line that reads as a byline stands where one stands."""
    if not (_dated(byline) or _named(byline) or byline.labelled) or _is_event(scene, index) or of_a_work(scene, index):
        return False
    before_text = index < scene.first if any(scene.prose) else index < scene.first + HEAD_WITHOUT_PROSE
    if before_text:
        return (byline.labelled or _named(byline) or not chronicle()) and not announced(scene, index)
    if index > scene.last:
        return byline.labelled and (scene.free(index) or _dated(byline))
    if _dated(byline) and _below_summary(scene, gone, index):
        return not chronicle()
    if not (byline.labelled or _named(byline)):
        return _dated(byline) and _heads_report(scene, gone, index)
    return _heads_or_ends(scene, gone, index, byline, chronicle)


def _is_event(scene: Scene, index: int) -> bool:
    """`时间:` over `地点:`: when something takes place, not when it was written of."""
    near = scene.blocks[max(0, index - 2) : index] + scene.blocks[index + 1 : index + 3]
    return any(EVENT.match(block.text) for block in near)


def _heads_or_ends(
    scene: Scene, gone: Mapping[int, Verdict], index: int, byline: Byline, chronicle: Callable[[], bool]
) -> bool:
    """Inside the text: under the title of a second article, right behind another byline, or at the very end."""
    above = _free_above(scene, gone, index)
    under_title = above is not None and title_shaped(scene.blocks[above]) and index - above <= LINES_TO_BYLINE
    behind_furniture = above is not None and above - 1 in gone
    if (
        under_title
        and _named(byline)
        and (_dated(byline) or byline.labelled)
        and (behind_furniture or (_dated(byline) and byline.labelled))
    ):
        return True
    if byline.labelled and _named(byline) and index - 1 == scene.first and 0 < scene.first <= LINES_TO_BYLINE:
        return not announced(scene, index)
    if _dated(byline) and gone.get(index - 1) == BYLINE and scene.blocks[index].size <= LONGEST_DATE_LINE:
        return True
    if _dated(byline) and byline.labelled and (under_title or not scene.prose[index - 1]):
        return not chronicle()
    if index < scene.last - 1 or not byline.labelled or announced(scene, index):
        return False
    bracketed = scene.blocks[index].text[:1] in "(（[【"
    return _dated(byline) or bracketed or (index == scene.last and bool(byline.authors)) or signs_off(scene, index)


def _below_summary(scene: Scene, gone: Mapping[int, Verdict], index: int) -> bool:
    """Behind the first sentence alone, which is the title's summary, and over buttons: `30. 11. 2023`, `Share`.

    An entry of a diary stands behind a sentence, too, but over another.
    """
    below = next((near for near in range(index + 1, len(scene.blocks)) if scene.prose[near]), index)
    buttons = sum(1 for near in range(index + 1, below) if near in gone or not scene.free(near))
    return (
        scene.first < index <= scene.first + SUMMARY
        and scene.first > 0
        and title_shaped(scene.blocks[scene.first - 1])
        and not any(scene.prose[scene.first + 1 : index])
        and buttons >= BUTTONS
        and below - index <= buttons + SUMMARY
    )


def _heads_report(scene: Scene, gone: Mapping[int, Verdict], index: int) -> bool:
    """A bare day right between a title and a text that begins with its reporter and place: 〔記者…／高雄報導〕."""
    if index + 1 >= len(scene.blocks) or not scene.prose[index + 1] or not title_shaped(scene.blocks[index - 1]):
        return False
    return index - 1 not in gone and scene.free(index - 1) and bool(opened_by(scene.blocks[index + 1].text))


def _dated(byline: Byline) -> bool:
    return byline.published is not None or byline.modified is not None


def _named(byline: Byline) -> bool:
    return bool(byline.authors) or byline.site is not None


def _free_above(scene: Scene, gone: Mapping[int, Verdict], index: int) -> int | None:
    for above in range(index - 1, max(-1, index - 1 - LINES_TO_BYLINE), -1):
        if above not in gone and scene.free(above):
            return above
    return None


def _is_chronicle(scene: Scene, taken: Taken) -> bool:
    bare = 0
    for index, block in enumerate(scene.blocks):
        if index in taken or block.size > 40:
            continue
        if (block.text[0].isdigit() or block.text[0] == "公") and _YEAR_OR_DAY.fullmatch(block.text):
            bare += 1
            if bare >= CHRONICLE:
                return True
        if not _has_date(block.text):
            continue
        byline = read_byline(block.text)
        if byline and byline.published and not byline.labelled:
            bare += 1
            if bare >= CHRONICLE:
                return True
    return False
