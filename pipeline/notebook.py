"""The folder of corrections: a JSON file a page, for people to read, review and commit; written one by one."""

import codecs
import hashlib
import os
import re
import tempfile
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.corrections import (
    BlockCorrection,
    Correction,
    Corrections,
    FactCorrection,
    JoinCorrection,
    SplitCorrection,
    fault,
    ordered,
    remedy_of,
    what_is_wrong,
)
from pipeline.errors import PipelineError
from pipeline.model import Page

REMEDY = "mend it as docs/corrections.md shows"
DAMAGED = "mend it, take it from version control again, or delete it and correct the page again"
LONGEST_NAME = 180
"""Bytes of a file's name before its digest and `.json`; file systems take 255."""

_PLAIN = re.compile(r"[^\x00-\x1f\x7f<>:\"\\|?*#]+")
_UNSAFE = re.compile(r"[^\w.=+@-]+")


class CorrectionsError(PipelineError):
    """A file of corrections that cannot be used: which, why, and what to do."""

    def __init__(self, file: str, cause: str, remedy: str = REMEDY) -> None:
        super().__init__(f"{file}: {cause}; {remedy}.")


class Entry(Struct, frozen=True):
    """A page's corrections and where they stand."""

    file: str
    said: Corrections


class Notebook(Struct, frozen=True):
    """All corrections of a folder, by the path of the page, then by its record; '' is a plain file."""

    pages: dict[str, dict[str, Entry]] = {}

    def of(self, page: str, record: str | None) -> Entry | None:
        """What was corrected on a page, whether or not its bytes are still the same."""
        return self.pages.get(page, {}).get(record or "")

    def heeded(self, page: str, record: str | None, sha256: str | None) -> Corrections | None:
        """What was corrected on a page of these bytes; None where nothing was, or on other bytes."""
        entry = self.of(page, record)
        return entry.said if entry is not None and entry.said.sha256 == sha256 and entry.said.corrections else None

    def digest(self, source: str) -> str:
        """Of everything that was corrected on the pages of a source; empty where that is nothing."""
        entries = self.pages.get(source)
        if not entries:
            return ""
        told = [(record, entries[record].said.sha256, entries[record].said.digest) for record in sorted(entries)]
        return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:32]

    def entries(self) -> tuple[Entry, ...]:
        """All of them, in the order of pages and records."""
        return tuple(self.pages[page][record] for page in sorted(self.pages) for record in sorted(self.pages[page]))


def _closed(wrong: OSError) -> None:
    """A folder that cannot be looked into may hold corrections; one that is not there holds none."""
    if not isinstance(wrong, FileNotFoundError):
        raise CorrectionsError(str(wrong.filename), "it cannot be looked into", "see that you may read it") from wrong


