"""Notes around a text: an editor's, a forum's under an edited post, an update's, whom a letter quotes."""

import re
from functools import cache

from pipeline.dates import find_dates
from pipeline.lexicon import labels

EDITOR_NOTE = re.compile(
    r"(?:[（(\[【〔]\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|编者|作者"
    r"|(?:文章|本文|信息|消息|资料|資料)?(?:来源|來源)|原标题|原標題|原题|原題|校对|校對|审核|審核|记者|記者|文字|撰文|撰稿)"
    r"[:：\s/／][^()（）\[\]【】〔〕]{0,60}[)）\]】〕]|(?:责任编辑|責任編輯|责编)[:：][^。！？]{1,24})\s*$"
)
"""An editor's tail behind the last sentence (NOISE A3: 84 pages, often glued to it)."""
NOTE_BEGINS = frozenset("（([【〔责責")
"""What it begins with."""

FORMER_TITLE = re.compile(r"原文?(?:标题|標題|题|題)\s?[:：][^。！]{4,60}")
"""How the text was called where it was taken from; a rewriter's leak has the same label inside the text."""

EDIT_LINK = re.compile(
    r"\[\s?(?:edit(?: source)?|bearbeiten|modifier|править"
    r"|редагувати|editar|modifica|edytuj|bewerken|redigera|rediger|upravit|editovat"
    r"|szerkesztés|modificare|muokkaa|değiştir|sửa|sunting|επεξεργασία"
    r"|编辑|編輯|編集|편집|編輯源代碼|编辑源代码|ערוך|עריכה|تعديل|عدل|ویرایش|แก้ไข)"
    r"(?:\s?[|｜]\s?[^\[\]|｜]{4,36})?\s?\]",
    re.IGNORECASE,
)
"""The link to edit a section, as wikis set it behind each heading."""

LONGEST = 160
"""Characters of such a note, its reason included."""
_BY = re.compile(
    r"\[?\s*(?:本(?:帖|贴|文|主题|主題)(?:子)?最[后後]由|此(?:帖|贴)(?:最后)?由"
    r"|last (?:edited|modified|updated) by|edited by"
    r"|(?:zuletzt|nachträglich) (?:geändert|bearbeitet|modifiziert) von|bearbeitet von"
    r"|(?:dernière (?:modification|édition)|modifié en dernier|édité) par|(?:última edición|editado|modificado) por"
    r"|(?:última edição|editado pela última vez|última alteração) por|(?:ultima modifica|modificato) (?:di|da)"
    r"|(?:последний раз )?(?:редактировалось|отредактировано|изменено)|(?:ostatnio )?(?:zmieniony|edytowany) przez"
    r"|laatst (?:gewijzigd|bewerkt|aangepast) door|senast (?:redigerad|ändrad) av|sist (?:redigert|endret) av"
    r"|sidst (?:redigeret|rettet) af|naposledy upravil|son düzenleyen|sửa lần cuối bởi"
    r"|terakhir diubah oleh)(?=[\s:：])",
    re.IGNORECASE,
)
_CHANGED_ON = re.compile(
    r"(?:^|\s)(?:已于|已於|于|於|最后|最後)\s*(?=\d).{8,22}?\s*(?:修改|编辑|編輯|更新)(?:过|過)?\s*$"
)
"""`已于 2022-11-06 22:17:39 修改`, behind the author's name on a blog."""


def changed_on(line: str) -> bool:
    """Whether the day on a line is that of its last change, said behind the day.

    >>> changed_on("半瓶醋 已于 2022-11-06 22:17:39 修改"), changed_on("半瓶醋 于 2022-11-06 发布")
    (True, False)
    """
    return len(line) <= LONGEST and line.rstrip()[-1:] in "改辑輯新过過" and _CHANGED_ON.search(line) is not None


_QUOTES = re.compile(
    r"[>\s]*(?:on|am|le|el|il|op|em|den|dnia|w dniu|dne|vào|\d)\b(?=.*\d).{4,110}?"
    r"\b(?:wrote|writes|schrieb|schreibt|schreef|skrev|a écrit|escribió|ha scritto|escreveu|napisał\w*|pisze|napsala?"
    r"|написал\w*|пишет|kirjoitti|írta|yazdı|đã viết)\b[^.!?]{0,50}[:：]\s*$",
    re.IGNORECASE,
)


def quotes(line: str) -> bool:
    """Whether a letter says here whom it quotes: its day and its name are of another letter.

    >>> quotes("On Fri, 13 Nov 2009, Ned Harbour wrote:"), quotes("Am 13.11.2009 um 9:02 schrieb Ida Hohl:")
    (True, True)
    >>> quotes("Ned Harbour wrote on March 4, 2021:"), quotes("On 13 November 2009 he wrote a letter.")
    (False, False)
    """
    return line.rstrip()[-1:] in (":", "：") and _QUOTES.match(line) is not None


def edited(line: str, *, day_first: bool | None = True) -> str | None:
    """The last edit's day, as precise as the note says; None where the line is something else.

    >>> edited("本帖最后由 老秦 于 2022-3-14 08:02 编辑")
    '2022-03-14T08:02:00'
    >>> edited("Last edited by harbour_ned on 14 March 2022, edited 2 times in total.")
    '2022-03-14'
    >>> edited("Edited by Ned Harbour, the 2022 volume has a new index.") is None
    True
    """
    if len(line) > LONGEST or not _BY.match(line):
        return None
    dates = find_dates(line, day_first=day_first)
    return dates[-1].iso if dates and len(dates[-1].iso) >= len("2022-03-14") else None


def update_in_rights(line: str) -> str:
    """The line, or of a rights line what it says of the last update: the year of the rights is no date of the page.

    >>> update_in_rights("© 2019-2024 the Reedbed authors. Last updated on Jun 02, 2024.")
    'Last updated on Jun 02, 2024.'
    >>> update_in_rights("© 2019-2024 the Reedbed authors.")
    '© 2019-2024 the Reedbed authors.'
    """
    if "©" not in line and "copyright" not in line.lower():
        return line
    found = _changed().search(line.lower())
    return line if found is None else line[found.start() :]


@cache
def _changed() -> re.Pattern[str]:
    """The labels of an update, the longest first."""
    words = sorted((word for word, role in labels().items() if role == "modified" and len(word) > 3), key=len)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, reversed(words)))})(?!\w)")
