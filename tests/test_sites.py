"""People's own rules for a site: selectors, fields, markers, hooks; asked only for pages of that host."""

from pathlib import Path

import pytest
from pages import PROSE

from pipeline import clean
from pipeline.article import Article
from pipeline.errors import PageError, SettingsError
from pipeline.flow import clean_page
from pipeline.model import Page
from pipeline.settings import Settings, Site, parse

ADDRESS = "https://www.harbour.example/news/1"
BODY = "".join(f"<p>{sentence}</p>" for sentence in PROSE)
PAGE = (
    "<!doctype html><html><head><title>灯塔看守人 - 海港网</title></head><body>"
    "<div class=crumb><a href=/>首页</a></div>"
    f"<h1>灯塔看守人</h1><div class=who>撰稿 <i>林小溪</i> <time datetime=2024-06-07>前天</time></div>"
    f"<div class=text>{BODY}"
    "<p>本文由<span class=glued>海港网编辑部出品</span>整理完成,转眼又是一年,老吴还在塔上。</p></div>"
    "<div class=vote><p>这篇文章写得怎么样,请在下面为它投上一票,我们每周公布一次结果。</p></div></body></html>"
)


def cleaned(*sites: Site, page: str = PAGE, url: str | None = ADDRESS) -> Article:
    """The only article of the page under these rules."""
    (only,) = clean(page, url=url, media_type="text/html", settings=Settings(sites=sites))
    return only


def test_what_a_rule_drops_goes_and_is_accounted_for() -> None:
    """With a reason of its own."""
    article = cleaned(Site("www.harbour.example", drop=("div.text p:nth-child(2)",)))
    assert PROSE[1] not in article.text
    assert [(it.reason, it.sample) for it in article.removed if it.rule == "site_rule"] == [
        ("boilerplate", PROSE[1][:60])
    ]


def test_what_is_dropped_inside_a_sentence_leaves_the_sentence_whole() -> None:
    """The sentence goes on where the dropped piece ends."""
    article = cleaned(Site("www.harbour.example", drop=("span.glued",)))
    assert "本文由整理完成,转眼又是一年,老吴还在塔上。" in article.text


def test_what_a_rule_keeps_stays() -> None:
    """Whatever the judge thinks of it."""
    assert cleaned(Site("www.harbour.example", keep=(".crumb",))).text.startswith("首页")


def test_a_rule_for_the_body_is_the_whole_truth() -> None:
    """Nothing else is the article then."""
    article = cleaned(Site("www.harbour.example", body=("div.vote",)))
    assert article.text == "这篇文章写得怎么样,请在下面为它投上一票,我们每周公布一次结果。"


def test_fields_are_read_by_selectors() -> None:
    """Text, or an attribute."""
    article = cleaned(Site("www.harbour.example", authors=".who i", published="time::attr(datetime)", title="h1"))
    assert (article.title, article.authors, article.published) == ("灯塔看守人", ("林小溪",), "2024-06-07")


@pytest.mark.parametrize(
    ("shown", "authors", "site", "published"),
    [
        ("By Nora Felde and Idris Cole", ("Nora Felde", "Idris Cole"), "By Nora Felde and Idris Cole", "2024-06-07"),
        ("作者:林小溪 来源:江城晚报 2024-05-12 08:30", ("林小溪",), "江城晚报", "2024-05-12T08:30:00"),
        (
            "2024-02-11T06:30:00+00:00",
            (),
            "2024-02-11T06:30:00+00:00",
            "2024-02-11T06:30:00Z",
        ),
        ("Harbourmaster7", ("Harbourmaster7",), "Harbourmaster7", "2024-06-07"),
    ],
)
def test_an_element_may_hold_a_byline(shown: str, authors: tuple[str, ...], site: str, published: str) -> None:
    """Its labels are read, its people are parted; what is none is taken as it stands, and no day is made up."""
    rule = Site("www.harbour.example", authors=".by", site=".by", published=".by")
    article = cleaned(rule, page=PAGE.replace("<h1>", f'<p class="by">{shown}</p><h1>', 1))
    assert (article.authors, article.site, article.published) == (authors, site, published)


