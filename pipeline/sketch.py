"""An article's text → what finds its duplicates: a rank that is also the digest of its words, and a MinHash.

docs/decisions/duplicates.md says where the numbers come from, with the curve that they give.
"""

import hashlib
import re
import struct
import unicodedata

import numpy as np
from msgspec import Struct
from rensa import RMinHash

from pipeline.characters import HAN, KANA

BANDS = 25
ROWS = 5
"""Two texts are compared where one band of their signatures, of so many rows, is the same."""
WIDTH = BANDS * ROWS
SEED = 20240512
ALIKE = 0.75
"""The share of shingles from which two texts are near duplicates."""
IN_A_SHINGLE = 3
"""Words."""
IN_A_HAN_SHINGLE = 5
"""Characters, where more than half of the text is Han or kana, which are not parted by spaces."""
FEWEST = 20
"""Shingles that a text needs: shorter texts, as a line and a date, are alike by chance. They are compared as wholes."""
SKETCH = f"rensa-0.5 R {WIDTH} {BANDS} {SEED} {IN_A_SHINGLE} {IN_A_HAN_SHINGLE} {FEWEST} {ALIKE}"
"""What signatures hang on; those of another kind cannot be compared with these."""

_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(f"[{HAN}{KANA}]+")
_LONGEST = 2**32 - 1


class Sketch(Struct, frozen=True):
    """What is kept of a text."""

    rank: bytes
    """16 bytes: how short it is, and a digest of its words. Equal for equal words; of two texts the longer has the
    smaller rank, and stays."""
    signature: bytes
    """The MinHash of its shingles; empty where it has too few."""


def sketch(text: str) -> Sketch | None:
    """The sketch of a text; None where it has neither a letter nor a digit.

    Case, white space, punctuation and the forms that NFKC folds make no difference.
    """
    whole, shingles = taken_apart(text)
    if not whole:
        return None
    shortness = _LONGEST - min(len(whole), _LONGEST)
    rank = struct.pack(">I", shortness) + hashlib.blake2b(whole.encode(), digest_size=12).digest()
    return Sketch(rank, _signature(shingles) if len(shingles) >= FEWEST else b"")


def taken_apart(text: str) -> tuple[str, list[str]]:
    """A text's words in one string, and its shingles, each once.

    >>> whole, shingles = taken_apart("The keeper: at last!")
    >>> whole, sorted(shingles)
    ('the keeper at last', ['keeper at last', 'the keeper at'])
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    joined = "".join(words)
    if sum(map(len, _HAN.findall(joined))) * 2 > len(joined):
        return joined, list({joined[at : at + IN_A_HAN_SHINGLE] for at in range(len(joined) - IN_A_HAN_SHINGLE + 1)})
    in_a_row = zip(*(words[at:] for at in range(IN_A_SHINGLE)), strict=False)
    return " ".join(words), list({" ".join(some) for some in in_a_row})


def bands(signature: bytes) -> tuple[int, ...]:
    """The keys under which a signature is looked for: one a band, as SQLite's integers; none without a signature."""
    size = len(signature) // BANDS
    return tuple(
        int.from_bytes(
            hashlib.blake2b(signature[size * band : size * (band + 1)], digest_size=8, key=bytes((band + 1,))).digest(),
            signed=True,
        )
        for band in range(BANDS if signature else 0)
    )


def alike(one: bytes, other: bytes) -> bool:
    """Whether two signatures are those of near duplicates."""
    same = np.count_nonzero(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4"))
    return bool(same >= ALIKE * WIDTH)


def _signature(shingles: list[str]) -> bytes:
    minhash = RMinHash(num_perm=WIDTH, seed=SEED)
    minhash.update(shingles)
    return np.array(minhash.digest(), "<u4").tobytes()
