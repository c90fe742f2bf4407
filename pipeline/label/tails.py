"""Scene → what stands about an article's author and its maker: names beside dates, cards below, press contacts, records."""

import re

from pipeline.bare_names import bare_name, family_first, together
from pipeline.byline import read_byline
from pipeline.code_lines import code_shaped
from pipeline.label.asides import clock, lone_count
from pipeline.label.scene import Scene, Taken
from pipeline.model import Block, Verdict
from pipeline.shapes import title_shaped

NAME = Verdict("metadata", "author_line")
CARD = Verdict("boilerplate", "author_card")
CONTACT = Verdict("boilerplate", "press_contact")
RECORD = Verdict("metadata", "record")
ASIDE = Verdict("related", "title_aside")
COUNT = Verdict("navigation", "lone_count")
CODE_BAR = Verdict("navigation", "code_bar")

HEAD = 6
"""Blocks around a page's first byline in which its author's name may stand alone."""
BEHIND = 6
"""Blocks at a text's end in which cards and signatures stand."""
LONGEST_NAME, LONGEST_CARD, LONGEST_CONTACT = 60, 420, 90
MOST_CONTACTS = 7
FEWEST_FIELDS = 3
"""So many labelled lines in a row at a page's end are the record of who put it there and when."""

LONGEST_BAR = 3
"""Lines of the bar over or under a piece of code: its language and buttons."""
_LANGUAGES = frozenset(
    {"python", "python3", "java", "bash", "shell", "sh", "sql", "mysql", "javascript", "js", "typescript", "html", "css", "c", "cpp", "c++", "c#"}
    | {"csharp", "go", "golang", "rust", "json", "xml", "yaml", "php", "kotlin", "swift", "ruby", "matlab", "powershell", "text", "txt", "plaintext"}
)  # fmt: skip
_CODE_BUTTONS = frozenset(
    {"复制", "复制代码", "複製", "複製程式碼", "运行", "运行代码", "执行", "ai写代码", "ai生成项目", "登录后复制", "登录复制", "展开代码"}
    | {"copy", "copy code", "copied!", "run", "run code", "copier", "kopieren", "copiar", "copia", "kopiuj", "копировать", "コピー", "복사"}
)  # fmt: skip

_MAY_HEAD = frozenset({"运行", "执行", "run", "copy", "copia"})
"""Alone over a paragraph they head what the program does, where no other line says the same."""
_PRESS = re.compile(
    r"(?:for )?(?:media|press)(?: and \w+)? (?:contacts?|inquiries|enquiries|relations|information)(?: only)?|for (?:more|further) information,? (?:please )?contact"
    r"|contacts? (?:presse|médias?)|relations? presse|(?:presse-?|medien-?)kontakte?|pressekontakt|contacto (?:de |para )?(?:prensa|medios)|contatt[oi] (?:per la )?stampa|ufficio stampa"
    r"|contatos? (?:para|de|da) imprensa|assessoria de imprensa|kontakt (?:dla|pro) (?:mediów|média|prasy)|biuro prasowe|контакт\w* для (?:прессы|сми)|пресс-служба|перс-служба|perscontact|presskontakt(?:er)?|basın (?:iletişim|irtibat)\w*"
    r"|επικοινωνία (?:τύπου|με τον τύπο)|報道関係者(?:から|向け|様)?の?(?:お)?問い合わせ先?|本件に関する(?:報道関係者)?(?:から)?の?お問い合わせ先?|보도(?:자료)? 문의"
)
_BIO = re.compile(
    r"(?:,? (?:is|was|has|covers|writes|reports|joined|works|lives|edits|teaches|studied)\b|,? (?:ist|schreibt|arbeitet|berichtet|est|écrit|travaille|couvre|collabore|es|escribe|cubre|trabaja|è|scrive|lavora|é|escreve|cobre|jest|pisze|pracuje|zajmuje)\b|,? (?:—|–|-) |,? (?:журналист|корреспондент|автор|редактор|обозреватель|пишет))"
)
_REACH = re.compile(
    r"\b(?:reach|contact|email|e-mail|follow|find) (?:him|her|them|me|the author|the reporter|[A-Z][a-z]+)\b.{0,24}\b(?:at|on|via|by)\b|\b[\w.+-]+@[\w-]+\.\w",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"^(?:[^\W\d_a-z][\w’'.-]+ ){2,4}(?:is|was) (?:an?|the|our)\b.{0,70}\b(?:writer|reporter|editor|journalist|columnist|correspondent|contributor|freelancer?|author of|novelist|photographer|blogger|critic|producer)\b"
)
_ASIDE = re.compile(
    r"(?:related|more|read more|read|see also|see more|also read|watch|listen|recommended|don[’']t miss|editor[’']s picks?|from the archives?|previously|in depth|explainer)\s?[:|»›-] ?(?P<title>\S.*)$",
    re.IGNORECASE,
)
_PRODUCT = re.compile(r"\b(?:review|reviews|guide|ranking|best)\b", re.IGNORECASE)
_FIELD = re.compile(r"[^:：]{3,45}[:：]\s?\S.{0,80}$")


