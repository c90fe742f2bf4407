"""How fast HTML pages become articles: ours and the peers' on the same pages, in one process, page by page in turn.

Bytes in, article out, processor time. Peers that are not installed are left out and named; they need
no part of this package (`pip install trafilatura rs-trafilatura resiliparse`).
"""

import argparse
import gc
import importlib
import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.support import bar
from pipeline import clean
from pipeline.assess import assess
from pipeline.compose import compose
from pipeline.decode import decode
from pipeline.describe import describe
from pipeline.flow import clean_page
from pipeline.judge import judge
from pipeline.label import label
from pipeline.label.leaves import label_leaves
from pipeline.model import Opinion, Page, Reading, Segmented, Text
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.split import whole
from pipeline.write import encode
from training.corpus import SETS, pages

Contestant = Callable[[bytes], object]

SLOWEST = 20.0
"""Seconds of a page after which a peer is given up on it: its time counts, and it is named."""


def ours(data: bytes) -> bytes:
    """The whole way to the bytes of a file."""
    return b"".join(encode(article) for article in clean(data, media_type="text/html"))


def _trafilatura(module: Any) -> Contestant:
    run: Contestant = module.extract
    return run


def _rs_trafilatura(module: Any) -> Contestant:
    run: Contestant = module.extract_bytes
    return run


def _resiliparse(_: Any) -> Contestant:
    html = importlib.import_module("resiliparse.parse.html")
    encoding = importlib.import_module("resiliparse.parse.encoding")
    extract = importlib.import_module("resiliparse.extract.html2text")

    def run(data: bytes) -> object:
        tree = html.HTMLTree.parse_from_bytes(data, encoding.detect_encoding(data))
        return extract.extract_plain_text(tree, main_content=True)

    return run


PEERS: dict[str, Callable[[Any], Contestant]] = {
    "trafilatura": _trafilatura,
    "rs_trafilatura": _rs_trafilatura,
    "resiliparse": _resiliparse,
}
"""Peers at their documented general settings."""


def contestants() -> dict[str, Contestant]:
    """Ours and the peers that are installed."""
    found: dict[str, Contestant] = {"pipeline": ours}
    for name, make in PEERS.items():
        try:
            found[name] = make(importlib.import_module(name))
        except ImportError as missing:
            print(f"{name} is left out ({missing})")
    return found


def race(sample: list[bytes], rounds: int) -> None:
    """Each page goes to each contestant in turn; the best round counts."""
    runners = contestants()
    for run in runners.values():
        run(sample[0])
    best = dict.fromkeys(runners, float("inf"))
    for _ in range(rounds):
        spent = dict.fromkeys(runners, 0.0)
        for data in sample:
            for name, run in runners.items():
                spent[name] += timed(run, data)
        best = {name: min(best[name], spent[name]) for name in runners}
    print(f"{'':16} {'ms a page':>9} {'pages/s':>8} {'ours is':>9}")
    slowest = max(best.values())
    for name, seconds in sorted(best.items(), key=lambda item: item[1]):
        each = seconds / len(sample)
        ratio = "" if name == "pipeline" else f"{seconds / best['pipeline']:8.1f}×"
        print(f"{name:16} {each * 1000:9.2f} {1 / each:8.0f} {ratio:>9}  {bar(seconds, slowest)}")


def timed(run: Callable[..., object], *given: object) -> float:
    """Seconds of processor time; what a contestant raises counts as an empty result."""
    started = time.process_time()
    try:
        run(*given)
    except Exception as wrong:
        print(f"a contestant failed: {type(wrong).__name__}")
    return time.process_time() - started


def stages(sample: list[bytes]) -> None:
    """Where the time goes: each stage over all pages, the best of three rounds."""
    read = [Page("page.html", data, media_type="text/html") for data in sample]
    texts = [(page, text) for page in read if (text := decode(page)) is not None]
    cut: list[tuple[Page, Text, Segmented, Opinion]] = []
    for page, text in texts:
        segmented = segment(text)
        opinion = judge(segmented)
        if opinion is not None:
            cut.append((page, text, segmented, opinion))
    parts = [whole(label_leaves(it, opinion, label), opinion.title)[0] for _, _, it, opinion in cut]
    drafts = [compose(part, it.markup) for part, (_, _, it, _) in zip(parts, cut, strict=True)]
    readings = [Reading(page, text, it.repairs, it.markup, 1) for page, text, it, _ in cut]
    facts = [describe(draft, reading) for draft, reading in zip(drafts, readings, strict=True)]
    articles = [article for page in read for article in clean_page(page, Settings()).articles]
    work: dict[str, Callable[[], object]] = {
        "decode": lambda: [decode(page) for page in read],
        "segment": lambda: [segment(text) for _, text in texts],
        "judge": lambda: [judge(it) for _, _, it, _ in cut],
        "label": lambda: [label_leaves(it, opinion, label) for _, _, it, opinion in cut],
        "compose": lambda: [compose(part, it.markup) for part, (_, _, it, _) in zip(parts, cut, strict=True)],
        "describe": lambda: [describe(draft, it) for draft, it in zip(drafts, readings, strict=True)],
        "assess": lambda: [assess(*given) for given in zip(drafts, facts, readings, strict=True)],
        "write": lambda: [encode(article) for article in articles],
    }
    spent = {name: min(timed(stage) for _ in range(3)) / len(sample) for name, stage in work.items()}
    total = sum(spent.values())
    for name, seconds in spent.items():
        print(f"{name:16} {seconds * 1000:9.2f} ms {seconds / total:6.1%}  {bar(seconds, max(spent.values()))}")


def memory(sample: list[bytes], count: int) -> None:
    """The peak of memory after a thousand pages and after all."""
    for number in range(1, count + 1):
        ours(sample[number % len(sample)])
        if number in (1000, count):
            gc.collect()
            print(f"{number:7,} pages: peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def main() -> None:
    """Race, then where our time goes; memory where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="folder with wcxb/, magic/, daniel/, l3sgn1/")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--memory", type=int, default=0, metavar="COUNT", help="clean so many pages and tell the peak")
    options = parser.parse_args()
    every = [gold.data for gold in pages(options.corpus, SETS)]
    step = max(1, len(every) // options.pages)
    sample = every[::step][: options.pages]
    sizes = [len(data) / 1000 for data in sample]
    print(f"{len(sample)} pages, {sum(sizes) / len(sizes):.0f} kB on average, {median(sizes):.0f} kB in the middle")
    race(sample, options.rounds)
    stages(sample)
    if options.memory:
        memory(sample, options.memory)


if __name__ == "__main__":
    main()
