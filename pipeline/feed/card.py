"""What is in a data set → its card, README.md, as the Hugging Face Hub and people read it."""

from collections import Counter
from typing import Any

from msgspec import Struct

from pipeline.article import Article
from pipeline.errors import counted
from pipeline.feed.flavours import Column
from pipeline.feed.front_matter import front_matter
from pipeline.feed_settings import Feed

NAME = "README.md"

SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
    (1_000_000_000, "100M<n<1B"),
)
"""The Hub's names for sizes, each with the count below which it holds."""


class Counts(Struct, frozen=True):
    """What a card tells of the articles."""

    articles: int
    shards: int
    languages: tuple[tuple[str, int], ...]
    """By how many articles they have, most first."""


def count_languages(languages: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Languages with their articles, most first, ties by name."""
    return tuple(sorted(languages.items(), key=lambda counted: (-counted[1], counted[0])))


def card(feed: Feed, wanted: tuple[Column, ...], counts: Counts) -> bytes:
    """The card of a data set. It tells nothing of the day or the machine, so it changes only with the data."""
    suffix = ".parquet" if feed.format == "parquet" else ".jsonl"
    tags = sorted({name.partition("-")[0] for name, _ in counts.languages if name != "und"})
    head: dict[str, Any] = {
        **({"language": tags} if tags else {}),
        "size_categories": [next((name for most, name in SIZES if counts.articles < most), "n>1T")],
        "configs": [{"config_name": "default", "data_files": f"articles-*{suffix}*"}],
    }
    fields = [(column.name, f"`{column.source}` of the article") for column in wanted]
    fields = fields or [
        (name, "") for name in Article.__struct_encode_fields__ if suffix == ".jsonl" or name != "schema"
    ]
    fields += [(name, "the same in every article") for name in feed.constants]
    lines = [
        "# Articles",
        "",
        f"{counted(counts.articles, 'article')} in {counted(counts.shards, 'file')}, "
        "cleaned from scraped pages by page-cleaning-pipeline and kept in step with them by `pipeline feed`.",
        "Whoever publishes them adds whose they are and under which licence.",
        "",
        "| language | articles |",
        "| --- | --: |",
        *(f"| {name} | {count:,} |" for name, count in counts.languages),
        "",
        "| field | |",
        "| --- | --- |",
        *(f"| `{name}` | {what} |" for name, what in fields),
        "",
    ]
    if feed.where or feed.skip_duplicates:
        lines += ["Only articles for which holds:", ""]
        lines += [f"- `{text}`" for text in (*feed.where, *(["not duplicate"] if feed.skip_duplicates else []))]
        lines += [""]
    return (front_matter(head, "yaml", "plain") + "\n" + "\n".join(lines)).encode()
