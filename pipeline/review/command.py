"""The command `pipeline review`: parse, call, print, exit."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from msgspec.structs import replace

from pipeline.errors import check_here, counted, on_a_line
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
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="Of --serve; 0 takes a free one.")
@click.option("--proposals", is_flag=True, help="Print the rules that would cover what several corrections say.")
@click.option("--accept", metavar="ID", help="Write a proposed rule to the settings.")
@click.option("--no-browser", is_flag=True, help="Of --serve: print the address and open nothing.")
def review(
    from_: str | None, output: str | None, workers: int | None, proposals: bool, accept: str | None, **served: Any
) -> None:
    """Write a site of plain files that shows, page by page, what was taken away and why (docs/review.md).

    Open index.html in it: no server is needed, and nothing is asked over the network. With --serve pages can be
    corrected (docs/corrections.md); without -o the site then lies in a folder that goes at the end. --proposals
    and --accept write no site.
    """
    said = "--no-browser" if served["no_browser"] else "--port" if served["port"] is not None else ""
    if said and not served["serve"]:
        raise click.UsageError(f"{said} is of a server; add --serve.")
    settings, how = load(Path())
    how = replace(how, output=from_ or how.output, workers=how.workers if workers is None else workers)
    check_here(output or "", "the review is written to")
    desk = Desk(settings, how)
    if accept is not None:
        written = desk.accept(accept)
        click.echo(written["text"], nl=False)
        click.echo(f"written to {written['written']}; run pipeline clean to apply it.", err=True)
        return
    if proposals:
        show_proposals(desk.proposals()["proposals"])
        return
    with ExitStack() as stack:
        passing = served["serve"] and output is None
        made_in = stack.enter_context(TemporaryDirectory(prefix="pipeline-review-")) if passing else None
        site = Path(made_in or output or how.review)
        with open_to_read(how.output) as ledger:
            made = make_site(settings, how, ledger, site)
        shown = "" if passing else f"{site / 'index.html'}: "
        click.echo(f"{shown}{counted(made.pages, 'page')}, {made.made:,} made anew.", err=True)
        if served["serve"]:
            serve_site(ReviewServer(desk, site, served["port"] or 0), browse=not served["no_browser"])


def show_proposals(found: list[dict[str, Any]]) -> None:
    """Print each with its id, what speaks for it, and what else it would change."""
    for each in found:
        also = each["also_changes"]
        reason = f" ({each['reason']})" if each["reason"] else ""
        click.secho(f"{each['id']}  {each['kind']}  {each['rule']}{reason}", bold=True)
        click.echo(
            f"    mends {counted(each['from_corrections'], 'correction')} on {on_a_line(', '.join(each['pages']))}"
        )
        looked = f"{also['looked']:,} of {counted(also['of'], 'file')} looked at"
        blocks, pages = counted(also["blocks"], "block"), counted(also["pages"], "page")
        click.echo(f"    would also change {blocks} on {pages}; {looked}")
        for sample in also["samples"]:
            click.echo(f"        {on_a_line(sample['page'])}:{sample['n']}  {sample['text']}")
    if found:
        click.echo("pipeline review --accept ID writes one to the settings.", err=True)
    else:
        click.echo("No corrections agree that a rule could cover; two pages that say the same make one.", err=True)
