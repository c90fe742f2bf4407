"""The command `pipeline learn`: parse, call, print, exit."""

import sys
import time
from pathlib import Path
from typing import Literal

import click
from msgspec.structs import replace

from pipeline.errors import counted, on_a_line
from pipeline.learning.study import learn as study
from pipeline.memory import FEWEST_PAGES
from pipeline.settings import load

SECONDS_BETWEEN_LINES = 5.0


class Told:
    """A plain line every few seconds, on standard error."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._spoke = time.monotonic()

    def __call__(self, pages: int) -> None:
        if not self._quiet and time.monotonic() - self._spoke > SECONDS_BETWEEN_LINES:
            self._spoke = time.monotonic()
            click.echo(f"{counted(pages, 'page')} seen", err=True)


@click.command()
@click.argument("pages", nargs=-1)
@click.option("-o", "--output", metavar="DIR", help="Where the memories go; sites/ when nothing is said.")
@click.option("--update", is_flag=True, help="Add PAGES to what was learned before; without it that is forgotten.")
@click.option("--workers", type=click.IntRange(min=0), metavar="N", help="Processes; 0 takes one per core.")
@click.option("--engine", type=click.Choice(["local", "ray"]), help="Who reads: this machine's processes, or Ray's.")
@click.option("--ray-address", metavar="HOST:PORT", help="The cluster of Ray; left to Ray when not named.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but failures.")
def learn(
    pages: tuple[str, ...],
    output: str | None,
    update: bool,
    workers: int | None,
    engine: Literal["local", "ray"] | None,
    ray_address: str | None,
    quiet: bool,
) -> None:
    """Learn what recurs on the pages of each site; raw/ when nothing is named.

    Writes a file a site that people read, mark and commit; pipeline clean uses what lies there (docs/memory.md).
    """
    settings, how = load(Path())
    how = replace(
        how,
        pages=pages or how.pages,
        memory=output or how.memory,
        workers=how.workers if workers is None else workers,
        engine=engine or how.engine,
        ray_address=ray_address or how.ray_address,
        quiet=quiet or how.quiet,
    )
    learned = study(settings, how, update=update, watch=Told(quiet=how.quiet))
    for failure in learned.failures:
        click.echo(f"failed: {on_a_line(failure)}", err=True)
    if not how.quiet:
        what = f"{counted(learned.rows, 'row')} about {counted(learned.sites, 'site')} in {how.memory}"
        if not learned.rows and learned.pages:
            what += f"; nothing recurs: a line is kept that stands on {FEWEST_PAGES} pages of one site and more"
        click.echo(f"{counted(learned.pages, 'page')} seen, {len(learned.failures):,} failed; {what}", err=True)
    sys.exit(1 if learned.failures else 0)
