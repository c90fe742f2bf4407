"""Web archives: which records are pages, under what name, with what the server said."""

import zlib
from pathlib import Path

import pytest
from containers import PACKERS, failures, html, json_lines, page_response, pages, passed, read, rows, warc, zipped

from pipeline.settings import Settings

PAGE = html(1).encode()


def put(folder: Path, data: bytes, name: str = "a.warc.gz") -> Path:
    """A file."""
    (folder / name).write_bytes(data)
    return folder / name


def response(headers: dict[str, str], body: bytes = PAGE) -> bytes:
    """A WARC of one response."""
    return warc(("response", "https://a.example/", headers, body))


def test_a_response_is_a_page(tmp_path: Path) -> None:
    """Named by its record's id, which is its own for ever."""
    (page,) = pages(read(put(tmp_path, warc(page_response(7)))))
    assert (page.path, page.record) == ("a.warc.gz", "a0000001")
    assert (page.url, page.media_type, page.charset) == ("https://a.example/7", "text/html", "utf-8")


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    """Other records by their type, answers that are no page by their status or media type."""
    data = warc(
        ("warcinfo", "", {"Content-Type": "application/warc-fields"}, b"software: x\r\n"),
        ("request", "https://a.example/", {}, b""),
        ("response", "https://a.example/", {"Content-Type": "text/html"}, PAGE),
        ("metadata", "https://a.example/", {"Content-Type": "application/warc-fields"}, b"a: b"),
        ("response", "https://a.example/x", {":status": "301 Moved", "Content-Type": "text/html"}, PAGE),
        ("response", "https://a.example/y", {":status": "404 Not Found", "Content-Type": "text/html"}, PAGE),
        ("response", "https://a.example/z.png", {"Content-Type": "image/png"}, b"\x89PNG"),
        ("response", "https://a.example/z.css", {"Content-Type": "text/css"}, b"p {}"),
        ("response", "https://a.example/z", {}, b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("revisit", "https://a.example/", {}, b""),
        ("resource", "dns:a.example", {"Content-Type": "text/dns"}, b"a"),
    )
    items = read(put(tmp_path, data))
    assert [page.record for page in pages(items)] == ["a0000003"]
    assert failures(items) == []
    assert passed(items) == {
        **dict.fromkeys(("warcinfo", "request", "metadata", "revisit", "response 301", "response 404"), 1),
        **dict.fromkeys(("image/png", "text/css", "text/dns", "unknown kind"), 1),
    }


def test_resources_and_extracted_texts_are_pages(tmp_path: Path) -> None:
    """A page without a server, and Common Crawl's WET."""
    data = warc(
        ("resource", "https://a.example/1", {"Content-Type": "text/html; charset=gbk"}, PAGE),
        ("conversion", "https://a.example/2", {"Content-Type": "text/plain"}, "灯亮了".encode()),
    )
    items = pages(read(put(tmp_path, data)))
    assert [(page.media_type, page.charset) for page in items] == [("text/html", "gbk"), ("text/plain", None)]


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", PACKERS[".gz"](PAGE)),
        ("x-gzip", PACKERS[".gz"](PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("zstd", PACKERS[".zst"](PAGE)),
        ("gzip", PAGE),
        ("br", PAGE),
        ("identity", PAGE),
        ("deflate, gzip", PACKERS[".gz"](zlib.compress(PAGE))),
    ],
)
@pytest.mark.parametrize("chunked", [True, False])
def test_the_body_is_unpacked(tmp_path: Path, coding: str, packed: bytes, chunked: bool) -> None:
    """By what the server said of it; many archives keep the header and store the body unpacked."""
    headers = {"Content-Type": "text/html", "Content-Encoding": coding}
    if chunked:
        headers["Transfer-Encoding"] = "chunked"
        packed = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:20], packed[20:])) + b"0\r\n\r\n"
        if coding == "br":
            return  # told by its content, which stands behind a chunk's head
    (page,) = pages(read(put(tmp_path, response(headers, packed))))
    assert page.data == PAGE


def test_chunked_that_is_not_is_read(tmp_path: Path) -> None:
    """Archives store the body without its chunks, and keep the header."""
    (page,) = pages(read(put(tmp_path, response({"Transfer-Encoding": "chunked"}))))
    assert page.data == PAGE


