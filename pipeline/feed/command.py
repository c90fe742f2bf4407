"""The command `pipeline feed`: parse, call, print, exit."""

import sys
from pathlib import Path
from typing import Any, get_args

import click
from msgspec.structs import replace

from pipeline.errors import SettingsError, nearest
from pipeline.feed.ready import Ready, make_ready
from pipeline.feed.showing import Show
from pipeline.feed.sync import Going, Report, sync
from pipeline.feed_settings import Feed, Flavour, Format, FrontMatter
from pipeline.settings import Run, load


@click.command()
@click.argument("name_or_dir", metavar="[NAME | DIR]", required=False)
@click.option("--from", "from_", metavar="DIR", help="The folder of articles; clean/ when nothing is named.")
@click.option("--format", type=click.Choice(get_args(Format)), help="What is written; json when nothing is said.")
@click.option("--flavour", type=click.Choice(get_args(Flavour)), help="Whose Markdown it is.")
@click.option(
    "--front-matter", type=click.Choice(get_args(FrontMatter)), help="Of Markdown; yaml when nothing is said."
)
@click.option("--name", metavar="TEMPLATE", help="What files are called, such as {published:%Y}/{slug}.")
@click.option("--where", multiple=True, metavar="CONDITION", help="Feed only what it holds for; may be repeated.")
@click.option("--skip-duplicates", is_flag=True, help="Leave out articles whose text another one has.")
@click.option("--dry-run", is_flag=True, help="Say what would be done to each file, and write nothing.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a folder is out of step.")
@click.option("--watch", is_flag=True, help="Clean and feed whenever pages come in, until Ctrl-C.")
@click.option("--force", is_flag=True, help="Write over files that others wrote or edited.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary of each feed as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but what was refused and what failed.")
@click.option("-v", "--verbose", is_flag=True, help="Print a line for every file that differs.")
def feed(
    name_or_dir: str | None, dry_run: bool, check: bool, watch: bool, force: bool, as_json: bool, **flags: Any
) -> None:
    """Keep content folders of other projects in step with the articles.

    All feeds of the settings; the one called NAME; or the folder DIR (docs/feeds.md).
    """
    if watch and (dry_run or check):
        raise click.UsageError("--watch feeds; take --dry-run or --check without it.")
    settings, how = load(Path())
    how = replace(how, quiet=flags.pop("quiet") or how.quiet, verbose=flags.pop("verbose") or how.verbose)
    chosen = choose(name_or_dir, flags, how)
    check_markdown(chosen, flags)
    ready = [make_ready(name, each, how.output, how.pages) for name, each in chosen]
    check_targets(ready)
    going = Going(dry=dry_run or check, force=force)
    show = Show(going, quiet=how.quiet, verbose=how.verbose, as_json=as_json)
    if watch:
        from pipeline.feed.watching import follow  # noqa: PLC0415 — watchfiles is for those who watch

        follow(settings, how, [each.source for each in ready], lambda: _feed_all(ready, going, show, quietly=True))
    reports = _feed_all(ready, going, show)
    done = all(report.in_step if check else not (report.refused or report.failures) for report in reports)
    sys.exit(0 if done else 1)


def choose(name_or_dir: str | None, flags: dict[str, Any], how: Run) -> list[tuple[str, Feed]]:
    """The feeds that are meant, each with its name and with what the flags say.

    Raises SettingsError where there are none, or where a name is misspelt.
    """
    said = {name: value for name, value in flags.items() if value}
    if name_or_dir is None:
        if not how.feeds:
            raise SettingsError(
                "there are no feeds in the settings; name a folder (pipeline feed DIR), or see docs/feeds.md."
            )
        return [(name, replace(each, **said)) for name, each in how.feeds.items()]
    if name_or_dir in how.feeds:
        return [(name_or_dir, replace(how.feeds[name_or_dir], **said))]
    if how.feeds and not {"/", "\\"} & set(name_or_dir) and not Path(name_or_dir).exists() and "format" not in said:
        near = nearest(name_or_dir, how.feeds)
        raise SettingsError(
            f"there is no feed {name_or_dir!r}, and no such folder; the nearest feed is {near!r}; "
            f"write ./{name_or_dir} if a folder is meant."
        )
    one = Feed(to=name_or_dir, **said)
    return [(f"_{one.format}", one)]


def check_markdown(chosen: list[tuple[str, Feed]], flags: dict[str, Any]) -> None:
    """See that what is said of Markdown is heeded. Raises UsageError."""
    for name in ("flavour", "front_matter"):
        if flags[name] and all(each.format != "markdown" for _, each in chosen):
            option = name.replace("_", "-")
            raise click.UsageError(
                f"--{option} is of Markdown, and {chosen[0][1].format} is fed; add --format markdown."
            )


def check_targets(ready: list[Ready]) -> None:
    """See that no feed writes into what another reads.

    Raises SettingsError.
    """
    for one in ready:
        for other in ready:
            target, source = one.target.resolve(), other.source.resolve()
            if target == source or source in target.parents:
                raise SettingsError(f"feed {one.name} writes into {other.source}, which feed {other.name} reads.")


def _feed_all(ready: list[Ready], going: Going, show: Show, *, quietly: bool = False) -> list[Report]:
    reports = []
    for each in ready:
        show.begin()
        report = sync(each, going, show.step)
        if not (quietly and report.in_step):
            show.sum_up(report)
        reports.append(report)
    return reports
