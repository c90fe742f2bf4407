"""Text in one script → its language, by langdetect's n-gram profiles and without its dice.

langdetect multiplies the probabilities of n-grams that it draws at random until one language
stands out. Here the logarithms of all n-grams of the text are added up, as one matrix product: the
same model, the same answer every time.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from langdetect.detector import Detector
from langdetect.detector_factory import PROFILES_DIRECTORY
from langdetect.utils.lang_profile import LangProfile
from langdetect.utils.ngram import NGram

Numbers = npt.NDArray[np.uint16]
Flags = npt.NDArray[np.bool_]
Span = tuple[int, int]
"""First and last code point of a stretch of Unicode."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A script that several languages share."""

    languages: tuple[str, ...]
    """Names of the profiles, which are BCP 47 tags as well."""
    spans: tuple[Span, ...]
    unknown: float
    """Largest share of a text's 3-grams that the profile of its language may lack: a tenth to a
    third in prose, two thirds and more in Devanagari, whose profiles are small."""


LEAST_MARGIN: Final = 3.0
"""Nats by which the best language must beat the second."""
MOST_FOREIGN_LETTERS: Final = 0.02
"""Share of the script's letters that the best language may lack. Languages without a profile show
themselves by it: Kazakh has 17 % letters that are not Russian, Icelandic 7 % not Norwegian."""
SPARE_LETTERS: Final = 1
SPARE_TRIPLES: Final = 6
"""As many above the share are forgiven, or one name would make a short text foreign."""
SCALE: Final = 256
"""Steps a nat is cut into. Whole numbers add up to the same sum on every machine, fractions do not;
float32 holds whole numbers up to 2**24, twice what a sample of 1,024 characters can reach."""
SMOOTHING: Final[float] = Detector.ALPHA_DEFAULT / Detector.BASE_FREQ
"""langdetect's probability of an n-gram that a language does not have."""
UNSEEN: Final = round(math.log(SMOOTHING) * SCALE)
"""The score of that."""
NOTHING: Final = 0
SPACE: Final = 1
"""Numbers of the place before an n-gram of one or two letters, and of the space."""
LAST_CODE: Final = 0x2100
"""Code points from here on are alike: no alphabet reaches so far."""


@dataclass(frozen=True, slots=True)
class _Tables:
    """The profiles of one alphabet, as tables that take a whole text at once.

    An n-gram has three places; one of one or two letters begins with `NOTHING`. Its row is found
    by `rows[stems[first, second], third]`. Row 0 stands for n-grams that no profile has, which
    langdetect passes over.
    """

    letters: Numbers
    """Number of each code point's character after langdetect's normaliser."""
    capitals: Flags
    stranger: int
    """Number of all letters of the script that no profile has; above it is what is no letter."""
    stems: Numbers
    rows: Numbers
    scores: npt.NDArray[np.float32]
    """Logarithm of the probability of each n-gram in each language, in whole steps (`SCALE`)."""


def likeliest(text: str, alphabet: Alphabet) -> str | None:
    """Return the language whose profile makes the n-grams of `text` likeliest.

    None where two languages are about as likely, or the best lacks too much of what the text has.
    """
    tables = _tables(alphabet)
    first, second, third = _places(text, tables)
    rows = _rows(first, second, third, tables)
    scores = tables.scores.take(rows, axis=0)
    totals = np.ones(len(rows), dtype=np.float32) @ scores
    runner_up, best = (int(column) for column in np.argsort(totals)[-2:])
    if totals[best] - totals[runner_up] < LEAST_MARGIN * SCALE:
        return None
    unknown = (rows == 0) | (scores[:, best] <= UNSEEN)
    unknown_singles, _, unknown_triples = unknown.reshape(3, -1)
    ours = (third > SPACE) & (third <= tables.stranger)
    inside = (second > SPACE) & (np.maximum(np.maximum(first, second), third) <= tables.stranger)
    if _too_many(unknown_singles[ours], MOST_FOREIGN_LETTERS, SPARE_LETTERS):
        return None
    if _too_many(unknown_triples[inside], alphabet.unknown, SPARE_TRIPLES):
        return None
    return alphabet.languages[best]


