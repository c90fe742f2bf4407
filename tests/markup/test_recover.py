"""Bodies that a page holds only for its scripts."""

import json

from pipeline.markup.recover import recovered, with_recovered
from pipeline.markup.walk import walk

BODY = [f"Rain fell on the town for {n} days, and the river rose by a hand." for n in range(3, 9)]
MARKUP = "".join(f"<p>{text}</p>" for text in BODY)


def state(**page: object) -> str:
    """A page of Next.js that shows nothing."""
    told = json.dumps({"props": {"pageProps": page}}).replace("</", "<\\/")
    return f'<div id="__next"><p>Loading</p></div><script id="__NEXT_DATA__" type="application/json">{told}</script>'


def texts(html: str) -> list[str]:
    """The texts behind those that the page shows."""
    page = with_recovered(walk(html))
    return [leaf.text for leaf in page.leaves[page.recovered :]] if page.recovered is not None else []


def test_a_body_in_json_ld_is_taken() -> None:
    """A paragraph a line."""
    told = json.dumps({"@type": "Article", "articleBody": "\n".join(BODY)})
    assert texts(f'<p>Loading</p><script type="application/ld+json">{told}</script>') == BODY


def test_a_body_in_a_framework_s_state_is_taken() -> None:
    """Under whatever the site calls it, as long as it is markup."""
    assert texts(state(post={"title": "Rain", "content": MARKUP})) == BODY
    assert texts(state(data=[{"node": {"bodyHtml": MARKUP}}])) == BODY


def test_other_values_of_a_state_are_none() -> None:
    """Settings, teasers, text that is no markup."""
    assert texts(state(terms=MARKUP)) == []
    assert texts(state(post={"content": "<p>Rain.</p>"})) == []
    assert texts(state(post={"content": " ".join(BODY)})) == []
    assert texts(state(comments=[{"type": "comment", "text": text} for text in BODY])) == []


def test_rich_text_is_read_in_the_shapes_of_its_editors() -> None:
    """Contentful's, Sanity's, Draft.js's, Editor.js's, a paper's own."""
    shapes: list[list[dict[str, object]]] = [
        [{"nodeType": "paragraph", "content": [{"nodeType": "text", "value": text}]} for text in BODY],
        [{"_type": "block", "style": "normal", "children": [{"_type": "span", "text": text}]} for text in BODY],
        [{"key": "a", "type": "unstyled", "text": text} for text in BODY],
        [{"type": "paragraph", "data": {"text": text}} for text in BODY],
        [{"__typename": "ParagraphBlock", "content": [{"__typename": "TextInline", "text": text}]} for text in BODY],
    ]
    for nodes in shapes:
        assert texts(state(post={"body": {"json": {"content": nodes}}})) == BODY


def test_lists_of_rich_text_are_lists_however_deep_they_stand() -> None:
    """Deeper than anybody writes them they are nothing."""
    nodes: list[dict[str, object]] = [{"type": "paragraph", "text": text} for text in BODY]
    wide = {"type": "list", "data": {"items": ["Take an umbrella.", "Mind the stairs."]}}
    assert texts(state(post={"body": [*nodes, wide]})) == [*BODY, "Take an umbrella.", "Mind the stairs."]
    deep: dict[str, object] = {"items": ["Drowned."]}
    for _ in range(500):
        deep = {"data": deep}
    assert texts(state(post={"body": [*nodes, {"type": "list", **deep}]})) == BODY


def test_a_text_without_tags_is_one_beside_a_headline_where_nothing_is_shown() -> None:
    """A paragraph a line; a page that shows something is filled already."""
    post = {"title": "Rain", "content": "\n\n".join(BODY)}
    assert texts(state(post=post)) == BODY
    assert texts("<p>" + "A menu of many words. " * 20 + "</p>" + state(post=post)) == []
    assert texts(state(post={"title": "Rain", "content": "\n".join(BODY[:2])})) == BODY[:2]


def test_a_page_that_shows_how_its_body_begins_has_it_whole() -> None:
    """However much stands around: the rest is behind a wall, and in the page."""
    around = "".join(f"<p>Snow lies on hill number {n} since Monday, the shepherd says.</p>" for n in range(30))
    nodes = [{"type": "paragraph", "text": text} for text in BODY]
    assert texts(f"<p>{BODY[0]}</p>{around}" + state(post={"body": nodes})) == BODY
    assert texts(f"<p>{BODY[1]}</p>{around}" + state(post={"body": nodes})) == []


def test_what_is_no_json_is_read_where_only_values_are_missing() -> None:
    """Programs write `undefined` for these."""
    told = json.dumps({"post": {"title": "Rain", "content": MARKUP}, "ad": 0}).replace('"ad": 0', '"ad":undefined')
    assert texts(f"<p>Loading</p><script>window.__preloadedData = {told};</script>") == BODY


def test_a_page_that_shows_its_body_is_left_alone() -> None:
    """And one that shows more than the state holds."""
    assert texts(MARKUP + state(post={"content": MARKUP})) == []
    other = "".join(f"<p>Snow lies on hill number {n} since Monday morning, says the shepherd.</p>" for n in range(20))
    assert texts(other + state(post={"content": MARKUP})) == []


def test_broken_and_deep_states_are_no_error() -> None:
    """A page's mistakes are not ours."""
    broken = walk('<script id="__NEXT_DATA__">{"a": </script><p>x</p>')
    deep = walk(f'<script id="__NEXT_DATA__">{"[" * 50_000}</script><p>x</p>')
    assert recovered(broken.declared, "x") is recovered(deep.declared, "x") is None


def test_a_state_that_a_program_sets_is_read() -> None:
    """Its statements go on behind the values; what is no JSON is left alone."""
    told = json.dumps({"detail": {"name": "Rain", "author": "Ada Roe", "content": MARKUP}})
    for name in ("window.__INITIAL_STATE__", "window['__PRELOADED_STATE__']", "__NUXT__"):
        assert texts(f"<p>Loading</p><script>{name} = {told};(function(){{}}());</script>") == BODY
    parsed = f"window.__APOLLO_STATE__=JSON.parse({json.dumps(told)});"
    assert texts(f"<p>Loading</p><script>{parsed}</script>") == BODY
    assert texts(f"<p>Loading</p><script type='application/json' id='store'>{told}</script>") == BODY
    assert texts(f"<p>Loading</p><script>var x = {told};</script>") == []
    assert texts(f"<p>Loading</p><script>window.__NUXT__=(function(a){{return {told}}}(1));</script>") == []


def test_what_stands_beside_the_body_says_its_facts_where_the_page_names_it() -> None:
    """A record of another title may be another page's."""
    told = json.dumps({"detail": {"name": "Rain", "author": "Ada Roe", "content": MARKUP}})
    script = f"<p>Loading</p><script>window.__INITIAL_STATE__={told}</script>"
    named = with_recovered(walk(f"<title>Rain - The Paper</title>{script}")).declared.json
    assert [json.loads(each)["author"] for each in named] == ["Ada Roe"]
    assert with_recovered(walk(f"<title>Snow</title>{script}")).declared.json == ()


def test_a_body_with_breaks_alone_is_markup() -> None:
    """No element of it need be closed."""
    told = json.dumps({"@type": "Article", "articleBody": "<br><br>".join(BODY)})
    assert texts(f'<p>Loading</p><script type="application/ld+json">{told}</script>') == BODY
