"""Titles in a list → which of them a machine made: error messages, remarks to whoever prompted."""

import re

from pipeline.error_titles import error_title
from pipeline.label.generated import leak_title
from pipeline.label.scene import Scene
from pipeline.model import Verdict

ERROR_TITLE = Verdict("error", "error_title")


LEAK_TITLE = Verdict("generated", "leak_title")


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
    if error_title(block.text) and not _technical_list(scene, start, end):
        return ERROR_TITLE
    return plain


def _technical_list(scene: Scene, start: int, end: int) -> bool:
    """A fifth and more of the other titles are technical (NOISE B)."""
    others = [scene.blocks[index] for index in range(start, end) if not error_title(scene.blocks[index].text)]
    return sum(1 for block in others if _TECHNICAL.search(block.text)) >= 0.2 * max(len(others), 1)