def _rows(first: Numbers, second: Numbers, third: Numbers, tables: _Tables) -> Numbers:
    """Return the rows of the 1-, the 2- and the 3-grams that end in each of `third`."""
    singles = tables.rows[tables.stems[NOTHING, NOTHING], third]
    pairs = tables.rows[tables.stems[NOTHING, second], third]
    triples = tables.rows[tables.stems[first, second], third]
    return np.concatenate((singles, pairs, triples))


def _too_many(unknown: Flags, share: float, spare: int) -> bool:
    return int(unknown.sum()) > share * len(unknown) + spare


def _places(text: str, tables: _Tables) -> tuple[Numbers, Numbers, Numbers]:
    """Return the letters of the 3-grams of `text`, first, second and third.

    As langdetect has it: without addresses, with white space before the first word, and without
    the n-grams that end inside a word in capitals.
    """
    text = text.replace("\xad", "")  # a soft hyphen would cut the word in two
    if "://" in text:
        text = Detector.URL_RE.sub(" ", text)
    if "@" in text:
        text = Detector.MAIL_RE.sub(" ", text)
    if not text.isascii():
        text = NGram.normalize_vi(text)
    points = np.frombuffer(f"  {text}".encode("utf-32-le", "surrogatepass"), dtype="<u4")
    codes = np.minimum(points, LAST_CODE)
    letters, capitals = tables.letters[codes], tables.capitals[codes]
    small = ~(capitals[2:] & capitals[1:-1])
    return letters[:-2][small], letters[1:-1][small], letters[2:][small]


@cache
def _tables(alphabet: Alphabet) -> _Tables:
    """Build the tables from the profiles in langdetect's package: for Latin some 0.15 s."""
    profiles = [_profile(language) for language in alphabet.languages]
    own = frozenset(chr(code) for first, last in alphabet.spans for code in range(first, last + 1))
    union = set[str]().union(*(profile.freq for profile in profiles))
    grams = sorted(gram for gram in union if own.issuperset(gram.replace(" ", "")))
    characters = ("\0", " ", *sorted(own.intersection("".join(grams))))
    numbers = {character: number for number, character in enumerate(characters)}
    stranger = len(characters)
    places = [tuple(map(numbers.__getitem__, gram.rjust(3, "\0"))) for gram in grams]
    stems = {stem: number for number, stem in enumerate(sorted({p[:2] for p in places}), start=1)}
    stem_table = np.zeros((stranger + 2, stranger + 2), dtype=np.uint16)
    stem_table[*zip(*stems, strict=True)] = list(stems.values())
    row_table = np.zeros((len(stems) + 1, stranger + 2), dtype=np.uint16)
    for row, place in enumerate(places, start=1):
        row_table[stems[place[:2]], place[2]] = row
    normal = [NGram.normalize(chr(code)) for code in range(LAST_CODE + 1)]
    other = [stranger if each in own and each.isalpha() else stranger + 1 for each in normal]
    return _Tables(
        letters=np.array(list(map(numbers.get, normal, other)), dtype=np.uint16),
        capitals=np.array([each.isupper() for each in normal]),
        stranger=stranger,
        stems=stem_table,
        rows=row_table,
        scores=_scores(grams, profiles),
    )


def _profile(language: str) -> LangProfile:
    return LangProfile(**json.loads(Path(PROFILES_DIRECTORY, language).read_bytes()))


def _scores(grams: list[str], profiles: list[LangProfile]) -> npt.NDArray[np.float32]:
    """Return the smoothed logarithms of the probabilities, a row for each n-gram after row 0."""
    rows = {gram: row for row, gram in enumerate(grams, start=1)}
    probabilities = np.zeros((len(grams) + 1, len(profiles)))
    for column, profile in enumerate(profiles):
        for gram, frequency in profile.freq.items():
            probabilities[rows.get(gram, 0), column] = frequency / profile.n_words[len(gram) - 1]
    smoothed = np.log(probabilities + SMOOTHING)
    scores: npt.NDArray[np.float32] = np.rint(smoothed * SCALE).astype(np.float32)
    scores[0] = 0
    return scores
