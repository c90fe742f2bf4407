"""Where articles lie: a folder of this machine, or one behind a URL; reached the same way."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from pipeline import remote
from pipeline.errors import PipelineError
from pipeline.naming import article_names
from pipeline.remote import AT_ONCE, State, is_url
from pipeline.write import DRAFTS, Origin, put, sentence, write_article

A = TypeVar("A")
B = TypeVar("B")

HELD = 4
"""Folders whose listings are held: articles are asked for folder by folder."""


class Place(Protocol):
    """A folder of articles. Files are named by their paths below it, with `/`."""

    drafts: Path
    """A folder of this machine for what is not finished."""
    together: int
    """Files that are best written in one go."""

    def state(self, file: str) -> State | None: ...
    def told(self, file: str) -> str: ...
    def read(self, file: str) -> bytes: ...
    def first_line(self, file: str) -> bytes: ...
    def near(self, file: str) -> AbstractContextManager[Path]: ...
    def write(self, file: str, data: bytes, *, fsync: bool = False) -> bool: ...
    def take(self, draft: Path, file: str) -> tuple[bool, State]: ...
    def copy(self, file: str, target: Path) -> None: ...
    def remove(self, file: str) -> None: ...
    def remove_empty(self, folder: str) -> None: ...
    def files(self) -> Iterator[str]: ...
    def each(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]: ...


def place_at(output: str) -> Place:
    """The place that a setting names."""
    return Bucket(output) if is_url(output) else Folder(Path(output))


def home(output: str) -> Path:
    """The folder of this machine in whose `.pipeline` the ledger and the lock of a place lie during a run."""
    if not is_url(output):
        return Path(output)
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return caches / "page-cleaning-pipeline" / hashlib.sha256(output.rstrip("/").encode()).hexdigest()[:16]


class Folder:
    """A folder of this machine. What cannot be read raises OSError, what cannot be written PipelineError."""

    together = 1

    def __init__(self, path: Path) -> None:
        """Nothing is touched yet."""
        self.path = path
        self.drafts = path / DRAFTS
        self._text = str(path)

    def state(self, file: str) -> State | None:
        """What lies there."""
        try:
            stat = os.stat(f"{self._text}/{file}")  # noqa: PTH116 — once a page, and pathlib costs as much again
        except OSError:
            return None
        return stat.st_size, stat.st_mtime_ns

    def told(self, file: str) -> str:
        """What lies there, as the ledger says it of a plain page's articles: `size:time`; empty for nothing."""
        try:
            stat = os.stat(f"{self._text}/{file}")  # noqa: PTH116
        except OSError:
            return ""
        return f"{stat.st_size}:{stat.st_mtime_ns}"

    def read(self, file: str) -> bytes:
        """Its bytes."""
        return (self.path / file).read_bytes()

    def first_line(self, file: str) -> bytes:
        """Of a file that may be large."""
        with (self.path / file).open("rb") as lines:
            return lines.readline()

    @contextmanager
    def near(self, file: str) -> Iterator[Path]:
        """The file itself."""
        yield self.path / file

    def write(self, file: str, data: bytes, *, fsync: bool = False) -> bool:
        """Whole or not at all; False where the same bytes lie there."""
        return write_article(data, self.path, file, fsync=fsync)

    def take(self, draft: Path, file: str) -> tuple[bool, State]:
        """Give a finished file its name, and say what it is there; False where the same bytes lay there already."""
        target = self.path / file
        with sentence(target):
            if not draft.is_relative_to(self.path):
                self.drafts.mkdir(parents=True, exist_ok=True)
                with tempfile.NamedTemporaryFile(dir=self.drafts, delete=False) as copy:
                    shutil.copyfile(draft, copy.name)
                draft.unlink()
                draft = Path(copy.name)
            changed = put(draft, target)
            stat = target.stat()
        return changed, (stat.st_size, stat.st_mtime_ns)

    def copy(self, file: str, target: Path) -> None:
        """Copy a file."""
        shutil.copyfile(self.path / file, target)

    def remove(self, file: str) -> None:
        """Take it away."""
        try:
            (self.path / file).unlink()
        except OSError as wrong:
            cause = f"it cannot be removed ({wrong.strerror})"
            raise PipelineError(f"{self.path / file}: {cause}; see that its folder can be written.") from wrong

    def remove_empty(self, folder: str) -> None:
        """Take away a folder in which nothing is left, and those around it."""
        inside = Path(folder)
        while inside != Path():
            try:
                (self.path / inside).rmdir()
            except OSError:
                return
            inside = inside.parent

    def files(self) -> Iterator[str]:
        """All files below, but for hidden ones."""
        for base, folders, names in os.walk(self.path):
            folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
            for name in sorted(names):
                if not name.startswith("."):
                    yield Path(base, name).relative_to(self.path).as_posix()

    def each(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The function of every item."""
        return map(function, items)


class Bucket:
    """A folder behind a URL. What is not there raises FileNotFoundError, everything else PipelineError."""

    together = 500

    def __init__(self, url: str) -> None:
        """Nothing is asked yet."""
        self.url = url.rstrip("/")
        self.drafts = home(url) / DRAFTS
        self._listed: dict[str, dict[str, State]] = {}

    def _at(self, file: str) -> str:
        return f"{self.url}/{file}"

    def state(self, file: str) -> State | None:
        """What lies there now."""
        found = remote.look(self._at(file))
        return None if found is None or found.is_folder else found.state

    def told(self, file: str) -> str:
        """What lay there when its folder was listed: one question for a thousand files."""
        folder, _, name = file.rpartition("/")
        if folder not in self._listed:
            while len(self._listed) >= HELD:
                del self._listed[next(iter(self._listed))]
            found = remote.entries(self._at(folder).rstrip("/"))
            self._listed[folder] = {one.name: one.state for one in found if not one.is_folder}
        size, mark = self._listed[folder].get(name, (-1, -1))
        return f"{size}:{mark}" if size >= 0 else ""

    def read(self, file: str) -> bytes:
        """Its bytes."""
        return remote.read(self._at(file))

    def first_line(self, file: str) -> bytes:
        """Of a file that may be large."""
        return remote.first_line(self._at(file))

    @contextmanager
    def near(self, file: str) -> Iterator[Path]:
        """A copy, for a while."""
        self.drafts.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.drafts) as folder:
            self.copy(file, Path(folder, "copy"))
            yield Path(folder, "copy")

    def write(self, file: str, data: bytes, *, fsync: bool = False) -> bool:
        """Whole or not at all."""
        with tempfile.NamedTemporaryFile() as draft:
            draft.write(data)
            draft.flush()
            remote.send(Path(draft.name), self.url, file)
        return True

    def take(self, draft: Path, file: str) -> tuple[bool, State]:
        """Send a finished file, and say what it is there. What lay there is not compared: it would take longer."""
        state = remote.send(draft, self.url, file)
        draft.unlink()
        return True, state

    def copy(self, file: str, target: Path) -> None:
        """Copy a file here."""
        remote.fetch(self._at(file), target)

    def remove(self, file: str) -> None:
        """Take it away."""
        remote.remove(self._at(file))

    def remove_empty(self, folder: str) -> None:
        """Nothing: in a store folders are there as long as something lies in them."""

    def files(self) -> Iterator[str]:
        """All files below, folder by folder, but for hidden ones."""
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            for one in sorted(remote.entries(self._at(folder).rstrip("/")), key=lambda one: one.name):
                path = f"{folder}/{one.name}".lstrip("/")
                if one.is_folder and not one.name.startswith("."):
                    waiting.append(path)
                elif not one.name.startswith("."):
                    yield path

    def each(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The function of every item, many at once: it is the waiting that takes the time."""
        with ThreadPoolExecutor(AT_ONCE) as hands:
            yield from hands.map(function, items)


def remove_stale(place: Place, stem: str, count: int, page: str, record: str | None = None) -> None:
    """Take away the articles that this page had and has no more: it was glued and is not, or says nothing now.

    Only files that say themselves that they come from this page.
    """
    part = count + 1
    while True:
        file = article_names(stem, part)[-1]
        try:
            made_from = msgspec.json.decode(place.read(file), type=_Written).source
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return
        if (made_from.path, made_from.record) != (page, record):
            return
        place.remove(file)
        part += 1


def remove_lines(place: Place, name: str, page: str) -> None:
    """Take away the one file of a container's articles, if its first line says that it is."""
    try:
        made_from = msgspec.json.decode(place.first_line(name), type=_Written).source
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return
    if made_from.path == page:
        place.remove(name)


class _Written(msgspec.Struct):
    """What is read of an article to know whose it is."""

    source: Origin
