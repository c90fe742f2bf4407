"""A line → the byline in it: who, when, where from; or None where the line is something else.

Reading is the same wherever it is asked for; whether a line stands where a byline stands, the labeller asks.
"""

import re
import unicodedata
from functools import lru_cache

from msgspec.structs import replace

from pipeline.byline_asides import BUTTON, name_free_words
from pipeline.byline_forms import WHERE_SO, Byline, dates_title, lasts, signature, told_by_place
from pipeline.byline_labels import Mark, marks_of, told_by_pieces
from pipeline.characters import columns
from pipeline.dates import LENGTH_OF_DAY, Found, behind_label, find_dates, of_days
from pipeline.edits import changed_on, edited, quotes
from pipeline.lexicon import Role
from pipeline.names import EAST_NAME, SURNAMES, is_no_person, is_nobody, names, without_assignment
from pipeline.trades import is_trade, says_nothing, without_post

LONGEST = 240
"""Characters: the longest bylines of portals, with counts and tools, are about 120."""
LONGEST_AUTHOR = 40
"""Characters of a line that names an author behind a label and nothing else."""
LONGEST_RESIDUE = 14
"""Columns that may be left over when dates, labels, values and counts are taken away."""
LONGEST_PLACE = 12
"""Columns of a place between `发布于` and the date, as search engines write it."""


EVENT = re.compile(
    r"(?:地点|地點|主持|主讲|主講|参加|出席|记录人|紀錄|主题|主題|地址|费用|費用|venue|location|where)\S{0,3}\s?[:：]",
    re.IGNORECASE,
)
"""What a notice says of an event beside its time: that time is no byline's."""
_LATER = re.compile(
    r"\s*[:：]?\s*(?:a las|à|um|at|alle ore|alle|ore|às|o godz\.|w|в|kl\.?|klo|lúc|saat|στις)?\s*"
    r"([01]?\d|2[0-3])\s?[:.hH]\s?([0-5]\d)(?!\d|\s?[-/.]\s?\d)(?:\s*(?:Uhr|h)\b)?"
)
"""The hour of an update on the day that the line names: `Actualizado a las 10:12`, `mis à jour à 19h20`."""
_WECHAT = re.compile(
    r"(?:原创\s+)?(?:(?P<author>[^\s\d:：]{2,8})\s+)?(?P<site>[^\s:：]{2,20})\s+(?P<date>20\d\d\D.{4,20})\s发表于[\u3400-\u9fff]{2,8}"
)
"""The head of a WeChat article: the account, the hour, the writer's province."""
_SIGNED = ("作者", "撰文", "文", "主讲", "答主", "审稿", "審稿")
_CUT = re.compile(r"\s*(?:[|｜丨·•●【】\[\]()（）〔〕<>《》;；,，—→\t]|\s/\s|\s-\s|\s{2,})\s*")
_COUNT = re.compile(
    r"(?:阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|回复|回覆|人气|人氣|访问|收藏|点赞|讚|赞|次数|查看|views?|reads?|comments?|"
    r"просмотр\w*|комментар\w*|조회수?|댓글|约)?(?:量|数|數|次)?\s*[:：(（\[]?\s*(?:NaN|\d[\d,.]*\s*[wk万千]?\+?)\s*[)）\]]?\s*"
    r"(?:次|人|条|條|個|个|views?|reads?|min(?:utes?)?(?: read)?|comments?|просмотр\w*)?(?:已)?"
    r"(?:分钟)?(?:阅读|閱讀|围观|圍觀|浏览|瀏覽|看过|点击|評論|评论|回复|参与|读完|read)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[^\s\d:|]{1,16}[:：]\s*\d[\d,.]*(?=\s|$)")
