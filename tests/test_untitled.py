"""What tells that a line of a page's head is no title."""

import pytest

from pipeline.untitled import credits, is_field, measures, steps_of


@pytest.mark.parametrize(
    "line",
    ["Photographs and text by Cal Wick", "Edited by Tam Orrin", "M. Avil, P. Torsen and K. Nade", "主讲：沈既明"],
)
def test_a_credit_is_known(line: str) -> None:
    """It stands between title and text, and the judge of lines takes it for the article's."""
    assert credits(line)


@pytest.mark.parametrize(
    "line", ["Photo books worth buying", "Words to live by", "Edition of the year", "整理房间的人"]
)
def test_a_title_that_begins_like_a_credit_is_none(line: str) -> None:
    """The first word alone says nothing."""
    assert not credits(line)


@pytest.mark.parametrize("line", ["800 g de mirabelles", "2 EL Zucker", "10:30 AM – Story Room", "18:00更新"])
def test_an_amount_or_an_hour_is_known(line: str) -> None:
    """Ingredients and programmes stand above the first sentence of many pages."""
    assert measures(line)


@pytest.mark.parametrize("line", ["30 Jahre Chor", "5 ways to fold a map", "2 Gräber am Fluss", "10 Großmütter"])
def test_a_title_with_a_number_is_no_amount(line: str) -> None:
    """A unit is a word by itself."""
    assert not measures(line)


def test_a_field_of_an_event_is_known() -> None:
    """Its place stands right above its date."""
    assert is_field("门诊地点：东楼302") and is_field("Standort: Mulda")
    assert not is_field("深圳：新线开通") and not is_field("Where the river bends")


def test_a_path_and_a_menu_have_steps() -> None:
    """In one line; the name of a band and its song has two pieces, a sentence none."""
    assert len(steps_of("Agenda | Saal | Kontakt")) == 3
    assert len(steps_of("Россия / Область / Мезень")) == 3
    assert steps_of("And/or: a history") == []
