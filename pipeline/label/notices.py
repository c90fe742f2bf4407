"""Rules for the site's own notices by their shape: rights, registrations, contacts, hidden keywords.

Every rule reads one block; `Takes` and `Leaves` are tested.
"""

import re

from pipeline.label.generated import spoken
from pipeline.model import Block
from pipeline.shapes import blanks

_RIGHTS = re.compile(
    r"^\W{0,3}(?:(?:copyright|版权所有(?![者的人])|版權所有(?![者的人])|copyleft)\s*[©ⓒ(:：]?|[©ⓒ]|\([cс]\)\s*(?:19|20)\d\d|\([cс]\)\s[^()]{2,48}[, ](?:19|20)\d\d(?:[-–]\d{2,4})?\W*$|&copy;|저작권자|Copyright©|Kopiering|Alle Rechte vorbehalten|Todos los derechos reservados|Tous droits réservés|Все права защищены|Wszelkie prawa zastrzeżone|Tutti i diritti riservati)",
    re.IGNORECASE,
)


_RIGHTS_ANYWHERE = re.compile(
    r"all rights reserved|版权所有(?![者的人])|版權所有(?![者的人])|無断転載|無斷轉載|무단\s?전재|copyright\s*(?:[©ⓒ]|(?:19|20)\d\d\b)|[©ⓒ]\s*(?:copyright\s*)?(?:19|20)\d\d",
    re.IGNORECASE,
)


_YEAR_OF_RIGHTS = re.compile(r"©|ⓒ|\(c\)|(?:19|20)\d\d|reserved", re.IGNORECASE)


_LICENCE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?(?:ICP|icp)\s?[备备证証]?\s?\S{0,3}\d{4,}|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]公网安备|ICP\s?(?:备案|许可证|证|备)|(?:增值电信业务经营|互联网新闻信息服务|网络文化经营|广播电视节目制作)[^。]{0,10}许可证"
)


_HANDLE = re.compile(
    r"(?:微信|微\s?信号|威信|V信|v信|VX|WX|wx|vx|wechat|QQ群?|扣扣|电话|手机|热线|\bTG|telegram|whatsapp|\bLINE(?= ?ID| ?[:：]))\s*(?:号|咨询|客服|公众号)?\s*[:：]?\s*[A-Za-z0-9_\-]{5,}",
    re.IGNORECASE,
)


LONGEST_CALL = 40
"""Characters of a call to add an account that stands between two sentences."""
_PHONE = re.compile("电话|電話|手机|热线")
"""A number by itself is a fact of its subject; with a call it is an advertisement."""
_ONLY_PHONE = re.compile("电话|電話|热线|熱線|手机")
_ACCOUNT = re.compile("微信|微信号|威信|QQ|V信|VX|扣扣|telegram|whatsapp|LINE|师父|加我|代办|贷|接单", re.IGNORECASE)
_SELLS = re.compile("师父|加我|代办|贷|接单")
"""A sentence that ends in a telephone number tells where to ask: notices and news do. With an account it sells; in a
paragraph the account must have its number there."""
OFFICE = re.compile(
    r"\W{0,2}(?!客服|售后|售後|销售|銷售|招商|加盟|合作|订购|訂購|全国|[\u4e00-\u9fff]{0,6}(?:信息|資訊|违法|違法|不良|违规|侵权|版权|网站))[\u4e00-\u9fff]{0,6}?(?:联系|聯絡|咨询|諮詢|洽詢|报名|報名|受理|监督|監督|投诉|投訴|举报|舉報|办公|辦公|值班|预约|預約|政策|业务|技术)(?:人及)?(?:电话|電話)\s?[:：]\s?[(（]?0\d{2,3}[)）]?\s?-?\s?\d{7,8}"
    r"|(?:24小时|24小時)?(?:服务|服務|供水|供电|供電|供气|抢修|維修|维修|咨询|諮詢)?(?:热线|熱線|电话|電話)\s?[:：]\s?(?:0\d{2,3}-?)?(?:9\d{4,5}|1[02]\d{3})$"
)
"""A telephone on an office's desk: what notices end with, or its short number. Sellers give a mobile one or one of 400."""
CLIENTS = re.compile(
    r"(?:客服|客户服务|服务|咨询)(?:电话|热线)\s?[:：]\s?(?:0\d{2,3}-?)?\d{5,8}|(?:客服|客户服务)(?:电话|热线)\s?[:：]\s?400[\d-]{7,9}"
)
"""Whom a notice of a bank tells its clients to call; elsewhere the line sells."""
_CALL = re.compile(
    r"加|添加|扫|关注|联系|咨询|領取|领取|合作|客服|投稿|申请|办理|师父|老师|add me|contact",
    re.IGNORECASE,
)


_TERMS = re.compile(r"\s*[|｜、,，;；_]\s*")


