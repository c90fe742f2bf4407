"""Scraped pages → clean, structured articles; every removed block accounted for."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.article import Article
    from pipeline.library import clean
    from pipeline.memory import load_memory
    from pipeline.settings import Settings
else:
    HOMES = {"Article": "article", "Settings": "settings", "clean": "library", "load_memory": "memory"}

    def __getattr__(name: str) -> object:
        """Load what is asked for when it is first asked for: whoever imports one module waits for no other."""
        if name not in HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
        return value


__all__ = ["Article", "Settings", "clean", "load_memory"]
