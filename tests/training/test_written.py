"""Pages written by hand become examples: the gold's word on a line or a block is its label."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.training
pytest.importorskip("rapidfuzz", reason="training needs RapidFuzz: pip install -e '.[train]'")
pytest.importorskip("torch", reason="training needs PyTorch: pip install -e '.[train]'")

from pages import PROSE

from pipeline.learned.reasons import REASONS
from training.batches import KINDS
from training.corrected import WITHOUT
from training.flattened import UNKNOWN
from training.line_examples import line_example
from training.written import BLOCK_WEIGHT, LINE_WEIGHT, written_blocks, written_lines

LINES = ("首页", "灯塔看守人", PROSE[0], "", f"{PROSE[1]}上一篇:石桥", "相关新闻")


def _case(folder: Path, name: str, page: str, gold: dict[str, object]) -> None:
    (folder / name).write_text(page, "utf-8")
    kept = {"lang": "zh-Hans", "articles": [], "removed": [], "flags": [], **gold}
    (folder / f"{name.partition('.')[0]}.gold.json").write_text(json.dumps(kept), "utf-8")


def _body(*numbers: int) -> list[dict[str, object]]:
    return [{"type": "paragraph", "text": LINES[number - 1], "lines": [number, number]} for number in numbers]


def test_lines_are_what_the_gold_says_of_them(tmp_path: Path) -> None:
    """A line that the gold names nowhere is the title; one that goes in part is half the article's."""
    removed = [
        {"line": 1, "reason": "navigation"},
        {"line": 5, "reason": "related", "partial": True},
        {"line": 6, "reason": "related"},
    ]
    _case(
        tmp_path, "a.txt", "\n".join(LINES), {"articles": [{"title": LINES[1], "body": _body(3)}], "removed": removed}
    )
    (page,) = written_lines(tmp_path)
    assert [page.labels[at] for at in (0, 2, 4, 5)] == [0, 1, 0.5, 0]
    assert page.titles == {1}
    assert page.reasons[0] == REASONS.index("navigation")
    assert page.reasons[2] == UNKNOWN
    assert (page.page_type, page.weight, page.measured) == ("article", LINE_WEIGHT, False)
    example = line_example(page)
    assert example is not None
    assert example.shares.tolist() == [0, 1, 1, 0.5, 0]
    assert not list(written_blocks(tmp_path))


def test_a_second_article_begins_at_its_title_or_its_text(tmp_path: Path) -> None:
    """As the gold has them; the judge learns it from each such page."""
    lines = ("灯塔看守人", PROSE[0], "相关新闻", "凌晨的面包房", "2024-05-01", PROSE[1], "拓展阅读", PROSE[2])
    bodies = [[{"type": "paragraph", "text": lines[n - 1], "lines": [n, n]}] for n in (2, 6, 8)]
    removed = [{"line": n, "reason": "related"} for n in (3, 5, 7)]
    articles = [{"title": None, "body": body} for body in bodies]
    _case(tmp_path, "d.txt", "\n".join(lines), {"articles": articles, "removed": removed})
    (page,) = written_lines(tmp_path)
    assert [lines[at] for at in sorted(page.begins)] == ["凌晨的面包房", PROSE[2]]
    example = line_example(page)
    assert example is not None
    assert example.begins is not None
    assert [lines[at] for at in example.begins.nonzero()[0]] == ["凌晨的面包房", PROSE[2]]


def test_a_page_without_an_article_is_of_a_kind_that_the_nets_know(tmp_path: Path) -> None:
    """Corrected or written: another kind would stop the training."""
    _case(tmp_path, "b.txt", "登录后查看", {"removed": [{"line": 1, "reason": "error"}]})
    (page,) = written_lines(tmp_path)
    assert page.page_type == WITHOUT
    assert WITHOUT in KINDS
    assert page.labels == (0,)


def test_blocks_are_what_the_gold_says_of_them(tmp_path: Path) -> None:
    """What the gold forgets counts nothing."""
    html = f"<!doctype html><body><h1>灯塔看守人</h1><p>{PROSE[0]}</p><p>没有人提到的字。</p><div>热门排行</div>"
    body = [{"type": "paragraph", "text": PROSE[0]}]
    removed = [{"text": "热门排行", "reason": "related"}]
    _case(tmp_path, "c.html", html, {"articles": [{"title": "灯塔看守人", "body": body}], "removed": removed})
    (page,) = written_blocks(tmp_path)
    assert page.shares.tolist() == [1, 1, 1, 0]
    assert [bool(size) for size in page.sizes] == [True, True, False, True]
    assert page.weight == BLOCK_WEIGHT
    assert not list(written_lines(tmp_path))
