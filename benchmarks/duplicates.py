"""Duplicates: recall on pairs made by stated edits, precision and recall on what is alike by itself, speed.

    python -m benchmarks.duplicates [CORPUS] [--texts N] [--json]

Of each text, generated or of CORPUS (folders with a `manifest.jsonl`), edited copies are made. An edit's
`found` is the share of copies that are marked as duplicates of their text: they share a band and their
signatures are alike. Beside it stands the Jaccard index of the shingles, which is what signatures
estimate, and the share of copies whose index is over the threshold. Then all texts are compared with each
other: pairs that are found, pairs whose exact index is over the threshold, and pairs that are both.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks import generate
from benchmarks.support import bar, mean, read_lines
from pipeline.sketch import ALIKE, BANDS, FEWEST, ROWS, Sketch, alike, bands, sketch, taken_apart

SMALLEST = 400
"""Characters of a text that is compared."""
SAMPLED = 8
"""One shingle of so many is looked up for exact pairs: two texts that share half of theirs share one of these."""
COMMON = 30
"""A shingle that more texts have says nothing."""

Lines = list[str]
Edit = Callable[[Lines, Lines, random.Random], Lines]

EDITS: dict[str, Edit] = {
    "another title above": lambda one, other, dice: one,  # a title is no part of the body
    "white space and punctuation": lambda one, other, dice: [
        line.replace(",", " ,").replace("。", " . ") for line in one
    ],
    "a sentence more": lambda one, other, dice: [*one, other[0][:60]],
    "one character in 200 differs": lambda one, other, dice: _misread(one, dice, 200),
    "one character in 50 differs": lambda one, other, dice: _misread(one, dice, 50),
    "a tenth of it dropped": lambda one, other, dice: _dropped(one, 0.1, dice),
    "a fifth of it dropped": lambda one, other, dice: _dropped(one, 0.2, dice),
    "a third of it dropped": lambda one, other, dice: _dropped(one, 1 / 3, dice),
    "half of it dropped": lambda one, other, dice: _dropped(one, 0.5, dice),
    "paragraphs in another order": lambda one, other, dice: dice.sample(one, len(one)),
    "glued to a tenth of another": lambda one, other, dice: [*one, _part("\n".join(other), len("\n".join(one)) // 10)],
    "glued to another of its size": lambda one, other, dice: [*one, _part("\n".join(other), len("\n".join(one)))],
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    texts = list(read(arguments.corpus) if arguments.corpus else made(arguments.texts))[: arguments.texts]
    figures = {
        "texts": len(texts),
        "curve": curve(),
        "edits": edits(texts),
        "pairs": pairs(texts),
        "speed": speed(texts),
    }
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        _show(figures)


def made(count: int) -> Iterator[str]:
    """Texts put together from few words: they share more shingles than people's do."""
    dice = random.Random(5)
    for number in range(count):
        size = dice.randrange(2000, 12_000)
        english = number % 2 == 1
        body = generate.english_body(dice, size) if english else generate.chinese_body(dice, size, gap=False)
        yield "\n".join(line for line in body if line.strip())


def read(corpus: Path) -> Iterator[str]:
    """The gold texts of a corpus, in an order that mixes its sets."""
    found = [
        record["text"]
        for manifest in sorted(corpus.rglob("manifest.jsonl"))
        for record in read_lines(manifest)
        if len(record["text"]) >= SMALLEST
    ]
    random.Random(5).shuffle(found)
    yield from found


def curve() -> dict[str, float]:
    """The probability that two texts share a band, by the Jaccard index of their shingles."""
    return {f"{tenth / 20:.2f}": 1 - (1 - (tenth / 20) ** ROWS) ** BANDS for tenth in range(6, 20)}


def edits(texts: list[str]) -> dict[str, dict[str, float]]:
    """How many edited copies are found."""
    told = {}
    for name, edit in EDITS.items():
        dice = random.Random(name)
        found, index = [], []
        for text, other in zip(texts, [*texts[1:], texts[0]], strict=True):
            copy = "\n".join(edit(_lines(text), _lines(other), dice))
            found.append(_is_found(sketch(text), sketch(copy)))
            index.append(_jaccard(shingles(text), shingles(copy)))
        told[name] = {"found": mean(found), "index": mean(index), "over": mean(one >= ALIKE for one in index)}
    return told


