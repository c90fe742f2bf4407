"""Titles in a list → which of them a machine made: error messages, remarks to whoever prompted."""

import re

from pipeline.error_titles import error_title
from pipeline.label.generated import leak_title
from pipeline.label.scene import Scene, Taken
from pipeline.label.sight import Sight
from pipeline.model import Block, Verdict

ERROR_TITLE = Verdict("error", "error_title")
LEAK_TITLE = Verdict("generated", "leak_title")

_TECHNICAL = re.compile(
    r"PHP|代码|编程|函数|脚本|数据库|服务器|Python|Java|MySQL|SQL|编译|接口|API|源码|linux|nginx",
    re.IGNORECASE,
)


def title_verdicts(scene: Scene, plain: Verdict, start: int, end: int) -> Taken:
    """The verdict on each title of a list: stray error titles and prompt leaks carry their own reason."""
    of_errors = {index for index in range(start, end) if error_title(scene.blocks[index].text)}
    if of_errors and _technical(scene, start, end, of_errors):
        of_errors = set()
    return {index: _verdict(scene, index, plain, of_errors) for index in range(start, end)}


def _verdict(scene: Scene, index: int, plain: Verdict, of_errors: set[int]) -> Verdict:
    block, sight = scene.blocks[index], scene.sights[index]
    if sight is not None and sight.verdict.reason == "undecodable":
        return sight.verdict
    if _leaks(block, sight):
        return LEAK_TITLE
    if index in of_errors or (sight is not None and sight.verdict.reason == "error"):
        return ERROR_TITLE
    return plain


def machine_made(block: Block, sight: Sight | None) -> Verdict | None:
    """The verdict on a line that a judge takes for another page's title, though a machine made it; None of others."""
    if _leaks(block, sight):
        return LEAK_TITLE
    if sight is not None and sight.verdict.reason == "error":
        return sight.verdict
    return ERROR_TITLE if error_title(block.text) else None


def _leaks(block: Block, sight: Sight | None) -> bool:
    """What a model said, or was told, where a title should stand."""
    return leak_title(block) or (sight is not None and sight.verdict.reason == "generated")


def _technical(scene: Scene, start: int, end: int, of_errors: set[int]) -> bool:
    """A fifth and more of the other titles are technical (NOISE B)."""
    others = [scene.blocks[index] for index in range(start, end) if index not in of_errors]
    return sum(1 for block in others if _TECHNICAL.search(block.text)) >= 0.2 * max(len(others), 1)
