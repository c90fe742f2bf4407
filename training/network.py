"""Examples → the weights of the block judge, trained with PyTorch and stored for NumPy."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from pipeline.learned.reasons import REASONS
from pipeline.learned.words import BUCKETS as TEXT_BUCKETS
from pipeline.markup.names import BUCKETS
from training.batches import KINDS, Batch, Prepared, batch_of, batches

WIDTH, MIDDLE, TEXTS = 64, 48, 8
PAGE = 32
"""Numbers that say what kind of page it is."""
SHOWN = 1 << 23
"""How long the table is from which dropout is read."""
PLAIN = (KINDS.index("article"), KINDS.index("documentation"))


class Form(msgspec.Struct, frozen=True):
    """What a judge reads and says; the arithmetic is the same for blocks of HTML and for lines."""

    features: tuple[str, ...]
    names: int
    """Numbers of a vector of names; 0 where there are none."""
    dilations: tuple[int, ...]
    doubt: tuple[float, float]
    """What log odds are multiplied with on other pages and on plain ones, before the page is cut."""
    faint: tuple[str, ...] = ()
    """How columns begin that are silent on pages that declare nothing."""
    reasons: int = 0
    """For how many reasons a row may go, where the judge is to say one."""
    facts: int = 0
    """How many facts a row may say, where the judge is to say which rows do."""
    begins: bool = False
    """Whether the judge is to say where another article begins."""


def blocks_form(features: tuple[str, ...]) -> Form:
    """The judge of HTML blocks."""
    faint = ("said_", "page_said", "page_told", "page_address")
    return Form(features, 16, (1, 2, 4, 8, 1), (0.55, 1.0), faint, reasons=len(REASONS))


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
    reason_share: float = 0.1
    """Weight of the guess at why each row goes."""
    fact_share: float = 0.2
    """Weight of the guess at which rows say the title, the authors and the date."""
    begin_share: float = 0.1
    """Weight of the guess at where another article begins."""
    average: float = 0.99
    """How much of the averaged weights a step keeps."""
    seed: int = 1


class Judged(NamedTuple):
    """What a judge says of a batch, all in log odds."""

    rows: Tensor
    kinds: Tensor
    reasons: Tensor
    facts: Tensor
    begins: Tensor


class Judge(nn.Module):
    """The same arithmetic as pipeline/learned/network.py."""

    def __init__(self, form: Form, mean: Tensor, scale: Tensor, plan: Plan) -> None:
        super().__init__()
        self.form = form
        self.faint = torch.tensor([name.startswith(form.faint) for name in form.features])
        self.mean = nn.Buffer(mean)
        self.scale = nn.Buffer(scale)
        self.names = nn.EmbeddingBag(BUCKETS if form.names else 1, max(2 * form.names, 1), mode="sum")
        self.texts = nn.EmbeddingBag(TEXT_BUCKETS, TEXTS, mode="sum")
        nn.init.normal_(self.names.weight, std=0.1)
        nn.init.normal_(self.texts.weight, std=0.1)
        self.first = nn.Linear(len(mean) + 2 * form.names + TEXTS, WIDTH)
        self.taps = nn.ModuleList(nn.Linear(3 * WIDTH, MIDDLE) for _ in form.dilations)
        self.outs = nn.ModuleList(nn.Linear(MIDDLE, WIDTH) for _ in form.dilations)
        self.page = nn.Linear(2 * WIDTH, PAGE)
        self.context = nn.Linear(PAGE, WIDTH, bias=False)
        self.like = nn.Linear(WIDTH, WIDTH, bias=False)
        self.kind = nn.Linear(PAGE, len(KINDS))
        self.last = nn.Linear(WIDTH, 1)
        self.reason = nn.Linear(WIDTH, max(form.reasons, 1))
        self.fact = nn.Linear(WIDTH, max(form.facts, 1))
        self.begin = nn.Linear(WIDTH, 1)
        self.plan = plan
        shown = torch.rand(SHOWN) >= plan.dropout
        self.dropped = shown.float() / (1 - plan.dropout)

    def forward(self, batch: Batch) -> Judged:
        """The log odds of each row, of each page's kind, of why each row goes, what it says and what begins there."""
        scaled = ((batch.matrix - self.mean) * self.scale).clamp(-5, 5)
        named = self._names(batch) if self.form.names else scaled[:, :0]
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
            if place == len(self.form.dilations) // 2:
                page = torch.relu(self.page(self.dropout(_page_summary(rows, batch))))
                kind = self.kind(page)
                rows = rows + self.like(_group_means(rows, batch))[batch.groups]
                rows = (rows + self.context(page)[batch.page]) * batch.mask
            middle = torch.relu(taps(_beside(rows, self.form.dilations[place])))
            rows = (rows + out(self.dropout(middle))) * batch.mask
        return Judged(self.last(rows)[:, 0], kind, self.reason(rows), self.fact(rows), self.begin(rows)[:, 0])

    def dropout(self, values: Tensor) -> Tensor:
        """Some numbers unseen in this step.

        Which, is read from one long table at a place left to chance: drawing anew took a third of the training.
        """
        if not self.training:
            return values
        count = values.numel()
        table = self.dropped if count < SHOWN else self.dropped.repeat(count // SHOWN + 1)
        start = int(torch.randint(len(table) - count, ()))
        return values * table[start : start + count].view_as(values)

    def _shown(self, batch: Batch, rate: float) -> Tensor:
        """0 for the rows of a page that must do without, else 1."""
        return (torch.rand(batch.pages) >= rate).float()[batch.page][:, None]

    def _names(self, batch: Batch) -> Tensor:
        """Means over the names near a row, and over all names around it.

        What is around a row is what the walk has entered and not left, so one running sum over
        the walk gives it for all rows.
        """
        width = self.form.names
        sums = self.names(batch.words, batch.starts, per_sample_weights=self._kept(batch.words))
        near = sums[batch.near[:, 0], :width] + sums[batch.near[:, 1], :width]
        running = torch.cumsum(sums[batch.visits, width:] * batch.signs[:, None], dim=0)
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


def loss_of(judged: Judged, batch: Batch, plan: Plan) -> Tensor:
    """Cross-entropy weighted by tokens, each page alike, and one minus each page's soft F1."""
    logits, kinds = judged.rows, judged.kinds
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
        + plan.reason_share * _reason_loss(judged.reasons, batch, weights)
        + plan.fact_share * _fact_loss(judged.facts, batch)
        + plan.begin_share * _begin_loss(judged.begins, batch)
    )


