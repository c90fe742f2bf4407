"""What heads every page of a site is no title where memory knows it; a title that a series shares stays."""

import pytest
from site_pages import known, text_page

from pipeline.memory import Mark, Memory, Row, memory_of

SLOGAN = "老船闸换上新闸门的城"
TITLE = "东汊渡口停航两天"
TEXT = (
    "东汊渡口从明天起停航两天,渡口的管理人说,停航是为了给东汊的跳板换木板。",
    "停航期间要过东汊的人可以绕行北桥,路上要多走四十分钟,两天里北桥不收费。",
    "渡口的两条船已经拖到东汊上游的船坞,木板换好之后马上复航。",
)
"""Its words are the title's, and not the slogan's."""


def of_site(text: str = SLOGAN, *, pages: int = 8, of: int = 8, mark: Mark = "") -> Memory:
    """A memory that knows one line."""
    return memory_of("nanbu/", of, (Row(text, "line", pages, of, mark=mark),))


def title_of(memory: Memory | None, *lines: str) -> str | None:
    """What the page's article is called."""
    (article,) = known(text_page(list(lines)), memory).articles
    return article.title


def test_a_slogan_over_the_headline_goes() -> None:
    """It is the page's uppermost line, and nothing else of a frame stands there."""
    page = text_page([SLOGAN, "又一行每页都有的字", TITLE, *TEXT])
    memory = memory_of("nanbu/", 8, tuple(Row(text, "line", 8, 8) for text in (SLOGAN, "又一行每页都有的字")))
    (article,) = known(page, memory).articles
    assert article.title == TITLE
    assert article.text == "\n\n".join(TEXT)
    assert {(removed.reason, removed.rule) for removed in article.removed} == {("repeated", "site_repeats")}


def test_without_memory_its_words_are_the_only_sign() -> None:
    """So that the test above can fail: two lines of a site's are one too many."""
    assert title_of(None, SLOGAN, "又一行每页都有的字", TITLE, *TEXT) == SLOGAN


@pytest.mark.parametrize(
    "memory",
    [of_site(TITLE), of_site(TITLE, pages=3, of=8), of_site(TITLE, pages=4, of=4), of_site(TITLE, mark="never")],
    ids=["no other line", "rare", "few pages", "marked"],
)
def test_the_title_of_a_series_stays(memory: Memory) -> None:
    """Nothing below it is a title, or it does not stand on nearly all of many pages, or somebody said so."""
    assert title_of(memory, TITLE, *TEXT) == TITLE
    assert title_of(memory, TITLE, "第三回", *TEXT) == TITLE
