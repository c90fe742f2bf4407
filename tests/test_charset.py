"""Bytes → characters: own sentences in every encoding, and what holds for any bytes."""

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charset import CODECS, LOSS, Characters, looks_binary, read_characters

SIMPLIFIED = "昨天晚上，城里的公园举行了一场音乐会，很多市民带着孩子去听。"
TRADITIONAL = "昨天晚上，城裡的公園舉行了一場音樂會，很多市民帶著孩子去聽。"
CANTONESE = "佢哋喺公園度聽音樂，啲細路仔玩得好開心，冇人想走。嗰晚嘅天氣好好。"
JAPANESE = "昨日の夜、町の公園で音楽会が開かれ、多くの人が子どもを連れて聞きに来ました。"
KOREAN = "어제 저녁 시내 공원에서 음악회가 열려 많은 시민이 아이들과 함께 들으러 왔습니다."
RUSSIAN = "Вчера вечером в городском парке прошёл концерт, на который пришли многие жители."
GREEK = "Χθες το βράδυ έγινε μια συναυλία στο πάρκο της πόλης και ήρθε πολύς κόσμος."
POLISH = "Wczoraj są tu śpiewy: w parku miejskim odbył się koncert, na który wieść ściągnęła ludzi."
GERMAN = "Gestern Abend gab es im Stadtpark ein Konzert, zu dem für Jung und Alt Bänke aufgestellt."
TURKISH = "Dün akşam şehir parkında bir konser düzenlendi ve çok sayıda kişi dinlemeye geldi."
HEBREW = "אתמול בערב התקיים קונצרט בפארק העירוני ותושבים רבים באו לשמוע."
ARABIC = "أقيمت مساء أمس حفلة موسيقية في حديقة المدينة وحضرها كثير من السكان."
THAI = "เมื่อวานตอนเย็นมีคอนเสิร์ตที่สวนสาธารณะของเมืองและมีคนมาฟังมากมาย"

WRITTEN = [
    ("gb18030", SIMPLIFIED),
    ("gb18030", TRADITIONAL),
    ("big5", TRADITIONAL),
    ("big5hkscs", CANTONESE),
    ("shift_jis", JAPANESE),
    ("euc-jp", JAPANESE),
    ("euc-kr", KOREAN),
    ("windows-1251", RUSSIAN),
    ("koi8-r", RUSSIAN),
    ("ibm866", RUSSIAN),
    ("windows-1253", GREEK),
    ("windows-1250", POLISH),
    ("iso-8859-2", POLISH),
    ("windows-1252", GERMAN),
    ("windows-1254", TURKISH),
    ("windows-1255", HEBREW),
    ("windows-1256", ARABIC),
    ("windows-874", THAI),
]
MULTI_BYTE = [row for row in WRITTEN if row[0] in {"gb18030", "big5", "shift_jis", "euc-jp", "euc-kr"}]
SENTENCES = [text for _, text in WRITTEN]


def encode(text: str, name: str) -> bytes:
    """Encode by the codec that reads the name."""
    return text.encode(CODECS[name][0])


def page(text: str, label: str) -> str:
    """Build a page that declares an encoding in its head."""
    return f'<html><head><meta charset="{label}"><title>{text}</title></head><p>{text}</p></html>'


@pytest.mark.parametrize("text", SENTENCES)
def test_utf8_is_read_as_it_is(text: str) -> None:
    """Valid UTF-8 needs no other evidence."""
    assert read_characters(text.encode()) == Characters(text, "utf-8", 0)


@pytest.mark.parametrize(("name", "text"), WRITTEN)
@pytest.mark.parametrize("times", [1, 40], ids=["short", "long"])
def test_an_undeclared_encoding_is_recognised(name: str, text: str, times: int) -> None:
    """One sentence is enough, and forty give the same."""
    text = "\n".join([text] * times)
    assert read_characters(encode(text, name)) == Characters(text, name, 0)


@pytest.mark.parametrize(("name", "text"), WRITTEN)
def test_the_declaration_of_the_page_is_heard(name: str, text: str) -> None:
    """A page that says its encoding is read by it."""
    html = page(text, name)
    assert read_characters(encode(html, name)) == Characters(html, name, 0)


