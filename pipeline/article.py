"""The article as it is written, schema article/1, with its account."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from pipeline.body import BodyBlock
from pipeline.verdicts import Reason

Flag = Literal[
    "missing_list_items",
    "truncated",
    "mojibake",
    "characters_lost",
    "low_confidence",
    "no_title",
    "error_title",
    "error_in_body",
    "generated_scaffold",
    "machine_translated_pinyin",
    "short",
    "duplicate",
    "near_duplicate",
]
"""What a reader of an article should know; docs/articles.md explains each."""

TitleFrom = Literal["page", "markup", "heading"]


class Repairs(Struct, frozen=True, omit_defaults=True):
    """How often each allowed repair was made; the text is otherwise the page's own characters."""

    entities: int = 0
    invisible: int = 0
    """Zero-width, soft-hyphen, byte-order and icon-font characters dropped."""
    composed: int = 0
    """Lines brought to Unicode NFC."""
    folded: int = 0
    """Lines in which white space was folded."""
    joined: int = 0
    """Hard-wrapped lines joined to the line before."""
    pinyin: int = 0
    """Pinyin in parentheses dropped, left there by a script converter."""


class Quality(Struct, frozen=True):
    characters: int
    words: int
    """A Han or kana character is a word; other words are runs of letters and digits."""
    kept: float
    """Share of the characters in the article's stretch of the page that are in its body."""
    confidence: float
    """0–1; how docs/articles.md tells."""
    repairs: Repairs


class Source(Struct, frozen=True):
    path: str
    record: str | None
    sha256: str
    media_type: str
    encoding: str
    part: int
    parts: int
    place: tuple[int, int]
    """First and last line of the article's stretch of the page."""


class Post(Struct, frozen=True):
    """One post of a thread."""

    author: str | None
    published: str | None
    blocks: tuple[int, int]
    """Its first and last block of the body, counted from 0."""


class Removed(Struct, frozen=True, omit_defaults=True):
    """Neighbouring blocks that one rule took."""

    reason: Reason
    rule: str
    from_: int = field(name="from")
    to: int
    blocks: int
    characters: int
    sample: str
    """The beginning of the first block."""
    text: str | None = None
    """All of it, with --keep-removed."""


class MadeBy(Struct, frozen=True):
    version: str
    fingerprint: str
    """Digest of settings, rules, model and code: equal fingerprints give equal articles."""


class Article(Struct, frozen=True, kw_only=True):
    """One core body with its facts, schema article/1."""

    schema: Literal["article/1"]
    id: str
    title: str | None
    title_from: TitleFrom | None
    authors: tuple[str, ...]
    site: str | None
    published: str | None
    modified: str | None
    language: str
    url: str | None
    summary: str | None
    tags: tuple[str, ...]
    image: str | None
    body: tuple[BodyBlock, ...]
    text: str
    posts: tuple[Post, ...] | UnsetType = UNSET
    """Who wrote which blocks of a thread, and when; left out where the page is none."""
    quality: Quality
    flags: tuple[Flag, ...]
    duplicate_of: str | None
    source: Source
    removed: tuple[Removed, ...]
    made_by: MadeBy
