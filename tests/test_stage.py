"""Pages and articles behind URLs: the same bytes as in a folder, whatever was there before."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import PROSE
from runs import ERROR, cleaned, plant, tree
from stores import below, bucket, s3_server, upload

pytest.importorskip("s3fs")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module", autouse=True)
def server() -> Iterator[str]:
    """An S3 server."""
    with s3_server() as address:
        yield address


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the ledgers of places behind URLs lie during a run."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches"


def records(*texts: str) -> bytes:
    """A container of pages."""
    lines = (json.dumps({"url": f"https://a.example/{n}", "text": text}) for n, text in enumerate(texts))
    return "\n".join(lines).encode()


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Plain pages, two of which are duplicates, one without an article, one that cannot be read; a container."""
    folder = tmp_path / "raw"
    plant(folder, "a.txt", "x/b.txt", "x/y/c.html")
    (folder / "twin.txt").write_bytes((folder / "a.txt").read_bytes())
    (folder / "x/error.txt").write_text(ERROR, "utf-8")
    (folder / "x/torn.txt.gz").write_bytes(gzip.compress(b"The old mill\n" * 50)[:-9])
    texts = ["\n".join((*PROSE, f"第{number}页放在抽屉里,谁也没有把它拿走。")) for number in range(3)]
    (folder / "x/many.jsonl").write_bytes(records(*texts))
    return folder


def test_s3_gives_the_same_bytes_as_a_folder(raw: Path, tmp_path: Path) -> None:
    """Pages, marks of duplicates, a container; failures name the URL; then nothing is done twice."""
    url = bucket()
    upload(raw, f"{url}/raw")
    here = cleaned(raw, tmp_path / "clean")
    there = cleaned(f"{url}/raw", f"{url}/clean", workers=2)
    assert below(f"{url}/clean") == tree(tmp_path / "clean") != {}
    assert there.report == here.report
    assert here.failures == there.failures == {"x/torn.txt.gz": "unreadable"}
    assert f"{url}/raw/x/torn.txt.gz: " in there.pages["x/torn.txt.gz"].failure.why
    again = cleaned(f"{url}/raw", f"{url}/clean")
    assert (again.cleaned, again.report.written) == (["x/torn.txt.gz"], 0)
    assert again.report.articles == here.report.articles
