"""The commands, end to end: what they print and write, where, and with which exit code."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from pages import PROSE, cases

from pipeline import clean
from pipeline.cli import COMMANDS, main
from pipeline.write import encode

TEXT = "\n".join(("灯塔看守人的冬天", "2023-11-09 来源:江城晚报", *PROSE, "To Top"))
TWO = "\n".join(
    (
        *("灯塔看守人的冬天", "2023-11-09 08:42 来源:江城晚报 作者:沈知远", *PROSE, "To Top"),
        "Copyright © 2009-2023 江城在线 版权所有",
        *("凌晨三点的面包房", "2023-11-12 07:15 来源:江城晚报 作者:贺桂芬"),
        "面包师傅凌晨三点起床,先和好第一批面团,再把昨夜的酵种喂上新粉。",
        "烤炉烧的是果木,火候全凭手背试出来,温度计挂在墙上只是给徒弟看的。",
        "头一炉出来的时候天还没有亮,街口的路灯下面已经站了七八个等着买的人。",
    )
)
CASES = cases()

Command = Callable[..., Result]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in a folder of its own; whatever it raises is a failure of the test."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, words, input=given, catch_exceptions=False)

    return run


def put(path: str, text: str | bytes = TEXT) -> None:
    """A page at a path below the current folder."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode() if isinstance(text, str) else text)


def files(folder: str = "clean") -> list[str]:
    """Every file below a folder."""
    found = (path for path in Path(folder).rglob("*") if path.is_file() and ".pipeline" not in path.parts)
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_clean_alone_cleans_raw_into_clean(call: Command) -> None:
    """As the README says."""
    put("raw/x/a.txt")
    put("raw/b.txt", "502 Bad Gateway")
    done = call("clean")
    assert (done.exit_code, done.stdout) == (0, "")
    assert files() == ["x/a.json"]
    assert "2 pages (2 cleaned, 0 as they were), 1 article " in done.stderr
    assert "1 error_page" in done.stderr


def test_the_last_line_counts_each_page_once(call: Command) -> None:
    """What failed was not cleaned; what holds no text is named, by the run and by status."""
    put("raw/a.txt")
    put("raw/b", bytes(range(256)) * 8)
    put("raw/c.txt.gz", b"\x1f\x8b\x08")
    done = call("clean")
    assert "b: it holds no text, so there is no article; take it out, or put its text in its place.\n" in done.stderr
    assert "\n3 pages (2 cleaned, 0 as they were, 1 failed), 1 article in clean " in done.stderr
    again = call("clean")
    assert "3 pages (0 cleaned, 2 as they were, 1 failed), 1 article in clean " in again.stderr
    assert "\n1 page holds no text; pipeline status --reason not_text names what to take out." in call("status").stdout
    assert call("status", "--reason", "not_text").stdout == "b\tnot_text\n"
    assert call("clean", "raw/b").stderr.startswith("b: it holds no text, so there is no article; ")


def test_clean_writes_what_can_be_read(call: Command) -> None:
    """UTF-8 with the characters themselves, and a newline at the end."""
    put("raw/a.txt")
    call("clean")
    data = Path("clean/a.json").read_bytes()
    assert data.endswith(b"}\n")
    assert "灯塔看守人的冬天" in data.decode()
    assert json.loads(data)["source"]["path"] == "a.txt"


def test_clean_again_writes_nothing(call: Command) -> None:
    """And says that it did not."""
    put("raw/a.txt")
    assert "1 written" in call("clean").stderr
    before = Path("clean/a.json").stat().st_mtime_ns
    assert "0 written" in call("clean").stderr
    assert Path("clean/a.json").stat().st_mtime_ns == before


