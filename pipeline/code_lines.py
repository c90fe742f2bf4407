"""Lines that are a program's: between fences, or such as only programs have."""

import re

from msgspec import Struct

from pipeline.model import Block

_FENCE = re.compile(r"(?:```|~~~)\s*([\w+-]{0,20})$")
_CODE = re.compile(
    r"(?:<\?php|<\?=|\?>|</?\w+[^<>]{0,200}>$|(?:def|class|for|while|if|elif|else|try|except|with|return|import|from|function|const|let|var|public|private|static|echo|print|printf|include|require|foreach|SELECT|INSERT|UPDATE|DELETE|CREATE|WHERE|FROM)\b.*[;:{}()=]\s*$"
    r"|[\w$.\[\]'\"]{1,60}\s*(?:=|\+=|=>|:=)\s*\S.*[;)\]}\"']$|[\w$.]{1,60}\(.{0,300}\)\s*[;{]?$"
    r"|[{}()\[\]];?,?$|[$>]{1,3} \w"
    r"|(?:import [\w.]+(?: as \w+)?|from [\w.]+ import [\w., *()]+)$"
    r"|Traceback \(most recent call last\):$|File \"[^\"]+\", line \d+|\w{3,40}(?:Error|Exception): \S"
    r"|sudo \w|(?:pip|npm|git|apt|cd|curl|docker) \S|//|/\*|\*/|#!/|[.#]?[\w-]+ ?\{$|[\w-]+: [^;:]{1,60};$)"
)


class CodeLines(Struct, frozen=True):
    """Lines that are code, from one place on."""

    text: str
    """With their own white space, and the blank lines between them."""
    language: str | None
    lines: int
    """How many they are, the fences counted."""


def code_at(lines: tuple[Block, ...], place: int) -> CodeLines | None:
    """The code that begins at a line; None where none does."""
    fence = _FENCE.match(lines[place].text)
    if fence:
        end = next(
            (index for index in range(place + 1, len(lines)) if lines[index].text in ("```", "~~~")),
            None,
        )
        if end is not None:
            return CodeLines(_verbatim(lines[place + 1 : end]), fence[1] or None, end + 1 - place)
    end = place
    while end < len(lines) and code_shaped(lines[end]) and (end == place or lines[end].gap <= 1):
        end += 1
    if end - place < 2:
        return None
    return CodeLines(_verbatim(lines[place:end]), None, end - place)


def code_shaped(block: Block) -> bool:
    """Whether a line looks like one of a program; two under each other are code."""
    return (
        block.text.isascii()
        and not (block.stops and block.text.endswith((".", "!", "?")))
        and len(block.text) <= 400
        and bool(_CODE.match(block.text))
    )


def _verbatim(lines: tuple[Block, ...]) -> str:
    shown: list[str] = []
    for index, block in enumerate(lines):
        shown += [""] * (block.gap if index else 0)
        shown.append(block.raw)
    return "\n".join(shown)
