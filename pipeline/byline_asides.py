"""Words beside a day that no label names → who or which site they are, and what is left of them."""

import re

from pipeline.characters import columns, fold
from pipeline.houses import is_outlet
from pipeline.lexicon import Role, lexicon
from pipeline.names import EAST_NAME, is_nobody
from pipeline.spaced_names import SURNAMES
from pipeline.trades import is_aside

_WEST_NAMES = re.compile(r"[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){1,2}")
_REPORTER_TOKEN = re.compile(
    r"(?:记者|記者|特派员|特派員|作者|文)[:：]?([\u3400-\u9fff·]{2,6})(?:[／/][\u3400-\u9fff]{0,8})?"
)
BUTTON = re.compile(
    r"^(?:星期|周|礼拜)[一二三四五六日天]$|^(?:我要|我来|打印|手机|手機|来自|來自|最[新后後]|美国|北京时间|网友|網友|暂无|暫無|关注|關注|收藏|订阅|訂閱|分享|联系|聯絡|返回|复制|複製"
    r"|选稿|回[复覆]者|提问者|模式|随时|悬赏|懸賞)|(?:我要|财经|財經|科技|新闻|新聞|作者|佚名|选稿|手机版|会员|會員"
    r"|编号|編號|编码|時間|时间|日期|规模|規模|运势|運勢|修改|(?:已|创建|創建|建立|收录|录入|上传)[于於]|[亿億万萬]元|导语|導語|导读|導讀|摘要|弹幕|彈幕|原创|原創|交易|[约約][读讀])$"
)
"""Beside a date, without a label: a button, a section, a rank; no name."""


_PERSON = re.compile(rf"[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]{{1,2}}")
_SITE_ENDS = frozenset("汇匯网網社报報刊吧圈园園馆館坊屋堂志谷库庫港派帮幫")
"""How sites are called beside a person's name that no list knows: 掌机汇 顾野."""


def name_free_words(residue: str, told: set[Role], before: str) -> tuple[list[tuple[Role, str]], str]:
    """Words beside the date without a label: a site by how it ends or by standing behind a name before the date
    (what stands behind the date is a section), a person by being short; one beside a placeholder is a section, too.
    """
    tokens = residue.split(" ") if residue else []
    if any(token[0].isalpha() and is_nobody(token) for token in before.split()):
        told = told | {"author"}
    if _WEST_NAMES.fullmatch(residue) and len(tokens) in (2, 3) and "author" not in told:
        return [("author", residue)], ""
    if len(tokens) > 3:
        return [], residue
    values: list[tuple[Role, str]] = []
    left: list[str] = []
    people = [token for token in tokens if _PERSON.fullmatch(token)]
    for token in tokens:
        roles = told | {role for role, _ in values}
        reporter = _REPORTER_TOKEN.fullmatch(token)
        if reporter and "author" not in roles:
            values.append(("author", reporter[1]))
        elif token.isascii() or lexicon().whole(fold(token)) is not None or not EAST_NAME.fullmatch(token):
            left.append(token)
        elif is_aside(token, roles):
            continue
        elif is_outlet(token) or (people and token not in people and token[-1] in _SITE_ENDS):
            values += [] if "site" in roles else [("site", token)]
        elif "author" in roles and "site" not in roles and 6 <= columns(token) <= 24 and token in before:
            values.append(("site", token))
        elif BUTTON.search(token) or re.search(rf"{token}\s?[:：]", before):  # or a label that no list knows
            values.append(("other", token))
        elif "author" not in roles and columns(token) <= 16:
            values.append(("author", token))
        else:
            left.append(token)
    return values, " ".join(left)
