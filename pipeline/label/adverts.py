"""Rules for advertisements that stand as lines within a text: labelled ones, calls to click, scan, download, join.

Every rule reads one block; `Takes` and `Leaves` are tested. An article that warns of such calls speaks in sentences,
or says that it warns; a call is a line without a full stop.
"""

import re

from pipeline.model import Block

LONGEST = 160
"""Columns of an advertisement's line."""

_LABEL = (
    "广告|廣告|推广|推廣|赞助|贊助|商业推广|品牌推广|広告|광고|Реклама|На правах рекламы|Anzeige|Werbung|Advertisement|Advertorial|Sponsored"
    "|Publicidad|Patrocinado|Publicité|Sponsorisé|Pubblicità|Sponsorizzato|Publicidade|Reklama|Reklam|Annonce|Sponsorlu"
    "|Διαφήμιση|Quảng cáo|Được tài trợ|Iklan|إعلان|ممول|פרסומת|โฆษณา|AD|Ad|PR|ＰＲ"
)
_LABELLED = re.compile(
    rf"[\[【〔［「《<〈*★]{{1,2}}\s?(?:{_LABEL})\s?[\]】〕］」》>〉*★]{{1,2}}\s{{0,3}}[:：]?\s?(?=\w|[“\"「《《★!！0-9])"
)
_OF_THE_LABEL = re.compile(r"(?:是|的|等|一词|一詞|字样|字樣|标识|標識|标记|标签|二字|两字)")
_BARE_LABEL = re.compile(r"(?:广告|廣告|推广|推廣|赞助|贊助)\s?(?:[|｜丨·:：]|\s)\s?\S")
_WANTS = re.compile(
    "扫码|掃碼|扫一扫|领取|領取|点击|點擊|立即|限时|限時|免费|免費|咨询|諮詢|优惠|優惠|下单|下單|购买|購買|报名|報名|预约|預約|仅需|只需|元起|下载|下載|加微|加我|微信|热线"
)
_POINTS = re.compile(
    r"(?:点击|點擊|点此|點此|点我|點我|猛戳|戳|立即|马上|馬上|免费|免費|查看|详情|詳情|进入|進入|前往|领取|領取|报名|報名|了解|咨询|諮詢|预约|預約|购买|購買|下载|下載|测试|測試|申请|申請|更多|全文)[^。>》？?]{0,20}(?:[>＞]{2,4}|》{2,4}|»|☞|👉|👈|👇)$"
)
_ENDS_IN_ARROWS = re.compile(r"[^<>＞》]*[\u3400-\u9fff][^<>＞》]{0,20}[>＞]{2,4}[\]】]?")
"""So end 69 Chinese lines on 2,124 real pages, links all of them: no gold has one."""
SHORTEST_LINK = 16
_POINTED = re.compile(
    r"(?:[>＞]{2,4}|》{2,4}|»|☞|👉)\s?(?:立即|马上|馬上|点击|點擊|点此|點此|免费|免費|查看|进入|進入|去|申请|申請|领取|領取|报名|報名|测|測|了解|咨询|諮詢|预约|預約|购买|購買|下载|下載)[^。,，>＞:：]{0,10}$"
)
_SCANS = re.compile(
    r"(?:^|[?？!！:：>》~～,，。\s])(?:请|請|可|快|欢迎|歡迎|赶紧|立即|微信|打开微信|用微信|👉|☞)?"
    r"(?:扫码|掃碼|扫一扫|掃一掃|扫描|掃描|扫下方|扫上方|识别|識別|长按|長按|微信搜|搜索公众号|搜公众号|关注公众号|關注公眾號|关注微信|添加微信|添加老师|添加客服|加微信|加老师|加入?(?:微信|QQ|备考|学习|交流|粉丝|福利)?群)"
    r"[^。;；]{0,34}?(?:[,，、!！\s]\s?|即可|免费|免費|后|後|就能|并|並)(?:即可|就能|可|能|立即|马上|快速|免费|免費|限时|并|并且|後|后|每[天日]|一键|来|去|还能)?(?:免费|免費)?"
    r"(?:领|領|获取|獲取|回复|回覆|查询|查詢|查看|咨询|諮詢|了解|参与|參與|报名|報名|预约|預約|下载|下載|进群|入群|加入|拿|送|抽奖|抽獎|兑换|测|試听|试听|观看|解锁|享|关注|關注)"
)
_WARNS = re.compile(
    "骗|騙|诈|詐|警惕|小心|谨防|謹防|切勿|不要|请勿|請勿|别扫|竟|陷阱|套路|诱导|誘導|风险|風險|防范|防範|嫌|被(?:盗|刷|转)|步骤|步驟|攻略|怎么|怎麼|如何|为什么|新规"
)
_DOWNLOADS = re.compile(
    r"(?:点击|點擊|点此|點此|立即|免费|免費|扫码|掃碼|高速|本地|推荐)(?:下载|下載|领取|領取|获取|獲取|报名|報名|购买|購買|预约|預約|试听|試聽|测试|測試|咨询|諮詢|参与|參與|加群|进群|入群)\s?[:：>》→]\s?\S"
)
_MORE = re.compile(
    r"(?:想(?:要)?(?:了解|知道|看|获取|学习|获得)?|如需|欲知|获取|獲取|查看|了解|关注)?更多(?!人)[^。;；]{0,40}?"
    r"(?:(?:请|請|敬请|敬請|欢迎|歡迎|可|记得|快|尽在|盡在|就在|都在|就上|上)(?:您|大家|各位|你们|多多|多|持续|持續|继续|繼續|随时|時刻|时刻|一直|来|登录|登錄)?"
    r"(?:关注|關注|收藏|锁定|鎖定|访问|訪問|浏览|瀏覽|登录|登錄|点击|點擊|下载|下載|搜索|搜尋|加入|订阅|訂閱|前往|进入|留意)|尽在|盡在|就在|微信搜索|搜索公众号)"
)
_GROUP = re.compile(
    r"(?:^|[\s,，;；。!！])\S{0,12}(?:交流|玩家|粉丝|粉絲|学习|學習|备考|官方|讨论|討論|福利|同城|车友|读者|書友|书友|考友|互助|QQ|qq|Q|微信|企鹅|扣扣)[^。:：\s]{0,6}群(?:号|號|聊)?\s?[:：]?\s?[\dXx*]{6,12}(?!\d)"
)


