"""Scene → what stands on the page a second time: repeated text, a table of contents."""

import re
from collections import Counter
from functools import lru_cache

from pipeline.label.scene import HEADS_CONTENTS, Scene, Taken, announced
from pipeline.model import Verdict

COPY = Verdict("duplicate", "repeated_text")
WHOLE_COPY = Verdict("duplicate", "second_copy")
"""Which no judge overrules: one copy stays."""
CONTENTS = Verdict("navigation", "table_of_contents")

LAST_LETTERS = 6
COPIED_BLOCKS = 3
COPIED_COLUMNS = 180
"""So much must be repeated in a row; less is a refrain."""
COPIED_SENTENCES = 2
"""Of which so many are sentences; a form that is filled in twice repeats its labels."""
LONGEST_VERSE = 70
"""Columns: verse comes back line by line, and none of its lines is longer."""
WHOLE = 0.8
"""Share of the sentences above."""
_NUMBERS = frozenset("0123456789『一二三四五六七八九十第(（q")
_NUMBERING = re.compile(
    r"^(?:(?:#{1,6}|[-*•·])\s+(?=\S))?(?:#{1,6}\s|[-*•·]\s|『.{1,2}』|[一二三四五六七八九十]{1,3}[、.．]|第.{1,3}[章节節部]|[（(].{1,2}[)）]|\d{1,2}(?:\.\d{1,2})*[.、．)）]?\s?|q\d*[:.：])\s*"
)
_MARKS = re.compile(r"[\W_]+")
_ASCII_MARKS = bytes(point for point in range(128) if not chr(point).isalnum())
CONTENTS_ENTRIES = 3
"""So many lines in a row that name later headings are a table of contents."""


def repeated_text(scene: Scene, taken: Taken) -> Taken:
    """Text that stands in the page a second time."""
    found: Taken = {}
    places: dict[str, int] = {}
    blocks = scene.blocks
    if len(blocks) - len({block.text for block in blocks}) < COPIED_BLOCKS:
        return {}
    index = 0
    while index < len(blocks):
        earlier = places.setdefault(blocks[index].text, index)
        if earlier == index or index in taken:
            index += 1
            continue
        length = _copied(scene, taken, earlier, index)
        if _is_copy(scene, index, length):
            whole = _is_whole(scene, earlier, index, length)
            found.update(dict.fromkeys(range(index, index + length), WHOLE_COPY if whole else COPY))
            found.update(_above_copy(scene, taken, places, index))
        index += max(length, 1)
    return found


def _is_whole(scene: Scene, earlier: int, index: int, length: int) -> bool:
    """Whether nearly all sentences above the copy are in it: the article stands on the page twice."""
    above = sum(scene.blocks[at].size for at in range(index) if scene.prose[at])
    copied = sum(scene.blocks[at].size for at in range(earlier, earlier + length) if scene.prose[at])
    return copied >= WHOLE * above


def _above_copy(scene: Scene, taken: Taken, places: dict[str, int], index: int) -> Taken:
    """The copy's title, and the heading that announces the copy as further reading."""
    found: Taken = {}
    above = index - 1
    if above > 0 and above not in taken and places.get(scene.blocks[above].text, above) < above:
        found[above] = COPY
        above -= 1
    sight = scene.sights[above] if above > 0 else None
    if sight is not None and sight.opens:
        found[above] = Verdict("related", "related_list")
    return found


def _copied(scene: Scene, taken: Taken, earlier: int, index: int) -> int:
    """How many blocks from here on equal those from the earlier place on."""
    blocks = scene.blocks
    length = 0
    while (
        index + length < len(blocks)
        and earlier + length < index
        and index + length not in taken
        and blocks[index + length].text == blocks[earlier + length].text
    ):
        length += 1
    return length


def _is_copy(scene: Scene, index: int, length: int) -> bool:
    copied = scene.blocks[index : index + length]
    if length < COPIED_BLOCKS or sum(block.size for block in copied) < COPIED_COLUMNS or announced(scene, index):
        return False
    return sum(scene.prose[index : index + length]) >= COPIED_SENTENCES and any(
        block.size >= LONGEST_VERSE for block in copied
    )


