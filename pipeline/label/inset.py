"""Scene → cards that a Chinese portal sets between two paragraphs: a course for sale, the quote of a share."""

import re

from pipeline.label.scene import Scene, Taken
from pipeline.model import Verdict

CARD = Verdict("boilerplate", "inset_card")

LONGEST_LINE = 40
"""Columns of a card's line."""
TALLEST = 6
"""Lines from a card's head to how many bought it, and from there to its button."""
LONGEST_NAME = 16
"""Columns of a share's name."""

_HEADS = frozenset({"专栏", "付费专栏", "专栏推荐", "课程", "精品课程", "推荐课程", "小册", "圈子", "电子书"})
_SOLD = re.compile(r"[\d,.]+\s?[万w+]*\s?人(?:已购|已购买|购买|已学|已学习|在学|学过|已订阅|订阅|已加入|已报名)")
_BUTTONS = frozenset(
    {
        "查看",
        "购买",
        "立即购买",
        "去购买",
        "去看看",
        "立即查看",
        "查看详情",
        "订阅",
        "立即订阅",
        "试看",
        "免费试看",
        "立即报名",
    }
)
_OF_A_SHARE = frozenset(
    {
        "行情",
        "股吧",
        "资讯",
        "研报",
        "公告",
        "盘口",
        "主力",
        "资金流",
        "诊股",
        "自选",
        "加自选",
        "+自选",
        "买入",
        "卖出",
        "F10",
        "财报",
    }
)
_FIGURE = re.compile(r"[+\-−－]?\d[\d,]*(?:\.\d+)?\s?[%％]?(?:\s?[(（]?[+\-−－]?\d[\d,.]*\s?[%％]?[)）]?)?")


def inset_cards(scene: Scene, taken: Taken) -> Taken:
    """Cards by what nobody writes into a text: how many bought it between its head and its button; two of a quote's tabs."""
    found: Taken = {}
    for index, block in enumerate(scene.blocks):
        if "人" in block.text and block.size <= LONGEST_LINE and _SOLD.fullmatch(block.text):
            found |= dict.fromkeys(_sold(scene, index), CARD)
        elif block.text in _OF_A_SHARE and index and scene.blocks[index - 1].text not in _OF_A_SHARE:
            found |= dict.fromkeys(_quote(scene, index), CARD)
    return {index: verdict for index, verdict in found.items() if index not in taken}


def _sold(scene: Scene, index: int) -> range:
    """From the head of a course's card to its button; short lines alone stand between."""
    above = range(index - 1, max(-1, index - 1 - TALLEST), -1)
    head = next((at for at in above if scene.blocks[at].text in _HEADS or not _is_short(scene, at)), index)
    below = range(index + 1, min(len(scene.blocks), index + 1 + TALLEST))
    button = next((at for at in below if scene.blocks[at].text in _BUTTONS or not _is_short(scene, at)), index)
    told = scene.blocks[head].text in _HEADS and scene.blocks[button].text in _BUTTONS
    return range(head, button + 1) if told else range(0)


def _is_short(scene: Scene, index: int) -> bool:
    block = scene.blocks[index]
    return block.size <= LONGEST_LINE and not block.stops


def _quote(scene: Scene, index: int) -> range:
    """A share's name, the tabs below it, and the figures below these."""
    tabs = index
    while tabs < len(scene.blocks) and scene.blocks[tabs].text in _OF_A_SHARE:
        tabs += 1
    end = tabs
    while end < len(scene.blocks) and _FIGURE.fullmatch(scene.blocks[end].text):
        end += 1
    if tabs - index < 2 or end == tabs:
        return range(0)
    named = scene.blocks[index - 1].size <= LONGEST_NAME and not scene.blocks[index - 1].stops
    return range(index - named, end)
