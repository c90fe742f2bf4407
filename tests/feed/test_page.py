"""Pages of HTML: each block its element, nothing of the text is markup, and the pipeline cleans them to the same."""

from bodies import BODIES
from bs4 import BeautifulSoup
from fed import made
from hypothesis import given, settings
from pages import texts

from pipeline.body import Code, Heading, Image, Item, List, Paragraph, Quote, Table
from pipeline.feed.markdown import can_show
from pipeline.feed.page import to_html, to_page
from pipeline.feed.render import to_text

ELEMENTS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ol", "ul", "li", "blockquote", "pre", "code"),
    *("table", "thead", "tbody", "tr", "th", "td", "figure", "img", "figcaption", "br"),
}


def letters(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


@settings(max_examples=150)
@given(BODIES)
def test_any_body_is_its_elements_and_its_text(body) -> None:
    """An independent parser finds no other element, and all the text."""
    soup = BeautifulSoup(to_html(body), "html.parser")
    assert {tag.name for tag in soup.find_all()} <= ELEMENTS
    shown = [
        text
        for block in body
        for text in ([block.caption or ""] if isinstance(block, Image) and can_show(block.url) else texts(block))
    ]
    if not any(isinstance(block, Image) and not can_show(block.url) for block in body):
        assert letters(soup.get_text()) == letters("".join(shown))


def test_each_block_is_written_as_people_write_it() -> None:
    """One of each."""
    body = (
        Heading(2, "a < b"),
        Paragraph("one\ntwo"),
        List(True, ("x", Item("y", ("z",))), 3),
        Quote("q"),
        Code("x = '<'", "python"),
        Table((("a", "b"), ("1", "2")), 1),
        Image("/a.png", 'an "a"', "c"),
    )
    assert to_html(body) == (
        "<h2>a &lt; b</h2>\n<p>one<br>two</p>\n"
        '<ol start="3"><li>x</li><li>y<ul><li>z</li></ul></li></ol>\n<blockquote><p>q</p></blockquote>\n'
        "<pre><code class=\"language-python\">x = '&lt;'</code></pre>\n"
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>\n"
        '<figure><img src="/a.png" alt="an &quot;a&quot;"><figcaption>c</figcaption></figure>\n'
    )


def test_a_page_tells_the_facts() -> None:
    """Title, people, dates and language, each where readers of HTML look for it."""
    article = made(
        "A & B", language="zh-Hans", authors=("<x>",), published="2024-05-31", url="https://a.example/?a=1&b=2"
    )
    soup = BeautifulSoup(to_page(article), "html.parser")
    assert soup.html["lang"] == "zh-Hans"
    assert soup.title.string == soup.h1.string == "A & B"
    assert soup.find("meta", attrs={"name": "author"})["content"] == "<x>"
    assert soup.time["datetime"] == "2024-05-31"
    assert soup.find("link", rel="canonical")["href"] == "https://a.example/?a=1&b=2"


def test_a_page_invents_no_facts() -> None:
    """What is not said is not there."""
    bare = made("x", title=None, authors=(), site=None, published=None, language="und", body=())
    page = to_page(bare)
    assert "<h1" not in page
    assert "lang=" not in page
    assert "<header>" not in page
    assert f"<title>{bare.id}</title>" in page


def test_text_is_the_title_and_the_text() -> None:
    """Nothing but the text where there is no title."""
    article = made("x", title="灯塔")
    assert to_text(article) == f"灯塔\n\n{article.text}\n"
    assert to_text(made("x", title=None)) == f"{article.text}\n"
