"""What is known of every page, and what the next run would do."""

import os
from pathlib import Path

import pytest
from poison import deadly
from runs import ERROR, cleaned, plant

from pipeline.books import Books
from pipeline.errors import PipelineError, SettingsError
from pipeline.outcome import Outcome
from pipeline.settings import Run, Settings
from pipeline.status import Listed, Stale, Status, Wanted, listed, none_listed, open_to_read, status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A run over pages with an article, without one, and with a failure."""
    plant(tmp_path / "raw", "a.txt", "b.txt", "x/deep.txt")
    head = "灯塔看守人的冬天\n2023-11-09 来源:江城晚报\n"
    (tmp_path / "raw/b.txt").write_text(f"{head}{(tmp_path / 'raw/b.txt').read_text('utf-8')}\nTo Top", "utf-8")
    (tmp_path / "raw/c.txt").write_text(ERROR, "utf-8")
    (tmp_path / "raw/d.txt").write_text("", "utf-8")
    cleaned(tmp_path / "raw", tmp_path / "clean", cleaner=deadly)
    return tmp_path


def look(folder: Path, settings: Settings | None = None) -> Status:
    """The status of a run's folder."""
    how = Run(pages=(str(folder / "raw"),), output=str(folder / "clean"))
    with open_to_read(str(folder / "clean")) as ledger:
        return status(settings or Settings(), how, ledger)


def pages(folder: Path, **wanted: object) -> list[Listed]:
    """The pages in a list."""
    with open_to_read(str(folder / "clean")) as ledger:
        return list(listed(ledger, Wanted(**wanted)))


def test_it_counts_what_became_of_pages(folder: Path) -> None:
    """With why, and when."""
    told = look(folder)
    assert (told.pages, told.articles) == (5, 2)
    assert told.duplicates == len(pages(folder, flag="near_duplicate")) == 1
    assert told.absent == {"empty": 1, "error_page": 1}
    assert told.failed == {"error": 1}
    assert told.stale == Stale()
    assert told.last_run is not None
    assert told.last_run.state == "finished"
    assert told.last_run.began <= (told.last_run.ended or "")


def test_it_tells_what_is_stale(folder: Path) -> None:
    """New, changed in its bytes or its articles, gone; another time alone is no change."""
    plant(folder / "raw", "new.txt")
    (folder / "raw/a.txt").write_bytes((folder / "raw/a.txt").read_bytes().replace("十九".encode(), "十八".encode()))
    os.utime(folder / "raw/c.txt", (1, 1))
    (folder / "raw/d.txt").unlink()
    (folder / "clean/b.json").unlink()
    assert look(folder).stale == Stale(new=1, changed=2, vanished=1)


def test_other_settings_make_all_stale(folder: Path) -> None:
    """As every change of the fingerprint."""
    assert look(folder, Settings(keep_removed=True)).stale == Stale(changed=5)


def test_what_may_have_passed_is_tried_again(folder: Path) -> None:
    """A page that could not be read."""
    (folder / "raw/a.txt").write_text("塔" * 1000, "utf-8")
    cleaned(folder / "raw", folder / "clean", Settings(max_bytes=2000))
    told = look(folder, Settings(max_bytes=2000))
    assert (told.failed["unreadable"], told.stale) == (1, Stale(again=1))


def test_lists(folder: Path) -> None:
    """By failure, by reason of any kind, by flag, by site; and by several at once."""
    ((name, why),) = [(page.page, page.why) for page in pages(folder, failed=True)]
    assert name == "x/deep.txt"
    assert why.startswith("error: x/deep.txt: it is nested too deeply")
    assert pages(folder, reason="error_page") == [Listed("c.txt", None, "error_page")]
    assert [page.page for page in pages(folder, reason="error")] == ["x/deep.txt"]
    assert [page.page for page in pages(folder, reason="navigation")] == ["b.txt"]
    assert [page.page for page in pages(folder, flag="no_title")] == ["a.txt"]
    assert pages(folder, flag="mojibake") == []
    assert [page.page for page in pages(folder, site="江城晚报")] == ["b.txt"]
    assert pages(folder, site="江城晚报", flag="no_title") == []


def test_a_list_of_nothing_says_so(folder: Path) -> None:
    """A site that no article has gets the nearest that one has."""
    with open_to_read(str(folder / "clean")) as ledger:
        assert none_listed(ledger, Wanted(flag="mojibake")) == "no page answers that."
        said = none_listed(ledger, Wanted(site="江城日报"))
        assert said == "no article is of a site '江城日报'; the nearest of 1 is '江城晚报'."


@pytest.mark.parametrize(
    ("wanted", "told"),
    [({"reason": "navigatio"}, "navigation, boilerplate"), ({"flag": "no_titel"}, "no_title, error_title")],
)
def test_a_word_that_no_page_can_have_is_named(wanted: dict[str, str], told: str, folder: Path) -> None:
    """With those that there are: an empty list would say that all is well."""
    with pytest.raises(SettingsError, match=f"there is none of that name; they are: .*{told}"):
        pages(folder, **wanted)


def test_it_compares_with_what_was_cleaned(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the pages that the last run named, where those of the settings are others; single files, too."""
    monkeypatch.chdir(folder)
    plant(folder / "pages", "new.txt")
    with open_to_read("clean") as ledger:
        assert status(Settings(), Run(), ledger).stale == Stale()
        assert status(Settings(), Run(pages=("pages",)), ledger).stale == Stale()
        assert status(Settings(), Run(pages=("nothing",)), ledger).stale == Stale()
    cleaned([Path("pages/new.txt")], folder / "other")
    plant(folder / "pages", "newer.txt")
    with open_to_read("other") as ledger:
        assert status(Settings(), Run(output="other"), ledger).stale == Stale()


def test_without_a_ledger_it_is_a_sentence(tmp_path: Path) -> None:
    """And for one that is damaged."""
    with pytest.raises(PipelineError, match="there is no ledger; run pipeline clean"):
        open_to_read(str(tmp_path))
    (tmp_path / ".pipeline").mkdir()
    (tmp_path / ".pipeline/ledger.sqlite").write_text("no ledger, but long enough to be taken for one" * 9, "utf-8")
    with pytest.raises(PipelineError, match="cannot be read"):
        open_to_read(str(tmp_path))


def test_a_run_that_is_interrupted_while_it_notes_a_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it had noted of that page is let go of, and done again."""
    raw, output = tmp_path / "raw", tmp_path / "clean"
    plant(raw, "1.txt", "2.txt", "3.txt")
    noted = 0
    mark = Books._mark

    def interrupt(books: Books, outcome: Outcome) -> str:
        nonlocal noted
        noted += 1
        if noted == 2:
            raise KeyboardInterrupt
        return mark(books, outcome)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Books, "_mark", interrupt)
        cleaned(raw, output)
    last = look(tmp_path).last_run
    assert last is not None
    assert (last.state, last.ended is None) == ("interrupted", False)
    cleaned(raw, output)
    assert len(list(output.rglob("*.json"))) == 3
