"""A folder of articles to feed from, and what lies in a folder that is fed."""

import hashlib
import os
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from pages import PROSE, article

from pipeline.article import Article
from pipeline.feed.ready import Ready, make_ready
from pipeline.feed.sync import Going, Report, sync
from pipeline.feed_settings import Feed
from pipeline.write import encode

LONG_AGO = 1_700_000_000
BASE = article("灯塔看守人的冬天", "2023-11-09 08:42 来源:江城晚报 作者:沈知远", *PROSE)


def made(name: str, **told: Any) -> Article:
    """An article of a page of this name, with these facts."""
    facts = {"title": name, **told}
    identity = hashlib.sha256(name.encode()).hexdigest()[:16]
    return replace(BASE, id=identity, source=replace(BASE.source, path=f"{name}.txt"), **facts)


def put(folder: Path, *articles: Article) -> None:
    """Write articles as `clean` does, long ago, so that their time stamps are trusted."""
    for each in articles:
        path = folder / f"{each.source.path.removesuffix('.txt')}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(each))
        os.utime(path, (LONG_AGO + len(path.read_bytes()), LONG_AGO + len(path.read_bytes())))


def ready(root: Path, name: str = "news", **settings: Any) -> Ready:
    """A feed from `clean` to `site` below a folder."""
    told = {"to": str(root / "site"), "format": "markdown", "flavour": "hugo", **settings}
    return make_ready(name, Feed(**told), str(root / "clean"), (str(root / "raw"),))


def fed(root: Path, name: str = "news", *, dry: bool = False, force: bool = False, **settings: Any) -> Report:
    """Feed, and tell what became of it."""
    return sync(ready(root, name, **settings), Going(dry=dry, force=force))


def files(folder: Path) -> dict[str, bytes]:
    """The files below a folder that people see."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".pipeline-feed" not in path.parts
    }


def stamps(folder: Path) -> dict[str, int]:
    """When each of them was written, in nanoseconds."""
    return {name: (folder / name).stat().st_mtime_ns for name in files(folder)}


def counts(report: Report) -> tuple[int, int, int, int]:
    """Added, updated, removed, as they were."""
    return report.added, report.updated, report.removed, report.unchanged
