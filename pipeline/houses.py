"""How papers, sites, offices and companies are called; who gives a notice, and on which day."""

import re

OFFICES = (
    "局|委员会|委員會|村委会|办公室|辦公室|政府|公所|厅|廳|部|处|處|院|校|中心|大学|大學|[中小]学|[中小]學|协会|協會|学会"
    "|集团|集團|公司|支队|法院|检察院|銀行|银行|[支分]行|工会|站|所|社|厂|馆|队|社区|工作组|人事科|教[务導导]处|总务处|编委会|业委会|居委会|物业"
)
"""How they end in Chinese: one of these, for a pattern."""
_OFFICE = re.compile(rf"[\u3400-\u9fff（）()]{{2,28}}(?:{OFFICES})")
_SIGNED_DAY = re.compile(
    r"(?:(?:19|20)\d\d|[二〇○零一三四五六七八九]{4})\s?年\s?[\d一二三四五六七八九十]{1,2}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日"
)
"""As a notice is dated; a page's own day has other forms as often."""
_COURT_LINE = re.compile(
    r"[（(]\d{4}[)）]\s?[\u3400-\u9fff]{1,3}\s?\d{0,4}\s?[\u3400-\u9fff]{1,4}\s?\d{1,7}\s?号(?:之[一二三四五\d])?"
    r"|[民刑行执]\s?[事政行]\s?(?:附\s?带\s?民\s?事\s?)?(?:判\s?决|裁\s?定|调\s?解|决\s?定)\s?书"
    r"|(?:代理)?(?:审判长|审判员|人民陪审员|书记员|法官助理|执行员)\s+[\u3400-\u9fff]{2,4}"
)
NOTICE = re.compile(
    r"(?:公告|通告|通知|公示|启事|声明|通报|告知书|公开信|判决书|裁定书|调解书|决定书)(?:[（(].{1,12}[)）])?"
)
"""How the title of a notice or a judgment ends."""
_SITE_ENDING = re.compile(
    r"(?:报|報|网|網|社|台|臺|新闻|新聞|在线|在線|周刊|週刊|杂志|雜誌|电视|電視|日报|晚报|客户端|频道|頻道|小组|小組|编辑部|協會|协会|学会|學會|读书会|委员会|公司|银行|平台|课堂|学院|派出所|研究所|研究院|研究中心|博物馆|博物館|图书馆|联盟|财经组|財經組|工作室|服务队|通讯|通訊|论坛|論壇|报道|電子報|中心|社区|出版社|(?<=[\u3400-\u9fff]{2})(?:财经|財經|资讯|資訊))$"
)
_PAPER = re.compile(
    r"^The \S+.* (?:Times|News|Post|Herald|Tribune|Gazette|Journal|Sentinel|Courier|Chronicle|Observer|Press|Mail"
    r"|Guardian|Telegraph|Review|Magazine|Standard|Independent|Examiner|Bulletin|Argus|Echo|Dispatch|Register|Ledger)$"
    r"|\b(?:News|Newspaper|Herald|Tribune|Gazette|Chronicle|Courier|Sentinel|Magazine|Zeitung|Tageblatt|Nachrichten"
    r"|Anzeiger|Rundschau|Courrier|Dépêche|Gazeta|Kurier|Dziennik|Diario|Gazzetta|Corriere|Giornale|Jornal|Folha"
    r"|Gazetesi|Haber|Postası|Online)$"
    r"|^(?:Le|La|El|Il|O|A) (?:Courrier|Journal|Gazette|Dépêche|Voix|Faro|Diario|Heraldo|Periódico|Giornale|Gazzetta"
    r"|Corriere|Jornal|Folha)\b"
    r"|^(?:Kurier|Gazeta|Dziennik|Diario|Corriere|Jornal|Folha|Báo|Газета) \S"
)
"""How papers are called in some languages; no person is."""


def is_outlet(name: str) -> bool:
    """Whether a name ends as papers, agencies and sites do: 江城晚报, 新华社, The Calder Valley Sentinel."""
    return _SITE_ENDING.search(name) is not None or _PAPER.search(name) is not None


def is_office(name: str) -> bool:
    """Whether an office, a company or a school is called so: 临水市自来水有限公司, 石泉县第二小学."""
    return _OFFICE.fullmatch(name) is not None


def of_court(line: str) -> bool:
    """Whether a line is a judgment's own: its docket number, what it is called, who signs it.

    >>> of_court("（2022）河0102民初3317号"), of_court("民 事 判 决 书"), of_court("书记员介绍")
    (True, True, False)
    """
    return _COURT_LINE.fullmatch(line) is not None


def gives_notice(line: str, below: str) -> bool:
    """Whether two lines are the end of a notice: who gives it, and below it the day, in figures or words.

    >>> gives_notice("青石县自来水有限公司", "2023年11月20日"), gives_notice("青石县教育局", "二〇二三年五月六日")
    (True, True)
    >>> gives_notice("灯塔", "2023年11月20日"), gives_notice("青石县教育局", "5月6日起施行")
    (False, False)
    """
    return is_office(line) and is_signed_day(below)


def is_signed_day(line: str) -> bool:
    """Whether a line is a day and nothing else, as a notice has it below."""
    return _SIGNED_DAY.fullmatch(line) is not None
