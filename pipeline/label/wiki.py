"""Rules for what a wiki prints between and below its articles: links to edit a section, the page's own address."""

import re

from pipeline.edits import EDIT_LINK
from pipeline.model import Block

LONGEST_TAGLINE = 80
"""Columns."""
_TAGLINE = re.compile(
    r"(?:(?:from|aus|de|da|di|från|fra|uit|z|ze|un article de|материал из|матеріал з|出典[:：]|出自)\s?)?.{2,30}?[,，、—–]\s?"
    r"(?:the free encyclop(?:a?e|æ)dia|der freien enzyklopädie|l['’]encyclopédie libre|la enciclopedia libre|a enciclopédia livre"
    r"|l['’]enciclopedia libera|den fria encyklopedin|den frie encyklopædi|de vrije encyclopedie|wolnej encyklopedii"
    r"|свободной энциклопедии|вільної енциклопедії|自由的百科全[书書]|海納百川，有容乃大|우리 모두의 백과사전)"
    r"|출처[:：].{2,20}백과.{0,10}|(?:出典[:：]\s?)?フリー百科事典『[^』]{2,30}』",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\W?(?:retrieved from|abgerufen von|obtenido de|récupérée? de|ce document provient de|estratto da|obtida de|źródło"
    r"|источник|отримано з|ontvangen van|hämtad från|hentet fra|citováno z|alındığı adres)\s?[:：—–]?\s?[\"“”„«‟]?\s?https?://\S+",
    re.IGNORECASE,
)


def edit_link(block: Block) -> bool:
    """The link to edit a section, as wikis set it behind each heading.

    Takes: [Bearbeiten | Quelltext bearbeiten]
    Takes: [ править | править код ]
    Takes: [editar]
    Leaves: [editar] abre la página en el editor.
    Leaves: Modifier le code
    """
    return block.text[0] == "[" and block.size <= 80 and EDIT_LINK.fullmatch(block.text) is not None


def retrieved_from(block: Block) -> bool:
    """The page's own address, as wikis print it below the article.

    Takes: Abgerufen von „https://de.wikitiefe.example/w/index.php?title=Buhne&oldid=118“
    Takes: Obtenido de «https://es.wikihondo.example/w/index.php?title=Noria»
    Leaves: Retrieved from the wreck in 1911, the bell hangs in the porch.
    """
    return "://" in block.text and block.size <= 240 and _ADDRESS.match(block.text) is not None


def wiki_tagline(block: Block) -> bool:
    """What a wiki says of itself below each title.

    Takes: From Tidepedia, the free encyclopedia
    Takes: Aus Gezeitenwiki, der freien Enzyklopädie
    Takes: 潮汐百科,自由的百科全书
    Leaves: The free encyclopedia was printed in eleven volumes between 1891 and 1904, and given away with soap.
    """
    return block.size <= LONGEST_TAGLINE and not block.stops and _TAGLINE.fullmatch(block.text) is not None


NAVIGATION = (edit_link,)
BOILERPLATE = (retrieved_from, wiki_tagline)
