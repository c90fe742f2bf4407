"""Rules for what a site says around its articles in words of its own making: who compiled them, what they are not.

Every rule reads one block; `Takes` and `Leaves` are tested. Both Chinese scripts; pinyin that a converter left in
brackets does not matter.
"""

import re

from pipeline.model import Block

LONGEST = 400
"""Columns of such a sentence or two."""

_PINYIN = re.compile(r"[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}[)）]")
_MAIN_POINTS = re.compile(
    r"\W{0,2}(?:[这這本此]?篇?(?:文章|文)|本篇|本节|下面这篇文章)(?:主要|将|將|就|详细|詳細)?(?:是)?(?:主要)?(?:为|為|给|給|向|和|跟)?(?:大家|您|你|各位)?(?:主要|详细|詳細|简单)?(?:的)?(?:介绍|介紹|讲解|講解|分享|讲述|講述|总结|總結|整理)了?.{2,150}"
    r"(?:感兴趣|感興趣|有兴趣|需要|對你|对你|对大家|對大家|一起|希望)的?.{0,30}(?:朋友|小伙伴|同学|童鞋|读者|讀者|参考|參考|学习|學習|帮助|幫助|看看)"
)
_UNTIL_HERE = re.compile(
    r"\W{0,2}(?:好了|好啦|那么|那麼)?[,，]?(?:到此|至此|以上)[,，]?(?:[这這本]?篇)?(?:关于|關于|關於|有关|有關)?.{2,150}(?:就|先|便)(?:先)?(?:介绍|介紹|分享|讲|講|说|說|写|寫|聊|为大家介绍)到(?:这|這|此)"
)
_UP_TO_HERE = re.compile(
    r"\W{0,2}(?:今天)?(?:关于|關于|關於|有关|有關)?[^。]{2,100}(?:就|先|便)(?:先)?(?:为大家|给大家|跟大家)?(?:介绍|介紹|分享|讲解|整理|聊|说|說)到(?:这|這|此)(?:里|裡|裏|儿)?(?:了|啦|吧)?[,，。!！;；].{0,60}?(?:更多|关注|關注|收藏|搜索|搜尋|欢迎|歡迎)"
)
_TALKS_OF = re.compile(
    r"\W{0,2}(?:[这這本此今]?(?:天|篇|期)?(?:文章|内容)?|本篇|本期)(?:就|将|将会|会)?(?:给|跟|和|与|为|带|來|来)(?:大家|各位|您|你)(?:们|伙)?(?:简单|详细|好好)?"
    r"(?:谈谈|谈一谈|聊聊|聊一聊|说说|说一说|讲讲|讲一讲|唠唠|科普一下|分析一下|介绍一下|分享一下)[^。]{2,120}(?:知识点?|相关(?:内容|问题|知识)|希望|帮助)"
)
_ANSWERS = re.compile(
    r"\W{0,2}(?:大家好[,，!！]?)?(?:今天|本期|今日)?(?:小编)?(?:就)?(?:来)?(?:给|为|跟|和)(?:大家|您|你)(?:来)?(?:解答|分享|介绍|分析|讲解|说说|聊聊)"
    r"[^。]{2,100}(?:问题点|一些问题|这[个一]问题|的(?:相关)?(?:问题|知识|内容))[^。]{0,8}(?:[,，。!！]|$)(?=.{0,120}(?:包括|以及|希望|一起|看看|关注|帮助|$))"
)
_SOLVED = re.compile(
    r"\W{0,2}(?:好了|好啦|OK)?[,，]?(?:今天)?(?:关于)?[^。]{2,100}(?:的)?(?:问题|内容|知识)(?:就|便)?(?:先)?到(?:这|此)(?:里|儿)?(?:就)?(?:结束|为止|完了)?[了啦吧]?[,，。!！]"
    r"\s?(?:希望|如果|感谢|祝)[^。]{0,60}"
)
_ENDS_HERE = re.compile(
    r"\W{0,2}(?:好了[,，])?(?:今天)?(?:关于)?[^。]{2,120}(?:介绍|内容|分享|讲解|问题|知识|解答)?(?:就|便)(?:先)?(?:到此(?:结束|为止)|到这(?:里|儿)?(?:结束|为止)?|聊到这)(?:里|儿)?[了吧啦]?"
    r"[^。]{0,8}(?:不知道[你您大]?家?(?:从中|是否|有没有)|如果(?:你|您)?还|感谢(?:你|您|大家|阅读|花|观看)|更多(?:关于|相关|内容|信息|资讯|精彩)|希望(?:对|能|可以|大家|你|您)|记得(?:收藏|关注)|别忘了?(?:在|收藏|关注))[^。]{0,60}"
)
_COMPILED = re.compile(
    r"\W{0,2}(?:导读|導讀|摘要|简介|核心提示|前言|提示)?\s?[】\]:：]?\s?(?:本文|本篇文章|本篇|此文|文章)(?:由|是由|是|为)[^。,，]{0,20}(?:小编|小編|编辑部|編輯部)[^。,，]{0,16}(?:整理|编辑|編輯|撰写|汇总|发布|收集|原创|编写)"
)
_THAT_WAS = re.compile(
    r"\W{0,2}(?:综上所述[,，])?(?:以上|上述|上文)(?:内容|內容)?(?:就是|便是|即是|是|为|為|由)(?=[^。]{0,60}(?:小编|小編|编辑|本站|本网|本網|我们|網|网))[^。]{2,140}(?:欢迎|歡迎|请|請|可以|记得|敬请)[^。,，]{0,16}(?:咨询|諮詢|关注|關注|收藏|留言|联系|聯繫|搜索|访问|訪問|登录|点击|點擊|下载|继续|繼續|浏览|查看|查阅)"
)
_ASK_US = re.compile(
    r"\W{0,2}(?:如果|如|若|假如|要是)(?:您|你|大家|读者)?(?:还|還|对|對|在)?(?:有|需|遇到|存在|需要|想)[^。]{0,40}(?:疑问|疑問|问题|問題|疑惑|不懂|帮助|了解|咨询|困惑|需求|纠纷)[^。]{0,24}"
    r"(?:(?:本站|本网|我网|我们网站|\w{2,8}网(?![点银络页上购]))[^。]{0,12}(?:律师|咨询|专家|客服|老师|医生|平台|顾问|小编)|在线[^。]{0,12}(?:律师|专家|老师|医生|顾问|小编))"
)
"""Not 可以点击“我的客服”在线咨询, 请致电发卡银行，或前往就近网点咨询: what a bank's customer is advised to do."""
_SAYS = (
    r"(?:本|此|该|該|以上|上述|上文|文中|文内|站内|頁面|页面|本页|图文|所有)(?:篇)?(?:网|網|站|平台|栏目|欄目|专栏|專欄|频道|公众号|账号)?(?:科普|健康|相关|相關|健康科普)?"
    r"(?:文章|文|站|网站|網站|网|網|平台|页面|頁面|页|頁|内容|內容|信息|資訊|资讯|资料|資料|所述|所载|所載|所提供的?信息|观点|觀點|言论|图文|分析|解读|测评|攻略|回答|答案|科普|建议|建議)"
)
_NOT_MORE = "仅供|僅供|仅为|僅為|仅作|僅作|仅用于|僅用於|只作|只供|旨在|不能替代|不可替代|不应替代|不能代替|不可代替|不能取代|不可取代|不替代|不代替|不取代|无法取代|無法取代|無法替代|无法替代|不得作为|不作为|不作為|不能作为|不能作為|不可作为|不应作为|不构成|不構成|不视为|不视作|不代表"
_WHAT = "普及|参考|參考|科普|娱乐|娛樂|学习|學習|交流|分享|传播|诊断|診斷|診療|诊疗|建议|建議|依据|依據|治疗|治療|意见|意見|邀约|邀約|要约|承诺|观点|觀點|立场|立場|医嘱|醫囑|就医|就醫|处方|用药|指导|指導|保证|迷信|了解|信息之目的"
_DISCLAIMS = re.compile(
    rf"[*※＊#（(【★●•]{{0,2}}\s?(?:(?:声明|聲明|注意|注|註|提示|温馨提示|温馨提醒|溫馨提示|溫馨提醒|友情提示|说明|說明|备注|備註|免责|提醒)\s?[】\]]?\s?[:：]\s?)?{_SAYS}[^。]{{0,40}}?(?:{_NOT_MORE})[^。]{{0,30}}?(?:{_WHAT})"
)
_CHANGES = re.compile(
    r"[*※＊#（(【★●•]{0,2}\s?(?:声明|聲明|注意|注|註|提示|温馨提示|溫馨提醒|友情提示|特别提醒|特别提示|说明|說明|备注|備註|提醒)\s?[】\]]?\s?[:：]\s?[^。]{0,60}(?:本网|本站|本文|本平台|本页|网站|本網|頁面|页面|网上)[^。]{0,60}(?:仅供参考|僅供參考|为准|為準|不构成|不承担|如有变动|如有变化)"
)
_REVIEWED = re.compile(
    r"\W{0,2}(?:本文|本篇|文章|内容|內容|本内容|本內容|本文内容|本文內容|本词条|该内容|本百科)(?:已)?(?:由|经|經)[^。]{2,30}(?:审核|審核|审阅|審閱|审校|審校|校对|审定|認證|认证|把关)(?!后|後|通过后|才|时)[^。]{0,14}$"
)
_SERIES = re.compile(
    r"(?:这是|這是|此为|本文是|今天是|本期是)[^。,，]{0,24}(?:的|第)\s?第?\s?[\d一二三四五六七八九十百千]{1,6}\s?(?:篇|期|天|次|封|个)(?:原创|推送|文章|分享|陪伴|推文|更新|日更|文)?$"
)
_LINKS_PAY = re.compile(
    r"\W{0,2}(?:本文|本篇|文中|文內|文章|内文|內文|本頁|本站|页面|此文)[^。]{0,12}(?:含有?|包含|內含|内含|有|附|使用|为|為|是|屬|属|部分)[^。]{0,12}(?:推薦連結|推荐链接|推廣連結|推广链接|联盟链接|聯盟連結|聯盟行銷|联盟营销|分潤連結|返利链接|返佣|導購連結|导购链接|合作連結|業配|业配|廣告連結|affiliate)"
)


