"""Folders kept in step: only what changed is written, and nobody's work is lost."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fed import counts, fed, files, made, put, stamps
from msgspec.structs import replace

from pipeline.errors import PipelineError
from pipeline.feed.manifest import FOLDER, only_feed
from pipeline.feed.ready import Ready, make_ready
from pipeline.feed.sync import Going, Report, sync
from pipeline.feed_settings import Feed
from pipeline.write import encode

FORMATS = ("json", "jsonl", "markdown", "text", "html", "parquet")
A, B, C = made("alpha"), made("beta"), made("gamma")


def ready_named(root: Path, name: str) -> Ready:
    """A feed whose files are called so."""
    feed = Feed(to=str(root / "site"), format="markdown", name=name)
    return make_ready("named", feed, str(root / "clean"), (str(root / "raw"),))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with three articles."""
    put(tmp_path / "clean", A, B, C)
    return tmp_path


@pytest.mark.parametrize("format", FORMATS)
def test_a_second_feed_writes_nothing(root: Path, format: str) -> None:
    """Not even a time stamp, and no article is read again."""
    first = fed(root, format=format)
    assert first.added == len(files(root / "site")) > 0
    before = stamps(root / "site"), files(root / "site")
    article = root / "clean" / "alpha.json"
    written = article.stat().st_mtime_ns
    article.write_bytes(b" " * article.stat().st_size)
    os.utime(article, ns=(0, written))
    second = fed(root, format=format)
    assert counts(second) == (0, 0, 0, first.added)
    assert second.in_step
    assert (stamps(root / "site"), files(root / "site")) == before


@pytest.mark.parametrize("format", FORMATS)
def test_a_fresh_folder_has_the_same_bytes(root: Path, format: str) -> None:
    """On any day, in any folder."""
    fed(root, format=format)
    fed(root, format=format, to=str(root / "other"))
    assert files(root / "site") == files(root / "other")


def test_only_what_changed_is_written(root: Path) -> None:
    """One article changes, one goes, one comes."""
    fed(root)
    before = stamps(root / "site")
    put(root / "clean", replace(A, summary="Neu."), made("delta"))
    (root / "clean" / "beta.json").unlink()
    assert counts(fed(root)) == (1, 1, 1, 1)
    assert sorted(files(root / "site")) == ["alpha.md", "delta.md", "gamma.md"]
    assert stamps(root / "site")["gamma.md"] == before["gamma.md"]


def test_an_article_made_anew_with_the_same_content_is_left(root: Path) -> None:
    """Its fingerprint is another, but nothing of it is in the Markdown."""
    fed(root)
    before = stamps(root / "site")
    put(root / "clean", *(replace(each, made_by=replace(each.made_by, fingerprint="f" * 16)) for each in (A, B, C)))
    assert counts(fed(root)) == (0, 0, 0, 3)
    assert stamps(root / "site") == before


