"""Zip and tar → members, one after another; nothing is unpacked to disk and no name is followed."""

import io
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.charset import read_characters
from pipeline.read.found import Broken, Found, Member, Other
from pipeline.read.items import ReadError
from pipeline.read.streams import BLOCK, DAMAGED, Budget, Guarded, Stream

HEADERS = 16 << 20
"""Bytes that may stand between the data of two members of a tar: long names, attributes."""
_ENCRYPTED = 0x1
_UTF8 = 0x800
_DRIVE = re.compile(r"^[A-Za-z]:")
_WARC_IN_WACZ = re.compile(r"archive/[^/]+\.warc(?:\.gz)?", re.IGNORECASE)
TRUST = "if you trust it unpack it by hand and clean the folder"


def read_zip(stream: Stream, budget: Budget) -> Iterator[Found]:
    """The members of a zip in the order of its directory; of a WACZ, its WARC files.

    Raises ReadError where there is no directory at its end.
    """
    with stream.on_disk() as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as wrong:
            raise ReadError(f"it is no whole zip ({wrong})", DAMAGED) from wrong
        with archive:
            members = archive.infolist()
            is_wacz = any(member.filename == "datapackage.json" for member in members) and any(
                _WARC_IN_WACZ.fullmatch(member.filename) for member in members
            )
            for member in members:
                if is_wacz and not _WARC_IN_WACZ.fullmatch(member.filename):
                    yield Other("index of a web archive")
                elif not member.filename.endswith("/"):
                    yield from _in_zip(archive, member, budget)


def _in_zip(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> Iterator[Found]:
    name = _zip_name(member)
    if (why := _unwanted(name)) is not None:
        yield why
    elif member.flag_bits & _ENCRYPTED:
        yield Broken(plain_name(name), "it is encrypted", "unpack the archive with its password and clean the folder")
    else:
        try:
            opened = archive.open(member)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as wrong:
            yield Broken(plain_name(name), f"it cannot be unpacked ({wrong})", DAMAGED)
            return
        with opened:
            yield Member(plain_name(name), io.BufferedReader(Guarded(opened, budget, member.compress_size), BLOCK))


def _zip_name(member: zipfile.ZipInfo) -> str:
    """Names without the mark of UTF-8 are in the encoding of whoever packed them."""
    if member.flag_bits & _UTF8 or member.filename.isascii():
        return member.filename
    try:
        return read_characters(member.filename.encode("cp437")).text
    except UnicodeEncodeError:
        return member.filename


def read_tar(stream: Stream, budget: Budget) -> Iterator[Found]:
    """The files of a tar as they come; links and devices are told, not followed."""
    stream.allow(HEADERS)
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Strict, errors="surrogateescape") as archive:
            while (member := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # it would keep every name it has seen
                stream.allow(None)
                yield from _in_tar(archive, member, budget)
                stream.allow(HEADERS)
    except (tarfile.TarError, ValueError, EOFError) as wrong:
        raise ReadError(f"it is no whole tar ({wrong})", DAMAGED) from wrong


class _Strict(tarfile.TarInfo):
    """A member whose head must be one: tarfile takes a broken head for the end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Strict":
        """Read a head."""
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as wrong:
            if buf.strip(b"\0"):
                raise ReadError(f"it is no whole tar ({wrong})", DAMAGED) from wrong
            raise


def _in_tar(archive: tarfile.TarFile, member: tarfile.TarInfo, budget: Budget) -> Iterator[Found]:
    name = member.name.encode("utf-8", "surrogateescape")
    shown = member.name if name.isascii() else read_characters(name).text
    if member.isdir():
        return
    if not member.isreg():
        yield Other("link" if member.islnk() or member.issym() else "device")
    elif (why := _unwanted(shown)) is not None:
        yield why
    elif (opened := archive.extractfile(member)) is not None:
        inside = Guarded(opened, budget)
        yield Member(plain_name(shown), io.BufferedReader(inside, BLOCK))
        while inside.read(BLOCK):  # what was not asked for is passed here, where its size does not count as a header
            pass


def _unwanted(name: str) -> Found | None:
    """Why a member is not read: its name leads out, or it is hidden."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts:
        return Broken(name, "its name leads out of the archive", TRUST)
    if any(part.startswith(".") and part != "." for part in parts) or parts[0] == "__MACOSX":
        return Other("hidden file")
    return None


def plain_name(name: str) -> str:
    """A member's name as a path below the archive.

    >>> plain_name("./a/b.html"), plain_name("/etc/a.html"), plain_name("C:\\\\a\\\\b.html")
    ('a/b.html', 'etc/a.html', 'a/b.html')
    """
    path = _DRIVE.sub("", name.replace("\\", "/")).lstrip("/")
    return str(PurePosixPath(path))
