"""How long a feed takes: 100,000 articles for the first time, unchanged, and one changed, beside a bare walk.

    python -m benchmarks.feed [ARTICLES] [FORMAT]

The articles are made for the run in a temporary folder (about 3 KB each) and feed Markdown for Hugo, or the
format that is named. Times are of the process's CPU and of the clock; the unchanged feed and the walk are the
best of three.
"""

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from pipeline import clean
from pipeline.article import Article
from pipeline.feed.ready import make_ready
from pipeline.feed.sync import Going, sync
from pipeline.feed_settings import Feed
from pipeline.write import encode

PAGE = "\n".join(
    (
        "灯塔看守人的冬天",
        "2023-11-09 08:42 来源:江城晚报 作者:沈知远",
        *("老吴在这座灯塔上守了十九年,每天傍晚点灯,清晨熄灯,从没有误过一次。" * 3,) * 6,
    )
)
LONG_AGO = 1_700_000_000


def main() -> None:
    """Make the articles, feed them, say what it took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    kind = sys.argv[2] if len(sys.argv) > 2 else "markdown"
    (base,) = clean(PAGE)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "clean"), Path(folder, "site")
        for number in range(count):
            put(source, base, number, "")
        feed = Feed(to=str(target), format=kind, flavour="hugo", where=("not duplicate",))  # type: ignore[arg-type]
        ready = make_ready("news", feed, str(source), ())
        print(f"{count:,} articles, {kind}")
        say("first feed", 1, lambda: sync(ready, Going()))
        say("unchanged", 3, lambda: sync(ready, Going()))
        say("walk, both folders", 3, lambda: walk(source, target))
        say("walk, clean only", 3, lambda: walk(source))
        put(source, base, 7, "Neu.")
        say("one changed", 1, lambda: sync(ready, Going()))
        manifest = target / ".pipeline-feed" / "news.json"
        print(f"manifest {manifest.stat().st_size / count:.0f} bytes an article")


def put(folder: Path, base: Article, number: int, summary: str) -> None:
    """An article of its own, a thousand a folder, written long ago."""
    identity = hashlib.sha256(str(number).encode()).hexdigest()[:16]
    article = replace(base, id=identity, title=f"{base.title} {number}", summary=summary or None)
    path = folder / f"{number // 1000:03}" / f"page-{number}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encode(article))
    os.utime(path, (LONG_AGO + len(summary), LONG_AGO + len(summary)))


def walk(*folders: Path) -> int:
    """The size and the time stamp of every file, as `find -newer` would ask for them."""
    return sum(
        os.stat(os.path.join(root, name)).st_mtime_ns > 0  # noqa: PTH116, PTH118 - Path would be most of the time
        for folder in folders
        for root, _, names in os.walk(folder)
        for name in names
    )


def say(what: str, times: int, work: Callable[[], object]) -> None:
    """The best of some times."""
    taken = []
    for _ in range(times):
        clock, cpu = time.perf_counter(), time.process_time()
        result = work()
        taken.append((time.process_time() - cpu, time.perf_counter() - clock))
    cpu, clock = min(taken)
    counts = [getattr(result, name) for name in ("added", "updated", "unchanged") if hasattr(result, name)]
    print(f"{what:20} {cpu:7.2f} s CPU {clock:7.2f} s clock  {counts or ''}", flush=True)


if __name__ == "__main__":
    main()
