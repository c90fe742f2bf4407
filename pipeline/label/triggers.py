"""Rules → the marks without which each cannot see anything: one pass over the page finds who is to be asked.

Most rules need a mark somewhere in the line, some a letter at its beginning or its end. A rule that is not named
here is asked about every line. A test holds the marks to the rules' own examples.
"""

import bisect
from collections.abc import Callable
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation

from pipeline.label.breadcrumbs import HOMES
from pipeline.label.furniture import PAGE_STARTS
from pipeline.label.pointers import LIST_ENDS
from pipeline.label.tallies import COUNT_ENDS
from pipeline.model import Block

NEEDS: dict[str, tuple[str, ...]] = {
    "php_message": (" on line ",),
    "php_uncaught": ("Uncaught ", "thrown in ", "rror:", "rror :"),
    "stack_frame": ("#", ".java", "(", "Native Method", "Location", 'File "', " more"),
    "stack_heading": ("race", "Call Stack", "Exception Data", "堆栈", "[ Stack", "Environment V"),
    "sql_message": ("SQL", "ORA-", "rr", "ERR", "nknown column", "ccess denied", "Table '", "onnect", "uplicate entry", "oo many conn", "[Microsoft", "[DBNET", "[unix", "[Oracle"),
    "error_location": ("ThinkPHP V", " line ", "FILE", "File", "文件", "错误位置", "錯誤位置", "rror location", ".php"),
    "asp_message": (".asp", ".inc", ".asa", "Microsoft ", "ADODB", "MSXML", "Active Server", "Provider "),
    "exception_line": ("xception", "Error"),
    "http_status": ("40", "41", "42", "50", "51", "52"),
    "server_signature": ("nginx", "openresty", "engine", "pache", "IIS", "loudflare", "LiteSpeed", "Caddy"),
    "json_message": ('{"', '{ "'),
    "variable_dump": ("array(", "string(", "object(", "int(", "float(", "bool(", "NULL", "array (", "object ("),
    "retrieved_from": ("://",),
    "group_number": ("群",),
    "related_title": ("推荐新闻", "推薦新聞", "相关", "相關", "延伸", "推荐阅读", "推薦閱讀", "扩展阅读", "更多", "热点关注", "往期", "点击阅读", "同场加映", "同場加映", "你可能", "还可以看", "最新消息"),
    "wordless_markup": ("](", "[/", "[size=", "[font=", "[align="),
    "stray_fence": ("```", "~~~"),
    "style_sheet": ("{",),
    "script_code": ("<script", "<ins", "adsbygoogle", "<!--", "</script", "<iframe", "</iframe", "<ins ", "</ins", "noscript", "var ", "let ", "const ", "function", "$(", "jQuery(", "document.", "window.", "if(", "if (", "_hmt", "_gaq", "dataLayer", "adsbygoogle", "googletag", ".push(", "setTimeout(", "new Image(", "CDATA", "]]>", "<!--", "-->", "})", "location.href", "try", "catch", "};"),
    "template_tag": ("{", "<%", "[!--", "[field", "[object", "%d", "%s", "$s", "$d", "undefined", "NaN"),
    "model_remark": ("模型", "助手", "AI", "ssistant", "artificial"),
    "refusal": ("抱歉", "篇幅", "继续", "对不起", "對不起", "sorry", "cannot", "can't", "can’t", "against", "cutoff", "training data", "Regenerate", "pologi", "access to"),
    "scaffolding": ("ord count", "关键词", "植入", "以下", "下面", "已为", "已為", "好的", "当然", "當然", "没问题", "沒問題", "全文", "本文约", "正文约", "字数", "的要求", "的需求", "的期望", "告诉我", "告訴我", "乐意", "樂意", "请提供", "请您提供", "以上内容", "以上內容", "身為", "此处", "此處", "在此", "插入", "配图", "nsert", "nclude", "Image", "Photo", "[Add", "Certainly", "Sure", "Of course", "Absolutely", "Here", "nything else", "hope this", "et me know", "provide", "[Your", "[Author", "[Company", "[task"),
    "offer": ("请补充", "请提供", "请输入", "请您", "我注意到", "更好地完成", "收到", "我已", "User", "Human", "Assistant", "提示词", "指令", "关键词", "图片", "圖片", "配图", "配圖", "插图", "插圖", "示意图", "示意圖", "后：", "后:", "如下", "后的", "原创", "结果：", "结果:", "think>", "用户", "共计", "字", "需要我", "如果", "如需", "若", "如您", "SEO", "是否", "关键词密度", "要求", "需求", "提示", "助手", "助理", "模型", "人工智能", "AI", "希望"),
    "task_set": ("请", "要求"),
    "prompt_field": ("eadline", "eywords", "ontent", "rompt", "ystem", "ser", "ssistant", "itle", "one", "ount", "EYWORDS", "PROMPT", "TITLE"),
    "encoded_data": ("-",),
    "menu": ("] ", "][", "  ", "|", "｜", "丨", "\u3000", "\t", " · ", " • ", " – ", " — "),
    "rating": ("★★", "☆☆", "⭐⭐", "★☆"),
    "thanks_for_reading": ("for reading", "For Reading", "FOR READING"),
    "moods": ("Love", "Like", "Haha", "Funny", "Angry", "Sad", "Wow"),
    "question_counts": ("sked ", "odified ", "ctive ", "iewed ", " badge"),
    "breadcrumb": (">", "»", "›", "→", "＞", " / ", " | ", " · ", "\\", "位置", "導航", "导航", "are here", "sind hier", "здесь", "aquí", "ici", "tutaj", "εδώ"),
    "reading_time": ("分钟", "分鐘", "min", "Min", "MIN", "мин", "МИН", "хв", "λεπτ", "akika", "dk", "phút", "menit", "perc", "分", "분", "阅读时", "esezeit", "eading time", "Время чтения"),
    "language_bar": ("Русский", "日本語", "日本语", "한국어", "한어", "العربية", "ไทย", "Tiếng Việt", "हिन्दी", "Ελληνικά"),
    "copyright_line": ("©", "ⓒ", "opyright", "OPYRIGHT", "opyleft", "版权", "版權", "(c)", "(C)", "eserved", "ESERVED", "저작권", "転載", "轉載", "전재", "vorbehalten", "eservad", "éservés", "защищены", "zastrzeżone", "iservati", "Kopiering"),
    "licence_number": ("ICP", "icp", "公网安备", "许可证"),
    "contact_ad": ("微", "QQ", "qq", "VX", "vx", "WX", "wx", "V信", "v信", "电话", "手机", "热线", "echat", "eChat", "elegram", "hatsApp", "hatsapp", "扣扣", "威信", "TG", "LINE", "Line ID", "line id"),
    "keyword_block": ("|", "｜", "、", "_"),
    "broken_characters": ("锟斤", "烫烫烫", "屯屯屯", "锛", "銆", "鐨", "紝", "殑", *"鐗鎵瀹鐩鎺鏄鍏涓鍦鎴鍒閮缃绔鏂闂鍙杩鏉濡鎬鐢鍥鑱鍚闃", "????", "？？", "\ufffd", "Ã", "Â", "Ð", "Ñ", "ï", "Ï", "å", "ä", "æ", "ç", "è", "é", "á", "à", "°", "±", "»", "¹", "Рў", "Рџ", "Рё", "Рѕ", "СЂ", "СЃ", "С‚", "Р°", "繧", "繝", "縺", "縲", "蜈", "譁", "髢"),
    "service_call": ("手机", "姓名", "电话", "¥", "￥", "打开", "三连", "漏接", "错过", "錯過", "搶先看", ">", "＞", "»", "→", "第一时间", "回复", "回覆", "群", "LINE", "粉絲", "不迷路", "点击", "阅读原文", "专业", "代办", "停息挂账", "逾期协商", "延期办理", "下款", "代开"),
    "page_button": ("全文", "内容", "大图", "放大", "%", "％"),
    "novel_site": ("手机用户请", "一秒", "下一页", "下一頁", "请大家收藏"),
    "labelled_advert": ("(广告", "（广告", "[广告", "【广告", "(廣告", "（廣告", "(推广", "（推广", "(赞助", "（赞助"),
    "like_call": ("在看", "赞吧", "赞再走", "赞和", "赞与", "赞支持", "讚支持", "收藏支持", "关注", "關注", "好看", "小红心", "爱心", "讚好", "按讚", "追蹤", "订阅", "訂閱", "加入", "App", "APP", "app", "客户端", "客戶端", "緊貼", "紧贴", "转发", "轉發", "分享"),
    "pointing_call": (">>", "＞", "》》", "»", "☞", "👉", "👈", "👇"),
    "scan_call": ("扫", "掃", "识别", "識別", "长按", "長按", "微信", "公众号", "公眾號", "老师", "客服", "群"),
    "download_call": ("下载", "下載", "领取", "領取", "获取", "獲取", "报名", "報名", "购买", "購買", "预约", "預約", "试听", "試聽", "测试", "測試", "咨询", "諮詢", "参与", "參與", "加群", "进群", "入群"),
    "more_here": ("更多",),
    "farm_opening": ("大家", "各位", "跟你", "给你", "介绍", "介紹", "讲解", "講解", "分享", "讲述", "講述", "总结", "總結", "整理", "小编", "小編", "编辑部", "編輯部", "(", "（"),
    "farm_closing": ("到这里", "到此", "结束", "为止", "头像", "微信", "主页", "右侧", "电话", "名片", "到这", "到這", "到此", "小编", "小編", "编辑", "本站", "我们", "网", "網", "在线", "(", "（"),
    "ask_here": ("头像", "微信", "主页", "右侧", "电话", "名片", "本站", "我们", "网", "在线", "(", "（"),
    "ask_banner": ("没看懂", "看不懂", "没懂", "没看明白", "还是不懂", "遇到", "问题", "没有解决", "情况复杂", "疑问", "不清楚", "想咨询", "拿不准", "怕被坑", "担心"),
    "disclaimer": ("仅", "僅", "只作", "只供", "旨在", "不能", "不可", "不应", "不替代", "不代替", "不取代", "无法", "無法", "不得作", "不作", "不构成", "不構成", "不视", "不代表", "为准", "為準", "不承担", "如有变"),
    "long_disclaimer": ("声明", "聲明", "免责", "免責", "风险提示", "風險提示"),
    "reviewed_by": ("审核", "審核", "审阅", "審閱", "审校", "審校", "校对", "审定", "認證", "认证", "把关"),
    "paid_links": ("連結", "链接", "联盟", "聯盟", "返佣", "業配", "业配", "affiliate"),
    "profile_card": ("采纳率", "採納率", "好评率", "好評率", "满意度", "滿意度", "帮助", "服务", "服務", "咨询", "接诊", "问诊", "解答", "执业", "从业", "從業", "从医", "行医", "回答", "获赞", "獲讚", "被赞", "粉丝", "响应", "挂号", "评分", "等级", "点赞数", "成功案例", "浏览", "关注", "贡献", "积分", "擅长领域"),
    "name_and_trade": ("律师", "律師", "医师", "醫師", "药师", "护师", "医生", "醫生", "教授", "顾问", "专家", "营养师", "咨询师", "老师", "擅长", "擅長", "专长", "專長", "主治", "咨询领域", "执业领域", "从业资格", "顧問", "经理"),
    "theme_counts": ("℃",),
    "floor_line": ("楼", "樓", "IP", "发布于", "發佈於", "来自", "來自", "通过", "via", "from"),
    "counted": ("回复", "回覆", "回應", "回帖", "跟帖", "帖子", "贴子", "评论", "評論", "留言", "回答", "答案", "提问", "赞", "讚", "收藏", "关注", "订阅", "訂閱", "粉丝", "粉絲", "阅读", "閱讀", "浏览", "瀏覽", "點閱", "观看", "觀看", "播放", "弹幕", "转发", "分享", "文章", "原创", "围观", "咨询", "参与", "喜欢", "推荐", "感谢", "打赏", "想看", "看过", "做过", "访问", "下载", "問答", "问答", "动态", "作品", "有用", "已购", "学", "在线", "人气", "愛心", "帮助", "服务", "解答", "申请", "报名", "回应"),
    "consent_notice": ("artner", "artenaire", "ournisseur", "socios", "parceiros", "kumppan", "endors", "ornitori", "ookies", "ur-", "ccept", "accett", "ceptar", "kceptuj", "zgadzam", "przejdź", "consent", "choices", "preferences", "Auswahl", "inwilligung", "Werbung", "WERBUNG", "parties", "ustimmung"),
    "blogger_foot": ("BlogThis!", ":", ".", "："),
    "answered_remark": ("回复", "回覆", "举报"),
}  # fmt: skip
"""By rule: any one of the marks must stand in the line, as it is written there."""

