"""What a reader does not see."""

import pytest

from pipeline.leaf import Walked
from pipeline.markup.blocks import markup_blocks
from pipeline.markup.features import judged
from pipeline.markup.walk import walk

PAGE = "<p>What a reader sees is more than what he does not.</p>"


@pytest.mark.parametrize(
    ("attributes", "hiding"),
    [
        ("hidden", "hidden_attribute"),
        ("style='display: none'", "display_none"),
        ("style='VISIBILITY:hidden'", "display_none"),
        ("class='x sr-only'", "hidden_class"),
        ("class=tooltip", "hidden_class"),
        ("style='font-size:0'", "zero_size"),
        ("style='height:0;overflow:hidden'", "zero_size"),
        ("style='position:absolute;left:-9999px'", "off_screen"),
        ("style='color:#fff;background:#fff'", "same_colour"),
    ],
)
def test_hidden(attributes: str, hiding: str) -> None:
    """Each way of hiding has its name."""
    found = walk(f"{PAGE}<div {attributes}>secret</div>").leaves
    assert [leaf.hidden for leaf in found] == [None, hiding]


@pytest.mark.parametrize(
    "attributes",
    [
        "style='margin-left:-300px'",
        "class='hidden md:block'",
        "class='d-none d-lg-flex'",
        "hidden role=tabpanel",
        "class='accordion__content' style='display:none'",
        "hidden id='S:3'",
        "hidden=until-found",
        "style='font-size:0.9em'",
        "style='line-height:0;font-size:16px'",
        "class='two-thirds gutter'",
    ],
)
def test_not_hidden(attributes: str) -> None:
    """Seen on wide screens, after a click, or when a script has moved it."""
    assert not any(leaf.hidden for leaf in walk(f"{PAGE}<div {attributes}>shown</div>").leaves)


def test_a_dialog_is_hidden_until_it_is_open() -> None:
    """That is what the element is for."""
    found = walk(f"{PAGE}<dialog>a</dialog><dialog open>b</dialog>").leaves
    assert [leaf.hidden for leaf in found] == [None, "closed_dialog", None]


def test_hidden_words_leave_the_sentence_they_stand_in() -> None:
    """And the sentence stays whole."""
    page = walk("<p>one <span style='display:none'>two <b>three</b></span>four</p>")
    assert [(leaf.text, leaf.hidden) for leaf in page.leaves] == [
        ("two three", "display_none"),
        ("one four", None),
    ]
    assert [leaf.text for leaf in judged(page)] == ["one four"]


def test_everything_below_is_hidden() -> None:
    """Until the element ends."""
    found = walk(f"{PAGE}<div hidden><p>a</p><p>b</p></div><p>c</p>").leaves
    assert [bool(leaf.hidden) for leaf in found] == [False, True, True, False]


def test_a_page_that_hides_all_it_has_is_shown() -> None:
    """Some pages wait for a script before they show their body."""
    found = walk(f"<nav>menu</nav><div style='visibility:hidden'>{PAGE * 6}</div>").leaves
    assert not any(leaf.hidden for leaf in found)


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Title<a class=headerlink href=#t>¶</a></h2>",
        "<h2>Title <span class='mw-editsection'>[<a href=e>edit</a>]</span></h2>",
        "<ol><li>Title <a href=#r role=doc-backlink>↩</a></ol>",
        "<ol><li><span class=mw-cite-backlink>^</span> Title</ol>",
    ],
)
def test_the_page_s_tools_are_no_part_of_the_text_they_stand_in(html: str) -> None:
    """They are blocks of their own, and the text is whole without them."""
    found = walk(html).leaves
    assert [leaf.text for leaf in found if not leaf.hidden] == ["Title"]
    assert [leaf.hidden for leaf in found if leaf.hidden] == ["page_tool"]


def test_line_numbers_are_no_code() -> None:
    """In a column of their own or before each line."""
    code = "<pre><span class=lineno>1 </span>a\n<span class=lineno>2 </span>b</pre>"
    found = walk(f"<table><tr><td class=gutter><pre>1\n2</pre></td><td>{code}</td></table>").leaves
    assert [leaf.text for leaf in found if not leaf.hidden] == ["a\nb"]


def test_line_numbers_are_a_tool_in_a_cell_only() -> None:
    """On a box the same class speaks of the space between columns."""
    found = walk(f"{PAGE}<table><tr><td class=gutter>1<td class=code>x = 1</table>").leaves
    assert [leaf.hidden for leaf in found] == [None, "page_tool", None]


def test_what_stands_inside_a_frame_is_for_browsers_without_frames() -> None:
    """The parser gives it as raw text."""
    found = walk(f"{PAGE}<iframe src=/ad><a href=/ad>Your browser shows no frames</a></iframe><p>b</p>").leaves
    assert [leaf.hidden for leaf in found] == [None, "frame_fallback", None]


def _walked(markup: str) -> Walked:
    walked = markup_blocks(markup).markup
    assert walked is not None
    return walked


def test_a_frame_that_is_never_closed_does_not_swallow_the_page() -> None:
    """As tag managers' lines are pasted into a noscript."""
    leaves = judged(_walked("<noscript><iframe src=/gtm height=0 /></noscript><p>the rest</p>"))
    assert [leaf.text for leaf in leaves] == ["the rest"]


def test_colours_that_are_none_hide_nothing() -> None:
    """`inherit` is whatever stands around it."""
    first = "<p style='color: inherit; background-color: inherit'>pasted</p>"
    html = f"{first}<p style='color:initial;background:initial'>too</p>"
    assert [leaf.hidden for leaf in walk(html).leaves] == [None, None]


def test_a_word_with_a_tooltip_is_seen() -> None:
    """And what the tooltip says is not."""
    found = walk("<p>the <span class=tooltip>ferry<span class=tooltiptext>a boat</span></span> left</p>").leaves
    assert [(leaf.text, leaf.hidden) for leaf in found] == [("a boat", "hidden_class"), ("the ferry left", None)]
