"""The library call: the same result as the command, without files or global state."""

from pathlib import Path

from pipeline.article import Article
from pipeline.flow import clean_page
from pipeline.memory import Memory
from pipeline.model import Page
from pipeline.settings import Settings

LONGEST_NAME = 1_000
"""Characters of a path that is looked at: a longer line is a text."""


def clean(
    page: bytes | str,
    *,
    url: str | None = None,
    media_type: str | None = None,
    settings: Settings | None = None,
    memory: Memory | None = None,
) -> list[Article]:
    """The articles of a page: none, one, or several. Safe in threads and processes.

    A str is a page's text, bytes are a page as it was scraped, and neither is a path. Raises TypeError for anything
    else, and ValueError for a str that is no page but the name of a file that lies there: nobody means that.

    `memory` is what is known of the page's site: `pipeline.load_memory("sites/news.example.tsv")`.

    >>> [article.title for article in clean("灯塔看守人\\n2019-02-05\\n守塔第十九年,老吴第一次接受采访,窗外是四级风。")]
    ['灯塔看守人']
    """
    if not isinstance(page, bytes | str):
        raise TypeError(f"clean() takes a page's bytes or text, not {type(page).__name__}; read the file first")
    if isinstance(page, str):
        data, charset = page.encode("utf-8", "surrogatepass"), "utf-8"
        read = Page(path="-", data=data, charset=charset, url=url, media_type=media_type, memory=memory)
    else:
        read = Page(path="-", data=page, url=url, media_type=media_type, memory=memory)
    articles = list(clean_page(read, settings or Settings()).articles)
    if not articles and isinstance(page, str) and _names_a_file(page):
        remedy = f"read the file first: clean(Path({page!r}).read_bytes())"
        raise ValueError(f"clean() takes a page's text, and {page!r} is the name of a file; {remedy}")
    return articles


def _names_a_file(page: str) -> bool:
    """Whether a text of one line is where a file lies; one word without a suffix or a folder may be a page."""
    if len(page) > LONGEST_NAME or "\n" in page or not any(mark in page for mark in "./\\"):
        return False
    try:
        return Path(page).is_file()
    except (OSError, ValueError):
        return False
