"""Sources become pages: told by content first and name second, unpacked, each with its name."""

import io
import random
import sys
import tarfile
from pathlib import Path

import pytest
from containers import (
    PACKERS,
    comma_separated,
    failures,
    html,
    json_lines,
    page_response,
    pages,
    passed,
    read,
    rows,
    tarred,
    warc,
    zipped,
)

from pipeline.model import Page, Told
from pipeline.read import Passed, Source, read_source
from pipeline.settings import Settings

TEXT = "塔上的灯\n\n老吴守了十九年。\n"


def put(folder: Path, name: str, data: bytes | str) -> Path:
    """A file."""
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder / name


def test_a_page_is_its_bytes(tmp_path: Path) -> None:
    """And its name below the folder."""
    path = put(tmp_path, "a.txt", b"\xff\xfe")
    assert read(path, name="x/a.txt") == [Page(path="x/a.txt", data=b"\xff\xfe")]


def test_an_empty_file_is_a_page(tmp_path: Path) -> None:
    """Whatever its name promises; it has no article, and is no failure."""
    for name in ("a.txt", "a.json", "a.zip", "a.warc.gz", "a.csv", "a.parquet", "a.mhtml"):
        assert [page.data for page in pages(read(put(tmp_path, name, b"")))] == [b""]


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a"])
def test_a_packed_page_is_a_page(tmp_path: Path, name: str, suffix: str) -> None:
    """Its name is the file's, its kind that of the name inside."""
    path = put(tmp_path, f"{name}{suffix}", PACKERS[suffix](TEXT.encode()))
    (page,) = pages(read(path))
    kind = "text/html" if name == "a.html" else None
    assert page == Page(path=f"{name}{suffix}", data=TEXT.encode(), media_type=kind)


@pytest.mark.parametrize("suffix", PACKERS)
def test_packings_are_told_by_content(tmp_path: Path, suffix: str) -> None:
    """A page that is packed and does not say so; one that says so and is not; one packed twice, one in two pieces."""
    packed = PACKERS[suffix](TEXT.encode())
    assert pages(read(put(tmp_path, "a.txt", packed)))[0].data == TEXT.encode()
    assert pages(read(put(tmp_path, f"b.txt{suffix}", TEXT)))[0].data == TEXT.encode()
    assert pages(read(put(tmp_path, f"c{suffix}{suffix}", PACKERS[suffix](packed))))[0].data == TEXT.encode()
    assert pages(read(put(tmp_path, f"d.txt{suffix}", packed + packed)))[0].data == TEXT.encode() * 2


CONTAINERS = {
    "a.jsonl": json_lines(rows(3)),
    "a.json": b"[" + b",".join(json_lines(rows(3)).splitlines()) + b"]",
    "a.csv": comma_separated(rows(3)),
    "a.warc": warc(*map(page_response, (1, 2, 3)), packed=False),
    "a.zip": zipped({f"{number}.html": html(number).encode() for number in (1, 2, 3)}),
    "a.tar": tarred({f"{number}.html": html(number).encode() for number in (1, 2, 3)}),
}


@pytest.mark.parametrize("name", CONTAINERS)
@pytest.mark.parametrize("suffix", ["", *PACKERS])
def test_every_container_gives_its_pages(tmp_path: Path, name: str, suffix: str) -> None:
    """With any packing around it, or none."""
    data = CONTAINERS[name]
    path = put(tmp_path, name + suffix, PACKERS[suffix](data) if suffix else data)
    items = read(path)
    assert [page.data.decode() for page in pages(items)] == [html(1), html(2), html(3)]
    assert {page.path for page in pages(items)} == {name + suffix}
    assert len({page.record for page in pages(items)}) == 3
    assert failures(items) == []


@pytest.mark.parametrize("name", [name for name in CONTAINERS if name != "a.csv"])
@pytest.mark.parametrize("called", ["x", "x.txt", "x.html"])
def test_containers_are_told_by_content(tmp_path: Path, name: str, called: str) -> None:
    """Whatever they are called."""
    assert len(pages(read(put(tmp_path, called, CONTAINERS[name])))) == 3


@pytest.mark.parametrize("called", ["a.json", "a.jsonl", "a.csv", "a.zip", "a.tar", "a.warc", "a.parquet", "a.mhtml"])
def test_a_page_under_a_container_s_name_is_a_page(tmp_path: Path, called: str) -> None:
    """An error page that was saved in place of the file."""
    assert read(put(tmp_path, called, html(1))) == [Page(path=called, data=html(1).encode())]


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "https://schema.org", "text": "守塔人"}\n塔上的灯\n老吴守了十九年。',
        '{"a": 1}\n{"a": 2}\n',
        "[图]塔上的灯\n{广告}\n",
        '{"html": "<p>没有完',
        '[{"html": 1}]',
        "{}",
        "From: 老吴\nTo: 塔\n\n灯亮了。",
        "WARC/1.0 是一种格式。",
        "url,title,html\n这一行不是表格。",
    ],
)
def test_a_text_that_begins_like_a_container_is_a_page(tmp_path: Path, text: str) -> None:
    """Scraped pages begin with all sorts of things."""
    assert read(put(tmp_path, "a.txt", text)) == [Page(path="a.txt", data=text.encode())]


