"""Pages that hide all they have until a script has run: their text is shown after all."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from pipeline.leaf import Leaf

_FEW = 200
"""Characters of a page below which shares say nothing."""
_MOST = 0.5
"""Share of a page's text under one hidden element: nobody hides most of a page from its readers."""


def unveiled(leaves: Sequence[Leaf], hiders: Sequence[int]) -> tuple[Leaf, ...]:
    """The leaves, shown where the element that hides them holds most of the page's text."""
    if not any(leaf.hidden for leaf in leaves):
        return tuple(leaves)
    under: Counter[int] = Counter()
    total = 0
    for leaf, hider in zip(leaves, hiders, strict=True):
        size = len(leaf.text) - leaf.linked
        total += size
        if leaf.hidden and leaf.hidden not in ("site_rule", "page_tool", "frame_fallback"):
            under[hider] += size
    hider, size = next(iter(under.most_common(1)), (-1, 0))
    if total < _FEW or size <= _MOST * total:
        return tuple(leaves)
    return tuple(
        msgspec.structs.replace(leaf, hidden=None) if leaf.hidden and by == hider else leaf
        for leaf, by in zip(leaves, hiders, strict=True)
    )
