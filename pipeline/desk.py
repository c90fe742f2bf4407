"""The ledger of articles behind a URL: fetched to this machine for a run, and sent back when it is over."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.ledger import FILE, FOLDER
from pipeline.place import Folder, Place

REMOTE = f"{FOLDER}/{FILE}"
LAST = "last"
"""Beside the ledger here: what the one there was when the two were the same."""


@contextmanager
def ledger_here(place: Place, desk: Path) -> Iterator[None]:
    """Fetch the ledger into `desk/.pipeline` where the one there is another, and send it back at the end.

    Nothing is done for a folder of this machine. A run that is broken off leaves its ledger here, and the
    next run on this machine goes on with it; on another machine, the articles tell. Raises PipelineError
    where another run has sent its own meanwhile.
    """
    if isinstance(place, Folder):
        yield
        return
    bring_ledger(place, desk)
    yield
    last = desk / FOLDER / LAST
    if _told(place) != (last.read_text("utf-8") if last.exists() else ""):
        raise PipelineError(
            f"{REMOTE}: another run has written it meanwhile; all articles are whole, run the command again."
        )
    draft = desk / FOLDER / "ledger.sent"
    try:
        with closing(sqlite3.connect(desk / FOLDER / FILE)) as base:
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # whoever reads status may have kept it from being one file
        shutil.copyfile(desk / FOLDER / FILE, draft)
        size, mark = place.take(draft, REMOTE)[1]
        last.write_text(f"{size}:{mark}", "utf-8")
    except OSError as wrong:
        raise PipelineError(f"{draft}: cannot be written ({wrong.strerror}); see that the disk has room.") from wrong


def bring_ledger(place: Place, desk: Path) -> None:
    """Fetch the ledger where the one there is another than when it was last fetched or sent."""
    here = desk / FOLDER
    last = here / LAST
    known = last.read_text("utf-8") if last.exists() else ""
    told = _told(place)
    if told == known and (not told or (here / FILE).exists()):
        return
    try:
        here.mkdir(parents=True, exist_ok=True)
        for end in ("", "-wal", "-shm"):
            (here / f"{FILE}{end}").unlink(missing_ok=True)
        if told:
            place.copy(REMOTE, here / "ledger.fetched")
            os.replace(here / "ledger.fetched", here / FILE)  # noqa: PTH105
        last.write_text(told, "utf-8")
    except OSError as wrong:
        raise PipelineError(f"{here}: cannot be written ({wrong.strerror}); see that the disk has room.") from wrong


def _told(place: Place) -> str:
    """What the ledger there is; empty where there is none."""
    state = place.state(REMOTE)
    return "" if state is None else f"{state[0]}:{state[1]}"
