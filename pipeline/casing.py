"""A name in capitals → as it is written elsewhere."""

import re


def in_small_letters(name: str) -> str:
    """A name that a byline shouts, as it is written elsewhere; initials, lone words and names with marks stay.

    >>> in_small_letters("MAEVE O'CORRIGAN"), in_small_letters("J. A. BELTRÁN"), in_small_letters("Mave DE")
    ("Maeve O'Corrigan", 'J. A. Beltrán', 'Mave DE')
    >>> in_small_letters("BBC"), in_small_letters("J. B.")
    ('BBC', 'J. B.')
    """
    return name.title() if name.isupper() and _SHOUTED.fullmatch(name) and _TURKISH.isdisjoint(name) else name


_SHOUTED = re.compile(r"(?:[^\W\d_]+[.'’-]? ?|[^\W\d_]+[ '’-]){0,4}(?<=[ .])[^\W\d_]*['’-]?[^\W\d_]{3,}")

_TURKISH = frozenset("İŞĞ")
"""Where these are written, a capital I may have no dot in small letters."""
