"""A page's path and record → the page, below the folders that pages come from."""

from pathlib import Path

from pipeline.model import Page
from pipeline.notebook import is_path
from pipeline.read import Source, read_source
from pipeline.recall import recalled
from pipeline.settings import Run, Settings


def page_at(page: str, record: str | None, settings: Settings, how: Run) -> Page | None:
    """The page as it lies there now, with the memory of its site; None where none does.

    A container is read as far as its record.

    Nothing outside the folders is opened, whatever the name says.
    """
    file = _file(page, how.pages)
    if file is None:
        return None
    stat = file.stat()
    items = read_source(Source(str(file), page, stat.st_size, stat.st_mtime_ns), settings)
    found = next((item for item in items if isinstance(item, Page) and item.record == record), None)
    return None if found is None else recalled(found, how.memory)


def _file(page: str, roots: tuple[str, ...]) -> Path | None:
    if not is_path(page):
        return None
    for root in map(Path, roots):
        file = root / page if root.is_dir() else root
        whole = file.resolve()
        if file.is_file() and file.name == Path(page).name and whole.is_relative_to(root.resolve()):
            return file
    return None
