"""python -m benchmarks.facts CORPUS: titles, authors and dates of whole articles against gold, and what is invented.

The gold is that of the manifests (`wcxb` has titles, authors and dates), or a list of one's own: JSON lines
with `id`, and `date`, `authors` and `title` where they are known; a null or an empty list says that the page
has none. Of the pages that have none it counts how often one is given.

With `--lines TEXTMODE` the same of the pages as flattened text, in which no markup says anything; with `--folds FOLDS`,
what `python -m training.lines --folds` writes, by nets that have not seen a page's site.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.lines import by_folds
from benchmarks.support import read_lines
from pipeline.article import Article
from pipeline.flow import clean_page
from pipeline.model import Page
from pipeline.settings import Settings
from training.corpus import SETS, GoldPage, pages
from training.told import authors_of

_HAN = re.compile(r"[\u3400-\u9fff]")


def folded(text: str) -> str:
    """Case, width, punctuation and white space do not count; between Han characters there is none."""
    plain = re.sub(r"[^\w\s]", "", unicodedata.normalize("NFKC", text).lower())
    return "".join(plain.split()) if _HAN.search(plain) else " ".join(plain.split())


def wanted(gold: GoldPage, own: dict[str, dict[str, Any]] | None) -> dict[str, Any] | None:
    """What is known of a page: title, authors and date; a fact that is not known is left out."""
    row = gold.row
    if own is not None:
        return own.get(row.id)
    return {"title": row.title, "authors": list(authors_of(row)), "date": row.date} if row.set == "wcxb" else None


def compare(known: dict[str, Any], article: Article | None) -> Iterator[tuple[str, bool]]:
    """Each measure of one page with its outcome; a page without an article gives nothing."""
    if known.get("title"):
        title = article.title if article is not None else None
        yield "title exact", title is not None and folded(title) == folded(known["title"])
    if "authors" in known:
        names = {folded(name) for name in article.authors} if article is not None else set()
        gold = {folded(name) for name in known["authors"]}
        if gold:
            yield "author exact", names == gold
            yield "author overlaps", bool(names & gold)
            yield "author given", bool(names)
        else:
            yield "author invented", bool(names)
    if "date" in known:
        date = article.published if article is not None else None
        if known["date"]:
            yield "date same day", date is not None and date[:10] == known["date"][:10]
            yield "date given", date is not None
        else:
            yield "date invented", date is not None


def flattened(folder: Path) -> dict[str, str]:
    """Pages as flattened text, by id."""
    rows = (row for path in sorted(folder.glob("*.jsonl.gz")) for row in read_lines(path))
    return {row["id"]: "\n".join(row["lines"]) for row in rows}


def main() -> None:
    """Print shares of the pages whose gold has the fact; of those that have none, the share invented."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--gold", type=Path, help="a list of one's own, for pages of any set")
    parser.add_argument("--lines", type=Path, metavar="TEXTMODE", help="the pages as flattened text from this folder")
    parser.add_argument("--folds", type=Path, help="judge each flattened page by the net of its fold")
    parser.add_argument("--missed", type=Path, help="write every page that was missed here, as JSON lines")
    options = parser.parse_args()
    own = None
    if options.gold is not None:
        listed = map(json.loads, options.gold.read_text("utf-8").splitlines())
        own = {row["id"]: row for row in listed}
    right, asked = Counter[str](), Counter[str]()
    missed: list[str] = []
    flat = None if options.lines is None else flattened(options.lines)
    labelling = by_folds(options.folds)
    for gold in pages(options.corpus, SETS if own is not None else ("wcxb",)):
        known = wanted(gold, own)
        if known is None or (flat is not None and gold.row.id not in flat):
            continue
        html = Page(gold.row.id, gold.data, media_type="text/html", url=gold.row.url)
        page = html if flat is None else Page(gold.row.id, flat[gold.row.id].encode())
        cleaned = clean_page(page, Settings(), of_lines=labelling(gold.row.id))
        article = next(iter(cleaned.articles), None)
        for measure, outcome in compare(known, article):
            asked[measure] += 1
            right[measure] += outcome
            if outcome == measure.endswith("invented"):
                said = None if article is None else (article.title, article.authors, article.published)
                missed.append(json.dumps({"id": gold.row.id, "measure": measure, "gold": known, "said": said}))
    for measure in sorted(asked):
        print(f"{measure:18} {asked[measure]:5} {right[measure] / asked[measure]:.3f}")
    if options.missed is not None:
        options.missed.write_text("\n".join(missed) + "\n", "utf-8")


if __name__ == "__main__":
    main()