def _behind(scene: Scene, taken: Taken) -> list[int]:
    """The last blocks of the running text and what hangs on to it, the last first."""
    free = [index for index in range(len(scene.blocks) - 1, scene.first, -1) if index not in taken]
    return [index for index in free[:BEHIND] if index > scene.first]


def _authors(scene: Scene, taken: Taken) -> tuple[str, ...]:
    """Who wrote it, as the lines say that were taken for bylines, and the names beside them."""
    said: list[str] = []
    for index, verdict in taken.items():
        if verdict == NAME:
            text = scene.blocks[index].text
            said += together(text) or (bare_name(text) or "",)
        elif verdict.rule == "byline" and scene.blocks[index].size <= 240:
            byline = read_byline(scene.blocks[index].text)
            said += byline.authors if byline is not None else (bare_name(scene.blocks[index].text) or "",)
    return tuple(name for name in dict.fromkeys(said) if len(name) > 3)


def author_lines(scene: Scene, taken: Taken) -> Taken:
    """A name alone, or one with a paper behind a comma, right beside a byline above the text.

    `Teresa Lindqvist` over `The Calder Valley Sentinel` and a date; not a person's name that heads a portrait.
    """
    heads = [index for index, verdict in taken.items() if verdict.rule == "byline"]
    found: Taken = {}
    if not heads or min(heads) > max(scene.first, 0) + 2 or _authors(scene, taken):
        return found
    for start, step in ((min(heads), -1), (max(i for i in heads if i <= min(heads) + HEAD), 1)):
        index = start + step
        while 0 < index < len(scene.blocks) and index in taken and taken[index].reason == "metadata":
            index += step
        if not 0 < index < len(scene.blocks) - 1 or index in taken or not scene.free(index) or scene.prose[index]:
            continue
        block = scene.blocks[index]
        above = scene.blocks[index - 1]
        headed = index - 1 in taken if step > 0 else title_shaped(above) or scene.prose[index - 1]
        if _signs(block) and headed and (step < 0 or scene.prose[index + 1] or index + 1 in taken):
            if step < 0 and not _title_above(scene, taken, index):
                continue
            found[index] = NAME
    return found


def _signs(block: Block) -> bool:
    """A western name that is all of a line, or several, or one with a paper's name in quotation marks behind it."""
    if together(block.text):
        return True
    name, comma, paper = block.text.partition(",")
    if block.size > LONGEST_NAME or " " not in name or (comma and paper.lstrip()[:1] not in ("«", "„", "“", '"')):
        return False
    return name[0].isupper() and bare_name(name) is not None


def _title_above(scene: Scene, taken: Taken, index: int) -> bool:
    """Whether a line that may be the title stands right above, so that the name is not the title itself."""
    above = index - 1
    return above >= 0 and above not in taken and scene.blocks[above].size > 2 * scene.blocks[index].size


def author_cards(scene: Scene, taken: Taken) -> Taken:
    """What is said of the author below the text, and the name that signs it.

    Known authors by their name; others by their trade and where they can be reached.
    """
    found: Taken = {}
    authors = _authors(scene, taken)
    last = _behind(scene, taken)
    for index in last:
        text = scene.blocks[index].text
        if scene.blocks[index].size > LONGEST_CARD:
            continue
        signed = bare_name(text.strip("()（）[]—–- \u3000"))
        bracketed = text[0] in "（(" and text[-1] in ")）"
        if signed is not None and (signed in authors or (index == last[0] and (bracketed or family_first(signed)))):
            found[index] = NAME
        elif _is_card(text, authors, at_end=index == last[0]):
            found[index] = CARD
    for index in [index for index, verdict in found.items() if verdict == NAME]:
        _card_below(scene, taken, found, index)
    return found if len(found) < len(last) else {}


def _is_card(text: str, authors: tuple[str, ...], *, at_end: bool) -> bool:
    """Whether a line says who its author is and where to reach them."""
    for name in authors:
        if text.startswith(name) and _BIO.match(text, len(name)):
            return True
    return _TRADE.match(text) is not None and (at_end or _REACH.search(text) is not None)


def _card_below(scene: Scene, taken: Taken, found: Taken, index: int) -> None:
    """The post and the words about somebody whose name stands alone over them."""
    first = scene.blocks[index].text.split(" ")[0]
    for below in range(index + 1, min(index + 3, len(scene.blocks))):
        block = scene.blocks[below]
        post = below == index + 1 and block.size <= 40 and not block.stops and title_shaped(block)
        told = block.size <= LONGEST_CARD and block.text.startswith(f"{first} ")
        if below in taken or below in found or not scene.free(below) or not (post or told):
            break
        found[below] = CARD


