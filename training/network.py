"""Examples → the weights of the block judge, trained with PyTorch and stored for NumPy."""

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from pipeline.learned.words import BUCKETS as TEXT_BUCKETS
from pipeline.markup.names import BUCKETS
from training.batches import KINDS, Batch, Prepared, batch_of, batches
from training.dataset import feature_names

WIDTH, MIDDLE, NAMES, TEXTS = 64, 48, 16, 8
DILATIONS = (1, 2, 4, 8, 1)
PAGE = 32
"""Numbers that say what kind of page it is."""
PLAIN = (KINDS.index("article"), KINDS.index("documentation"))
DOUBT = (0.55, 1.0)
"""What log odds are multiplied with on other pages and on plain ones, before the page is cut."""
FAINT = ("said_", "page_said", "page_told", "page_address")
"""Columns that are silent on pages that declare nothing."""


class Plan(msgspec.Struct, frozen=True):
    """How a net is trained."""

    epochs: int = 6
    rows: int = 6_000
    """Leaves in a batch."""
    rate: float = 3e-3
    decay: float = 2e-2
    dropout: float = 0.15
    word_dropout: float = 0.3
    """Share of name words unseen in a step: names of one site must not be learned by heart."""
    nameless: float = 0.15
    """Share of pages whose names are all unseen."""
    silent: float = 0.3
    """Share of pages whose address and declared texts are unseen: many pages have none."""
    f1_share: float = 1.0
    """Weight of the pages' soft F1 beside the cross-entropy."""
    kind_share: float = 0.1
    """Weight of the guess at the page's kind."""
    average: float = 0.99
    """How much of the averaged weights a step keeps."""
    seed: int = 1


class Judge(nn.Module):
    """The same arithmetic as pipeline/learned/network.py."""

    def __init__(self, mean: Tensor, scale: Tensor, faint: Tensor, plan: Plan) -> None:
        super().__init__()
        self.faint = faint
        self.mean = nn.Buffer(mean)
        self.scale = nn.Buffer(scale)
        self.names = nn.EmbeddingBag(BUCKETS, 2 * NAMES, mode="sum")
        self.texts = nn.EmbeddingBag(TEXT_BUCKETS, TEXTS, mode="sum")
        nn.init.normal_(self.names.weight, std=0.1)
        nn.init.normal_(self.texts.weight, std=0.1)
        self.first = nn.Linear(len(mean) + 2 * NAMES + TEXTS, WIDTH)
        self.taps = nn.ModuleList(nn.Linear(3 * WIDTH, MIDDLE) for _ in DILATIONS)
        self.outs = nn.ModuleList(nn.Linear(MIDDLE, WIDTH) for _ in DILATIONS)
        self.page = nn.Linear(2 * WIDTH, PAGE)
        self.context = nn.Linear(PAGE, WIDTH, bias=False)
        self.like = nn.Linear(WIDTH, WIDTH, bias=False)
        self.kind = nn.Linear(PAGE, len(KINDS))
        self.last = nn.Linear(WIDTH, 1)
        self.plan = plan

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The log odds of each row, and those of each page's kind."""
        scaled = ((batch.matrix - self.mean) * self.scale).clamp(-5, 5)
        named = self._names(batch)
        if self.training:
            named = named * self._shown(batch, self.plan.nameless)
            shown = self._shown(batch, self.plan.silent)
            scaled = torch.where(self.faint, scaled * shown, scaled)
        told = self.texts(batch.texts, batch.text_starts, per_sample_weights=self._kept(batch.texts))
        read = torch.cat((scaled, named, told / batch.text_counts), dim=1)
        rows = torch.relu(self.first(self.dropout(read)))
        rows = rows * batch.mask
        kind = rows
        for place, (taps, out) in enumerate(zip(self.taps, self.outs, strict=True)):
            if place == len(DILATIONS) // 2:
                page = torch.relu(self.page(self.dropout(_page_summary(rows, batch))))
                kind = self.kind(page)
                rows = rows + self.like(_group_means(rows, batch))[batch.groups]
                rows = (rows + self.context(page)[batch.page]) * batch.mask
            middle = torch.relu(taps(_beside(rows, DILATIONS[place])))
            rows = (rows + out(self.dropout(middle))) * batch.mask
        logits: Tensor = self.last(rows)[:, 0]
        return logits, kind

    def dropout(self, values: Tensor) -> Tensor:
        """Some numbers unseen in this step; several times faster here than torch's own."""
        if not self.training:
            return values
        rate = self.plan.dropout
        return values * (torch.rand_like(values) >= rate) * (1 / (1 - rate))

    def _shown(self, batch: Batch, rate: float) -> Tensor:
        """0 for the rows of a page that must do without, else 1."""
        return (torch.rand(batch.pages) >= rate).float()[batch.page][:, None]

    def _names(self, batch: Batch) -> Tensor:
        """Means over the names near a row, and over all names around it.

        What is around a row is what the walk has entered and not left, so one running sum over
        the walk gives it for all rows.
        """
        sums = self.names(batch.words, batch.starts, per_sample_weights=self._kept(batch.words))
        near = sums[batch.near[:, 0], :NAMES] + sums[batch.near[:, 1], :NAMES]
        running = torch.cumsum(sums[batch.visits, NAMES:] * batch.signs[:, None], dim=0)
        far = running[batch.entered]
        return torch.cat((near / batch.near_counts, far / batch.far_counts), dim=1)

    def _kept(self, words: Tensor) -> Tensor:
        """0 for a word that is unseen in this step."""
        rate = self.plan.word_dropout if self.training else 0.0
        return (torch.rand(len(words)) >= rate).float() / (1 - rate)