def test_clean_names_folder_and_output(call: Command) -> None:
    """As many as are named."""
    put("one/a.txt")
    put("two/b.txt")
    assert call("clean", "one", "two", "-o", "out").exit_code == 0
    assert files("out") == ["a.json", "b.json"]
    assert not Path("clean").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("raw", "-o", "raw"), "pipeline: raw: lies in raw, which is read; name another folder with -o.\n"),
        (("raw", "-o", "raw/x"), "pipeline: raw/x: lies in raw, which is read; name another folder with -o.\n"),
        (("raw/x", "-o", "raw"), "pipeline: raw: holds raw/x, which is read; name another folder with -o.\n"),
        (("./raw/../raw", "-o", "raw"), "pipeline: raw: lies in ./raw/../raw, which is read; name another"),
        ((".",), "pipeline: clean: lies in ., which is read; name another folder with -o.\n"),
    ],
)
def test_articles_do_not_lie_among_pages(call: Command, words: tuple[str, ...], said: str) -> None:
    """The next run would read them; nothing is written."""
    put("raw/x/a.txt")
    done = call("clean", *words)
    assert done.exit_code == 2
    assert done.stderr.startswith(said)
    assert files(".") == ["raw/x/a.txt"]


def test_articles_may_lie_where_no_page_is_looked_for(call: Command) -> None:
    """In a hidden folder, beside a page that is named itself, in a folder whose name begins alike."""
    put("raw/a.txt")
    assert call("clean", "raw", "-o", "raw/.out").exit_code == 0
    assert call("clean", "raw", "-o", "raw2").exit_code == 0
    assert call("clean", "raw/a.txt", "-o", "raw").exit_code == 0
    assert [Path(made, "a.json").is_file() for made in ("raw/.out", "raw", "raw2")] == [True, True, True]