"""A label that no list knows, with a number behind it: `ページ番号：1004127`."""
_FIRST_HAN = "\u3400"
_ZONE = re.compile(
    r"\b(?:GMT|UTC|CET|CEST|MSK|EST|EDT|PST|PDT|BST|JST|KST|CST|ET|MEZ|Uhr|PM|AM)\b|北京时间|[+-]\d\d:?\d\d"
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+")
_KOREAN_REPORTER = re.compile(r"([가-힣]{2,4})\s*(?:선임|수습|객원|전문)?(?:기자|특파원)(?:\s|$|=)")
_FULL_WIDTH = re.compile("[０-９]{2}")
_SLASHES = str.maketrans("∕⁄", "／／")
"""Of division and of fractions, as papers of Taiwan set them: 記者周品岑∕台北報導."""
_KANA_NAME = re.compile("[\u4e00-\u9fff]{0,3}[\u3041-\u30ff]{1,5}(?=\\s|$)")
_LONE_HAN = re.compile(r"[\u3400-\u9fff](?=\s|$)")  # the given name of a spaced-out Chinese name
_NAME = rf"[{''.join(sorted(SURNAMES))}][\u3400-\u9fff][^\W_a-zA-Z0-9报報社网網台臺刊]"
_FURTHER = re.compile(rf"{_NAME}(?:\s+{_NAME})*(?=\s|$)")
"""More authors behind the first; of two characters it may be a section: 金融."""
_COMMENTS_BEHIND = re.compile(
    r"\s+\d[\d,.]*\s*(?:comments?|views?|replies|shares?|min read"
    r"|kommentare?|comentarios?|commentaires?)\b.*$",
    re.IGNORECASE,
)
_KOREAN_OUTLET = re.compile(
    r"^\W*([가-힣A-Za-z]{1,8}(?:일보|신문|뉴스|방송|경제|타임스|미디어|저널|통신|투데이|데일리|매일))"
    r"\s+([가-힣]{2,4})\s*기자"
)
_NUMBER_BEHIND = re.compile(r"\s+\d{1,5}$")
_OWN_LABEL = re.compile(r"[^\s\d:：][:：]\s*$|^\W*[\u3400-\u9fff]{2,}(?:[日期]|交易)\s+$")
"""A date behind a label that no list knows is a fact of the article: `实施日期:`, `申购起始日 2024年9月5日`."""
_POSTED = re.compile(
    r"(?:由\s*(?=\S))?(?:(?:楼主|樓主|沙发|沙發|板凳|地板|\d{1,4}\s?[楼樓#]|#\d{1,4})[\s:：|·]*)?"
    r"(?!(?:编辑|編輯|修改|修订|修訂)[于於])"
    r"(?!发表|發表|发布|發布|更新|时间|最新|最后|最後)([A-Z][\w.-]+ [A-Z][\w.-]+|[^\s|｜:：]{1,24}?)\s*"
    r"(?:发表于|發表於|发表於|发布于|發佈於|发布於|发表在|發表在|提问于|提問於|回答于|回答於|投稿于|投稿於|于|於)\s*[:：]?\s*(?=\d)"
)
_DONE = re.compile(
    r"^(?:已|最[后後近]|首次)|(?:创建|創建|建立|编辑|編輯|修改|收录|收錄|录入|錄入|上传|上傳|更新|写|寫|摄|攝)$"
)
"""`已于 2022-11-06 修改`, `菜谱创建于2021-10-24`: what was done on that day, and no name."""
_EMPHASIS = re.compile(
    r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?!\w)"
)
"""Markdown's: `By **Maeve Corrigan** · March 4, 2024`, `_Words by Maeve Corrigan_`."""
_DIGIT = re.compile(r"\d")
_PATH = re.compile(r"[~.]/[\w.]|[\s:：]/[a-z]+/\w|\s\.[a-z]{2,}")
"""`source ~/.bashrc`: a command of a shell, and no paper's name."""
_CLAUSE = re.compile(r"[。！？!?]|[，,].*[，,].*[，,]")


@lru_cache(maxsize=4096)
def read_byline(line: str, *, day_first: bool | None = True) -> Byline | None:
    """The byline that this line is, or None. `day_first` says how `03/04/2021` is read; None leaves it.

    >>> read_byline("2023-11-09 08:42 来源:江城晚报 作者:沈知远").authors
    ('沈知远',)
    >>> read_byline("来源:旧时诗话。"), read_byline("作者原想用“推”,后来改成“敲”。")
    (None, None)
    """
    said = _read(line, day_first)
    if said is None and len(line) <= LONGEST and (told := told_by_pieces(line, day_first)) is not None:
        return _read(told, day_first)
    return said


