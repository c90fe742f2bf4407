"""Saved pages: the document, its frames, and what is no page."""

import base64
import quopri
from pathlib import Path

import pytest
from containers import failures, html, pages, passed, read

from pipeline.model import Told
from pipeline.settings import Settings

HEAD = (
    b"From: <Saved by Blink>\r\n"
    b"Snapshot-Content-Location: https://a.example/1\r\n"
    b"Subject: =?utf-8?Q?=E7=81=AF=E5=A1=94?=\r\n"
    b"Date: Fri, 31 May 2024 01:54:58 -0000\r\n"
    b"MIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b----"\r\n\r\n\r\n'
)


def part(kind: str, location: str, body: bytes, coding: str = "quoted-printable") -> bytes:
    """One part."""
    packed = {
        "quoted-printable": lambda data: quopri.encodestring(data).replace(b"\n", b"\r\n"),
        "base64": base64.encodebytes,
        "binary": bytes,
    }[coding](body)
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: {location}\r\n\r\n"
    return b"------b----\r\n" + head.encode() + packed + b"\r\n"


def saved(*parts: bytes) -> bytes:
    """A saved page."""
    return HEAD + b"".join(parts) + b"------b------\r\n"


def put(folder: Path, data: bytes, name: str = "a.mhtml") -> Path:
    """A file."""
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "binary"])
@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.txt"])
def test_the_document_is_the_page(tmp_path: Path, coding: str, name: str) -> None:
    """Without a name of its own, with its address and the title that the browser wrote."""
    page_text = html(1).encode("gbk")
    data = saved(part("text/html; charset=gbk", "https://a.example/1", page_text, coding))
    (page,) = pages(read(put(tmp_path, data, name)))
    assert page.data.rstrip() == page_text
    assert (page.path, page.record, page.url) == (name, None, "https://a.example/1")
    assert (page.charset, page.media_type, page.told) == ("gbk", "text/html", Told("灯塔"))


def test_frames_are_pages_and_the_rest_is_counted(tmp_path: Path) -> None:
    """A frame is named by the number of its part."""
    data = saved(
        part("text/html", "https://a.example/1", html(1).encode()),
        part("image/png", "https://a.example/a.png", b"\x89PNG", "base64"),
        part("text/css", "cid:css@mhtml.blink", b"p {}"),
        part("text/html", "cid:frame@mhtml.blink", html(2).encode()),
    )
    items = read(put(tmp_path, data))
    assert [(page.record, page.url) for page in pages(items)] == [(None, "https://a.example/1"), ("4", None)]
    assert passed(items) == {"image/png": 1, "text/css": 1}


def test_parts_in_parts_are_read(tmp_path: Path) -> None:
    """As older browsers and mail programs save them."""
    inner = (
        b"--in\r\nContent-Type: text/plain\r\n\r\nx\r\n--in\r\nContent-Type: text/html\r\n\r\n<p>y\r\n--in--\r\nz\r\n"
    )
    data = saved(
        b"------b----\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n" + inner,
        part("image/png", "https://a.example/a.png", b"\x89PNG", "base64"),
    )
    items = read(put(tmp_path, data))
    assert [page.data.rstrip() for page in pages(items)] == [b"<p>y"]
    assert passed(items) == {"image/png": 1, "text/plain": 1}


def test_a_saved_page_that_breaks_off_is_a_failure(tmp_path: Path) -> None:
    """What is whole before it is kept."""
    data = saved(part("text/html", "u:1", html(1).encode()), part("image/png", "u:2", b"x" * 500, "base64"))
    items = read(put(tmp_path, data[:-300]))
    assert len(pages(items)) == 1
    assert "it breaks off before its end" in failures(items)[0]


def test_a_part_that_is_too_big_costs_that_part(tmp_path: Path) -> None:
    """The frames after it are read."""
    data = saved(part("text/html", "u:1", b"x" * 50_000, "binary"), part("text/html", "u:2", b"<p>y", "binary"))
    items = read(put(tmp_path, data), Settings(max_bytes=10_000))
    assert [page.record for page in pages(items)] == ["2"]
    assert "it has more than 10,000 bytes; raise max-bytes" in failures(items)[0]


def test_heads_without_an_end_are_a_failure(tmp_path: Path) -> None:
    """They would fill the memory."""
    (failure,) = failures(read(put(tmp_path, HEAD + b"------b----\r\n" + b"X: y\r\n" * 400_000)))
    assert "its header lines do not end" in failure


@pytest.mark.parametrize("subject", [b"=?x-unknown?Q?=E7?=", b"=?utf-8?B?x?=", b"\xe7\x81\xaf", b"=?utf-8?Q?=FF?="])
def test_a_title_that_cannot_be_read_is_none_or_is_left(tmp_path: Path, subject: bytes) -> None:
    """It costs nothing but itself."""
    data = saved(part("text/html", "u:1", html(1).encode())).replace(b"=?utf-8?Q?=E7=81=AF=E5=A1=94?=", subject)
    assert len(pages(read(put(tmp_path, data)))) == 1
