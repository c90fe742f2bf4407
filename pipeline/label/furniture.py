"""Rules for a page's furniture by its shape: breadcrumbs, menus, paging.

What has a name stands in the phrase lists; here is what has a form. `Takes` and `Leaves` are tested.
"""

import re

from pipeline.label.breadcrumbs import HOMES, breadcrumb
from pipeline.label.tallies import (
    archive_branch,
    counts,
    moods,
    player_time,
    question_counts,
    rating,
    reading_time,
)
from pipeline.lexicon import lexicon
from pipeline.model import Block

_PAGES = re.compile(
    r"(?:第\s?\d+\s?[页頁]\s*[/／]?\s*)?共\s?\d+\s?[页頁](?:\s?\d+\s?[条條])?|第\s?\d+\s?[页頁]$|第\s?\d{1,2}\s?[页頁]\s?[:：]\s?[^。，,]{2,24}$|\[?\d{1,3}\]?(?:[\s|·,]{1,3}\[?\d{1,3}\]?|\[\d{1,3}\]){2,}(?:\s*(?:\.{3}|…)\s*\d+)?$|\d+ / \d+$"
    r"|(?:page|seite|página|pagina|strona|stránka|strana|страница|сторінка|sida|side|sivu|oldal|sayfa|trang|halaman|σελίδα|ページ) \d+ ?(?:of|von|sur|de|di|da|z|ze|из|з|av|af|van|/|från|από|dari) ?\d+(?:\s?[\[(•·|].{0,32})?$",
    re.IGNORECASE,
)
PAGE_STARTS = frozenset("0123456789[共第PpSsTtHhOoСсσΣペ")
_GAP = re.compile("  |[|｜丨\u3000\t]| [·•–—] ")
_MENU_GAP = re.compile(r"\s{2,}|\s*[|｜丨]\s*|\s+[·•–—]\s+|\u3000")
_BRACKETED = re.compile(r"(?:\[\s?[^\W\d][^\[\]:：]{0,30}\]\s*[|·•-]?\s*){3,}|(?:〖\s?[^〖〗:：]{1,10}〗\s*){3,}")
"""How old home pages set their links: each word between brackets."""
HEAD_LINES = 5
"""Below so many lines a single tag is no title that lost its space."""
LONGEST_TAG = 24
_SCRIPTS = tuple(
    re.compile(f"[{letters}]{{2}}")
    for letters in (
        "a-zA-Z",
        "\u4e00-\u9fff",
        "\u3041-\u30ff",
        "\uac00-\ud7a3",
        "\u0400-\u04ff",
        "\u0600-\u06ff",
        "\u0e00-\u0e7f",
        "\u0900-\u097f",
        "\u0370-\u03ff",
    )
)
_PARTING = re.compile(r"[-—_=·*\s]{2,40}(?:分隔线|分割线|分隔線|分割線|正文)[-—_=·*\s]{2,80}")
_PUNCTUATION = re.compile(r"[\W_]+$")
SHORT, LONGER = 9, 12
"""Characters of a menu's words on average, and where the first leads home."""
LONGEST_LINKED = 160
"""Columns of a line of links; a longer one holds text."""


_PIECES = re.compile(r"\s*[|｜·、/]\s*|\s+")
_OPTIONS = re.compile(r"A\s?[.．、)）].{1,60}\sB\s?[.．、)）]")
"""The answers of a question in an exam paper."""
_TODAY = re.compile(
    r"(?:今天|今日|现在|現在|当前时间|北京时间)(?:时间)?(?:是|为)?\s?[:：]?\s?(?:公元)?\d{4}\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?日?"
    r"(?:[\s,，]*(?:星期|周|礼拜)[一二三四五六日天])?(?:[\s,，]*\d{1,2}:\d\d(?::\d\d)?)?(?:[\s,，]*(?:农历|欢迎)\S{0,20})?[！!。]?"
)
_COUNTED_TAG = re.compile(r"(?:[#＃][\w\u3400-\u9fff]{1,16}\s\d{1,5}\s?[个個]内?容?\s?){1,6}")
"""A collection of a WeChat account, and how many articles it has."""
_CHAPTER = re.compile(r"第[\d一二三四五六七八九十百]{1,4}[章节節回集话話课課关關卷期季部]")
MOST_CHAPTERS = 4
_UNSPACED_BEGINS = frozenset(
    {"首页", "首頁", "主页", "主頁", "网站", "網站", "返回", "登录", "登入", "导航", "網易", "网易", "新浪"}
)
"""How such a menu begins: with the front page, the account or the portal."""
LONGEST_UNSPACED, LONGEST_WORD, FEWEST_WORDS = 80, 8, 5
"""Characters of a menu and of a word in it, and how many words it has at least."""


