"""Scene → what a forum and a comment section add: the lines around each post, bumps, the section itself."""

import re
from functools import lru_cache

from pipeline.dates import is_day
from pipeline.label.scene import Scene, Taken, heads_section
from pipeline.model import Block, Verdict

POST = Verdict("metadata", "post_header")
BUMP = Verdict("comment", "bump")
COMMENT = Verdict("comment", "comment_section")
SIGNATURE = Verdict("boilerplate", "post_signature")

POSTS = 2
"""So many lines of the form make a thread."""
MOST_COMMENTS = 0.8
"""Length of the comments, in lengths of the text above, up to which they are beside the matter."""
SHORT_POST = 1000
MOST_ANSWERS = 0.3
"""Likewise where the text above is so few columns: a question, and the answers are what people came for."""
BOARD_LINES, LONGEST_SIGNED = 8, 80
"""Lines of a signature with its rules, and columns of one."""
REMARK_HEAD, LONGEST_NAME = 2, 30
"""Lines of a remark's head, and columns of the name in it."""
_POSTED_FROM = ("※ 發信站", "※ 发信站", "※ 來源:", "※ 来源:·")
LONGEST_BUMP = 26
"""Columns: `谢谢分享`, `+1`, `mark`; an answer is longer."""

_DATE = r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}[-/]\d{1,2}\s+\d{1,2}:\d{2}|\d{1,2}(?:小时|分钟|天|個月|个月|小時|分鐘)前|(?:昨天|前天|今天)|\d{1,2} (?:hours?|days?|minutes?|weeks?|months?) ago|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}\.? [^\W\d]{3,12} \d{4})"
_FLOOR = (
    r"(?:楼主|樓主|沙发|沙發|板凳|地板|地毯|地下室|\d{1,4}\s?[楼樓#]|#\d{1,4}|第\s?\d{1,4}\s?[楼樓]|B\d{1,4}|\d{1,4}F)"
)
_POST = re.compile(
    rf"(?:{_FLOOR}[\s　:：|·]*.{{0,60}}?{_DATE}|.{{1,30}}?\s*(?:发表于|發表於|回复于|回覆於|评论于|於|says?|wrote|schrieb|a écrit|написал\w*)[\s　:：]*(?:on |at |am |le )?{_DATE}.{{0,40}}"
    rf"|.{{1,40}} (?:says|schreibt|sagt|dit|dice|пишет|says on .{{1,40}})\s?[:：]$|{_FLOOR}[\s　:：|]*\S{{1,24}}$|(?:回覆者|作者|用户|網友|网友)[:：]\S{{1,20}}.{{0,10}}{_DATE}|Posts: \d+|Joined: .{{4,30}}$)",
)

_RANKED = re.compile(r"#\s?\d{1,4}(?:[\s\u3000:：|·]+.{1,24})?")
_DAY = re.compile(
    rf"{_DATE}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{2,4}}|(?:ago|前|yesterday|today|hier|gestern)\b"
)
_CLOCK = re.compile(r"\d[:：h.]\d\d")
_FIELD = re.compile(r"[:：]\s?\S")
OVER_MOMENTS = 3
"""So many names over moments are a thread's; two may be a byline and an update."""
SAID = 0.7
"""Share of them below which a sentence stands; below a listing's titles and their hours stand other titles."""
NEAR = 3
"""Lines above and below a floor's number in which the day of its post stands."""
_BUMP = re.compile(
    r"(?:\W|_|顶+|頂+|推|up+|mark(?:ed|一下)?|马克|码住?|支持(?:一下|楼主)?|路过|飘过|打酱油|沙发|板凳|前排|占(?:座|楼|位)|插眼|收藏了?|学习(?:了|一下)?|受教了?|长知识了?"
    r"|(?:非常|十分|多)?(?:谢谢|感谢|謝謝|感謝)(?:分享|楼主|樓主|大佬|解答|老师|帮助)?|多谢|赞+|讚+|好(?:帖|文|的|棒)|不错|厉害|牛+|6{2,}|\+1|同(?:问|求|感)|蹲(?:一个)?|围观"
    r"|关注(?:一下|中)?|来了|签到|水一?[贴帖]|坐等(?:更新)?|回帖|楼主|大佬|哈+|呵+|嗯+|哦+|thx|ty|thanks?(?: you)?(?: so much| a lot| for (?:sharing|posting|this))?|bump(?:ing)?"
    r"|following|subscribed?|same (?:here|problem|issue|question)|me too|nice|great|cool|lol|this|agreed?|danke|merci|gracias|спасибо|ап|tagged?|here|ttt|\s)+",
    re.IGNORECASE,
)
_FLOOR_OF = re.compile(rf"{_FLOOR}[\s\u3000:：|·]+\S{{1,24}}")
_POSTED_ON = re.compile(rf"(?:发表于|發表於|发表於|回复于|回覆於|发布于|發佈於)\s?[:：]?\s?{_DATE}.{{0,40}}")


