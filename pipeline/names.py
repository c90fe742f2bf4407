"""A value of a byline or of a declaration → the people in it; placeholders, addresses, posts and degrees are nobody."""

import re
from collections.abc import Iterable, Iterator

from pipeline.characters import columns, fold
from pipeline.houses import OFFICES
from pipeline.lexicon import no_people, nobody
from pipeline.spaced_names import PARTS, SURNAMES, in_two

LONGEST = 40
"""Columns of a name; what is longer says something about somebody."""

LONGEST_VALUE = 2_000
"""Characters of a value that lists people; no paper has more authors than fit in it."""
_POSITION = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|staff|journalist|columnist|contributor|redakteur\w*|redaktion"
    r"|director|manager|officer|specialist|analyst|strategist|consultant|founder|president|professor|coordinator"
    r"|expert|dietitian|nutritionist|ceo|cto|cmo|by|author|authors|bio|redazione|redacción|rédaction)\b",
    re.IGNORECASE,
)
"""Words of a post or of a label: what holds one is no name; a team or a desk may be one."""

_TEAM = re.compile(r"\b(?:team|desk|staff)$", re.IGNORECASE)

_BETWEEN = re.compile(
    r"\s*(?:[、,，;；/／╱&＆]|\s(?:and|und|et|y|e|и|i|en|og|och|ja|και|ve|và|dan|și|és|és a)\s"
    r"|(?<=[\u3400-\u9fff])和(?=[\u3400-\u9fff]{2}))\s*",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ])(?:Published|Updated|Posted|Last|Written|Reviewed|Senior|Contributor|Editor|Staff"
    r"|Founder|Co-|CEO|Head of|Director|Manager"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b).*$"
)
"""What stood in the next element: inline elements have no space between them."""
_OPENING = re.compile(
    r"^(?:(?-i:By(?=[A-ZÀ-Þ][a-zà-ÿ]))|and\s|(?:(?:written|posted|published|words|text|story|content|article|contributed"
    r"|created|submitted|started|reported)\s+)?by\b[\s:]*|authors?\s*[:：|]\s*|von\s+|par\s+|por\s+|przez\s+"
    r"|автор\s*[:：]?\s*|(?-i:With\s(?=[A-ZÀ-Þ]))|@)+",
    re.IGNORECASE,
)
_REPORTER = (
    "(?:记者|記者|通讯员|通訊員|特派员|特派員|评论员|評論員|撰稿人|撰稿|撰文|作者|实习生|實習生"
    "|主笔|主筆|责任编辑|文字)"
)
_EAST_OPENING = re.compile(
    rf"^(?:[\u3400-\u9fff·•（）()]{{0,12}}?{_REPORTER}|[图圖]?文(?=\s*[:：/／丨|╱．]|[ 　][\u3400-\u9fff]{{2}}))"
    r"\s*[:：／/丨|╱．]?\s*(?=[\u3400-\u9fff])"
)
_EAST_BETWEEN = re.compile(
    rf"(?<=[\u3400-\u9fff])\s*(?:特约|特約|实习|實習)?{_REPORTER}\s*[:：]?\s*(?=[\u3400-\u9fff]{{2}})"
)
_EAST_TAIL = re.compile(
    r"(?:[／/╱\s]?[\u3400-\u9fff]{0,6}(?:報導|报道|報道|报导|专访|專訪|电|電)|\s*(?:特派)?(?:记者|記者)"
    r"|[／/](?:文|[摄攝])|[／/\s]?(?:编译|編譯|编辑|編輯)|微博)$"
)
_TAIL = re.compile(
    r"\s*(?:[|｜丨•»⋅\n]|\s[-–—·~](?:\s|$)|[(（\[【<].*[)）\]】>]?$"
    r"|(?-i:\s(?:on|at|in|am|le|el|em|il|den|op|à|w|в|from|på|från|says|wrote|for|asked|answered|replied|commented|started)(?:\s.*)?$)"
    r"|\s(?:às|um|alle|alle ore|ore|a|o|o godz\.|kl\.?|klo|a las|lúc|saat|στις|en|om) \d.*$"
    r"|(?:,\s*)?\b(?:published|updated|posted|reviewed|last (?:updated|modified|edited))\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d"
    r"|\s+\d[\d,.]*[kw]?(?:\s|$)|\s*\d{4}[-/.年]|\s+\d+\s*(?:分钟|小时|天|周|个?月|年|分鐘|小時|個?月)前).*$",
    re.IGNORECASE | re.DOTALL,
)
_POST_BEHIND = re.compile(
    r"^(?P<who>\S+ (?:\S+ )*?\S*[^\W\d_A-Z]) (?i:(?:co-)?founder|ceo|cto|cmo"
    r"|(?:(?:senior|staff|chief|contributing|managing|executive|associate|assistant|lead|deputy) )+(?:[\w-]+ ){0,2}"
    r"(?:editor|reporter|writer|correspondent|contributor|analyst|manager|producer|reviewer|author))\b.*$"
)
"""What somebody is, right behind the name: Rasmus Ek Founder, Lise Morel Senior Reporter."""
_MASHED = re.compile(r"\S*(?:[a-z]{3}[A-Z][a-z]{2}\S*?){3}")
"""FacebookTwitterPinterestWhatsApp: buttons with nothing between them."""
_DISTRICT = re.compile(r"[\u3400-\u9fff]{2,3}省[\u3400-\u9fff]{2,4}[市州县縣]")
"""浙江省杭州市: where a member is."""
_RANK = re.compile(
    r"\s(?:discussion starter|thread starter|topic starter|member\b|joined\b|offline\b|online\b|newbie\b"
    r"|messages\b|posts\b|moderator\b|greenhorn\b|senior\b|\(楼主\)|（楼主）|\(樓主\)).*$",
    re.IGNORECASE,
)
"""What forums print behind a name."""
_AVATAR = re.compile(
    r"^(?:(?P<before>[A-Z0-9]) (?=(?P=before)\S)|(?P<name>(?P<after>[^\W_])\S*) (?P=after)$)", re.IGNORECASE
)
"""The letter that stands in for a picture."""
_ASSIGNED = re.compile(
    r"\s*[,(]\s*(?:(?:notre|nos|our|unser|unsere|nuestr[oa]|noss[oa]|nostr[oa]) )?"
    r"(?:envoyée?s? spécia(?:le?s?|ux)|correspondante?s?\b|(?:special |foreign )?correspondents?\b"
    r"|enviad[oa]s? especia(?:l|is|les)|corresponsal|correspondentes?\b|inviat[oaie]\b|corrispondente"
    r"|(?:auslands)?korrespondent|verslaggever|wysłanni|korespondent|zpravodaj|спецкор|собкор|(?:спец|соб)\w* корр"
    r"|корреспондент|кореспондент|özel muhabir)"
    r"[^()|·•]{0,60}(?:\)|$)",
    re.IGNORECASE,
)
"""Behind a name: whom a paper sent there, and where to: `Par Lise Morel (envoyée spéciale à Gex)`."""
_KOREAN = re.compile(r"\s*(?:선임|수습|객원|전문)?(?:기자|특파원|논설위원|앵커)$")
_DEGREE = re.compile(r"(?:[A-Z][a-z]?\.?){2,7}[®™]?(?:[ -][\w.]{1,5})?|(?:Jr|Sr|Esq|Dr|PhD|Ph\.D|MSc|BSc)\.?")
_INITIAL = re.compile(r"\s[^\W\d_a-z]\.$")
"""A surname that only begins: Bartek Z. keeps its full stop."""
_TITLED = re.compile(r"(?:,?\s+(?:Ph\.?\s?D|M\.?D|MSc|MBA|RN|RD|CFP|CFA|CPA|DVM|LCSW|Esq)\.?[®™]?)+$")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?:)?//\S+|www\.\S+")
EAST_NAME = re.compile(r"[\u3400-\u9fff\u3041-\u30ff\uac00-\ud7a3·A-Za-z0-9_ー]{1,12}")
_WEST_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: (?:[^\W\d_][\w.'’-]*|de|van|von|der|la)){0,4}")
_AT_WORK = re.compile(rf"^[\u3400-\u9fff]{{0,12}}(?:{OFFICES}|科|科室)\s+(?=[\u3400-\u9fff]{{2,4}}$)")
"""`眼科 冯晚舟`: where somebody works, before the name."""
_HAN_WORDS = re.compile(r"[\u3400-\u9fff·]{1,4}(?:\s+[\u3400-\u9fff·]{1,4})+")


JAPANESE_NAME = (
    r"(?:[\u4e00-\u9fff]{1,3}[ \u3000][\u4e00-\u9fff\u3041-\u30ff]{1,3}"
    r"|[\u4e00-\u9fff]{2,3}[\u4e00-\u9fff\u3041-\u30ff]{2,3})"
)
"""Family and given name: apart, or four characters and more, which few words in brackets are."""
_EAST_TRADE = re.compile(
    rf"(?P<who>(?!.?(?:主任|主治|执业|專業|专业|实习|實習|资深))(?:[\u3400-\u9fff]{{3}}|[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]))"
    r"(?:律师|律師|医师|醫師|医生|醫生|教授)$"
)
"""A whole name with its bearer's trade behind it; 王医生 has no other name."""


_EAST_POSTS = (
    "(?:研究员|研究員|分析师|分析師|经济学家|經濟學家|教授|博士|院士|主任|所长|所長|院长|院長|会长|會長|秘书长|秘書長"
    "|总监|總監|总经理|總經理|董事长|董事長|部长|部長|局长|局長|处长|處長|行长|行長|书记|書記|律师|律師|工程师|工程師|理财师|理財師"
    "|评论员|評論員)"
)
_EAST_POST = re.compile(
    rf"^[\u3400-\u9fff“”·A-Za-z0-9]{{0,30}}{_EAST_POSTS}\s*(?=[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]{{1,2}}$)"
)
"""What somebody is and where, right before the name: 研究部部长徐占, 首席分析师张岸."""
_ONLY_POST = re.compile(rf"[\u3400-\u9fff“”·]{{4,}}{_EAST_POSTS}")
"""The same without a name."""


def names(value: str) -> list[str]:
    """The people of an author value, each once, without their posts and degrees; placeholders are nobody.

    >>> names("By Ines Ballard and Joan Reed, MD"), names("本报记者 林小溪 方 舟"), names("admin")
    (['Ines Ballard', 'Joan Reed'], ['林小溪', '方舟'], [])
    """
    found: list[str] = []
    if len(value) > LONGEST_VALUE:
        return found
    for piece in _pieces(_ADDRESS.sub(" ", value)):
        name = _bared(piece)
        if found and _DEGREE.fullmatch(name):
            continue
        if name and name not in found and _is_name(name):
            found.append(name)
    return found


def all_names(values: Iterable[str]) -> tuple[str, ...]:
    """The people of several values, each once."""
    return tuple({fold(name): name for value in reversed(list(values)) for name in reversed(names(value))}.values())[
        ::-1
    ]


def without_assignment(line: str) -> str:
    """The line without what says of the name before it that a paper sent it somewhere.

    >>> without_assignment("Par Lise Morel (envoyée spéciale à Gex)"), without_assignment("Von Ida Hohl (Gex)")
    ('Par Lise Morel', 'Von Ida Hohl (Gex)')
    """
    return _ASSIGNED.sub("", line) if "," in line or "(" in line else line


def _pieces(value: str) -> Iterator[str]:
    """What stands between commas and their like; Han words apart by spaces are names of their own, an office before
    a name is none."""
    value = _OPENING.sub("", " ".join(value.split()))
    if not value.isascii():
        value = _EAST_BETWEEN.sub("、", _EAST_OPENING.sub("", value))
    for piece in _BETWEEN.split(value):
        bare = piece if piece.isascii() else _EAST_TAIL.sub("", _EAST_OPENING.sub("", piece.strip()))
        bare = _EAST_POST.sub("", _AT_WORK.sub("", bare))
        yield from _han_words(bare) if _HAN_WORDS.fullmatch(bare) else [bare]


def _han_words(piece: str) -> Iterator[str]:
    """`方 舟 林小溪`: a name of two characters is often spaced out. A word that is no name ends the names."""
    words = piece.split()
    if len(words) == PARTS and (whole := in_two(*words)):
        yield whole
        return
    if any(len(word) > 1 and word[0] not in SURNAMES for word in words[1:]):
        words = words[: 2 if len(words[0]) == 1 else 1]
    waiting = ""
    for word in words:
        if len(word) == 1 and waiting:
            yield waiting + word
            waiting = ""
        elif len(word) == 1:
            waiting = word
        else:
            yield from (word, waiting) if waiting else (word,)
            waiting = ""
    if waiting:
        yield waiting


def _bared(piece: str) -> str:
    name = _TRADE_BEFORE.sub("", _GLUED.sub("", _OPENING.sub("", piece)))
    if " " in name:
        name = _AVATAR.sub(lambda found: found["name"] or "", _RANK.sub("", name))
        name = _POST_BEHIND.sub(lambda found: found["who"], name)
    name = _KOREAN.sub("", _TAIL.sub("", name))
    name = _EAST_TRADE.sub(lambda found: found["who"], name)
    name = _GREEK_HER.sub(lambda found: found["given"], name)
    name = _TITLED.sub("", name).strip(" 。·|@:：*\"'“”~-–—")
    return name if _INITIAL.search(name) else name.strip(" .。·|@:：*\"'“”~-–—")


_TRADE_BEFORE = re.compile(r"^(?:[а-яё][а-яё-]+\s){1,4}(?=[А-ЯЁ][а-яё-]+\s[А-ЯЁ])")
"""`врач-терапевт Маргарита Осокорь`: what somebody is, in small letters before the name."""
_COUNTED = re.compile(r"\d+\s")
"""`Words: 731 Chapters: 1/1`."""
_PREPOSITIONS = frozenset(
    {"le", "el", "il", "am", "em", "on", "at", "den", "op", "på", "w", "в", "di", "de", "the", "um", "las"}
)
"""What stands before the day behind a name: `Par Lise Morel, le 3 mai`."""
_CLOCK_WORDS = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|senin|selasa|rabu|kamis|jum'?at|sabtu|minggu"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)?[.,]?\s*"
    r"(?:[A-Z]{2,3}[SD]T|GMT|UTC|CET|CEST|MSK|WIB|WITA|WIT|SGT|HKT|IST"
    r"|(?:[A-Z][a-z]+ ){1,2}(?:standard |daylight |summer )?time)?",
    re.IGNORECASE,
)
"""`Mon AEDT`, `Jumat WIB`, `Eastern Standard Time`: what stands beside an hour. Of 1,689 names in the golds of WCXB and
of written pages one reads like it."""
_ASKED = re.compile(r"вопрос задан|задан вопрос", re.IGNORECASE)
_GREEK_HER = re.compile(r"^[Ττ]ης\s+(?P<given>[^\W\d_]{2,})ς(?=\s)")
"""`Της Ελένης Σταμούλη`: of the woman Ελένη Σταμούλη. Men's names are left: their nominative cannot be told."""


def _is_name(name: str) -> bool:
    if _COUNTED.match(name) or _CLOCK_WORDS.fullmatch(name) or _ASKED.fullmatch(name):
        return False
    if columns(name) > LONGEST or name in _PREPOSITIONS or is_no_person(name) or (len(name) == 1 and name >= "\u2e80"):
        return False
    if (
        (_POSITION.search(name) and not _TEAM.search(name))
        or _MASHED.search(name)
        or _DISTRICT.fullmatch(name)
        or _ONLY_POST.fullmatch(name)
    ):
        return False
    return bool(EAST_NAME.match(name) or _WEST_NAME.match(name))


_EDITORS = ("小编", "小編", "管理员", "管理員", "官方账号", "官方帐号", "官方帳號")
"""How farms call whoever edits, and portals an account that is nobody's."""


def is_no_person(name: str) -> bool:
    """Whether nobody is called so: a placeholder, a rank, a section, a place, a day, a button, an icon.

    >>> is_no_person("Senior Member"), is_no_person("最后回复"), is_no_person("Wtorek"), is_no_person("Rosario")
    (True, True, True, False)
    """
    return is_nobody(name) or fold(name) in no_people()


def is_nobody(name: str) -> bool:
    """Whether a name is a placeholder or has no letter: admin, 佚名, 理财小编, undefined."""
    return fold(name) in nobody() or name.endswith(_EDITORS) or not any(character.isalpha() for character in name)
