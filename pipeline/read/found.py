"""What a container gives, before it has the container's name: records, members, and what went wrong."""

from msgspec import Struct

from pipeline.model import Told
from pipeline.read.streams import Readable


class Record(Struct, frozen=True):
    """A page inside a container, read."""

    name: str | None
    """Its name in the container: stable when more is appended. None where the container is one page."""
    data: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    told: Told | None = None


class Member(Struct, frozen=True):
    """A file inside an archive, not read yet; to be read before the next is asked for."""

    name: str
    bytes: Readable


class Broken(Struct, frozen=True):
    """A record that cannot be read; the next one can."""

    name: str | None
    cause: str
    remedy: str


class Other(Struct, frozen=True):
    """Something that is no page."""

    what: str


Found = Record | Member | Broken | Other
