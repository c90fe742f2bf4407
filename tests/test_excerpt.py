"""A part of a ledger for another machine: what it knows of some sources, and of no others."""

from pathlib import Path

from runs import cleaned, plant

from pipeline.excerpt import excerpt, put_excerpt
from pipeline.ledger import Ledger
from pipeline.outcome import Task


def source(name: str) -> Task:
    """A source of the folder."""
    return Task(b"", "", name, "", name, 0, 0)


def test_an_excerpt_knows_the_same(tmp_path: Path) -> None:
    """Of the sources that were asked for; of what is not known it is empty."""
    plant(tmp_path / "raw", "a.txt", "b.txt")
    cleaned(tmp_path / "raw", tmp_path / "clean")
    with Ledger(tmp_path / "clean", write=False) as whole:
        data = excerpt(whole, [source("a.txt"), source("new.txt")])
        assert excerpt(whole, [source("new.txt")]) == b""
        known = whole.known(source("a.txt"), None)
    put_excerpt(data, tmp_path / "there")
    with Ledger(tmp_path / "there", write=False) as part:
        assert part.known(source("a.txt"), None) == known
        assert part.known(source("b.txt"), None) is None
