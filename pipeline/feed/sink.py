"""Bytes on their way into a file: counted and digested as they come, in their place whole or not at all."""

import hashlib
import io
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

MOST_HELD = 4_000_000
"""Bytes that wait in memory; what is longer goes to the draft at once."""


class Sink(io.RawIOBase):
    """Takes bytes; `put` makes a file of them. Without a draft they are only digested, for a dry run."""

    def __init__(self, draft: Path | None) -> None:
        super().__init__()
        self._draft = draft
        self._digest = hashlib.sha256()
        self._held = bytearray()
        self._file: IO[bytes] | None = None
        self.size = 0

    @property
    def digest(self) -> str:
        """Of all that came so far; 16 hex digits."""
        return self._digest.hexdigest()[:16]

    def writable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """How many bytes came."""
        return self.size

    def write(self, data: "ReadableBuffer", /) -> int:
        """Take bytes."""
        view = memoryview(data).cast("B")
        self.size += len(view)
        self._digest.update(view)
        if self._draft is not None:
            self._held += view
            if len(self._held) > MOST_HELD:
                self._spill(self._draft)
        return len(view)

    def close(self) -> None:
        """Nothing: the writers of packed files close what they write to, and `put` comes after them."""

    def put(self, target: Path) -> None:
        """Make the file, and the folders around it. Raises OSError."""
        assert self._draft is not None
        self._spill(self._draft)
        assert self._file is not None
        self._file.close()
        target.parent.mkdir(parents=True, exist_ok=True)
        self._draft.replace(target)

    def drop(self) -> None:
        """Forget the bytes."""
        if self._file is not None and self._draft is not None:
            self._file.close()
            self._draft.unlink(missing_ok=True)

    def _spill(self, draft: Path) -> None:
        if self._file is None:
            self._file = draft.open("wb")
        self._file.write(self._held)
        self._held.clear()
