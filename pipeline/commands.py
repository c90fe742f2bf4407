"""Commands that have no folder of their own: parse, call, print, exit."""

import hashlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import click
import msgspec
from msgspec.structs import replace

from pipeline.agreement import agreement, all_together, by_itself
from pipeline.errors import NO_TEXT, PageError, on_a_line
from pipeline.evaluate import read_cases, score, sum_up
from pipeline.explain import explain as explain_lines
from pipeline.flow import clean_page
from pipeline.hearing import hear
from pipeline.lookup import page_at
from pipeline.model import Page
from pipeline.notebook import attach, its_page, outdated, read_notebook
from pipeline.plan import is_folder
from pipeline.progress import Progress
from pipeline.read import NAME_A_PAGE, STANDARD_INPUT, Failure, Item, Source, read_source, shown, source_at
from pipeline.recall import open_memories
from pipeline.remote import fetch, is_url
from pipeline.review.pages import page_data
from pipeline.review.single import single
from pipeline.run import run
from pipeline.scoreboard import show_agreement, show_scores
from pipeline.settings import Run, Settings, load
from pipeline.showing import show_list, show_status
from pipeline.status import Wanted, listed, none_listed, open_to_read
from pipeline.status import status as look
from pipeline.write import encode, encode_line
from pipeline.write import schema as schema_bytes


@click.command()
@click.argument("pages", nargs=-1)
@click.option("-o", "--output", metavar="DIR", help="Where the articles go; clean/ when nothing is named.")
@click.option("--workers", type=click.IntRange(min=0), metavar="N", help="Processes; 0 takes one per core.")
@click.option(
    "--layout",
    type=click.Choice(["folder", "jsonl"]),
    help="What a container of pages becomes: a folder of articles, or one file with an article a line.",
)
@click.option(
    "--memory", metavar="DIR", help="Where the memories of sites lie; sites/ if nothing is said, '' for none."
)
@click.option("--engine", type=click.Choice(["local", "ray"]), help="Who cleans: this machine's processes, or Ray's.")
@click.option("--ray-address", metavar="HOST:PORT", help="The cluster of Ray; left to Ray when not named.")
@click.option("--keep-removed", is_flag=True, help="Write what was removed in full.")
@click.option("--prune", is_flag=True, help="Remove the articles of pages that have vanished.")
@click.option("--retry", is_flag=True, help="Clean pages again that failed before, though nothing has changed.")
@click.option(
    "--json",
    "json",
    is_flag=True,
    help="Print an event a line as JSON, for programs; a page without -o is its article anyway.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but failures.")
@click.option("-v", "--verbose", is_flag=True, help="Print a line for every page.")
def clean(
    pages: tuple[str, ...],
    output: str | None,
    workers: int | None,
    layout: Literal["folder", "jsonl"] | None,
    memory: str | None,
    engine: Literal["local", "ray"] | None,
    ray_address: str | None,
    keep_removed: bool,
    **flags: bool,
) -> None:
    """Clean PAGES, files and folders; raw/ into clean/ when nothing is named.

    What is known and has not changed is left alone. One page, or - for standard input, without -o is printed.
    """
    settings, how = load(Path())
    if STANDARD_INPUT in pages and (output is not None or len(pages) > 1):
        raise click.UsageError(
            "- reads one page and prints it; leave out -o and the other pages, or save it as a file first."
        )
    if output is not None and (not output or Path(output).is_file()):
        raise click.UsageError(f"-o {output!r} is no folder; name one, it is made where there is none.")
    if output is not None and output.endswith((".json", ".jsonl")) and not is_folder(output):
        raise click.UsageError(f"-o names a folder; to write one article into a file, say > {output} instead.")
    settings = replace(settings, keep_removed=keep_removed or settings.keep_removed)
    if output is None and len(pages) == 1 and not is_folder(pages[0]):
        if said := next((name for name in ("prune", "retry") if flags[name]), None):
            raise click.UsageError(f"--{said} is of a run over a folder, and one page is printed; add -o DIR.")
        how = replace(how, memory=how.memory if memory is None else memory)
        sys.exit(_print_articles(_read(pages[0], settings, how), settings, layout or how.layout))
    how = replace(
        how,
        pages=pages or how.pages,
        output=output or how.output,
        workers=how.workers if workers is None else workers,
        layout=layout or how.layout,
        memory=how.memory if memory is None else memory,
        engine=engine or how.engine,
        ray_address=ray_address or how.ray_address,
        **{name: True for name, given in flags.items() if given},
    )
    with Progress(how) as progress:
        report = run(settings, how, progress.watch)
    progress.sum_up(report)
    sys.exit(report.exit_code)


@click.command()
@click.option("-o", "--output", metavar="DIR", help="Which folder of articles; clean/ when nothing is named.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON; of a list, a line for each page.")
@click.option("--failed", is_flag=True, help="List the pages that failed, with why.")
@click.option("--reason", metavar="R", help="List pages without article, failed, or with blocks removed because of R.")
@click.option("--flag", metavar="F", help="List the pages with an article that has this flag.")
@click.option("--site", metavar="S", help="List the pages with an article whose site, as it says itself, is S.")
def status(output: str | None, as_json: bool, **asked: Any) -> None:
    """Tell what is known of the pages that were cleaned, and what is stale."""
    settings, how = load(Path())
    how = replace(how, output=output or how.output)
    wanted = Wanted(**asked)
    with open_to_read(how.output) as ledger:
        if wanted != Wanted():
            if not show_list(listed(ledger, wanted), as_json=as_json):
                click.echo(none_listed(ledger, wanted), err=True)
        else:
            show_status(look(settings, how, ledger), as_json=as_json)


