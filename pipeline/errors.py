"""What can go wrong, each with data and a sentence for people: the page, the cause, the remedy."""

import difflib
import re
from collections.abc import Iterable
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

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


def check_here(place: str, what: str) -> None:
    """See that a folder that must lie on this machine is not named by a URL: one called `s3:` would be made.

    Raises SettingsError.

    >>> check_here("s3://bucket/site", "the review is written to")
    Traceback (most recent call last):
    pipeline.errors.SettingsError: s3://bucket/site: the review is written to a folder of this machine; name one.
    """
    if "://" in place:
        raise SettingsError(f"{place}: {what} a folder of this machine; name one.")


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def on_a_line(told: object) -> str:
    """A sentence as people see it: whatever a page is called, it is one line, and a terminal takes nothing for orders.

    >>> on_a_line("b" + chr(27) + "[31m.txt: it is damaged; 改.").split(chr(92))
    ['b', 'x1b[31m.txt: it is damaged; 改.']
    """
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), str(told))


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


_IN_TOML = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "str": "a text in quotation marks",
    "array": "a list",
    "object": "a table",
}
"""What msgspec calls a value, and what people who write settings do."""
_LIMITS = {" of length >= 1": " that is not empty", " >= ": " of at least ", " <= ": " of at most ", " > ": " above "}
_EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]+)`(?P<limits>[^,]*)(?:, got `(?P<got>[^`]+)`)?")
_MISSING = re.compile(r"Object missing required field `(?P<name>\w+)`")


def misfit(wrong: msgspec.ValidationError, kind: type) -> tuple[str, str]:
    """The key of a setting that does not fit its Struct, empty for the whole table, and what is wanted there.

    >>> class Given(msgspec.Struct):
    ...     workers: int = 0
    ...     layout: Literal["folder", "jsonl"] = "folder"
    >>> for table in ({"workers": "many"}, {"layout": "jsn"}):
    ...     try:
    ...         msgspec.convert(table, Given)
    ...     except msgspec.ValidationError as wrong:
    ...         misfit(wrong, Given)
    ('workers', 'it must be a whole number, not a text in quotation marks')
    ('layout', "it must be folder or jsonl, not 'jsn'")
    """
    what, _, place = str(wrong).partition(" - at `$.")
    key = place.rstrip("`")
    expected = _EXPECTED.fullmatch(what)
    if choices := _choices(get_type_hints(kind).get(key)):
        got = _got(expected["got"]) if expected else what.removeprefix("Invalid enum value ")
        told = f"it must be {', '.join(choices[:-1])} or {choices[-1]}, not {got}"
    elif expected:
        limits = expected["limits"]
        for said, shown in _LIMITS.items():
            limits = limits.replace(said, shown)
        got = f", not {_got(expected['got'])}" if expected["got"] else ""
        told = f"it must be {_toml(expected['wanted'])}{limits}{got}"
    elif missing := _MISSING.fullmatch(what):
        told = f"the setting {missing['name'].replace('_', '-')!r} is missing"
    else:
        told = what.replace("`", "")
    return key.replace("_", "-"), told


def _choices(hint: Any) -> tuple[str, ...]:
    return get_args(hint) if get_origin(hint) is Literal else ()


def _got(name: str | None) -> str:
    return "a fraction" if name == "float" else _toml(name or "")


def _toml(names: str) -> str:
    """`str | null` is a text: TOML has no null."""
    return " or ".join(_IN_TOML.get(name, name) for name in names.split(" | ") if name != "null")