@pytest.mark.parametrize(
    ("label", "name", "text"),
    [
        ("gb2312", "gb18030", "朱镕基"),
        ("GBK", "gb18030", "朱镕基"),
        ("x-gbk", "gb18030", "朱镕基"),
        ("iso-8859-1", "windows-1252", "“Straße”"),
        ("us-ascii", "windows-1252", "“Straße”"),
        ("iso-8859-9", "windows-1254", "ağaç"),
        ("ks_c_5601-1987", "euc-kr", "똠방각하"),
        ("x-sjis", "shift_jis", "①髙島屋"),
        ("Windows-31J", "shift_jis", "①髙島屋"),
        ("x-euc-jp", "euc-jp", "高島屋"),
        ("cn-big5", "big5", "台北"),
        ("Big5-HKSCS", "big5hkscs", "嘅啲"),
        ("cp1251", "windows-1251", "Да"),
        ("tis-620", "windows-874", "ไทย"),
    ],
)
def test_a_label_means_what_browsers_mean(label: str, name: str, text: str) -> None:
    """Old labels stand for their supersets, in the header as in the page."""
    assert read_characters(encode(text, name), declared=label) == Characters(text, name, 0)
    html = page(text, label)
    assert read_characters(encode(html, name)) == Characters(html, name, 0)


def test_an_xml_prolog_declares() -> None:
    """XHTML and feeds declare before the root."""
    text = f'<?xml version="1.0" encoding="koi8-r"?><p>{RUSSIAN}</p>'
    assert read_characters(encode(text, "koi8-r")) == Characters(text, "koi8-r", 0)


def test_the_header_is_heard_before_the_page() -> None:
    """As browsers do."""
    html = page("Дом", "windows-1252")
    assert read_characters(encode(html, "koi8-r"), declared="koi8-r").text == html


def test_the_page_is_heard_where_the_header_is_unknown() -> None:
    """A label that nobody knows is no evidence."""
    html = page("Дом", "koi8-r")
    assert read_characters(encode(html, "koi8-r"), declared="none") == Characters(html, "koi8-r", 0)


@pytest.mark.parametrize("label", ["gb2312", "big5", "shift_jis", "iso-8859-1", "utf-16", "rot13"])
@pytest.mark.parametrize("text", SENTENCES)
def test_valid_utf8_beats_a_declaration(text: str, label: str) -> None:
    """Templates keep the old label when a site moves to UTF-8."""
    html = page(text, label)
    assert read_characters(html.encode(), declared=label) == Characters(html, "utf-8", 0)


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "windows-1251"])
@pytest.mark.parametrize(("name", "text"), MULTI_BYTE)
def test_everyday_characters_beat_a_declaration(name: str, text: str, label: str) -> None:
    """Servers add a default charset to pages they have not looked at."""
    html = page(text, label)
    assert read_characters(encode(html, name), declared=label) == Characters(html, name, 0)


def test_a_wrong_east_asian_declaration_is_not_believed() -> None:
    """Big5 bytes are nearly always valid GB18030: validity alone cannot tell."""
    html = page(TRADITIONAL, "gb2312")
    assert read_characters(encode(html, "big5")) == Characters(html, "big5", 0)


def test_rare_characters_are_read_as_declared() -> None:
    """A list of names has no everyday character in any encoding: the label decides."""
    names = "龔曦 翟璐 鄒燁 聶嵐 嚴瑾"
    assert read_characters(encode(names, "big5"), declared="big5") == Characters(names, "big5", 0)


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
        ("\ufeff".encode("gb18030"), "gb18030", "gb18030"),
    ],
)
def test_a_mark_decides_and_leaves_the_text(mark: bytes, codec: str, name: str) -> None:
    """The mark outweighs header and page."""
    html = page(SIMPLIFIED, "big5")
    characters = read_characters(mark + html.encode(codec), declared="shift_jis")
    assert characters == Characters(html, name, 0)


def test_a_false_mark_is_dropped() -> None:
    """An included UTF-8 file may leave its mark before a page in GBK."""
    data = codecs.BOM_UTF8 + SIMPLIFIED.encode("gbk")
    assert read_characters(data) == Characters(SIMPLIFIED, "gb18030", 0)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        *SENTENCES,
        "plain words",
        "他们说这个问题已经解决了\n但是没有人知道是怎么解决的",
        "<p>的是不了</p>",
    ],
)
def test_utf16_needs_no_mark(codec: str, text: str) -> None:
    """One byte order gives characters that pages have, the other does not."""
    assert read_characters(text.encode(codec)) == Characters(text, codec, 0)


def test_japanese_in_seven_bits() -> None:
    """ISO-2022-JP is valid UTF-8, so its escapes are looked for; a terminal's are another thing."""
    data = JAPANESE.encode("iso2022_jp")
    assert read_characters(data) == Characters(JAPANESE, "iso-2022-jp", 0)
    assert read_characters(b"\x1b[31mred\x1b[0m").encoding == "utf-8"


