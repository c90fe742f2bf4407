"""Scene → whether a line that looks like furniture is shown on purpose: an example, an item, a clause, a heading."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, takewhile

from pipeline.byline_labels import WORK_FIELD
from pipeline.label.scene import Scene, announced, heads_section
from pipeline.label.sight import Sight
from pipeline.model import Block, Verdict
from pipeline.shapes import SHORTEST_SENTENCE, leads_in, marker, title_shaped

LONGEST_EXAMPLE = 60
"""Lines of an example that a lead-in announces."""


WORK, LONGESTWORK_FIELD = 4, 80
"""Lines around a book's author in which its publisher and its pages stand, and columns of such a line."""

_WORD_RULES = frozenset(
    {
        "navigation_words",
        "navigation_line",
        "site_links",
        "comment_tools",
        "comment_section",
        "glue_marker",
        "site_line",
    }
)
"""Rules that see a word or two, which may as well be a section's heading."""


_SITE_RULES = frozenset({"site_notice", "site_links", "site_line", "site_label"})


_POINTERS = frozenset({"related_pointer", "related_title", "related_row"})
"""Rules whose label nobody is called."""


_MESSAGES = frozenset({"error_line", "error_sentence", "error_opening", "http_status"})
LONGEST_MESSAGE = 48
_EXPLAINS = re.compile(
    r"这|该|此|出现|遇到|看到|一般|多数|多半|大多|通常|往往|说明|表示|意思|代表|点击|点开|提示|原因|是因为|可能|也?许是|网页|链接|当"
)
_MEANS = re.compile(
    r"提示|原因|说明|情况|意思|多是|多半|大多|一般|通常|失效|造成|导致|引起|代表|表示|因为|点击|没有关系"
)

_CLAUSE = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}[条條章款节節]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．)]\s?\S|§ ?\d|Art(?:icle|ikel|\.) ?\d)"
)


_LABEL_RULES = frozenset({"navigation_label", "site_label", "comment_label"})


_SPEAKER = re.compile(r"[^\s:：]{1,6}[:：]\s?\S")


_PAIR = re.compile(r"[A-Za-z][A-Za-z' -]{1,40} [\u4e00-\u9fff\u3041-\u30ff\uac00-\ud7a3]{1,12}")


PAIRS = 6


LIKE_WITHIN = 60


SPEAKERS = 2


_CODE_LINE = re.compile(r"[{};<>=]|^\$ |\w\(")


_CODE = re.compile(
    r"代码|程式|脚本|javascript|css|html|python|php|sql|function|script|样式|函数|编程|命令|source code|snippet"
)
"""Looked for in lower case: a pattern that ignores case tries every word at every letter."""


_MACHINE_RULES = frozenset({"style_sheet", "script_code", "encoded_data", "template_tag", "placeholder_line"})


OF_A_PLACE = re.compile(
    r"(?:[^\w\s]\s?)?(?:店名|店家|店铺|店鋪|地址|地點|地点|住所|所在地|電話(?:番号)?|电话|营业时间|營業時間|営業時間|开放时间|開放時間|公休日?|定休日|人均|门票|門票|料金|予算|交通(?:方式)?|アクセス|最寄り駅|最寄駅"
    r"|주소|전화|영업\s?시간|휴무일?|입장료|address|hours|opening hours|phone|tel|admission|price|adresse|öffnungszeiten|telefon|eintritt|horaires|téléphone|tarifs?|dirección|horarios?|teléfono|precio"
    r"|indirizzo|orari|telefono|prezz[oi]|endereço|telefone|preços?|адрес|часы работы|режим работы|телефон|adres|godziny otwarcia)\s?[:：]\s?\S.{0,80}",
    re.IGNORECASE,
)
OPENED = re.compile(
    r"店名|营业|營業|営業|开放|開放|公休|定休|人均|门票|門票|料金|予算|영업|휴무|입장|hours|öffnungszeiten|horaires|horarios?|orari|часы|режим|godziny",
    re.IGNORECASE,
)
"""When somewhere is open, what it is called or costs: a site says where its office is, not this."""
_EDITS = re.compile(
    r"\[?\s*(?:编辑|編輯|編集|편집|edit(?: source)?|bearbeiten|quelltext bearbeiten|modifier(?: le code)?|editar(?: código)?|modifica(?: wikitesto)?|править(?: код)?|редагувати|edytuj(?: kod)?|(?:brontekst )?bewerken|düzenle|sửa(?: mã nguồn)?|redigera)\s*\]?",
    re.IGNORECASE,
)
PRINTED = 4
"""Lines below a command's among which a message is what it printed."""
_PROMPT = re.compile(r"(?:\$|>>>|PS [A-Z]:\\\S*>|[A-Z]:\\\S*>|[\w-]+@[\w-]+:\S*[$#]) [\w./-]")
_EDITS_BEGIN = frozenset("[编編편eEbBqQmMпПрРdDsSrR")
"""What such a button begins with."""
LONGEST_BUTTON = 24
SECTIONS = 3
"""So many buttons of one name, each below a heading, are those of an encyclopaedia's sections."""

