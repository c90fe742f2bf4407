"""Corrections as a score: what the pipeline gets right of them by itself."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pages import PROSE, page
from test_correct import GLUED, LINES

from pipeline.agreement import Agreement, Tally, agreement, all_together
from pipeline.cli import main
from pipeline.corrections import (
    BlockCorrection,
    Correction,
    Corrections,
    FactCorrection,
    JoinCorrection,
    SplitCorrection,
)
from pipeline.notebook import Entry, write_corrections
from pipeline.settings import Settings


def compared(lines: tuple[str, ...], *corrections: Correction) -> Agreement:
    """How the pipeline does on a page of these lines."""
    one = page("\n".join(lines))
    return agreement(one, Entry("x.json", Corrections(one.path, None, "0" * 64, corrections)), Settings())


def test_blocks_that_go_as_people_say_are_right() -> None:
    """Each block of a correction counts; reasons where both remove."""
    found = compared(
        LINES,
        BlockCorrection(8, 9, "removed", "related"),
        BlockCorrection(1, 1, "removed", "boilerplate"),
        BlockCorrection(7, 7, "removed", "navigation"),
        BlockCorrection(4, 5, "article"),
        BlockCorrection(10, 10, "article"),
    )
    assert (found.blocks, found.reasons) == (Tally(7, 5), Tally(3, 2))
    assert [line.split("  ")[0] for line in found.wrong] == [
        "1: navigation ≠ boilerplate",
        "7: article ≠ navigation",
        "10: related ≠ article",
    ]


def test_facts_are_compared() -> None:
    """Width forms aside; an article that is not there has none."""
    found = compared(
        LINES,
        FactCorrection(1, "authors", ("林小溪",)),
        FactCorrection(1, "published", "2024-05-12T08:30:00"),
        FactCorrection(1, "site", "南埠晚报"),
        FactCorrection(1, "modified", None),
        FactCorrection(2, "title", None),
    )
    assert found.facts == Tally(5, 3)
    assert found.wrong == ('site: "南埠日报" ≠ "南埠晚报"', "title: there is no article 2 ≠ null")


def test_beginnings_are_compared() -> None:
    """Where an article begins, and where none does."""
    said = (SplitCorrection(10), JoinCorrection(4), JoinCorrection(11), SplitCorrection(3))
    found = compared(GLUED, *said)
    assert found.beginnings == Tally(4, 3)
    assert found.wrong == ("3: no article begins here",)


def test_sums_add_up() -> None:
    """Over pages."""
    one = compared(LINES, BlockCorrection(7, 7, "removed"))
    other = compared(GLUED, SplitCorrection(10), FactCorrection(1, "title", "灯塔看守人"))
    total = all_together([one, other, one])
    assert (total.blocks, total.beginnings, total.facts) == (Tally(2, 0), Tally(1, 1), Tally(1, 1))


def test_the_command_scores_a_folder_of_corrections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that are gone or have changed are named and left out."""
    from hashlib import sha256

    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    data = "\n".join(LINES).encode()
    (tmp_path / "raw" / "a.txt").write_bytes(data)
    (tmp_path / "raw" / "b.txt").write_bytes(data)
    said = (BlockCorrection(7, 7, "removed"), BlockCorrection(4, 4, "article", text=PROSE[0]))
    for name, digest in (("a.txt", sha256(data).hexdigest()), ("b.txt", "0" * 64), ("c.txt", "0" * 64)):
        write_corrections(tmp_path / "corrections", Corrections(name, None, digest, said))
    shown = CliRunner().invoke(main, ["evaluate", "corrections"])
    assert shown.exit_code == 0
    assert "blocks right" in shown.stdout
    assert "50.00%  1 of 2" in shown.stdout
    assert "b.txt has changed since it was corrected" in shown.stderr
    assert "there is no page c.txt" in shown.stderr
    told = json.loads(CliRunner().invoke(main, ["evaluate", "corrections", "--json"]).stdout)
    assert told["summary"]["blocks"] == {"all": 2, "right": 1}
    assert [each["page"] for each in told["pages"]] == ["a.txt"]


def test_an_empty_folder_is_nothing_to_score(tmp_path: Path) -> None:
    """Said in one sentence."""
    shown = CliRunner().invoke(main, ["evaluate", str(tmp_path)])
    assert (shown.exit_code, shown.stderr.count("\n")) == (2, 1)
