"""The site as people use it, in a real browser: filters, lists, stepping, keys, languages, small screens."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Tab, browser, driver
from pages import PROSE, ROOT
from runs import ERROR, plant
from sites import SHOP, clean_and_show

from pipeline.review.pages import key_of

driver()

VIEWS = ("#/", "#/pages", "#/rules", "#/rules/related_list", f"#/page/{key_of('shop.txt', None)}")
ARABIC = (
    "حارس المنارة في الشتاء",
    "قال الحارس إنه أضاء المنارة كل مساء منذ تسعة عشر عاما ولم يتأخر ليلة واحدة.",
    "وفي الشتاء الماضي وصلت الألواح الشمسية إلى المنارة وسكت صوت المحرك القديم.",
    "واليوم يزور التلاميذ المنارة كل أسبوع ويسمعون منه حكايات البحر والضباب والسفن.",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A site of sixty pages, most of them alike."""
    root = tmp_path_factory.mktemp("review")
    plant(root / "raw", *(f"many/{n:02}.txt" for n in range(55)))
    (root / "raw" / "shop.txt").write_text("\n".join(SHOP), "utf-8")
    long = [line for n in range(40) for line in (f"第{n}天,{PROSE[n % 3]}", "")]
    (root / "raw" / "long.txt").write_text("\n".join((*SHOP[:3], *long, *SHOP[5:])), "utf-8")
    (root / "raw" / "error.txt").write_text(ERROR, "utf-8")
    (root / "raw" / "arabic.txt").write_text("\n".join(ARABIC), "utf-8")
    (root / "raw" / "guide.html").write_bytes((ROOT / "raw" / "canal-lock-guide.html").read_bytes())
    clean_and_show(root)
    return (root / "site" / "index.html").as_uri()


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    """One browser for all tests."""
    with browser() as one:
        yield one


@pytest.fixture
def tab(started: Any) -> Iterator[Tab]:
    """A tab that must end without an error, and without having asked for anything but files."""
    one = Tab(started)
    yield one
    one.context.close()
    assert one.trouble == []
    assert [url for url in one.requests if not url.startswith(("file:", "data:,"))] == []


def rows(page: Any) -> list[str]:
    """The paths of a list."""
    return [each.removesuffix("\n") for each in page.locator("table.list .path").all_inner_texts()]


def inspector(page: Any) -> str:
    """What the foot of the page view says."""
    return str(page.locator(".inspector").inner_text())


def test_the_overview_says_what_became_of_the_pages(site: str, tab: Tab) -> None:
    """In one sentence, and behind every chart stand its numbers."""
    page = tab.open(site)
    assert page.locator("h1").inner_text().startswith("60 pages became 59 articles")
    charts = page.locator("figure.chart")
    assert charts.count() == 11
    page.locator("figure.chart", has_text="Which rules").locator("details.behind summary").click()
    assert "related_list" in page.locator("figure.chart", has_text="Which rules").locator("table").inner_text()


def test_a_bar_filters_and_the_address_remembers(site: str, tab: Tab) -> None:
    """Reload and going back lead to the same."""
    page = tab.open(site)
    page.locator("a.bar", has_text="related pages").click()
    tab.ready()
    assert page.locator("h1").inner_text().startswith("3 pages")
    assert "reason=related" in page.url
    page.reload()
    assert tab.ready().locator("h1").inner_text().startswith("3 pages")
    page.locator("a.button", has_text="Show these pages").click()
    assert sorted(rows(tab.ready())) == ["guide.html", "long.txt", "shop.txt"]
    page.go_back()
    page.go_back()
    assert tab.ready().locator("h1").inner_text().startswith("60 pages")


def test_filters_add_up(site: str, tab: Tab) -> None:
    """Each can be taken back alone."""
    page = tab.open(f"{site}#/pages?reason=related&language=en")
    assert rows(page) == ["guide.html"]
    page.locator("a.chip", has_text="English").click()
    assert len(rows(tab.ready())) == 3
    page.select_option("#by-rule", "breadcrumb")
    assert sorted(rows(tab.ready())) == ["long.txt", "shop.txt"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("outcome=error_page", ["error.txt"]),
        ("date=202404-202404", ["guide.html"]),
        ("site=Towpath%20Diary", ["guide.html"]),
        ("flag=short&words=80-99&confidence=80-94", ["guide.html"]),
        ("q=GUIDE", ["guide.html"]),
        ("q=%E5%AE%88%20%E5%86%AC&kept=0-90", ["shop.txt"]),
        ("rule=no_such_rule", []),
    ],
)
def test_every_filter_of_the_address(site: str, tab: Tab, filters: str, expected: list[str]) -> None:
    """Ranges, names, and words of title and path."""
    assert rows(tab.open(f"{site}#/pages?{filters}")) == expected


