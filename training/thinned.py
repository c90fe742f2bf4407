"""A page of lines → the same with little of its frame, and of a long article only its beginning.

Real flattened pages have frames of hundreds of lines; what people feed often has ten or twenty. A judge that never saw
such a page does not trust itself there.
"""

import random
from itertools import groupby
from zlib import crc32

from msgspec.structs import replace

from training.flattened import Flat

FRAMES = (3, 90)
"""Lines of the frame that are left: even in their logarithm."""
CHUNK = 7.0
"""Lines of a frame that are left together, on average."""
AT_BEGINNING, AT_END = 0.35, 0.25
"""Shares of them that are the first and the last of their stretch: there stand headings and buttons."""
SHORTENED, ARTICLE = 0.4, (6, 40)
"""Share of the pages whose article is cut, and to how many lines."""
MOST_LEFT = 0.8
"""A frame of which more would be left is not made thinner."""
NOISE = 0.3
"""Below this share of an article a line is its frame's."""
WEIGHT = 0.5
"""Of what the whole page counts."""


def thinned(page: Flat, seed: int) -> Flat | None:
    """The page with parts of its frame, each as it stood; None where it has next to none."""
    dice = random.Random(crc32(page.id.encode()) + seed)
    written = [number for number, line in enumerate(page.lines) if line.strip()]
    noise = {number for number in written if page.labels[number] < NOISE and number not in page.titles}
    low, high = FRAMES
    wanted = round(low * (high / low) ** dice.random())
    if wanted > MOST_LEFT * len(noise):
        return None
    own = [number for number in written if number not in noise]
    kept = set(own[: dice.randint(*ARTICLE)] if dice.random() < SHORTENED else own)
    stretches = [list(run) for framed, run in groupby(written, key=noise.__contains__) if framed]
    left = set[int]()
    while len(left) < wanted:
        left |= set(_chunk(dice.choice(stretches), wanted - len(left), dice))
    kept |= left
    shown = [
        number
        for number, line in enumerate(page.lines)
        if number in kept or (not line.strip() and {number - 1, number + 1} & kept)
    ]
    return replace(
        page,
        id=f"{page.id}/thinned",
        lines=tuple(page.lines[number] for number in shown),
        labels=tuple(page.labels[number] for number in shown),
        titles=frozenset(place for place, number in enumerate(shown) if number in page.titles),
        reasons=tuple(page.reasons[number] for number in shown) if page.reasons else (),
        weight=WEIGHT * page.weight,
        measured=False,
    )


def _chunk(stretch: list[int], most: int, dice: random.Random) -> list[int]:
    """Lines of a stretch of the frame that stand together."""
    size = min(len(stretch), most, 1 + int(dice.expovariate(1 / CHUNK)))
    place = dice.random()
    last = len(stretch) - size
    start = 0 if place < AT_BEGINNING else last if place < AT_BEGINNING + AT_END else dice.randint(0, last)
    return stretch[start : start + size]
