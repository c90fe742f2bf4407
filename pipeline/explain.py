"""A cleaned page → every line with its verdict and reason, for people."""

from collections.abc import Iterator, Mapping

from pipeline.correct import RULE
from pipeline.label.explanations import explanation
from pipeline.model import Cleaned, Labelled

COLOURS = {
    "related": "yellow",
    "error": "red",
    "generated": "magenta",
    "navigation": "blue",
    "boilerplate": "cyan",
    "comment": "bright_blue",
    "metadata": "green",
    "duplicate": "bright_black",
    "hidden": "bright_black",
    "repeated": "bright_black",
    "undecodable": "bright_red",
}


LOUDEST = 2
"""Voices shown for a block, and as many against it."""
AUDIBLE = 0.3
"""Log odds below which a voice is not shown."""
TOLD = 0.1
"""Chance below which it is not shown that a line may say a fact."""


def explain(cleaned: Cleaned, voices: Mapping[int, Mapping[str, float]] = {}) -> Iterator[tuple[str, str | None]]:
    """Lines to print, each with its colour; None for what is kept.

    Where a judge was asked, of an HTML page or of lines, its probability stands before the text, and under it
    what spoke for and against the block, in log odds, loudest first; and under a line which facts it may say.
    """
    for item in cleaned.labelled:
        block = item.block
        shown = block.text if item.verdict is not None else block.raw
        number = f"{block.first}" if block.first == block.last else f"{block.first}-{block.last}"
        if item.verdict is None:
            kept = "title" if block.first in cleaned.titles and not block.part else "keep"
            verdict, colour = f"{kept} · {RULE}" if item.by_hand else kept, None
        else:
            verdict, colour = (
                f"{item.verdict.reason} · {item.verdict.rule}",
                COLOURS[item.verdict.reason],
            )
        chance = "" if item.chance is None else f"{item.chance:.2f}  "
        yield f"{number:>6}  {verdict:<34} {chance}{shown}", colour
        if said := _said(voices.get(block.first, {})):
            yield f"{'':>6}  {'':<34}       {said}", "bright_black"
        if told := _told(item):
            yield f"{'':>6}  {'':<34}       {told}", "bright_black"
    yield from _facts(cleaned)
    rules = dict.fromkeys(item.verdict.rule for item in cleaned.labelled if item.verdict is not None)
    if any(item.by_hand for item in cleaned.labelled):
        rules[RULE] = None
    if rules:
        yield "", None
    for rule in rules:
        yield f"{rule}: {explanation(rule)}", "bright_black"


def _facts(cleaned: Cleaned) -> Iterator[tuple[str, str | None]]:
    """Each fact of an HTML page's article, and the place that said it."""
    for facts in cleaned.facts:
        if not facts.sources:
            continue
        yield "", None
        for name, source in facts.sources:
            value = getattr(facts, name)
            shown = ", ".join(value) if isinstance(value, tuple) else value
            yield f"{name:>10}  {source:<30} {shown}", None


def _told(item: Labelled) -> str:
    """`may say: title 0.93, date 0.20; another article begins here: 0.97`."""
    said = []
    if item.tells is not None:
        chances = (("title", item.tells.title), ("authors", item.tells.authors), ("date", item.tells.published))
        loud = [f"{name} {chance:.2f}" for name, chance in chances if chance >= TOLD]
        said += [f"may say: {', '.join(loud)}"] if loud else []
    if item.begun or item.begins >= TOLD:
        said.append(f"another article {'begins' if item.begun else 'may begin'} here: {item.begins:.2f}")
    return "; ".join(said)


def _said(voices: Mapping[str, float]) -> str:
    """`for: its words +2.1; against: links -0.4`."""
    loud = sorted((odds, name) for name, odds in voices.items() if abs(odds) >= AUDIBLE)
    against, speaking = loud[:LOUDEST], loud[::-1][:LOUDEST]
    parts = (
        ("for", [f"{name} {odds:+.1f}" for odds, name in speaking if odds > 0]),
        ("against", [f"{name} {odds:+.1f}" for odds, name in against if odds < 0]),
    )
    return "; ".join(f"{side}: {', '.join(said)}" for side, said in parts if said)
