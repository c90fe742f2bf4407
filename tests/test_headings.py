"""Which lines of a text are headings."""

import pytest
from pages import PROSE, blocks

from pipeline.headings import heading_at

LONG = (
    "The harbour office keeps its lamps in a drawer, and nobody has asked for them since the ferry stopped in autumn."
)


def headings(*lines: str) -> list[str]:
    """The headings of lines that stand between sentences."""
    page = blocks(*PROSE, *lines, *PROSE)
    found = (heading_at(page, place) for place in range(len(page)))
    return [one.shown for one in found if one is not None]


@pytest.mark.parametrize(
    "name", ["Zubereitung", "注意事项", "Ingredientes (4 personas)", "【材料】", "Примечания", "まとめ"]
)
def test_what_sections_are_called_heads_one(name: str) -> None:
    """Whatever stands around it: a list without marks, here."""
    assert headings("2 Eier", "Salz", name, "Mehl", "Butter") == [name]


def test_a_name_with_a_colon_leads_in() -> None:
    """As a sentence would."""
    assert headings("2 Eier", "Salz", "Zutaten:", "Mehl", "Butter", "Zucker") == []


def test_names_in_a_row_are_a_table_of_contents() -> None:
    """The last of them may head what follows."""
    assert headings("Zutaten", "Zubereitung", "Tipps", LONG) == ["Tipps"]


def test_a_title_over_a_long_sentence_ends_a_list_without_marks() -> None:
    """A row with a value does not, nor what stands over a short sentence."""
    assert headings("2 eggs", "salt", "In the harbour office", LONG) == ["In the harbour office"]
    assert headings("2 eggs", "salt", "Weight: 3 kg", LONG) == []
    assert headings("2 eggs", "salt", "In the harbour office", "Nobody came.") == []


@pytest.mark.parametrize("day", ["{}月9日", "2020年{}月9日", "2020-0{}-09"])
def test_days_over_text_head_a_diary_s_entries(day: str) -> None:
    """Three of them; two are days in a text."""
    entries = [line for month in "123" for line in (day.format(month), "今天把灯擦了一遍,油也换了新的。")]
    assert headings(*entries) == [day.format(month) for month in "123"]
    assert headings(*entries[:4]) == []


@pytest.mark.parametrize(
    "said",
    ["「痛っ」", "“Is that so?”", "— Що читають найбільше?", "[23:20] KIM: Then?", "(Long silence)", "@moon yes"],
)
def test_what_somebody_says_is_no_heading(said: str) -> None:
    """Nor is a remark on the scene."""
    assert headings(said) == []


def test_a_heading_in_quotation_marks_is_one() -> None:
    """Where it is no whole sentence."""
    assert headings("“木头的脾气,比人长”") == ["“木头的脾气,比人长”"]


def test_counted_lines_without_text_between_are_a_list() -> None:
    """A chapter over its first section is a heading, and so is a section over text."""
    assert headings("一、例假日停驶", "二、第四班不经小学", "三、票价十五元") == ["三、票价十五元"]
    assert headings("第一章 总则", "第一节 目的", LONG) == ["第一章 总则", "第一节 目的"]
    assert headings("3 方法", "3.1 材料", LONG) == ["3 方法", "3.1 材料"]


@pytest.mark.parametrize("line", ["£1,150 pcm", "6.2kg", "▲里长在圳边", "图4:金额含本年利息"])
def test_amounts_and_captions_are_no_headings(line: str) -> None:
    """Though they are short and stand over a sentence."""
    assert headings(line) == []
