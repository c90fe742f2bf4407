"""A saved page (MHTML) → its document and the frames in it; a part in memory at a time."""

import email
import io
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from typing import IO

from pipeline.read.found import Broken, Found, Other, Record
from pipeline.read.items import ReadError
from pipeline.read.rows import told
from pipeline.read.streams import BLOCK, DAMAGED, TOO_BIG, Stream
from pipeline.settings import Settings

HEAD = 1 << 20
ENCODED = 3
"""A byte takes at most three in quoted-printable."""
DOCUMENTS = frozenset({"text/html", "application/xhtml+xml"})
_BLANK = re.compile(rb"\r?\n")


def read_mhtml(stream: Stream, settings: Settings) -> Iterator[Found]:
    """The first document is the page and has no name; frames are named by the number of their part."""
    lines = io.BufferedReader(stream, BLOCK)
    top = _head(lines)
    boundaries = [_boundary(top)]
    title = _title(top)
    is_first = True
    number = 0
    at_part = _to_boundary(lines, boundaries, None, settings)[0]
    while at_part:
        number += 1
        head = _head(lines)
        if head.get_content_maintype() == "multipart":
            boundaries.append(_boundary(head))
        wanted = head.get_content_type() in DOCUMENTS
        body = bytearray() if wanted else None
        at_part, is_whole = _to_boundary(lines, boundaries, body, settings)
        name = None if is_first else str(number)
        if body is not None and not is_whole:
            yield Broken(name, f"it has more than {settings.max_bytes:,} bytes", TOO_BIG)
        elif body is not None:
            yield _record(head, bytes(body), name, title if is_first else None)
        elif head.get_content_maintype() != "multipart":
            yield Other(head.get_content_type())
        is_first = is_first and body is None


def _record(head: Message, body: bytes, name: str | None, title: str | None) -> Record:
    head.set_payload(body.decode("ascii", "surrogateescape"))
    data = head.get_payload(decode=True)
    location = head.get("Content-Location")
    return Record(
        name,
        data if isinstance(data, bytes) else body,
        head.get_content_type(),
        head.get_content_charset(),
        str(location) if location and not str(location).startswith("cid:") else None,
        told(title, None),
    )


def _head(lines: IO[bytes]) -> Message:
    """The header lines up to a blank one."""
    taken = bytearray()
    while (line := lines.readline(BLOCK)) and not _BLANK.fullmatch(line):
        taken += line
        if len(taken) > HEAD:
            raise ReadError("its header lines do not end", DAMAGED)
    return email.message_from_bytes(bytes(taken))


def _boundary(head: Message) -> bytes:
    boundary = head.get_boundary()
    if not boundary:
        raise ReadError("it names no boundary between its parts", DAMAGED)
    return b"--" + boundary.encode("utf-8", "surrogateescape")


def _title(head: Message) -> str | None:
    """The subject, where browsers put the page's title."""
    subject = head.get("Subject")
    try:
        return str(make_header(decode_header(subject))).strip() or None if subject else None
    except (HeaderParseError, LookupError, ValueError):
        return None


def _to_boundary(
    lines: IO[bytes], boundaries: list[bytes], body: bytearray | None, settings: Settings
) -> tuple[bool, bool]:
    """Read up to the next boundary, keeping the lines; whether a part follows, and whether all was kept."""
    most = settings.max_bytes * ENCODED
    is_whole = True
    while line := lines.readline(BLOCK):
        mark = line.rstrip()
        if mark.startswith(b"--"):
            if mark in boundaries:
                return True, is_whole
            if mark.removesuffix(b"--") in boundaries:
                boundaries.remove(mark.removesuffix(b"--"))
                if not boundaries:
                    return False, is_whole
                body = None  # what follows an inner end belongs to no part
                continue
        if body is not None:
            body += line
            if len(body) > most:
                body.clear()
                is_whole, body = False, None
    raise ReadError("it breaks off before its end", DAMAGED)
