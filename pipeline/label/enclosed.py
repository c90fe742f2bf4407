"""Lines → the lists that stand inside an article's text: short, without full stops, and yet its matter.

A menu and a list of stops look alike line by line. What tells them apart is said by their form: sections that
are counted in order, amounts, times of day, titles of works, rows of figures, marks of items. Bare names without any
of it cannot be told from a menu; on real pages nineteen of twenty such lines inside a text are furniture.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.byline_labels import WORK_FIELD
from pipeline.label import paired
from pipeline.label.paired import FEWEST, HEADING
from pipeline.label.purpose import OF_A_PLACE, OPENED, section_buttons
from pipeline.model import Block, Labelled
from pipeline.shapes import cells, is_prose, leads_in, marker, title_shaped

FEWEST_FIELDS = 5
FEWEST_ITEMS = 2
REACH = 3
"""Places from one line of a form to the next: a heading and another line may stand between them."""
LONGEST_PROPERTY = 12

_NOTES = "※＊*"
"""What a note under a table or a list begins with."""
_COUNT = "一二三四五六七八九十"
_SECTION = re.compile(rf"[（(]?([{_COUNT}])(?:[、.．]|[)）])|第([{_COUNT}])[章节節部条條步]")
_UNIT = (
    "公?克|千克|公斤|斤|两|兩|毫升|升|[大小茶湯汤]?匙|勺|支|隻|只|个|個|片|根|瓣|块|塊|颗|顆|杯|碗|包|小把|把|条|條|滴|张|張"
    "|k?g|mg|m?l|cl|dl|cups?|tbsp|tsp|oz|lbs?|EL|TL|Stück|Prise|Bund|г|кг|мл|л|ст\\. ?л|ч\\. ?л"
)
_AMOUNT = re.compile(
    rf"(?:\d+(?:[./,~～–-]\d+)?|[{_COUNT}半两兩几幾½¼¾])\s*(?:{_UNIT})(?![A-Za-zа-яё])|少许|少許|适量|適量|to taste|по вкусу",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[^\W\d][^\d：:，。]{0,15}\s+[\d.,]+\s?%?")
_CLOCK = re.compile(r"\d{1,2}[:：]\d\d(?:\s*[-–—~至]\s*\d{1,2}[:：]\d\d)?(?:\s*(?:AM|PM|Uhr))?", re.IGNORECASE)
_WORK = re.compile(r"(?:\d{1,3}[.、]\s*)?《[^《》]{1,40}》")
_FIELD = re.compile(r"[^\W\d][^：:，。]{0,11}[：:]\s?\S.{0,40}")
_OF_A_SITE = re.compile(
    r"电话|電話|地址|邮编|邮箱|郵箱|传真|傳真|QQ|微信|热线|手机|手機|版权|版權|备案|主办|主辦|承办|网址|客服|作者|来源|來源|编辑|編輯"
    r"|阅读|浏览|标签|標籤|分类|分類|上一篇|下一篇|关键词|\b(?:tel|phone|fax|e-?mail|address|by|author|source|tags?|posted|views?"
    r"|category|categories|copyright|телефон|тел|адрес|автор|источник|adresse|quelle|autor)\b",
    re.IGNORECASE,
)
"""What stands before a colon in a page's frame."""


def enclosed(labelled: Sequence[Labelled]) -> list[int]:
    """The places of lines in lists of the text's own, between its first sentence and its last.

    A list of works and a table of a thing's properties may also end the text.
    """
    kept = [index for index, item in enumerate(labelled) if item.verdict is None]
    sentences = [index for index in kept if is_prose(labelled[index].block)]
    if not sentences:
        return []
    inside = [index for index in kept if sentences[0] < index < sentences[-1]]
    blocks = {index: labelled[index].block for index in kept}
    found: list[int] = []
    below = [index for index in kept if sentences[0] < index]
    among = {
        _is_amount: inside,
        _is_clock: inside,
        _is_of_a_place: inside,
        _is_barred: inside,
        _is_pair: inside,
        _is_figure: inside,
        _is_work: below,
        _is_field: below,
        _is_row: below,
    }
    page = "\n".join(block.raw for block in blocks.values())
    for form, places in among.items():
        if len(places) >= FEWEST and (form not in _MARKED or _MARKED[form] in page):
            found += _lists(places, blocks, form)
    readers = {
        _items: inside,
        paired.chapters: inside,
        paired.couplets: inside,
        paired.answered: below,
        paired.labelled_answers: below,
        paired.references: below,
        paired.signed: below,
    }
    for read, among_these in readers.items():
        found += read(among_these, blocks)
    return found + list(_edited(labelled, below)) + list(_works(kept, blocks))


def counted(labelled: Sequence[Labelled]) -> list[int]:
    """The places of lines under headings that are counted in order, on a page with a sentence.

    No frame of a real page is built so.
    """
    blocks = {index: item.block for index, item in enumerate(labelled) if item.verdict is None}
    if not any(map(is_prose, blocks.values())):
        return []
    return list(_sections(list(blocks), blocks))


def _is_amount(block: Block) -> bool:
    return block.size <= 40 and not block.stops and _AMOUNT.search(block.text) is not None


def _is_figure(block: Block) -> bool:
    return _FIGURE.fullmatch(block.text) is not None


