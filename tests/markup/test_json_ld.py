"""JSON-LD: which item is the page's, and who wrote it."""

import json

from pipeline.markup.json_ld import page_item


def item_of(*items: object) -> object:
    """The page's item of scripts that hold these."""
    return page_item(tuple(json.dumps(item) for item in items))


def test_the_article_is_the_page_s_item() -> None:
    """Before what is only a page, and whatever lies around it."""
    page = {"@type": "WebPage", "name": "Home"}
    graph = {"@graph": [{"@type": "Organization", "name": "Post"}, {"@type": "NewsArticle", "headline": "Rain"}]}
    found = page_item((json.dumps(page), json.dumps(graph)))
    assert found is not None
    assert (found.article, found.headline) == (True, "Rain")


def test_people_are_told_from_houses() -> None:
    """By what the page calls them; a reference is followed."""
    found = page_item(
        (
            json.dumps(
                {
                    "@graph": [
                        {"@type": "Person", "@id": "#ines", "name": "Ines Ballard"},
                        {
                            "@type": "Article",
                            "author": [
                                {"@id": "#ines"},
                                {"@type": "Organization", "name": "Harbour Post"},
                                "Joan Reed",
                            ],
                        },
                    ]
                }
            ),
        )
    )
    assert found is not None
    assert (found.authors, found.houses) == (("Ines Ballard", "Joan Reed"), ("Harbour Post",))


def test_broken_scripts_say_nothing() -> None:
    """Nor do values of another shape."""
    assert page_item(("{not json", "[1, 2]", '"text"', "")) is None
    assert item_of({"@type": "Article", "author": 7, "headline": ["Rain"], "datePublished": None}) is not None


def test_halves_of_letters_are_replaced() -> None:
    """A headline that was cut inside an emoji could not be written to a file."""
    found = page_item(('{"@type": "NewsArticle", "headline": "Rain \\ud83d", "name": "\\ud83d\\ude00"}',))
    assert found is not None
    assert (found.headline, found.name) == ("Rain \ufffd", "\U0001f600")


def test_a_reference_that_is_none_is_passed_over() -> None:
    """Lists and objects name nothing."""
    found = item_of({"@type": "Article", "author": {"@id": ["x"], "name": "Ines Ballard"}, "image": {"@id": {}}})
    assert getattr(found, "authors", None) == ("Ines Ballard",)


def test_entities_are_decoded() -> None:
    """In names as in headlines; of a body they may be what it shows."""
    found = page_item(
        (json.dumps({"@type": "Article", "author": "Conan O&#039;Brien", "articleBody": "a &lt;b&gt; is bold"}),)
    )
    assert found is not None
    assert (found.authors, found.body) == (("Conan O'Brien",), "a &lt;b&gt; is bold")
