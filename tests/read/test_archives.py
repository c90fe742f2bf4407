"""Zip and tar: members by name, hostile ones too."""

import io
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from containers import failures, html, pages, passed, read, tarred, zipped

from pipeline.settings import Settings

PAGE = html(1).encode()


def put(folder: Path, name: str, data: bytes) -> Path:
    """A file."""
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize("wrap", [zipped, tarred])
@pytest.mark.parametrize("name", ["../../etc/a.html", "x/../../a.html", "/../a.html", "..\\a.html"])
def test_names_that_lead_out_are_failures(tmp_path: Path, wrap, name: str) -> None:
    """Nothing is written by them anyway; whoever made them meant no good."""
    items = read(put(tmp_path, "a.x", wrap({name: PAGE, "b.html": PAGE})))
    assert [page.record for page in pages(items)] == ["b.html"]
    assert "its name leads out of the archive; if you trust it unpack it by hand" in failures(items)[0]


@pytest.mark.parametrize("wrap", [zipped, tarred])
@pytest.mark.parametrize("name", ["/x/a.html", "./x/a.html", "x//a.html", "x/./a.html"])
def test_absolute_names_are_made_relative(tmp_path: Path, wrap, name: str) -> None:
    """As every unpacker does."""
    assert [page.record for page in pages(read(put(tmp_path, "a.x", wrap({name: PAGE}))))] == ["x/a.html"]


def test_links_and_devices_are_told_and_not_followed(tmp_path: Path) -> None:
    """A tar can name any file of the machine."""
    others = []
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
        member = tarfile.TarInfo(f"{len(others)}.txt")
        member.type, member.linkname = kind, "/etc/passwd"
        others.append(member)
    items = read(put(tmp_path, "a.tar", tarred({"a.html": PAGE}, *others)))
    assert [page.record for page in pages(items)] == ["a.html"]
    assert passed(items) == {"link": 2, "device": 2}
    assert failures(items) == []


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    """The others are read."""
    data = bytearray(zipped({"a.html": PAGE, "b.html": PAGE}))
    for place in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[place] |= 1
    items = read(put(tmp_path, "a.zip", bytes(data)))
    assert [page.record for page in pages(items)] == ["b.html"]
    assert "a.zip, a.html: it is encrypted; unpack the archive with its password" in failures(items)[0]


def test_a_damaged_member_is_named(tmp_path: Path) -> None:
    """Its sum is wrong, or its packing is unknown; the others are read."""
    data = bytearray(zipped({"a.html": b"<p>aaaa", "b.html": PAGE, "c.html": PAGE}, zipfile.ZIP_STORED))
    data[data.index(b"<p>aaaa") + 4] ^= 1
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x01\x02"))
    data[place + 10] = 97
    items = read(put(tmp_path, "a.zip", bytes(data)))
    assert [page.record for page in pages(items)] == ["c.html"]
    assert "a.zip, a.html: it is damaged (Bad CRC-32" in failures(items)[0]
    assert "a.zip, b.html: it cannot be unpacked" in failures(items)[1]


@pytest.mark.parametrize("wrap", [zipped, tarred])
def test_an_archive_that_breaks_off_is_a_failure(tmp_path: Path, wrap) -> None:
    """A zip has its directory at the end; of a tar, what came before is kept."""
    data = wrap({f"{number}.html": PAGE for number in range(5)})
    items = read(put(tmp_path, "a.x", data[: len(data) // 2 - 700] if wrap is tarred else data[:-10]))
    assert len(pages(items)) == (0 if wrap is zipped else len(pages(items)))
    assert "get it again: it was damaged or cut off" in failures(items)[-1]


def test_a_tar_cut_between_its_members_is_read(tmp_path: Path) -> None:
    """The two blank blocks at the end are often missing; nothing is lost by that."""
    data = tarred({"a.html": PAGE})
    items = read(put(tmp_path, "a.tar", data[: 512 + (len(PAGE) + 511) // 512 * 512]))
    assert (len(pages(items)), failures(items)) == (1, [])


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_kind_of_tar_is_read(tmp_path: Path, form: int) -> None:
    """With long names and such of other scripts."""
    name = "页/" + "x" * 90 + "/a.html"
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=form) as archive:
        member = tarfile.TarInfo(name)
        member.size = len(PAGE)
        archive.addfile(member, io.BytesIO(PAGE))
    assert [page.record for page in pages(read(put(tmp_path, "a.tar", data.getvalue())))] == [name]


def test_a_tar_of_the_seventh_edition_is_read(tmp_path: Path) -> None:
    """It has no mark, only a sum."""
    head = bytearray(512)
    head[:6] = b"a.html"
    head[100:108], head[124:136] = b"0000644\0", b"%011o\0" % len(PAGE)
    head[136:148], head[148:156], head[156] = b"0" * 11 + b"\0", b" " * 8, ord("0")
    head[148:156] = b"%06o\0 " % sum(head)
    data = bytes(head) + PAGE + bytes(-len(PAGE) % 512 + 1024)
    assert [page.record for page in pages(read(put(tmp_path, "a.tar", data)))] == ["a.html"]


def test_a_head_that_says_too_much_is_a_failure(tmp_path: Path) -> None:
    """A name of gigabytes would fill the memory."""
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.GNUTYPE_LONGNAME, 40_000_000
    data = member.tobuf() + b"x" * 40_000_000
    items = read(put(tmp_path, "a.tar", data))
    assert pages(items) == []
    assert "bigger than a page may be" in failures(items)[0]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "cp437"])
def test_names_are_read_in_the_packer_s_encoding(tmp_path: Path, encoding: str) -> None:
    """Zips of Chinese Windows say nothing of theirs."""
    name = "café.html" if encoding == "cp437" else "新闻/灯塔看守人的冬天.html"
    raw = name.encode(encoding)
    data = zipped({"x" * len(raw): PAGE}).replace(b"x" * len(raw), raw)
    (page,) = pages(read(put(tmp_path, "a.zip", data)))
    assert page.record == name or encoding == "cp437"


def test_a_size_that_lies_is_a_failure(tmp_path: Path) -> None:
    """The directory says ten bytes, the data are many."""
    data = bytearray(zipped({"a.txt": b"x" * 100_000, "b.html": PAGE}))
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    items = read(put(tmp_path, "a.zip", bytes(data)), Settings(max_bytes=1000))
    assert "b.html" in [page.record for page in pages(items)]
    assert failures(items)


def test_a_member_without_a_name_is_read(tmp_path: Path) -> None:
    """Its page gets the only name that is left."""
    data = zipped({"x.html": PAGE}).replace(b"x.html", b"\0.html")
    assert [page.data for page in pages(read(put(tmp_path, "a.zip", data)))] == [PAGE]
