"""Kept leaves become the blocks of a body."""

from pipeline.body import BodyBlock, Code, Heading, Image, Item, List, Paragraph, Quote, Table
from pipeline.markup.assemble import assemble
from pipeline.markup.tables import with_rows
from pipeline.markup.walk import walk


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


def test_a_description_list_is_a_list_of_terms() -> None:
    """What describes a term are the items of its item; two descriptions are two."""
    html = "<dl><dt>a<dd>b<dd><p>c</p><p>d</p><dt>e<dt>f<dd>g</dl>"
    assert blocks(html) == (List(False, (Item("a", ("b", "c d")), "e", Item("f", ("g",)))),)


def test_a_description_list_of_running_text_is_no_list() -> None:
    """Manuals write whole chapters into <dd>; what stands in it keeps its kind."""
    html = "<dl><dt>f(x)<dd><p>a</p><ul><li>b</ul></dl>"
    assert blocks(html) == (Paragraph("f(x)"), Paragraph("a"), List(False, ("b",)))


def test_what_stands_behind_the_items_of_an_item_stays_in_it() -> None:
    """As the last of them, so that the page's order stays."""
    assert blocks("<ul><li>a<ul><li>b</ul>c<li>d</ul>") == (List(False, (Item("a", ("b", "c")), "d")),)


def test_an_ordered_list_begins_where_the_page_says() -> None:
    """Its numbers are those that a reader sees."""
    assert blocks("<ol start=4><li>a<li>b</ol>") == (List(True, ("a", "b"), 4),)


def test_a_list_that_something_cuts_in_two_goes_on_counting() -> None:
    """A block of code between two steps."""
    html = "<ol><li>a<li>b<pre>x</pre><li>c</ol>"
    assert blocks(html) == (List(True, ("a", "b")), Code("x"), List(True, ("c",), 3))


def test_a_list_without_its_first_items_begins_later() -> None:
    """What was removed had its number."""
    page = walk("<ol><li>a<li>b<li>c</ol>")
    assert assemble((1, 2), page) == (List(True, ("b", "c"), 2),)


def test_the_caption_is_the_last_picture_s() -> None:
    """Also where it stands above."""
    html = "<figure><figcaption>c</figcaption><img src=a.png><img src=b.png></figure>"
    assert blocks(html) == (Image("a.png"), Image("b.png", None, "c"))


def test_a_caption_without_a_picture_is_a_paragraph() -> None:
    """Its text is the page's."""
    assert blocks("<figure><svg></svg><figcaption>c</figcaption></figure>") == (Paragraph("c"),)


def test_pictures_have_full_addresses_and_stand_once() -> None:
    """Resolved against the page's address; one that is no address stays as it is."""
    page = walk("<p>a</p><img data-src=b.png><noscript><img src=b.png></noscript><img src='http://[b'><p>c</p>")
    places = [place for place, leaf in enumerate(page.leaves) if leaf.kind != "image"]
    assert assemble(places, page, "https://e.example/x/y") == (
        Paragraph("a"),
        Image("https://e.example/x/b.png"),
        Image("http://[b"),
        Paragraph("c"),
    )


def test_pictures_of_the_frame_are_none_of_the_article() -> None:
    """At the ends of a body only those that lie in its elements; beside the title, too."""
    html = (
        "<header><div><div><img src=logo.png></div></div></header>"
        "<main><div><img src=a.png></div><h1>t</h1><p>a</p></main>"
        "<footer><div><div><img src=ad.png></div></div></footer>"
    )
    page = walk(html)
    title, text = (place for place, leaf in enumerate(page.leaves) if leaf.kind != "image")
    assert assemble((text,), page, None, title) == (Image("a.png"), Paragraph("a"))


def test_an_element_around_code_may_name_its_language() -> None:
    """Sphinx, GitHub, pandoc and WordPress each do it another way."""
    for names, language in (
        ("highlight-python notranslate", "python"),
        ("highlight highlight-source-js", "js"),
        ("sourceCode haskell", "haskell"),
        ("brush: bash; title: ;", "bash"),
        ("highlight-default notranslate", None),
    ):
        assert blocks(f"<div class='{names}'><div><pre>x</pre></div></div>") == (Code("x", language),)
