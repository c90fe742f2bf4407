"""Sights → the page as a whole: where its running text stands, what it is about."""

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from msgspec import Struct

from pipeline.code_lines import code_shaped
from pipeline.houses import NOTICE
from pipeline.label.adverts import page_button
from pipeline.label.extent import extent
from pipeline.label.generated import leak_title
from pipeline.label.notices import CLIENTS, OFFICE
from pipeline.label.sight import Sight
from pipeline.label.topic import LINES_TO_TITLE, LONGEST_LABEL, about_noise, topic_of
from pipeline.label.wiki import edit_link
from pipeline.lexicon import WORDS_OF_A_BAR
from pipeline.model import Block, Verdict
from pipeline.pieces import pieces
from pipeline.shapes import SHORTEST_SENTENCE, is_prose, leads_in, marker, title_shaped

Taken = dict[int, Verdict]
"""Which blocks go, by index; a verdict once given stands."""

NEARBY = 60
"""Blocks to each side in which a page's other headings are looked for."""
MOST_TOLD = 140
"""Columns of sentences on a page that a system shows; an article has more."""
BEHIND_TEXT = 5
"""Lines behind the last sentence, with nothing of a frame between, in which a notice says where to ask."""
HEADS_CONTENTS = re.compile(
    r"(?:本文|本篇文章|文章|本页|全文)?(?:目录|目錄)(?:一览|一覽|导航)?|本文导航|文章导读|(?:table of )?contents|on this page|in this article|inhalt(?:sverzeichnis)?|目次|もくじ|содержание|оглавление|sommaire|table des matières|índice|indice|spis treści|목차|차례"
    r"|(?:在?此|本)頁內容|文章目錄|本文目[录錄]|この記事の(?:目次|内容|もくじ)|tabl[ae] (?:de )?contenidos?|contenidos?(?: del artículo)?|en este artículo"
    r"|indice dei contenuti|in questo articolo|(?:in|auf) diese[mr] (?:artikel|beitrag|seite)|(?:dans cet|au sommaire de (?:l'|cet )) ?article|au sommaire"
    r"|sumário|conteúdos?|neste (?:artigo|post|texto)|(?:o que você vai (?:encontrar|ver|ler)|o que vai encontrar)(?: (?:neste|nesse) (?:artigo|post|texto))?"
    r"|inhoud(?:sopgave)?|in dit artikel|innehåll(?:sförteckning)?|indhold(?:sfortegnelse)?|innhold(?:sfortegnelse)?|sisällys(?:luettelo)?|obsah(?: článku)?"
    r"|tartalom(?:jegyzék)?|cuprins(?:ul)?|зміст|в этой статье|содержание статьи|w tym artykule|spis tresci|i̇?çindekiler|bu (?:yazıda|yazımızda)|(?:πίνακας )?περιεχομένων|περιεχόμενα"
    r"|mục lục(?: bài viết)?|nội dung(?: chính| bài viết)?|daftar isi|สารบัญ|جدول المحتويات|المحتويات|תוכן (?:ה)?עניינים|فهرست مطالب"
)
"""`目录`: a table of contents follows if what follows comes back as headings; else an outline, and it stays."""

_ADVERTISEMENT = re.compile(
    "广告|廣告|広告|광고|реклама|διαφήμιση|διαφημιση|publicité|pubblicità|إعلان|تبلیغ|פרסומת|quảng cáo|โฆษณา|hirdetés"
    "|スポンサー|스폰서|sponsor\\w* (?:bağ|odk|link|län|lenk)|enlaces? patroc|赞助商?链接|贊助商?連結|χορηγούμεν|tài trợ",
    re.IGNORECASE,
)


class Scene(Struct, frozen=True):
    """A page's blocks with all that a rule of context may ask about them."""

    blocks: tuple[Block, ...]
    sights: tuple[Sight | None, ...]
    prose: tuple[bool, ...]
    """Whether a block is running text that nothing speaks against."""
    first: int
    last: int
    """The running text with what hangs on to it: indexes of its first and last block; 0, -1 if none."""
    about: frozenset[str]
    """The kinds of noise that the article is about."""
    pieces: frozenset[int] = frozenset()
    """The lines that are pieces of a sentence that was broken up; looked for where a heading opens a list."""

    def inside(self, index: int) -> bool:
        """Whether running text stands before and after a block."""
        return self.first < index < self.last

    def free(self, index: int) -> bool:
        """Whether nothing speaks against a block."""
        return self.sights[index] is None

    def on_topic(self, index: int) -> bool:
        """Whether the article is about this kind of noise, and the line stands before its end."""
        sight = self.sights[index]
        return sight is not None and index <= self.last and topic_of(sight) in self.about


def set_scene(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...]) -> Scene:
    """The page as a whole."""
    sights = _offices(blocks, _headings(blocks, sights))
    prose = _prose(blocks, sights)
    if not any(prose):
        sights = _page_of_notices(blocks, sights)
        prose = _prose(blocks, sights)
    first, last = extent(blocks, sights, prose)
    about = about_noise(blocks, sights, prose, last)
    while last + 1 < len(blocks) and _continues_list(blocks, sights[last + 1], last, about):
        last += 1
    # Asked where a list of other pages ends; most pages name none.
    broken = pieces(blocks) if any(sight is not None and sight.opens for sight in sights) else frozenset[int]()
    return Scene(blocks, sights, prose, first, last, about, broken)


