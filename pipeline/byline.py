"""A line → the byline in it: who, when, where from; or None where the line is something else.

Reading is the same wherever it is asked for; whether a line stands where a byline stands, the labeller asks.
"""

import re
import unicodedata
from functools import lru_cache

from msgspec.structs import replace

from pipeline.byline_asides import BUTTON, name_free_words
from pipeline.byline_forms import WHERE_SO, Byline, dates_title, lasts, over_post, signature, told_by_place
from pipeline.byline_labels import Mark, marks_of, told_by_pieces
from pipeline.byline_values import KOREAN_REPORTER, take_values
from pipeline.characters import columns
from pipeline.dates import find_dates, of_days
from pipeline.edits import changed_on, edited, quotes
from pipeline.lexicon import Role
from pipeline.names import is_no_person, is_nobody, names, without_assignment
from pipeline.trades import is_trade, says_nothing, without_post

LONGEST = 240
"""Characters: the longest bylines of portals, with counts and tools, are about 120."""
LONGEST_AUTHOR = 40
"""Characters of a line that names an author behind a label and nothing else."""
LONGEST_RESIDUE = 14
"""Columns that may be left over when dates, labels, values and counts are taken away."""


EVENT = re.compile(
    r"(?:地点|地點|主持|主讲|主講|参加|出席|记录人|紀錄|主题|主題|地址|费用|費用|venue|location|where)\S{0,3}\s?[:：]",
    re.IGNORECASE,
)
"""What a notice says of an event beside its time: that time is no byline's."""
_WECHAT = re.compile(
    r"(?:原创\s+)?(?:(?P<author>[^\s\d:：]{2,8})\s+)?(?P<site>[^\s:：]{2,20})\s+(?P<date>20\d\d\D.{4,20})\s发表于[\u3400-\u9fff]{2,8}"
)
"""The head of a WeChat article: the account, the hour, the writer's province."""
_SIGNED = ("作者", "撰文", "文", "主讲", "答主", "审稿", "審稿")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+")
_FULL_WIDTH = re.compile("[０-９]{2}")
_SLASHES = str.maketrans("∕⁄＝", "／／=")
"""Of division and of fractions, as papers of Taiwan set them (記者周品岑∕台北報導), and `＝` as wide as Han."""
_KOREAN_OUTLET = re.compile(
    r"^\W*([가-힣A-Za-z]{1,8}(?:일보|신문|뉴스|방송|경제|타임스|미디어|저널|통신|투데이|데일리|매일))"
    r"\s+([가-힣]{2,4})\s*기자"
)
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
_OF_HIMSELF = re.compile(
    r"^(作者\s?[|｜:：/丨]\s?[\u3400-\u9fff·A-Za-z]{1,12})[,，]\s?(?:前|现|現|曾|著有|毕业|畢業|资深|資深|自由|公众号|公號|微信|任|系|是|专注"
    r"|專注|从事|從事|写|寫|热爱|熱愛|喜欢|喜歡|一个|一個|一名|从业|從業|退休|业余|業餘).{0,60}$"
)
"""作者 | 老周,前银行柜员,现写字为生: what the writer says of himself."""
_UNFILLED = re.compile(r"\{(?:[$%{#]|dede:)[^{}]{0,80}\}{1,2}|\{[a-z_.]{2,24}\}|\[!--[\w.]{1,40}--\]|<%[^<>]{0,60}%>")
"""A template's tag that was never filled in: 作者:{$info.author} 时间:2021-04-08."""
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
    line = _OF_HIMSELF.sub(r"\1", line) if "，" in line or "," in line else line
    line = _UNFILLED.sub(" ", line) if "{" in line or "[!--" in line or "<%" in line else line
    if (signed := signature(line)) is not None:
        return signed
    line = _EMPHASIS.sub("", line) if "*" in line or "_" in line else line
    line = _ADDRESS.sub(" ", line) if "@" in line or "://" in line or "www." in line else line
    line = without_assignment(line)
    line = WHERE_SO.sub("", line) if ")" in line or "）" in line or _DIGIT.search(line) else line
    if outlet := _KOREAN_OUTLET.match(line) if "기자" in line else None:
        when = find_dates(line, day_first=day_first)
        return Byline((outlet[2],), outlet[1], when[0].iso if when else None, labelled=True)
    if told := told_by_place(line.strip()) or over_post(line, day_first):
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
    values, residue = take_values(line, dates, marks)
    beside: list[tuple[Role, str]] = []
    if dates:
        beside, residue = name_free_words(residue, {role for role, _ in values}, line[: dates[0].start])
    if (reporter := KOREAN_REPORTER.search(line)) and "author" not in {role for role, _ in (*values, *beside)}:
        values.append(("author", reporter[1]))
    residue = " ".join(token for token in residue.split(" ") if token and not says_nothing(token, beside=bool(values)))
    if columns(residue) > LONGEST_RESIDUE:
        return None
    said = _said(values, beside, marks)
    return said if said is None or not changed_on(line) else _of_change(said)


def _of_change(said: Byline) -> Byline:
    """The byline with its day as that of the last change."""
    return said if said.published is None else replace(said, published=None, modified=said.published, labelled=True)


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
