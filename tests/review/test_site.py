"""The site is made of plain files, holds every page that the ledger knows, and follows what changes."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from pages import PROSE
from runs import ERROR, cleaned, plant
from sites import SHOP, clean_and_show, data, files, page_of, show

from pipeline.errors import PipelineError
from pipeline.naming import article_names
from pipeline.review.files import SCRIPTS, STYLES
from pipeline.review.pages import key_of
from pipeline.review.rows import Line, Taken
from pipeline.review.site import Made, make_site
from pipeline.review.tables import NAMES, Tables
from pipeline.settings import Run, Settings
from pipeline.status import open_to_read


def raw(root: Path) -> None:
    """Three pages: one with much to remove, one plain, one without an article."""
    (root / "raw").mkdir(parents=True)
    (root / "raw" / "a.txt").write_text("\n".join(SHOP), "utf-8")
    (root / "raw" / "error.txt").write_text(ERROR, "utf-8")
    plant(root / "raw", "b/plain.txt")


def test_every_page_is_there(tmp_path: Path) -> None:
    """Also the one without an article."""
    raw(tmp_path)
    made = clean_and_show(tmp_path)
    columns = data(tmp_path / "site/data/columns/0.js")
    names = data(tmp_path / "site/data/names/0.js")
    assert made == Made(3, 3)
    assert [name[1] for name in names] == ["a.txt", "b/plain.txt", "error.txt"]
    assert data(tmp_path / "site/data/keys/0.js") == [name[0] for name in names]
    assert columns["articles"] == [1, 1, 0]


def test_columns_tell_what_was_removed(tmp_path: Path) -> None:
    """By rule and reason, with blocks and characters that add up to the page's blocks."""
    raw(tmp_path)
    clean_and_show(tmp_path)
    meta = data(tmp_path / "site/data/meta.js")
    columns = data(tmp_path / "site/data/columns/0.js")
    taken = columns["taken"][: 3 * columns["takers"][0]]
    told = {tuple(meta["takers"][taken[at]]): tuple(taken[at + 1 : at + 3]) for at in range(0, len(taken), 3)}
    gone = [block for block in page_of(tmp_path, "a.txt")["blocks"] if "reason" in block]
    assert told == {
        (reason, rule): (
            len([block for block in gone if block["rule"] == rule]),
            sum(len(block["text"]) for block in gone if block["rule"] == rule),
        )
        for reason, rule in {(block["reason"], block["rule"]) for block in gone}
    }


def test_rules_have_their_words_their_counts_and_samples(tmp_path: Path) -> None:
    """What people need to judge a rule."""
    raw(tmp_path)
    clean_and_show(tmp_path)
    rules = {rule["rule"]: rule for rule in data(tmp_path / "site/data/rules.js")}
    samples = data(tmp_path / "site/data/rules/related_list.js")
    assert rules["related_list"]["explanation"] == "A list of other pages, with the heading that announces it."
    assert (rules["related_list"]["pages"], rules["related_list"]["blocks"]) == (1, 3)
    assert [(sample[1], sample[5]) for sample in samples] == [("a.txt", "一座石桥的四次搬家")]


def test_nothing_is_made_twice(tmp_path: Path) -> None:
    """A second time every file is as it was, and no page is cleaned."""
    raw(tmp_path)
    clean_and_show(tmp_path)
    before = files(tmp_path)
    assert clean_and_show(tmp_path).made == 0
    assert files(tmp_path) == before


def test_what_has_changed_is_made_again(tmp_path: Path) -> None:
    """And nothing else."""
    raw(tmp_path)
    clean_and_show(tmp_path)
    (tmp_path / "raw" / "a.txt").write_text("\n".join((*PROSE, "晚安。")), "utf-8")
    assert clean_and_show(tmp_path).made == 1
    assert page_of(tmp_path, "a.txt")["blocks"][-1]["text"] == "晚安。"