def copyright_line(block: Block) -> bool:
    """The site's own claim of rights.

    Gold: 11 of 4,026 texts, all tail lines that annotators kept.

    Takes: Copyright © 2009-2023 江城在线 版权所有
    Takes: © 2021 Larder & Lamp. All Rights Reserved.
    Takes: 关于我们 - 广告合作 - 版权声明 Copyright 2019 河埠之家
    Takes: (c) Смола и якорь, 2019
    Leaves: 版权页上常见“狗尾续貂”四字,是作者客气。
    Leaves: 版权所有者可以随时收回授权。
    """
    text = block.text
    if block.size > 300 or (block.stops and block.size > 40 and not _YEAR_OF_RIGHTS.search(text)):
        return False
    return bool(_RIGHTS.match(text)) or (block.size <= 160 and bool(_RIGHTS_ANYWHERE.search(text)))


def licence_number(block: Block) -> bool:
    """A site's registration.

    Gold: 0 of 4,026 texts.

    Takes: 鄂ICP备00000000号-1 鄂公网安备 00000000000000号
    Leaves: 网站开办前要先办理备案,材料清单如下。
    """
    return block.size <= 400 and not block.stops and bool(_LICENCE.search(block.text))


def contact_ad(block: Block) -> bool:
    """A handle or number that the reader is told to add or call.

    Gold: 1 of 4,026 texts.

    Takes: 师父微信: master8299
    Takes: 添加微信 abc12345 领取资料
    Leaves: 微信号可以在设置里修改,一年一次。
    Leaves: 联系电话:0700-5512300
    Leaves: 可以拨打客服热线0700-55123转人工。客服不会主动加您的微信,也不会索要密码。
    Leaves: 政策咨询电话：0700-5512300（市教育局人事科）
    Takes: 客服微信号：yanling0700 咨询电话：0700-5512300 欢迎加盟
    Leaves: 市民可带合同到三号窗口办理,咨询电话0700-5500012。
    Leaves: 看到“添加微信”“扫码进群”这些字,先把手机扣在桌上,给我们打电话0700-5500012。
    Leaves: 家长签名：________ 联系电话：____________
    """
    text = spoken(block.text)
    if blanks(text):
        return False
    if (block.stops or OFFICE.match(text)) and _ONLY_PHONE.search(text):
        if not _ACCOUNT.search(text):
            return False
        handles = [found[0] for found in _HANDLE.finditer(text)]
        if text.count("。") > 1 and not _SELLS.search(text) and not any(map(_ACCOUNT.search, handles)):
            return False
    return (
        block.size <= 140
        and bool(_HANDLE.search(text))
        and (bool(_CALL.search(text)) or (block.size <= 44 and not _PHONE.search(text)))
    )


def sells_between(text: str) -> bool:
    """Whether a line is wholly a call to add an account, and so an advertisement between two sentences, too.

    Gold: 0 of 4,026 texts have such a line, however short.

    >>> sells_between("【办卡加微信：kakatong88】"), sells_between("详情咨询QQ：30012345")
    (True, True)
    >>> sells_between("对方让他加微信 kakatong88，说当天就能放款。"), sells_between("咨询电话：0700-5512300")
    (False, False)
    """
    handle = _HANDLE.search(text)
    said = text.strip("【】[]()（） ")
    return (
        len(text) <= LONGEST_CALL
        and handle is not None
        and _ACCOUNT.search(handle[0]) is not None
        and _CALL.search(text) is not None
        and not any(mark in said for mark in "，,。！!？?")
    )


def keyword_block(block: Block) -> bool:
    """Terms for search engines joined by bars or commas: six or more, none a sentence.

    Takes: 贷款口子|网贷平台|黑户贷款|不看征信|秒下款|借钱软件
    Leaves: 红、橙、黄、绿、青、蓝、紫,一共七种。
    """
    text = block.text
    if block.stops or len(text) < 16 or not any(mark in text for mark in "|｜、,，_"):
        return False
    terms = _TERMS.split(text[:600])
    barred = any(mark in text for mark in "|｜_")
    return (
        len(terms) >= (6 if barred else 10)
        and all(1 < len(term) <= (30 if term.isascii() else 16) for term in terms[:-1])
        and not any("。" in term or ":" in term for term in terms)
    )


_THANKS = re.compile(
    r"(?:Thanks|Thank you) for reading(?: [^.!?]{1,60})?[.!] (?:Subscribe|This post is public)\b", re.IGNORECASE
)


def thanks_for_reading(block: Block) -> bool:
    """What a newsletter sets between two paragraphs: it thanks, and asks to subscribe.

    Gold: 0 of 2,124 pages' article lines.

    Takes: Thanks for reading Linfold Letter! Subscribe for free to receive new posts and support my work.
    Takes: Thank you for reading Linfold Letter. This post is public so feel free to share it.
    Leaves: Thanks for reading this far. Subscribers got the plan last week.
    """
    return block.size <= 200 and bool(_THANKS.match(block.text))


BOILERPLATE = (copyright_line, licence_number, contact_ad, keyword_block, thanks_for_reading)

EDGE = frozenset({"copyright_line", "contact_ad", "keyword_block"})
"""Believed only outside the article's running text, or beside other removed lines."""