def press_contacts(scene: Scene, taken: Taken) -> Taken:
    """`Media Contact:` below a release, with the names, numbers and addresses under it."""
    found: Taken = {}
    for index in range(max(scene.first, 0) + 1, len(scene.blocks)):
        head = scene.blocks[index].key.strip(" :：*-–—[]【】")
        if index in taken or not _PRESS.match(head) or scene.blocks[index].size > LONGEST_CONTACT:
            continue
        if not _PRESS.fullmatch(head) and ":" not in scene.blocks[index].text:
            continue
        lines = [index]
        for below in range(index + 1, min(index + 1 + MOST_CONTACTS, len(scene.blocks))):
            block = scene.blocks[below]
            if below in taken or scene.prose[below] or block.size > LONGEST_CONTACT:
                break
            lines.append(below)
        if any(scene.prose[below] for below in range(lines[-1] + 1, len(scene.blocks)) if below not in taken):
            continue
        found |= dict.fromkeys(lines, CONTACT)
    return found


def records(scene: Scene, taken: Taken) -> Taken:
    """Three and more labelled lines at a page's end, with dates and names: who put the page there and when."""
    index = len(scene.blocks) - 1
    while index > 0 and index in taken:
        index -= 1
    last = index
    roles: list[bool] = []
    while index > max(scene.first, 0):
        block = scene.blocks[index]
        byline = read_byline(block.text) if index not in taken and _FIELD.fullmatch(block.text) else None
        if byline is None or scene.prose[index]:
            break
        roles.append(byline.published is not None or byline.modified is not None)
        index -= 1
    if len(roles) < FEWEST_FIELDS or not any(roles):
        return {}
    head = scene.blocks[index]
    heading = index > scene.first and index not in taken and head.size <= 30 and title_shaped(head)
    return dict.fromkeys(range(index if heading and not scene.prose[index] else index + 1, last + 1), RECORD)


def is_aside(block: Block) -> bool:
    """Whether a block by itself may be `Related:` with a title."""
    return _aside(block) is not None


def _aside(block: Block) -> re.Match[str] | None:
    if not 34 <= block.size <= 150 or (block.stops and block.text[-1] not in "?!"):
        return None
    return _ASIDE.match(block.text)


def title_asides(scene: Scene, taken: Taken) -> Taken:
    """`Related:` or `More:` with another page's title behind it, between two paragraphs."""
    found: Taken = {}
    for index in range(max(scene.first, 0) + 1, scene.last):
        block = scene.blocks[index]
        told = _aside(block)
        if index in taken or told is None or not scene.prose[index - 1] or not told["title"][0].isupper():
            continue
        behind = next((after for after in range(index + 1, len(scene.blocks)) if after not in taken), -1)
        followed = behind == index + 1 and (scene.prose[behind] or title_shaped(scene.blocks[behind]))
        if followed and len(told["title"].split()) >= 4 and not _PRODUCT.search(told["title"]):
            found[index] = ASIDE
    return found


def lone_counts(scene: Scene, taken: Taken) -> Taken:
    """Numbers alone between two lines that go, or between one and a sentence: votes, marks, readers, a player's end."""
    found: Taken = {}
    for index, block in enumerate(scene.blocks):
        if index not in taken and index > 0 and clock(block) and scene.blocks[index - 1].text in ("0:00", "00:00"):
            found[index] = COUNT
        if index in taken or not lone_count(block) or not (index - 1 in taken or index - 1 in found):
            continue
        if index + 1 in taken or (index + 1 < len(scene.blocks) and scene.prose[index + 1]):
            found[index] = COUNT
    return found


def code_bars(scene: Scene, taken: Taken) -> Taken:
    """A program's language and the buttons to copy and to run it, right over or under its lines."""
    found: Taken = {}
    keys = [block.key if block.size <= LONGEST_NAME else "" for block in scene.blocks]
    for index, key in enumerate(keys):
        if key not in _CODE_BUTTONS or index in found:
            continue
        start = end = index
        while start - 1 not in found and index - start < LONGEST_BAR and start and _of_bar(keys[start - 1]):
            start -= 1
        while end + 1 < len(keys) and end - start + 1 < LONGEST_BAR and _of_bar(keys[end + 1]):
            end += 1
        beside = [at for at in (start - 1, end + 1) if 0 <= at < len(keys) and at not in taken]
        heads = start == end and key in _MAY_HEAD and end + 1 < len(keys) and scene.prose[end + 1]
        heads = heads and keys.count(key) == 1
        if not heads and any(code_shaped(scene.blocks[at]) for at in beside):
            found |= {at: CODE_BAR for at in range(start, end + 1) if at not in taken}
    return found


def _of_bar(key: str) -> bool:
    return key in _CODE_BUTTONS or key in _LANGUAGES
