"""Rules for what forums and sites of users' posts print around each text: floors, devices, counts, pushes, records.

Every rule reads one block; `Takes` and `Leaves` are tested.
"""

import re

from pipeline.edits import LONGEST as EDIT_NOTE
from pipeline.edits import edited
from pipeline.houses import is_office
from pipeline.model import Block

_WHEN = r"\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s?\d{1,2}:\d\d(?::\d\d)?)?"
_PLACE = r"(?:IP\s?属地|IP\s?屬地|发布于|發佈於|IP)\s?[:：]?\s?[\u4e00-\u9fff]{2,6}"
_DEVICE = r"(?:发布于|發佈於|来自|來自|通过|via|from)\s?[^\s。,，:：]{0,16}?\s?(?:客户端|客戶端|手机贴吧|手机版|手機版|网页版|網頁版|iPhone(?: ?\d{0,2}\w{0,8})?|iPad|Android|安卓(?:手机)?|[Aa][Pp][Pp]|微博|小程序|触屏版|[A-Za-z安卓苹果手机电脑]{2,8}版)"
_FLOOR = re.compile(
    rf"(?:(?:举报|檢舉|回复|收起回复|\||\s|只看(?:TA|楼主|该作者)|本楼含有高级字体|{_PLACE}|{_DEVICE}|\d{{1,5}}\s?[楼樓#＃](?![\u4e00-\u9fff])|[BF]\d{{1,4}}(?!\w)|{_WHEN}|(?:回复|回覆|赞|讚|踩)\s?[(（]?\d{{0,6}}[)）]?)[\s|·・，,]*){{1,8}}$"
)
_TELLS_FLOOR = re.compile(rf"\d\s?[楼樓]|{_PLACE}|{_DEVICE}|^[BF]\d{{1,4}}$")
_NUMBER = r"\d[\d.,]*\s?[万萬wWkK千]?\+?"
_THING = (
    "回复贴|回复|回覆|回應|回帖|跟帖|帖子|贴子|评论|評論|留言|回答|答案|提问|人?赞同了?(?:该|此)?(?:回答|文章)?|人?点赞|人?點讚|人?赞|人?讚|个?赞"
    "|人?收藏|人?关注|人?關注|关注者|订阅|訂閱|粉丝|粉絲|阅读|閱讀|浏览|瀏覽|點閱|观看|觀看|播放|弹幕|转发|分享|篇?文章|原创|获赞|人?围观|人?咨询|人?参与|人?喜欢|人?推荐|人?感谢"
    "|人?已?打赏|人?已?赞赏|人?成功申请|人?报名|回应|人?想看|人?看过|人?做过(?:这道菜)?|访问|下载|問答|问答|动态|作品|人?觉得有用|人?已购|人?已?学|人?在线|人气|個?愛心|則?留言"
)
_COUNTED = re.compile(
    rf"(?:综合评分\s?\d\.\d\s*[・·]?\s*)?(?:(?:共|今日已有|已有|已装填|\d天内|还有|還有|查看|看|查看全部|全部|其他|其余|較舊的|看較舊的|剩余|超过|收到)?\s?{_NUMBER}\s?(?:个|個|条|條|则|則|篇|人|次|位|楼|名|位网友|名网友)?\s?(?:{_THING})(?:[,，]?\s?(?:点击查看|查看更多|查看|展开|加载更多|共\s?\d+\s?[页頁]|跳到\s?[页頁]?\s?确定?))?[\s|·・,，/、]*){{1,7}}$"
)
_HELPED = re.compile(
    rf"(?:已帮助|已服务|已解答|累计帮助|累计服务|帮助了|阅读量|获赞数?|被赞)\s?[:：]?\s?{_NUMBER}\s?(?:人|次|位)?"
)
_RECORD = re.compile(
    r"(?:索\s?引\s?号|信息索引|主题分类|主題分類|主题词|发文机关|发文机构|发文单位|发文字号|发文日期|成文日期|生成日期|公开日期|公开方式|公开范围|公开时限|公开形式|公开类别|公开责任部门|有效性|效力状态|是否有效|信息分类|体裁分类|组配分类|服务对象|文\s?号|文件编号|公文种类|制发机关|发布机构|信息来源|名\s?称|信息名称|关键词|生效日期|废止日期|时效性|实施日期|签发人|施行日期)\s?[:：]\s?\S{0,40}"
)
_SURE_RECORD = re.compile(
    r"索\s?引\s?号|发文字号|发文机关|主题分类|组配分类|体裁分类|公开方式|公开时限|信息分类|公文种类"
)
_THEME = re.compile(
    r"(?:[^\s(（]{1,20}\s)?\d{1,3}\s?(?:年|个月|周|天|小时|分钟)前\s?[(（](?:\d{4}-)?\d{1,2}-\d{1,2}[)）]\s(?:[^\s℃]{1,16}\s){0,3}\d{1,8}\s?℃(?:\s\d{1,6}\s?(?:条)?评论)?(?:\s\d{1,6}喜欢)?"
)
AGO = re.compile(
    r"(?:\d{1,3}|an?|one|last) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?)\.? ago"
    r"|vor (?:\d{1,3}|einem|einer) ?(?:Sek|Min|Std|Tg|Wo|Mon|J|Sekunden?|Minuten?|Stunden?|Tag|Tagen|Wochen?|Monat|Monaten|Jahr|Jahren)\.?"
    r"|il y a (?:\d{1,3}|une?) ?(?:s|min|h|j|sem|secondes?|minutes?|heures?|jours?|semaines?|mois|ans?)\.?"
    r"|(?:hace|há) (?:\d{1,3}|una?|uma?) ?(?:s|min|h|d|sem|minutos?|horas?|d[ií]as?|semanas?|mes|meses|mês|a|años?|anos?)\.?|\d{1,3} (?:minutos?|horas?|dias?|semanas?|m[eê]s|meses|anos?) atrás"
    r"|\d{1,3} (?:min|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi])\.? fa|\d{1,3} (?:min|u|uur|d|dag|dagen|w|week|weken|mnd|maand|maanden|jr|jaar)\.? geleden"
    r"|\d{1,3} (?:min|minut\w?|godz|godzin\w?|dni|dzień|tyg|tygodni\w*|mies|miesi\w+|lat|lata|rok\w?)\.? temu|před \d{1,3} (?:min\w*|hod\w*|dn\w+|týdn\w+|měsíc\w*|let|lety|roky)\.?"
    r"|\d{1,3} (?:мин\w*|ч|час\w*|дн\w*|день|нед\w*|мес\w*|год\w*|лет)\.? назад|\d{1,3} (?:хв\w*|год\w*|дн\w*|день|тиж\w*|міс\w*|рок\w*)\.? тому"
    r"|\d{1,3} (?:dakika|dk|saat|gün|hafta|ay|yıl) önce|för \d{1,3} (?:min\w*|tim\w*|dag\w*|vecko\w*|mån\w*|år) sedan|for \d{1,3} (?:min\w*|time\w*|dag\w*|uge\w*|uke\w*|måned\w*|år) siden"
    r"|\d{1,3} (?:min\w*|tun\w*|päiv\w*|viiko\w*|kuuka\w*|vuot\w*|v|kk|pv|h) sitten|πριν (?:από )?\d{1,3} (?:λεπτ\w*|ώρ\w*|ημέρ\w*|μέρ\w*|εβδομάδ\w*|μήν\w*|χρόν\w*|έτη)|acum \d{1,3} (?:min\w*|or\w+|zile?|săptămân\w+|lun\w+|ani?)"
    r"|\d{1,3} (?:phút|giờ|ngày|tuần|tháng|năm) trước|\d{1,3} (?:menit|jam|hari|minggu|bulan|tahun)(?: yang)? lalu|\d{1,3} ?(?:秒|分|時間|日|週間|[かヶカ]月|年)前|\d{1,3} ?(?:초|분|시간|일|주|개월|달|년) ?전|\d{1,3} ?(?:秒钟?|分钟|分鐘|小时|小時|天|周|週|个月|個月|年)前",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r".*\S\s(?:(?:\[?(?:赞|讚|点赞|點讚|支持|顶|頂|踩)\]?\s?[(（]?\d{0,6}[)）]?\]?)\s*[·|]?\s*){1,2}\[?(?:回复|回覆|举报)\]?(?:\s?[(（]?\d{0,6}[)）]?)?$"
)
_PUSH = re.compile(r"(?:推|→|噓|嘘)\s{1,2}[A-Za-z][\w]{1,14}\s{0,12}[:：]")
_PUSHED = re.compile(r"\d{1,2}/\d{1,2}(?:\s\d{1,2}:\d\d)?$")


