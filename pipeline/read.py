"""Paths → pages: files below the folders that were named, in a stable order, each read on its own."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from pipeline.errors import PageError
from pipeline.model import Page

SUFFIXES = frozenset({"", ".txt", ".text", ".html", ".htm", ".xhtml", ".shtml", ".md"})
"""What a folder is searched for; a file that is named itself is read whatever its name."""


NAME_A_PAGE = "name a page, a folder of pages, or - for standard input"


class Found(Struct, frozen=True):
    """A page that can be read."""

    file: str
    """Where the file lies."""
    name: str
    """Its path below the folder that was named, with `/`."""


def find_pages(roots: tuple[str, ...]) -> Iterator[Found]:
    """The pages below files and folders, folders in the order of their names.

    Hidden files and links that lead out of the folder are passed over. Raises PageError where
    nothing lies at a path.
    """
    for root in roots:
        path = Path(root)
        if path.is_dir():
            yield from _below(path)
        elif path.exists():
            yield Found(str(path), _shown(path.name))
        else:
            raise PageError(root, "nothing lies there", NAME_A_PAGE)


def _below(folder: Path) -> Iterator[Found]:
    home = folder.resolve()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).parts):
        below = path.relative_to(folder)
        if any(part.startswith(".") for part in below.parts) or path.suffix.lower() not in SUFFIXES:
            continue
        if path.is_file() and path.resolve().is_relative_to(home):
            yield Found(str(path), _shown(PurePosixPath(below).as_posix()))


def _shown(name: str) -> str:
    """A name that can be written down, though the file system's bytes are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_page(found: Found, max_bytes: int) -> Page:
    """The bytes of a page. Raises PageError where they cannot be had."""
    path = Path(found.file)
    try:
        if path.is_dir():
            raise PageError(found.file, "it is a folder", "name the pages in it, or a folder that holds it")
        size = path.stat().st_size
        if size > max_bytes:
            raise PageError(
                found.file,
                f"it has {size:,} bytes, more than {max_bytes:,}",
                "raise max-bytes in the settings",
            )
        return Page(path=found.name, data=path.read_bytes())
    except OSError as wrong:
        raise PageError(
            found.file,
            f"it cannot be read ({wrong.strerror})",
            "see that the file is there and readable",
        ) from wrong
