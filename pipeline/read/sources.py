"""A path that was named → the source that lies there."""

from pathlib import Path

from pipeline.errors import PageError
from pipeline.read.items import Source
from pipeline.read.names import shown

NAME_A_PAGE = "name a page, a folder of pages, or - for standard input"


def source_at(file: str) -> Source:
    """The source at a path, under its own name. Raises PageError where nothing can be seen there."""
    try:
        seen = Path(file).stat()
    except OSError as wrong:
        raise PageError(file, f"it cannot be read ({wrong.strerror})", NAME_A_PAGE) from wrong
    return Source(file, shown(Path(file).name), seen.st_size, seen.st_mtime_ns)
