"""Markdown → what its front matter says: YAML between two lines of dashes, above the text.

Generators of sites agree on a few names of its fields and differ on the rest; FIELDS has those in use. Scalars
are read as they stand, so that a title `2024` or `no` stays what was written.
"""

import re
from collections.abc import Iterator, Mapping

import yaml

from pipeline.characters import fold
from pipeline.lexicon import nobody
from pipeline.model import FrontMatter, Told
from pipeline.names import all_names

MOST_LINES = 60
"""Lines of a front matter, both lines of dashes counted; Hugo's longest archetypes have about forty."""
LONGEST = 8_000
"""Characters of one."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "authors": ("author", "authors", "byline", "writer"),
    "site": ("site", "site_name", "sitename", "publisher"),
    "published": (
        *("date", "published", "pubdate", "publishdate", "publish_date", "published_date", "published_at"),
        *("publishedat", "datepublished", "date_published"),
    ),
    "modified": (
        *("updated", "lastmod", "modified", "last_modified_at", "last_modified", "lastmodified", "updateddate"),
        *("updated_at", "updatedat", "update_date", "datemodified", "date_modified"),
    ),
    "summary": ("description", "summary", "excerpt", "abstract"),
    "tags": ("tags", "tag", "keywords", "categories", "category"),
    "image": ("image", "cover", "cover_image", "coverimage", "featured_image", "og_image", "thumbnail"),
    "url": ("canonical", "canonical_url", "canonicalurl", "url"),
}
"""For each fact the fields that may give it, the more trusted first; in lower case, `_` for `-`."""
SIGNS = frozenset(name for names in FIELDS.values() for name in names) | frozenset(
    ["slug", "layout", "permalink", "draft", "aliases", "weight", "toc", "template", "lang", "series"]
)
"""Fields of which a front matter has one at least."""

_FENCE = "---"
_ENDS = ("---", "...")
_NOTHING = frozenset({"", "~", "null"})
_SEPARATORS = re.compile(r"[,，、;；]")
_ADDRESS = re.compile(r"https?://[\w.-]+\.\w+(?:[:/?#]\S*)?")
_WITHIN = ("name", "title", "url", "src", "image", "relative", "path")
"""Of a field that has fields itself, which of them is its value: `author: {name: …}`, `cover: {image: …}`."""


def front_matter(markdown: str) -> FrontMatter | None:
    """What stands above a text between `---` and `---`; None where that is no YAML, or none that describes a page.

    >>> front_matter("---\\ntitle: The lock\\ntags: [ice, 2024]\\n---\\nText.").told.tags
    ('ice', '2024')
    >>> front_matter("---\\nThe lock was shut.\\n---\\nText.") is None
    True
    """
    if not markdown.startswith(_FENCE):
        return None
    lines = [line.rstrip() for line in markdown.split("\n", MOST_LINES)[:MOST_LINES]]
    end = next((place for place, line in enumerate(lines[1:], 1) if line in _ENDS), None)
    if lines[0] != _FENCE or end is None:
        return None
    said = _mapping("\n".join(lines[1:end]))
    if SIGNS.isdisjoint(said):
        return None
    return FrontMatter(lines=end + 1, told=_told(said), url=_address(said))


def _mapping(written: str) -> dict[str, object]:
    """The fields by their names in lower case; empty where it is no mapping. No tag makes an object of anything."""
    if len(written) > LONGEST:
        return {}
    try:
        read = yaml.load(written, Loader=yaml.BaseLoader)  # which knows texts, lists and mappings only
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(read, dict):
        return {}
    return {key.lower().replace("-", "_"): value for key, value in read.items() if isinstance(key, str)}


def _told(said: Mapping[str, object]) -> Told:
    title = next((text for text in _texts("title", said) if fold(text) not in nobody()), None)
    authors = next((found for found in map(all_names, _places("authors", said)) if found), ())
    return Told(
        title=title,
        authors=authors,
        site=_first("site", said),
        published=_first("published", said),
        modified=_first("modified", said),
        summary=_first("summary", said),
        tags=next((found for found in map(_listed, _places("tags", said)) if found), ()),
        image=next((text for text in _texts("image", said) if _ADDRESS.fullmatch(text)), None),
    )


def _address(said: Mapping[str, object]) -> str | None:
    """An address with its host; a path is one on a site that is not named."""
    return next((text for text in _texts("url", said) if _ADDRESS.fullmatch(text)), None)


def _places(fact: str, said: Mapping[str, object]) -> Iterator[list[str]]:
    """What each of the fields says that may give a fact."""
    return (list(_values(said[name])) for name in FIELDS[fact] if name in said)


def _texts(fact: str, said: Mapping[str, object]) -> Iterator[str]:
    return (text for texts in _places(fact, said) for text in texts)


def _first(fact: str, said: Mapping[str, object]) -> str | None:
    return next(_texts(fact, said), None)


def _listed(texts: list[str]) -> tuple[str, ...]:
    """The items of a list; one text may list them itself, with commas."""
    pieces = _SEPARATORS.split(texts[0]) if len(texts) == 1 else texts
    return tuple(dict.fromkeys(tag for piece in pieces if (tag := piece.strip().removeprefix("#"))))


def _values(value: object) -> Iterator[str]:
    """The texts of a field: itself, its items, or of each the field that names it. No deeper: YAML may be endless."""
    for item in value if isinstance(value, list) else [value]:
        named = [item.get(name) for name in _WITHIN] if isinstance(item, dict) else [item]
        said = next((each for each in named if isinstance(each, str)), "")
        if (text := " ".join(said.split())).lower() not in _NOTHING:
            yield text
