"""What the page declares of its content → columns: which leaves it names or tells beforehand."""

import re
from urllib.parse import urlsplit

import numpy as np

from pipeline.leaf import Declared, Leaf
from pipeline.learned.shape import Column, Columns

_VALUE = re.compile(r'"(name|headline|title|description|text|articleBody|reviewBody)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_NAMES = frozenset({"name", "headline", "title"})
_READ = 60_000
"""Characters of the JSON-LD scripts that are read."""
_HEAD = 28
"""Characters of a leaf's beginning that are looked up; shorter leaves are found by chance."""
_SHORTEST = 16
_BUDGET = 6_000_000
"""Characters that are searched for the leaves' beginnings, so that long pages stay linear."""

_CURRENCIES = frozenset("$€£¥￥₹₽₩₺元円")
_PRICE_LENGTH = np.log1p(80)
"""Logarithm of the columns that a leaf with a price has at most."""

_KINDS = {
    "forum": "forum forums thread threads topic topics questions question discuss comments "
    "viewtopic showthread viewthread post t r",
    "product": "product products item items dp p shop itm store buy",
    "listing": "category categories tag tags collections collection search list c browse hub topics events jobs",
    "documentation": "docs doc guide guides reference api wiki documentation manual tutorial learn",
    "article": "blog blogs news article articles story posts archives",
}
_BY_WORD = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_WORD = re.compile(r"[a-z]+|\d+")


def said(leaves: tuple[Leaf, ...], declared: Declared) -> Columns:
    """Whether a leaf begins as a description does, contains its beginning, or is named."""
    names, told = _declared_texts(declared)
    heads = [text[:_HEAD] for text in told.split("\n") if len(text) >= _SHORTEST][:12]
    begins, holds, named = (np.zeros(len(leaves), dtype=np.float32) for _ in range(3))
    most = _BUDGET // (len(told) + 1)
    for row, leaf in enumerate(leaves):
        text = leaf.text
        if text in names:
            named[row] = 1
        if told and row < most and len(text) >= _SHORTEST:
            if text[:_HEAD] in told:
                begins[row] = 1
            elif heads and len(text) >= _HEAD and any(head in text for head in heads):
                holds[row] = 1
    return {
        "said_begins": begins,
        "said_holds": holds,
        "said_name": named,
        "page_said": np.full(len(leaves), begins.mean() if len(begins) else 0, np.float32),
        "page_told": np.full(len(leaves), np.log1p(len(told)), np.float32),
    }


def _declared_texts(declared: Declared) -> tuple[set[str], str]:
    """The names, and the descriptions a line each, with their white space folded."""
    names: set[str] = set()
    told: dict[str, None] = {}
    for name, content in declared.metas:
        if name.endswith("description"):
            told[" ".join(content.split())] = None
    for name, value in _VALUE.findall("\n".join(declared.json)[:_READ]):
        plain = value.replace("\\n", " ").replace("\\/", "/").replace('\\"', '"')
        text = " ".join(plain.split())
        if name in _NAMES:
            names.add(text)
        else:
            told[text] = None
    return names, "\n".join(told)


def prices(leaves: tuple[Leaf, ...], columns: Columns) -> Column:
    """1 for short leaves with digits and the sign of a currency."""
    found = np.zeros(len(leaves), dtype=np.float32)
    for row in np.flatnonzero((columns["digits"] > 0) & (columns["columns"] < _PRICE_LENGTH)):
        found[row] = not _CURRENCIES.isdisjoint(leaves[row].text)
    return found


def address_columns(count: int, declared: Declared) -> Columns:
    """What the canonical address says of the page's kind: the same in every row, 0 if unknown."""
    address = declared.canonical or next((content for name, content in declared.metas if name == "og:url"), "")
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    words = _WORD.findall(f"{(parts.hostname or '').split('.')[0]}/{parts.path}".lower())
    pieces = [piece for piece in parts.path.split("/") if piece]
    last = pieces[-1] if pieces else ""
    kinds = {_BY_WORD[word] for word in words if word in _BY_WORD}
    values = {
        "page_address": bool(address),
        "page_address_depth": min(len(pieces), 8),
        "page_address_root": bool(address) and not pieces,
        "page_address_slug": np.log1p(last.count("-") + last.count("_")),
        "page_address_digits": np.log1p(sum(map(str.isdigit, last))),
        "page_address_query": bool(parts.query),
        "page_address_file": "." in last,
        "page_address_year": any(len(word) == 4 and word[:2] in {"19", "20"} for word in words),
    }
    values |= {f"page_address_{kind}": kind in kinds for kind in _KINDS}
    return {name: np.full(count, value, dtype=np.float32) for name, value in values.items()}
