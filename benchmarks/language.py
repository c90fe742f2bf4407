"""Measure `pipeline.language` against langdetect on a corpus.

    python -m benchmarks.language CORPUS [--sample N ...]

CORPUS is a folder of folders with a `manifest.jsonl`, one JSON object a page with `text` and
`lang`. Only the language is compared, as the gold says `zh` for both scripts of Chinese; `und` is
counted apart from a wrong answer. langdetect is seeded before every text.
"""

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from langdetect import DetectorFactory, LangDetectException, detect

from pipeline import language

Page = tuple[str, str]
"""Language according to the gold, and text."""

PIECES_PER_PAGE = 3
START_UP = {
    "import": "pass",
    "Chinese": "identify('这是一个很简单的句子')",
    "Russian": "identify('Это очень простое предложение')",
    "English": "identify('This is a very simple sentence')",
}


def main() -> None:
    """Print start-up, accuracy and time of both, then accuracy by length of the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", type=int, nargs="*", default=[256, 512, 1024, 2048, 4096])
    arguments = parser.parse_args()
    pages = read(arguments.corpus)
    sets = {"whole": pages, "200": pieces(pages, 200), "50": pieces(pages, 50)}
    print(f"{len(pages)} pages, {sum(len(text) for _, text in pages) // len(pages)} characters each")
    for name, code in START_UP.items():
        print(f"start-up {name}: {start_up(code):.0f} ms")
    for method in (language.identify, seeded_langdetect):
        method("Это очень простое предложение")
        method("This is a very simple sentence")
        for name, texts in sets.items():
            print(f"{method.__name__:18} {name:6}", score(method, texts))
    for size in arguments.sample:
        language.SAMPLE = size  # type: ignore[misc]
        print(f"sample of {size:5}", score(language.identify, pages))


def read(corpus: Path) -> list[Page]:
    """Return the pages whose language and text are known."""
    manifests = sorted(corpus.glob("*/manifest.jsonl"))
    rows = [json.loads(line) for path in manifests for line in path.open(encoding="utf-8")]
    return [(row["lang"], row["text"]) for row in rows if row["lang"] and row["text"]]


def pieces(pages: list[Page], length: int) -> list[Page]:
    """Return pieces from the inside of each page, evenly spread."""
    steps = range(1, PIECES_PER_PAGE + 1)
    starts = [(page, len(page[1]) * step // (PIECES_PER_PAGE + 1)) for page in pages for step in steps]
    cut = [(tag, text[start : start + length]) for (tag, text), start in starts]
    return [(tag, text) for tag, text in cut if len(text) == length]


def score(method: Callable[[str], str], texts: list[Page]) -> str:
    """Return one line of figures; the script of Chinese is left out of the comparison."""
    began = time.perf_counter()
    answers = [method(text) for _, text in texts]
    each = (time.perf_counter() - began) / len(texts) * 1000
    found = [answer.split("-")[0] for answer in answers]
    wrong = Counter(
        f"{tag}>{answer}" for (tag, _), answer in zip(texts, found, strict=True) if answer not in (tag, "und")
    )
    undetermined = found.count("und")
    right = len(texts) - undetermined - wrong.total()
    return (
        f"right {right / len(texts):.2%}  und {undetermined}  wrong {wrong.total()}"
        f"  of {len(texts)}  {each:.3f} ms each  {dict(wrong.most_common(8))}"
    )


def seeded_langdetect(text: str) -> str:
    """Ask langdetect, with the same dice every time."""
    DetectorFactory.seed = 0
    try:
        return str(detect(text))
    except LangDetectException:
        return "und"


def start_up(code: str) -> float:
    """Return the milliseconds of a first answer in a fresh process, numpy's import not counted."""
    program = (
        "import time, numpy; began = time.perf_counter(); from pipeline.language import identify;"
        f"{code}; print(time.perf_counter() - began)"
    )
    runs = [subprocess.check_output([sys.executable, "-c", program]) for _ in range(5)]
    return min(map(float, runs)) * 1000


if __name__ == "__main__":
    main()
