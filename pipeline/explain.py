"""A cleaned page → every line with its verdict and reason, for people."""

from collections.abc import Iterator

from pipeline.label.explanations import explanation
from pipeline.model import Cleaned

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


def explain(cleaned: Cleaned) -> Iterator[tuple[str, str | None]]:
    """Lines to print, each with its colour; None for what is kept."""
    for item in cleaned.labelled:
        block = item.block
        shown = block.text if item.verdict is not None else block.raw
        number = f"{block.first}" if block.first == block.last else f"{block.first}-{block.last}"
        if item.verdict is None:
            verdict, colour = (
                ("title" if block.first in cleaned.titles and not block.part else "keep"),
                None,
            )
        else:
            verdict, colour = (
                f"{item.verdict.reason} · {item.verdict.rule}",
                COLOURS[item.verdict.reason],
            )
        yield f"{number:>6}  {verdict:<34} {shown}", colour
    yield from _facts(cleaned)
    rules = dict.fromkeys(item.verdict.rule for item in cleaned.labelled if item.verdict is not None)
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
