"""What an article says of itself as a duplicate."""

from msgspec.structs import replace
from pages import PROSE, article

from pipeline.marks import mark_of, marked


def test_a_mark_can_be_read_back() -> None:
    """And taken away."""
    one = article(*PROSE)
    for mark in ("=0123", "~4567"):
        bears = marked(one, mark)
        assert mark_of(bears.flags, bears.duplicate_of) == mark
        assert marked(bears, "") == one
        assert marked(bears, "=89").flags == (*one.flags, "duplicate")
    assert mark_of(replace(one, flags=("short",)).flags, None) == ""
