"""Names of files: stable, readable, safe on every file system, and never shared."""

import re
import unicodedata
from itertools import islice

import pytest
from fed import made
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.errors import SettingsError
from pipeline.feed.naming import key, names, template
from pipeline.feed_settings import Feed

ARTICLE = made("老船闸换上新闸门: “过闸” 50%", published="2024-05", site="江城晚报", url="https://www.a.example/x")


def named(article=ARTICLE, **settings: str) -> str:
    """What an article's file is called."""
    return next(iter(names(article, template(Feed(to="x", format="markdown", **settings), "feed"))))


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({}, "老船闸换上新闸门-过闸-50.md"),
        ({"slug": "pinyin"}, "lao-chuan-zha-huan-shang-xin-zha-men-guo-zha-50.md"),
        ({"flavour": "jekyll"}, "2024-05-01-老船闸换上新闸门-过闸-50.md"),
        ({"name": "{published:%Y}/{id}", "suffix": ".mdx"}, f"2024/{ARTICLE.id}.mdx"),
        ({"name": "{host}/{published}-{part}.{language}"}, "a-example/2024-05-1.zh-Hans.md"),
        ({"name": "{modified:%Y-%m}-{slug}"}, "老船闸换上新闸门-过闸-50.md"),
        ({"name": "_posts/{site}_{title}"}, "_posts/江城晚报_老船闸换上新闸门-过闸-50.md"),
    ],
)
def test_templates(settings: dict[str, str], name: str) -> None:
    """Fields in braces; what is missing takes its hyphen along."""
    assert named(**settings) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("index", f"index-{ARTICLE.id[:8]}.md"),
        ("CON", f"con-{ARTICLE.id[:8]}.md"),
        ("lpt1", f"lpt1-{ARTICLE.id[:8]}.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("a\u202eb\u200fc\u00ad", "abc.md"),
        ("C:\\x. ", "c-x.md"),
        ("!!!", "a-page.md"),
        (None, "a-page.md"),
    ],
)
def test_what_some_system_would_misread(title: str | None, name: str) -> None:
    """Devices, folders' own pages, paths, marks that turn the direction of reading, nothing at all."""
    article = replace(ARTICLE, title=title, source=replace(ARTICLE.source, path="x/a page.html"))
    assert named(article) == name


@given(st.text(max_size=200), st.sampled_from(["han", "pinyin"]))
def test_names_are_safe(title: str, slug: str) -> None:
    """Whatever the title is: for Windows, macOS, encrypted and old file systems."""
    form = template(Feed(to="x", format="markdown", slug=slug, name="{published:%Y}/{slug}"), "feed")
    for name in names(replace(ARTICLE, title=title), form):
        folder, _, last = name.partition("/")
        assert folder == "2024"
        assert 4 <= len(last.encode()) <= 143
        assert not re.search(r'[\x00-\x1f<>:"/\\|?*\x7f]', last)
        assert not any(unicodedata.category(character) in ("Cf", "Cs", "Cc") for character in last)
        assert last[0] not in ".-_~ "
        assert last.removesuffix(".md")[-1] not in ". "
        assert not re.fullmatch(r"(?i:con|prn|aux|nul|com\d|lpt\d|index)", last.removesuffix(".md"))


def test_names_that_some_systems_take_for_one() -> None:
    """Case and composition do not count."""
    assert key("Straße.md") == key("STRASSE.md")
    assert key("Été.md") == key("E\u0301TE\u0301.md")
    assert key("a.md") != key("b.md")


def test_the_last_name_has_the_whole_id() -> None:
    """So there is always a free one."""
    form = template(Feed(to="x", format="markdown"), "feed")
    assert [ARTICLE.id[:8] in name for name in islice(names(ARTICLE, form), 3)] == [False, True, True]
    assert list(names(ARTICLE, form))[-1].endswith(f"-{ARTICLE.id}.md")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("{slugg}", "the nearest is 'slug'"),
        ("{slug", "write a brace twice"),
        ("{slug:%Y}", "a form is of published or modified"),
        ("{published:%q}", "a form is of published or modified"),
        ("{published.year}", "has no field"),
        ("abc", "all articles would share it"),
        ("../{slug}", "leads out"),
        ("/{slug}", "leads out"),
        ("a:{slug}", "some file systems refuse"),
    ],
)
def test_a_template_that_cannot_be_meant_is_a_sentence(name: str, what: str) -> None:
    """Before anything is read."""
    with pytest.raises(SettingsError, match=what):
        template(Feed(to="x", name=name), "feed x")


@pytest.mark.parametrize(
    ("page", "record", "name"),
    [
        ("a.com/x.html", None, "a-com/x.json"),
        ("a.org/v1.2/x.y.HTML", None, "a-org/v1-2/x-y.json"),
        ("a/report 2.0", None, "a/report-2-0.json"),
        ("a/x.txt.gz", None, "a/x.json"),
        ("a.b/dump.jsonl", "17", "a-b/dump/17.json"),
        ("site.zip", "a.com/x.html", "site/a-com/x.json"),
        ("a/.hidden", None, "a/hidden.json"),
    ],
)
def test_a_path_loses_its_suffix_only(page: str, record: str | None, name: str) -> None:
    """Folders that are called as hosts do not fall together."""
    article = replace(ARTICLE, source=replace(ARTICLE.source, path=page, record=record))
    form = template(Feed(to="out", name="{path}"), "feed")
    assert next(names(article, form)) == name
