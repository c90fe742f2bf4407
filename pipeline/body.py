"""The blocks of an article's body: what `type` says in the JSON."""

from msgspec import Struct


class Heading(Struct, frozen=True, tag="heading", tag_field="type"):
    level: int
    text: str


class Paragraph(Struct, frozen=True, tag="paragraph", tag_field="type"):
    text: str


class Item(Struct, frozen=True):
    """A list item that has items of its own."""

    text: str
    items: "tuple[str | Item, ...]"


class List(Struct, frozen=True, tag="list", tag_field="type", omit_defaults=True):
    ordered: bool
    items: tuple[str | Item, ...]
    start: int = 1
    """The first number of an ordered list, where it is not 1."""


class Quote(Struct, frozen=True, tag="quote", tag_field="type"):
    text: str


class Code(Struct, frozen=True, tag="code", tag_field="type"):
    text: str
    language: str | None = None


class Table(Struct, frozen=True, tag="table", tag_field="type"):
    rows: tuple[tuple[str, ...], ...]
    header: int = 0
    """How many of the rows are a header."""


class Image(Struct, frozen=True, tag="image", tag_field="type"):
    url: str
    alt: str | None = None
    caption: str | None = None


BodyBlock = Heading | Paragraph | List | Quote | Code | Table | Image
