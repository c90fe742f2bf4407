"""What stands in an author's place → names of people; placeholders and addresses are nobody."""

import re

_BY = re.compile(
    r"^\s*(?:(?:written|posted|published|reviewed|words)\s+)?by[:\s]+|^\s*(?:author|作者|文|撰文|记者|記者)\s*[:：|/]\s*",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:[,，、;；|&/]|\band\b|\bund\b|\bet\b|\by\b)\s*", re.I)
_TAIL = re.compile(
    r"\s*(?:[|•·–—]|\bon\s|\bpublished\b|\bupdated\b|\bposted\b|\d{1,2}\s"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d).*$"
)
_TITLES = re.compile(r",?\s+(?:Ph\.?D\.?|M\.?D\.?|MSc|MBA|RN|CFA|CPA|Esq\.?|Jr\.?)$", re.I)
_NOBODY = frozenset(
    [
        "admin",
        "administrator",
        "author",
        "authors",
        "editor",
        "editors",
        "editorial",
        "staff",
        "team",
        "undefined",
        "null",
        "none",
        "anonymous",
        "unknown",
        "guest",
        "user",
        "root",
        "webmaster",
        "佚名",
        "匿名",
        "管理员",
        "管理員",
        "编辑",
        "編輯",
        "小编",
        "本站",
        "网络",
        "網絡",
    ]
) | {"[your name]", "editorial team", "editorial staff", "staff writer", "super user"}
_LONGEST = 60


def people(written: list[str]) -> list[str]:
    """The names in it, in order, without repetitions.

    >>> people(["By Jane Doe and John Roe", "https://example.com/jane", "admin"])
    ['Jane Doe', 'John Roe']
    """
    names: list[str] = []
    for text in written:
        if "://" in text or "www." in text:
            continue
        for part in _BETWEEN.split(_BY.sub("", " ".join(text.split()))):
            name = _TITLES.sub("", _TAIL.sub("", _BY.sub("", part))).strip(" .:·-–—\"'")
            if _is_name(name) and name.lower() not in {each.lower() for each in names}:
                names.append(name)
    return names


def _is_name(text: str) -> bool:
    """Short, with letters, no address, no placeholder."""
    if not 1 < len(text) <= _LONGEST or "://" in text or "@" in text or "www." in text:
        return False
    folded = text.lower()
    if folded in _NOBODY or not any(letter.isalpha() for letter in text):
        return False
    return len(text.split()) <= 6 and sum(letter.isdigit() for letter in text) <= len(text) // 3
