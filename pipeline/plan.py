"""Sources and the ledger → what is as it was, what has to be cleaned, what has vanished: size, time, then bytes."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.errors import PageError
from pipeline.fingerprint import made_by, with_corrections
from pipeline.ledger import Ledger, Row
from pipeline.listing import Listed, Slice, walk
from pipeline.naming import article_names, lines_name
from pipeline.notebook import Notebook, outdated
from pipeline.outcome import Task
from pipeline.place import Place, place_at
from pipeline.read import NAME_A_PAGE
from pipeline.remote import is_url, look
from pipeline.settings import Run, Settings


class Checked(Struct, frozen=True):
    """What a slice of a folder came to, before anything is cleaned."""

    fresh: tuple[Row, ...] = ()
    """As they were: nothing is to be done."""
    due: tuple[Task, ...] = ()
    vanished: tuple[Row, ...] = ()
    """Known, and no longer there."""
    failures: tuple[PageError, ...] = ()


def marks(settings: Settings, how: Run) -> tuple[str, str]:
    """What an article hangs on, and what a failure hangs on: the limits as well. Strings to compare."""
    fingerprint = made_by(settings).fingerprint
    return fingerprint, f"{fingerprint} {how.max_seconds:g} s {how.max_memory} bytes"


def present(pages: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the paths at which something lies. Raises PageError where nothing lies at any of them."""
    found = tuple(root for root in pages if (look(root) if is_url(root) else os.path.lexists(root)))
    if not found:
        raise PageError(pages[0], "nothing lies there", NAME_A_PAGE)
    return found


def plan(settings: Settings, how: Run, ledger: Ledger, notebook: Notebook) -> Iterator[Checked]:
    """Compare what lies at `how.pages` with the ledger, folder by folder.

    A source has vanished where it was found below one of the folders that are named now and is not there
    any more; what lies in a folder that cannot be read has not. Raises PageError where nothing lies at any
    of the paths.
    """
    roots = present(how.pages)
    missing = [PageError(root, "nothing lies there", NAME_A_PAGE) for root in how.pages if root not in roots]
    if missing:
        yield Checked(failures=tuple(missing))
    output = how.output if is_url(how.output) else os.path.realpath(how.output)
    tops = {_seen_from(output, root if is_url(root) else os.path.realpath(root)) for root in roots if is_folder(root)}
    # What failed is as good as unknown to a run that shall try it again.
    marked = (marks(settings, how)[0], "again" if how.retry else marks(settings, how)[1])
    basis = _Basis(ledger, marked, place_at(output), output, how.layout, notebook)
    seen: set[str] = set()
    closed: tuple[str, ...] = ()
    for part in walk(roots):
        seen.add(part.folder)
        if part.failures:
            closed = (*closed, part.folder)
        rows = {row.name: row for row in ledger.rows(part.folder, part.after, part.upto)}
        yield _check(part, rows, basis, None if part.failures else tops)
    for folder in ledger.folders() if tops else ():
        if folder not in seen and not any(_is_below(folder, one) for one in closed):
            gone = tuple(row for row in ledger.rows(folder, "", None) if _was_below(row, tops))
            if gone:
                yield Checked(vanished=gone)


def changed_since(notebook: Notebook, ledger: Ledger) -> tuple[str, ...]:
    """A sentence for each page that has changed since people corrected it; those that are not known have none."""
    told = (outdated(entry, ledger.digest(entry.said.page, entry.said.record)) for entry in notebook.entries())
    return tuple(sentence for sentence in told if sentence is not None)


class _Basis(Struct):
    """What the sources of a run are compared with."""

    ledger: Ledger
    marked: tuple[str, str]
    place: Place
    output: str
    layout: str
    notebook: Notebook


def _check(part: Slice, rows: dict[str, Row], basis: _Basis, tops: set[str] | None) -> Checked:
    kept: list[Row] = []
    due: list[Task] = []
    roots: dict[str, str] = {}
    for source in part.sources:
        row = rows.pop(source.name, None)
        corrections = basis.notebook.digest(f"{part.folder}/{source.name}" if part.folder else source.name)
        if row is not None and _is_fresh(basis, source, row, corrections):
            kept.append(row)
            continue
        if source.root not in roots:
            roots[source.root] = _seen_from(basis.output, source.root)
        file = os.fsencode(source.file)
        moved = row.stem if row is not None and (row.stem != source.stem or _is_laid_out_else(row, basis)) else ""
        root = roots[source.root]
        told = (source.stem, source.size, source.mtime_ns, moved, corrections)
        task = Task(file, part.folder, source.name, root, *told)
        due.append(replace(task, was_lines=True) if row is not None and row.lines else task)
    gone = tuple(row for row in rows.values() if tops is not None and _was_below(row, tops))
    return Checked(tuple(kept), tuple(due), gone, tuple(part.failures))


def _is_laid_out_else(row: Row, basis: _Basis) -> bool:
    """Whether it is a container whose articles are one file and should not be, or the other way round."""
    return row.lines if basis.layout == "folder" else row.outputs == "*"


def _is_fresh(basis: _Basis, source: Listed, row: Row, corrections: str) -> bool:
    """Whether nothing that the articles hang on has changed, and they lie there as they were written."""
    return (
        row.size == source.size
        and row.mtime_ns == source.mtime_ns
        and source.mtime_ns >= 0
        and row.stem == source.stem
        and row.fingerprint == with_corrections(basis.marked[row.failed > 0], corrections)
        and not _is_laid_out_else(row, basis)
        and articles_lie(basis.ledger, row, basis.place)
    )


def is_folder(root: str) -> bool:
    """Whether a path or a URL is a folder's."""
    if is_url(root):
        return (found := look(root)) is not None and found.is_folder
    return Path(root).is_dir()


def _seen_from(output: str, root: str) -> str:
    """A folder of pages, seen from the folder of articles; a URL is the same from everywhere."""
    return root.rstrip("/") if is_url(root) else root if is_url(output) else os.path.relpath(root, output)


def articles_lie(ledger: Ledger, row: Row, place: Place) -> bool:
    """Whether the articles of a source are as they were written; a hand that edits one changes its time."""
    if not row.outputs:
        return True
    told: Iterable[tuple[str, str]]
    if row.lines:
        told = [(lines_name(row.path, row.stem), row.outputs[1:])]
    elif row.outputs == "*":
        return all(place.lies(file, (size, time)) for file, size, time in ledger.outputs(row))
    else:
        files = [f"{row.stem}.json"] if row.articles == 1 else article_names(row.stem, row.articles)
        told = zip(files, row.outputs.split(","), strict=True)
    for file, state in told:
        size, _, mtime_ns = state.partition(":")
        if not place.lies(file, (int(size), int(mtime_ns))):
            return False
    return True


def _was_below(row: Row, tops: set[str]) -> bool:
    """Whether it was found in one of these folders; what was adopted from its articles could be anywhere."""
    return not row.root or row.root in tops


def _is_below(folder: str, other: str) -> bool:
    return not other or folder == other or folder.startswith(f"{other}/")
