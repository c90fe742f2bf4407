"""Image elements become leaves with the address of the picture."""

from pipeline.markup.walk import walk


def addresses(html: str) -> list[str | None]:
    """Where the pictures of a piece of markup lie."""
    return [leaf.url for leaf in walk(html).leaves if leaf.kind == "image"]


def test_lazy_pictures_give_their_real_address() -> None:
    """src holds a placeholder where data-src holds the picture; counters are no pictures."""
    assert addresses("<img src=data:x data-src=a.jpg><img src=b.gif width=1 height=1>") == ["a.jpg"]
