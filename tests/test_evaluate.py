"""Gold pages become scores."""

import json
from pathlib import Path

import pytest
from pages import PROSE

from pipeline.errors import PageError
from pipeline.evaluate import Score, read_cases, score, sum_up
from pipeline.settings import Settings

LINES = (
    "灯塔看守人的冬天",
    "2023-11-09 来源:江城晚报",
    *PROSE,
    "相关推荐",
    "冬天的码头为什么不结冰",
)


def gold(**other: object) -> dict[str, object]:
    """What an editor made of the lines, or of some of them otherwise."""
    article = {
        "title": LINES[0],
        "published": "2023-11-09",
        "author": None,
        "source": "江城晚报",
        "body": [
            {"type": "paragraph", "text": text, "lines": [number, number]} for number, text in enumerate(PROSE, 3)
        ],
    }
    removed = [
        {"line": 2, "reason": "metadata"},
        {"line": 6, "reason": "related"},
        {"line": 7, "reason": "related"},
    ]
    whole = {"id": "a", "lang": "zh-Hans", "flags": [], "articles": [article], "removed": removed}
    return whole | other


def scored(folder: Path, told: dict[str, object]) -> Score:
    """How the lines come out against this gold."""
    (folder / "a.txt").write_text("\n".join(LINES), "utf-8")
    (folder / "a.gold.json").write_text(json.dumps(told), "utf-8")
    (case,) = read_cases(folder)
    return score(case, Settings())


def test_a_page_as_its_gold_is_all_right(tmp_path: Path) -> None:
    """Every line, every reason, every fact."""
    found = scored(tmp_path, gold())
    assert (found.lines, found.right, found.removed, found.reasons) == (7, 7, 3, 3)
    assert (found.destroyed, found.stray, found.misplaced, found.articles) == ((), (), (), True)
    assert (found.facts, found.flags, found.blocks) == ((), (), ())


def test_a_removed_line_that_the_gold_keeps_is_destroyed(tmp_path: Path) -> None:
    """The worst that can happen is named by its line."""
    told = gold(removed=[{"line": 2, "reason": "metadata"}, {"line": 6, "reason": "related"}])
    told["articles"][0]["body"].append({"type": "paragraph", "text": LINES[6], "lines": [7, 7]})
    found = scored(tmp_path, told)
    assert (found.destroyed, found.right) == ((7,), 6)


def test_a_kept_line_that_the_gold_removes_is_stray(tmp_path: Path) -> None:
    """Named by its line, too."""
    told = gold(removed=[{"line": number, "reason": "related"} for number in (2, 4, 6, 7)])
    told["articles"][0]["body"].pop(1)
    found = scored(tmp_path, told)
    assert (found.stray, found.right, found.reasons) == ((4,), 6, 2)
    assert found.unlike == ("2: metadata ≠ related",)


def test_facts_flags_and_types_that_differ_are_named(tmp_path: Path) -> None:
    """As ours ≠ gold."""
    told = gold(flags=["truncated"], lang="en")
    told["articles"][0] |= {"title": "别的题目", "author": "沈知远"}
    told["articles"][0]["body"][0]["type"] = "heading"
    found = scored(tmp_path, told)
    assert [fact.split(":")[0] for fact in found.facts] == ["title", "author", "language"]
    assert found.flags == ("-truncated",)
    assert found.blocks == ("3: paragraph ≠ heading",)


def test_another_number_of_articles_is_told(tmp_path: Path) -> None:
    """Too few, here."""
    told = gold()
    told["articles"].append(told["articles"][0])
    assert not scored(tmp_path, told).articles


def test_sums_add_up(tmp_path: Path) -> None:
    """Two cases together are twice one."""
    one = scored(tmp_path, gold())
    summary = sum_up([one, one])
    assert (summary.cases, summary.lines, summary.right, summary.articles_right) == (2, 14, 14, 2)


def test_cases_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    """From the folders in the folder, too."""
    for name in ("b", "x/a", "a"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.txt").write_text("一", "utf-8")
        gold = '{"lang": "zh-Hans", "articles": [], "removed": [], "flags": []}'
        (tmp_path / f"{name}.gold.json").write_text(gold, "utf-8")
    assert [case.name for case in read_cases(tmp_path)] == ["a", "b", "a"]


def test_a_gold_without_a_page_is_named(tmp_path: Path) -> None:
    """And one that is none."""
    (tmp_path / "a.gold.json").write_text("{}", "utf-8")
    with pytest.raises(PageError, match=r"no page beside it; put a\.txt there"):
        list(read_cases(tmp_path))
    (tmp_path / "a.txt").write_text("一", "utf-8")
    (tmp_path / "a.gold.json").write_text("{", "utf-8")
    with pytest.raises(PageError, match="it is no gold file"):
        list(read_cases(tmp_path))


@pytest.mark.parametrize(
    ("body", "removed", "said"),
    [
        ([{"type": "paragraph", "text": "x", "lines": [9, 9]}], [], "it speaks of line 9, and the page has 1 lines"),
        ([], [{"line": 0, "reason": "related"}], "it speaks of line 0"),
        ([{"type": "paragraph", "text": "x"}], [], "has no line numbers"),
    ],
)
def test_a_line_that_the_page_has_not_is_named(
    body: list[object], removed: list[object], said: str, tmp_path: Path
) -> None:
    """With the file and what to do, not as a line that is wrong."""
    gold = {"lang": "en", "articles": [{"title": None, "body": body}], "removed": removed, "flags": []}
    (tmp_path / "a.txt").write_text("The lamp is lit.", "utf-8")
    (tmp_path / "a.gold.json").write_text(json.dumps(gold), "utf-8")
    with pytest.raises(PageError, match=said):
        list(read_cases(tmp_path))
