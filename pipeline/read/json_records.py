"""JSON and JSON Lines → records, one in memory at a time."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

import ijson
import msgspec

from pipeline.read.found import Broken, Found, Other
from pipeline.read.items import ReadError
from pipeline.read.rows import WITHOUT_PAGE, from_row, no_pages
from pipeline.read.streams import BLOCK, TOO_BIG, Stream
from pipeline.settings import Settings

ESCAPED = 6
"""A character takes at most six bytes in JSON: `\\u4e00`."""
BESIDE = 1 << 20
"""Bytes for what stands in a record beside its page."""


def read_json_lines(stream: Stream, settings: Settings) -> Iterator[Found]:
    """A record a line, named by the number of its line; a line that is wrong costs that line."""
    lines = io.BufferedReader(stream, BLOCK)
    longest = settings.max_bytes * ESCAPED + BESIDE
    keys = _Keys()
    number = 0
    while line := lines.readline(longest + 1):
        number += 1
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = lines.readline(BLOCK)
            yield Broken(str(number), f"the line has more than {longest:,} bytes", TOO_BIG)
            continue
        text = line.strip().removeprefix(b"\xef\xbb\xbf") if number == 1 else line.strip()
        if text:
            yield keys.saw(_from_line(text, str(number), settings, keys))
    keys.check(settings)


def _from_line(text: bytes, name: str, settings: Settings, keys: "_Keys") -> Found:
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        return Broken(name, f"the line is no JSON ({wrong})", "mend the line, or leave it out")
    return _from_value(value, name, settings, keys)


DEEPEST = 500
"""Brackets that a file may open at its beginning and not close."""


def read_json(stream: Stream, settings: Settings) -> Iterator[Found]:
    """The objects of an array, named by their places from 1; or one object, which is one page without a name.

    Objects one after another are read, too.
    """
    keys = _Keys()
    if stream.head(3) == b"\xef\xbb\xbf":
        stream.read(3)
    in_array = stream.head(BLOCK).lstrip().startswith(b"[")
    waiting: Any = None
    number = 0
    for number, value in enumerate(_values(stream, in_array, settings), 1):
        if in_array:
            yield keys.saw(_from_value(value, str(number), settings, keys))
            continue
        if number > 1:
            yield keys.saw(_from_value(waiting, str(number - 1), settings, keys))
        waiting = value
    if not in_array and number:
        yield keys.saw(_from_value(waiting, None if number == 1 else str(number), settings, keys))
    keys.check(settings)


def _values(stream: Stream, in_array: bool, settings: Settings) -> Iterator[Any]:
    allowed = settings.max_bytes * ESCAPED + BESIDE
    stream.allow(allowed)
    head = stream.head(BLOCK)
    if sum(map(head.count, (b"[", b"{"))) - sum(map(head.count, (b"]", b"}"))) > DEEPEST:
        # The reader keeps the names of all levels for each: a few kilobytes of brackets would take gigabytes.
        raise ReadError("it is nested too deeply to hold pages", "take it out, or mend it")
    values: Iterable[Any] = ijson.items(stream, "item" if in_array else "", use_float=True, multiple_values=True)
    try:
        for value in values:
            yield value
            stream.allow(allowed)
    except (ijson.JSONError, ValueError, RecursionError) as wrong:
        told = wrong.args[0] if wrong.args else ""
        said = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
        said = said.strip().partition("\n")[0].rstrip(".")[:100]
        raise ReadError(
            f"from here on it is no JSON ({said})", "mend it, or make it JSON Lines: then a line is lost"
        ) from wrong


def _from_value(value: Any, name: str | None, settings: Settings, keys: "_Keys") -> Found:
    if not isinstance(value, dict):
        return Other(WITHOUT_PAGE)
    keys.first = keys.first or tuple(value)
    return from_row(value, name, settings)


class _Keys:
    """Whether any record had a page, and the names of the first one's fields."""

    def __init__(self) -> None:
        self.first: tuple[str, ...] = ()
        self._records = 0
        self._pages = 0

    def saw(self, found: Found) -> Found:
        self._records += 1
        self._pages += not isinstance(found, Other)
        return found

    def check(self, settings: Settings) -> None:
        if self._records and not self._pages:
            raise no_pages(self.first, settings)
