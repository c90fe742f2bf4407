"""The review of many pages: how fast it is made, and how fast it opens in a browser.

    python -m benchmarks.review [--pages N] [--many N] [--rounds N] [--folder DIR] [--json]

`--pages` pages are cleaned and shown by one process, once anew and once as they are: processor time. For
opening, a site of `--many` pages is made from lines that are made up (what the browser reads of a page in lists
and charts), with names, sites, rules and dates of many kinds; each view is opened in a fresh profile of a real
Chromium, from disk, until it is drawn: by the clock, and processor time of the page's main thread, which says
more on a busy machine. The best round counts.
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from benchmarks import generate
from benchmarks.support import bar
from pipeline.article import Flag
from pipeline.flow import clean_page
from pipeline.label.explanations import EXPLANATIONS
from pipeline.model import Page, Reason
from pipeline.review.files import SCRIPTS, STYLES, asset, put
from pipeline.review.pages import key_of
from pipeline.review.rows import Line, Taken
from pipeline.review.site import make_site
from pipeline.review.tables import Tables
from pipeline.run import run
from pipeline.settings import Run, Settings
from pipeline.status import open_to_read

AIM_OPEN = 2.0
"""Seconds in which 100,000 pages shall be open."""
VIEWS = {
    "overview": "#/",
    "overview, filtered": "#/?reason=navigation&language=en",
    "list": "#/pages",
    "list, filtered": "#/pages?rule=menu&sort=newest",
    "rules": "#/rules",
    "search": "#/pages?q=harbour%2077",
}
FILTER = "#/?reason=navigation&language=en&flag=short"
"""What is set on an overview that is open."""
SITES = 3000
WORDS = ("harbour", "lantern", "old", "lock", "灯塔", "渡口", "market", "two", "winter", "石桥", "hours", "kiln")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the sites go; a temporary folder if not given")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        folder = Path(name)
        figures = {
            "making": making(folder / "made", arguments.pages),
            "opening": opening(folder / "many", arguments.many, arguments.rounds),
        }
    print(json.dumps(figures, indent=2) if arguments.json else table(figures))


def making(folder: Path, pages: int) -> dict[str, float]:
    """Processor seconds of cleaning alone, of showing anew, and of showing again."""
    (folder / "raw").mkdir(parents=True)
    for number, page in enumerate(generate.pages(pages, seed=1)):
        (folder / "raw" / f"{number:06}.txt").write_bytes(page.data)
    how = Run(pages=(str(folder / "raw"),), output=str(folder / "clean"), workers=1)

    def cleaned() -> None:
        for file in sorted((folder / "raw").iterdir()):
            clean_page(Page(file.name, file.read_bytes()), Settings())

    def shown() -> None:
        with open_to_read(str(folder / "clean")) as ledger:
            make_site(Settings(), how, ledger, folder / "site")

    told = {"pages": float(pages)}
    told["cleaned"] = _spent(cleaned)
    run(Settings(), how, lambda _: None)
    told["anew"] = _spent(shown)
    told["again"] = _spent(shown)
    told["bytes a page"] = sum(file.stat().st_size for file in (folder / "site").rglob("*.js")) / pages
    return told


def _spent(work: Callable[[], object]) -> float:
    """Processor seconds."""
    before = time.process_time()
    work()
    return time.process_time() - before


def opening(site: Path, many: int, rounds: int) -> dict[str, Any]:
    """Seconds until each view of many pages is drawn, by the clock."""
    site.mkdir()
    began = time.process_time()
    written = Tables(site, "0")
    chance = random.Random(1)
    for number in range(many):
        written.add(line(number, chance))
    written.close()
    tables = time.process_time() - began
    for name in ("index.html", *STYLES, *SCRIPTS):
        put(site, name if name == "index.html" else f"assets/{name}", asset(name).encode())
    sizes = {
        kind: sum(file.stat().st_size for file in (site / "data" / kind).glob("*.js")) for kind in ("columns", "names")
    }
    return {"pages": many, "tables": tables, "bytes": sizes, "seconds": _opened(site, rounds)}


def _opened(site: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """Of each view the best of some rounds: seconds by the clock, and of its main thread."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 — the other half is measured without it

    best: dict[str, tuple[float, float]] = {}
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_chromium(), args=sandbox)
        for view, place in VIEWS.items():
            for _ in range(rounds):
                context = started.new_context(viewport={"width": 1440, "height": 900})
                page = context.new_page()
                watch = context.new_cdp_session(page)
                watch.send("Performance.enable", {"timeDomain": "threadTicks"})
                began = time.perf_counter()
                page.goto((site / "index.html").as_uri() + place)
                page.wait_for_selector("main:not([aria-busy]) h1", timeout=60_000)
                page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
                _note(best, view, time.perf_counter() - began, _thread(watch))
                if view == "overview":
                    busy, began = _thread(watch), time.perf_counter()
                    page.evaluate("place => { location.hash = place }", FILTER)
                    page.wait_for_selector(".chosen .chip")
                    _note(best, "a filter is set", time.perf_counter() - began, _thread(watch) - busy)
                context.close()
        started.close()
    return best


