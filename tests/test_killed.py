"""Runs are killed at random moments, and nothing is torn or lost: the next run ends as one that was never killed.

Twelve moments here; PIPELINE_KILLS=100 pytest tests/test_killed.py takes a hundred.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from pages import cases
from runs import ERROR, cleaned, tree

KILLS = int(os.environ.get("PIPELINE_KILLS", "12"))
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()", "clean", "--workers", "2", "-q"]
COPIES = 1
PATIENCE = 90.0


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every case's page several times, and some pages without an article."""
    folder = tmp_path_factory.mktemp("raw")
    for copy in range(COPIES):
        (folder / f"{copy}").mkdir()
        for case in cases()[::2]:
            (folder / f"{copy}" / case.page.path).write_bytes(case.page.data)
        (folder / f"{copy}/no-article.txt").write_text(ERROR, "utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run leaves that is never killed."""
    folder = tmp_path_factory.mktemp("whole")
    cleaned(raw, folder, workers=2)
    return tree(folder)


def family(leader: int) -> list[int]:
    """The processes of a session but its leader: the server of workers, and the workers."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = status.read_text("utf-8").rpartition(")")[2].split()
            if int(fields[3]) == leader and int(status.parent.name) != leader and fields[0] != "Z":
                found.append(int(status.parent.name))
    return sorted(found)


@contextmanager
def start(raw: Path, output: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A run in a session of its own, which does not outlive a test that fails."""
    command = [*COMMAND, str(raw), "-o", str(output)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, cwd=output.parent) as going:
        try:
            yield going
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(going.pid, signal.SIGKILL)
            raise


def wait_for(happened: Callable[[], bool], going: "subprocess.Popen[bytes]") -> None:
    """Until something has happened or the run is over."""
    end = time.monotonic() + PATIENCE
    while not happened() and going.poll() is None:
        assert time.monotonic() < end, "nothing happens"
        time.sleep(0.005)


def check_whole(output: Path, whole: dict[str, bytes]) -> None:
    """Every article that lies there is one of those that should."""
    for name, data in tree(output).items():
        assert data == whole[name], f"{name} is torn"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers in /proc")
@pytest.mark.parametrize("moment", range(KILLS))
def test_a_run_that_is_killed_at_any_moment_loses_nothing(
    moment: int, raw: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    """The run, a worker, or the server of workers; the next run finishes the work."""
    dice = random.Random(moment)
    output = tmp_path / "clean"
    with start(raw, output) as going:
        # Half the moments are among the writing, at an article that is drawn; half are anywhere.
        if moment % 2:
            number = dice.randrange(len(whole))
            wait_for(lambda: sum(1 for _ in output.rglob("*.json")) >= number, going)
        else:
            due = time.monotonic() + dice.random() * 3
            wait_for(lambda: time.monotonic() >= due, going)
        victim = going.pid if moment % 3 < 2 else dice.choice(family(going.pid) or [going.pid])
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        if victim == going.pid:
            going.wait(PATIENCE)
            check_whole(output, whole)
        else:
            assert going.wait(PATIENCE) == 0
            assert tree(output) == whole
    heard = cleaned(raw, output, workers=2)
    assert tree(output) == whole
    assert heard.report.failed == 0
    assert cleaned(raw, output).report.cleaned == 0
    assert list((output / ".pipeline").glob("drafts/*")) == []


def test_ctrl_c_ends_a_run_at_once_and_keeps_what_was_done(raw: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    """Exit code 130, one sentence, no process left; the next run cleans only the rest."""
    output = tmp_path / "clean"
    with start(raw, output) as going:
        wait_for(lambda: sum(1 for _ in output.rglob("*.json")) > 8, going)
        os.killpg(going.pid, signal.SIGINT)
        _, said = going.communicate(timeout=PATIENCE)
        assert (going.returncode, len(said.splitlines())) == (130, 1)
        assert b"interrupted" in said
        wait_for(lambda: not family(going.pid), going)
    check_whole(output, whole)
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "status", "--json", "-o", str(output)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, cwd=tmp_path).stdout)
    assert told["last_run"]["state"] == "interrupted"
    assert told["pages"] > 3
    pages = sum(1 for path in raw.rglob("*") if path.is_file())
    assert cleaned(raw, output, workers=2).report.cleaned == pages - told["pages"]
    assert tree(output) == whole
