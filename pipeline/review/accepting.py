"""A rule that was accepted → the settings: a table at the end of the file, everything before it as it was."""

import os
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import tomli_w
from msgspec.structs import replace

from pipeline.errors import SettingsError
from pipeline.settings import Settings, Site, parse

MOST_NAMED = 3
"""Pages that the remark over a rule names."""


def write_rule(folder: Path, site: Site, pages: tuple[str, ...]) -> tuple[str, str]:
    """Add a rule for a site to the settings of a folder; the file's name, and what was added.

    It goes where the settings stand: `pipeline.toml`, else `[tool.pipeline]` of `pyproject.toml`, else a new
    `pipeline.toml`. Raises SettingsError where the file cannot be written, or where a table at its end would not
    be the same settings and this rule.
    """
    file = settings_file(folder)
    own = file.name == "pipeline.toml"
    text = "".join(_lines("sites" if own else "tool.pipeline.sites", site, pages))
    try:
        before = file.read_bytes().decode("utf-8") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as wrong:
        raise SettingsError(f"{file.name}: cannot be read ({wrong}); write the rule there yourself.") from wrong
    newline = "\r\n" if "\r\n" in before else "\n"
    gap = newline if before.endswith("\n") or not before else 2 * newline
    after = before + (gap if before else "") + text.replace("\n", newline)
    _check(before, after, site, file)
    _put(file, after)
    return file.name, text


def settings_file(folder: Path) -> Path:
    """Where the settings of a folder stand, or would stand."""
    own, shared = folder / "pipeline.toml", folder / "pyproject.toml"
    if not own.exists() and shared.is_file() and "pipeline" in tomllib.loads(shared.read_text("utf-8")).get("tool", {}):
        return shared
    return own


def _lines(table: str, site: Site, pages: tuple[str, ...]) -> Iterator[str]:
    """The table as people would write it, under a remark that says where it comes from."""
    more = f" and {len(pages) - MOST_NAMED} more" if len(pages) > MOST_NAMED else ""
    named = "".join(one if one.isprintable() else "?" for one in ", ".join(pages[:MOST_NAMED]))
    yield f"# from what was corrected on {named}{more}\n[[{table}]]\n"
    told: dict[str, Any] = msgspec.to_builtins(site)
    for name, value in told.items():
        if name in ("markers", "lines"):
            for reason, texts in value.items():
                yield f"{name}.{reason} = {_value(texts)}\n"
        elif value:
            yield f"{name} = {_value(value)}\n"


def _value(value: str | list[str]) -> str:
    """A text, or a list of texts, in TOML on one line.

    >>> _value(["p.ad", 'a[title="x"]'])
    '["p.ad", "a[title=\\\\"x\\\\"]"]'
    """
    if isinstance(value, str):
        return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")
    return f"[{', '.join(map(_value, value))}]"


def _check(before: str, after: str, site: Site, file: Path) -> None:
    """See that the file says what it said, and the rule."""
    try:
        is_well = _sites(after, file) == (*_sites(before, file), site) and _rest(after, file) == _rest(before, file)
    except (tomllib.TOMLDecodeError, SettingsError):
        is_well = False
    if not is_well:
        remedy = f"add the rule for {site.host} there yourself"
        raise SettingsError(f"{file.name}: a table at its end would not be one more rule; {remedy}.")


def _sites(text: str, file: Path) -> tuple[Site, ...]:
    return _settings(text, file).sites


def _rest(text: str, file: Path) -> Settings:
    return replace(_settings(text, file), sites=())


def _settings(text: str, file: Path) -> Settings:
    table = tomllib.loads(text)
    return parse(table if file.name == "pipeline.toml" else table.get("tool", {}).get("pipeline", {}), file.name)[0]


def _put(file: Path, text: str) -> None:
    target = file.resolve()
    try:
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".draft")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(text.encode("utf-8"))
            Path(draft).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
            Path(draft).replace(target)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as wrong:
        raise SettingsError(
            f"{file.name}: cannot be written ({wrong.strerror}); see that it may be written."
        ) from wrong
