"""The library call: the same result as the command, without files or global state."""

from pipeline.flow import clean_page
from pipeline.memory import Memory
from pipeline.model import Article, Page
from pipeline.settings import Settings


def clean(
    page: bytes | str,
    *,
    url: str | None = None,
    media_type: str | None = None,
    settings: Settings | None = None,
    memory: Memory | None = None,
) -> list[Article]:
    """The articles of a page: none, one, or several. Safe in threads and processes.

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
    return list(clean_page(read, settings or Settings()).articles)
