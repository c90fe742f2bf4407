"""Lines of a text page with what the rules see of them → the matrix that the model reads, one row a line."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from pipeline.bare_names import bare_name, shaped_alone
from pipeline.characters import fold
from pipeline.learned.matter import matter
from pipeline.learned.neighbours import neighbours, place, windows
from pipeline.learned.shape import Column, Columns, shape
from pipeline.lexicon import labels
from pipeline.model import Block, Reason, Verdict
from pipeline.shapes import is_prose, leads_in, marker, title_shaped

_REASONS: tuple[Reason, ...] = (
    "related",
    "error",
    "generated",
    "navigation",
    "boilerplate",
    "comment",
    "metadata",
    "duplicate",
)
_SEEN = _REASONS[:6]
"""What the rules that read one line see; undecodable lines go whatever the judge says."""
_LONG = 80
"""Columns of a line that is probably running text; a Han character is two."""
_WIDEST = 2000
"""Columns that a line counts at most where text is weighed: a page glued into one line is one line."""
_SHORT = 200
"""Columns of a line in which dates, addresses and prices are looked for."""
_DENSE = 8
"""Lines on each side over which running text is summed to find where it is densest."""
_NEAR = ("columns", "ends_stop", "prose", "gap", "taken", "suspected", "like_next", "title_like")
_AROUND = ("columns", "long", "prose", "taken", "title_like", "upper_share", "digit_share", "gapped")

_DATED = re.compile(
    r"\d{4}\s?[-/.年]\s?\d{1,2}|\d{1,2}[-/.月]\s?\d{1,2}|\d{1,2}:\d{2}|\b[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}"
    r"|\b\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|\b\d+ (?:hours?|days?|minutes?|weeks?|months?|years?) ago"
    r"|\d+(?:小时|分钟|天|小時|分鐘)前"
)
_ADDRESS = re.compile(r"https?://|www\.|@|\.(?:com|net|org|cn)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SIGNED, _LABEL = 40, 24
"""Columns of the longest name, and of the longest label with its value in the next line."""
_NOBODY = (False,) * 5
_MARKS = frozenset("-*+–•●○▪■◆►‣・·(（")
"""What a list item may begin with, beside a digit; a look at one character spares two patterns."""
_LEADING = frozenset(":：\"”’」' ")
_CUT_OFF = ("...", "…", "»", ">", "[...]", "[…]")
_CUTTING = frozenset(".…»>]")
_PRICE = re.compile(r"[$€£¥￥₽]\s?\d|\d\s?(?:元|€|円|руб|zł)")


class Read(Struct, frozen=True):
    """What the rules make of a page's lines, an entry for each."""

    sights: Sequence[tuple[Verdict, bool, bool] | None]
    """By itself: the verdict, whether it is only believed at an edge, whether it heads what follows."""
    taken: Sequence[Verdict | None]
    """In its place on the page."""


class LineFeatures(Struct, frozen=True):
    """What the model reads of a page of lines, beside the words at their ends."""

    matrix: NDArray[np.float32]
    names: tuple[str, ...]
    groups: NDArray[np.int64]
    """For each row the number of its form: lines of one form are alike in length, gaps, ends and marks."""


def line_features(blocks: Sequence[Block], read: Read) -> LineFeatures:
    """All columns of the lines; there is at least one."""
    columns = shape([block.text for block in blocks])
    columns |= _looks(blocks)
    columns |= _rules(read)
    columns["suspected"] = np.maximum.reduce([columns[f"sees_{reason}"] for reason in _SEEN])
    sizes = np.minimum(np.expm1(columns["columns"]), _WIDEST)
    columns["long"] = (sizes >= _LONG).astype(np.float32)
    forms, groups = _forms(blocks, columns)
    columns |= forms
    columns |= _copies(blocks)
    columns |= matter([block.text for block in blocks], columns["prose"] * (1 - columns["taken"]) > 0)
    columns |= _density(sizes * columns["prose"] * (1 - columns["taken"]))
    columns |= place(sizes, columns["prose"] * columns["long"] * (1 - columns["taken"]))
    columns |= _page(sizes, columns)
    columns |= neighbours(columns, _NEAR, 2)
    columns |= windows(columns, _AROUND, (2, 6, 20))
    joined = np.concatenate(list(columns.values()), dtype=np.float32, casting="same_kind")
    return LineFeatures(joined.reshape(len(columns), len(blocks)).T, tuple(columns), groups)


