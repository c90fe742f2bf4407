"""Settings, rules, hooks and code → one digest: equal digests give equal articles."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from pipeline.article import MadeBy
from pipeline.corrections import Corrections
from pipeline.hooks import hook_digest
from pipeline.memory import Memory
from pipeline.settings import Settings


def made_by(settings: Settings, corrections: Corrections | None = None, memory: Memory | None = None) -> MadeBy:
    """What made an article: the release, and the digest of all that its bytes hang on.

    `corrections` are what people said of the page, `memory` is what is known of its site: others of them make its
    pages due, and no others.
    """
    hooks = hook_digest(tuple(site.hook for site in settings.sites if site.hook is not None))
    asked = _package().encode() + msgspec.json.encode(settings) + hooks.encode()
    if memory is not None:
        asked += memory.digest.encode()
    digest = hashlib.sha256(asked).hexdigest()
    return MadeBy(_release(), with_corrections(digest[:16], "" if corrections is None else corrections.digest))


def with_corrections(mark: str, digest: str) -> str:
    """A fingerprint, or what a failure hangs on, of a page with corrections of this digest; '' if it has none."""
    return hashlib.sha256(f"{mark}\0{digest}".encode()).hexdigest()[:16] if digest else mark


@cache
def _release() -> str:
    try:
        return version("page-cleaning-pipeline")
    except PackageNotFoundError:
        return "0"


@cache
def _package() -> str:
    """The digest of every file of the package: code, phrase lists, models."""
    digest = hashlib.sha256()
    for name, data in _contents(files("pipeline"), ""):
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.hexdigest()


def _contents(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{prefix}{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            found += _contents(entry, f"{name}/")
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            found.append((name, entry.read_bytes()))
    return found
