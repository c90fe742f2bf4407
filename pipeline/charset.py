"""Bytes → characters: find the encoding a page was written in, and say what was lost.

Evidence is heard in this order; the first that fits the bytes decides: a byte-order mark, the
transport header (`declared`), the declaration in the page, UTF-8 validity, statistics. A
declaration that the bytes plainly contradict is not believed. Plainly is one of:

- the bytes are valid UTF-8, or four in five of their non-ASCII sequences are: no accident;
- more than one in ten non-ASCII characters would be lost (where UTF-8 is declared, one in two);
- another East Asian encoding gives everyday characters and the declared one does not.

Why these rules and numbers, and how they did: docs/decisions/charset.md.
"""

import codecs
import re
from encodings import aliases, normalize_encoding
from typing import Final

import chardet
import msgspec
from bs4.dammit import EncodingDetector

LOSS: Final = "\ufffd"


class Characters(msgspec.Struct, frozen=True):
    """The characters of a page, the encoding that was used, and how many sequences were lost."""

    text: str
    encoding: str
    lost: int


# The name that is written down → the Python codecs that read it, in order of trial: first what
# browsers mean by the name, mostly a superset of the standard so called; last the widest.
CODECS: Final[dict[str, tuple[str, ...]]] = {
    **{f"utf-8{mark}": (f"utf_8{mark}".replace("-", "_"),) for mark in ("", "-sig")},
    **{f"utf-16{order}": (f"utf-16{order}",) for order in ("", "-le", "-be")},
    **{name: (name.replace("-", "_"),) for name in ("utf-32", "gb18030", "koi8-r", "koi8-u")},
    "big5": ("cp950", "big5hkscs"),
    "big5hkscs": ("big5hkscs",),
    "shift_jis": ("cp932",),
    "euc-jp": ("euc_jp", "euc_jis_2004"),
    "euc-jis-2004": ("euc_jis_2004",),
    "iso-2022-jp": ("iso2022_jp_ext",),
    "euc-kr": ("cp949",),
    "ibm866": ("cp866",),
    **{f"windows-{page}": (f"cp{page}",) for page in (874, *range(1250, 1259))},
    **{f"iso-8859-{part}": (f"iso8859_{part}",) for part in (*range(2, 9), 10, *range(13, 17))},
}
_NAMES: Final = {codec: name for name, (codec, *_) in CODECS.items()}
# Python's codec → the name the web means by it (Encoding Standard, section 4.2).
_MEANT: Final = {
    **_NAMES,
    **dict.fromkeys(("gb2312", "gbk", "gb_2312_80", "cn_gb"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift_jis_2004", "windows_31j"), "shift_jis"),
    **dict.fromkeys(("euc_jis_2004", "euc_jisx0213"), "euc-jp"),
    **dict.fromkeys(("ascii", "latin_1", "iso8859_1"), "windows-1252"),
    **dict.fromkeys(("tis_620", "iso8859_11", "windows_874"), "windows-874"),
    **dict.fromkeys(("euc_kr", "windows_949"), "euc-kr"),
    **{"big5": "big5", "cn_big5": "big5", "iso8859_9": "windows-1254", "utf_8_sig": "utf-8"},
}

_MARKS: Final = (  # UTF-32 before UTF-16, whose mark it begins with
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
_MAGIC: Final = re.compile(
    rb"\x89PNG|GIF8[79]a|\xff\xd8\xff|PK(\x03\x04|\x05\x06)|\x1f\x8b\x08|BZh\d1AY|\xfd7zXZ\0"
    rb"|\x28\xb5\x2f\xfd|7z\xbc\xaf|Rar!\x1a|%PDF-\d|\x7fELF|RIFF.{4}(WEBP|WAVE|AVI )|OggS\0"
    rb"|ID3[\2-\4]|wOF[F2]\0|\0\1\0\0\0|\xd0\xcf\x11\xe0|.{4}ftyp|II\*\0|MM\0\*|SQLite format",
    re.DOTALL,
)
_CONTROLS: Final = bytes(sorted({*range(32), 127} - {*b"\t\n\v\f\r\x1b"}))  # ESC begins colours
_CONTROL_SHARE: Final = 0.05  # random bytes have 0.1, text next to none

_HEAD: Final = 4096  # bytes in which a page shows whether it is text, and declares its encoding
_SAMPLE: Final = 8192  # bytes of text that statistics look at
_LINE_OF_TEXT: Final = re.compile(rb"[^<>\r\n]+")
_SOUND_UTF8, _SOUND_SHORT_UTF8, _SOUND_DECLARED = 4, 1, 9  # characters to each lost one
_PUNCTUATION: Final = "，。、：；！？「」『』《》（）“”‘’…—·\u3000"
_HAN: Final = (
    "的一是不了在人有我他中上大和地到以要就出可也你生能而子那得下自之年作用道行所然家事成方多去法"
    "如都同面起看定天分好小部其些主理心她本前但因只想日者意力它把十民第公此已工使情明性知全三又正"
    "外高由很最重物手向文政美相被利什二等或新己制身果加西斯月合回特代信表化老世位次度任常先海通教"
    "原提立及比解水名真走各入口平系活更打女四神何安少才反受目太量再感建做接必件管期市直德命山金指"
    "克保至形社便空治展科司五基眼非白界光放即像且思王象完式色路南品住告求程北死交取拉格望共清今切"
)
_SIMPLIFIED: Final = (
    "这个们来为国说时会对于着过发后里种经么学现当没动还进样开从实军无与长机关点业将两间问并应战头"
    "体见产话内给门儿东声员论处义几认条气题尔别变总电数报结务场计资许统区队决马书则听却达强难权设"
)
_TRADITIONAL: Final = (
    "這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭"
    "體見產話內給門兒東聲員論處義幾認條氣題爾別變總電數報結務場計資許統區隊決馬書則聽卻達強灣香港"
)
_KANJI: Final = (
    "日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午"
    "百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨会事自社者発分新場立代部方"
    "対政市業定現同的法力明度経体全当理主内性最所数実作家産相関意手連合表動化選民議題機制問加不用"
)
_HANGUL: Final = (
    "이다는을가에의고하지로한서도은기를사자리아인대시정나전일해으부들스보어과수그제있었것장국주상"
    "원모만안게적관라구요공면동유민무여경성조마방신세위오소미우치영화중생되않된선진계실분문내통회"
    "반당음했습니까려할며금날러트비연심와바체드판행명차예현발운재각종간결개말물달약강배산업학교육"
)
_KANA: Final = "".join(map(chr, (*range(0x3041, 0x3094), *range(0x30A1, 0x30F7), 0x30FC)))
_EVERYDAY: Final = {  # no kana for GB18030: they have EUC-JP's bytes
    "gb18030": frozenset(_HAN + _SIMPLIFIED + _TRADITIONAL + _PUNCTUATION),
    "big5": frozenset(_HAN + _TRADITIONAL + _PUNCTUATION),
    **dict.fromkeys(("shift_jis", "euc-jp"), frozenset(_KANA + _KANJI + _PUNCTUATION)),
    "euc-kr": frozenset(_HANGUL + _PUNCTUATION),
}
_EVERYDAY_SHARE, _EVERYDAY_LEAD, _WRITTEN_SHARE = 0.3, 0.1, 0.3
_CREDIT: Final = 0.12  # what a declared encoding of another script is taken to have
_DOUBT: Final = 4  # characters taken as seen and not everyday: a few alone prove little
# What pages in UTF-16 are written with; byte-swapped text has next to none of these.
_WRITTEN: Final = frozenset(
    map(chr, (*b"\t\n\r", *range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x370, 0xE5C)))
).union(*_EVERYDAY.values())

_GUESSES: Final = (  # what chardet may answer; without the limit it finds mainframes on pages
    *("gb18030", "big5hkscs", "cp932", "euc-jp", "cp949", "koi8-r", "koi8-u", "cp866", "cp874"),
    *(f"cp{page}" for page in range(1250, 1259)),
    *("iso8859-2", "iso8859-5", "iso8859-7"),
)
# Bytes that stand for nothing in some code page: for one of them chardet rules the page out.
_HOLES: Final = b"\x81\x83\x88\x8a\x8c\x8d\x8e\x8f\x90\x98\x9a\x9c\x9d\x9e\x9f\xaa\xd2\xff"
_STRAY: Final = 16  # a hole this many times rarer than non-ASCII bytes is damage


def read_characters(data: bytes, *, declared: str | None = None) -> Characters:
    """Decode a page; never raises. `declared` is the charset label of the transport header.

    >>> read_characters("<meta charset=gb2312>朱镕基".encode("gbk"))
    Characters(text='<meta charset=gb2312>朱镕基', encoding='gb18030', lost=0)
    """
    if marked := _read_marked(data):
        return marked
    data = data.removeprefix(codecs.BOM_UTF8)  # a false one would shift the bytes that follow
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _read_unsound(data, declared)
    if _controls(data[:_HEAD]) and (name := _sixteen_bit(data)):
        return _decode(data, name)
    if text.isascii() and b"\x1b" in data:  # Japanese in seven bits, or a terminal's colours
        japanese = _decode(data, "iso-2022-jp")
        if not (japanese.lost or japanese.text.isascii()):
            return japanese
    return Characters(text, "utf-8", 0)


def looks_binary(data: bytes) -> bool:
    """Tell images, archives and programs from text, by magic number and share of control bytes."""
    head = data[:_HEAD]
    if _MAGIC.match(head):
        return True
    crowded = _controls(head) > _CONTROL_SHARE * len(head)
    marked = head.startswith(tuple(mark for mark, _ in _MARKS[1:5]))
    if not marked and not (crowded and _sixteen_bit(head)):
        return crowded
    text = read_characters(head).text
    # Unassigned and private characters count too: random bytes have more of these.
    strange = sum(not (character.isprintable() or character.isspace()) for character in text)
    return strange > _CONTROL_SHARE * len(text)


def _controls(head: bytes) -> int:
    """Count the bytes that hardly a text in an eight-bit encoding has."""
    return len(head) - len(head.translate(None, _CONTROLS))


def _read_marked(data: bytes) -> Characters | None:
    """Believe a byte-order mark, unless what follows is of another kind."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            characters = _decode(data, name)
            if _is_sound(characters, _SOUND_UTF8):
                unmarked = characters.text.removeprefix("\ufeff")  # GB18030's codec leaves it
                return Characters(unmarked, characters.encoding, characters.lost)
    return None


def _read_unsound(data: bytes, declared: str | None) -> Characters:
    """Decode what is not valid UTF-8: another encoding, or UTF-8 with damage."""
    if name := _sixteen_bit(data):
        return _decode(data, name)
    utf8 = _decode(data, "utf-8")
    if _is_sound(utf8, _SOUND_UTF8):
        return utf8
    sample = _lines_that_tell(data)
    everyday = _everyday_encoding(sample)
    for label in (declared, EncodingDetector.find_declared_encoding(data[:_HEAD], is_html=True)):
        name = _named(label or "")
        if name == "utf-8" and _is_sound(utf8, _SOUND_SHORT_UTF8):
            return utf8
        if name in (None, "utf-8") or (everyday and _contradicts(everyday, name, sample)):
            continue
        characters = _decode(data, name)
        if _is_sound(characters, _SOUND_DECLARED):
            return characters
    if everyday is None and _is_sound(utf8, _SOUND_SHORT_UTF8):
        return utf8
    return _decode(data, everyday or _guess(sample))


def _decode(data: bytes, name: str) -> Characters:
    """Decode by the first codec of the name that loses nothing, or else the least."""
    for codec in CODECS[name]:
        try:
            return Characters(data.decode(codec), _NAMES[codec], 0)
        except UnicodeDecodeError:
            continue
    attempts = [_decode_with_loss(data, codec) for codec in CODECS[name]]
    return min(attempts, key=lambda attempt: attempt.lost)


def _decode_with_loss(data: bytes, codec: str) -> Characters:
    """Put U+FFFD where the codec reads nothing, and count."""
    text = data.decode(codec, "replace")
    stood = data.decode(codec, "ignore").count(LOSS)  # a page may hold U+FFFD itself
    return Characters(text, _NAMES[codec], text.count(LOSS) - stood)


def _is_sound(characters: Characters, ratio: int) -> bool:
    """Whether that many non-ASCII characters stand against each lost one."""
    return not characters.lost or _foreign(characters.text) >= (ratio + 1) * characters.lost


def _named(label: str) -> str | None:
    """Our name for a charset label; None for one that no page of bytes ≥ 0x80 can be read by."""
    plain = normalize_encoding(label.strip(" \t\r\n\"';").lower().replace("x-", ""))
    name = _MEANT.get(aliases.aliases.get(plain, plain))
    return None if name is None or name.startswith(("utf-16", "utf-32")) else name


def _contradicts(everyday: str, name: str, sample: bytes) -> bool:
    """Whether the declared encoding has next to none of the everyday characters of another."""
    if {*CODECS[name]} & {*CODECS[everyday]}:  # Big5 and Big5-HKSCS are one evidence
        return False
    own = _everyday_share(sample, name) if name in _EVERYDAY else _CREDIT
    return own < _everyday_share(sample, everyday) / 3


def _sixteen_bit(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: one byte order gives characters that pages have."""
    head = data[:_HEAD]
    readings = (head.decode(codec, "replace") for codec in ("utf-16-le", "utf-16-be"))
    little, big = (sum(map(_WRITTEN.__contains__, reading)) for reading in readings)
    if max(little, big) < max(3 * min(little, big), _WRITTEN_SHARE * len(head) / 2, 6):
        return None
    return "utf-16-le" if little > big else "utf-16-be"


def _lines_that_tell(data: bytes) -> bytes:
    """Gather the text between tags that is not ASCII: mark-up says nothing of the encoding."""
    sample = b""
    for line in _LINE_OF_TEXT.finditer(data):
        if not line[0].isascii():
            sample += line[0][: _SAMPLE - len(sample)] + b"\n"
            if len(sample) > _SAMPLE:
                break
    return sample


def _everyday_encoding(sample: bytes) -> str | None:
    """Find the East Asian encoding in which the sample has everyday characters, if one does."""
    shares = {name: _everyday_share(sample, name) for name in _EVERYDAY}
    second, best = sorted(shares, key=lambda name: shares[name])[-2:]
    leads = shares[best] >= shares[second] + _EVERYDAY_LEAD
    return best if leads and shares[best] >= _EVERYDAY_SHARE else None


def _everyday_share(sample: bytes, name: str) -> float:
    """How many of the non-ASCII characters are everyday ones."""
    text = sample.decode(CODECS[name][-1], "replace")
    return sum(map(_EVERYDAY[name].__contains__, text)) / (_foreign(text) + _DOUBT)


def _foreign(text: str) -> int:
    """Count the characters that are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _guess(sample: bytes) -> str:
    """Ask chardet, which is at its best between the single-byte encodings."""
    foreign = len(sample) - len(sample.decode("ascii", "ignore"))
    strays = bytes(hole for hole in _HOLES if sample.count(hole) * _STRAY <= foreign)
    answers = [
        chardet.detect(lines, include_encodings=_GUESSES, compat_names=False)
        for lines in dict.fromkeys((sample, sample.translate(None, strays)))
    ]
    answer = max(answers, key=lambda answer: answer["confidence"])["encoding"]
    return _named(answer or "") or "windows-1252"
