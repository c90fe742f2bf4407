"""Scores → what people see of an evaluation: what differs, then the sums as bars."""

from collections.abc import Iterator

import click

from pipeline.agreement import Agreement, all_together
from pipeline.errors import counted, on_a_line
from pipeline.evaluate import Score, Summary, sum_up

BAR = 40
"""Columns of a full bar."""


def show_scores(scores: list[Score], *, verbose: bool) -> None:
    """Print the cases that differ from their gold, then the sums."""
    for one in scores:
        differences = list(_differences(one))
        if differences or verbose:
            click.secho(f"{one.name}  {one.right} of {counted(one.lines, 'line')}", bold=True)
            if one.unlike and verbose:
                differences.append(f"reasons: {'; '.join(one.unlike)}")
            for line in differences:
                click.echo(f"    {line}")
    for line in _sums(sum_up(scores)):
        click.echo(line)


def _differences(one: Score) -> Iterator[str]:
    if not one.articles:
        yield "another number of articles"
    for what, numbers in (
        ("article lines removed", one.destroyed),
        ("stray lines kept", one.stray),
        ("title or body", one.misplaced),
    ):
        if numbers:
            yield f"{what}: {', '.join(map(str, numbers))}"
    yield from one.facts
    if one.flags:
        yield f"flags: {' '.join(one.flags)}"
    if one.blocks:
        yield f"types: {'; '.join(one.blocks)}"


def _sums(summary: Summary) -> Iterator[str]:
    yield ""
    yield f"{counted(summary.cases, 'case')}, {counted(summary.lines, 'line')}"
    yield _bar("lines right", summary.right, summary.lines)
    yield _bar("reasons right", summary.reasons_right, summary.reasons)
    yield _bar("article count right", summary.articles_right, summary.cases)
    yield (
        f"article lines removed {summary.destroyed}, stray lines kept {summary.stray}, "
        f"title or body {summary.misplaced}"
    )
    yield f"facts that differ: {', '.join(f'{name} {count}' for name, count in summary.facts_wrong.items()) or 'none'}"
    yield f"flags that differ: {summary.flags_wrong}; block types that differ: {summary.blocks_wrong}"


def _bar(name: str, part: int, whole: int) -> str:
    share = part / max(whole, 1)
    return f"{name:<20} {'█' * round(share * BAR):<{BAR}} {share:7.2%}  {part} of {whole}"


def show_agreement(pages: list[Agreement], *, verbose: bool) -> None:
    """Print the corrections that the pipeline does not see by itself, then the sums."""
    for one in pages:
        if one.wrong or verbose:
            click.secho(on_a_line(one.page if one.record is None else f"{one.page}, {one.record}"), bold=True)
            for line in one.wrong:
                click.echo(f"    {line}")
    total = all_together(pages)
    click.echo(f"\n{counted(len(pages), 'corrected page')}")
    for name in ("blocks", "reasons", "facts", "beginnings"):
        tally = getattr(total, name)
        if tally.all:
            click.echo(_bar(f"{name} right", tally.right, tally.all))