def test_the_same_bytes_at_any_number_of_workers(tmp_path: Path) -> None:
    """Enough pages that processes start."""
    plant(tmp_path / "one" / "raw", *(f"{n:03}.txt" for n in range(90)))
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    clean_and_show(tmp_path / "one", workers=1)
    clean_and_show(tmp_path / "two", workers=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_records_of_a_container_are_pages(tmp_path: Path) -> None:
    """Each has its file, and stays as it is while the container does."""
    (tmp_path / "raw").mkdir()
    lines = [f'{{"text": "{"。".join((*PROSE, str(n)))}"}}' for n in range(3)]
    (tmp_path / "raw" / "many.jsonl").write_text("\n".join(lines), "utf-8")
    assert clean_and_show(tmp_path) == Made(3, 3)
    assert page_of(tmp_path, "many.jsonl", "2")["record"] == "2"
    assert clean_and_show(tmp_path) == Made(3, 0)


@pytest.mark.parametrize("layout", ["folder", "jsonl"])
def test_a_page_that_is_gone_is_shown_from_its_articles(tmp_path: Path, layout: str) -> None:
    """With what its account tells, and it says so."""
    raw(tmp_path)
    text = "\n".join(SHOP).replace("\n", "\\n")
    (tmp_path / "raw" / "many.jsonl").write_text(f'{{"text": "{text}"}}\n', "utf-8")
    cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout)
    shutil.rmtree(tmp_path / "raw")
    show(tmp_path)
    for told in (page_of(tmp_path, "a.txt"), page_of(tmp_path, "many.jsonl", "1")):
        assert told["seen"] == "gone"
        assert told["articles"][0]["title"] == "灯塔看守人的冬天"
        assert ("related_list", 3) in {(block["rule"], block.get("blocks", 1)) for block in told["blocks"]}
    assert data(tmp_path / "site/data/meta.js")["partial"] == {"gone": 4}


def test_a_page_that_changed_since_is_not_taken_for_what_was_cleaned(tmp_path: Path) -> None:
    """Until `clean` has seen it."""
    raw(tmp_path)
    cleaned(tmp_path / "raw", tmp_path / "clean")
    (tmp_path / "raw" / "a.txt").write_text("\n".join(PROSE), "utf-8")
    show(tmp_path)
    assert page_of(tmp_path, "a.txt")["seen"] == "changed"
    assert clean_and_show(tmp_path).made == 1
    assert page_of(tmp_path, "a.txt")["seen"] == "whole"


def test_a_page_cleaned_by_other_settings_says_so(tmp_path: Path) -> None:
    """Its verdicts would be others now."""
    raw(tmp_path)
    cleaned(tmp_path / "raw", tmp_path / "clean", Settings())
    show(tmp_path, Settings(keep_removed=True))
    assert page_of(tmp_path, "a.txt")["seen"] == "stale"


def test_a_failed_page_says_why(tmp_path: Path) -> None:
    """In the words of the run."""
    raw(tmp_path)
    (tmp_path / "raw" / "torn.zip").write_bytes(b"PK\x03\x04torn")
    clean_and_show(tmp_path)
    told = page_of(tmp_path, "torn.zip")
    assert (told["seen"], told["failure"]) == ("failed", "unreadable")
    assert "torn.zip" in told["why"]


def test_a_state_of_another_version_is_made_again(tmp_path: Path) -> None:
    """As is one that is none."""
    raw(tmp_path)
    clean_and_show(tmp_path)
    base = sqlite3.connect(tmp_path / "site/.review.sqlite")
    base.execute("PRAGMA user_version = 99")
    base.close()
    assert show(tmp_path).made == 3
    assert show(tmp_path).made == 0
    (tmp_path / "site/.review.sqlite").write_text("no such file, but some text of a page or two" * 40, "utf-8")
    assert show(tmp_path).made == 3
    assert show(tmp_path).made == 0


def test_a_site_that_stopped_before_its_first_page_is_made(tmp_path: Path) -> None:
    """What a damaged file of corrections left behind is a review's own."""
    raw(tmp_path)
    cleaned(tmp_path / "raw", tmp_path / "clean", Settings())
    wrong = tmp_path / "corrections" / "a.txt.json"
    wrong.parent.mkdir()
    wrong.write_text("torn", "utf-8")
    how = Run(pages=(str(tmp_path / "raw"),), output=str(tmp_path / "clean"), corrections=str(wrong.parent), workers=1)
    with open_to_read(how.output) as ledger:
        with pytest.raises(PipelineError, match=r"a\.txt\.json"):
            make_site(Settings(), how, ledger, tmp_path / "site")
        wrong.unlink()
        assert make_site(Settings(), how, ledger, tmp_path / "site").made == 3


