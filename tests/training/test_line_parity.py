"""The judge of lines in NumPy is the one in PyTorch, and what it is trained on is what it is told."""

from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.training
torch = pytest.importorskip("torch", reason="training needs PyTorch: pip install -e '.[train]'")

from pipeline.learned.network import answer, load, text_means
from pipeline.learned.reasons import REASONS
from training.batches import batch_of, prepared
from training.corpus import GoldPage, Row
from training.flattened import Flat, clean, leaves_as_lines
from training.line_examples import line_example
from training.lines import form
from training.network import Plan, predicted, train
from training.store import arrays, write
from training.told import FACTS

LINES = (
    "Home",
    "News",
    "",
    "The lamp",
    *(f"He lit lamp {n} at dusk, and it burned until the morning." for n in range(9)),
)
FLAT = Flat("a", "wcxb", "en", "article", "a", LINES, (0, 0, 0, 0, *[1.0] * 9), frozenset({3}))


def test_both_give_the_same_probabilities(tmp_path: Path) -> None:
    """Weights are rounded on the way, so a small difference is allowed."""
    made = line_example(FLAT)
    assert made is not None
    ready = prepared(made)
    judge = train([ready], Plan(epochs=1), form())
    write(tmp_path / "w.npz", arrays(judge, 0.5))
    net = load(tmp_path / "w.npz")
    page = ready.page
    told = answer(net, page.matrix, page.groups, text_means(net.texts, page.texts))
    assert np.abs(told.chances - predicted(judge, [ready])[0]).max() < 0.01
    assert told.reasons.shape == (len(page.shares), len(REASONS))
    assert told.facts.shape == (len(page.shares), FACTS)
    batch = batch_of([ready])
    with torch.no_grad():
        said = judge(batch)
    odds = said.facts[: len(page.shares)].numpy()
    begins = torch.sigmoid(said.begins)[: len(page.shares)].numpy()
    assert np.abs(told.begins - begins).max() < 0.01
    assert np.abs(told.facts - np.exp(odds) / (1 + np.exp(odds).sum(axis=0))).max() < 0.01


def test_the_title_is_kept_and_counts_little() -> None:
    """Golds seldom hold it, but the article does."""
    made = line_example(FLAT)
    assert made is not None
    assert made.shares.tolist() == [0, 0, 1, *[1] * 9]
    assert made.sizes[2] == 2


def test_a_gold_text_as_a_page_is_all_article() -> None:
    """With its title on top."""
    row = Row("a", "wcxb", None, "en", "article", "", "One.\nTwo.", title="Three")
    flat = clean(GoldPage(row, b"", "", "a"))
    assert flat.lines == ("Three", "", "One.", "Two.")
    assert set(flat.labels) == {1.0}


def test_leaves_become_lines() -> None:
    """With the share of each that is gold; why the others go nobody has told."""
    text = "He lit the lamp at dusk, and it burned until the morning."
    row = Row("a", "wcxb", None, "en", "article", "", text)
    flat = leaves_as_lines(GoldPage(row, b"", f"<nav><p>Menu of it</p></nav><p>{text}</p>", "a"))
    told = dict(zip(flat.lines, flat.labels, strict=True))
    assert (told["Menu of it"], told[text]) == (0, 1)
    assert flat.reasons == ()
