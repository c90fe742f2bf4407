"""Jobs are done in order by processes that start only when there is enough to do."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.review.crew import AHEAD, BATCH, FEW, Crew


def doubled(job: int, order: int) -> tuple[int, int]:
    """The job's result, and who did it."""
    return job * order, os.getpid()


def die(job: int, order: int) -> int:
    """As a worker dies of a page."""
    if job == order:
        os._exit(1)
    return job


def is_sheltered(job: int, order: int) -> bool:
    """Whether Ctrl-C is kept from the process that does the job."""
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set())


def test_results_come_in_the_order_of_jobs() -> None:
    """Whoever did them."""
    with Crew(doubled, 2, 2) as crew:
        results = list(crew.map(iter(range(FEW + 5 * BATCH))))
    assert [result for result, _ in results] == [2 * job for job in range(FEW + 5 * BATCH)]
    assert len({who for _, who in results}) > 1


def test_few_jobs_start_no_process() -> None:
    """Nor does a crew of one."""
    with Crew(doubled, 2, 2) as crew:
        assert {who for _, who in crew.map(iter(range(FEW)))} == {os.getpid()}
    with Crew(doubled, 2, 1) as crew:
        assert {who for _, who in crew.map(iter(range(FEW + 100)))} == {os.getpid()}


def test_jobs_are_not_read_far_ahead() -> None:
    """So that few pages are in memory."""
    read = 0

    def jobs() -> Iterator[int]:
        nonlocal read
        for job in range(10_000):
            read = job
            yield job

    with Crew(doubled, 2, 2) as crew:
        results = crew.map(jobs())
        for _ in range(FEW + 1):
            next(results)
        assert read <= FEW + (2 * AHEAD + 2) * BATCH
        results.close()


def test_a_process_that_dies_is_one_sentence() -> None:
    """With what to do."""
    with Crew(die, FEW + BATCH, 2) as crew, pytest.raises(PipelineError, match="workers = 1"):
        list(crew.map(iter(range(FEW + 4 * BATCH))))


ALONE = """
from pipeline.review.crew import BATCH, FEW, Crew
from test_crew import is_sheltered
if __name__ == "__main__":
    with Crew(is_sheltered, 0, 2) as crew:
        print(all(list(crew.map(iter(range(FEW + 5 * BATCH))))[FEW:]))
"""


def test_ctrl_c_is_for_the_command() -> None:
    """Also where nothing was started before: in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    assert done.stdout == "True\n"
