"""pyproject.toml or pipeline.toml → settings: how pages are cleaned, and where and how a run works."""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
import soupsieve
from msgspec import Meta, Struct
from msgspec.structs import replace

from pipeline.errors import SettingsError, check_here, misfit
from pipeline.feed_settings import Feed, parse_feeds

_ATTRIBUTE = re.compile(r"(?P<selector>.*?)\s*::attr\((?P<name>[\w:-]+)\)\s*", re.DOTALL)

LONGEST_SECONDS, MOST_MEMORY = 1_000_000.0, 1 << 50
"""Limits of a page that a clock and the system can still count."""

MarkerReason = Literal["related", "navigation", "boilerplate", "comment", "generated", "error"]
"""The reasons that a marker of people's own may give."""


FIELDS = ("title", "authors", "site", "published", "modified", "summary", "tags", "image")
"""The fields for which a site may have a selector."""


class Site(Struct, frozen=True, forbid_unknown_fields=True):
    """People's own rules for the pages of one site; docs/sites.md explains each with an example."""

    host: Annotated[str, Meta(min_length=1)]
    """A host name, with `*` for any run of characters: `*.example.com` is also `example.com`. `*` alone is every page,
    one of no host, too."""
    body: tuple[str, ...] = ()
    """CSS selectors: what they select is the article, and nothing else is."""
    keep: tuple[str, ...] = ()
    """What these select stays, whatever the judge thinks of it."""
    drop: tuple[str, ...] = ()
    """What these select goes."""
    title: str | None = None
    """The selector of a field; `::attr(name)` behind it takes an attribute instead of the text."""
    authors: str | None = None
    site: str | None = None
    published: str | None = None
    modified: str | None = None
    summary: str | None = None
    tags: str | None = None
    image: str | None = None
    markers: dict[MarkerReason, tuple[str, ...]] = {}
    """A line that begins with one of these goes, for that reason; on pages of text too."""
    lines: dict[MarkerReason, tuple[str, ...]] = {}
    """A line that is one of these goes, likewise."""
    hook: str | None = None
    """A Python function that gets the page as a BeautifulSoup tree: `package.module:name`, `path/to/file.py:name`,
    or the name of an entry point in the group `pipeline.hooks`."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """How a page is cleaned. Every field is part of the fingerprint."""

    keep_removed: bool = False
    """Write what was removed in full, not only where it stood."""
    max_bytes: Annotated[int, Meta(ge=1)] = 64_000_000
    """A page of more bytes is not read: it is named as a failure."""
    max_unpacked: Annotated[int, Meta(ge=1)] = 1_000_000_000_000
    """Bytes that one file may unpack to, all that lies in it together."""
    max_ratio: Annotated[int, Meta(ge=1)] = 200
    """How many times its size a file may unpack to, once that is more than 8 MB."""
    page_fields: Annotated[tuple[str, ...], Meta(min_length=1)] = ("html", "body", "content", "text", "raw_content")
    """Fields of a record (JSON, CSV, Parquet) that hold the page; the first that is not blank does."""
    url_fields: tuple[str, ...] = ("url",)
    title_fields: tuple[str, ...] = ("title",)
    date_fields: tuple[str, ...] = ("date",)
    """Fields that tell when a page was published; not when it was scraped."""
    sites: tuple[Site, ...] = ()
    """People's own rules, asked only for pages of their hosts."""