_ASK_ME = re.compile(
    r"\W{0,2}(?:以上|希望|如果|如有|如您|有(?:什么|任何|其他)?(?:不懂|不清楚|疑问)|若|祝)[^。]{0,60}(?:[^。]{0,4}。)?[^。]{0,60}(?:点击|添加|加|点)(?:一下)?(?:我的|我|右侧|上方|下方|左侧|主页)?(?:头像|微信|主页|右侧|电话|名片)[^。]{0,16}(?:微信|咨询|联系|沟通|交流|获取|办理|开户)?"
)
_ASK_BANNER = re.compile(
    r"(?:没看懂|看不懂|没懂|没看明白|还是不懂|遇到[^。？?!！]{2,24}|问题没解决|没有解决|问题紧急|问题复杂|情况复杂|还有疑问|有疑问|不清楚|想咨询|拿不准|怕被坑|担心[^。？?!！]{2,16})[?？!！,，]\s?[^。]{0,24}(?:律师|医生|专家|顾问|客服|老师|咨询|追问|解答|提问|问)[^。]{0,14}"
)


LONGEST_DISCLAIMER, DISOWNED = 700, 2
"""Characters of such a paragraph, and how many different things it must say."""
_DISCLAIMER_LABEL = re.compile(
    r"\W{0,2}(?:郑重声明|鄭重聲明|特别声明|特別聲明|免责声明|免責聲明|免责条款|风险提示(?:及免责(?:条款|声明))?|風險提示|重要声明|版权声明|版權聲明|声明|聲明)\s?[】\]]?\s?[:：]"
)
_OF_ITSELF = re.compile("本网|本網|本站|本平台")
_DISOWNS = re.compile(
    "不构成|不構成|风险自担|风险自负|責任自負|责任自负|立场无关|立場無關|不保证|不保證|不承担|不承擔|仅供参考|僅供參考|概不负责|请自行承担|著作权|版权|及时删除"
)


