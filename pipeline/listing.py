"""Files and folders that were named → sources with size and time, folder by folder, never all at once."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from pipeline.errors import PageError
from pipeline.naming import folder_stems
from pipeline.read import NAME_A_PAGE, is_wanted, shown, suffix
from pipeline.remote import RemoteError, State, entries, is_url, look

SLICE = 1000
"""Sources that are looked at in one go: enough for one question to the ledger, few enough to hold."""
RACY_NS = 2_000_000_000
"""A file that was written less than 2 s before it was listed may be written again within the same tick of
its clock (the coarsest in use, FAT's, is 2 s): its time is not trusted, and its bytes are compared."""


class Listed(Struct, frozen=True, gc=False):
    """A file that holds a page, or many; not opened yet."""

    file: str
    """Where it lies: a path, or a URL."""
    name: str
    """Its name in its folder, as it can be written down."""
    root: str
    """The folder that was named, whole and without links; or its URL."""
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
    passed: dict[str, int] = {}
    """Of files that are not called as pages are: how many there are in the folder, by suffix."""


def walk(roots: tuple[str, ...]) -> Iterator[Slice]:
    """The sources below files and folders: those of a folder before those of the folders in it.

    Folders that were named lie over each other: what is at `x/` in any of them is in one slice. Hidden
    files, links that lead nowhere or out of their folder, links to folders, pipes and devices are passed over. Where
    two files have one name, or a folder cannot be read, that is a failure of the slice. Raises PageError
    where nothing lies at a path.
    """
    tops: list[tuple[str, str]] = []
    named: list[_Found] = []
    for root in roots:
        if is_url(root):
            _name_url(root.rstrip("/"), tops, named)
            continue
        whole = os.path.realpath(root)
        if os.path.isdir(whole):  # noqa: PTH112 — pathlib costs more than the rest of the walk
            tops.append((root, whole))
        elif os.path.lexists(root):
            named.append((shown(os.path.basename(root)), root, os.path.dirname(whole), None))  # noqa: PTH119, PTH120
        else:
            raise PageError(root, "nothing lies there", NAME_A_PAGE)
    yield from _folder("", tops, named)


def _name_url(url: str, tops: list[tuple[str, str]], named: list["_Found"]) -> None:
    """A folder or a file behind a URL."""
    found = look(url)
    if found is None:
        raise PageError(url, "nothing lies there", NAME_A_PAGE)
    if found.is_folder:
        tops.append((url, url))
    else:
        folder, _, name = url.rpartition("/")
        named.append((shown(name), url, folder, found.state))


def count(roots: tuple[str, ...]) -> int:
    """How many sources lie there, by names alone: quick, for telling the time that is left. 0 behind a URL."""
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


def is_bare(root: str) -> bool:
    """Whether no page lies below a folder; one that cannot be read may hold some. Ends at the first page."""
    return not any(part.sources or part.failures for part in walk((root,)))


_Found = tuple[str, str, str, State | None]
"""A file's name, where it lies, the root that it was found from; size and time where the listing tells them."""


class _Lying(Struct):
    """What lies in a folder."""

    files: list[_Found]
    folders: dict[str, list[tuple[str, str]]]
    passed: Counter[str]


def _folder(below: str, tops: list[tuple[str, str]], named: list[_Found]) -> Iterator[Slice]:
    """One folder's slices, then those of its folders; `tops` are (folder, root that it was found from, whole)."""
    lying = _Lying(list(named), {}, Counter())
    failures: list[PageError] = []
    for top, root in tops:
        try:
            (_list_url if is_url(top) else _list)(top, root, lying)
        except OSError as wrong:
            failures.append(PageError(top, f"it cannot be read ({wrong.strerror})", "see that you may read it"))
        except RemoteError as wrong:
            failures.append(PageError(top, wrong.cause, wrong.remedy))
    files, folders = lying.files, lying.folders
    files.sort()
    twice = {one[0] for one, other in pairwise(files) if one[0] == other[0]}
    if twice:
        files = list(_first_of_each(files, failures))
    prefix = f"{below}/" if below else ""
    stems = folder_stems([prefix + file[0] for file in files], [prefix + shown(name) for name in folders])
    after = ""
    for start in range(0, max(len(files), 1), SLICE):
        some = files[start : start + SLICE]
        upto = None if start + SLICE >= len(files) else some[-1][0]
        seen = _seen(some, stems[start : start + SLICE])
        yield Slice(below, after, upto, seen, *((failures, dict(lying.passed)) if not start else ([], {})))
        after = upto or ""
    lying.files = []
    del files, stems
    for name in sorted(folders):
        yield from _folder(prefix + shown(name), folders[name], [])


def _list_url(top: str, root: str, lying: _Lying) -> None:
    """A folder of a store that tells size and time of all that lies in it."""
    for one in entries(top, time.time_ns() - RACY_NS):
        if one.name[:1] in ("", "."):
            continue
        if one.is_folder:
            lying.folders.setdefault(one.name, []).append((f"{top}/{one.name}", root))
        elif is_wanted(one.name):
            lying.files.append((shown(one.name), f"{top}/{one.name}", root, one.state))
        else:
            lying.passed[suffix(one.name)] += 1


def _list(top: str, root: str, lying: _Lying) -> None:
    with os.scandir(top) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            if entry.is_dir(follow_symlinks=False):
                lying.folders.setdefault(name, []).append((entry.path, root))
            elif entry.is_file(follow_symlinks=False) or _stays_inside(entry, root):
                if is_wanted(name):
                    lying.files.append((name if name.isascii() else shown(name), entry.path, root, None))
                else:
                    lying.passed[shown(suffix(name))] += 1


def _stays_inside(entry: "os.DirEntry[str]", root: str) -> bool:
    """Whether it is a link to a file below the folder that was named; one that leads in a circle is to nothing."""
    try:
        return entry.is_symlink() and entry.is_file() and os.path.realpath(entry.path).startswith(root + os.sep)
    except OSError:
        return False  # else one link costs its folder


def _first_of_each(files: list[_Found], failures: list[PageError]) -> Iterator[_Found]:
    held: _Found = ("", "", "", None)
    for file in files:
        if file[0] == held[0] and not is_url(file[1]) and os.path.realpath(file[1]) == os.path.realpath(held[1]):
            continue  # One file that was named twice.
        if file[0] == held[0]:
            why = f"it is called {file[0]} as {held[1]} is"
            failures.append(PageError(file[1], why, "clean them one by one, each with its own -o"))
        else:
            held = file
            yield file


def _seen(files: list[_Found], stems: list[str]) -> list[Listed]:
    """Sizes and times; what has vanished since it was listed is not there."""
    trusted = time.time_ns() - RACY_NS
    sources = []
    for (name, file, root, state), stem in zip(files, stems, strict=True):
        if state is not None:
            sources.append(Listed(file, name, root, stem, *state))
            continue
        try:
            stat = os.stat(file)  # noqa: PTH116
        except OSError:
            continue
        mtime = stat.st_mtime_ns
        sources.append(Listed(file, name, root, stem, stat.st_size, mtime if mtime < trusted else -1))
    return sources
