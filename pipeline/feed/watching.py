"""Scrapes as they come in → articles → feeds, until somebody stops it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click
from msgspec.structs import replace
from watchfiles import Change, watch

from pipeline.errors import PipelineError, counted, on_a_line
from pipeline.progress import Progress
from pipeline.run import run
from pipeline.settings import Run, Settings

QUIET_FOR = 1_000
"""Milliseconds without a change after which the changes so far are taken: a scraper writes many files at once."""
AT_LATEST = 10_000
"""Milliseconds after which they are taken although more come."""

Changes = Callable[[list[str]], Iterable[set[tuple[Change, str]]]]


def changes(folders: list[str]) -> Iterable[set[tuple[Change, str]]]:
    """What changes below folders, gathered until it is quiet. Raises KeyboardInterrupt at Ctrl-C."""
    return watch(*folders, step=QUIET_FOR, debounce=AT_LATEST, watch_filter=visible(folders))


def visible(folders: list[str]) -> Callable[[Change, str], bool]:
    """A filter that passes over what is hidden below a folder: drafts, ledgers, editors' files."""
    roots = [Path(folder).resolve() for folder in folders]

    def is_visible(_change: Change, path: str) -> bool:
        inside = [Path(path).relative_to(root) for root in roots if Path(path).is_relative_to(root)]
        return not any(part.startswith(".") for found in inside[:1] for part in found.parts)

    return is_visible


def follow(
    settings: Settings, how: Run, sources: list[Path], feed: Callable[[], object], coming: Changes = changes
) -> None:
    """Clean and feed now, then clean what changes below `how.pages` and feed whenever articles may have changed.

    What goes wrong later is said and waited out, as a page may be half written. Raises PipelineError where
    the folders cannot be read at first.
    """
    pages = list(how.pages)
    _clean(settings, how)
    feed()
    missing = [folder for folder in (*pages, *map(str, sources)) if not Path(folder).exists()]
    if missing:
        raise PipelineError(f"{missing[0]}: nothing lies there, so it cannot be watched; make the folder first.")
    roots = [Path(page).resolve() for page in pages]
    click.echo(f"watching {', '.join(pages)}; Ctrl-C ends it.", err=True)
    for changed in coming([*pages, *(str(source) for source in sources)]):
        try:
            if any(Path(path).is_relative_to(root) for _, path in changed for root in roots):
                _clean(settings, how)
            feed()
        except PipelineError as wrong:
            click.echo(f"pipeline: {on_a_line(wrong)}", err=True)


def _clean(settings: Settings, how: Run) -> None:
    with Progress(replace(how, quiet=True)) as progress:
        report = run(settings, how, progress.watch)
    if report.written and not how.quiet:
        click.echo(f"{report.written:,} of {counted(report.articles, 'article')} written.", err=True)