def test_a_rule_s_record_tells_how_often_it_was_corrected(tmp_path: Path) -> None:
    """Once `clean` has heeded what people corrected."""
    raw(tmp_path)
    clean_and_show(tmp_path)
    sha256 = page_of(tmp_path, "a.txt")["sha256"]
    block = {"kind": "block", "from": 6, "to": 6, "verdict": "article", "reason": None, "text": "相关新闻", "note": ""}
    told = {"page": "a.txt", "record": None, "sha256": sha256, "corrections": [block]}
    (tmp_path / "corrections").mkdir()
    (tmp_path / "corrections" / "a.txt.json").write_text(json.dumps(told), "utf-8")
    cleaned(tmp_path / "raw", tmp_path / "clean", corrections=str(tmp_path / "corrections"))
    how = Run(
        pages=(str(tmp_path / "raw"),),
        output=str(tmp_path / "clean"),
        corrections=str(tmp_path / "corrections"),
        workers=1,
    )
    with open_to_read(str(tmp_path / "clean")) as ledger:
        assert make_site(Settings(), how, ledger, tmp_path / "site").made == 1
    (rule,) = (rule for rule in data(tmp_path / "site/data/rules.js") if rule["rule"] == "related_list")
    assert (rule["blocks"], rule["corrected"]) == (2, 1)
    assert page_of(tmp_path, "a.txt")["blocks"][5]["was"] == ["related", "related_list"]


def test_duplicates_are_marked_as_in_their_files(tmp_path: Path) -> None:
    """The mark is given at the end of a run, after cleaning."""
    plant(tmp_path / "raw", "a.txt")
    shutil.copy(tmp_path / "raw" / "a.txt", tmp_path / "raw" / "b.txt")
    clean_and_show(tmp_path)
    marked = [page_of(tmp_path, name)["articles"][0] for name in ("a.txt", "b.txt")]
    assert [("duplicate" in each.get("flags", []), each.get("duplicate_of")) for each in marked] == [
        (False, None),
        (True, marked[0]["id"]),
    ]


def test_pages_that_are_forgotten_leave_no_file(tmp_path: Path) -> None:
    """After --prune."""
    raw(tmp_path)
    clean_and_show(tmp_path)
    (tmp_path / "raw" / "a.txt").unlink()
    cleaned(tmp_path / "raw", tmp_path / "clean", prune=True)
    assert show(tmp_path).pages == 2
    assert not list((tmp_path / "site/data/pages").rglob(f"{_key('a.txt')}.js"))
    assert not (tmp_path / "site/data/rules/related_list.js").exists()


def _key(path: str) -> str:
    return key_of(path, None)


def test_names_lie_in_files_of_a_few_hundred(tmp_path: Path) -> None:
    """So that a list of fifty loads no more than it shows."""
    tables = Tables(tmp_path, "0")
    for n in range(NAMES + 1):
        tables.add(Line(f"{n:016x}", f"{n}.txt", None, "whole", "empty"))
    tables.close()
    assert [len(data(tmp_path / f"data/names/{n}.js")) for n in (0, 1)] == [NAMES, 1]
    assert data(tmp_path / "data/meta.js")["pages"] == NAMES + 1


def test_one_rule_takes_a_page_s_blocks_for_two_reasons(tmp_path: Path) -> None:
    """Each has its sample; they come out in one order."""
    tables = Tables(tmp_path, "0")
    taken = (Taken("related", "related_list", 2, 20, 4, "旧书市"), Taken("comment", "related_list", 1, 9, 7, "顶一下"))
    tables.add(Line("0" * 16, "a.txt", None, "whole", "article", taken=taken))
    tables.close()
    meta = data(tmp_path / "data/meta.js")
    assert [tuple(each) for each in meta["takers"]] == [("related", "related_list"), ("comment", "related_list")]
    assert len(data(tmp_path / "data/rules/related_list.js")) == 2


@pytest.mark.parametrize("where", ["raw", "clean", "raw/site", "other"])
def test_folders_that_others_need_are_refused(tmp_path: Path, where: str) -> None:
    """In one sentence."""
    raw(tmp_path)
    cleaned(tmp_path / "raw", tmp_path / "clean")
    plant(tmp_path / "other", "mine.txt")
    how = Run(pages=(str(tmp_path / "raw"),), output=str(tmp_path / "clean"))
    with open_to_read(str(tmp_path / "clean")) as ledger, pytest.raises(PipelineError, match="name an"):
        make_site(Settings(), how, ledger, tmp_path / where)


def test_the_browser_s_files_are_all_there(tmp_path: Path) -> None:
    """As they lie in the package."""
    raw(tmp_path)
    clean_and_show(tmp_path)
    here = {name for name in files(tmp_path) if not name.startswith("data/")}
    assert here == {"index.html", *(f"assets/{name}" for name in (*STYLES, *SCRIPTS))}
    assert article_names("a", 1) == ["a.json"]
