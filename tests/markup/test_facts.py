"""Whole pages in several languages: what they say of their article, and where it stood."""

import json

import pytest

from pipeline import clean
from pipeline.article import Article
from pipeline.flow import clean_page
from pipeline.markup.facts import facts
from pipeline.markup.walk import walk
from pipeline.model import Page
from pipeline.settings import Settings

TEXTS = {
    "zh-Hans": "青石船闸昨天换下了用了四十一年的木闸门，新闸门由本地造船厂焊制，重十二吨，开合一次只要六分钟。",
    "zh-Hant": "青石船閘昨天換下了用了四十一年的木閘門，新閘門由本地造船廠焊製，重十二噸，開合一次只要六分鐘。",
    "ja": "青石の水門では昨日、古い木の扉が替わり、開け閉めは六分で済むようになった。",
    "ko": "청석 갑문에서는 어제 사십일 년 동안 쓰던 나무 문을 새 문으로 바꾸었고, 여닫는 데 육 분이면 된다.",
    "de": "An der alten Schleuse wurde gestern das hölzerne Tor ersetzt, das dort vierzig Jahre lang gehangen hatte.",
    "ru": "На старом шлюзе вчера заменили деревянные ворота, которые прослужили там больше сорока одного года подряд.",
    "ar": "في الهويس القديم استبدلت أمس البوابة الخشبية التي خدمت هناك أكثر من واحد وأربعين عاما متتالية دون توقف.",
    "en": "At the old lock the wooden gate was replaced yesterday, after it had hung there for forty-one years.",
}


def page(title: str, head: str, text: str, declared: str = "") -> str:
    """A page with a menu, a head, three paragraphs and a list of others."""
    menu = "<nav><ul>" + "".join(f"<li><a href=/{n}>Menu {n}</a>" for n in range(5)) + "</ul></nav>"
    body = f"<article><h1>{title}</h1>{head}" + f"<p>{text}</p>" * 3 + "</article>"
    others = "<ul>" + "".join(f"<li><a href=/o{n}>Other {n}</a> 2019-01-0{n + 1}" for n in range(5)) + "</ul>"
    head_of_page = f"<head><meta charset=utf-8><title>{title}</title>{declared}</head>"
    return f"<html>{head_of_page}<body>{menu}{body}{others}</body></html>"


def only(markup: str, url: str | None = None) -> Article:
    """The page's one article."""
    (article,) = clean(markup, url=url, media_type="text/html")
    return article


@pytest.mark.parametrize(
    ("language", "title", "head", "authors", "published"),
    [
        (
            "zh-Hans",
            "老船闸换上新闸门",
            "<div>2024-05-12 08:30 来源：江城晚报 作者：祁小满</div>",
            ("祁小满",),
            "2024-05-12T08:30:00",
        ),
        (
            "zh-Hant",
            "老船閘換上新閘門",
            "<div>記者祁小滿／台北報導</div><div>2024-05-12</div>",
            ("祁小滿",),
            "2024-05-12",
        ),
        (
            "ja",
            "古い水門に新しい扉",
            "<div>2024年5月12日 08:30</div><div>文：林田 はな</div>",
            ("林田 はな",),
            "2024-05-12T08:30:00",
        ),
        (
            "ko",
            "오래된 갑문에 새 문",
            "<div>입력 2024.05.12 08:30</div><div>한서우 기자</div>",
            ("한서우",),
            "2024-05-12T08:30:00",
        ),
        ("de", "Neues Tor an der Schleuse", "<div>Von Lena Ohlsen, 12. Mai 2024</div>", ("Lena Ohlsen",), "2024-05-12"),
        (
            "ru",
            "Новые ворота шлюза",
            "<div>12 мая 2024, 08:30</div><div>Автор: Анна Речная</div>",
            ("Анна Речная",),
            "2024-05-12T08:30:00",
        ),
        ("ar", "بوابة جديدة للهويس", "<div>12 مايو 2024</div><div>كتب: ليلى الحداد</div>", None, "2024-05-12"),
        (
            "en",
            "A New Gate for the Lock",
            "<div>By Ines Ballard</div><div>Published 12 May 2024</div>",
            ("Ines Ballard",),
            "2024-05-12",
        ),
    ],
)
def test_the_visible_byline_is_read(
    language: str, title: str, head: str, authors: tuple[str, ...] | None, published: str
) -> None:
    """In every language that has labels and months; dates of other pages are not taken."""
    article = only(page(title, head, TEXTS[language]))
    assert (article.title, article.language, article.published) == (title, language, published)
    if authors is not None:
        assert article.authors == authors


@pytest.mark.parametrize("language", TEXTS)
def test_nothing_is_invented(language: str) -> None:
    """A page that says nothing has neither date nor author, whatever stands elsewhere on it."""
    head = "<div>© 2024</div>" if language == "en" else ""
    article = only(page("灯" if language.startswith("zh") else "Title", head, TEXTS[language]))
    assert (article.published, article.modified, article.authors) == (None, None, ())