def test_lists_show_the_least_sure_first(site: str, tab: Tab) -> None:
    """Fifty at a time; what has no article comes last."""
    page = tab.open(f"{site}#/pages")
    sure = [float(text) for text in page.locator(".meter").all_inner_texts()]
    assert sure == sorted(sure)
    assert len(sure) == 50
    page.locator(".pager a", has_text="Next").click()
    assert rows(tab.ready())[-1] == "error.txt"
    page.select_option("#sort", "longest")
    assert rows(tab.ready())[0] == "long.txt"


def test_search_narrows_as_one_types(site: str, tab: Tab) -> None:
    """And keeps the place in the box."""
    page = tab.open(f"{site}#/pages")
    tab.press("/")
    page.keyboard.type("many/07")
    page.locator("table.list tbody tr").nth(1).wait_for(state="detached")
    assert rows(page) == ["many/07.txt"]
    assert page.evaluate("document.activeElement.id") == "search"
    assert "q=many" in page.url


def test_keys_step_through_the_selection(site: str, tab: Tab) -> None:
    """From page to page in the order of the list, and back to it."""
    page = tab.open(f"{site}#/pages?reason=related")
    order = rows(page)
    tab.press("j", "Enter")
    seen = [page.locator(".page-head .path").inner_text()]
    for key in "jjk":
        tab.press(key)
        seen.append(page.locator(".page-head .path").inner_text())
    assert seen == [order[0], order[1], order[2], order[1]]
    assert "2 of 3" in page.locator(".steps").inner_text()
    assert rows(tab.press("Escape")) == order


def test_keys_step_through_removals_and_tell_why(site: str, tab: Tab) -> None:
    """The rule, its sentence, how often it fired, how often it was corrected."""
    page = tab.open(f"{site}#/page/{key_of('shop.txt', None)}")
    tab.press("n")
    assert "breadcrumb" in inspector(page)
    assert "The path from the site's front page to this one." in inspector(page)
    assert "It fired on 2 pages (2 blocks). Never corrected." in inspector(page)
    tab.press("n", "n")
    assert "related_list" in inspector(page)
    assert page.locator(".block[aria-selected=true] .text").inner_text() == "相关新闻"
    tab.press("p")
    assert "byline" in inspector(page)
    tab.press("ArrowDown")
    assert "Block 4" in inspector(page)
    assert "Kept" in inspector(page)
    assert "Block 4" in page.locator("#said").inner_text()


def test_hovering_tells_the_probability_and_lights_the_other_side(site: str, tab: Tab) -> None:
    """Of a block that was kept; and back."""
    page = tab.open(f"{site}#/page/{key_of('guide.html', None)}")
    page.locator(".block", has_text="A boat of fifteen metres").hover()
    assert "99.6\u202f%" in inspector(page) or "100\u202f%" in inspector(page)
    assert page.locator(".piece.lit").inner_text().startswith("A boat of fifteen metres")
    page.locator(".piece", has_text="Stop below the gates").first.hover()
    assert page.locator(".block.lit").count() == 5


def test_both_sides_scroll_together(site: str, tab: Tab) -> None:
    """Ends meet, and what stands side by side belongs together."""
    page = tab.open(f"{site}#/page/{key_of('long.txt', None)}")
    page.locator(".pane.raw").hover()
    page.evaluate("document.querySelector('.pane.raw').scrollTop = 900")
    page.wait_for_timeout(120)
    day = """side => {
      const pane = document.querySelector(side);
      const share = pane.scrollTop / (pane.scrollHeight - pane.clientHeight);
      const line = pane.scrollTop + share * pane.clientHeight;
      const all = [...pane.querySelectorAll('.block, .piece')].filter((each) => each.offsetTop <= line);
      return Number(/第(\\d+)天/.exec(all.at(-1).textContent)[1]);
    }"""
    assert page.evaluate("document.querySelector('.pane.clean').scrollTop") > 300
    assert abs(page.evaluate(day, ".pane.raw") - page.evaluate(day, ".pane.clean")) <= 1


def test_a_page_without_an_article_shows_what_there_was(site: str, tab: Tab) -> None:
    """And says why."""
    page = tab.open(f"{site}#/page/{key_of('error.txt', None)}")
    assert "an error page" in page.locator(".absent").inner_text()
    assert page.locator(".block").count() == 2


def test_rules_show_samples_that_lead_to_their_place(site: str, tab: Tab) -> None:
    """From the rule to the block that it took."""
    page = tab.open(f"{site}#/rules")
    page.locator("#search").fill("breadcrumb")
    assert page.locator("table.rules tbody tr:visible").count() == 1
    page.locator("a.title", has_text="breadcrumb").click()
    tab.ready()
    assert "of 2 blocks on 2 pages" in page.locator(".qualities").inner_text()
    page.locator(".samples a").first.click()
    tab.ready()
    assert page.locator(".block[aria-selected=true] .text").inner_text() == SHOP[0]
    assert "breadcrumb" in inspector(page)


