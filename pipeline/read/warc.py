"""WARC and ARC → records: the pages among the responses, with what the server said of them."""

import logging
from collections.abc import Iterator
from email.message import Message

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecord

from pipeline.charset import looks_binary
from pipeline.read.found import Broken, Found, Other, Record
from pipeline.read.items import ReadError
from pipeline.read.kinds import is_document
from pipeline.read.streams import BLOCK, DAMAGED, Budget, Readable, Stream, Unpacked, read_page
from pipeline.settings import Settings

# Where nobody asked for its warnings they are not printed between ours.
logging.getLogger("warcio").addHandler(logging.NullHandler())

HEADERS = 1 << 20
"""Bytes that the heads between two records may take."""
READ = frozenset({"response", "resource", "conversion"})
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
UNTOLD = frozenset({"", "application/octet-stream", "unknown/unknown", "application/x-unknown-content-type"})
CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "zstd": "zstd"}
PLAIN = frozenset({"", "identity", "none"})


def read_warc(stream: Stream, settings: Settings, budget: Budget) -> Iterator[Found]:
    """The pages of a WARC, named by their record ids; requests, images, redirects and so on are told."""
    stream.allow(HEADERS)
    records = _Records(stream)
    number = 0
    while True:
        try:
            record = next(records, None)
        except ReadError:
            raise
        except Exception as wrong:  # ArchiveLoadFailed, and AttributeError where a head breaks off
            raise ReadError(f"after record {number} it is no WARC", DAMAGED) from wrong
        if record is None:
            break
        number += 1
        stream.allow(None)
        if record.format == "warc" and not record.rec_headers.get_header("Content-Length"):
            raise ReadError(f"record {number} breaks off", DAMAGED)
        yield _found(record, number, settings, budget)
        while record.raw_stream.read(BLOCK):
            pass
        if getattr(record.raw_stream, "limit", 0):
            raise ReadError(f"record {number} breaks off", DAMAGED)
        stream.allow(HEADERS)
    if records.err_count:
        raise ReadError(f"{records.err_count} of its {number} records have a wrong length", DAMAGED)


class _Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's records; it takes a head that breaks off for the end, and prints what is told here."""

    INC_RECORD = ""

    def _next_record(self, next_line: bytes | None) -> ArcWarcRecord:
        try:
            return super()._next_record(next_line)
        except EOFError as wrong:
            if next_line:
                raise ReadError("the head of a record breaks off", DAMAGED) from wrong
            raise


def _found(record: ArcWarcRecord, number: int, settings: Settings, budget: Budget) -> Found:
    kind = str(record.rec_type)
    if kind not in READ:
        return Other(kind if kind in ("warcinfo", "request", "metadata", "revisit") else "other record")
    status = (record.http_headers.get_statuscode() or "without status") if record.http_headers else "200"
    if not status.startswith("2"):
        return Other(f"response {status}")
    media_type, charset = _content_type(record)
    if media_type not in PAGE_TYPES | UNTOLD:
        return Other(media_type)
    name = _name(record, number)
    try:
        data = _payload(record, settings.max_bytes, budget)
    except ReadError as wrong:
        if wrong.__class__ is not ReadError:
            raise
        return Broken(name, wrong.cause, wrong.remedy)
    if media_type in UNTOLD and not is_document(data) and (media_type or looks_binary(data)):
        return Other(media_type or "unknown kind")
    return Record(name, data, media_type or None, charset, record.rec_headers.get_header("WARC-Target-URI"))


def _name(record: ArcWarcRecord, number: int) -> str:
    """The record's own id; its number where it has none, as in ARC."""
    told = (record.rec_headers.get_header("WARC-Record-ID") or "").strip("<>")
    bare = told.removeprefix("urn:uuid:")
    return told if bare.isdecimal() else bare or str(number)


def _content_type(record: ArcWarcRecord) -> tuple[str, str | None]:
    """The media type and charset that the server gave, or the archive where there was no server."""
    headers = record.http_headers or record.rec_headers
    return content_type(headers.get_header("Content-Type") or "")


def content_type(value: str) -> tuple[str, str | None]:
    """A Content-Type header → media type and charset.

    >>> content_type('text/HTML; charset="GB2312"'), content_type("")
    (('text/html', 'gb2312'), ('', None))
    """
    if not value.strip():
        return "", None
    header = Message()
    header["Content-Type"] = " ".join(value.split())
    return header.get_content_type(), header.get_content_charset()


def _payload(record: ArcWarcRecord, most: int, budget: Budget) -> bytes:
    """The body with its transfer and content codings taken off. Raises ReadError where it is damaged or too big."""
    headers = record.http_headers
    payload: Readable = record.raw_stream
    if headers and (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        payload = ChunkedDataReader(payload)
    head = Stream(_Checked(payload))
    codings = (headers.get_header("Content-Encoding") or "").lower().split(",") if headers else []
    layer: Stream | Unpacked = head
    for coding in reversed([coding.strip() for coding in codings]):
        if coding in PLAIN or _is_decoded(head, coding):
            continue
        if coding not in CODINGS:
            raise ReadError(f"its body is packed as {coding[:40]!r}", "record it again without this Content-Encoding")
        layer = Unpacked(layer, CODINGS[coding], budget)
    return read_page(layer, most)


def _is_decoded(head: Stream, coding: str) -> bool:
    """Whether an archive kept the header but stored the body unpacked, as many do."""
    start = head.head(BLOCK)
    marks = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
    return not start.startswith(marks[coding]) if coding in marks else is_document(start)


class _Checked:
    """A body whose reader raises whatever its codec raises."""

    def __init__(self, inner: Readable) -> None:
        self._inner = inner

    def read(self, size: int, /) -> bytes:
        """Some of the bytes."""
        try:
            return self._inner.read(size) or b""
        except ReadError:
            raise
        except Exception as wrong:
            raise ReadError("its body is damaged", DAMAGED) from wrong
