"""The gold of an HTML page names blocks by their text."""

from typing import Any

from pages import page

from pipeline.flow import clean_page
from pipeline.gold import Found, as_gold, find, shapes
from pipeline.markup.blocks import markup_blocks
from pipeline.settings import Settings


def article(*body: dict[str, Any], title: str | None = None) -> dict[str, Any]:
    """A gold article of these blocks."""
    return {"title": title, "body": list(body)}


def found(html: str, *articles: dict[str, Any], removed: tuple[str, ...] = ()) -> Found:
    """Where the texts of a gold stand."""
    gold = {"articles": list(articles), "removed": [{"text": text, "reason": "navigation"} for text in removed]}
    return find(gold, markup_blocks(html).blocks)


def paragraph(text: str) -> dict[str, Any]:
    """A gold paragraph."""
    return {"type": "paragraph", "text": text}


def test_each_block_goes_where_the_gold_says() -> None:
    """What neither a body nor the removed texts name is the title."""
    seen = found(
        "<nav>Home</nav><h1>Rain</h1><p>It fell.</p>", article(paragraph("It fell."), title="Rain"), removed=("Home",)
    )
    assert seen == Found({1: "removed", 2: "title", 3: "body"}, {1: "navigation"}, (), ())


def test_a_text_that_stands_twice_is_told_by_its_neighbours() -> None:
    """A table of contents repeats the headings."""
    html = "<p>a</p><ul><li>One<li>Two</ul><h2>One</h2><p>b</p><h2>Two</h2><p>c</p>"
    headings = [{"type": "heading", "level": 2, "text": text} for text in ("One", "Two")]
    body = [paragraph("a"), headings[0], paragraph("b"), headings[1], paragraph("c")]
    seen = found(html, article(*body), removed=("One", "Two"))
    assert {number for number, place in seen.places.items() if place == "removed"} == {2, 3}
    assert seen.missing == seen.unnamed == ()


def test_a_text_may_be_several_blocks() -> None:
    """An item of two paragraphs is one text of the gold."""
    html = "<ul><li><p>a</p><p>b</p></ul><p>c</p>"
    seen = found(html, article({"type": "list", "ordered": False, "items": ["a b"]}, paragraph("c")))
    assert (seen.places, seen.missing) == ({1: "body", 2: "body", 3: "body"}, ())


def test_what_page_or_gold_lack_is_told() -> None:
    """By text, and by number."""
    seen = found("<p>a</p><p>b</p>", article(paragraph("a"), paragraph("z")))
    assert (seen.missing, seen.unnamed) == (("z",), (2,))


def test_shapes_tell_what_each_text_is() -> None:
    """With level, number and width."""
    blocks: list[dict[str, Any]] = [
        {"type": "heading", "level": 3, "text": "h"},
        {"type": "list", "ordered": True, "start": 4, "items": ["i", {"text": "j", "items": ["k"]}]},
        {"type": "table", "rows": [["a", "b"], ["1", "2"]], "header": 1},
        {"type": "code", "text": "x", "language": "c"},
        {"type": "image", "url": "u", "alt": None, "caption": "c"},
    ]
    assert [shape for block in blocks for _, shape in shapes(block)] == [
        "heading 3",
        "item 4.",
        "item 5.",
        "item in item",
        "header of 2",
        "row of 2",
        "code c",
        "image",
    ]


def test_a_body_is_the_gold_of_itself() -> None:
    """What comes out can be written into a gold file."""
    html = "<html><h1>t</h1><p>" + "Rain fell on the town. " * 9 + "</p></html>"
    (only,) = clean_page(page(html), Settings()).articles
    assert as_gold(only.body) == [paragraph(only.text)]