def test_the_interface_speaks_chinese(site: str, tab: Tab) -> None:
    """The switch stands in the address and stays from view to view."""
    page = tab.open(site)
    page.get_by_role("button", name="中文").click()
    tab.ready()
    assert page.locator("h1").inner_text().startswith("60 页成为 59 篇文章")
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    page.locator(".top nav a", has_text="页面").click()
    assert "lang=zh" in tab.ready().url
    assert page.locator("h1").inner_text() == "60 页"


def test_colours_follow_the_system_or_the_switch(site: str, started: Any) -> None:
    """And the switch stays in the address."""
    dark = Tab(started, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert dark.open(site).evaluate(ground) == "rgb(22, 22, 21)"
    dark.page.get_by_role("button", name="Colours").click()
    assert dark.ready().evaluate(ground) == "rgb(250, 249, 246)"
    assert "theme=light" in dark.page.url
    dark.context.close()


def test_text_runs_in_its_own_direction(site: str, tab: Tab) -> None:
    """Arabic from right to left, its number and the interface unmoved."""
    page = tab.open(f"{site}#/page/{key_of('arabic.txt', None)}")
    direction = "selector => getComputedStyle(document.querySelector(selector)).direction"
    assert page.evaluate(direction, ".block .text") == "rtl"
    assert page.evaluate(direction, ".body .piece") == "rtl"
    assert page.evaluate(direction, ".block") == "ltr"
    assert page.get_attribute(".sheet .body", "lang") == "ar"


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_nothing_is_wider_than_the_screen(site: str, tab: Tab, width: int) -> None:
    """On a phone, a tablet, a desk, in both languages."""
    tab.page.set_viewport_size({"width": width, "height": 844})
    for view in (*VIEWS, "#/?lang=zh", "#/pages?lang=zh&reason=related&sort=removed"):
        page = tab.open(f"{site}{view}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view


def test_on_a_phone_both_sides_are_a_tap_away(site: str, started: Any) -> None:
    """The article stands beside the page, off the screen."""
    tab = Tab(started, viewport={"width": 390, "height": 844})
    page = tab.open(f"{site}#/page/{key_of('shop.txt', None)}")
    page.get_by_role("button", name="The article").click()
    page.locator(".sides button[aria-pressed=true]", has_text="The article").wait_for()
    page.wait_for_timeout(400)
    assert page.locator(".pane.clean").bounding_box()["x"] < 5
    tab.context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_all_can_be_reached_and_named(site: str, tab: Tab, view: str) -> None:
    """Landmarks, one heading of the first level, a name for every control and picture; first comes the skip link."""
    page = tab.open(f"{site}{view}")
    for role in ("banner", "main", "navigation"):
        assert page.get_by_role(role).count() >= 1
    assert page.locator("h1").count() == 1
    nameless = """() => [...document.querySelectorAll('a, button, select, input, [role=img], [role=listbox], table')]
      .filter((each) => !each.closest('[aria-hidden=true]') && each.tabIndex !== -1 || each.role === 'img')
      .filter((each) => !(each.textContent.trim() || each.getAttribute('aria-label') || each.labels?.length))
      .map((each) => each.outerHTML.slice(0, 200))"""
    assert page.evaluate(nameless) == []
    page.evaluate("document.activeElement.blur()")
    page.reload()
    tab.ready()
    page.evaluate("document.body.tabIndex = -1; document.body.focus()")
    tab.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_a_page_that_is_not_there_is_said_so(site: str, tab: Tab) -> None:
    """An old address leads to a sentence."""
    page = tab.open(f"{site}#/page/0123456789abcdef")
    assert "no such page" in page.locator("main").inner_text()
    tab.trouble = [said for said in tab.trouble if "ERR_FILE_NOT_FOUND" not in said]


def test_without_a_server_there_is_nothing_to_correct_with(site: str, tab: Tab) -> None:
    """Nor is one asked for."""
    page = tab.open(f"{site}#/page/{key_of('shop.txt', None)}")
    tab.press("n")
    assert page.locator(".correct").count() == 0
    assert page.locator(".top nav").inner_text().split() == ["Overview", "Pages", "Rules"]


def test_the_one_page_view_stands_alone(site: str, tab: Tab, tmp_path: Path) -> None:
    """With what spoke for each block, and no other file."""
    from click.testing import CliRunner

    from pipeline.cli import main

    made = CliRunner().invoke(main, ["explain", "--html", str(ROOT / "raw" / "canal-lock-guide.html")])
    (tmp_path / "one.html").write_text(made.output, "utf-8")
    page = tab.open((tmp_path / "one.html").as_uri())
    tab.press("n")
    assert "site_element" in inspector(page)
    assert "Log odds" in inspector(page)
    assert len(tab.requests) == 1 + sum(url.startswith("data:") for url in tab.requests)
