"""What the pages of a site have in common, as rows that people read and mark; and the rows as a file."""

import hashlib
import re
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import quote

from msgspec import Struct

from pipeline.errors import SettingsError

Mark = Literal["", "always", "never"]
"""What people say of a row: it always goes, or it never does."""
Kind = Literal["line", "title", "suffix", "byline"]
"""What recurs: a line or block; the title of one page on others; what titles end with; how a byline is built.
The last two are for people and take nothing."""
Place = Literal["before", "after", "top", "middle", "end"]
"""Where a line stands: before or after the article on nearly all its pages; else where on half of them."""
SIDES: tuple[Place, Place] = ("before", "after")

READ = 160
"""Characters of a text that its key is made of; so much of it stands in a row."""
FEWEST_PAGES = 3
"""On so many pages a line must stand to be a site's."""
LEAST_SHARE = 0.3
"""And on such a share of the pages that are built alike."""

RESTORE = "restore the file, or delete it and run pipeline learn"
MEND = f"mend the row (docs/memory.md), {RESTORE}"
HEAD = "# What recurs on the pages of this site; docs/memory.md says how to read and mark it."
COLUMNS = ("mark", "kind", "pages", "of", "place", "text", "selector")

_DIGITS = re.compile(r"\d+")
_ALNUM = re.compile(r"[^\W_]+")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


class Row(Struct, frozen=True):
    """Something that stands on several pages of a site."""

    text: str
    """Its beginning, as one of the pages shows it."""
    kind: Kind = "line"
    pages: int = 0
    """Pages on which it stands."""
    of: int = 0
    """Pages that are built as those are."""
    place: Place = "middle"
    selector: str = ""
    """What would select it, where a page of HTML says so."""
    mark: Mark = ""


class Memory(Struct, frozen=True):
    """What is known of a site's pages."""

    site: str
    pages: int
    """Pages that it was learned from."""
    rows: tuple[Row, ...]
    known: dict[str, Row]
    """The rows that say something of a block, by the key of their text."""
    digest: str
    """Of what a page's articles hang on."""


def key_of(text: str) -> str:
    """What two texts share that are one to a reader: letters and digits of their beginning, case folded.

    One number is as good as another, since counters change; several are not, as they tell scores and
    dates apart. Empty for what holds nothing but digits and marks.

    >>> key_of("Comments (12)") == key_of("COMMENTS (7):"), key_of("3 - 2"), key_of("1.2 kg or 3 lb")
    (True, '', '12kgor3lb')
    """
    shown = text[:READ].casefold()
    key = "".join(_ALNUM.findall(shown))
    if len(key) < 2 or key.isdigit():
        return key if "\u2e80" < key < "\uffff" else ""
    return _DIGITS.sub("0", key) if len(_DIGITS.findall(shown)) == 1 else key


def memory_of(site: str, pages: int, rows: tuple[Row, ...]) -> Memory:
    """Rows as a memory; of rows with one key a marked one counts, else the one that stands on more pages."""
    known: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row.mark != "", row.pages, row.text)):
        key = key_of(row.text)
        if key and row.kind in ("line", "title"):
            known[key] = row
    told = sorted(
        (
            key,
            row.kind if row.kind == "title" else "",
            row.pages,
            row.of,
            row.mark,
            row.place if row.place in SIDES else "",
        )
        for key, row in known.items()
    )
    digest = hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Memory(site, pages, tuple(sorted(rows, key=lambda row: (row.kind, row.text))), known, digest)


def dump(memory: Memory) -> bytes:
    """The memory as people read it: a row a line, columns by tabs, sorted by kind and text."""
    lines = [HEAD, f"site\t{memory.site}", f"pages\t{memory.pages}", "", "\t".join(COLUMNS)]
    for row in memory.rows:
        values = (row.mark, row.kind, str(row.pages), str(row.of), row.place, row.text, row.selector)
        lines.append("\t".join(_UNSAFE.sub(" ", value) for value in values).rstrip("\t"))
    return ("\n".join(lines) + "\n").encode()


def parse(data: bytes, where: str) -> Memory:
    """A memory from its file, which people may have edited.

    Raises SettingsError with the file and the line.
    """
    site, pages, rows = "", 0, []
    heads = 0
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise SettingsError(f"{where}: it is not UTF-8 ({wrong.reason}); {RESTORE}.") from wrong
    for number, line in enumerate(content.split("\n"), 1):
        fields = line.rstrip("\r").split("\t")
        if not line.strip() or line.startswith("#"):
            continue
        if fields[0] == "site" and len(fields) == 2:
            site = fields[1]
        elif fields[0] == "pages" and len(fields) == 2 and fields[1].isdecimal():
            pages = int(fields[1])
        elif tuple(fields) == COLUMNS:
            heads += 1
        else:
            rows.append(_row(fields, f"{where}, line {number}"))
    if not site or not heads:
        raise SettingsError(f"{where}: it has no line with its site, or none with its columns; {RESTORE}.")
    return memory_of(site, pages, tuple(rows))


def _row(fields: list[str], where: str) -> Row:
    fields = fields + [""] * (len(COLUMNS) - len(fields))
    mark, kind, pages, of, place, text, selector = fields[: len(COLUMNS)]
    if mark not in ("", "always", "never"):
        raise SettingsError(f"{where}: the mark {mark!r} is neither 'always' nor 'never', nor empty; {MEND}.")
    if kind not in ("line", "title", "suffix", "byline"):
        raise SettingsError(f"{where}: there is no kind {kind!r} (a row without mark begins with a tab); {MEND}.")
    if place not in get_args(Place) or not pages.isdecimal() or not of.isdecimal():
        raise SettingsError(f"{where}: its columns are not {', '.join(COLUMNS)}, with tabs between them; {MEND}.")
    return Row(text, kind, int(pages), int(of), place, selector, mark)  # type: ignore[arg-type]


LONGEST_NAME = 180
"""Bytes of a site's name in that of its file."""


def file_name(site: str) -> str:
    """What the memory of a site is called: a host as it is, a folder with `_` before it.

    >>> file_name("news.example"), file_name("blog/"), file_name("./")
    ('news.example.tsv', '_blog.tsv', '_.tsv')
    """
    name = site if not site.endswith("/") else "_" + site[:-1].removeprefix(".")
    name = "".join(character if character.isalnum() else quote(character, safe="-_. ") for character in name)
    if len(name.encode()) > LONGEST_NAME:
        name = f"_{hashlib.sha256(site.encode()).hexdigest()[:32]}"
    return f"{name}.tsv"


def load_memory(path: str | Path) -> Memory:
    """The memory that lies at a path, for `clean(page, memory=…)`.

    Raises SettingsError where it cannot be read.
    """
    try:
        return parse(Path(path).read_bytes(), Path(path).name)
    except OSError as wrong:
        raise SettingsError(
            f"{path}: this memory cannot be read ({wrong.strerror}); see that it is there and readable."
        ) from wrong
