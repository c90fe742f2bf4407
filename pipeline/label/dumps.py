"""Scene → the whole of a framework's error page: a title that names the exception, then what it knew and where it stood.

Django, Flask, Laravel, Symfony, Rails, Spring, Tomcat, ASP.NET and ThinkPHP print such pages while they are developed.
Half of their lines are code, paths and headings that no rule knows by themselves.
"""

import re
from functools import lru_cache

from pipeline.label.scene import Scene, Taken, tells_little
from pipeline.model import Block, Verdict

DUMP = Verdict("error", "debug_page")
FEWEST = 3
"""Lines of a framework's own or of an error that make a page such a dump, one at least of a framework's own."""
SHARE = 0.1
"""Of all its lines."""
TOP = 4
"""Lines above which the first of them stands: a reader's question shows its error further down."""

_OWN = re.compile(
    r"(?:Request Method|Django Version|Exception (?:Type|Value|Location|Details|Datas?)|Python (?:Executable|Version|Path)"
    r"|Rails\.root|Source (?:Error|File)|Version Information|异常详细信息|源错误|源文件|堆栈跟踪|版本信息|Severity|Filename|Line Number)"
    r"\s?[:：]"
    r"|Traceback Switch to copy-and-paste|You[’']re seeing this error because you have|Using the URLconf defined in"
    r"|Illuminate\\|(?:Expand|Collapse) vendor frames|\d+ vendor frames|Whoops, looks like something went wrong"
    r"|builtins\.\w+(?:Error|Exception)|The debugger caught an exception|To switch between the interactive traceback|Brought to you by DON[’']T PANIC"
    r"|Server Error in '|[“\"]/[^”\"]{0,40}[”\"]应用程序中的服务器错误|Description: An unhandled exception|说明[:：] ?执行当前 Web 请求"
    r"|\w+::\w+ in \w+Controller#|Extracted source \(around line|Application Trace \| Framework Trace|Toggle (?:session|env) dump"
    r"|Symfony Exception|Symfony\\|No route found for|in vendor/\S+\.php\b|Stack Traces \d"
    r"|Whitelabel Error Page|This application has no explicit mapping|There was an unexpected error \(type="
    r"|Type (?:Exception|Status) Report|Note The full stack trace|Description The (?:server|origin server) "
    r"|ThinkPHP V?\d|Call Stack$|Environment Variables$|页面错误！请稍后再试|Yii Framework/|A PHP Error was encountered"
    r"|Error Occurred While Processing Request"
)
_CODE = re.compile(r"[/\\(){}\[\]=<>_]|\w\.\w|::|->")
_FRAME = re.compile(
    r"(?:menu|home|login|register|search|contact|about)\b|©|copyright|首页|登录|版权|备案", re.IGNORECASE
)


def debug_page(scene: Scene, taken: Taken) -> Taken:
    """Every line of a dump but the site's own frame, which other rules know."""
    own = {index for index, block in enumerate(scene.blocks) if _is_own(block.text)}
    if not own:
        return {}
    told = own | {
        index for index, sight in enumerate(scene.sights) if sight is not None and sight.verdict.reason == "error"
    }
    if len(told) < max(FEWEST, SHARE * len(scene.blocks)) or min(told) > TOP:
        return {}
    if not tells_little(scene, told, _is_written):
        return {}
    return {at: DUMP for at, block in enumerate(scene.blocks) if at not in taken and not _FRAME.match(block.text)}


@lru_cache(maxsize=4096)
def _is_own(text: str) -> bool:
    """Kept, for a page's lines are asked again in every round."""
    return _OWN.match(text) is not None


def _is_written(block: Block) -> bool:
    """A sentence of words: no code, no path."""
    return block.stops and _CODE.search(block.text) is None