_LIKE = re.compile(
    r"(?:^|[,，!！~\s]|记得|就|请|帮忙|麻烦|別忘了|别忘了)(?:点|點)(?:个|個|亮|一下|下|击右下角)?[\s“\"「【]{0,2}(?:在看|赞吧|赞再走|赞和在看|赞与在看|关注吧|好看|小红心|爱心|赞支持|讚支持|收藏支持)|(?:讚好|按讚|追蹤|關注|关注|订阅|訂閱|加入)\s?[《「“【]?[^\s。,，]{1,16}[》」”】]?\s?(?:的|官方)?\s?(?:Facebook|FB|fb|專頁|專版|粉絲團|粉絲專頁|粉專|IG|Instagram|YouTube|頻道|公众号|公眾號|视频号|抖音号|LINE)|(?:App|APP|app|客户端|客戶端)\s?[,，!！]?\s?(?:全新登場|全新上线|正式上線|现已上线|免費下載|免费下载|即下載|即刻下載|立即下載|立即下载)|^(?:緊貼|紧贴)\S{0,14}(?:資訊|資讯|新聞|动态|動態|消息)|(?:转发|轉發|分享)(?:给|給|到)(?:更多|你的|您的|身边|朋友圈|家里|家人|有需要)"
)


_JOINS = re.compile(
    r"(?:扫码|扫描|长按|识别|添加|加)[^。]{0,40}(?:微信|好友|群主|客服|老师)[^。]{0,24}(?:拉|邀)(?:你|您|大家)?(?:进|入)[^。]{0,8}群[！!]?"
    r"|[▲▼▶►★☆👉※◎■]\s?(?:加入|訂閱|追蹤|下載)[^。，,]{0,16}(?:LINE|FB|Facebook|粉絲團|粉絲專頁|粉絲頁)[^。]{0,24}"
    r"|[^。]{0,16}(?:合作|投稿|转载|轉載|入群|加群|进群|进群|授权|商务)[^。]{0,10}(?:后台|後台|公众号|對話框|对话框|私信)[^。]{0,8}回[复覆]\s?[“\"「【][^”\"」】]{1,12}[”\"」】][^。]{0,8}"
    r"|(?:加入|訂閱|追蹤|关注)\s?[「『“][^」』”]{2,16}[」』”]\s?(?:官方)?(?:帳號|账号|公众号|頻道|频道|粉絲團)[，,][^。]{2,20}(?:不漏接|不错过|不錯過|第一时间|搶先看)[！!]?"
    r"|[^。，,]{0,8}(?:一键)?三连不迷路[^。]{0,24}"
    r"|(?:一键|立即|马上|免费|在线)(?:测算|测试|测评|评估|计算|申请|试算|查询|预约|领取|对比|咨询)[^。，,]{0,14}\s?(?:>{1,3}|＞{1,3}|»|→)"
    r"|(?:去购买|立即购买|去抢购|去领券|点击购买|马上抢)\s?[¥￥]\s?\d[^。]{0,40}"
    r"|(?:[【\[](?:立即|免费|在线)[^】\]]{2,8}[】\]])?\s?填写(?:您的)?手机号?[^。]{0,24}(?:顾问|专员|客服|经理)[^。]{0,6}(?:联系|致电)(?:您|你)?"
    r"|(?:(?:您的)?(?:姓名|称呼|昵称|手机号?码?|联系电话|电话|贷款金额|金额|所在(?:城市|地区)|城市|身份证号|验证码|获取验证码|邮箱|留言内容|提交|立即申请|免费获取方案|预约时间)"
    r"(?:[(（][^()（）]{1,8}[)）])?[\s|*＊:：]*){4,}"
    r"|(?:打开|下载)\s?[^\s,，。]{0,8}(?:[Aa][Pp][Pp]|客户端)[,，][^。]{2,24}更(?:简单|方便|精彩|流畅|清晰|佳|好)"
    r"|[^。，,]{0,8}关注(?:我们?|本号)?[，,]?不迷路[^。]{0,24}"
    r"|[↓👇▼⬇\s]{1,8}点击[^。]{2,40}|(?:点击|戳)(?:下方|左下角|文末|底部)?\s?[“\"「【]?阅读原文[”\"」】]?[，,]?\s?(?:免费|立即|查看|领取|测|报名|申请|了解)[^。]{0,16}"
    r"|[^。]{0,12}(?:专业(?:办理|代办|协商)|全国代办|停息挂账|逾期协商(?:咨询)?|延期办理|黑户下款|包下款|代开流水)[^。]{0,30}"
    r"(?:QQ|微信|电话|V信|VX|vx|热线)\s?(?:号)?\s?[:：]?\s?(?:1[3-9]\d[\d\s-]{8,10}|\d{5,12}|[A-Za-z][\w-]{5,19})(?:[（(][^()（）]{1,16}[)）])?[！!]?"
)
_BUTTON = re.compile(
    r"(?:点击)?(?:展开|显示|阅读|查看)(?:全文|全部内容|剩余(?:全文|内容)|更多内容)(?:[∨↓▼⌄>]{1,3})?|点击(?:图片)?(?:查看|放大|看)大图|点击图片(?:可)?放大"
    r"|(?:全文|本文)?(?:还|尚)?(?:剩余|未读)\s?\d{1,2}(?:\.\d+)?\s?[%％](?:的内容|内容)?[，,]?\s?(?:请)?(?:登录|登陆|打开|下载|付费|购买|开通|注册)[^。]{0,20}"
)
_NOVEL_SITE = re.compile(
    r"\W{0,3}(?:天才)?一秒(?:钟)?(?:记住|記住)(?:本站(?:域名|地址|网址)\s?[:：]|(?:本站(?:域名|地址|网址)?)?\s?[:：]?\s?(?:[【\[「《]|www\.|http))"
    r"|手机用户请(?:到|浏览|访问|上)[^。]{2,40}(?:阅读|閱讀)[^。]{0,24}"
    r"|\W{0,3}本章(?:未完|还未完|還未完)[,，。!！ ]{0,2}[^。]{0,6}(?:点击|點擊)下一[页頁](?:继续|繼續)?(?:阅读|閱讀|后面)"
    r"|\W{0,3}喜欢.{1,40}?请大家收藏\s?[:：(（]"
)


