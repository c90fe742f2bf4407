"""A source → its pages: opened, told by its content, unpacked layer by layer; whatever goes wrong gets a name."""

import hashlib
import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from msgspec import Struct

from pipeline.model import Page
from pipeline.read.archives import read_tar, read_zip
from pipeline.read.found import Broken, Found, Member, Other, Record
from pipeline.read.items import Failure, Item, NoPagesError, OverrunError, Passed, ReadError, Source
from pipeline.read.json_records import read_json, read_json_lines
from pipeline.read.kinds import HEAD, Form, is_page, tell
from pipeline.read.mhtml import read_mhtml
from pipeline.read.names import media_type, suffix, unpacked
from pipeline.read.streams import DECODERS, Budget, Readable, Stream, Unpacked, read_page
from pipeline.read.tables import read_parquet, read_table
from pipeline.settings import Settings

STANDARD_INPUT = "-"
DEEPEST = 5
"""Containers and packings inside one another."""
PASSED_AT_ONCE = 100
"""Things that are no pages, before they are counted to whoever waits."""
CHANGED = "clean it again when nothing writes to it"


class _Layer(Struct, frozen=True):
    """Where in a source one is."""

    name: str
    """The source's or member's own, the suffixes of its packings taken off as they are."""
    within: tuple[str, ...]
    """The members that were gone through."""
    depth: int
    settings: Settings
    budget: Budget


def _read_warc(stream: Stream, layer: _Layer) -> Iterator[Found]:
    # warcio imports fsspec, and that asyncio, where they are installed: nothing that every command should wait for.
    from pipeline.read.warc import read_warc  # noqa: PLC0415

    return read_warc(stream, layer.settings, layer.budget)


CONTAINERS: dict[Form, Callable[[Stream, _Layer], Iterator[Found]]] = {
    "zip": lambda stream, layer: read_zip(stream, layer.budget),
    "tar": lambda stream, layer: read_tar(stream, layer.budget),
    "warc": _read_warc,
    "mhtml": lambda stream, layer: read_mhtml(stream, layer.settings),
    "json": lambda stream, layer: read_json(stream, layer.settings),
    "json_lines": lambda stream, layer: read_json_lines(stream, layer.settings),
    "table": lambda stream, layer: read_table(stream, layer.settings),
    "parquet": lambda stream, layer: read_parquet(stream, layer.settings),
}


def read_source(source: Source, settings: Settings) -> Iterator[Item]:
    """The pages of one source, as they come, its failures between; what was passed over is counted at the end.

    Of many things that are passed over, counts come between, too: who sets a limit of time from one item
    to the next then limits no long archive of pictures. Only one page is in memory. Never raises for what
    a source holds. A source that changes while it is read is a Failure: alone where it is one page, after
    its pages where it is a container.
    """
    passed: Counter[str] = Counter()
    names = _Names()
    try:
        with _opened(source) as (file, before):
            budget = Budget(before.st_size if before else 0, settings)
            start = file if before else _Counted(file, budget)
            layer = _Layer(source.name, (), 0, settings, budget)
            for found in _records(Stream(start, file if before else None), layer):
                if isinstance(found, Other):
                    passed[found.what] += 1
                    if passed.total() == PASSED_AT_ONCE:
                        yield from _counts(source, passed)
                        passed.clear()
                elif isinstance(found, Broken):
                    yield Failure(source.file, source.name, found.name, found.cause, found.remedy)
                else:
                    if found.name is None:
                        _check_unchanged(file, before)
                    yield _page(source, found, names)
            _check_unchanged(file, before)
    except ReadError as wrong:
        yield Failure(source.file, source.name, None, wrong.cause, wrong.remedy)
    except OSError as wrong:
        cause = f"it cannot be read ({wrong.strerror or wrong})"
        yield Failure(source.file, source.name, None, cause, "see that the file is there and readable")
    yield from _counts(source, passed)


def _counts(source: Source, passed: Counter[str]) -> Iterator[Passed]:
    return (Passed(source.name, what, count) for what, count in sorted(passed.items()))


def _page(source: Source, found: Record, names: "_Names") -> Page:
    return Page(
        path=source.name,
        data=found.data,
        record=None if found.name is None else names.unique(found.name),
        media_type=found.media_type,
        charset=found.charset,
        url=found.url,
        told=found.told,
    )


