"""Paths → pages: every file and every record of every container, one in memory at a time.

`list_sources` names files with size and time and opens none; `read_source` opens one and gives its
pages, its failures, and what it passed over.
"""

from pipeline.read.items import Failure, Item, Passed, Source
from pipeline.read.names import is_container, unpacked
from pipeline.read.pages import STANDARD_INPUT, read_source
from pipeline.read.sources import NAME_A_PAGE, list_sources, source_at

__all__ = [
    "NAME_A_PAGE",
    "STANDARD_INPUT",
    "Failure",
    "Item",
    "Passed",
    "Source",
    "is_container",
    "list_sources",
    "read_source",
    "source_at",
    "unpacked",
]
