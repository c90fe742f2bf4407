"""What stands beside a writer's name or day and is no name: a trade, an office, a badge, a province."""

import re

from pipeline.characters import columns, fold
from pipeline.houses import OFFICES
from pipeline.lexicon import Role, lexicon
from pipeline.spaced_names import SURNAMES

LONGEST_CALLED = 4
"""Characters of a name with a trade in it: 李律师, 欧阳医生."""
_POSTS = (
    "医师|醫師|医生|药师|护士|护师|教授|讲师|研究员|博士|硕士|律师|主任|院长|馆长|会长|专家|顾问|分析师|工程师|营养师"
    "|规划师|咨询师|会计师|税务师|精算师|理财师|经济师|评论员|撰稿人"
)
_POST = re.compile(
    rf"(?<=[\u3400-\u9fff])\s+\S{{0,12}}(?:{_POSTS}"
    r"|医院|醫院|大学|大學|学院|研究院|研究所|中心|事务所|[内外儿妇眼骨皮神心肾][\u3400-\u9fff]{0,4}科)(?:\s\S{2,16}){0,3}\s*$"
)
"""Behind a name: what the writer is, and where."""
_IN_BRACKETS = re.compile(
    rf"(?<=[\u3400-\u9fff])\s*[（(][^（）()]{{0,40}}(?:{_POSTS}|{OFFICES}|经济学家|所长|总监|总经理|董事长|秘书长|部长|局长|行长)"
    r"[^（）()]{0,6}[）)]\s*$"
)
"""The same in brackets: 作者：曾远（江城发展实验室主任）."""
_LONE_POST = re.compile(rf"\S{{0,8}}(?:{_POSTS})")
_BADGE = re.compile(r"(?:优质|知名|头条|认证)?[\u3400-\u9fff]{0,4}(?:领域)?(?:创作者|自媒体|作者|达人)")
"""What a platform prints behind a writer's day."""
_PROVINCE = re.compile(
    "(?:来自|IP属地)?(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)省?市?"
)
"""Where the writer's address lies, as platforms print it behind the date."""


def without_post(line: str) -> str:
    """A signature without what the writer is, and where."""
    return _POST.sub("", _IN_BRACKETS.sub("", line))


def says_nothing(token: str, *, beside: bool) -> bool:
    """Whether a word that is left over is a list's, or beside a value a platform's badge or the writer's province."""
    if lexicon().whole(fold(token)) is not None:
        return True
    return beside and (_BADGE.fullmatch(token) is not None or _PROVINCE.fullmatch(token) is not None)


def is_aside(token: str, roles: set[Role]) -> bool:
    """Where the writer is, that he reports, and behind a name what he is."""
    return (
        _PROVINCE.fullmatch(token) is not None
        or (token.endswith(("報導", "报道", "报导")) and columns(token) <= 10)
        or ("author" in roles and _LONE_POST.fullmatch(token) is not None)
    )


def is_trade(name: str) -> bool:
    """Whether a name behind another is what that one is: 周晚棠，注册会计师. 李律师 is somebody."""
    return _LONE_POST.fullmatch(name) is not None and (name[0] not in SURNAMES or len(name) > LONGEST_CALLED)
