"""Two pages glued together: nothing of either is lost, and the second article begins where it is said."""

import pytest

pytestmark = pytest.mark.training
pytest.importorskip("rapidfuzz", reason="training needs RapidFuzz: pip install -e '.[train]'")

from training.flattened import UNKNOWN, Flat
from training.glued import glued, pairs
from training.line_examples import line_example


def page(name: str) -> Flat:
    """A menu, a title, its byline, six lines of text and three titles of other pages."""
    menu, title, byline = (f"{name}菜单{n}" for n in range(1)), f"{name}的灯塔", f"2024-05-01 {name}"
    text = [f"{name}的第{n}段写的是海上的天气。" for n in range(6)]
    related = [f"{name}相关的第{n}篇" for n in range(3)]
    lines = (*menu, title, byline, *text, *related)
    labels = tuple(float(line in text) for line in lines)
    return Flat(name, "set", "zh", "article", "site", lines, labels, frozenset({1}), (UNKNOWN,) * len(lines))


FIRST, SECOND = page("甲"), page("乙")


@pytest.mark.parametrize("seed", range(40))
def test_glued_pages_keep_their_labels(seed: int) -> None:
    """Each line with the label that it had, the first article's before the second's."""
    made = glued(FIRST, SECOND, seed)
    known = dict(zip(FIRST.lines + SECOND.lines, FIRST.labels + SECOND.labels, strict=True))
    told = {line: label for line, label in zip(made.lines, made.labels, strict=True) if line in known}
    assert all(known[line] == label for line, label in told.items())
    owners = [line[0] for line, label in zip(made.lines, made.labels, strict=True) if label == 1]
    assert owners == sorted(owners, key="甲乙".index)
    assert set(owners) == {"甲", "乙"}
    assert len(made.reasons) == len(made.lines)


def test_a_glued_page_teaches_only_where_an_article_begins() -> None:
    """What is an article's is learned from pages as they are: with these the judge kept more of real pages' frames."""
    example = line_example(glued(FIRST, SECOND, 1))
    assert example is not None
    assert not example.sizes.any()
    assert example.begins is not None
    assert example.begins.sum() == 1


@pytest.mark.parametrize("seed", range(40))
def test_the_second_article_begins_at_its_title_or_its_text(seed: int) -> None:
    """At the first of its lines that is no frame."""
    made = glued(FIRST, SECOND, seed)
    (begins,) = made.begins
    assert made.lines[begins] in ("乙的灯塔", "乙的第0段写的是海上的天气。")
    assert not any(label and line[0] == "乙" for line, label in zip(made.lines[:begins], made.labels, strict=False))


def test_pages_are_paired_within_a_language_and_a_fold() -> None:
    """So that no net is measured on what it has seen; a page that is glued already is left alone."""
    assert [(one.id, other.id) for one, other in pairs([FIRST, SECOND])] in (
        [("甲", "乙"), ("乙", "甲")],
        [("乙", "甲"), ("甲", "乙")],
    )
    assert not list(pairs([FIRST]))
    assert not list(pairs([FIRST, glued(FIRST, SECOND, 1)]))
