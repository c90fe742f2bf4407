"""Dates in the notations of machines, and values that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.markup.moments import moment


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-05-31T01:54:58+0800", "2024-05-31T01:54:58+08:00"),
        ("2024-05-31T01:54:58.123456Z", "2024-05-31T01:54:58Z"),
        ("2024-05-31 01:54:58 UTC", "2024-05-31T01:54:58Z"),
        ("2024-05-31 01:54", "2024-05-31T01:54:00"),
        ("2024-05-31", "2024-05-31"),
        ("2024-05", "2024-05"),
        ("20240531", "2024-05-31"),
        ("1717120498", "2024-05-31T01:54:58Z"),
        ("Fri, 31 May 2024 01:54:58 GMT", "2024-05-31T01:54:58Z"),
        ("5/31/2024 1:54:58 AM", "2024-05-31T01:54:58"),
        ("31. Mai 2024", "2024-05-31"),
        ("31 мая 2024", "2024-05-31"),
        ("2024年5月31日", "2024-05-31"),
        ("2024년 5월 31일", "2024-05-31"),
    ],
)
def test_machines_notations_are_read(written: str, iso: str) -> None:
    """As precise as they are, with the zone they have."""
    assert moment(written) == iso


@pytest.mark.parametrize("written", ["", "yesterday", "0000-00-00", "2024-02-31", "P3M51S", "{{date}}", "1970-01-01"])
def test_what_is_no_date_is_none(written: str) -> None:
    """Nothing is made up."""
    assert moment(written) is None


@given(st.text(max_size=80))
def test_any_value_can_be_asked(written: str) -> None:
    """Whatever a page declares."""
    read = moment(written)
    assert read is None or read[:2] in ("19", "20")
