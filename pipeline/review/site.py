"""A folder of articles → the site, in a folder of its own: what has not changed is left as it lies."""

import sqlite3
from pathlib import Path

from msgspec import Struct

from pipeline.errors import PipelineError
from pipeline.fingerprint import made_by
from pipeline.ledger import Ledger
from pipeline.review.files import SCRIPTS, STYLES, asset, page_file, put
from pipeline.review.state import FILE, State
from pipeline.review.survey import Survey
from pipeline.review.tables import Tables
from pipeline.settings import Run, Settings


class Made(Struct, frozen=True):
    """What became of a site."""

    pages: int
    made: int
    """Pages whose data is new or was made again."""


def make_site(settings: Settings, how: Run, ledger: Ledger, site: Path) -> Made:
    """Show everything that the ledger of `how.output` knows.

    Raises PipelineError where the folder cannot be written, or is one that others need.
    """
    _check(site, how)
    try:
        site.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise PipelineError(f"{site}: cannot be made ({wrong.strerror}); name another folder with -o.") from wrong
    state = State(site)
    try:
        state.begin()
        survey = Survey(settings, how, ledger, state, site)
        survey.walk()
        for key in state.vanished():
            (site / page_file(key)).unlink(missing_ok=True)
        tables = Tables(site, made_by(settings).version)
        for line in state.lines():
            tables.add(line)
        tables.close()
    except sqlite3.Error as wrong:
        remedy = "see that the disk has room, or delete the one that is damaged"
        raise PipelineError(f"{state.path} or {ledger.path}: cannot be used ({wrong}); {remedy}.") from wrong
    finally:
        state.close()
    for name in ("index.html", *STYLES, *SCRIPTS):
        put(site, name if name == "index.html" else f"assets/{name}", asset(name).encode())
    return Made(tables.pages, survey.made)


def _check(site: Path, how: Run) -> None:
    """See that the site does not lie over the pages or the articles. Raises PipelineError."""
    for folder in (how.output, *how.pages):
        whole = Path(folder).resolve()
        if site.resolve() == whole or whole in site.resolve().parents:
            raise PipelineError(f"{site}: lies in {folder}, which is read; name another folder with -o.")
    # A review that stopped before its first page has left no more than what it knows of the pages.
    made = (site / "assets").is_dir() or (site / FILE).is_file()
    if site.is_dir() and any(site.iterdir()) and not made:
        raise PipelineError(f"{site}: holds other files; name an empty folder with -o, or one that a review made.")
