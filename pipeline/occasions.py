"""A label → whether the day behind it is no page's: that of a life, a firm, an event, a deadline."""

import re

LONGEST = 24
"""Characters of such a label."""

_WORDS = frozenset(
    word.strip()
    for words in (
        "date of birth|date of death|born|died|birthday|birth date|birthdate|founded|established|deadline|valid from"
        "|valid until|due|due date|event date|when|dates|expires|start date|end date|release date|effective date"
        "|effective|application deadline|closing date|apply by",
        "geboren|gestorben|geburtsdatum|gegründet|termin|wann|einsendeschluss|bewerbungsschluss|anmeldeschluss|beginn|ende",
        "né le|née le|date de naissance|naissance|décès|fondée en|fondé en|quand|date limite",
        "date limite de candidature",
        "fecha de nacimiento|nacimiento|fallecimiento|fundación|cuándo|fecha límite|fecha del evento",
        "data de nascimento|nascimento|falecimento|fundação|quando|prazo|data di nascita|nascita|morte|scadenza",
        "дата рождения|дата смерти|родился|родилась|умер|умерла|основан|основана|дата основания|дата проведения",
        "когда|срок|срок подачи|дата народження|дата смерті",
        "doğum tarihi|ölüm tarihi|doğum|ölüm|kuruluş|kuruluş tarihi|etkinlik tarihi|son başvuru|son başvuru tarihi",
        "data urodzenia|data śmierci|kiedy|kdy|datum narození|datum úmrtí|geboortedatum|wanneer|född|død|født",
        "tanggal lahir|lahir|wafat|tanggal acara|waktu pelaksanaan|batas akhir|ngày sinh|ngày mất|hạn chót",
        "تاريخ الميلاد|تاريخ الوفاة|γέννηση|θάνατος",
        "생년월일|출생|사망|설립|설립일|창립일|개최일|개최일시|일시|행사일|행사일시|기간|신청기간|접수기간|모집기간"
        "|전시기간|공연기간|행사기간|신청 기간|접수 기간|행사 기간|마감일|개봉일|시행일|시행일자",
        "生日|生于|卒于|創業|創立|設立|会期|會期|展期|档期|檔期|日時|期間|期间|忌日",
    )
    for word in words.split("|")
)
_EAST = re.compile(
    r"[\u3400-\u9fff]{0,4}(?:生年月|出生|逝世|卒年|成立|创立|創立|创办|創辦|开业|開業|開催|举办|舉辦|举行|舉行|展览|展覽|展出|会议|會議"
    r"|活动|活動|演出|比赛|比賽|考试|考試|报名|報名|截止|施行|实施|實施|生效|有效|开奖|開獎|收稿|接受|面试|面試|申込|締切|公演"
    r"|生产|生產|开庭|開庭|出发|出發)(?:日|日期|时间|時間|期间|期間|日時|年月|年月日)"
)
_LABEL = re.compile(r"(?:^|[\s|•·.、)）])(?P<label>[^|•·.、)）]{1,24}?)\s*[:：]\s*$")


def is_occasion(line: str) -> bool:
    """Whether all of a line is such a label.

    >>> is_occasion("Ölüm tarihi"), is_occasion("成立时间："), is_occasion("发布时间：")
    (True, True, False)
    """
    label = line.strip(" :：*").casefold().replace("i̇", "i")
    return len(label) <= LONGEST and (label in _WORDS or _EAST.fullmatch(label) is not None)


def labels_occasion(before: str) -> bool:
    """Whether what stands before a day ends in such a label.

    >>> labels_occasion("1. 일시: "), labels_occasion("Berthold Ganz · Datum: ")
    (True, False)
    """
    found = _LABEL.search(before)
    return found is not None and is_occasion(found["label"])
