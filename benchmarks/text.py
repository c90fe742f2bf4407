"""Pages a second on one core, start to finish: bytes in, JSON bytes out.

    python -m benchmarks.text [--pages N] [--rounds N] [--detail] [--json]

Over generated pages of 3 to 30 KB and over pages like our user's of about 10 KB, beside the floor
of only decoding and JSON-encoding the same pages; then the share of each stage, memory and
start-up. The two are measured in turns, a chunk of pages each, in time of this process; the best
round counts, as other work on the machine only ever adds, and the median is shown beside it.
"""

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from benchmarks import generate
from benchmarks.support import bar, median
from pipeline.absence import absence, clear
from pipeline.account import account
from pipeline.assess import assess
from pipeline.compose import compose
from pipeline.decode import decode
from pipeline.describe import describe
from pipeline.flow import clean_page
from pipeline.label import CONTEXT, label
from pipeline.label.scene import Taken, set_scene
from pipeline.label.sight import sight_all
from pipeline.model import Page, Reading
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.split import gather, settle, split
from pipeline.write import encode

CHUNK = 50
"""Pages that are measured in one go before it is the other's turn."""
STAGE_PAGES = 500
"""Pages over which stages are told apart: enough for shares."""
AIM = 1000
"""Pages of 10 KB a second and core."""
SETTINGS = Settings()
FIRST_CHINESE = "河边的老磨坊\n\n水轮每天早上由看守人亲手打开,声音半里外也听得见。"
FIRST_ENGLISH = "The Old Mill\n\nEvery morning the keeper opens the gate by hand."
START_UP = {
    "interpreter alone": "pass",
    "from pipeline import clean": "from pipeline import clean",
    "… first page, Chinese": f"import pipeline; pipeline.clean({FIRST_CHINESE!r})",
    "… first page, English": f"import pipeline; pipeline.clean({FIRST_ENGLISH!r})",
    "command --help": "import sys; sys.argv[1:] = ['--help']; import pipeline.cli as c; c.main()",
}
MEMORY = """
import sys
sys.path.insert(0, {folder!r})
import pathlib
def high():
    try:
        status = pathlib.Path('/proc/self/status').read_text()
        return int(status.split('VmHWM:')[1].split()[0]) * 1024
    except OSError:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
began = high()
from benchmarks import generate
from pipeline.flow import clean_page
from pipeline.model import Page
from pipeline.settings import Settings
from pipeline.write import encode
imported = high()
for number, page in enumerate(generate.pages({count})):
    for article in clean_page(Page(page.name, page.data), Settings()).articles:
        encode(article)
    if not number:
        first = high()
print(began, imported, first, high())
"""


class Speed(NamedTuple):
    """Seconds for all pages, round by round, of the floor and of the pipeline."""

    pages: int
    size: int
    articles: int
    floor: list[float]
    whole: list[float]

    def rates(self) -> dict[str, float]:
        """Pages and megabytes a second, and how the pipeline stands to the floor."""
        best, middle, floor = min(self.whole), median(self.whole), min(self.floor)
        return {
            "pages_per_second": round(self.pages / best, 1),
            "pages_per_second_median": round(self.pages / middle, 1),
            "megabytes_per_second": round(self.size / best / 1e6, 2),
            "floor_pages_per_second": round(self.pages / floor, 1),
            "floor_megabytes_per_second": round(self.size / floor / 1e6, 2),
            "times_the_floor": round(best / floor, 1),
        }


