"""The lines over and beside a forum's posts → who wrote a post, who opened the thread, and when."""

import re
from collections.abc import Sequence

from pipeline.byline import EVENT, read_byline
from pipeline.characters import fold
from pipeline.dates import LENGTH_OF_DAY, find_dates
from pipeline.lexicon import lexicon
from pipeline.model import Labelled
from pipeline.names import is_no_person

LONGEST_NAME = 30
"""Characters of a poster's name, pen names among them."""
LONGEST_POST, POSTS = 64, 3
"""So many lines of at most so many columns, each with a moment, are the heads of a thread's posts."""
SEATS = 8
"""Lines above the title of a post: the thread's title may stand over the profile of who opened it."""
POST_HEADS = frozenset({"post_header", "post_profile", "answered_by"})
"""What stands over and beside a forum's posts: of its members."""

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
        return None if is_no_person(said["name"]) else said["name"]
    byline = read_byline(line, day_first=day_first)
    return byline.authors[0] if byline is not None and byline.authors else None


_USER = r"(?P<name>[^\W\d_][\w.-]{1,23}|\d{0,4}[^\W\d_][\w.-]{2,19})"
_OPENED = re.compile(
    rf"(?:楼主|樓主|thread starter|topic starter)\s*[:：]?\s+{_USER}"
    rf"|{_USER.replace('?P<name>', '?P<opener>')}"
    r" (?:opened this (?:issue|pull request|discussion)|(?:started|asked) this (?:topic|question))\b.*"
    rf"|{_USER.replace('?P<name>', '?P<starter>')} [·•] .*\d.* [·•] \d+ ?(?:次点击|次點擊|回复|回覆|views?|replies)",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?:(?:jr\.?|junior|new|full|senior|sr\.?|active|well-known|hero|regular|platinum|gold|supporting)? ?member"
    r"|newbie|rookie|novice|greenhorn"
    r"|(?:初识|知名|核心|资深|初级|中级|高级|铁杆)(?:吧友|人士|会员|粉丝)|新手上路|注册会员|[初中高]级会员|金牌会员|论坛元老"
    r"|(?:junior|senior)?mitglied|neuling|anfänger|foren-\w+|nouveau membre|membre|nuevo miembro|miembro|usuario"
    r"|nuovo utente|utente|nowicjusz|użytkownik|новичок|участник|местный|активный участник|завсегдатай"
    r"|μέλος|üye|thành viên|当前(?:离线|在线)|當前(?:離線|在線)|积分|積分"
    r"|(?:posts|messages|сообщени[ея]|сообщений|beiträge|mensajes|messaggi|berichten|posty|příspěvky|μηνύματα|mesajlar)\s?[:：]?"
    r")(?:\s?\d[\d., ]*)?",
    re.IGNORECASE,
)
"""What stands right below a member's name: the rank, or how much the member wrote."""
_COUNT, _COUNTED = re.compile(r"\d[\d,.]*"), frozenset({"主题", "主題", "帖子", "posts", "threads"})


def seated(lines: Sequence[str]) -> str | None:
    """Who opened a thread, where the name stands alone over the rank, or in a line of the thread's own.

    >>> seated(["gull_77", "Junior Member", "Join Date"]), seated(["灯塔老吴", "24", "主题"]), seated(["楼主 灯塔老吴"])
    ('gull_77', '灯塔老吴', '灯塔老吴')
    >>> seated(["Home", "Forum", "Members"]), seated(["2 : 1", "Member"])
    (None, None)
    """
    for place, line in enumerate(lines):
        said = _OPENED.fullmatch(line.strip())
        name = (said["name"] or said["opener"] or said["starter"]) if said is not None else line.strip()
        if said is None:
            below = [other.strip() for other in lines[place + 1 : place + 3]]
            ranked = bool(below) and _RANK.fullmatch(below[0]) is not None
            counted = len(below) > 1 and _COUNT.fullmatch(below[0]) is not None and below[1].lower() in _COUNTED
            if not (ranked or counted) or not re.fullmatch(_USER, name) or _RANK.fullmatch(name):
                continue
        if not is_no_person(name) and lexicon().whole(fold(name)) is None:
            return name
    return None


def heads_post(item: Labelled) -> bool:
    """Whether a rule took a line for the one over a post."""
    return item.verdict is not None and item.verdict.rule == "post_header"


def opened_by(items: Sequence[Labelled], title: int, first: int, *, day_first: bool | None) -> tuple[str, ...]:
    """Who wrote a thread's first post, as the line over it or the profile beside it says.

    `title` and `first` are the places of the title and of the first sentence.
    """
    for item in items[: first + 1]:
        if heads_post(item):
            return tuple(filter(None, [poster(item.block.text, day_first=day_first)]))
    beside = items[max(0, title - SEATS) : first]
    return tuple(filter(None, [seated([item.block.text for item in beside])]))


def first_post(items: Sequence[Labelled], title: int, first: int, *, day_first: bool | None) -> str | None:
    """When a thread began: of the short lines with an hour, three and more, the first, which is the oldest.

    What takes those lines does not matter; in a list of other pages the newest stands first, and an event's
    hours stand beside its place. Where members have profiles, days will do.
    """
    if any(EVENT.match(item.block.text) for item in items):
        return None
    hours = not any(item.verdict is not None and item.verdict.rule in POST_HEADS for item in items)
    posts: list[tuple[int, str]] = []
    for place, item in enumerate(items):
        line = item.block
        if place <= title or line.size > LONGEST_POST or (item.verdict and item.verdict.reason == "related"):
            continue
        found = find_dates(line.text, day_first=day_first)
        if len(found) == 1 and len(found[0].iso) >= LENGTH_OF_DAY and ("T" in found[0].iso or not hours):
            posts.append((place, found[0].iso))
    moments = [moment for _, moment in posts]
    if len(posts) < POSTS or posts[0][0] > first or moments[0] != min(moments) or moments[0] == max(moments):
        return None
    return moments[0]
