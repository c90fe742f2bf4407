"""A line that is a name and nothing else → that name; only its place tells that it is one."""

import re

from pipeline.characters import fold
from pipeline.houses import is_outlet
from pipeline.lexicon import lexicon
from pipeline.names import is_no_person, names


def bare_name(line: str) -> str | None:
    """The name that is all of a line: two to four capitalised words, or a short East Asian name.

    Only its place, between a title and a date, tells that it is one.

    >>> bare_name("Rosario Beltrán"), bare_name("林小溪"), bare_name("The end of it")
    ('Rosario Beltrán', '林小溪', None)
    >>> bare_name("J. A. Beltrán"), bare_name("Т. Ш. Ручьёва"), bare_name("Новые ответы рядом")
    ('J. A. Beltrán', 'Т. Ш. Ручьёва', None)
    """
    name = line.strip()
    if _BARE_WEST.fullmatch(name) or (_BARE_EAST.fullmatch(name) and not _PHRASE.search(name)):
        if any(word[0].islower() and word not in _PARTICLES for word in name.replace("-", " ").split(" ")):
            return None
        return None if is_no_person(name) or _SECTION.search(name) or lexicon().whole(fold(name)) else name
    return None


def together(line: str) -> tuple[str, ...]:
    """The names that are all of a line, two to four of them, each of two words or more; none of any other line.

    >>> together("Nadia Orme and Piers Callow"), together("Anna Berg, Jan Holt"), together("Romeo and Juliet")
    (('Nadia Orme', 'Piers Callow'), ('Anna Berg', 'Jan Holt'), ())
    """
    people = _JOINED.split(line.strip()) if len(line) <= LONGEST_TOGETHER else []
    whole = 1 < len(people) <= MOST_TOGETHER and all(" " in name and bare_name(name) is not None for name in people)
    return tuple(people) if whole else ()


def alone(line: str) -> str | None:
    """The pen name or the forum name that is all of a line; only its place over a date tells that it is one.

    >>> alone("半盏茶"), alone("windlass_ned"), alone("mossback | Posts: 12")
    ('半盏茶', 'windlass_ned', 'mossback')
    >>> alone("市场观察"), alone("第二天"), alone("关注"), alone("12楼"), alone("灯塔换了新灯"), alone("央行最新回应")
    (None, None, None, None, None, None)
    """
    name = shaped_alone(line)
    return None if name is None or _HEADLINE.fullmatch(name) or _PHRASE.search(name) else name


def shaped_alone(line: str) -> str | None:
    """The same, and short headlines, which the judge of lines has learned to tell from names."""
    name = line.strip()
    name = name if _BEHIND_NAMES.isdisjoint(name) else _BEHIND_NAME.sub("", name)
    if not (_PEN_NAME.fullmatch(name) or _USER_NAME.fullmatch(name)):
        return None
    if is_no_person(name) or _SECTION.search(name):
        return None
    return None if lexicon().whole(fold(name)) else name


def signature(line: str) -> str | None:
    """The name that signs an article below its last sentence: two to four capitalised words, no more.

    >>> signature("Hoàng Lụa"), signature("Lise Morel-Roy"), signature("Read More"), signature("Lavinia")
    ('Hoàng Lụa', 'Lise Morel-Roy', None, None)
    """
    name = bare_name(line) if _BARE_WEST.fullmatch(line.strip()) else None
    return None if name is None or not name[0].isupper() or is_outlet(name) or not any(names(name)) else name


def family_first(name: str) -> bool:
    """Whether a name begins with a Vietnamese family's, so that it is one whatever its other words mean.

    >>> family_first("Nguyễn Hạ"), family_first("Hà Nội")
    (True, False)
    """
    return name.split(" ", maxsplit=1)[0].lower() in _FAMILIES


LONGEST_TOGETHER, MOST_TOGETHER = 100, 4
_JOINED = re.compile(r"\s*,\s+(?:and\s+)?|\s+(?:and|und|et|y|e|i|og|och|en|ve|dan|&|и|та|και)\s+")
_FAMILIES = frozenset(
    ["nguyễn", "trần", "phạm", "huỳnh", "vũ", "võ", "phan", "đặng", "bùi", "đỗ", "ngô", "đinh", "trịnh", "đoàn"]
)
"""Vietnamese family names, which stand first; those that are everyday words (Lê, Hồ, Mai) are not among them."""
_BEHIND_NAME = re.compile(r"\s+(?:[|｜·•].*|(?:posts|beiträge|messages|сообщений|帖子)\s*[:：].*)$", re.IGNORECASE)
_BEHIND_NAMES = frozenset("|｜·•:：")
"""Marks without which nothing stands behind a name."""
_PEN_NAME = re.compile(r"(?![一二三四五六七八九十第本上下前后後])[\u3400-\u9fff][\u3400-\u9fffA-Za-z0-9_-]{1,7}")
_HEADLINE = re.compile(r"[\u3400-\u9fff]{7,}|(?=.*[了吗呢将將被把])[\u3400-\u9fff]{5,}")
"""As long as this, or with such a word in it, nobody is called: 老船闸换上新闸门, 灯塔换了新灯."""
_PHRASE = re.compile(
    "[怎吗嗎呢啥]|[如为為][何啥]|什么|什麼|多少|了$|[解分]析|[看读讀]懂|详解|詳解|解读|解讀|攻略|指南|流程|步骤|步驟|大全|汇总|匯總|盘点|盤點|揭秘|揭祕"
    "|最[新全强強好佳]|回应|回應|必看|须知|須知|技巧|方法|出路|建议|建議|提醒|注意|原因|区别|區別|影响|影響|后果|後果|条件|條件|利弊|真相|教程|干货|乾貨"
    "|^[一二三四五六七八九十两兩][个個条條种種招大步类類点點文张張份则則]|^[附含]|^全[网網]"
)
"""What stands behind a title or below it, and in nobody's name: 怎么办, 一文读懂, 附申请流程."""
_USER_NAME = re.compile(r"[a-z][a-z0-9]{2,11}[_.-]?[a-z0-9]{2,11}|[A-Za-z]+[_\d][\w.-]{0,20}")
_SECTION = re.compile(
    "(?:新闻|新聞|要闻|要聞|资讯|資訊|频道|頻道|专栏|專欄|专题|專題|栏目|欄目|观察|觀察|动态|動態|头条|頭條|快讯|快訊|评论|評論|社会|社會|国际|國際"
    "|财经|財經|科技|体育|體育|文化|娱乐|娛樂|教育|健康|生活|旅游|旅遊|美食|汽车|汽車|房产|房產|导读|導讀|摘要|正文|全文|原文|分享|收藏|举报|目录|目錄"
    "|问题|問題|回答|答案|会员|會員|等级|等級|积分|粉丝|关注|關注|阅读|閱讀|打印|列印|领域|作者|来源|來源|时间|時間|日期|公告|通知|声明|聲明|介绍|介紹|简介|簡介)$"
)
"""How sections, buttons and labels end; no one is called so."""


_BARE_WEST = re.compile(
    r"(?:[^\W\d_a-z]\.? ?){0,3}[^\W\d_a-z][^\W\d_]+(?:[ -](?:de |van |von |da |di |la )?[^\W\d_a-z][^\W\d_]+){1,3}"
    r"|(?:[^\W\d_a-z]\. ?){1,3}[^\W\d_a-z][^\W\d_]{2,}"
)
_PARTICLES = frozenset({"de", "van", "von", "da", "di", "la"})
_BARE_EAST = re.compile("[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