LONGEST_FOOT = 160
_POSTED_AT = re.compile(
    r"(?:Posted by|張貼者[:：]|发帖者[:：]?|投稿者[:：]?|작성자[:：]?|Publicado por|Publicada por|Publié par|Gepostet von|Eingestellt von"
    r"|Pubblicato da|Geplaatst door|Автор[:：]|Autor[:：]|Przesłane przez|Diposting oleh|Được đăng bởi|Gönderen|Lagt inn av"
    r"|Upplagd av|Vystavil)\s?\S.{0,40}?\s(?:at|於|于|時刻[:：]|a la\(s\)|a las|às|à|um|alle(?: ore)?|op|в|o|di|lúc|zaman[:：]|kl\.?|v)?\s?"
    r"(?:上午|下午|午前|午後|오전|오후)?\s?\d{1,2}[:.]\d{2}(?:\s?[AP]\.?M\.?)?(?:\s+(?:No comments|沒有留言|没有评论|尚無留言|\d+\s?(?:則留言|条评论"
    r"|comments?)|0 件のコメント|コメントはありません|댓글 없음|No hay comentarios|Nenhum comentário|Aucun commentaire|Keine Kommentare"
    r"|Nessun commento|Комментариев нет|Brak komentarzy)\s?[:：]?)?\s*"
)


