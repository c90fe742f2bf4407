"""Values of bylines and declarations: the people in them, and what only stands where people stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.houses import is_outlet
from pipeline.names import all_names, is_no_person, is_nobody, names


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("By Ines Ballard and Joan Reed", ["Ines Ballard", "Joan Reed"]),
        ("Ines Ballard, Joan Reed, and Ada Quill", ["Ines Ballard", "Joan Reed", "Ada Quill"]),
        ("Ines Ballard, MD, RD", ["Ines Ballard"]),
        ("Ines Ballard, Ph.D.", ["Ines Ballard"]),
        ("Ines Ballard | The Harbour Post", ["Ines Ballard"]),
        ("Ines Ballard, Senior Editor", ["Ines Ballard"]),
        ("ByInes Ballard", ["Ines Ballard"]),
        ("Ines BallardPublished", ["Ines Ballard"]),
        ("Ines BallardMarch 4, 2021", ["Ines Ballard"]),
        ("@ines_ballard", ["ines_ballard"]),
        ("ines (Ines B.)", ["ines"]),
        ("lamplighter 412", ["lamplighter"]),
        ("lamplighter l", ["lamplighter"]),
        ("Byron Le", ["Byron Le"]),
        ("The Lantern Team", ["The Lantern Team"]),
        ("https://harbour.example/author/ines", []),
        ("admin", []),
        ("佚名", []),
        ("本报记者 祁小满 沈 禾", ["祁小满", "沈禾"]),
        ("记者祁小满 通讯员沈知远", ["祁小满", "沈知远"]),
        ("特约评论员 祁小满", ["祁小满"]),
        ("記者祁小滿／台北報導", ["祁小滿"]),
        ("祁小满 江边小城 职员", ["祁小满"]),
        ("한서우 기자", ["한서우"]),
        ("Von Lena Ohlsen und Jan Moor", ["Lena Ohlsen", "Jan Moor"]),
        ("Иван Лесной и Анна Речная", ["Иван Лесной", "Анна Речная"]),
        ("ليلى الحداد", ["ليلى الحداد"]),
        ("眼科 冯晚舟", ["冯晚舟"]),
        ("甘棠县植保站 方小满", ["方小满"]),
        ("理财小编", []),
        ("врач-терапевт Анна Речная", ["Анна Речная"]),
        ("Ines Ballard Founder", ["Ines Ballard"]),
        ("Ines Ballard Senior Science Reporter", ["Ines Ballard"]),
        ("Ines Ballard asked", ["Ines Ballard"]),
        ("Ines Ballard, Print Managing Editor", ["Ines Ballard"]),
        ("KumikoGoingCrAzY", ["KumikoGoingCrAzY"]),
        ("江城经济研究中心研究部部长、研究员祁小满", ["祁小满"]),
        ("首席分析师沈知远", ["沈知远"]),
        ("江城发展实验室主任 沈禾", ["沈禾"]),
        ("沈教授", ["沈教授"]),
        ("By Manufacturer", []),
        ("By Use Case", []),
        ("Senior Members", []),
        ("Visit User Profile", []),
        ("chat_bubble_outline", []),
        ("FacebookTwitterPinterestWhatsApp", []),
        ("MacKenzie McAllister", ["MacKenzie McAllister"]),
        ("Wtorek", []),
        ("最后回复", []),
        ("浙江省杭州市", []),
    ],
)
def test_people_are_told_from_what_stands_around_them(value: str, people: list[str]) -> None:
    """Labels, posts, degrees, houses, dates and addresses are no part of a name."""
    assert names(value) == people


def test_everyone_is_named_once() -> None:
    """However often and however written."""
    assert all_names(["Ines Ballard", "ines ballard and Joan Reed"]) == ("Ines Ballard", "Joan Reed")


def test_papers_and_placeholders_are_told_from_people() -> None:
    """By how they end, and by the list of those who mean nobody."""
    assert is_outlet("江城晚报")
    assert not is_outlet("沈知远")
    assert is_nobody("undefined")
    assert is_nobody("2024")


def test_a_section_is_no_person_and_may_be_a_site() -> None:
    """Ranks, sections and places are nobody where a person is asked for, and only there."""
    assert is_no_person("财经")
    assert not is_nobody("财经")


@given(st.text(max_size=400))
def test_any_value_can_be_asked(value: str) -> None:
    """And no name is empty."""
    assert all(names(value))
