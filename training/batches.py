"""Examples → batches of pages end to end, as tensors."""

from collections.abc import Iterator

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.dataset import Example, body_sizes
from training.told import FACTS

GAP = 16
"""Empty rows between the pages of a batch, so that no page sees another."""


KINDS = ("article", "service", "forum", "listing", "documentation", "collection", "product")
"""The kinds of page that the net tells apart to judge each by its own measure."""


class Batch(msgspec.Struct, frozen=True):
    """Pages end to end with gaps between them."""

    matrix: Tensor
    mask: Tensor
    page: Tensor
    groups: Tensor
    """Rows of one number are built alike; a gap's rows have a number of their own."""
    group_count: int
    texts: Tensor
    """The hashed words of all rows' texts, end to end; those of a gap's rows are none."""
    text_starts: Tensor
    text_counts: Tensor
    words: Tensor
    """The hashed words of all elements, end to end."""
    starts: Tensor
    """Where each element's words begin."""
    visits: Tensor
    """Elements in the order in which a walk enters and leaves them."""
    signs: Tensor
    """1 where the walk enters, -1 where it leaves."""
    near: Tensor
    """For each row its element and the one around it."""
    near_counts: Tensor
    entered: Tensor
    """For each row, the visit at which its element was entered."""
    far_counts: Tensor
    shares: Tensor
    sizes: Tensor
    weights: Tensor
    """How much each page counts."""
    kinds: Tensor
    reasons: Tensor
    """Why each row goes; below 0 where it is not known, and of HTML."""
    facts: Tensor
    """Which rows say the title, the authors, the date: below 0 where that is not known, and of HTML."""
    begins: Tensor
    """Which rows begin a second article or a later one; below 0 for HTML."""
    pages: int


class Prepared(msgspec.Struct, frozen=True):
    """A page as arrays; rows of the gap after it point at the root."""

    page: Example
    groups: NDArray[np.int64]
    texts: NDArray[np.int64]
    text_counts: NDArray[np.int64]
    words: NDArray[np.int64]
    counts: NDArray[np.int64]
    visits: NDArray[np.int64]
    signs: NDArray[np.float32]
    near: NDArray[np.int64]
    near_counts: NDArray[np.float32]
    entered: NDArray[np.int64]
    far_counts: NDArray[np.float32]


def prepared(page: Example) -> Prepared:
    counts = np.array([len(words) for words in page.words])
    visits, signs, entered = _visits(page.parents)
    around = np.zeros(len(counts), dtype=np.float32)
    for index, parent in enumerate(page.parents):
        around[index] = counts[index] + (around[parent] if parent >= 0 else 0)
    owners = np.concatenate((page.owners, np.zeros(GAP, dtype=np.int64)))
    outer = np.maximum(np.array(page.parents)[owners], 0)
    return Prepared(
        page=page,
        groups=np.concatenate((page.groups, np.full(GAP, page.groups.max() + 1))),
        texts=np.array([word for words in page.texts for word in words], dtype=np.int64),
        text_counts=np.array([*map(len, page.texts), *[0] * GAP]),
        words=np.array([word for words in page.words for word in words], dtype=np.int64),
        counts=counts,
        visits=visits,
        signs=signs,
        near=np.stack((owners, outer), axis=1),
        near_counts=(counts[owners] + counts[outer]).astype(np.float32),
        entered=entered[owners],
        far_counts=around[owners],
    )


