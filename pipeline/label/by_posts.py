"""Scene → what stands by every post of a thread: its writer's name and rank, its hour, its counts and buttons.

No list knows the words of every board. What tells them is that they come back: moments of one form, each over a text,
a name at one distance from most of them, and other lines of one form beside.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median

from msgspec import Struct

from pipeline.byline import read_byline
from pipeline.byline_forms import Byline
from pipeline.dates import find_dates
from pipeline.label.posts import AGO
from pipeline.label.scene import Scene, Taken
from pipeline.label.threads import POST
from pipeline.model import Block, Verdict

PROFILE = Verdict("metadata", "by_posts")
TOOLS = Verdict("navigation", "by_posts")

FEWEST, MOST = 3, 0.6
"""Posts of a thread, and the share of them by which a line must stand to be the board's."""
LONGEST, LONGEST_NAME, MOST_WORDS = 64, 30, 3
"""Columns of a line by a post, of a name, and words of a name."""
REACH, FARTHEST = 8, 4
"""Lines from a moment to the text below it, and to the highest line of its post above it; from a name to a line that
comes back."""
ARTICLE, LONGER = 1000, 4
"""Columns of the text above the second moment, and lengths of the others in the middle, that make it an article."""
MOMENT = "§"
"""What a form has in a moment's place."""

