"""Many pages, any number of workers, any order: the same bytes; and what is known is not done again."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from pages import PROSE, cases
from poison import deadly, traced
from runs import ERROR, cleaned, plant, tree

from pipeline.errors import PageError, PipelineError, SettingsError
from pipeline.outcome import Outcome
from pipeline.pool import CHUNK
from pipeline.run import Report, Unchanged
from pipeline.settings import Settings, Site


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of every other case's page: more than one worker takes at once."""
    folder = tmp_path_factory.mktemp("raw")
    for case in cases()[::2]:
        (folder / case.page.path).write_bytes(case.page.data)
    assert len(list(folder.iterdir())) > CHUNK
    return folder


@pytest.fixture(scope="module")
def alone(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one worker makes of them."""
    folder = tmp_path_factory.mktemp("clean")
    cleaned(raw, folder)
    return folder


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_writes_the_same_bytes(workers: int, raw: Path, alone: Path, tmp_path: Path) -> None:
    """And no more files."""
    report = cleaned(raw, tmp_path, workers=workers).report
    assert tree(tmp_path) == tree(alone)
    assert report.pages == len(list(raw.iterdir()))


def test_any_order_of_pages_writes_the_same_bytes(raw: Path, alone: Path, tmp_path: Path) -> None:
    """No page hears of the one before it."""
    pages = sorted(raw.iterdir())
    random.Random(7).shuffle(pages)
    cleaned(pages, tmp_path)
    assert tree(tmp_path) == tree(alone)


def test_a_second_run_cleans_nothing(raw: Path, alone: Path, tmp_path: Path) -> None:
    """What is known is not looked at again, and counted all the same."""
    first = cleaned(raw, tmp_path).report
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}
    heard = cleaned(raw, tmp_path)
    assert heard.report == Report(first.pages, first.articles, absent=first.absent)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")} == before
    assert heard.pages == {} or all(outcome.unchanged for outcome in heard.pages.values())


def test_no_salt_gets_into_an_article(raw: Path, alone: Path, tmp_path: Path) -> None:
    """Python's hashes differ from process to process; articles do not."""
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "clean", str(raw)]
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    subprocess.run([*command, "-q", "--workers", "1", "-o", str(tmp_path)], env=environment, check=True)
    assert tree(tmp_path) == tree(alone)


def test_every_page_is_heard_of_once(raw: Path, tmp_path: Path) -> None:
    """In the order in which they are done."""
    heard = cleaned(raw, tmp_path, workers=2)
    assert sorted(event.page for event in heard.events if isinstance(event, Outcome)) == sorted(
        path.name for path in raw.iterdir()
    )


def test_a_run_counts_what_became_of_its_pages(tmp_path: Path) -> None:
    """Articles, pages without one by reason, failures by name."""
    raw = tmp_path / "raw"
    plant(raw, "a.txt")
    (raw / "b.txt").write_text("", "utf-8")
    (raw / "c.txt").write_text(ERROR, "utf-8")
    (raw / "d.txt").write_text(" ".join(PROSE * 20), "utf-8")
    heard = cleaned(raw, tmp_path / "clean", Settings(max_bytes=1000))
    absent = {"empty": 1, "error_page": 1}
    assert heard.report == Report(pages=4, articles=1, written=1, cleaned=3, absent=absent, failed=1)
    assert heard.failures == {"d.txt": "unreadable"}
    assert heard.report.exit_code == 1


def test_no_failure_is_no_failure() -> None:
    """The exit code comes from the report."""
    assert (Report().exit_code, Report(failed=2).exit_code) == (0, 1)


def test_a_path_where_nothing_lies_stops_the_run(tmp_path: Path) -> None:
    """Before anything is written."""
    with pytest.raises(PageError, match="nothing lies there"):
        cleaned([tmp_path / "gone"], tmp_path / "clean")
    assert not (tmp_path / "clean").exists()


def test_one_missing_path_is_one_failure(tmp_path: Path) -> None:
    """What lies at the others is cleaned."""
    plant(tmp_path, "a.txt")
    heard = cleaned([tmp_path / "gone", tmp_path / "a.txt"], tmp_path / "clean")
    assert heard.report.exit_code == 1
    assert heard.failures == {str(tmp_path / "gone"): "unreadable"}
    assert heard.report.articles == 1


