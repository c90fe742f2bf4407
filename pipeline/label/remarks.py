"""Scene → what readers said below an article, under a heading that counts it: `评论(3)`, `网友评论`.

`threads` asks how much was said: answers that outweigh what they answer are a page's matter. Under 评论 nothing is.
"""

import re
from itertools import pairwise

from pipeline.label.scene import Scene, Taken
from pipeline.label.threads import COMMENT, ends_comments, is_sign

LONGEST_HEADING, LONGEST_REMARK = 30, 240
"""Columns of the heading, and of a remark: a longer one is an answer, of which sites print the comments' number, too."""
FEWEST_SENTENCES = 2
"""An article stands above; a question, whose answers are the matter, is one sentence and often none."""
LINES_A_SIGN = 3
"""Lines of the section to each that shows what it is: a name, a remark, a day with a place."""
MOST_UNSIGNED = 5
"""Lines from one sign to the next: a name, and a remark in a few lines."""

_HEADING = re.compile(
    r"(?:网友|網友|全部|最新|热门|熱門|精彩|用户|用戶|读者|讀者)(?:评论|評論)(?:\s?[(（\[【]?\s?\d{1,6}\s?[条條]?\s?[)）\]】]?)?"
    r"|(?:评论|評論)区?\s?(?:[(（\[【]\s?\d{1,6}\s?[条條]?\s?[)）\]】]|\d{1,6})"
    r"|(?:共|已有|全部)?\s?\d{1,6}\s?[条條](?:网友|網友|精彩|热门|最新)?(?:评论|評論)"
)
_OF_A_REMARK = re.compile(
    r"(?:\d{2,4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s?\d{1,2}:\d\d(?::\d\d)?)?\s?(?:来自|來自|IP\s?属地|发布于|·)\s?[:：]?\s?[\u4e00-\u9fff]{2,8}"
    r"|(?:回复|回覆|赞|讚|点赞|顶|踩)\s?[(（]?\d{1,6}[)）]?|(?:按|最)(?:热度|时间|新|热)(?:\s(?:按|最)(?:热度|时间|新|热))*|\d{1,3}\s?[楼樓#]\s?\S.{0,40}"
)


def counted_comments(scene: Scene, taken: Taken) -> Taken:
    """A comment section behind an article, from its heading to its end.

    Gold: such a heading is none of the 17,476 lines in Han of 4,617 golds; of 1,810 written pages the rule takes
    a line of one more, of a list of other pages.
    """
    found: Taken = {}
    heads = [at for at, it in enumerate(scene.blocks) if it.size <= LONGEST_HEADING and _HEADING.fullmatch(it.text)]
    if len(heads) != 1 or sum(scene.prose[: heads[0]]) < FEWEST_SENTENCES:
        return found
    section = range(heads[0], _end(scene, taken, heads[0]))
    told = [at for at in section if at > heads[0]]
    left = [at for at in told if at not in taken]
    signs = [at for at in told if is_sign(scene, at) or _OF_A_REMARK.fullmatch(scene.blocks[at].text)]
    if len(told) > LINES_A_SIGN * len(signs) or any(scene.blocks[at].size > LONGEST_REMARK for at in left):
        return found
    if any(behind - at > MOST_UNSIGNED for at, behind in pairwise((heads[0], *signs, section.stop))):
        return found  # another article stands below
    return dict.fromkeys((at for at in section if at not in taken), COMMENT)


def _end(scene: Scene, taken: Taken, index: int) -> int:
    end = index + 1
    while end < len(scene.blocks) and not ends_comments(scene, taken, end):
        end += 1
    return end
