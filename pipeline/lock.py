"""One run at a time in a folder of articles: a lock that the system takes back when its holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import PipelineError


class BusyError(PipelineError):
    """Another run is writing there."""


@contextmanager
def only_run(folder: Path, output: str = "") -> Iterator[None]:
    """Hold `folder/lock` while this lasts. `flock` goes with the process, so a killed run leaves none.

    `output` is what people call the place that is held, if not the folder around this one.

    Raises PipelineError where another run holds it, or where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as wrong:
        raise PipelineError(
            f"{folder}: cannot be written ({wrong.strerror}); see that the folder can be written and has room."
        ) from wrong
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as held:
            holder = os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"
            raise BusyError(
                f"{output or folder.parent}: another run (process {holder}) is writing there; wait for it or stop it."
            ) from held
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
