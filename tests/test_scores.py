"""The scores by which peers and we are measured."""

from benchmarks.scores import word_f1


def test_an_empty_prediction_scores_nothing() -> None:
    """No page is left out because a tool gave nothing for it."""
    assert word_f1("", "a") == 0


def test_han_characters_are_words_where_asked_for() -> None:
    """Else a sentence is one word."""
    assert word_f1("雨下", "雨停") == 0
    assert word_f1("雨下", "雨停", wide=True) == 0.5
