"""Scene → lists of other pages: the run of titles under a heading, or bare at the page's end."""

import re
from collections.abc import Iterator
from statistics import median

from pipeline.byline import read_byline
from pipeline.cues import closes, opens, strangers
from pipeline.label.generated import leak_title
from pipeline.label.scene import Scene, Taken
from pipeline.model import Block, Verdict
from pipeline.shapes import title_shaped

RELATED = Verdict("related", "related_list")
UNMARKED = Verdict("related", "unmarked_titles")
PROMOTED = Verdict("related", "promoted_title")
ERROR_TITLE = Verdict("error", "error_title")
LEAK_TITLE = Verdict("generated", "leak_title")

LONGEST_IN_RUN = 130
"""Columns. NOISE: 95 % of 479 marker lines head a run of lines of at most 60 characters."""
HEAD_LINES = 2
"""A title, and a section name above or below it."""
MID_PAGE_RUN = 3
"""So many lines a list must have that stands in the middle of the text."""
EDGE_RUN = 2
"""So many where its heading might also head a section (延伸阅读, see also)."""
UNMARKED_RUN = 15
"""So many bare titles make a list without a heading (NOISE B)."""
FURNISHED_RUN = 8
"""So many do on a page of whose frame 15 lines were seen already."""
LONGEST_UNMARKED = 84
"""Columns of a title in it."""
BURIED = 8
"""A sentence between so many titles before and after it is one of them."""

_MARKS = frozenset("【▌▍■◆●▶►★☆>»[〖『▪◎")
"""A heading behind such a mark is a site's, not an article's."""
_FILE = re.compile(r"\b[\w-]{1,40}\.(?:php|asp|aspx|jsp|inc|py|js|html?)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"第\s?\d+\s?行|line \d+|\b\w{3,40}\s?\(\)|\b(?:array_\w+|include_once|require_once|include|require|mysql_\w+|mysqli_\w+|file_get_contents|foreach|in_array|count|fopen|session_start)\b",
    re.IGNORECASE,
)
_LATIN = re.compile("[a-z_]{3}")
_COMPLAINT = re.compile(
    r"警告|異常|异常|报错|報錯|错误|錯誤|失败|失敗|提示|warning|error|notice|exception|undefined|failed",
    re.IGNORECASE,
)
_TECHNICAL = re.compile(
    r"PHP|代码|编程|函数|脚本|数据库|服务器|Python|Java|MySQL|SQL|编译|接口|API|源码|linux|nginx",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"^\W{0,2}(?:《|\[\d+\]|\(\d+\)|doi|ISBN)|https?://|《[^》]+》.*(?:著|译|出版社|\d{4})",
    re.IGNORECASE,
)
_PROMOTED = re.compile(r"(?:[▪▶►★☆👉◤◢🔥]|➤|►|✦)\s?\S")
_LESSON = re.compile(
    r"(?:第\s?[\d一二三四五六七八九十百]+\s?[课章节讲集回条天步部季期]|(?:chapter|lesson|part|week|day|step|unit|module|episode|track)\s*\d+|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d{4})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、．)]|[①-⑳]|[-*•])\s?")


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
            end = _run_end(scene, index)
            if _is_list(scene, index, end, edge=_may_head_section(scene, index)):
                taken[index] = RELATED
                taken.update(_judge_titles(scene, index + 1, end))
                index = end
                continue
        index += 1
    return taken


def glue_markers(scene: Scene, taken: Taken) -> Taken:
    """A marker that joins two texts: prose before and behind it, and a second sign that one ends there."""
    found: Taken = {}
    for index, sight in enumerate(scene.sights):
        if sight is None or sight.verdict.rule != "glue_marker" or index in taken or not scene.inside(index):
            continue
        before = tuple(block for at, block in enumerate(scene.blocks[:index]) if scene.free(at))
        after = tuple(block for at, block in enumerate(scene.blocks[index + 1 :], index + 1) if scene.free(at))
        ended, begun = closes(before), opens(after)
        if (
            (ended and begun)
            or _has_byline(scene, index)
            or (not sight.edge and (ended or begun or strangers(before, after)))
        ):
            found[index] = sight.verdict
    return found


def _has_byline(scene: Scene, index: int) -> bool:
    """A title and a dated byline right behind a marker."""
    near = scene.blocks[index + 1 : index + 5]
    return (
        bool(near)
        and title_shaped(near[0])
        and any((said := read_byline(block.text)) is not None and said.published is not None for block in near[1:])
    )


def _may_head_section(scene: Scene, index: int) -> bool:
    """A heading that articles use too, without a site's mark before it."""
    sight = scene.sights[index]
    doubtful = sight is not None and (sight.edge or sight.verdict.rule == "glue_marker")
    return doubtful and scene.blocks[index].text[0] not in _MARKS


