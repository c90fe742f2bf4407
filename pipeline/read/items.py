"""What reading gives: sources, and of each source its pages, its failures, and what was passed over."""

from msgspec import Struct

from pipeline.errors import PageError
from pipeline.model import Page


class Source(Struct, frozen=True):
    """A file that holds a page, or many; known by name, not opened yet."""

    file: str
    """Where it lies; `-` for standard input."""
    name: str
    """Its path below the folder that was named, with `/`."""
    size: int = 0
    """Bytes, when it was listed."""
    modified: int = 0
    """When it was last written, in nanoseconds since 1970, when it was listed."""


class Failure(Struct, frozen=True):
    """A page, a record, or the rest of a container that could not be read.

    >>> str(Failure("raw/a.zip", "a.zip", "b.html", "it is encrypted", "unpack it first"))
    'raw/a.zip, b.html: it is encrypted; unpack it first.'
    """

    file: str
    path: str
    """As `Page.path`."""
    record: str | None
    """Which record of a container; None where it is the file itself, or the rest of it."""
    cause: str
    remedy: str

    def __str__(self) -> str:
        where = self.file if self.record is None else f"{self.file}, {self.record}"
        return str(PageError(where, self.cause, self.remedy))


class Passed(Struct, frozen=True):
    """Records that are no pages: counted once a source, after its pages, by what they are."""

    path: str
    what: str
    """A media type, a suffix, or a word: `image/png`, `.css`, `request`, `link`."""
    count: int


Item = Page | Failure | Passed


class ReadError(Exception):
    """A stream or a record that cannot be read on; made into a Failure where its name is known."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause, remedy)
        self.cause = cause
        self.remedy = remedy


class OverrunError(ReadError):
    """A whole source that must not be read on: it unpacks to more than it may."""


class NoPagesError(ReadError):
    """Records none of which holds a page: a mistake in a file that was named, nothing in an archive."""
