"""What people say of a page that was cleaned wrongly: blocks, facts, and where articles begin."""

import hashlib
import re
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Literal, Protocol, get_args

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import replace

from pipeline.verdicts import Reason

FactName = Literal["title", "published", "modified", "authors", "site"]
"""The facts that people may correct."""

Number = Annotated[int, Meta(ge=1)]
"""Of a block or of an article on its page, from 1."""

MOMENT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d)"
    r"(?:T(?P<clock>\d\d:\d\d:\d\d)(?:Z|[+-]\d\d:?\d\d)?)?)?)?"
)
"""A date as articles have it: as precise as is known."""


class BlockCorrection(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="block"):
    """These blocks belong to the article, or do not."""

    first: Number = field(name="from")
    last: Number = field(name="to")
    verdict: Literal["article", "removed"]
    reason: Reason | None = None
    """Of what is removed; null leaves the rule's, and is `boilerplate` where none took it."""
    text: str = ""
    """How the first of them begins. Where it stands there, the correction is heeded only if it is true."""
    note: str = ""
    """For people."""


class FactCorrection(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="fact"):
    """What an article's fact is; null where the page does not say it."""

    part: Number
    """Which of the page's articles."""
    name: FactName
    value: str | tuple[str, ...] | None
    """Names where `authors` are meant, else one text."""
    note: str = ""


class SplitCorrection(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="split"):
    """A new article begins at this block."""

    at: Number
    text: str = ""
    note: str = ""


class JoinCorrection(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="join"):
    """No article begins at this block."""

    at: Number
    text: str = ""
    note: str = ""


Correction = BlockCorrection | FactCorrection | SplitCorrection | JoinCorrection


class Corrections(Struct, frozen=True, forbid_unknown_fields=True):
    """All that was corrected on one page."""

    page: str
    """The page's path, as an article's `source` has it."""
    record: str | None
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    """Of the page's bytes that people saw."""
    corrections: tuple[Correction, ...]

    @property
    def digest(self) -> str:
        """Of all that changes an article; empty where nothing is corrected."""
        told = [replace(each, note="") for each in self.corrections]
        return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:32] if told else ""


KNOWN = {
    "kind": ("block", "fact", "split", "join"),
    "verdict": ("article", "removed"),
    "reason": (*get_args(Reason), "null"),
    "name": get_args(FactName),
}
"""What the fields can be that are one of a few words."""


class Placed(Protocol):
    """What a correction knows a block by."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def part(self) -> int: ...
    @property
    def text(self) -> str: ...


def speaks_of(said: BlockCorrection, block: Placed) -> bool:
    """Whether a correction is about a block; about a piece cut from a line's end only where it says how that begins."""
    if said.first > block.last or said.last < block.first:
        return False
    if block.first <= said.first and said.text:
        return squeezed(block.text).startswith(squeezed(said.text))
    return not block.part


def quarrel(one: BlockCorrection, other: BlockCorrection) -> bool:
    """Whether two corrections are about the same blocks: two pieces of one line are not the same."""
    if one.first > other.last or other.first > one.last:
        return False
    texts = squeezed(one.text), squeezed(other.text)
    pieces = one.first == one.last == other.first == other.last and all(texts)
    return not pieces or texts[0].startswith(texts[1]) or texts[1].startswith(texts[0])


def squeezed(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def ordered(corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """In the order in which a file has them: blocks as the page has them, where articles begin, facts."""
    return tuple(sorted(corrections, key=_order))


def _order(correction: Correction) -> tuple[int, int, str]:
    match correction:
        case BlockCorrection(first=first):
            return 0, first, ""
        case FactCorrection(part=part, name=name):
            return 2, part, name
        case SplitCorrection(at=at) | JoinCorrection(at=at):
            return 1, at, ""


def what_is_wrong(wrong: msgspec.ValidationError) -> str:
    """What keeps JSON from being corrections, and where, for the middle of a sentence."""
    return str(wrong).replace("`", "").replace(" - at $.", ", at ")


def remedy_of(wrong: msgspec.ValidationError) -> str:
    """What to do about it, for the end of that sentence.

    >>> remedy_of(msgspec.ValidationError("Invalid enum value 'remove' - at `$.corrections[0].verdict`"))
    'a verdict is one of article, removed'
    """
    where = str(wrong).rpartition(".")[2].rstrip("`")
    known = KNOWN.get(where) if str(wrong).startswith("Invalid") else None
    return f"a {where} is one of {', '.join(known)}" if known else "mend it as docs/corrections.md shows"


def fault(corrections: tuple[Correction, ...]) -> str | None:
    """What cannot be in one file's corrections, as the middle of a sentence; None where all is well."""
    for each in corrections:
        if (wrong := _fault(each)) is not None:
            return wrong
    blocks = sorted((each for each in corrections if isinstance(each, BlockCorrection)), key=lambda each: each.first)
    for one, other in pairwise(blocks):
        if quarrel(one, other):
            return f"block {other.first} is corrected twice"
    told = [_order(each) for each in corrections if not isinstance(each, BlockCorrection)]
    twice = next((each for each in told if told.count(each) > 1), None)
    if twice is None:
        return None
    return f"{twice[2]} of article {twice[1]} is corrected twice" if twice[2] else f"block {twice[1]} begins twice"


def _fault(correction: Correction) -> str | None:
    match correction:
        case BlockCorrection(first=first, last=last) if last < first:
            return f"a correction goes from block {first} to {last}"
        case BlockCorrection(verdict="article", reason=str(reason)):
            return f"block {correction.first} is said to be of the article and removed as {reason}"
        case FactCorrection(name="authors", value=str() | None):
            return "authors are no list of names"
        case FactCorrection(name=name, value=tuple()) if name != "authors":
            return f"{name} is a list and not one text"
        case FactCorrection(name=name, value=str(value)) if not value.strip():
            return f"{name} is blank and not null"
        case FactCorrection(value=tuple(names)) if not all(name.strip() for name in names):
            return "one of the authors is blank"
        case FactCorrection(name="published" | "modified" as name, value=str(value)) if not is_moment(value):
            return f"{name} is {value!r} and not a date such as 2024-05-31 or 2024-05-31T08:30:00"
        case _:
            return None


def is_moment(value: str) -> bool:
    """Whether it is a date as articles have them, and the calendar has it.

    >>> [is_moment(text) for text in ("2024", "2024-02-29T08:30:00+08:00", "2023-02-29", "1.2.2024")]
    [True, True, False, False]
    """
    found = MOMENT.fullmatch(value)
    if found is None:
        return False
    try:
        date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
        time.fromisoformat(found["clock"] or "00:00:00")
    except ValueError:
        return False
    return True