def promoted_titles(scene: Scene, taken: Taken) -> Taken:
    """Titles behind ▶ or 👉, as Taiwanese news sites point to other pages."""
    return {
        index: PROMOTED
        for index, block in enumerate(scene.blocks)
        if index not in taken
        and scene.free(index)
        and _PROMOTED.match(block.text)
        and not block.stops
        and block.size <= LONGEST_UNMARKED
        and (index >= scene.last - MID_PAGE_RUN or block.text[0] in "▶👉►")
        and _beside_promoted(scene, index)
    }


def _beside_promoted(scene: Scene, index: int) -> bool:
    """Two and more together, or one alone between sentences."""
    near = [other for other in (index - 1, index + 1) if 0 <= other < len(scene.blocks)]
    return any(_PROMOTED.match(scene.blocks[other].text) for other in near) or all(
        scene.prose[other] or not scene.free(other) for other in near
    )


def unmarked_run(scene: Scene, taken: Taken) -> Taken:
    """Bare titles behind the last sentence, fifteen and more, that nothing announces."""
    last_sentence = max((index for index, prose in enumerate(scene.prose) if prose), default=-1)
    if last_sentence < 0:
        return {}
    start = last_sentence + 1
    while start < len(scene.blocks) and (start in taken or not scene.free(start)):
        start += 1
    end = start
    while end < len(scene.blocks) and end not in taken and scene.free(end) and _bare_title(scene.blocks[end]):
        end += 1
    run = scene.blocks[start:end]
    lead_in = scene.blocks[last_sentence].text.endswith((":", "："))
    needed = FURNISHED_RUN if len(taken) >= UNMARKED_RUN else UNMARKED_RUN
    if len(run) < needed or lead_in or any(block.gap for block in run[1:]):
        return {}
    if sum(1 for block in run if _LESSON.match(block.text)) > 0.3 * len(run) or _same_opening(run):
        return {}
    sizes = [block.size for block in run]
    if median(sizes) < 16 or len({block.text for block in run}) < 0.5 * len(run):
        return {}
    if end < len(scene.blocks) and any(
        scene.free(index) and index not in taken for index in range(end, len(scene.blocks))
    ):
        return {}
    return {index: _title_verdict(scene, index, UNMARKED, start, end) for index in range(start, end)}


def _same_opening(run: tuple[Block, ...]) -> bool:
    """Entries of one list begin alike: years, dashes, track numbers."""
    firsts = [block.text[0] for block in run]
    return max(firsts.count(first) for first in set(firsts)) > 0.6 * len(firsts)


def _run_end(scene: Scene, heading: int) -> int:
    """The first block behind the run under a heading."""
    end = heading + 1
    while end < len(scene.blocks) and _goes_on(scene, heading, end):
        end += 1
    resumes = end < len(scene.blocks) and scene.prose[end]
    head = _head_in_run(scene, heading, end) if resumes else None
    if head is not None:
        return head
    if resumes and heading < scene.first:
        return _before_head(scene, heading, end)
    if resumes and end - heading > 2 and _heads_what_follows(scene, heading, end - 1):
        end -= 1
    return end


def _head_in_run(scene: Scene, heading: int, end: int) -> int | None:
    """The title of another article right above the text that resumes, told by its dated byline."""
    for index in range(end - 1, max(heading + 1, end - 1 - HEAD_LINES * 2), -1):
        if scene.free(index) and any(mark.isdigit() for mark in scene.blocks[index].text):
            said = read_byline(scene.blocks[index].text)
            if (
                said is not None
                and said.published
                and (said.labelled or said.authors)
                and title_shaped(scene.blocks[index - 1])
            ):
                return index - 1
    return None


def _before_head(scene: Scene, heading: int, end: int) -> int:
    """A list above the text must leave the article's title, byline and section name alone."""
    for index in range(heading + 1, end):
        said = read_byline(scene.blocks[index].text) if scene.free(index) else None
        if said is not None and said.labelled and (said.published or said.authors):
            return max(heading + 1, index - HEAD_LINES)
    return max(heading + 1, end - HEAD_LINES)


def _goes_on(scene: Scene, heading: int, index: int) -> bool:
    block, sight = scene.blocks[index], scene.sights[index]
    if sight is not None:
        if sight.verdict.reason in ("error", "generated", "undecodable"):
            return True
        if sight.verdict.rule in ("related_list", "related_pointer", "counts", "page_numbers"):
            return True
        return sight.verdict.reason == "related" or (
            sight.verdict.rule in _TITLE_LIKE and _in_thick(scene, heading, index)
        )
    if leak_title(block):
        return True
    if not scene.prose[index] or (title_shaped(block) and block.size <= LONGEST_UNMARKED):
        return block.size <= LONGEST_IN_RUN and not block.text.endswith(("。", "；", "："))
    return _buried(scene, heading, index)


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


