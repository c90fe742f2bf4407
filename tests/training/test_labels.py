"""Leaves find their gold."""

import pytest

pytestmark = pytest.mark.training
pytest.importorskip("rapidfuzz", reason="training needs RapidFuzz: pip install -e '.[train]'")

from training.corpus import registered
from training.labels import gold_shares

GOLD = "Rain fell in May. It fell on the town and on the hills.\n雨下了一天。"


def test_what_is_gold_is_found() -> None:
    """And what only shares words with it is not."""
    texts = ["Home May On", "Rain fell in May.", "It fell on the town and on the hills.", "雨下了一天。", "Town news"]
    assert gold_shares(texts, GOLD).round().tolist() == [0, 1, 1, 1, 0]


def test_what_moved_is_found_too() -> None:
    """The order of page and gold may differ."""
    texts = ["It fell on the town and on the hills.", "Rain fell in May."]
    assert gold_shares(texts, GOLD).tolist() == [1, 1]


def test_a_text_that_stands_twice_is_gold_once() -> None:
    """The gold has its words only once."""
    assert sorted(gold_shares(["Rain fell in May."] * 2, GOLD).round().tolist()) == [0, 1]


def test_sites() -> None:
    """Folds are drawn by owner, not by host."""
    assert registered("a.b.example.co.uk") == registered("example.co.uk") == "example.co.uk"
