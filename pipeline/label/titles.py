"""Titles in a list → which of them a machine made: error messages, remarks to whoever prompted."""

import re

from pipeline.label.generated import leak_title
from pipeline.label.scene import Scene
from pipeline.model import Block, Verdict

ERROR_TITLE = Verdict("error", "error_title")


LEAK_TITLE = Verdict("generated", "leak_title")


_FILE = re.compile(r"\b[\w-]{1,40}\.(?:php|asp|aspx|jsp|inc|py|js|html?)\b", re.IGNORECASE)


_PLACE = re.compile(
    r"第\s?\d+\s?行|line \d+|\b\w{3,40}\s?\(\)|\b(?:array_\w+|include_once|require_once|include|require|mysql_\w+|mysqli_\w+|file_get_contents|foreach|in_array|count|fopen|session_start)\b",
    re.IGNORECASE,
)


_LATIN = re.compile("[a-z_]{3}")


_COMPLAINT = re.compile(
    r"警告|異常|异常|报错|報錯|错误|錯誤|失败|失敗|提示|warning|error|notice|exception|undefined|failed",
    re.IGNORECASE,
)


_TECHNICAL = re.compile(
    r"PHP|代码|编程|函数|脚本|数据库|服务器|Python|Java|MySQL|SQL|编译|接口|API|源码|linux|nginx",
    re.IGNORECASE,
)


def title_verdict(scene: Scene, index: int, plain: Verdict, start: int, end: int) -> Verdict:
    """Stray error titles and prompt leaks in a list carry their own reason."""
    block, sight = scene.blocks[index], scene.sights[index]
    if sight is not None and sight.verdict.reason == "undecodable":
        return sight.verdict
    if leak_title(block) or (sight is not None and sight.verdict.reason == "generated"):
        return LEAK_TITLE
    if sight is not None and sight.verdict.reason == "error":
        return ERROR_TITLE
    if error_title(block) and not _technical_list(scene, start, end):
        return ERROR_TITLE
    return plain


def error_title(block: Block) -> bool:
    """A title made from an error message; on a technical site it is an ordinary one.

    Takes: PHP编程警告:keys.php文件中第12行调用array_rand()函数时因数组为空引发错误
    Leaves: 银行卡提示交易失败怎么办
    """
    text = block.text
    if not _LATIN.search(text) and "行" not in text:
        return False
    return bool(_COMPLAINT.search(text)) and bool(_FILE.search(text) or _PLACE.search(text))


def _technical_list(scene: Scene, start: int, end: int) -> bool:
    """A fifth and more of the other titles are technical (NOISE B)."""
    others = [scene.blocks[index] for index in range(start, end) if not error_title(scene.blocks[index])]
    return sum(1 for block in others if _TECHNICAL.search(block.text)) >= 0.2 * max(len(others), 1)
