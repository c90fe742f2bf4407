"""Where a page is cut."""

import numpy as np

from pipeline.learned.cut import best_cut, careful_cut


def test_the_cut_follows_the_page() -> None:
    """Sure pages are cut high, doubtful ones low, and always between the bounds."""
    sizes = np.ones(4, dtype=np.float32)
    sure = best_cut(np.array([0.99, 0.98, 0.4, 0.01], dtype=np.float32), sizes)
    unsure = best_cut(np.array([0.4, 0.35, 0.3, 0.01], dtype=np.float32), sizes)
    assert 0 < unsure < sure < 1


def test_a_page_of_which_nothing_is_likely_is_cut_low() -> None:
    """Nothing promises anything there."""
    assert 0 < best_cut(np.zeros(3, dtype=np.float32), np.ones(3, dtype=np.float32)) < 0.1


def test_an_unsure_page_is_cut_low() -> None:
    """A page on which nothing is sure keeps what is likeliest; a title of size 0 has no say."""
    chances = np.array([0.4, 0.039, 0.04, 0.001], dtype=np.float32)
    sizes = np.array([0, 80, 80, 40], dtype=np.float32)
    assert abs(best_cut(chances, sizes) - 0.039) < 0.001


def told(lines: int, chance: float, rest: float) -> tuple[np.ndarray, np.ndarray]:
    """So many lines of the article and as many others, 50 columns each."""
    return np.array([chance] * lines + [rest] * lines, dtype=np.float32), np.full(2 * lines, 50, dtype=np.float32)


def test_a_long_article_is_cut_lower_than_a_short_one() -> None:
    """There is more to lose; neither is cut above what its F1 allows."""
    short, long = careful_cut(*told(5, 0.98, 0.02)), careful_cut(*told(200, 0.98, 0.02))
    assert 0 < long < short < 1


def test_a_page_without_a_sure_article_is_cut_lower() -> None:
    """What the net promises there is not to be trusted."""
    assert careful_cut(*told(20, 0.5, 0.2)) < careful_cut(*told(20, 0.98, 0.02)) / 2


def test_a_page_without_text_has_a_cut() -> None:
    """Nothing promises anything there: only what is all but certain goes."""
    assert 0 < careful_cut(np.zeros(2, dtype=np.float32), np.zeros(2, dtype=np.float32)) < 0.01


def test_a_line_that_is_rather_the_articles_stays_on_any_page() -> None:
    """However sure the page is."""
    assert careful_cut(*told(3, 1.0, 0.0)) < 0.5
