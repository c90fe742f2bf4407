"""NumPy's matrix products keep to one thread in the command and in its workers."""

from pathlib import Path

from poison import threaded
from runs import cleaned, plant
from threadpoolctl import threadpool_info

from pipeline.threads import one_thread


def test_one_thread_is_all(tmp_path: Path) -> None:
    """Here, and in a worker, which says how many it has."""
    one_thread()
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}
    plant(tmp_path / "raw", "a.txt")
    assert cleaned(tmp_path / "raw", tmp_path / "clean", cleaner=threaded).failures == {}
