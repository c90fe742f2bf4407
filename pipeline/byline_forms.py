"""A line whose form alone says who is who → its byline: desks, boards, accounts, poets, reporters, letters."""

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.dates import LENGTH_OF_DAY, Found, find_dates
from pipeline.houses import is_outlet
from pipeline.names import JAPANESE_NAME, is_no_person, names
from pipeline.spaced_names import SURNAMES

_LASTS = re.compile(
    r"\W*(?:thời gian|waktu|時間|时间|(?:(?:prep|cook|total|bak|rest|activ|chill|ris|marinat)\w*\s)?time|χρόνος)"
    r"[^:：\d]{0,16}[:：]\s*\d[\d\s.,/–-]*"
    r"(?:phút|giờ|tiếng|menit|jam|分|分鐘|分钟|小时|小時|時間|min(?:ute)?s?|hours?|hrs?|h|λεπτά|ώρα|ώρες)\b.{0,24}",
    re.IGNORECASE,
)
"""How long a dish or a walk takes, behind a word that else stands before a day: `Waktu: 40 menit`.
No line of 2,124 real pages and no gold text has one."""
WHERE_SO = re.compile(
    r"(?:(?<=\d)\s?h)?\s*[(（](?:heure|hora|ora|godz\.|giờ|saat) [^()（）]{3,30}[)）]\s*$"
    r"|(?<=\d)\s(?=h\s?\d\d\b)|(?<=\d\sh)\s(?=\d\d\b)"
)
"""Where it is that hour, and the spaces in it: `12 h 40 (heure de Paris)`."""


class Byline(Struct, frozen=True):
    """What a byline says."""

    authors: tuple[str, ...] = ()
    site: str | None = None
    published: str | None = None
    modified: str | None = None
    editors: tuple[str, ...] = ()
    """Who edited it: no author, even where a declaration says so."""
    beside: tuple[str, ...] = ()
    """Those of the authors that stand beside a date without a label."""
    labelled: bool = False
    """Some value stands behind a label, so the line says itself what it is."""