def _records(stream: Stream, layer: _Layer) -> Iterator[Record | Broken | Other]:
    """The records of a stream, whatever is around it. Raises ReadError where it cannot be read to its end."""
    form = tell(stream, layer.name, layer.settings.page_fields)
    if form == "page":
        yield from _plain(stream, layer)
        return
    if layer.depth == DEEPEST:
        raise ReadError(f"it lies in more than {DEEPEST} containers", "unpack it by hand and clean the folder")
    if form in DECODERS:
        inside = _Layer(unpacked(layer.name), layer.within, layer.depth + 1, layer.settings, layer.budget)
        yield from _records(Stream(Unpacked(stream, form, layer.budget)), inside)
        return
    for found in CONTAINERS[form](stream, layer):
        if isinstance(found, Member):
            yield from _member(found, layer)
        elif isinstance(found, Other):
            yield found
        else:
            yield _renamed(found, layer)


def _renamed(found: Record | Broken, layer: _Layer) -> Record | Broken:
    """A record under the names of the members it lies in."""
    names = layer.within if found.name is None else (*layer.within, found.name)
    name = "/".join(names) or None
    if isinstance(found, Broken):
        return Broken(name, found.cause, found.remedy)
    return Record(name, found.data, found.media_type, found.charset, found.url, found.told)


def _member(member: Member, layer: _Layer) -> Iterator[Record | Broken | Other]:
    """What a file in an archive holds; its trouble is its own, but for what concerns the whole source."""
    inside = _Layer(member.name, (*layer.within, member.name), layer.depth + 1, layer.settings, layer.budget)
    try:
        yield from _records(Stream(member.bytes), inside)
    except OverrunError:
        raise
    except NoPagesError:
        yield Other(f"{suffix(member.name)} without pages")
    except ReadError as wrong:
        yield Broken("/".join(inside.within), wrong.cause, wrong.remedy)


def _plain(stream: Stream, layer: _Layer) -> Iterator[Record | Other | Broken]:
    """A page; inside an archive, whatever is no page is told by its suffix."""
    if layer.within and not is_page(layer.name, stream.head(HEAD)):
        yield Other(suffix(layer.name) or "unknown kind")
        return
    data = read_page(stream, layer.settings.max_bytes)
    yield Record("/".join(layer.within) or None, data, media_type(layer.name) if layer.depth else None)


class _Names:
    """The records of a source that were seen, so that no two share a name; as digests, for there may be millions."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def unique(self, name: str) -> str:
        """The name, with `#2` where it was seen before, in whatever case. Numbers are unique by themselves."""
        if name.isdecimal():
            return name
        form, count = name, 1
        while (digest := _digest(form)) in self._seen:
            count += 1
            form = f"{name}#{count}"
        self._seen.add(digest)
        return form


def _digest(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.casefold().encode("utf-8", "replace"), digest_size=8).digest())


class _Counted:
    """Standard input: how much came is how much it packs."""

    def __init__(self, inner: Readable, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget

    def read(self, size: int, /) -> bytes:
        """Some of the bytes."""
        data = self._inner.read(size)
        self._budget.packed += len(data)
        return data


@contextmanager
def _opened(source: Source) -> Iterator[tuple[IO[bytes], os.stat_result | None]]:
    """The source's bytes, and what the file was when it was opened; None for standard input."""
    if source.file == STANDARD_INPUT:
        # Python has none where it was closed before: `<&-`.
        if sys.stdin is None:
            raise ReadError("standard input is closed", "give a page on it, as in pipeline clean - < page.html")
        yield sys.stdin.buffer, None
        return
    if Path(source.file).is_dir():
        raise ReadError("it is a folder", "name a page in it")
    # A pipe put in a file's place would hold the run up for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(source.file, flags), "rb") as file:
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise ReadError("it is a pipe or a device", "save it as a file, or give it on standard input with -")
        yield file, before


def _check_unchanged(file: IO[bytes], before: os.stat_result | None) -> None:
    if before is None:
        return
    now = os.fstat(file.fileno())
    if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise ReadError("it changed while it was read", CHANGED)
