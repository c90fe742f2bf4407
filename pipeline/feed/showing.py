"""What a feed does → what people see: a line a file where it is asked for, what was not done, and a summary."""

import sys
import time

import click
import msgspec

from pipeline.errors import counted, on_a_line
from pipeline.feed.steps import Step
from pipeline.feed.sync import Going, Report

SECONDS_BETWEEN_LINES = 5.0

SIGNS = {"add": "+", "update": "~", "remove": "-", "keep": "=", "refuse": "!"}


class Show:
    """Shows a feed while it goes. What would be done by a dry run is its result, and goes to standard output."""

    def __init__(self, going: Going, *, quiet: bool, verbose: bool, as_json: bool) -> None:
        self._listed = (going.dry or verbose) and not as_json
        self._dry = going.dry
        self._quiet = quiet
        self._json = as_json
        self.begin()

    def begin(self) -> None:
        """A feed begins."""
        self._spoke = time.monotonic()
        self._looked = 0

    def step(self, step: Step) -> None:
        """Hear of one file."""
        self._looked += 1
        if step.kind == "refuse" or (self._listed and step.kind in SIGNS):
            why = f": {step.why}" if step.why else ""
            click.echo(f"{SIGNS[step.kind]} {printable(step.name)}{why}", err=not (self._dry and self._listed))
        if not self._quiet and time.monotonic() - self._spoke > SECONDS_BETWEEN_LINES:
            self._spoke = time.monotonic()
            click.echo(f"{counted(self._looked, 'file')} looked at", err=True)

    def sum_up(self, report: Report) -> None:
        """The last lines of a feed."""
        for failure in report.failures:
            click.echo(f"failed: {on_a_line(failure)}", err=True)
        if self._json:
            click.echo(msgspec.json.encode(report))
        if not self._quiet:
            click.echo(summary(report, dry=self._dry), err=True)


def summary(report: Report, *, dry: bool) -> str:
    """A feed in one line, and what was left as it lay in one each.

    >>> print(summary(Report("news", "../site", articles=3, fed=2, added=1, unchanged=1), dry=False))
    news: 2 of 3 articles match; in ../site 1 added, 0 updated, 0 removed, 1 as they were.
    """
    done = "would be " if dry else ""
    left = "".join(f"; {count:,} left out: {why}" for why, count in report.left_out.items())
    matching = report.fed + sum(report.left_out.values())
    match = "matches" if matching == 1 else "match"
    name = f"{report.feed}: " if not report.feed.startswith("_") else ""
    line = (
        f"{name}{matching:,} of {counted(report.articles, 'article')} {match}{left}; in {report.to} "
        f"{done}{report.added:,} added, {report.updated:,} updated, {report.removed:,} removed, "
        f"{report.unchanged:,} as they were"
        + (f", {len(report.refused):,} refused" if report.refused else "")
        + (f"; {len(report.failures):,} failed" if report.failures else "")
        + "."
    )
    return "\n".join((*(f"kept: {printable(file)}: {why}" for file, why in report.kept.items()), line))


def printable(name: str) -> str:
    """A name as the output can show it."""
    encoding = sys.stdout.encoding or "utf-8"
    return on_a_line(name).encode(encoding, "backslashreplace").decode(encoding)