def test_standard_input_is_read_like_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page, or a container that is told by its content, packed or not, even one that needs its end first."""
    for data, count in ((TEXT.encode(), 1), *((data, 3) for name, data in CONTAINERS.items() if name != "a.csv")):
        for given in (data, PACKERS[".gz"](data), PACKERS[".zst"](data)):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
            items = list(read_source(Source("-", "-"), Settings()))
            assert len(pages(items)) == count
            assert {page.path for page in pages(items)} == {"-"}


def test_containers_lie_in_containers(tmp_path: Path) -> None:
    """A record's name is the way to it."""
    inner = zipped({"b/c.jsonl.gz": PACKERS[".gz"](json_lines(rows(2))), "d.warc": warc(page_response(3))})
    items = read(put(tmp_path, "a.tar", tarred({"x.zip": inner, "e.html.xz": PACKERS[".xz"](html(4).encode())})))
    assert [page.record for page in pages(items)] == [
        "x.zip/b/c.jsonl.gz/1",
        "x.zip/b/c.jsonl.gz/2",
        "x.zip/d.warc/a0000001",
        "e.html.xz",
    ]
    assert pages(items)[-1].media_type == "text/html"


def test_records_of_one_name_get_two(tmp_path: Path) -> None:
    """Also where only the case differs; and the names stay when more is appended."""
    members = [("a.html", 1), ("A.html", 2), ("b.html", 3), ("a.html", 4)]
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, number in members:
            member = tarfile.TarInfo(name)
            member.size = len(html(number).encode())
            archive.addfile(member, io.BytesIO(html(number).encode()))
    items = read(put(tmp_path, "a.tar", data.getvalue()))
    assert [page.record for page in pages(items)] == ["a.html", "A.html#2", "b.html", "a.html#3"]


def test_a_name_inside_says_the_kind(tmp_path: Path) -> None:
    """Markdown and HTML are told by it where the content does not."""
    items = read(put(tmp_path, "a.zip", zipped({"a.md": b"# x", "b.htm": b"<p>x", "c.txt": b"x", "d": b"y"})))
    kinds = {page.record: page.media_type for page in pages(items)}
    assert kinds == {"a.md": "text/markdown", "b.htm": "text/html", "c.txt": None, "d": None}


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    """By its suffix; pages under a script's address are pages; hidden files are told."""
    png = b"\x89PNG\r\n\x1a\n" + bytes(100)
    members = {
        "index.php": html(1).encode(),
        "a.css": b"p {}",
        "b.css": b"p {}",
        "c.js": b"x()",
        "d.png": png,
        "e": png,
        "manifest.json": b'{"name": "x"}',
        "package.json": b"{",
        "__MACOSX/._f.html": b"x",
        ".git/config.txt": b"x",
    }
    items = read(put(tmp_path, "a.zip", zipped(members)))
    assert [page.record for page in pages(items)] == ["index.php"]
    counted = {
        ".css": 2,
        ".js": 1,
        ".png": 1,
        "unknown kind": 1,
        ".json without pages": 1,
        "hidden file": 2,
        "record without a page": 1,
    }
    assert passed(items) == counted
    assert len(failures(items)) == 1
    assert "package.json: from here on it is no JSON" in failures(items)[0]


def test_what_was_passed_over_comes_last(tmp_path: Path) -> None:
    """Once for each kind."""
    items = read(put(tmp_path, "a.zip", zipped({"a.css": b"", "b.css": b"", "c.html": html(1).encode()})))
    assert items[1:] == [Passed("a.zip", ".css", 2)]


def test_records_tell_url_title_and_date(tmp_path: Path) -> None:
    """As the scraper gave them."""
    page = pages(read(put(tmp_path, "a.jsonl", json_lines(rows(1)))))[0]
    assert (page.url, page.told) == ("https://a.example/1", Told("第1页", published="2024-05-31"))
    assert (page.charset, page.media_type) == ("utf-8", "text/html")


@pytest.mark.parametrize("name", CONTAINERS)
def test_any_damage_is_a_failure_or_a_page(tmp_path: Path, name: str) -> None:
    """Bytes that were changed, cut off or put in: never an exception, and nothing that goes on for ever."""
    chance = random.Random(name)
    for packer in (bytes, PACKERS[".gz"], PACKERS[".zst"]):
        whole = packer(CONTAINERS[name])
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(chance.randrange(1, 4)):
                place = chance.randrange(len(data))
                data[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
            if chance.random() < 0.3:
                del data[chance.randrange(len(data)) :]
            items = read(put(tmp_path, name, bytes(data)), Settings(max_bytes=100_000))
            assert all(str(item) for item in items)


def test_a_file_of_random_bytes_is_a_page(tmp_path: Path) -> None:
    """That has no text; cleaning says so."""
    data = random.Random(1).randbytes(5000)
    assert read(put(tmp_path, "a.txt", data)) == [Page(path="a.txt", data=data)]


def open_files() -> int:
    """How many this process holds, where the system tells."""
    return len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0


def test_a_file_is_closed_when_it_was_read(tmp_path: Path) -> None:
    """Also one that was given up in the middle, or is damaged."""
    before = open_files()
    for name, data in CONTAINERS.items():
        path = put(tmp_path, name, data)
        items = read_source(Source(str(path), name), Settings())
        next(items)
        items.close()
        read(put(tmp_path, name, data[: len(data) // 2]))
    assert open_files() == before


def test_standard_input_that_is_closed_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a shell closes it: `<&-`."""
    monkeypatch.setattr(sys, "stdin", None)
    (failure,) = failures(list(read_source(Source("-", "-"), Settings())))
    assert "standard input is closed; give a page on it" in str(failure)
