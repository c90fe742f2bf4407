"""Labelled blocks → the account of what was removed: neighbours that one rule took, in order."""

from itertools import groupby

from pipeline.article import Removed
from pipeline.model import Labelled

SAMPLE = 60
"""Characters of the first block that are shown."""


def account(labelled: tuple[Labelled, ...], *, in_full: bool) -> tuple[Removed, ...]:
    """Every removed block of a stretch, exactly once."""
    runs = groupby(labelled, key=lambda item: item.verdict)
    return tuple(_removed(tuple(run), in_full=in_full) for verdict, run in runs if verdict is not None)


def _removed(run: tuple[Labelled, ...], *, in_full: bool) -> Removed:
    verdict = run[0].verdict
    assert verdict is not None
    return Removed(
        reason=verdict.reason,
        rule=verdict.rule,
        from_=run[0].block.first,
        to=run[-1].block.last,
        blocks=len(run),
        characters=sum([len(item.block.text) for item in run]),
        sample=run[0].block.text[:SAMPLE],
        text="\n".join(item.block.raw for item in run) if in_full else None,
    )
