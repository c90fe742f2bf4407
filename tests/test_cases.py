"""The case files: what careful editors made of pages, and what the package makes of them."""

import pytest
from pages import CASES, cases

from pipeline.evaluate import Case, Score, score, sum_up
from pipeline.settings import Settings

LINES_RIGHT = 0.98
"""The floor: it may only rise."""
CASES_WANTED = 80

HELD = cases()
FAILING = cases("known-failures")


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
    summary = sum_up([scored(case) for case in HELD])
    assert summary.right >= LINES_RIGHT * summary.lines


def test_there_are_enough_cases_and_half_are_counter_examples() -> None:
    """Eighty and more, and of ours at least two in five must not change."""
    counter = sum(1 for case in HELD if case.gold["adversarial"])
    assert len(HELD) >= CASES_WANTED
    assert counter >= 0.4 * len(HELD)


def test_every_page_has_its_gold() -> None:
    """A page without a gold file would never be looked at."""
    orphans = [path.name for path in CASES.rglob("*.txt") if not path.with_name(f"{path.stem}.gold.json").is_file()]
    assert orphans == []


def test_names_of_cases_are_their_own() -> None:
    """One name, one case: it is the id under which a test fails."""
    names = [case.name for case in HELD + FAILING]
    assert len(names) == len(set(names))
