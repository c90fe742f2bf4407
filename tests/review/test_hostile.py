"""Nothing of a scraped page runs, loads or leaks: pages made to try it, in a real browser."""

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Tab, browser, driver
from pages import PROSE
from sites import clean_and_show

from pipeline.review.pages import key_of

driver()

OUT = "http://leak.example/"
MARKUP = (
    "<script>window.ran = 1; document.title = 'ran'</script>",
    f"<img src={OUT}a.png onerror='window.ran = 2'>",
    f"<svg onload='window.ran = 3'><image href='{OUT}b.png'/></svg>",
    f"<iframe src='{OUT}c' srcdoc='<script>parent.ran = 4</script>'></iframe>",
    f"<link rel=stylesheet href={OUT}d.css><style>@import '{OUT}e.css'; body {{ background: url({OUT}f.png) }}</style>",
    f"<meta http-equiv=refresh content='0;url={OUT}g'><base href={OUT}>",
    f"<a href='javascript:window.ran = 5' ping={OUT}h>here</a><form action={OUT}i><input autofocus onfocus='ran = 6'>",
    "</script><script>window.ran = 7</script>",
    '"); window.ran = 8; review.put("page", "x", ("',
    "\u2028window.ran = 9\u2029 \u202e desrever \u0000 \ufeff",
    "${window.ran = 10} {{constructor.constructor('window.ran = 11')()}} {n} {pages}",
    "__proto__ constructor toString",
)


def text_page() -> str:
    """All of it as text between sentences, so that much is kept and much removed."""
    return "\n".join((MARKUP[0], *PROSE, *MARKUP, "相关新闻", *MARKUP, "返回顶部"))


def html_page() -> str:
    """All of it as markup and as text, in the title, in the body, in pictures and in what the page declares."""
    told = {"@type": "NewsArticle", "headline": MARKUP[7], "author": MARKUP[0], "url": "javascript:window.ran = 12"}
    shown = "".join(f"<p>{PROSE[n % 3]}{html.escape(each)}</p>{each}" for n, each in enumerate(MARKUP))
    return (
        f"<title>{html.escape(MARKUP[1])}</title><script type='application/ld+json'>{json.dumps(told)}</script>"
        f"<link rel=canonical href='javascript:window.ran = 13'><meta property='og:image' content='{OUT}og.png'>"
        f"<article><h1>{html.escape(MARKUP[0])}</h1>{shown}<pre>{html.escape(MARKUP[7])}</pre>"
        f"<table><tr><th>{html.escape(MARKUP[1])}</th><td>1</td></tr></table>"
        f"<img src='{OUT}kept.png' alt='{html.escape(MARKUP[0], quote=True)}'></article>"
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hostile pages with hostile names."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "raw").mkdir()
    for name, text in {
        "text.txt": text_page(),
        "page.html": html_page(),
        "<img src=x onerror=alert(1)>.txt": text_page(),
        "'\"-alert(1)-.html": html_page(),
        "__proto__": "\n".join(PROSE),
    }.items():
        (folder / "raw" / name).write_text(text, "utf-8", errors="surrogatepass")
    record = {"html": html_page(), "url": f"{OUT}?q=</script>", "title": MARKUP[1]}
    (folder / "raw" / "many.jsonl").write_text(json.dumps(record), "utf-8")
    clean_and_show(folder)
    return folder


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    """One browser for all tests."""
    with browser() as one:
        yield one


def views(root: Path) -> list[str]:
    """Every page, every rule, lists and charts."""
    keys = [file.stem for file in (root / "site/data/pages").rglob("*.js")]
    rules = [file.stem for file in (root / "site/data/rules").glob("*.js")]
    odd = ("#/page/..%2F..%2Fmeta", "#/pages?site=<img src=x onerror=alert(1)>&q=</script>", "#/rules/__proto__")
    return [
        "#/",
        "#/pages",
        "#/rules",
        *odd,
        *(f"#/page/{key}" for key in keys),
        *(f"#/rules/{rule}" for rule in rules),
    ]


def test_the_site_runs_and_loads_nothing_of_a_page(root: Path, started: Any) -> None:
    """Whatever view is opened, and whatever is pressed on it."""
    tab = Tab(started)
    for view in views(root):
        page = tab.open((root / "site/index.html").as_uri() + view)
        tab.press("n", "n", "ArrowDown", "End")
        check(page)
    assert [url for url in tab.requests if not url.startswith(("file:", "data:,"))] == []
    assert [said for said in tab.trouble if "ERR_FILE_NOT_FOUND" not in said] == []
    tab.context.close()


def test_the_text_is_shown_as_it_stood(root: Path, started: Any) -> None:
    """Markup that a reader saw as text is text here."""
    tab = Tab(started)
    page = tab.open(f"{(root / 'site/index.html').as_uri()}#/page/{key_of('text.txt', None)}")
    shown = page.locator(".block .text").all_inner_texts()
    assert MARKUP[0] in shown
    assert any(MARKUP[8] in text for text in shown)
    tab.context.close()


def test_the_one_page_view_runs_and_loads_nothing_of_a_page(root: Path, started: Any) -> None:
    """Though the page's text stands in the same file as the script."""
    from click.testing import CliRunner

    from pipeline.cli import main

    for name in ("text.txt", "page.html", "many.jsonl"):
        made = CliRunner().invoke(main, ["explain", "--html", str(root / "raw" / name)])
        (root / "one.html").write_text(made.output, "utf-8")
        tab = Tab(started)
        page = tab.open((root / "one.html").as_uri())
        tab.press("n", "n", "End")
        check(page)
        assert page.locator(".block").count() > 5
        assert [url for url in tab.requests if url != (root / "one.html").as_uri() and url != "data:,"] == []
        assert tab.trouble == []
        tab.context.close()


def check(page: Any) -> None:
    """Nothing ran, and no element but the site's own is there."""
    assert page.evaluate("window.ran") is None
    assert page.title() not in ("ran", "")
    foreign = ", ".join(
        f"main {tag}" for tag in ("img", "iframe", "script", "style", "link", "object", "form", "image")
    )
    assert page.locator(foreign).count() == 0
    assert page.locator("main a:not([href^='#/'])").count() == 0
    handlers = "each => [...each.attributes].some(({name}) => name.startsWith('on'))"
    assert page.evaluate(f"[...document.querySelectorAll('main *')].some({handlers})") is False
