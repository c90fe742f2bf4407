"""Runs on Ray: shards of sources by their digests; and with `-m ray`, a real cluster of two workers."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pages import cases
from poison import deadly
from runs import cleaned, plant, tree
from site_pages import plant_site
from stores import below, bucket, files, s3_server, upload

from pipeline.cluster import FEWEST, SHARD, SHARD_BYTES, shards
from pipeline.errors import PipelineError
from pipeline.learning.study import learn
from pipeline.outcome import Task
from pipeline.settings import Run, Settings

STARTS = 3
"""How often a cluster is asked for: on a busy machine it sometimes does not come."""


def sources(count: int, size: int = 1000) -> list[Task]:
    """Sources of a folder."""
    return [Task(b"", "x", f"{number}.txt", "raw", f"x/{number}", size, 1) for number in range(count)]


def names(parts: list[list[Task]]) -> list[str]:
    """The sources of shards."""
    return sorted(task.name for part in parts for task in part)


def test_every_source_is_in_one_shard() -> None:
    """None is left out or cleaned twice; shards are of a size that is worth a task."""
    some = sources(10 * SHARD)
    dealt = list(shards(iter(some), 2))
    assert names(dealt) == sorted(task.name for task in some)
    assert max(map(len, dealt)) < 2 * SHARD


def test_shards_are_the_same_in_every_process() -> None:
    """By digest: Python's `hash` is another in each."""
    code = (
        "from test_cluster import sources, shards;"
        "print([[task.name for task in part] for part in shards(iter(sources(500)), 2)])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {f"{[[task.name for task in part] for part in shards(iter(sources(500)), 2)]}\n"}


def test_few_sources_are_shared_by_all_cores() -> None:
    """As far as that is worth it; a big container is a shard by itself."""
    assert len(list(shards(iter(sources(4 * FEWEST)), 4))) == 4
    assert len(list(shards(iter(sources(FEWEST)), 4))) == 1
    big = Task(b"", "", "big.warc.gz", "raw", "big", SHARD_BYTES + 1, 1)
    assert [big] in list(shards(iter([*sources(3), big]), 4))


def test_without_ray_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the remedy."""
    monkeypatch.setitem(sys.modules, "ray", None)
    plant(tmp_path / "raw", "a.txt")
    with pytest.raises(PipelineError, match=r"not installed; pip install 'page-cleaning-pipeline\[ray\]'"):
        cleaned(tmp_path / "raw", tmp_path / "clean", engine="ray")


@pytest.fixture(scope="module")
def cluster(server: str) -> Iterator[Any]:
    """Ray with two workers, started once; they inherit the address of the S3 server, and where modules are found."""
    ray = pytest.importorskip("ray")
    path = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    for start in range(1, STARTS + 1):
        try:
            ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
            break
        except Exception:
            ray.shutdown()
            if start == STARTS:
                raise
            time.sleep(5)
    yield ray
    ray.shutdown()
    if path is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = path


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3 server."""
    with s3_server() as address:
        yield address


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every other case's page, and one without an article."""
    folder = tmp_path_factory.mktemp("raw")
    for case in cases()[::2]:
        (folder / case.page.path).write_bytes(case.page.data)
    (folder / "error.txt").write_text("502 Bad Gateway\nnginx/1.18.0", "utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the engine of this machine makes of them."""
    folder = tmp_path_factory.mktemp("whole")
    cleaned(raw, folder, workers=2)
    return tree(folder)


def workers_of_ray() -> list[int]:
    """The processes that run shards just now."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = place.read_bytes()
        except OSError:
            continue
        if line.startswith(b"ray::clean_shard"):
            found.append(int(place.parent.name))
    return found


def kill_one(killed: list[int], seconds: float) -> None:
    """Kill a worker that has been at a shard for a moment."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := workers_of_ray():
            time.sleep(0.5)
            try:
                os.kill(found[0], signal.SIGKILL)
            except ProcessLookupError:
                continue
            killed.append(found[0])
            return
        time.sleep(0.02)


@pytest.mark.ray
@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("ignore")
def test_ray_gives_the_same_bytes_as_this_machine_though_a_worker_is_killed(
    cluster: Any, raw: Path, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From S3 to S3; the ledger is the same, too: another run does nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    url = bucket()
    upload(raw, f"{url}/raw")
    killed: list[int] = []
    killer = Thread(target=kill_one, args=(killed, 120))
    killer.start()
    heard = cleaned(f"{url}/raw", f"{url}/clean", engine="ray", workers=2)
    killer.join()
    assert killed
    assert below(f"{url}/clean") == whole
    assert heard.report.failed == 0
    again = cleaned(f"{url}/raw", f"{url}/clean", engine="ray", workers=2)
    assert (again.report.cleaned, again.report.pages) == (0, heard.report.pages)
    # Without a ledger the articles are asked, and only pages that have none are cleaned.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "others"))
    files().rm_file(f"{url}/clean/.pipeline/ledger.sqlite")
    anew = cleaned(f"{url}/raw", f"{url}/clean", engine="ray", workers=2)
    assert anew.report.cleaned == sum(heard.report.absent.values())
    assert below(f"{url}/clean") == whole


@pytest.mark.ray
@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("ignore")
def test_on_ray_a_bad_page_costs_that_page_only(cluster: Any, tmp_path: Path) -> None:
    """Folders that all machines see; crashes and mistakes have the names that they have on one machine."""
    plant(tmp_path / "raw", *(f"{number}.txt" for number in range(8)), "crash.txt", "mistake.txt", "exit.txt")
    here = cleaned(tmp_path / "raw", tmp_path / "here", cleaner=deadly)
    there = cleaned(tmp_path / "raw", tmp_path / "there", cleaner=deadly, engine="ray", workers=2)
    assert there.failures == here.failures == {"crash.txt": "crashed", "exit.txt": "crashed", "mistake.txt": "error"}
    assert there.report == here.report
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


@pytest.mark.ray
@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("ignore")
def test_workers_with_another_pipeline_end_the_run(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their articles would be others."""
    plant(tmp_path / "raw", "a.txt")
    monkeypatch.setattr("pipeline.run.marks", lambda settings, how: ("another", "another"))
    with pytest.raises(PipelineError, match="another version"):
        cleaned(tmp_path / "raw", tmp_path / "clean", engine="ray")


@pytest.mark.ray
@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("ignore")
def test_ray_learns_what_this_machine_learns(cluster: Any, tmp_path: Path) -> None:
    """Byte for byte, from a folder and from S3; a page that cannot be read is named by its URL."""
    for site in ("one.example", "two.example"):
        plant_site(tmp_path / "raw", site, range(8))
    (tmp_path / "raw" / "one.example" / "broken.warc.gz").write_bytes(b"\x1f\x8b\x08 no such thing")
    url = bucket()
    upload(tmp_path / "raw", f"{url}/raw")
    here = learned(tmp_path, "here", str(tmp_path / "raw"))
    assert set(tree(tmp_path / "here")) == {"one.example.tsv", "two.example.tsv"}
    assert learned(tmp_path, "there", str(tmp_path / "raw"), engine="ray", workers=2) == here
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    (failure,) = learned(tmp_path, "far", f"{url}/raw", engine="ray", workers=2)
    assert failure.startswith(f"{url}/raw/one.example/broken.warc.gz")
    assert tree(tmp_path / "far") == tree(tmp_path / "here")


def learned(tmp_path: Path, name: str, raw: str, **more: Any) -> tuple[str, ...]:
    """What failed."""
    how = Run(pages=(raw,), memory=str(tmp_path / name), **{"workers": 1, **more})
    return learn(Settings(), how, update=False).failures
