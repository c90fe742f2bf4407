"""Lines → the ingredients of a recipe: amounts below the heading that says so; and what its card prints around them.

Cards of recipes print a box before each amount and buttons between heading and list, which no judge takes for a text's.
Of 2,124 flattened pages six have such a list: by their labels its lines are the article's but for three, and with the
rules one page keeps 43 more of them.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.label.scene import Scene, Taken
from pipeline.model import Block, Labelled, Verdict

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
CARD = Verdict("navigation", "recipe_card")
_BOX = frozenset("▢□☐◻⬜")
_BUTTON = re.compile(
    r"\d{1,2}(?:/\d)?x|US(?: Customary)?|Metric|Imperial|(?:Print|Pin|Save|Rate)(?: (?:the |this )?recipe)?|Jump to (?:recipe|video)"
    r"|Cook mode|Prevent your screen from going dark|[0-5](?:\.\d{1,2})? (?:from|\() ?[\d,]+ (?:votes?|ratings?|reviews?)\)?",
    re.IGNORECASE,
)
NEAR = 24
"""Lines above the heading among which the card's buttons stand."""


def recipe_cards(scene: Scene, taken: Taken) -> Taken:
    """The box before each amount, and the card's buttons: to print, to change the units, to multiply."""
    found: Taken = {}
    for head, amounts in _lists(scene.blocks):
        near = range(max(0, head - NEAR), amounts[0])
        inside = range(head + 1, amounts[-1] + 1)
        found |= {at: CARD for at in near if _BUTTON.fullmatch(scene.blocks[at].text)}
        found |= {at: CARD for at in inside if scene.blocks[at].text in _BOX}
    return {at: verdict for at, verdict in found.items() if at not in taken}


def ingredients(labelled: Sequence[Labelled]) -> list[int]:
    """The heading, and what stands from the first amount to the last."""
    found: list[int] = []
    for head, amounts in _lists([item.block for item in labelled]):
        found += [head, *range(amounts[0], amounts[-1] + 1)]
    return found


def _lists(blocks: Sequence[Block]) -> Iterator[tuple[int, list[int]]]:
    """The headings over ingredients, each with its amounts."""
    for head, block in enumerate(blocks):
        if block.size <= LONGEST_ITEM and _NAME.fullmatch(block.text):
            amounts = _amounts(blocks, head)
            if len(amounts) >= FEWEST:
                yield head, amounts


def _amounts(blocks: Sequence[Block], head: int) -> list[int]:
    """The amounts below a heading, none far from the one before; a sentence ends them."""
    found: list[int] = []
    for index in range(head + 1, len(blocks)):
        block = blocks[index]
        if index - (found[-1] if found else head) > REACH or block.size > LONGEST_ITEM or block.stops:
            break
        if _AMOUNT.match(block.text) and any(character.isalpha() for character in block.text[2:]):
            found.append(index)
    return found