@pytest.mark.parametrize("bad", [b"\xff", b"\x80"])
@pytest.mark.parametrize(("name", "text"), [("utf-8", SIMPLIFIED), ("utf-8", RUSSIAN), *MULTI_BYTE])
def test_one_bad_byte_costs_one_line_at_most(name: str, text: str, bad: bytes) -> None:
    """The page stays readable, before the damage and from the next line on."""
    data = encode(f"{text}\n{text}", name) + bad + encode(f"\n{text}", name)
    characters = read_characters(data)
    lines = characters.text.splitlines()
    assert (characters.encoding, lines[0], lines[-1]) == (name, text, text)
    assert lines[1].startswith(text)
    # Shift_JIS as Windows has it leaves no byte without a (private) character.
    assert characters.lost == (0 if name == "shift_jis" else 1)


@pytest.mark.parametrize(("name", "text"), [("utf-8", SIMPLIFIED), *MULTI_BYTE])
def test_a_page_cut_within_a_character_loses_that(name: str, text: str) -> None:
    """Crawlers cut pages at a size."""
    data = encode(text + "人", name)[:-1]
    assert read_characters(data) == Characters(text + LOSS, name, 1)


def test_a_stray_byte_leaves_a_single_byte_page_its_encoding() -> None:
    """0x98 stands for nothing in windows-1251; chardet alone would then call this Greek."""
    data = encode(RUSSIAN, "windows-1251") + b" \x98 " + encode(RUSSIAN, "windows-1251")
    assert read_characters(data) == Characters(f"{RUSSIAN} {LOSS} {RUSSIAN}", "windows-1251", 1)


def test_what_the_page_itself_lost_is_not_our_loss() -> None:
    """U+FFFD in the bytes was put there by somebody else."""
    text = f"{SIMPLIFIED}{LOSS}"
    assert read_characters(text.encode()).lost == 0
    assert read_characters(text.encode() + b"\xff").lost == 1


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"GIF89a\x01\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"PK\x03\x04\x14\0",
        b"%PDF-1.7\n",
        b"\x1f\x8b\x08\0",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"\0\0\0 ftypisom",
        bytes(range(256)),
        bytes(1000),
        codecs.BOM_UTF16_LE + bytes(range(256)) * 4,
    ],
)
def test_binary_is_recognised(data: bytes) -> None:
    """By magic number, or by control bytes."""
    assert looks_binary(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a stray \0 in a text of some length stays a text",
        b"\x1b[31mred\x1b[0m",
        JAPANESE.encode("iso2022_jp"),
        b"PDF and PNG and GIF are formats",
        codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"),
        *(text.encode("utf-16-be") for text in SENTENCES),
        *(encode(text, name) for name, text in WRITTEN),
    ],
)
def test_text_is_not_binary(data: bytes) -> None:
    """Whatever encoding it is in."""
    assert not looks_binary(data)


@given(st.binary(max_size=400), st.none() | st.text(max_size=12) | st.sampled_from([*CODECS]))
def test_any_bytes_are_read_and_read_alike(data: bytes, label: str | None) -> None:
    """Nothing raises, nothing is random, and each loss shows."""
    characters = read_characters(data, declared=label)
    assert characters == read_characters(data, declared=label)
    assert characters.encoding in CODECS
    assert characters.lost <= characters.text.count(LOSS)
    assert looks_binary(data) == looks_binary(data)


@given(
    st.sampled_from(["utf-8", "gb18030", "big5", "euc-kr", "euc-jp"]),
    st.text(max_size=200),
)
def test_nothing_lost_means_nothing_changed(name: str, text: str) -> None:
    """Where no character was lost, the text encodes back to the bytes.

    Not in Shift_JIS, Big5 and Big5-HKSCS, which have two codes for some characters; nor in
    ISO-2022-JP, whose escapes may be redundant; nor where a mark was taken off.
    """
    data = text.encode(CODECS[name][0], "ignore")
    characters = read_characters(data, declared=name)
    exact = {"utf-8", "utf-16-le", "utf-16-be", "gb18030", "euc-kr", "euc-jp"}
    if not characters.lost and characters.encoding in exact and data[:1] not in (b"\xef", b"\x84"):
        assert encode(characters.text, characters.encoding) == data


@pytest.mark.parametrize(
    "data",
    [
        b"\xff" * 2_000_000,
        b"word " * 400_000 + b"\xe9t\xe9",
        b"\xff<meta charset=" * 100_000,
        b"<?xml" + b" encoding='" * 100_000 + b"\xff",
        bytes(range(256)) * 8_000,
        SIMPLIFIED.encode("gb18030") * 30_000,
    ],
    ids=["one byte", "late", "declarations", "prologs", "all bytes", "page"],
)
def test_time_is_linear(data: bytes) -> None:
    """Two megabytes of the worst take a fraction of a second, so twenty take seconds."""
    start = time.perf_counter()
    read_characters(data)
    assert time.perf_counter() - start < 3
