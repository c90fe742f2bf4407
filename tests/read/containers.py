"""Containers of every form, made in the test: small, and of our own words."""

import bz2
import csv
import gzip
import io
import json
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.model import Page
from pipeline.read import Failure, Item, Passed, Source, read_source, source_at
from pipeline.settings import Settings

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACKERS = {".gz": gzip.compress, ".zst": zstd.compress, ".bz2": bz2.compress, ".xz": lzma.compress}


def html(number: int, size: int = 0) -> str:
    """A page of HTML, at least of this many bytes."""
    text = f"<!DOCTYPE html><html><head><title>第{number}页</title></head><body><p>第{number}天，塔上的灯亮了一夜。</p>"
    return text + "<p>" + "x" * size + "</p></body></html>"


def rows(count: int, size: int = 0) -> Iterator[dict[str, Any]]:
    """Records as a scraper writes them."""
    for number in range(1, count + 1):
        yield {
            "url": f"https://a.example/{number}",
            "title": f"第{number}页",
            "date": "2024-05-31",
            "html": html(number, size),
        }


def json_lines(records: Iterable[dict[str, Any]]) -> bytes:
    """A record a line."""
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def comma_separated(records: Iterable[dict[str, Any]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A row a record, below a header."""
    text = io.StringIO()
    records = list(records)
    writer = csv.DictWriter(text, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode(encoding)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def tarred(members: dict[str, bytes], *others: tarfile.TarInfo) -> bytes:
    """A tar; others are put in after the files."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for member in others:
            archive.addfile(member)
    return data.getvalue()


def warc(*records: tuple[str, str, dict[str, str], bytes], packed: bool = True) -> bytes:
    """A WARC of (type, url, HTTP headers, body), each packed by itself; ids are numbered."""
    data = b""
    for number, (kind, url, headers, body) in enumerate(records, 1):
        block = body
        own = headers
        if kind in ("response", "request"):
            first = f"HTTP/1.1 {headers.get(':status', '200 OK')}" if kind == "response" else "GET / HTTP/1.1"
            sent = [first, *(f"{name}: {value}" for name, value in headers.items() if name != ":status")]
            block = "\r\n".join((*sent, "", "")).encode() + body
            own = {"Content-Type": f"application/http; msgtype={kind}"}
        lines = [
            "WARC/1.0",
            f"WARC-Type: {kind}",
            f"WARC-Record-ID: <urn:uuid:a{number:07}>",
            f"WARC-Target-URI: {url}",
            "WARC-Date: 2024-05-31T01:54:58Z",
            *(f"{name}: {value}" for name, value in own.items()),
            f"Content-Length: {len(block)}",
        ]
        record = "\r\n".join((*lines, "", "")).encode() + block + b"\r\n\r\n"
        data += gzip.compress(record) if packed else record
    return data


def page_response(number: int, size: int = 0) -> tuple[str, str, dict[str, str], bytes]:
    """A response with a page in it."""
    url = f"https://a.example/{number}"
    return ("response", url, {"Content-Type": "text/html; charset=UTF-8"}, html(number, size).encode())


def read(path: Path, settings: Settings | None = None, name: str | None = None) -> list[Item]:
    """All that a file gives."""
    source = source_at(str(path))
    return list(read_source(Source(source.file, name or source.name), settings or Settings()))


def pages(items: Iterable[Item]) -> list[Page]:
    """The pages among them."""
    return [item for item in items if isinstance(item, Page)]


def failures(items: Iterable[Item]) -> list[str]:
    """What could not be read, as it is said."""
    return [str(item) for item in items if isinstance(item, Failure)]


def passed(items: Iterable[Item]) -> dict[str, int]:
    """What was counted."""
    return {item.what: item.count for item in items if isinstance(item, Passed)}
