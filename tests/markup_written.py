"""Pages of markup that nobody wrote: random trees of real elements, and tags among random bytes."""

from hypothesis import strategies as st

TEXTS = st.sampled_from(
    [
        "老吴在这座灯塔上守了十九年,每天傍晚点灯,清晨熄灯,从没有误过一次。",
        "He kept the light for nineteen years, and he never once missed the evening hour.",
        "Смотритель говорит, что зимой на маяке особенно тихо.",
        "灯塔を守って十九年、彼は一度も遅れたことがなかった。",
        "등대지기는 열아홉 해 동안 불을 켰다고 말한다.",
        "ظل الحارس يوقد المصباح تسعة عشر عاما.",
        "首页",
        "Read more",
        "相关推荐",
        "2023-11-09 08:42 来源:江城晚报",
        "Warning: array_rand(): Array is empty in /www/web/keys.php on line 12",
        "Copyright © 2009-2023",
        "x = 1;\n    y = 2",
        "a &amp; b &lt;c&gt; &nbsp;",
        "Brun\u00adnen",
        " ",
        "¶",
        "1",
    ]
)
TAGS = st.sampled_from(
    [
        "div",
        "p",
        "span",
        "a",
        "b",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tr",
        "td",
        "th",
        "caption",
        "blockquote",
        "pre",
        "code",
        "figure",
        "figcaption",
        "section",
        "article",
        "nav",
        "aside",
        "footer",
        "header",
        "main",
        "details",
        "summary",
        "template",
        "noscript",
        "button",
        "form",
        "label",
        "sup",
        "math",
        "center",
        "font",
        "select",
        "option",
        "dialog",
        "iframe",
        "textarea",
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        "",
        "",
        " hidden",
        ' class="content"',
        ' class="menu nav"',
        ' class="headerlink"',
        ' class="language-python"',
        ' style="display:none"',
        ' href="/a"',
        " colspan=2",
        " rowspan=3",
        " colspan=1000",
        " start=4",
        " open",
        ' itemprop="author"',
    ]
)
VOIDS = st.sampled_from(
    [
        "<br>",
        "<hr>",
        '<img src="a.png" alt="塔">',
        "<img data-src=b.jpg src=data:x>",
        "<meta charset=utf-8>",
        "</p>",
        "</div>",
    ]
)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element around some of these, now and then without its end."""
    return st.builds(
        lambda tag, attribute, inner, ended: f"<{tag}{attribute}>{''.join(inner)}" + f"</{tag}>" * ended,
        TAGS,
        ATTRIBUTES,
        st.lists(children, max_size=5),
        st.booleans() | st.just(True),
    )


TREES = st.lists(st.recursive(TEXTS | VOIDS, element, max_leaves=25), min_size=1, max_size=6).map("".join)
MARKUP = st.builds("<html><head><title>{}</title></head><body>{}</body></html>".format, TEXTS, TREES)
"""Whole pages: random trees of elements around texts of several scripts."""

TAGGED_BYTES = st.lists(
    st.one_of(
        st.binary(max_size=12),
        TREES.map(str.encode),
        st.sampled_from([b"<", b">", b"<!--", b"<script>", b"<p", b"]]>"]),
    ),
    max_size=12,
).map(lambda pieces: b"<html>" + b"".join(pieces))
"""Anything at all, with tags in it."""
