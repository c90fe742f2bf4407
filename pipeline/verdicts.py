"""Why a block goes: the closed list of reasons, and a verdict; what a line tells."""

from typing import Literal

from msgspec import Struct

Reason = Literal[
    "related",
    "error",
    "generated",
    "navigation",
    "boilerplate",
    "comment",
    "metadata",
    "duplicate",
    "hidden",
    "repeated",
    "undecodable",
]

BEYOND_DOUBT: frozenset[Reason] = frozenset({"metadata", "hidden"})
"""Reasons that what people say of a site does not change: the values are fields, and no reader saw the text."""
"""Why a block was removed: the closed list of the contract."""


class Verdict(Struct, frozen=True, gc=False):
    """Why a block goes."""

    reason: Reason
    rule: str
    """The rule's name: what it saw."""


class Tells(Struct, frozen=True, gc=False):
    """How likely a line is the one of its page that says a fact, as the judge of lines thinks."""

    title: float
    authors: float
    published: float