def _plain(block: Block) -> str:
    """The text without the pinyin that a converter left in brackets."""
    return _PINYIN.sub("", block.text) if "(" in block.text or "（" in block.text else block.text


def farm_opening(block: Block) -> bool:
    """What an article is about and who compiled it, said by the site before it begins.

    Takes: 导读:本文由问法网小编整理,如有疑问可以直接在线咨询律师。
    Takes: 这篇文章主要为大家介绍了Vue实现拖拽排序的方法,感兴趣的小伙伴可以了解一下
    Takes: 這篇文章主要介紹了Java讀取配置的三種方式,需要的朋友可以參考下
    Takes: 本篇文章给大家聊聊分期提前结清,以及违约金对应的知识点,希望能帮到你。
    Takes: 大家好,今天来为大家解答分期晚还一天的一些问题点,包括怎么补救,希望对您有帮助。
    Leaves: 今天来为大家讲解的是馆里的一盏灯。
    Leaves: 他常给大家聊聊灯塔的旧事，听的人越来越少。
    Leaves: 这篇文章主要讨论灯塔的燃料,从鲸油说起。
    Leaves: 本文由会议记录整理而成,有删节。
    """
    if block.size > LONGEST:
        return False
    text = _plain(block)
    return bool(_MAIN_POINTS.match(text) or _TALKS_OF.match(text) or _ANSWERS.match(text) or _COMPILED.match(text))


