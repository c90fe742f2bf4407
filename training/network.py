"""Examples → the weights of the block judge, trained with PyTorch and stored for NumPy."""

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from pipeline.learned.words import BUCKETS as TEXT_BUCKETS
from pipeline.markup.names import BUCKETS
from training.batches import Batch, Prepared, batch_of, batches

WIDTH, MIDDLE, NAMES, TEXTS = 64, 48, 16, 8
DILATIONS = (1, 2, 4, 8, 1)


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
    f1_share: float = 1.0
    """Weight of the pages' soft F1 beside the cross-entropy."""
    seed: int = 1


class Judge(nn.Module):
    """The same arithmetic as pipeline/learned/network.py."""

    def __init__(self, mean: Tensor, scale: Tensor, plan: Plan) -> None:
        super().__init__()
        self.mean = nn.Buffer(mean)
        self.scale = nn.Buffer(scale)
        self.names = nn.EmbeddingBag(BUCKETS, 2 * NAMES, mode="sum")
        self.texts = nn.EmbeddingBag(TEXT_BUCKETS, TEXTS, mode="sum")
        nn.init.normal_(self.names.weight, std=0.1)
        nn.init.normal_(self.texts.weight, std=0.1)
        self.first = nn.Linear(len(mean) + 2 * NAMES + TEXTS, WIDTH)
        self.taps = nn.ModuleList(nn.Conv1d(WIDTH, MIDDLE, 3, padding=step, dilation=step) for step in DILATIONS)
        self.outs = nn.ModuleList(nn.Linear(MIDDLE, WIDTH) for _ in DILATIONS)
        self.context = nn.Linear(WIDTH, WIDTH, bias=False)
        self.last = nn.Linear(WIDTH, 1)
        self.dropout = nn.Dropout(plan.dropout)
        self.plan = plan

    def forward(self, batch: Batch) -> Tensor:
        scaled = ((batch.matrix - self.mean) * self.scale).clamp(-5, 5)
        named = self._names(batch)
        if self.training:
            shown = torch.rand(batch.pages) >= self.plan.nameless
            named = named * shown.float()[batch.page][:, None]
        told = self.texts(batch.texts, batch.text_starts, per_sample_weights=self._kept(batch.texts))
        read = torch.cat((scaled, named, told / batch.text_counts), dim=1)
        rows = torch.relu(self.first(self.dropout(read)))
        rows = rows * batch.mask
        for place, (taps, out) in enumerate(zip(self.taps, self.outs, strict=True)):
            if place == len(DILATIONS) // 2:
                rows = (rows + self.context(_page_means(rows, batch))[batch.page]) * batch.mask
            middle = torch.relu(taps(rows.T[None])[0].T)
            rows = (rows + out(self.dropout(middle))) * batch.mask
        logits: Tensor = self.last(rows)[:, 0]
        return logits

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


def _page_means(rows: Tensor, batch: Batch) -> Tensor:
    sums = torch.zeros(batch.pages, rows.shape[1]).index_add_(0, batch.page, rows)
    counts = torch.zeros(batch.pages, 1).index_add_(0, batch.page, batch.mask)
    return sums / counts.clamp(min=1)


def loss_of(logits: Tensor, batch: Batch, plan: Plan) -> Tensor:
    """Cross-entropy weighted by tokens, each page alike, and one minus each page's soft F1."""
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
    return (entropy * weights).sum() / weights.sum() + plan.f1_share * missed


def train(pages: list[Prepared], plan: Plan) -> Judge:
    """A judge that has seen these pages."""
    torch.manual_seed(plan.seed)
    order = np.random.default_rng(plan.seed)
    everything = np.concatenate([each.page.matrix for each in pages])
    mean = torch.from_numpy(everything.mean(axis=0))
    scale = torch.from_numpy(1 / (everything.std(axis=0) + 1e-2))
    judge = Judge(mean, scale, plan)
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
    return judge.eval()


def predicted(judge: Judge, pages: list[Prepared]) -> list[NDArray[np.float32]]:
    """The probabilities of each page's leaves."""
    out = []
    with torch.no_grad():
        for each in pages:
            logits = judge(batch_of([each]))[: len(each.page.shares)]
            out.append(torch.sigmoid(logits).numpy())
    return out