def pairs(texts: list[str]) -> dict[str, int]:
    """All pairs of texts that are found, that are alike, and that are both."""
    sketches = [sketch(text) for text in texts]
    buckets: dict[object, list[int]] = defaultdict(list)
    for number, one in enumerate(sketches):
        if one is not None:
            buckets[one.rank].append(number)
            for key in bands(one.signature):
                buckets[key].append(number)
    near = {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}
    found = {pair for pair in near if _is_found(sketches[pair[0]], sketches[pair[1]])}
    sets = [shingles(text) for text in texts]
    by_shingle: dict[str, list[int]] = defaultdict(list)
    for number, some in enumerate(sets):
        for shingle in some:
            if sum(shingle.encode()) % SAMPLED == 0:
                by_shingle[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in by_shingle.values():
        if len(holders) <= COMMON:
            shared.update(combinations(holders, 2))
    true = {pair for pair in shared if _jaccard(sets[pair[0]], sets[pair[1]]) >= ALIKE}
    close = sum(_jaccard(sets[one], sets[two]) >= ALIKE - 0.1 for one, two in found)
    return {
        "candidates": len(near),
        "found": len(found),
        "alike": len(true),
        "both": len(found & true),
        "found_within_a_tenth": close,
    }


def speed(texts: list[str]) -> dict[str, float]:
    """Microseconds of processor time a text, and the characters of one."""
    best = min(_timed(lambda: [sketch(text) for text in texts]) for _ in range(3))
    sketches = [one for text in texts if (one := sketch(text)) is not None]
    keys = min(_timed(lambda: [bands(one.signature) for one in sketches]) for _ in range(3))
    count = len(texts)
    return {"characters": mean(map(len, texts)), "sketch_us": best / count * 1e6, "bands_us": keys / count * 1e6}


def shingles(text: str) -> frozenset[str]:
    """The shingles of a text, as the sketch takes them."""
    return frozenset(taken_apart(text)[1])


def _is_found(one: Sketch | None, other: Sketch | None) -> bool:
    if one is None or other is None:
        return False
    if one.rank == other.rank:
        return True
    if not one.signature or not other.signature:
        return False
    return bool(set(bands(one.signature)) & set(bands(other.signature))) and alike(one.signature, other.signature)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _lines(text: str) -> Lines:
    return [line for line in text.split("\n") if line.strip()]


def _misread(lines: Lines, dice: random.Random, every: int) -> Lines:
    """Characters that were read wrong, as a scanner does."""
    return ["".join("鬱" if sign.isalnum() and dice.random() < 1 / every else sign for sign in line) for line in lines]


def _dropped(lines: Lines, share: float, dice: random.Random) -> Lines:
    """A stretch less: whole lines where there are many, else a piece of the text."""
    text = "\n".join(lines)
    size = int(len(text) * share)
    at = dice.randrange(len(text) - size)
    return _lines(text[:at] + text[at + size :])


def _part(text: str, size: int) -> str:
    return (text * (size // max(len(text), 1) + 1))[:size]


def _show(figures: dict[str, Any]) -> None:
    print(f"{figures['texts']:,} texts of {figures['speed']['characters']:,.0f} characters")
    print(f"sketch {figures['speed']['sketch_us']:.0f} µs, its keys {figures['speed']['bands_us']:.0f} µs a text")
    print(f"\nindex   shares one of {BANDS} bands of {ROWS}; alike from {ALIKE}, from {FEWEST} shingles on")
    for index, chance in figures["curve"].items():
        print(f"{index:6} {chance:7.1%}  {bar(chance, 1)}")
    print(f"\n{'edit':32} {'found':>7} {'index':>7} {'over':>7}")
    for name, told in figures["edits"].items():
        print(f"{name:32} {told['found']:7.1%} {told['index']:7.2f} {told['over']:7.1%}  {bar(told['found'], 1)}")
    told = figures["pairs"]
    print(f"\npairs: {told['candidates']:,} share a band, {told['found']:,} found, {told['alike']:,} alike")
    if told["found"]:
        print(
            f"precision {told['both'] / told['found']:.3f},"
            f" with an index of {ALIKE - 0.1:.2f} {told['found_within_a_tenth'] / told['found']:.3f}"
        )
    if told["alike"]:
        print(f"recall    {told['both'] / told['alike']:.3f}")


if __name__ == "__main__":
    main()
