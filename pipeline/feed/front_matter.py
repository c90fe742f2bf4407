"""Fields → front matter in YAML, TOML or JSON, such that every parser of a flavour reads the same values."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
import tomli_w
import yaml

from pipeline.feed_settings import Flavour, FrontMatter

Fields = dict[str, Any]


def front_matter(fields: Fields, kind: FrontMatter, flavour: Flavour) -> str:
    r"""Front matter with its fences and a newline at the end.

    TOML has no null, so a field that is null is left out there. JSON has no dates, so they are strings.

    >>> print(front_matter({"title": 'A: "b"', "date": datetime(2024, 5, 31)}, "yaml", "hugo"), end="")
    ---
    title: "A: \"b\""
    date: 2024-05-31T00:00:00
    ---
    """
    return WRITERS[kind](fields, flavour)


class _Dumper(yaml.SafeDumper):
    """Strings always in quotes, keys bare where they are plain words, dates as YAML 1.1 and 1.2 both read them.

    A bare `no`, `1e3` or `12:30` is a string to one parser and something else to the next.
    """

    def ignore_aliases(self, data: Any) -> bool:
        """Never write a value once and point to it."""
        return True


class _Key(str):
    """A key of a mapping."""

    __slots__ = ()


_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
_PLAIN_KEY = re.compile(r"[A-Za-z][\w-]*", re.ASCII)


def _string(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    # PyYAML writes emoji and rare Han as \U… between double quotes, but as they are between single ones.
    style = "'" if _ASTRAL.search(value) and "\n" not in value else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _key(dumper: yaml.SafeDumper, value: _Key) -> yaml.Node:
    plain = _PLAIN_KEY.fullmatch(value) is not None and value.lower() not in ("y", "n")
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style=None if plain else '"')


def _mapping(dumper: yaml.SafeDumper, value: Fields) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", [(_Key(key), each) for key, each in value.items()])


def _moment(dumper: yaml.SafeDumper, value: datetime) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


_Dumper.add_representer(str, _string)
_Dumper.add_representer(_Key, _key)
_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(datetime, _moment)


def _yaml(fields: Fields, _flavour: Flavour) -> str:
    written: str = yaml.dump(fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"---\n{written if fields else ''}---\n"


def _toml(fields: Fields, _flavour: Flavour) -> str:
    return f"+++\n{tomli_w.dumps(_without_null(fields))}+++\n"


def _json(fields: Fields, flavour: Flavour) -> str:
    written = msgspec.json.format(msgspec.json.encode(fields), indent=2).decode()
    return f"---json\n{written}\n---\n" if flavour == "eleventy" else f"{written}\n"


def _without_null(value: Any) -> Any:
    match value:
        case dict():
            return {key: _without_null(each) for key, each in value.items() if each is not None}
        case list() | tuple():
            return [_without_null(each) for each in value if each is not None]
        case _:
            return value


WRITERS: dict[FrontMatter, Callable[[Fields, Flavour], str]] = {"yaml": _yaml, "toml": _toml, "json": _json}
