"""Sketches: equal for equal words, alike for texts that share most of their shingles, whatever the script."""

import random

import pytest

from pipeline.sketch import BANDS, FEWEST, alike, bands, sketch

WORDS = ["harbour", "keeper", "lamp", "window", "tide", "morning", "stairs", "gull", "ledger", "winter", "boat", "rope"]
SIGNS = "灯塔看守人每天早晨走上台阶擦亮窗子写下潮水和风向一只海鸥停在栏杆上没有飞走"


def english(seed: int, words: int) -> list[str]:
    """Words in an order of their own."""
    dice = random.Random(seed)
    return [dice.choice(WORDS) + str(dice.randrange(40)) for _ in range(words)]


def chinese(seed: int, characters: int) -> list[str]:
    """Characters in an order of their own."""
    dice = random.Random(seed)
    return [dice.choice(SIGNS) for _ in range(characters)]


def test_case_space_and_punctuation_make_no_difference() -> None:
    """Nor does the width of letters; a letter does."""
    one = sketch("The keeper, at last: ＡＢＣ.\nHe waits…")
    assert one == sketch("the KEEPER at last abc he waits")
    assert one != sketch("the keeper at last abd he waits")
    assert sketch("灯塔,看守人。") == sketch("灯塔 看守人")
    assert sketch("…\n— !") is None


def test_the_longer_text_has_the_better_rank() -> None:
    """And each text its own."""
    long, short, other = sketch("一二三四五六"), sketch("一二三四五"), sketch("五四三二一")
    assert long is not None
    assert short is not None
    assert other is not None
    assert long.rank < min(short.rank, other.rank)
    assert short.rank != other.rank


@pytest.mark.parametrize(("make", "glue"), [(english, " "), (chinese, "")])
def test_texts_that_share_most_are_alike(make: object, glue: str) -> None:
    """A sentence more, a paragraph less; half of a text is another text."""
    words = make(1, 600)  # type: ignore[operator]
    whole = sketch(glue.join(words))
    assert whole is not None
    for other, expected in (
        ([*words, *make(2, 30)], True),  # type: ignore[operator]
        (words[60:], True),
        (words[:300] + words[330:], True),
        (words[300:], False),
        ([*words, *make(3, 600)], False),  # type: ignore[operator]
        (make(4, 600), False),  # type: ignore[operator]
    ):
        near = sketch(glue.join(other))
        assert near is not None
        assert alike(whole.signature, near.signature) is expected
        assert bool(set(bands(whole.signature)) & set(bands(near.signature))) >= expected


def test_short_texts_are_compared_as_wholes() -> None:
    """They are alike by chance."""
    short = sketch(" ".join(english(1, FEWEST)))
    assert short is not None
    assert short.signature == b""
    assert bands(short.signature) == ()
    longer = sketch(" ".join(english(1, FEWEST + 2)))
    assert longer is not None
    assert len(bands(longer.signature)) == BANDS


def test_a_sketch_is_the_same_on_every_machine_and_day() -> None:
    """Ledgers keep sketches: a library that counts otherwise must be noticed."""
    known = sketch(" ".join(f"word{number}" for number in range(50)))
    assert known is not None
    assert (known.rank.hex(), bands(known.signature)[:2]) == (
        "fffffeac2394dceba917668cc5cb70b6",
        (8687051287830239613, 7870583537460532588),
    )
