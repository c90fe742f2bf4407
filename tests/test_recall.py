"""Memories in a run, beside corrections: what each of them makes due, in `status` and the review, too; and on Ray."""

import json
import os
import pickle
import sys
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from runs import Heard, cleaned, tree
from site_pages import END, TOP, lines

from pipeline import cluster
from pipeline.corrections import BlockCorrection, Corrections
from pipeline.learning.study import learn
from pipeline.lookup import page_at
from pipeline.model import Page
from pipeline.notebook import write_corrections
from pipeline.recall import open_memories
from pipeline.review.site import make_site
from pipeline.settings import Run, Settings
from pipeline.status import open_to_read, status

SITES = ("one.example", "two.example")
PAGES = {site: [f"{site}/{seed}.txt" for seed in range(6)] for site in SITES}
CORRECTED = PAGES["one.example"][3]


class Desk:
    """Pages of two sites with their memories; the frame of a site stands on its pages only."""

    def __init__(self, folder: Path) -> None:
        """Nothing is corrected or cleaned yet."""
        self.raw, self.clean, self.sites, self.notes = (folder / name for name in ("raw", "clean", "sites", "notes"))
        for site in SITES:
            (self.raw / site).mkdir(parents=True)
            top, end = (tuple(f"{site} {line}" for line in some) for some in (TOP, END))
            for seed in range(6):
                file = self.raw / site / f"{seed}.txt"
                file.write_text("\n".join(lines(seed, top=top, end=end)), "utf-8")
                os.utime(file, (1_700_000_000, 1_700_000_000))
        self.how = Run((str(self.raw),), str(self.clean), str(self.notes), workers=1, memory=str(self.sites))
        assert learn(Settings(), self.how, update=False).failures == ()

    def run(self, **how: object) -> Heard:
        """A run."""
        return cleaned(self.raw, self.clean, corrections=str(self.notes), memory=str(self.sites), **how)

    def keep(self, row: int) -> None:
        """A person says that a line of the frame's end belongs to the article."""
        content = (self.raw / CORRECTED).read_text("utf-8").splitlines()
        number = len(content) - len(END) + row
        said = BlockCorrection(number, number, "article", text=content[number - 1][:60])
        write_corrections(self.notes, Corrections(CORRECTED, None, self.digest(), (said,)))

    def digest(self) -> str:
        """Of the corrected page."""
        return sha256((self.raw / CORRECTED).read_bytes()).hexdigest()

    def mark(self, site: str) -> None:
        """A person marks rows of a site."""
        file = self.sites / f"{site}.tsv"
        text = file.read_text("utf-8")
        assert "\n\tline\t6\t6\tafter" in text
        file.write_text(text.replace("\n\tline\t6\t6\tafter", "\nnever\tline\t6\t6\tafter", 1), "utf-8")

    def stale(self) -> int:
        """How many pages the next run would clean, says `status`."""
        with open_to_read(str(self.clean)) as ledger:
            stale = status(Settings(), self.how, ledger).stale
        assert stale is not None
        return stale.changed + stale.new + stale.again

    def text(self) -> str:
        """Of the corrected page's article."""
        return str(json.loads((self.clean / CORRECTED).with_suffix(".json").read_bytes())["text"])


def test_a_page_with_both_is_redone_only_when_one_of_them_changes(tmp_path: Path) -> None:
    """Its memory, its correction, or the correction taken back; the run after that changes nothing."""
    desk = Desk(tmp_path)
    desk.keep(1)
    assert desk.run().cleaned == [*PAGES["one.example"], *PAGES["two.example"]]
    for change, due in (
        (lambda: None, []),
        (lambda: desk.mark("one.example"), PAGES["one.example"]),
        (lambda: desk.keep(2), [CORRECTED]),
        (lambda: desk.mark("two.example"), PAGES["two.example"]),
        ((desk.notes / f"{CORRECTED}.json").unlink, [CORRECTED]),
        (lambda: desk.keep(1), [CORRECTED]),
        ((desk.sites / "one.example.tsv").unlink, PAGES["one.example"]),
    ):
        change()
        assert desk.stale() == len(due)
        assert desk.run().cleaned == due
        before = tree(desk.clean)
        again = desk.run()
        assert (again.pages, again.report.pages, desk.stale()) == ({}, 12, 0)
        assert tree(desk.clean) == before


def test_a_lost_ledger_cleans_no_page_with_both_again(tmp_path: Path) -> None:
    """The articles say under which memory and corrections they were made."""
    desk = Desk(tmp_path)
    desk.keep(1)
    desk.run()
    (desk.clean / ".pipeline" / "ledger.sqlite").unlink()
    assert desk.run().cleaned == []


