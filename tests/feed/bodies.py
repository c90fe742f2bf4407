"""Bodies that nobody wrote: every kind of block, of texts that would be markup, HTML or a template's tags."""

from hypothesis import strategies as st

from pipeline.body import Code, Heading, Image, Item, List, Paragraph, Quote, Table

PIECES = (
    *("*", "**", "_", "__", "`", "```", "[", "]", "(", ")", "![", "](", "<", ">", "</div>", "<script>", "<!--", "-->"),
    *("&amp;", "&#35;", "&copy", "{{", "}}", "{%", "%}", "{#", "{{<", ">}}", "{{%", "%}}", "{% raw %}", "{% endraw %}"),
    *(
        "|",
        "||",
        "~",
        "~~",
        "~~~",
        "---",
        "- ",
        "-",
        "+",
        "+++",
        "===",
        "=",
        "#",
        "## ",
        "{#id}",
        "{: .c}",
        "1.",
        "2) ",
    ),
    *(
        "> ",
        ":",
        ": ",
        "::",
        ":smile:",
        "[^1]",
        "[ ] ",
        "http://a.example/b",
        "www.a.example",
        "a@b.example",
        "mailto:x",
    ),
    *("$", "$$", "\\", "\\\\", "!", "^", "import x", "export y", "@", "%", '"', "'", "...", "--", "{x}", "<!--more-->"),
    *(
        "灯塔",
        "a",
        "snake_case",
        "b2",
        " ",
        "  ",
        "\t",
        "\n",
        "😀",
        "\u3000",
        "\u200f",
        "\u00a0",
        "é",
        "…",
        "：",
        "\u2028",
    ),
)
"""Whatever some parser reads as more than text, and some text."""

TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
SAID = TEXTS.filter(lambda text: bool(text.strip()))
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)
ANY = st.one_of(TEXTS, WORDS)

ITEMS = st.recursive(ANY, lambda inner: st.builds(Item, ANY, st.lists(inner, max_size=3).map(tuple)), max_leaves=6)

CELLS = st.lists(st.lists(ANY, max_size=3).map(tuple), max_size=4).map(tuple)

BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 6), ANY.filter(str.strip)),
    st.builds(Paragraph, ANY),
    st.builds(List, st.booleans(), st.lists(ITEMS, max_size=4).map(tuple), st.integers(1, 12)),
    st.builds(Quote, ANY),
    st.builds(Code, TEXTS, st.sampled_from((None, "python", "c++", "a b", "x`y"))),
    st.builds(Table, CELLS, st.integers(0, 2)),
    st.builds(
        Image,
        st.sampled_from(
            ("/a b.png", "https://a.example/灯_*塔(1).png?a=1&copy=2", "javascript:alert(1)", "x\\y{{z}}|")
        ),
        st.none() | ANY,
        st.none() | ANY,
    ),
)

BODIES = st.lists(BLOCKS, max_size=6).map(tuple)
