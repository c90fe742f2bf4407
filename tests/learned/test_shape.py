"""Texts have a shape and words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.learned.shape import shape
from pipeline.learned.words import text_words


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_any_text_has_a_shape(texts: list[str]) -> None:
    """Also lone surrogates, controls and private-use characters."""
    assert all(np.isfinite(column).all() for column in shape(texts).values())
    assert all(text_words(text) for text in texts)
