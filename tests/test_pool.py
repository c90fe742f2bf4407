"""Workers may die: one bad page costs that page only, and the pool goes on."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from poison import deadly, slow
from runs import cleaned, plant, tree

from pipeline import pool
from pipeline.errors import PipelineError
from pipeline.outcome import Outcome, Task
from pipeline.plan import marks
from pipeline.pool import CHUNK, supervise
from pipeline.settings import Run, Settings
from pipeline.work import Order

GOOD = [f"p{number:02}.txt" for number in range(CHUNK + 4)]
BAD = {
    "p03-crash.txt": ("crashed", "a worker died on it, twice (SIGSEGV)"),
    "p04-exit.txt": ("crashed", "a worker died on it, twice (exit code 9)"),
    "p05-killed.txt": ("killed", "killed from outside, twice"),
    "p06-memory.txt": ("out_of_memory", "more than 200,000,000 bytes of memory"),
    "p07-deep.txt": ("error", "nested too deeply"),
    "p08-hang.txt": ("too_slow", "longer than 3 s"),
}
LIMITS = {"max_seconds": 3.0, "max_memory": 200_000_000}


@pytest.mark.parametrize("workers", [1, 2])
def test_poison_costs_its_page_only(workers: int, tmp_path: Path) -> None:
    """Each is named with its cause; the neighbours are cleaned; what would happen again is not tried again."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    plant(raw, *GOOD, *BAD)
    heard = cleaned(raw, clean, cleaner=deadly, workers=workers, **LIMITS)
    assert heard.failures == {name: kind for name, (kind, _) in BAD.items()}
    for name, (_, why) in BAD.items():
        said = heard.pages[name].failure.why
        assert said.startswith(name)
        assert why in said
        assert said.count(name) == 1
    assert sorted(tree(clean)) == sorted(name.replace(".txt", ".json") for name in GOOD)
    assert heard.report.exit_code == 1

    again = cleaned(raw, clean, cleaner=deadly, workers=workers, **LIMITS)
    assert again.cleaned == ["p05-killed.txt"]
    assert again.failures == heard.failures
    assert again.report.exit_code == 1


def test_a_page_that_failed_is_tried_again_under_other_limits(tmp_path: Path) -> None:
    """Or when it is asked for; then it can come right, and its neighbour is left alone."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    plant(raw, "a.txt", "deep.txt")
    assert cleaned(raw, clean, cleaner=deadly).failures == {"deep.txt": "error"}
    assert cleaned(raw, clean).cleaned == []
    assert cleaned(raw, clean, max_seconds=61.0).cleaned == ["deep.txt"]
    cleaned(raw, clean, Settings(keep_removed=True), deadly)
    assert cleaned(raw, clean, Settings(keep_removed=True), retry=True).cleaned == ["deep.txt"]
    assert sorted(tree(clean)) == ["a.json", "deep.json"]


def tasks(raw: Path) -> Iterator[Task]:
    """A source for each file."""
    for path in sorted(raw.iterdir()):
        yield Task(os.fsencode(path), "", path.name, "raw", path.stem, path.stat().st_size, -1)


def order(output: Path) -> Order:
    """Clean slowly into a folder that has a ledger."""
    plant(output.parent / "first", "first.txt")
    cleaned(output.parent / "first", output)
    settings, how = Settings(), Run(output=str(output))
    return Order(settings, how, marks(settings, how), slow)


def test_workers_that_are_killed_lose_nothing(tmp_path: Path) -> None:
    """Any of them, again and again: every page is told of exactly once."""
    plant(tmp_path / "raw", *GOOD)
    told: list[str] = []
    killed = 0
    for task, message in supervise(tasks(tmp_path / "raw"), order(tmp_path / "clean"), 2):
        if isinstance(message, Outcome):
            assert message.failure is None
            told.append(task.name)
            if len(told) % 6 == 3:
                alive = children()
                os.kill(alive[len(told) % len(alive)], signal.SIGKILL)
                killed += 1
    assert sorted(told) == GOOD
    assert killed >= 3


def children() -> list[int]:
    """The workers of this process that are alive."""
    import multiprocessing

    return [child.pid for child in multiprocessing.active_children() if child.pid is not None and child.is_alive()]


def test_workers_end_with_the_run(tmp_path: Path) -> None:
    """Also where it is broken off."""
    plant(tmp_path / "raw", *GOOD)
    going = supervise(tasks(tmp_path / "raw"), order(tmp_path / "clean"), 2)
    next(going)
    assert len(children()) == 2
    going.close()
    assert children() == []


def test_workers_that_cannot_start_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no page's fault, and would happen to all of them."""
    plant(tmp_path / "raw", *GOOD)
    monkeypatch.setattr(pool, "serve", os._exit)
    monkeypatch.setattr(Order, "__reduce__", lambda self: (int, (7,)), raising=False)
    with pytest.raises(PipelineError, match="workers end as they start"):
        list(supervise(tasks(tmp_path / "raw"), order(tmp_path / "clean"), 2))


def test_a_server_of_workers_that_dies_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the moment in which it is asked for a worker: the start breaks off, and is made again."""
    plant(tmp_path / "raw", *GOOD)
    true, asked = pool.Worker, []

    def broken(*given: object) -> pool.Worker:
        asked.append(given)
        if len(asked) in (1, 3):
            raise EOFError
        return true(*given)

    monkeypatch.setattr(pool, "Worker", broken)
    monkeypatch.setattr(pool, "SECONDS_BETWEEN_STARTS", 0)
    told = [
        task.name
        for task, message in supervise(tasks(tmp_path / "raw"), order(tmp_path / "clean"), 2)
        if isinstance(message, Outcome)
    ]
    assert sorted(told) == GOOD
    assert len(asked) == 4 + 1  # one run makes the ledger


def test_a_worker_that_is_stopped_stops_no_other(tmp_path: Path) -> None:
    """Each has its own pipe: one that stands still holds no lock."""
    plant(tmp_path / "raw", *GOOD)
    told = 0
    still: int | None = None
    for _, message in supervise(tasks(tmp_path / "raw"), order(tmp_path / "clean"), 2):
        told += isinstance(message, Outcome)
        if told == 2 and still is None:
            still = children()[0]
            os.kill(still, signal.SIGSTOP)
            threading.Thread(target=lambda pid: (time.sleep(1), os.kill(pid, signal.SIGCONT)), args=(still,)).start()
    assert told == len(GOOD)


STARTS = """
from multiprocessing import forkserver
from pathlib import Path
from pipeline.pool import _context
_context()
status = Path(f"/proc/{forkserver._forkserver._forkserver_pid}/status").read_text("ascii")
print(int(status.partition("SigBlk:")[2].split()[0], 16) >> 1 & 1)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_a_worker_whose_run_is_over_ends_without_a_word() -> None:
    """Ctrl-C while workers start: what they would tell goes nowhere."""
    program = (
        "from multiprocessing import Pipe\n"
        "from pipeline.settings import Run, Settings\n"
        "from pipeline.work import Order, serve\n"
        "ours, theirs = Pipe()\n"
        "ours.close()\n"
        "serve(theirs, Order(Settings(), Run(), ('', ''), ledger=None))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_the_server_of_workers_never_sees_an_interrupt() -> None:
    """Not even while it starts, which takes a second and would show where."""
    done = subprocess.run([sys.executable, "-c", STARTS], capture_output=True, text=True, check=True, timeout=100)
    assert done.stdout == "1\n"