def _beside(rows: Tensor, step: int) -> Tensor:
    """The row `step` before, the row and the row `step` behind it, side by side."""
    padded = nn.functional.pad(rows, (0, 0, step, step))
    return torch.cat((padded[: len(rows)], rows, padded[2 * step :]), dim=1)


def _group_means(rows: Tensor, batch: Batch) -> Tensor:
    """The mean row of the leaves that are built alike."""
    sums = torch.zeros(batch.group_count, rows.shape[1]).index_add_(0, batch.groups, rows)
    counts = torch.bincount(batch.groups, minlength=batch.group_count)[:, None]
    return sums / counts.clamp(min=1)


def _page_summary(rows: Tensor, batch: Batch) -> Tensor:
    """Mean and maximum of each page's rows."""
    sums = torch.zeros(batch.pages, rows.shape[1]).index_add_(0, batch.page, rows)
    counts = torch.zeros(batch.pages, 1).index_add_(0, batch.page, batch.mask)
    highest = torch.full((batch.pages, rows.shape[1]), -1e4).scatter_reduce_(
        0, batch.page[:, None].expand_as(rows), rows + (batch.mask - 1) * 1e4, "amax"
    )
    return torch.cat((sums / counts.clamp(min=1), highest), dim=1)


def loss_of(judged: tuple[Tensor, Tensor], batch: Batch, plan: Plan) -> Tensor:
    """Cross-entropy weighted by tokens, each page alike, and one minus each page's soft F1."""
    logits, kinds = judged
    weights = (batch.sizes + 0.3).pow(0.7) * batch.mask[:, 0] * (batch.sizes > 0)
    totals = torch.zeros(batch.pages).index_add_(0, batch.page, weights)
    weights = weights / totals.clamp(min=1)[batch.page].pow(0.7)
    entropy = nn.functional.binary_cross_entropy_with_logits(logits, batch.shares, reduction="none")
    chosen = torch.sigmoid(logits) * batch.sizes

    def summed(values: Tensor) -> Tensor:
        return torch.zeros(batch.pages).index_add_(0, batch.page, values)

    gold = summed(batch.shares * batch.sizes)
    f1 = 2 * summed(chosen * batch.shares) / (summed(chosen) + gold + 1)
    missed = ((1 - f1) * batch.weights)[gold > 0].sum() / batch.pages
    weights = weights * batch.weights[batch.page]
    kind = nn.functional.cross_entropy(kinds, batch.kinds, reduction="none") * batch.weights
    return (
        (entropy * weights).sum() / weights.sum()
        + plan.f1_share * missed
        + plan.kind_share * kind.sum() / batch.weights.sum()
    )


def train(pages: list[Prepared], plan: Plan) -> Judge:
    """A judge that has seen these pages."""
    torch.manual_seed(plan.seed)
    order = np.random.default_rng(plan.seed)
    everything = np.concatenate([each.page.matrix for each in pages])
    mean = torch.from_numpy(everything.mean(axis=0))
    scale = torch.from_numpy(1 / (everything.std(axis=0) + 1e-2))
    faint = torch.tensor([name.startswith(FAINT) for name in feature_names()])
    judge = Judge(mean, scale, faint, plan)
    averaged = AveragedModel(judge, multi_avg_fn=get_ema_multi_avg_fn(plan.average))
    optimiser = torch.optim.AdamW(judge.parameters(), lr=plan.rate, weight_decay=plan.decay)
    steps = plan.epochs * (sum(len(each.page.shares) for each in pages) // plan.rows + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, plan.rate, total_steps=steps + 10 * plan.epochs, pct_start=0.15
    )
    judge.train()
    for _ in range(plan.epochs):
        for batch in batches(pages, plan.rows, order.permutation(len(pages))):
            optimiser.zero_grad(set_to_none=True)
            loss = loss_of(judge(batch), batch, plan)
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            averaged.update_parameters(judge)
    kept: Judge = averaged.module
    return kept.eval()


def doubted(logits: Tensor, kinds: Tensor, batch: Batch) -> Tensor:
    """The log odds, drawn to even on pages whose kind leaves room for taste."""
    low, high = DOUBT
    plain = torch.softmax(kinds, dim=1)[:, list(PLAIN)].sum(dim=1)
    return logits * (low + (high - low) * plain)[batch.page]


def predicted(judge: Judge, pages: list[Prepared]) -> list[NDArray[np.float32]]:
    """The probabilities of each page's leaves."""
    out = []
    with torch.no_grad():
        for each in pages:
            batch = batch_of([each])
            logits = doubted(*judge(batch), batch)[: len(each.page.shares)]
            out.append(torch.sigmoid(logits).numpy())
    return out
