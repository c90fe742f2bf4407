"""The rule for the path from a site's front page to this one, by its arrows and its first step."""

import re

from pipeline.model import Block

_STEP = re.compile(r"\s*(?:->|=>|>>|[>»›→＞])\s*|\s+/\s+|\s+[\\|·]\s+")
_ARROWS = re.compile("[>»›→＞]")
HOMES = frozenset(
    [
        "首页",
        "首頁",
        "主页",
        "主頁",
        "网站首页",
        "网站首頁",
        "home",
        "homepage",
        "startseite",
        "start",
        "inicio",
        "accueil",
        "главная",
        "strona",
        "główna",
        "αρχική",
        "홈",
        "ホーム",
        "トップ",
        "top",
        "início",
        "anasayfa",
        "trang",
        "chủ",
        "домашня",
        "головна",
        "hjem",
        "hem",
        "etusivu",
        "domů",
        "főoldal",
    ]
)
_LEAVES = frozenset({"正文", "內文", "内文", "详情", "文章", "文章详情", "正文内容", "阅读"})
_PLACE = re.compile(
    r"^(?:您?(?:现在|當前|当前|目前|所在)?的?(?:当前)?(?:位置|所在位置)|當前位置|目前位置|導航|导航|You are here|Sie sind hier|Вы здесь|Estás aquí|Vous êtes ici|Jesteś tutaj)\s*[:：]",
    re.IGNORECASE,
)


def breadcrumb(block: Block) -> bool:
    """The path from the site's front page to this one.

    Takes: 当前位置:首页>生活常识>正文
    Takes: Home / Food / Kitchen Basics
    Takes: 青藤社区 › 家电维修 › 洗衣机
    Leaves: 从首页 > 设置 > 隐私进入,就能看到开关。
    """
    text = block.text
    if block.size > 160 or block.stops:
        return False
    label = _PLACE.match(text)
    steps = [step for step in _STEP.split(text[label.end() :] if label else text) if step]
    if label:
        return len(steps) > 1 or len(text) - label.end() < 40
    if len(steps) < 2 or any(len(step) > 40 for step in steps[:-1]):
        return False
    if steps[0].casefold().strip() in HOMES:
        return True
    return len(steps) > 2 and (
        steps[-1].strip() in _LEAVES or (all(len(step) <= 24 for step in steps) and _ARROWS.search(text) is not None)
    )