_HOME_LETTERS = frozenset(home[0] for home in HOMES)
BEGINS: dict[str, Callable[[str], bool]] = {
    "encoded_data": lambda first: first.isascii() and (first.isalnum() or first in "+/"),
    "menu": lambda first: first.casefold()[0] in _HOME_LETTERS,
    "unspaced_menu": "首主网網返登导新".__contains__,
    "page_numbers": PAGE_STARTS.__contains__,
    "hashtags": "#＃".__contains__,
    "edit_link": "[".__contains__,
    "gallery_count": "+".__contains__,
    "today": "今现現当北".__contains__,
    "chapter_bar": "第".__contains__,
    "player_time": str.isdigit,
    "neighbour_link": "«‹←⟵<".__contains__,
    "archive_branch": "►▼▶▸▾".__contains__,
    "edit_note": "[ 本此oOLlEeZzNnBbDdMmÉéÚúUuПпРрОоИиSsTt".__contains__,
    "left_tags": "<".__contains__,
    "marks_only": lambda first: not first.isalnum(),
    "comment_section": str.isdigit,
    "labelled_advert": "[【〔［「《<〈*★广廣推赞贊".__contains__,
    "series_number": "这這此本今".__contains__,
    "votes": "赞贊讚踩顶頂支反有没沒同不👍👎▲0123456789已".__contains__,
    "answered_on": "回解答提追推采採编編".__contains__,
    "push": "推→噓嘘".__contains__,
    "floor_line": "BF".__contains__,
    "public_record": "索信主发成生公有效是体组服文制名关废时实签施".__contains__,
    "record_field": "索信主发成生公有效是体组服文制名关废时实签施".__contains__,
}
"""By rule: the line's first character; a rule that stands here and in another table is asked where either holds."""

