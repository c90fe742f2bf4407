"""What many pages and many machines cost the command that leads them; the figures of docs/scale.md.

    python -m benchmarks.scale [--ledger N,N,…] [--pages N] [--only ledger|listing|store|engines]

`ledger`: pages with one article each, of texts that are all different, are booked and judged, and the cost of
the next thousand is told as the ledger grows. `listing`: a bucket of as many names as the first of those.
`store`: processor time of this process for a request, with an S3 server in another. `engines`: generated pages
cleaned by this machine's processes and by Ray on this machine, two at a time; needs the extra `ray`.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import generate
from pipeline import remote
from pipeline.books import Books
from pipeline.ledger import FILE, FOLDER, Ledger
from pipeline.outcome import Done, Outcome, Task, Written
from pipeline.place import Folder
from pipeline.run import run
from pipeline.settings import Run, Settings
from pipeline.sketch import WIDTH, Sketch
from pipeline.twins import settle

IN_A_FOLDER = 1000
TOGETHER = 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--ledger", default="10000,100000,200000,300000")
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--only", choices=("ledger", "listing", "store", "engines"))
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.ledger.split(",")]
    parts: dict[str, Callable[[Path], None]] = {
        "ledger": lambda folder: ledger(folder, sizes),
        "listing": lambda folder: listing(folder, sizes[0]),
        "store": store,
        "engines": lambda folder: engines(folder, arguments.pages),
    }
    for name, part in parts.items():
        if arguments.only in (None, name):
            with tempfile.TemporaryDirectory() as folder:
                part(Path(folder))


@contextmanager
def told(what: str, count: int) -> Iterator[None]:
    """Processor time and time by the clock of what is done in here, for one of so many."""
    cpu, clock = time.process_time(), time.perf_counter()
    yield
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    print(f"{what:44} {cpu / count * 1e6:9.1f} µs of processor  {clock / count * 1e6:9.1f} µs by the clock")


def ledger(folder: Path, sizes: list[int]) -> None:
    """The cost of a page in the ledger, as it grows."""
    dice = random.Random(1)
    (folder / FOLDER).mkdir()
    file = folder / FOLDER / FILE
    with Ledger(folder, write=True) as known:
        books = Books(known, ("a", "b"))
        books.begin()
        held = 0
        for size in sizes:
            print(f"ledger, pages {held:,} to {size:,}")
            with told("  booked", size - held):
                for number in range(held, size):
                    _book(books, number, dice)
                    if number % TOGETHER == 0:
                        known.commit()
                known.commit()
            with told("  compared with all others", size - held):
                settle(known, Folder(folder), fsync=False)
            held = size
            print(f"  {file.stat().st_size / held:,.0f} bytes a page")
    with Ledger(folder, write=True) as known, told("asked again, a folder at a time", held):
        for number in range(held // IN_A_FOLDER):
            assert len(known.rows(f"{number:06}", "", None)) == IN_A_FOLDER


def _book(books: Books, number: int, dice: random.Random) -> None:
    name, where = f"{number:09}.txt", f"{number // IN_A_FOLDER:06}"
    stem = f"{where}/{number:09}"
    rank = dice.randbytes(16)
    written = Written(
        f"{stem}.json",
        *(4000, 1_700_000_000_000_000_000 + number),
        site="example.com",
        flags=("short",),
        removed={"navigation": 3},
        id=dice.randbytes(8).hex(),
        sketch=Sketch(rank, dice.randbytes(4 * WIDTH)),
    )
    task = Task(name.encode(), where, name, "../raw", stem, 12_000, 1_700_000_000_000_000_000 + number)
    books.note(task, Outcome(task.path, None, dice.randbytes(32).hex(), (written,)))
    books.finish(task, Done())


def listing(folder: Path, names: int) -> None:
    """A second run's questions to a store: the names of pages, and of articles."""
    with _server():
        url = _bucket()
        (folder / "page").write_bytes(b"x" * 1000)
        for number in range(names // 10):
            remote.send(folder / "page", f"{url}/raw", f"{number:07}.txt")
        with told("a name in a listing of S3", names // 10):
            assert len(remote.entries(f"{url}/raw")) == names // 10


def store(folder: Path) -> None:
    """A request to S3, without what the network takes."""
    with _server():
        url = _bucket()
        (folder / "page").write_bytes(b"x" * 12_000)
        with told("an article sent to S3 and looked at", 500):
            for number in range(500):
                remote.send(folder / "page", url, f"{number}")
        with told("a page fetched from S3", 500):
            for number in range(500):
                remote.fetch(f"{url}/{number}", folder / "copy")


def engines(folder: Path, pages: int) -> None:
    """The same pages by each engine, into an empty folder each; Ray's start apart."""
    raw = folder / "raw"
    raw.mkdir()
    for page in generate.pages(pages):
        (raw / page.name).write_bytes(page.data)
    _clean(raw, folder / "local", "local", pages)
    import ray  # noqa: PLC0415 — an extra

    with told("Ray starts", 1):
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    _clean(raw, folder / "first", "ray", pages)
    _clean(raw, folder / "ray", "ray", pages)
    same = all(
        (folder / "ray" / file.relative_to(folder / "local")).read_bytes() == file.read_bytes()
        for file in (folder / "local").glob("*.json")
    )
    print(f"the same bytes: {same}")
    ray.shutdown()


def _clean(raw: Path, output: Path, engine: str, pages: int) -> None:
    with told(f"a page by {engine}, two at a time (the command's)", pages):
        how = Run(pages=(str(raw),), output=str(output), workers=2, engine=engine)  # type: ignore[arg-type]
        run(Settings(), how, lambda event: None)


@contextmanager
def _server() -> Iterator[None]:
    """An S3 server in another process."""
    port = "5997"
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-p", port], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.environ["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
    os.environ.update(AWS_ACCESS_KEY_ID="any", AWS_SECRET_ACCESS_KEY="any", AWS_DEFAULT_REGION="us-east-1")
    time.sleep(5)
    try:
        yield
    finally:
        server.terminate()
        server.wait()
        remote._file_system.cache_clear()


def _bucket() -> str:
    import s3fs  # noqa: PLC0415 — an extra

    s3fs.S3FileSystem().mkdir("benchmark")
    return "s3://benchmark"


if __name__ == "__main__":
    main()
