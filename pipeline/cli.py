"""The command line: which commands there are, and bad input answered with a sentence and an exit code.

A command is loaded when it is called: help, a misspelt name and each command wait for nothing of the others.
"""

import os
import sqlite3
from importlib import import_module
from typing import Any

import click

from pipeline.errors import PageError, PipelineError, nearest, on_a_line

COMMANDS = {
    "clean": ("pipeline.commands", "Clean pages; raw/ into clean/ when nothing is named."),
    "evaluate": ("pipeline.commands", "Score against a folder of gold pages, or of corrections."),
    "explain": ("pipeline.commands", "Show every line of a page with its verdict and its rule."),
    "feed": ("pipeline.feed.command", "Keep content folders of other projects in step with the articles."),
    "learn": ("pipeline.learning.command", "Learn what recurs on the pages of each site."),
    "review": ("pipeline.review.command", "Show in a browser what was taken away and why; put it right."),
    "schema": ("pipeline.commands", "Print the JSON Schema of an article."),
    "status": ("pipeline.commands", "Tell what is known of the pages, and what is stale."),
}
"""Each command, the module that has a function of its name, and what help says of it."""


class Sentences(click.Group):
    """A group whose commands answer bad input with one sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PipelineError as wrong:
            click.echo(f"pipeline: {on_a_line(wrong)}", err=True)
            ctx.exit(1 if isinstance(wrong, PageError) and ctx.invoked_subcommand != "evaluate" else 2)
        except sqlite3.Error as wrong:
            click.echo(f"pipeline: the ledger cannot be read ({wrong}); delete it and run pipeline clean.", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            raise
        except OSError as wrong:
            click.echo(f"pipeline: {on_a_line(_refused(wrong))}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            what = "every article that was written is whole, and the next run goes on from here"
            click.echo(f"pipeline: interrupted; {what}.", err=True)
            ctx.exit(130)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where there is none of that name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"No such command {args[0]!r}; the nearest is {nearest(args[0], COMMANDS)!r}.")
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load it."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """For `--help`, which loads none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence) for name, (_, sentence) in COMMANDS.items()])


def _refused(wrong: OSError) -> str:
    """The sentence about what the system refused; where that has no name it is standard output."""
    if wrong.filename is None:
        return f"standard output cannot be written ({wrong.strerror})."
    name = os.fsdecode(wrong.filename) if isinstance(wrong.filename, str | bytes) else str(wrong.filename)
    return f"{name}: it cannot be used ({wrong.strerror}); see that you may read and write it, and that it has room."


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="page-cleaning-pipeline")
def main() -> None:
    """Scraped pages become clean JSON articles; every removed line is accounted for.

    Settings stand in pipeline.toml, or in [tool.pipeline] of pyproject.toml.
    """
    # Here the command is loaded, and with it NumPy, whose threads these are.
    from pipeline.threads import one_thread  # noqa: PLC0415 — help has no use for it

    one_thread()
