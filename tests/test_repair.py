"""The few repairs that are allowed, each counted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import article

from pipeline.repair import fold_spaces, repair_page


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        ("&#28783;&#x5854;", "灯塔"),
        ("&amp;amp;amp;lt;", "<"),
        ("a&nbsp;b", "a\xa0b"),
        ("AT&T, R&D; 5 & 6", "AT&T, R&D; 5 & 6"),
        ("&nosuchthing;", "&nosuchthing;"),
    ],
)
def test_entities_are_decoded(written: str, read: str) -> None:
    """However often they were escaped; an ampersand is an ampersand."""
    assert repair_page(written)[0] == read


def test_an_article_about_entities_keeps_them() -> None:
    """There they are what it shows."""
    line = "HTML 里要写 &lt; 才会显示小于号。"
    assert repair_page(line)[0] == line


def test_invisible_characters_go() -> None:
    """Zero-width, soft hyphen, byte-order mark, icon fonts, controls."""
    text, repairs = repair_page("灯\u200b塔\u00ad看\ufeff守\ue601人\x07")
    assert (text, repairs.invisible) == ("灯塔看守人", 5)


def test_joiners_that_are_spelling_stay() -> None:
    """In Persian, in the Indic scripts, in emoji; between Latin letters they are noise."""
    for word in ("می\u200cرود", "क्\u200dष", "👩\u200d👧"):
        assert repair_page(word)[0] == word
    assert repair_page("a\u200db")[0] == "ab"


def test_characters_are_composed() -> None:
    """Unicode NFC, and no more: full width stays full width."""
    assert repair_page("e\u0301te\u0301")[0] == "été"
    assert repair_page("ＡＢＣ，（１）")[0] == "ＡＢＣ，（１）"


def test_pinyin_of_a_converter_goes() -> None:
    """Three and more on a page; a text that teaches pinyin keeps it."""
    text, repairs = repair_page("經(jīng)過(guò)數(shù)據")
    assert (text, repairs.pinyin) == ("經過數據", 3)
    assert repair_page("拼音:經(jīng)過(guò)數(shù)據")[1].pinyin == 0
    assert repair_page("經(jīng)過(guò)數據")[0] == "經(jīng)過(guò)數據"


def test_repairs_are_written_down() -> None:
    """An article says what was done to its characters."""
    repairs = article("守塔第十九年,老吴&ldquo;第一次&rdquo;接受\u200b采访,窗外是四级风。").quality.repairs
    assert (repairs.entities, repairs.invisible) == (2, 1)


def test_a_sound_page_needs_no_repair() -> None:
    """And none is recorded."""
    text = "守塔第十九年,老吴第一次接受采访。"
    assert repair_page(text) == (text, type(repair_page(text)[1])())


@given(st.text())
def test_lines_stay_where_they_are(text: str) -> None:
    """Numbers of lines keep their meaning."""
    assert repair_page(text)[0].count("\n") == text.count("\n")


@given(st.text())
def test_repairing_twice_is_repairing_once(text: str) -> None:
    """What is readable is left alone."""
    once = repair_page(text)[0]
    assert repair_page(once)[0] == once


@given(st.text(alphabet=st.characters(blacklist_characters="&")))
def test_no_letter_comes_or_goes(text: str) -> None:
    """Without entities, letters in are letters out."""
    composed = unicodedata.normalize("NFC", text)
    kept = [character for character in composed if character.isalpha()]
    if not repair_page(text)[1].pinyin:
        assert [character for character in repair_page(text)[0] if character.isalpha()] == kept


@given(st.text())
def test_folded_white_space_is_single(text: str) -> None:
    """One space between words, none at the ends."""
    folded = fold_spaces(text.replace("\n", " "))
    assert folded == " ".join(folded.split(" ")).strip()
    assert "  " not in folded
