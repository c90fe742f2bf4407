"""Files and folders that were named → sources with size and time, folder by folder, never all at once."""

import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from pipeline.errors import PageError
from pipeline.naming import folder_stems
from pipeline.read import NAME_A_PAGE, is_wanted, shown

SLICE = 1000
"""Sources that are looked at in one go: enough for one question to the ledger, few enough to hold."""
RACY_NS = 2_000_000_000
"""A file that was written less than 2 s before it was listed may be written again within the same tick of
its clock (the coarsest in use, FAT's, is 2 s): its time is not trusted, and its bytes are compared."""


class Listed(Struct, frozen=True, gc=False):
    """A file that holds a page, or many; not opened yet."""

    file: str
    """Where it lies."""
    name: str
    """Its name in its folder, as it can be written down."""
    root: str
    """The folder that was named, whole and without links."""
    stem: str
    """Where its articles go."""
    size: int
    mtime_ns: int
    """-1 where the time says nothing, see RACY_NS."""


class Slice(Struct, frozen=True):
    """Neighbours in one folder, in the order of their names."""

    folder: str
    """Below the folder that was named; empty for itself."""
    after: str
    """Names up to this one, it included, were in the slices before."""
    upto: str | None
    """The last name of the slice; None where nothing follows in the folder."""
    sources: list[Listed]
    failures: list[PageError]
    """What lies here and cannot be listed."""


def walk(roots: tuple[str, ...]) -> Iterator[Slice]:
    """The sources below files and folders: those of a folder before those of the folders in it.

    Folders that were named lie over each other: what is at `x/` in any of them is in one slice. Hidden
    files, links that lead out of their folder, links to folders, pipes and devices are passed over. Where
    two files have one name, or a folder cannot be read, that is a failure of the slice. Raises PageError
    where nothing lies at a path.
    """
    tops: list[tuple[str, str]] = []
    named: list[tuple[str, str, str]] = []
    for root in roots:
        whole = os.path.realpath(root)
        if os.path.isdir(whole):  # noqa: PTH112 — pathlib costs more than the rest of the walk
            tops.append((root, whole))
        elif os.path.lexists(root):
            named.append((shown(os.path.basename(root)), root, os.path.dirname(whole)))  # noqa: PTH119, PTH120
        else:
            raise PageError(root, "nothing lies there", NAME_A_PAGE)
    yield from _folder("", tops, named)


def count(roots: tuple[str, ...]) -> int:
    """How many sources lie there, by names alone: quick, for telling the time that is left."""
    found = 0
    waiting = list(roots)
    while waiting:
        path = waiting.pop()
        if not Path(path).is_dir():
            found += 1
            continue
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.name[0] != ".":
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(entry.path)
                        else:
                            found += is_wanted(entry.name)
        except OSError:
            continue
    return found


def _folder(below: str, tops: list[tuple[str, str]], named: list[tuple[str, str, str]]) -> Iterator[Slice]:
    """One folder's slices, then those of its folders; `tops` are (folder, root that it was found from, whole)."""
    files = list(named)
    folders: dict[str, list[tuple[str, str]]] = {}
    failures: list[PageError] = []
    for top, root in tops:
        try:
            _list(top, root, files, folders)
        except OSError as wrong:
            failures.append(PageError(top, f"it cannot be read ({wrong.strerror})", "see that you may read it"))
    files.sort()
    twice = {one[0] for one, other in pairwise(files) if one[0] == other[0]}
    if twice:
        files = list(_first_of_each(files, failures))
    prefix = f"{below}/" if below else ""
    stems = folder_stems([prefix + name for name, _, _ in files], [prefix + shown(name) for name in folders])
    after = ""
    for start in range(0, max(len(files), 1), SLICE):
        some = files[start : start + SLICE]
        upto = None if start + SLICE >= len(files) else some[-1][0]
        seen = _seen(some, stems[start : start + SLICE])
        yield Slice(below, after, upto, seen, failures if not start else [])
        after = upto or ""
    del files, stems
    for name in sorted(folders):
        yield from _folder(prefix + shown(name), folders[name], [])


def _list(top: str, root: str, files: list[tuple[str, str, str]], folders: dict[str, list[tuple[str, str]]]) -> None:
    with os.scandir(top) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.setdefault(name, []).append((entry.path, root))
            elif is_wanted(name) and (entry.is_file(follow_symlinks=False) or _stays_inside(entry, root)):
                files.append((name if name.isascii() else shown(name), entry.path, root))


def _stays_inside(entry: "os.DirEntry[str]", root: str) -> bool:
    """Whether it is a link to a file below the folder that was named."""
    return entry.is_symlink() and entry.is_file() and os.path.realpath(entry.path).startswith(root + os.sep)


def _first_of_each(files: list[tuple[str, str, str]], failures: list[PageError]) -> Iterator[tuple[str, str, str]]:
    held = ("", "", "")
    for file in files:
        if file[0] == held[0]:
            why = f"it is called {file[0]} as {held[1]} is"
            failures.append(PageError(file[1], why, "clean them one by one, each with its own -o"))
        else:
            held = file
            yield file


def _seen(files: list[tuple[str, str, str]], stems: list[str]) -> list[Listed]:
    """Sizes and times; what has vanished since it was listed is not there."""
    trusted = time.time_ns() - RACY_NS
    sources = []
    for (name, file, root), stem in zip(files, stems, strict=True):
        try:
            stat = os.stat(file)  # noqa: PTH116
        except OSError:
            continue
        mtime = stat.st_mtime_ns
        sources.append(Listed(file, name, root, stem, stat.st_size, mtime if mtime < trusted else -1))
    return sources
