"""Rules for what a wiki prints between and below its articles: links to edit a section, the page's own address."""

import re

from pipeline.model import Block

_EDIT = re.compile(
    r"\[\s?(?:edit(?: source)?|bearbeiten|modifier|править|редагувати|editar|modifica|edytuj|bewerken|redigera|rediger|upravit|editovat"
    r"|szerkesztés|modificare|muokkaa|değiştir|sửa|sunting|επεξεργασία)"
    r"(?:\s?[|｜]\s?[^\[\]|｜]{4,36})?\s?\]",
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
    return block.text[0] == "[" and block.size <= 80 and _EDIT.fullmatch(block.text) is not None


def retrieved_from(block: Block) -> bool:
    """The page's own address, as wikis print it below the article.

    Takes: Abgerufen von „https://de.wikitiefe.example/w/index.php?title=Buhne&oldid=118“
    Takes: Obtenido de «https://es.wikihondo.example/w/index.php?title=Noria»
    Leaves: Retrieved from the wreck in 1911, the bell hangs in the porch.
    """
    return "://" in block.text and block.size <= 240 and _ADDRESS.match(block.text) is not None


NAVIGATION = (edit_link,)
BOILERPLATE = (retrieved_from,)
