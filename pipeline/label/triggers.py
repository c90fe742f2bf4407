"""Rules → the marks without which each cannot see anything: one pass over the page finds who is to be asked.

Most rules need a mark somewhere in the line, some a letter at its beginning or its end. A rule that is not named
here is asked about every line. A test holds the marks to the rules' own examples.
"""

import bisect
from collections.abc import Callable
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation

from pipeline.label.breadcrumbs import HOMES
from pipeline.label.furniture import COUNT_ENDS, PAGE_STARTS
from pipeline.label.pointers import LIST_ENDS
from pipeline.model import Block

NEEDS: dict[str, tuple[str, ...]] = {
    "php_message": (" on line ",),
    "php_uncaught": ("Uncaught ", "thrown in ", "rror:", "rror :"),
    "stack_frame": ("#", ".java", "(", "Native Method", "Location", 'File "', " more"),
    "stack_heading": ("race", "Call Stack", "Exception Data", "堆栈", "[ Stack", "Environment V"),
    "sql_message": ("SQL", "ORA-", "rr", "ERR", "nknown column", "ccess denied", "Table '", "onnect", "uplicate entry", "oo many conn", "[Microsoft", "[DBNET", "[unix", "[Oracle"),
    "error_location": ("ThinkPHP V", " line ", "FILE", "File", "文件", "错误位置", "錯誤位置", "rror location", ".php"),
    "asp_message": (".asp", ".inc", ".asa", "Microsoft ", "ADODB", "MSXML", "Active Server", "Provider "),
    "exception_line": ("xception", "Error"),
    "http_status": ("40", "41", "42", "50", "51", "52"),
    "server_signature": ("nginx", "openresty", "engine", "pache", "IIS", "loudflare", "LiteSpeed", "Caddy"),
    "json_message": ('{"', '{ "'),
    "variable_dump": ("array(", "string(", "object(", "int(", "float(", "bool(", "NULL", "array (", "object ("),
    "wordless_markup": ("](", "[/", "[size=", "[font=", "[align="),
    "stray_fence": ("```", "~~~"),
    "style_sheet": ("{",),
    "script_code": ("<script", "</script", "<iframe", "</iframe", "<ins ", "</ins", "noscript", "var ", "let ", "const ", "function", "$(", "jQuery(", "document.", "window.", "if(", "if (", "_hmt", "_gaq", "dataLayer", "adsbygoogle", "googletag", ".push(", "setTimeout(", "new Image(", "CDATA", "]]>", "<!--", "-->", "})", "location.href", "try", "catch", "};"),
    "template_tag": ("{", "<%", "[!--", "[field", "[object", "%d", "%s", "undefined", "NaN"),
    "model_remark": ("模型", "助手", "AI", "ssistant", "artificial"),
    "refusal": ("抱歉", "对不起", "對不起", "sorry", "cannot", "can't", "can’t", "against", "cutoff", "training data", "Regenerate"),
    "scaffolding": ("以下", "下面", "已为", "已為", "好的", "当然", "當然", "没问题", "沒問題", "全文", "本文约", "正文约", "字数", "的要求", "的需求", "的期望", "告诉我", "告訴我", "乐意", "樂意", "请提供", "请您提供", "以上内容", "以上內容", "身為", "此处", "此處", "在此", "插入", "配图", "nsert", "nclude", "Image", "Photo", "[Add", "Certainly", "Sure", "Of course", "Absolutely", "Here", "hope this", "et me know", "provide", "[Your", "[Author", "[Company", "[task"),
    "prompt_field": ("eadline", "eywords", "ontent", "rompt", "ystem", "ser", "ssistant", "itle", "one", "ount", "EYWORDS", "PROMPT", "TITLE"),
    "encoded_data": ("-",),
    "menu": ("] ", "][", "  ", "|", "｜", "丨", "\u3000", "\t", " · ", " • ", " – ", " — "),
    "rating": ("★★", "☆☆", "⭐⭐", "★☆"),
    "breadcrumb": (">", "»", "›", "→", "＞", " / ", " | ", " · ", "\\", "位置", "導航", "导航", "are here", "sind hier", "здесь", "aquí", "ici", "tutaj"),
    "reading_time": ("分钟", "分鐘", "min", "Min", "MIN", "мин", "МИН", "хв", "λεπτ", "akika", "dk", "phút", "menit", "perc", "分", "분", "阅读时", "esezeit", "eading time", "Время чтения"),
    "language_bar": ("Русский", "日本語", "日本语", "한국어", "한어", "العربية", "ไทย", "Tiếng Việt", "हिन्दी", "Ελληνικά"),
    "copyright_line": ("©", "ⓒ", "opyright", "OPYRIGHT", "opyleft", "版权", "版權", "(c)", "(C)", "eserved", "ESERVED", "저작권", "転載", "轉載", "전재", "vorbehalten", "eservad", "éservés", "защищены", "zastrzeżone", "iservati", "Kopiering"),
    "licence_number": ("ICP", "icp", "公网安备", "许可证"),
    "contact_ad": ("微", "QQ", "qq", "VX", "vx", "WX", "wx", "V信", "v信", "电话", "手机", "热线", "echat", "eChat", "elegram", "hatsApp", "hatsapp", "扣扣", "威信", "TG", "LINE", "Line ID", "line id"),
    "keyword_block": ("|", "｜", "、", "_"),
    "broken_characters": ("锟斤", "烫烫烫", "屯屯屯", "锛", "銆", "鐨", "紝", "殑", "????", "？？", "\ufffd", "Ã", "Â", "Ð", "Ñ", "ï", "Ï", "å", "ä", "æ", "ç", "è", "é", "á", "à", "°", "±", "»", "¹", "Рў", "Рџ", "Рё", "Рѕ", "СЂ", "СЃ", "С‚", "Р°", "繧", "繝", "縺", "縲", "蜈", "譁", "髢"),
}  # fmt: skip
"""By rule: any one of the marks must stand in the line, as it is written there."""

