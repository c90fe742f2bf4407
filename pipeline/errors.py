"""What can go wrong, each with data and a sentence for people: the page, the cause, the remedy."""

import difflib
from collections.abc import Iterable

NO_TEXT = ("it holds no text, so there is no article", "take it out, or put its text in its place")
"""Cause and remedy of a page that is a picture or a program; no failure."""


class PipelineError(Exception):
    """Anything this package raises on purpose."""


class SettingsError(PipelineError):
    """A setting or a command line that cannot be used; exit code 2."""


class PageError(PipelineError):
    """One page that could not be read; the run goes on and the exit code tells.

    >>> str(PageError("raw/a.txt", "it is a folder", "name the files in it"))
    'raw/a.txt: it is a folder; name the files in it.'
    """

    def __init__(self, page: str, cause: str, remedy: str) -> None:
        super().__init__(page, cause, remedy)
        self.page = page
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.page}: {self.cause}; {self.remedy}."


def counted(number: int, noun: str) -> str:
    """A number with what it counts, as sentences say it.

    >>> counted(1, "article"), counted(0, "page"), counted(1200, "file")
    ('1 article', '0 pages', '1,200 files')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name that is most like a word, for the end of a sentence.

    >>> nearest("titel", ["site", "title"])
    'title'
    """
    return difflib.get_close_matches(word, list(known), n=1, cutoff=0.0)[0]
