"""The second opinion on golds: what a page declares as its article's text."""

import json

from benchmarks.declared import Opinion, declared_text, table
from training.corpus import GoldPage, Row

TEXT = " ".join(f"The ferry left at {hour} and came back before the tide turned." for hour in range(1, 6))


def page(item: dict[str, str]) -> GoldPage:
    """A page that declares this beside its paragraph."""
    html = f'<script type="application/ld+json">{json.dumps(item)}</script><p>{TEXT}</p>'
    return GoldPage(Row("a", "magic", None, "en", "article", "", TEXT), html.encode(), html, "a")


def test_the_declared_text_is_read_without_its_markup() -> None:
    """Sites put the article's text in with tags and without."""
    assert declared_text(page({"@type": "NewsArticle", "articleBody": f"<p>{TEXT}</p>"})) == TEXT
    assert declared_text(page({"@type": "NewsArticle", "articleBody": TEXT})) == TEXT


def test_an_excerpt_and_silence_are_no_opinion() -> None:
    """A few words say nothing of where the article ends."""
    assert declared_text(page({"@type": "NewsArticle", "articleBody": "The ferry left."})) is None
    assert declared_text(page({"@type": "NewsArticle", "headline": "The ferry"})) is None


def test_a_page_that_agrees_with_us_against_the_gold_is_counted() -> None:
    """And what it costs; one that agrees with neither is not."""
    found = [Opinion("a", 0.25, 0.95, 0.3), Opinion("b", 0.25, 0.3, 0.3), Opinion("c", 1.0, 1.0, 1.0)]
    assert [each.outvoted for each in found] == [True, False, False]
    assert table({"magic article": found}).endswith("| magic article | 3 | 0.500 | 0.750 | 0.533 | 1 | 0.75 |")
