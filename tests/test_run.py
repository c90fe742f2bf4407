"""Many pages, any number of workers, any order: the same bytes."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from pages import PROSE, cases

from pipeline import run as module
from pipeline.errors import PageError, PipelineError
from pipeline.model import Page
from pipeline.read import Source
from pipeline.run import CHUNK, Outcome, Report, run
from pipeline.settings import Run, Settings

WORKERS_DIE = """
import os, sys
import pipeline.run
true = pipeline.run.clean_page

def deadly(page, settings):
    if page.path == "p07.txt":
        {how}
    return true(page, settings)

pipeline.run.clean_page = deadly
if __name__ == "__main__":
    from pipeline.cli import main
    main()
"""


def cleaned(pages: Path | list[Path], output: Path, workers: int = 1) -> Report:
    """Clean a folder, or files, into another folder."""
    roots = tuple(map(str, pages)) if isinstance(pages, list) else (str(pages),)
    return run(Settings(), Run(pages=roots, output=str(output), workers=workers), lambda *_: None)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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
    report = cleaned(raw, tmp_path, workers)
    assert tree(tmp_path) == tree(alone)
    assert report.pages == len(list(raw.iterdir()))


def test_any_order_of_pages_writes_the_same_bytes(raw: Path, alone: Path, tmp_path: Path) -> None:
    """No page hears of the one before it."""
    pages = sorted(raw.iterdir())
    random.Random(7).shuffle(pages)
    cleaned(pages, tmp_path)
    assert tree(tmp_path) == tree(alone)


def test_the_second_run_writes_nothing(raw: Path, alone: Path) -> None:
    """What lies there already is left alone."""
    before = {path: path.stat().st_mtime_ns for path in alone.rglob("*")}
    report = cleaned(raw, alone)
    assert (report.written, report.articles) == (0, len(before))
    assert {path: path.stat().st_mtime_ns for path in alone.rglob("*")} == before


def test_a_damaged_article_is_made_whole(raw: Path, alone: Path, tmp_path: Path) -> None:
    """One that is gone comes back, one that was cut is written again."""
    cleaned(raw, tmp_path)
    one, two = sorted(tmp_path.iterdir())[:2]
    one.unlink()
    two.write_bytes(two.read_bytes()[:100])
    assert cleaned(raw, tmp_path).written == 2
    assert tree(tmp_path) == tree(alone)


def test_no_salt_gets_into_an_article(raw: Path, alone: Path, tmp_path: Path) -> None:
    """Python's hashes differ from process to process; articles do not."""
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "clean", str(raw)]
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    subprocess.run([*command, "-q", "--workers", "1", "-o", str(tmp_path)], env=environment, check=True)
    assert tree(tmp_path) == tree(alone)


def test_every_outcome_is_heard_in_order(raw: Path, tmp_path: Path) -> None:
    """Of each page once, and of how many there are."""
    heard: list[tuple[str, int]] = []
    how = Run(pages=(str(raw),), output=str(tmp_path), workers=2)
    run(Settings(), how, lambda outcome, pages: heard.append((outcome.page, pages)))
    names = sorted(path.name for path in raw.iterdir())
    assert heard == [(name, len(names)) for name in names]


def test_a_run_counts_what_became_of_its_pages(tmp_path: Path) -> None:
    """Articles, pages without one by reason, failures by name."""
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("\n".join(PROSE), "utf-8")
    (raw / "b.txt").write_text("", "utf-8")
    (raw / "c.txt").write_text("502 Bad Gateway\nnginx/1.18.0", "utf-8")
    (raw / "d.txt").write_text(" ".join(PROSE * 20), "utf-8")
    how = Run(pages=(str(raw),), output=str(tmp_path / "clean"), workers=1)
    report = run(Settings(max_bytes=1000), how, lambda *_: None)
    assert (report.pages, report.articles, report.written) == (4, 1, 1)
    assert report.absent == {"empty": 1, "error_page": 1}
    (failure,) = report.failures
    assert "d.txt" in failure
    assert report.exit_code == 1


