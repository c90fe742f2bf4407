"""The command `pipeline review`: parse, call, print, exit."""

from pathlib import Path

import click
from msgspec.structs import replace

from pipeline.review.site import make_site
from pipeline.settings import load
from pipeline.status import open_to_read


@click.command()
@click.option("--from", "from_", metavar="DIR", help="The folder of articles; clean/ when nothing is named.")
@click.option("-o", "--output", metavar="DIR", help="Where the site goes; review/ when nothing is named.")
@click.option("--workers", type=click.IntRange(min=0), metavar="N", help="Processes; 0 takes one per core.")
def review(from_: str | None, output: str | None, workers: int | None) -> None:
    """Write a site of plain files that shows, page by page, what was taken away and why (docs/review.md).

    Open index.html in it: no server is needed, and nothing is asked over the network.
    """
    settings, how = load(Path())
    how = replace(how, output=from_ or how.output, workers=how.workers if workers is None else workers)
    site = Path(output or how.review)
    with open_to_read(Path(how.output)) as ledger:
        made = make_site(settings, how, ledger, site)
    click.echo(f"{site / 'index.html'}: {made.pages:,} pages, {made.made:,} made anew.", err=True)
