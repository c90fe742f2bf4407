"""Scene → the card of a program or a game that a site shows beside its guide: size, language, platform, a button."""

import re

from pipeline.label.scene import Scene, Taken
from pipeline.model import Verdict
from pipeline.shapes import title_shaped

CARD = Verdict("boilerplate", "product_card")

FEWEST = 3
"""Fields that make a card."""
REACH = 3
"""Lines from one field to the next."""
LONGEST_FIELD = 60
LONGEST_NAME = 40

_FIELD = re.compile(
    r"(?:软件|游戏|应用|程序|文件|资源|安装包|遊戲|檔案|App|APP)?(?:大小|语言|語言|授权|授權|类别|类型|類型|题材|平台|评分|評分|等级|星级|版本号?|系统|环境|厂商|开发商|开发者|发行商|包名|MD5|格式|热度|下载量|下载次数|下载|状态|属性|权限|标签|官网|官方网站|安全检测|提取码|解压密码|更新时间|更新日期|上市时间|发行日期)\s?[:：]"
)
_OF_A_PROGRAM = re.compile(
    r"\d\s?(?:[KMG]B?|兆)\b|安卓|Android|iOS|IOS|苹果|Windows|Win\s?\d|Mac\b|PC\b|Switch|PS\d|Steam|免费软件|共享软件|简体中文|繁体|多国语言|无病毒|无插件|中文版|手游|单机|网游|v?\d+\.\d+(?:\.\d+)+|\.exe|\.apk"
)


def product_cards(scene: Scene, taken: Taken) -> Taken:
    """Three and more fields of a program above or below the text, its name and its button with them."""
    found: Taken = {}
    run: list[int] = []
    outside = [index for index in range(len(scene.blocks)) if not scene.inside(index) and index != scene.first]
    for index in [*outside, len(scene.blocks) + REACH]:
        if run and (index - run[-1] > REACH or index >= len(scene.blocks)):
            found |= _card(scene, run)
            run = []
        if index < len(scene.blocks) and _is_field(scene, index):
            run.append(index)
    return {index: verdict for index, verdict in found.items() if index not in taken}


def _is_field(scene: Scene, index: int) -> bool:
    block = scene.blocks[index]
    return block.size <= LONGEST_FIELD and not block.stops and _FIELD.match(block.text) is not None


def _card(scene: Scene, run: list[int]) -> Taken:
    """The fields, what stands between them, and a name above that is shorter than the title and part of it."""
    texts = [scene.blocks[index].text for index in run]
    if len(run) < FEWEST or not any(_OF_A_PROGRAM.search(text) for text in texts):
        return {}
    start = run[0]
    above = scene.blocks[start - 1] if start else None
    if above is not None and scene.free(start - 1) and _names(scene, start - 1):
        start -= 1
    return dict.fromkeys(range(start, run[-1] + 1), CARD)


def _names(scene: Scene, index: int) -> bool:
    """A name that an earlier line, the title, begins with or holds; the path to the page holds it, too."""
    block = scene.blocks[index]
    name = block.text.split()[0]
    return (
        block.size <= LONGEST_NAME
        and title_shaped(block)
        and len(name) >= 2
        and any(
            scene.free(at) and name[:2] in scene.blocks[at].text and scene.blocks[at].size > block.size
            for at in range(index)
        )
    )