def menu(block: Block) -> bool:
    """Four and more short words far apart: a menu.

    Takes: News   Sport   What’s On   Jobs   Motors
    Takes: 首页 观察 人物 读库 播客
    Takes: Inicio  Ayuntamiento  Trámites  Noticias  Sede electrónica
    Takes: [HOME] [CHI SIAMO] [DOVE SIAMO] [LINK]
    Leaves: [1] [2] [3]
    Leaves: 春江 潮水 连海平
    Leaves: A．AA B．Aa C．aa D．无法判断
    """
    if block.stops or block.size > 160 or _OPTIONS.match(block.text):
        return False
    if block.text[0] in "[〖" and _BRACKETED.fullmatch(block.text):
        return True
    raw = block.raw
    apart = _GAP.search(raw) is not None
    words = _MENU_GAP.split(raw.strip()) if apart else []
    if (
        len(words) >= 4
        and sum(map(len, words)) <= (LONGER if words[0].casefold() in HOMES else SHORT) * len(words)
        and all(
            0 < len(word) <= 20 and word[0].isalpha() and not any(mark in word for mark in ":：。") for word in words
        )
    ):
        return True
    words = block.text.split(" ", 12)
    if not 3 <= len(words) <= 12 or words[0].casefold() not in HOMES or any(len(word) > 10 for word in words):
        return False
    known = lexicon().words
    return not block.text.isascii() or 2 * sum(1 for word in words if word.casefold() in known) >= len(words)


def unspaced_menu(block: Block) -> bool:
    """A menu whose words stand without spaces, beside the way home or to an account.

    Takes: 首页要闻股票基金银行保险理财视频登录
    Takes: 首頁新聞財經娛樂體育健康生活登入
    Leaves: 股票基金债券保险理财
    Leaves: 登录后可以看新闻和视频
    """
    text = block.text
    if block.stops or not 10 <= len(text) <= LONGEST_UNSPACED or " " in text or text[:2] not in _UNSPACED_BEGINS:
        return False
    known = lexicon().words
    reached = {0: 0}
    for place in range(len(text)):
        if place in reached:
            for end in range(place + 2, min(len(text), place + LONGEST_WORD) + 1):
                if text[place:end].casefold() in known:
                    reached[end] = max(reached.get(end, 0), reached[place] + 1)
    return reached.get(len(text), 0) >= FEWEST_WORDS


def page_numbers(block: Block) -> bool:
    """Numbers of pages, with or without their words.

    Takes: 共3页
    Takes: 1 2 3 4 5 ... 20
    Takes: 第2页：河埠渡船的票价
    Takes: Страница 1 из 1 [ Сообщений: 6 ]
    Leaves: Page 3 of the ledger was torn out
    Leaves: 共3页的说明书,他读了一晚上。
    """
    if "\t" in block.raw:
        return False
    return block.text[0] in PAGE_STARTS and block.size <= 60 and not block.stops and bool(_PAGES.match(block.text))


def hashtags(block: Block) -> bool:
    """Nothing but tags.

    Takes: #연탄난로 #겨울 #시골집
    Takes: #上岸故事 27个
    Leaves: # 安装 # 卸载
    """
    if block.text[0] not in "#＃":
        return False
    if _COUNTED_TAG.fullmatch(block.text):
        return True
    tags = block.text.split(" ")
    if len(tags) == 1 and block.first > HEAD_LINES and block.size <= LONGEST_TAG:
        return tags[0][1:].isalpha()
    return 2 <= len(tags) <= 30 and all(len(tag) > 1 and tag[0] in "#＃" and tag[1] not in "#＃" for tag in tags)