def _is_clock(block: Block) -> bool:
    return _CLOCK.fullmatch(block.text) is not None


def _is_work(block: Block) -> bool:
    return _WORK.match(block.text) is not None


def _is_row(block: Block) -> bool:
    return "\t" in block.raw.strip() and any(character.isdigit() for character in block.text) and bool(cells(block))


def _is_barred(block: Block) -> bool:
    """A row between bars, with a figure in it; a bar of links has none."""
    return " | " in block.text and len(cells(block)) >= FEWEST and any(map(str.isdigit, block.text))


def _is_field(block: Block) -> bool:
    found = _FIELD.fullmatch(block.text)
    return found is not None and not _OF_A_SITE.search(block.text) and not block.stops


def _is_pair(block: Block) -> bool:
    """A property and its value in two cells: 遗产级别 / 省级."""
    pair = cells(block) if "\t" in block.raw and not _OF_A_SITE.search(block.text) else ()
    return len(pair) == 2 and 0 < len(pair[0]) <= LONGEST_PROPERTY and pair[0][0].isalpha() and bool(pair[1])


def _is_of_a_place(block: Block) -> bool:
    return block.size <= 100 and OF_A_PLACE.fullmatch(block.text) is not None


_MARKED = {_is_barred: "|", _is_pair: "\t", _is_row: "\t", _is_work: "《"}
"""Forms that a mark tells: on a page without it no line is asked."""


def _lists(inside: list[int], blocks: dict[int, Block], form: Callable[[Block], bool]) -> Iterator[int]:
    """Runs of lines of a form; a line of another form may stand between two, a short line above names them."""
    hits = [place for place, index in enumerate(inside) if form(blocks[index])]
    runs: list[list[int]] = []
    for place in hits:
        if runs and place - runs[-1][-1] <= (1 if form in (_is_barred, _is_pair) else REACH):
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        if len(run) < (FEWEST_FIELDS if form in (_is_field, _is_pair) else FEWEST):
            continue
        if form is _is_of_a_place and not any(OPENED.search(blocks[inside[place]].text) for place in run):
            continue
        start, end = run[0], run[-1] + 1
        if form in (_is_row, _is_barred) and start and cells(blocks[inside[start - 1]]):
            # The row that names the columns has no figure in it.
            start -= 1
        if start and blocks[inside[start - 1]].size <= HEADING:
            start -= 1
        while end < len(inside) and blocks[inside[end]].text[0] in _NOTES and blocks[inside[end]].stops:
            end += 1
        yield from inside[start:end]
        yield from _headed(inside[end - 1], blocks)


def _headed(last: int, blocks: dict[int, Block]) -> tuple[int, ...]:
    """The short line right behind a list that heads the sentence with which the text goes on."""
    heading, after = blocks.get(last + 1), blocks.get(last + 2)
    if heading is None or after is None or heading.size > HEADING or not title_shaped(heading):
        return ()
    return (last + 1,) if is_prose(after) else ()


def _items(inside: list[int], blocks: dict[int, Block]) -> Iterator[int]:
    """Marked lines under each other, and the line that leads to them."""
    run: list[int] = []
    before: int | None = None
    for index in [*inside, None]:
        if index is not None and _is_item(blocks[index]):
            run.append(index)
            continue
        if len(run) >= FEWEST_ITEMS:
            yield from run
            yield from _headed(run[-1], blocks)
            if before is not None and (leads_in(blocks[before]) or blocks[before].stops):
                yield before
        run, before = [], index


def _works(kept: list[int], blocks: dict[int, Block]) -> Iterator[int]:
    """The record of the book that a text is about, above the text as well: author, publisher, pages."""
    for is_field, places in groupby(kept, key=lambda index: _FIELD.fullmatch(blocks[index].text) is not None):
        record = list(places)
        if is_field and sum(1 for index in record if WORK_FIELD.match(blocks[index].text)) > 1:
            yield from record


def _edited(labelled: Sequence[Labelled], below: list[int]) -> Iterator[int]:
    """The headings over the buttons of an encyclopaedia's sections, and the first lines of those."""
    kept = set(below)
    for button, heading in section_buttons([item.block for item in labelled]).items():
        if heading in kept:
            yield heading
        if button + 1 in kept and is_prose(labelled[button + 1].block):
            yield button + 1


def _is_item(block: Block) -> bool:
    """Behind a mark, or a dash as lists and speech have it."""
    return marker(block) is not None or block.text.startswith("— ")


def _sections(kept: list[int], blocks: dict[int, Block]) -> Iterator[int]:
    """What stands under headings that are counted in order: 一、 二、 三、; the last is no longer than the longest."""
    heads: list[int] = []
    for place, index in enumerate(kept):
        found = _SECTION.match(blocks[index].text)
        if found and len(heads) < len(_COUNT) and (found[1] or found[2]) == _COUNT[len(heads)]:
            heads.append(place)
    if len(heads) < FEWEST:
        return
    longest = max(after - before for before, after in pairwise(heads))
    end = heads[-1] + 1
    while end < min(len(kept), heads[-1] + longest) and not is_prose(blocks[kept[end]]):
        end += 1
    yield from kept[heads[0] : end]