_LABEL_RULES_OF_SENTENCES = frozenset({"navigation_label", "site_label", "comment_label", "related_pointer"})
"""Behind such a label a sentence is the text's own; a question is another page's title, too."""


def of_a_work(scene: Scene, index: int) -> bool:
    """`Autor:` over `Editorial:` and `Páginas:`: who wrote the book that a review is about."""
    near = scene.blocks[max(0, index - WORK) : index] + scene.blocks[index + 1 : index + 1 + WORK]
    return sum(1 for block in near if block.size <= LONGESTWORK_FIELD and WORK_FIELD.match(block.text)) > 1


def shown_on_purpose(scene: Scene, sight: Sight, index: int) -> bool:
    """A line of the kind that the article is about, an example behind a lead-in, or a section's heading."""
    if scene.on_topic(index) or is_entry(scene, sight, index) or _explained(scene, index):
        return True
    if _may_be_said(sight.verdict) and _in_dialogue(scene, index):
        return True
    if not scene.inside(index):
        return _opens_text(scene, sight, index)
    if announced(scene, first_of_kind(scene, index)):
        return True
    if sight.verdict.rule in _WORD_RULES and (heads_section(scene, index) or _in_verse(scene, index)):
        return True
    if sight.verdict.rule in _SITE_RULES and _in_sequence(scene, index):
        return True
    if sight.verdict.reason == "error" and _printed(scene, index):
        return True
    if sight.verdict.reason == "generated" and leads_in(scene.blocks[index]):
        return True
    if (sight.verdict.rule in _MACHINE_RULES or scene.blocks[index].text[0] in "<{") and _in_code(scene, index):
        return True
    if scene.blocks[index].stops and sight.verdict.rule in _LABEL_RULES_OF_SENTENCES:
        asks = sight.verdict.rule == "related_pointer" and scene.blocks[index].text[-1] in "?？؟;"
        return not (asks and ":" in scene.blocks[index].key[:30])
    return sight.verdict.rule in _MACHINE_RULES and ("error" in scene.about or _speaks_of_code(scene))


def _may_be_said(verdict: Verdict) -> bool:
    """Whether a line with a colon may be somebody's: a programme's message says so itself, with its file and line."""
    return verdict.rule not in _POINTERS and (verdict.reason != "error" or verdict.rule in _MESSAGES)


def _opens_text(scene: Scene, sight: Sight, index: int) -> bool:
    """A message that the text's first line announces, and its first sentence goes on from.

    `早上七点，所有屏幕都只有一行字：` over `504 Gateway Time-out` over 原因是硬盘满了。
    """
    if sight.verdict.reason != "error" or index + 1 != scene.first or not scene.prose[index + 1]:
        return False
    return announced(scene, index) and scene.blocks[index - 1].size >= SHORTEST_SENTENCE


def _explained(scene: Scene, index: int) -> bool:
    """A message of an error alone between two sentences, of which the second says what it means: a heading.

    `系统繁忙，请稍后再试` over 这是最常见的一种提示，多是访问量太大造成的。 A page that failed says no such thing.
    """
    sight, block = scene.sights[index], scene.blocks[index]
    if sight is None or sight.verdict.rule not in _MESSAGES or block.stops or block.size > LONGEST_MESSAGE:
        return False
    if not (scene.inside(index) and scene.prose[index - 1] and scene.prose[index + 1]):
        return False
    below = scene.blocks[index + 1].text
    return _EXPLAINS.match(below) is not None and _MEANS.search(below) is not None


def section_buttons(blocks: Sequence[Block]) -> dict[int, int]:
    """The buttons that an encyclopaedia sets behind its sections' headings, with the place of each one's heading.

    `编辑` in three places, and what stands as often between it and a heading: `播报`. A manual's `下载` is none.
    """
    edits = [
        at
        for at, block in enumerate(blocks)
        if block.size <= LONGEST_BUTTON and block.text[0] in _EDITS_BEGIN and _EDITS.fullmatch(block.text)
    ]
    if len(edits) < SECTIONS:
        return {}
    often = Counter(blocks[at - 1].text for at in edits if at)
    found: dict[int, int] = {}
    for at in edits:
        heading = at - 1
        while heading >= 0 and (_EDITS.fullmatch(blocks[heading].text) or often[blocks[heading].text] >= SECTIONS):
            heading -= 1
        if heading >= 0 and title_shaped(blocks[heading]):
            found.update(dict.fromkeys(range(heading + 1, at + 1), heading))
    return found if len(set(found.values())) >= SECTIONS else {}


def is_entry(scene: Scene, sight: Sight, index: int) -> bool:
    """An item among items, a field that every entry has, a pair in a list of words: told by what is like it."""
    if sight.verdict.rule in _LABEL_RULES and of_a_work(scene, index):
        return True
    if sight.verdict.rule in _LABEL_RULES and _is_field(scene, index):
        return True
    return _in_list(scene, index) or _in_pairs(scene, index) or _of_a_place(scene, index)


