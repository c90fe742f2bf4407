"""The net in NumPy is the net in PyTorch."""

from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.training
pytest.importorskip("torch", reason="training needs PyTorch: pip install -e '.[train]'")

from pipeline.learned.network import load, name_means, probabilities, text_means
from training import network as training_network
from training.batches import prepared
from training.corpus import GoldPage, Row
from training.dataset import example, feature_names
from training.store import arrays, write

PAGE = "<nav class=menu><a href=/>Home</a></nav>" + "".join(
    f"<div class='post p{n}'><h2>Part {n}</h2><p>Some words, and {n} more of them.</p></div>" for n in range(12)
)


def test_both_give_the_same_probabilities(tmp_path: Path) -> None:
    """Weights are rounded on the way, so a small difference is allowed."""
    row = Row("a", "wcxb", None, "en", "article", "", "Some words, and 3 more of them.")
    page = example(GoldPage(row, PAGE.encode(), PAGE, "a"))
    ready = prepared(page)
    judge = training_network.train(
        [ready], training_network.Plan(epochs=1), training_network.blocks_form(feature_names())
    )
    expected = training_network.predicted(judge, [ready])[0]
    write(tmp_path / "w.npz", arrays(judge, 0.5))
    net = load(tmp_path / "w.npz")
    names = name_means(net.names, page.words, page.parents, page.owners)
    texts = text_means(net.texts, page.texts)
    assert np.abs(probabilities(net, page.matrix, page.groups, names, texts) - expected).max() < 0.01
