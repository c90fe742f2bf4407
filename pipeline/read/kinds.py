"""The beginning of a stream → its form: by content first and by name second."""

import csv
import io
import json
import re
import tarfile
from typing import Any, Literal

from pipeline.charset import looks_binary
from pipeline.read.names import PAGES, suffix
from pipeline.read.streams import Stream

Form = Literal[
    "gzip", "zstd", "bzip2", "xz", "zip", "tar", "warc", "parquet", "mhtml", "json", "json_lines", "table", "page"
]

HEAD = 1 << 14
LONGER_HEADS = (1 << 16, 1 << 20, 4 << 20)
"""Bytes that are looked at, one after the other, until the first value of what may be JSON is whole."""

DELIMITERS = ",;\t|"
"""Between the cells of a table."""
_FIELD = re.compile(r"[A-Za-z_][\w.-]{0,40}")
_MAGIC: tuple[tuple[re.Pattern[bytes], Form], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), "gzip"),
    (re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), "zstd"),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17\x72\x45\x38\x50\x90)"), "bzip2"),
    (re.compile(rb"\xfd7zXZ\0"), "xz"),
    (re.compile(rb"PK\x03\x04|PK\x05\x06|PK\x07\x08PK|PK00PK"), "zip"),
    (re.compile(rb"PAR1"), "parquet"),
    (re.compile(rb"\s*WARC/[01]\.\d+\r?\n"), "warc"),
)
_TAR_MARK = 257
_DOCUMENT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_HEAD = re.compile(rb"(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?=\r?\n)")
_MULTIPART = re.compile(rb"^content-type:\s*multipart/(?:related|mixed|alternative)", re.IGNORECASE | re.MULTILINE)
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*[\"}]")


def tell(stream: Stream, name: str, page_fields: tuple[str, ...]) -> Form:
    """The form of what a stream holds; `name` is its own, the suffixes of its packings taken off.

    A text called `.txt` that begins like JSON is a container only where its first value is whole
    and has a page in it: pages begin with scraps of JSON, too.
    """
    head = stream.head(HEAD)
    for mark, form in _MAGIC:
        if mark.match(head):
            return form
    if _is_tar(head):
        return "tar"
    if is_document(head) or not head.strip():
        return "page"
    if (top := _MAIL_HEAD.match(head)) and _MULTIPART.search(top.group()):
        return "mhtml"
    if looks_binary(head):
        return "page"
    return _records(stream, head, name, page_fields)


def is_document(head: bytes) -> bool:
    """Whether this begins a page of HTML."""
    return _DOCUMENT.match(head) is not None


def is_page(name: str, head: bytes) -> bool:
    """Whether a file inside an archive is a page: by its content, else by its suffix."""
    return is_document(head) or (suffix(name) in PAGES and (suffix(name) != "" or not looks_binary(head)))


def _records(stream: Stream, head: bytes, name: str, page_fields: tuple[str, ...]) -> Form:
    named = suffix(name)
    if named in (".json", ".jsonl", ".ndjson"):
        opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        lines = opening != b"[" and (named != ".json" or _is_lines(stream))
        return "json_lines" if lines else "json"
    if _OPENING.match(head):
        for size in LONGER_HEADS:
            if (form := _told_by_value(stream.head(size), page_fields)) is not None:
                return form
    return "table" if named in (".csv", ".tsv") or _is_table(stream, head, page_fields) else "page"


def _is_table(stream: Stream, head: bytes, page_fields: tuple[str, ...]) -> bool:
    """Whether the first line names fields, a page's among them, and the first row has as many cells."""
    header = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode("latin-1").strip()
    for delimiter in DELIMITERS:
        names = [name.strip(' "') for name in header.split(delimiter)]
        if len(names) > 1 and all(map(_FIELD.fullmatch, names)) and not set(names).isdisjoint(page_fields):
            return any(_cells(stream.head(size), delimiter) == len(names) for size in LONGER_HEADS)
    return False


def _cells(head: bytes, delimiter: str) -> int:
    """How many cells the first row below the header has; 0 where it is not whole."""
    csv.field_size_limit(max(csv.field_size_limit(), len(head) + 1))
    rows = csv.reader(io.StringIO(head.decode("latin-1"), newline=""), delimiter=delimiter, strict=True)
    try:
        next(rows)
        return len(next(rows, []))
    except csv.Error:
        return 0


def _is_lines(stream: Stream) -> bool:
    """Whether the first line is one whole value and the second begins another."""
    for size in LONGER_HEADS:
        first, _, rest = stream.head(size).removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
        if rest.strip():
            break
    if not rest.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _told_by_value(head: bytes, page_fields: tuple[str, ...]) -> Form | None:
    """What the first value says, where it is whole: an object that holds a page, and after it nothing or its like."""
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "ignore").lstrip()
    in_array = text.startswith("[")
    if in_array:
        text = text[1:].lstrip()
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    rest = text[end:].lstrip()
    if not _holds_page(value, page_fields):
        return None
    if in_array:
        return "json" if rest[:1] in (",", "]") else None
    if not rest:
        return "json"
    return "json_lines" if rest.startswith("{") and "\n" not in text[:end] else None


def _holds_page(value: Any, page_fields: tuple[str, ...]) -> bool:
    return isinstance(value, dict) and any(isinstance(value.get(field), str) for field in page_fields)


def _is_tar(head: bytes) -> bool:
    if len(head) < tarfile.BLOCKSIZE:
        return False
    if head[_TAR_MARK : _TAR_MARK + 5] == b"ustar":
        return True
    if b"\0" not in head[:100] or head[: tarfile.BLOCKSIZE].count(0) == tarfile.BLOCKSIZE:
        return False
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "replace")
    except (tarfile.HeaderError, ValueError):
        return False
    return True
