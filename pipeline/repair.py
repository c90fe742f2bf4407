"""Characters → readable characters: the few repairs that are allowed, each counted."""

import html
import re
import unicodedata

from pipeline.article import Repairs

INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ue000-\uf8ff\ufff9-\ufffc\x00-\x08\x0e-\x1f\x7f]"
)
"""Zero-width, direction and soft-hyphen marks, icon-font glyphs, control characters.

U+200C and U+200D are spelling in Persian and the Indic scripts and hold emoji together; they stay
where a letter or an emoji of those stands before them (`_JOINER`).
"""

_JOINER = re.compile(
    "(?<=[\u0600-\u06ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
_HELD = str.maketrans({"\u200c": "\ue000", "\u200d": "\ue001"})
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_ABOUT_ENTITIES = re.compile(r"HTML|html|实体|實體|转义|轉義|entit(?:y|ies)|escap", re.ASCII)
_SPACES = re.compile(r"[^\S\n]+")

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
PINYIN = re.compile(
    rf"[（(](?<=[\u3400-\u9fff].)(?=[^()（）]*[{_TONED}])"
    rf"[a-zü{_TONED}]{{1,6}}(?:[ ']?[a-zü{_TONED}]{{1,6}}){{0,5}}[)）]"
)
"""`經(jīng)`, `數(shù)據(jù)`: left by a script converter (NOISE: at least three a page)."""
PINYIN_PER_PAGE = 3
_TEACHES_PINYIN = re.compile("拼音|读音|讀音|声调|聲調|注音|念作|发音|發音|pinyin|多音字")


def repair_page(content: str) -> tuple[str, Repairs]:
    """A page with its entities decoded, invisible characters dropped, and in NFC.

    Line ends stay where they are, so that line numbers keep their meaning.

    >>> repair_page("Brun\\u00adnen &mdash; 5 &lt; 6")[0]
    'Brunnen — 5 < 6'
    """
    entities = invisible = composed = pinyin = 0
    if "&" in content:
        content, entities = _decode_entities(content)
    if INVISIBLE.search(content):
        content, invisible = _drop_invisible(content)
    if not unicodedata.is_normalized("NFC", content):
        content, composed = unicodedata.normalize("NFC", content), 1
    if not content.isascii() and ("(" in content or "（" in content):
        content, pinyin = _drop_pinyin(content)
    return content, Repairs(entities=entities, invisible=invisible, composed=composed, pinyin=pinyin)


def fold_spaces(line: str) -> str:
    """A line with its white space folded and stripped.

    >>> fold_spaces("　　本报讯  历时七个月")
    '本报讯 历时七个月'
    """
    return " ".join(line.split()) if "\n" not in line else _SPACES.sub(" ", line).strip()


def _decode_entities(content: str) -> tuple[str, int]:
    """Decode until nothing is left to decode: what went through seven hands is escaped seven times.

    A line that speaks of HTML or of entities keeps them: there they are what it shows.
    """
    if not _ENTITY.search(content):
        return content, 0
    count = 0

    def decode(line: str) -> str:
        nonlocal count
        if "&" not in line or _ABOUT_ENTITIES.search(line):
            return line
        for _ in range(8):
            found = len(_ENTITY.findall(line))
            if not found:
                break
            count += found
            line = html.unescape(line).replace("\n", " ").replace("\r", " ")
        return line

    return "\n".join(decode(line) for line in content.split("\n")), count


def _drop_invisible(content: str) -> tuple[str, int]:
    private = INVISIBLE.sub("", content)
    if "\u200c" in content or "\u200d" in content:
        # The held joiners travel as private-use characters, of which none is left by then.
        held = _JOINER.sub(lambda match: match[0].translate(_HELD), INVISIBLE_BUT_JOINERS.sub("", content))
        private = INVISIBLE_JOINERS.sub("", held).replace("\ue000", "\u200c").replace("\ue001", "\u200d")
    return private, len(content) - len(private)


INVISIBLE_JOINERS = re.compile("[\u200c\u200d]")
INVISIBLE_BUT_JOINERS = re.compile(INVISIBLE.pattern.replace("\u200b-\u200f", "\u200b\u200e\u200f"))


def _drop_pinyin(content: str) -> tuple[str, int]:
    found = len(PINYIN.findall(content))
    if found < PINYIN_PER_PAGE or _TEACHES_PINYIN.search(content):
        return content, 0
    return PINYIN.sub("", content), found
