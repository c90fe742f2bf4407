"""Markup becomes leaves in reading order."""

import pytest

from pipeline.leaf import Leaf
from pipeline.markup.walk import walk


def leaves(html: str) -> list[Leaf]:
    """The leaves of a piece of markup."""
    return list(walk(html).leaves)


def kinds(html: str) -> list[tuple[str, str]]:
    """What each leaf is, and its text."""
    return [(leaf.kind, leaf.text) for leaf in leaves(html)]


def texts(html: str) -> list[str]:
    """The texts of the leaves."""
    return [leaf.text for leaf in leaves(html)]


def test_words_are_never_glued() -> None:
    """A line break and an element's edge part words; inline elements do not."""
    assert texts("a<br>b<div>c</div>d <b>e</b>f<i> g</i>") == ["a", "b", "c", "d ef g"]


def test_a_line_break_is_told_from_an_edge() -> None:
    """Verse and addresses are leaves of one element."""
    assert [leaf.broken for leaf in leaves("<p>a<br>b</p><p>c</p>")] == [False, True, False]


def test_kinds() -> None:
    """What the element says about its text."""
    assert kinds(
        "<h2>t</h2><p>p</p><ul><li>i</ul><blockquote><p>q</p></blockquote><pre>c\n  d</pre>"
        "<figure><img src=a.png alt=alt><figcaption>f</figcaption></figure><dl><dt>n<dd>m</dl>"
    ) == [
        ("heading", "t"),
        ("paragraph", "p"),
        ("item", "i"),
        ("quote", "q"),
        ("code", "c\n  d"),
        ("image", "alt"),
        ("caption", "f"),
        ("term", "n"),
        ("description", "m"),
    ]


def test_lists_know_their_depth_and_order() -> None:
    """An item counts the lists around it."""
    found = leaves("<ol><li>a<ul><li>b</ul><li>c</ol>")
    assert [(leaf.text, leaf.level, leaf.ordered) for leaf in found] == [
        ("a", 1, True),
        ("b", 2, False),
        ("c", 1, True),
    ]


def test_code_keeps_its_lines_and_its_language() -> None:
    """A token per span is one line of code."""
    (leaf,) = leaves("<pre class='language-python'><span>def</span> <span>f</span>():\n    <span>return</span></pre>")
    assert (leaf.text, leaf.language) == ("def f():\n    return", "python")


def test_links_are_counted_in_characters() -> None:
    """Of a sentence only what is linked."""
    (leaf,) = leaves("<p>see <a href=x>this</a></p>")
    assert (leaf.linked, leaf.links, len(leaf.text)) == (4, 1, 8)


def test_a_link_around_blocks_links_them_all() -> None:
    """Cards are links with blocks inside."""
    found = leaves("<a href=x><h3>ab</h3><p>c</p></a><p>d</p>")
    assert [leaf.linked for leaf in found] == [2, 1, 0]


def test_formulae_give_their_source() -> None:
    """The annotation of a formula is its text."""
    assert texts("<p>so <math><mi>x</mi><annotation>x^2</annotation></math> is</p>") == ["so x^2 is"]


def test_noscript_and_template_are_read() -> None:
    """They may hold the real body; the judge decides."""
    assert texts("<noscript><p>a</p></noscript><template><p>b</p></template>") == ["a", "b"]


def test_links_side_by_side_are_words_of_their_own() -> None:
    """A page draws them apart; a link at a word's end does not part it."""
    assert texts("<p><a href=a>one</a><a href=b>two</a>s <b>s</b><a href=c>o</a></p>") == ["one twos so"]


def test_in_a_row_with_a_day_every_box_is_a_fact() -> None:
    """Elsewhere boxes of a script without spaces are one word; the parts of a day are never parted."""
    row = "<p><span>贺知秋</span><span>装修顾问</span><span>2024-09-03</span></p>"
    assert texts(row) == ["贺知秋 装修顾问 2024-09-03"]
    assert texts("<p><span>贺知秋</span><span>装修顾问</span></p>") == ["贺知秋装修顾问"]
    assert texts("<p><span>2024</span><span>-</span><span>09</span><span>-</span><span>03</span></p>") == ["2024-09-03"]


def test_an_arrow_that_leads_back_from_a_note_is_set_aside() -> None:
    """An arrow in a sentence stays, linked or not."""
    found = leaves("<ol><li>Seven. <a href='#r1'>↩</a></li></ol>")
    assert [(leaf.text, leaf.hidden) for leaf in found] == [("↩", "page_tool"), ("Seven.", None)]
    assert texts("<p>The arrow ↑ means <a href=/up>up ↑</a>.</p>") == ["The arrow ↑ means up ↑."]


def test_who_is_quoted_stands_over_the_quotation() -> None:
    """Forums write so; a title cited in a sentence stays in it."""
    assert texts("<blockquote><div><cite>Jo wrote:</cite>a</div></blockquote>") == ["Jo wrote:", "a"]
    assert texts("<blockquote><p>as <cite>B</cite> says</p></blockquote>") == ["as B says"]


def test_the_code_inside_may_name_the_language() -> None:
    """As the HTML standard recommends."""
    (leaf,) = leaves("<pre><code class='hljs language-css'>a{}</code></pre>")
    assert leaf.language == "css"


def test_numbers_that_attributes_give() -> None:
    """Of lists and cells, where they say something."""
    page = walk("<ol start=3><li>a</ol><table><tr><td colspan=2>b<td rowspan=1>c</table>")
    tags = [page.elements.tags[index] for index, _, _ in page.elements.given]
    assert [(tag, name, number) for tag, (_, name, number) in zip(tags, page.elements.given, strict=True)] == [
        ("ol", "start", 3),
        ("td", "colspan", 2),
    ]


