"""Scene → pages that a system shows instead of an article: an installer, a dump of its tables, a site that is closed,
the answer of a programming interface, a theme's demo, a wall for a region.

Each kind has lines of its own; two of them and next to no other sentence make such a page.
"""

import re
from functools import cache

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from pipeline.label.scene import Scene, Taken, tells_little
from pipeline.model import Block, Verdict

FEWEST = 2
"""Lines of its own that make such a page."""
LONGEST_CALL = 20
"""Columns of a sentence that tells nothing: `Please wait.`"""
_ERROR = Verdict("error", "system_page")
_DEMO = Verdict("boilerplate", "demo_page")


class _Kind(Struct, frozen=True):
    """Lines that only such a page has, and how many of them it takes."""

    verdict: Verdict
    cues: tuple[str, ...]
    """In small letters: without any of them the page is none, and its lines need not be read."""
    own: re.Pattern[str]
    fewest: int = FEWEST


KINDS = (
    _Kind(
        _ERROR,
        ("insert into `", "create table", "drop table"),
        re.compile(
            r"--\s?\S.{0,80}(?:backup|dump|主机|生成日期|服务器版本|备份|host|server version|表的结构|转存|database)|SET FOREIGN_KEY_CHECKS"
            r"|(?:DROP|CREATE|LOCK|ALTER) TABLE\b|INSERT INTO `|PRIMARY KEY \(|`\w+` (?:small|tiny|big|medium)?(?:int|varchar|char|text)"
            r"|\) ENGINE=",
            re.IGNORECASE,
        ),
        fewest=4,
    ),
    _Kind(
        _ERROR,
        (
            "安装向导",
            "install.lock",
            "数据升级",
            "环境检测",
            "setup wizard",
            "installation wizard",
            "installation directory",
            "remove the install",
            "delete the install",
        ),
        re.compile(
            r".{0,30}安装向导|.{0,40}install\.lock|.{0,20}(?:程序|数据库)版本\s?[:：]|.{0,30}(?:不可写|可写)\s?[√×✓✗]|\d\s?(?:环境检测|参数设置|正在安装|安装完成)"
            r"|PHP版本 ?\d|.{0,30}数据升级|GD库|setup wizard|.{0,40}installation (?:wizard|directory)|.{0,60}(?:please )?(?:delete|remove) the install",
            re.IGNORECASE,
        ),
    ),
    _Kind(
        _ERROR,
        (
            "备案期间",
            "备案接入",
            "未备案",
            "完成备案",
            "主机商",
            "空间商",
            "retry-after",
            "http 50",
            "http/1.1 50",
            "service temporarily unavailable",
            "503 service",
            "502 bad gateway",
            "系统维护",
            "系統維護",
            "under maintenance",
            "down for maintenance",
        ),
        re.compile(
            r"(?:本|该)?(?:网站|站点)(?:已?(?:暂时|临时))?(?:关闭|停止访问|维护中|升级中)$|.{0,60}(?:备案期间|未(?:完成)?备案|备案接入|主机商|空间商|域名解析)"
            r"|.{0,20}預計恢復|.{0,20}预计恢复|HTTP(?:/\d\.\d)? 50[0-4]\b|Retry-After|50[0-4] (?:Service|Bad|Gateway|Internal)"
            r"|.{0,60}(?:稍候再試|稍后再试|稍後再試|停機|停机|系統維護|系统维护|down for maintenance|under maintenance|be back (?:soon|shortly))",
            re.IGNORECASE,
        ),
    ),
    _Kind(
        _ERROR,
        ('"code"', '"error"', '"errors"', '"errcode"', '"message"', '"errmsg"', '"msg"', '"detail"'),
        re.compile(
            r"[\s{]*\"(?:status|code|error|errors|err(?:or)?_?code|errmsg|err_msg|message|msg|detail|request_?id|trace_?id|documentation_url|retry_after"
            r"|timestamp|path|data)\"\s?:",
        ),
        fewest=3,
    ),
    _Kind(
        _ERROR,
        (
            "for legal reasons",
            "to legal reasons",
            "european economic area",
            "your ip",
            "所在的国家",
            "所在的地区",
            "所在地区",
            "所在地區",
            "所在的地區",
            "in your country",
            "in your region",
            "in your location",
            "where you are",
        ),
        re.compile(
            r"(?:HTTP )?(?:error )?451\b|.{0,60}unavailable (?:for|due to) legal reasons|.{0,80}European Economic Area"
            r"|.{0,80}(?:not|isn[’']t|currently un) ?available (?:where you are|in your (?:country|region|location))"
            r"|.{0,40}(?:您|你)所在的?(?:国家|地区|區域|地區)[^。]{0,16}(?:无法|不可|暫不|暂不|不提供)|Your IP(?: address)?\s?[:：]",
            re.IGNORECASE,
        ),
    ),
    _Kind(
        _ERROR,
        (
            "http status",
            "estado http",
            "etat http",
            "http-status",
            "stato http",
            "состояние http",
            "httpステータス",
            "http状态",
            "apache tomcat",
        ),
        re.compile(
            r"(?:HTTP Status|Estado HTTP|Etat HTTP|HTTP-Status|Stato HTTP|Состояние HTTP|HTTPステータス|HTTP状态) ?\d{3}|type (?:Informe|Exception|Status|Rapport|异常)"
            r"|(?:descri\w+|beschreibung|описание) (?:El servidor|The server|Le serveur|Der Server|Сервер)|(?:root cause|causa raíz|excepción|exception|mensaje|message)$"
            r"|(?:nota|note|hinweis|примечание) (?:La traza|The full stack|La trace|Der vollständige)",
            re.IGNORECASE,
        ),
    ),
    _Kind(
        _DEMO,
        (
            "lorem ipsum",
            "consectetur",
            "headline goes here",
            "heading text here",
            "sample page",
            "sample testimonial",
            "示例页面",
            "theme demo",
        ),
        re.compile(
            r".{0,40}lorem ipsum|.{0,60}(?:consectetur adipis|quis nostrud|sunt in culpa|excepteur sint)|your (?:headline|title|heading) (?:goes )?here"
            r"|click (?:the )?edit button to change|add your heading text|this is a sample (?:testimonial|page|post)|.{0,10}jane doe, company"
            r"|.{0,60}(?:word|fold|joomla|shop)?press theme demo|purchase theme|\d+ street name, city|这是一个示例页面|欢迎使用WordPress",
            re.IGNORECASE,
        ),
        fewest=3,
    ),
)


def system_page(scene: Scene, taken: Taken) -> Taken:
    """Every line of such a page but those that other rules know."""
    page = "\n".join([block.text for block in scene.blocks]).lower()
    finder, kinds = _finder()
    for number in sorted({kinds[cue] for cue, _, _ in finder.find_matches_as_indexes(page)}):
        kind = KINDS[number]
        own = {at for at, block in enumerate(scene.blocks) if kind.own.match(block.text)}
        if len(own) < kind.fewest or not tells_little(scene, own, _is_sentence):
            continue
        free = (at for at in range(len(scene.blocks)) if at not in taken and (at in own or scene.free(at)))
        return dict.fromkeys(free, kind.verdict)
    return {}


@cache
def _finder() -> tuple[AhoCorasick, tuple[int, ...]]:
    """All cues at once, and of which kind each is."""
    cues = [(cue, number) for number, kind in enumerate(KINDS) for cue in kind.cues]
    return AhoCorasick([cue for cue, _ in cues]), tuple(number for _, number in cues)


def _is_sentence(block: Block) -> bool:
    return block.stops and block.size > LONGEST_CALL
