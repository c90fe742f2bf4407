"""A folder of memories → the memory of a page's site; what lay there when the run began is what counts."""

from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from pipeline.errors import SettingsError
from pipeline.memory import Memory, file_name, parse

SUFFIX = ".tsv"
HELD = 64
"""Memories that a process keeps read: pages of a site lie together."""


class Memories(Struct, frozen=True):
    """The memories of a run, by their sites."""

    folder: str = ""
    digests: dict[str, str] = {}
    """The digest of each memory, by the name of its file."""

    def of(self, site: str | None) -> Memory | None:
        """What is known of a site; None where nothing is.

        Raises SettingsError where the file has changed since the run began.
        """
        name = file_name(site) if site is not None else ""
        if name not in self.digests:
            return None
        memory = _load(f"{self.folder}/{name}", self.digests[name])
        if memory.digest != self.digests[name]:
            raise SettingsError(f"{self.folder}/{name}: it has changed while pages were cleaned; clean them again.")
        return memory


NO_MEMORIES = Memories()


def open_memories(folder: str) -> Memories:
    """Every memory in a folder; none where there is no folder, or none is named.

    Raises SettingsError where one cannot be read.
    """
    base = Path(folder)
    if not folder or not base.is_dir():
        return NO_MEMORIES
    digests: dict[str, str] = {}
    for path in sorted(base.iterdir()):
        if path.suffix == SUFFIX and not path.name.startswith("."):
            try:
                memory = parse(path.read_bytes(), f"{folder}/{path.name}")
            except OSError as wrong:
                raise SettingsError(f"{folder}/{path.name}: it cannot be read ({wrong.strerror}).") from wrong
            if memory.known:
                digests[path.name] = memory.digest
    return Memories(folder, digests)


@lru_cache(maxsize=HELD)
def _load(path: str, digest: str) -> Memory:
    """A memory once read; the digest is only what it is kept under."""
    try:
        return parse(Path(path).read_bytes(), path)
    except OSError as wrong:
        raise SettingsError(f"{path}: it cannot be read ({wrong.strerror}); it was there a moment ago.") from wrong
