"""Lines → the ingredients of a recipe: amounts below the heading that says so.

Cards of recipes print a box before each amount and buttons between heading and list, which no judge takes for a text's.
Of 2,124 flattened pages 11 have such a list, 8 % of whose lines are no article's by the labels; of the others' lists
with another heading none is.
"""

import re
from collections.abc import Sequence

from pipeline.model import Labelled

FEWEST = 3
"""Amounts that make a list."""
REACH = 8
"""Lines from the heading to the first amount (buttons that change the unit), and from one amount to the next."""
LONGEST_ITEM = 60
"""Columns of an ingredient."""
_NAME = re.compile(
    r"\W*(?:the )?(?:ingredients|ingredienser|ingrédients|ingredientes|ingredienti|ingrediente|ingrediënten|zutaten|składniki"
    r"|ингредиенты|інгредієнти|υλικά|malzemeler|bahan(?:-bahan)?|nguyên liệu|hozzávalók|ingredience|suroviny|ainekset|aineosat"
    r"|you(?:'ll| will) need|what you(?:'ll)? need|材料|用料|食材|配料|原料|재료|المكونات|المقادير|مواد لازم|วัตถุดิบ|ส่วนผสม|सामग्री|מצרכים)"
    r"(?:\s*[(（][^()（）]{1,40}[)）])?\s*[:：]?\W*",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?!\d{1,2}x$)\W{0,3}(?:\d|[½¼¾⅓⅔⅛]|(?:an?|one|ein(?:e|en)?|une?|una?)\s(?:pinch|handful|dash|prise|pincée|pizca)\b)"
    r"|.*(?:\d|[½¼¾半一二两兩三四五六])\s?(?:公?克|千克|公斤|斤|毫升|升|[大小茶湯汤]?[匙勺]|支|只|隻|个|個|片|根|瓣|块|塊|颗|顆|杯|碗|包|把|条|條|滴"
    r"|k?g|m?l|개|컵|큰술|작은술|스푼)$|.*(?:适量|適量|少许|少許|少々|조금|약간)$",
    re.IGNORECASE,
)
_BOX = frozenset("▢□☐◻⬜•·-")


def ingredients(labelled: Sequence[Labelled]) -> list[int]:
    """The heading, and what stands from the first amount to the last, but for the boxes."""
    found: list[int] = []
    for index, item in enumerate(labelled):
        if item.verdict is None and item.block.size <= LONGEST_ITEM and _NAME.fullmatch(item.block.text):
            amounts = _amounts(labelled, index)
            if len(amounts) >= FEWEST:
                inside = range(amounts[0], amounts[-1] + 1)
                found += [index, *(at for at in inside if labelled[at].block.text not in _BOX)]
    return found


def _amounts(labelled: Sequence[Labelled], head: int) -> list[int]:
    """The amounts below a heading, none far from the one before; a sentence ends them."""
    found: list[int] = []
    for index in range(head + 1, len(labelled)):
        block = labelled[index].block
        if index - (found[-1] if found else head) > REACH or block.size > LONGEST_ITEM or block.stops:
            break
        if _AMOUNT.match(block.text) and any(character.isalpha() for character in block.text[2:]):
            found.append(index)
    return found
