"""Dates in a short line, as precise as it says and no preciser."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import find_dates


def isos(line: str, *, day_first: bool | None = None) -> list[str]:
    """The dates of a line."""
    return [found.iso for found in find_dates(line, day_first=day_first)]


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2024-05-31 01:54:58", "2024-05-31T01:54:58"),
        ("2024-04-05T15:00:31", "2024-04-05T15:00:31"),
        ("2024-04-05T15:00:31+08:00", "2024-04-05T15:00:31+08:00"),
        ("2024-04-05T15:00:31Z", "2024-04-05T15:00:31Z"),
        ("Fri May 31 01:54:58 2024", "2024-05-31T01:54:58"),
        ("時間Fri May  3 01:54:58 2024", "2024-05-03T01:54:58"),
        ("Date: Fri, May 31 01:54:58 UTC 2024", "2024-05-31T01:54:58"),
        ("2024-05-31 03:15 PM", "2024-05-31T15:15:00"),
        ("2024-05-31 09:00-17:30", "2024-05-31T09:00:00"),
        ("2024-05-31 09:00-12:30", "2024-05-31T09:00:00"),
        ("2024-05-31 10:00 +9900", "2024-05-31T10:00:00"),
        ("2024-05-31 10:00 +0800", "2024-05-31T10:00:00+08:00"),
        ("2024-05-31T10:00-05:00", "2024-05-31T10:00:00-05:00"),
        ("Von Hans Weiß, 3. März 2024", "2024-03-03"),
        ("İstanbul, 3 Mayıs 2024", "2024-05-03"),
        ("2024.05.31. 오전 12:10", "2024-05-31T00:10:00"),
        ("2024年5月31日 上午12:30", "2024-05-31T00:30:00"),
        ("2024年5月31日 中午1:30", "2024-05-31T13:30:00"),
        ("2024年5月31日 中午11:30", "2024-05-31T11:30:00"),
        ("Sat, \u017fep 14 22:18:41 2009", "2009-09-14T22:18:41"),
        ("2024年5月31日", "2024-05-31"),
        ("2024年05月31日 20:39", "2024-05-31T20:39:00"),
        ("2024年5月", "2024-05"),
        ("2024/5/3", "2024-05-03"),
        ("2024.05.03", "2024-05-03"),
        ("2024年5月31日 星期五 下午3:20", "2024-05-31T15:20:00"),
        ("20240531", "2024-05-31"),
        ("民國113年5月31日", "2024-05-31"),
        ("令和6年5月31日", "2024-05-31"),
        ("2024년 5월 31일 오후 3:20", "2024-05-31T15:20:00"),
        ("May 31, 2024", "2024-05-31"),
        ("31 May 2024", "2024-05-31"),
        ("31st of May 2024", "2024-05-31"),
        ("May 2024", "2024-05"),
        ("Feb. 20, 2024 6:45 a.m.", "2024-02-20T06:45:00"),
        ("12:05 a.m. Feb. 20, 2024", "2024-02-20T00:05:00"),
        ("31. Mai 2024, 15:20 Uhr", "2024-05-31T15:20:00"),
        ("31.05.2024 15:20", "2024-05-31T15:20:00"),
        ("31 мая 2024 года", "2024-05-31"),
        ("31 de mayo de 2024", "2024-05-31"),
        ("31 mai 2024 à 15h20", "2024-05-31T15:20:00"),
        ("31/05/2024", "2024-05-31"),
        ("05/31/2024", "2024-05-31"),
    ],
)
def test_dates_are_read(line: str, iso: str) -> None:
    """In the forms that pages write them."""
    assert isos(line) == [iso]


@pytest.mark.parametrize(
    "line",
    [
        "03/04/2021",
        "version 1.2.2021.4",
        "共2021人",
        "2024-13-01",
        "2024-02-30",
        "1899-01-01",
        "电话 2024-5566",
        "12024-05-31",
        "编号 202405311234",
        "may I come in",
        "在2024年的冬天",
        "2021",
    ],
)
def test_what_is_no_date_is_not_read(line: str) -> None:
    """Nothing is invented: no day that the calendar has not, none that can be read two ways."""
    assert isos(line) == []


def test_the_language_says_which_number_is_the_day() -> None:
    """Only then is such a date read."""
    assert isos("03/04/2021", day_first=True) == ["2021-04-03"]


def test_no_zone_and_no_day_is_invented() -> None:
    """A month stays a month, a local clock stays local."""
    assert isos("2024年5月") == ["2024-05"]
    assert isos("2024-05-31 01:54")[0].endswith("01:54:00")


def test_several_dates_of_a_line_stand_in_its_order() -> None:
    """None inside another."""
    line = "2012年01月17日 20:39 来源 2012-01-18"
    found = find_dates(line)
    assert [one.iso for one in found] == ["2012-01-17T20:39:00", "2012-01-18"]
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(line[one.start : one.end].strip() for one in found)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31)))
def test_any_day_is_read_in_every_plain_form(day: date) -> None:
    """The calendar through."""
    forms = [
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day}.{day.month}.{day.year}",
    ]
    assert [isos(form) for form in forms] == [[day.isoformat()]] * 3


@given(st.text(alphabet="0123456789-/.:年月日 TZamp,may", max_size=60))
def test_any_line_can_be_asked(line: str) -> None:
    """What comes out is a date in ISO 8601, inside the line."""
    for found in find_dates(line, day_first=True):
        assert 0 <= found.start < found.end <= len(line)
        assert found.iso[:4].isdigit()
        assert found.iso[4] == "-"
