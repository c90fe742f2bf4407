"""Pages and articles behind URLs: the same bytes as in a folder, whatever was there before."""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from pages import PROSE
from runs import ERROR, cleaned, plant, tree
from stores import below, bucket, files, forget, s3_server, upload

from pipeline.cli import main
from pipeline.errors import PipelineError
from pipeline.read import NAME_A_PAGE
from pipeline.remote import SEE, RemoteError, fetch
from pipeline.run import run
from pipeline.settings import Run, Settings

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


def test_one_file_a_container_goes_there_too(raw: Path, tmp_path: Path) -> None:
    """With `--layout jsonl`; lines are written anew when the container has changed, and when the layout does.

    What vanished records had stays in each.
    """
    url = bucket()
    upload(raw, f"{url}/raw")
    cleaned(raw, tmp_path / "clean", layout="jsonl")
    cleaned(f"{url}/raw", f"{url}/clean", layout="jsonl")
    assert below(f"{url}/clean") == tree(tmp_path / "clean")
    assert "x/many.jsonl" in below(f"{url}/clean")
    more = raw / "x/many.jsonl"
    more.write_bytes(more.read_bytes() + b"\n" + records("\n".join(PROSE) + "\n又一页,写在最后。"))
    upload(more.parent, f"{url}/raw/x")
    for layout in ("jsonl", "folder", "jsonl", "folder"):
        if layout == "jsonl":
            more.write_bytes(more.read_bytes().splitlines(keepends=True)[-1])
            upload(more.parent, f"{url}/raw/x")
        here = cleaned(raw, tmp_path / "clean", layout=layout)
        there = cleaned(f"{url}/raw", f"{url}/clean", layout=layout)
        assert there.report == here.report
        assert below(f"{url}/clean") == tree(tmp_path / "clean")


def test_what_a_page_has_no_more_is_taken_away(tmp_path: Path) -> None:
    """Articles of a page that says nothing now, at once; those of a page that has vanished, with --prune."""
    url = bucket()
    plant(tmp_path / "raw", "a.txt", "b.txt", "x/c.txt")
    upload(tmp_path / "raw", url + "/raw")
    cleaned(url + "/raw", url + "/clean")
    assert sorted(below(url + "/clean")) == ["a.json", "b.json", "x/c.json"]
    files().pipe_file(f"{url}/raw/a.txt", ERROR.encode())
    files().rm_file(f"{url}/raw/b.txt")
    heard = cleaned(url + "/raw", url + "/clean")
    assert (heard.cleaned, heard.report.vanished, heard.report.pruned) == (["a.txt"], 1, 0)
    assert sorted(below(url + "/clean")) == ["b.json", "x/c.json"]
    assert cleaned(url + "/raw", url + "/clean", prune=True).report.pruned == 1
    assert sorted(below(url + "/clean")) == ["x/c.json"]