def names_author(line: str) -> bool:
    """Whether a line is the first of a byline in two: `作者：小禾` over `发布时间：2021-05-09`."""
    if len(line) > LONGEST_AUTHOR:
        return False
    said = read_byline(line)
    return said is not None and said.labelled and bool(said.authors) and said.published is None


def _read(line: str, day_first: bool | None) -> Byline | None:
    if len(line) > LONGEST or _CLAUSE.search(line) or quotes(line) or lasts(line) or _PATH.search(line):
        return None
    if not line.isascii() and _FULL_WIDTH.search(line):
        line = unicodedata.normalize("NFKC", line)
    line = line.translate(_SLASHES)
    if (signed := signature(line)) is not None:
        return signed
    line = _EMPHASIS.sub("", line) if "*" in line or "_" in line else line
    line = _ADDRESS.sub(" ", line) if "@" in line or "://" in line or "www." in line else line
    line = without_assignment(line)
    line = WHERE_SO.sub("", line) if ")" in line or "）" in line or _DIGIT.search(line) else line
    if outlet := _KOREAN_OUTLET.match(line) if "기자" in line else None:
        when = find_dates(line, day_first=day_first)
        return Byline((outlet[2],), outlet[1], when[0].iso if when else None, labelled=True)
    if told := told_by_place(line.strip()):
        return told
    if changed := edited(line, day_first=day_first):
        return Byline(modified=changed, labelled=True)
    account = _WECHAT.fullmatch(line.strip()) if "发表于" in line else None
    if account and (when := find_dates(account["date"], day_first=day_first)):
        who = () if account["author"] is None or is_no_person(account["author"]) else (account["author"],)
        return Byline(who, account["site"], when[0].iso, labelled=True)
    line = without_post(line) if line.startswith(_SIGNED) else line
    posted = _POSTED.match(line) if "于" in line or "於" in line or "表在" in line else None
    if posted and not _DONE.search(posted[1]) and (when := find_dates(line[posted.end() :], day_first=day_first)):
        name = posted[1].strip()
        return Byline(authors=() if is_no_person(name) else (name,), published=when[0].iso, labelled=True)
    dates = find_dates(line, day_first=day_first)
    marks = list(marks_of(line, dated=bool(dates)))
    bare = line.rstrip(" :：")
    leads_on = len(bare) < len(line.rstrip()) and (not marks or marks[-1].end < len(bare))
    own_label = bool(dates) and not marks and _OWN_LABEL.search(line[: dates[0].start]) is not None
    other = (of_days(line, dates[0]) or (not marks and dates_title(line, dates))) if dates else not marks
    if leads_on or own_label or other:
        return None
    values, residue = _take(line, dates, marks)
    beside: list[tuple[Role, str]] = []
    if dates:
        beside, residue = name_free_words(residue, {role for role, _ in values}, line[: dates[0].start])
    if (reporter := _KOREAN_REPORTER.search(line)) and "author" not in {role for role, _ in (*values, *beside)}:
        values.append(("author", reporter[1]))
    residue = " ".join(token for token in residue.split(" ") if token and not says_nothing(token, beside=bool(values)))
    if columns(residue) > LONGEST_RESIDUE:
        return None
    said = _said(values, beside, marks)
    return said if said is None or not changed_on(line) else _of_change(said)


def _of_change(said: Byline) -> Byline:
    """The byline with its day as that of the last change."""
    return said if said.published is None else replace(said, published=None, modified=said.published, labelled=True)


