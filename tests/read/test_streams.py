"""Packed bytes: as large as allowed, damaged nowhere, cut off nowhere; little of them in memory."""

import io
import json
import random
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
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
    read,
    rows,
    tarred,
    warc,
    zipped,
)

from pipeline.model import Page
from pipeline.read import read_source, source_at
from pipeline.settings import Settings

BLANKS = bytes(20_000_000)
MANY = 60
SIZE = 500_000
MOST = 12_000_000
"""Bytes of memory that reading a container of 30 MB may take: some pages, not all."""


def put(folder: Path, name: str, data: bytes) -> Path:
    """A file."""
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize("suffix", PACKERS)
def test_packed_data_that_break_off_are_named(tmp_path: Path, suffix: str) -> None:
    """Wherever they are cut, even in their last byte."""
    data = PACKERS[suffix](html(1).encode())
    for end in (len(data) - 1, len(data) - 5, len(data) // 2):
        items = read(put(tmp_path, f"a.html{suffix}", data[:end]))
        assert len(items) == 1
        assert "data are damaged" in failures(items)[0]
        assert failures(items)[0].endswith("get it again: it was damaged or cut off on its way.")


@pytest.mark.parametrize("suffix", PACKERS)
def test_what_hardly_packs_is_whole(tmp_path: Path, suffix: str) -> None:
    """Several blocks of bytes in, several out, and no two at the same time."""
    data = random.Random(suffix).randbytes(700_001) + bytes(300_000) + random.Random(1).randbytes(65_536)
    assert pages(read(put(tmp_path, f"a{suffix}", PACKERS[suffix](data)))) == [Page(path=f"a{suffix}", data=data)]


@pytest.mark.parametrize("suffix", PACKERS)
def test_pages_before_the_damage_are_kept(tmp_path: Path, suffix: str) -> None:
    """Every whole record of what was cut off; then one failure."""
    records = [
        record | {"salt": random.Random(number).randbytes(20).hex()} for number, record in enumerate(rows(20_000))
    ]
    data = PACKERS[suffix](json_lines(records))
    items = read(put(tmp_path, f"a.jsonl{suffix}", data[: len(data) * 9 // 10]))
    assert len(pages(items)) > 1000
    assert [page.record for page in pages(items)] == [str(number + 1) for number in range(len(pages(items)))]
    assert len(failures(items)) == 1
    assert f"a.jsonl{suffix}: its" in failures(items)[0]


@pytest.mark.parametrize("suffix", PACKERS)
def test_zeros_after_the_end_are_padding(tmp_path: Path, suffix: str) -> None:
    """Tapes and disks leave them."""
    data = PACKERS[suffix](html(1).encode()) + bytes(1024)
    assert [page.data for page in pages(read(put(tmp_path, f"a.html{suffix}", data)))] == [html(1).encode()]


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_bomb_is_a_failure(tmp_path: Path, suffix: str) -> None:
    """A file that becomes more than 200 times its size."""
    data = PACKERS[suffix](BLANKS)
    settings = Settings()
    (failure,) = failures(read(put(tmp_path, f"a.txt{suffix}", data), settings))
    assert "it unpacks to more than 200 times its size; if you trust it raise max-ratio" in failure
    (page,) = pages(read(tmp_path / f"a.txt{suffix}", Settings(max_ratio=1_000_000)))
    assert len(page.data) == len(BLANKS)


@pytest.mark.parametrize("wrap", [lambda data: tarred({"b.txt": data}), lambda data: zipped({"b.txt": data}, 0)])
def test_a_bomb_in_a_container_is_a_failure(tmp_path: Path, wrap: Callable[[bytes], bytes]) -> None:
    """However many layers it has: what all unpack to is counted together."""
    data = PACKERS[".gz"](PACKERS[".gz"](wrap(BLANKS)))
    assert len(failures(read(put(tmp_path, "a.gz", data)))) == 1


def test_a_member_that_is_a_bomb_leaves_its_neighbours(tmp_path: Path) -> None:
    """Named; what comes after it is read."""
    items = read(put(tmp_path, "a.zip", zipped({"a.html": b"<p>x", "b.txt": BLANKS, "c.html": b"<p>y"})))
    assert [page.record for page in pages(items)] == ["a.html", "c.html"]
    assert len(failures(items)) == 1
    assert "a.zip, b.txt: it unpacks to more than 200 times its size" in failures(items)[0]


def test_many_bombs_stop_the_source(tmp_path: Path) -> None:
    """Each is small enough; together they are not."""
    items = read(put(tmp_path, "a.zip", zipped({f"{n}.txt": bytes(7_000_000) for n in range(9)})))
    assert 0 < len(pages(items)) < 9
    assert "a.zip: it unpacks to more than 200 times its size" in failures(items)[-1]


def test_members_that_overlap_are_counted_each_time(tmp_path: Path) -> None:
    """One piece of data under many names is how a small zip becomes a large one."""
    data = zipped({"a.txt": bytes(7_000_000)})
    directory = data[data.rindex(b"PK\x01\x02") : data.rindex(b"PK\x05\x06")]
    end = bytearray(data[data.rindex(b"PK\x05\x06") :])
    count = 30
    end[8:12] = count.to_bytes(2, "little") * 2
    end[12:16] = (len(directory) * count).to_bytes(4, "little")
    bomb = data[: data.rindex(b"PK\x01\x02")] + directory * count + bytes(end)
    assert len(zipfile.ZipFile(io.BytesIO(bomb)).namelist()) == count
    items = read(put(tmp_path, "a.zip", bomb))
    assert len(pages(items)) < count
    assert failures(items)


def test_a_limit_of_all_that_is_unpacked(tmp_path: Path) -> None:
    """Whatever the ratio."""
    path = put(tmp_path, "a.jsonl.gz", PACKERS[".gz"](json_lines(rows(100, 1000))))
    items = read(path, Settings(max_unpacked=70_000))
    assert 0 < len(pages(items)) < 100
    assert failures(items) == [f"{path}: it unpacks to more than 70,000 bytes; raise max-unpacked in the settings."]


def test_too_many_layers_are_a_failure(tmp_path: Path) -> None:
    """A zip in a zip in a zip, without end."""
    data = html(1).encode()
    for _ in range(9):
        data = zipped({"a.zip": data})
    (failure,) = failures(read(put(tmp_path, "a.zip", data)))
    assert "it lies in more than 5 containers; unpack it by hand" in failure


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", bytes(1001)),
        ("a.txt.gz", PACKERS[".gz"](bytes(1001))),
        ("a.zip", zipped({"b.txt": b"x" * 1001})),
        ("a.tar", tarred({"b.txt": b"x" * 1001})),
        ("a.jsonl", json_lines([{"text": "x" * 1001}])),
        ("a.json", json.dumps([{"text": "x" * 1001}]).encode()),
        ("a.csv", comma_separated([{"text": "x" * 1001}])),
        ("a.warc", warc(("response", "http://a.example/", {}, b"x" * 1001))),
        ("a.warc", warc(("response", "http://a.example/", {"Content-Encoding": "gzip"}, PACKERS[".gz"](b"x" * 1001)))),
    ],
)
def test_a_page_that_is_too_big_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    """In whatever it lies; with the setting that raises the limit. As much as the limit is not too big."""
    path = put(tmp_path, name, data)
    (failure,) = failures(read(path, Settings(max_bytes=1000)))
    assert failure.endswith("raise max-bytes in the settings.")
    assert "1,0" in failure
    assert [len(page.data) for page in pages(read(path, Settings(max_bytes=1001)))] == [1001]


def _json_array(count: int, size: int) -> bytes:
    return b"[" + b",".join(json_lines(rows(count, size)).splitlines()) + b"]"


def _pages_of(count: int, size: int) -> dict[str, bytes]:
    return {f"{number}.html": html(number, size).encode() for number in range(count)}


def _mhtml(count: int, size: int) -> bytes:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    part = b"--b\r\nContent-Type: text/html\r\n\r\n%s\r\n"
    return head + b"".join(part % html(number, size).encode() for number in range(count)) + b"--b--\r\n"


BIG: dict[str, Callable[[int, int], bytes]] = {
    "a.jsonl": lambda count, size: json_lines(rows(count, size)),
    "a.json": _json_array,
    "a.csv": lambda count, size: comma_separated(rows(count, size)),
    "a.zip": lambda count, size: zipped(_pages_of(count, size), zipfile.ZIP_STORED),
    "a.tar": lambda count, size: tarred(_pages_of(count, size)),
    "a.warc": lambda count, size: warc(*(page_response(n, size) for n in range(count)), packed=False),
    "a.mhtml": _mhtml,
}


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
@pytest.mark.parametrize("name", BIG)
def test_a_container_is_never_in_memory(tmp_path: Path, name: str, suffix: str) -> None:
    """A page at a time, whatever is around it."""
    data = BIG[name](MANY, SIZE)
    path = put(tmp_path, name + suffix, PACKERS[suffix](data) if suffix else data)
    assert len(data) > 2 * MOST
    del data
    source = source_at(str(path))
    tracemalloc.start()
    try:
        count = sum(isinstance(item, Page) for item in read_source(source, Settings(max_ratio=1_000_000)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == MANY
    assert peak < MOST


def test_standard_input_is_never_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor where the directory of a zip stands at its end: a copy on disk is made."""
    for data in (BIG["a.jsonl"](MANY, SIZE), BIG["a.zip"](MANY, SIZE)):
        path = put(tmp_path, "given", data)
        del data
        with path.open("rb") as file:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(file))
            tracemalloc.start()
            try:
                count = sum(isinstance(item, Page) for item in _from_standard_input())
                _, peak = tracemalloc.get_traced_memory()
            finally:
                tracemalloc.stop()
        assert (count, peak < MOST) == (MANY, True)


def _from_standard_input() -> Iterator[object]:
    from pipeline.read import Source

    return read_source(Source("-", "-"), Settings(max_ratio=1_000_000))
