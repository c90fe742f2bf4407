"""A status or a list of pages → what `pipeline status` prints."""

from collections.abc import Iterator

import click
import msgspec

from pipeline.errors import counted, on_a_line
from pipeline.status import Listed, Status


def show_list(pages: Iterator[Listed], *, as_json: bool) -> int:
    """A line a page: its path, its record if it is one of a container, and why it is listed. How many there are."""
    count = 0
    for page in pages:
        count += 1
        if as_json:
            click.echo(msgspec.json.encode(page))
        else:
            click.echo("\t".join(on_a_line(part) for part in (page.page, page.record, page.why) if part))
    return count


def show_status(status: Status, *, as_json: bool) -> None:
    """A line for each question that has an answer."""
    if as_json:
        click.echo(msgspec.json.encode(status))
        return
    click.echo(f"pages            {status.pages:,}")
    click.echo(f"articles         {status.articles:,}")
    if status.duplicates:
        click.echo(f"duplicates       {status.duplicates:,}")
    click.echo(f"without article  {_counted(status.absent)}")
    click.echo(f"failed           {_counted(status.failed)}")
    stale = msgspec.to_builtins(status.stale) if status.stale is not None else {}
    click.echo(f"stale            {_counted(stale) if status.stale is not None else 'no pages lie there'}")
    if status.corrected:
        click.echo(f"corrected        {status.corrected:,}")
    last = status.last_run
    if last is None:
        click.echo("last run         none")
    elif last.ended is None:
        click.echo(f"last run         began {last.began}; it is going on, or was killed")
    else:
        click.echo(f"last run         {last.state} {last.ended}, began {last.began}")
    if no_text := status.absent.get("not_text"):
        holds = "holds" if no_text == 1 else "hold"
        click.echo(
            f"{counted(no_text, 'page')} {holds} no text; pipeline status --reason not_text names what to take out."
        )
    for sentence in status.unheeded:
        click.echo(on_a_line(sentence))


def _counted(counts: dict[str, int]) -> str:
    """A sum with its parts.

    >>> _counted({"empty": 2, "list_page": 1}), _counted({})
    ('3 (2 empty, 1 list_page)', '0')
    """
    some = {what: number for what, number in counts.items() if number}
    if not some:
        return "0"
    return f"{sum(some.values()):,} ({', '.join(f'{number:,} {what}' for what, number in some.items())})"