def test_scripts_and_styles_are_not() -> None:
    """Nor are the titles of drawings."""
    assert texts("<style>a</style><script>b</script><svg><title>c</title></svg>d") == ["d"]


def test_text_behind_an_early_end_is_read() -> None:
    """Some pages end twice; the standard's parser goes on."""
    assert texts("<html><body><p>a</p></body></html><p>b</p>") == ["a", "b"]


def test_what_the_page_declares() -> None:
    """Title, metas, canonical address, JSON-LD and times."""
    said = walk(
        "<html lang=de><title> A  b </title><meta property=og:title content=T>"
        "<link rel=canonical href=u><script type=application/ld+json>{}</script>"
        "<time datetime=2024-05-01>x</time><span itemprop=author>Jo</span>"
    ).declared
    assert (said.title, said.metas, said.canonical, said.json, said.language) == (
        "A b",
        (("og:title", "T"),),
        "u",
        ("{}",),
        "de",
    )
    assert (said.times, said.properties) == ((("2024-05-01", 0),), (("author", "Jo"),))
    said = walk("<div class=author><a href=/u/oak>oakley_dan</a><br>Joined: Mar 2014</div>").declared
    assert ("byline", "oakley_dan Joined: Mar 2014") in said.properties, "a break parts words"


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "html",
    ["<div>" * 50_000 + "x", "<ul><li>" * 20_000 + "x", "<b>" * 50_000 + "x", "<table><tr><td>" * 5_000 + "x"],
    ids=["divs", "lists", "bold", "tables"],
)
def test_depth_is_no_limit(html: str) -> None:
    """There is no recursion, and a walk in square time would not end in time."""
    assert texts(html) == ["x"]


def test_of_a_formula_s_notes_its_tex_is_read() -> None:
    """Whatever other notes stand behind it; else what it declares instead, else what it shows."""
    other = (
        "<annotation encoding=application/x-llamapun>italic_x</annotation><annotation-xml><ci>x2</ci></annotation-xml>"
    )
    tex = "<annotation encoding=application/x-tex>x^{2}</annotation>"
    assert texts(f"<p>so <math><mi>x</mi><mn>2</mn>{tex}{other}</math> is</p>") == ["so x^{2} is"]
    assert texts(f"<p>so <math alttext='a/b'><mi>a</mi><mi>b</mi>{other}</math> is</p>") == ["so a/b is"]
    assert texts(f"<p>so <math><mi>x</mi>{other}</math> is</p>") == ["so x is"]


def test_formulae_as_wikis_and_scripts_draw_them() -> None:
    """The hidden notation is the text; the picture and the boxes beside it are not."""
    note = "<math><mi>x</mi><annotation encoding=application/x-tex>{\\displaystyle x}</annotation></math>"
    drawn = "<img class=mwe-math-fallback-image-inline src=x.svg>"
    wiki = f"<span class=mwe-math-mathml-inline style='display:none'>{note}</span>{drawn}"
    assert kinds(f"<p>so {wiki} is</p>") == [("paragraph", "so x is")]
    katex = f"<span class=katex-mathml>{note}</span><span class=katex-html>x</span>"
    assert [leaf.text for leaf in leaves(f"<p>so {katex} is</p>") if not leaf.hidden] == ["so x is"]
    assert texts(f"<p>so <mjx-container><mjx-math></mjx-math>{note}</mjx-container> is</p>") == ["so x is"]


def test_hidden_text_inside_a_run_moves_nothing() -> None:
    """Neither the break before it nor the picture; and many such cost no more than their number."""
    found = leaves("<p>a<br><span hidden>x</span>b <img src=p.jpg> c</p>")
    assert [(leaf.text or leaf.url, leaf.broken) for leaf in found if not leaf.hidden] == [
        ("a", False),
        ("b c", True),
        ("p.jpg", False),
    ]
    assert texts("<p>" + "<i hidden>x</i>y " * 5_000 + "</p>")[-1] == " ".join("y" * 5_000)


def test_lines_of_code_in_elements_are_one_code() -> None:
    """A box around each line; an empty one keeps its line."""
    lines = "<div class=line>a = 1</div><div class=line><span>\n</span></div><div class=line>b = 2</div>"
    assert kinds(f"<pre>{lines}</pre>") == [("code", "a = 1\n\nb = 2")]


def test_letters_that_look_different_are_one_word() -> None:
    """Bold and italic pieces touch; boxes stand apart."""
    assert texts("<p><i>Tita</i><i>nic</i> <b>W</b><b>ord</b> <span>2026</span><span>1h</span></p>") == [
        "Titanic Word 2026 1h"
    ]


def test_what_the_parser_would_leave_out_is_read() -> None:
    """Shadow trees, elements that XHTML closes, the text of a frameset."""
    assert texts('<my-box><template shadowrootmode="open"><p>a</p></template></my-box>') == ["a"]
    assert texts('<?xml version="1.0"?><script src="a.js"/><title/><p><![CDATA[a & b]]></p>') == ["a & b"]
    assert texts("<frameset><frame src=x><noframes><body><p>a</p></body></noframes></frameset>") == ["a"]


def test_readings_stand_in_their_brackets() -> None:
    """No space is put between a word and how it is read."""
    assert texts("<p>その<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>は</p>") == ["その漢字（かんじ）は"]


def test_what_is_no_language_names_none() -> None:
    """`language-none` says that there is none."""
    assert [leaf.language for leaf in leaves("<pre><code class=language-none>a</code></pre>")] == [None]
