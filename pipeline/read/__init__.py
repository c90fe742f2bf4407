"""Paths → pages: every file and every record of every container, one in memory at a time.

`read_source` opens a file and gives its pages, its failures, and what it passed over; which files there
are is for listing.py.
"""

from pipeline.read.items import Failure, Item, Passed, Source
from pipeline.read.names import ending, is_container, is_wanted, page_stem, shown, suffix, unpacked
from pipeline.read.pages import STANDARD_INPUT, read_source
from pipeline.read.sources import NAME_A_PAGE, source_at

__all__ = [
    "NAME_A_PAGE",
    "STANDARD_INPUT",
    "Failure",
    "Item",
    "Passed",
    "Source",
    "ending",
    "is_container",
    "is_wanted",
    "page_stem",
    "read_source",
    "shown",
    "source_at",
    "suffix",
    "unpacked",
]
