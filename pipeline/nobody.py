"""What stands where a name would and is nobody's: a button, a label, a clause, a paper, words of the text."""

import re
from collections.abc import Sequence

from pipeline.characters import fold
from pipeline.houses import is_outlet
from pipeline.lexicon import labels, lexicon
from pipeline.spaced_names import SURNAMES

MOST_SMALL = 4
"""Letters of a word in small letters that is no nickname: the, our."""
MOST_HAN = 8
"""Han characters of a name, pen names and nicknames among them."""

_NO_PERSON = re.compile(r"^[A-Za-z]\s|[\u3400-\u9fff]{4,}\d|[组組部]$|\d+[天周月年]前")
_NO_NAME = re.compile(
    r"\b(?:about|all|article|blog|blogs|category|categories|community|contact|content|credit|design|development|discussion"
    r"|display|e-?mail|editing|enterprises|facebook|featured|filed|forum|forums|free|general|get|guide|health|home|how"
    r"|information|insight|instagram"
    r"|listen|mode|modes|more|news|no|now|our|pay|photo|products|program|quick|read|related|sale|save|send|share|shop|show"
    r"|sidebar|site|support|table|tags|telegram|the|twitter|under|view|what|whatsapp|where|why|with|your)\b",
    re.IGNORECASE,
)
"""Words of sections and buttons; no one is called so."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+")


def is_word(name: str) -> bool:
    """A button, or the label of another value."""
    key = fold(name)
    return lexicon().whole(key) is not None or key in labels()


def is_clause(name: str) -> bool:
    """`By clicking`, `by our team of editors`: small letters at the beginning of several words, or a verb."""
    words = name.split()
    return name[:1].islower() and (len(words) > 1 or name.endswith("ing") or len(name) < MOST_SMALL)


_WITH_KANA = re.compile(r"[\u4e00-\u9fff々]{2}[\u3041-\u309f]{2,3}")
"""水野りつ: a Japanese name whose second half is written as it sounds. Of sections, few are (人気まとめ)."""


def no_surname(name: str) -> bool:
    """A Han word beside a date that does not begin as names do: a section, a place, a button."""
    return bool(_HAN.match(name)) and name[0] not in SURNAMES and not _WITH_KANA.fullmatch(name)


def is_phrase(name: str) -> bool:
    """A paper, a desk, buttons, or more Han characters than a name has."""
    han = len(_HAN.findall(name))
    if not han:
        return False
    return (
        (is_outlet(name) and han == len(name))
        or ("·" not in name and han > MOST_HAN)
        or _NO_PERSON.search(name) is not None
    )


def is_common(name: str, title: str, text: Sequence[str]) -> bool:
    """Whether the title or the paragraphs have a word of it in small letters."""
    if _NO_NAME.search(name):
        return True
    words = {word.lower() for word in name.split() if len(word) > 2}
    if not words.isdisjoint(_WORD.findall(title.lower())):
        return True
    told = "\n".join(text)
    return any(word in told and re.search(rf"\b{re.escape(word)}\b", told) for word in words)