def test_what_a_page_says_no_more_is_taken_away(tmp_path: Path) -> None:
    """A page that was two articles and is one leaves one; what another page or a person wrote stays."""
    page, clean = tmp_path / "raw" / "a.txt", tmp_path / "clean"
    plant(tmp_path, "raw/a.txt")
    cleaned([page.parent], clean)
    (clean / "a.2.json").write_bytes((clean / "a.json").read_bytes())
    (clean / "a.3.json").write_text('{"source": {"path": "other.txt"}}', "utf-8")
    page.write_text("\n".join(PROSE), "utf-8")
    cleaned([page.parent], clean)
    assert sorted(tree(clean)) == ["a.3.json", "a.json"]
    page.write_text(ERROR, "utf-8")
    cleaned([page.parent], clean)
    assert sorted(tree(clean)) == ["a.3.json"]


def test_an_output_that_cannot_be_written_stops_the_run(tmp_path: Path) -> None:
    """It is no page's fault."""
    plant(tmp_path, "a.txt")
    (tmp_path / "clean").write_text("in the way", "utf-8")
    with pytest.raises(PipelineError, match="cannot be written"):
        cleaned([tmp_path / "a.txt"], tmp_path / "clean")


def test_an_article_that_cannot_be_written_stops_the_run(tmp_path: Path) -> None:
    """The workers say so; what was written before stays known."""
    plant(tmp_path / "raw", "a.txt", "b/c.txt")
    (tmp_path / "clean").mkdir()
    (tmp_path / "clean/b").write_text("in the way", "utf-8")
    with pytest.raises(PipelineError, match=r"b/c\.json: cannot be written"):
        cleaned(tmp_path / "raw", tmp_path / "clean")
    (tmp_path / "clean/b").unlink()
    assert cleaned(tmp_path / "raw", tmp_path / "clean").cleaned == ["b/c.txt"]


def test_a_page_keeps_its_folders(tmp_path: Path) -> None:
    """At clean/<path below raw>.json."""
    (tmp_path / "raw/x/y").mkdir(parents=True)
    (tmp_path / "raw/x/y/a.txt").write_text("\n".join(PROSE), "utf-8")
    cleaned(tmp_path / "raw", tmp_path / "clean")
    assert list(tree(tmp_path / "clean")) == ["x/y/a.json"]


@pytest.mark.parametrize("workers", [1, 2])
def test_names_do_not_hang_on_how_many_workers(workers: int, tmp_path: Path) -> None:
    """Pages that would share a name are known before the first is cleaned."""
    (tmp_path / "raw").mkdir()
    for number in range(CHUNK + 1):
        for suffix in ("html", "txt"):
            text = "\n".join(PROSE) + f"\n{number}"
            (tmp_path / f"raw/{number:02}.{suffix}").write_text(text, "utf-8")
    cleaned(tmp_path / "raw", tmp_path / "clean", workers=workers)
    names = {f"{number:02}.{suffix}.json" for number in range(CHUNK + 1) for suffix in ("html", "txt")}
    assert set(tree(tmp_path / "clean")) == names


def test_only_what_has_changed_is_cleaned_again(tmp_path: Path) -> None:
    """By size, then by time, then by bytes; and a new page is. The cleaner leaves a trace of what it cleans."""
    raw, clean, trace = tmp_path / "raw", tmp_path / "clean", tmp_path / "trace"
    plant(raw, "a.txt", "b.txt", "x/c.txt", "x/d.txt")
    for page in raw.rglob("*.txt"):
        page.write_text(f"{trace}\n{page.read_text('utf-8')}", "utf-8")
    (new := raw / "x/d.txt").rename(tmp_path / "d.txt")
    assert cleaned(raw, clean, cleaner=traced).cleaned == ["a.txt", "b.txt", "x/c.txt"]
    trace.unlink()
    os.utime(raw / "a.txt", (1, 1))
    (tmp_path / "d.txt").rename(new)
    (raw / "b.txt").write_text("\n".join((str(trace), *PROSE)), "utf-8")
    assert cleaned(raw, clean, cleaner=traced).cleaned == ["b.txt", "x/d.txt"]
    assert sorted(trace.read_text("utf-8").split()) == ["b.txt", "x/d.txt"]


