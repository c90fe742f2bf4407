"""The name of a file → what it promises: a page, a container, a packing around either."""

PAGES = frozenset({"", ".txt", ".text", ".html", ".htm", ".xhtml", ".shtml", ".md", ".markdown"})
CONTAINERS = frozenset(
    (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".warc", ".wacz", ".mhtml", ".mht", ".zip", ".tar")
)
PACKINGS = {".gz": "gzip", ".zst": "zstd", ".bz2": "bzip2", ".xz": "xz"}
SHORT = {".tgz": ".tar.gz", ".tzst": ".tar.zst", ".tbz2": ".tar.bz2", ".tbz": ".tar.bz2", ".txz": ".tar.xz"}
"""One suffix that says two."""

MEDIA_TYPES = {
    **dict.fromkeys((".html", ".htm", ".shtml"), "text/html"),
    ".xhtml": "application/xhtml+xml",
    **dict.fromkeys((".md", ".markdown"), "text/markdown"),
}
"""What a name inside a container, or inside a packing, says of the page."""


_ENDS = frozenset(end[1:] for end in PAGES if end)


def page_stem(name: str) -> str | None:
    """The name without its suffix, where that is a page's in small letters: said at once, as it is of most.

    >>> page_stem("a/b.txt"), page_stem("a/b.TXT"), page_stem("a/b"), page_stem("a/.txt"), page_stem("b.txt.gz")
    ('a/b', None, None, None, None)
    """
    stem, _, end = name.rpartition(".")
    return stem if end in _ENDS and stem and stem[-1] != "/" else None


def ending(name: str) -> str:
    """The last suffix of a name, as it stands.

    >>> ending("a.b/c.TXT"), ending("a.b/c"), ending(".c"), ending("c.")
    ('.TXT', '', '', '')
    """
    dot = name.rfind(".")
    return name[dot:] if name.rfind("/") + 1 < dot < len(name) - 1 else ""


def suffix(name: str) -> str:
    """The suffix in small letters, that of a packing taken off before.

    >>> suffix("a/b.HTML.gz"), suffix("b.tgz"), suffix("b.gz"), suffix("b")
    ('.html', '.tar', '', '')
    """
    return ending(unpacked(name)).lower()


def unpacked(name: str) -> str:
    """The name without the suffix of a packing.

    >>> unpacked("a/b.warc.gz"), unpacked("b.tgz"), unpacked("b.txt")
    ('a/b.warc', 'b.tar', 'b.txt')
    """
    end = ending(name)
    small = end.lower()
    if small in SHORT:  # its inner suffix is a container's, its outer one a packing's
        return name[: -len(end)] + SHORT[small].removesuffix(ending(SHORT[small]))
    return name[: -len(end)] if small in PACKINGS else name


def is_wanted(name: str) -> bool:
    """Whether a folder that is searched gives this file.

    >>> [is_wanted(name) for name in ("a.txt", "a", "a.html.gz", "a.warc.gz", "a.png", "a.png.gz")]
    [True, True, True, True, False, False]
    """
    return page_stem(name) is not None or suffix(name) in PAGES or suffix(name) in CONTAINERS


def is_container(name: str) -> bool:
    """Whether the name alone says that many pages may be in it."""
    return suffix(name) in CONTAINERS


def media_type(name: str) -> str | None:
    """What the name says of a page's kind, if anything."""
    return MEDIA_TYPES.get(suffix(name))


def shown(name: str) -> str:
    """A name that can be written down, though the file system's bytes are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
