"""A small convolution net over a page's blocks, in NumPy: features, names → probabilities."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from pipeline.learned.nesting import indices, sums_from_root

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
    page: Matrix
    """From the page's mean and highest row to what kind of page it is."""
    page_bias: Matrix
    context: Matrix
    """From the kind of page to every row, before the second half of the layers."""
    kind: Matrix
    """From what kind of page it is to the log odds of each kind."""
    kind_bias: Matrix
    plain: NDArray[np.int64]
    """The kinds whose body is a matter of course: articles, documentation."""
    doubt: Matrix
    """What log odds are multiplied with on other pages and on those: what belongs to a listing is
    a matter of taste for all its blocks alike. Found on pages the net had not seen."""
    like: Matrix
    """From the mean row of the leaves built alike to each of them."""
    last: Matrix
    last_bias: Matrix
    reason: Matrix
    """From each row to the log odds of the reasons for which it may go; no column in the judge of HTML."""
    reason_bias: Matrix
    fact: Matrix
    """From each row to the log odds, against no row, that it says each fact; no column in the judge of HTML."""
    fact_bias: Matrix
    begin: Matrix
    """From each row to the log odds that another article begins there; no column in the judge of HTML."""
    begin_bias: Matrix
    threshold: float
    """The probability above which a block is kept: calibrated on pages the net had not seen."""


def load(path: Path) -> Network:
    """The network of a weights file; half precision on disk, single in use. What a judge does without is empty."""
    none = np.zeros((0, 0), dtype=np.float32)
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
        names=weights["names"].astype(np.float32) * single["names_scale"] if "names" in weights else none,
        texts=weights["texts"].astype(np.float32) * single["texts_scale"],
        first=single["first"],
        first_bias=single["first_bias"],
        layers=layers,
        page=single["page"],
        page_bias=single["page_bias"],
        context=single["context"],
        kind=single["kind"],
        kind_bias=single["kind_bias"],
        plain=weights["plain"],
        doubt=single["doubt"],
        like=single["like"],
        last=single["last"],
        last_bias=single["last_bias"],
        reason=single.get("reason", none),
        reason_bias=single.get("reason_bias", none.reshape(0)),
        fact=single.get("fact", none),
        fact_bias=single.get("fact_bias", none.reshape(0)),
        begin=single.get("begin", none),
        begin_bias=single.get("begin_bias", none.reshape(0)),
        threshold=float(single["threshold"]),
    )


class Answer(Struct, frozen=True):
    """What a net says of a page."""

    chances: NDArray[np.float32]
    """For each row the probability that it belongs to the article."""
    reasons: Matrix
    """For each row the log odds of each reason for which it would go, a column each."""
    facts: Matrix
    """For each row the probability that of all rows it says each fact, a column each; what a column lacks to one is the
    probability that no row does."""
    begins: NDArray[np.float32]
    """For each row the probability that a second article begins there, or a later one."""
    plain: float
    """The probability that the page's body is a matter of course, as an article's is and a listing's is not."""


def probabilities(network: Network, matrix: Matrix, groups: NDArray[np.int64], *words: Matrix) -> NDArray[np.float32]:
    """The probability of each row, given its features and the mean vectors of names and words.

    Rows of one group are built alike; groups are numbered from 0 without a gap.
    """
    rows, plain = _rows(network, matrix, groups, words)
    return _chances(network, rows, plain)


def answer(network: Network, matrix: Matrix, groups: NDArray[np.int64], *words: Matrix) -> Answer:
    """The same, with the reasons and with what kind of page it is."""
    rows, plain = _rows(network, matrix, groups, words)
    reasons = rows @ network.reason + network.reason_bias if network.reason.size else rows[:, :0]
    return Answer(_chances(network, rows, plain), reasons, _facts(network, rows), _begins(network, rows), float(plain))


def _begins(network: Network, rows: Matrix) -> NDArray[np.float32]:
    if not network.begin.size:
        return np.zeros(len(rows), dtype=np.float32)
    odds = np.clip(rows @ network.begin + network.begin_bias, -30, 30)[:, 0]
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


def _facts(network: Network, rows: Matrix) -> Matrix:
    """Each column shared out among the rows and the answer that none says it."""
    if not network.fact.size:
        return rows[:, :0]
    powers = np.exp(np.clip(rows @ network.fact + network.fact_bias, -30, 30))
    return np.asarray(powers / (1 + powers.sum(axis=0)), dtype=np.float32)


def _chances(network: Network, rows: Matrix, plain: np.float32) -> NDArray[np.float32]:
    low, high = network.doubt
    logits = (rows @ network.last + network.last_bias)[:, 0] * np.float32(low + (high - low) * plain)
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


