"""Sentences that a tool broke into lines at their links."""

import pytest
from pages import PROSE, blocks

from pipeline.pieces import MOST_PIECES, pieces, sentences


def told(*lines: str) -> list[tuple[str, ...]]:
    """The lines of each sentence that was broken up."""
    seen = blocks(*lines)
    return [tuple(block.text for block in seen[start:end]) for start, end in sentences(seen)]


def test_a_sentence_reaches_from_its_first_words_to_its_full_stop() -> None:
    """What stands above and below is none of it."""
    broken = (
        "According to",
        "the harbour office",
        ", the ferry will run again from",
        "Monday",
        "on the old timetable.",
    )
    assert told("Related articles", "", "", *broken, "Contact") == [broken]


def test_two_sentences_are_two() -> None:
    """Each with its own end."""
    first = ("The ferry of", "Amy Trask", "stays tied up, though the storm is over.")
    second = ("Nobody on the quay", "knows when it will sail again.")
    assert told(*first, *second) == [first, second]


@pytest.mark.parametrize(
    "lines",
    [
        PROSE,
        ("Home", "News", "Contact"),
        ("The ferry runs again.", "It leaves at nine."),
        ("```", "for each in", "range(9):", "print it.", "```"),
        (*["and the sea went on"] * (MOST_PIECES + 1), "and on."),
    ],
)
def test_what_is_no_broken_sentence(lines: tuple[str, ...]) -> None:
    """Whole sentences, menus, code, verse."""
    assert told(*lines) == []


def test_pieces_are_the_lines_of_such_sentences() -> None:
    """By their place."""
    lines = blocks("Menu", "", "", "The ferry to", "Brindle Ness", "will run again in the spring.")
    assert pieces(lines) == {1, 2, 3}
