"""Cards, anchors and declarations as columns."""

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.markup.features import Features, features, judged
from pipeline.markup.walk import walk

PAGE = (
    "<title>Six lamps for a desk</title>"
    '<link rel=canonical href="https://shop.example/category/desk-lamps">'
    '<meta name=description content="Lamps that stand firmly on a desk, measured by us.">'
    "<nav><ul><li><a href=/>Home</a></li><li><a href=/a>About</a></li></ul></nav>"
    "<main><h1>Six lamps for a desk</h1><p>Lamps that stand firmly on a desk, measured by us.</p>"
    "<div>"
    + "".join(
        f"<div class='lamp n{n}'><h2>Lamp {n}</h2><p>It shines, and is small.</p><b>$1{n}</b></div>" for n in range(6)
    )
    + "</div></main><footer>Made here</footer>"
)


Columns = tuple[dict[str, NDArray[np.float32]], dict[str, int], Features]


@pytest.fixture(scope="module")
def columns() -> Columns:
    """The columns of the page, and the row of each text."""
    walked = walk(PAGE)
    leaves = judged(walked)
    found = features(leaves, walked)
    rows = {leaf.text: row for row, leaf in reversed([*enumerate(leaves)])}
    return {name: found.matrix[:, place] for place, name in enumerate(found.names)}, rows, found


def test_siblings_with_numbered_classes_are_one_group(columns: Columns) -> None:
    """Six cards of two texts, a heading and a price; the footer is in none."""
    values, rows, _ = columns
    heading = rows["Lamp 3"]
    assert values["card_count"][heading] == pytest.approx(np.log1p(6))
    assert values["card_order"][heading] == pytest.approx(np.log1p(3))
    assert values["card_headings"][heading] == pytest.approx(1)
    assert values["card_prices"][heading] == pytest.approx(1)
    assert values["card_count"][rows["Made here"]] == 0


def test_equal_paths_are_one_group(columns: Columns) -> None:
    """The same leaf of each card has the number of its like."""
    _, rows, found = columns
    assert found.groups[rows["Lamp 1"]] == found.groups[rows["Lamp 4"]]
    assert found.groups[rows["Lamp 1"]] != found.groups[rows["Made here"]]


def test_the_way_to_the_title(columns: Columns) -> None:
    """What shares <main> with the title is nearer than the menu and the footer."""
    values, rows, _ = columns
    near, far = rows["Lamp 1"], rows["Made here"]
    assert values["by_title_steps"][near] < values["by_title_steps"][far]
    assert values["by_title_text"][near] < values["by_title_text"][far] == pytest.approx(1)
    assert values["after_title"][rows["Home"]] == 0


def test_what_the_page_declares(columns: Columns) -> None:
    """The description is recognised; the address tells a category."""
    values, rows, _ = columns
    told = rows["Lamps that stand firmly on a desk, measured by us."]
    assert values["said_begins"][told] == 1
    assert values["said_begins"].sum() == 1
    assert values["page_address_listing"].all()
    assert not values["page_address_forum"].any()
