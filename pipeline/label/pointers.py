"""Rules for what points to other pages by its make: the heading of a list of them, a label with one title behind it.

What has a name stands in the phrase lists. `Takes` and `Leaves` are tested.
"""

import re

from pipeline.characters import columns
from pipeline.model import Block

LIST_ENDS = frozenset(
    "放品表布询詢了说說做写寫门門读势勢略程學学普报報递遞条條态態戏戲游用答度例档签籤科解瞭欢歡趣看道注要的题料识息闻聞章读讀荐薦容讯訊道导導行榜题題频頻音글帖贴貼子集輯辑图圖文点點词詞索顾顧选選接結新"
)
_HEADS_LIST = re.compile(
    r"(?:最多人看|最多人|热门|熱門|热点|熱點|最新|相关|相關|推荐|推薦|精彩|精选|精選|点击|點擊|猜你|大家都|大家|其他人|其他|今日|本周|本週|一周|一週|本月|本站|本版|本类|本類|本栏|本欄|更多|编辑|編輯|图片|圖片|論壇|论坛|社区|娱乐|熱議|热议|热搜|熱搜|新闻|新聞|\d{1,2}小时|24小時|同类|同類|随机|隨機|往期|延伸|相似|友情"
    r"|栏目|欄目|频道|主编|主編|精华|精華|好文|优质|優質|人气|人氣|本网|本網|全站|站内|站內|资讯|資訊|知识|知識|法律知识|贷款|理财|保险|同专题|同城|滚动|滾動|焦点|焦點"
    r"|图说|圖說|类似|類似|其它|专栏|專欄|看点|看點|重点|重點|特别|特別|为您|為您|为你|為你)"
    r"[\u4e00-\u9fff]{0,8}"
    r"(?:新闻|新聞|文章|阅读|閱讀|推荐|推薦|内容|內容|资讯|資訊|报道|報導|报导|排行|排行榜|榜|运势|運勢|攻略|教程|教學|科普|快讯|快訊|电报|速递|头条|頭條|动态|動態|游戏|遊戲|手游|应用|词条|問答|问答|提问|深度|案例|文档|标签|標籤|百科|话题|話題|视频|影音|热帖|热贴|熱帖|贴子|帖子|专题|專題|图集|圖輯|组图|博文|热点|熱點|热词|搜索|回顾|回顧|精选|精選|链接|連結|更新|帖|问题|問題|好文|热文|熱文|荐读|薦讀|回放|产品|產品|发表|發表|发布|發布|关注|關注|知识|知識|咨询|諮詢|导读|導讀|热门|熱門)"
    r"|(?:看过|看過|看了|浏览|瀏覽|读过|讀過|阅读|閱讀|关注|關注)(?:了|过|過)?(?:此文|本文|该文|這篇|这篇文章|本页)?的(?:人|网友|網友|用户|用戶|读者|讀者)?(?:还|還|也)(?:看|读|讀|喜欢|喜歡|关注|關注|浏览|瀏覽)(?:了|过|過)?\S{0,4}"
    r"|(?:读者|讀者|网友|網友|其他用户|别人|大家)(?:还|還|也|都)?(?:喜欢|喜歡|看了|在看|看过|读过|關注|关注)(?:了)?\S{0,4}|(?:接着|接下来|接下來|继续|繼續)(?:看|读|讀|阅读|閱讀)|看看别人怎么(?:说|做|写)|(?:随心|隨心|随便|隨便)看看?"
    r"|(?:与|和|跟|與)[^，。]{1,20}(?:相关|有关|相關|有關)的?(?:内容|資料|资料|文章|知识|问题|信息|推荐|阅读|资讯)"
    r"|(?:你|您|大家)(?:也|还|還)?(?:可能|也许|或許|或许|应该)(?:也|还|還)?(?:会|會)?(?:喜欢|喜歡|感兴趣|感興趣|想看|想知道|想了解|想瞭解|想读|想讀|想问|想問|想找|在找|错过|錯過|关注|關注|需要|遇到)\S{0,6}"
    r"|猜(?:你|您)(?:可能|也|还|還)?(?:喜欢|喜歡|爱看|愛看|想看|想读|想讀|想问|想搜|想了解|感兴趣|感興趣|需要|关注|關注)\S{0,5}"
    r"|大家(?:也|还|還|都)(?:喜欢|喜歡|在看|在搜|爱看|愛看|在问|在問|想看|关注|在玩|感兴趣)\S{0,4}"
    r"|(?!.*(?:[请請]|核对|核對|填写|填寫|提交|准备|準備|提供|介绍|介紹|说明|說明|整理|了解))[^，。；]{2,44}的?(?:相关|相關)(?:文章|阅读|閱讀|推荐|推薦|新闻|新聞|内容|資訊|资讯|试题|题目|作文|范文|攻略|视频|问题|問題|教程|专题|文档)"
    r"|.{1,20}카테고리의 다른 글"
)
"""Not with a verb of asking or telling before the name: 提交前请逐项核对本次提取的相关内容 leads in a list of the article's."""
_POINTER = re.compile(
    r"\W{0,3}(?:相关链接|相關連結|延伸报道|延伸報導|延伸新闻|延伸新聞|推荐新闻|推薦新聞|更多新闻|更多新聞|相关新闻|相關新聞|相关报道|相關報導|相关阅读|相關閱讀|相关文章|相關文章|相关推荐|相关专题|延伸阅读|延伸閱讀|推荐阅读|推薦閱讀|扩展阅读|更多阅读|阅读更多|閱讀更多|看更多|更多報導|热点关注|往期回顾|往期推荐|点击阅读|同场加映|同場加映|你可能还想看|你可能也想看|还可以看|最新消息)\s?(?:[】\]>]\s?[:：>|｜]?|[:：>|｜]+)\s?(?![《“\"http])\S"
)


