"""Scene → a calculator or an enquiry set into an article of a site that sells loans or policies: heading, fields, button."""

import re

from pipeline.label.scene import Scene, Taken
from pipeline.model import Block, Verdict
from pipeline.shapes import marker

CALCULATOR = Verdict("boilerplate", "calculator")

MOST_FIELDS = 8
FEWEST_FIELDS = 2
LONGEST_FIELD = 40
"""Columns of a field with what may be chosen in it."""
_BUTTON = re.compile(
    r"(?:立即|一键|一鍵|马上|馬上|开始|開始|免费|免費|点击|重新)?(?:计算|計算|测算|測算|试算|試算|估算|比较|比較|查询|查詢|匹配|评估|評估)"
    r"(?:\s*[|｜/]?\s*(?:重置|清空|重新计算|重新計算))?|(?:calculate|get (?:my|a) quote|compare (?:now|rates))(?:\s+reset)?",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"金额|金額|期数|期數|期限|年限|还款期|還款期|利率|费率|費率|首付|本金|收入|手机|手機|电话|電話|姓名|城市|地区|地區|车型|年龄|年齡|性别"
    r"|性別|保额|保額|额度|額度|☐|□|同意|请选择|請選擇|\b(?:amount|term|rate|income|postcode|zip code|e-?mail|phone)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"(?:以上|本)?(?:计算|計算|测算|測算|试算|試算)?结果|(?:以上|本)?(?:計算|測算|試算)?結果|每月(?:还款|還款)"
)


def calculators(scene: Scene, taken: Taken) -> Taken:
    """The lines of each, with what says how much its result is worth."""
    found: Taken = {}
    for index, block in enumerate(scene.blocks):
        if index in taken or not _BUTTON.fullmatch(block.text):
            continue
        first = index
        while first > 0 and index - first < MOST_FIELDS and _may_be_field(scene.blocks[first - 1]):
            first -= 1
        fields = [at for at in range(first, index) if _FIELD.search(scene.blocks[at].text)]
        if len(fields) < FEWEST_FIELDS:
            continue
        start = max(first, fields[0] - 1)
        end = index + 1
        while end < len(scene.blocks) and end <= index + FEWEST_FIELDS and _RESULT.match(scene.blocks[end].text):
            end += 1
        found.update(dict.fromkeys(range(start, end), CALCULATOR))
    return found


def _may_be_field(block: Block) -> bool:
    return block.size <= LONGEST_FIELD and not block.stops and block.text[-1] not in ":：" and marker(block) is None