def _rows(
    network: Network, matrix: Matrix, groups: NDArray[np.int64], words: Sequence[Matrix]
) -> tuple[Matrix, np.float32]:
    """What the layers make of each row, and the probability that the page is a plain one."""
    scaled = matrix - network.mean
    scaled *= network.scale
    np.minimum(np.maximum(scaled, -5, out=scaled), 5, out=scaled)
    rows = _product(np.concatenate((scaled, *words), axis=1, dtype=np.float32), network.first)
    rows += network.first_bias
    np.maximum(rows, 0, out=rows)
    half = len(network.layers) // 2
    plain = np.float32(1)
    for place, layer in enumerate(network.layers):
        if place == half:
            summary = np.concatenate((rows.mean(axis=0), rows.max(axis=0)))
            page = np.maximum(summary @ network.page + network.page_bias, 0)
            plain = _plain(network, page)
            rows = rows + _product(_group_means(rows, groups), network.like)[groups]
            rows = rows + page @ network.context
        rows = _step(rows, layer)
    return rows, plain


ONE_THREAD = (1 << 18) - 1
"""Multiplications up to which OpenBLAS stays on one thread (from 2^18 on it wakes others, and they spin)."""


def _product(rows: Matrix, weights: Matrix) -> Matrix:
    """The matrix product, some rows at a time.

    Matrices of a page are small: with more threads it took several times the processor time, and
    pages go to workers anyway. Nor do sums hang on the number of threads so.
    """
    count, width = rows.shape
    step = max(ONE_THREAD // max(weights.size, 1), 1)
    whole = count // step * step
    if whole == 0:
        return np.asarray(rows @ weights)
    out = np.empty((count, weights.shape[1]), dtype=np.float32)
    np.matmul(rows[:whole].reshape(-1, step, width), weights, out=out[:whole].reshape(-1, step, weights.shape[1]))
    if whole < count:
        np.matmul(rows[whole:], weights, out=out[whole:])
    return out


def _plain(network: Network, page: Matrix) -> np.float32:
    """The probability of the plain kinds."""
    odds = page @ network.kind + network.kind_bias
    powers = np.exp(odds - odds.max())
    return np.float32(powers[network.plain].sum() / powers.sum())


def _group_means(rows: Matrix, groups: NDArray[np.int64]) -> Matrix:
    """The mean row of each group."""
    order = np.argsort(groups, kind="stable")
    counts = np.bincount(groups)
    starts = np.cumsum(counts) - counts
    sums: Matrix = np.add.reduceat(rows[order], starts, axis=0)
    return np.asarray(sums / counts[:, None], dtype=np.float32)


def _step(rows: Matrix, layer: Layer) -> Matrix:
    """Rows plus what the layer makes of each and the two `dilation` away; zeros beyond the ends."""
    count, width = rows.shape
    reach = min(layer.dilation, count)
    read = np.empty((count, 3 * width), dtype=np.float32)
    read[:reach, :width] = read[count - reach :, 2 * width :] = 0
    read[reach:, :width] = rows[: count - reach]
    read[:, width : 2 * width] = rows
    read[: count - reach, 2 * width :] = rows[reach:]
    middle = _product(read, layer.taps)
    middle += layer.bias
    np.maximum(middle, 0, out=middle)
    out = _product(middle, layer.out)
    out += layer.out_bias
    out += rows
    return out


def text_means(vectors: Matrix, words: Sequence[tuple[int, ...]]) -> Matrix:
    """The mean vector of each row's words; every row has a word."""
    sums, counts = _sums(vectors, words)
    means: Matrix = sums / counts[:, None]
    return means


def _sums(vectors: Matrix, words: Sequence[tuple[int, ...]]) -> tuple[Matrix, Matrix]:
    counts = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    ends = np.cumsum(counts)
    flat = np.fromiter(chain.from_iterable(words), dtype=np.int64, count=int(ends[-1]))
    return np.add.reduceat(vectors.take(flat, axis=0), ends - counts), counts.astype(np.float32)


def name_means(
    vectors: Matrix,
    words: Sequence[tuple[int, ...]],
    parents: Sequence[int],
    owners: NDArray[np.int64],
) -> Matrix:
    """For each row, the mean vector of its element's and parent's names, and that of all around.

    Elements of the same names are summed once: a page has three times as many elements as names.
    """
    half = vectors.shape[1] // 2
    addresses = np.fromiter(map(id, words), dtype=np.uint64, count=len(words))
    _, first, number = np.unique(addresses, return_index=True, return_inverse=True)
    sums, counts = _sums(vectors, [words[place] for place in first.tolist()])
    around = indices(tuple(parents))
    outer = number[np.maximum(around[owners], 0)]
    mine = number[owners]
    near = (sums[mine, :half] + sums[outer, :half]) / (counts[mine] + counts[outer])[:, None]
    counted = np.concatenate((sums[:, half:], counts[:, None]), axis=1)
    far = sums_from_root(counted[number], parents, owners)
    return np.concatenate((near, far[:, :-1] / far[:, -1:]), axis=1, dtype=np.float32)
