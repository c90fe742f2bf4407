"""Data → plain files that a browser opens from disk: scripts that hand over one value each.

`fetch` may not read files beside a page that was opened from disk, and a script may: so every file of data
is one call, `review.put(kind, name, value);`.
"""

from importlib.resources import files
from pathlib import Path

import msgspec

from pipeline.errors import PipelineError
from pipeline.review.pages import PageData

STYLES = ("base.css", "parts.css", "page.css")
SCRIPTS = (
    *("words.js", "store.js", "address.js", "marks.js", "charts.js", "filters.js"),
    *("overview.js", "list.js", "blocks.js", "article.js", "beside.js", "page.js", "rules.js", "correct.js", "app.js"),
)
"""In the order in which a page loads them."""


def asset(name: str) -> str:
    """A file of the browser's side."""
    return (files("pipeline.review") / "assets" / name).read_text("utf-8")


def call(kind: str, name: str | int, value: object) -> bytes:
    """A file of data.

    >>> call("names", 0, ["</script>"])
    b'review.put("names", 0, ["</script>"]);\\n'
    """
    told = (msgspec.json.encode(each) for each in (kind, name, value))
    return b"review.put(" + b", ".join(told) + b");\n"


def page_file(key: str) -> str:
    """Where a page's data lies in a site."""
    return f"data/pages/{key[:2]}/{key}.js"


def put_page(site: Path, data: PageData) -> None:
    """Write a page's data. Raises PipelineError."""
    put(site, page_file(data.key), call("page", data.key, data))


def put(site: Path, name: str, data: bytes) -> bool:
    """Write a file; False where the same bytes lie there already. Raises PipelineError."""
    file = site / name
    try:
        if file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data:
            return False
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as wrong:
        raise PipelineError(f"{file}: cannot be written ({wrong.strerror}); name another folder with -o.") from wrong
    return True
