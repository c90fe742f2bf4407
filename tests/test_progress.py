"""What people and programs see of a run."""

import json

import pytest

from pipeline import progress as module
from pipeline.outcome import Failure, Outcome, Written
from pipeline.progress import Progress
from pipeline.run import Report, Unchanged, Vanished
from pipeline.settings import Run

ARTICLE = Written("x/a.json", 3, 5)
EVENTS = (
    Outcome("x/a.txt", None, "abc", (ARTICLE,)),
    Outcome("b.txt", None, "abc", (), "empty"),
    Outcome("c.txt", "7", "abc", failure=Failure("crashed", "c.txt: a worker died on it; see."), unchanged=True),
    Unchanged(5, 4, {"empty": 1}),
    Vanished("d.txt", None, pruned=False),
)
REPORT = Report(8, 5, 1, 2, {"empty": 2}, 1, 1)


def shown(how: Run) -> None:
    """Show all that can happen."""
    with Progress(how) as progress:
        for event in EVENTS:
            progress.watch(event)
    progress.sum_up(REPORT)


def test_failures_are_named_and_a_last_line_sums_up(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error."""
    shown(Run())
    told = capsys.readouterr()
    assert told.out == ""
    one, last = told.err.splitlines()
    assert one == "failed: c.txt: a worker died on it; see. (as before; --retry tries again)"
    assert last.startswith("8 pages (2 cleaned, 5 as they were, 1 failed), 5 articles in clean (1 written, 4 as they")
    assert "; without an article: 2 empty; vanished: 1 (--prune removes them); " in last


def test_quiet_passes_over_rules_that_found_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """They are no failures; what people corrected and was not heeded is worth a word."""
    for how in (Run(quiet=True), Run()):
        Progress(how).sum_up(Report(1, idle_rules=("a: drop .b",), unheeded=("a.json: not heeded.",)))
    told = capsys.readouterr().err.splitlines()
    assert told[:2] == ["a.json: not heeded.", "this rule of yours found nothing on any page of its site: a: drop .b"]


def test_a_record_that_has_vanished_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Not only its container."""
    Progress(Run(verbose=True)).watch(Vanished("a.jsonl", "7", pruned=True))
    assert capsys.readouterr().err == "a.jsonl, 7: vanished, its articles are removed\n"


def test_one_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    """One page is no pages, and a run without failures says nothing of them."""
    Progress(Run()).sum_up(Report(1, 1, 1, 1))
    told = capsys.readouterr().err
    assert told.startswith("1 page (1 cleaned, 0 as they were), 1 article in clean (1 written, 0 as they were); ")


def test_a_page_without_text_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """It is no failure, but nobody meant it for a page: the sentence says what to do."""
    event = Outcome("pictures/boat", None, "abc", (), "not_text")
    for how in (Run(), Run(verbose=True), Run(quiet=True)):
        Progress(how).watch(event)
    sentence = "pictures/boat: it holds no text, so there is no article; take it out, or put its text in its place."
    assert capsys.readouterr().err.splitlines() == [sentence, sentence]


def test_a_run_without_pages_says_how_pages_are_called(capsys: pytest.CaptureFixture[str]) -> None:
    """And which files were passed over."""
    with Progress(Run(pages=("raw",))) as progress:
        progress.sum_up(Report(passed={".php": 2}))
    first, last = capsys.readouterr().err.splitlines()
    assert first.startswith("no page lies at raw: pages are called .txt, .html")
    assert "; no pages: 2 .php; " in last


def test_quiet_names_failures_only(capsys: pytest.CaptureFixture[str]) -> None:
    """They are what somebody has to look at."""
    shown(Run(quiet=True))
    assert [line[:6] for line in capsys.readouterr().err.splitlines()] == ["failed"]


def test_verbose_names_every_page(capsys: pytest.CaptureFixture[str]) -> None:
    """With what became of it."""
    shown(Run(verbose=True))
    assert capsys.readouterr().err.splitlines()[:4] == [
        "x/a.txt: 1 article",
        "b.txt: empty",
        "failed: c.txt: a worker died on it; see. (as before; --retry tries again)",
        "d.txt: vanished",
    ]


def test_json_is_an_event_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output, and nothing else."""
    shown(Run(json=True))
    told = capsys.readouterr()
    assert told.err == ""
    page, empty, failed, unchanged, vanished, end = map(json.loads, told.out.splitlines())
    assert page == {
        **{"event": "page", "page": "x/a.txt", "record": None, "articles": ["x/a.json"], "written": 1},
        **{"unchanged": False, "absence": None, "failure": None},
    }
    assert empty["absence"] == "empty"
    assert (failed["record"], failed["failure"]["kind"], failed["unchanged"]) == ("7", "crashed", True)
    assert unchanged == {"event": "unchanged", "pages": 5, "articles": 4}
    assert vanished == {"event": "vanished", "page": "d.txt", "record": None, "pruned": False}
    assert (end["event"], end["pages"], end["failed"], end["absent"]) == ("end", 8, 1, {"empty": 2})


def test_a_long_run_tells_where_it_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain line every few seconds: pages done, rate, failures, time left, current page."""
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(module, "count", lambda roots: 18)
    progress = Progress(Run())
    for event in EVENTS[:2]:
        now[0] += 2.0
        progress.watch(event)
    assert capsys.readouterr().err == ""
    now[0] += 2.0
    progress.watch(EVENTS[0])
    assert capsys.readouterr().err == "3 of 18 pages, 0 a second, 0 failed, 30 s left, at x/a.txt\n"


def test_a_terminal_has_a_bar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same words."""
    monkeypatch.setattr(module.sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(module, "SECONDS_BETWEEN_SIGHTS", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "200")
    shown(Run(workers=1))
    assert "8 pages" in capsys.readouterr().err
