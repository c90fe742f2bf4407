"""Leaves become numbers, whatever the markup."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.markup.features import features, judged
from pipeline.markup.spans import growing, spans
from pipeline.markup.tables import with_rows
from pipeline.markup.walk import walk

PIECES = (
    "<div>",
    "</div>",
    "<p>",
    "a b.",
    "<ul><li>",
    "</ul>",
    "<table><tr><td>",
    "<br>",
    "<a href=x>",
    "</a>",
    "<h1>",
)


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_markup_has_features(pieces: list[str]) -> None:
    """Whatever is left open or closed twice."""
    page = with_rows(walk("".join(pieces)))
    leaves = judged(page)
    if leaves:
        found = features(leaves, page)
        assert np.isfinite(found.matrix).all()
        assert found.matrix.shape == (len(leaves), len(found.names))
        assert growing(found.held_by.chain(6))


def test_spans_skip_wrappers() -> None:
    """An element that holds nothing more than another is no level of its own."""
    page = walk("<main><div><div><p>a</p></div></div><p>b</p></main>")
    owners = np.array([leaf.element for leaf in page.leaves])
    chain = spans(owners, page.elements).chain(2)
    assert [page.elements.tags[index] for index in chain[0]] == ["div", "p"]
