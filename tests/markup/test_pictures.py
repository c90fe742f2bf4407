"""Image elements become leaves with the address of the picture."""

from pipeline.markup.walk import walk


def addresses(html: str) -> list[str | None]:
    """Where the pictures of a piece of markup lie."""
    return [leaf.url for leaf in walk(html).leaves if leaf.kind == "image"]


def test_lazy_pictures_give_their_real_address() -> None:
    """src holds a placeholder where data-src holds the picture; counters are no pictures."""
    assert addresses("<img src=data:x data-src=a.jpg><img src=b.gif width=1 height=1>") == ["a.jpg"]


def test_of_several_sizes_the_largest_is_taken() -> None:
    """By width, else by density."""
    assert addresses("<img srcset='a.jpg 320w, b.jpg 1200w, c.jpg 640w'>") == ["b.jpg"]
    assert addresses("<img data-srcset='a.jpg 1x, b.jpg 2x'>") == ["b.jpg"]


def test_a_placeholder_is_no_picture() -> None:
    """Spinners, blanks and drawings in the address itself stand until a script has run."""
    html = "<img src=/img/blank.gif><img src=loading.svg data-lazy=a.jpg><img src='data:image/svg+xml,x'>"
    assert addresses(html) == ["a.jpg"]


def test_a_picture_element_gives_its_picture() -> None:
    """The one that every browser shows; the largest source where there is no other."""
    assert addresses("<picture><source srcset='a.webp 1x'><img src=a.jpg></picture>") == ["a.jpg"]


def test_a_picture_without_script_is_the_picture() -> None:
    """Lazy pages say it twice: for readers with scripts and for those without."""
    html = "<img data-src=a.jpg src=data:x><noscript><img src=a.jpg></noscript>"
    assert addresses(html) == ["a.jpg", "a.jpg"]
