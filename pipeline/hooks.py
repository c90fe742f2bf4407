"""The name of a hook in the settings → the function, and the digest of its code for the fingerprint."""

import hashlib
import importlib
import importlib.util
import inspect
from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.errors import SettingsError

GROUP = "pipeline.hooks"
"""Where packages register hooks as entry points."""

Hook = Callable[[Any], Any]


@cache
def load_hook(name: str) -> Hook:
    """The function of `package.module:name`, `path/to/file.py:name` or an entry point.

    Raises SettingsError where there is none, with what was tried.
    """
    where, colon, function = name.rpartition(":")
    try:
        if not colon:
            (entry,) = entry_points(group=GROUP, name=name)
            found = entry.load()
        else:
            found = getattr(_module(where), function)
    except Exception as wrong:
        cause = f"{type(wrong).__name__}: {wrong}" if colon else f"no package registers it in the group {GROUP}"
        raise SettingsError(
            f"the hook {name!r} cannot be loaded ({cause}); name it package.module:function."
        ) from wrong
    if not callable(found):
        raise SettingsError(f"the hook {name!r} is no function; name it package.module:function.")
    return found  # type: ignore[no-any-return]


def hook_digest(names: tuple[str, ...]) -> str:
    """The digest of the code of the modules in which the hooks stand; empty without hooks."""
    digest = hashlib.sha256()
    for name in names:
        source = _source_file(load_hook(name))
        digest.update(name.encode() + b"\0" + (Path(source).read_bytes() if source else b""))
    return digest.hexdigest() if names else ""


def _source_file(hook: Hook) -> str | None:
    """Where the function's code stands; None where it is none of Python's."""
    try:
        return inspect.getsourcefile(hook)
    except TypeError:
        return None


def _module(where: str) -> ModuleType:
    if not where.endswith(".py"):
        return importlib.import_module(where)
    path = Path(where)
    spec = importlib.util.spec_from_file_location(
        f"pipeline_hook_{hashlib.sha256(where.encode()).hexdigest()[:12]}", path
    )
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(f"there is no file {where}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
