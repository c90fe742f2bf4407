"""What articles are called: the paths of pages, and the names of records → places below the folder of articles."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from pipeline.read import ending, is_container, page_stem, unpacked

_NUMBERED = re.compile(r"\.\d+$")
_UNSAFE = re.compile(r"^\.+|[\x00-\x1f\x7f<>:\"\\|?*\ud800-\udfff]|[. ]$")
"""What some file system refuses, or hides."""
LONGEST_PART = 200
"""Bytes; file systems take 255, with room for what is added."""
LONGEST_RECORD = 1000


def article_stems(pages: Iterable[str], beside: Iterable[str] = ()) -> dict[str, str]:
    """For each page the path of its articles without `.json`: no two pages share one, in any order of the pages.

    A page's path without its suffix; with it where two pages would share a name, also where one
    would be taken for the other's second article, or where only the case differs; with a digest of
    the path where that is not enough. A container keeps its suffix, too, where a folder has its name:
    one that holds pages, or one of those `beside`; and so does a page whose article would have one's.

    >>> article_stems(["a.html", "a.txt", "b.txt", "b.2.txt"])
    {'a.html': 'a.html', 'a.txt': 'a.txt', 'b.txt': 'b', 'b.2.txt': 'b.2.txt'}
    """
    forms = {page: stem_forms(page) for page in pages}
    folders = {str(folder).casefold() for page in forms for folder in PurePosixPath(page).parents}
    folders |= {folder.casefold() for folder in beside}
    level = dict.fromkeys(forms, 0)
    while True:
        taken: dict[str, list[str]] = {}
        for page, place in level.items():
            taken.setdefault(forms[page][place].casefold(), []).append(page)
        clashing = {page for sharing in taken.values() if len(sharing) > 1 for page in sharing}
        clashing |= {
            page
            for stem, sharing in taken.items()
            if _NUMBERED.sub("", stem) != stem and _NUMBERED.sub("", stem) in taken
            for page in sharing
        }
        clashing |= {
            page for page, place in level.items() if is_container(page) and forms[page][place].casefold() in folders
        }
        clashing |= {page for page, place in level.items() if f"{forms[page][place]}.json".casefold() in folders}
        raised = [page for page in clashing if level[page] < len(forms[page]) - 1]
        if not raised:
            return {page: forms[page][place] for page, place in level.items()}
        for page in raised:
            level[page] += 1


def stem_forms(page: str) -> tuple[str, str, str]:
    """The stems that a page's articles may have, the first that is free counting."""
    digest = hashlib.sha256(page.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return fitting(plain_stem(page), page), fitting(page, page), fitting(f"{page}.{digest}", page)


def fitting(stem: str, page: str) -> str:
    """The stem, its last part cut where it is longer than a file's name may be with what is added to it.

    >>> len(fitting("a/" + "灯" * 80, "a/" + "灯" * 80 + ".txt").encode()), fitting("a/b", "a/b.txt")
    (209, 'a/b')
    """
    if len(stem) * 4 <= LONGEST_PART:
        return stem
    folder, slash, name = stem.rpartition("/")
    told = name.encode("utf-8", "surrogateescape")
    if len(told) <= LONGEST_PART:
        return stem
    digest = hashlib.sha256(page.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{folder}{slash}{told[:LONGEST_PART].decode('utf-8', 'ignore')}~{digest}"


def folder_stems(pages: list[str], folders: Iterable[str] = ()) -> list[str]:
    """`article_stems` for the pages of one folder and the folders in it: quick where no names meet, as mostly.

    >>> folder_stems(["a.txt", "b.txt"]), folder_stems(["a.html", "a.txt", "b.zip"], ["b"])
    (['a', 'b'], ['a.html', 'a.txt', 'b.zip'])
    """
    stems = [fitting(plain_stem(page), page) for page in pages]
    folded = {stem.casefold() for stem in stems}
    beside = {folder.casefold() for folder in folders}
    if (
        len(folded) == len(pages)
        and not folded & beside
        and not any(folder.endswith(".json") and folder.removesuffix(".json") in folded for folder in beside)
        and not any(one[-1:].isdigit() and _NUMBERED.search(one) and _NUMBERED.sub("", one) in folded for one in folded)
    ):
        return stems
    told = article_stems(pages, beside)
    return [told[page] for page in pages]


def record_stem(page: str, stem: str, record: str | None) -> str:
    """Where the articles of a page lie: a file's own stem, or below a folder of that name for a container's record.

    A record keeps its suffix, so that its name hangs on nothing else in the container. A name that
    no file may have, or that another's might be taken for, gets a digest. A container that does not
    say so in its name makes a folder of its whole name.

    >>> record_stem("x/a.zip", "x/a", "b/c.html"), record_stem("a.txt", "a", "12"), record_stem("a.txt", "a", None)
    ('x/a/b/c.html', 'a.txt/12', 'a')
    >>> record_stem("a.zip", "a", "b.2")
    'a/b.2~0b70b6d1'
    """
    if record is None:
        return stem
    folder = stem if is_container(page) else page
    if len(record.encode()) > LONGEST_RECORD:
        return f"{folder}/~{hashlib.sha256(record.encode()).hexdigest()}"
    parts = record.split("/")
    safe = [
        part if _is_safe(part, is_last=place == len(parts)) else _made_safe(part, "/".join(parts[:place]))
        for place, part in enumerate(parts, 1)
    ]
    return "/".join((folder, *safe))


def lines_name(page: str, stem: str) -> str:
    """The one file of a container's articles, with `--layout jsonl`.

    >>> lines_name("x/a.warc.gz", "x/a"), lines_name("x/a.txt", "x/a")
    ('x/a.jsonl', 'x/a.txt.jsonl')
    """
    return f"{stem if is_container(page) else page}.jsonl"


def _is_safe(part: str, *, is_last: bool) -> bool:
    """Whether a part of a name can be a file's, and is no other's: no second article's, no folder like an article."""
    return (
        0 < len(part.encode()) <= LONGEST_PART
        and _UNSAFE.search(part) is None
        and not (_NUMBERED.search(part) if is_last else part.lower().endswith(".json"))
    )


def _made_safe(part: str, path: str) -> str:
    kept = _UNSAFE.sub("_", part).encode()[:LONGEST_PART].decode("utf-8", "ignore")
    return f"{kept}~{hashlib.sha256(path.encode()).hexdigest()[:8]}"


def article_names(stem: str, count: int) -> list[str]:
    """The paths of a page's articles below the output folder.

    >>> article_names("x/a", 2)
    ['x/a.json', 'x/a.2.json']
    """
    return [f"{stem}.json" if part == 1 else f"{stem}.{part}.json" for part in range(1, count + 1)]


def plain_stem(page: str) -> str:
    """A page's path without its suffixes: that of a packing, too.

    >>> plain_stem("x.y/a.b.txt"), plain_stem("x.y/a.html.gz"), plain_stem("x.y/a"), plain_stem(".a"), plain_stem("a.")
    ('x.y/a.b', 'x.y/a', 'x.y/a', '.a', 'a.')
    """
    stem = page_stem(page)
    if stem is not None:
        return stem
    name = unpacked(page)
    end = ending(name)
    return name[: -len(end)] if end else name