def _looks(blocks: Sequence[Block]) -> Columns:
    """Gaps, indent, markers and marks of each line."""
    rows = np.array([_look(block) for block in blocks], dtype=np.float32).T
    gap = np.minimum(rows[0], 4)
    after = np.append(gap[1:], 0).astype(np.float32)
    columns: Columns = {"gap": gap, "gap_after": after, "gapped": (gap > 0).astype(np.float32)}
    columns |= dict(zip(_LOOKS, rows[1:], strict=True))
    columns["announced"] = np.insert(columns["leads_in"][:-1], 0, 0).astype(np.float32)
    return columns


_LOOKS = (
    *("indent", "part", "joined", "prose", "title_like", "leads_in", "item", "ordered", "marked"),
    *("dated", "address", "price", "celled", "cut_off"),
    *("name", "pen_name", "for_name", "for_day", "for_change"),
)


def _look(block: Block) -> tuple[float, ...]:
    """The gap before a line and its looks, in the order of their names."""
    text, size = block.text, block.size
    first, last = text[0], text[-1]
    item = marker(block) if first in _MARKS or first.isdigit() else None
    prose = is_prose(block)
    short = size <= _SHORT
    figures = short and _DIGIT.search(text) is not None
    return (
        block.gap,
        min(block.indent, 20),
        block.part,
        block.last - block.first,
        prose,
        short and not prose and title_shaped(block),
        last in _LEADING and leads_in(block),
        item is not None,
        item is not None and item.ordered,
        first in "#>`",
        figures and _DATED.search(text) is not None,
        short and ("." in text or "@" in text) and _ADDRESS.search(text) is not None,
        figures and _PRICE.search(text) is not None,
        "\t" in block.raw or " | " in text,
        last in _CUTTING and text.endswith(_CUT_OFF),
        *(_of_people(block) if size <= _SIGNED else _NOBODY),
    )


def _of_people(block: Block) -> tuple[bool, ...]:
    """Whether a short line is a person's name, a pen name, or the label of a name, a day or a change."""
    text = block.text
    role = labels().get((block.key or fold(text)).strip(" :：")) if block.size <= _LABEL else None
    whole = bare_name(text) is not None
    return (
        whole,
        not whole and shaped_alone(text) is not None,
        role == "author",
        role == "published",
        role == "modified",
    )


def _rules(read: Read) -> Columns:
    """What the rules see of each line and what they take, a column for each reason."""
    count = len(read.taken)
    seen = np.zeros((len(_SEEN) + 2, count), dtype=np.float32)
    taken = np.zeros((len(_REASONS) + 1, count), dtype=np.float32)
    for at, sight in enumerate(read.sights):
        if sight is not None:
            verdict, edge, opens = sight
            if verdict.reason in _SEEN:
                seen[_SEEN.index(verdict.reason), at] = 0.5 if edge else 1.0
            seen[-2, at], seen[-1, at] = edge, opens
    for at, verdict_or_none in enumerate(read.taken):
        if verdict_or_none is not None:
            taken[-1, at] = 1
            if verdict_or_none.reason in _REASONS:
                taken[_REASONS.index(verdict_or_none.reason), at] = 1
    columns = {f"sees_{reason}": row for reason, row in zip(_SEEN, seen, strict=False)}
    columns |= {"sees_edge": seen[-2], "sees_head": seen[-1]}
    columns |= {f"takes_{reason}": row for reason, row in zip(_REASONS, taken, strict=False)}
    return columns | {"taken": taken[-1]}


