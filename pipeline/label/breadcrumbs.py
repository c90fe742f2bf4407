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
        "úvod",
        "hlavní stránka",
        "főoldal",
        "strona główna",
        "trang chủ",
        "beranda",
        "forside",
        "startsida",
        "startsidan",
        "portada",
        "página inicial",
        "página principal",
        "acasă",
        "หน้าแรก",
        "الرئيسية",
        "דף הבית",
    ]
)
_LEAVES = frozenset({"正文", "內文", "内文", "详情", "文章", "文章详情", "正文内容", "阅读"})
_PLACE = re.compile(
    r"^(?:您?(?:现在|當前|当前|目前|所在)?的?(?:当前)?(?:位置|所在位置)|當前位置|目前位置|導航|导航|You are here|Sie sind hier|Вы здесь|Estás aquí|Vous êtes ici|Jesteś tutaj|Ti trovi qui|Sei qui|Você está (?:aqui|em)|(?:U|Je) bent hier|Du är här|Du er her|Olet (?:tässä|täällä)|Nacházíte se zde|Jste zde|Buradasınız|Bạn đang ở(?: đây)?|Anda (?:berada )?di ?sini|Βρίσκεστε εδώ|Ви тут|Sunteți aici|Ön itt van|現在の?位置|現在地|現在のページ|현재 ?위치)\s*[:：]",
    re.IGNORECASE,
)


_CLAUSE = re.compile("[，。；！？!?;❗]")
"""No section's name has one of these: a route has, with what happens on the way."""
TOP = 5
"""Lines at a page's top in which two steps without the front page are a path."""
_TWO_STEPS = re.compile(r"[^\W\d_][\w'’. -]{2,24} [>›»] [^\W\d_][\w'’. -]{2,32}")
"""`Gedichte > Albrecht Thomsen`. None of 2,124 real pages has one there, noise or title."""


def breadcrumb(block: Block) -> bool:
    """The path from the site's front page to this one.

    Takes: 当前位置:首页>生活常识>正文
    Takes: Home / Food / Kitchen Basics
    Takes: Anasayfa » Teknoloji » Nasıl Yapılır?
    Takes: 現在の位置:トップページ > くらし > お知らせ
    Takes: 青藤社区 › 家电维修 › 洗衣机
    Takes: Balladen > Henrike Moor
    Leaves: 从首页 > 设置 > 隐私进入,就能看到开关。
    Leaves: D1 下午到，放行李→老城墙（只走南门那一段，有电梯）→晚饭 巷口鱼丸
    """
    text = block.text
    if block.size > 160:
        return False
    label = _PLACE.match(text)
    steps = [step for step in _STEP.split(text[label.end() :] if label else text) if step]
    if label and not block.stops:
        return len(steps) > 1 or len(text) - label.end() < 40
    if block.stops:
        # The section's name may be a question; a sentence that leads through a menu does not begin with the front page.
        return len(steps) > 1 and text[-1] in "?？!！" and steps[0].casefold().strip() in HOMES
    if len(steps) < 2 or any(len(step) > 40 for step in steps[:-1]):
        return False
    if steps[0].casefold().strip() in HOMES:
        return True
    if len(steps) == 2 and _TWO_STEPS.fullmatch(text) and block.first <= TOP:
        return True
    return (
        len(steps) > 2
        and not _CLAUSE.search("".join(steps[:-1]))
        and (
            steps[-1].strip() in _LEAVES
            or (all(len(step) <= 24 for step in steps) and _ARROWS.search(text) is not None)
        )
    )