def language_bar(block: Block) -> bool:
    """The names of languages run together.

    Takes: 한어Русский языкEnglish中文
    Leaves: 俄语 Русский 一词的重音在第一个音节。
    """
    return (
        block.size <= 120
        and not block.stops
        and not block.text.isascii()
        and sum(1 for script in _SCRIPTS if script.search(block.text)) >= 4
    )


_TAG_BEGUN = re.compile(r"<[a-z/!]")


def neighbour_link(block: Block) -> bool:
    """A link to the page before or behind, with its arrow.

    Takes: « Damson Vinegar
    Takes: Garlic, lifted →
    Leaves: « Il faut cultiver notre jardin », dit-il.
    """
    text = block.text
    if block.stops or not 4 <= block.size <= 90:
        return False
    before = text[0] in "«‹←⟵<" and not any(mark in text for mark in "»›>") and not _TAG_BEGUN.match(text)
    behind = text[-1] in "»›→⟶" and not any(mark in text for mark in "«‹")
    return before or behind


def link_line(block: Block) -> bool:
    """A line of links and hardly anything else, as Markdown and Lynx mark them; no heading and no sentence.

    Takes: - [Installation](https://tidewater.example/install/)
    Takes: [Home](/) › [News](/news)
    Leaves: ## [Restore a backup](#restore)
    Leaves: The lock is described in [the keeper's book](/book) of 1884
    """
    return block.linked and not block.stops and block.text[0] != "#" and block.size <= LONGEST_LINKED


def marks_only(block: Block) -> bool:
    """A line of marks without a letter or digit.

    Takes: |
    Takes: >>
    Takes: ----------
    Takes: ------分隔线------------------
    Leaves: * * *
    """
    text = block.text
    if _PARTING.fullmatch(text):
        return True
    if (
        len(text) >= 5
        and text[0] == text[-1]
        and not text[0].isalnum()
        and len(set(text)) == 1
        and text[0] in "-_=—–~*·.…#＿━─"
    ):
        return True
    if text in {"·", "•", "‧"}:
        return True
    return (
        len(text) <= 6
        and bool(_PUNCTUATION.match(text))
        and not set(text) & set("*…—–-_~=#·.。！？!?♥♪※△○◇☆★￣()（）、,，\ufffd")
    )


def chapter_bar(block: Block) -> bool:
    """The chapters of a work, each a link, on one line.

    Takes: 第一章 | 第二章 | 第三章 | 第四章 | 尾声
    Takes: 第1集 第2集 第3集 第4集 第5集
    Leaves: 第一章 | 灯塔 | 12页
    """
    if block.stops or block.size > 200 or block.text[0] != "第":
        return False
    pieces = [piece for piece in _PIECES.split(block.text) if piece]
    chapters = sum(1 for piece in pieces if _CHAPTER.fullmatch(piece))
    return chapters >= MOST_CHAPTERS and chapters >= len(pieces) - 2


def today(block: Block) -> bool:
    """The day on which a page was fetched, as sites show it in their head.

    Gold: 0 of 17,476 lines in Han.

    Takes: 今天是 2023年3月15日 星期三
    Takes: 现在时间：2021-09-01 08:12:44
    Leaves: 今天是2023年3月15日，也是国际消费者权益日。
    """
    return block.size <= 80 and block.text[0] in "今现現当北" and bool(_TODAY.fullmatch(block.text))


NAVIGATION = (
    today,
    chapter_bar,
    breadcrumb,
    menu,
    unspaced_menu,
    page_numbers,
    counts,
    rating,
    moods,
    question_counts,
    archive_branch,
    hashtags,
    player_time,
    neighbour_link,
    reading_time,
    language_bar,
    marks_only,
    link_line,
)


EDGE = frozenset(
    {
        "menu",
        "unspaced_menu",
        "neighbour_link",
        "link_line",
        "hashtags",
        "rating",
        "page_numbers",
        "counts",
        "marks_only",
        "breadcrumb",
        "language_bar",
    }
)
"""Believed only outside the article's running text, or beside other removed lines."""