def farm_closing(block: Block) -> bool:
    """That the article is over, and where to go for more, said by the site.

    Takes: 以上就是小编为大家整理的相关内容,如果您还有其他法律问题,欢迎咨询问法网律师。
    Takes: 到此这篇关于Python读取Excel的文章就介绍到这了,更多相关内容请搜索以前的文章
    Takes: 关于新生儿湿疹就介绍到这里了,更多育儿知识请关注我们。
    Takes: 关于分期提前结清和违约金的介绍就到此结束了,不知道你从中找到你需要的信息了吗？
    Takes: 好了,关于分期晚还一天和怎么补救的问题到这里就结束啦,希望可以解决您的问题!
    Leaves: 关于船闸的故事就到这里，更多的事他没有再说。
    Leaves: 以上就是守塔人的一天,他说明天会是晴天。
    Leaves: 以上就是活动的全部安排,如有疑问请咨询居委会。
    """
    if block.size > LONGEST:
        return False
    text = _plain(block)
    return any(said.match(text) for said in (_UNTIL_HERE, _THAT_WAS, _UP_TO_HERE, _ENDS_HERE, _SOLVED))


def ask_here(block: Block) -> bool:
    """Whom on the site the reader may ask, or add as a friend, said by it or by who answers.

    Between two sentences it may be the article's own advice.

    Takes: 以上就是我对这个问题的解答,希望能帮助到您,欢迎点击我的头像添加微信咨询,祝您投资顺利!
    Takes: 如果您还有其他疑问,可以在线咨询律师。
    Leaves: 如有疑问，请致电河埠银行客服热线，或前往就近网点咨询。
    Leaves: 如果还有其他问题，可以点击“我的客服”在线咨询。
    """
    if block.size > LONGEST:
        return False
    text = _plain(block)
    return bool(_ASK_ME.match(text) or _ASK_US.match(text))


def ask_banner(block: Block) -> bool:
    """A banner between sections that offers somebody to ask.

    Takes: 没看懂?直接问律师
    Takes: 遇到债权债务问题?律师3分钟内解答
    Leaves: 遇到这样的问题,他总是先问老师。
    """
    return block.size <= 80 and not block.text.endswith("。") and bool(_ASK_BANNER.fullmatch(block.text))


def disclaimer(block: Block) -> bool:
    """That the text is no advice, and what counts instead.

    Takes: *本文仅为科普,不能替代医生诊断,如有不适请及时就医
    Takes: ※本文不能取代專業醫療建議，若有不適請儘速就醫。
    Takes: 声明:由于考试政策不断变化,本网所提供的信息仅供参考,请以权威部门公布的信息为准。
    Leaves: 本文讨论的三种诊断方法各有长处。
    """
    if block.size > 240:
        return False
    return bool(_DISCLAIMS.match(block.text) or _CHANGES.match(block.text))


def long_disclaimer(block: Block) -> bool:
    """A disclaimer behind its label that is too long for a label's line, of a site that speaks of itself.

    Takes: 郑重声明：本网发布此信息的目的在于传播更多信息，与本网站立场无关。本网不保证该信息（包括但不限于文字、数据及图表）全部或者部分内容的准确性、真实性、完整性、有效性、及时性、原创性等。相关信息并未经过本网站证实，不对您构成任何投资建议，据此操作，风险自担。
    Leaves: 风险提示：汛期将至，河埠大桥以下的渡口随时可能停航。请旅客出发前拨打电话确认，候船时不要越过黄线，带孩子的旅客请在候船室里等候。停航期间已售的票可以退，不收手续费。
    """
    text = block.text
    if not 100 <= len(text) <= LONGEST_DISCLAIMER or not _DISCLAIMER_LABEL.match(text):
        return False
    return bool(_OF_ITSELF.search(text)) and len({found[0] for found in _DISOWNS.finditer(text)}) >= DISOWNED


def reviewed_by(block: Block) -> bool:
    """Who checked the text before it went out.

    Takes: 本文由 3 位医学编辑审核 科学认证
    Takes: 本內容已由營養師團隊審閱
    Leaves: 本文经过三轮审核后才刊登,前后用了一年。
    """
    return block.size <= 80 and not block.stops and bool(_REVIEWED.match(block.text))


def series_number(block: Block) -> bool:
    """Which of an author's posts this is.

    Takes: 这是老麦陪你读合同的第 88 篇
    Takes: 这是小林的第312篇原创
    Leaves: 这是他在灯塔度过的第十九个春节
    """
    return block.size <= 60 and not block.stops and bool(_SERIES.match(block.text))


def paid_links(block: Block) -> bool:
    """That the site earns by the links in the text.

    Takes: 本文含有推薦連結，透過連結辦卡站長會得到一點獎金。
    Takes: 文中部分链接为返利链接
    Leaves: 本文介绍三种返利骗局。
    """
    return block.size <= 200 and bool(_LINKS_PAY.match(block.text))


FORMULAS = (
    farm_opening,
    farm_closing,
    ask_here,
    ask_banner,
    disclaimer,
    long_disclaimer,
    reviewed_by,
    series_number,
    paid_links,
)

EDGE = frozenset({"ask_here", "disclaimer", "long_disclaimer", "reviewed_by", "series_number"})
"""Believed only outside the article's running text, or beside other removed lines."""
