"""`pipeline feed`, end to end: what it prints and writes, where, and with which exit code."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from fed import files, made, put
from pages import PROSE
from watchfiles import Change, watch

from pipeline.cli import main
from pipeline.feed.command import feed
from pipeline.feed.ready import make_ready
from pipeline.feed.sync import Going, Report, sync
from pipeline.feed.watching import follow, visible
from pipeline.feed_settings import Feed
from pipeline.settings import Run, Settings

Command = Callable[..., Result]
TEXT = "\n".join(("灯塔看守人的冬天", "2023-11-09 来源:江城晚报", *PROSE))


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in a folder of its own with two articles; whatever it raises is a failure of the test."""
    monkeypatch.chdir(tmp_path)
    put(Path("clean"), made("alpha", language="zh-Hans"), made("beta", language="en"))

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ["feed", *words], catch_exceptions=False)

    return run


def settle(text: str) -> None:
    """Settings of the project."""
    Path("pyproject.toml").write_text(text, "utf-8")


FEEDS = """
[tool.pipeline.feeds.news]
to = "site/news"
format = "markdown"
flavour = "hugo"
where = ["language = zh-Hans"]
name = "{published:%Y-%m-%d}-{slug}"
fields = { title = "title", pubDate = "published" }

[tool.pipeline.feeds.data]
to = "data"
format = "jsonl"
shard-bytes = 1000000
"""


@pytest.mark.parametrize(
    "words",
    [("s3://a/b",), ("out", "--from", "s3://a/b"), ("s3://a/b", "--dry-run"), ("file:///a", "--format", "jsonl")],
)
def test_a_url_is_neither_fed_nor_read(words: tuple[str, ...], call: Command) -> None:
    """No folder `s3:` is made."""
    done = call(*words)
    assert done.exit_code == 2
    assert "a folder of this machine; name one." in done.stderr
    assert [path.name for path in Path().iterdir()] == ["clean"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--flavour", "hugo"), "--flavour is of Markdown, and json is fed; add --format markdown."),
        (("--front-matter", "toml", "--format", "jsonl"), "--front-matter is of Markdown, and jsonl is fed; add"),
    ],
)
def test_what_is_said_of_markdown_is_not_passed_over(words: tuple[str, ...], said: str, call: Command) -> None:
    """Where none is written."""
    done = call("out", *words)
    assert (done.exit_code, said in done.stderr, Path("out").exists()) == (2, True, False)
    assert call("out", *words[:2], "--format", "markdown").exit_code == 0


def test_a_folder_is_fed(call: Command) -> None:
    """And the summary says so, on standard error."""
    done = call("site", "--format", "markdown", "--flavour", "hugo")
    assert (done.exit_code, done.stdout) == (0, "")
    assert sorted(files(Path("site"))) == ["alpha.md", "beta.md"]
    assert "2 of 2 articles match; in site 2 added, 0 updated, 0 removed, 0 as they were." in done.stderr


def test_all_feeds_of_the_settings_or_one(call: Command) -> None:
    """By name."""
    settle(FEEDS)
    assert "news: 1 of 2" in call("news").stderr
    assert not Path("data").exists()
    done = call()
    assert (done.exit_code, "data: 2 of 2" in done.stderr) == (0, True)
    (file,) = files(Path("site/news")).items()
    assert file[0] == "2023-11-09-alpha.md"
    assert file[1].decode().startswith('---\ntitle: "alpha"\npubDate: 2023-11-09T08:42:00\n---\n\n')


def test_a_flag_wins_over_a_setting(call: Command) -> None:
    """For this run."""
    settle(FEEDS)
    call("news", "--where", "language = en", "--name", "{slug}")
    assert list(files(Path("site/news"))) == ["beta.md"]


def test_every_flag_has_a_setting() -> None:
    """Of the same name, but for what a run is told."""
    flags = {option.name for option in feed.params if isinstance(option, click.Option)}
    told = {"dry_run", "check", "watch", "force", "as_json", "quiet", "verbose", "help"}
    assert flags - told <= set(Feed.__struct_fields__)


