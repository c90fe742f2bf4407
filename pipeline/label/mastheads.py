"""Scene → what stands above the title without a name that a list knows: the site's name, a row or a column of sections.

Asked only where another line above the text can be the title.
"""

import re

from pipeline.label.scene import Scene, Taken
from pipeline.model import Block, Verdict
from pipeline.shapes import begins_table, title_shaped

MASTHEAD = Verdict("navigation", "masthead")

SHORTEST_TITLE = 14
"""Columns of the line that is left as the title: seven Han characters."""
FEWEST_SECTIONS = 5
"""Words in a row that are a menu; with the front page's name among them three do."""
LONGEST_SECTION = 5
"""Characters of a section's name in Han characters."""
LONGEST_NAME = 26
"""Columns of a site's name."""
COLUMN = 3
"""So many short lines under each other are a menu."""
LONGEST_IN_COLUMN = 12
KNOWN = 4
"""One of so many of them a list must know."""

_MENUS = frozenset({"menu", "breadcrumb"})
_HOME = re.compile("首页|首頁|主页|主頁")
_MARKS = re.compile(r"[，。、；：！？,;:!?“”\"「」《》【】()（）\d]")
_HAN = re.compile("[\u4e00-\u9fff]")
_SITE = re.compile(
    r"[\w\u4e00-\u9fff·]{1,10}(?:网|網|在线|在線|日报|日報|晚报|晚報|早报|时报|時報|都市报|之家|论坛|論壇|社区|频道|頻道|贴吧|门户|資訊網|新聞網|電子報|新聞雲|百科|问答|文库|知道|博客|帮助中心|客服中心|公众号|APP)(?:[_\-|｜ ·—]{1,3}\S{1,14}){0,2}"
)
_PATH = re.compile(r"[^/>›»\d,，。:：]{2,12}(?:\s(?:/|>|›|»|-)\s[^/>›»\d,，。:：]{2,12}){1,3}")


def mastheads(scene: Scene, taken: Taken) -> Taken:
    """The site's name, its sections and the path to the page, above a line that can be the title."""
    top = [index for index in range(scene.first) if index not in taken]
    path = next((index for index in reversed(top) if _rule(scene, index) == "breadcrumb"), None)
    if path is not None and any(
        scene.free(index) and title_shaped(scene.blocks[index]) for index in top if index > path
    ):
        above = [index for index in top if index < path and scene.free(index)]
        if all(scene.blocks[index].size <= LONGEST_NAME for index in above):
            return dict.fromkeys(above, MASTHEAD)
    title = next((index for index in reversed(top) if scene.free(index) and _may_be_title(scene.blocks[index])), None)
    if title is None:
        return {}
    found: Taken = {}
    for index in top:
        if index >= title:
            break
        if scene.free(index) and _is_masthead(scene, index):
            found[index] = MASTHEAD
    return found | _columns(scene, [index for index in top if index < title and index not in found])


def _rule(scene: Scene, index: int) -> str:
    sight = scene.sights[index]
    return "" if sight is None else sight.verdict.rule


def _may_be_title(block: Block) -> bool:
    return block.size >= SHORTEST_TITLE and title_shaped(block) and not _sections(block)


def _is_masthead(scene: Scene, index: int) -> bool:
    block = scene.blocks[index]
    if _sections(block):
        return not begins_table(block, scene.blocks[index + 1])
    if index or block.size > 2 * LONGEST_NAME:
        return False
    if _PATH.fullmatch(block.text) or (block.size <= LONGEST_NAME + 8 and _SITE.fullmatch(block.text)):
        return True
    below = scene.sights[1] if len(scene.sights) > 1 else None
    return (
        below is not None and below.verdict.rule in _MENUS and block.size <= SHORTEST_TITLE + 4 and title_shaped(block)
    )


def _sections(block: Block) -> bool:
    """A row of short words without a mark between them: 快讯 要闻 公司 基金 债市."""
    words = block.text.split()
    if not 3 <= len(words) <= 24 or _MARKS.search(block.text) or block.stops:
        return False
    if all(len(word) == 1 for word in words) and words[-1] in "书告知示函令":  # a title set apart: 民 事 判 决 书
        return False
    short = sum(1 for word in words if len(word) <= LONGEST_SECTION)
    if _HAN.search(words[0]) is None or short < 0.8 * len(words):
        return False
    return len(words) >= FEWEST_SECTIONS or any(_HOME.search(word) for word in words)


def _columns(scene: Scene, top: list[int]) -> Taken:
    """Short lines under each other, of which a list knows some: a menu, one word a line."""
    found: Taken = {}
    run: list[int] = []
    for index in [*top, -1]:
        if index >= 0 and scene.blocks[index].size <= LONGEST_IN_COLUMN and (not run or index == run[-1] + 1):
            run.append(index)
            continue
        known = [at for at in run if not scene.free(at)]
        if len(run) >= COLUMN and KNOWN * len(known) >= len(run):
            found |= {at: MASTHEAD for at in run if scene.free(at) and _may_be_section(scene, at)}
        run = [index] if index >= 0 and scene.blocks[index].size <= LONGEST_IN_COLUMN else []
    return found


def _may_be_section(scene: Scene, index: int) -> bool:
    """Not the word that the text begins with, which is what it is about: 芦花枕 over 芦花枕是以…."""
    text = scene.blocks[index].text
    if text.isascii():
        return text.isdecimal()
    return not scene.blocks[scene.first].text.lstrip("\u3000 “「《【").startswith(text)