def floor_line(block: Block) -> bool:
    """The line of a forum that says which floor a post is, whence and when.

    Takes: 举报|来自手机贴吧2楼2019-03-04 12:33回复
    Takes: IP属地:浙江来自Android客户端3楼2022-12-03 14:02
    Takes: 来自 iPhone客户端
    Leaves: 3楼的灯坏了一个月
    """
    text = block.text
    return block.size <= 90 and not block.stops and bool(_TELLS_FLOOR.search(text)) and bool(_FLOOR.match(text))


def counted(block: Block) -> bool:
    """How many answers, readers or followers there are, the number first.

    Takes: 78回复贴,共3页
    Takes: 3 篇文章 0 订阅
    Takes: 2,131 人赞同了该回答
    Takes: 看較舊的 3 則留言
    Takes: 已帮助:3.1万人
    Takes: 综合评分 8.6 ・ 1032 人做过这道菜
    Leaves: 3 篇文章读懂灯塔
    """
    if block.size <= 30 and _HELPED.fullmatch(block.text):
        return True
    return (
        block.size <= 70
        and not block.stops
        and any(mark.isdigit() for mark in block.text[:8])
        and bool(_COUNTED.match(block.text))
    )


def public_record(block: Block) -> bool:
    """A field of the table with which a government's page records a document.

    Takes: 发文字号:江政办发〔2020〕3号
    Takes: 索 引 号:000014349/2020-00012
    Leaves: 主题词:灯塔
    """
    return (
        block.size <= 160
        and not block.stops
        and bool(_RECORD.match(block.text))
        and bool(_SURE_RECORD.search(block.text))
    )


def _said(line: str) -> str:
    return line.replace("：", ":").partition(":")[2].strip()