def test_a_body_that_cannot_be_unpacked_costs_that_page(tmp_path: Path) -> None:
    """Packed in a way that we do not read, or damaged."""
    data = warc(
        ("response", "https://a.example/1", {"Content-Encoding": "br"}, b"\x0b\x02\x80" + b"\xff" * 50),
        ("response", "https://a.example/2", {"Content-Encoding": "gzip"}, PACKERS[".gz"](PAGE)[:-20]),
        page_response(3),
    )
    items = read(put(tmp_path, data))
    assert [page.record for page in pages(items)] == ["a0000003"]
    assert "a.warc.gz, a0000001: its body is packed as 'br'; record it again" in failures(items)[0]
    assert "a.warc.gz, a0000002: its gzip data are damaged" in failures(items)[1]


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_is_a_failure(tmp_path: Path, packed: bool) -> None:
    """Wherever it is cut: in a body, in a head, in the packing. What is whole before is kept."""
    records = [page_response(number) for number in range(1, 6)]
    data = warc(*records, packed=packed)
    last = len(warc(*records[:4], packed=packed))
    for cut in range(last + 1, len(data) - 4, 7):
        items = read(put(tmp_path, data[:cut]))
        assert [page.record for page in pages(items)][:4] == [f"a{number:07}" for number in range(1, 5)]
        assert failures(items), cut
        assert "damaged or cut off" in failures(items)[-1]


def test_garbage_between_records_is_a_failure(tmp_path: Path) -> None:
    """What came before is kept."""
    data = warc(page_response(1)) + PACKERS[".gz"](b"garbage\r\n" * 100) + warc(page_response(2))
    items = read(put(tmp_path, data))
    assert len(pages(items)) == 1
    assert "after record 1 it is no WARC" in failures(items)[0]


def test_a_wrong_length_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Said in our words, not printed by a library."""
    data = warc(page_response(1), page_response(2), packed=False)
    first = warc(page_response(1), packed=False)
    length = first[first.index(b"Content-Length: ") :].split(b"\r\n")[0]
    wrong = b"Content-Length: %d" % (int(length.split()[1]) - 3)
    items = read(put(tmp_path, data.replace(length, wrong, 1)))
    assert failures(items)
    assert capsys.readouterr() == ("", "")


def test_heads_without_an_end_are_a_failure(tmp_path: Path) -> None:
    """They would fill the memory."""
    data = b"WARC/1.0\r\nWARC-Type: response\r\n" + b"X: " + b"x" * 3_000_000
    (failure,) = failures(read(put(tmp_path, data)))
    assert "after record 0" in failure or "bigger than a page may be" in failure


def test_wacz_gives_its_archives(tmp_path: Path) -> None:
    """And not the pages of its index a second time."""
    members = {
        "archive/data.warc.gz": warc(page_response(1), page_response(2)),
        "archive/more.warc": warc(page_response(3), packed=False),
        "indexes/index.cdx.gz": PACKERS[".gz"](b"x"),
        "pages/pages.jsonl": json_lines({"url": "u", "text": "x"} for _ in rows(2)),
        "datapackage.json": b"{}",
    }
    items = read(put(tmp_path, zipped(members), "a.wacz"))
    assert [page.record for page in pages(items)] == [
        "archive/data.warc.gz/a0000001",
        "archive/data.warc.gz/a0000002",
        "archive/more.warc/a0000001",
    ]
    assert passed(items) == {"index of a web archive": 3}
    assert failures(items) == []


def test_names_stay_when_more_is_appended(tmp_path: Path) -> None:
    """Whatever comes after them."""
    records = [page_response(number) for number in range(5)]
    few = [page.record for page in pages(read(put(tmp_path, warc(*records[:3]))))]
    many = [page.record for page in pages(read(put(tmp_path, warc(*records))))]
    assert many[:3] == few


def test_records_of_one_id_get_two_names(tmp_path: Path) -> None:
    """Archives that were put together hold some twice."""
    data = warc(page_response(1)) + warc(page_response(2))
    assert [page.record for page in pages(read(put(tmp_path, data)))] == ["a0000001", "a0000001#2"]


def test_a_body_that_is_a_bomb_costs_that_page(tmp_path: Path) -> None:
    """It is stopped at the size that a page may have."""
    data = warc(("response", "https://a.example/", {"Content-Encoding": "gzip"}, PACKERS[".gz"](bytes(5_000_000))))
    items = read(put(tmp_path, data + warc(page_response(1))), Settings(max_bytes=100_000))
    assert len(pages(items)) == 1
    assert "it has more than 100,000 bytes" in failures(items)[0]


def test_an_address_with_spaces_is_mended_without_a_word(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The library's warnings do not come between our lines."""
    (page,) = pages(read(put(tmp_path, warc(("response", "https://a.example/a b", {}, PAGE)))))
    assert page.url == "https://a.example/a%20b"
    assert capfd.readouterr() == ("", "")
