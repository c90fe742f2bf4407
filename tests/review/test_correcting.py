"""Corrections as people make them: in a real browser, against the server of this machine."""

import hashlib
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Tab, browser, driver
from pages import PROSE
from runs import cleaned, plant
from sites import SHOP, show

from pipeline.review.desk import Desk
from pipeline.review.pages import key_of
from pipeline.review.serve import ReviewServer
from pipeline.settings import Run, Settings

driver()


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    """One browser for all tests."""
    with browser() as one:
        yield one


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ReviewServer]:
    """Two pages, one of which has much to correct."""
    plant(tmp_path / "raw", "other.txt")
    (tmp_path / "raw" / "shop.txt").write_text("\n".join((*SHOP[:5], PROSE[2], *SHOP[5:])), "utf-8")
    cleaned(tmp_path / "raw", tmp_path / "clean")
    show(tmp_path)
    how = Run(pages=(str(tmp_path / "raw"),), output=str(tmp_path / "clean"), corrections=str(tmp_path / "corrections"))
    server = ReviewServer(Desk(Settings(), how), tmp_path / "site")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def tab(started: Any, served: ReviewServer) -> Iterator[Tab]:
    """The page that is corrected, in a browser that may speak to the server and to nobody else."""
    one = Tab(started)
    one.open(f"{served.address}#/page/{key_of('shop.txt', None)}")
    yield one
    one.context.close()
    assert one.trouble == []
    assert [url for url in one.requests if not url.startswith((served.address, "data:,"))] == []


def saved(served: ReviewServer) -> list[dict[str, Any]]:
    """What the file of corrections says."""
    file = Path(served.desk.how.corrections) / "shop.txt.json"
    return list(json.loads(file.read_text("utf-8"))["corrections"]) if file.exists() else []


def body(page: Any) -> list[str]:
    """The pieces of the article."""
    return list(page.locator(".piece").all_inner_texts())


def state(page: Any, words: str) -> None:
    """Wait until the foot says that it was done."""
    page.locator(".saved", has_text=words).wait_for()


def test_a_key_puts_a_block_back(tab: Tab, served: ReviewServer) -> None:
    """It is saved at once, and the article has it."""
    page = tab.page
    page.locator(".block", has_text="相关新闻").click()
    page.locator(".blocks").focus()
    tab.press("a")
    state(page, "Saved in ")
    assert "相关新闻" in body(page)
    assert [(each["verdict"], each["from"], each["text"]) for each in saved(served)] == [("article", 7, "相关新闻")]
    assert page.locator(".block.was").count() == 1
    assert "Corrected by hand: before, related pages" in page.locator(".inspector").inner_text()


def test_a_choice_takes_a_block_out(tab: Tab, served: ReviewServer) -> None:
    """With the reason that a person gives."""
    page = tab.page
    page.locator(".block", has_text=PROSE[2]).click()
    page.select_option("#correct-why", "boilerplate")
    state(page, "Saved in ")
    assert PROSE[2] not in body(page)
    assert [(each["verdict"], each["reason"]) for each in saved(served)] == [("removed", "boilerplate")]


def test_several_blocks_at_once(tab: Tab, served: ReviewServer) -> None:
    """From the first to the one that Shift and the arrow reach."""
    page = tab.page
    page.locator(".block", has_text="相关新闻").click()
    page.locator(".blocks").focus()
    tab.press("Shift+ArrowDown", "Shift+ArrowDown", "a")
    state(page, "Saved in ")
    assert [(each["from"], each["to"]) for each in saved(served)] == [(7, 9)]
    assert "一座石桥的四次搬家" in body(page)


def test_undo_takes_the_last_one_back(tab: Tab, served: ReviewServer) -> None:
    """And the page is as it was; also of corrections that were made before."""
    page = tab.page
    before = body(page)
    page.locator(".block", has_text="相关新闻").click()
    page.locator(".blocks").focus()
    tab.press("a")
    state(page, "Saved in ")
    page.reload()
    tab.ready()
    assert "相关新闻" in body(page)
    tab.press("u")
    state(page, "Undone")
    assert body(page) == before
    assert saved(served) == []


def test_a_fact_is_put_right(tab: Tab, served: ReviewServer) -> None:
    """In a form of its own, by keyboard."""
    page = tab.page
    page.get_by_role("button", name="Correct: Title").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("守灯人")
    page.get_by_role("button", name="Save").click()
    state(page, "Saved in ")
    assert page.locator(".article-title").inner_text() == "守灯人"
    page.get_by_role("button", name="Correct: Authors").click()
    page.locator("dialog textarea").fill("沈知远\n祁小满")
    page.get_by_role("button", name="Save").click()
    page.locator(".facts", has_text="沈知远, 祁小满").wait_for()
    assert [(each["name"], each["value"]) for each in saved(served)] == [
        ("authors", ["沈知远", "祁小满"]),
        ("title", "守灯人"),
    ]


def test_an_article_is_cut_in_two(tab: Tab, served: ReviewServer) -> None:
    """And both are shown."""
    page = tab.page
    page.locator(".block", has_text=SHOP[4]).click()
    page.get_by_role("button", name="New article begins here").click()
    state(page, "Saved in ")
    assert page.locator("article.sheet").count() == 2
    assert [each["kind"] for each in saved(served)] == ["split"]


def test_a_page_that_changed_is_not_corrected_blindly(tab: Tab, served: ReviewServer) -> None:
    """The server's sentence is shown, and nothing is saved."""
    page = tab.page
    file = Path(served.desk.how.pages[0]) / "shop.txt"
    file.write_text(file.read_text("utf-8") + "\n新的一行。", "utf-8")
    page.locator(".block", has_text="相关新闻").click()
    page.locator(".blocks").focus()
    tab.press("a")
    state(page, "Not saved: ")
    assert "has changed" in page.locator(".saved").inner_text()
    assert saved(served) == []
    tab.trouble = [said for said in tab.trouble if "409" not in said]


def test_a_proposal_is_read_and_written_to_the_settings(tab: Tab, served: ReviewServer, tmp_path: Path) -> None:
    """What two pages say alike, with what else it would change."""
    page = tab.page
    served.desk.place = tmp_path
    for name in ("shop.txt", "other.txt"):
        file = tmp_path / "raw" / name
        number = next(n for n, line in enumerate(file.read_text("utf-8").split("\n"), 1) if line == PROSE[2])
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        said = {"kind": "block", "from": number, "to": number, "verdict": "removed", "reason": "comment"}
        served.desk.save({**said, "page": name, "record": None, "sha256": digest})
    tab.open(f"{served.address}#/proposals")
    shown = page.locator(".proposals li").first
    assert PROSE[2] in shown.inner_text()
    shown.get_by_role("button", name="Write it to the settings").click()
    shown.locator("pre").wait_for()
    assert f'lines.comment = ["{PROSE[2]}"]' in (tmp_path / "pipeline.toml").read_text("utf-8")
    page.reload()
    tab.ready()
    assert "No corrections agree yet" in page.locator("main").inner_text()


def test_the_keys_are_told(tab: Tab) -> None:
    """With those for corrections."""
    tab.press("?")
    assert "Undo the last correction" in tab.page.locator("dialog").inner_text()
    tab.press("Escape")
    assert tab.page.locator("dialog").count() == 0
