"""Runs over many pages: pages a second by workers, the second run, memory, the cost of a page without its cleaning.

    python -m benchmarks.batch [--pages N] [--many N] [--rounds N] [--folder DIR] [--json]

`--pages` text and HTML pages of 3 to 30 KB are cleaned for speed, with 1 and 2 workers in turns; the best
round counts, by the clock, since the work is in other processes. `--many` small pages in folders of a
thousand are for the second run and for memory: their articles are one article under other names, as only
what is around the cleaning is measured there; that run tells the cost of a page without its cleaning, too.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks import generate
from benchmarks.support import bar
from pipeline.article import Article
from pipeline.flow import clean_page
from pipeline.model import Cleaned, Page
from pipeline.run import run
from pipeline.settings import Run, Settings

AIM_SPEED_UP = 1.8
AIM_SECOND = 3.0
AIM_GROWTH = 0.1
FEW = 1000
IN_A_FOLDER = 1000
HTML = "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
SMALL = "灯塔看守人的冬天\n2024-05-12 来源:江城晚报\n墙上挂着潮汐表,这是他在塔上的第{}个冬天,没有误过一次灯。\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where pages and articles go; a temporary folder if not given")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        _child(*arguments.child)
        return
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        folder = Path(name)
        figures = {
            "speed": speed(folder, arguments.pages, arguments.rounds),
            "many": many(folder, arguments.many, arguments.rounds),
        }
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        _show(figures)


def speed(folder: Path, pages: int, rounds: int) -> dict[str, Any]:
    """Pages a second with 1 and 2 workers, the best of some rounds, each into an empty folder."""
    raw = folder / "mixed"
    raw.mkdir()
    for number, page in enumerate(generate.pages(pages)):
        if number % 4 == 3 and number % 16 != 15:
            lines = page.data.decode().split("\n")
            html = HTML.format(title=lines[0], body="".join(f"<p>{line}</p>\n" for line in lines))
            (raw / f"{page.name}.html").write_text(html, "utf-8")
        else:
            (raw / page.name).write_bytes(page.data)
    best: dict[int, float] = {}
    for number in range(rounds):
        for workers in (1, 2):
            told = _measure(raw, folder / f"mixed-{number}-{workers}", "clean", workers)
            best[workers] = max(best.get(workers, 0.0), pages / told["seconds"])
    return {"pages": pages, "pages_a_second": best, "speed_up": best[2] / best[1]}


def many(folder: Path, pages: int, rounds: int) -> dict[str, Any]:
    """The second run beside a bare walk, memory at few and at many pages, the cost of a page without cleaning."""
    told: dict[str, Any] = {"pages": pages}
    for name, count in (("few", FEW), ("many", pages)):
        _small_pages(folder / name, count)
        time.sleep(2.5)  # pages that were written just now would be looked at again, see listing.RACY_NS
        first = _measure(folder / name, folder / f"{name}-clean", "around", 2)
        second = [_measure(folder / name, folder / f"{name}-clean", "around", 2) for _ in range(rounds)]
        assert all(one["cleaned"] == 0 for one in second)
        told[name] = {
            "first_peak_mb": first["peak_mb"],
            "second_peak_mb": max(one["peak_mb"] for one in second),
            "first_pages_a_second": count / first["seconds"],
            "parent_us_a_page": first["cpu"] / count * 1e6,
        }
    walks = [_bare_walk(folder / "many") for _ in range(rounds)]
    told["walk_cpu"] = min(walks)
    told["second_cpu"] = min(one["cpu"] for one in second)
    told["second_seconds"] = min(one["seconds"] for one in second)
    told["times_the_walk"] = told["second_cpu"] / told["walk_cpu"]
    return told


def around(page: Page, settings: Settings) -> Cleaned:
    """The same article for every page, under the page's name: what cleaning costs is left out."""
    article = _the_article()
    return Cleaned((replace(article, source=replace(article.source, path=page.path)),), None, (), frozenset())


@cache
def _the_article() -> Article:
    return clean_page(Page("a.txt", SMALL.encode()), Settings()).articles[0]


def _small_pages(folder: Path, count: int) -> None:
    for number in range(count):
        place = folder / f"{number // IN_A_FOLDER:04}"
        if number % IN_A_FOLDER == 0:
            place.mkdir(parents=True)
        (place / f"{number:07}.txt").write_text(SMALL.format(number), "utf-8")


def _bare_walk(folder: Path) -> float:
    """Seconds of processor time to look at the size and time of every file."""
    began = time.process_time()
    for base, _, files in os.walk(folder):
        for name in files:
            os.stat(os.path.join(base, name))  # noqa: PTH116, PTH118
    return time.process_time() - began


def _measure(raw: Path, output: Path, what: str, workers: int) -> dict[str, Any]:
    """A run in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.batch", "--child", str(raw), str(output), what, str(workers)]
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


def _child(raw: str, output: str, what: str, workers: str) -> None:
    cleaner = {"clean": clean_page, "around": around}[what]
    how = Run(pages=(raw,), output=output, workers=int(workers))
    began, cpu = time.perf_counter(), time.process_time()
    report = run(Settings(), how, lambda event: None, cleaner)
    status = Path("/proc/self/status").read_text("ascii")
    told = {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "peak_mb": int(status.split("VmHWM:")[1].split()[0]) / 1024,
        "cleaned": report.cleaned,
    }
    print(json.dumps(told))


def _show(figures: dict[str, Any]) -> None:
    speed, many = figures["speed"], figures["many"]
    for workers, rate in speed["pages_a_second"].items():
        print(f"{workers} workers  {rate:8,.0f} pages/s  {bar(rate, max(speed['pages_a_second'].values()))}")
    print(f"speed-up   {speed['speed_up']:8.2f} (aim {AIM_SPEED_UP})")
    print(f"around a page  {many['many']['parent_us_a_page']:.0f} µs of the run's own process")
    print(f"               {many['many']['first_pages_a_second']:,.0f} pages/s with nothing but that to do")
    print(f"second run     {many['pages']:,} pages: {many['second_cpu']:.2f} s of processor time")
    print(f"bare walk      {many['walk_cpu']:.2f} s; {many['times_the_walk']:.2f} times it (aim {AIM_SECOND})")
    for name in ("first_peak_mb", "second_peak_mb"):
        few, lots = many["few"][name], many["many"][name]
        print(f"{name:15} {few:.1f} MB at {FEW:,} pages, {lots:.1f} MB at {many['pages']:,} (+{lots / few - 1:.1%})")


if __name__ == "__main__":
    main()
