"""One run at a time in a folder of articles."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from runs import cleaned, plant

from pipeline.errors import PipelineError
from pipeline.lock import only_run

HOLDER = """
import sys, time
from pathlib import Path
from pipeline.lock import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    """In one sentence that names the other; a run that is killed leaves no lock."""
    plant(tmp_path / "raw", "a.txt")
    output = tmp_path / "clean"
    command = [sys.executable, "-c", HOLDER, str(output / ".pipeline")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(PipelineError, match=rf"another run \(process {holder.pid}\) is writing there"):
            cleaned(tmp_path / "raw", output)
        holder.kill()
    for _ in range(100):  # the system takes the lock back in its own time
        try:
            assert cleaned(tmp_path / "raw", output).report.articles == 1
            return
        except PipelineError:
            time.sleep(0.1)
    pytest.fail("a killed run holds its lock")


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    """Where a file lies in the way."""
    (tmp_path / "clean").write_text("in the way", "utf-8")
    with pytest.raises(PipelineError, match="cannot be written"), only_run(tmp_path / "clean/.pipeline"):
        pass