def read_notebook(folder: Path) -> Notebook:
    """The corrections below a folder; none where there is no folder. What a file is called does not matter.

    Raises CorrectionsError where a file is none of corrections, two are of one page, or a folder is closed.
    """
    if folder.is_file():
        raise CorrectionsError(str(folder), "it is a file", "name the folder in which the files of corrections lie")
    pages: dict[str, dict[str, Entry]] = {}
    for base, folders, files in os.walk(folder, onerror=_closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.startswith(".") or not name.endswith(".json"):
                continue
            file = Path(base, name)
            said = read_corrections(file)
            known = pages.setdefault(said.page, {}).setdefault(said.record or "", Entry(str(file), said))
            if known.file != str(file):
                raise CorrectionsError(str(file), f"it is about the page of {known.file}", "make one file of the two")
    return Notebook(pages)


def read_corrections(file: Path) -> Corrections:
    """One page's corrections. Raises CorrectionsError."""
    try:
        said = msgspec.json.decode(file.read_bytes().removeprefix(codecs.BOM_UTF8), type=Corrections)
    except OSError as wrong:
        raise CorrectionsError(
            str(file), f"it cannot be read ({wrong.strerror})", "see that you may read it"
        ) from wrong
    except msgspec.ValidationError as wrong:
        cause = f"it is no file of corrections ({what_is_wrong(wrong)})"
        raise CorrectionsError(str(file), cause, remedy_of(wrong)) from wrong
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        cause = f"it is damaged JSON or none ({wrong})"
        raise CorrectionsError(str(file), cause, DAMAGED) from wrong
    if not is_path(said.page):
        raise CorrectionsError(str(file), f"its page {said.page!r} is no path below the folder of pages")
    if (why := fault(said.corrections)) is not None:
        raise CorrectionsError(str(file), why, "mend it or take it out")
    return said


def is_path(page: str) -> bool:
    """Whether a name is a path below a folder, and leads nowhere else.

    >>> is_path("a/b.html"), is_path("../b"), is_path("/b"), is_path("a//b")
    (True, False, False, False)
    """
    return "\0" not in page and all(part not in ("", ".", "..") for part in page.split("/"))


def corrections_name(page: str, record: str | None) -> str:
    """Where a page's corrections go, below their folder: the page's own path, where a file may be called so.

    >>> corrections_name("a/b.html", None), corrections_name("a/dump.jsonl", "17")
    ('a/b.html.json', 'a/dump.jsonl#17.json')
    >>> corrections_name("a.warc", "http://x.example/?q")
    'a.warc#http_x.example_q~08f4f6f4.json'
    """
    path = PurePosixPath(page)
    named = path.name if record is None else f"{path.name}#{_UNSAFE.sub('_', record).strip('._')}"
    plain = _PLAIN.fullmatch(path.name) is not None and (record is None or named == f"{path.name}#{record}")
    if not plain or len(named.encode()) > LONGEST_NAME:
        digest = hashlib.sha256("\0".join((page, record or "")).encode()).hexdigest()[:8]
        start = "".join(_PLAIN.findall(path.name)) + named[len(path.name) :]
        named = f"{start.encode()[:LONGEST_NAME].decode('utf-8', 'ignore')}~{digest}"
    return path.with_name(f"{named}.json").as_posix()


def encode_corrections(said: Corrections) -> bytes:
    """The bytes of a file: sorted keys, two spaces, a newline at the end, so that changes are lines."""
    told = replace(said, corrections=ordered(said.corrections))
    return msgspec.json.format(msgspec.json.encode(told, order="sorted"), indent=2) + b"\n"


def write_corrections(folder: Path, said: Corrections, file: str | None = None) -> str:
    """Put a page's corrections in their place, whole or not at all; the file goes where none are left.

    `file` is where they stood until now. Returns where they stand. Raises CorrectionsError where they cannot be
    written, or cannot stand in one file.
    """
    if not is_path(said.page):
        raise CorrectionsError(str(folder), f"{said.page!r} is no path below the folder of pages")
    target = Path(file) if file is not None else folder / corrections_name(said.page, said.record)
    if (why := fault(said.corrections)) is not None:
        raise CorrectionsError(str(target), why)
    try:
        if not said.corrections:
            target.unlink(missing_ok=True)
            return str(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".draft")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(encode_corrections(said))
                out.flush()
                os.fsync(out.fileno())  # a person's work, and seldom: it may wait for the disk
            Path(draft).chmod(0o644)
            Path(draft).replace(target)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as wrong:
        remedy = "see that the folder can be written and has room"
        raise CorrectionsError(str(target), f"it cannot be written ({wrong.strerror})", remedy) from wrong
    return str(target)


def attach(page: Page, notebook: Notebook) -> Page:
    """The page with what people corrected on it, where it is still the page that they saw."""
    if notebook.of(page.path, page.record) is None:
        return page
    said = notebook.heeded(page.path, page.record, hashlib.sha256(page.data).hexdigest())
    return page if said is None else replace(page, corrections=said)


def outdated(entry: Entry, sha256: str | None) -> str | None:
    """The sentence about corrections whose page has changed since; None where it has not, or is not known."""
    if sha256 is None or sha256 == entry.said.sha256:
        return None
    remedy = f"if they still hold, put its sha256 {sha256} there, else delete the file and correct the page again"
    return f"{entry.file}: not heeded, as {its_page(entry.said)} has changed since it was corrected; {remedy}."


def unheard(correction: Correction, page: Page, notebook: Notebook) -> str:
    """The sentence about a correction that had nothing to correct on its page."""
    entry = notebook.of(page.path, page.record)
    match correction:
        case FactCorrection(part=part, name=name):
            what, cause = f"the {name} of article {part}", "it has fewer articles"
        case SplitCorrection(at=at, text=text) | JoinCorrection(at=at, text=text):
            what, cause = f"the article at block {at}", _lacks(at, text)
        case BlockCorrection(first=first, text=text):
            what, cause = f"block {first}", _lacks(first, text)
    file = "corrections" if entry is None else entry.file
    where = page.path if page.record is None else f"{page.path}, {page.record}"
    return f"{file}: {what} of {where} was not corrected, as {cause}; mend the correction or take it out."


def _lacks(number: int, text: str) -> str:
    return f"no block {number} of it begins with {text!r}" if text else f"it has no block {number}"


def its_page(said: Corrections) -> str:
    """A page as people are told of it."""
    return said.page if said.record is None else f"{said.page}, {said.record}"