def test_a_page_of_the_same_size_and_time_is_told_by_its_bytes_while_it_is_new(tmp_path: Path) -> None:
    """The clock of files is coarse: what was written just now may be written again within its tick."""
    page, clean = tmp_path / "raw/a.txt", tmp_path / "clean"
    plant(tmp_path, "raw/a.txt")
    cleaned(page.parent, clean)
    stat = page.stat()
    page.write_bytes(page.read_bytes().replace("十九年".encode(), "十八年".encode()))
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert cleaned(page.parent, clean).cleaned == ["a.txt"]
    assert "十八年".encode() in (clean / "a.json").read_bytes()


def test_old_pages_are_not_even_read(tmp_path: Path) -> None:
    """Size and time are enough where the time is past doubt: here the bytes differ, and nobody looks."""
    page, clean = tmp_path / "raw/a.txt", tmp_path / "clean"
    plant(tmp_path, "raw/a.txt")
    os.utime(page, (1_000_000_000, 1_000_000_000))
    cleaned(page.parent, clean)
    page.write_bytes(page.read_bytes().replace("十九年".encode(), "十八年".encode()))
    os.utime(page, (1_000_000_000, 1_000_000_000))
    assert cleaned(page.parent, clean).events == [Unchanged(1, 1, {})]


def test_other_settings_clean_everything_again(tmp_path: Path) -> None:
    """They are part of the fingerprint."""
    plant(tmp_path / "raw", "a.txt", "b.txt")
    cleaned(tmp_path / "raw", tmp_path / "clean")
    heard = cleaned(tmp_path / "raw", tmp_path / "clean", Settings(keep_removed=True))
    assert heard.cleaned == ["a.txt", "b.txt"]


def test_an_article_that_was_touched_is_made_again(raw: Path, alone: Path, tmp_path: Path) -> None:
    """One that is gone, one that was cut, one in which a hand has changed a word."""
    cleaned(raw, tmp_path)
    one, two, three = sorted(tmp_path.glob("*.json"))[:3]
    one.unlink()
    two.write_bytes(two.read_bytes()[:100])
    three.write_bytes(three.read_bytes().replace(b"article/1", b"article/2"))
    heard = cleaned(raw, tmp_path)
    assert len(heard.cleaned) == len({path.name.split(".")[0] for path in (one, two, three)})
    assert tree(tmp_path) == tree(alone)


def test_a_lost_ledger_is_made_from_the_articles(raw: Path, alone: Path, tmp_path: Path) -> None:
    """Nothing that has an article is cleaned again, nor written; the next run does not even look."""
    first = cleaned(raw, tmp_path)
    for file in (tmp_path / ".pipeline").glob("ledger*"):
        file.unlink()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}
    again = cleaned(raw, tmp_path)
    assert again.cleaned == sorted(name for name, page in first.pages.items() if not page.articles)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")} == before
    assert again.report.articles == first.report.articles
    assert cleaned(raw, tmp_path).cleaned == []
    assert tree(tmp_path) == tree(alone)


