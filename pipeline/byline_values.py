"""A line with its labels and days → the values behind them, and what is left over."""

import re

from pipeline.byline_labels import Mark
from pipeline.characters import columns
from pipeline.dates import LENGTH_OF_DAY, Found, behind_label
from pipeline.lexicon import Role
from pipeline.names import EAST_NAME, is_no_person
from pipeline.spaced_names import SURNAMES, in_two
from pipeline.trades import is_trade

LONGEST_PLACE = 12
"""Columns of a place between `发布于` and the date, as search engines write it."""
_LATER = re.compile(
    r"\s*[:：]?\s*(?:a las|à|um|at|alle ore|alle|ore|às|o godz\.|w|в|kl\.?|klo|lúc|saat|στις)?\s*"
    r"([01]?\d|2[0-3])\s?[:.hH]\s?([0-5]\d)(?!\d|\s?[-/.]\s?\d)(?:\s*(?:Uhr|h)\b)?"
)
"""The hour of an update on the day that the line names: `Actualizado a las 10:12`, `mis à jour à 19h20`."""
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
KOREAN_REPORTER = re.compile(r"([가-힣]{2,4})\s*(?:선임|수습|객원|전문)?(?:기자|특파원)(?:\s|$|=)")
_KANA_NAME = re.compile("[\u4e00-\u9fff]{0,3}[\u3041-\u30ff]{1,5}(?=\\s|$)")
_LONE_HAN = re.compile(r"[\u3400-\u9fff](?=\s|$)")  # the given name of a spaced-out Chinese name
_NAME = rf"[{''.join(sorted(SURNAMES))}][\u3400-\u9fff][^\W_a-zA-Z0-9报報社网網台臺刊]"
_FURTHER = re.compile(rf"{_NAME}(?:\s+{_NAME})*(?=\s|$)")
"""More authors behind the first; of two characters it may be a section: 金融."""
_FURTHER_SHORT = re.compile(
    rf"(?:[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]{{1,2}}\s+){{0,3}}[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]$"
)
"""One of two characters, at the line's end."""
_COMMENTS_BEHIND = re.compile(
    r"\s+\d[\d,.]*\s*(?:comments?|views?|replies|shares?|min read"
    r"|kommentare?|comentarios?|commentaires?)\b.*$",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(r"\s+\d{1,5}$")


def take_values(line: str, dates: list[Found], marks: list[Mark]) -> tuple[list[tuple[Role, str]], str]:
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
    korean = KOREAN_REPORTER.match(body)
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
        if given is None and value[0] in SURNAMES and (short := _FURTHER_SHORT.match(tail)):
            given = None if any(is_no_person(word) for word in short[0].split()) else short
        word = tail.split(" ", maxsplit=1)[0]
        behind = word if in_two(value, word) else given[0] if given else ""
        value = f"{value} {behind}".rstrip()
        rest = f"{tail[len(behind) :]} {rest}"
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
    korean = _NUMBERED.sub(" ", KOREAN_REPORTER.sub(" ", residue))
    return re.sub(
        r"[\s|｜丨·•●\[\]()（）【】<>,，:：/／\-–—_+]+",
        " ",
        _ZONE.sub(" ", _COUNT.sub(" ", korean)),
    ).strip()