_LABEL_AND_BUTTON = re.compile(
    r"(?:广告|廣告|推广|赞助|贊助)\s?(?:[×xX✕✖]|关闭|關閉|\d{0,2}[:：]?\d{1,2}\s?(?:秒|s)?\s?(?:后|後)?(?:可)?(?:关闭|關閉|跳过|跳過))"
)


_LABELLED_BEHIND = re.compile(r".{4,80}[(（\[【](?:广告|廣告|推广|赞助)[)）\]】]")


def labelled_advert(block: Block) -> bool:
    """An advertisement that says so before its first word.

    Takes: [广告] 膝盖疼?骨科名医在线义诊,首次9.9元
    Takes: 【廣告】睡不好？日本原裝益生菌限時買一送一
    Takes: [Реклама] Кухни на заказ за 7 дней
    Takes: 广告 “理财避坑手册”,扫码领取
    Takes: 广告 ×
    Takes: ↓↓↓ 点这里测一测你能借多少(广告)
    Takes: 广告 0:15 后可关闭
    Takes: 广告 还不上?加微信 dengta-000 一对一制定方案
    Leaves: 【广告】一词最早见于清末的报纸。
    Leaves: 广告 一个古老的行业
    """
    text = block.text
    if block.size > LONGEST:
        return False
    if _LABEL_AND_BUTTON.fullmatch(text) or (not block.stops and _LABELLED_BEHIND.fullmatch(text)):
        return True
    found = _LABELLED.match(text)
    if found:
        return not _OF_THE_LABEL.match(text, found.end())
    return block.size <= 90 and not block.stops and bool(_BARE_LABEL.match(text)) and bool(_WANTS.search(text, 3))