def test_a_dry_run_tells_each_file(call: Command) -> None:
    """On standard output, as it is the result."""
    done = call("site", "--dry-run")
    assert (done.exit_code, done.stdout) == (0, "+ alpha.json\n+ beta.json\n")
    assert "would be 2 added" in done.stderr
    assert not Path("site").exists()


def test_check_is_for_ci(call: Command) -> None:
    """1 out of step, 0 in step."""
    assert call("site", "--check").exit_code == 1
    call("site")
    assert call("site", "--check").exit_code == 0


def test_what_is_refused_is_named(call: Command) -> None:
    """And the exit code is 1."""
    Path("site").mkdir()
    Path("site/alpha.json").write_text("theirs", "utf-8")
    done = call("site", "-q")
    assert done.exit_code == 1
    assert done.stderr == ("! alpha.json: a file lies there that this feed did not write; move it, or say --force\n")


def test_a_summary_for_programs(call: Command) -> None:
    """One JSON object a feed."""
    settle(FEEDS)
    done = call("--json", "-q")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["feed"], each["fed"], each["added"]) for each in told] == [("news", 1, 1), ("data", 2, 2)]


@pytest.mark.parametrize(
    ("words", "settings", "what"),
    [
        ((), "", "there are no feeds in the settings"),
        (("newz",), FEEDS, "there is no feed 'newz', and no such folder; the nearest feed is 'news'"),
        (("site", "--where", "languag = zh"), "", "condition 1: column 1 of 'languag = zh'"),
        (("site", "--from", "nowhere"), "", "nowhere: there are no articles there"),
        (("clean/site",), "", "lies in clean, which is read"),
        (("raw",), "", "lies in raw, which is read"),
        (("site", "--name", "x"), "", "all articles would share it"),
        (("pyproject.toml",), FEEDS, "is no folder"),
        (
            (),
            FEEDS.replace('"hugo"', '"hogo"'),
            "feed news: flavour: it must be plain, hugo, astro, jekyll or eleventy",
        ),
        ((), FEEDS.replace("shard-bytes", "shard-size"), "no setting 'shard-size'; the nearest is 'shard-bytes'"),
        ((), FEEDS + 'from = "site"\n', "feed news writes into site, which feed data reads"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(call: Command, words: tuple[str, ...], settings: str, what: str) -> None:
    """On standard error, with exit code 2 and nothing written."""
    settle(settings)
    done = call(*words)
    assert done.exit_code == 2
    assert what in done.stderr
    assert done.stderr.count("\n") == 1
    assert not Path("site").exists()


def test_watch_does_not_go_with_dry_run(call: Command) -> None:
    """A usage error."""
    assert call("site", "--watch", "--check").exit_code == 2


def test_watching_follows_pages_to_the_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that comes in is cleaned and fed; one that is broken does not end it."""
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/a.txt").write_text(TEXT, "utf-8")
    ready = make_ready("x", Feed(to="site", format="text"), "clean", ("raw",))
    stop = threading.Event()
    seen: list[Report] = []

    def feed() -> None:
        seen.append(sync(ready, Going()))
        if len(files(Path("site"))) == 2:
            stop.set()

    def coming(folders: list[str]):
        changes = watch(*folders, step=20, debounce=100, stop_event=stop, yield_on_timeout=True, rust_timeout=200)
        for number, changed in enumerate(changes):
            if number == 0:
                Path("raw/b.txt").write_text(TEXT.replace("冬天", "夏天"), "utf-8")
            yield changed
            assert number < 100

    follow(Settings(), Run(workers=1), [ready.source], feed, coming)
    assert seen[0].fed == 1
    assert sorted(files(Path("site"))) == ["灯塔看守人的冬天.txt", "灯塔看守人的夏天.txt"]


def test_what_is_hidden_is_not_watched(tmp_path: Path) -> None:
    """Drafts and ledgers; but a project may lie below a hidden folder."""
    folder = tmp_path / ".work" / "raw"
    filtering = visible([str(folder)])
    assert filtering(Change.added, str(folder / "a.txt"))
    assert not filtering(Change.added, str(folder / ".a.txt.draft"))
    assert not filtering(Change.added, str(folder / ".pipeline" / "ledger"))