class Run(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a run reads and writes and how. Nothing here changes a byte of an article, but for what lies in
    `corrections`: each page's own are part of its fingerprint."""

    pages: Annotated[tuple[str, ...], Meta(min_length=1)] = ("raw",)
    output: Annotated[str, Meta(min_length=1)] = "clean"
    corrections: Annotated[str, Meta(min_length=1)] = "corrections"
    """The folder of what people corrected; there need not be one."""
    review: Annotated[str, Meta(min_length=1)] = "review"
    """The folder of the site that `pipeline review` writes."""
    workers: Annotated[int, Meta(ge=0)] = 0
    """Processes; 0 takes one per core. With `engine = "ray"` shards at a time; 0 takes as many as Ray has cores."""
    memory: str = "sites"
    """The folder with what is known of sites; empty: nothing is asked. What is asked is in the fingerprint."""
    engine: Literal["local", "ray"] = "local"
    """Who cleans: processes of this machine, or Ray's tasks on many."""
    ray_address: str = ""
    """The cluster that Ray shall use; empty leaves it to Ray: `RAY_ADDRESS`, else one of this machine's own."""
    layout: Literal["folder", "jsonl"] = "folder"
    """What a container becomes: a folder with a file an article, or one file with a line an article."""
    prune: bool = False
    """Remove the articles of pages that have vanished."""
    retry: bool = False
    """Clean pages again that failed before, though nothing has changed."""
    max_seconds: Annotated[float, Meta(gt=0, le=LONGEST_SECONDS)] = 60.0
    """A page that takes longer is given up: a failure. Pages of 64 MB, the most that are read, take half of it."""
    max_memory: Annotated[int, Meta(ge=1, le=MOST_MEMORY)] = 2_000_000_000
    """Bytes that one page may take beyond what a worker needs anyway; a page that takes more is a failure."""
    fsync: bool = False
    """Wait for the disk after every article; without it a power cut costs cleaning the last pages again."""
    json: bool = False
    quiet: bool = False
    verbose: bool = False
    feeds: dict[str, Feed] = {}
    """Content folders of other projects, by name."""

    @property
    def is_remote(self) -> bool:
        """Whether pages or articles lie behind URLs."""
        return any("://" in place for place in (*self.pages, self.output))

    @property
    def is_staged(self) -> bool:
        """Whether whoever cleans sees neither the ledger nor the folder of articles."""
        return self.is_remote or self.engine == "ray"


def load(folder: Path) -> tuple[Settings, Run]:
    """The settings of a project folder: `pipeline.toml`, else `[tool.pipeline]` in `pyproject.toml`.

    Raises SettingsError with the file, the key, and the nearest known key.
    """
    own = folder / "pipeline.toml"
    shared = folder / "pyproject.toml"
    if own.exists():
        return parse(_read(own), own.name)
    if shared.exists():
        tools = _read(shared).get("tool", {})
        table = tools.get("pipeline", {}) if isinstance(tools, dict) else tools
        if not isinstance(table, dict):
            raise SettingsError(f"{shared.name}: [tool.pipeline] must be a table of settings.")
        return parse(table, f"[tool.pipeline] in {shared.name}")
    return Settings(), Run()


def parse(table: dict[str, Any], where: str) -> tuple[Settings, Run]:
    """The two halves of a settings table.

    Raises SettingsError.
    """
    if where == "pipeline.toml" and "tool" in table:
        raise SettingsError(f"{where}: the settings stand here without the line [tool.pipeline]; take it out.")
    _check_names(table, Settings.__struct_fields__ + Run.__struct_fields__, where)
    for number, site in enumerate(_tables(table.get("sites")), 1):
        _check_names(site, Site.__struct_fields__, f"{where}: site {number}")
        if isinstance(markers := site.get("markers"), dict):
            _check_names(markers, get_args(MarkerReason), f"{where}: site {number}: markers", "reason")
    table = {key.replace("-", "_"): value for key, value in table.items()}
    feeds = table.pop("feeds", {})
    kind: type = Settings
    try:
        settings = msgspec.convert({key: table[key] for key in Settings.__struct_fields__ if key in table}, Settings)
        kind = Run
        run = msgspec.convert({key: table[key] for key in Run.__struct_fields__ if key in table}, Run)
    except msgspec.ValidationError as wrong:
        key, what = misfit(wrong, kind)
        raise SettingsError(f"{where}: {key}: {what}; docs/settings.md has an example.") from wrong
    for place, what in ((run.corrections, "corrections"), (run.memory, "memory"), (run.review, "review")):
        check_here(place, f"the setting {what} is")
    _check_selectors(settings.sites, where)
    return settings, replace(run, feeds=parse_feeds(feeds, where))


def _check_names(table: dict[str, Any], known: tuple[str, ...], where: str, what: str = "setting") -> None:
    for key in table:
        if "-" in key and (other := key.replace("-", "_")) in table:
            raise SettingsError(f"{where}: {key!r} and {other!r} are one {what}; take one of them out.")
        if key.replace("-", "_") not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.0)
            raise SettingsError(f"{where}: there is no {what} {key!r}; the nearest is {near[0].replace('_', '-')!r}.")


def _tables(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _check_selectors(sites: tuple[Site, ...], where: str) -> None:
    for site in sites:
        single = (
            site.title,
            site.authors,
            site.site,
            site.published,
            site.modified,
            site.summary,
            site.tags,
            site.image,
        )
        for selector in (*site.body, *site.keep, *site.drop, *(each for each in single if each is not None)):
            try:
                soupsieve.compile(css_and_attribute(selector)[0])
            except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError) as wrong:
                what = str(wrong).split("\n", 1)[0].rstrip(".")
                raise SettingsError(f"{where}: {site.host}: {selector!r} is no CSS selector ({what}).") from wrong


def css_and_attribute(selector: str) -> tuple[str, str | None]:
    """The selector, and the attribute that is wanted of what it selects.

    >>> css_and_attribute("time::attr(datetime)"), css_and_attribute("h1")
    (('time', 'datetime'), ('h1', None))
    """
    found = _ATTRIBUTE.fullmatch(selector)
    return (found["selector"], found["name"]) if found else (selector, None)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as wrong:
        raise SettingsError(
            f"{path.name}: cannot be read ({wrong.strerror}); make it a file that you may read."
        ) from wrong
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise SettingsError(f"{path.name}: cannot be read as TOML ({wrong}); mend that line.") from wrong
