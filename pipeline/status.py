"""The ledger and what lies in raw/ → what is known of every page: how many, what became of them, what is stale."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from pipeline.article import Flag
from pipeline.desk import bring_ledger
from pipeline.errors import PipelineError, SettingsError, nearest
from pipeline.ledger import FILE, FOLDER, Ledger
from pipeline.lock import BusyError, only_run
from pipeline.model import Absence, Page, Reason
from pipeline.notebook import Notebook, its_page, read_notebook
from pipeline.outcome import Kind, Task
from pipeline.place import home, place_at
from pipeline.plan import articles_lie, changed_since, marks, plan, seen_from
from pipeline.recall import open_memories
from pipeline.remote import is_url
from pipeline.settings import Run, Settings
from pipeline.sites import ADDRESS_SOUGHT
from pipeline.work import Order

PAGES = "FROM pages p JOIN sources s ON s.id = p.source"


class LastRun(Struct, frozen=True):
    """The run that was begun last."""

    began: str
    ended: str | None
    state: str
    """running (or killed), finished, interrupted, stopped."""


class Stale(Struct, frozen=True):
    """What the next run would clean or find gone."""

    new: int = 0
    changed: int = 0
    """Other bytes, another code or other settings, or articles that are not as they were written."""
    again: int = 0
    """Failed for a reason that may have passed: the next run tries again."""
    vanished: int = 0
    unreadable: int = 0


class Status(Struct, frozen=True):
    """Counts of pages, but for `articles` and `duplicates`."""

    pages: int
    articles: int
    duplicates: int
    """Articles that are duplicates of others."""
    absent: dict[str, int]
    failed: dict[str, int]
    last_run: LastRun | None
    stale: Stale | None
    """None where nothing lies at the places that pages come from."""
    corrected: int = 0
    """Pages that people corrected."""
    unheeded: tuple[str, ...] = ()
    """A sentence for each of them that is not known, or has changed since."""


class Listed(Struct, frozen=True):
    """A page in a list."""

    page: str
    record: str | None
    why: str


class Wanted(Struct, frozen=True):
    """Which pages to list; what is not given is not asked for."""

    failed: bool = False
    reason: str | None = None
    """Why there is no article, why it failed, or why blocks were removed."""
    flag: str | None = None
    site: str | None = None


def open_to_read(output: str) -> Ledger:
    """The ledger of a place of articles. Raises PipelineError where there is none that can be read."""
    desk = home(output)
    file = desk / FOLDER / FILE
    if is_url(output):
        # While a run goes on here, its ledger is the newest there is.
        with suppress(BusyError), only_run(desk / FOLDER):
            bring_ledger(place_at(output), desk)
    if not file.is_file():
        raise PipelineError(f"{file}: there is no ledger; run pipeline clean, it makes one.")
    try:
        return Ledger(desk, write=False)
    except sqlite3.OperationalError as wrong:
        raise PipelineError(f"{file}: cannot be read ({wrong}); see that you may read it and its folder.") from wrong
    except sqlite3.Error as wrong:
        raise PipelineError(f"{file}: cannot be read ({wrong}); delete it and run pipeline clean.") from wrong


def status(settings: Settings, how: Run, ledger: Ledger) -> Status:
    """What is known, and what the next run would do."""
    base = ledger.base
    (pages,) = base.execute("SELECT count(*) FROM pages").fetchone()
    (articles,) = base.execute("SELECT count(*) FROM articles").fetchone()
    absent = base.execute("SELECT absence, count(*) FROM pages WHERE absence IS NOT NULL GROUP BY absence ORDER BY 1")
    failed = base.execute("SELECT failure, count(*) FROM pages WHERE failure IS NOT NULL GROUP BY failure ORDER BY 1")
    last = base.execute("SELECT began, ended, state FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    how = replace(how, pages=_compared(how, ledger))
    present = any(is_url(root) or Path(root).exists() for root in how.pages)
    notebook = read_notebook(Path(how.corrections))
    return Status(
        pages,
        articles,
        ledger.duplicates(),
        dict(absent.fetchall()),
        dict(failed.fetchall()),
        LastRun(*last) if last else None,
        _stale(settings, how, ledger, notebook) if present else None,
        len(notebook.entries()),
        (*_unknown(notebook, ledger), *changed_since(notebook, ledger)),
    )


def _unknown(notebook: Notebook, ledger: Ledger) -> Iterator[str]:
    """Corrections of pages that no run has met."""
    for entry in notebook.entries():
        if ledger.digest(entry.said.page, entry.said.record) is None:
            remedy = "run pipeline clean, or give its path below the folder of pages"
            yield f"{entry.file}: not heeded, as no page {its_page(entry.said)} is known; {remedy}."


def _compared(how: Run, ledger: Ledger) -> tuple[str, ...]:
    """The pages of the settings if any known page comes from there; else those that the last run named."""
    seen = [seen_from(how.output, page) for page in how.pages]
    seen += [seen_from(how.output, str(Path(page).parent)) for page in how.pages if not is_url(page)]
    some = ", ".join("?" * len(seen))
    try:
        if ledger.base.execute(f"SELECT 1 FROM sources WHERE root IN ({some}) LIMIT 1", seen).fetchone():
            return how.pages
        named = [page for (page,) in ledger.base.execute("SELECT page FROM named ORDER BY page")]
    except sqlite3.OperationalError:  # an older ledger does not know
        return how.pages
    here = how.output if not is_url(how.output) else ""
    return tuple(page if is_url(page) else os.path.normpath(Path(here, page)) for page in named) or how.pages


def _check(wanted: Wanted) -> None:
    """Raise where a word is asked for that no page can have."""
    for option, word, known in (
        ("--reason", wanted.reason, [*get_args(Absence), *get_args(Kind), *get_args(Reason)]),
        ("--flag", wanted.flag, [*get_args(Flag)]),
    ):
        if word is not None and word not in known:
            told = ", ".join(dict.fromkeys(known))
            raise SettingsError(f"{option} {word}: there is none of that name; they are: {told}.")


def listed(ledger: Ledger, wanted: Wanted) -> Iterator[Listed]:
    """The pages that answer all that is asked for, in the order of their paths.

    Raises SettingsError where a reason or a flag is none.
    """
    _check(wanted)
    tests, values, why = ["1"], [], ["''"]
    if wanted.failed:
        tests.append("p.failure IS NOT NULL")
        why.append("p.failure || ': ' || p.why")
    if wanted.reason is not None:
        removed = _has("a.removed", ":%")
        tests.append(f"(p.absence = ? OR p.failure = ? OR {_some_article(removed)})")
        values += [wanted.reason] * 3
        why.append(
            "coalesce(p.absence, p.why, (SELECT group_concat(trim(a.removed), '; ') FROM articles a"
            " WHERE a.source = p.source AND a.record = p.record))"
        )
    if wanted.flag is not None:
        tests.append(_some_article(_has("a.flags", " %")))
        values.append(wanted.flag)
    if wanted.site is not None:
        tests.append(_some_article("a.site = ?"))
        values.append(wanted.site)
    found = ledger.base.execute(
        f"SELECT s.folder, s.name, p.record, {why[-1]} {PAGES} WHERE {' AND '.join(tests)}"
        " ORDER BY s.folder, s.name, p.record",
        values,
    )
    for folder, name, record, reason in found:
        yield Listed(f"{folder}/{name}" if folder else name, record or None, reason or "")


def none_listed(ledger: Ledger, wanted: Wanted) -> str:
    """What is said where no page answers."""
    if wanted.site is not None:
        sites = {site for (site,) in ledger.base.execute("SELECT DISTINCT site FROM articles WHERE site IS NOT NULL")}
        if sites and wanted.site not in sites:
            like = nearest(wanted.site, sorted(sites))
            return f"no article is of a site {wanted.site!r}; the nearest of {len(sites):,} is {like!r}."
    return "no page answers that."


def _has(column: str, end: str) -> str:
    """Whether a word stands in a list of words; instr and no LIKE, as a word may hold `_`."""
    return f"instr({column}, ' ' || ? || '{end[0]}') > 0"


def _some_article(test: str) -> str:
    return f"EXISTS (SELECT 1 FROM articles a WHERE a.source = p.source AND a.record = p.record AND {test})"


def _stale(settings: Settings, how: Run, ledger: Ledger, notebook: Notebook) -> Stale:
    counts = {"new": 0, "changed": 0, "again": 0, "vanished": 0, "unreadable": 0, "fresh": 0}
    memories = open_memories(how.memory)
    order = Order(settings, how, marks(settings, how), notebook=notebook, memories=memories)
    for checked in plan(settings, how, ledger, notebook, memories):
        counts["vanished"] += len(checked.vanished)
        counts["unreadable"] += len(checked.failures)
        for task in checked.due:
            counts[_why_due(task, order, ledger)] += 1
    del counts["fresh"]
    return Stale(**counts)


def _why_due(task: Task, order: Order, ledger: Ledger) -> str:
    """Size and time have been compared; where only the time differs, the bytes decide."""
    row = ledger.row(task)
    if row is None:
        return "new"
    if row.failed and not row.fingerprint:
        return "again"
    known = ledger.known(task, None)
    if (
        known is None
        or row.size not in (task.size, -1)
        or task.moved_from
        or not articles_lie(ledger, row, place_at(order.how.output))
    ):
        return "changed"
    try:
        with open(task.file, "rb") as file:  # noqa: PTH123 — its name is bytes
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            page = Page(task.path, file.read(ADDRESS_SOUGHT))
    except OSError:
        return "changed"
    said = order.notebook.heeded(task.path, None, known.sha256)
    page = replace(order.memories.remind(page), corrections=said)
    is_same = digest == known.sha256 and known.fingerprint == order.mark(page, failed=known.failure is not None)
    return "fresh" if is_same else "changed"
