"""Rules for what is left of a page's machinery: styles, scripts, data, template tags, broken characters."""

import re

from pipeline.characters import HAN
from pipeline.model import Block

LONGEST_SEEN = 2000
"""Characters looked at: the beginning tells what a line is, so time stays linear."""

_CSS = re.compile(
    r"(?:@(?:media|import|charset|font-face|keyframes)\b|[.#*:\w\[\]=\"'>~+ ,()-]{0,200}\{)\s*(?:[\w-]+\s*:\s*[^{};:]{1,200};?\s*){1,40}\}?|(?:[\w-]+\s*:\s*[\w#%.() ,'\"!-]{1,80};\s*){2,}\}?$"
)
_JS = re.compile(
    r"(?:var|let|const) [\w$]+ ?= ?|\(?function ?\w{0,40}\([\w$, ]{0,80}\) ?\{|(?:\$|jQuery)\(|document\.(?:write|getElementById|addEventListener|createElement|ready)\b"
    r"|window\.(?:\w{1,40}\.?){1,4}(?: ?=|\()|if ?\((?:window|document|typeof|navigator|!?\$)\b|(?:_hmt|_gaq|dataLayer|adsbygoogle|googletag)\b|\w{1,40}\.push\(|setTimeout\(|new Image\(|<!--[^<>]{0,120}-->$|//<!\[CDATA\[|//\]\]>|<!--//|//-->"
    r"|</?(?:script|iframe|noscript|ins)\b[^<>]{0,300}>|!function\(|\}\)\(|\}\);?$|location\.href ?=|try ?\{|\}? ?catch ?\(\w+\) ?\{"
)
_AD_CODE = re.compile(
    r"<(?:div|p|span|center|section)\b[^<>]{0,200}>\s?<(?:script|ins|iframe)\b.{0,600}</(?:script|ins|iframe)>\s?</(?:div|p|span|center|section)>$"
    r"|\(?adsbygoogle\s?=\s?window\.adsbygoogle\b.{0,80}push\(.{0,80}\);?$"
    r"|<!--\s?/?(?:内容|正文|文章|广告|相关|分页|分享|ad|content|article)[^<>]{0,24}-->$"
)
"""Gold: 0 of 160,667 lines."""
_BASE64 = re.compile(r"(?:data:[\w/+.-]{3,40};base64,)?[A-Za-z0-9+/]{60,}={0,2}$|data:image/\w+;base64,")
_HEX = re.compile(r"(?:[0-9a-f]{64,}|[0-9A-F]{64,})$")
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_KEYS, _MOSTLY = 3, 0.8
"""So many keys that make up so much of a line are a shop's trick against blockers, or a record's innards."""
_TEMPLATE = re.compile(
    r"\{\{[^{}]{0,80}\}\}|\{%[^{}]{0,80}%\}|<%[^<>]{0,80}%>|\$\{[^{}]{0,60}\}|\{dede:[^{}]{0,120}/?\}|\[!--[\w.]{1,40}--\]|\{\$[\w.>\[\]'-]{1,60}\}|\[field:[^\[\]]{1,60}/?\]"
    r"|\{(?:随机|主关键词|采集|标题|关键词|时间|文章|段子|句子|人名)[\u4e00-\u9fff]{0,10}\}|\[object Object\]|%[ds]\b|\bundefined\b|\bNaN\b"
)
_UNCOUNTED = re.compile(
    r"%(?:\d\$)?[sd]\s?(?:(?:位|个|個|条|條|次|名)?(?:人|网友|用户|评论|評論|回复|赞|讚|阅读|浏览|收藏|喜欢|分享)[^。，,]{0,8}"
    r"|(?:\S+ )?(?:comments?|bloggers?|likes?|views?|shares?|people|users?|repl(?:y|ies)|readers?|others?)(?: [\w ]{1,24})?):?",
    re.IGNORECASE,
)
"""A count that was never filled in: `%d bloggers like this:`."""
_WORDLESS = re.compile(r"(?:!?\[(?:!\[\]\([^()\s]{0,500}\))?\]\([^()\n]{0,500}\)\s*)+$")
_TAG = (
    r"\[/?(?:align|size|font|img|b|i|u|s|color|backcolor|url|center|left|right|quote|list|indent|attach(?:img)?|table|tr|td|float|email|media|flash|hr|hide|p|sub|sup|fly|face|code)"
    r"(?:[=,][^\[\]]{0,200})?\]"
)
_FORUM_TAGS = re.compile(
    rf"(?:{_TAG}|(?<=\[img\])\S{{1,300}}(?=\[/img\])|(?<=\])[\w./:%-]{{5,300}}\.(?:jpe?g|png|gif)(?=\[/img\])|\s)+$"
)
"""The tags of old boards, and pictures' addresses between them: `[align=center][img]a.jpg[/img][/align]`."""
_LEFT_TAG = (
    r"<(?:/?(?:br|p|div|span|img|a|td|tr|th|table|tbody|thead|font|center|body|html|head|strong|b|i|em|section|article|ul|ol|li"
    r"|hr|input|form|iframe|script|noscript|ins|style|link|meta|button|o:p|h[1-6])\b[^<>]{0,400}|!--[^<>]{0,200}|!\[[^<>]{0,40})"
)
_LEFT_TAGS = re.compile(rf"(?:{_LEFT_TAG}>\s*)*(?:{_LEFT_TAG}-{{0,2}}>?)")
"""Tags with nothing between them, the last of them perhaps cut: `</span></div><p style="text-indent:2em;">`."""
_UNICODE_DAMAGE = re.compile("锟斤拷|锟斤|烫烫烫|屯屯屯")
_MISREAD = (
    ("gb18030", "utf-8"),
    ("cp1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("cp1251", "utf-8"),
    ("cp932", "utf-8"),
    ("latin-1", "gb18030"),
)
"""Written in the second encoding, read in the first: read back, such a line makes sense."""
_HAN = re.compile(f"[{HAN}]")
FEWEST_BACK = 3
"""Han characters that come back of a line of UTF-8 read as GBK, and as many as are lost, for where a byte is gone half of
them are. Of 40,555 real lines in Han none does so."""


def style_sheet(block: Block) -> bool:
    """Rules of a style sheet.

    Takes: .article-box{width:720px;margin:0 auto;font-size:16px} .article-box img{max-width:100%}
    Leaves: 面积公式: {长:3, 宽:4} 的乘积
    """
    text = block.text[:LONGEST_SEEN]
    if "{" not in text or ":" not in text or not text.isascii():
        return False
    found = _CSS.match(text)
    return found is not None and found.end() > 0.3 * min(len(text), 400) and (";" in text or "@" in text)


def script_code(block: Block) -> bool:
    """A statement of a script.

    Takes: document.write('<div id="ad_728"></div>');
    Takes: if(window.innerWidth<768){loadMobileAd('sidebar');}
    Takes: <script src="/js/ad_728.js"></script>
    Takes: <div class="ad"><script>_ads.push('728x90');</script></div>
    Takes: (adsbygoogle = window.adsbygoogle || []).push({});
    Leaves: document.write 是最早的写法,今天已不推荐。
    """
    text = block.text[:LONGEST_SEEN]
    if _AD_CODE.match(text):
        return True
    if not any(mark in text for mark in "(){}=;"):
        return False
    return bool(_JS.match(text)) and text.rstrip()[-1] in ";{})>,]" and not block.stops


def encoded_data(block: Block) -> bool:
    """Binary data or keys written as letters.

    Takes: data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk
    Takes: S 1b4e28ba-2fa1-11d2-883f-0016d3cca427 p 6fa459ea-ee8a-3ca4-894e-db77e160355e o 16fd2706-8baf-433b-82eb-8c7fada847da
    Leaves: data: 2023 figures are in the table below
    Leaves: The mount point is /media/anna/1b4e28ba-2fa1-11d2-883f-0016d3cca427 on both machines.
    """
    text = block.text
    if len(text) < 40:
        return False
    if text[:LONGEST_SEEN].count("-") >= 4 * _KEYS:
        keys = _KEY.findall(text[:LONGEST_SEEN])
        if len(keys) >= _KEYS and sum(map(len, keys)) >= _MOSTLY * min(len(text), LONGEST_SEEN):
            return True
    if " " in text[:60]:
        return False
    return bool(_BASE64.match(text) or _HEX.match(text))


def template_tag(block: Block) -> bool:
    """A template's tag that was never filled in, as (nearly) the whole line.

    Takes: {{item.title}} {{item.time}}
    Takes: {dede:field.title/}
    Takes: %s 人觉得有用
    Leaves: %s 字符串
    Leaves: 在模板里写 {{ title }} 就会输出标题,这是最常见的写法。
    """
    text = block.text
    if len(text) > 200 or not any(mark in text for mark in "{<[%$uN"):
        return False
    if text[0] == "%" and _UNCOUNTED.fullmatch(text):
        return True
    taken = sum(len(match[0]) for match in _TEMPLATE.finditer(text))
    return taken >= 0.6 * len(text.replace(" ", "")) and taken > 0


def broken_characters(block: Block) -> bool:
    """A line whose characters were read in the wrong encoding, beyond repair.

    Takes: 锟斤拷锟缴憋拷锟斤拷
    Takes: 鐩稿叧鎺ㄨ崘锛氭垜浠殑鏂囩珷
    Takes: 鎺ㄨ崘闃呰 鏈€鏂版枃绔 鐑棬鏍囩
    Takes: ?????????????
    Leaves: 他说锟是一个姓,读kun。
    """
    text = block.text[:LONGEST_SEEN]
    if text.isascii():
        return _question_marks(text)
    letters = sum(1 for character in text if not character.isspace())
    if (
        sum(text.count(mark) for mark in "锟斤拷") >= 0.4 * letters
        or sum(map(len, _UNICODE_DAMAGE.findall(text))) >= 0.4 * letters
        or text.count("\ufffd") > 0.2 * letters
    ):
        return True
    if text.count("?") + text.count("？") + text.count("\ufffd") > 0.5 * letters and letters >= 6:
        return True
    return any(_makes_sense(text, wrong, right) for wrong, right in _MISREAD)


def _makes_sense(text: str, wrong: str, right: str) -> bool:
    """Whether a line, read back, turns into shorter text of letters with next to nothing lost."""
    read_back = text.encode(wrong, "ignore").decode(right, "replace")
    lost = read_back.count("\ufffd")
    if wrong == "gb18030":
        return len(_HAN.findall(read_back)) >= max(FEWEST_BACK, lost)
    letters = sum(1 for character in read_back if character.isalpha() and not character.isascii())
    if letters < 3 or lost > 0.2 * letters:
        return False
    damaged = len(text) - len(read_back) + lost
    if right == "gb18030":
        han = len(_HAN.findall(read_back))
        return (
            han >= 4
            and han * 2 >= 0.6 * len(text)
            and not any(character.isascii() and character.isalpha() for character in text)
        )
    return damaged >= 0.2 * len(text)


def _question_marks(text: str) -> bool:
    """Every character outside ASCII became `?` when the page was saved."""
    marks = text.count("?")
    letters = sum(1 for character in text if character.isalnum())
    return marks >= 4 and "????" in text and marks > letters


def stray_fence(block: Block) -> bool:
    """A code fence whose other half is missing; between a pair of fences no rule is asked.

    Takes: ```
    Leaves: ``x`` is an inline code.
    """
    return block.text.startswith(("```", "~~~")) and len(block.text) <= 24


def wordless_markup(block: Block) -> bool:
    """Pictures and links of Markdown that have no words, and tags of old boards with nothing between them.

    Takes: ![](https://img.example/2024/gate.jpg)
    Takes: [![](/thumbs/gate.png)](/gallery/gate.html) ![](/thumbs/pier.png)
    Takes: [align=center][img]upload/gate.jpg[/img][/align]
    Takes: [/font][/size]
    Leaves: ![](gate.png) The gate in winter.
    Leaves: [b]第一次点灯[/b]
    Leaves: [size=3]
    Leaves: In Markdown a picture is written ![](address).
    """
    text = block.text[:LONGEST_SEEN]
    if not text.startswith(("![", "[")):
        return False
    return bool(_WORDLESS.match(text)) or (text.count("[") > 1 and _FORUM_TAGS.match(text) is not None)


def left_tags(block: Block) -> bool:
    """Tags of HTML with nothing between them, the last perhaps cut. In a lesson on HTML they are its code.

    Takes: <br/><br/
    Takes: </p></td></tr></tbody></table>
    Takes: <img src="/e/view/?classid=17" width="1" height="1
    Leaves: <p>第一次点灯</p>
    Leaves: <lock-gate>
    """
    text = block.text[:LONGEST_SEEN]
    return text[:1] == "<" and _LEFT_TAGS.fullmatch(text) is not None


RULES = (stray_fence, wordless_markup, style_sheet, script_code, encoded_data, template_tag, left_tags)
EDGE = frozenset({"left_tags"})
"""Believed only outside the article's running text, beside other removed lines, or between sentences in Han."""
UNDECODABLE = (broken_characters,)
