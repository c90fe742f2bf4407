"""What rules took, with the judge's chances → the lines that come back: those of doubtful rules of which it is sure."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Labelled
from pipeline.title_signs import rule_of

LONG_PAGE = 20
"""Lines of a page on which the judge overrules rules."""
BARE_TITLES = frozenset({"unmarked_titles", "error_title", "leak_title"})
FEW_OF_A_RUN = 0.3
"""Share of the titles under the text up to which the judge frees none of them."""
GUESSED, READ_OFF = 0.5, 0.7
"""From these chances on its word counts more than that of a rule which goes by what stands around a line, and of one
which knows a word, a heading over the line or its copy. Of what the first took on real pages lines above 0.5 are the
article's in three cases of four; of what the second took, lines above 0.7 in one of three."""
DOUBTFUL = {
    **dict.fromkeys(("comment_section", "unmarked_titles", "among_navigation", "among_comments"), GUESSED),
    **dict.fromkeys(("among_site_lines", "navigation_words", "site_links", "site_notice"), READ_OFF),
    **dict.fromkeys(("repeated_text", "table_of_contents", "related_list", "promoted_title"), READ_OFF),
}
"""Rules that took the most of articles on real pages, with the chance from which the judge overrules them."""


def overruled(labelled: Sequence[Labelled], chances: NDArray[np.float32]) -> set[int]:
    """The places of those lines; none on a page too short to judge."""
    if len(labelled) < LONG_PAGE:
        return set()
    freed = {
        place
        for place, item in enumerate(labelled)
        if item.verdict is not None and chances[place] >= DOUBTFUL.get(item.verdict.rule, np.inf)
    }
    return freed - _few_of_a_run(labelled, freed) if freed else freed


def _few_of_a_run(labelled: Sequence[Labelled], freed: set[int]) -> set[int]:
    """Lines that the judge would free of a run of bare titles of which it frees few: they are titles like the others."""
    few: set[int] = set()
    for listed, group in groupby(range(len(labelled)), key=lambda row: rule_of(labelled[row]) in BARE_TITLES):
        rows = list(group)
        if listed and sum(1 for row in rows if row in freed) <= FEW_OF_A_RUN * len(rows):
            few.update(rows)
    return few