def test_a_clock_is_not_the_date() -> None:
    """The page's head tells the time of the visit."""
    clock = page("老船闸换上新闸门", "", TEXTS["zh-Hans"]).replace("<nav>", "<div>今天是2024年6月1日 星期六</div><nav>")
    assert only(clock).published is None


def test_addresses_are_whole() -> None:
    """A relative one is resolved where the page's own is known, and left out where it is not."""
    declared = "<link rel=canonical href=/lock.html><meta property=og:image content=/gate.jpg>"
    article = only(page("Lock", "", TEXTS["en"], declared), url="https://nanbu.example/x?y=1")
    assert (article.url, article.image) == ("https://nanbu.example/lock.html", "https://nanbu.example/gate.jpg")
    assert facts(walk(declared).declared).url is None
    assert facts(walk(declared).declared).image is None


def test_summary_site_and_tags_are_the_page_s_own() -> None:
    """From Open Graph, metas and keywords."""
    declared = (
        "<meta property=og:site_name content='Harbour Post'><meta name=description content='A gate &amp;amp; a lock.'>"
        "<meta name=keywords content='lock, gate，lock'>"
    )
    article = only(page("Lock", "", TEXTS["en"], declared))
    assert (article.site, article.summary, article.tags) == ("Harbour Post", "A gate & a lock.", ("lock", "gate"))


def test_a_declared_title_goes_first_where_the_heading_is_an_advertisement() -> None:
    """Two declarations agree, and the page does not call itself an article."""
    declared = "<meta property=og:title content='Lock gates for sale'>"
    markup = page("Move water like never before", "", TEXTS["en"], declared)
    markup = markup.replace("<title>Move water like never before", "<title>Lock gates for sale")
    assert only(markup).title == "Lock gates for sale"
    called = markup.replace("<meta property", "<meta property=og:type content=article><meta property")
    assert only(called).title == "Lock gates for sale"


def test_where_each_fact_stood_is_known() -> None:
    """For `explain`; the article itself holds only where its title stood."""
    markup = page("Neues Tor an der Schleuse", "<div>Von Lena Ohlsen, 12. Mai 2024</div>", TEXTS["de"])
    (told,) = clean_page(Page("a.html", markup.encode()), Settings()).facts
    assert dict(told.sources) == {"title": "heading", "published": "byline", "authors": "byline"}


def test_a_declared_language_counts_where_the_text_does_not_tell() -> None:
    """Never against the text."""
    sums = "12 + 34 = 46, 56 + 78 = 134, 90 + 12 = 102. 34 + 56 = 90, 78 + 90 = 168."
    numbers = page("12:30", "", sums).replace("Menu", "").replace("Other", "")
    told = numbers.replace("<html>", "<html lang=zh-TW>")
    assert only(numbers).language == "und"
    assert only(told).language == "zh-Hant"
    assert only(page("Lock", "", TEXTS["en"]).replace("<html>", "<html lang=fr>")).language == "en"


@pytest.mark.parametrize(
    "script",
    [
        "var createTime = '2021-04-07 18:30';",
        "var msg_title = '船闸'; var ct = \"1617791400\";",
        "window.msg_title = 1; var oriCreateTime = '1617791400', createTime = '2021-04-07 18:30';",
    ],
)
def test_an_account_s_article_has_its_day_in_a_script(script: str) -> None:
    """Which would write it into an empty element; other scripts' numbers are no day."""
    head = (
        "<span>原创</span> <span>沈知远</span> <a id=js_name href=javascript:;>河埠晚灯</a> <em id=publish_time></em>"
    )
    article = only(page("旧船闸换门", head, TEXTS["zh-Hans"], f"<script>{script}</script>"))
    assert (article.published or "").startswith("2021-04-07T18:30:00")
    assert article.authors == ("沈知远",)
    silent = only(page("旧船闸换门", head, TEXTS["zh-Hans"], "<script>var ct = '1617791400';</script>"))
    assert silent.published is None


def record(**told: str) -> str:
    """A record of an article, as scripts hold it."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **told})}</script>'


def test_the_record_of_another_page_is_not_believed() -> None:
    """A template may leave it behind; the page's own is looked for further down."""
    other = record(headline="Regatta ohne Wind", author="Kai Segler", datePublished="2020-10-04")
    own = record(headline="Neues Tor an der Schleuse", author="Lena Ohlsen", datePublished="2024-05-12")
    title = "Neues Tor an der Schleuse"
    found = only(page(title, "<div>Sport</div>", TEXTS["de"], other))
    assert (found.authors, found.published) == ((), None)
    found = only(page(title, "<div>Sport</div>", TEXTS["de"], other + own))
    assert (found.authors, found.published) == (("Lena Ohlsen",), "2024-05-12")


@pytest.mark.parametrize("base", ["http://[", "//[x"])
def test_an_address_that_is_none_makes_no_page_fail(base: str) -> None:
    """It is left as it is."""
    declared = f'<base href="{base}">'
    assert only(page("Neues Tor", "<div>Sport</div>", TEXTS["de"], declared), "http://e.example/a").title == "Neues Tor"
