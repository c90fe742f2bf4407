"""The head of an e-mail: its fields in the languages of mail programs, and what its subject says."""

import re

FIELD = re.compile(
    r"(?:(?P<who>From|Von|De|Da|Van|От|发件人|寄件者|寄件人|差出人|보낸 ?사람)"
    r"|(?P<what>Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Тема|主题|主旨|件名|제목)"
    r"|(?P<when>Date|Sent|Datum|Gesendet|Fecha|Enviado|Data|Inviato|Envoyé|Дата|发送时间|日期|時間|日時|날짜)"
    r"|To|Cc|Bcc|An|À|Para|A|Кому|收件人|抄送|收件者|宛先|받는 ?사람|Reply-To|Message-ID|In-Reply-To|References"
    r"|Return-Path|Received|MIME-Version|Content-[A-Z][\w-]+|X-[\w-]+|List-[A-Z]\w+|User-Agent|Organization"
    r"|Newsgroups|Delivered-To)\s?[:：]\s?\S"
)
"""Who wrote it, about what, when; the other fields."""
_SUBJECT = re.compile(
    r"(?:Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Тема|主题|主旨|件名|제목)\s?[:：]\s*"
    r"(?:(?:\[[^\[\]]{1,40}\]|(?:Re|Fwd?|AW|WG|TR|RV|Rif|Antw|回复|回覆|转发|轉寄)\s?[:：])\s*)*",
    re.IGNORECASE,
)


def subject(title: str) -> str:
    """An e-mail's title without its label, the list's name and what says that it answers another.

    >>> subject("Subject: [members] Re: Dividend on share savings"), subject("主题：回复：汛期值班安排")
    ('Dividend on share savings', '汛期值班安排')
    """
    return _SUBJECT.sub("", title, count=1)
