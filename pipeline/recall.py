"""A folder of memories → the memory of a page's site; what lay there when the run began is what counts."""

import hashlib
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.errors import SettingsError, check_here
from pipeline.memory import Memory, file_name, parse
from pipeline.model import Page
from pipeline.settings import Run
from pipeline.sites import site_of

SUFFIX = ".tsv"
SEE = "see that the file is there and readable, or delete it and run pipeline learn"
HELD = 64
"""Memories that a process keeps read: pages of a site lie together."""


class Memories(Struct, frozen=True):
    """The memories of a run, by their sites."""

    folder: str = ""
    digests: dict[str, str] = {}
    """The digest of each memory, by the name of its file."""
    contents: dict[str, bytes] = {}
    """The files themselves, where they are carried to a machine that may not have them."""

    @property
    def digest(self) -> str:
        """Of all of them; empty where there are none."""
        told = repr(sorted(self.digests.items()))
        return hashlib.sha256(told.encode()).hexdigest()[:16] if self.digests else ""

    def of(self, site: str | None) -> Memory | None:
        """What is known of a site; None where nothing is.

        Raises SettingsError where the file has changed since the run began.
        """
        name = file_name(site) if site is not None else ""
        if name not in self.digests:
            return None
        memory = _load(f"{self.folder}/{name}", self.digests[name], self.contents.get(name))
        if memory.digest != self.digests[name]:
            raise SettingsError(f"{self.folder}/{name}: it has changed while pages were cleaned; clean them again.")
        return memory

    def remind(self, page: Page) -> Page:
        """The page with what is known of its site. Raises SettingsError, as `of`."""
        return replace(page, memory=self.of(site_of(page))) if self.digests else page

    def carried(self) -> "Memories":
        """The same with the contents of their files. Raises SettingsError where one cannot be read any more."""
        return replace(self, contents={name: _read(f"{self.folder}/{name}") for name in self.digests})


NO_MEMORIES = Memories()


def open_memories(folder: str) -> Memories:
    """Every memory in a folder; none where none is named, or the one that is asked by default is not there.

    Raises SettingsError where one cannot be read, or a folder of one's own choice is not there.
    """
    check_here(folder, "memories are asked from")
    base = Path(folder)
    if not folder or not base.is_dir():
        if folder not in ("", Run().memory):
            raise SettingsError(
                f"{folder}: no memories lie there; pipeline learn -o {folder} makes them, '' asks none."
            )
        return NO_MEMORIES
    digests: dict[str, str] = {}
    for path in sorted(base.iterdir()):
        if path.suffix == SUFFIX and not path.name.startswith("."):
            try:
                memory = parse(path.read_bytes(), f"{folder}/{path.name}")
            except OSError as wrong:
                raise SettingsError(f"{folder}/{path.name}: it cannot be read ({wrong.strerror}); {SEE}.") from wrong
            if memory.known:
                digests[path.name] = memory.digest
    return Memories(folder, digests)


def recalled(page: Page, folder: str) -> Page:
    """One page with what is known of its site, where no other page is asked for: only its memory is read.

    Raises SettingsError where that cannot be read.
    """
    site = site_of(page)
    path = Path(folder, file_name(site)) if folder and site is not None else None
    if path is None or not path.is_file():
        return page
    memory = parse(_read(str(path)), str(path))
    return replace(page, memory=memory if memory.known else None)


@lru_cache(maxsize=HELD)
def _load(path: str, digest: str, content: bytes | None) -> Memory:
    """A memory once read; the digest is only what it is kept under."""
    return parse(_read(path) if content is None else content, path)


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as wrong:
        raise SettingsError(f"{path}: it cannot be read ({wrong.strerror}); {SEE}.") from wrong