def test_clean_one_page_prints_it(call: Command) -> None:
    """And writes nothing."""
    put("a.txt")
    done = call("clean", "a.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["title"] == "灯塔看守人的冬天"
    assert not Path("clean").exists()


def test_clean_one_page_with_an_output_writes_it(call: Command) -> None:
    """And prints nothing."""
    put("a.txt")
    assert call("clean", "a.txt", "-o", "out").stdout == ""
    assert files("out") == ["a.json"]


def test_clean_standard_input_prints_its_article(call: Command) -> None:
    """With `-` for a path."""
    done = call("clean", "-", given=TEXT)
    assert json.loads(done.stdout)["source"]["path"] == "-"
    assert (done.exit_code, done.stderr) == (0, "")


def test_clean_standard_input_into_a_folder_is_a_sentence(call: Command) -> None:
    """It has no name that its article could bear; exit code 2, and nothing is written."""
    for words in (["clean", "-", "-o", "out"], ["clean", "-", "a.txt"]):
        put("a.txt")
        done = call(*words, given=TEXT)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "- reads one page" in done.stderr
        assert not Path("out").exists()


def test_clean_standard_input_without_an_article(call: Command) -> None:
    """It says why, and that is no failure."""
    done = call("clean", "-", given="502 Bad Gateway\n")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "error_page" in done.stderr


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_command_prints_what_the_library_returns(case, call: Command) -> None:
    """The same bytes."""
    done = call("clean", "-", given=case.page.data)
    assert done.stdout_bytes == b"".join(map(encode, clean(case.page.data)))


def test_further_articles_of_a_page_are_counted(call: Command) -> None:
    """a.json, a.2.json."""
    put("raw/a.txt", TWO)
    call("clean")
    assert files() == ["a.2.json", "a.json"]
    parts = [json.loads(Path(f"clean/{name}").read_bytes())["source"]["part"] for name in files()]
    assert parts == [2, 1]


def test_pages_that_would_share_a_name_keep_their_suffix(call: Command) -> None:
    """a.html and a.txt."""
    put("raw/a.html")
    put("raw/a.txt")
    call("clean")
    assert files() == ["a.html.json", "a.txt.json"]


def test_two_folders_with_the_same_page_do_not_overwrite_each_other(call: Command) -> None:
    """One of them would be lost without a word."""
    put("one/a.txt", TEXT)
    put("two/a.txt", TEXT.replace("灯塔", "码头"))
    done = call("clean", "one", "two", "-o", "out")
    assert (done.exit_code, files("out")) == (1, ["a.json"])
    assert "two/a.txt: it is called a.txt as " in done.stderr


def test_a_path_where_nothing_lies_is_a_sentence(call: Command) -> None:
    """One line that names it and says what to do; no traceback."""
    for words in (["clean", "gone.txt"], ["clean", "gone", "-o", "out"], ["explain", "gone.txt"]):
        done = call(*words)
        assert done.exit_code in (1, 2)
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
        assert words[1] in done.stderr
        assert "nothing lies there" in done.stderr


def test_no_raw_folder_is_a_sentence(call: Command) -> None:
    """Whoever types the command in the wrong place is told what is missing."""
    done = call("clean")
    assert done.exit_code in (1, 2)
    assert "raw: nothing lies there" in done.stderr


def test_an_unknown_setting_names_the_nearest(call: Command) -> None:
    """Exit code 2, before anything is cleaned."""
    put("raw/a.txt")
    put("pipeline.toml", "workerz = 3\n")
    done = call("clean")
    assert done.exit_code == 2
    assert "'workerz'" in done.stderr
    assert "'workers'" in done.stderr
    assert not Path("clean").exists()


def test_a_broken_settings_file_is_a_sentence(call: Command) -> None:
    """Exit code 2."""
    put("pyproject.toml", "[tool.pipeline\n")
    done = call("clean", "-", given=TEXT)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert "pyproject.toml" in done.stderr


def test_wrong_usage_is_exit_code_2(call: Command) -> None:
    """An unknown command, an unknown flag, a number that is none, a page too few."""
    for words in (["wash"], ["clean", "--wet"], ["clean", "--workers", "many"], ["explain"]):
        assert call(*words).exit_code == 2


def test_a_page_that_is_too_big_is_named_and_the_run_goes_on(call: Command) -> None:
    """Exit code 1."""
    put("pipeline.toml", "max-bytes = 1000\n")
    put("raw/a.txt", TEXT * 10)
    put("raw/b.txt", TEXT)
    done = call("clean")
    assert (done.exit_code, done.stdout, files()) == (1, "", ["b.json"])
    assert "a.txt" in done.stderr
    assert "more than 1,000" in done.stderr


def test_a_page_that_cannot_be_read_is_named_and_the_run_goes_on(call: Command) -> None:
    """Exit code 1, also with --quiet."""
    put("raw/a.txt.gz", gzip.compress(TEXT.encode())[:-9])
    put("raw/b.txt")
    done = call("clean", "--quiet")
    assert (done.exit_code, done.stdout, files()) == (1, "", ["b.json"])
    assert "failed: raw/a.txt.gz: its gzip data are damaged (it breaks off); get it again" in done.stderr


def records(*texts: str) -> str:
    """JSON Lines of pages."""
    return "".join(json.dumps({"text": text, "url": "https://a.example/"}) + "\n" for text in texts)


def test_a_container_makes_a_folder_of_its_name(call: Command) -> None:
    """With an article a record; what is no page is told in the last line."""
    put("raw/x/a.jsonl", records(TEXT, TWO) + '{"title": "x"}\n')
    done = call("clean")
    assert done.exit_code == 0
    assert files() == ["x/a/1.json", "x/a/2.2.json", "x/a/2.json"]
    assert (
        "3 articles in clean (3 written, 0 as they were); duplicates: 1; no pages: 1 record without a page;"
        in done.stderr
    )
    source = json.loads(Path("clean/x/a/2.json").read_bytes())
    assert (source["source"]["path"], source["source"]["record"]) == ("x/a.jsonl", "2")
    assert source["url"] == "https://a.example/"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_container_makes_one_file_with_layout_jsonl(call: Command, workers: str) -> None:
    """An article a line, in the order of the records; single pages stay files; the second run writes nothing."""
    put("raw/x/a.jsonl.gz", gzip.compress(records(TEXT, "502 Bad Gateway", TWO).encode()))
    for number in range(40):
        put(f"raw/b{number}.txt")
    done = call("clean", "--layout", "jsonl", "--workers", workers)
    assert "43 articles in clean (43 written, 0 as they were); without an article: 1 error_page" in done.stderr
    assert files()[-1] == "x/a.jsonl"
    lines = [json.loads(line) for line in Path("clean/x/a.jsonl").read_text("utf-8").splitlines()]
    assert [(line["source"]["record"], line["source"]["part"]) for line in lines] == [("1", 1), ("3", 1), ("3", 2)]
    assert len({line["id"] for line in lines}) == 3
    before = Path("clean/x/a.jsonl").stat().st_mtime_ns
    assert "(0 written, 43 as they were)" in call("clean", "--layout", "jsonl").stderr
    assert Path("clean/x/a.jsonl").stat().st_mtime_ns == before


def test_clean_one_container_prints_its_articles(call: Command) -> None:
    """One after another; with --layout jsonl a line each. What fails is said, and the others are printed."""
    put("a.jsonl", records(TEXT) + "{\n" + records(TEXT))
    done = call("clean", "a.jsonl", "--layout", "jsonl")
    assert [json.loads(line)["source"]["record"] for line in done.stdout.splitlines()] == ["1", "3"]
    assert done.exit_code == 1
    assert "a.jsonl, 2: the line is no JSON" in done.stderr
    assert call("clean", "a.jsonl").stdout.count('"schema": "article/1"') == 2


def test_standard_input_may_be_a_container(call: Command) -> None:
    """Told by its content, packed or not."""
    done = call("clean", "-", "--layout", "jsonl", given=gzip.compress(records(TEXT, TEXT).encode()))
    assert [json.loads(line)["source"]["record"] for line in done.stdout.splitlines()] == ["1", "2"]


def test_fields_are_named_in_the_settings(call: Command) -> None:
    """Where a record calls its page something else."""
    put("raw/a.csv", f'inhalt,link\n"{TEXT}",https://a.example/1\n')
    assert "no record has a field html, body" in call("clean").stderr
    put("pipeline.toml", 'page-fields = ["inhalt"]\nurl-fields = ["link"]\nlayout = "jsonl"\n')
    assert call("clean").exit_code == 0
    assert json.loads(Path("clean/a.jsonl").read_bytes())["url"] == "https://a.example/1"


def test_explain_goes_through_a_container(call: Command) -> None:
    """Each record under its name."""
    put("a.jsonl", records(TEXT, "502 Bad Gateway"))
    done = call("explain", "a.jsonl")
    assert [line for line in done.stdout.splitlines() if line.startswith("== ")] == ["== 1", "== 2"]
    assert "no article: error_page" in done.stdout


def test_one_page_that_is_too_big_is_a_sentence(call: Command) -> None:
    """Alone, it is exit code 1, too."""
    put("pipeline.toml", "max-bytes = 10\n")
    put("a.txt")
    done = call("clean", "a.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


def test_standard_input_that_is_too_big_is_a_failure(call: Command) -> None:
    """The limit is the page's, wherever it comes from."""
    put("pipeline.toml", "max-bytes = 10\n")
    done = call("clean", "-", given=TEXT)
    assert (done.exit_code, done.stdout) == (1, "")


def test_quiet_says_nothing(call: Command) -> None:
    """Where nothing fails."""
    put("raw/a.txt")
    assert call("clean", "-q").output == ""


def test_verbose_names_every_page(call: Command) -> None:
    """On standard error."""
    put("raw/a.txt")
    put("raw/b.txt", "")
    done = call("clean", "-v")
    assert done.stdout == ""
    assert "a.txt: 1 article" in done.stderr
    assert "b.txt: empty" in done.stderr


def test_keep_removed_writes_it_in_full(call: Command) -> None:
    """By flag and by setting."""
    removed = [json.loads(call("clean", "-", "--keep-removed", given=TEXT).stdout)["removed"]]
    put("pipeline.toml", "keep-removed = true\n")
    removed.append(json.loads(call("clean", "-", given=TEXT).stdout)["removed"])
    assert removed[0] == removed[1]
    assert removed[0][-1]["text"] == "To Top"


@pytest.mark.parametrize("workers", ["0", "1", "2"])
def test_workers_can_be_chosen(workers: str, call: Command) -> None:
    """None of them changes what comes out."""
    put("raw/a.txt")
    assert call("clean", "--workers", workers).exit_code == 0
    assert files() == ["a.json"]


def test_json_tells_events_on_standard_output(call: Command) -> None:
    """For programs."""
    put("raw/a.txt")
    put("raw/b.txt", "")
    done = call("clean", "--json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.exit_code, done.stderr) == (0, "")
    assert sorted(event.get("page", "") for event in events) == ["", "a.txt", "b.txt"]
    assert (events[-1]["event"], events[-1]["pages"]) == ("end", 2)


def test_prune_removes_what_has_vanished(call: Command) -> None:
    """And only then."""
    put("raw/a.txt")
    put("raw/b.txt")
    call("clean")
    Path("raw/b.txt").unlink()
    assert "vanished: 1 (--prune removes them)" in call("clean").stderr
    assert files() == ["a.json", "b.json"]
    assert "vanished: 1 (pruned)" in call("clean", "--prune").stderr
    assert files() == ["a.json"]


def test_pruning_is_nothing_for_a_page_that_is_printed(call: Command) -> None:
    """What nothing would heed is refused."""
    put("raw/a.txt")
    done = call("clean", "raw/a.txt", "--prune")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--prune is of a run over a folder, and one page is printed; add -o DIR." in done.stderr


def test_an_article_that_cannot_be_removed_is_named(call: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not standard output that fails; the same of any other file."""
    put("raw/a.txt")
    put("raw/b.txt")
    call("clean")
    Path("raw/b.txt").unlink()
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "b.json":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    done = call("clean", "--prune", "--workers", "1")
    remedy = "it cannot be removed (Permission denied); see that its folder can be written.\n"
    assert (done.exit_code, done.stderr) == (2, f"pipeline: clean/b.json: {remedy}")
    monkeypatch.setattr("pipeline.commands.load", lambda folder: Path("clean/b.json").unlink())
    done = call("clean")
    remedy = "it cannot be used (Permission denied); see that you may read and write it, and that it has room.\n"
    assert (done.exit_code, done.stderr) == (2, f"pipeline: clean/b.json: {remedy}")


def test_what_must_lie_on_this_machine_is_no_url(call: Command) -> None:
    """A review and memories; a folder of memories that is named and not there is no slip, either."""
    put("raw/a.txt")
    for words in (("review", "-o", "s3://a/b"), ("clean", "--memory", "s3://a/b")):
        done = call(*words)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
        assert done.stderr.startswith("pipeline: s3://a/b: ")
        assert done.stderr.endswith(" a folder of this machine; name one.\n")
    for words in (("clean",), ("clean", "raw/a.txt"), ("explain", "raw/a.txt")):
        given = ("--memory", "nothere") if words[0] == "clean" else ()
        Path("pipeline.toml").write_text("" if given else "memory = 'nothere'", "utf-8")
        done = call(*words, *given)
        said = "pipeline: nothere: no memories lie there; pipeline learn -o nothere makes them, '' asks none.\n"
        assert (done.exit_code, done.stdout, done.stderr) == (2, "", said)
    assert sorted(path.name for path in Path().iterdir()) == ["pipeline.toml", "raw"]


@pytest.mark.parametrize("option", [("--port", "0"), ("--no-browser",)])
def test_what_is_said_of_a_server_is_not_passed_over(option: tuple[str, ...], call: Command) -> None:
    """Where none is asked for."""
    done = call("review", *option)
    assert (done.exit_code, f"{option[0]} is of a server; add --serve." in done.stderr) == (2, True)


def test_what_a_page_is_called_gives_a_terminal_no_orders(call: Command) -> None:
    """Nor does it break a list of a page a line; programs get it as it is."""
    name = "b\x1b[31m\n.json"
    put(f"raw/{name}", b"{ this is none")
    done = call("clean", "-q", "--workers", "1")
    assert done.stderr.startswith("failed: b\\x1b[31m\\n.json: ") or "raw/b\\x1b[31m\\n.json: " in done.stderr
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr
    listed = call("status", "--failed").stdout
    assert (listed.count("\n"), listed.startswith("b\\x1b[31m\\n.json\t")) == (1, True)
    assert json.loads(call("status", "--failed", "--json").stdout)["page"] == name
    assert "\x1b" not in call("clean", f"raw/{name}").stderr


@pytest.mark.parametrize("name", ["x.json", "out/x.jsonl"])
def test_an_output_that_is_called_as_a_file_is_wrong_usage(name: str, call: Command) -> None:
    """No folder of that name is made; one that is there is meant."""
    put("raw/a.txt")
    done = call("clean", "raw/a.txt", "-o", name)
    assert (done.exit_code, f"say > {name} instead." in done.stderr, Path(name).exists()) == (2, True, False)
    Path(name).mkdir(parents=True)
    assert call("clean", "raw/a.txt", "-o", name).exit_code == 0


def test_learning_is_refused_in_its_own_words(call: Command) -> None:
    """It takes no standard input, and memories do not lie among pages."""
    put("raw/a.txt")
    for page in ("-", "nothere"):
        done = call("learn", page)
        said = f"pipeline: {page}: nothing lies there; name a page or a folder of pages.\n"
        assert (done.exit_code, done.stderr) == (1, said)
    done = call("learn", "-o", "raw")
    said = "pipeline: raw: lies in raw, which is read; name another folder with -o.\n"
    assert (done.exit_code, done.stderr) == (2, said)
    assert [path.name for path in Path().rglob("*")] == ["raw", "a.txt"]


def test_status_tells_what_is_known(call: Command) -> None:
    """On standard output, as lines or as JSON."""
    put("raw/a.txt")
    put("raw/b.txt", "502 Bad Gateway")
    call("clean")
    put("raw/c.txt")
    done = call("status")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "without article  1 (1 error_page)" in done.stdout
    assert "stale            1 (1 new)" in done.stdout
    assert "last run         finished " in done.stdout
    told = json.loads(call("status", "--json").stdout)
    assert (told["pages"], told["articles"], told["stale"]["new"]) == (2, 1, 1)


def test_status_lists_pages(call: Command) -> None:
    """A line a page."""
    put("raw/a.txt")
    put("raw/b.txt", "502 Bad Gateway")
    call("clean")
    assert call("status", "--reason", "error_page").stdout == "b.txt\terror_page\n"
    assert call("status", "--site", "江城晚报").stdout == "a.txt\n"
    none = call("status", "--failed")
    assert (none.exit_code, none.stdout, none.stderr) == (0, "", "no page answers that.\n")
    listed = json.loads(call("status", "--flag", "short", "--json").stdout)
    assert listed == {"page": "a.txt", "record": None, "why": ""}


def test_status_without_a_ledger_is_a_sentence(call: Command) -> None:
    """It says what to do."""
    done = call("status")
    assert (done.exit_code, done.stdout) == (2, "")
    assert (
        done.stderr
        == "pipeline: clean/.pipeline/ledger.sqlite: there is no ledger; run pipeline clean, it makes one.\n"
    )


def test_a_ledger_that_breaks_while_it_is_read_is_a_sentence(call: Command) -> None:
    """Its first page is well, the others are not."""
    put("raw/a.txt")
    call("clean")
    ledger = Path("clean/.pipeline/ledger.sqlite")
    ledger.write_bytes(ledger.read_bytes()[:4096] + b"x" * 40_000)
    done = call("status")
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "delete it" in done.stderr


def test_status_without_pages_still_tells_what_is_known(call: Command) -> None:
    """The articles may be elsewhere than the pages."""
    put("raw/a.txt")
    call("clean")
    Path("raw").rename("elsewhere")
    done = call("status")
    assert done.exit_code == 0
    assert "stale            no pages lie there" in done.stdout


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
from pipeline.cli import main
main()
"""


@pytest.mark.parametrize("room", [0, 2_000, 60_000])
def test_where_there_is_no_room_it_is_a_sentence(room: int, tmp_path: Path) -> None:
    """A full disk, here a limit on the size of files: exit code 2, nothing half-written, and then it goes on."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "raw/long.txt").write_text("\n".join(TEXT.replace("十九", str(n)) for n in range(300)), "utf-8")
    command = [sys.executable, "-c", FULL.format(room=room), "clean", "-q"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=100)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert "cannot be" in done.stderr
    written = (tmp_path / "clean").rglob("*.json")
    assert all(path.read_bytes().endswith(b"}\n") for path in written)
    again = [sys.executable, "-c", "from pipeline.cli import main; main()", "clean", "-q"]
    subprocess.run(again, cwd=tmp_path, check=True, timeout=100)
    assert len(list((tmp_path / "clean").rglob("*.json"))) >= 2


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_has_help(command: tuple[str, ...], call: Command) -> None:
    """A sentence for it and for each of its flags."""
    for flag in ("--help", "-h"):
        done = call(*command, flag)
        assert (done.exit_code, done.stderr) == (0, "")
        assert "Usage:" in done.stdout
    if command:
        one = main.get_command(click.Context(main), command[0])
        assert one is not None
        assert one.name == command[0]
        flags = [param for param in one.params if isinstance(param, click.Option)]
        assert one.help
        assert [flag.name for flag in flags if not flag.help] == []


def test_a_command_that_is_none_is_a_sentence(call: Command) -> None:
    """And exit code 2."""
    done = call("claen")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "No such command 'claen'; the nearest is 'clean'." in done.stderr


LIGHT = """
import sys
import pipeline
from pipeline.cli import main
try:
    main(["--help"])
finally:
    print(sorted({"numpy", "yaml", "rich", "bs4", "pipeline.flow"} & set(sys.modules)))
"""


def test_help_loads_nothing_of_the_commands() -> None:
    """It is there at once: what cleans, shows or feeds is loaded by the command that does."""
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True, timeout=100)
    assert done.stdout.endswith("\n[]\n")
    for name, (_, sentence) in COMMANDS.items():
        assert f"  {name:<8}  {sentence}\n" in done.stdout


def test_the_version_is_told(call: Command) -> None:
    """As it is installed."""
    done = call("--version")
    assert done.exit_code == 0
    assert any(character.isdigit() for character in done.stdout)


def test_explain_shows_every_line_without_colour_codes(call: Command) -> None:
    """Where the output is no terminal."""
    put("a.txt")
    done = call("explain", "a.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    for line in TEXT.split("\n"):
        assert line in done.stdout
    assert "navigation" in done.stdout
    assert "metadata" in done.stdout


def test_explain_shows_colours_where_wanted(call: Command) -> None:
    """The same lines."""
    put("a.txt")
    plain = call("explain", "a.txt").stdout
    coloured = CliRunner().invoke(main, ["explain", "--color", "a.txt"], color=True).stdout
    assert "\x1b[" in coloured
    assert len(coloured.splitlines()) == len(plain.splitlines())


def test_explain_reads_standard_input(call: Command) -> None:
    """And says why there is no article."""
    done = call("explain", "-", given="502 Bad Gateway\n")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "error_page" in done.stdout


def test_explain_a_folder_is_a_sentence(call: Command) -> None:
    """It asks for one page."""
    put("raw/a.txt")
    done = call("explain", "raw")
    assert done.exit_code in (1, 2)
    assert done.stderr.endswith("it is a folder; name a page in it.\n")


def test_schema_prints_json(call: Command) -> None:
    """And nothing else."""
    done = call("schema")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["title"] == "article/1"


def test_evaluate_shows_what_differs_and_the_sums(call: Command) -> None:
    """On standard output."""
    put("gold/a.txt", "一,这是一个很长的句子,里面有逗号,也有句号,说的是灯塔。")
    gold = {
        "lang": "any",
        "flags": [],
        "articles": [],
        "removed": [{"line": 1, "reason": "related"}],
    }
    put("gold/a.gold.json", json.dumps(gold))
    done = call("evaluate", "gold")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 case, 1 line\n" in done.stdout
    assert "stray lines kept: 1" in done.stdout


def test_evaluate_prints_json_where_a_program_reads_it(call: Command) -> None:
    """With --json."""
    put("gold/a.txt", "")
    put("gold/a.gold.json", '{"lang": "any", "flags": [], "articles": [], "removed": []}')
    scores = json.loads(call("evaluate", "gold", "--json").stdout)
    assert scores["summary"]["cases"] == 1
    assert scores["cases"][0]["name"] == "a"


def test_evaluate_a_folder_without_gold_is_a_sentence(call: Command) -> None:
    """Exit code 2."""
    put("gold/a.txt")
    for words in (["evaluate", "gold"], ["evaluate", "gone"]):
        done = call(*words)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "gold" in done.stderr or "gone" in done.stderr