BEGINS: dict[str, Callable[[str], bool]] = {
    "encoded_data": lambda first: first.isascii() and (first.isalnum() or first in "+/"),
    "menu": lambda first: first.casefold()[0] in {home[0] for home in HOMES},
    "page_numbers": PAGE_STARTS.__contains__,
    "hashtags": "#＃".__contains__,
    "neighbour_link": "«‹←⟵<".__contains__,
    "marks_only": lambda first: not first.isalnum(),
    "comment_section": str.isdigit,
}
"""By rule: the line's first character; a rule that stands here and in another table is asked where either holds."""

ENDS: dict[str, Callable[[str], bool]] = {
    "counts": lambda last: last.isdigit() or last in COUNT_ENDS,
    "neighbour_link": "»›→⟶".__contains__,
}
"""By rule: the line's last character."""

KEY_ENDS: dict[str, Callable[[str], bool]] = {"related_list": LIST_ENDS.__contains__}
"""By rule: the last character of the line's key, or nothing where there is no key."""

CALLED = frozenset((*NEEDS, *BEGINS, *ENDS, *KEY_ENDS))
"""Rules that are asked only where a line calls them."""

_MARKS = tuple(sorted({mark for marks in NEEDS.values() for mark in marks}))
_RULES_OF = tuple(frozenset(rule for rule, marks in NEEDS.items() if mark in marks) for mark in _MARKS)
_FINDER = AhoCorasick(_MARKS, implementation=Implementation.DFA)
"""So few marks that the fastest form of the finder is small."""


def who_to_ask(blocks: tuple[Block, ...]) -> list[frozenset[str]]:
    """For each block the rules that may see something in it, among those that need a mark."""
    asked = [_by_ends(block) for block in blocks]
    starts: list[int] = []
    place = 0
    for block in blocks:
        starts.append(place)
        place += len(block.text) + 1
    page = "\n".join(block.text for block in blocks)
    starts.append(place)
    index, behind = 0, 0
    for mark, start, _ in _FINDER.find_matches_as_indexes(page, overlapping=True):
        if start >= behind:
            index = bisect.bisect_right(starts, start) - 1
            behind = starts[index + 1]
        rules = _RULES_OF[mark]
        if not rules <= asked[index]:
            asked[index] |= rules
    return asked


def _by_ends(block: Block) -> frozenset[str]:
    """The rules that a line's first and last character call; a menu may show in white space that was folded."""
    called = _begun(block.text[0]) | _ended(block.text[-1]) | _key_ended(block.key[-1:])
    return called if block.raw == block.text else called | _FOLDED


_FOLDED = frozenset({"menu"})


@cache
def _begun(first: str) -> frozenset[str]:
    return frozenset(rule for rule, calls in BEGINS.items() if calls(first))


@cache
def _ended(last: str) -> frozenset[str]:
    return frozenset(rule for rule, calls in ENDS.items() if calls(last))


@cache
def _key_ended(last: str) -> frozenset[str]:
    return frozenset(rule for rule, calls in KEY_ENDS.items() if calls(last))