def table_of_contents(scene: Scene, taken: Taken) -> Taken:
    """Lines in a row, each of which stands again further down as a heading, in the same order."""
    if not _anything_twice(scene):
        return {}
    # A heading is short; questions head sections, too.
    names = [
        _named(block.text, block.key)
        if block.size <= LONGEST_VERSE and (not block.stops or block.text[-1] in "?？!！؟")
        else ""
        for block in scene.blocks
    ]
    if sum(1 for name, often in Counter(names).items() if often > 1 and name) < CONTENTS_ENTRIES:
        return {}
    last_place = {name: index for index, name in enumerate(names) if name and index not in taken}
    entries = [index for index, name in enumerate(names) if last_place.get(name, -1) > index]
    if len(entries) < CONTENTS_ENTRIES:
        return {}
    found: Taken = {}
    looked = 0
    for index in entries:
        if index < looked:
            continue
        end = index
        place = -1
        listed: list[int] = []
        while end < len(names) and end not in taken:
            if names[end] and last_place.get(names[end], -1) > max(end, place + 1):
                place = last_place[names[end]]
                listed.append(end)
            elif not _BESIDE_ENTRY.fullmatch(scene.blocks[end].text):
                break
            end += 1
        end = listed[-1] + 1 if listed else index
        later = [last_place[names[at]] for at in listed]
        if len(later) >= CONTENTS_ENTRIES and min(later) >= end and _head_something(scene, later):
            head = index
            while head and _BESIDE_ENTRY.fullmatch(scene.blocks[head - 1].text):
                head -= 1
            if head and HEADS_CONTENTS.fullmatch(scene.blocks[head - 1].key.rstrip(" :：")):
                found.update(dict.fromkeys(range(head - 1, index), CONTENTS))
            found.update(dict.fromkeys(range(index, end), CONTENTS))
        looked = end
    return found


_BESIDE_ENTRY = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){0,2}\.?|[•·▪–—|-]|\[?(?:隐藏|隱藏|收起|展开|展開|显示|顯示|閉じる|開く|表示|非表示|숨기기|보이기|펼치기|접기|hide|show|toggle"
    r"|mostrar|ocultar|esconder|mostra|nascondi|afficher|masquer|anzeigen|verbergen|ausblenden|einblenden|toon|tonen|verberg"
    r"|pokaż|ukryj|rozwiń|zwiń|показать|скрыть|показати|сховати|zobrazit|skrýt|göster|gizle|visa|dölj|vis|skjul|näytä|piilota"
    r"|εμφάνιση|απόκρυψη|hiện|ẩn|tampilkan|sembunyikan|ascunde|arată|إخفاء|إظهار)\]?",
    re.IGNORECASE,
)
"""An entry's number on a line of its own, and the button that folds the table."""


def _head_something(scene: Scene, places: list[int]) -> bool:
    """Whether half of these lines stand over a sentence or two lines further up, as headings do."""
    return 2 * sum(1 for place in places if any(scene.prose[place + 1 : place + 3])) >= len(places)


def _anything_twice(scene: Scene) -> bool:
    """Cheap look before names are made: two lines end alike."""
    ends = [block.key.rstrip("?？!！")[-LAST_LETTERS:] for block in scene.blocks if block.size <= LONGEST_VERSE]
    return len(set(ends)) <= len(ends) - CONTENTS_ENTRIES


@lru_cache(maxsize=4096)
def _named(text: str, key: str) -> str:
    """A heading's words without number or mark; kept, for a page's lines are asked again in every round."""
    if key[:1] in _NUMBERS or text[0] in "#-*•『（(":
        key = _NUMBERING.sub("", text.casefold())
    if key.isalnum():
        return key
    return key.encode().translate(None, _ASCII_MARKS).decode() if key.isascii() else _MARKS.sub("", key)
