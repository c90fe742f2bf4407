"""The case files: what careful editors made of pages, and what the package makes of them."""

import pytest
from pages import CASES, cases

from pipeline.evaluate import Case, Score, by_text, score, sum_up
from pipeline.flow import clean_page
from pipeline.gold import find
from pipeline.settings import Settings

LINES_RIGHT = 0.98
"""The floor of text pages: it may only rise."""
BLOCKS_RIGHT = 0.95
"""That of HTML pages, which a learned judge reads."""
CASES_WANTED = 80
PAGES_WANTED = 45

HELD = cases()
FAILING = cases("known-failures")
PAGES = [case for case in HELD + FAILING if by_text(case)]


def scored(case: Case) -> Score:
    """How a case comes out with the settings as they are."""
    return score(case, Settings())


@pytest.mark.parametrize("case", HELD, ids=[case.name for case in HELD])
def test_no_line_of_an_article_is_removed(case: Case) -> None:
    """What an editor kept is kept."""
    assert scored(case).destroyed == ()


@pytest.mark.parametrize("case", HELD, ids=[case.name for case in HELD])
def test_a_page_has_as_many_articles_as_its_gold(case: Case) -> None:
    """Glued pages are split, look-alikes stay whole, error pages and lists have none."""
    assert scored(case).articles


@pytest.mark.parametrize("case", FAILING, ids=[case.name for case in FAILING])
@pytest.mark.xfail(reason="tests/cases/known-failures", raises=AssertionError)
def test_a_known_failure_still_fails(case: Case) -> None:
    """A case that comes out right belongs into wild/ or negative/."""
    result = scored(case)
    assert (result.destroyed, result.articles) == ((), True)


def test_nearly_all_lines_are_right() -> None:
    """Of the lines of all cases together, 98 % go where the gold says."""
    summary = sum_up([scored(case) for case in HELD if not by_text(case)])
    assert summary.right >= LINES_RIGHT * summary.lines


def test_nearly_all_blocks_are_right() -> None:
    """Of the blocks of all HTML pages, those of the known failures too."""
    summary = sum_up([scored(case) for case in PAGES])
    assert summary.right >= BLOCKS_RIGHT * summary.lines


@pytest.mark.parametrize("case", PAGES, ids=[case.name for case in PAGES])
def test_a_gold_and_its_html_page_have_the_same_texts(case: Case) -> None:
    """A text that the page does not have was mistyped; a block that the gold forgets is not scored."""
    found = find(case.gold, [item.block for item in clean_page(case.page, Settings()).labelled])
    assert (found.missing, found.unnamed) == ((), ())


def test_there_are_enough_cases_and_half_are_counter_examples() -> None:
    """Eighty and more, and of ours at least two in five must not change."""
    counter = sum(1 for case in HELD if case.gold["adversarial"] and not by_text(case))
    texts = [case for case in HELD if not by_text(case)]
    assert len(texts) >= CASES_WANTED
    assert counter >= 0.4 * len(texts)
    assert len(PAGES) >= PAGES_WANTED


def test_every_page_has_its_gold() -> None:
    """A page without a gold file would never be looked at."""
    pages = [path for suffix in ("txt", "html", "md") for path in CASES.rglob(f"[0-9]*.{suffix}")]
    orphans = [path.name for path in pages if not path.with_name(f"{path.stem}.gold.json").is_file()]
    assert orphans == []


def test_names_of_cases_are_their_own() -> None:
    """One name, one case: it is the id under which a test fails."""
    names = [case.name for case in HELD + FAILING]
    assert len(names) == len(set(names))
