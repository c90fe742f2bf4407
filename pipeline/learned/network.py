"""A small convolution net over a page's blocks, in NumPy: features, names → probabilities."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


class Layer(Struct, frozen=True):
    """One residual step: three rows `dilation` apart are read together."""

    dilation: int
    taps: Matrix
    """(3 · width, middle): the row before, the row itself, the row behind."""
    bias: Matrix
    out: Matrix
    out_bias: Matrix


class Network(Struct, frozen=True):
    """The weights, as the training code writes them."""

    features: tuple[str, ...]
    mean: Matrix
    scale: Matrix
    names: Matrix
    """A vector for each bucket of names."""
    texts: Matrix
    """A vector for each bucket of words."""
    first: Matrix
    first_bias: Matrix
    layers: tuple[Layer, ...]
    context: Matrix
    """From the page's mean row to every row, before the second half of the layers."""
    last: Matrix
    last_bias: Matrix
    threshold: float
    """The probability above which a block is kept: calibrated on pages the net had not seen."""


def load(path: Path) -> Network:
    """The network of a weights file; half precision on disk, single in use."""
    with np.load(path, allow_pickle=False) as stored:
        weights = {name: stored[name] for name in stored.files}
    single = {name: value.astype(np.float32) for name, value in weights.items() if value.dtype.kind == "f"}
    layers = tuple(
        Layer(
            int(dilation),
            single[f"taps{place}"],
            single[f"bias{place}"],
            single[f"out{place}"],
            single[f"out_bias{place}"],
        )
        for place, dilation in enumerate(weights["dilations"])
    )
    return Network(
        features=tuple(str(name) for name in weights["features"]),
        mean=single["mean"],
        scale=single["scale"],
        names=weights["names"].astype(np.float32) * single["names_scale"],
        texts=weights["texts"].astype(np.float32) * single["texts_scale"],
        first=single["first"],
        first_bias=single["first_bias"],
        layers=layers,
        context=single["context"],
        last=single["last"],
        last_bias=single["last_bias"],
        threshold=float(single["threshold"]),
    )


def probabilities(network: Network, matrix: Matrix, *words: Matrix) -> NDArray[np.float32]:
    """The probability of each row, given its features and the mean vectors of names and words."""
    scaled = np.clip((matrix - network.mean) * network.scale, -5, 5)
    rows = np.concatenate((scaled, *words), axis=1) @ network.first + network.first_bias
    rows = np.maximum(rows, 0, out=rows)
    half = len(network.layers) // 2
    for place, layer in enumerate(network.layers):
        if place == half:
            rows = rows + rows.mean(axis=0) @ network.context
        rows = _step(rows, layer)
    logits = rows @ network.last + network.last_bias
    return np.asarray(1 / (1 + np.exp(-np.clip(logits[:, 0], -30, 30))), dtype=np.float32)


def _step(rows: Matrix, layer: Layer) -> Matrix:
    """Rows plus what the layer makes of each and the two `dilation` away; zeros beyond the ends."""
    count, width = rows.shape
    reach = min(layer.dilation, count)
    middle = rows @ layer.taps[width : 2 * width] + layer.bias
    middle[reach:] += rows[: count - reach] @ layer.taps[:width]
    middle[: count - reach] += rows[reach:] @ layer.taps[2 * width :]
    out: Matrix = rows + (np.maximum(middle, 0, out=middle) @ layer.out + layer.out_bias)
    return out


def text_means(vectors: Matrix, words: Sequence[tuple[int, ...]]) -> Matrix:
    """The mean vector of each row's words; every row has a word."""
    sums, counts = _sums(vectors, words)
    means: Matrix = sums / counts[:, None]
    return means


def _sums(vectors: Matrix, words: Sequence[tuple[int, ...]]) -> tuple[Matrix, Matrix]:
    counts = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    flat = np.fromiter(chain.from_iterable(words), dtype=np.int64, count=int(counts.sum()))
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    return np.add.reduceat(vectors[flat], starts, axis=0), counts.astype(np.float32)


def name_means(
    vectors: Matrix,
    words: Sequence[tuple[int, ...]],
    parents: Sequence[int],
    owners: NDArray[np.int64],
) -> Matrix:
    """For each row, the mean vector of its element's and parent's names, and that of all around."""
    half = vectors.shape[1] // 2
    sums, counts = _sums(vectors, words)
    around = np.asarray(parents, dtype=np.int64)
    far = sums[:, half:].copy()
    far_counts = counts.copy()
    for level in _by_depth(around):
        far[level] += far[around[level]]
        far_counts[level] += far_counts[around[level]]
    outer = np.maximum(around[owners], 0)
    near = sums[owners, :half] + sums[outer, :half]
    near_counts = (counts[owners] + counts[outer])[:, None]
    return np.concatenate((near / near_counts, far[owners] / far_counts[owners, None]), axis=1)


def _by_depth(parents: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The elements below the root, one array a depth, outermost first."""
    depths = [0] * len(parents)
    for index, parent in enumerate(parents.tolist()):
        if parent >= 0:
            depths[index] = depths[parent] + 1
    order = np.argsort(depths, kind="stable")
    edges = np.flatnonzero(np.diff(np.asarray(depths)[order])) + 1
    return list(np.split(order, edges))[1:]