def test_another_machine_goes_on(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the ledger that lies beside the articles; where there is none, with what the articles say."""
    url = bucket()
    upload(raw, f"{url}/raw")
    first = cleaned(f"{url}/raw", f"{url}/clean")
    whole = below(f"{url}/clean")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert cleaned(f"{url}/raw", f"{url}/clean").cleaned == ["x/torn.txt.gz"]
    files().rm_file(f"{url}/clean/.pipeline/ledger.sqlite")
    heard = cleaned(f"{url}/raw", f"{url}/clean")
    assert heard.report.articles == first.report.articles
    assert heard.report.written == 0
    assert files().exists(f"{url}/clean/.pipeline/ledger.sqlite")
    assert below(f"{url}/clean") == whole


def test_an_article_that_was_changed_or_lost_is_made_again(tmp_path: Path) -> None:
    """The truth is what lies there."""
    url = bucket()
    plant(tmp_path / "raw", "a.txt", "b.txt", "c.txt")
    upload(tmp_path / "raw", url + "/raw")
    cleaned(url + "/raw", url + "/clean")
    before = below(url + "/clean")
    files().pipe_file(f"{url}/clean/a.json", b"{}")
    files().rm_file(f"{url}/clean/b.json")
    assert cleaned(url + "/raw", url + "/clean").cleaned == ["a.txt", "b.txt"]
    assert below(url + "/clean") == before


def test_a_run_that_was_overtaken_says_so(tmp_path: Path) -> None:
    """No lock holds across machines: the ledger of the other one stays, and every article is whole."""
    url = bucket()
    plant(tmp_path / "raw", "a.txt")
    upload(tmp_path / "raw", url + "/raw")

    def overtake(event: object) -> None:
        files().pipe_file(f"{url}/clean/.pipeline/ledger.sqlite", b"another")

    with pytest.raises(PipelineError, match="another run has written it meanwhile"):
        run(Settings(), Run(pages=(url + "/raw",), output=url + "/clean", workers=1), overtake)
    assert list(below(url + "/clean")) == ["a.json"]


def test_a_page_that_goes_on_its_way_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its neighbours are cleaned; so is one that a store does not give."""
    url = bucket()
    plant(tmp_path / "raw", "a.txt", "b.txt", "c.txt")
    upload(tmp_path / "raw", url + "/raw")

    def gone(file: str, target: Path) -> None:
        if file.endswith("a.txt"):
            raise FileNotFoundError
        if file.endswith("b.txt"):
            raise RemoteError(file, "it cannot be reached (Forbidden)", SEE)
        fetch(file, target)

    monkeypatch.setattr("pipeline.stage.fetch", gone)
    heard = cleaned(url + "/raw", url + "/clean")
    assert heard.failures == {"a.txt": "unreadable", "b.txt": "unreadable"}
    assert heard.pages["b.txt"].failure.why == f"{url}/raw/b.txt: it cannot be reached (Forbidden); {SEE}."
    assert list(below(url + "/clean")) == ["c.json"]


def test_names_may_hold_what_urls_may_not(tmp_path: Path) -> None:
    """Stores allow every character; what two machines call the same page is the same."""
    url = bucket()
    plant(tmp_path / "raw", "x::y/a.txt", "问?/ü #1?.txt", "100%/a+b.txt")
    upload(tmp_path / "raw", f"{url}/raw")
    cleaned(tmp_path / "raw", tmp_path / "clean")
    cleaned(f"{url}/raw", f"{url}/clean")
    assert below(f"{url}/clean") == tree(tmp_path / "clean")
    assert len(below(f"{url}/clean")) == 3


def test_other_stores_take_drafts_and_rename_them(tmp_path: Path) -> None:
    """Where an object is not there at once; here, a folder called by its URL."""
    plant(tmp_path / "raw", "a.txt", "x/b.txt")
    cleaned(tmp_path / "raw", tmp_path / "here")
    cleaned(f"file://{tmp_path}/raw", f"file://{tmp_path}/there")
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    assert list((tmp_path / "there/.pipeline/drafts").iterdir()) == []
    assert cleaned(tmp_path / "raw", f"file://{tmp_path}/there").report.pages == 2


def test_commands_take_urls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One page is printed; `status` knows what is there; what is not there is a sentence."""
    monkeypatch.chdir(tmp_path)
    url = bucket()
    plant(tmp_path / "pages", "a.txt")
    upload(tmp_path / "pages", f"{url}/raw")
    call = CliRunner().invoke
    assert json.loads(call(main, ["clean", f"{url}/raw/a.txt"]).stdout)["source"]["path"] == "a.txt"
    told = call(main, ["clean", f"{url}/raw/b.txt"])
    assert (told.exit_code, told.stderr.splitlines()) == (
        1,
        [f"pipeline: {url}/raw/b.txt: nothing lies there; {NAME_A_PAGE}."],
    )
    assert call(main, ["clean", f"{url}/raw", "-o", f"{url}/clean"]).exit_code == 0
    assert "articles         1" in call(main, ["status", "-o", f"{url}/clean"]).stdout
    told = call(main, ["clean", "s3://no-such-bucket/raw"])
    assert (told.exit_code, len(told.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    ("url", "said"),
    [("s3://any/raw", "needs fsspec"), ("nothing://any/raw", "Protocol not known"), ("gs://any/raw", "gcsfs")],
)
def test_what_is_not_installed_is_named(url: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the remedy."""
    forget()
    if url.startswith("s3"):
        monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(RemoteError, match=said):
        cleaned(url, tmp_path / "clean")
    forget()