def posts(scene: Scene, taken: Taken) -> Taken:
    """The line over each post of a thread, and posts that only bump it."""
    pairs = _pairs(scene) | _over_moments(scene)
    headers = [
        index
        for index, block in enumerate(scene.blocks)
        if index not in taken and scene.free(index) and (_is_header(block) or index in pairs)
    ]
    headers = [index for index in headers if not _ranks(scene, index)]
    if len(headers) < POSTS:
        return {}
    found: Taken = dict.fromkeys(headers, POST)
    for place, header in enumerate(headers[1:], 1):
        end = headers[place + 1] if place + 1 < len(headers) else header + 2
        post = [index for index in range(header + 1, min(end, len(scene.blocks))) if index not in taken]
        if post and all(_only_bumps(scene.blocks[index]) for index in post) and len(post) <= 2:
            found |= dict.fromkeys((header, *post), BUMP)
    return found


def _over_moments(scene: Scene) -> set[int]:
    """A name over a day with its hour, time and again, each over a text: `tomr`, and below it `May 4, 2021, 10:22 am`."""
    heads = [
        index
        for index in range(1, len(scene.blocks) - 2)
        if _is_moment(scene.blocks[index + 1])
        and scene.blocks[index].size <= LONGEST_NAME
        and scene.free(index)
        and not scene.blocks[index].stops
        and not _FIELD.search(scene.blocks[index].text)
        and not _is_moment(scene.blocks[index])
        and not _is_moment(scene.blocks[index + 2])
    ]
    said = sum(1 for head in heads if scene.prose[head + 2])
    if len(heads) < OVER_MOMENTS or said < SAID * len(heads):
        return set()
    return {at for head in heads for at in (head, head + 1)}


def _is_moment(block: Block) -> bool:
    return block.size <= LONGEST_NAME and _CLOCK.search(block.text) is not None and is_day(block.text)


def _ranks(scene: Scene, index: int) -> bool:
    """`#7: Ferry`, a place in a ranking: no day stands near it, as one does over a post."""
    if _RANKED.fullmatch(scene.blocks[index].text) is None:
        return False
    near = scene.blocks[max(0, index - NEAR) : index + NEAR + 1]
    return not any(_DIGIT.search(block.text) and _DAY.search(block.text) for block in near)


def _pairs(scene: Scene) -> set[int]:
    """Who and when in two lines: 沙发 老张说卡, and below it 发表于 2023-7-8 21:40:02."""
    return {
        place
        for index, block in enumerate(scene.blocks)
        if index and block.text[0] in "发發回" and _POSTED_ON.fullmatch(block.text)
        for place in (index - 1, index)
        if _FLOOR_OF.fullmatch(scene.blocks[index - 1].text)
    }


def _only_bumps(block: Block) -> bool:
    """Nothing but words of thanks and of presence; an answer of three words is one, however short."""
    return block.size <= LONGEST_BUMP and _BUMP.fullmatch(block.text) is not None


def _is_header(block: Block) -> bool:
    return block.size <= 120 and not block.stops and _heads_post(block.text)


@lru_cache(maxsize=4096)
def _heads_post(text: str) -> bool:
    """Kept, for a page's lines are asked again in every round."""
    return _DIGIT.search(text) is not None and _POST.match(text) is not None


