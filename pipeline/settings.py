"""pyproject.toml or pipeline.toml → settings: how pages are cleaned, and where and how a run works."""

import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from pipeline.errors import SettingsError


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """How a page is cleaned. Every field is part of the fingerprint."""

    keep_removed: bool = False
    """Write what was removed in full, not only where it stood."""
    max_bytes: Annotated[int, Meta(ge=1)] = 64_000_000
    """A page of more bytes is not read: it is named as a failure."""


class Run(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a run reads and writes and how. Nothing here changes a byte of an article."""

    pages: Annotated[tuple[str, ...], Meta(min_length=1)] = ("raw",)
    output: Annotated[str, Meta(min_length=1)] = "clean"
    workers: Annotated[int, Meta(ge=0)] = 0
    """Processes; 0 takes one per core."""
    prune: bool = False
    """Remove the articles of pages that have vanished."""
    retry: bool = False
    """Clean pages again that failed before, though nothing has changed."""
    max_seconds: Annotated[float, Meta(gt=0)] = 60.0
    """A page that takes longer is given up: a failure. Pages of 64 MB, the most that are read, take half of it."""
    max_memory: Annotated[int, Meta(ge=1)] = 2_000_000_000
    """Bytes that one page may take beyond what a worker needs anyway; a page that takes more is a failure."""
    fsync: bool = False
    """Wait for the disk after every article; without it a power cut costs cleaning the last pages again."""
    json: bool = False
    quiet: bool = False
    verbose: bool = False


def load(folder: Path) -> tuple[Settings, Run]:
    """The settings of a project folder: `pipeline.toml`, else `[tool.pipeline]` in `pyproject.toml`.

    Raises SettingsError with the file, the key, and the nearest known key.
    """
    own = folder / "pipeline.toml"
    shared = folder / "pyproject.toml"
    if own.is_file():
        return parse(_read(own), own.name)
    if shared.is_file():
        tools = _read(shared).get("tool", {})
        table = tools.get("pipeline", {}) if isinstance(tools, dict) else tools
        if not isinstance(table, dict):
            raise SettingsError(f"{shared.name}: [tool.pipeline] must be a table of settings.")
        return parse(table, f"[tool.pipeline] in {shared.name}")
    return Settings(), Run()


def parse(table: dict[str, Any], where: str) -> tuple[Settings, Run]:
    """The two halves of a settings table.

    Raises SettingsError.
    """
    if where == "pipeline.toml" and "tool" in table:
        raise SettingsError(f"{where}: the settings stand here without the line [tool.pipeline]; take it out.")
    known = Settings.__struct_fields__ + Run.__struct_fields__
    for key in table:
        if key.replace("-", "_") not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.0)
            raise SettingsError(f"{where}: there is no setting {key!r}; the nearest is {near[0]!r}.")
    table = {key.replace("-", "_"): value for key, value in table.items()}
    try:
        settings = msgspec.convert({key: table[key] for key in Settings.__struct_fields__ if key in table}, Settings)
        run = msgspec.convert({key: table[key] for key in Run.__struct_fields__ if key in table}, Run)
    except msgspec.ValidationError as wrong:
        what, _, place = str(wrong).partition(" - at `$.")
        key = place.rstrip("`").replace("_", "-")
        raise SettingsError(f"{where}: {key}: {what.replace('`', '')}; docs/settings.md has an example.") from wrong
    return settings, run


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise SettingsError(f"{path.name}: cannot be read as TOML ({wrong}).") from wrong