def _visits(
    parents: tuple[int, ...],
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
    """The walk over the elements: whom it visits, entering or leaving, and when each is entered."""
    visits: list[int] = []
    signs: list[float] = []
    entered, open_ = [0] * len(parents), list[int]()
    for index, parent in enumerate(parents):
        while open_ and open_[-1] != parent:
            visits.append(open_.pop())
            signs.append(-1.0)
        entered[index] = len(visits)
        visits.append(index)
        signs.append(1.0)
        open_.append(index)
    while open_:
        visits.append(open_.pop())
        signs.append(-1.0)
    return np.array(visits), np.array(signs, dtype=np.float32), np.array(entered)


def batch_of(pages: list[Prepared]) -> Batch:
    """The pages end to end, each followed by a gap."""
    gap = np.zeros((GAP, pages[0].page.matrix.shape[1]), dtype=np.float32)
    none = np.zeros(GAP, dtype=np.float32)
    unknown = np.full(GAP, -1)
    matrix = np.concatenate([part for each in pages for part in (each.page.matrix, gap)], dtype=np.float32)
    shares = np.concatenate([part for each in pages for part in (each.page.shares, none)])
    sizes = np.concatenate([part for each in pages for part in (body_sizes(each.page), none)])
    mask = np.concatenate([part for each in pages for part in (np.ones(len(each.page.shares), np.float32), none)])
    number = np.repeat(np.arange(len(pages)), [len(each.page.shares) + GAP for each in pages])
    before = np.cumsum([0, *(len(each.counts) for each in pages)])
    grouped = np.cumsum([0, *(int(each.groups[-1]) + 1 for each in pages)])
    visited = np.cumsum([0, *(len(each.visits) for each in pages)])
    counts = np.concatenate([each.counts for each in pages])
    told = np.concatenate([each.text_counts for each in pages])
    joined = {
        "texts": np.concatenate([each.texts for each in pages]),
        "text_starts": np.concatenate(([0], np.cumsum(told)[:-1])),
        "text_counts": np.maximum(told, 1).astype(np.float32)[:, None],
        "matrix": matrix,
        "mask": mask[:, None],
        "page": number,
        "groups": _moved([each.groups for each in pages], grouped),
        "words": np.concatenate([each.words for each in pages]),
        "starts": np.concatenate(([0], np.cumsum(counts)[:-1])),
        "visits": _moved([each.visits for each in pages], before),
        "signs": np.concatenate([each.signs for each in pages]),
        "near": _moved([each.near for each in pages], before),
        "near_counts": np.concatenate([each.near_counts for each in pages])[:, None],
        "entered": _moved([each.entered for each in pages], visited),
        "far_counts": np.concatenate([each.far_counts for each in pages])[:, None],
        "shares": shares,
        "sizes": sizes,
        "kinds": np.array([KINDS.index(each.page.row.page_type) for each in pages]),
        "reasons": np.concatenate([part for each in pages for part in (_reasons(each.page), unknown)]),
        "facts": np.concatenate([part for each in pages for part in (_facts(each.page), np.full((GAP, FACTS), -1))]),
        "begins": np.concatenate([part for each in pages for part in (_begins(each.page), none)]),
        "weights": np.array([_weight(each.page) for each in pages], dtype=np.float32),
    }
    tensors = {name: torch.from_numpy(value) for name, value in joined.items()}
    return Batch(**tensors, pages=len(pages), group_count=int(grouped[-1]))


def _moved(parts: list[NDArray[np.int64]], by: NDArray[np.int64]) -> NDArray[np.int64]:
    """Indices of each page moved to where its elements stand in the batch."""
    return np.concatenate([part + start for part, start in zip(parts, by, strict=False)])


def _reasons(page: Example) -> NDArray[np.int64]:
    """Why each row goes, where that is known."""
    return np.full(len(page.shares), -1) if page.reasons is None else page.reasons


def _facts(page: Example) -> NDArray[np.int8]:
    """Which rows say what, where that is known."""
    return np.full((len(page.shares), FACTS), -1, dtype=np.int8) if page.facts is None else page.facts


def _begins(page: Example) -> NDArray[np.float32]:
    """Which rows begin another article, where that is known."""
    return np.full(len(page.shares), -1, dtype=np.float32) if page.begins is None else page.begins


def _weight(page: Example) -> float:
    """News of one kind are many and easy; listings, products and threads few and hard."""
    if page.weight is not None:
        return page.weight
    if page.row.set in {"wcxb", "magic"}:
        return 1.0 if page.row.page_type == "article" else 1.8
    return 0.8 if page.row.set == "daniel" else 0.5


def batches(pages: list[Prepared], rows: int, order: NDArray[np.int64]) -> Iterator[Batch]:
    """Batches of about that many rows, in that order."""
    held: list[Prepared] = []
    count = 0
    for place in order:
        held.append(pages[place])
        count += len(pages[place].page.shares)
        if count >= rows:
            yield batch_of(held)
            held, count = [], 0
    if held:
        yield batch_of(held)
