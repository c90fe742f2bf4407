"""Packed bytes → bytes: unpacked as they are read, never more than is allowed, and never silently cut short."""

import bz2
import io
import lzma
import os
import sys
import tempfile
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO, Any, Protocol

from pipeline.read.items import OverrunError, ReadError
from pipeline.settings import Settings

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BLOCK = 1 << 16
RATIO_FROM = 8_000_000
"""Bytes from which the ratio counts: a small file of blanks harms nobody."""
XZ_MEMORY = 256 << 20
"""Bytes a dictionary may take; `xz -9` makes ones of 64 MiB."""

DAMAGED = "get it again: it was damaged or cut off on its way"
TOO_BIG = "raise max-bytes in the settings"


class Budget:
    """How much one source may unpack to, over all its layers."""

    def __init__(self, packed: int, settings: Settings) -> None:
        self.packed = packed
        """Bytes of the source itself; standard input counts as it comes."""
        self.settings = settings
        self._unpacked = 0

    def spend(self, count: int) -> None:
        """Hear of bytes that were unpacked. Raises OverrunError."""
        self._unpacked += count
        if self._unpacked > self.settings.max_unpacked:
            raise OverrunError(
                f"it unpacks to more than {self.settings.max_unpacked:,} bytes", "raise max-unpacked in the settings"
            )
        self.check_ratio(self._unpacked, self.packed, OverrunError)

    def check_ratio(self, unpacked: int, packed: int, kind: type[ReadError] = ReadError) -> None:
        """Raise where a few bytes become very many."""
        if unpacked > RATIO_FROM and unpacked > self.settings.max_ratio * max(packed, 1):
            raise kind(
                f"it unpacks to more than {self.settings.max_ratio} times its size",
                "if you trust it raise max-ratio in the settings",
            )


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes: ...


class Stream(io.RawIOBase):
    """Bytes whose beginning can be looked at before they are read."""

    def __init__(self, source: Readable, file: IO[bytes] | None = None) -> None:
        super().__init__()
        self._source = source
        self._file = file
        self._head = bytearray()
        self._allowed: int | None = None
        self._wrong: ReadError | None = None

    def head(self, size: int) -> bytes:
        """The first bytes, as many as there are; nothing may have been read yet."""
        try:
            while len(self._head) < size and (more := self._source.read(size - len(self._head))):
                self._head += more
        except ReadError as wrong:  # what came before it is given first
            self._wrong = wrong
        return bytes(self._head[:size])

    def allow(self, size: int | None) -> None:
        """How many bytes may be read from here on; more raise ReadError. None is any number."""
        self._allowed = size

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer."""
        size = len(buffer)
        if self._head:
            data = bytes(self._head[:size])
            del self._head[:size]
        elif self._wrong is not None:
            raise self._wrong
        else:
            data = self._source.read(size)
        if self._allowed is not None:
            self._allowed -= len(data)
            if self._allowed < 0:
                raise ReadError("a part of it is bigger than a page may be", TOO_BIG)
        buffer[: len(data)] = data
        return len(data)

    def on_disk(self) -> IO[bytes]:
        """The same bytes where one can go back and forth, to be closed: the file, or a copy that vanishes then."""
        if self._file is not None:
            self._file.seek(0)
            return os.fdopen(os.dup(self._file.fileno()), "rb")
        with ExitStack() as until_whole:
            copy = until_whole.enter_context(tempfile.TemporaryFile())
            while data := self.read(BLOCK):
                copy.write(data)
            copy.seek(0)
            until_whole.pop_all()
        return copy


def read_page(stream: Readable, most: int) -> bytes:
    """All bytes of a page. Raises ReadError where there are more than it may have."""
    data = bytearray()
    while more := stream.read(BLOCK):
        data += more
        if len(data) > most:
            raise ReadError(f"it has more than {most:,} bytes", TOO_BIG)
    return bytes(data)


class Guarded(io.RawIOBase):
    """A member of an archive: its damage is a ReadError, its bytes are counted."""

    def __init__(self, member: Readable, budget: Budget, packed: int | None = None) -> None:
        super().__init__()
        self._member = member
        self._budget = budget
        self._packed = packed
        self._read = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer."""
        try:
            data = self._member.read(len(buffer))
        except (ReadError, MemoryError):
            raise
        except Exception as wrong:  # zipfile and tarfile let through whatever their codecs raise
            raise ReadError(f"it is damaged ({_said(wrong)})", DAMAGED) from wrong
        self._read += len(data)
        if self._packed is not None:
            self._budget.check_ratio(self._read, self._packed)
            self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


class _Decoder(Protocol):
    """What bz2, lzma and zstd share."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Zlib:
    """zlib in the shape of the others."""

    def __init__(self, wbits: int) -> None:
        self._inner = zlib.decompressobj(wbits)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


DECODERS: dict[str, Callable[[], _Decoder]] = {
    "gzip": lambda: _Zlib(31),
    "deflate": lambda: _Zlib(15),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(memlimit=XZ_MEMORY),
    "zstd": zstd.ZstdDecompressor,
}
_ERRORS = (zlib.error, lzma.LZMAError, zstd.ZstdError, OSError, EOFError, ValueError)


class Unpacked(io.RawIOBase):
    """What lies in gzip, zstd, bzip2 or xz, of one piece or of many; its end must be its end."""

    def __init__(self, packed: Readable, form: str, budget: Budget) -> None:
        super().__init__()
        self._packed = packed
        self._form = form
        self._budget = budget
        self._decoder = DECODERS[form]()
        self._wrong: ReadError | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer. Raises ReadError where the bytes are damaged or break off, then at every call."""
        if self._wrong is not None:
            raise self._wrong
        try:
            data = self._some(len(buffer))
        except _ERRORS as wrong:
            self._wrong = ReadError(f"its {self._form} data are damaged ({_said(wrong)})", DAMAGED)
            raise self._wrong from wrong
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def _some(self, size: int) -> bytes:
        while True:
            given = b""
            is_at_end = False
            if self._decoder.eof:
                given = self._next_piece()
                if not given:
                    return b""
            elif self._decoder.needs_input:
                given = self._packed.read(BLOCK)
                is_at_end = not given
            data = self._decoder.decompress(given, size)
            if data:
                return data
            if is_at_end and not self._decoder.eof:
                raise EOFError("it breaks off")

    def _next_piece(self) -> bytes:
        """The beginning of the next piece; nothing where only zeros follow, which pad some files."""
        rest = self._decoder.unused_data.lstrip(b"\0")
        while not rest:
            more = self._packed.read(BLOCK)
            if not more:
                return b""
            rest = more.lstrip(b"\0")
        self._decoder = DECODERS[self._form]()
        return rest


def _said(wrong: Exception) -> str:
    """What a library said, in one line."""
    return " ".join(str(wrong).split()).rstrip(".")[:200] or type(wrong).__name__