ENDS: dict[str, Callable[[str], bool]] = {
    "counts": lambda last: last.isdigit() or last in COUNT_ENDS,
    "neighbour_link": "»›→⟶".__contains__,
}
"""By rule: the line's last character."""

KEY_ENDS: dict[str, Callable[[str], bool]] = {"related_list": LIST_ENDS.__contains__}
"""By rule: the last character of the line's key, or nothing where there is no key."""

CALLED = frozenset((*NEEDS, *BEGINS, *ENDS, *KEY_ENDS))
"""Rules that are asked only where a line calls them."""

_MARKS = tuple(sorted({mark for marks in NEEDS.values() for mark in marks}))
_RULES_OF = tuple(frozenset(rule for rule, marks in NEEDS.items() if mark in marks) for mark in _MARKS)
_FINDER = AhoCorasick(_MARKS, implementation=Implementation.DFA)
"""So few marks that the fastest form of the finder is small."""


def who_to_ask(blocks: tuple[Block, ...]) -> list[frozenset[str]]:
    """For each block the rules that may see something in it, among those that need a mark."""
    asked = [_by_ends(block) for block in blocks]
    starts: list[int] = []
    place = 0
    for block in blocks:
        starts.append(place)
        place += len(block.text) + 1
    page = "\n".join(block.text for block in blocks)
    starts.append(place)
    index, behind = 0, 0
    for mark, start, _ in _FINDER.find_matches_as_indexes(page, overlapping=True):
        if start >= behind:
            index = bisect.bisect_right(starts, start) - 1
            behind = starts[index + 1]
        rules = _RULES_OF[mark]
        if not rules <= asked[index]:
            asked[index] |= rules
    return asked


def _by_ends(block: Block) -> frozenset[str]:
    """The rules that a line's first and last character call; a menu may show in white space that was folded."""
    called = _begun(block.text[0])
    if ended := _ended(block.text[-1]):
        called |= ended
    if key_ended := _key_ended(block.key[-1:]):
        called |= key_ended
    return called if block.raw == block.text else called | _FOLDED


_FOLDED = frozenset({"menu"})


@cache
def _begun(first: str) -> frozenset[str]:
    return frozenset(rule for rule, calls in BEGINS.items() if calls(first))


@cache
def _ended(last: str) -> frozenset[str]:
    return frozenset(rule for rule, calls in ENDS.items() if calls(last))


@cache
def _key_ended(last: str) -> frozenset[str]:
    return frozenset(rule for rule, calls in KEY_ENDS.items() if calls(last))
