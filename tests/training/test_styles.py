"""HTML pages flattened as scrapers do it."""

import pytest

pytest.importorskip("lxml")

from training.styles import STYLES, Style, lines_of

PAGE = """<html><head><title>Der Kutter</title><style>p {}</style></head><body>
<ul><li><a>Hafen</a></li><li><a>Netze</a></li></ul>
<p>Der <b>Kutter</b> liegt
im Hafen.</p><script>var a;</script></body></html>"""


@pytest.mark.parametrize(
    ("style", "lines"),
    [
        ("pieces", ["Hafen", "Netze", "Der", "Kutter", "liegt", "im Hafen."]),
        ("blocks", ["Hafen", "Netze", "Der Kutter liegt im Hafen."]),
        ("source", ["HafenNetze", "Der Kutter liegt", "im Hafen."]),
    ],
)
def test_each_style_breaks_lines_elsewhere(style: Style, lines: list[str]) -> None:
    """Between pieces of text, between blocks, or where the source does; scripts and styles are no text."""
    assert lines_of(PAGE, style) == lines


def test_some_tools_begin_with_the_page_s_title() -> None:
    """It stands in the head."""
    assert lines_of(PAGE, "pieces", titled=True)[0] == "Der Kutter"


@pytest.mark.parametrize("style", STYLES)
def test_a_page_of_nothing_has_no_lines(style: Style) -> None:
    """Whatever the style."""
    assert lines_of("", style) == []