def main() -> None:
    """Measure and print it all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--detail", action="store_true", help="what each rule of context takes, too")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    memory = peak_memory(min(arguments.pages, 2000))
    starts = {name: start_up(code) for name, code in START_UP.items()}
    mixed = [Page(page.name, page.data) for page in generate.pages(arguments.pages)]
    alike = [Page(page.name, page.data) for page in generate.seed_like(max(arguments.pages // 3, 1))]
    gc.freeze()
    report = {
        "yardstick_ms": yardstick(),
        "mixed": of_speed(measure(mixed, arguments.rounds)),
        "seed_like": of_speed(measure(alike, arguments.rounds)),
        "kinds": by_kind(mixed),
        "stages_mixed": stages(mixed[:STAGE_PAGES], arguments.rounds),
        "stages_seed_like": stages(alike[:STAGE_PAGES], arguments.rounds),
        "context": context(alike[:STAGE_PAGES], arguments.rounds) if arguments.detail else {},
        "memory_bytes": memory,
        "start_up_ms": starts,
    }
    if arguments.json:
        print(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        print("\n".join(shown(report)))


def yardstick() -> float:
    """Milliseconds of `sum(range(1_000_000))`: how fast this machine runs Python just now.

    About 10 on a desktop of our day with Python 3.11; figures of two machines compare by it.
    """
    least = float("inf")
    for _ in range(20):
        began = time.process_time()
        sum(range(1_000_000))
        least = min(least, time.process_time() - began)
    return round(least * 1000, 1)


def clean(page: Page) -> int:
    """One page, start to finish; how many articles came of it."""
    articles = clean_page(page, SETTINGS).articles
    for article in articles:
        encode(article)
    return len(articles)


def floor(page: Page) -> int:
    """What no pipeline can do without: bytes to characters, characters to JSON."""
    text = page.data.decode("utf-8", "replace")
    return len(msgspec.json.format(msgspec.json.encode({"text": text}), indent=2) + b"\n")


def chunks(pages: list[Page]) -> Iterator[list[Page]]:
    """The pages, some at a time."""
    return (pages[start : start + CHUNK] for start in range(0, len(pages), CHUNK))


def timed(work: Callable[[Page], Any], pages: list[Page]) -> tuple[float, list[Any]]:
    """Seconds of this process, and what came of it."""
    began = time.process_time()
    made = [work(page) for page in pages]
    return time.process_time() - began, made


def measure(pages: list[Page], rounds: int) -> Speed:
    """Floor and pipeline in turns over all pages, some rounds."""
    clean(pages[0])
    floors, wholes, articles = [], [], 0
    for _ in range(rounds):
        below = above = 0.0
        articles = 0
        for some in chunks(pages):
            took, _ = timed(floor, some)
            below += took
            took, made = timed(clean, some)
            above += took
            articles += sum(made)
        floors.append(below)
        wholes.append(above)
    return Speed(len(pages), sum(len(page.data) for page in pages), articles, floors, wholes)


def of_speed(speed: Speed) -> dict[str, Any]:
    """A speed as JSON."""
    return {"pages": speed.pages, "bytes": speed.size, "articles": speed.articles, **speed.rates()}


def by_kind(pages: list[Page]) -> dict[str, dict[str, float]]:
    """Milliseconds a page of each kind of generated page."""
    seconds: Counter[str] = Counter()
    count: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for page in pages:
        kind = page.path.split("_")[1].removesuffix(".txt")
        took, _ = timed(clean, [page])
        seconds[kind] += took  # type: ignore[assignment]
        count[kind] += 1
        size[kind] += len(page.data)
    return {
        kind: {
            "pages": count[kind],
            "kilobytes": round(size[kind] / count[kind] / 1e3, 1),
            "milliseconds": round(seconds[kind] / count[kind] * 1000, 3),
            "megabytes_per_second": round(size[kind] / seconds[kind] / 1e6, 2),
        }
        for kind in sorted(count)
    }


def stages(pages: list[Page], rounds: int) -> dict[str, float]:
    """Milliseconds a page of each stage, the best round of each."""
    held = [one_round(pages) for _ in range(rounds)]
    return {name: round(min(each[name] for each in held) / len(pages) * 1000, 4) for name in held[0]}


def one_round(pages: list[Page]) -> Counter[str]:
    """Seconds of each stage, called one by one over chunks of pages, as `clean_page` calls them."""
    seconds: Counter[str] = Counter()

    def run(stage: str, work: Callable[..., Any], given: list[Any]) -> list[Any]:
        began = time.process_time()
        made = [work(*values) for values in given]
        seconds[stage] += time.process_time() - began  # type: ignore[assignment]
        return made

    for some in chunks(pages):
        read = run("decode", decode, [(page,) for page in some])
        texts = [(text, page) for text, page in zip(read, some, strict=True) if text is not None]
        segmented = run("segment", segment, [(text,) for text, _ in texts])
        labelled = run("label", label, [(each.blocks,) for each in segmented])
        stretches = run("split", split, [(blocks,) for blocks in labelled])
        stretches = run("settle", _settled, [(each,) for each in stretches])
        parts = run("assess + account", _told, [(each,) for each in stretches])
        given = [
            (part, Reading(page, text, each.repairs, None, 1))
            for group, (text, page), each in zip(parts, texts, segmented, strict=True)
            for part in group
        ]
        drafts = run("compose", compose, [(part,) for part, _ in given])
        facts = run(
            "describe",
            describe,
            [(draft, reading) for draft, (_, reading) in zip(drafts, given, strict=True)],
        )
        run(
            "assess + account",
            assess,
            [(draft, fact, reading) for draft, fact, (_, reading) in zip(drafts, facts, given, strict=True)],
        )
        run("assess + account", _account, [(part.labelled,) for part, _ in given])
        # The whole of the same pages, so that what stands between the stages can be told.
        articles = run(
            "clean_page",
            lambda page: clean_page(page, SETTINGS).articles,
            [(page,) for page in some],
        )
        run("encode", encode, [(article,) for each in articles for article in each])
    return seconds


def _settled(stretches: Any) -> Any:
    return settle(stretches, label)


def _told(stretches: Any) -> Any:
    judged = [(part, absence(part, None)) for part in stretches]
    return gather(tuple(part if why is None else clear(part, why) for part, why in judged))


def _account(labelled: Any) -> Any:
    return account(labelled, in_full=False)


def context(pages: list[Page], rounds: int) -> dict[str, float]:
    """Milliseconds a page inside `label`: lines by themselves, then each rule of context."""
    held: list[Counter[str]] = []
    blocks = [segment(text).blocks for page in pages if (text := decode(page)) is not None]
    for _ in range(rounds):
        seconds: Counter[str] = Counter()
        for each in blocks:
            _one_label(each, seconds)
        held.append(seconds)
    return {name: round(min(each[name] for each in held) / len(pages) * 1000, 4) for name in held[0]}


def _one_label(blocks: Any, seconds: Counter[str]) -> None:
    began = time.process_time()
    sights = sight_all(blocks)
    sighted = time.process_time()
    scene = set_scene(blocks, sights)
    now = time.process_time()
    seconds["sight_all"] += sighted - began  # type: ignore[assignment]
    seconds["set_scene"] += now - sighted  # type: ignore[assignment]
    taken: Taken = {}
    for place, rule in enumerate(CONTEXT):
        for index, verdict in rule(scene, taken).items():
            taken.setdefault(index, verdict)
        before, now = now, time.process_time()
        seconds[f"{place}. {rule.__name__.strip('<>')}"] += now - before  # type: ignore[assignment]


def start_up(code: str) -> float:
    """Milliseconds of a processor that a fresh process takes, the least of seven."""
    least = float("inf")
    for _ in range(7):
        began = _children()
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
        least = min(least, _children() - began)
    return round(least * 1000, 1)


def _children() -> float:
    times = resource.getrusage(resource.RUSAGE_CHILDREN)
    return times.ru_utime + times.ru_stime


def peak_memory(count: int) -> dict[str, int]:
    """Most bytes of a fresh process: at its start, with the package, with a page, with many."""
    program = MEMORY.format(folder=str(Path(__file__).resolve().parent.parent), count=count)
    held = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    names = ("interpreter", "package imported", "after the first page", f"after {count:,} pages")
    return dict(zip(names, map(int, held.split()), strict=True))


def shown(report: dict[str, Any]) -> Iterator[str]:
    """The tables for people."""
    yield f"Speed on one core, bytes in, JSON bytes out (yardstick {report['yardstick_ms']} ms)\n"
    most = max(report[name]["pages_per_second"] for name in ("mixed", "seed_like"))
    for name, title in (("mixed", "3–30 KB, mixed"), ("seed_like", "10 KB, seed-like")):
        got = report[name]
        yield (
            f"{title:18} {got['pages']:6,} pages {got['bytes'] / got['pages'] / 1e3:5.1f} KB each"
            f" {got['articles']:6,} articles {got['pages_per_second']:8,.0f} pages/s"
            f" (median {got['pages_per_second_median']:,.0f})"
            f" {got['megabytes_per_second']:6.1f} MB/s {bar(got['pages_per_second'], most)}"
        )
        yield (
            f"{'':18} the floor, decoding and JSON only:"
            f" {got['floor_pages_per_second']:,.0f} pages/s"
            f" {got['floor_megabytes_per_second']:,.0f} MB/s;"
            f" the pipeline takes {got['times_the_floor']:,.0f} times as long"
        )
    reached = report["seed_like"]["pages_per_second"] / AIM
    yield f"\naim: {AIM:,} seed-like pages/s; reached {reached:.0%} {bar(min(reached, 1), 1)}"
    yield "\nBy kind of page"
    slowest = max(got["milliseconds"] for got in report["kinds"].values())
    for kind, got in report["kinds"].items():
        yield (
            f"{kind:18} {got['pages']:6,} pages {got['kilobytes']:5.1f} KB"
            f" {got['milliseconds']:7.2f} ms"
            f" {got['megabytes_per_second']:6.1f} MB/s {bar(got['milliseconds'], slowest)}"
        )
    for name, title in (("mixed", "mixed"), ("seed_like", "seed-like")):
        yield f"\nStages, {title} pages"
        yield from _shares(report[f"stages_{name}"])
    if report["context"]:
        yield "\nInside label, seed-like pages"
        yield from _shares(report["context"])
    yield "\nMemory, peak of a fresh process"
    top = max(report["memory_bytes"].values())
    for name, held in report["memory_bytes"].items():
        yield f"{name:24} {held / 1e6:7.1f} MB {bar(held, top)}"
    yield "\nStart-up, processor time of a fresh process"
    top_ms = max(report["start_up_ms"].values())
    for name, took in report["start_up_ms"].items():
        yield f"{name:24} {took:7.1f} ms {bar(took, top_ms)}"


def _shares(stages: dict[str, float]) -> Iterator[str]:
    """Each stage with its share; the rest stands between them: identity, sums, the article."""
    rows = {name: took for name, took in stages.items() if name != "clean_page"}
    if "clean_page" in stages:
        inside = sum(took for name, took in rows.items() if name != "encode")
        rows["the rest"] = max(stages["clean_page"] - inside, 0.0)
    most, total = max(rows.values()), sum(rows.values())
    for name, took in rows.items():
        yield f"{name:24} {took:7.3f} ms {took / total:6.1%} {bar(took, most)}"


if __name__ == "__main__":
    main()
