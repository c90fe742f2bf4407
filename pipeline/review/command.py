"""The command `pipeline review`: parse, call, print, exit."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from msgspec.structs import replace

from pipeline.review.desk import Desk
from pipeline.review.serve import ReviewServer, serve_site
from pipeline.review.site import make_site
from pipeline.settings import load
from pipeline.status import open_to_read


@click.command()
@click.option("--from", "from_", metavar="DIR", help="The folder of articles; clean/ when nothing is named.")
@click.option("-o", "--output", metavar="DIR", help="Where the site goes; review/ when nothing is named.")
@click.option("--workers", type=click.IntRange(min=0), metavar="N", help="Processes; 0 takes one per core.")
@click.option("--serve", is_flag=True, help="Show it on this machine, with corrections, until Ctrl-C.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Of --serve; 0 takes a free one.")
@click.option("--no-browser", is_flag=True, help="Of --serve: print the address and open nothing.")
def review(
    from_: str | None, output: str | None, workers: int | None, serve: bool, port: int, no_browser: bool
) -> None:
    """Write a site of plain files that shows, page by page, what was taken away and why (docs/review.md).

    Open index.html in it: no server is needed, and nothing is asked over the network. With --serve pages can be
    corrected (docs/corrections.md); without -o the site then lies in a folder that goes at the end.
    """
    settings, how = load(Path())
    how = replace(how, output=from_ or how.output, workers=how.workers if workers is None else workers)
    with ExitStack() as stack:
        passing = serve and output is None
        made_in = stack.enter_context(TemporaryDirectory(prefix="pipeline-review-")) if passing else None
        site = Path(made_in or output or how.review)
        with open_to_read(how.output) as ledger:
            made = make_site(settings, how, ledger, site)
        shown = "" if passing else f"{site / 'index.html'}: "
        click.echo(f"{shown}{made.pages:,} pages, {made.made:,} made anew.", err=True)
        if serve:
            serve_site(ReviewServer(Desk(settings, how), site, port), browse=not no_browser)
