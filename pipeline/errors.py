"""What can go wrong, each with data and a sentence for people: the page, the cause, the remedy."""

import difflib
from collections.abc import Iterable


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


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name that is most like a word, for the end of a sentence.

    >>> nearest("titel", ["site", "title"])
    'title'
    """
    return difflib.get_close_matches(word, list(known), n=1, cutoff=0.0)[0]