def pointing_call(block: Block) -> bool:
    """A call to click, with the arrows that point at its link.

    Takes: 【驾考题库】2000题免费刷,点击进入>>
    Takes: 手头紧?三分钟到账 >> 立即申请
    Takes: ★ 你们的性格合拍吗?点击测试 >>>
    Takes: 【开户享佣金优惠】手机三分钟,7×24小时在线办理>>
    Leaves: 依次点开 设置 >> 隐私 >> 定位服务
    Leaves: cout >> 是初学者常写反的符号
    """
    text = block.text
    if block.stops or block.size > LONGEST or text.isascii():
        return False
    if block.size >= SHORTEST_LINK and text[-1] in ">＞]】" and _ENDS_IN_ARROWS.fullmatch(text):
        return True
    return bool(_POINTS.search(text) or _POINTED.search(text))


def scan_call(block: Block) -> bool:
    """A call to scan a code, follow an account or join a group, and what one gets for it.

    Takes: 扫码加入备考群,领取《高频考点手册》
    Takes: 想知道你的本命石?扫码关注“星石馆”,回复生日免费查询
    Takes: 长按识别二维码,回复【礼包】领取新手福利
    Leaves: 扫码领鸡蛋,老人竟被骗走八万元
    Leaves: 市民可在服务台扫码领取消费券,每人限领一张。
    """
    text = block.text
    if block.size > LONGEST or (block.stops and text[-1] not in "!！~～") or text.isascii():
        return False
    return bool(_SCANS.search(text)) and not _WARNS.search(text)


def download_call(block: Block) -> bool:
    """A call to download or to order, with the thing's name behind a colon.

    Takes: 点击下载:2025年考试大纲(PDF)
    Takes: 立即报名>>零基础精讲班
    Leaves: 点击下载,等进度条走完。
    """
    return block.size <= 110 and not block.stops and bool(_DOWNLOADS.match(block.text.lstrip("【[★●▶>☞👉 ")))