def _of_a_place(scene: Scene, index: int) -> bool:
    """A telephone between an address and the hours of a place; a site's own contacts tell no hours."""
    if not OF_A_PLACE.fullmatch(scene.blocks[index].text):
        return False
    near = [at for at in range(index - 2, index + 3) if at != index and 0 <= at < len(scene.blocks) and scene.free(at)]
    beside = [scene.blocks[at].text for at in near if OF_A_PLACE.fullmatch(scene.blocks[at].text)]
    return len(beside) > 1 and any(map(OPENED.search, beside)) and index < scene.last


def _in_pairs(scene: Scene, index: int) -> bool:
    """`share 分享` in a list of words with their translations."""
    if not _PAIR.fullmatch(scene.blocks[index].text):
        return False
    near = _near(scene, index)
    others = sum(1 for other in near if scene.free(other) and _PAIR.fullmatch(scene.blocks[other].text))
    return others >= PAIRS


def _in_dialogue(scene: Scene, index: int) -> bool:
    """Somebody speaks, and others before or behind."""
    if not _SPEAKER.match(scene.blocks[index].text):
        return False
    near = [other for other in range(index - 2, index + 3) if other != index and 0 <= other < len(scene.blocks)]
    return sum(1 for other in near if scene.free(other) and _SPEAKER.match(scene.blocks[other].text)) >= SPEAKERS


def _is_field(scene: Scene, index: int) -> bool:
    """A label that every entry of a glossary has: it comes back, each time among the text's own lines."""
    label = scene.blocks[index].key.partition(":")[0]
    return any(
        other != index and scene.free(other - 1) and scene.blocks[other].key.startswith(f"{label}:")
        for other in _near(scene, index)
    )


def _near(scene: Scene, index: int) -> range:
    """The blocks around one that are looked at for its like: few enough that time stays linear."""
    return range(max(1, index - LIKE_WITHIN), min(len(scene.blocks), index + LIKE_WITHIN))


def _in_list(scene: Scene, index: int) -> bool:
    """An item between items: `2. Reset` between `1. …` and `3. …`, `- press RESET` between bullets."""
    item = marker(scene.blocks[index])
    if item is None or not 0 < index < len(scene.blocks) - 1:
        return False
    near = [marker(scene.blocks[other]) for other in (index - 1, index + 1) if scene.free(other)]
    if item.ordered:
        return any(other is not None and other.ordered and abs(other.number - item.number) == 1 for other in near)
    return len(near) > 0 and all(other is not None for other in near)


def _in_code(scene: Scene, index: int) -> bool:
    """Beside a line of code that no rule took."""
    return any(
        scene.free(near)
        and scene.blocks[near].text.isascii()
        and _CODE_LINE.search(scene.blocks[near].text) is not None
        for near in (index - 1, index + 1)
    )


def _printed(scene: Scene, index: int) -> bool:
    """What a command printed, a few lines below its prompt: `$ php build.php`."""
    above = range(index - 1, max(-1, index - 1 - PRINTED), -1)
    return any(_PROMPT.match(scene.blocks[near].text) for near in takewhile(scene.free, above))


def _in_verse(scene: Scene, index: int) -> bool:
    """On a page without a sentence, a word between two lines that nothing speaks against."""
    return not any(scene.prose) and scene.free(index - 1) and scene.free(index + 1)


def _in_sequence(scene: Scene, index: int) -> bool:
    """A numbered clause or heading among others: the terms are the article."""
    near = range(max(0, index - 4), min(len(scene.blocks), index + 5))
    return _CLAUSE.match(scene.blocks[index].text) is not None and any(
        other != index and _CLAUSE.match(scene.blocks[other].text) for other in near
    )


def first_of_kind(scene: Scene, index: int) -> int:
    """The first of the neighbouring lines of one kind: the lead-in stands before all of them."""
    sight = scene.sights[index]
    furthest = index - LONGEST_EXAMPLE
    while index > max(0, furthest) and sight is not None:
        before = scene.sights[index - 1]
        if before is None and sight.verdict.rule == "stack_frame" and _frame_above(scene, index - 2):
            index -= 2
        elif before is None or before.verdict.reason != sight.verdict.reason:
            break
        else:
            index -= 1
    return index


def _frame_above(scene: Scene, index: int) -> bool:
    """Whether a frame of a trace stands there: between two Python shows a line of the program."""
    sight = scene.sights[index] if index > 0 else None
    return sight is not None and sight.verdict.rule == "stack_frame"


def _speaks_of_code(scene: Scene) -> bool:
    sentences = (block.text for block, told in zip(scene.blocks, scene.prose, strict=True) if told)
    return len(list(islice(filter(_is_of_code, sentences), 2))) == 2


@lru_cache(maxsize=4096)
def _is_of_code(text: str) -> bool:
    """Kept, for a page's sentences are asked anew for every line that looks like code."""
    return _CODE.search(text.lower()) is not None
