"""Kept leaves become the blocks of a body."""

from pipeline.markup.assemble import assemble
from pipeline.markup.tables import with_rows
from pipeline.markup.walk import walk
from pipeline.model import BodyBlock, Code, Heading, Image, Item, List, Paragraph, Quote, Table


def blocks(html: str) -> tuple[BodyBlock, ...]:
    """The body of a page of which everything is kept."""
    page = with_rows(walk(html))
    return assemble(range(len(page.leaves)), page)


def test_nested_lists_are_one_block() -> None:
    """Order is the outer list's."""
    html = "<ol><li>a<ul><li>b<ul><li>c</ul><li>d</ul><li>e</ol><ul><li>f</ul>"
    assert blocks(html) == (
        List(True, (Item("a", (Item("b", ("c",)), "d")), "e")),
        List(False, ("f",)),
    )


def test_every_kind() -> None:
    """Captions go to their pictures, neighbouring rows into one table."""
    html = (
        "<h2>h</h2><p>p</p><blockquote><p>q<p>r</blockquote><pre class=lang-c>x;</pre>"
        "<figure><img src=a.png alt=b><figcaption>c</figcaption></figure>"
        "<table><tr><th>1<th>2<tr><td>3<td>4</table>"
    )
    assert blocks(html) == (
        Heading(2, "h"),
        Paragraph("p"),
        Quote("q\nr"),
        Code("x;", "c"),
        Image("a.png", "b", "c"),
        Table((("1", "2"), ("3", "4")), 1),
    )


def test_posts_in_a_list_are_no_items() -> None:
    """Forums write threads as lists."""
    html = "<ol><li><h3>Jo</h3><p>one</p><p>two</p></li></ol>"
    assert blocks(html) == (Heading(3, "Jo"), Paragraph("one"), Paragraph("two"))


def test_paragraphs_of_an_item_are_one_text() -> None:
    """An item has one text."""
    assert blocks("<ul><li><p>a</p><p>b</p><li>c</ul>") == (List(False, ("a b", "c")),)


def test_deep_lists() -> None:
    """No recursion."""
    (found,) = blocks("<ul><li>x" * 200)
    assert isinstance(found, List)


def test_only_what_is_kept_makes_a_block() -> None:
    """And the pictures beside it."""
    page = walk("<p>menu</p><p>a</p><img src=a.png><p>b</p><p>more</p><img src=b.png>")
    assert assemble((1, 3), page) == (Paragraph("a"), Image("a.png"), Paragraph("b"))