def _reason_loss(odds: Tensor, batch: Batch, weights: Tensor) -> Tensor:
    """Cross-entropy of why rows go, where that is known."""
    known = batch.reasons >= 0
    if not known.any():
        return torch.zeros(())
    entropy = nn.functional.cross_entropy(odds[known], batch.reasons[known], reduction="none")
    return (entropy * weights[known]).sum() / weights[known].sum().clamp(min=1e-6)


def _fact_loss(odds: Tensor, batch: Batch) -> Tensor:
    """For each fact, how unlikely the rows of a page that say it are among its rows and the answer that none does."""
    known = batch.facts >= 0
    if not known.any():
        return torch.zeros(())
    powers = torch.exp(odds.clamp(-30, 30))

    def summed(values: Tensor) -> Tensor:
        return torch.zeros(batch.pages, values.shape[1]).index_add_(0, batch.page, values)

    asked = summed(known.float()) > 0
    right = summed(powers * (batch.facts == 1))
    silent = (summed((batch.facts == 1).float()) == 0).float()
    lost = torch.log1p(summed(powers * known)) - torch.log(right + silent)
    return (lost * batch.weights[:, None])[asked].mean()


def _begin_loss(odds: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy of where another article begins, summed over each page where that is known."""
    known = (batch.begins >= 0).float() * batch.mask[:, 0]
    entropy = nn.functional.binary_cross_entropy_with_logits(odds, batch.begins.clamp(min=0), reduction="none")
    return (entropy * known * batch.weights[batch.page]).sum() / batch.weights.sum()


def train(pages: list[Prepared], plan: Plan, form: Form, forms: Sequence[Sequence[Prepared]] = ()) -> Judge:
    """A judge that has seen these pages; of `forms`, the forms of one page each, it sees one an epoch."""
    torch.manual_seed(plan.seed)
    order = np.random.default_rng(plan.seed)
    everything = np.concatenate([each.page.matrix for each in pages], dtype=np.float32)
    mean = torch.from_numpy(everything.mean(axis=0))
    scale = torch.from_numpy(1 / (everything.std(axis=0) + 1e-2))
    judge = Judge(form, mean, scale, plan)
    averaged = AveragedModel(judge, multi_avg_fn=get_ema_multi_avg_fn(plan.average))
    optimiser = torch.optim.AdamW(judge.parameters(), lr=plan.rate, weight_decay=plan.decay)
    rows = sum(len(each.page.shares) for each in pages)
    rows += sum(sum(len(each.page.shares) for each in one) // len(one) for one in forms)
    steps = plan.epochs * (rows // plan.rows + 1)
    steps += steps // 20 if forms else 0
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, plan.rate, total_steps=steps + 10 * plan.epochs, pct_start=0.15
    )
    judge.train()
    for _ in range(plan.epochs):
        shown = [*pages, *(one[order.integers(len(one))] for one in forms)]
        for batch in batches(shown, plan.rows, order.permutation(len(shown))):
            optimiser.zero_grad(set_to_none=True)
            loss = loss_of(judge(batch), batch, plan)
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            averaged.update_parameters(judge)
    kept: Judge = averaged.module
    return kept.eval()


def plainness(judged: Judged) -> Tensor:
    """For each page the probability that it is of a kind with one text."""
    return torch.softmax(judged.kinds, dim=1)[:, list(PLAIN)].sum(dim=1)


def doubted(judged: Judged, batch: Batch, form: Form) -> Tensor:
    """The log odds, drawn to even on pages whose kind leaves room for taste."""
    low, high = form.doubt
    return judged.rows * (low + (high - low) * plainness(judged))[batch.page]


def plain_of(judge: Judge, page: Prepared) -> float:
    """The probability that the page is of a kind with one text."""
    with torch.no_grad():
        return float(plainness(judge(batch_of([page])))[0])


def predicted(judge: Judge, pages: list[Prepared]) -> list[NDArray[np.float32]]:
    """The probabilities of each page's leaves."""
    out = []
    with torch.no_grad():
        for each in pages:
            batch = batch_of([each])
            logits = doubted(judge(batch), batch, judge.form)[: len(each.page.shares)]
            out.append(torch.sigmoid(logits).numpy())
    return out
