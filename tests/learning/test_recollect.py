"""What recurs on pages built alike, titles of siblings, how titles end and bylines are built."""

from site_pages import END, TOP, html_page, learned, lines, prose, text_page, title, traces

from pipeline.learning.groups import groups_of
from pipeline.learning.recollect import recollect
from pipeline.learning.trace import MOST_LINES, trace_of
from pipeline.model import Page


def test_lines_that_recur_are_rows() -> None:
    """With on how many pages they stand, of how many, and where; what stands on one page is none."""
    memory = learned(*(lines(seed) for seed in range(8)))
    found = {row.text: (row.kind, row.pages, row.of, row.place) for row in memory.rows if row.kind == "line"}
    assert set(found) == {*TOP, *END, "2024-05-12 08:30 来源:南埠日报"}
    assert found[TOP[0]] == ("line", 8, 8, "before")
    assert found[END[-1]] == ("line", 8, 8, "after")
    assert memory.pages == 8


def test_a_line_counts_once_a_page() -> None:
    """However often it stands there."""
    memory = learned(*([*lines(seed), *TOP, *TOP] for seed in range(5)))
    assert {row.pages for row in memory.rows if row.text in TOP} == {5}


def test_what_stands_on_few_of_many_pages_is_chance() -> None:
    """Three of twenty, all built alike."""
    memory = learned(*([*lines(seed), *(["灯塔修缮期间暂停开放"] if seed < 3 else [])] for seed in range(20)))
    assert "灯塔修缮期间暂停开放" not in {row.text for row in memory.rows}


def test_the_title_of_a_page_on_another_is_a_siblings() -> None:
    """It stands on the one page as its title, on two others among related pages."""
    memory = learned(*(lines(seed, end=(*END, title(0)) if seed in (1, 2) else END) for seed in range(12)))
    assert [(row.text, row.pages) for row in memory.rows if row.kind == "title"] == [(title(0), 2)]


def test_titles_of_a_small_site_are_titles_though_they_recur() -> None:
    """On six pages three have each: its own, and two that point to it."""
    pages = [lines(seed, end=(title((seed + 1) % 6), title((seed + 2) % 6), *END)) for seed in range(6)]
    memory = learned(*pages)
    assert {row.text for row in memory.rows if row.kind == "title"} == {title(seed) for seed in range(6)}
    assert {*TOP, *END} <= {row.text for row in memory.rows if row.kind == "line"}


def test_what_stands_on_one_side_of_the_article_says_so() -> None:
    """What stands on both, or between paragraphs, does not."""

    def page(seed: int) -> list[str]:
        parts = prose(seed)
        return [*TOP, "打印本页", title(seed), *parts[:3], "用料做法小贴士", *parts[3:], "打印本页", *END]

    places = {row.text: row.place for row in learned(*(page(seed) for seed in range(8))).rows}
    assert {places[line] for line in TOP} == {"before"}
    assert {places[line] for line in END} == {"after"}
    assert places["打印本页"] == "top"
    assert places["用料做法小贴士"] == "middle"


def test_html_says_selector_suffix_and_title() -> None:
    """A name with digits is made for one page and selects nothing."""

    def page(seed: int) -> Page:
        box = f'<div class="tide post{seed}" ><p>潮汐表由港务处印制 欢迎索取</p></div>'
        text = "".join(f"<p>{paragraph}</p>" for paragraph in prose(seed))
        return html_page(f"<h1>{title(seed)}</h1>{text}{box}", seed, title(seed))

    memory = recollect("nanbu.example", traces([page(seed) for seed in range(6)]))
    assert [row.selector for row in memory.rows if row.text.startswith("潮汐表")] == ["div:is(.tide, #tide)"]
    assert [row.text for row in memory.rows if row.kind == "suffix"] == ["- 南埠在线"]


def test_bylines_show_how_they_are_built() -> None:
    """Their values left out."""
    memory = learned(*(lines(seed) for seed in range(6)))
    assert [(row.text, row.pages) for row in memory.rows if row.kind == "byline"] == [("0000-00-00 00:… 来源:…", 6)]


def test_the_order_of_the_same_pages_is_the_callers() -> None:
    """Two calls give one memory."""
    pages = [lines(seed) for seed in range(9)]
    assert learned(*pages) == learned(*pages)


def test_groups_are_pages_that_are_built_alike() -> None:
    """By what recurs on them; other keys count nothing."""
    keys = [frozenset("abc") | {f"own {n}"} for n in range(3)] + [frozenset("xyz") for _ in range(2)]
    assert groups_of(keys, dict.fromkeys("abcxyz", 3)) == [[0, 1, 2], [3, 4]]


def test_a_trace_is_bounded() -> None:
    """A page of a million lines is a list; what is no text leaves no trace."""
    long = trace_of(text_page([f"第{number}行的船第{number}次靠岸" for number in range(MOST_LINES + 50)]))
    assert long is not None
    assert len(long.lines) == MOST_LINES
    assert trace_of(Page("a.txt", b"\x00\x01\x02\x03" * 400)) is None
