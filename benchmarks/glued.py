"""Measure whether pages that hold two articles come out as two, and pages that hold one as one.

    python -m benchmarks.glued [PAGES ...] [--net NET]

PAGES are folders of cases (docs/cases.md), `benchmarks/pages` by default, which nothing is trained on. Pages of
text with one article are glued together in pairs of one language, in each form that `training/glued.py` knows; by
themselves they must stay one. NET is a weights file for the judge of lines in place of the shipped one.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from msgspec.structs import replace

from pipeline.flow import clean_page
from pipeline.label.lines import label_by, opinion_of
from pipeline.learned.network import load
from pipeline.model import Cleaned, Page
from pipeline.settings import Settings
from training.flattened import Flat
from training.glued import FORMS, glued_as, pairs
from training.written import written_lines

PAGES = Path("benchmarks/pages")
START = 20
"""Characters of a title that are compared."""


class Result(NamedTuple):
    """What became of a page."""

    articles: int
    lines: int
    """Lines of its articles."""
    lost: int
    """Of them, those that went."""
    stray: int
    """Others that stayed."""
    titled: bool
    """Whether the last article has its title."""


def main() -> None:
    """Print a row for each form."""
    options = _options()
    pages = [page for folder in options.pages for page in written_lines(folder) if _single(page)]
    rows: dict[str, list[Result]] = defaultdict(list)
    judge = None if options.net is None else load(options.net)

    def cleaned(page: Flat) -> Result:
        data = Page("page.txt", "\n".join(page.lines).encode("utf-8", "surrogatepass"))
        if judge is None:
            return _result(page, clean_page(data, Settings()))
        of_lines = lambda blocks: label_by(lambda *seen: opinion_of(judge, *seen), blocks)  # noqa: E731
        return _result(page, clean_page(data, Settings(), of_lines=of_lines))

    for page in pages:
        rows["by itself"].append(cleaned(page))
    for form, page in _glued(pages):
        rows[form].append(cleaned(page))
    for line in table(rows):
        print(line)


def table(rows: dict[str, list[Result]]) -> Iterator[str]:
    """Markdown."""
    yield "| pages | n | one article | two | more | article lines lost | stray lines a page | last title right |"
    yield "| --- | --: | --: | --: | --: | --: | --: | --: |"
    for form, results in rows.items():
        count = len(results)
        one, two = (sum(result.articles == number for result in results) for number in (1, 2))
        lost = sum(result.lost for result in results) / max(sum(result.lines for result in results), 1)
        stray = sum(result.stray for result in results) / count
        titled = sum(result.titled for result in results) / count
        yield f"| {form} | {count} | {one} | {two} | {count - one - two} | {lost:.1%} | {stray:.1f} | {titled:.0%} |"


def _glued(pages: list[Flat]) -> Iterator[tuple[str, Flat]]:
    # Pairs are of one fold in training; here there are none.
    for first, second in pairs(replace(page, site="") for page in pages):
        for form in FORMS:
            yield form, glued_as(form, first, second, random.Random(crc32(first.id.encode())))


def _single(page: Flat) -> bool:
    """Whether the page has one article, and its title is known."""
    return page.page_type == "article" and not page.begins and bool(page.titles)


def _result(page: Flat, cleaned: Cleaned) -> Result:
    kept, taken = set[int](), set[int]()
    for item in cleaned.labelled:
        (kept if item.verdict is None else taken).update(range(item.block.first - 1, item.block.last))
    told = {at: label for at, label in enumerate(page.labels) if at not in page.titles and page.lines[at].strip()}
    own = {at for at, label in told.items() if label >= 0.5}
    noise = told.keys() - own
    last = page.lines[max(page.titles)].strip().lstrip("# ")[:START] if page.titles else ""
    said = cleaned.articles[-1].title if cleaned.articles else None
    titled = bool(said) and (said or "")[:START] == last
    return Result(len(cleaned.articles), len(own), len(own & taken), len(noise & kept), titled)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="*", default=[PAGES])
    parser.add_argument("--net", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
