"""Pages as sets of what recurs → those that are built alike: a rare template counts among its own pages."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ALIKE = 0.4
"""Share of what stands on either page that stands on both (Jaccard)."""


def groups_of(keys: Sequence[frozenset[str]], often: dict[str, int]) -> list[list[int]]:
    """The places of the pages of each group; a page joins the first leader that it is like, else it leads.

    `often` says on how many pages what recurs stands; other keys say nothing of how a page is built. The
    order of the pages decides who leads: give them in an order that does not hang on when they were seen.
    """
    columns = {key: number for number, key in enumerate(sorted(often))}
    stands = np.zeros((len(keys), len(columns)), dtype=np.float32)
    for row, held in enumerate(keys):
        stands[row, [columns[key] for key in held if key in columns]] = 1
    shared = stands @ stands.T
    sizes = stands.sum(axis=1)
    groups: list[list[int]] = []
    for row in range(len(keys)):
        for group in groups:
            if _alike(shared, sizes, group[0], row):
                group.append(row)
                break
        else:
            groups.append([row])
    return groups


def _alike(shared: NDArray[np.float32], sizes: NDArray[np.float32], one: int, other: int) -> bool:
    both = float(shared[one, other])
    either = float(sizes[one] + sizes[other]) - both
    return both >= ALIKE * either and either > 0