def _prose(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...]) -> tuple[bool, ...]:
    prose = [
        sight is None and block.size >= SHORTEST_SENTENCE and is_prose(block)
        for block, sight in zip(blocks, sights, strict=True)
    ]
    # What a model said instead of a title stands among titles, and is no sentence of the text.
    for index, told in enumerate(prose):
        if told and 0 < index < len(blocks) - 1 and not (prose[index - 1] or prose[index + 1]):
            near = (blocks[index - 1], blocks[index + 1])
            prose[index] = not (all(map(title_shaped, near)) and leak_title(blocks[index]))
    return tuple(prose)


def _without(sights: tuple[Sight | None, ...], freed: list[int]) -> tuple[Sight | None, ...]:
    """The sights without those in these places."""
    if not freed:
        return sights
    left = list(sights)
    for index in freed:
        left[index] = None
    return tuple(left)


def _headings(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...]) -> tuple[Sight | None, ...]:
    """`目录` is a heading of the text, and so is what stands right above a wiki's link to edit a section."""
    return _without(
        sights,
        [
            index
            for index, sight in enumerate(sights)
            if sight is not None
            and sight.verdict.reason == "navigation"
            and (
                HEADS_CONTENTS.fullmatch(blocks[index].key)
                or (index + 1 < len(blocks) and edit_link(blocks[index + 1]) and not edit_link(blocks[index]))
            )
        ],
    )


def _offices(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...]) -> tuple[Sight | None, ...]:
    """`联系电话:0700-5512300` right behind the text: where to ask, as notices end. In a site's foot it stands apart."""
    notice = any(NOTICE.fullmatch(block.text[-2:]) and title_shaped(block) for block in blocks[:LINES_TO_TITLE])
    offices = {
        index
        for index, sight in enumerate(sights)
        if sight is not None
        and sight.verdict.reason == "boilerplate"
        and (OFFICE.match(blocks[index].text) or (notice and CLIENTS.fullmatch(blocks[index].text)))
    }
    if not offices:
        return sights
    freed: list[int] = []
    behind_text = BEHIND_TEXT
    for index, block in enumerate(blocks):
        if sights[index] is None:
            behind_text = 0 if is_prose(block) else behind_text + 1
        elif index in offices and behind_text < BEHIND_TEXT:
            freed.append(index)
            behind_text += 1
        else:
            behind_text = BEHIND_TEXT
    return _without(sights, freed)


def _continues_list(blocks: tuple[Block, ...], sight: Sight | None, last: int, about: frozenset[str]) -> bool:
    """An item that is on the article's topic, behind another item, is still the article's."""
    before, after = marker(blocks[last]), marker(blocks[last + 1])
    if sight is None or after is None:
        return False
    return topic_of(sight) in about and (before is not None or leads_in(blocks[last]))


def _page_of_notices(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...]) -> tuple[Sight | None, ...]:
    """Where every sentence of a page is a notice, the notice is the article: it stands.

    Not so for machine errors and for what a model said: a page of those has no article.
    """
    if any(sight and sight.verdict.reason in ("error", "generated", "undecodable", "comment") for sight in sights):
        return sights
    notices = [
        index
        for index, sight in enumerate(sights)
        if sight and sight.verdict.rule in ("site_notice", "site_label") and is_prose(blocks[index])
    ]
    if len(notices) < 3:
        return sights
    kept = set(notices)
    return tuple(None if index in kept else sight for index, sight in enumerate(sights))


def tells_little(scene: Scene, own: AbstractSet[int], is_sentence: Callable[[Block], bool]) -> bool:
    """Whether next to no sentence stands beside some lines of the page."""
    return sum(block.size for at, block in enumerate(scene.blocks) if at not in own and is_sentence(block)) < MOST_TOLD


def announced(scene: Scene, index: int) -> bool:
    """Whether the line before says that an example, a quotation or a list follows."""
    before = scene.blocks[index - 1]
    return index > 0 and scene.sights[index - 1] is None and leads_in(before) and not code_shaped(before)


def heads_section(scene: Scene, index: int) -> bool:
    """Whether a known word stands alone between the text's own lines, over a paragraph: a section's heading.

    On 2,124 real pages a navigation word between two sentences was the article's as often as not.
    """
    block = scene.blocks[index]
    if not scene.first <= index < scene.last or block.size > LONGEST_LABEL or not scene.free(index + 1):
        return False
    if block.text.endswith(("...", "…")) or page_button(block):
        return False
    sight = scene.sights[index]
    if sight is not None and block.text.startswith("#"):
        return True
    if sight is None or not (index == 0 or scene.free(index - 1)):
        return False
    if len(block.text.split()) >= WORDS_OF_A_BAR and not block.text.isascii():
        return False
    if sight.verdict.rule in ("site_links", "site_line"):
        if _ADVERTISEMENT.search(block.text):
            return False
        over_text = not block.text.isascii() and (scene.prose[index + 1] or leads_in(scene.blocks[index + 1]))
        return over_text or (sight.verdict.rule == "site_links" and (sight.edge or _has_other_headings(scene, index)))
    between = sight.verdict.rule in ("navigation_words", "comment_tools") and index > 0 and scene.prose[index - 1]
    return scene.prose[index + 1] and (sight.edge or between or _has_other_headings(scene, index))


def _has_other_headings(scene: Scene, index: int) -> bool:
    """Whether another short line, that no list knows, stands between two sentences of the page."""
    return any(
        other != index
        and scene.free(other)
        and scene.prose[other - 1]
        and scene.prose[other + 1]
        and scene.blocks[other].size <= LONGEST_LABEL
        and title_shaped(scene.blocks[other])
        for other in range(max(1, index - NEARBY), min(len(scene.blocks) - 1, index + NEARBY))
    )