_DESK = re.compile(
    r"(?:[Rr]edacción|[Rr]edaktion|[Rr]edazione|[Rr]édaction|[Rr]edação|[Rr]edakcja|[Рр]едакция|[Rr]edaksi)\s+"
    r"(?:(?:de|der|des|di|do|da|du|von)\s+)?(?P<site>[A-ZÀ-ÞА-Я«„\"][^.,:;|]{2,40})"
)
"""A paper that signs with its own name: `Redacción El Faro`."""
_WECHAT_NAMES = re.compile(r"原创\s+(?P<author>[^\s\d:：|]{2,12})\s+(?P<site>[^\s:：|]{2,20})")
"""The same without the hour: whose account it is stands last."""
_BOARD = re.compile(r"作者\s?(?P<author>[A-Za-z][A-Za-z0-9]{1,11} \([^()]{0,40}\))(?:\s*(?:看板|站內)\s?\S{1,24})?")
"""The head of a post on a Taiwanese board: `作者kiln03 (灰釉)`."""
_DYNASTY = re.compile(
    r"(?P<open>[〔\[(（【]?)\s?(?:先秦|两汉|兩漢|汉|漢|三国|三國|魏晋|魏晉|西晋|西晉|东晋|東晉|晋|晉|南北朝|南朝|北朝|隋|唐|五代|北宋|南宋|宋|辽|遼|金|元|明|清|近代|近现代|近現代|现代|現代|当代|當代)[代朝]?\s?"
    r"(?P<close>[〕\])）】]?\s?[·:：•]?)\s?(?P<author>(?!.{0,3}[年时時帝朝窑窯瓷墓碑画畫])[\u3400-\u9fff]{2,4})"
)
"""Who wrote a poem, behind the dynasty: 〔唐代〕卢望之, 宋·程若水."""
_REPORTED = re.compile(
    r"^\W*[（(【]?(?:([\u4e00-\u9fff]{2,8}(?:報|網|社|台|新聞))\s*)?記者\s*([\u4e00-\u9fff·]{2,8}?)\s*[／/]\s*"
    r"[\u4e00-\u9fff]{0,8}(?:報導|專訪)[)）】]?\W*$"
)
_HAN_DAY = re.compile(
    r"(?P<year>二[〇○零][〇○零一二三四五六七八九]{2})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日\s+"
    r"(?:(?:来源|來源|出处|出處)\s?[:：]\s?(?P<site>\S{2,20})|(?P<name>[\u3400-\u9fff]{2,4}))"
)
"""A day in words and the writer, or the source: 二〇二四年三月十二日 周晚棠."""
_HAN_DIGITS = {mark: str(number) for number, mark in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_LETTER_OF = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]+(?: [\w.'’-]+){1,3}) [<(]?[\w.+-]+(?: at |@)[\w-]+(?:\.[\w-]+)+[>)]?"
)
"""Over a letter in a mailing list's archive: `Ned Harbour ned at locks.example`."""


_JAPANESE = re.compile(
    r"(?:執筆者?|著者|筆者|ライター|取材・文|取材|文・写真|編集委員)\s*[:：=＝／/]\s*"
    r"(?P<name>[\u4e00-\u9fff]{1,3}[ \u3000][\u4e00-\u9fff\u3041-\u30ff]{1,4})(?:\s*[（(].{1,20}[)）])?"
)
"""Family and given name apart, as Japanese papers set them, behind a label that Chinese pages have not."""

BLOG_HEAD = re.compile(
    r"(?:发表[于在]|发布于|發表[於在]|發佈於|张贴[于在]|張貼[於在])\s?(?P<day>\d[^由]{6,24}?)\s由\s(?P<name>\S{1,24})(?:\s发[表布])?"
)
"""What WordPress writes over a post: 发表于 2021-05-16 由 半亩. A reader's comment has the name first."""
_PLACED = re.compile(
    rf"【[\u3400-\u9fff\u3041-\u30ff]{{1,8}}[=＝](?P<japanese>{JAPANESE_NAME})】"
    r"|[/=＝]\s?(?P<korean>[가-힣]{2,4})\s?(?:선임|수습|객원|전문)?(?:기자|특파원)"
)
"""Who signs, as Japanese papers do behind the place (【港町=水野りつ】), and Korean ones below (`/한서우 기자`)."""


def lasts(line: str) -> bool:
    """Whether a line says how long something takes."""
    return (":" in line or "：" in line) and _LASTS.fullmatch(line) is not None


def told_by_place(line: str) -> Byline | None:
    """The names of a line whose form says who is who: a paper's own, a board's, WeChat's, that under a poem's title."""
    if line.isascii() and line[:1] not in ("R", "r"):
        return None
    if (day := _HAN_DAY.fullmatch(line)) and (day["name"] is None or day["name"][0] in SURNAMES):
        year = "".join(map(_HAN_DIGITS.__getitem__, day["year"]))
        when = f"{year}-{_number(day['month']):02}-{_number(day['day']):02}"
        return Byline(() if day["name"] is None else (day["name"],), day["site"], when, labelled=True)
    if (blog := BLOG_HEAD.fullmatch(line)) and len(days := find_dates(blog["day"])) == 1:
        return Byline(() if is_no_person(blog["name"]) else (blog["name"],), published=days[0].iso, labelled=True)
    if placed := _PLACED.fullmatch(line):
        return Byline((placed["korean"] or placed["japanese"],), labelled=True)
    if desk := _DESK.fullmatch(line):
        return Byline(site=desk["site"].strip(), labelled=True)
    if japanese := _JAPANESE.fullmatch(line):
        return Byline((japanese["name"].replace("\u3000", " "),), labelled=True)
    if board := _BOARD.fullmatch(line):
        return Byline((board["author"],), labelled=True)
    if account := _WECHAT_NAMES.fullmatch(line):
        return Byline(() if is_no_person(account["author"]) else (account["author"],), account["site"], labelled=True)
    poet = _DYNASTY.fullmatch(line)
    if poet and poet["close"].strip() and (not poet["open"] or poet["close"].strip(" ·:：•")):
        return Byline((poet["author"],), labelled=True)
    return None


def _number(words: str) -> int:
    """A number up to 99 in words: 二十三."""
    tens, ten, ones = words.rpartition("十")
    return (10 * int(_HAN_DIGITS.get(tens, "1")) if ten else 0) + int(_HAN_DIGITS.get(ones, "0"))


def signature(line: str) -> Byline | None:
    """A line that is all a reporter's signature, or a letter's sender with the address."""
    reported = _REPORTED.match(line) if "記者" in line else None
    if reported:
        return Byline(authors=(reported[2],), site=reported[1], labelled=True)
    letter = _LETTER_OF.fullmatch(line.strip()) if "@" in line or " at " in line else None
    who = names(letter["name"]) if letter else []
    return Byline(authors=tuple(who), labelled=True) if who else None


_TITLE_BEFORE = re.compile(r"[\u3400-\u9fff]{4}\S*[（(]$")
_BRACKET_BEHIND = re.compile(r"[起止前后後更新版]{0,3}[)）]")
_GLUED_TITLE = re.compile(
    r"(?!星期|周[一二三四五六日]|上午|下午|发布|發佈|更新|来源|讯|訊|电|電|报道)[\u3400-\u9fff]{5,}$"
)


_OF_POST = re.compile(
    r"(?:(?:сообщение|повідомлення|mensaje|mensagem|messaggio|message|beitrag|příspěvek|wpis|post|bericht)\s)?"
    r"(?:(?:by|von|por|par|da|door|od|de)\s)?(?P<name>[^»:]{2,30}?)\s»\s(?P<day>\S.*)",
    re.IGNORECASE,
)


def over_post(line: str, day_first: bool | None) -> Byline | None:
    """The line over a post of phpBB: a name, and behind `»` nothing but the moment.

    >>> said = over_post("Кочерга » 11 окт 2015, 19:42", True)
    >>> said.authors, said.published, over_post("Home » News » May 4, 2021", None)
    (('Кочерга',), '2015-10-11T19:42:00', None)
    """
    found = _OF_POST.fullmatch(line.strip()) if " » " in line else None
    dates = find_dates(found["day"], day_first=day_first) if found else []
    if found is None or len(dates) != 1 or dates[0].start or len(found["day"]) - dates[0].end > len(" pm"):
        return None
    name = found["name"].strip()
    if is_no_person(name) or len(dates[0].iso) <= LENGTH_OF_DAY:
        return None
    return Byline((name,), published=dates[0].iso, beside=(name,))


def dates_title(line: str, dates: Sequence[Found]) -> bool:
    """Whether a line is a title with a day in it, no space between; a paper may have its day so, too.

    >>> from pipeline.dates import find_dates
    >>> [dates_title(line, find_dates(line)) for line in ("今日油价（2024-04-12）", "2024年4月12日今日黄金价格")]
    [True, True]
    >>> [dates_title(line, find_dates(line)) for line in ("江城晚报（2024-05-12）", "2024年5月12日江城晚报")]
    [False, False]
    """
    if len(dates) != 1:
        return False
    before, behind = line[: dates[0].start], line[dates[0].end :]
    if behind and not before.strip():
        return _GLUED_TITLE.match(behind) is not None and not is_outlet(behind)
    titled = _TITLE_BEFORE.search(before) and _BRACKET_BEHIND.fullmatch(behind)
    return bool(titled) and not is_outlet(before.rstrip("（( "))
