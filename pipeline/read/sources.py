"""Paths → sources: the files below folders, in a stable order, each known by size and time before it is opened."""

import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import PageError
from pipeline.read.items import Failure, Source
from pipeline.read.names import is_wanted, shown

NAME_A_PAGE = "name a page, a folder of pages, or - for standard input"


def list_sources(roots: tuple[str, ...]) -> Iterator[Source | Failure]:
    """The files below files and folders, folders in the order of their names, one folder in memory at a time.

    A file that is named itself is given whatever its name. Hidden files, links that lead out of the
    folder, links to folders, pipes and devices are passed over. A folder that cannot be read is a
    Failure. Raises PageError where nothing lies at a path.
    """
    for root in roots:
        path = Path(root)
        if path.is_dir():
            yield from _below(path, "", os.path.realpath(path))
        elif path.exists():
            yield source_at(root)
        else:
            raise PageError(root, "nothing lies there", NAME_A_PAGE)


def source_at(file: str) -> Source:
    """The source at a path, under its own name. Raises PageError where nothing can be seen there."""
    try:
        seen = Path(file).stat()
    except OSError as wrong:
        raise PageError(file, f"it cannot be read ({wrong.strerror})", NAME_A_PAGE) from wrong
    return Source(file, shown(Path(file).name), seen.st_size, seen.st_mtime_ns)


def _below(folder: Path, prefix: str, home: str) -> Iterator[Source | Failure]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError as wrong:
        name = shown(prefix.rstrip("/"))
        yield Failure(str(folder), name, None, f"it cannot be read ({wrong.strerror})", "see that it may be read")
        return
    for entry in inside:
        if entry.name.startswith("."):
            continue
        name = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _below(folder / entry.name, f"{name}/", home)
        elif is_wanted(entry.name):
            yield from _file(entry, name, home)


def _file(entry: os.DirEntry[str], name: str, home: str) -> Iterator[Source]:
    try:
        if entry.is_file() and not (entry.is_symlink() and not _lies_in(os.path.realpath(entry.path), home)):
            seen = entry.stat()
            yield Source(str(Path(entry.path)), shown(name), seen.st_size, seen.st_mtime_ns)
    except FileNotFoundError:  # gone since the folder was read: it was never there
        return


def _lies_in(path: str, home: str) -> bool:
    return Path(path).is_relative_to(home)
