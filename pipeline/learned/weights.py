"""The weights that come with the package; docs/model-card.md and docs/model-card-lines.md say how they were made."""

from functools import cache
from importlib.resources import as_file, files

from pipeline.learned.network import Network, load


@cache
def shipped(name: str) -> Network:
    """The judge of `blocks` of HTML or of `lines`."""
    with as_file(files("pipeline") / "data" / f"{name}.npz") as path:
        return load(path)