def _forms(blocks: Sequence[Block], columns: Columns) -> tuple[Columns, NDArray[np.int64]]:
    """Which lines are of one form, how long the run of them is, and how often it occurs in the page."""
    code = np.minimum(columns["columns"] * 1.5, 9).astype(np.int64)
    for name in ("gapped", "item", "dated", "starts_digit", "celled", "starts_upper"):
        code = 2 * code + (columns[name] > 0)
    code = 2 * code + (columns["ends_stop"] > 0.9)
    code = 4 * code + np.minimum(columns["indent"], 3).astype(np.int64)
    groups = np.unique(code, return_inverse=True)[1].reshape(-1)
    size = columns["columns"]
    step = np.abs(np.diff(size))
    like = (step < 0.35).astype(np.float32)
    breaks = np.concatenate(([0], np.flatnonzero(like == 0) + 1, [len(blocks)]))
    lengths = np.diff(breaks)
    run = np.repeat(lengths, lengths).astype(np.float32)
    return {
        "like_next": np.append(like, 0).astype(np.float32),
        "step_before": np.insert(np.diff(size), 0, 0).astype(np.float32),
        "step_after": np.append(np.diff(size), 0).astype(np.float32),
        "run": np.log1p(run),
        "form_share": (np.bincount(groups)[groups] / len(blocks)).astype(np.float32),
    }, groups


def _copies(blocks: Sequence[Block]) -> Columns:
    """How often a line stands in the page, whether it stood before, how often its ends do."""
    columns: Columns = {}
    for name, keys in (
        ("copies", [block.text for block in blocks]),
        ("heads_alike", [block.text[:4] for block in blocks]),
        ("tails_alike", [block.text[-3:] for block in blocks]),
    ):
        often = Counter(keys)
        columns[name] = np.log1p(np.array([often[key] for key in keys], dtype=np.float32))
    first: set[str] = set()
    before = np.zeros(len(blocks), dtype=np.float32)
    for at, block in enumerate(blocks):
        before[at] = block.text in first
        first.add(block.text)
    return columns | {"stood_before": before}


def _density(text: Column) -> Columns:
    """Running text around each line, and how far it is from where most of it stands."""
    count = len(text)
    total = np.concatenate(([0.0], np.cumsum(text, dtype=np.float64)))
    rows = np.arange(count)
    low, high = np.maximum(rows - _DENSE, 0), np.minimum(rows + _DENSE + 1, count)
    around = total[high] - total[low]
    most = float(around.max())
    peak = int(around.argmax())
    away = rows - peak
    return {
        "dense": (around / most if most else around).astype(np.float32),
        "from_dense": (np.sign(away) * np.log1p(np.abs(away))).astype(np.float32),
        "prose_before": (total[:-1] / max(total[-1], 1)).astype(np.float32),
    }


def _page(sizes: Column, columns: Columns) -> Columns:
    """What the page is like as a whole, the same for every line."""
    count = len(sizes)
    total = max(float(sizes.sum()), 1.0)
    free = 1 - columns["taken"]
    told = columns["prose"] * free
    values = {
        "page_lines": np.log1p(count),
        "page_text": np.log1p(total),
        "page_prose": float((sizes * told).sum()) / total,
        "page_prose_lines": float(told.mean()),
        "page_prose_text": np.log1p(float((sizes * told).sum())),
        "page_longest": float(np.log1p(sizes.max())),
        "page_median": float(np.median(columns["columns"])),
        "page_taken": float(columns["taken"].mean()),
        "page_taken_lines": np.log1p(float(columns["taken"].sum())),
        "page_suspected": float((columns["suspected"] * free).mean()),
        "page_gapped": float(columns["gapped"].mean()),
        "page_items": float(columns["item"].mean()),
        "page_titles": float((columns["title_like"] * free).mean()),
        "page_dated": float(columns["dated"].mean()),
        "page_comments": np.log1p(float(columns["takes_comment"].sum())),
        "page_wide": float((columns["wide_share"] * sizes).sum()) / total,
        "page_copies": float(columns["stood_before"].mean()),
    }
    block = np.empty((len(values), count), dtype=np.float32)
    block[:] = np.array(list(values.values()), dtype=np.float32)[:, None]
    return dict(zip(values, block, strict=True))
