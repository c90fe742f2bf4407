"""Characters: what is found for many texts at once is what is found for each."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.characters import HAN, KANA, columns, columns_of_all, count_words, fold, fold_all

LINE = st.text(st.characters(exclude_characters="\n"), max_size=20) | st.text(
    "ﬁＡ：　(12) 一か\u0301\u1100가😀𠀀", max_size=9
)


@given(st.lists(LINE | LINE.map(lambda line: line * 60), max_size=6))
def test_lines_are_folded_and_measured_together_as_one_by_one(lines: list[str]) -> None:
    """Neither a mark that composes nor a line too long to be looked up reaches into the next line."""
    assert fold_all(lines) == [fold(line) for line in lines]
    assert columns_of_all(lines) == [columns(line) for line in lines]


@given(st.lists(LINE, max_size=6).map("\n".join))
def test_words_are_runs_of_letters_and_single_east_asian_characters(text: str) -> None:
    """Counted with patterns, of every plane: slower, and beyond doubt."""
    east = f"[{HAN}{KANA}]"
    assert count_words(text) == len(re.findall(east, text)) + len(re.findall(r"[^\W_]+", re.sub(east, " ", text)))