def related_title(block: Block) -> bool:
    """One other page between two paragraphs, behind a label that says so.

    Takes: 相关链接:菜场八月起分段改造 128个摊位临时外迁
    Takes: 延伸閱讀：長輩不肯吃藥？藥師教你三招
    Takes: 【延伸閱讀】冷氣一個月電費多少？教你看懂標示
    Takes: 【相关阅读】灯塔的旧钟到账 你家门口换了几口？
    Leaves: 相关链接:《集贸市场管理办法》
    Leaves: 相关阅读:他在书里读到了自己的名字。
    """
    found = _POINTER.match(block.text)
    asks = block.stops and block.text[0] in "【[" and block.text[-1] in "？?！!"
    return found is not None and (not block.stops or asks) and 26 <= block.size <= 120 and "://" not in block.text


def related_list(block: Block) -> bool:
    """The heading of a list of other pages, told by its make: 图片新闻, 最多人看的健康新聞, 24小时排行.

    Takes: 最多人看的健康新聞
    Takes: 论坛热帖
    Takes: 【我家门前的小河】相关文章:
    Takes: 大家还喜欢
    Leaves: 阅读的三个好处
    Leaves: 提交前请逐项核对本次提取的相关内容：
    """
    return 6 <= block.size <= 100 and block.key[-1:] in LIST_ENDS and bool(_HEADS_LIST.fullmatch(block.key))


_ROW_HEAD = re.compile(r"([\u3400-\u9fff]{3,15})(?:\s?[:：]\s?|\s)")
SHORTEST_TITLE, LONGEST_TITLE = 12, 64
"""Columns of a title in a row of them."""


def related_row(block: Block) -> bool:
    """The heading of a list and its titles, run together on one line.

    Gold: 0 of 2,124 pages' article lines.

    Takes: 相关文章 台历怎么挂在墙上 旧台历的三种用法 台历架子断了怎么粘
    Takes: 猜你喜欢：搪瓷盆掉瓷怎么补？ 搪瓷盆能不能放烤箱？
    Leaves: 相关文章 台历怎么挂
    Leaves: 热门推荐 三楼
    Leaves: 相关内容 请在三楼办理。 材料请带原件。
    """
    head = _ROW_HEAD.match(block.text)
    if head is None or head[1][-1] not in LIST_ENDS or _HEADS_LIST.fullmatch(head[1]) is None:
        return False
    titles = block.text[head.end() :].split()
    return len(titles) > 1 and all(
        SHORTEST_TITLE <= columns(title) <= LONGEST_TITLE and title[-1] not in "。；;，," for title in titles
    )


POINTERS = (related_title, related_row)
LISTS = (related_list,)
