"""Sources and the ledger → what is as it was, what has to be cleaned, what has vanished: size, time, then bytes."""

import operator
import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.errors import PageError, PipelineError, SettingsError, counted
from pipeline.fingerprint import made_by, with_corrections
from pipeline.ledger import Ledger, Row
from pipeline.listing import Listed, Slice, is_bare, walk
from pipeline.memory import Memory
from pipeline.naming import article_names, lines_name
from pipeline.notebook import Notebook, outdated
from pipeline.outcome import Task
from pipeline.place import Place, place_at
from pipeline.read import NAME_A_PAGE
from pipeline.recall import NO_MEMORIES, Memories
from pipeline.remote import is_url, look
from pipeline.settings import Run, Settings


class Checked(Struct, frozen=True):
    """What a slice of a folder came to, before anything is cleaned."""

    fresh: tuple[Row, ...] = ()
    """As they were: nothing is to be done."""
    plain: int = 0
    """So are these, which are one page with one article each."""
    due: tuple[Task, ...] = ()
    vanished: tuple[Row, ...] = ()
    """Known, and no longer there."""
    failures: tuple[PageError, ...] = ()
    folder: str = ""
    passed: dict[str, int] = {}
    """Files of the folder that are not called as pages are, by suffix."""


def marks(settings: Settings, how: Run, memory: Memory | None = None) -> tuple[str, str]:
    """What a page's articles hang on, and what its failure hangs on: the limits as well. Strings to compare."""
    fingerprint = made_by(settings, memory=memory).fingerprint
    return fingerprint, f"{fingerprint} {how.max_seconds:g} s {how.max_memory} bytes"


def source_marks(settings: Settings, how: Run, memories: Memories) -> tuple[str, str]:
    """The same of a source, which may hold pages of any site: where a memory has changed, every source is looked
    at, and only pages of that site are cleaned again."""
    fingerprint, limited = marks(settings, how)
    known = memories.digest
    return (f"{fingerprint} {known}", f"{limited} {known}") if known else (fingerprint, limited)


