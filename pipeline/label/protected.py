"""Lines → which of them the judge may not remove: what shows on purpose what looks like furniture."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.byline_forms import lasts
from pipeline.houses import NOTICE, gives_notice, is_signed_day, of_court
from pipeline.label.colophon import NOTE
from pipeline.label.enclosed import counted, enclosed
from pipeline.label.paired import HEADING
from pipeline.label.recipes import ingredients
from pipeline.label.scene import Scene, set_scene
from pipeline.label.sight import Sight
from pipeline.label.stated import stated
from pipeline.label.verse import stanzas
from pipeline.model import Labelled
from pipeline.shapes import LEAD_IN, begins_table, blanks, cells, fenced, is_prose, leads_in, marker, title_shaped

ANNOUNCED = 60
"""Lines of a list or an example that a lead-in may announce."""
LAST_NOTES = 6
"""Lines at a page's end among which a note may stand."""
CONTENTS = "table_of_contents"
"""The rule that took a heading's copy above the text."""
ENTRIES = 3
"""So many dated lines with a text behind the date make a chronicle."""

_ATTACHED = re.compile(
    r".*\S\s?[(（\[［【](?:形式[:：]?)?\s?(?:PDF|Word|Excel|Power ?Point|DOCX?|XLSX?|PPTX?|ODT|ODS|CSV|ZIP|RTF|JPE?G)[^()（）\[\]]{0,14}?"
    r"\d[\d.,]*\s?(?:[kKmM]i?[bBoO]|キロバイト|メガバイト|КБ|МБ|ko|Mo)\s?[)）\]］】]\W{0,2}$",
    re.IGNORECASE,
)
"""A paper that a notice brings along: `Antragsformular (PDF, 142 kB)`."""
LONGEST_ROW = 70
"""Columns of the first rows of such a table; bars of links are longer."""
_ENDS_ATTACHED = frozenset(")）]］】")
LONGEST_WISH = 40
"""Characters of the longest line at a recipe's end, and more."""
_PRICE = re.compile(
    r"(?=.*(?:[$€£¥₽₹₩₫]|元|円|원|zł|Kč|kr|руб|грн|TL|EUR|USD))(?:[A-Z]{0,3}[$€£¥₽₹]\s?|(?:EUR|USD|人民币|售价|価格)[:：]?\s?)?\d[\d.,\s]*"
    r"(?:[$€£¥₽₹₩₫]|元|円|원|zł|Kč|kr\.?|руб\.?|грн\.?|TL|EUR|USD)?"
)
HEAD = 8
"""Lines among which the title of a notice stands."""
BELOW_TITLE = 4
"""Lines below a title in which its thing's price stands."""
_WISH = re.compile(
    r"\W?(?:guten appetit|lasst es euch schmecken|gutes gelingen|bon appétit|régalez-vous|buen provecho|que aproveche"
    r"|buon appetito|bom apetite|bom proveito|enjoy|smacznego|приятного аппетита|смачного|afiyet olsun|καλή όρεξη"
    r"|selamat mencoba|selamat menikmati|chúc (?:bạn|các bạn) (?:thành công|ngon miệng)|smaklig måltid|velbekomme"
    r"|hyvää ruokahalua|dobrou chuť|dobrú chuť|jó étvágyat|poftă bună|eet smakelijk|맛있게 드세요|صحة وعافية|بالهناء والشفاء)\W{0,4}",
    re.IGNORECASE,
)
"""How recipes end: of 2,124 real pages one has such a line, the article's."""
LONGEST_HEAD, YEARS_APART = 40, 2
_SIGNED_ON = re.compile(
    r"[^\W\d][^\d:：|]{1,30}[,，、\s]\s?(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?)?(?P<year>(?:1[6-9]|20)\d\d)(?:[./年-]\d{1,2}(?:[./月-]\d{1,2}日?)?)?"
)
_ENTRY = re.compile(r"(?:\d{4}\s?[-/.年]|\d{1,2}\s?[月.]|[A-Z][a-z]{2,8} \d{1,2}\b|(?:19|20)\d\d\b).{8,}")


def protected(labelled: Sequence[Labelled], sights: tuple[Sight | None, ...] | None) -> frozenset[int]:
    """The indexes of the kept lines that stay whatever the judge thinks.

    Without sights (where the rules saw nothing in the lines in question) nothing is asked of the page's topic.
    """
    code = [index for index, inside in enumerate(fenced([item.block for item in labelled])) if inside]
    found = [
        *code,
        *_wishes(labelled),
        *_announced(labelled),
        *_tabled(labelled),
        *_listed(labelled),
        *counted(labelled),
        *stated(labelled),
        *ingredients(labelled),
        *_signed(labelled),
        *_noted(labelled),
        *_signed_years_apart(labelled),
        *_verse(labelled),
        *(index for index, item in enumerate(labelled) if blanks(item.block.text)),
    ]
    if sights is not None:
        found += _on_purpose(set_scene(tuple(item.block for item in labelled), sights), labelled)
    return frozenset(index for index in found if labelled[index].verdict is None)


def _wishes(labelled: Sequence[Labelled]) -> list[int]:
    """`Guten Appetit!` right below a recipe's last step; how long its dish takes."""
    lasting = [index for index, item in enumerate(labelled) if item.verdict is None and lasts(item.block.text)]
    return lasting + [
        index
        for index, item in enumerate(labelled[1:], 1)
        if item.verdict is None
        and len(item.block.text) <= LONGEST_WISH
        and _WISH.fullmatch(item.block.text)
        and labelled[index - 1].verdict is None
        and (is_prose(labelled[index - 1].block) or marker(labelled[index - 1].block) is not None)
    ]