@click.command()
@click.argument("page")
@click.option("--color/--no-color", default=None, help="Colours; on where the output is a terminal.")
@click.option("--html", "as_html", is_flag=True, help="Print a page for a browser: PAGE and its article side by side.")
def explain(page: str, color: bool | None, as_html: bool) -> None:
    """Show every line of PAGE with its verdict and the rule that gave it.

    Where a judge was asked, its probability stands before the text, and below what spoke for and against it. It is
    asked of every block of an HTML page, and of a page of text on which the rules leave lines that may be a frame's.
    """
    settings, how = load(Path())
    failed = 0
    pages = []
    for item in _read(page, settings, how):
        if isinstance(item, Failure):
            click.echo(f"failed: {on_a_line(item)}", err=True)
            failed = 1
        elif isinstance(item, Page) and as_html:
            pages.append(page_data(item, clean_page(item, settings), by_itself(item, settings), hear(item, settings)))
        elif isinstance(item, Page):
            _explain(item, settings, color)
    if pages:
        click.echo(single(tuple(pages)), nl=False)
    sys.exit(failed)


def _explain(page: Page, settings: Settings, color: bool | None) -> None:
    if page.record is not None:
        click.secho(f"== {on_a_line(page.record)}", bold=True, color=color)
    cleaned = clean_page(page, settings)
    for line, colour in explain_lines(cleaned, hear(page, settings)):
        click.secho(line, fg=colour, color=color)
    if cleaned.absence is not None:
        click.secho(f"no article: {cleaned.absence}", bold=True, color=color)


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the scores as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="Print every case, not only those that differ.")
def evaluate(gold: Path, as_json: bool, verbose: bool) -> None:
    """Score against GOLD, a folder of pages with their gold beside them (docs/cases.md), or one of corrections.

    Of corrections (docs/corrections.md) it tells how many of them the pipeline gets right by itself.
    """
    settings, how = load(Path())
    scores = [score(case, settings) for case in read_cases(gold)]
    if not scores:
        _evaluate_corrections(gold, settings, how, as_json=as_json, verbose=verbose)
    elif as_json:
        click.echo(msgspec.json.encode({"summary": sum_up(scores), "cases": scores}))
    else:
        show_scores(scores, verbose=verbose)


def _evaluate_corrections(folder: Path, settings: Settings, how: Run, *, as_json: bool, verbose: bool) -> None:
    entries = read_notebook(folder).entries()
    if not entries:
        raise PageError(str(folder), "there is no *.gold.json in it, and no corrections", "name a folder of case files")
    pages = []
    for entry in entries:
        page = page_at(entry.said.page, entry.said.record, settings, how)
        if page is None:
            click.echo(f"{entry.file}: not scored, as there is no page {its_page(entry.said)}.", err=True)
        elif (changed := outdated(entry, hashlib.sha256(page.data).hexdigest())) is not None:
            click.echo(on_a_line(changed), err=True)
        else:
            pages.append(agreement(page, entry, settings))
    if as_json:
        click.echo(msgspec.json.encode({"summary": all_together(pages), "pages": pages}))
    else:
        show_agreement(pages, verbose=verbose)


@click.command()
def schema() -> None:
    """Print the JSON Schema of an article."""
    click.echo(schema_bytes(), nl=False)


def _read(name: str, settings: Settings, how: Run) -> Iterator[Item]:
    """What lies at a path, or comes on standard input; pages with what is known of their sites and was corrected."""
    memories = open_memories(how.memory)
    for item in _lying(name, settings, how):
        yield memories.remind(item) if isinstance(item, Page) else item


def _lying(name: str, settings: Settings, how: Run) -> Iterator[Item]:
    if name == STANDARD_INPUT:
        yield from read_source(Source(STANDARD_INPUT, STANDARD_INPUT), settings)
        return
    if is_url(name):
        yield from _fetched(name, settings)
        return
    if not Path(name).exists():
        raise PageError(name, "nothing lies there", NAME_A_PAGE)
    notebook = read_notebook(Path(how.corrections))
    for item in read_source(_named(source_at(name), how.pages), settings):
        yield attach(item, notebook) if isinstance(item, Page) else item


def _fetched(url: str, settings: Settings) -> Iterator[Item]:
    """What lies behind a URL."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "page")
        try:
            fetch(url, copy)
        except FileNotFoundError as wrong:
            raise PageError(url, "nothing lies there", NAME_A_PAGE) from wrong
        source = Source(str(copy), shown(url.rpartition("/")[2]), copy.stat().st_size)
        for item in read_source(source, settings):
            yield replace(item, file=url) if isinstance(item, Failure) else item


def _named(source: Source, roots: tuple[str, ...]) -> Source:
    """The source under the name that it has in a run: its path below the folder of pages it lies in."""
    for root in roots:
        inside = Path(source.file).resolve()
        if Path(root).is_dir() and inside.is_relative_to(Path(root).resolve()):
            return replace(source, name=inside.relative_to(Path(root).resolve()).as_posix())
    return source


def _print_articles(items: Iterator[Item], settings: Settings, layout: Literal["folder", "jsonl"]) -> int:
    """Print the articles of one source; 1 where some of it could not be read."""
    failed = 0
    for item in items:
        if isinstance(item, Failure):
            click.echo(f"pipeline: {on_a_line(item)}", err=True)
            failed = 1
        elif isinstance(item, Page):
            cleaned = clean_page(item, settings)
            for article in cleaned.articles:
                click.echo(encode_line(article) if layout == "jsonl" else encode(article), nl=False)
            if (why := cleaned.absence) is not None:
                where = item.path if item.record is None else f"{item.path}, {item.record}"
                none = PageError(where, *NO_TEXT) if why == "not_text" else f"{where}: no article ({why})."
                click.echo(on_a_line(none), err=True)
    return failed