def _take(line: str, dates: list[Found], marks: list[Mark]) -> tuple[list[tuple[Role, str]], str]:
    """The values behind the labels, the dates by their labels, and what is left of the line."""
    values: list[tuple[Role, str]] = []
    left: list[str] = []
    stops = sorted([mark.start for mark in marks] + [found.start for found in dates] + [len(line)])
    by_start = {mark.start: mark for mark in marks}
    date_at = {found.start: found for found in dates}
    place = 0
    pending: Role | None = None
    while place < len(line):
        if place in by_start:
            pending, place = by_start[place].role, by_start[place].end
        elif place in date_at:
            values.append(("modified" if pending == "modified" else "published", date_at[place].iso))
            pending, place = None, date_at[place].end
        else:
            stop = next(stop for stop in stops if stop > place)
            piece, place = line[place:stop], stop
            if pending is not None and not piece.strip(" :：/／|丨,，"):
                continue
            if pending == "modified" and dates and (clock := _LATER.match(piece)):
                values.append(("modified", f"{dates[0].iso[:LENGTH_OF_DAY]}T{int(clock[1]):02}:{clock[2]}:00"))
                pending, place = None, stop - len(piece) + clock.end()
                continue
            if (
                pending in ("published", "modified")
                and (told := behind_label(piece, east=line[: stop - len(piece)].rstrip()[-1:] >= _FIRST_HAN))
                is not None
            ):
                values.append((pending, told.iso))
                pending, place = None, stop - len(piece) + told.end
                continue
            if pending == "modified" and stop in date_at and columns(piece.strip()) <= LONGEST_PLACE:
                continue  # who changed it
            taken, rest = _value(piece, pending if pending not in ("published", "modified") else None)
            if taken:
                values.append((pending or "other", taken))
            if not (pending in ("published", "modified") and columns(rest) <= LONGEST_PLACE):
                left.append(rest)
            pending = None
    return values, _strip_counts(" ".join(left))


def _value(piece: str, role: Role | None) -> tuple[str, str]:
    """The value at the head of a piece, if a label asks for one, and the rest."""
    if role is None:
        return "", piece
    body = _COMMENTS_BEHIND.sub("", piece.lstrip(" :：/／|丨・="))
    if role == "count":
        return "", _COUNT.sub("", body, count=1) if not body[:1].isalpha() else body
    korean = _KOREAN_REPORTER.match(body)
    if korean:
        return korean[1], body[korean.end() :]
    pieces = _CUT.split(body.strip(), maxsplit=1) if role != "author" else _author_end(body)
    value = pieces[0].strip(" :：,，-—|")
    rest = pieces[1] if len(pieces) > 1 else ""
    if role in ("author", "site", "editor") and " " in value and value[0] >= "\u3041" and EAST_NAME.match(value):
        first, _, tail = value.partition(" ")
        if is_trade(first) and EAST_NAME.match(tail):  # 特约评论员 周晚棠
            value = tail
        value, _, tail = value.partition(" ")
        given = _KANA_NAME.match(tail) or (_LONE_HAN if len(value) == 1 else _FURTHER).match(tail)
        value = f"{value} {given[0]}" if given else value
        rest = f"{tail[given.end() :] if given else tail} {rest}"
    return value, rest


def _author_end(body: str) -> list[str]:
    """Names may be listed with commas; everything else ends them."""
    cut = re.split(
        r"\s*(?:[|｜丨·•●【】\[\]()（）〔〕<>;；—→\t]|\s/\s|\s-\s|\s{2,})\s*",
        body.strip(),
        maxsplit=1,
    )
    return [_NUMBER_BEHIND.sub("", cut[0].rstrip(",， ")), *cut[1:]]


def _strip_counts(residue: str) -> str:
    korean = _NUMBERED.sub(" ", _KOREAN_REPORTER.sub(" ", residue))
    return re.sub(
        r"[\s|｜丨·•●\[\]()（）【】<>,，:：/／\-–—_+]+",
        " ",
        _ZONE.sub(" ", _COUNT.sub(" ", korean)),
    ).strip()


def _said(values: list[tuple[Role, str]], beside: list[tuple[Role, str]], marks: list[Mark]) -> Byline | None:
    told: dict[Role, list[str]] = {"author": [], "editor": [], "site": [], "published": [], "modified": []}
    unlabelled: list[str] = []
    for role, value in [*values, *beside]:
        if role in ("author", "editor"):
            found = [name for name in names(value) if name not in told[role] and not BUTTON.search(name)]
            found = [name for place, name in enumerate(found) if not (place and is_trade(name))]
            told[role] += found
            unlabelled += found if (role, value) in beside else []
        elif role in ("published", "modified") or (role == "site" and not (is_nobody(value) or columns(value) > 40)):
            told[role].append(value)
    site, published, modified = (next(iter(told[role]), None) for role in ("site", "published", "modified"))
    labelled = any(mark.role not in ("other", "count") for mark in marks)
    return Byline(tuple(told["author"]), site, published, modified, tuple(told["editor"]), tuple(unlabelled), labelled)
