"""For what reasons a judge lets a block go; a judged page → what spoke for and against each block, for `explain`."""

import numpy as np
from numpy.typing import NDArray

from pipeline.learned.network import Matrix, Network, probabilities
from pipeline.model import Reason

REASONS: tuple[Reason, ...] = ("navigation", "boilerplate", "comment", "related", "metadata")
"""What a judge says of a block or line that goes, in the order of its net's second head."""

GROUPS: dict[str, tuple[str, ...]] = {
    "links": ("link",),
    "place in the page": ("place", "text_before", "row", "from_", "since_", "until_", "depth"),
    "repetition": ("same_", "copies", "stood_", "card_", "outer_card_", "heads_alike", "tails_alike", "form_", "run"),
    "its distance in the tree from title and prose": ("by_", "after_title"),
    "what the page declares": ("said_",),
    "the elements around it": (
        "in_",
        "own_",
        "is_",
        "text_share^",
        "prose_share^",
        "leaves^",
        "mean_size^",
        "long_share^",
    ),
    "its likeness to the title": ("title_",),
    "the kind of page": ("page_",),
    "what the rules see": ("sees_", "takes_", "taken", "suspected"),
    "its gaps and its indent": ("gap", "indent"),
    "whether the text speaks of it": ("on_matter", "on_rare", "matter_", "chain"),
}
"""Features by the beginning of their names; the first group that fits takes a feature."""

REST = "the look of its text and of its neighbours"
NAMES = "class and id names"
WORDS = "its words"


def spoken(
    network: Network, matrix: Matrix, groups: NDArray[np.int64], names: Matrix, texts: Matrix
) -> dict[str, NDArray[np.float32]]:
    """By how much each group raises or lowers the log odds of each block.

    A group is silenced by giving every block the average value, and the answers are compared.
    """
    full = _odds(probabilities(network, matrix, groups, names, texts))
    said: dict[str, NDArray[np.float32]] = {}
    for group, columns in columns_of(network.features).items():
        silenced = matrix.copy()
        silenced[:, columns] = network.mean[columns]
        said[group] = full - _odds(probabilities(network, silenced, groups, names, texts))
    if names.size:
        said[NAMES] = full - _odds(probabilities(network, matrix, groups, np.zeros_like(names), texts))
    wordless = probabilities(network, matrix, groups, names, np.zeros_like(texts))
    return said | {WORDS: full - _odds(wordless)}


def columns_of(features: tuple[str, ...]) -> dict[str, list[int]]:
    """The columns of each group."""
    found: dict[str, list[int]] = {group: [] for group in (*GROUPS, REST)}
    for column, name in enumerate(features):
        fitting = (group for group, starts in GROUPS.items() if name.startswith(starts))
        found[next(fitting, REST)].append(column)
    return found


def _odds(chances: NDArray[np.float32]) -> NDArray[np.float32]:
    safe = np.clip(chances, 1e-6, 1 - 1e-6)
    odds: NDArray[np.float32] = np.log(safe / (1 - safe))
    return odds
