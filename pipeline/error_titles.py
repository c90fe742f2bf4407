"""A title → whether it was made from an error message."""

import re

_FILE = re.compile(r"\b[\w-]{1,40}\.(?:php|asp|aspx|jsp|inc|py|js|html?)\b", re.IGNORECASE | re.ASCII)
"""Without Han among the letters: in 载入config.php失败 the name of the file begins and ends at a Han character."""


_PLACE = re.compile(
    r"第\s?\d+\s?行|line \d+|\b\w{3,40}\s?\(\)|\b(?:array_\w+|include_once|require_once|include|require"
    r"|mysql_\w+|mysqli_\w+"
    r"|file_get_contents|foreach|in_array|count|fopen|session_start)\b"
    r"|\$[a-z_]\w+|\bundefined (?:variable|index|offset|array key|constant|property|method|function)\b"
    r"|\b(?:fatal|parse) error\s?[:：]|\buncaught \w+|\baccess denied for user\b"
    r"|\b(?:upstream (?:prematurely|timed out)|connection (?:refused|reset|timed out)|bad gateway|gateway time-?out"
    r"|SQLSTATE|\w{2,30}Exception|fsockopen|variable not exists|ThinkPHP)\b"
    r"|\bPHP\s?(?:警告|异常|異常|报错|報錯|错误|錯誤)",
    re.IGNORECASE | re.ASCII,
)


_LATIN = re.compile("[A-Za-z_]{3}")


_COMPLAINT = re.compile(
    r"超时|超時|拒绝|拒絕|prematurely|refused|timed out"
    r"|警告|異常|异常|报错|報錯|错误|錯誤|失败|失敗|提示|warning|error|notice|exception|undefined|failed|denied"
    r"|fehler|erreur|ошибк|hatası",
    re.IGNORECASE,
)


def error_title(title: str) -> bool:
    """A title made from an error message; on a technical site it is an ordinary one.

    >>> error_title("PHP编程警告:keys.php文件中第12行调用array_rand()函数时因数组为空引发错误")
    True
    >>> error_title("网站首页异常:require_once载入head.php失败的处理办法")
    True
    >>> error_title("Redis连接超时:list.php第57行fsockopen()返回false的借贷站点修复")
    True
    >>> error_title("银行卡提示交易失败怎么办"), error_title("The fatal error of Captain Wren")
    (False, False)
    """
    if not _LATIN.search(title) and "行" not in title:
        return False
    return bool(_COMPLAINT.search(title)) and bool(_FILE.search(title) or _PLACE.search(title))
