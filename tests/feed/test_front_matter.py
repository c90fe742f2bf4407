"""Front matter: independent parsers of each kind read the same values."""

import json
import re
import tomllib
from datetime import date, datetime, timedelta, timezone
from io import StringIO

import pytest
import yaml
from fed import made, ready
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pipeline.errors import SettingsError
from pipeline.feed.flavours import FIELDS, UNDERSTOOD, form, gather
from pipeline.feed.front_matter import front_matter
from pipeline.feed.markdown import to_markdown
from pipeline.feed.render import renderer
from pipeline.feed_settings import Feed

NASTY = (
    *("no", "null", "~", "1e3", "0o7", "12:30", "2024-05-31", "1_000", ".inf", "<<", "=", "true", "-", "? a", "!x"),
    *(
        "a: \"b\" 'c'",
        "---",
        "...",
        "+++",
        "a\n---\nb",
        "# x",
        "标题:内容",
        "😀 灯塔",
        "{{ x }}",
        "\\n",
        " a ",
        "%TAG",
        "@a",
    ),
    *("", "\u2028", "\u0085", "\ufeff", "𠮷\n野家", "it's 😀", "*a", "&a", "a #b"),
)
TEXTS = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=("Cs",)))
FIELDS_OF_ANY = st.dictionaries(
    st.sampled_from(["title", "no", "date", "a b", "1", "标题", "isCJKLanguage"]),
    TEXTS | st.lists(TEXTS) | st.booleans() | st.integers(-9, 9) | st.dates() | st.none() | st.just(0.25),
)
WHEN = datetime(2024, 5, 31, 8, 30, tzinfo=timezone(timedelta(hours=8)))


def inside(text: str) -> str:
    """What stands between the fences; nothing of it may be taken for one."""
    fence = text.partition("\n")[0]
    body, rest = text.removeprefix(f"{fence}\n"), ""
    body, _, rest = body.partition(f"\n{fence[:3]}\n") if not body.startswith(f"{fence[:3]}\n") else ("", "", "")
    assert rest == ""
    return body


def yaml_1_2(text: str):
    """By ruamel.yaml, which reads YAML 1.2, as Hugo and Eleventy do."""
    return YAML(typ="safe", pure=True).load(StringIO(text)) or {}


def yaml_1_1(text: str):
    """By PyYAML, which reads YAML 1.1, as Jekyll does."""
    return yaml.safe_load(text) or {}


@given(FIELDS_OF_ANY)
def test_yaml_is_the_same_to_old_and_new_parsers(fields) -> None:
    """Strings stay strings, dates are dates, null is null."""
    text = inside(front_matter(fields, "yaml", "hugo"))
    assert yaml_1_1(text) == fields
    assert yaml_1_2(text) == fields


@given(FIELDS_OF_ANY)
def test_toml_is_read_by_the_standard_library(fields) -> None:
    """All but null, for which TOML has no word."""
    assert tomllib.loads(inside(front_matter(fields, "toml", "hugo"))) == {
        name: value for name, value in fields.items() if value is not None
    }


@given(FIELDS_OF_ANY)
def test_json_is_read_by_the_standard_library(fields) -> None:
    """Dates are strings there."""
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}
    assert json.loads(front_matter(fields, "json", "hugo")) == plain
    assert json.loads(inside(front_matter(fields, "json", "eleventy"))) == plain


def test_times_keep_their_zone() -> None:
    """And get none where there is none."""
    fields = {"a": WHEN, "b": WHEN.replace(tzinfo=None)}
    for text in (yaml_1_1(inside(front_matter(fields, "yaml", "hugo"))),):
        assert text == fields
    assert yaml_1_2(inside(front_matter({"b": fields["b"]}, "yaml", "hugo"))) == {"b": fields["b"]}
    assert tomllib.loads(inside(front_matter(fields, "toml", "hugo"))) == fields


ARTICLE = made(
    'She said: "no" — 灯塔 😀',
    published="2024-05-31T08:30:00",
    modified="2024-06",
    authors=("沈知远", "null"),
    tags=("a: b", "---"),
    site=None,
    url="https://a.example/x",
    language="zh-Hans",
)


@pytest.mark.parametrize("flavour", FIELDS)
def test_every_flavour_gets_its_fields(flavour, tmp_path) -> None:
    """Under its own names, from its own front matter, with dates as dates and without what is not said."""
    for kind in UNDERSTOOD[flavour]:
        feed = ready(tmp_path, flavour=flavour, front_matter=kind).feed
        text = renderer(feed, "feed")(ARTICLE).decode()
        head = text.removesuffix("\n" + to_markdown(ARTICLE.body, flavour))
        read = {"yaml": yaml_1_2, "toml": tomllib.loads, "json": json.loads}[kind]
        fields = read(head if head.startswith("{") else inside(head))
        expected = gather(ARTICLE, form(feed, "feed"))
        if kind == "json":
            expected = {
                name: value.isoformat() if isinstance(value, date) else value for name, value in expected.items()
            }
        assert fields == expected
        assert "She said" in fields["title"]
        assert not any(value is None for value in fields.values())


def test_the_names_of_each_flavour() -> None:
    """As its documentation has them; partial dates are their first day, but for plain front matter."""
    when = datetime(2024, 5, 31, 8, 30)
    told = {flavour: gather(ARTICLE, form(Feed(to="x", flavour=flavour), "feed")) for flavour in FIELDS}
    assert (
        told["hugo"]["date"] == told["jekyll"]["date"] == told["eleventy"]["date"] == told["astro"]["pubDate"] == when
    )
    assert told["hugo"]["lastmod"] == told["astro"]["updatedDate"] == date(2024, 6, 1)
    assert told["plain"]["modified"] == "2024-06"
    assert told["hugo"]["isCJKLanguage"] is True
    assert told["hugo"]["params"]["source"] == told["jekyll"]["source"] == "https://a.example/x"
    assert told["eleventy"]["templateEngineOverride"] == "md"
    assert not {"url", "id", "site", "path"} & (set(told["hugo"]) | set(told["jekyll"]) | set(told["eleventy"]))


def test_fields_and_constants_of_ones_own() -> None:
    """Renamed, nested, with null where that is wanted."""
    feed = Feed(
        to="x",
        fields={"heading": "title", "meta.from": "site", "meta.sure": "quality.confidence"},
        constants={"layout": "post", "draft": False},
        keep_null=True,
    )
    sure = ARTICLE.quality.confidence
    assert gather(ARTICLE, form(feed, "feed")) == {
        "heading": ARTICLE.title,
        "meta": {"from": None, "sure": sure},
        "layout": "post",
        "draft": False,
    }


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ({"flavour": "jekyll", "front_matter": "toml"}, "jekyll reads no front matter in toml; choose yaml"),
        ({"front_matter": "toml", "keep_null": True}, "TOML has no null"),
        ({"flavour": "hugo", "suffix": ".mdx"}, r"hugo reads no \.mdx"),
        ({"fields": {"x": "titel"}}, r"fields: x: an article has no 'titel'; the nearest is 'title'"),
    ],
)
def test_what_a_flavour_does_not_read_is_a_sentence(settings, what) -> None:
    """Before anything is written."""
    with pytest.raises(SettingsError, match=what):
        form(Feed(to="x", **settings), "feed x")


def test_no_string_is_bare() -> None:
    """One that looks harmless today is a number to tomorrow's parser."""
    lines = front_matter({"a": "1e3", "b": "x"}, "yaml", "hugo").split("\n")[1:-2]
    assert all(re.fullmatch(r'\w+: ".*"', line) for line in lines)
