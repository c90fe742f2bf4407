"""Which articles are duplicates of which hangs on what lies there, not on what came first."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import cleaned, tree

from pipeline.books import Books
from pipeline.ledger import FOLDER, Ledger
from pipeline.outcome import Done, Outcome, Task, Written
from pipeline.place import Folder
from pipeline.sketch import sketch
from pipeline.twins import settle

LINES = [
    f"第{number}天早晨,看守人走上{number * 7}级台阶,数了{number * 3}只海鸥,又擦了一遍窗子,写下潮水。"
    for number in range(30)
]


def text(lines: list[int]) -> str:
    """A text of some lines."""
    return "\n".join(LINES[number] for number in lines)


def note(books: Books, name: str, body: str | None) -> None:
    """An article of this text, or a page without one."""
    task = Task(name.encode(), "", name, "raw", name, 1, 1)
    written = Written(f"{name}.json", 1, 1, id=name, sketch=sketch(body)) if body is not None else None
    books.note(task, Outcome(name, None, "x", (written,) if written else (), absence=None if written else "empty"))
    books.finish(task, Done())


def marks(ledger: Ledger) -> dict[str, str]:
    """What each article should say of itself."""
    return dict(ledger.base.execute("SELECT id, due FROM articles ORDER BY id").fetchall())


class Whole(Folder):
    """A folder in which every article lies, as far as anybody asks."""

    def told(self, file: str) -> str:
        """Something."""
        return "1:1"


def judged(folder: Path, steps: list[list[tuple[str, str | None]]]) -> dict[str, str]:
    """What comes of runs that meet these articles."""
    (folder / FOLDER).mkdir(parents=True)
    with Ledger(folder, write=True) as ledger:
        for step in steps:
            books = Books(ledger, ("a", "b"))
            books.begin()
            for name, body in step:
                note(books, name, body)
            settle(ledger, Whole(folder), fsync=False)
        return marks(ledger)


WINDOWS = st.lists(st.tuples(st.integers(0, 12), st.integers(4, 16)), min_size=1, max_size=9)


@settings(max_examples=40, deadline=None)
@given(now=WINDOWS, before=WINDOWS, dice=st.randoms(use_true_random=False))
def test_the_order_of_arrival_makes_no_difference(
    now: list[tuple[int, int]],
    before: list[tuple[int, int]],
    dice: random.Random,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Nor does what lay there before: texts that overlap, in chains, changed, taken away and brought again."""
    folder = tmp_path_factory.mktemp("twins")
    last = {f"{n}": text(list(range(at, at + size))) for n, (at, size) in enumerate(now)}
    first = {f"{n}": text(list(range(at, at + size))) for n, (at, size) in enumerate(before)}
    whole = judged(folder / "at-once", [list(last.items())])
    steps = [[one] for one in dice.sample(list(first.items()), len(first))]
    steps.append([(name, None) for name in dice.sample(list(first), len(first) // 2)])
    steps.append([(name, None) for name in first if name not in last])
    steps += [[one] for one in dice.sample(list(last.items()), len(last))]
    assert judged(folder / "bit-by-bit", steps) == whole


def test_what_is_like_a_duplicate_only_is_none(tmp_path: Path) -> None:
    """In a chain of texts each like the next, every second one stays; a duplicate is like what it points to."""
    chain = {str(at): text(list(range(at * 2, at * 2 + 14 - at % 2))) for at in range(4)}
    found = judged(tmp_path, [list(chain.items())])
    for mark in found.values():
        if mark:
            assert found[mark[1:]] == ""


RAW = {
    "a.txt": [*LINES[:12]],
    "b.txt": [*LINES[:12], "后来又添了一句话,说灯塔已经卖给了别人,谁也不知道是谁。"],
    "c.txt": ["另外的标题", "2024-05-12 来源:江城晚报", *LINES[:12]],
    "d.txt": ["另外的标题", "2023-05-12 来源:江城晚报", *LINES[:12]],
    "e.txt": [*LINES[15:29]],
}


def plant(folder: Path, *names: str) -> None:
    """Pages of these texts."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text("\n".join(RAW[name]), "utf-8")


def told(folder: Path) -> dict[str, tuple[str | None, list[str]]]:
    """Of each article the one that it is a duplicate of, by name, and its flags of that."""
    articles = {name: json.loads(data) for name, data in tree(folder).items()}
    names = {one["id"]: name for name, one in articles.items()}
    return {
        name: (names.get(one["duplicate_of"]), [flag for flag in one["flags"] if "duplicate" in flag])
        for name, one in articles.items()
    }


def test_duplicates_are_marked_and_none_is_lost(tmp_path: Path) -> None:
    """The longest stays; of equal texts the one that was published first; the next run has nothing to do."""
    plant(tmp_path / "raw", "a.txt", "c.txt", "d.txt", "e.txt")
    report = cleaned(tmp_path / "raw", tmp_path / "clean").report
    assert (report.duplicates, report.marked) == (2, 2)
    same = ("d.json", ["duplicate"])
    assert told(tmp_path / "clean") == {"a.json": same, "c.json": same, "d.json": (None, []), "e.json": (None, [])}
    again = cleaned(tmp_path / "raw", tmp_path / "clean").report
    assert (again.cleaned, again.marked, again.written, again.duplicates) == (0, 0, 0, 2)


@pytest.mark.parametrize("workers", [1, 2])
def test_any_order_of_runs_writes_the_same_bytes(workers: int, tmp_path: Path) -> None:
    """New articles are compared with old ones, and old ones with new ones."""
    plant(tmp_path / "raw", *RAW)
    cleaned(tmp_path / "raw", tmp_path / "at-once")
    (tmp_path / "raw").rename(tmp_path / "all")
    for names in (("c.txt",), ("e.txt", "a.txt"), ("b.txt",), ("d.txt",)):
        plant(tmp_path / "raw", *names)
        cleaned(tmp_path / "raw", tmp_path / "clean", workers=workers)
    assert tree(tmp_path / "clean") == tree(tmp_path / "at-once")
    near = ("b.json", ["near_duplicate"])
    assert told(tmp_path / "clean") == {
        **dict.fromkeys(("a.json", "c.json", "d.json"), near),
        "b.json": (None, []),
        "e.json": (None, []),
    }
    (tmp_path / "raw/b.txt").unlink()
    cleaned(tmp_path / "raw", tmp_path / "clean", prune=True, workers=workers)
    assert told(tmp_path / "clean")["a.json"] == ("d.json", ["duplicate"])
    assert told(tmp_path / "clean")["d.json"] == (None, [])


@pytest.mark.parametrize("layout", ["folder", "jsonl"])
def test_records_are_compared_too(layout: str, tmp_path: Path) -> None:
    """Of one container and of several; in the one file of a container, too; and without the ledger."""
    (tmp_path / "raw").mkdir()
    for name, pages in (("x", ("a.txt", "b.txt")), ("y", ("e.txt", "a.txt"))):
        records = [json.dumps({"text": "\n".join(RAW[page])}) for page in pages]
        (tmp_path / "raw" / f"{name}.jsonl").write_text("\n".join(records), "utf-8")
    report = cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report
    assert (report.duplicates, report.marked) == (2, 2)
    before = tree(tmp_path / "clean")
    again = cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report
    assert (again.cleaned, again.marked) == (0, 0)
    for file in (tmp_path / "clean/.pipeline").glob("ledger*"):
        file.unlink()
    again = cleaned(tmp_path / "raw", tmp_path / "clean", layout=layout).report
    assert (again.cleaned, again.marked, again.duplicates) == (0, 0, 2)
    assert tree(tmp_path / "clean") == before


def test_a_page_that_is_cleaned_again_keeps_its_mark(tmp_path: Path) -> None:
    """It is not written twice; one that a hand has changed is made whole, mark and all."""
    plant(tmp_path / "raw", "a.txt", "b.txt")
    cleaned(tmp_path / "raw", tmp_path / "clean")
    before = tree(tmp_path / "clean")
    (tmp_path / "clean/a.json").write_bytes(before["a.json"][:50])
    report = cleaned(tmp_path / "raw", tmp_path / "clean").report
    assert (report.cleaned, report.written, report.marked) == (1, 1, 0)
    assert tree(tmp_path / "clean") == before


@pytest.mark.parametrize("layout", ["folder", "jsonl"])
def test_what_is_gone_is_no_original(layout: str, tmp_path: Path) -> None:
    """Though the run does not look at its page: what pointed to it stays now, and its page is cleaned when it is."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    for folder in (raw, raw / "sub"):
        plant(folder, "a.txt", "b.txt")
        records = [json.dumps({"text": "\n".join(RAW[name])}) for name in ("d.txt", "e.txt")]
        (folder / "x.jsonl").write_text("\n".join(records), "utf-8")
    cleaned(raw / "sub", clean, layout=layout)
    for file in clean.rglob("*.json*"):
        file.unlink()
    (raw / "a.txt").unlink()
    (raw / "b.txt").unlink()
    (raw / "x.jsonl").unlink()
    cleaned(raw, clean, layout=layout, prune=True)
    marks = [json.loads(line)["duplicate_of"] for data in tree(clean).values() for line in whole(data)]
    there = {json.loads(line)["id"] for data in tree(clean).values() for line in whole(data)}
    assert len(there) == 4
    assert set(marks) - {None} <= there
    assert sum(bool(told) for told in marks) == 2
    assert cleaned(raw, clean, layout=layout).report.cleaned == 0
    assert cleaned(raw / "sub", clean, layout=layout).report.cleaned == 4
    assert cleaned(raw / "sub", clean, layout=layout).report.cleaned == 0


def whole(data: bytes) -> list[bytes]:
    """The articles in a file: one, or a line each."""
    return [data] if data.startswith(b"{\n") else data.splitlines()