def signatures(scene: Scene, taken: Taken) -> Taken:
    """What a user puts below each post on a board: from its line `--` to the board's line on where it was posted."""
    found: Taken = {}
    for index, block in enumerate(scene.blocks):
        if block.text[0] != "※" or not block.text.startswith(_POSTED_FROM):
            continue
        near = range(max(0, index - BOARD_LINES), index)
        start = next((at for at in near if scene.blocks[at].text == "--"), index)
        if not any(scene.blocks[at].size > LONGEST_SIGNED for at in range(start, index)):
            found |= {at: SIGNATURE for at in range(start, index) if at not in taken}
    return found


def comments(scene: Scene, taken: Taken) -> Taken:
    """A comment section: from its heading on, if its tools, names or dates show that it is one."""
    found: Taken = {}
    looked = 0
    for index, sight in enumerate(scene.sights):
        if sight is None or sight.verdict.reason != "comment" or index < looked or index <= scene.first:
            continue
        dated = _over_remarks(scene, index)
        if not dated and (not sight.opens or heads_section(scene, index)):
            continue
        looked = _end_of_comments(scene, taken, index)
        section = range(index, looked)
        signs = sum(
            1 for near in section if near > index and (is_sign(scene, near) or (dated and _is_day(scene.blocks[near])))
        )
        sentences = [near for near in section if scene.prose[near]]
        if len(sentences) > signs * 2 or _is_matter(scene, taken, index, sentences):
            continue
        for near in section:
            other = scene.sights[near]
            if near not in taken and (other is None or other.verdict.reason in ("comment", "generated")):
                found[near] = COMMENT if other is None else other.verdict
    return found


def _over_remarks(scene: Scene, index: int) -> bool:
    """Whether a word that may be a button or a section's heading has a remark's head below: a name over a day.

    Not so where days stand between the sentences above, too: these are a thread's posts.
    """
    below = scene.blocks[index + 1 : index + 1 + REMARK_HEAD]
    return (
        len(below) == REMARK_HEAD
        and is_day(below[-1].text)
        and below[0].size <= LONGEST_NAME
        and not scene.prose[index + 1]
        and not any(map(_is_day, scene.blocks[scene.first + 1 : index]))
    )


def _end_of_comments(scene: Scene, taken: Taken, index: int) -> int:
    end = index + 1
    while end < len(scene.blocks) and not ends_comments(scene, taken, end):
        end += 1
    return end


def is_sign(scene: Scene, index: int) -> bool:
    """A tool, a post's header, or somebody's name."""
    sight, block = scene.sights[index], scene.blocks[index]
    return (sight is not None and sight.verdict.reason == "comment") or _is_header(block) or _is_named(block)


def _is_matter(scene: Scene, taken: Taken, index: int, sentences: list[int]) -> bool:
    """Where the answers outweigh what they answer, the page is a thread and they are its matter."""
    before = sum(scene.blocks[near].size for near in range(index) if scene.prose[near] and near not in taken)
    answers = sum(scene.blocks[near].size for near in sentences)
    return answers > (MOST_COMMENTS if before >= SHORT_POST else MOST_ANSWERS) * before


_DIGIT = re.compile(r"\d")
_NAMED = re.compile(r"[\w\u4e00-\u9fff·]{2,14}\s?[:：]\s?\S")


def _is_named(block: Block) -> bool:
    """`不吃香菜：看到那里笑出声`."""
    return _NAMED.match(block.text) is not None


def _is_day(block: Block) -> bool:
    return block.size <= LONGEST_BUMP and _DIGIT.search(block.text) is not None and is_day(block.text)


def ends_comments(scene: Scene, taken: Taken, index: int) -> bool:
    """Whether a line stands behind a comment section: another list, the site's foot, another page."""
    verdict = taken.get(index)
    if verdict is not None and verdict.reason == "related":
        return True
    sight = scene.sights[index]
    return sight is not None and sight.verdict.rule in (
        "copyright_line",
        "licence_number",
        "glue_marker",
        "breadcrumb",
    )
