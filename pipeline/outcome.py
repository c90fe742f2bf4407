"""What passes between the processes of a run: a source to clean, and what became of each of its pages."""

from typing import Literal

from msgspec import Struct

from pipeline.model import Absence
from pipeline.sketch import Sketch

Kind = Literal["unreadable", "too_slow", "out_of_memory", "crashed", "killed", "error"]
"""Why a page failed: it could not be had; it took longer, or more memory, than the limit; the process that
cleaned it died of itself, or was killed from outside; the program made a mistake on it."""

LASTING: frozenset[Kind] = frozenset({"too_slow", "out_of_memory", "crashed", "error"})
"""What would happen again: such a page is not tried again until it, the code or the limits change."""


class Failure(Struct, frozen=True):
    """Why a page could not be cleaned."""

    kind: Kind
    why: str
    """A sentence: the page, the cause, the remedy."""


class Task(Struct, frozen=True):
    """A source to clean."""

    file: bytes
    """Where it lies, as the file system says it."""
    folder: str
    name: str
    """Its path below the folder that was named is `folder/name`."""
    root: str
    """The folder that was named, seen from the folder of articles."""
    stem: str
    """Where its articles go."""
    size: int
    mtime_ns: int
    moved_from: str = ""
    """Where its articles went before; empty if it is the same."""
    corrections: str = ""
    """The digest of what people corrected on its pages; empty where that is nothing."""
    was_lines: bool = False
    """Whether they are one file, or were one where they were."""
    start: int = 0
    """Pages of it that were cleaned already, before a worker died."""
    offset: int = 0
    """Bytes that those pages' articles take in the container's one file, with `--layout jsonl`."""
    failed: tuple[str, ...] = ()
    """Records before `start` that failed: what they had stays."""
    deaths: int = 0
    """Workers that died on page `start`."""
    verdict: Failure | None = None
    """What to say of page `start` instead of cleaning it."""

    @property
    def path(self) -> str:
        """The page's path, or the container's."""
        return f"{self.folder}/{self.name}" if self.folder else self.name


class Written(Struct, frozen=True):
    """An article in its place."""

    file: str
    """Below the folder of articles."""
    size: int
    mtime_ns: int
    """-1 for a line among others."""
    at: int | None = None
    """Where its line begins in the file; None where it has a file of its own."""
    changed: bool = True
    """False where the same bytes lay there already."""
    site: str | None = None
    flags: tuple[str, ...] = ()
    removed: dict[str, int] = {}
    """Blocks that were removed, by reason."""
    id: str = ""
    published: str | None = None
    mark: str = ""
    """What it says it is a duplicate of, see marks.py."""
    sketch: Sketch | None = None
    """Of its text; None where it has none."""


class Outcome(Struct, frozen=True, tag="page"):
    """What became of one page."""

    page: str
    record: str | None = None
    sha256: str | None = None
    """Of the page's bytes; None where they could not be had."""
    articles: tuple[Written, ...] = ()
    absence: Absence | None = None
    failure: Failure | None = None
    unchanged: bool = False
    """Its bytes and the fingerprint are as they were: it was not cleaned again."""
    around: str = ""
    """The digest of what its container tells of it beside its bytes; empty where that is nothing."""
    rules: tuple[tuple[str, bool], ...] = ()
    """People's own rules for its site, and whether each found anything."""
    corrected: str = ""
    """The digest of the corrections that it was cleaned with; empty where there are none."""
    unheard: tuple[str, ...] = ()
    """A sentence for each correction that found nothing to correct."""
    offset: int = 0
    """As `Task.offset`, behind this page."""
    fingerprint: str = ""
    """What its articles hang on but for corrections, where its site has a memory; else empty, and it is the run's."""

    @property
    def written(self) -> int:
        """Articles that are new or say something else now."""
        return sum(article.changed for article in self.articles)


class Ready(Struct, frozen=True, tag="ready"):
    """A worker has started."""


class Carried(Struct, frozen=True):
    """An article that a container keeps though nothing was made of its record: a line of its one file, or a file."""

    record: str
    part: int
    article: Written


class Done(Struct, frozen=True, tag="done"):
    """A source has no more pages."""

    passed: dict[str, int] = {}
    """Records that are no pages, by what they are."""
    lines: Written | None = None
    """The one file with all its articles, where it has one."""
    carried: tuple[Carried, ...] = ()
    """What records have that have vanished, or that failed, where it lies elsewhere now."""


class Halt(Struct, frozen=True, tag="halt"):
    """The run cannot go on."""

    why: str


Message = Ready | Outcome | Done | Halt
