"""What happens during a run → what people see: a bar on a terminal, a plain line every few seconds otherwise."""

import sys
import time
from types import TracebackType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from pipeline.run import Outcome, Report
from pipeline.settings import Run

SECONDS_BETWEEN_LINES = 5.0


class Progress:
    """Shows a run while it goes; everything on standard error."""

    def __init__(self, how: Run) -> None:
        self._how = how
        self._began = self._spoke = time.monotonic()
        self._done = 0
        self._failed = 0
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        if not how.quiet and sys.stderr.isatty():
            columns = (
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.description}"),
                TimeRemainingColumn(),
            )
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)

    def __enter__(self) -> "Progress":
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def watch(self, outcome: Outcome, pages: int) -> None:
        """Hear of one page."""
        self._done += outcome.pages
        if outcome.failure is not None:
            self._failed += 1
            click.echo(f"failed: {outcome.failure}", err=True)
        elif self._how.verbose and outcome.pages:
            click.echo(f"{outcome.page}: {outcome.absence or f'{outcome.articles} articles'}", err=True)
        if self._bar is not None:
            if self._task is None:
                self._task = self._bar.add_task("", total=pages)
            self._bar.update(
                self._task,
                completed=self._done,
                description=f"{self._rate():,.0f} pages/s, {self._failed} failed",
            )
        elif not self._how.quiet and time.monotonic() - self._spoke > SECONDS_BETWEEN_LINES:
            self._spoke = time.monotonic()
            left = max(pages - self._done, 0) / max(self._rate(), 0.001)
            click.echo(
                f"{self._done:,} of {pages:,} pages, {self._rate():,.0f} a second, "
                f"{left:,.0f} s left, {self._failed} failed",
                err=True,
            )

    def sum_up(self, report: Report) -> None:
        """The last line."""
        if self._how.quiet:
            return
        without = ", ".join(f"{count} {why}" for why, count in sorted(report.absent.items()))
        others = ", ".join(f"{count} {what}" for what, count in sorted(report.passed.items()))
        click.echo(
            f"{report.pages:,} pages, {report.articles:,} articles in {self._how.output} "
            f"({report.written:,} written, {report.articles - report.written:,} as they were)"
            + (f"; without an article: {without}" if without else "")
            + (f"; no pages: {others}" if others else "")
            + (f"; failed: {len(report.failures):,}" if report.failures else "")
            + f"; {time.monotonic() - self._began:.1f} s.",
            err=True,
        )

    def _rate(self) -> float:
        return self._done / max(time.monotonic() - self._began, 0.001)