def more_here(block: Block) -> bool:
    """Where the site has more of the kind.

    Takes: 更多精彩攻略,请关注青瓜手游网,微信搜索“青瓜手游”每天领礼包!
    Takes: 想了解更多美股資訊，請持續關注本站。
    Leaves: 更多人选择在周末出门,景区请游客错峰。
    """
    return block.size <= LONGEST and "更多" in block.text[:12] and bool(_MORE.match(block.text))


def group_number(block: Block) -> bool:
    """A group of readers or players, with its number.

    Takes: 玩家交流群:773100098
    Takes: 欢迎加入书友QQ群 123456789
    Leaves: 读者交流群里有人问起这座塔。
    """
    return block.size <= 100 and "群" in block.text and bool(_GROUP.search(block.text))


def like_call(block: Block) -> bool:
    """A call to like, to pass on, to follow the author.

    Takes: 点个“在看”你最好看
    Takes: 觉得有用就点个赞吧,转给家里的老人
    Takes: 緊貼財經地產新聞資訊，讚好《潮汐新報》Facebook 專版
    Leaves: 他给每条留言都点了赞
    """
    return block.size <= 80 and not block.text.endswith("。") and bool(_LIKE.search(block.text))


def service_call(block: Block) -> bool:
    """A call to join a group, to follow, to have one's debts settled, with the way there.

    Gold: 0 of 17,476 lines in Han.

    Takes: 扫描二维码，添加阿宽微信（备注“上岸”），拉你进互助群
    Takes: 点赞关注不迷路 下期更精彩
    Takes: 商务、投稿请在后台回复“合作”
    Takes: 加入「南風報」官方帳號，理財新聞不漏接
    Takes: 一键测算我能贷多少 >>
    Takes: 姓名 手机号 贷款金额(万) 所在城市 获取验证码 免费获取方案
    Takes: 去购买 ¥79.00 领10元券 已有2300+人付款
    Takes: 打开APP,看视频学做菜更简单
    Takes: 打开卡圈APP,阅读体验更佳
    Takes: ▲加入嶼北新聞LINE好友，生活大小事不漏接
    Takes: ↓↓↓点击下方“阅读原文”免费测额度↓↓↓
    Takes: 专业办理停息挂账，咨询电话：138-0000-0000
    Leaves: 骗子让他添加客服微信，再拉你进所谓的内部群
    Leaves: 停息挂账是什么意思
    Leaves: ▲他加入LINE台灣的第三年，搬到了河邊
    Leaves: 河埠银行逾期协商的电话是0000-96588，拨通以后按3。
    """
    text = block.text
    if block.size > LONGEST or (block.stops and text[-1] not in "!！~～"):
        return False
    return bool(_JOINS.fullmatch(text)) and not _WARNS.search(text)


def page_button(block: Block) -> bool:
    """A button that shows the rest of a text or a larger picture.

    Gold: 0 of 17,476 lines in Han.

    Takes: 展开全文
    Takes: 剩余50%，登录后查看全文
    Leaves: 广告
    Leaves: 剩余50%的款项在交房后付清
    """
    return block.size <= 60 and not block.stops and bool(_BUTTON.fullmatch(block.text))


def novel_site(block: Block) -> bool:
    """What sites of copied novels set between the paragraphs of a chapter.

    Gold: none of 2,927 HTML pages holds one.

    Takes: 一秒记住【墨潮书屋】，为您提供精彩小说阅读。
    Takes: （本章未完，请点击下一页继续阅读）手机用户请浏览阅读，更优质的阅读体验。
    Takes: 喜欢《渡口守灯人》请大家收藏：(www.mochao.example)渡口守灯人更新速度最快。
    Leaves: 他只看了一秒，记住的却是那盏灯。
    Leaves: 喜欢这盆花，请大家收藏好种子。
    Leaves: 本章未完的部分，作者说明年再写。
    """
    return block.size <= 2 * LONGEST and _NOVEL_SITE.match(block.text) is not None


ADVERTS = (
    novel_site,
    labelled_advert,
    scan_call,
    pointing_call,
    download_call,
    group_number,
    more_here,
    service_call,
    like_call,
    page_button,
)

EDGE = frozenset({"more_here", "download_call", "like_call"})
"""Believed only outside the article's running text, or beside other removed lines."""
