"""A file that should be, what is remembered of it and what lies there → what is to be done."""

import os
import stat
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from pipeline.feed.articles import Stamp
from pipeline.feed.manifest import FOLDER, FileRow, Memory, file_digest
from pipeline.feed.outputs import Output
from pipeline.feed.sink import Sink

Kind = Literal["add", "update", "remove", "unchanged", "keep", "refuse"]


class Step(Struct, frozen=True):
    """What is to be done about one file."""

    kind: Kind
    name: str
    why: str = ""
    """Of what is kept and refused."""
    sink: Sink | None = None
    """The bytes, of what is added or updated."""
    row: FileRow | None = None
    """What is remembered of it; None forgets it. Of what is added or updated the stamp is not known yet."""


class Lying(Struct, frozen=True):
    """What lies at a name."""

    digest: str | None
    """Of the file's bytes; None where nothing lies there."""
    stamp: Stamp
    other: str | None = None
    """What it is, where it is no file."""


class Trust(Struct, frozen=True):
    """By what the files of a feed are judged."""

    target: Path
    memory: Memory
    same: bool
    """Whether settings and code are those of last time."""
    force: bool
    draft: Path | None
    """Where bytes wait; None for a dry run."""
    read: tuple[Path, ...] = ()
    """Folders that are read, of pages and of articles: nothing is written into them."""


def step_for(output: Output, trust: Trust) -> Step:
    """What is to be done about a file that should be there.

    Raises what writing the output raises.
    """
    row = trust.memory.manifest.files.get(output.name)
    as_before = trust.same and row is not None and row.made_of == output.made_of
    if row is not None and as_before and _has_stamp(f"{trust.target}/{output.name}", row.stamp):
        return Step("unchanged", output.name, row=row)
    if row is None and (why := _reaches(trust, output.name)) is not None:
        return _refuse(output, None, why)
    lying = look(trust.target / output.name, row)
    mine = _mine(output.name, row, trust.memory)
    if lying.other is not None:
        return _refuse(output, row, f"{lying.other} lies there")
    if row is None and (owner := trust.memory.others.get(output.name)) is not None:
        return _refuse(output, None, f"it belongs to the feed {owner}")
    if as_before and row is not None and lying.digest is not None:
        if lying.digest == row.digest:
            return Step("unchanged", output.name, row=FileRow(row.made_of, row.digest, lying.stamp))
        if lying.digest not in mine and not trust.force:
            return Step("keep", output.name, "somebody edited it", row=row)
    sink = Sink(trust.draft)
    try:
        output.write(sink)
    except BaseException:
        sink.drop()
        raise
    made = FileRow(output.made_of, sink.digest, lying.stamp)
    if lying.digest is None:
        return Step("add", output.name, sink=sink, row=made)
    if lying.digest not in (mine | {sink.digest}) and not trust.force:
        sink.drop()
        if row is not None and row.digest == sink.digest:
            return Step("keep", output.name, "somebody edited it", row=FileRow(output.made_of, row.digest, row.stamp))
        return _refuse(output, row, _conflict(row))
    if lying.digest == sink.digest:
        sink.drop()
        return Step("unchanged", output.name, row=made)
    return Step("update", output.name, sink=sink, row=made)


def step_against(name: str, trust: Trust) -> Step | None:
    """What is to be done about a file that this feed wrote and should not be there any more; None if it is not."""
    row = trust.memory.manifest.files.get(name)
    lying = look(trust.target / name, row)
    if lying.other is None and lying.digest is None:
        return None
    if lying.other is not None or lying.digest not in _mine(name, row, trust.memory):
        return None if row is None else Step("keep", name, "its article is gone, but somebody edited it", row=row)
    return Step("remove", name)


def look(path: Path, row: FileRow | None) -> Lying:
    """What lies at a path; a file that has the stamp it was written with is not read."""
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        blocked = next((parent for parent in path.parents if parent.is_file()), None)
        return Lying(None, Stamp(0, 0), f"the file {blocked.name} where a folder is needed" if blocked else None)
    if stat.S_ISLNK(status.st_mode) or not stat.S_ISREG(status.st_mode):
        return Lying(None, Stamp(0, 0), "a link" if stat.S_ISLNK(status.st_mode) else "a folder")
    stamp = Stamp(status.st_size, status.st_mtime_ns)
    return Lying(row.digest if row is not None and row.stamp == stamp else file_digest(path), stamp)


def _reaches(trust: Trust, name: str) -> str | None:
    """Why no file may be made of that name: what a template says may lead out of the folder that is fed, or into one
    that is read."""
    folder = _real((trust.target / name).parent)
    if not folder.is_relative_to(_real(trust.target)):
        return "a link to another folder lies there"
    if name.split("/", 1)[0] == FOLDER:
        return f"{FOLDER} holds what is remembered of feeds"
    into = next((held for held in trust.read if folder.is_relative_to(_real(held))), None)
    return None if into is None else f"it would lie in {into}, which is read"


@lru_cache(maxsize=4096)
def _real(folder: Path) -> Path:
    return folder.resolve()


def _has_stamp(path: str, stamp: Stamp) -> bool:
    """Whether a file lies there just as it was left; asked of every file, so without the comfort of Path."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return status.st_size == stamp.size and status.st_mtime_ns == stamp.mtime and stat.S_ISREG(status.st_mode)


def _mine(name: str, row: FileRow | None, memory: Memory) -> frozenset[str]:
    """The digests of this feed's own bytes under a name."""
    return memory.begun.get(name, frozenset()) | (frozenset() if row is None else {row.digest})


def _conflict(row: FileRow | None) -> str:
    if row is None:
        return "a file lies there that this feed did not write; move it, or say --force"
    return "the article has changed and somebody has edited the file; take the edit elsewhere, or say --force"


def _refuse(output: Output, row: FileRow | None, why: str) -> Step:
    return Step("keep" if output.optional else "refuse", output.name, why, row=row)