@pytest.mark.parametrize("damage", [b"", b"no ledger at all", None])
def test_a_damaged_ledger_is_made_again(damage: bytes | None, tmp_path: Path) -> None:
    """It holds nothing that the articles do not say."""
    plant(tmp_path / "raw", "a.txt", "b.txt")
    cleaned(tmp_path / "raw", tmp_path / "clean")
    ledger = tmp_path / "clean/.pipeline/ledger.sqlite"
    data = bytearray(ledger.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")  # the version of the tables stands there
    ledger.write_bytes(data if damage is None else damage)
    assert cleaned(tmp_path / "raw", tmp_path / "clean").cleaned == []


def test_vanished_pages_keep_their_articles_until_they_are_pruned(tmp_path: Path) -> None:
    """They are reported each time; pruning takes the articles, and folders that are empty then."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    plant(raw, "a.txt", "x/b.txt")
    cleaned(raw, clean)
    (raw / "x/b.txt").unlink()
    assert (cleaned(raw, clean).report.vanished, sorted(tree(clean))) == (1, ["a.json", "x/b.json"])
    (raw / "x").rmdir()
    assert cleaned(raw, clean).report.vanished == 1
    report = cleaned(raw, clean, prune=True).report
    assert (report.vanished, report.pruned, sorted(tree(clean))) == (1, 1, ["a.json"])
    assert cleaned(raw, clean).report.vanished == 0
    assert not (clean / "x").exists()


def test_a_folder_that_is_all_at_once_empty_is_not_pruned(tmp_path: Path) -> None:
    """Its disk may not be mounted. Without a ledger neither; one page in it is enough, and so is no prune."""
    raw, more, clean = tmp_path / "raw", tmp_path / "more", tmp_path / "clean"
    plant(raw, "a.txt", "x/b.txt")
    plant(more, "c.txt")
    cleaned([raw, more], clean)
    (raw / "x").rename(tmp_path / "x")
    (raw / "a.txt").rename(tmp_path / "a.txt")
    before = tree(clean)
    for lost in (False, True):
        if lost:
            (clean / ".pipeline/ledger.sqlite").unlink()
        with pytest.raises(PipelineError, match=r"raw: no page lies there.* mounted, or delete"):
            cleaned([raw, more], clean, prune=True)
        assert tree(clean) == before
    assert cleaned([raw, more], clean).report.vanished == 2
    plant(raw, "new.txt")
    assert cleaned([raw, more], clean, prune=True).report.pruned == 2
    assert sorted(tree(clean)) == ["c.json", "new.json"]


def test_a_run_over_some_pages_says_nothing_of_the_others(tmp_path: Path) -> None:
    """What lies elsewhere has not vanished."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    plant(raw, "a.txt", "b.txt", "x/c.txt")
    cleaned(raw, clean)
    assert cleaned([raw / "a.txt"], clean, prune=True).report == Report(pages=1, articles=1, duplicates=2)
    assert cleaned([raw / "x"], clean, prune=True).report.vanished == 0
    assert {"a.json", "b.json", "x/c.json"} <= set(tree(clean))


def test_articles_move_when_a_page_comes_that_would_share_their_name(tmp_path: Path) -> None:
    """And back when it has gone: nothing is left under the old name."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    plant(raw, "a.txt")
    cleaned(raw, clean)
    plant(raw, "a.html")
    cleaned(raw, clean)
    assert sorted(tree(clean)) == ["a.html.json", "a.txt.json"]
    (raw / "a.html").unlink()
    cleaned(raw, clean, prune=True)
    assert sorted(tree(clean)) == ["a.json"]


def test_a_page_that_fails_under_another_name_leaves_no_second_article(tmp_path: Path) -> None:
    """While it fails its article has the old name, also over several runs; then it moves."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    plant(raw, "mistake.txt")
    cleaned(raw, clean)
    plant(raw, "mistake.html")
    for _ in range(2):
        assert cleaned(raw, clean, cleaner=deadly, retry=True).report.failed == 2
    cleaned(raw, clean, retry=True)
    assert sorted(tree(clean)) == ["mistake.html.json", "mistake.txt.json"]


def test_a_lost_ledger_and_another_layout_leave_one_article_a_record(tmp_path: Path) -> None:
    """The files of the first layout go, as they would with the ledger."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    raw.mkdir()
    text = "".join(f"<p>{sentence}</p>" for sentence in PROSE)
    (raw / "a.jsonl").write_text("".join(f'{{"id": "{n}", "html": "{text}"}}\n' for n in "12"), "utf-8")
    cleaned(raw, clean)
    assert sorted(tree(clean)) == ["a/1.json", "a/2.json"]
    (clean / ".pipeline/ledger.sqlite").unlink()
    cleaned(raw, clean, layout="jsonl")
    assert sorted(tree(clean)) == ["a.jsonl"]


def test_two_pages_of_one_name_are_one_page_and_a_failure(tmp_path: Path) -> None:
    """The first that was named is cleaned, the other is named."""
    plant(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    heard = cleaned([tmp_path / "one", tmp_path / "two"], tmp_path / "clean")
    assert sorted(tree(tmp_path / "clean")) == ["a.json", "b.json"]
    assert heard.failures == {str(tmp_path / "two/a.txt"): "unreadable"}


def test_the_ledger_and_its_like_are_no_articles(tmp_path: Path) -> None:
    """They lie in one hidden folder, and no draft is left there."""
    plant(tmp_path / "raw", "a.txt")
    cleaned(tmp_path / "raw", tmp_path / "clean")
    assert sorted(path.name for path in (tmp_path / "clean").iterdir()) == [".pipeline", "a.json"]
    assert list((tmp_path / "clean/.pipeline").rglob("drafts/*")) == []


def test_a_mistake_of_the_program_costs_one_page_and_is_named(tmp_path: Path) -> None:
    """With its kind and its place: it is not hidden as the page's fault, and the others are cleaned."""
    plant(tmp_path / "raw", "a.txt", "mistake.txt", "b.txt")
    heard = cleaned(tmp_path / "raw", tmp_path / "clean", cleaner=deadly)
    assert heard.failures == {"mistake.txt": "error"}
    assert "ZeroDivisionError at poison.py:" in str(heard.pages["mistake.txt"].failure)
    assert sorted(tree(tmp_path / "clean")) == ["a.json", "b.json"]


HTML = "<!DOCTYPE html><title>{0}</title><article><h1>{0}</h1>{1}</article>"


def write_html(file: Path, title: str) -> None:
    """A page of markup."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HTML.format(title, "".join(f"<p>{line}</p>" for line in PROSE)), "utf-8")


def test_rules_that_found_nothing_on_any_page_are_named(tmp_path: Path) -> None:
    """Of those that were asked: one that found something on another page, today or before, is not."""
    write_html(tmp_path / "raw/1.html", "一")
    write_html(tmp_path / "raw/2.html", "二")
    (tmp_path / "raw/2.html").write_bytes((tmp_path / "raw/2.html").read_bytes().replace(b"<h1>", b"<h1 class=top>"))
    for page in sorted((tmp_path / "raw").glob("*.html")):
        (tmp_path / "raw/a.example").mkdir(exist_ok=True)
        page.rename(tmp_path / "raw/a.example" / page.name)
    settings = Settings(sites=(Site("a.example", drop=(".vote", ".top")), Site("other.example", drop=(".x",))))
    assert cleaned(tmp_path / "raw", tmp_path / "clean", settings).report.idle_rules == ("a.example: drop '.vote'",)
    write_html(tmp_path / "raw/a.example/3.html", "四")
    assert cleaned(tmp_path / "raw", tmp_path / "clean", settings).report.idle_rules == ("a.example: drop '.vote'",)
    assert cleaned(tmp_path / "raw", tmp_path / "clean", settings).report.idle_rules == ()


def test_a_hook_that_cannot_be_loaded_stops_the_run(tmp_path: Path) -> None:
    """Before any page, and before anything is written."""
    write_html(tmp_path / "raw/1.html", "一")
    with pytest.raises(SettingsError, match="cannot be loaded"):
        cleaned(tmp_path / "raw", tmp_path / "clean", Settings(sites=(Site("*", hook="nowhere:mend"),)))
    assert not (tmp_path / "clean").exists()


def test_a_hook_that_fails_costs_its_page(tmp_path: Path) -> None:
    """It is named; pages of other hosts are cleaned."""
    (tmp_path / "mend.py").write_text("def mend(tree):\n    raise KeyError('x')\n", "utf-8")
    write_html(tmp_path / "raw/a.example/1.html", "一")
    write_html(tmp_path / "raw/2.html", "二")
    settings = Settings(sites=(Site("a.example", hook=f"{tmp_path / 'mend.py'}:mend"),))
    heard = cleaned(tmp_path / "raw", tmp_path / "clean", settings)
    assert heard.failures == {"a.example/1.html": "error"}
    assert "mend failed on it (KeyError: 'x'); mend the function" in str(heard.pages["a.example/1.html"].failure)
    assert sorted(tree(tmp_path / "clean")) == ["2.json"]


def test_a_file_that_was_named_has_not_vanished_while_it_lies_there(tmp_path: Path) -> None:
    """A walk of its folder does not show it: its name says that it is no page."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    plant(raw, "a.txt", "b.php")
    assert cleaned(raw / "b.php", clean).report.articles == 1
    assert cleaned(raw, clean).report.vanished == 0
    (raw / "b.php").unlink()
    assert cleaned(raw, clean).report.vanished == 1
