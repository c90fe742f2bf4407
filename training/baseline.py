"""Boosted trees on the features of lines: what the net is compared with; needs LightGBM, in training only."""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from training.dataset import FOLDS

LONGEST = 4000
"""Lines of a page that is trained on."""
TREES = 250
SETTINGS = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.08,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "min_data_in_leaf": 100,
    "num_threads": 1,
    "verbose": -1,
    "seed": 1,
}


class Page(Protocol):
    """What the trees need of a page: a row, the share that is the article's, and the words of each line."""

    @property
    def fold(self) -> int: ...
    @property
    def matrix(self) -> NDArray[np.float32]: ...
    @property
    def shares(self) -> NDArray[np.float32]: ...
    @property
    def sizes(self) -> NDArray[np.float32]: ...


def cross_validated(pages: Sequence[Page]) -> list[NDArray[np.float32]]:
    """The probabilities of each page's lines, by trees that have seen no page of its site."""
    lightgbm = import_module("lightgbm")
    found: list[NDArray[np.float32]] = [np.zeros(0, dtype=np.float32) for _ in pages]
    for fold in range(FOLDS):
        seen = [page for page in pages if page.fold != fold and len(page.shares) < LONGEST]
        weights = np.concatenate([(page.sizes + 0.3) ** 0.7 / max(page.sizes.sum(), 1) ** 0.7 for page in seen])
        data = lightgbm.Dataset(
            np.concatenate([page.matrix for page in seen]),
            np.concatenate([page.shares >= 0.5 for page in seen]).astype(int),
            weight=weights,
        )
        trees = lightgbm.train(SETTINGS, data, TREES)
        for place, page in enumerate(pages):
            if page.fold == fold:
                found[place] = trees.predict(page.matrix, num_threads=1).astype(np.float32)
    return found