def test_a_failure_of_a_page_with_both_is_tried_again_only_after_a_change(tmp_path: Path) -> None:
    """Failures hang on them, too, and on the limits."""
    desk = Desk(tmp_path)
    desk.keep(1)
    for change, due in (
        (lambda: None, [*PAGES["one.example"], *PAGES["two.example"]]),
        (lambda: None, []),
        (lambda: desk.mark("one.example"), PAGES["one.example"]),
        (lambda: desk.keep(2), [CORRECTED]),
    ):
        change()
        found = desk.run(cleaner=broken)
        assert found.cleaned == due
        assert found.report.failed == 12


def broken(page: Page, settings: Settings) -> Any:
    """Fails on every page."""
    raise ValueError(page.path)


def test_what_a_person_says_of_a_page_goes_before_memory(tmp_path: Path) -> None:
    """Of four lines that recur, three go and the one stays that a person wants."""
    desk = Desk(tmp_path)
    desk.run()
    kept = f"one.example {END[1]}"
    assert not any(line in desk.text() for line in END)
    desk.keep(2)
    desk.run()
    assert [line for line in END if line in desk.text()] == [kept.removeprefix("one.example ")]


def test_the_review_knows_what_is_stale(tmp_path: Path) -> None:
    """Pages are shown as they were cleaned; another memory makes its site's pages stale, and the rest is not redone."""
    desk = Desk(tmp_path)
    desk.keep(1)
    desk.run()
    assert _seen(desk, tmp_path / "review") == (12, {"whole": 12})
    assert _seen(desk, tmp_path / "review") == (0, {"whole": 12})
    desk.mark("one.example")
    assert _seen(desk, tmp_path / "review")[1] == {"stale": 6, "whole": 6}
    assert _seen(desk, tmp_path / "review") == (0, {"stale": 6, "whole": 6})


def _seen(desk: Desk, site: Path) -> tuple[int, dict[str, int]]:
    """How many pages were made for the review, and how it shows them."""
    with open_to_read(str(desk.clean)) as ledger:
        made = make_site(Settings(), desk.how, ledger, site)
    shown: dict[str, int] = {}
    for file in site.rglob("*.js"):
        content = file.read_text("utf-8")
        for seen in ("whole", "stale"):
            if file.parent.parent.name == "pages" and f'"seen":"{seen}"' in content:
                shown[seen] = shown.get(seen, 0) + 1
    return made.made, shown


def test_a_page_by_its_path_has_its_memory(tmp_path: Path) -> None:
    """What the reviewer's server and `evaluate` clean is what a run cleans."""
    desk = Desk(tmp_path)
    found = page_at(CORRECTED, None, Settings(), desk.how)
    assert found is not None
    assert found.memory == open_memories(str(desk.sites)).of("one.example") is not None
    (desk.sites / "one.example.tsv").unlink()
    assert page_at(CORRECTED, None, Settings(), desk.how) == Page(found.path, found.data)


def test_memories_travel_with_the_run(tmp_path: Path) -> None:
    """A machine without the folder knows the same."""
    desk = Desk(tmp_path)
    memories = open_memories(str(desk.sites))
    sent = pickle.dumps(memories.carried())
    desk.sites.rename(tmp_path / "elsewhere")
    there = pickle.loads(sent)
    page = Page(CORRECTED, (desk.raw / CORRECTED).read_bytes())
    assert there.digest == memories.digest
    assert there.remind(page).memory is not None


def test_shards_are_cleaned_with_memories_and_corrections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by this machine's processes, and the next run by either changes nothing."""
    desk = Desk(tmp_path)
    desk.keep(1)
    desk.run()
    here = tree(desk.clean)
    desk.clean.rename(tmp_path / "before")
    ray = SimpleNamespace(
        cluster_resources=lambda: {"CPU": 1},
        put=pickle.dumps,
        get=lambda done: done[0],
        wait=lambda waiting: (waiting, []),
        remote=lambda **_: (
            lambda do: SimpleNamespace(
                remote=lambda shard, known, order: (_elsewhere(desk, lambda: do(shard, known, pickle.loads(order))),)
            )
        ),
    )
    monkeypatch.setattr(cluster, "joined", lambda how: (ray, False))
    main = sys.modules["__main__"]
    monkeypatch.setattr(main, "__file__", getattr(main, "__file__", ""), raising=False)
    assert len(desk.run(engine="ray").cleaned) == 12
    assert tree(desk.clean) == here
    assert desk.run().pages == desk.run(engine="ray").pages == {}


def _elsewhere(desk: Desk, do: Any) -> Any:
    """Do it where there is no folder of memories and none of corrections."""
    folders = [folder for folder in (desk.sites, desk.notes) if folder.exists()]
    for folder in folders:
        folder.rename(folder.with_suffix(".away"))
    try:
        return do()
    finally:
        for folder in folders:
            folder.with_suffix(".away").rename(folder)
