"""Links in texts: what of them is text, and which lines are links."""

from pages import page

from pipeline.decode import decode
from pipeline.hypertext import is_hypertext, linked_lines, numbered_lines, without_addresses

MENU = "- [Home](/)\n- [Boats](/boats)\n- [Tides](/tides)\n- [Shop](https://quay.example/shop)\n"
FENCED = "```md\n" + MENU + "```\n"


def test_a_text_full_of_links_is_markdown_whatever_it_is_called() -> None:
    """Content first, name second."""
    text = MENU + "The tide turns at [noon](/noon).\n"
    assert is_hypertext(text)
    told = decode(page(text, "dump.txt"))
    assert told is not None
    assert told.media_type == "text/markdown"


def test_a_text_about_links_is_none() -> None:
    """Code shows how links are written; a few links make no page."""
    assert not is_hypertext(FENCED + "A link is `[words](/address)`.\n" * 9)
    assert not is_hypertext(MENU)
    assert not is_hypertext("f(x)[i](j)\n" * 9)


def test_code_keeps_its_addresses() -> None:
    """Between fences, and between back quotes in a line; a fence that is never closed is none."""
    assert without_addresses(FENCED) == FENCED
    assert without_addresses("``[a](b)`` and [c](d)") == "``[a](b)`` and c"
    assert without_addresses("```\n[a](b)") == "```\na"


def test_a_picture_in_a_link_is_its_words() -> None:
    """And what has no words stays, since nothing would be left of it."""
    assert without_addresses("[![The lamp](lamp.png)](/lamp)") == "The lamp"
    assert without_addresses("![](lamp.png)\n[](/x)") == "![](lamp.png)\n[](/x)"


def test_a_sentence_with_a_link_is_no_link() -> None:
    """Nor a line whose picture alone is linked."""
    assert linked_lines("The lamp was lit by [Edda](/e).\n![lamp](a.png)\n[Edda](/e) (4)") == {3}
    assert linked_lines(FENCED) == frozenset()


def test_numbered_links_need_their_addresses() -> None:
    """A text with notes in brackets, or a list of works with addresses, is no dump of Lynx."""
    page = "[1]Home\n[2]Boats\nThe [3]tide turns.\n\nReferences\n\n1. https://a.example/\n2. https://b.example/\n"
    assert numbered_lines(page + "3. https://c.example/\n") == {1, 2, 5, 7, 8, 9}
    assert numbered_lines(page) == frozenset()
    works = "The tide turns.[1]\nIt turned.[2]\n\nReferences\n1. https://a.example/\n2. /b\n3. /c"
    assert numbered_lines(works) == frozenset()
