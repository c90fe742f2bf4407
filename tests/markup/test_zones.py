"""What stands around an article: the lines in which its byline may be."""

from pipeline.leaf import Leaf
from pipeline.markup.zones import around


def leaves(*texts: str) -> tuple[Leaf, ...]:
    """A paragraph each."""
    return tuple(Leaf(text, "paragraph", 0) for text in texts)


SENTENCE = "The gate of the old lock was changed yesterday, after forty-one years."


def test_the_head_lies_between_title_and_text() -> None:
    """Above it the nearest first, behind the text what follows it."""
    page = leaves("Menu", "Sections", "Rain in May", "12 May 2024", "Share", SENTENCE, SENTENCE, "(Ed.: Ines)")
    found = around(page, 2, (2, 5, 6))
    assert found.below == ("12 May 2024", "Share")
    assert found.above == ("Sections", "Menu")
    assert found.behind == ("(Ed.: Ines)",)
    assert found.text == ("Rain in May", SENTENCE, SENTENCE)
    assert found.places[0] == 0


def test_a_summary_may_stand_above_the_byline() -> None:
    """What follows the first sentence is looked at, too, but not beyond the second."""
    page = leaves("Rain in May", SENTENCE, "12 May 2024", SENTENCE, "11 May 2024", SENTENCE)
    assert around(page, 0, (1, 3, 5)).below == ("12 May 2024",)


def test_hidden_and_long_leaves_are_no_lines() -> None:
    """Nor are links to other pages, unless they are short."""
    long_link = Leaf(
        "A link to a page about another lock, as long as links to other pages are wont to be" * 2, "item", 0
    )
    page = (
        Leaf("Rain in May", "heading", 0, level=1),
        Leaf("13 May 2024", "paragraph", 0, hidden="display_none"),
        Leaf(long_link.text, "item", 0, linked=len(long_link.text)),
        Leaf("x" * 300, "paragraph", 0),
        Leaf("12 May 2024", "paragraph", 0, linked=11),
        Leaf(SENTENCE, "paragraph", 0),
    )
    assert around(page, 0, (5,)).below == ("12 May 2024",)


def test_without_a_title_the_lines_before_the_text_are_the_head() -> None:
    """In the order of the page."""
    assert around(leaves("Menu", "12 May 2024", SENTENCE), None, (2,)).below == ("Menu", "12 May 2024")


def test_a_page_without_anything_has_no_head() -> None:
    """And does not fail."""
    assert around((), None, ()).below == ()
    assert around(leaves("a"), None, ()).text == ()