def present(pages: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the paths at which something lies. Raises PageError where nothing lies at any of them."""
    found = tuple(root for root in pages if present_at(root))
    if not found:
        raise PageError(pages[0], "nothing lies there", NAME_A_PAGE)
    return found


def present_at(root: str) -> bool:
    """Whether something lies at a path or behind a URL."""
    return look(root) is not None if is_url(root) else os.path.lexists(root)


def check_apart(pages: tuple[str, ...], output: str) -> None:
    """See that articles do not lie among pages, nor pages among articles: the next run would read what this one
    wrote. Hidden folders are read by neither, and those behind URLs are not looked at.

    Raises SettingsError.
    """
    if is_url(output):
        return
    articles = Path(output).resolve()
    for root in pages:
        if is_url(root) or not Path(root).is_dir():
            continue
        read = Path(root).resolve()
        if _shows(read, articles):
            raise SettingsError(f"{output}: lies in {root}, which is read; name another folder with -o.")
        if _shows(articles, read):
            raise SettingsError(f"{output}: holds {root}, which is read; name another folder with -o.")


def check_pruning(how: Run, ledger: Ledger) -> None:
    """See that a folder of which pages are known is not all at once without any: a disk may not be mounted.

    Raises PipelineError.
    """
    for root in how.pages:
        if not is_folder(root) or not is_bare(root):
            continue
        # What was adopted from its articles could be from anywhere.
        ask = "SELECT count(*) FROM sources WHERE root IN (?, '')"
        (known,) = ledger.base.execute(ask, (seen_from(how.output, root),)).fetchone()
        if known:
            cause = f"no page lies there, and to prune would remove the articles of the {counted(known, 'page')} known"
            remedy = f"see that its disk is mounted, or delete {how.output} yourself if that is meant"
            raise PipelineError(f"{root}: {cause}; {remedy}.")


def _shows(outer: Path, inner: Path) -> bool:
    """Whether one folder is the other or lies in it, with no hidden folder between them."""
    return inner.is_relative_to(outer) and not any(part.startswith(".") for part in inner.relative_to(outer).parts)


def plan(
    settings: Settings, how: Run, ledger: Ledger, notebook: Notebook, memories: Memories = NO_MEMORIES
) -> Iterator[Checked]:
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
    tops = {seen_from(output, root) for root in roots if is_folder(root)}
    # What failed is as good as unknown to a run that shall try it again.
    marked = source_marks(settings, how, memories)
    marked = (marked[0], "again" if how.retry else marked[1])
    leftover = ledger.leftover() if how.prune else frozenset()
    basis = _Basis(ledger, marked, place_at(output), output, how.layout, notebook, leftover)
    seen: set[str] = set()
    closed: tuple[str, ...] = ()
    for part in walk(roots):
        seen.add(part.folder)
        if part.failures:
            closed = (*closed, part.folder)
        yield replace(_check(part, basis, None if part.failures else tops), folder=part.folder, passed=part.passed)
    for folder in ledger.folders() if tops else ():
        if folder not in seen and not any(_is_below(folder, one) for one in closed):
            gone = tuple(row for row in ledger.rows(folder, "", None) if _has_gone(row, tops, basis))
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
    leftover: frozenset[int]
    """Sources to look at again, since what some record had is to be taken away."""


def _plain(part: Slice, basis: _Basis) -> set[str | int]:
    """The names of the sources that are one page with one article, and as they were."""
    known = basis.ledger.plain(part.folder, part.after, part.upto, basis.marked[0])
    rows = {row[0]: row for row in known}
    told = basis.place.told
    plain = set()
    for one in part.sources:
        if one.name in rows and not basis.notebook.digest(_path(part, one.name)):
            name, size, mtime_ns, stem, outputs = rows[one.name]
            is_same = size == one.size and mtime_ns == one.mtime_ns >= 0 and stem == one.stem
            if is_same and told(f"{stem}.json") == outputs:
                plain.add(name)
    return plain


def _path(part: Slice, name: str) -> str:
    return f"{part.folder}/{name}" if part.folder else name


def _check(part: Slice, basis: _Basis, tops: set[str] | None) -> Checked:
    plain = set() if basis.leftover else _plain(part, basis)
    if len(plain) == len(part.sources) == basis.ledger.count(part.folder, part.after, part.upto):
        return Checked(plain=len(plain), failures=tuple(part.failures))
    found = basis.ledger.rows(part.folder, part.after, part.upto)
    rows = {row.name: row for row in found if row.name not in plain}
    kept: list[Row] = []
    due: list[Task] = []
    roots: dict[str, str] = {}
    for source in part.sources:
        if source.name in plain:
            continue
        row = rows.pop(source.name, None)
        corrections = basis.notebook.digest(_path(part, source.name))
        if row is not None and _is_fresh(basis, source, row, corrections):
            kept.append(row)
            continue
        if source.root not in roots:
            roots[source.root] = seen_from(basis.output, source.root)
        file = os.fsencode(source.file)
        moved = row.stem if row is not None and (row.stem != source.stem or _is_laid_out_else(row, basis)) else ""
        root = roots[source.root]
        told = (source.stem, source.size, source.mtime_ns, moved, corrections)
        task = Task(file, part.folder, source.name, root, *told)
        due.append(replace(task, was_lines=True) if row is not None and row.lines else task)
    gone = tuple(row for row in rows.values() if tops is not None and _has_gone(row, tops, basis))
    return Checked(tuple(kept), len(plain), tuple(due), gone, tuple(part.failures))


def _is_laid_out_else(row: Row, basis: _Basis) -> bool:
    """Whether it is a container whose articles are one file and should not be, or the other way round."""
    return row.outputs[:1] == ("=" if basis.layout == "folder" else "*")


def _is_fresh(basis: _Basis, source: Listed, row: Row, corrections: str) -> bool:
    """Whether nothing that the articles hang on has changed, and they lie there as they were written."""
    return (
        row.size == source.size
        and row.mtime_ns == source.mtime_ns
        and source.mtime_ns >= 0
        and row.stem == source.stem
        and row.id not in basis.leftover
        and row.fingerprint == with_corrections(basis.marked[row.failed > 0], corrections)
        and not _is_laid_out_else(row, basis)
        and articles_lie(basis.ledger, row, basis.place)
    )


def is_folder(root: str) -> bool:
    """Whether a path or a URL is a folder's."""
    if is_url(root):
        return (found := look(root)) is not None and found.is_folder
    return Path(root).is_dir()


def seen_from(output: str, root: str) -> str:
    """A folder of pages, seen from that of articles; a URL is the same from everywhere, and so is what one sees."""
    if is_url(root):
        return root.rstrip("/")
    whole = os.path.realpath(root)
    return whole if is_url(output) else os.path.relpath(whole, os.path.realpath(output))


def articles_lie(ledger: Ledger, row: Row, place: Place) -> bool:
    """Whether the articles of a source are as they were written; a hand that edits one changes its time."""
    outputs = row.outputs
    if not outputs:
        return True
    if outputs == "*":
        return all(place.told(file) == f"{size}:{time}" for file, size, time in ledger.outputs(row))
    if row.lines:
        return place.told(lines_name(row.path, row.stem)) == outputs[1:]
    if row.articles == 1:
        return place.told(f"{row.stem}.json") == outputs
    return all(map(operator.eq, map(place.told, article_names(row.stem, row.articles)), outputs.split(",")))


def _has_gone(row: Row, tops: set[str], basis: _Basis) -> bool:
    """Whether a source that no folder shows has vanished; a file that was named itself may have any name."""
    if not _was_below(row, tops):
        return False
    here = row.root and not is_url(row.root) and not is_url(basis.output)
    return not (here and os.path.lexists(Path(basis.output, row.root, row.path)))


def _was_below(row: Row, tops: set[str]) -> bool:
    """Whether it was found in one of these folders; what was adopted from its articles could be anywhere."""
    return not row.root or row.root in tops


def _is_below(folder: str, other: str) -> bool:
    return not other or folder == other or folder.startswith(f"{other}/")