def test_the_day_of_an_update_is_the_one_that_the_line_calls_so() -> None:
    """Of two in one element."""
    rule = Site("www.harbour.example", published=".by", modified=".by")
    line = '<p class="by">发布时间:2024-05-12 08:30 更新时间:2024-06-01 10:00</p><h1>'
    article = cleaned(rule, page=PAGE.replace("<h1>", line, 1))
    assert (article.published, article.modified) == ("2024-05-12T08:30:00", "2024-06-01T10:00:00")


@pytest.mark.parametrize("pattern", ["www.harbour.example", "*.harbour.example", "WWW.Harbour.Example", "*"])
def test_a_host_is_a_pattern(pattern: str) -> None:
    """With `*` for any run of characters."""
    assert PROSE[0] not in cleaned(Site(pattern, drop=("div.text p:first-child",))).text


def test_the_host_itself_is_among_its_subdomains() -> None:
    """As people mean it."""
    site = Site("*.harbour.example", drop=("div.text p:first-child",))
    assert PROSE[0] not in cleaned(site, url="https://harbour.example/1").text


def test_other_hosts_are_left_alone() -> None:
    """The same bytes come out as without the rule, but for the fingerprint."""
    site = Site("other.example", drop=("p",), markers={"boilerplate": ("老吴",)})
    assert cleaned(site).body == cleaned().body
    assert cleaned(site, url=None).body == cleaned().body


def test_a_folder_or_the_page_itself_tells_the_host() -> None:
    """Where no address came with the page."""
    site = Site("www.harbour.example", drop=("div.text p:first-child",))
    linked = PAGE.replace("</head>", f'<link rel="canonical" href="{ADDRESS}"></head>')
    for page in (Page("www.harbour.example/1.html", PAGE.encode()), Page("1.html", linked.encode())):
        (article,) = clean_page(page, Settings(sites=(site,))).articles
        assert PROSE[0] not in article.text


def test_markers_work_on_pages_of_text_too() -> None:
    """Where a folder tells the host."""
    lines = ["灯塔看守人", *PROSE, "海港速递:今晚有雾,渡轮停航,请乘客改乘早班船。"]
    site = Site("harbour.example", markers={"related": ("海港速递",)})
    result = clean_page(Page("harbour.example/1.txt", "\n".join(lines).encode()), Settings(sites=(site,)))
    assert [item.verdict and item.verdict.reason for item in result.labelled][-1] == "related"


def test_a_hook_changes_the_tree_before_anything_else(tmp_path: Path) -> None:
    """A function in a file; what it returns, or the tree it changed."""
    path = tmp_path / "mend.py"
    path.write_text(
        "def mend(tree):\n    for found in tree.select('.vote'):\n        found.decompose()\n", encoding="utf-8"
    )
    article = cleaned(Site("*", hook=f"{path}:mend", keep=("body",)))
    assert "投上一票" not in article.text
    assert all("投上一票" not in it.sample for it in article.removed)


def test_a_hook_that_fails_names_page_cause_and_remedy(tmp_path: Path) -> None:
    """It is a failure of that page."""
    path = tmp_path / "broken.py"
    path.write_text("def mend(tree):\n    return tree.no_such_thing.at_all\n", encoding="utf-8")
    settings = Settings(sites=(Site("*", hook=f"{path}:mend"),))
    with pytest.raises(PageError, match=r"1\.html: the hook .*broken\.py:mend failed on it .*; mend the function"):
        clean_page(Page("a.example/1.html", PAGE.encode()), settings)


@pytest.mark.parametrize("name", ["no.such.module:mend", "nowhere.py:mend", "unregistered", "json:no_function"])
def test_a_hook_that_is_not_there_is_a_wrong_setting(name: str) -> None:
    """With what was tried."""
    with pytest.raises(SettingsError, match="cannot be loaded"):
        cleaned(Site("*", hook=name))


