"""Time hostile lines of growing length: no pattern may take more than linear time in a line.

    python -m benchmarks.hostile [--only NAME ...] [--json] [--no-profile] [--large]

Each form is one line of 0.25, 0.5, 1 and 2 MB, or a page of many lines an eighth as long, cleaned
whole, bytes in and JSON bytes out. Time of this process, the least of some runs. Twice the length
should take twice the time. HTML pages are half as long; `--large` adds one of 20 MB, one of 200,000
elements and two nested 10,000 deep, each with its half. A factor above 2.6 at the last doubling, or a
run that does not end in time, is called out with the function that took longest. Exit code 1 if
there is one.
"""

import argparse
import cProfile
import gc
import json
import pstats
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from benchmarks.support import bar
from pipeline.flow import clean_page
from pipeline.model import Page
from pipeline.settings import Settings
from pipeline.write import encode

MEGABYTE = 1 << 20
SIZES = (MEGABYTE // 4, MEGABYTE // 2, MEGABYTE, 2 * MEGABYTE)
PAGE_SIZES = tuple(size // 8 for size in SIZES)
"""Pages of many lines take longer: a quarter of a megabyte is a long one."""
MARKUP_SIZES = tuple(size // 2 for size in SIZES)
STEEP = 2.6
"""Growth of one doubling above which a form is more than linear; 2 and some noise is linear."""
TOO_SHORT = 0.05
"""Seconds: below, a growth is memory and noise."""
PATIENCE = 60
"""Seconds of this process after which a run is given up."""
ENOUGH = 0.2
"""Seconds of runs after which the least is believed; two runs at least, and at most MOST_RUNS."""
MOST_RUNS = 8
AGAIN = 3
"""So many more rounds before a form is called steep: other work here looks like growth."""

Form = Callable[[int], str]


class Timing(NamedTuple):
    """Seconds of one form at each size; None where it was given up."""

    name: str
    sizes: tuple[int, ...]
    seconds: list[float | None]
    culprit: str | None

    @property
    def growth(self) -> list[float]:
        """Factor of each doubling."""
        pairs = zip(self.seconds, self.seconds[1:], strict=False)
        return [after / before for before, after in pairs if before and after]

    @property
    def steep(self) -> bool:
        """Whether it takes more than linear time."""
        last = self.seconds[-1]
        return last is None or (last > TOO_SHORT and self.growth[-1] > STEEP)


class GivenUpError(Exception):
    """A run took longer than PATIENCE."""


def repeat(piece: str) -> Form:
    """One line of a piece over and over."""
    return lambda size: (piece * (size // len(piece.encode()) + 1))[: _characters(piece, size)]


def _characters(piece: str, size: int) -> int:
    return max(size * len(piece) // len(piece.encode()), 1)


def behind(start: str, piece: str, end: str = "") -> Form:
    """One line: a beginning that a pattern waits for, then a piece over and over, then an end."""
    return lambda size: start + repeat(piece)(size) + end


def drawn(alphabet: str) -> Form:
    """One line of characters drawn at random, the same every time."""
    return lambda size: "".join(random.Random(1).choices(alphabet, k=_characters(alphabet, size)))


def nested(opening: str, closing: str) -> Form:
    """One line of brackets in each other."""
    return lambda size: repeat(opening)(size // 2) + repeat(closing)(size // 2)


def many(*lines: str) -> Form:
    """A page of these lines in turn, each with a number so that no two are alike."""
    page_of = "\n".join(lines) + "\n"

    def form(size: int) -> str:
        rounds = size // len(page_of.encode()) + 1
        return "".join(page_of.replace("#", str(number)) for number in range(rounds))

    return form


HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
PROSE = "第#段说的是河边的老磨坊,水轮每天早上由看守人亲手打开,声音半里外也听得见。"

LINES: dict[str, Form] = {
    "nested ()": nested("(", ")"),
    "nested （）": nested("（", "）"),
    "nested []": nested("[", "]"),
    "nested {}": nested("{", "}"),
    "nested 【】": nested("【", "】"),
    "nested <>": nested("<", ">"),
    "( only": repeat("("),
    "（编辑: only": repeat("（编辑："),
    "prose（编辑…）": behind("水落石出。", "（编辑：甲", "）"),
    '" in "': repeat(" in "),
    '" on line 1"': repeat(" on line 1"),
    '" at "': repeat(" at "),
    "x.php on line": repeat("a.php on line "),
    "dots": repeat("."),
    "。": repeat("。"),
    "…": repeat("…"),
    "digits": repeat("0123456789"),
    "zeros": repeat("0"),
    "digits and dots": repeat("1."),
    "digits and spaces": repeat("1 "),
    "digits and bars": repeat("12|"),
    "dates": repeat("2024-05-31 01:54 "),
    "dates without space": repeat("2024-05-31"),
    "年月日": repeat("2024年5月31日"),
    "clock": repeat("12:34:56 "),
    "spaces": behind("a", " ", "a"),
    "full-width spaces": behind("一", "　", "一"),
    "tabs": behind("a", "\t", "a"),
    "word, spaces": repeat("a          "),
    "NBSP": behind("a", "\xa0", "a"),
    "&amp;": repeat("&amp;"),
    "&amp;amp;…": behind("&", "amp;"),
    "&#": repeat("&#"),
    "& only": repeat("&"),
    "&lt;p&gt;": repeat("&lt;p&gt;"),
    '"': repeat('"'),
    "“": repeat("“"),
    "“”": repeat("“”"),
    "'": repeat("'"),
    "\\'": repeat("\\'"),
    "Han": drawn(HAN),
    "one Han": repeat("的"),
    "kana": repeat("あいうえお"),
    "Hangul": repeat("가나다라마"),
    "Cyrillic": repeat("абвгд"),
    "Arabic": repeat("ابجد"),
    "Thai": repeat("กขคง"),
    "base64": drawn(BASE64),
    "data:image": behind("data:image/png;base64,", BASE64),
    "hex": drawn("0123456789abcdef"),
    "%E4%B8": repeat("%E4%B8"),
    "\\u4e00": repeat("\\u4e00"),
    "{{": repeat("{{"),
    "{{ a": repeat("{{ a "),
    "{% %}": repeat("{% a %}"),
    "${": repeat("${a"),
    "<%": repeat("<% "),
    "%s": repeat("%s "),
    "#0 ": repeat("#0 "),
    "#0 a(): ": repeat("#0 /a/b.php(12): c() "),
    "Warning: long": behind("Warning: ", "a", " in /a.php on line 1"),
    "Warning: words": behind("Warning: ", "word ", " in"),
    "Warning: only": repeat("Warning: "),
    "PHP Warning:  in": behind("PHP Warning:  ", " in /a/b"),
    "Fatal error: Uncaught": behind("Fatal error: Uncaught ", "Exception: "),
    "Traceback File": repeat('File "a", line 1, in b '),
    "java at": repeat("at a.b.c(D.java:1) "),
    "java names": behind("at ", "a.b$", "(A.java:1"),
    "SQL syntax": repeat("You have an error in your SQL syntax; near '"),
    "SQL error code": repeat("SQLSTATE[42000]: "),
    "警告": repeat("警告:"),
    "js function": repeat("function(){"),
    "js var": repeat("var a=1;"),
    "css rules": repeat("a{b:c}"),
    "css open": repeat("a{b:c;"),
    "words of css": behind(".a", " .b", "{"),
    "<a": repeat("<a "),
    "<div>": repeat("<div>"),
    "<div class=": repeat('<div class="'),
    "<!--": repeat("<!--"),
    "<![CDATA[": repeat("<![CDATA["),
    "<script>": repeat("<script>"),
    "[a](": repeat("[a]("),
    "[": repeat("["),
    "![a](b)": repeat("![a](b)"),
    "|": repeat("|"),
    "| a": repeat("| a "),
    "a、b、": repeat("红、"),
    "a,": repeat("a,"),
    "home > ": repeat("home > "),
    "首页>": repeat("首页>"),
    "home / ": repeat("home / "),
    "- ": repeat("- "),
    "---": repeat("-"),
    "===": repeat("="),
    "* ": repeat("* "),
    "#": repeat("#"),
    "1. ": repeat("1. "),
    "①": repeat("①"),
    "一、": repeat("一、"),
    "作者:": repeat("作者："),
    "来源: 时间:": repeat("来源：甲 时间：2024 "),
    "By A B": repeat("By Ann Lee and "),
    "Posted on": repeat("Posted on May 31, 2024 by "),
    "登录 注册": repeat("登录 注册 "),
    "相关阅读": repeat("相关阅读"),
    "阅读(1)": repeat("阅读(1) "),
    "阅读量": repeat("阅读量 "),
    "copyright": repeat("copyright "),
    "ICP": repeat("京ICP"),
    "许可证": behind("互联网新闻信息服务", "京", "许可证"),
    "微信:": repeat("微信："),
    "QQ long": behind("QQ：", "1", "加"),
    "a@": repeat("a@"),
    "a@a.": repeat("a@a."),
    "http://": repeat("http://"),
    "https://a/b/": behind("https://", "a/"),
    "pinyin": repeat("经(jīng)"),
    "pinyin open": repeat("经(jīng "),
    "pinyin syllables": behind("经(", "jīng ", ")经(jīng)经(jīng)经(jīng)"),
    "zero-width": behind("一", "\u200b", "二"),
    "joiners": repeat("ا\u200c"),
    "emoji": repeat("👨\u200d👩"),
    "combining": behind("a", "\u0301"),
    "BOM": repeat("\ufeff"),
    "mojibake": repeat("ä¸­æ–‡"),
    "锟斤拷": repeat("锟斤拷"),
    "U+FFFD": repeat("\ufffd"),
    "private use": repeat("\ue001"),
    "control": repeat("a\x01"),
    "As an AI": repeat("As an AI language model, "),
    "作为一个AI": repeat("作为一个人工智能语言模型，"),
    "Keywords:": repeat("Keywords: "),
    "Sentence.": repeat("Ann went home. "),
    "long word": repeat("a"),
    "CamelCase": repeat("AbcDef"),
    "snake_case": repeat("ab_"),
    "calls": repeat("a(b)"),
    "a=b;": repeat("a=b;"),
    "a.b.c": repeat("a."),
    "?": repeat("?"),
    "! ": repeat("! "),
    "~": repeat("~"),
    "\\": repeat("\\"),
    "/": repeat("/"),
    "$": repeat("$"),
}
"""Single lines: what a pattern may trip over."""

PAGES: dict[str, Form] = {
    "page: one title": many("同一个标题在页面上反复出现"),
    "page: titles": many("第#个标题谈的是秋天的果园"),
    "page: sentences": many(PROSE),
    "page: same sentence": many("河边的老磨坊每天早上都由看守人亲手打开,声音半里外也听得见,镇上的人都知道。"),
    "page: two in turn": many("甲说河边的老磨坊每天早上都由看守人亲手打开,声音很大。", "乙说下午再关上。"),
    "page: sentence, menu": many(PROSE, "首页", "登录", "注册"),
    "page: marker, titles": many("相关阅读", "第#个标题谈的是秋天的果园", "第#个标题谈的是冬天的河流"),
    "page: sentence, marker, titles": many(PROSE, "相关阅读", "甲#标题谈的是秋天的果园", "乙#标题谈的是冬天的河流"),
    "page: sentence, To Top": many(PROSE, PROSE, "返回顶部", "登录", "注册"),
    "page: title, byline, text": many("第#篇讲的是河边的磨坊", "来源：江城在线 2024-05-31 01:54", PROSE, PROSE),
    "page: bylines": many("作者：张三 2024-05-31 01:54"),
    "page: comments": many("网友评论", PROSE, "回复 举报"),
    "page: comment headings": many("网友评论"),
    "page: warnings": many("Warning: a() failed in /a/b#.php on line #"),
    "page: trace": many("#0 /a/b.php(12): c()", "thrown in /a/b.php on line 3"),
    "page: leaks": many("作为一个人工智能语言模型，我无法回答第#个问题。"),
    "page: list items": many("1. 把第#块木板刨平", "2. 上第#遍漆"),
    "page: lead-ins": many("第#步需要准备的材料如下:"),
    "page: blank lines": many("", "", ""),
    "page: one character": many("a"),
    "page: numbers": many("#"),
    "page: wrapped": many(
        "the mill stands by the river and every morning its keeper #",
        "opens the gate so that the wheel begins to turn slowly and",
    ),
    "page: code": many("a# = b(c);"),
    "page: fences": many("```"),
    "page: table rows": many("| a# | b | c |"),
    "page: glue": many(PROSE, PROSE, PROSE, "下一篇：", "原文："),
    "page: headings": many("第#章", PROSE),
    "page: HTML": many("<div><p>第#段</p></div>"),
    "page: quotes": many("> 第#句"),
    "page: words": many("home", "about", "share"),
}
"""Pages of many lines: what a rule of context may trip over. Linear is wanted here too."""


def markup(piece: str, before: str = "", ends: str = "") -> Form:
    """An HTML page of a piece over and over, each with a number; `ends` closes what each piece opened."""

    def form(size: int) -> str:
        rounds = max(1, size // len((piece + ends).encode()))
        middle = "".join(piece.replace("#", str(number)) for number in range(rounds))
        return (
            f"<!doctype html><html><head><title>第1段</title></head><body>{before}{middle}{ends * rounds}</body></html>"
        )

    return form


MARKUP: dict[str, Form] = {
    "html: paragraphs": markup(f"<p>{PROSE}</p>\n"),
    "html: nested divs": markup("<div>", ends="</div>"),
    "html: nested divs with text": markup("<div>第#段", ends="</div>"),
    "html: nested lists": markup("<ul><li>第#段", ends="</ul>"),
    "html: nested quotes": markup("<blockquote><p>第#段", ends="</blockquote>"),
    "html: nested tables": markup("<table><tr><td>第#段", ends="</table>"),
    "html: nested spans": markup("<span>第#段", ends="</span>"),
    "html: open bold": markup("<b>第#段"),
    "html: open paragraphs of open links": markup("<p><a href=#>第#段"),
    "html: list items": markup("<li>第#步先擦干净", before="<ol>"),
    "html: table rows": markup("<tr><td>第#段<td>盐<td>3克", before="<table>"),
    "html: cells that span": markup("<tr><td colspan=1000>甲#<td rowspan=1000>乙", before="<table>"),
    "html: one row": markup("<td rowspan=60000>#", before="<table><tr>"),
    "html: terms": markup("<dt>第#段<dd>盐", before="<dl>"),
    "html: links": markup("<a href=/#>第#页</a>"),
    "html: pictures": markup("<img src=/#.png alt=塔>"),
    "html: lazy pictures": markup("<img data-src=/#.png src=data:x><noscript><img src=/#.png></noscript>"),
    "html: breaks": markup("第#句<br>"),
    "html: code": markup("a# = b(c);\n", before="<pre>"),
    "html: headings": markup("<h2>第#章</h2>"),
    "html: hidden": markup(f"<p hidden>{PROSE}</p><p>第#段</p>"),
    "html: permalinks": markup("<h2>第#章<a class=headerlink href=#>¶</a></h2>"),
    "html: attributes": markup("<p class='a# b# c#' style='color:#' id=i#>第#段"),
    "html: comments": markup("<!-- # --><p>第#段"),
    "html: tags without end": markup("<"),
}
"""HTML pages: what the walk, the judge or the structure may trip over."""

LARGE: dict[str, tuple[Form, tuple[int, int]]] = {
    "large: 20 MB of paragraphs": (markup(f"<p>{PROSE}</p>\n"), (10 * MEGABYTE, 20 * MEGABYTE)),
    "large: 200,000 elements": (markup("<p><b>第#段</b></p>"), (1_000_000, 2_000_000)),
    "large: 10,000 deep": (markup("<div>第#段", ends="</div>"), (5_000 * 21, 10_000 * 21)),
    "large: 10,000 lists deep": (markup("<ul><li>第#段", ends="</ul>"), (5_000 * 24, 10_000 * 24)),
}
"""What no limit may stop: sizes in bytes, half and whole."""


def main() -> int:
    """Time every form at every size; 1 where one is more than linear."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", nargs="*", help="forms whose names hold one of these")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-profile", action="store_true")
    parser.add_argument("--large", action="store_true", help="the largest and deepest pages, too; they take minutes")
    arguments = parser.parse_args()
    clean("热身。Warm up.")
    timings = []
    large = {name: form for name, (form, _) in LARGE.items()} if arguments.large else {}
    for name, form in (LINES | PAGES | MARKUP | large).items():
        if arguments.only and not any(part in name for part in arguments.only):
            continue
        timing = measure(name, form, profile=not arguments.no_profile)
        timings.append(timing)
        if not arguments.json:
            print(row(timing), flush=True)
    if arguments.json:
        print(json.dumps([record(timing) for timing in timings], ensure_ascii=False, indent=2))
    else:
        print(summary(timings))
    return int(any(timing.steep for timing in timings))


def clean(text: str) -> None:
    """One page, start to finish."""
    for article in clean_page(Page("page.txt", text.encode()), Settings()).articles:
        encode(article)


def measure(name: str, form: Form, *, profile: bool) -> Timing:
    """A form at each size, until one run takes too long."""
    sizes = PAGE_SIZES if name in PAGES else MARKUP_SIZES if name in MARKUP else SIZES
    if name in LARGE:
        sizes = LARGE[name][1]
    seconds: list[float | None] = []
    for size in sizes:
        text = form(size)
        seconds.append(least(text))
        if seconds[-1] is None:
            break
    timing = Timing(name, sizes, seconds, None)
    for _ in range(AGAIN):
        if timing.steep and None not in timing.seconds:
            known = zip(sizes, seconds, strict=True)
            seconds = [_lesser(form(size), took) for size, took in known]
            timing = timing._replace(seconds=seconds)
    if timing.steep and profile:
        # At the smallest size: what is more than linear shows there too, and it ends.
        return timing._replace(culprit=culprit(form(sizes[0])))
    return timing


def least(text: str) -> float | None:
    """The least seconds of this process in some runs; None if one was given up."""
    best, spent, runs = float("inf"), 0.0, 0
    while runs < 2 or (spent < ENOUGH and runs < MOST_RUNS):
        runs += 1
        gc.collect()
        began = time.process_time()
        try:
            with_patience(lambda: clean(text))
        except GivenUpError:
            return None
        took = time.process_time() - began
        best, spent = min(best, took), spent + took
    return best


def _lesser(text: str, known: float | None) -> float | None:
    """The lesser of what was measured before and now."""
    now = least(text)
    return min(known, now) if known is not None and now is not None else None


def with_patience(work: Callable[[], None]) -> None:
    """Run something that may never end; the engine of `re` looks for signals as it goes."""
    signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise GivenUpError


def culprit(text: str) -> str:
    """The function that took longest by itself, and who called it."""
    profile = cProfile.Profile()
    profile.enable()
    try:
        with_patience(lambda: clean(text))
    except GivenUpError:
        pass
    finally:
        profile.disable()
    stats: Any = pstats.Stats(profile)
    worst = max(stats.stats.items(), key=lambda item: item[1][2])
    (file, line, function), (_, _, own, _, callers) = worst
    caller = max(callers.items(), key=lambda item: item[1][2], default=(None, None))[0]
    told = f"{_place(file, line, function)} {own / max(stats.total_tt, 1e-9):.0%}"
    return told + (f" from {_place(*caller)}" if caller else "")


def _place(file: str, line: int, function: str) -> str:
    return function if file == "~" else f"{Path(file).name}:{line} {function}"


def row(timing: Timing) -> str:
    """One line of the table; the bar shows how a doubling grows, half full where linear."""
    shown = " ".join("   gave up" if took is None else f"{took * 1000:7.0f} ms" for took in timing.seconds)
    growth = " ".join(f"{factor:4.1f}" for factor in timing.growth)
    last = timing.growth[-1] if timing.growth else 4.0
    mark = f"  STEEP {timing.culprit or ''}" if timing.steep else ""
    return f"{timing.name:32} {shown:43} {growth:14} {bar(min(last, 4), 4, 16)}{mark}"


def summary(timings: list[Timing]) -> str:
    """How many, and the slowest lines of 1 MB."""
    steep = [timing.name for timing in timings if timing.steep]
    ended = [
        (took, timing.name)
        for timing in timings
        for size, took in zip(timing.sizes, timing.seconds, strict=False)
        if size == MEGABYTE and took
    ]
    slowest = ", ".join(f"{name} {took:.2f} s" for took, name in sorted(ended, reverse=True)[:5])
    told = f"\n{len(timings)} forms, {len(steep)} more than linear: {', '.join(steep) or 'none'}"
    return f"{told}\nslowest lines of 1 MB: {slowest}"


def record(timing: Timing) -> dict[str, Any]:
    """One form as JSON."""
    return {
        "form": timing.name,
        "bytes": list(timing.sizes[: len(timing.seconds)]),
        "seconds": [None if took is None else round(took, 5) for took in timing.seconds],
        "growth": [round(factor, 2) for factor in timing.growth],
        "steep": timing.steep,
        "culprit": timing.culprit,
    }


if __name__ == "__main__":
    sys.exit(main())
