"""A title → whether it was made from an error message."""

import re

_FILE = re.compile(r"\b[\w-]{1,40}\.(?:php|asp|aspx|jsp|inc|py|js|html?)\b", re.IGNORECASE)


_PLACE = re.compile(
    r"第\s?\d+\s?行|line \d+|\b\w{3,40}\s?\(\)|\b(?:array_\w+|include_once|require_once|include|require"
    r"|mysql_\w+|mysqli_\w+"
    r"|file_get_contents|foreach|in_array|count|fopen|session_start)\b",
    re.IGNORECASE,
)


_LATIN = re.compile("[a-z_]{3}")


_COMPLAINT = re.compile(
    r"警告|異常|异常|报错|報錯|错误|錯誤|失败|失敗|提示|warning|error|notice|exception|undefined|failed",
    re.IGNORECASE,
)


def error_title(title: str) -> bool:
    """A title made from an error message; on a technical site it is an ordinary one.

    >>> error_title("PHP编程警告:keys.php文件中第12行调用array_rand()函数时因数组为空引发错误")
    True
    >>> error_title("银行卡提示交易失败怎么办")
    False
    """
    if not _LATIN.search(title) and "行" not in title:
        return False
    return bool(_COMPLAINT.search(title)) and bool(_FILE.search(title) or _PLACE.search(title))