def test_changing_a_hook_changes_the_fingerprint(tmp_path: Path) -> None:
    """Its code is part of what an article hangs on."""
    first, second = tmp_path / "a.py", tmp_path / "b.py"
    first.write_text("def mend(tree):\n    return None\n", encoding="utf-8")
    second.write_text("def mend(tree):\n    return tree\n", encoding="utf-8")
    made = {cleaned(Site("*", hook=f"{path}:mend")).made_by.fingerprint for path in (first, second)}
    assert len(made) == 2


def test_rules_that_found_nothing_are_told() -> None:
    """A run adds them up over all pages of the site."""
    site = Site("*", drop=(".vote", ".gone"), title="h1")
    result = clean_page(Page("a.example/1.html", PAGE.encode()), Settings(sites=(site,)))
    assert result.site_rules == (("*: drop '.vote'", True), ("*: drop '.gone'", False), ("*: title 'h1'", True))


@pytest.mark.parametrize(
    ("site", "message"),
    [
        ({"host": "a", "tittle": "h1"}, "site 1: there is no setting 'tittle'; the nearest is 'title'"),
        (
            {"host": "a", "markers": {"relatd": ["x"]}},
            "site 1: markers: there is no reason 'relatd'; the nearest is 'related'",
        ),
        ({"host": "a", "drop": ["p["]}, r"a: 'p\[' is no CSS selector"),
        ({"host": "a", "markers": ["x"]}, "sites"),
    ],
)
def test_a_wrong_rule_is_a_wrong_setting(site: dict[str, object], message: str) -> None:
    """Before any page is read."""
    with pytest.raises(SettingsError, match=message):
        parse({"sites": [site]}, "pipeline.toml")


def test_lines_of_people_s_own_go_wherever_they_are_the_whole_line() -> None:
    """On text and HTML; a sentence that begins so stays, and `*` is a page of no host, too."""
    lines = [
        "灯塔看守人",
        PROSE[0],
        "【本栏目每周三更新】",
        PROSE[1],
        "本栏目每周三更新,谁也没有忘记过一次。",
        PROSE[2],
    ]
    site = Site("*", lines={"boilerplate": ("本栏目每周三更新",)})
    for page in (
        Page("1.txt", "\n".join(lines).encode()),
        Page("1.html", f"<!doctype html><h1>{lines[0]}</h1>{''.join(f'<p>{line}</p>' for line in lines[1:])}".encode()),
    ):
        result = clean_page(page, Settings(sites=(site,)))
        gone = [item.block.text for item in result.labelled if item.verdict and item.verdict.rule == "site_phrase"]
        assert gone == [lines[2]]


def test_what_people_said_goes_before_what_rules_and_judge_found() -> None:
    """So that the account shows it; a line whose values became fields keeps its reason."""
    page = Page(
        "1.txt", "\n".join(["灯塔看守人", "2024-05-12 来源:江城晚报", *PROSE, "分享到微信", "相关阅读:"]).encode()
    )
    site = Site("*", lines={"boilerplate": ("分享到微信",)}, markers={"navigation": ("相关阅读",), "error": ("2024",)})
    result = clean_page(page, Settings(sites=(site,)))
    gone = [(item.verdict.reason, item.verdict.rule) for item in result.labelled if item.verdict]
    assert gone == [("metadata", "byline"), ("boilerplate", "site_phrase"), ("navigation", "site_marker")]
    assert result.articles[0].published == "2024-05-12"


def test_a_host_s_rules_are_not_for_pages_of_no_host() -> None:
    """Only `*` is."""
    data = "\n".join(["灯塔看守人", *PROSE, "海港速递:今晚有雾,渡轮停航,请乘客改乘早班船。"]).encode()
    found = [
        clean_page(Page("1.txt", data), Settings(sites=(Site(host, markers={"related": ("海港速递",)}),)))
        for host in ("*", "*.example")
    ]
    assert [result.labelled[-1].verdict is None for result in found] == [False, True]