def _in_thick(scene: Scene, heading: int, index: int) -> bool:
    """Two titles right before and behind, with no gap."""
    near = [index - 2, index - 1, index + 1, index + 2]
    if near[0] <= heading or near[-1] >= len(scene.blocks) or scene.blocks[index].size > LONGEST_UNMARKED:
        return False
    return (
        all(scene.blocks[at].gap == 0 and scene.free(at) and scene.blocks[at].size <= LONGEST_UNMARKED for at in near)
        and scene.blocks[index].gap == 0
    )


def _buried(scene: Scene, heading: int, index: int) -> bool:
    """A sentence in the thick of a list: titles without a gap before and behind it."""
    around = range(index - BURIED, index + BURIED + 1)
    if around[0] <= heading or around[-1] >= len(scene.blocks) or scene.blocks[index].size > LONGEST_IN_RUN * 2:
        return False
    return all(
        scene.blocks[near].gap == 0
        and (near == index or not scene.prose[near])
        and scene.blocks[near].size <= LONGEST_IN_RUN * 2
        for near in around
    )


def _heads_what_follows(scene: Scene, heading: int, index: int) -> bool:
    """The last line before the text resumes may be the next section's heading rather than a title."""
    block = scene.blocks[index]
    if scene.sights[index] is not None:
        return False
    run = scene.blocks[heading + 1 : index]
    if block.gap and not any(other.gap for other in run[1:]):
        return True
    return block.size <= 0.6 * median(other.size for other in run)


def _is_list(scene: Scene, heading: int, end: int, *, edge: bool) -> bool:
    """Whether what a heading announces is a list of other pages."""
    titles = [scene.blocks[index] for index in range(heading + 1, end) if scene.free(index)]
    at_end = not any(scene.prose[end:])
    if edge:
        if any(_CITED.search(title.text) for title in titles):
            return False
        needed = EDGE_RUN if at_end else MID_PAGE_RUN + 2
        return len(titles) >= needed and all(title_shaped(title) or _NUMBERED.match(title.text) for title in titles)
    if len(titles) >= MID_PAGE_RUN:
        return True
    if at_end:
        return bool(titles) or heading > scene.last or _ends_page(scene, end)
    # Two titles between two paragraphs: the heading is clear, so they go if both look the part.
    return (
        len(titles) > 0 and all(title_shaped(title) and title.size >= 12 for title in titles) and scene.inside(heading)
    )


def _ends_page(scene: Scene, end: int) -> bool:
    return all(scene.sights[index] is not None for index in range(end, len(scene.blocks)))


def _judge_titles(scene: Scene, start: int, end: int) -> Iterator[tuple[int, Verdict]]:
    for index in range(start, end):
        yield index, _title_verdict(scene, index, RELATED, start, end)


def _title_verdict(scene: Scene, index: int, plain: Verdict, start: int, end: int) -> Verdict:
    """Stray error titles and prompt leaks in a list carry their own reason."""
    block, sight = scene.blocks[index], scene.sights[index]
    if sight is not None and sight.verdict.reason == "undecodable":
        return sight.verdict
    if leak_title(block) or (sight is not None and sight.verdict.reason == "generated"):
        return LEAK_TITLE
    if sight is not None and sight.verdict.reason == "error":
        return ERROR_TITLE
    if error_title(block) and not _technical_list(scene, start, end):
        return ERROR_TITLE
    return plain


def error_title(block: Block) -> bool:
    """A title made from an error message; on a technical site it is an ordinary one.

    Takes: PHP编程警告:keys.php文件中第12行调用array_rand()函数时因数组为空引发错误
    Leaves: 银行卡提示交易失败怎么办
    """
    text = block.text
    if not _LATIN.search(text) and "行" not in text:
        return False
    return bool(_COMPLAINT.search(text)) and bool(_FILE.search(text) or _PLACE.search(text))


def _technical_list(scene: Scene, start: int, end: int) -> bool:
    """A fifth and more of the other titles are technical (NOISE B)."""
    others = [scene.blocks[index] for index in range(start, end) if not error_title(scene.blocks[index])]
    return sum(1 for block in others if _TECHNICAL.search(block.text)) >= 0.2 * max(len(others), 1)


def _bare_title(block: Block) -> bool:
    return (
        block.size <= LONGEST_UNMARKED
        and not block.text.endswith(("。", "：", ":", "；", "，", ","))
        and not _NUMBERED.match(block.text)
    )
