"""Data sets: JSON Lines and Parquet, read back by independent readers, and their card."""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow.parquet as pq
import pytest
import yaml
from bodies import BODIES
from fed import fed, files, made, put
from hypothesis import given, settings

from pipeline.article import Post
from pipeline.body import Code, Item, List, Table
from pipeline.errors import PipelineError
from pipeline.feed.ready import make_ready
from pipeline.feed.rows import WHOLE, row, schema
from pipeline.feed.shards import shard_of
from pipeline.feed_settings import Feed

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BODY = (
    List(True, ("a", Item("b", ("c", Item("d", ("e",))))), 3),
    Table((("1", "2"), ("3",)), 1),
    Code("x\n", "python"),
)
ARTICLES = [
    made("alpha", body=BODY, authors=("甲", "乙"), published="2024-05"),
    made("beta", title=None, language="en", tags=("x",), duplicate_of="0123456789abcdef"),
]


def plain(value: object) -> Any:
    """A value as JSON has it."""
    return json.loads(msgspec.json.encode(value))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two articles."""
    put(tmp_path / "clean", *ARTICLES)
    return tmp_path


UNPACK = {"none": bytes, "gz": gzip.decompress, "zst": zstd.decompress}


@pytest.mark.parametrize("compress", UNPACK)
def test_lines_are_the_articles(root: Path, compress: str) -> None:
    """Every one of them once, in the schema they have in clean."""
    fed(root, format="jsonl", compress=compress)
    (name,) = set(files(root / "site")) - {"README.md"}
    lines = UNPACK[compress](files(root / "site")[name]).splitlines()
    by_id = sorted(ARTICLES, key=lambda article: article.id)
    assert [json.loads(line) for line in lines] == [plain(article) for article in by_id]


def test_lines_of_chosen_fields(root: Path) -> None:
    """Every line has the same fields, null where nothing is said."""
    told = {"id": "id", "content": "text", "sure": "quality.confidence", "title": "title", "md": "markdown"}
    fed(root, format="jsonl", fields=told, constants={"source": "clean"})
    lines = [json.loads(line) for line in files(root / "site")["articles-00000-of-00001.jsonl"].splitlines()]
    assert all(list(line) == [*told, "source"] for line in lines)
    assert [line["title"] for line in lines].count(None) == 1


def test_parquet_is_read_by_arrow_and_duckdb(root: Path) -> None:
    """The same values, nested ones too."""
    fed(root, format="parquet")
    file = root / "site" / "articles-00000-of-00001.parquet"
    read = {each["title"]: each for each in pq.read_table(file).to_pylist()}
    assert list(read["alpha"]) == list(WHOLE)
    for article in ARTICLES:
        told = plain(article)
        for name in ("id", "authors", "tags", "published", "text", "flags", "duplicate_of", "language"):
            assert read[article.title][name] == told[name]
        assert read[article.title]["source"] == told["source"]
        assert read[article.title]["removed"] == [{**each, "text": None} for each in told["removed"]]
    listed, table, code = read["alpha"]["body"]
    assert [(item["depth"], item["text"]) for item in listed["items"]] == [
        *((0, "a"), (0, "b"), (1, "c"), (1, "d"), (2, "e"))
    ]
    assert (listed["ordered"], listed["start"], table["rows"], code["text"]) == (True, 3, [["1", "2"], ["3"]], "x\n")
    asked = duckdb.sql(f"select title, authors[1], source.path, len(body) from '{file}' order by title nulls last")
    assert asked.fetchall() == [
        ("alpha", "甲", "alpha.txt", 3),
        (None, "沈知远", "beta.txt", len(ARTICLES[1].body)),
    ]


def test_columns_of_chosen_fields_are_typed(root: Path) -> None:
    """Also where no article says anything."""
    told = {"id": "id", "image": "image", "sure": "quality.confidence", "names": "authors", "cjk": "is_cjk"}
    fed(root, format="parquet", fields=told, constants={"n": 1, "kind": "news", "of": ("a",)})
    columns = duckdb.sql(f"describe select * from '{root / 'site' / 'articles-00000-of-00001.parquet'}'").fetchall()
    assert [column[1] for column in columns] == [
        *("VARCHAR", "VARCHAR", "DOUBLE", "VARCHAR[]", "BOOLEAN", "BIGINT", "VARCHAR", "VARCHAR[]")
    ]


@settings(max_examples=50, deadline=None)
@given(BODIES)
def test_any_body_has_a_row(body) -> None:
    """Every block has the one shape, and its texts come back."""
    import pyarrow as pa

    feed = Feed(to="x", format="parquet")
    article = made("x", body=body)
    (read,) = pa.Table.from_pylist([row(article, feed, ())], schema=schema(feed, ())).to_pylist()
    for block, told in zip(plain(body), read["body"], strict=True):
        for name, value in block.items():
            if name != "items":
                assert told[name] == value


def test_a_thread_keeps_its_posts() -> None:
    """Where a page is none the column is null."""
    import pyarrow as pa

    feed = Feed(to="x", format="parquet")
    posts = (Post("老周", "2021-03-04", (0, 1)), Post(None, None, (2, 2)))
    rows = [row(made("x", posts=posts), feed, ()), row(made("y"), feed, ())]
    thread, other = pa.Table.from_pylist(rows, schema=schema(feed, ())).to_pylist()
    assert thread["posts"] == plain(posts)
    assert other["posts"] is None


def test_the_card_is_what_the_hub_reads(root: Path) -> None:
    """Front matter with languages, size and files; and what the reader should know."""
    fed(root, format="jsonl", where=("confidence >= 0.1",))
    card = files(root / "site")["README.md"].decode()
    _, head, text = card.split("---\n", 2)
    assert yaml.safe_load(head) == {
        "language": ["en", "zh"],
        "size_categories": ["n<1K"],
        "configs": [{"config_name": "default", "data_files": "articles-*.jsonl*"}],
    }
    assert "2 articles in 1 file" in text
    assert "- `confidence >= 0.1`" in text


def test_a_card_gives_way(root: Path) -> None:
    """To one that people wrote, and to another feed's."""
    (root / "site").mkdir()
    (root / "site" / "README.md").write_text("ours", "utf-8")
    report = fed(root, format="jsonl")
    assert (report.added, report.refused, list(report.kept)) == (1, {}, ["README.md"])
    assert fed(root, format="jsonl").in_step
    assert fed(root, "two", format="parquet").in_step is False
    assert fed(root, "two", format="parquet").in_step


def test_without_a_card(root: Path) -> None:
    """By a setting."""
    assert fed(root, format="jsonl", card=False).added == 1


def test_shards_are_even() -> None:
    """Whatever the ids look like."""
    counts = [0] * 4
    for number in range(4000):
        counts[shard_of(f"id-{number}", 4)] += 1
    assert all(900 < count < 1100 for count in counts)


def test_parquet_without_its_library_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """That says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(PipelineError, match=r"pip install 'page-cleaning-pipeline\[parquet\]'"):
        make_ready("x", Feed(to=str(tmp_path / "site"), format="parquet"), "clean", ("raw",))


def test_pinyin_without_its_library_is_a_sentence(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """That says what to install, before anything is written."""
    from pipeline.feed import slugs

    slugs._pinyin.cache_clear()
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    with pytest.raises(PipelineError, match=r"pip install 'page-cleaning-pipeline\[pinyin\]'"):
        fed(root, slug="pinyin")
    assert not files(root / "site")
