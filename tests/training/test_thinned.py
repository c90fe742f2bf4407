"""A page with a thin frame: the article as it was, parts of the frame in their order."""

import pytest

pytestmark = pytest.mark.training
pytest.importorskip("rapidfuzz", reason="training needs RapidFuzz: pip install -e '.[train]'")

from training.flattened import Flat
from training.thinned import FRAMES, WEIGHT, thinned

MENU = tuple(f"频道{number}" for number in range(60))
TEXT = ("灯塔看守人", "", *(f"第{number}段写的是海上的天气。" for number in range(50)))
LINKS = tuple(f"相关的第{number}篇" for number in range(60))
LINES = (*MENU, "", *TEXT, *LINKS)
PAGE = Flat(
    "p",
    "set",
    "zh",
    "article",
    "site",
    LINES,
    tuple(float(line in TEXT[2:]) for line in LINES),
    frozenset({len(MENU) + 1}),
    tuple(0 if line in MENU else 3 if line in LINKS else -1 for line in LINES),
    weight=2.0,
    measured=True,
)


@pytest.mark.parametrize("seed", range(8))
def test_a_thinned_page_keeps_order_labels_and_reasons(seed: int) -> None:
    """What is left stands in the page's order, each line with its own label; the title stays."""
    page = thinned(PAGE, seed)
    assert page is not None
    written = [line for line in page.lines if line]
    assert written == [line for line in LINES if line in set(written) and line]
    frame = [line for line in written if line in MENU or line in LINKS]
    assert FRAMES[0] <= len(frame) <= FRAMES[1]
    assert [line for line, label in zip(page.lines, page.labels, strict=True) if label] == [
        line for line in written if line in TEXT[2:]
    ]
    assert [page.lines[place] for place in page.titles] == ["灯塔看守人"]
    told = dict(zip(page.lines, page.reasons, strict=True))
    assert all(told[line] == (0 if line in MENU else 3) for line in frame)
    assert (page.weight, page.measured, page.id) == (2.0 * WEIGHT, False, "p/thinned")


def test_the_same_seed_gives_the_same_page_and_another_one_another() -> None:
    """Training is repeatable, and its forms differ."""
    assert thinned(PAGE, 1) == thinned(PAGE, 1)
    assert len({thinned(PAGE, seed).lines for seed in range(5)}) > 1  # type: ignore[union-attr]


def test_a_page_that_is_nearly_clean_is_none() -> None:
    """There is nothing to thin."""
    bare = Flat("c", "set", "zh", "article", "site", TEXT, (1.0,) * len(TEXT), frozenset({0}))
    assert thinned(bare, 1) is None
