"""The line over a forum post → who wrote the post."""

import re

from pipeline.byline import read_byline
from pipeline.names import is_nobody

LONGEST_NAME = 30
"""Characters of a poster's name, pen names among them."""

_FLOOR = (
    r"(?:楼主|樓主|沙发|沙發|板凳|地板|地毯|地下室|\d{1,4}\s?[楼樓#]|#\d{1,4}|第\s?\d{1,4}\s?[楼樓]|B\d{1,4}|\d{1,4}F)"
)
_SAID = re.compile(
    rf"(?:{_FLOOR}[\s\u3000:：|·]*)?(?P<name>[^\s:：|#][^:：|]{{0,{LONGEST_NAME - 1}}}?)\s*"
    r"(?:发表于|發表於|回复于|回覆於|评论于|\b(?:says?|said|wrote|schrieb|schreibt|sagt|a écrit|написал\w*|пишет)\b)",
    re.IGNORECASE,
)
_FLOORED = re.compile(rf"{_FLOOR}[\s\u3000:：|·]+(?P<name>[^\s\d:：|][^\s:：|]{{0,{LONGEST_NAME - 1}}})(?:\s+\d|$)")
_LABELLED = re.compile(
    rf"(?:{_FLOOR}[\s\u3000]*)?(?:回覆者|回复者|作者|用户|用戶|网友|網友)[:：]\s*(?P<name>\S{{1,{LONGEST_NAME}}})"
)


def poster(line: str, *, day_first: bool | None = True) -> str | None:
    """The name that the line over a post gives; None where it gives none, or a placeholder.

    >>> poster("3楼 小满 发表于 2021-3-4 11:05"), poster("harbour_ned wrote on March 4, 2021:")
    ('小满', 'harbour_ned')
    >>> poster("2楼 花匠老秦 2020-2-1 10:00")
    '花匠老秦'
    >>> poster("匿名 发表于 2021-3-4 12:11"), poster("#3")
    (None, None)
    """
    said = _LABELLED.match(line) or _SAID.match(line) or _FLOORED.match(line)
    if said is not None:
        return None if is_nobody(said["name"]) else said["name"]
    byline = read_byline(line, day_first=day_first)
    return byline.authors[0] if byline is not None and byline.authors else None