def test_a_page_that_vanishes_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between being found and being read; the run goes on."""
    (tmp_path / "b.txt").write_text("\n".join(PROSE), "utf-8")
    found = [Source(str(tmp_path / name), name) for name in ("a.txt", "b.txt")]
    monkeypatch.setattr(module, "list_sources", lambda roots: iter(found))
    report = cleaned(tmp_path, tmp_path / "clean")
    assert (report.pages, report.articles, len(report.failures)) == (2, 1, 1)
    assert "a.txt" in report.failures[0]


def test_no_failure_is_no_failure() -> None:
    """The exit code comes from the report."""
    assert (Report().exit_code, Report(failures=("a",)).exit_code) == (0, 1)


def test_a_path_where_nothing_lies_stops_the_run(tmp_path: Path) -> None:
    """Before anything is written."""
    with pytest.raises(PageError, match="nothing lies there"):
        cleaned([tmp_path / "gone"], tmp_path / "clean")
    assert not (tmp_path / "clean").exists()


def test_one_missing_path_is_one_failure(tmp_path: Path) -> None:
    """What lies at the others is cleaned."""
    (tmp_path / "a.txt").write_text("\n".join(PROSE), "utf-8")
    report = cleaned([tmp_path / "gone", tmp_path / "a.txt"], tmp_path / "clean")
    assert report.exit_code == 1
    assert ["gone: nothing lies there" in failure for failure in report.failures] == [True]
    assert report.articles == 1


def test_what_a_page_says_no_more_is_taken_away(tmp_path: Path) -> None:
    """A page that was two articles and is one leaves one; what another page or a person wrote stays."""
    page, clean = tmp_path / "raw" / "a.txt", tmp_path / "clean"
    page.parent.mkdir()
    head = ("灯塔看守人的最后一个冬天", "2023-11-09 08:42 来源:江城晚报 作者:沈知远")
    page.write_text("\n".join((*head, *PROSE)), "utf-8")
    cleaned([page.parent], clean)
    (clean / "a.2.json").write_bytes((clean / "a.json").read_bytes())
    (clean / "a.3.json").write_text('{"source": {"path": "other.txt"}}', "utf-8")
    cleaned([page.parent], clean)
    assert sorted(path.name for path in clean.iterdir()) == ["a.3.json", "a.json"]
    page.write_text("502 Bad Gateway\nnginx/1.18.0", "utf-8")
    cleaned([page.parent], clean)
    assert sorted(path.name for path in clean.iterdir()) == ["a.3.json"]


def test_an_output_that_cannot_be_written_stops_the_run(tmp_path: Path) -> None:
    """It is no page's fault."""
    (tmp_path / "a.txt").write_text("\n".join(PROSE), "utf-8")
    (tmp_path / "clean").write_text("in the way", "utf-8")
    with pytest.raises(PipelineError, match="cannot be written"):
        cleaned([tmp_path / "a.txt"], tmp_path / "clean")


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
    cleaned(tmp_path / "raw", tmp_path / "clean", workers)
    names = {f"{number:02}.{suffix}.json" for number in range(CHUNK + 1) for suffix in ("html", "txt")}
    assert set(tree(tmp_path / "clean")) == names


def interrupted(tmp_path: Path, how: str, workers: int) -> tuple[subprocess.CompletedProcess[str], Path]:
    """A run in which something happens to the worker that cleans p07.txt."""
    (tmp_path / "raw").mkdir()
    for number in range(CHUNK + 8):
        (tmp_path / f"raw/p{number:02}.txt").write_text("\n".join(PROSE), "utf-8")
    script = tmp_path / "script.py"
    script.write_text(WORKERS_DIE.format(how=how), "utf-8")
    command = [
        sys.executable,
        str(script),
        "clean",
        "raw",
        "-o",
        "clean",
        "--workers",
        str(workers),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=100)
    return done, tmp_path / "clean"


def test_a_worker_that_dies_takes_one_page_with_it(tmp_path: Path) -> None:
    """The page is named, the run goes on, the exit code tells."""
    done, clean = interrupted(tmp_path, "os._exit(9)", workers=2)
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (1, "")
    assert "p07.txt" in done.stderr
    assert len(tree(clean)) == CHUNK + 8 - 1


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_run_leaves_whole_files(workers: int, tmp_path: Path) -> None:
    """It says so, and the next run finishes the work."""
    done, clean = interrupted(tmp_path, "raise KeyboardInterrupt", workers)
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (130, "")
    assert all(name.endswith(".json") and data.endswith(b"}\n") for name, data in tree(clean).items())
    cleaned(tmp_path / "raw", clean)
    assert len(tree(clean)) == CHUNK + 8


def test_the_one_place_where_a_bad_page_is_caught_catches_no_bad_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug is not a page's fault, and is not hidden as one."""

    def broken(page: Page, settings: Settings) -> None:
        raise ZeroDivisionError

    (tmp_path / "a.txt").write_text("\n".join(PROSE), "utf-8")
    monkeypatch.setattr(module, "clean_page", broken)
    with pytest.raises(ZeroDivisionError):
        cleaned(tmp_path, tmp_path / "clean")
    assert Outcome("a.txt").failure is None