def test_a_shard_stays_where_other_articles_change(tmp_path: Path) -> None:
    """An article's shard hangs on its id alone."""
    articles = [made(f"page-{number}") for number in range(40)]
    put(tmp_path / "clean", *articles)
    size = sum(path.stat().st_size for path in (tmp_path / "clean").iterdir())
    fed(tmp_path, format="jsonl", shard_bytes=size // 3, card=False)
    before = stamps(tmp_path / "site")
    assert len(before) == 4
    put(tmp_path / "clean", replace(articles[0], summary="Neu."))
    assert counts(fed(tmp_path, format="jsonl", shard_bytes=size // 3, card=False)) == (0, 1, 0, len(before) - 1)
    assert sum(stamps(tmp_path / "site")[name] != stamp for name, stamp in before.items()) == 1


def test_changed_settings_make_everything_again_and_write_what_differs(root: Path) -> None:
    """A condition takes two articles out; the third stays as it lies."""
    fed(root)
    before = stamps(root / "site")
    assert counts(fed(root, where=("title = alpha",))) == (0, 0, 2, 1)
    assert stamps(root / "site") == {"alpha.md": before["alpha.md"]}


def test_a_file_keeps_its_name_when_the_title_changes(root: Path) -> None:
    """Links to it stay."""
    fed(root)
    put(root / "clean", replace(A, title="Ganz neu"))
    assert counts(fed(root)) == (0, 1, 0, 2)
    assert b"Ganz neu" in files(root / "site")["alpha.md"]


def test_an_edited_file_is_left_and_named(root: Path) -> None:
    """As long as its article is as it was, that is no conflict."""
    fed(root)
    (root / "site" / "alpha.md").write_text("mine", "utf-8")
    report = fed(root)
    assert report.kept == {"alpha.md": "somebody edited it"}
    assert report.in_step
    assert files(root / "site")["alpha.md"] == b"mine"


def test_an_edited_file_whose_article_changed_is_a_conflict(root: Path) -> None:
    """Named and refused, again and again, until somebody says --force."""
    fed(root)
    (root / "site" / "alpha.md").write_text("mine", "utf-8")
    put(root / "clean", replace(A, summary="Neu."))
    for _ in range(2):
        report = fed(root)
        assert list(report.refused) == ["alpha.md"]
        assert files(root / "site")["alpha.md"] == b"mine"
    assert counts(fed(root, force=True)) == (0, 1, 0, 2)
    assert b"Neu." in files(root / "site")["alpha.md"]
    assert fed(root).in_step


def test_another_flavour_gives_no_other_names(root: Path) -> None:
    """But for Jekyll's, which begin with the day."""
    fed(root)
    before = set(files(root / "site"))
    put(root / "clean", replace(A, title="Ganz neu"))
    fed(root)
    fed(root, flavour="plain")
    assert set(files(root / "site")) == before
    fed(root, flavour="jekyll")
    assert not set(files(root / "site")) & before


def test_an_edited_file_stays_when_its_article_goes(root: Path) -> None:
    """Named, and an unedited one is removed."""
    fed(root)
    (root / "site" / "alpha.md").write_text("mine", "utf-8")
    (root / "clean" / "alpha.json").unlink()
    (root / "clean" / "beta.json").unlink()
    report = fed(root)
    assert (report.removed, list(report.kept)) == (1, ["alpha.md"])
    assert sorted(files(root / "site")) == ["alpha.md", "gamma.md"]


def test_a_file_that_was_touched_but_not_edited_is_no_conflict(root: Path) -> None:
    """A checkout gives every file a new time."""
    fed(root)
    os.utime(root / "site" / "alpha.md", (1, 1))
    put(root / "clean", replace(A, summary="Neu."))
    assert counts(fed(root)) == (0, 1, 0, 2)


def test_foreign_files_are_never_touched(root: Path) -> None:
    """One that is in the way is a conflict."""
    (root / "site").mkdir()
    (root / "site" / "alpha.md").write_text("theirs", "utf-8")
    (root / "site" / "about.md").write_text("theirs", "utf-8")
    report = fed(root)
    assert (report.added, list(report.refused)) == (2, ["alpha.md"])
    (root / "clean" / "alpha.json").unlink()
    assert fed(root).in_step
    assert files(root / "site")["alpha.md"] == files(root / "site")["about.md"] == b"theirs"


def test_links_and_folders_in_the_way_are_conflicts(root: Path) -> None:
    """Nothing is written through a link, and no folder is replaced, whatever is said."""
    (root / "site" / "beta.md").mkdir(parents=True)
    (root / "elsewhere").write_text("theirs", "utf-8")
    (root / "site" / "alpha.md").symlink_to(root / "elsewhere")
    report = fed(root, force=True)
    assert report.refused == {"alpha.md": "a link lies there", "beta.md": "a folder lies there"}
    assert (root / "elsewhere").read_text("utf-8") == "theirs"


def test_a_file_where_a_folder_is_needed_is_a_conflict(root: Path) -> None:
    """Not a failure in the middle."""
    (root / "site").mkdir()
    (root / "site" / "2023").write_text("theirs", "utf-8")
    report = sync(ready_named(root, "{published:%Y}/{slug}"), Going())
    assert len(report.refused) == 3


def test_a_lost_manifest_is_made_again(root: Path) -> None:
    """Files that are as they would be written are known again; nothing is written."""
    fed(root)
    before = stamps(root / "site")
    (root / "site" / FOLDER / "news.json").unlink()
    assert counts(fed(root)) == (0, 0, 0, 3)
    assert stamps(root / "site") == before


def test_a_broken_manifest_is_a_sentence(root: Path) -> None:
    """Without it nobody knows whose the files are."""
    fed(root)
    (root / "site" / FOLDER / "news.json").write_text("{", "utf-8")
    with pytest.raises(PipelineError, match=r"news\.json: cannot be read"):
        fed(root)


def test_two_feeds_into_one_folder_do_not_fight(root: Path) -> None:
    """Each knows its own files, whichever comes first, however often."""
    fed(root, "one", where=("title = alpha",))
    fed(root, "two", where=("title = beta",))
    before = stamps(root / "site")
    for _ in range(2):
        assert counts(fed(root, "one", where=("title = alpha",))) == (0, 0, 0, 1)
        assert counts(fed(root, "two", where=("title = beta",))) == (0, 0, 0, 1)
    assert stamps(root / "site") == before


def test_two_feeds_that_want_one_file(root: Path) -> None:
    """The first has it; the second is refused, and --force does not start a war."""
    fed(root, "one")
    report = fed(root, "two", force=True, fields={"t": "title"})
    assert report.refused == dict.fromkeys(("alpha.md", "beta.md", "gamma.md"), "it belongs to the feed one")
    assert fed(root, "one").in_step


def test_two_articles_never_share_a_file(tmp_path: Path) -> None:
    """Titles that are one to some file system get the article's id, and keep it when the first one goes."""
    first, second, third = made("a1", title="Été"), made("a2", title="e\u0301TE\u0301"), made("a3", title="été!")
    put(tmp_path / "clean", first, second, third)
    fed(tmp_path)
    names = ["été.md", f"été-{second.id[:8]}.md", f"été-{third.id[:8]}.md"]
    assert sorted(files(tmp_path / "site")) == sorted(names)
    (tmp_path / "clean" / "a1.json").unlink()
    fed(tmp_path)
    assert sorted(files(tmp_path / "site")) == sorted(names[1:])


def test_a_dry_run_writes_nothing(root: Path) -> None:
    """Not even the folder; and it counts what a feed would do."""
    assert counts(fed(root, dry=True)) == (3, 0, 0, 0)
    assert not (root / "site").exists()
    fed(root)
    put(root / "clean", replace(A, summary="Neu."))
    before = stamps(root / "site")
    assert counts(fed(root, dry=True)) == (0, 1, 0, 2)
    assert stamps(root / "site") == before
    assert not fed(root, dry=True).in_step


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_a_dry_run_knows_shards(root: Path, format: str) -> None:
    """Without writing them anywhere."""
    fed(root, format=format, fields={"t": "title"})
    put(root / "clean", replace(A, summary="Neu."))
    assert fed(root, dry=True, format=format, fields={"t": "title"}).in_step
    put(root / "clean", replace(A, title="Neu."))
    assert counts(fed(root, dry=True, format=format, fields={"t": "title"})) == (0, 1, 0, 1)


def test_folders_that_are_empty_go(root: Path) -> None:
    """Those of the feed, up to the folder itself."""
    sync(ready_named(root, "{published:%Y}/{published:%m}/{slug}"), Going())
    assert (root / "site" / "2023" / "11").is_dir()
    sync(ready_named(root, "{slug}x"), Going())
    assert not (root / "site" / "2023").exists()


def test_articles_of_lines_are_fed(tmp_path: Path) -> None:
    """The layout of one file a container; the ledger's folder is not read."""
    (tmp_path / "clean" / ".pipeline").mkdir(parents=True)
    (tmp_path / "clean" / ".pipeline" / "x.json").write_text("{}", "utf-8")
    lines = b"".join(encode(each).replace(b"\n", b"") + b"\n" for each in (A, B))
    (tmp_path / "clean" / "all.jsonl").write_bytes(lines)
    assert fed(tmp_path).added == 2
    assert fed(tmp_path, "lines", format="jsonl").fed == 2


def test_what_is_no_article_is_named_and_the_rest_is_fed(root: Path) -> None:
    """And the file of an article that cannot be read for now stays."""
    fed(root)
    (root / "clean" / "alpha.json").write_text('{"schema": "article/1"', "utf-8")
    report = fed(root)
    assert counts(report) == (0, 0, 0, 3)
    assert "alpha.json: it is no article" in report.failures[0]
    assert not report.in_step


def test_two_articles_of_one_id_are_named(root: Path) -> None:
    """The first is fed, until the other is alone."""
    (root / "clean" / "zeta.json").write_bytes(encode(A))
    report = fed(root)
    assert (report.fed, len(report.failures)) == (3, 1)
    assert "zeta.json" in report.failures[0]
    (root / "clean" / "alpha.json").unlink()
    assert fed(root).in_step


def test_a_folder_that_lost_all_articles_is_not_emptied_by_mistake(root: Path) -> None:
    """Somebody has to say so."""
    fed(root)
    for path in (root / "clean").iterdir():
        path.unlink()
    with pytest.raises(PipelineError, match="not one article"):
        fed(root)
    assert fed(root, force=True).removed == 3


def test_without_articles_there_is_a_sentence(tmp_path: Path) -> None:
    """That names the folder."""
    with pytest.raises(PipelineError, match="run pipeline clean first"):
        fed(tmp_path)


def test_a_feed_waits_for_no_other(root: Path) -> None:
    """It says who is in the way; the lock of a dead process is no lock."""
    (root / "site" / FOLDER).mkdir(parents=True)
    (root / "site" / FOLDER / "news.lock").write_text("", "utf-8")
    with only_feed(root / "site", "news"), pytest.raises(PipelineError, match="another process"):
        fed(root)
    assert fed(root).added == 3


def test_a_feed_that_was_killed_is_completed(tmp_path: Path) -> None:
    """Every file is whole, no draft is among them, and what the killed one wrote is known as ours."""
    articles = [made(f"page-{number}", summary="x" * 200) for number in range(400)]
    put(tmp_path / "clean", *articles)
    fed(tmp_path)
    put(tmp_path / "clean", *(replace(each, summary="Neu.") for each in articles))
    code = (
        f"import sys; sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parent.parent)]!r}\n"
        "from pathlib import Path; import fed\n"
        f"fed.fed(Path({str(tmp_path)!r}))"
    )
    journal = tmp_path / "site" / FOLDER / "news.journal"
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        while process.poll() is None and not (journal.exists() and journal.stat().st_size > 1000):
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
    assert journal.exists()
    assert len(files(tmp_path / "site")) == len(articles)
    # Since then some articles have changed once more, and one has gone.
    put(tmp_path / "clean", *(replace(each, summary="Ganz neu.") for each in articles[::2]))
    (tmp_path / "clean" / "page-1.json").unlink()
    report = fed(tmp_path)
    assert (report.refused, report.kept, report.failures) == ({}, {}, ())
    fed(tmp_path, "fresh", to=str(tmp_path / "after"))
    assert files(tmp_path / "site") == files(tmp_path / "after")
    assert not journal.exists()
    assert fed(tmp_path).in_step


def fed_as(root: Path, to: Path, name: str) -> Report:
    """What becomes of a feed whose files are called so."""
    feed = Feed(to=str(to), format="text", name=name)
    return sync(make_ready("named", feed, str(root / "clean"), (str(root / "raw"),)), Going())


def test_a_name_does_not_lead_into_what_is_read(root: Path) -> None:
    """Pages are never written to, nor articles; nor what is remembered of feeds."""
    (root / "raw").mkdir()
    for name in ("raw/{slug}", "clean/x/{slug}", f"{FOLDER}/{{slug}}"):
        report = fed_as(root, root, name)
        assert (report.added, len(report.refused)) == (0, 3)
    assert list((root / "raw").iterdir()) == []
    assert fed_as(root, root, "text/{slug}").added == 3


def test_a_linked_folder_is_not_written_through(root: Path) -> None:
    """It may lie anywhere."""
    (root / "elsewhere").mkdir()
    (root / "out").mkdir()
    (root / "out/x").symlink_to(root / "elsewhere")
    assert len(fed_as(root, root / "out", "x/{slug}").refused) == 3
    assert list((root / "elsewhere").iterdir()) == []
