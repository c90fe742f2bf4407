"""Scraped pages → clean, structured articles; every removed block accounted for."""

from pipeline.library import clean
from pipeline.memory import load_memory
from pipeline.model import Article
from pipeline.settings import Settings

__all__ = ["Article", "Settings", "clean", "load_memory"]
