"""Who wrote an article, where a page names several people in several places."""

from pipeline.imprint import Around, Imprint
from pipeline.markup.authors import Shown, authors_of
from pipeline.markup.json_ld import Item
from pipeline.markup.metas import Metas
from pipeline.markup.walk import walk


def who(
    markup: str = "",
    item: Item | None = None,
    shown: Shown | None = None,
    sites: frozenset[str] = frozenset(),
) -> tuple[tuple[str, ...], str | None]:
    """The authors of a page with this markup, and where they stood."""
    return authors_of(item or Item(article=True), Metas(walk(markup).declared), shown or Shown(), sites)


META = "<meta name=author content='Joan Reed'>"


def test_json_ld_is_trusted_first() -> None:
    """Elsewhere than on pages of East Asia."""
    shown = Shown(imprint=Imprint(authors=("Ada Quill",)), language="en")
    assert who(META, Item(article=True, authors=("Ines Ballard",)), shown) == (("Ines Ballard",), "json-ld")
    assert who(META, None, shown) == (("Ada Quill",), "byline")
    assert who(META) == (("Joan Reed",), "meta author")


def test_on_chinese_pages_what_a_reader_sees_comes_first() -> None:
    """Their declarations name the house, the editor or a number."""
    shown = Shown(imprint=Imprint(reporters=("祁小满",), editors=("沈禾",)), language="zh-Hans")
    assert who("<meta name=author content=沈禾>", Item(article=True, authors=("南埠网",)), shown) == (
        ("祁小满",),
        "dateline",
    )
    alone = Shown(imprint=Imprint(editors=("沈禾",)), language="zh-Hans")
    for content in ("沈禾", "nanbu", "103553", "南埠日报", "佚名"):
        assert who(f"<meta name=author content={content}>", None, alone) == ((), None)


def test_a_house_is_an_author_where_the_page_says_so() -> None:
    """And nobody else is named; an organisation that is only the publisher is none."""
    sites = frozenset({"harbourpost"})
    assert who("", Item(article=True, authors=("Harbour Post",)), sites=sites) == (("Harbour Post",), "json-ld")
    assert who(META, Item(article=True, authors=("Harbour Post",)), sites=sites) == (("Joan Reed",), "meta author")
    assert who("", Item(article=True, houses=("Harbour Post",)), sites=sites) == ((), None)


def test_elements_count_where_the_head_shows_them() -> None:
    """An author's link in a list of other pages is another article's."""
    markup = "<a rel=author href=/a>Ines Ballard</a><p><span class=author>By Ada Quill</span>"
    assert who(markup, None, Shown(around=Around(below=("By Ada Quill",)))) == (("Ada Quill",), "element")
    assert who(markup, None, Shown(around=Around(below=("12 May 2024",)))) == ((), None)


def test_papers_turn_their_authors_round() -> None:
    """Surname first, each in a meta of its own."""
    markup = "<meta name=citation_author content='Ballard, Ines'><meta name=citation_author content='Reed, Joan'>"
    assert who(markup) == (("Ines Ballard", "Joan Reed"), "meta citation_author")


def test_a_card_s_label_says_what_its_value_is() -> None:
    """`twitter:data1` is the author only under such a label."""
    card = "<meta name=twitter:label1 content='{}'><meta name=twitter:data1 content='Ines Ballard'>"
    assert who(card.format("Written by"))[0] == ("Ines Ballard",)
    assert who(card.format("Price"))[0] == ()