def _note(best: dict[str, tuple[float, float]], view: str, clock: float, thread: float) -> None:
    known = best.get(view, (1e9, 1e9))
    best[view] = (min(known[0], clock), min(known[1], thread))


def _thread(watch: Any) -> float:
    """Processor seconds that the page's main thread has worked."""
    metrics = watch.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def _chromium() -> str:
    from shutil import which  # noqa: PLC0415

    return next(path for path in map(which, ("chromium", "chromium-browser", "google-chrome")) if path)


def line(number: int, chance: random.Random) -> Line:
    """A page that is made up."""
    path = f"site-{chance.randrange(SITES)}/2024/{number:06}-{chance.choice(WORDS)}.html"
    rules = chance.sample(sorted(EXPLANATIONS), chance.randrange(1, 9))
    reasons: tuple[Reason, ...] = get_args(Reason)
    flags: tuple[Flag, ...] = get_args(Flag)
    taken = tuple(
        Taken(chance.choice(reasons), rule, chance.randrange(1, 40), chance.randrange(5, 900), 3, "About us · Contact")
        for rule in rules
    )
    if not chance.randrange(12):
        return Line(key_of(path, None), path, None, "whole", chance.choice(("list_page", "error_page")), taken=taken)
    return Line(
        key=key_of(path, None),
        path=path,
        record=None,
        seen="whole",
        outcome="article",
        title=" ".join(chance.choices(WORDS, k=6)) + f" {number}",
        site=f"Site {chance.randrange(SITES)}",
        language=chance.choice(("zh-Hans", "zh-Hant", "en", "de", "ja")),
        published=f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-11",
        articles=1,
        confidence=round(chance.betavariate(8, 1.2), 2),
        words=int(chance.lognormvariate(6, 1)),
        kept=int(chance.lognormvariate(7.5, 1)),
        flags=tuple(chance.sample(flags, chance.choice((0, 0, 1, 2)))),
        taken=taken,
    )


def table(figures: dict[str, Any]) -> str:
    """As people read it."""
    made, opened = figures["making"], figures["opening"]
    pages = made["pages"]
    lines = [f"making, {pages:,.0f} pages              CPU seconds   pages a CPU second"]
    for name in ("cleaned", "anew", "again"):
        lines.append(f"  {name:<28} {made[name]:>10.2f} {pages / made[name]:>20,.0f}")
    lines.append(f"  a page's files: {made['bytes a page']:,.0f} bytes")
    sizes = opened["bytes"]
    lines.append(
        f"opening, {opened['pages']:,} pages ({sizes['columns'] / 1e6:.1f} MB of columns, {sizes['names'] / 1e6:.1f} MB"
        f" of names; written in {opened['tables']:.1f} s); the aim is {AIM_OPEN:g} s"
    )
    lines.append(f"{'':<30} {'main thread':>12} {'by the clock':>12}")
    for view, (clock, thread) in opened["seconds"].items():
        lines.append(f"  {view:<28} {thread:>12.2f} {clock:>12.2f}  {bar(clock, AIM_OPEN)}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
