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


PARAGRAPH = {"type": "paragraph", "text": "The lamp is lit.", "lines": [1, 1]}
ARTICLE = {"title": None, "published": None, "author": None, "source": None, "body": [PARAGRAPH]}
GOLD = {"lang": "en", "articles": [ARTICLE], "removed": [], "flags": []}


@pytest.mark.parametrize(
    ("gold", "said"),
    [
        (
            GOLD | {"articles": [ARTICLE | {"body": [PARAGRAPH | {"lines": [9, 9]}]}]},
            "line 9, and the page has 1 lines",
        ),
        (GOLD | {"articles": [ARTICLE | {"body": [PARAGRAPH | {"lines": [1, 0]}]}]}, "from line 1 to line 0"),
        (GOLD | {"removed": [{"line": 0, "reason": "related"}]}, "it speaks of line 0"),
        (GOLD | {"removed": [{"line": 1, "reason": "related"}]}, "line 1 is both in a body and removed"),
        (GOLD | {"removed": [{"line": 1, "reason": "navi"}]}, "Invalid enum value 'navi'"),
        (GOLD | {"removed": ["x"]}, r"removed\[0\]"),
        (GOLD | {"articles": [ARTICLE | {"published": 2024}]}, "got 'int'"),
        (GOLD | {"articles": [{"title": None, "body": []}]}, "there is no 'published'"),
        (GOLD | {"articles": None}, "got 'null'"),
        (GOLD | {"articles": [ARTICLE | {"body": [PARAGRAPH | {"type": "paragraf"}]}]}, "paragraf"),
        (GOLD | {"flags": 3}, r"flags"),
    ],
)
def test_a_gold_of_a_wrong_form_is_named(gold: dict[str, object], said: str, tmp_path: Path) -> None:
    """With the file, the place in it and what to do, and never as a line that is wrong."""
    (tmp_path / "a.txt").write_text("The lamp is lit.", "utf-8")
    (tmp_path / "a.gold.json").write_text(json.dumps(gold), "utf-8")
    with pytest.raises(PageError, match=said):
        list(read_cases(tmp_path))


@pytest.mark.parametrize("body", [[{"type": "paragraph"}], [{"text": "x"}], [{"type": "paragraf", "text": "x"}]])
def test_a_gold_of_markup_needs_kinds_and_texts(body: list[object], tmp_path: Path) -> None:
    """Its blocks have no numbers."""
    (tmp_path / "a.html").write_text("<p>The lamp is lit.", "utf-8")
    (tmp_path / "a.gold.json").write_text(json.dumps(GOLD | {"articles": [ARTICLE | {"body": body}]}), "utf-8")
    with pytest.raises(PageError, match=r"docs/cases\.md"):
        list(read_cases(tmp_path))