_SHORT_MOMENT = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4},?\s(?:\D{1,4}\s)?\d{1,2}[:.]\d\d")
"""`11.02.18, 20:14`, whichever number is the year."""
_SINCE = re.compile(
    "ago|vor |il y a|hace|há |atrás| fa|geleden|temu|před|назад|тому|önce|sedan|siden|sitten|πριν|acum|trước|lalu|前|전",
    re.I,
)
"""One of these stands in every moment that is told from now: a look costs less than the pattern."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*\s?(?:[kKwW万千]\b)?")
_JOINT = re.compile(r"\s[·•|—–-]\s")
_HANDLE = re.compile(r"(?=\S*[a-z0-9][_A-Z0-9]|[a-z])[\w.-]{3,24}(?: \w{2,8})?\s[·•|]\s")
"""`damp_socks · 11 mo. ago`, `LoftLadder OP · …`: no section is called so."""
_OF_ARTICLE = re.compile(r"^\W*(?:作者|撰文|文|[编編][辑輯]|[记記]者|原创|责编|責編)\s?[:：/／|\s]")
_NO_NAME = re.compile(r"[:：]\s?[+-]?\d|[?？]|\s\d+$")
"""A field and its number, a question, a rank with its number."""
_TIMED = re.compile(r"\d")


class _Post(Struct, frozen=True):
    """The place of a moment, with the lines between it and the texts around it."""

    moment: int
    above: range
    below: range


class _Board(Struct, frozen=True):
    """What comes back by most posts, above their moments and below, and where their names stand."""

    above: frozenset[str]
    below: frozenset[str]
    names: dict[int, int]
    """By the place of a moment."""


def by_posts(scene: Scene, taken: Taken) -> Taken:
    """The lines that come back by each post, with the names that stand among them.

    Not where nothing but days and names comes back: so are a list's teasers and a diary's entries headed.
    """
    lines = [at for at, block in enumerate(scene.blocks) if at and _is_short(block) and not scene.prose[at]]
    timed = [at for at in lines if _TIMED.search(scene.blocks[at].text)]
    if sum(scene.prose) < FEWEST or len(timed) < FEWEST:
        return {}
    posts = _posts(scene, {at: form(scene.blocks[at].text) for at in timed})
    if len(posts) < FEWEST or _is_commented(scene, posts):
        return {}
    forms = {at: form(scene.blocks[at].text) for at in lines}
    told = [post for post in posts if _is_told(scene, post)]
    above = _coming_back([{forms[at] for at in post.above if at in forms} for post in told])
    below = _coming_back([{forms[at] for at in post.below if at in forms} for post in told])
    board = _Board(above, below, _names(scene, posts, forms, above))
    handles = sum(1 for post in posts if _HANDLE.match(scene.blocks[post.moment].text))
    if 2 * handles < len(posts) and not (board.names and (above or below)):
        return {}
    found: Taken = {}
    for post in posts:
        found |= _by(post, forms, board)
    found |= {at: TOOLS for at in _after_last(scene, posts[-1]) if forms.get(at) in above}
    return {at: verdict for at, verdict in found.items() if at not in taken}


@lru_cache(maxsize=4096)
def form(text: str) -> str:
    """What two lines by posts have in common: moments and numbers are one.

    >>> form("Δημοσ. 3 Ιουνίου 2021"), form("• 9,2k"), form("kettle · 11 mo. ago"), form("Сообщений: 412")
    ('δημοσ. §', '• 0', 'kettle · §', 'сообщений: 0')
    """
    if not _TIMED.search(text):
        return text.casefold().strip()
    for found in reversed(find_dates(text, day_first=True)):
        text = text[: found.start] + MOMENT + text[found.end :]
    text = AGO.sub(MOMENT, text) if _SINCE.search(text) else text
    return _NUMBER.sub("0", _SHORT_MOMENT.sub(MOMENT, text)).casefold().strip()


def _is_short(block: Block) -> bool:
    return block.size <= LONGEST and not block.stops


def _posts(scene: Scene, forms: dict[int, str]) -> list[_Post]:
    """The moments of the form that most stand over a text in, with the lines around each."""
    heads: dict[str, list[int]] = {}
    for at in sorted(forms):
        if MOMENT in forms[at] and not _is_frame(scene, at):
            joints = list(_JOINT.finditer(forms[at]))
            behind = forms[at][joints[0].end() :] if joints else ""
            kind = behind if MOMENT in behind else forms[at]
            heads.setdefault(kind[: kind.index(MOMENT) + 1], []).append(at)
    best: list[_Post] = []
    for places in heads.values():
        others = set(places)
        posts = [_Post(at, _upwards(scene, at, others), _downwards(scene, at, others)) for at in places]
        told = [post for post in posts if _is_told(scene, post)]
        if len(told) >= MOST * len(posts) and len(told) > len(best):
            best = posts
    return best


def _is_frame(scene: Scene, at: int) -> bool:
    """Whether a line with a moment is a button's, or an article's byline: glued articles of one site have such, too."""
    sight, text = scene.sights[at], scene.blocks[at].text
    if sight is not None and sight.verdict.reason in ("navigation", "boilerplate"):
        return True
    said = read_byline(text) if _OF_ARTICLE.search(text) is None else Byline(site=text)
    return said is not None and bool(said.site or said.editors)


def _is_told(scene: Scene, post: _Post) -> bool:
    """Whether a text stands below its moment; a post may be shorter than a sentence."""
    return post.below.stop < len(scene.blocks) and scene.prose[post.below.stop]


def _is_commented(scene: Scene, posts: Sequence[_Post]) -> bool:
    """Whether the first text is an article, and what stands below it comments, teasers or reviews; or all of them are."""
    starts = [0, *(post.moment for post in posts[1:]), len(scene.blocks)]
    texts = [
        sum(scene.blocks[at].size for at in range(start, end) if scene.prose[at]) for start, end in pairwise(starts)
    ]
    return median(texts) >= ARTICLE or (texts[0] >= ARTICLE and texts[0] >= LONGER * median(texts[1:]))


def _upwards(scene: Scene, moment: int, others: set[int]) -> range:
    start = moment
    while start > max(0, moment - REACH) and not scene.prose[start - 1] and start - 1 not in others:
        start -= 1
    return range(start, moment)


def _downwards(scene: Scene, moment: int, others: set[int]) -> range:
    end = moment + 1
    stop = min(len(scene.blocks), moment + 1 + REACH)
    while end < stop and not scene.prose[end] and end not in others:
        end += 1
    return range(moment + 1, end)


def _coming_back(near: Sequence[set[str]]) -> frozenset[str]:
    """The forms that stand by most posts."""
    often = Counter(said for forms in near for said in forms)
    return frozenset(said for said, posts in often.items() if posts >= MOST * len(near))


def _names(scene: Scene, posts: Sequence[_Post], forms: dict[int, str], above: frozenset[str]) -> dict[int, int]:
    """By the place of a moment, that of a line that may be a name, where most posts have one at the same place.

    The place is so many lines above the moment, or above another line that comes back: ranks and counts vary.
    """
    best: dict[int, int] = {}
    for known in ("", *sorted(above)):
        for away in range(1, FARTHEST + 1):
            found = {
                post.moment: at - away
                for post in posts
                if (at := _last(post, forms, known)) is not None
                and at - away in post.above
                and _may_name(scene, at - away)
                and forms.get(at - away) not in above
            }
            if len(found) > len(best):
                best = found
    return best if len(best) >= MOST * len(posts) else {}


def _last(post: _Post, forms: dict[int, str], known: str) -> int | None:
    """The place of the last line of a form above a moment; the moment's own where no form is asked for."""
    return next((at for at in reversed(post.above) if forms.get(at) == known), None) if known else post.moment


def _may_name(scene: Scene, at: int) -> bool:
    block = scene.blocks[at]
    return (
        block.size <= LONGEST_NAME
        and not block.stops
        and len(block.text.split()) <= MOST_WORDS
        and any(map(str.isalpha, block.text))
        and not _NO_NAME.search(block.text)
    )


def _by(post: _Post, forms: dict[int, str], board: _Board) -> Taken:
    """The lines by one post: those that come back, the name, and what stands between it, its moment and its profile."""
    name = board.names.get(post.moment)
    found: Taken = {at: TOOLS for at in post.above if forms.get(at) in board.above}
    if name is not None:
        found |= dict.fromkeys(range(name, post.moment), PROFILE)
        found[name] = POST
    profile = [at for at in post.below if forms.get(at) in board.below]
    if profile:
        found |= dict.fromkeys(range(post.moment + 1, profile[-1] + 1), PROFILE)
    found[post.moment] = POST
    return found


def _after_last(scene: Scene, last: _Post) -> range:
    """The lines below the last post's text."""
    end = last.below.stop
    while end < len(scene.blocks) and scene.prose[end]:
        end += 1
    return range(end, min(len(scene.blocks), end + REACH))
