"""A paragraph → the reporters that it names beside its text: the dateline that opens it, the signature that ends it.

News agencies and papers sign inside the text: 本报讯（记者林小溪）, 〔記者林小溪／台北報導〕, （林小溪） behind the
last sentence. The paragraph stays as it is; only its names are read.
"""

import re

from pipeline.characters import columns
from pipeline.dates import find_dates
from pipeline.names import JAPANESE_NAME, names
from pipeline.spaced_names import SURNAMES

OPENING, ENDING = 160, 90
"""Characters of a paragraph in which a dateline opens it or a signature ends it."""
LONGEST_LINE = 60
"""Columns of a line that is nothing but a signature."""

_HAN = "[\u3400-\u9fff·]"
_PAPER = r"[\u3400-\u9fff·•\-－A-Za-z0-9０-９\s（）()]{0,18}?"
_WHO = r"(?P<who>[\u3400-\u9fff·、\s/]{2,40}?)"
_REPORTER = r"(?:记者|記者|通讯员|通訊員|特派员|特派員|评论员|評論員)"

_OPENINGS = tuple(
    re.compile(pattern)
    for pattern in (
        # 本报讯（记者林小溪 通讯员方舟）, 新华网北京1月15日电（记者 林小溪）
        rf"^{_PAPER}[\s(（]*[^（(。]{{0,30}}[（(]{_HAN}{{0,8}}{_REPORTER}[\s/／:：]*{_WHO}[)）]",
        # 新华社北京1月15日电（林小溪、方舟）
        rf"^[^（(。，,]{{2,24}}(?:[电電]|[讯訊])\s*[（(](?P<who>{_HAN}{{2,4}}(?:[、\s]+{_HAN}{{2,4}}){{0,4}})[)）]",
        # 〔記者林小溪／台北報導〕, 【林小溪╱新北報導】, 【中廣新聞／林小溪】
        rf"^[〔【\[（(]\s*{_HAN}{{0,8}}?(?:{_REPORTER})?\s*(?P<who>{_HAN}{{2,4}}(?:[、\s]+{_HAN}{{2,4}}){{0,4}})"
        r"\s*[／/╱]\s*[\u3400-\u9fff]{1,8}(?:報導|报道|报导|報道|專訪|專電)[〕】\])）]",
        # （中央社記者林小溪台北15日電）, 【台灣醒報記者林小溪台北報導】
        rf"^[〔【\[（(]{_HAN}{{0,8}}?{_REPORTER}(?P<who>{_HAN}{{2,3}}){_HAN}{{2,3}}(?:\d{{1,2}}日[電电]|專電|報導|报道|報道)",
        # 东方网记者林小溪5月15日报道
        rf"^{_HAN}{{0,10}}{_REPORTER}\s?(?P<who>{_HAN}{{2,3}}(?:[、\s]{_HAN}{{2,3}})*)\s?(?:\d{{1,2}}月)?\d{{1,2}}日(?:报道|報導|[电電讯訊])",
        # 作者：林小溪(微博)，专栏作家
        r"^(?:作者|撰文|文)\s*[:：／/丨|]\s*(?P<who>[^\s（）()，,。：:]{2,12})(?=[（(，,])",
        # 【港町=水野りつ】
        rf"^【[\u3400-\u9fff\u3041-\u30ff]{{1,8}}[=＝](?P<who>{JAPANESE_NAME})】",
        # (서울=나루뉴스) 한서우 기자 =
        r"^[(\[【][^)\]】]{1,20}[)\]】]\s*(?P<who>[\uac00-\ud7a3]{2,4})\s*(?:기자|특파원)",
    )
)
"""Each with an example in the form it knows; the names are invented."""

_LINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^\W{{0,3}}{_HAN}{{0,12}}(?:[（(]{_HAN}{{1,4}}[)）])?[·•]?{_HAN}{{0,12}}?{_REPORTER}\s*[:：╱]?\s*{_WHO}"
        r"(?:\s*[/／╱]\s*[\u3400-\u9fff]{0,6}(?:報導|报道|編譯|编译|專訪)?|[\u3400-\u9fff]{2,3}報導|\s*(?:来源|來源)[:：].*|\s*文[/／][摄攝])?[^\w?？!！]{0,2}$",
        rf"^[〔【（(]?\s*(?P<who>{_HAN}{{2,4}}(?:[、\s]+{_HAN}{{2,4}}){{0,4}})\s*[／/╱]\s*[\u3400-\u9fff]{{1,6}}(?:報導|报道|报导|專訪)\s*[〕】）)]?$",
        r"^(?:\S{1,10}\s)?(?P<who>[\uac00-\ud7a3]{2,4})\s*(?:선임|수습|객원|전문)?(?:기자|특파원)(?:\s+\S+@\S+)?$",
        rf"^{_HAN}{{2,12}}[臺台報报網网社](?P<who>{_HAN}{{2,3}})(?:報導|报道)$",
        rf"^[【〔]?{_HAN}{{2,8}}(?:新聞|新闻|[報报社網网臺台])[／/╱](?P<who>{_HAN}{{2,3}})[】〕]?$",
        rf"^(?:图?文|圖文|撰文|作者|口述|采写|採訪)\s*[丨|/／╱:：\s]\s*{_WHO}$",
        r"^[/=＝]\s?(?P<who>[\uac00-\ud7a3]{2,4})\s?(?:기자|특파원)$",
        # （水野 遼）, as Japanese papers sign
        r"^[（(](?P<who>[\u4e00-\u9fff]{1,3}\s[\u4e00-\u9fff\u3041-\u30ff]{1,4})[)）]$",
        rf"^\S{{2,16}}[╱／/][\w]{{0,12}}?(?:{_REPORTER}|中心)(?P<who>{_HAN}{{2,3}})(?:[／/╱]|$)",
    )
)

_ENDINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[（(]{_HAN}{{0,10}}{_REPORTER}[\s:：/／]*{_WHO}(?:\s*(?:文[/／][摄攝]|发自{_HAN}{{2,4}}|整理))?[)）]\s*$",
        r"[（(][^（()）]{0,24}作者[:：](?P<who>[^（()）]{2,40})[)）]",
        rf"[。！？”」…][（(](?P<who>{_HAN}{{2,3}}(?:[、\s]{_HAN}{{2,3}}){{0,2}})\s*(?:[/／]?(?:编译|編譯|整理|综合)|\s发自\s?{_HAN}{{2,4}})[)）]\s*$",
        rf"[。！？”」…][（(](?P<signed>{_HAN}{{2,3}}(?:[、\s]{_HAN}{{2,3}}){{0,2}})[)）]\s*$",
        r"。[【](?P<who>[\u3400-\u9fff]{2,3}[\s\u3000]?[\u3400-\u9fff]{0,3})】\s*$",
    )
)
_PLACE = re.compile(r"[(]?(?:[^\W\d_a-zа-я][\w'’.-]*[ /-]?){1,4}(?:\([^()]{2,30}\))?,? ?(?:den |le |dnia |il )?")
_GOES_ON = re.compile(r"\s*[)]?\s*(?:[.]|[–—-]{1,2}(?=\s)|/{1,2})?\s*[–—-]?\s+[\"„“«(]?[^\W\d_a-zа-я]")
_SIGN = re.compile(
    r"[记記]者|[员員]|[报報][导導道]|報道|[电電讯訊]\s*[（(]|기자|특파원|作者|[^\s（(【\[][=＝]|文\s*[:：／/丨|]|撰|口述|中心|采写|採訪|[／/╱]\w{2,3}[】〕]?$"
    r"|^[（(][\u4e00-\u9fff]{1,3}\s[\u4e00-\u9fff\u3041-\u30ff]{1,4}[)）]$"
)
"""What no dateline and no signature is without; most paragraphs have none of it, and one look tells."""
_CLOSING = frozenset(")）】")
_PICTURE = re.compile(r"[摄攝]|供[图圖]|图片|圖片|资料|資料|[图圖]$|照片")
"""Who took a picture did not write the article."""


def opened_by(paragraph: str) -> list[str]:
    """The reporters of a dateline that opens a paragraph, or that all of a short line is.

    >>> opened_by("本报讯（记者林小溪 通讯员方舟）船闸昨天换门。"), opened_by("〔記者林小溪／台北報導〕船閘昨天換門。")
    (['林小溪', '方舟'], ['林小溪'])
    >>> opened_by("记者昨天看到，船闸换了门。")
    []
    """
    start = paragraph[:OPENING]
    if start.isascii() or not _SIGN.search(start):
        return []
    for pattern in _OPENINGS:
        if (found := pattern.search(start)) and (said := _people(found["who"])):
            return said
    return signed(paragraph) if columns(paragraph) <= LONGEST_LINE else []


def opened_on(paragraph: str, *, day_first: bool | None = True) -> str | None:
    """The day behind the place that opens a release; None where a sentence goes on behind it.

    >>> opened_on("Quellental, 21. Mai 2019. Die Werke senken."), opened_on("PORT VALE, May 2, 2019 – The yard")
    ('2019-05-21', '2019-05-02')
    >>> opened_on("Im Mai, am 21. Mai 2019, fiel der Preis.") is None
    True
    """
    found = next(iter(find_dates(paragraph[:OPENING], day_first=day_first)), None)
    if found is None or len(found.iso) != len("2024-05-31") or not _PLACE.fullmatch(paragraph[: found.start]):
        return None
    return found.iso if _GOES_ON.match(paragraph, found.end) else None


def signed(line: str) -> list[str]:
    """The names of a line that is nothing but a signature.

    >>> signed("本报记者 林小溪 方 舟"), signed("林小溪／台北報導"), signed("本报记者 林小溪 摄")
    (['林小溪', '方舟'], ['林小溪'], [])
    """
    if line.isascii() or not _SIGN.search(line) or _PICTURE.search(line.replace("文/摄", "").replace("文/攝", "")):
        return []
    for pattern in _LINES:
        if (found := pattern.search(line)) and (said := _people(found["who"])):
            return said
    return []


def closed_by(paragraph: str) -> list[str]:
    """The names in parentheses behind the last sentence; a bare word counts where it begins with a surname.

    >>> closed_by("新门一次只要六分钟。（林小溪）"), closed_by("新门一次只要六分钟。（完）")
    (['林小溪'], [])
    """
    end = paragraph[-ENDING:]
    if end.isascii() or not (end.rstrip()[-1:] in _CLOSING or "作者" in end):
        return []
    for pattern in _ENDINGS:
        if found := pattern.search(end):
            parts = found.groupdict()
            who = parts.get("who") or parts.get("signed") or ""
            if parts.get("signed") and not all(each[0] in SURNAMES for each in re.split(r"[、\s]", who)):
                continue
            if not _PICTURE.search(found[0].replace("文/摄", "").replace("文/攝", "")) and (said := _people(who)):
                return said
    return []


def _people(who: str) -> list[str]:
    """Names; a word of more than four Han characters is none."""
    found = names(who)
    han = all(len(name) <= 4 or not re.fullmatch(f"{_HAN}+", name) for name in found)
    return found if han else []
