"""What happens during a run → what people and programs see: a bar on a terminal, else plain lines, or JSON."""

import sys
import time
from types import TracebackType
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from pipeline.errors import NO_TEXT, PageError, counted, on_a_line
from pipeline.listing import count
from pipeline.outcome import Outcome
from pipeline.run import Event, Passed, Report, Unchanged, Vanished
from pipeline.settings import Run

SECONDS_BETWEEN_LINES = 5.0
SECONDS_BEFORE_COUNTING = 1.0
"""A run that is over sooner needs not tell how long it will take."""
SECONDS_BETWEEN_SIGHTS = 0.1
"""A terminal need not be told more often."""
LONGEST_NAME = 40
CALLED = "pages are called .txt, .html, .md or nothing, containers .json, .jsonl, .csv, .warc, .zip and so on"


class Progress:
    """Shows a run while it goes; everything on standard error, but for the events of `--json`."""

    def __init__(self, how: Run) -> None:
        self._how = how
        self._began = self._spoke = time.monotonic()
        self._done = 0
        self._failed = 0
        self._total: int | None = None
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        if not how.quiet and not how.json and sys.stderr.isatty():
            columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)

    def __enter__(self) -> "Progress":
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task("", total=None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def watch(self, event: Event) -> None:
        """Hear of a page, of many that are as they were, or of one that has vanished."""
        name = ""
        match event:
            case Outcome(page=page, failure=failure):
                self._done += 1
                self._failed += failure is not None
                name = page
            case Unchanged(pages=pages):
                self._done += pages
        if self._how.json:
            self._as_json(event)
        else:
            self._as_lines(event)
        self._show(name)

    def sum_up(self, report: Report) -> None:
        """The last line."""
        seconds = time.monotonic() - self._began
        if self._how.json:
            _print({"event": "end", **msgspec.to_builtins(report), "seconds": round(seconds, 3)})
        if not self._how.json:
            for rule in () if self._how.quiet else report.idle_rules:
                click.echo(f"this rule of yours found nothing on any page of its site: {on_a_line(rule)}", err=True)
            for sentence in report.unheeded:
                click.echo(on_a_line(sentence), err=True)
        if self._how.quiet or self._how.json:
            return
        if not report.pages:
            click.echo(f"no page lies at {', '.join(self._how.pages)}: {CALLED}", err=True)
        without = ", ".join(f"{pages} {why}" for why, pages in sorted(report.absent.items()))
        others = ", ".join(f"{count} {what}" for what, count in sorted(report.passed.items()))
        as_they_were = report.pages - report.cleaned - report.failed
        failed = f", {report.failed:,} failed" if report.failed else ""
        vanished = f"; vanished: {report.vanished:,}" + (" (pruned)" if report.pruned else " (--prune removes them)")
        click.echo(
            f"{counted(report.pages, 'page')} ({report.cleaned:,} cleaned, {as_they_were:,} as they were{failed}), "
            f"{counted(report.articles, 'article')} in {self._how.output} "
            f"({report.written:,} written, {report.articles - report.written:,} as they were)"
            + (f"; without an article: {without}" if without else "")
            + (f"; duplicates: {report.duplicates:,}" if report.duplicates else "")
            + (f"; no pages: {others}" if others else "")
            + (vanished if report.vanished else "")
            + f"; {seconds:.1f} s.",
            err=True,
        )

    def _as_lines(self, event: Event) -> None:
        match event:
            case Outcome(failure=failure) if failure is not None:
                again = " (as before; --retry tries again)" if event.unchanged else ""
                click.echo(f"failed: {on_a_line(failure.why)}{again}", err=True)
            case Outcome(absence="not_text") if not self._how.quiet:
                click.echo(on_a_line(PageError(_name(event), *NO_TEXT)), err=True)
            case Outcome(absence=absence, articles=articles) if self._how.verbose:
                click.echo(f"{_name(event)}: {absence or counted(len(articles), 'article')}", err=True)
            case Vanished(pruned=pruned) if self._how.verbose:
                click.echo(f"{_name(event)}: vanished{', its articles are removed' if pruned else ''}", err=True)

    def _as_json(self, event: Event) -> None:
        match event:
            case Outcome():
                told: dict[str, Any] = {
                    "event": "page",
                    "page": event.page,
                    "record": event.record,
                    "articles": [article.file for article in event.articles],
                    "written": event.written,
                    "unchanged": event.unchanged,
                    "absence": event.absence,
                    "failure": msgspec.to_builtins(event.failure),
                }
                _print(told)
            case Unchanged():
                _print({"event": "unchanged", "pages": event.pages, "articles": event.articles})
            case Passed():
                _print({"event": "passed", "page": event.page, "passed": event.passed})
            case Vanished():
                _print({"event": "vanished", "page": event.page, "record": event.record, "pruned": event.pruned})

    def _show(self, name: str) -> None:
        now = time.monotonic()
        if self._bar is not None and self._task is not None:
            if now - self._spoke > SECONDS_BETWEEN_SIGHTS:
                self._spoke = now
                told = f"{self._so_far()}  {escape(on_a_line(name[-LONGEST_NAME:]))}"
                self._bar.update(self._task, completed=self._done, total=self._count(now), description=told)
        elif not self._how.quiet and now - self._spoke > SECONDS_BETWEEN_LINES:
            self._spoke = now
            total = self._count(now)
            left = max((total or 0) - self._done, 0) / max(self._rate(), 0.001)
            if self._how.json:
                _print({"event": "progress", "done": self._done, "of": total, "failed": self._failed})
            else:
                click.echo(f"{self._so_far()}, {left:,.0f} s left, at {on_a_line(name)}", err=True)

    def _count(self, now: float) -> int | None:
        """How many sources there are, looked up once the run has lasted a while."""
        if self._total is None and not self._how.is_remote and now - self._began > SECONDS_BEFORE_COUNTING:
            self._total = count(self._how.pages)
        return self._total

    def _so_far(self) -> str:
        total = f" of {self._total:,}" if self._total is not None else ""
        pages = "page" if (self._total or self._done) == 1 else "pages"
        return f"{self._done:,}{total} {pages}, {self._rate():,.0f} a second, {self._failed:,} failed"

    def _rate(self) -> float:
        return self._done / max(time.monotonic() - self._began, 0.001)


def _name(event: Outcome | Vanished) -> str:
    return on_a_line(event.page if event.record is None else f"{event.page}, {event.record}")


def _print(told: dict[str, Any]) -> None:
    click.echo(msgspec.json.encode(told))