def theme_counts(block: Block) -> bool:
    """Who wrote in which class on which day, and how warm it has grown: the themes of many Chinese blogs say it so.

    Gold: 0 lines in Han.

    Takes: 半亩田 2年前 (2022-03-04) 基金笔记 1742℃ 0评论
    Takes: 3个月前 (03-04) 随笔 56℃
    Leaves: 今年三月 (2022-03-04) 最高气温 17℃
    """
    return block.size <= 100 and not block.stops and _THEME.fullmatch(block.text) is not None


def edit_note(block: Block) -> bool:
    """What a board prints under a post that was changed.

    Takes: Last edited by treadle on Sat Feb 04, 2017 4:51 pm, edited 1 time in total.
    Takes: 本帖最后由 老秦 于 2022-3-14 08:02 编辑
    Leaves: Edited by Ned Harbour, the 2022 volume has a new index.
    """
    return block.size <= EDIT_NOTE and edited(block.text) is not None


def record_field(block: Block) -> bool:
    """A field of such a table that other texts have, too.

    Takes: 名称: 关于2022年度社会保险补贴申报的通知
    Takes: 有效性:有效
    Leaves: 名称由来已久
    Leaves: 名称：石泉县第二小学
    """
    return (
        block.size <= 160 and not block.stops and bool(_RECORD.match(block.text)) and not is_office(_said(block.text))
    )


def gallery_count(block: Block) -> bool:
    """How many more pictures there are.

    Takes: +12
    Leaves: +12℃
    Leaves: +1
    """
    return len(block.text) <= 3 and block.text[0] == "+" and block.text[1:].isdecimal() and block.text != "+1"


def relative_time(block: Block) -> bool:
    """How long ago a post was written, and nothing else.

    Takes: 2 jr. geleden
    Takes: hace 3 semanas
    Takes: 5 часов назад
    Leaves: 2 jr. geleden was dit dak nog heel
    Leaves: Two years ago
    """
    return block.size <= 24 and AGO.fullmatch(block.text.strip("•·.() ")) is not None


def push(block: Block) -> bool:
    """A push of a Taiwanese board: a mark, a name, a word and the minute.

    Takes: 推 wheat03: 這篇好文 03/04 12:30
    Takes: → barley: 真的假的 03/04 12:31
    Leaves: 推 wheat: 是大麥的筆名。
    """
    return len(block.text) <= 200 and bool(_PUSH.match(block.text)) and bool(_PUSHED.search(block.text))


def answered_remark(block: Block) -> bool:
    """What a reader said, with the buttons behind it on the same line.

    Takes: 阿木：看完想去坐一次渡船。 赞 26 回复
    Takes: 渡口的灯什么时候换的？ [支持(8)] [回复]
    Leaves: 他在帖子下点赞并回复
    Leaves: 你可以给留言点 赞 或 回复
    """
    text = block.text
    if block.size > 400 or text[-1] not in "复覆报])）0123456789":
        return False
    return any(mark.isdigit() for mark in text[-24:]) and _ANSWERED.match(text) is not None


def blogger_foot(block: Block) -> bool:
    """What Blogger prints below each post, in the language of the blog: who, at what hour, how many comments, buttons.

    Takes: 張貼者： 林素心 於 下午9:12 沒有留言：
    Takes: Posted by Ned Harbour at 9:12 PM No comments:
    Takes: 以電子郵件傳送這篇文章 BlogThis! 分享至 Facebook
    Leaves: Posted by the door at 9:12 PM, the sign was gone by ten.
    """
    text = block.text
    return block.size <= LONGEST_FOOT and (_POSTED_AT.fullmatch(text) is not None or "BlogThis!" in text)


NAVIGATION = (floor_line, blogger_foot, counted, gallery_count)
METADATA = (theme_counts, edit_note, public_record, record_field)
COMMENT = (push, answered_remark, relative_time)

EDGE = frozenset({"counted", "record_field"})
"""Believed only outside the article's running text, or beside other removed lines."""
