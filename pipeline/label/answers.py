"""Rules for the furniture of pages of questions and answers: who answered when, cards of experts, votes.

Every rule reads one block; `Takes` and `Leaves` are tested.
"""

import re

from pipeline.model import Block

FIELDS = 2
"""So many counted fields make a card; one does beside a trade or a list of skills."""

_FIELD = re.compile(
    r"(?:采纳率|採納率|好评率|好評率|满意度|滿意度|帮助人数|已?帮助|服务人数|服務人數|服务次数|咨询人数|咨询量|接诊量|问诊量|解答(?:问题|数)?|执业(?:年限)?|执业经验|从业|從業|从医|行医|回答数|回答|获赞|獲讚|被赞|粉丝|响应时间|平均响应|图文问诊|图文咨询|电话咨询|视频问诊|在线问诊|专家问诊|挂号|评分|等级|点赞数|成功案例|浏览|关注|贡献|积分|擅长领域)"
    r"\s?[:：]?\s?(?:超过?|近|约|满)?\d[\d.,]*\s?(?:%|％|[万萬wk]|\+|年|元起?|人|次|分钟|条|个|個|分|级)*"
)
_TRADE = re.compile(
    r"擅长\s?[:：]|擅長\s?[:：]|律师|律師|医师|醫師|医生|醫生|营养师|咨询师|顾问|TA获得|Lv\.?\s?\d|LV\.?\s?\d"
)
_NAME = re.compile(
    r"[\u4e00-\u9fff·]{2,5}\s(?:执业|專業|专业|资深|主办|合伙人?)?(?:律师|律師|(?:副?主任|主治|住院|执业)?(?:医师|醫師|药师|护师)|医生|醫生|副?教授|顾问|专家|营养师|咨询师|老师)(?:\s\S{2,20}){0,3}$"
)
_SKILLS = re.compile(
    r"(?:擅长|擅長|专长|專長|主治|咨询领域|执业领域|从业资格)(?:\s?[:：]\s?|\s)\S[^。]{1,50}$|[\u4e00-\u9fff]{1,4}(?:律师|律師|医生|醫生|医师|醫師|顾问|经理)$"
)
_VOTE = "赞同|赞|贊同|贊|讚|踩|顶|頂|支持|反对|反對|有用|没用|沒用|同意|不同意|👍|👎"
_VOTES = re.compile(
    rf"(?:(?:{_VOTE})\s?[(（]?\s?\d[\d,.]{{0,8}}\s?[万萬wk]?\+?\s?[)）]?[\s|·,，]*){{2,4}}(?:(?:评论|評論|回复|回覆|分享|收藏|举报|檢舉|追问|打赏)[\s|·,，]*\d{{0,6}}[\s|·,，]*){{0,4}}$"
)
_AGREED = re.compile(
    r"\d[\d,.]*\s?[万萬]?\s?人赞同了该(?:回答|文章|想法)(?:[·・\s].{0,20})?"
    r"|(?:▲\s?)?(?:已?赞同)\s\d[\d,.]*\s?[万萬]?(?:\s?▼)?(?:\s(?:\d[\d,.]*\s?条评论|添加评论|分享|收藏|喜欢|收起|申请转载|举报)){1,7}"
)
"""Zhihu's line over an answer, and the one below it."""
_ANSWERED = re.compile(
    r"(?:回答|解答|答复|答覆|提问|提問|追问|追答|推荐|推薦|采纳|採納|答|编辑|編輯)(?:于|於|时间\s?[:：]|時間\s?[:：])\s?(?:\d{4}[-./年]\d|\d{1,2}[-月/]\d|\d+\s?(?:分钟|小时|天|個?月|年)前|昨天|今天|刚刚)[^。]{0,40}$"
)


def profile_card(block: Block) -> bool:
    """A card of who answers: how many were helped, how often rightly, for how much.

    Takes: 湖边老周 采纳率 81% 擅长:银行贷款 信用卡
    Takes: 执业12年 服务人数 9,801
    Takes: 韦青禾 主任医师 好评率 99% 图文问诊 39元起
    Leaves: 执业12年,她第一次在法庭上哭了。
    """
    text = block.text
    if block.stops or block.size > 110:
        return False
    fields = len(_FIELD.findall(text))
    return fields >= FIELDS or (fields == 1 and block.size <= 80 and "，" not in text and bool(_TRADE.search(text)))


def name_and_trade(block: Block) -> bool:
    """A name with what its bearer does, as it stands on a card.

    Takes: 林澄 律师
    Takes: 韦青禾 主任医师 城南医院 骨科
    Takes: 擅长 债权债务 合同纠纷
    Leaves: 林澄律师说,合同要一式两份。
    """
    return block.size <= 60 and not block.stops and bool(_NAME.match(block.text) or _SKILLS.match(block.text))


def votes(block: Block) -> bool:
    """How many were for an answer, and how many against.

    Takes: 赞 56 踩 3 评论
    Takes: 有用(12) 没用(0)
    Takes: ▲ 赞同 1,204 ▼ 58 条评论 分享 收藏 喜欢 收起
    Takes: 312 人赞同了该回答
    Leaves: 赞 1 票
    """
    return block.size <= 70 and bool(_VOTES.match(block.text) or _AGREED.fullmatch(block.text))


def answered_on(block: Block) -> bool:
    """When somebody answered or asked.

    Takes: 回答于 2023-03-07 09:12 小鹿不慌
    Takes: 推荐于 2018-11-02
    Takes: 编辑于 2022-01-06 22:18
    Leaves: 推荐于清晨六点前到达,人最少。
    """
    return block.size <= 80 and not block.stops and bool(_ANSWERED.match(block.text))


_WHO = re.compile(
    r"(?:回答者|提问者|答主|回复者)\s?[:：]\s?\S[^|｜。]{0,24}(?:\s?[|｜]\s?[^|｜。]{1,12}){0,3}\s?[|｜\s]\s?\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?"
    r"|(?:热心|匿名|爱问|百度|搜狗|知道|懂得)(?:网友|用户|市民)\s+\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?"
)


def answered_by(block: Block) -> bool:
    """Who answered on which day, over or below the answer.

    Gold: 0 of 17,476 lines in Han.

    Takes: 回答者：老王家的猫 | 二级 | 2011-6-4 09:12
    Takes: 热心网友 2021-06-05
    Leaves: 热心网友送来两箱苹果
    """
    return block.size <= 80 and not block.stops and bool(_WHO.fullmatch(block.text))


METADATA = (answered_by,)
NAVIGATION = (votes, answered_on, profile_card)
BOILERPLATE = (name_and_trade,)

EDGE = frozenset({"name_and_trade"})
"""Believed only beside other removed lines, or outside the article's running text."""
