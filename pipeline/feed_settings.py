"""A table of settings → how the articles go into one content folder of another project."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from pipeline.errors import SettingsError, misfit, nearest

Format = Literal["json", "jsonl", "markdown", "text", "html", "parquet"]
Flavour = Literal["plain", "hugo", "astro", "jekyll", "eleventy"]
FrontMatter = Literal["yaml", "toml", "json"]

FeedName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
"""What a feed may be called: its manifest is a file of that name."""


class Feed(Struct, frozen=True, forbid_unknown_fields=True):
    """One content folder of another project; docs/feeds.md explains each setting with an example."""

    to: Annotated[str, Meta(min_length=1)]
    """The folder that is kept in step."""
    from_: Annotated[str, Meta(min_length=1)] | None = field(name="from", default=None)
    """The folder of articles; where none is named, what `clean` writes."""
    format: Format = "json"
    flavour: Flavour = "plain"
    """Whose front matter, names and pitfalls Markdown heeds."""
    front_matter: FrontMatter = "yaml"
    suffix: Literal[".md", ".mdx", ".markdown"] = ".md"
    """Of Markdown files; `.mdx` is for Astro."""
    where: tuple[str, ...] = ()
    """Conditions that must all hold."""
    skip_duplicates: bool = False
    """The same as the condition `not duplicate`."""
    name: Annotated[str, Meta(min_length=1)] | None = None
    """What a file is called, with fields in braces; where none is given, as the flavour wants it."""
    slug: Literal["han", "pinyin"] = "han"
    """Whether Han characters stay in names."""
    fields: dict[str, str] = {}
    """The consumer's name of a field, and from where in the article it comes; where none is given, all of them."""
    constants: dict[str, bool | int | float | str | tuple[str, ...]] = {}
    """Fields with the same value in every article."""
    keep_null: bool = False
    """Write null for what an article does not say; otherwise such a field is left out of front matter."""
    shard_bytes: Annotated[int, Meta(ge=1)] = 256_000_000
    """How large a shard of JSON Lines or Parquet may grow, counted in JSON before packing."""
    compress: Literal["none", "gz", "zst"] = "none"
    """How shards of JSON Lines are packed."""
    card: bool = True
    """Write a dataset card, README.md, beside JSON Lines and Parquet."""


def parse_feed(table: Any, where: str) -> Feed:
    """A feed's settings; `where` begins the sentence of an error.

    Raises SettingsError with the key, and the nearest known key.

    >>> parse_feed({"to": "../site", "shard-bytes": 1000}, "pipeline.toml: feed news").shard_bytes
    1000
    """
    if not isinstance(table, dict):
        raise SettingsError(f"{where} must be a table of settings; docs/feeds.md has an example.")
    known = Feed.__struct_encode_fields__
    for key in table:
        if "-" in key and (other := key.replace("-", "_")) in table:
            raise SettingsError(f"{where}: {key!r} and {other!r} are one setting; take one of them out.")
        if key.replace("-", "_") not in known:
            near = nearest(key.replace("-", "_"), known).replace("_", "-")
            raise SettingsError(f"{where}: there is no setting {key!r}; the nearest is {near!r}.")
    try:
        return msgspec.convert({key.replace("-", "_"): value for key, value in table.items()}, Feed)
    except msgspec.ValidationError as wrong:
        key, what = misfit(wrong, Feed)
        at = f"{where}: {key}" if key else where
        raise SettingsError(f"{at}: {what}; docs/feeds.md has an example.") from wrong


def parse_feeds(table: Any, where: str) -> dict[str, Feed]:
    """The feeds of a settings file by name.

    Raises SettingsError.
    """
    if not isinstance(table, dict):
        raise SettingsError(f"{where}: feeds must be a table of named feeds; docs/feeds.md has an example.")
    for name in table:
        try:
            msgspec.convert(name, FeedName)
        except msgspec.ValidationError as wrong:
            raise SettingsError(
                f"{where}: no feed can be called {name!r}; it takes letters, digits, dots, hyphens and underscores."
            ) from wrong
    return {name: parse_feed(each, f"{where}: feed {name}") for name, each in table.items()}
