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


def test_a_template_is_no_address() -> None:
    """Where a script fills in the width, the largest of the listed sizes is taken."""
    sizes = "data-srcset='a_720.jpg 720w, a_1080.jpg 1080w'"
    assert addresses(f"<img src=a_300.jpg data-src='a_{{width}}.jpg' {sizes}>") == ["a_1080.jpg"]
    assert addresses("<img src=a_300.jpg data-src='a_{width}.jpg'>") == ["a_300.jpg"]


def test_a_source_of_the_same_picture_is_taken_where_it_is_larger() -> None:
    """Another file may be another cut of it; a source without its picture says nothing of the next."""
    source = "<source srcset='a.jpg?width=620 620w, a.jpg?width=1240 1240w'>"
    assert addresses(f"<picture>{source}<img src='a.jpg?width=445'></picture>") == ["a.jpg?width=1240"]
    assert addresses(f"<picture>{source}<img src=b.jpg></picture>") == ["b.jpg"]
    assert addresses(f"<picture>{source}</picture><p>x</p><img src='data:x'>") == []


def test_a_picture_stands_where_it_stands_on_the_page() -> None:
    """Before the text that follows it in one run, behind the text that it stands in."""
    assert [leaf.url or leaf.text for leaf in walk("<p> <img src=a.jpg> one</p>").leaves] == ["a.jpg", "one"]
    assert [leaf.url or leaf.text for leaf in walk("<p>one <img src=a.jpg> two</p>").leaves] == ["one two", "a.jpg"]


def test_sizes_may_stand_on_lines_of_their_own() -> None:
    """White space of any kind stands between an address and its size, and none need stand between two pictures."""
    assert addresses("<img srcset='a.jpg 320w,\n b.jpg\t640w'>") == ["b.jpg"]
    assert addresses("<img srcset='a.jpg 1x,b.jpg 2x'>") == ["b.jpg"]
    assert addresses("<img srcset='https://e.x/w_1,h_2/a.jpg 1x, https://e.x/w_2,h_4/a.jpg 2x'>") == [
        "https://e.x/w_2,h_4/a.jpg"
    ]