def price_of(labelled: Sequence[Labelled], title: int | None) -> frozenset[int]:
    """The price right below a title that names a thing: a shop's page is about it."""
    if title is None:
        return frozenset()
    near = range(title + 1, min(len(labelled), title + 1 + BELOW_TITLE))
    found = (at for at in near if labelled[at].verdict is None and _PRICE.fullmatch(labelled[at].block.text))
    return frozenset([next(found, title)])


def own_lists(labelled: Sequence[Labelled]) -> frozenset[int]:
    """The indexes of the kept lines that look like a list of the text's own: chronicles, and what `enclosed` finds.

    A form is less than a word: lists of dated headlines and tables of rates have it, too.
    """
    found = [*_chronicle(labelled), *enclosed(labelled), *_attached(labelled)]
    return frozenset(index for index in found if labelled[index].verdict is None)


def _announced(labelled: Sequence[Labelled]) -> list[int]:
    """The items behind a sentence that ends in a colon, as long as they are marked."""
    found: list[int] = []
    until = -1
    for index, item in enumerate(labelled):
        block = item.block
        if item.verdict is None and leads_in(block) and block.size >= LEAD_IN:
            found.append(index)
            until = index + ANNOUNCED
        elif index <= until and item.verdict is None and marker(block) is not None:
            found.append(index)
        else:
            until = -1
    return found


def _tabled(labelled: Sequence[Labelled]) -> list[int]:
    """The rows of a table below a line that leads in to it, and that line."""
    found: list[int] = []
    for index, item in enumerate(labelled[:-2]):
        rows = [each.block for each in labelled[index + 1 : index + 3]]
        if item.verdict is not None or not leads_in(item.block) or not begins_table(*rows):
            continue
        if max(row.size for row in rows) > LONGEST_ROW:
            continue
        end = index + 1
        while end < len(labelled) and labelled[end].verdict is None and cells(labelled[end].block):
            end += 1
        found += range(index, end)
    return found


def _attached(labelled: Sequence[Labelled]) -> list[int]:
    """The papers below a text, with the line over the first of them."""
    papers = [
        index
        for index, item in enumerate(labelled)
        if item.verdict is None
        and not _ENDS_ATTACHED.isdisjoint(item.block.text[-3:])
        and _ATTACHED.match(item.block.text)
    ]
    first = papers[0] if papers else 0
    headed = first > 0 and labelled[first - 1].verdict is None and labelled[first - 1].block.size <= HEADING
    return [first - 1, *papers] if headed else papers


def _signed(labelled: Sequence[Labelled]) -> list[int]:
    """Who gives a notice on which day, what a judgment is called and who signs it, below the title of such a paper.

    A day that is spelt out signs whatever it stands below.
    """
    texts = [item.block.text for item in labelled]
    spelt = [index for index, text in enumerate(texts) if index and text[0] in "一二" and is_signed_day(text)]
    head = [item.block for item in labelled if item.verdict is None][:HEAD]
    if not any(NOTICE.search(block.text[-24:]) and title_shaped(block) for block in head):
        return spelt
    found = spelt + [index for index, text in enumerate(texts) if of_court(text)]
    for index, (line, below) in enumerate(pairwise(texts)):
        if gives_notice(line, below) or (of_court(line) and is_signed_day(below)):
            found += [index, index + 1]
    in_one = ((index, text.rpartition(" ")) for index, text in enumerate(texts) if text.endswith("日"))
    return found + [index for index, (office, _, day) in in_one if office and gives_notice(office.strip(), day)]


def _noted(labelled: Sequence[Labelled]) -> list[int]:
    """Corrections and notes with which an article ends."""
    last = labelled[-LAST_NOTES:]
    return [at for at, item in enumerate(last, len(labelled) - len(last)) if NOTE.match(item.block.text)]


def _verse(labelled: Sequence[Labelled]) -> frozenset[int]:
    """The lines of a poem that the rules have left, on a page without a sentence."""
    blocks = [item.block for item in labelled]
    if any(is_prose(item.block) for item in labelled if item.verdict is None):
        return frozenset()
    return stanzas(blocks, [at for at, item in enumerate(labelled) if item.verdict is not None])


def _signed_years_apart(labelled: Sequence[Labelled]) -> list[int]:
    """The heads of letters or of a guest book's entries, each over its text: `Marek, 12.07.1974`, `Ela, 22.12.1989`.

    Comments have hours, and are written within months.
    """
    heads = {
        at: int(said["year"])
        for at, (item, below) in enumerate(pairwise(labelled))
        if item.block.size <= LONGEST_HEAD
        and item.verdict is None
        and below.verdict is None
        and below.block.size >= LEAD_IN
        and (said := _SIGNED_ON.fullmatch(item.block.text)) is not None
    }
    apart = len(heads) >= ENTRIES and max(heads.values()) - min(heads.values()) >= YEARS_APART
    return list(heads) if apart else []


def _listed(labelled: Sequence[Labelled]) -> list[int]:
    """The headings that the page's table of contents lists."""
    entries = {item.block.key for item in labelled if item.verdict is not None and item.verdict.rule == CONTENTS}
    return [index for index, item in enumerate(labelled) if item.verdict is None and item.block.key in entries]


def _chronicle(labelled: Sequence[Labelled]) -> list[int]:
    """Dated sentences, where there are several."""
    entries = [
        index
        for index, item in enumerate(labelled)
        if item.verdict is None and is_prose(item.block) and _ENTRY.match(item.block.text[:80])
    ]
    return entries if len(entries) >= ENTRIES else []


def _on_purpose(scene: Scene, labelled: Sequence[Labelled]) -> list[int]:
    """What the rules looked at and left, because the article is about it."""
    return [
        index
        for index, item in enumerate(labelled)
        if item.verdict is None and scene.sights[index] is not None and scene.on_topic(index)
    ]
